//! Functions that make a value of one type from another.

use super::{Args, Builtin, Outcome};
use crate::eval::{Failure, Machine};
use crate::messages as m;
use crate::number::Number;
use crate::print;
use crate::temporal::{self, Date, DateTime, NANOS, Time, YearsDuration, Zone};
use crate::value::Value;

pub(super) static ALL: &[Builtin] = &[
    Builtin::new("not", &[&["negand"]], |_, args| match args.get(0) {
        Value::Bool(value) => Ok((!value).into()),
        _ => Err(args.error(0, "boolean").into()),
    }),
    Builtin::new("date", &[&["from"], &["year", "month", "day"]], date),
    Builtin::new("time", &[&["from"], &["hour", "minute", "second", "offset?"]], time),
    Builtin::new(
        "date and time",
        &[
            &["from"],
            &["date", "time"],
            &["year", "month", "day", "hour", "minute", "second", "offset?"],
            &["year", "month", "day", "hour", "minute", "second", "timezone"],
        ],
        date_and_time,
    ),
    Builtin::new("duration", &[&["from"]], |_, args| match args.get(0) {
        duration @ (Value::DaysDuration(_) | Value::YearsDuration(_)) => Ok(duration.clone()),
        _ => {
            let text = args.string(0)?;
            temporal::parse_duration(text).ok_or_else(|| unreadable(text, "duration"))
        }
    }),
    Builtin::new("years and months duration", &[&["from", "to"]], |_, args| {
        let day = |at| match args.get(at) {
            Value::DateTime(at) => Ok(at.date),
            Value::Date(date) => Ok(*date),
            _ => Err(args.error(at, "date")),
        };
        Ok(Value::YearsDuration(YearsDuration::between(day(0)?, day(1)?)))
    }),
    Builtin::new("number", &[&["from", "grouping separator", "decimal separator"], &["from"]], number),
    Builtin::new("string", &[&["from"]], |machine, args| match args.get(0) {
        Value::Null => Err(args.error(0, "Any").into()),
        value => {
            machine.pay_steps(value.approx_size() / 64)?;
            machine.pay_bytes(value.approx_size())?;
            Ok(machine.string(print::string(value))?)
        }
    }),
    Builtin::new("to json", &[&["value"]], |machine, args| {
        let value = args.get(0);
        machine.pay_steps(value.approx_size() / 64)?;
        machine.pay_bytes(value.approx_size())?;
        Ok(machine.string(value.to_json().to_string())?)
    }),
    Builtin::new("from json", &[&["value"]], |machine, args| {
        let text = args.string(0)?;
        // A byte of text becomes a value at worst.
        machine.pay_steps(text.len() / 8)?;
        machine.pay_bytes(text.len().saturating_mul(4))?;
        let value: Value = serde_json::from_str(text).map_err(|_| unreadable(text, "JSON"))?;
        machine.pay_bytes(value.approx_size())?;
        machine.measure(&value)?;
        Ok(value)
    }),
];

pub(super) fn unreadable(text: &str, expected: &str) -> Failure {
    let shown: String = text.chars().take(40).collect();
    m::NOT_READABLE.message().with("found", shown).with("expected", expected).into()
}

fn out_of_range() -> Failure {
    m::OUT_OF_RANGE.message().into()
}

fn date(_: &mut Machine<'_>, args: &Args<'_>) -> Outcome {
    if args.len() == 3 {
        let date = Date::new(args.integer(0)?, args.integer(1)?, args.integer(2)?);
        return date.map(Value::Date).ok_or_else(out_of_range);
    }
    match args.get(0) {
        Value::Date(date) => Ok(Value::Date(*date)),
        Value::DateTime(at) => Ok(Value::Date(at.date)),
        _ => {
            let text = args.string(0)?;
            temporal::parse_date(text).map(Value::Date).ok_or_else(|| unreadable(text, "date"))
        }
    }
}

fn time(_: &mut Machine<'_>, args: &Args<'_>) -> Outcome {
    if args.len() == 1 {
        return match args.get(0) {
            Value::Time(time) => Ok(Value::Time(time.clone())),
            Value::DateTime(at) => Ok(Value::Time(at.time.clone())),
            Value::Date(_) => Ok(Value::Time(Time::from_nanos(0, Some(Zone::UTC)))),
            _ => {
                let text = args.string(0)?;
                temporal::parse_time(text).map(Value::Time).ok_or_else(|| unreadable(text, "time"))
            }
        };
    }
    time_of(args, 0).map(Value::Time)
}

