//! Functions on strings. Positions and lengths count characters (code points) from 1.

use super::conversion::unreadable;
use super::pattern::{self, Pattern};
use super::{Args, Builtin, Outcome};
use crate::eval::Machine;
use crate::value::Value;
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;

pub(super) static ALL: &[Builtin] = &[
    Builtin::new("substring", &[&["string", "start position", "length?"]], substring),
    Builtin::new("string length", &[&["string"]], |_, args| Ok(args.string(0)?.chars().count().into_value())),
    Builtin::new("upper case", &[&["string"]], |machine, args| {
        Ok(machine.string(args.string(0)?.to_uppercase())?)
    }),
    Builtin::new("lower case", &[&["string"]], |machine, args| {
        Ok(machine.string(args.string(0)?.to_lowercase())?)
    }),
    Builtin::new("substring before", &[&["string", "match"]], |machine, args| {
        let (string, needle) = (args.string(0)?, args.string(1)?);
        let before = string.split_once(needle).map_or("", |(before, _)| before);
        Ok(machine.string(before.to_owned())?)
    }),
    Builtin::new("substring after", &[&["string", "match"]], |machine, args| {
        let (string, needle) = (args.string(0)?, args.string(1)?);
        let after = string.split_once(needle).map_or("", |(_, after)| after);
        Ok(machine.string(after.to_owned())?)
    }),
    Builtin::new("contains", &[&["string", "match"]], |_, args| {
        Ok(args.string(0)?.contains(args.string(1)?).into())
    }),
    Builtin::new("starts with", &[&["string", "match"]], |_, args| {
        Ok(args.string(0)?.starts_with(args.string(1)?).into())
    }),
    Builtin::new("ends with", &[&["string", "match"]], |_, args| {
        Ok(args.string(0)?.ends_with(args.string(1)?).into())
    }),
    Builtin::new("matches", &[&["input", "pattern", "flags?"]], |machine, args| {
        let input = args.string(0)?;
        let pattern = pattern_of(machine, args, 1, 2)?;
        machine.pay_steps(4 * input.len())?;
        Ok(pattern.is_match(input).into())
    }),
    Builtin::new("replace", &[&["input", "pattern", "replacement", "flags?"]], replace),
    Builtin::new("split", &[&["string", "delimiter"]], split),
    Builtin::new("extract", &[&["string", "pattern"]], extract),
    Builtin::new("string join", &[&["list", "delimiter?"]], join),
    Builtin::new("trim", &[&["string"]], |machine, args| {
        Ok(machine.string(args.string(0)?.trim().to_owned())?)
    }),
    // Camunda's: the bytes of UTF-8 (RFC 4648, 4).
    Builtin::new("to base64", &[&["value"]], |machine, args| {
        let string = args.string(0)?;
        machine.pay_bytes(string.len().saturating_mul(2))?;
        Ok(machine.string(BASE64.encode(string))?)
    }),
    Builtin::new("from base64", &[&["value"]], |machine, args| {
        let string = args.string(0)?;
        machine.pay_bytes(string.len())?;
        let bytes = BASE64.decode(string).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        Ok(machine.string(bytes.ok_or_else(|| unreadable(string, "Base64"))?)?)
    }),
    Builtin::new("is blank", &[&["string"]], |_, args| {
        Ok(args.string(0)?.chars().all(char::is_whitespace).into())
    })
    .expecting_null(),
];

trait IntoValue {
    fn into_value(self) -> Value;
}

impl IntoValue for usize {
    fn into_value(self) -> Value {
        Value::Number(self.into())
    }
}

/// From where to where `count` characters (or all) from `start` reach, in bytes; a negative start counts from
/// the end.
fn slice(string: &str, start: i64, count: Option<i64>) -> &str {
    let skipped = match start {
        0 => return "",
        start if start > 0 => usize::try_from(start - 1).unwrap_or(usize::MAX),
        start => {
            let back = usize::try_from(start.unsigned_abs()).unwrap_or(usize::MAX);
            match string.chars().count().checked_sub(back) {
                Some(skipped) => skipped,
                None => return "",
            }
        }
    };
    let from = string.char_indices().nth(skipped).map_or(string.len(), |(at, _)| at);
    let rest = &string[from..];
    match count.map(|count| usize::try_from(count).unwrap_or(0)) {
        Some(count) => &rest[..rest.char_indices().nth(count).map_or(rest.len(), |(at, _)| at)],
        None => rest,
    }
}

fn substring(machine: &mut Machine<'_>, args: &Args<'_>) -> Outcome {
    let string = args.string(0)?;
    let whole = |at: usize| -> Result<i64, lang::Message> {
        let number = args.number(at)?.rounded(0, crate::number::Rounding::Down);
        number.and_then(crate::Number::to_i64).ok_or_else(|| args.error(at, "number"))
    };
    let start = whole(1)?;
    let count = if args.len() > 2 { Some(whole(2)?) } else { None };
    if count.is_some_and(|count| count < 1) || start == 0 {
        return Err(crate::messages::OUT_OF_RANGE.message().into());
    }
    Ok(machine.string(slice(string, start, count).to_owned())?)
}

fn pattern_of(
    machine: &mut Machine<'_>,
    args: &Args<'_>,
    at: usize,
    flags: usize,
) -> Result<Pattern, crate::eval::Failure> {
    let text = args.string(at)?;
    let flags = if args.has(flags) { args.string(flags)? } else { "" };
    pattern::compile(machine, text, flags)
}

fn replace(machine: &mut Machine<'_>, args: &Args<'_>) -> Outcome {
    let (input, replacement) = (args.string(0)?, args.string(2)?);
    let literal = args.has(3) && args.string(3)?.contains('q');
    let pattern = pattern_of(machine, args, 1, 3)?;
    machine.pay_steps(4 * input.len())?;
    let replaced = pattern::replace(machine, &pattern, input, replacement, literal)?;
    Ok(machine.string(replaced)?)
}

fn split(machine: &mut Machine<'_>, args: &Args<'_>) -> Outcome {
    let string = args.string(0)?;
    let pattern = pattern_of(machine, args, 1, 2)?;
    machine.pay_steps(4 * string.len())?;
    machine.pay_bytes(string.len())?;
    let mut parts = Vec::new();
    for part in pattern.split(string) {
        machine.pay_bytes(size_of::<Value>())?;
        parts.push(Value::from(part));
    }
    Ok(machine.list(parts)?)
}

/// All matches of a pattern.
fn extract(machine: &mut Machine<'_>, args: &Args<'_>) -> Outcome {
    let string = args.string(0)?;
    let pattern = pattern_of(machine, args, 1, 2)?;
    machine.pay_steps(4 * string.len())?;
    machine.pay_bytes(string.len())?;
    let mut found = Vec::new();
    for part in pattern.find_iter(string) {
        machine.pay_bytes(size_of::<Value>())?;
        found.push(Value::from(part.as_str()));
    }
    Ok(machine.list(found)?)
}

fn join(machine: &mut Machine<'_>, args: &Args<'_>) -> Outcome {
    let items = args.list(0)?;
    let delimiter = if args.has(1) { args.string(1)? } else { "" };
    machine.pay_steps(items.len())?;
    let mut joined = String::new();
    let mut first = true;
    for item in items {
        let part = match item {
            Value::String(part) => part,
            Value::Null => continue,
            _ => return Err(args.error(0, "list<string>").into()),
        };
        machine.pay_bytes(part.len() + delimiter.len())?;
        if !first {
            joined.push_str(delimiter);
        }
        joined.push_str(part);
        first = false;
    }
    Ok(machine.string(joined)?)
}
