//! Functions that ask lists, and that put them in order.

use super::{Args, Builtin, Outcome};
use crate::eval::{Failure, Machine, compare};
use crate::messages as m;
use crate::value::Value;
use std::cmp::Ordering;

pub(super) static ALL: &[Builtin] = &[
    Builtin::new("list contains", &[&["list", "element"]], |machine, args| {
        let items = args.list(0)?;
        Ok(position(machine, items, args.get(1))?.is_some().into())
    }),
    Builtin::new("count", &[&["list"], &["c…"]], |_, args| Ok(Value::Number(args.items()?.len().into()))),
    Builtin::new("is empty", &[&["list"]], |_, args| Ok(args.list(0)?.is_empty().into())),
    Builtin::new("all", &[&["list"], &["b…"]], |machine, args| decide(machine, args, false)),
    Builtin::new("any", &[&["list"], &["b…"]], |machine, args| decide(machine, args, true)),
    Builtin::new("index of", &[&["list", "match"]], |machine, args| {
        let items = args.list(0)?;
        machine.pay_steps(items.len())?;
        let mut found = Vec::new();
        for (i, item) in items.iter().enumerate() {
            if machine.equal(item, args.get(1))? == Some(true) {
                found.push(Value::Number((i + 1).into()));
            }
        }
        Ok(machine.list(found)?)
    }),
    Builtin::new("distinct values", &[&["list"]], |machine, args| {
        let distinct = distinct(machine, args.list(0)?.iter())?;
        Ok(machine.list(distinct)?)
    }),
    Builtin::new("duplicate values", &[&["list"]], |machine, args| {
        let items = args.list(0)?;
        let mut doubled: Vec<Value> = Vec::new();
        for (i, item) in items.iter().enumerate() {
            let earlier = items.get(..i).unwrap_or_default();
            if position(machine, earlier, item)?.is_some() && position(machine, &doubled, item)?.is_none() {
                doubled.push(item.clone());
            }
        }
        Ok(machine.list(doubled)?)
    }),
    Builtin::new("union", &[&["list…"]], |machine, args| {
        let mut items = Vec::new();
        for at in 0..args.len() {
            items.extend(args.list(at)?);
        }
        let distinct = distinct(machine, items.into_iter())?;
        Ok(machine.list(distinct)?)
    }),
    Builtin::new("sort", &[&["list", "precedes?"]], sort),
];

/// Where `value` stands in `items`.
pub(super) fn position(
    machine: &mut Machine<'_>,
    items: &[Value],
    value: &Value,
) -> Result<Option<usize>, Failure> {
    for (i, item) in items.iter().enumerate() {
        machine.pay_steps(1)?;
        if machine.equal(item, value)? == Some(true) {
            return Ok(Some(i));
        }
    }
    Ok(None)
}

fn distinct<'v>(
    machine: &mut Machine<'_>,
    items: impl Iterator<Item = &'v Value>,
) -> Result<Vec<Value>, Failure> {
    let mut distinct: Vec<Value> = Vec::new();
    for item in items {
        if position(machine, &distinct, item)?.is_none() {
            distinct.push(item.clone());
        }
    }
    Ok(distinct)
}

/// `all` (one false decides) and `any` (one true decides).
fn decide(machine: &mut Machine<'_>, args: &Args<'_>, decides: bool) -> Outcome {
    let items = args.items()?;
    machine.pay_steps(items.len())?;
    if items.contains(&Value::Bool(decides)) {
        return Ok(decides.into());
    }
    if items.iter().all(|item| *item == Value::Bool(!decides)) {
        return Ok((!decides).into());
    }
    match items.iter().find(|item| !matches!(item, Value::Bool(_))) {
        Some(Value::Null) => Err(m::NULL_IN_LIST.message().into()),
        _ => Err(args.error(0, "list<boolean>").into()),
    }
}

/// Sorts, equal items kept in order: by the function `precedes`, or else by FEEL's own order.
fn sort(machine: &mut Machine<'_>, args: &Args<'_>) -> Outcome {
    let items = args.list(0)?.to_vec();
    let sorted = match args.get(1) {
        Value::Null if args.len() < 2 => merge_sort(items, &mut |a, b| {
            machine.pay_steps(1)?;
            let order = compare::order(a, b);
            order.map(|order| order == Ordering::Greater).ok_or_else(|| {
                let (left, right) = (a.type_name(), b.type_name());
                m::CANNOT_COMPARE.message().with("left", left).with("right", right).into()
            })
        })?,
        Value::Function(precedes) => merge_sort(items, &mut |a, b| {
            machine.pay_steps(1)?;
            // The later item goes first only if it precedes and the earlier one does not.
            let value = machine.call(precedes, vec![b.clone(), a.clone()], crate::ast::Span::default())?;
            match value {
                Value::Bool(later_first) => Ok(later_first),
                other => Err(m::NOT_A_CONDITION.message().with("found", other.type_name()).into()),
            }
        })?,
        _ => return Err(args.error(1, "function").into()),
    };
    Ok(machine.list(sorted)?)
}

/// A stable sort whose comparison can fail and need not be consistent; `after(a, b)` says that `b`, which
/// stands later, must come first.
fn merge_sort(
    items: Vec<Value>,
    after: &mut dyn FnMut(&Value, &Value) -> Result<bool, Failure>,
) -> Result<Vec<Value>, Failure> {
    let mut runs: Vec<Vec<Value>> = items.into_iter().map(|item| vec![item]).collect();
    while runs.len() > 1 {
        let mut merged = Vec::with_capacity(runs.len().div_ceil(2));
        let mut pairs = runs.into_iter();
        while let Some(left) = pairs.next() {
            merged.push(match pairs.next() {
                Some(right) => merge(left, right, after)?,
                None => left,
            });
        }
        runs = merged;
    }
    Ok(runs.pop().unwrap_or_default())
}

fn merge(
    left: Vec<Value>,
    right: Vec<Value>,
    after: &mut dyn FnMut(&Value, &Value) -> Result<bool, Failure>,
) -> Result<Vec<Value>, Failure> {
    let mut merged = Vec::with_capacity(left.len() + right.len());
    let (mut left, mut right) = (left.into_iter().peekable(), right.into_iter().peekable());
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        let next = if after(a, b)? { right.next() } else { left.next() };
        merged.extend(next);
    }
    merged.extend(left);
    merged.extend(right);
    Ok(merged)
}
