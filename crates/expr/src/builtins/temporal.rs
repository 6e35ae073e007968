//! Functions on dates and times.

use super::{Args, Builtin, Outcome};
use crate::eval::Machine;
use crate::messages as m;
use crate::print;
use crate::temporal::{Date, DateTime, Zone};
use crate::value::Value;

pub(super) static ALL: &[Builtin] = &[
    Builtin::new("is", &[&["value1", "value2"]], |_, args| Ok((args.get(0) == args.get(1)).into())),
    Builtin::new("now", &[&[]], |machine, _| Ok(now(machine).map_or(Value::Null, Value::from))),
    Builtin::new("today", &[&[]], |machine, _| {
        Ok(now(machine).map_or(Value::Null, |now| Value::Date(now.date)))
    }),
    Builtin::new("day of year", &[&["date"]], |_, args| Ok(date(args)?.day_of_year().into())),
    Builtin::new("week of year", &[&["date"]], |_, args| Ok(date(args)?.week_of_year().into())),
    Builtin::new("day of week", &[&["date"]], |_, args| Ok(name(&DAYS, date(args)?.weekday()))),
    Builtin::new("month of year", &[&["date"]], |_, args| Ok(name(&MONTHS, date(args)?.month()))),
    // Camunda's: a text that timers read, as ISO 8601 writes repeating intervals.
    Builtin::new("cycle", &[&["interval"], &["repetitions", "interval"]], cycle),
    Builtin::new("last day of month", &[&["date"]], |_, args| Ok(Value::Date(date(args)?.last_of_month()))),
];

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn name(names: &[&str], number: i64) -> Value {
    let name = usize::try_from(number - 1).ok().and_then(|i| names.get(i).copied());
    name.map_or(Value::Null, Value::from)
}

/// The moment of the environment in its zone.
fn now(machine: &Machine<'_>) -> Option<DateTime> {
    DateTime::from_instant(i128::from(machine.env.now) * 1000, Some(Zone::from_jiff(machine.env.zone)))
}

/// `R/PT1H`, or `R3/PT1H`; as often as it likes where the repetitions are null.
fn cycle(machine: &mut Machine<'_>, args: &Args<'_>) -> Outcome {
    let at = args.len() - 1;
    let interval = args.get(at);
    if !matches!(interval, Value::DaysDuration(_) | Value::YearsDuration(_)) {
        return Err(args.error(at, "duration").into());
    }
    let times = match at {
        1 if args.has(0) => match args.integer(0)? {
            times if times < 0 => return Err(m::OUT_OF_RANGE.message().into()),
            times => times.to_string(),
        },
        _ => String::new(),
    };
    Ok(machine.string(format!("R{times}/{}", print::string(interval)))?)
}

/// The day of a date or a date and time.
fn date(args: &Args<'_>) -> Result<Date, lang::Message> {
    match args.get(0) {
        Value::Date(date) => Ok(*date),
        Value::DateTime(at) => Ok(at.date),
        _ => Err(args.error(0, "date")),
    }
}
