//! Equality and order of values, comparisons, `and`, `or`, `between`.

use super::{BYTES_A_STEP, Machine, Stop};
use crate::ast::{Comparison, Kind, Node, Span};
use crate::messages as m;
use crate::value::Value;
use std::cmp::Ordering;

/// The order of two scalars of the same type; `None` if they have none.
pub(crate) fn order(a: &Value, b: &Value) -> Option<Ordering> {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => Some(a.cmp(b)),
        (Value::String(a), Value::String(b)) => Some(a.cmp(b)),
        (Value::Date(a), Value::Date(b)) => Some(a.cmp(b)),
        (Value::Time(a), Value::Time(b)) => {
            let comparable = a.zone.is_some() == b.zone.is_some();
            comparable.then(|| a.instant().cmp(&b.instant()))
        }
        (Value::DateTime(a), Value::DateTime(b)) => {
            let comparable = a.time.zone.is_some() == b.time.zone.is_some();
            comparable.then(|| a.instant().cmp(&b.instant()))
        }
        (Value::DaysDuration(a), Value::DaysDuration(b)) => Some(a.cmp(b)),
        (Value::YearsDuration(a), Value::YearsDuration(b)) => Some(a.cmp(b)),
        _ => None,
    }
}

impl Comparison {
    /// Whether the comparison holds for values of this order.
    pub(crate) fn holds(self, order: Ordering) -> bool {
        match self {
            Comparison::Equal => order.is_eq(),
            Comparison::NotEqual => order.is_ne(),
            Comparison::Less => order.is_lt(),
            Comparison::LessOrEqual => order.is_le(),
            Comparison::Greater => order.is_gt(),
            Comparison::GreaterOrEqual => order.is_ge(),
        }
    }
}

impl Machine<'_> {
    /// FEEL's equality: null only equals null, and values of different types cannot be compared (`None`).
    pub(crate) fn equal(&mut self, a: &Value, b: &Value) -> Result<Option<bool>, Stop> {
        Ok(match (a, b) {
            (Value::Null, Value::Null) => Some(true),
            (Value::Null, _) | (_, Value::Null) => Some(false),
            (Value::Bool(a), Value::Bool(b)) => Some(a == b),
            (Value::List(a), Value::List(b)) => {
                if a.len() != b.len() {
                    return Ok(Some(false));
                }
                self.pay_steps(a.len())?;
                for (a, b) in a.iter().zip(b.iter()) {
                    if self.equal(a, b)? != Some(true) {
                        return Ok(Some(false));
                    }
                }
                Some(true)
            }
            (Value::Context(a), Value::Context(b)) => {
                if a.len() != b.len() {
                    return Ok(Some(false));
                }
                self.pay_steps(a.len())?;
                for (name, a) in a.iter() {
                    let Some(b) = b.get(name) else { return Ok(Some(false)) };
                    if self.equal(a, b)? != Some(true) {
                        return Ok(Some(false));
                    }
                }
                Some(true)
            }
            (Value::Range(a), Value::Range(b)) => Some(
                a.start_included == b.start_included
                    && a.end_included == b.end_included
                    && self.equal_ends(&a.start, &b.start)?
                    && self.equal_ends(&a.end, &b.end)?,
            ),
            (Value::Function(a), Value::Function(b)) => Some(a == b),
            (Value::String(x), Value::String(y)) => {
                self.pay_steps(x.len().min(y.len()) / BYTES_A_STEP)?;
                Some(x == y)
            }
            _ => order(a, b).map(Ordering::is_eq),
        })
    }

    fn equal_ends(&mut self, a: &Option<Value>, b: &Option<Value>) -> Result<bool, Stop> {
        Ok(match (a, b) {
            (None, None) => true,
            (Some(a), Some(b)) => self.equal(a, b)? == Some(true),
            _ => false,
        })
    }

    /// Compares two values, null with a reason if they cannot be compared.
    pub(crate) fn compare(
        &mut self,
        operator: Comparison,
        left: &Value,
        right: &Value,
        span: Span,
    ) -> Result<Value, Stop> {
        let holds = match operator {
            Comparison::Equal => self.equal(left, right)?,
            Comparison::NotEqual => self.equal(left, right)?.map(|equal| !equal),
            _ => {
                if let (Value::String(x), Value::String(y)) = (left, right) {
                    self.pay_steps(x.len().min(y.len()) / BYTES_A_STEP)?;
                }
                order(left, right).map(|order| operator.holds(order))
            }
        };
        Ok(match holds {
            Some(holds) => Value::Bool(holds),
            None => {
                let (left, right) = (left.type_name(), right.type_name());
                self.null(span, || m::CANNOT_COMPARE.message().with("left", left).with("right", right))
            }
        })
    }

    pub(super) fn comparison(
        &mut self,
        operator: Comparison,
        operands: &[Node; 2],
        span: Span,
    ) -> Result<Value, Stop> {
        let [left, right] = operands;
        let is_null = |node: &Node| matches!(node.kind, Kind::Literal(Value::Null));
        if is_null(left) || is_null(right) {
            // Whoever compares with null knows that the value can be missing: that is no reason to warn.
            let warnings = self.warnings.len();
            let (left, right) = (self.eval(left)?, self.eval(right)?);
            self.warnings.truncate(warnings);
            return self.compare(operator, &left, &right, span);
        }
        let left = self.eval(left)?;
        let right = self.eval(right)?;
        self.compare(operator, &left, &right, span)
    }

    /// `and` (`decides` is false) and `or` (`decides` is true) in three-valued logic.
    pub(super) fn junction(&mut self, operands: &[Node], decides: bool) -> Result<Value, Stop> {
        let mut unknown = false;
        for node in operands {
            match self.eval(node)? {
                Value::Bool(value) if value == decides => return Ok(Value::Bool(decides)),
                Value::Bool(_) => {}
                Value::Null => unknown = true,
                other => {
                    unknown = true;
                    let found = other.type_name();
                    self.null(node.span, || m::NOT_A_CONDITION.message().with("found", found));
                }
            }
        }
        Ok(if unknown { Value::Null } else { Value::Bool(!decides) })
    }

    pub(super) fn between(&mut self, operands: &[Node; 3], span: Span) -> Result<Value, Stop> {
        let value = self.eval(&operands[0])?;
        let from = self.eval(&operands[1])?;
        let to = self.eval(&operands[2])?;
        let low = self.compare(Comparison::GreaterOrEqual, &value, &from, span)?;
        let high = self.compare(Comparison::LessOrEqual, &value, &to, span)?;
        Ok(match (low, high) {
            (Value::Bool(a), Value::Bool(b)) => Value::Bool(a && b),
            _ => Value::Null,
        })
    }
}
