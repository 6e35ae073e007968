//! Tests of a value: `in`, and the cells of decision tables.

use super::{Machine, Stop, compare};
use crate::ast::{Comparison, In, Span, Test};
use crate::range::Range;
use crate::value::Value;

impl Range {
    /// Whether `value` lies in the range; `None` if it cannot be compared with its ends.
    pub(crate) fn contains(&self, value: &Value) -> Option<bool> {
        let above = match &self.start {
            None => true,
            Some(start) => {
                let order = compare::order(value, start)?;
                order.is_gt() || (self.start_included && order.is_eq())
            }
        };
        let below = match &self.end {
            None => true,
            Some(end) => {
                let order = compare::order(value, end)?;
                order.is_lt() || (self.end_included && order.is_eq())
            }
        };
        Some(above && below)
    }
}

impl Machine<'_> {
    pub(super) fn is_in(&mut self, node: &In, span: Span) -> Result<Value, Stop> {
        let value = self.eval(&node.value)?;
        let mut unknown = false;
        for test in &node.tests {
            match self.test(test, &value, span)? {
                Some(true) => return Ok(Value::Bool(!node.negated)),
                Some(false) => {}
                None => unknown = true,
            }
        }
        Ok(if unknown { Value::Null } else { Value::Bool(node.negated) })
    }

    fn test(&mut self, test: &Test, value: &Value, span: Span) -> Result<Option<bool>, Stop> {
        match test {
            Test::Any => Ok(Some(true)),
            Test::Compare(operator, node) => {
                let other = self.eval(node)?;
                Ok(self.compare(*operator, value, &other, span)?.as_bool())
            }
            Test::Expression { node, condition: true } => Ok(Some(self.eval(node)? == Value::Bool(true))),
            Test::Expression { node, condition: false } => {
                let candidate = self.eval(node)?;
                // An expression without `?` can still be a condition over other variables.
                if let (Value::Bool(holds), false) = (&candidate, matches!(value, Value::Bool(_))) {
                    return Ok(Some(*holds));
                }
                self.matches_value(value, &candidate, span)
            }
        }
    }

    /// Whether `value` equals `candidate`, or lies in it.
    fn matches_value(&mut self, value: &Value, candidate: &Value, span: Span) -> Result<Option<bool>, Stop> {
        match candidate {
            Value::Range(range) if !matches!(value, Value::Range(_)) => {
                let contained = range.contains(value);
                if contained.is_none() && !value.is_null() {
                    let end = range.start.as_ref().or(range.end.as_ref()).unwrap_or(&Value::Null);
                    self.compare(Comparison::Less, value, end, span)?;
                }
                Ok(contained)
            }
            Value::List(items) => {
                self.pay_steps(items.len())?;
                if matches!(value, Value::List(_)) && self.equal(value, candidate)? == Some(true) {
                    return Ok(Some(true));
                }
                for item in items.iter() {
                    let found = match item {
                        Value::Range(range) if !matches!(value, Value::Range(_)) => range.contains(value),
                        item => self.equal(value, item)?,
                    };
                    if found == Some(true) {
                        return Ok(Some(true));
                    }
                }
                Ok(Some(false))
            }
            candidate => Ok(self.compare(Comparison::Equal, value, candidate, span)?.as_bool()),
        }
    }
}
