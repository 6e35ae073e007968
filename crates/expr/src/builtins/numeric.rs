//! Functions on numbers.

use super::{Args, Builtin, Outcome};
use crate::eval::arithmetic::TRANSCENDENTAL;
use crate::eval::{Failure, Machine};
use crate::messages as m;
use crate::number::{Number, Rounding};
use crate::temporal::{DaysDuration, YearsDuration};
use crate::value::Value;

pub(super) static ALL: &[Builtin] = &[
    Builtin::new("decimal", &[&["n", "scale"]], |_, args| round(args, Rounding::HalfEven)),
    Builtin::new("floor", &[&["n", "scale?"]], |_, args| round(args, Rounding::Floor)),
    Builtin::new("ceiling", &[&["n", "scale?"]], |_, args| round(args, Rounding::Ceiling)),
    Builtin::new("round up", &[&["n", "scale"]], |_, args| round(args, Rounding::Up)),
    Builtin::new("round down", &[&["n", "scale"]], |_, args| round(args, Rounding::Down)),
    Builtin::new("round half up", &[&["n", "scale"]], |_, args| round(args, Rounding::HalfUp)),
    Builtin::new("round half down", &[&["n", "scale"]], |_, args| round(args, Rounding::HalfDown)),
    Builtin::new("abs", &[&["n"]], abs),
    Builtin::new("modulo", &[&["dividend", "divisor"]], modulo),
    Builtin::new("sqrt", &[&["number"]], |machine, args| {
        machine.pay_steps(TRANSCENDENTAL / 20)?;
        computed(args.number(0)?.sqrt())
    }),
    Builtin::new("log", &[&["number"]], |machine, args| {
        machine.pay_steps(TRANSCENDENTAL)?;
        computed(args.number(0)?.ln())
    }),
    Builtin::new("exp", &[&["number"]], |machine, args| {
        machine.pay_steps(TRANSCENDENTAL)?;
        computed(args.number(0)?.exp())
    }),
    Builtin::new("odd", &[&["number"]], |_, args| parity(args, false)),
    Builtin::new("even", &[&["number"]], |_, args| parity(args, true)),
];

/// The scales that a number of decimal128 can have.
const SCALES: std::ops::RangeInclusive<i64> = -6111..=6176;

fn computed(result: Option<Number>) -> Outcome {
    result.map(Value::Number).ok_or_else(|| m::OUT_OF_RANGE.message().into())
}

fn round(args: &Args<'_>, rounding: Rounding) -> Outcome {
    let number = args.number(0)?;
    let scale = if args.len() > 1 {
        args.number(1)?.rounded(0, Rounding::Down).and_then(Number::to_i64)
    } else {
        Some(0)
    };
    match scale.filter(|scale| SCALES.contains(scale)) {
        Some(scale) => computed(number.rounded(scale as i32, rounding)),
        None => Err(m::OUT_OF_RANGE.message().into()),
    }
}

fn abs(_: &mut Machine<'_>, args: &Args<'_>) -> Outcome {
    Ok(match args.get(0) {
        Value::Number(n) => Value::Number(n.abs()),
        Value::DaysDuration(d) => match DaysDuration::from_nanos(d.total_nanos().abs()) {
            Some(d) => Value::DaysDuration(d),
            None => return Err(m::OUT_OF_RANGE.message().into()),
        },
        Value::YearsDuration(d) => Value::YearsDuration(YearsDuration { months: d.months.saturating_abs() }),
        _ => return Err(args.error(0, "number").into()),
    })
}

fn modulo(_: &mut Machine<'_>, args: &Args<'_>) -> Outcome {
    let (dividend, divisor) = (args.number(0)?, args.number(1)?);
    if divisor.is_zero() {
        return Err(Failure::Null(m::DIVISION_BY_ZERO.message()));
    }
    computed(dividend.modulo(divisor))
}

fn parity(args: &Args<'_>, even: bool) -> Outcome {
    let number = args.number(0)?;
    let remainder = number.modulo(Number::from(2)).filter(|_| number.is_integer());
    match remainder {
        Some(remainder) => Ok(Value::Bool(remainder.is_zero() == even)),
        None => Ok(Value::Bool(false)),
    }
}