/// The time of hour, minute, second (which can have a fraction) and offset, from argument `at` on.
fn time_of(args: &Args<'_>, at: usize) -> Result<Time, Failure> {
    let second = args.number(at + 2)?;
    let whole = second.rounded(0, crate::number::Rounding::Floor).ok_or_else(out_of_range)?;
    let nanos = second
        .checked_sub(whole)
        .and_then(|fraction| fraction.checked_mul(Number::from(1_000_000_000)))
        .and_then(|nanos| nanos.rounded(0, crate::number::Rounding::Down))
        .and_then(Number::to_i64)
        .ok_or_else(out_of_range)?;
    let zone = match args.get(at + 3) {
        Value::Null => None,
        Value::DaysDuration(offset) => {
            let seconds = i64::try_from(offset.total_nanos() / NANOS).ok().and_then(Zone::from_offset);
            Some(seconds.ok_or_else(out_of_range)?)
        }
        Value::String(name) => Some(Zone::named(name).ok_or_else(|| unreadable(name, "timezone"))?),
        _ => return Err(args.error(at + 3, "days and time duration").into()),
    };
    let whole = whole.to_i64().ok_or_else(out_of_range)?;
    Time::new(args.integer(at)?, args.integer(at + 1)?, whole, nanos, zone).ok_or_else(out_of_range)
}

fn date_and_time(_: &mut Machine<'_>, args: &Args<'_>) -> Outcome {
    match args.len() {
        1 => match args.get(0) {
            Value::DateTime(at) => Ok(Value::DateTime(at.clone())),
            Value::Date(date) => {
                let mut midnight = DateTime::midnight(*date);
                midnight.time.zone = Some(Zone::UTC);
                Ok(midnight.into())
            }
            _ => {
                let text = args.string(0)?;
                temporal::parse_date_time(text)
                    .map(Value::from)
                    .ok_or_else(|| unreadable(text, "date and time"))
            }
        },
        2 => {
            let date = match args.get(0) {
                Value::Date(date) => *date,
                Value::DateTime(at) => at.date,
                _ => return Err(args.error(0, "date").into()),
            };
            match args.get(1) {
                Value::Time(time) => Ok(DateTime { date, time: time.clone() }.into()),
                // Camunda's second form: the same moment in another zone.
                Value::String(name) => {
                    let zone = Zone::named(name).ok_or_else(|| unreadable(name, "timezone"))?;
                    let Value::DateTime(at) = args.get(0) else {
                        return Err(args.error(0, "date and time").into());
                    };
                    DateTime::from_instant(at.instant(), Some(zone)).map(Value::from).ok_or_else(out_of_range)
                }
                _ => Err(args.error(1, "time").into()),
            }
        }
        _ => {
            let date =
                Date::new(args.integer(0)?, args.integer(1)?, args.integer(2)?).ok_or_else(out_of_range)?;
            Ok(DateTime { date, time: time_of(args, 3)? }.into())
        }
    }
}

/// A number of a text in which the given separators are used.
fn number(_: &mut Machine<'_>, args: &Args<'_>) -> Outcome {
    if let (1, Value::Number(number)) = (args.len(), args.get(0)) {
        return Ok(Value::Number(*number));
    }
    let text = args.string(0)?;
    let separator = |at: usize, allowed: &str| -> Result<Option<char>, Failure> {
        if !args.has(at) {
            return Ok(None);
        }
        let mut chars = args.string(at)?.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) if allowed.contains(c) => Ok(Some(c)),
            _ => Err(args.error(at, allowed).into()),
        }
    };
    let (grouping, decimal) = (separator(1, " ,.")?, separator(2, ",.")?);
    if grouping.is_some() && grouping == decimal {
        return Err(args.error(2, "other separator").into());
    }
    let plain: String = text
        .chars()
        .filter(|c| Some(*c) != grouping)
        .map(|c| if Some(c) == decimal { '.' } else { c })
        .collect();
    plain.parse::<Number>().map(Value::Number).map_err(|_| unreadable(text, "number"))
}
