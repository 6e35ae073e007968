//! Decision tables.

use crate::eval::{Machine, Stop};
use crate::value::Value;

/// A decision table.
#[derive(Debug)]
pub(crate) struct Table {}

impl Table {
    pub(crate) fn evaluate(&self, _: &mut Machine<'_>) -> Result<Value, Stop> {
        Ok(Value::Null)
    }
}
