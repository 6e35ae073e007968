//! The types of FEEL and DMN, and whether a value is of one.

use crate::ast::Node;
use crate::context::Context;
use crate::value::Value;
use std::sync::Arc;

/// A type. A clone shares what it consists of.
#[derive(Debug, Clone)]
pub(crate) enum Type {
    Any,
    Null,
    Bool,
    Number,
    String,
    Date,
    Time,
    DateTime,
    DaysDuration,
    YearsDuration,
    List(Box<Type>),
    Range(Box<Type>),
    /// A context with at least these entries.
    Context(Arc<[(Arc<str>, Type)]>),
    /// Parameters and result.
    Function(Arc<[Type]>, Box<Type>),
    /// A type with unary tests that its values pass.
    Allowed(Box<Type>, Arc<Node>),
}

/// Whether a value passes the tests of [`Type::Allowed`].
pub(crate) type Passes<'p> = &'p mut dyn FnMut(&Node, &Value) -> bool;

impl Type {
    /// The type of a name as FEEL and DMN write it.
    pub(crate) fn named(name: &str) -> Option<Type> {
        Some(match name {
            "Any" | "any" => Type::Any,
            "Null" | "null" => Type::Null,
            "boolean" => Type::Bool,
            "number" => Type::Number,
            "string" => Type::String,
            "date" => Type::Date,
            "time" => Type::Time,
            "date and time" | "dateTime" => Type::DateTime,
            "days and time duration" | "dayTimeDuration" => Type::DaysDuration,
            "years and months duration" | "yearMonthDuration" => Type::YearsDuration,
            "list" => Type::List(Box::new(Type::Any)),
            "range" => Type::Range(Box::new(Type::Any)),
            "context" => Type::Context(Arc::default()),
            "function" => Type::Function(Arc::default(), Box::new(Type::Any)),
            _ => return None,
        })
    }

    /// Whether `value` is of this type. Null is of no type but `Any` and `Null`.
    pub(crate) fn holds(&self, value: &Value, passes: Passes<'_>) -> bool {
        match (self, value) {
            (Type::Any, _) => true,
            (Type::Null, value) => value.is_null(),
            (Type::Bool, Value::Bool(_))
            | (Type::Number, Value::Number(_))
            | (Type::String, Value::String(_))
            | (Type::Date, Value::Date(_))
            | (Type::Time, Value::Time(_))
            | (Type::DateTime, Value::DateTime(_))
            | (Type::DaysDuration, Value::DaysDuration(_))
            | (Type::YearsDuration, Value::YearsDuration(_)) => true,
            (Type::List(item), Value::List(items)) => {
                matches!(**item, Type::Any) || items.iter().all(|v| item.admits(v, passes))
            }
            (Type::Range(end), Value::Range(range)) => {
                range.start.iter().chain(&range.end).all(|v| end.admits(v, passes))
            }
            (Type::Context(entries), Value::Context(context)) => entries
                .iter()
                .all(|(name, ty)| context.get(name).is_some_and(|value| ty.admits(value, passes))),
            (Type::Function(parameters, result), Value::Function(function)) => {
                function.is_of(parameters, result)
            }
            (Type::Allowed(base, tests), value) => base.holds(value, passes) && passes(tests, value),
            _ => false,
        }
    }

    /// Whether `value` may stand where this type is declared: of the type, or null.
    pub(crate) fn admits(&self, value: &Value, passes: Passes<'_>) -> bool {
        value.is_null() || self.holds(value, passes)
    }

    /// `value` made to fit the type by the implicit conversions of DMN (10.3.2.9.4): a list of one item and
    /// the item, a date and its midnight in UTC. `None` if it does not fit.
    pub(crate) fn convert(&self, value: Value, passes: Passes<'_>) -> Option<Value> {
        if self.admits(&value, passes) {
            return Some(value);
        }
        match (self, &value) {
            (Type::DateTime, Value::Date(date)) => {
                let mut midnight = crate::temporal::DateTime::midnight(*date);
                midnight.time.zone = Some(crate::temporal::Zone::UTC);
                Some(midnight.into())
            }
            (Type::Context(entries), Value::Context(context)) if !entries.is_empty() => {
                let mut converted = Context::new();
                for (name, value) in context.iter() {
                    let ty = entries.iter().find(|(n, _)| n == name).map_or(&Type::Any, |(_, ty)| ty);
                    converted.insert(name.clone(), ty.convert(value.clone(), passes)?);
                }
                let complete = entries.iter().all(|(name, _)| converted.contains(name));
                complete.then(|| converted.into())
            }
            (Type::List(item), value) if !matches!(value, Value::List(_)) => {
                item.convert(value.clone(), passes).map(|item| Value::list(vec![item]))
            }
            (ty, Value::List(items)) if items.len() == 1 && !matches!(ty, Type::List(_)) => {
                items.first().filter(|item| ty.admits(item, passes)).cloned()
            }
            _ => None,
        }
    }

    /// Whether each value of this type is of `other`.
    pub(crate) fn conforms(&self, other: &Type) -> bool {
        match (self, other) {
            (_, Type::Any) | (Type::Null, _) => true,
            (Type::List(a), Type::List(b)) | (Type::Range(a), Type::Range(b)) => a.conforms(b),
            (Type::Context(a), Type::Context(b)) => {
                b.iter().all(|(name, ty)| a.iter().any(|(n, t)| n == name && t.conforms(ty)))
            }
            (Type::Function(pa, ra), Type::Function(pb, rb)) => {
                pa.len() == pb.len()
                    && pa.iter().zip(pb.iter()).all(|(a, b)| b.conforms(a))
                    && ra.conforms(rb)
            }
            (Type::Allowed(a, _), b) => a.conforms(b),
            (a, Type::Allowed(b, _)) => a.conforms(b),
            (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
        }
    }

    /// The name for messages.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Type::Any => "Any",
            Type::Null => "null",
            Type::Bool => "boolean",
            Type::Number => "number",
            Type::String => "string",
            Type::Date => "date",
            Type::Time => "time",
            Type::DateTime => "date and time",
            Type::DaysDuration => "days and time duration",
            Type::YearsDuration => "years and months duration",
            Type::List(_) => "list",
            Type::Range(_) => "range",
            Type::Context(_) => "context",
            Type::Function(..) => "function",
            Type::Allowed(base, _) => base.name(),
        }
    }
}
