//! Values as JSON and back.

use crate::context::Context;
use crate::number::Number;
use crate::print;
use crate::value::Value;
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::sync::Arc;

/// A JSON number as a decimal.
pub(crate) fn number(number: &serde_json::Number) -> Number {
    if let Some(n) = number.as_i64() {
        return Number::from(n);
    }
    if let Some(n) = number.as_u64() {
        return Number::from(n);
    }
    number.as_f64().and_then(Number::from_f64).unwrap_or(Number::ZERO)
}

impl Value {
    /// The value of a JSON document. JSON has no temporals: a date in it is a string.
    pub fn from_json(json: &serde_json::Value) -> Value {
        match json {
            serde_json::Value::Null => Value::Null,
            serde_json::Value::Bool(value) => Value::Bool(*value),
            serde_json::Value::Number(value) => Value::Number(number(value)),
            serde_json::Value::String(value) => Value::from(value.as_str()),
            serde_json::Value::Array(items) => items.iter().map(Value::from_json).collect(),
            serde_json::Value::Object(entries) => {
                let entries = entries.iter().map(|(name, value)| (name.as_str(), Value::from_json(value)));
                Value::from(entries.collect::<Context>())
            }
        }
    }

    /// The value as JSON: temporals and ranges as the strings that FEEL prints, functions as null, numbers
    /// as integers or as the nearest double.
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Value::Null | Value::Function(_) => serde_json::Value::Null,
            Value::Bool(value) => serde_json::Value::Bool(*value),
            Value::Number(value) => match value.to_i128() {
                Some(n) if i64::try_from(n).is_ok() => (n as i64).into(),
                Some(n) if u64::try_from(n).is_ok() => (n as u64).into(),
                _ => value.to_f64().into(),
            },
            Value::String(value) => serde_json::Value::String(value.to_string()),
            Value::List(items) => items.iter().map(Value::to_json).collect(),
            Value::Context(context) => {
                context.iter().map(|(name, value)| (name.to_string(), value.to_json())).collect()
            }
            other => serde_json::Value::String(print::string(other)),
        }
    }

    /// The value as it comes back from JSON: `Value::from_json(&v.to_json()) == v.storable()`. Temporals and
    /// ranges become strings, functions null, and a number with more digits than a double holds is rounded
    /// to that double (null, if it is beyond all doubles).
    pub fn storable(self) -> Value {
        match self {
            Value::Null | Value::Bool(_) | Value::String(_) => self,
            Value::Function(_) => Value::Null,
            Value::Number(n) => Value::from(stored(n)),
            Value::List(items) if items.iter().all(Value::is_storable) => Value::List(items),
            Value::List(items) => items.iter().cloned().map(Value::storable).collect(),
            Value::Context(context) if context.iter().all(|(_, value)| value.is_storable()) => {
                Value::Context(context)
            }
            Value::Context(context) => {
                let entries = context.iter().map(|(name, value)| (name.clone(), value.clone().storable()));
                Value::from(entries.collect::<Context>())
            }
            other => Value::String(print::string(&other).into()),
        }
    }

    /// Whether [`Value::storable`] would return it as it is.
    fn is_storable(&self) -> bool {
        match self {
            Value::Null | Value::Bool(_) | Value::String(_) => true,
            Value::Number(n) => n.to_i64().is_some() || stored(*n) == Some(*n),
            Value::List(items) => items.iter().all(Value::is_storable),
            Value::Context(context) => context.iter().all(|(_, value)| value.is_storable()),
            _ => false,
        }
    }
}

/// The number as it comes back from JSON; null if it is too large for a double.
fn stored(n: Number) -> Option<Number> {
    match n.to_i128() {
        Some(whole) if i64::try_from(whole).is_ok() || u64::try_from(whole).is_ok() => Some(n),
        _ => Number::from_f64(n.to_f64()),
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null | Value::Function(_) => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Number(value) => value.serialize(serializer),
            Value::String(value) => serializer.serialize_str(value),
            Value::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items.iter() {
                    list.serialize_element(item)?;
                }
                list.end()
            }
            Value::Context(context) => context.serialize(serializer),
            other => serializer.serialize_str(&print::string(other)),
        }
    }
}

impl Serialize for Context {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.len()))?;
        for (name, value) in self {
            map.serialize_entry(name.as_ref(), value)?;
        }
        map.end()
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        Value::deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Value::list(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut context = Context::new();
        while let Some((name, value)) = map.next_entry::<Arc<str>, Value>()? {
            context.insert(name, value);
        }
        Ok(Value::from(context))
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

impl<'de> Deserialize<'de> for Context {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Context, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Context(context) => Ok(Arc::unwrap_or_clone(context)),
            other => {
                Err(serde::de::Error::custom(format_args!("expected an object, found {}", other.type_name())))
            }
        }
    }
}
