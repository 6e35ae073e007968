//! Functions that sum lists up.

use super::{Args, Builtin, Outcome};
use crate::eval::{Machine, compare};
use crate::messages as m;
use crate::number::Number;
use crate::temporal::{DaysDuration, YearsDuration};
use crate::value::Value;
use lang::Message;
use std::cmp::Ordering;

pub(super) static ALL: &[Builtin] = &[
    Builtin::new("min", &[&["list"], &["c…"]], |machine, args| extreme(machine, args, Ordering::Less)),
    Builtin::new("max", &[&["list"], &["c…"]], |machine, args| extreme(machine, args, Ordering::Greater)),
    Builtin::new("sum", &[&["list"], &["n…"]], sum),
    Builtin::new("mean", &[&["list"], &["n…"]], mean),
    Builtin::new("product", &[&["list"], &["n…"]], |machine, args| {
        let numbers = numbers(machine, args)?;
        let product = numbers.iter().try_fold(Number::ONE, |product, n| product.checked_mul(*n));
        some(product)
    }),
    Builtin::new("median", &[&["list"], &["n…"]], |machine, args| {
        let mut numbers = numbers(machine, args)?;
        numbers.sort();
        let half = numbers.len() / 2;
        let median =
            match (numbers.len() % 2, half.checked_sub(1).and_then(|i| numbers.get(i)), numbers.get(half)) {
                (0, Some(a), Some(b)) => a.checked_add(*b).and_then(|sum| sum.checked_div(2.into())),
                (1, _, Some(middle)) => Some(*middle),
                _ => None,
            };
        some(median)
    }),
    Builtin::new("stddev", &[&["list"], &["n…"]], |machine, args| {
        let numbers = numbers(machine, args)?;
        if numbers.len() < 2 {
            return Err(m::TOO_FEW.message().into());
        }
        some(standard_deviation(&numbers))
    }),
    Builtin::new("mode", &[&["list"], &["n…"]], mode),
];

fn some(result: Option<Number>) -> Outcome {
    result.map(Value::Number).ok_or_else(|| m::OUT_OF_RANGE.message().into())
}

/// All arguments (or the items of the one list) as numbers, at least one.
fn numbers(machine: &mut Machine<'_>, args: &Args<'_>) -> Result<Vec<Number>, crate::eval::Failure> {
    let items = args.items()?;
    machine.pay_steps(items.len())?;
    let numbers: Option<Vec<Number>> = items.iter().map(Value::as_number).collect();
    match numbers {
        None => Err(not_numbers(args, items).into()),
        Some(numbers) if numbers.is_empty() => Err(m::TOO_FEW.message().into()),
        Some(numbers) => Ok(numbers),
    }
}

fn not_numbers(args: &Args<'_>, items: &[Value]) -> Message {
    if items.iter().any(Value::is_null) { m::NULL_IN_LIST.message() } else { args.error(0, "list<number>") }
}

fn extreme(machine: &mut Machine<'_>, args: &Args<'_>, wanted: Ordering) -> Outcome {
    let items = args.items()?;
    machine.pay_steps(items.len())?;
    let mut best: Option<&Value> = None;
    for item in items {
        let reference = best.unwrap_or(item);
        let order = compare::order(item, reference).ok_or_else(|| {
            let (left, right) = (item.type_name(), reference.type_name());
            m::CANNOT_COMPARE.message().with("left", left).with("right", right)
        })?;
        if best.is_none() || order == wanted {
            best = Some(item);
        }
    }
    best.cloned().ok_or_else(|| m::TOO_FEW.message().into())
}

/// The sum of numbers, or of durations of one kind.
fn total(items: &[Value]) -> Option<Option<Value>> {
    let first = items.first()?;
    let mut items = items.iter();
    Some(match first {
        Value::Number(_) => {
            let sum = items.try_fold(Some(Number::ZERO), |sum, item| {
                item.as_number().map(|n| sum.and_then(|sum| sum.checked_add(n)))
            })?;
            sum.map(Value::Number)
        }
        Value::DaysDuration(_) => {
            let sum = items.try_fold(0i128, |sum, item| match item {
                Value::DaysDuration(d) => Some(sum.saturating_add(d.total_nanos())),
                _ => None,
            })?;
            DaysDuration::from_nanos(sum).map(Value::DaysDuration)
        }
        Value::YearsDuration(_) => {
            let sum = items.try_fold(Some(0i64), |sum, item| match item {
                Value::YearsDuration(d) => Some(sum.and_then(|sum| sum.checked_add(d.months))),
                _ => None,
            })?;
            sum.map(|months| Value::YearsDuration(YearsDuration { months }))
        }
        _ => return None,
    })
}

fn sum(machine: &mut Machine<'_>, args: &Args<'_>) -> Outcome {
    let items = args.items()?;
    machine.pay_steps(items.len())?;
    if items.is_empty() {
        return Err(m::TOO_FEW.message().into());
    }
    match total(items) {
        Some(Some(sum)) => Ok(sum),
        Some(None) => Err(m::OUT_OF_RANGE.message().into()),
        None => Err(not_numbers(args, items).into()),
    }
}

fn mean(machine: &mut Machine<'_>, args: &Args<'_>) -> Outcome {
    let count = args.items()?.len();
    let divisor = Number::from(count);
    let divided =
        |units: i128| Number::new(units, 0)?.checked_div(divisor)?.rounded(0, crate::number::Rounding::Down);
    let mean = match sum(machine, args)? {
        Value::Number(sum) => sum.checked_div(divisor).map(Value::Number),
        Value::DaysDuration(d) => divided(d.total_nanos())
            .and_then(Number::to_i128)
            .and_then(DaysDuration::from_nanos)
            .map(Value::DaysDuration),
        Value::YearsDuration(d) => divided(i128::from(d.months))
            .and_then(Number::to_i64)
            .map(|months| Value::YearsDuration(YearsDuration { months })),
        _ => None,
    };
    mean.ok_or_else(|| m::OUT_OF_RANGE.message().into())
}

/// The standard deviation of a sample.
fn standard_deviation(numbers: &[Number]) -> Option<Number> {
    let sum = numbers.iter().try_fold(Number::ZERO, |sum, n| sum.checked_add(*n))?;
    let mean = sum.checked_div(numbers.len().into())?;
    let squares = numbers.iter().try_fold(Number::ZERO, |squares, n| {
        let distance = n.checked_sub(mean)?;
        squares.checked_add(distance.checked_mul(distance)?)
    })?;
    squares.checked_div((numbers.len() - 1).into())?.sqrt()
}

/// The most frequent numbers in ascending order.
fn mode(machine: &mut Machine<'_>, args: &Args<'_>) -> Outcome {
    if args.items()?.is_empty() {
        return Ok(Value::list(Vec::new()));
    }
    let mut numbers = numbers(machine, args)?;
    numbers.sort();
    let groups: Vec<&[Number]> = numbers.chunk_by(|a, b| a == b).collect();
    let most = groups.iter().map(|group| group.len()).max().unwrap_or(0);
    let modes = groups.iter().filter(|group| group.len() == most).filter_map(|group| group.first());
    let modes = modes.map(|n| Value::Number(*n)).collect();
    Ok(machine.list(modes)?)
}
