//! What an evaluation may use, and what it may see.

use crate::messages as m;
use crate::value::Value;
use lang::Message;
use std::fmt;
use std::ops::Range;

/// What one evaluation may use at most. The defaults stop a runaway loop after about 0.1 s of CPU, and one of
/// the costliest operations after about a second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Nodes evaluated and items touched. Default: 2,000,000.
    pub steps: u64,
    /// Bytes of all strings, lists and contexts that are made on the way, counted when they are made and not
    /// given back. Default: 64 MiB.
    pub bytes: u64,
    /// How deep evaluations may be nested: operators in operators, calls in calls. Default: 300, which needs
    /// less than 2 MiB of stack even without optimisation.
    pub depth: u32,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { steps: 2_000_000, bytes: 64 * 1024 * 1024, depth: 300 }
    }
}

/// How deep lists and contexts may be nested in a value that an expression makes.
pub const MAX_VALUE_NESTING: u32 = 100;

/// The surroundings of an evaluation: all that it can know beside its variables.
#[derive(Debug, Clone, Copy)]
pub struct Env<'a> {
    /// The present moment in microseconds since 1970-01-01T00:00:00Z, for `now()` and `today()`.
    pub now: i64,
    /// The zone in which `now()` and `today()` are read.
    pub zone: &'a jiff::tz::TimeZone,
    /// What the evaluation may use.
    pub limits: Limits,
}

/// Where an expression finds its variables.
pub trait Variables {
    /// The value of the variable `name`; `None` if there is no such variable.
    fn get(&self, name: &str) -> Option<Value>;
}

impl Variables for () {
    fn get(&self, _: &str) -> Option<Value> {
        None
    }
}

impl Variables for crate::Context {
    fn get(&self, name: &str) -> Option<Value> {
        crate::Context::get(self, name).cloned()
    }
}

impl<T: Variables + ?Sized> Variables for &T {
    fn get(&self, name: &str) -> Option<Value> {
        (**self).get(name)
    }
}

/// A limit of [`Limits`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// [`Limits::steps`].
    Steps,
    /// [`Limits::bytes`].
    Bytes,
    /// [`Limits::depth`], or [`MAX_VALUE_NESTING`].
    Depth,
}

/// An evaluation was stopped because it reached a limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitExceeded {
    /// The limit.
    pub limit: Limit,
    /// Where in the text it was reached, in bytes.
    pub span: Range<usize>,
    /// For people.
    pub message: Message,
}

impl LimitExceeded {
    pub(crate) fn new(limit: Limit, limits: &Limits, span: Range<usize>) -> LimitExceeded {
        let message = match limit {
            Limit::Steps => m::TOO_MANY_STEPS.message().with("limit", limits.steps),
            Limit::Bytes => m::TOO_MANY_BYTES.message().with("limit", limits.bytes),
            Limit::Depth => m::TOO_DEEP_EVALUATION.message().with("limit", limits.depth),
        };
        LimitExceeded { limit, span, message }
    }
}

impl fmt::Display for LimitExceeded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message.fmt(f)
    }
}

impl std::error::Error for LimitExceeded {}
