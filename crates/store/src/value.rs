//! Values and rows: the small dynamic layer through which both databases speak.
//!
//! There are five kinds of value. A truth value is an integer (0 or 1), an instant is an integer
//! (microseconds since 1970-01-01 UTC), JSON is text.

use crate::error::StoreError;
use std::hash::{Hash, Hasher};

/// A value that goes into or comes out of the database.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    /// No value.
    #[default]
    Null,
    /// An integer, an instant in microseconds, or a truth value.
    Int(i64),
    /// A floating point number.
    Float(f64),
    /// Text, an id, or JSON.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
}

impl Eq for Value {}

impl Hash for Value {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        match self {
            Value::Null => 0_u8.hash(hasher),
            Value::Int(int) => int.hash(hasher),
            Value::Float(float) => float.to_bits().hash(hasher),
            Value::Text(text) => text.hash(hasher),
            Value::Blob(bytes) => bytes.hash(hasher),
        }
    }
}

impl Value {
    /// About how many bytes the value takes on its way to the database.
    pub fn size(&self) -> usize {
        match self {
            Value::Null => 1,
            Value::Int(_) | Value::Float(_) => 8,
            Value::Text(text) => text.len(),
            Value::Blob(bytes) => bytes.len(),
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Value::Null => "null",
            Value::Int(_) => "integer",
            Value::Float(_) => "float",
            Value::Text(_) => "text",
            Value::Blob(_) => "blob",
        }
    }
}

/// A Rust type that a column can hold.
pub trait Column: Sized {
    /// The value to write.
    fn into_value(self) -> Value;
    /// The value that was read; an error if the database holds another kind of value.
    fn from_value(value: Value) -> Result<Self, StoreError>;
}

fn mismatch(wanted: &'static str, value: &Value) -> StoreError {
    StoreError::Column { wanted, found: value.kind() }
}

impl Column for i64 {
    fn into_value(self) -> Value {
        Value::Int(self)
    }
    fn from_value(value: Value) -> Result<Self, StoreError> {
        match value {
            Value::Int(int) => Ok(int),
            other => Err(mismatch("integer", &other)),
        }
    }
}

impl Column for bool {
    fn into_value(self) -> Value {
        Value::Int(i64::from(self))
    }
    fn from_value(value: Value) -> Result<Self, StoreError> {
        Ok(i64::from_value(value)? != 0)
    }
}

impl Column for f64 {
    fn into_value(self) -> Value {
        Value::Float(self)
    }
    fn from_value(value: Value) -> Result<Self, StoreError> {
        match value {
            Value::Float(float) => Ok(float),
            other => Err(mismatch("float", &other)),
        }
    }
}

impl Column for String {
    fn into_value(self) -> Value {
        Value::Text(self)
    }
    fn from_value(value: Value) -> Result<Self, StoreError> {
        match value {
            Value::Text(text) => Ok(text),
            other => Err(mismatch("text", &other)),
        }
    }
}

impl Column for Vec<u8> {
    fn into_value(self) -> Value {
        Value::Blob(self)
    }
    fn from_value(value: Value) -> Result<Self, StoreError> {
        match value {
            Value::Blob(bytes) => Ok(bytes),
            other => Err(mismatch("blob", &other)),
        }
    }
}

impl Column for Value {
    fn into_value(self) -> Value {
        self
    }
    fn from_value(value: Value) -> Result<Self, StoreError> {
        Ok(value)
    }
}

impl<T: Column> Column for Option<T> {
    fn into_value(self) -> Value {
        self.map_or(Value::Null, Column::into_value)
    }
    fn from_value(value: Value) -> Result<Self, StoreError> {
        match value {
            Value::Null => Ok(None),
            value => T::from_value(value).map(Some),
        }
    }
}

impl From<i64> for Value {
    fn from(int: i64) -> Self {
        Value::Int(int)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Text(text)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

/// A row of a result; its columns are taken from left to right.
#[derive(Debug, Clone)]
pub struct Row {
    values: std::vec::IntoIter<Value>,
}

impl Row {
    /// A row of these values.
    pub fn new(values: Vec<Value>) -> Self {
        Self { values: values.into_iter() }
    }

    /// The next column.
    ///
    /// # Errors
    /// When the row has no more columns or the column holds another kind of value.
    pub fn take<T: Column>(&mut self) -> Result<T, StoreError> {
        let value = self
            .values
            .next()
            .ok_or(StoreError::Column { wanted: "a column", found: "the end of the row" })?;
        T::from_value(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_gives_its_columns_in_order_and_errors_after_the_end() {
        let mut row = Row::new(vec![Value::Int(1), Value::Null, "x".into()]);
        assert!(row.take::<bool>().unwrap());
        assert_eq!(row.take::<Option<i64>>().unwrap(), None);
        assert!(matches!(row.take::<i64>(), Err(StoreError::Column { wanted: "integer", found: "text" })));
        assert!(row.take::<i64>().is_err());
    }
}
