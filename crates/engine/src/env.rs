//! What the engine is told from outside: the time, the limits, decisions, calendars. It looks for none of it itself.

use crate::limits::Limits;
use expr::{Evaluation, Variables};
use jiff::tz::TimeZone;
use lang::Message;

/// Everything from outside that a command may depend on.
#[derive(Clone, Copy)]
pub struct Env<'a> {
    /// The time, µs UTC.
    pub now: i64,
    /// The time zone in which local dates and cron expressions are read.
    pub zone: &'a TimeZone,
    /// The limits.
    pub limits: &'a Limits,
    /// How many cases have begun each other by messages and signals up to this command, without any of them waiting; 0
    /// for a command from outside, and of what was waited for. What the command causes in other cases inherits it, and
    /// a message or signal adds one.
    pub hops: u32,
    /// Makes decisions by id.
    pub decisions: &'a dyn Decisions,
    /// Computes due times on business calendars.
    pub calendars: &'a dyn Calendars,
}

/// Makes decisions (DMN) by id.
pub trait Decisions {
    /// The result of the decision `id`, with the reasons if it is null; `None` if there is no such decision.
    ///
    /// # Errors
    /// Why it could not be made, for a person.
    fn decide(
        &self,
        id: &str,
        inputs: &dyn Variables,
        env: &expr::Env,
    ) -> Option<Result<Evaluation, Message>>;
}

/// Computes due times on business calendars.
pub trait Calendars {
    /// The instant (µs UTC) that is `micros` of working time after `from` on the calendar `name`; `None` if there
    /// is no such calendar.
    fn after(&self, name: &str, from: i64, micros: i64) -> Option<i64>;
}

/// No decisions, no calendars.
#[derive(Debug, Clone, Copy, Default)]
pub struct Nothing;

impl Decisions for Nothing {
    fn decide(
        &self,
        _id: &str,
        _inputs: &dyn Variables,
        _env: &expr::Env,
    ) -> Option<Result<Evaluation, Message>> {
        None
    }
}

impl Calendars for Nothing {
    fn after(&self, _name: &str, _from: i64, _micros: i64) -> Option<i64> {
        None
    }
}
