//! Functions on contexts, and those that deal with missing values.

use super::{Args, Builtin, Outcome};
use crate::context::Context;
use crate::eval::{Failure, Machine};
use crate::messages as m;
use crate::value::Value;
use std::sync::Arc;

pub(super) static ALL: &[Builtin] = &[
    Builtin::new("get value", &[&["m", "key"], &["context", "key"], &["context", "keys"]], get_value),
    Builtin::new("get entries", &[&["m"], &["context"]], |machine, args| {
        let context = args.context(0)?;
        let mut entries = Vec::new();
        for (name, value) in context {
            let mut entry = Context::new();
            machine.insert(&mut entry, "key".into(), Value::String(name.clone()))?;
            machine.insert(&mut entry, "value".into(), value.clone())?;
            entries.push(entry.into());
        }
        Ok(machine.list(entries)?)
    }),
    Builtin::new("context", &[&["entries"]], |machine, args| {
        let mut context = Context::new();
        for entry in args.list(0)? {
            let key_and_value =
                entry.as_context().and_then(|entry| Some((entry.get("key")?, entry.get("value")?)));
            let Some((Value::String(key), value)) = key_and_value else {
                return Err(args.error(0, "list<context<key: string, value: Any>>").into());
            };
            if context.contains(key) {
                return Err(m::DOUBLE_KEY.message().with("name", key).into());
            }
            machine.insert(&mut context, key.clone(), value.clone())?;
        }
        Ok(context.into())
    }),
    Builtin::new(
        "context put",
        &[&["context", "key", "value"], &["context", "keys", "value"]],
        |machine, args| {
            let context = args.context(0)?;
            match args.get(1) {
                Value::String(key) => put(machine, context, std::slice::from_ref(key), args.get(2)),
                Value::List(keys) => {
                    let names: Option<Vec<Arc<str>>> = keys
                        .iter()
                        .map(|key| match key {
                            Value::String(key) => Some(key.clone()),
                            _ => None,
                        })
                        .collect();
                    let names = names
                        .filter(|names| !names.is_empty())
                        .ok_or_else(|| args.error(1, "list<string>"))?;
                    put(machine, context, &names, args.get(2))
                }
                _ => Err(args.error(1, "string").into()),
            }
        },
    ),
    Builtin::new("context merge", &[&["contexts…"]], merge),
    // Camunda's former names.
    Builtin::new("put", &[&["context", "key", "value"]], |machine, args| {
        let Value::String(key) = args.get(1) else { return Err(args.error(1, "string").into()) };
        put(machine, args.context(0)?, std::slice::from_ref(key), args.get(2))
    }),
    Builtin::new("put all", &[&["contexts…"]], merge),
    // Camunda's mark for what a language model fills in: the value as it is.
    Builtin::new("fromAi", &[&["value", "description?", "type?", "schema?", "options?"]], |_, args| {
        Ok(args.get(0).clone())
    }),
    Builtin::new(
        "assert",
        &[&["value", "condition"], &["value", "condition", "cause"]],
        |_, args| match args.get(1) {
            Value::Bool(true) => Ok(args.get(0).clone()),
            _ if args.has(2) => Err(m::ASSERTED.message().with("cause", args.string(2)?).into()),
            _ => Err(m::NOT_ASSERTED.message().into()),
        },
    )
    .expecting_null(),
    Builtin::new("is defined", &[&["value"]], |_, args| Ok((!args.get(0).is_null()).into())).expecting_null(),
    Builtin::new("get or else", &[&["value", "default"]], |_, args| {
        let at = usize::from(args.get(0).is_null());
        Ok(args.get(at).clone())
    })
    .expecting_null(),
];

impl<'v> Args<'v> {
    pub(super) fn context(&self, at: usize) -> Result<&'v Context, lang::Message> {
        self.get(at).as_context().ok_or_else(|| self.error(at, "context"))
    }
}

fn get_value(_: &mut Machine<'_>, args: &Args<'_>) -> Outcome {
    let context = args.context(0)?;
    match args.get(1) {
        Value::String(key) => {
            context.get(key).cloned().ok_or_else(|| m::NO_ENTRY.message().with("name", key).into())
        }
        Value::List(keys) => {
            let mut value = args.get(0);
            for key in keys.iter() {
                let key = key.as_str().ok_or_else(|| args.error(1, "list<string>"))?;
                value = value
                    .as_context()
                    .and_then(|context| context.get(key))
                    .ok_or_else(|| m::NO_ENTRY.message().with("name", key))?;
            }
            Ok(value.clone())
        }
        _ => Err(args.error(1, "string").into()),
    }
}

/// All entries of all contexts; of two with one name the later.
fn merge(machine: &mut Machine<'_>, args: &Args<'_>) -> Outcome {
    let mut merged = Context::new();
    for item in args.items()? {
        let context = item.as_context().ok_or_else(|| args.error(0, "list<context>"))?;
        for (name, value) in context {
            machine.insert(&mut merged, name.clone(), value.clone())?;
        }
    }
    Ok(merged.into())
}

/// `context` with the value at the end of the path `keys` replaced or added.
fn put(
    machine: &mut Machine<'_>,
    context: &Context,
    keys: &[Arc<str>],
    value: &Value,
) -> Result<Value, Failure> {
    let Some((key, rest)) = keys.split_first() else { return Ok(value.clone()) };
    machine.pay_bytes(context.len() * 2 * size_of::<Value>())?;
    let inner = if rest.is_empty() {
        value.clone()
    } else {
        match context.get(key) {
            Some(Value::Context(inner)) => put(machine, inner, rest, value)?,
            None => put(machine, &Context::new(), rest, value)?,
            Some(other) => {
                let found = other.type_name();
                return Err(m::WRONG_TYPE.message().with("expected", "context").with("found", found).into());
            }
        }
    };
    let mut changed = context.clone();
    machine.insert(&mut changed, key.clone(), inner)?;
    Ok(changed.into())
}
