//! The types of FEEL and DMN, and whether a value is of one.

use crate::ast::Node;
use crate::context::Context;
use crate::value::Value;
use std::collections::HashMap;
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
        Some(self.fit(&value, passes)?.unwrap_or(value))
    }

    /// What `value` becomes to fit the type: `Some(None)` if it fits as it is. Each part is looked at once.
    fn fit(&self, value: &Value, passes: Passes<'_>) -> Option<Option<Value>> {
        match (self, value) {
            (_, Value::Null) => Some(None),
            (Type::DateTime, Value::Date(date)) => {
                let mut midnight = crate::temporal::DateTime::midnight(*date);
                midnight.time.zone = Some(crate::temporal::Zone::UTC);
                Some(Some(midnight.into()))
            }
            (Type::Context(entries), Value::Context(context)) => {
                let mut changed = Vec::new();
                for (name, ty) in entries.iter() {
                    if let Some(value) = ty.fit(context.get(name)?, passes)? {
                        changed.push((name, value));
                    }
                }
                if changed.is_empty() {
                    return Some(None);
                }
                let mut converted = Context::clone(context);
                for (name, value) in changed {
                    converted.insert(name.clone(), value);
                }
                Some(Some(converted.into()))
            }
            (Type::List(item), value) if !matches!(value, Value::List(_)) => {
                let item = item.fit(value, passes)?.unwrap_or_else(|| value.clone());
                Some(Some(Value::list(vec![item])))
            }
            (ty, value) if ty.holds(value, passes) => Some(None),
            (ty, Value::List(items)) if items.len() == 1 && !matches!(ty, Type::List(_)) => {
                items.first().filter(|item| ty.admits(item, passes)).cloned().map(Some)
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
                let own: HashMap<&str, &Type> = a.iter().map(|(name, ty)| (&**name, ty)).collect();
                b.iter().all(|(name, ty)| own.get(&**name).is_some_and(|own| own.conforms(ty)))
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    /// Contexts in each other, `depth` of them, around what `innermost` says.
    fn nested<T>(depth: usize, innermost: T, around: impl Fn(T) -> T) -> T {
        (0..depth).fold(innermost, |inner, _| around(inner))
    }

    fn one(name: &str, value: Value) -> Value {
        let mut context = Context::new();
        context.insert(name, value);
        context.into()
    }

    #[test]
    fn each_part_of_a_nested_value_is_looked_at_once() {
        for depth in [1, 20] {
            let tested = Cell::new(0);
            let mut passes = |_: &Node, _: &Value| {
                tested.set(tested.get() + 1);
                true
            };
            let number = Type::Allowed(
                Box::new(Type::Number),
                Arc::new(Node::new(crate::ast::Kind::Literal(Value::Null), Default::default())),
            );
            let innermost = Type::Context(Arc::from([
                ("n".into(), number),
                ("l".into(), Type::List(Box::new(Type::Any))),
            ]));
            let ty = nested(depth, innermost, |inner| Type::Context(Arc::from([("x".into(), inner)])));
            let mut leaf = Context::new();
            leaf.insert("n", 1.into());
            leaf.insert("l", 2.into());
            let value = nested(depth, leaf.into(), |inner| one("x", inner));
            let converted = ty.convert(value, &mut passes).expect("fits");
            assert_eq!(converted.to_string().matches("[2]").count(), 1, "{converted}");
            assert_eq!(tested.get(), 1, "at depth {depth}");
        }
    }
}
