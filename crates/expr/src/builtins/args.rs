//! The arguments of a call, with the errors for those of a wrong type.

use crate::messages as m;
use crate::number::Number;
use crate::value::Value;
use lang::Message;
use std::slice;

/// The arguments of a call by their place; one that is left out is null.
pub(super) struct Args<'v> {
    form: &'static [&'static str],
    values: &'v [Value],
}

impl<'v> Args<'v> {
    pub(super) fn new(form: &'static [&'static str], values: &'v [Value]) -> Args<'v> {
        Args { form, values }
    }

    /// How many were given.
    pub(super) fn len(&self) -> usize {
        self.values.len()
    }

    /// All of them.
    pub(super) fn all(&self) -> &'v [Value] {
        self.values
    }

    pub(super) fn get(&self, at: usize) -> &'v Value {
        const NULL: &Value = &Value::Null;
        self.values.get(at).unwrap_or(NULL)
    }

    /// Whether it was given and is not null.
    pub(super) fn has(&self, at: usize) -> bool {
        !self.get(at).is_null()
    }

    /// The first name of the parameters, to tell forms with the same number of arguments apart.
    pub(super) fn error(&self, at: usize, expected: &str) -> Message {
        let name = self.form.get(at).or(self.form.last()).map_or("", |p| p.trim_end_matches(['?', '…']));
        let found = self.get(at).type_name();
        m::WRONG_ARGUMENT_TYPE
            .message()
            .with("parameter", name)
            .with("expected", expected)
            .with("found", found)
    }

    /// The argument; a list of one item counts as that item (DMN 1.4, 10.3.2.9.4).
    fn single(&self, at: usize) -> &'v Value {
        match self.get(at) {
            Value::List(items) if items.len() == 1 => items.first().unwrap_or(self.get(at)),
            value => value,
        }
    }

    pub(super) fn number(&self, at: usize) -> Result<Number, Message> {
        self.single(at).as_number().ok_or_else(|| self.error(at, "number"))
    }

    pub(super) fn integer(&self, at: usize) -> Result<i64, Message> {
        let number = self.number(at)?;
        number.to_i64().ok_or_else(|| m::NOT_WHOLE.message().with("found", number))
    }

    pub(super) fn string(&self, at: usize) -> Result<&'v str, Message> {
        self.single(at).as_str().ok_or_else(|| self.error(at, "string"))
    }

    /// The items of a list; any other value but null is a list of itself.
    pub(super) fn list(&self, at: usize) -> Result<&'v [Value], Message> {
        match self.get(at) {
            Value::List(items) => Ok(items),
            Value::Null => Err(self.error(at, "list")),
            single => Ok(slice::from_ref(single)),
        }
    }

    /// The items of the one list that was given, or else all arguments.
    pub(super) fn items(&self) -> Result<&'v [Value], Message> {
        match self.values {
            [Value::List(items)] => Ok(items),
            [Value::Null] | [] => Err(self.error(0, "list")),
            values => Ok(values),
        }
    }
}
