//! When the timers of a case are due.

use crate::Env;
use crate::ctx::{Fault, Outcome};
use crate::event::{Repetition, Wait};
use crate::limits::MAX_MISSED;
use crate::messages;
use crate::variables::brief;
use crate::words::because;
use expr::{Evaluation, Value};
use model::bpmn::TimerKind;
use model::limits::MIN_INTERVAL;
use model::timer::{self, Every};
use std::sync::Arc;

/// What a timer waits for, from now on. `value` is a text, or a date or duration of an expression.
pub(crate) fn schedule(
    kind: TimerKind,
    value: &Evaluation,
    calendar: Option<&str>,
    env: &Env,
) -> Outcome<Wait> {
    let text = text(value)?;
    match kind {
        TimerKind::Date => Ok(Wait::Timer { due: timer::date(&text, env.zone)?, repeat: None }),
        TimerKind::Duration => Ok(Wait::Timer { due: after(&text, env.now, calendar, env)?, repeat: None }),
        TimerKind::Cycle => cycle(&text, calendar, env),
    }
}

/// A date, or a duration from now: for the due dates of tasks.
pub(crate) fn instant(value: &Evaluation, calendar: Option<&str>, env: &Env) -> Outcome<i64> {
    let text = text(value)?;
    if timer::is_duration(&text) {
        return after(&text, env.now, calendar, env);
    }
    Ok(timer::date(&text, env.zone)?)
}

/// A duration, from now on, µs.
pub(crate) fn length(value: &Evaluation, env: &Env) -> Outcome<i64> {
    Ok(after(&text(value)?, env.now, None, env)?.saturating_sub(env.now))
}

/// The next time of a repeated timer that was due at `due`, and how often after that; `None` if that was the last.
/// What was missed meanwhile is not made up for: the next time is in the future, on the same beat.
pub(crate) fn next(
    due: i64,
    repeat: &Repetition,
    calendar: Option<&str>,
    env: &Env,
) -> Option<(i64, Option<u32>)> {
    let (at, beats) = match calendar {
        None => next_beat(due, &repeat.every, env)?,
        Some(_) => next_beat_of_calendar(due, &repeat.every, calendar, env)?,
    };
    let left = match repeat.left {
        Some(left) => Some(left.checked_sub(beats)?),
        None => None,
    };
    repeat.end.is_none_or(|end| at <= end).then_some((at, left))
}

/// The first beat after `due` that is in the future, and the how many-th it is.
fn next_beat(due: i64, every: &str, env: &Env) -> Option<(i64, u32)> {
    let every = Every::parse(every).ok()?;
    let asleep = env.now.saturating_sub(due).max(0);
    match every.length() {
        // A beat of a second that slept for a year: jump instead of counting.
        Some(length) => {
            let missed = asleep / length;
            let at = due.checked_add(missed.checked_add(1)?.checked_mul(length)?)?;
            Some((at, u32::try_from(missed).unwrap_or(u32::MAX).saturating_add(1)))
        }
        None => match every {
            Every::Cron(_) => Some((every.after(due.max(env.now), env.zone)?, 1)), // for ever: nothing to count
            Every::Duration(_) => count(due, env.now, |at| every.after(at, env.zone)),
        },
    }
}

fn next_beat_of_calendar(due: i64, every: &str, calendar: Option<&str>, env: &Env) -> Option<(i64, u32)> {
    count(due, env.now, |at| step(every, at, calendar, env))
}

/// Counts beats until one is after `now`. Beats of days, or of the hours of a calendar: after so many, it was not
/// asleep but away for decades, and goes on from now.
fn count(due: i64, now: i64, next: impl Fn(i64) -> Option<i64>) -> Option<(i64, u32)> {
    let mut at = due;
    for beat in 1..=MAX_MISSED {
        at = next(at)?;
        if at > now {
            return Some((at, beat));
        }
    }
    Some((next(now)?, MAX_MISSED))
}

fn step(every: &str, from: i64, calendar: Option<&str>, env: &Env) -> Option<i64> {
    if calendar.is_some() && every.starts_with(['P', 'p']) {
        return after(every, from, calendar, env).ok().map(|at| at.max(from.saturating_add(MIN_INTERVAL)));
    }
    Every::parse(every).ok()?.after(from, env.zone)
}

fn cycle(text: &str, calendar: Option<&str>, env: &Env) -> Outcome<Wait> {
    let cycle = timer::cycle(text, env.zone)?;
    let never = || Fault(messages::TIMER_NEVER.message().with("text", text));
    let first = match cycle.start {
        Some(start) => start,
        None if cycle.every.starts_with(['P', 'p']) => after(&cycle.every, env.now, calendar, env)?,
        None => step(&cycle.every, env.now, None, env).ok_or_else(never)?,
    };
    if !cycle.begins(first) {
        return Err(never());
    }
    let left = cycle.times.map(|times| times.saturating_sub(1));
    let repeat = Repetition { every: cycle.every.into(), left, end: cycle.end };
    Ok(Wait::Timer { due: first, repeat: Some(repeat) })
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

fn text(evaluation: &Evaluation) -> Outcome<Arc<str>> {
    match evaluation.value.clone().storable() {
        Value::String(text) => Ok(text),
        other => Err(Fault(
            messages::TIMER_NOT_A_TEXT
                .message()
                .with("value", brief(&other))
                .with_message("reason", because(&evaluation.warnings)),
        )),
    }
}
