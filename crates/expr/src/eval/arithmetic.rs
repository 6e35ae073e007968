//! `+ - * / **` and the sign.

use super::{Machine, Stop};
use crate::ast::{Arithmetic, Node, Span};
use crate::messages as m;
use crate::number::Number;
use crate::temporal::{DateTime, DaysDuration, YearsDuration};
use crate::value::Value;

/// What computing a logarithm or a power costs, in steps.
pub(crate) const TRANSCENDENTAL: usize = 1000;

/// The result of an operation: `None` if the types do not go together, `Some(None)` if it overflows.
type Computed = Option<Option<Value>>;

impl Machine<'_> {
    pub(super) fn negate(&mut self, operand: &Node, span: Span) -> Result<Value, Stop> {
        let value = self.eval(operand)?;
        Ok(match &value {
            Value::Number(n) => Value::Number(n.negated()),
            Value::DaysDuration(d) => match DaysDuration::from_nanos(-d.total_nanos()) {
                Some(d) => Value::DaysDuration(d),
                None => self.null(span, || m::OUT_OF_RANGE.message()),
            },
            Value::YearsDuration(d) => {
                Value::YearsDuration(YearsDuration { months: d.months.saturating_neg() })
            }
            other => {
                let found = other.type_name();
                self.null(span, || m::CANNOT_NEGATE.message().with("found", found))
            }
        })
    }

    pub(super) fn arithmetic(
        &mut self,
        operator: Arithmetic,
        operands: &[Node; 2],
        span: Span,
    ) -> Result<Value, Stop> {
        let left = self.eval(&operands[0])?;
        let right = self.eval(&operands[1])?;
        if let (Value::Number(a), Value::Number(b)) = (&left, &right) {
            if operator == Arithmetic::Power && b.to_i64().is_none_or(|n| n.unsigned_abs() > 64) {
                self.pay_steps(TRANSCENDENTAL)?;
            }
            return Ok(match numbers(operator, *a, *b) {
                Some(n) => Value::Number(n),
                None if operator == Arithmetic::Divide && b.is_zero() => {
                    self.null(span, || m::DIVISION_BY_ZERO.message())
                }
                None => self.null(span, || m::OUT_OF_RANGE.message()),
            });
        }
        if let (Arithmetic::Add, Value::String(a), Value::String(b)) = (operator, &left, &right) {
            return self.string(format!("{a}{b}"));
        }
        let computed = match operator {
            Arithmetic::Add => add(&left, &right).or_else(|| add(&right, &left)),
            Arithmetic::Subtract => subtract(&left, &right),
            Arithmetic::Multiply => multiply(&left, &right).or_else(|| multiply(&right, &left)),
            Arithmetic::Divide => divide(&left, &right),
            Arithmetic::Power => None,
        };
        Ok(match computed {
            Some(Some(value)) => value,
            Some(None) => self.null(span, || m::OUT_OF_RANGE.message()),
            None => self.null(span, || {
                let text = match operator {
                    Arithmetic::Add => &m::CANNOT_ADD,
                    Arithmetic::Subtract => &m::CANNOT_SUBTRACT,
                    Arithmetic::Multiply => &m::CANNOT_MULTIPLY,
                    Arithmetic::Divide => &m::CANNOT_DIVIDE,
                    Arithmetic::Power => &m::CANNOT_RAISE,
                };
                text.message().with("left", left.type_name()).with("right", right.type_name())
            }),
        })
    }
}

fn numbers(operator: Arithmetic, a: Number, b: Number) -> Option<Number> {
    match operator {
        Arithmetic::Add => a.checked_add(b),
        Arithmetic::Subtract => a.checked_sub(b),
        Arithmetic::Multiply => a.checked_mul(b),
        Arithmetic::Divide => a.checked_div(b),
        Arithmetic::Power => a.power(b),
    }
}

fn days(nanos: i128) -> Option<Value> {
    DaysDuration::from_nanos(nanos).map(Value::DaysDuration)
}

