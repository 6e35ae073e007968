//! Functions that make new lists out of lists.

use super::{Args, Builtin, Outcome};
use crate::ast::Span;
use crate::eval::{Failure, Machine};
use crate::messages as m;
use crate::number::{Number, Rounding};
use crate::value::Value;
use lang::Message;

pub(super) static ALL: &[Builtin] = &[
    Builtin::new("sublist", &[&["list", "start position", "length?"]], sublist),
    Builtin::new("append", &[&["list", "item…"]], |machine, args| {
        // Null is a list of null here: something is to be put behind it.
        let mut items = match args.get(0) {
            Value::List(items) => items.to_vec(),
            single => vec![single.clone()],
        };
        items.extend(args.all().iter().skip(1).cloned());
        Ok(machine.list(items)?)
    }),
    Builtin::new("concatenate", &[&["list…"]], |machine, args| {
        let mut items = Vec::new();
        for at in 0..args.len() {
            let list = args.list(at)?;
            machine.pay_bytes(size_of_val(list))?;
            items.extend_from_slice(list);
        }
        Ok(machine.list(items)?)
    }),
    Builtin::new("insert before", &[&["list", "position", "newItem"]], |machine, args| {
        let mut items = args.list(0)?.to_vec();
        let at = index(args, 1, items.len())?;
        items.insert(at, args.get(2).clone());
        Ok(machine.list(items)?)
    }),
    Builtin::new("remove", &[&["list", "position"]], |machine, args| {
        let mut items = args.list(0)?.to_vec();
        let at = index(args, 1, items.len())?;
        items.remove(at);
        Ok(machine.list(items)?)
    }),
    Builtin::new(
        "list replace",
        &[&["list", "position", "newItem"], &["list", "match", "newItem"]],
        list_replace,
    ),
    Builtin::new("reverse", &[&["list"]], |machine, args| {
        let items = args.list(0)?.iter().rev().cloned().collect();
        Ok(machine.list(items)?)
    }),
    Builtin::new("flatten", &[&["list"]], |machine, args| {
        let mut items = Vec::new();
        flatten(machine, args.list(0)?, &mut items)?;
        Ok(machine.list(items)?)
    }),
    Builtin::new("partition", &[&["list", "size"]], |machine, args| {
        let (items, size) = (args.list(0)?, args.integer(1)?);
        let size = usize::try_from(size).ok().filter(|size| *size > 0).ok_or_else(out_of_range)?;
        let mut parts = Vec::new();
        for part in items.chunks(size) {
            parts.push(machine.list(part.to_vec())?);
        }
        Ok(machine.list(parts)?)
    }),
];

fn out_of_range() -> Message {
    m::OUT_OF_RANGE.message()
}

/// The index of the position in argument `at`: counted from 1, or from the end if it is negative.
fn index(args: &Args<'_>, at: usize, len: usize) -> Result<usize, Message> {
    let position =
        args.number(at)?.rounded(0, Rounding::Down).and_then(Number::to_i64).ok_or_else(out_of_range)?;
    let index = match position {
        0 => None,
        p if p > 0 => usize::try_from(p - 1).ok(),
        p => usize::try_from(p.unsigned_abs()).ok().and_then(|back| len.checked_sub(back)),
    };
    index
        .filter(|index| *index < len)
        .ok_or_else(|| m::NO_ITEM.message().with("index", position).with("count", len))
}

fn sublist(machine: &mut Machine<'_>, args: &Args<'_>) -> Outcome {
    let items = args.list(0)?;
    let start = index(args, 1, items.len())?;
    let rest = items.get(start..).unwrap_or_default();
    let part = if args.len() > 2 {
        let len = usize::try_from(args.integer(2)?).map_err(|_| out_of_range())?;
        rest.get(..len).ok_or_else(out_of_range)?
    } else {
        rest
    };
    Ok(machine.list(part.to_vec())?)
}

fn list_replace(machine: &mut Machine<'_>, args: &Args<'_>) -> Outcome {
    let mut items = args.list(0)?.to_vec();
    let Value::Function(matches) = args.get(1) else {
        let at = index(args, 1, items.len())?;
        if let Some(slot) = items.get_mut(at) {
            *slot = args.get(2).clone();
        }
        return Ok(machine.list(items)?);
    };
    for slot in &mut items {
        let arguments = vec![slot.clone(), args.get(2).clone()];
        match machine.call(matches, arguments, Span::default())? {
            Value::Bool(true) => *slot = args.get(2).clone(),
            Value::Bool(false) => {}
            other => return Err(m::NOT_A_CONDITION.message().with("found", other.type_name()).into()),
        }
    }
    Ok(machine.list(items)?)
}

fn flatten(machine: &mut Machine<'_>, items: &[Value], out: &mut Vec<Value>) -> Result<(), Failure> {
    for item in items {
        machine.pay_steps(1)?;
        match item {
            Value::List(inner) => flatten(machine, inner, out)?,
            other => {
                machine.pay_bytes(size_of::<Value>())?;
                out.push(other.clone());
            }
        }
    }
    Ok(())
}
