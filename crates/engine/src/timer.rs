//! When the timers of a case are due.

use crate::Env;
use crate::ctx::{Fault, Outcome};
use crate::event::{Repetition, Wait};
use crate::messages;
use expr::Value;
use model::bpmn::TimerKind;
use model::timer::{self, Every};

/// What a timer waits for, from now on. `value` is a text, or a date or duration of an expression.
pub(crate) fn schedule(kind: TimerKind, value: &Value, calendar: Option<&str>, env: &Env) -> Outcome<Wait> {
    let text = text(value)?;
    match kind {
        TimerKind::Date => Ok(Wait::Timer { due: timer::date(&text, env.zone)?, repeat: None }),
        TimerKind::Duration => Ok(Wait::Timer { due: after(&text, env.now, calendar, env)?, repeat: None }),
        TimerKind::Cycle => cycle(&text, calendar, env),
    }
}

/// A date, or a duration from now: for the due dates of tasks.
pub(crate) fn instant(value: &Value, calendar: Option<&str>, env: &Env) -> Outcome<i64> {
    let text = text(value)?;
    if text.starts_with(['P', 'p']) {
        return after(&text, env.now, calendar, env);
    }
    Ok(timer::date(&text, env.zone)?)
}

/// The next time of a repeated timer that was due at `due`, and how often after that; `None` if that was the last.
/// What was missed meanwhile is not made up for: the next time is in the future, on the same beat.
pub(crate) fn next(
    due: i64,
    repeat: &Repetition,
    calendar: Option<&str>,
    env: &Env,
) -> Option<(i64, Option<u32>)> {
    let mut left = repeat.left;
    let mut at = due;
    // A beat of a second that slept for a week: jump instead of counting every beat.
    for _ in 0..10_000 {
        left = match left {
            Some(0) => return None,
            Some(n) => Some(n - 1),
            None => None,
        };
        at = step(&repeat.every, at, calendar, env)?;
        if at > env.now {
            return Some((at, left));
        }
    }
    Some((step(&repeat.every, env.now, calendar, env)?, left))
}

fn step(every: &str, from: i64, calendar: Option<&str>, env: &Env) -> Option<i64> {
    if every.starts_with(['P', 'p']) {
        return after(every, from, calendar, env).ok();
    }
    Every::parse(every).ok()?.after(from, env.zone)
}

fn cycle(text: &str, calendar: Option<&str>, env: &Env) -> Outcome<Wait> {
    let cycle = timer::cycle(text, env.zone)?;
    let none = || messages::TIMER_NEVER.message().with("text", text);
    let first = match cycle.start {
        Some(start) => start,
        None => step(&cycle.every, env.now, calendar, env).ok_or_else(none)?,
    };
    let left = match cycle.times {
        Some(0) => return Err(none().into()),
        Some(times) => Some(times - 1),
        None => None,
    };
    let left = match cycle.end {
        Some(end) => Some(left.unwrap_or(u32::MAX).min(count_until(&cycle.every, first, end, env))),
        None => left,
    };
    Ok(Wait::Timer { due: first, repeat: Some(Repetition { every: cycle.every.into(), left }) })
}

/// How many more beats there are after `first` and not after `end`; at most 100,000.
fn count_until(every: &str, first: i64, end: i64, env: &Env) -> u32 {
    let beats = std::iter::successors(Some(first), |at| step(every, *at, None, env));
    let count = beats.take_while(|at| *at <= end).take(100_000).count();
    u32::try_from(count.saturating_sub(1)).unwrap_or(u32::MAX)
}

fn after(text: &str, from: i64, calendar: Option<&str>, env: &Env) -> Outcome<i64> {
    let span = timer::duration(text)?;
    let never = || Fault(messages::TIMER_NEVER.message().with("text", text));
    let end = timer::after(from, span, env.zone).ok_or_else(never)?;
    match calendar {
        None => Ok(end),
        Some(name) => env
            .calendars
            .after(name, from, end - from)
            .ok_or_else(|| Fault(messages::NO_CALENDAR.message().with("name", name))),
    }
}

fn text(value: &Value) -> Outcome<std::sync::Arc<str>> {
    match value.clone().storable() {
        Value::String(text) => Ok(text),
        other => Err(Fault(messages::TIMER_NOT_A_TEXT.message().with("value", other))),
    }
}
