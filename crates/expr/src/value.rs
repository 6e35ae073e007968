//! The values of FEEL.

use crate::context::{Context, Measure};
use crate::eval::function::Function;
use crate::number::Number;
use crate::range::Range;
use crate::temporal::{Date, DateTime, DaysDuration, Time, YearsDuration};
use std::fmt;
use std::sync::Arc;

/// A value of FEEL. Cloning is cheap: what is large is shared.
///
/// `==` compares structure. The equality of FEEL itself, with its null for values that cannot be
/// compared, is what the operator `=` of an expression does.
#[derive(Clone, Default, PartialEq)]
pub enum Value {
    /// Nothing; also the result of what cannot be computed.
    #[default]
    Null,
    /// True or false.
    Bool(bool),
    /// A decimal number.
    Number(Number),
    /// A text.
    String(Arc<str>),
    /// Values in order.
    List(Arc<Vec<Value>>),
    /// Named values in order.
    Context(Arc<Context>),
    /// A day of the calendar.
    Date(Date),
    /// A time of day, with or without a zone.
    Time(Time),
    /// A day with a time, with or without a zone.
    DateTime(Arc<DateTime>),
    /// A length of days, hours, minutes and seconds.
    DaysDuration(DaysDuration),
    /// A length of years and months.
    YearsDuration(YearsDuration),
    /// All values between two ends.
    Range(Arc<Range>),
    /// Something that can be called.
    Function(Arc<Function>),
}

impl Value {
    /// Whether it is null.
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }

    /// The name of the type as FEEL writes it, as in `days and time duration`.
    pub fn type_name(&self) -> &'static str {
        match self {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(_) => "number",
            Value::String(_) => "string",
            Value::List(_) => "list",
            Value::Context(_) => "context",
            Value::Date(_) => "date",
            Value::Time(_) => "time",
            Value::DateTime(_) => "date and time",
            Value::DaysDuration(_) => "days and time duration",
            Value::YearsDuration(_) => "years and months duration",
            Value::Range(_) => "range",
            Value::Function(_) => "function",
        }
    }

    /// The boolean, if it is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Value::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The number, if it is one.
    pub fn as_number(&self) -> Option<Number> {
        match self {
            Value::Number(value) => Some(*value),
            _ => None,
        }
    }

    /// The text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::String(value) => Some(value),
            _ => None,
        }
    }

    /// The items, if it is a list.
    pub fn as_list(&self) -> Option<&[Value]> {
        match self {
            Value::List(items) => Some(items),
            _ => None,
        }
    }

    /// The context, if it is one.
    pub fn as_context(&self) -> Option<&Context> {
        match self {
            Value::Context(context) => Some(context),
            _ => None,
        }
    }

    /// About how many bytes of memory it holds, shared parts counted each time.
    pub fn approx_size(&self) -> usize {
        self.measure().weight
    }

    /// How deep and large it is. Lists are gone through, contexts know it.
    pub(crate) fn measure(&self) -> Measure {
        let Value::List(items) = self else { return self.own_measure() };
        let mut measure = self.own_measure();
        for item in items.iter() {
            let inner = item.measure();
            measure.nesting = measure.nesting.max(inner.nesting + 1);
            measure.weight = measure.weight.saturating_add(inner.weight);
        }
        measure
    }

    /// The measure without the items of a list.
    pub(crate) fn own_measure(&self) -> Measure {
        let own = size_of::<Value>();
        let (nesting, inner) = match self {
            Value::String(text) => (0, text.len()),
            Value::List(_) => (1, 0),
            Value::Context(context) => (1 + context.measure().nesting, context.measure().weight),
            Value::DateTime(_) => (0, size_of::<DateTime>()),
            Value::Range(range) => (1 + range.nesting(), size_of::<Range>()),
            Value::Function(function) => (1 + function.measure().nesting, function.measure().weight),
            _ => (0, 0),
        };
        Measure { nesting, weight: inner.saturating_add(own) }
    }

    /// A list of `items`.
    pub fn list(items: Vec<Value>) -> Value {
        Value::List(Arc::new(items))
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Value {
    /// As FEEL writes the value: strings in quotes, temporals as `@"…"`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::print::literal(self, f)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Value {
        Value::Bool(value)
    }
}

impl From<Number> for Value {
    fn from(value: Number) -> Value {
        Value::Number(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Value {
        Value::Number(value.into())
    }
}

impl From<i32> for Value {
    fn from(value: i32) -> Value {
        Value::Number(value.into())
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Value {
        Value::String(value.into())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Value {
        Value::String(value.into())
    }
}

impl From<Arc<str>> for Value {
    fn from(value: Arc<str>) -> Value {
        Value::String(value)
    }
}

impl From<Vec<Value>> for Value {
    fn from(items: Vec<Value>) -> Value {
        Value::list(items)
    }
}

impl From<Context> for Value {
    fn from(context: Context) -> Value {
        Value::Context(Arc::new(context))
    }
}

impl From<DateTime> for Value {
    fn from(value: DateTime) -> Value {
        Value::DateTime(Arc::new(value))
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Null, Into::into)
    }
}

impl FromIterator<Value> for Value {
    fn from_iter<I: IntoIterator<Item = Value>>(items: I) -> Value {
        Value::list(items.into_iter().collect())
    }
}