fn add(left: &Value, right: &Value) -> Computed {
    Some(match (left, right) {
        (Value::DaysDuration(a), Value::DaysDuration(b)) => days(a.total_nanos() + b.total_nanos()),
        (Value::YearsDuration(a), Value::YearsDuration(b)) => {
            a.months.checked_add(b.months).map(|months| Value::YearsDuration(YearsDuration { months }))
        }
        (Value::Date(date), Value::DaysDuration(d)) => date.plus(*d).map(Value::Date),
        (Value::Date(date), Value::YearsDuration(d)) => date.plus_months(d.months).map(Value::Date),
        (Value::DateTime(at), Value::DaysDuration(d)) => at.plus(*d).map(Value::from),
        (Value::DateTime(at), Value::YearsDuration(d)) => at.plus_months(*d).map(Value::from),
        (Value::Time(time), Value::DaysDuration(d)) => Some(Value::Time(time.plus(*d))),
        _ => return None,
    })
}

fn subtract(left: &Value, right: &Value) -> Computed {
    match right {
        Value::DaysDuration(d) => {
            let Some(turned) = DaysDuration::from_nanos(-d.total_nanos()) else { return Some(None) };
            return add(left, &Value::DaysDuration(turned));
        }
        Value::YearsDuration(d) => {
            let Some(months) = d.months.checked_neg() else { return Some(None) };
            return add(left, &Value::YearsDuration(YearsDuration { months }));
        }
        _ => {}
    }
    if let (Value::Time(a), Value::Time(b)) = (left, right) {
        return a.minus(b).map(|d| Some(Value::DaysDuration(d)));
    }
    let (mut a, mut b) = (date_time(left)?, date_time(right)?);
    // A date is its midnight in UTC.
    for (value, at) in [(left, &mut a), (right, &mut b)] {
        if matches!(value, Value::Date(_)) {
            at.time.zone = Some(crate::temporal::Zone::UTC);
        }
    }
    a.minus(&b).map(|d| Some(Value::DaysDuration(d)))
}

/// A date and time, or the midnight of a date.
fn date_time(value: &Value) -> Option<DateTime> {
    match value {
        Value::DateTime(at) => Some((**at).clone()),
        Value::Date(date) => Some(DateTime::midnight(*date)),
        _ => None,
    }
}

/// A whole count of units times a number, rounded towards zero.
fn scaled(units: i128, factor: Number, divide: bool) -> Option<i128> {
    let units = Number::new(units, 0)?;
    let product = if divide { units.checked_div(factor)? } else { units.checked_mul(factor)? };
    product.rounded(0, crate::number::Rounding::Down)?.to_i128()
}

fn multiply(left: &Value, right: &Value) -> Computed {
    Some(match (left, right) {
        (Value::DaysDuration(d), Value::Number(n)) => scaled(d.total_nanos(), *n, false).and_then(days),
        (Value::YearsDuration(d), Value::Number(n)) => months(scaled(i128::from(d.months), *n, false)),
        _ => return None,
    })
}

fn months(months: Option<i128>) -> Option<Value> {
    let months = i64::try_from(months?).ok()?;
    Some(Value::YearsDuration(YearsDuration { months }))
}

fn divide(left: &Value, right: &Value) -> Computed {
    let ratio = |a: i128, b: i128| Some(Value::Number(Number::new(a, 0)?.checked_div(Number::new(b, 0)?)?));
    Some(match (left, right) {
        (Value::DaysDuration(d), Value::Number(n)) => scaled(d.total_nanos(), *n, true).and_then(days),
        (Value::YearsDuration(d), Value::Number(n)) => months(scaled(i128::from(d.months), *n, true)),
        (Value::DaysDuration(a), Value::DaysDuration(b)) => ratio(a.total_nanos(), b.total_nanos()),
        (Value::YearsDuration(a), Value::YearsDuration(b)) => {
            ratio(i128::from(a.months), i128::from(b.months))
        }
        _ => return None,
    })
}
