//! How large expressions and decision models may be, what an evaluation may use, and what it may see.

use crate::messages as m;
use crate::value::Value;
use lang::Message;
use std::fmt;
use std::ops::Range;

/// What one evaluation may use at most. The defaults stop a runaway loop after about 0.1 s of CPU, and one of
/// the costliest operations after about a second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Nodes evaluated and items touched. More is `feel.too-many-steps`.
    pub steps: u64,
    /// Bytes of all strings, lists and contexts that are made on the way, counted when they are made and not
    /// given back. More is `feel.too-many-bytes`.
    pub bytes: u64,
    /// How deep evaluations may be nested: operators in operators, calls in calls. More is
    /// `feel.too-deep-evaluation`; the default needs less than 2 MiB of stack even without optimisation.
    pub depth: u32,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { steps: 2_000_000, bytes: 64 * 1024 * 1024, depth: 300 }
    }
}

/// Bytes of the text of an expression. More is `feel.too-long`.
pub const MAX_TEXT: usize = 256 * 1024;
/// How deep expressions may be nested in each other. More is `feel.too-deep`.
pub const MAX_NESTING: u32 = 60;
/// How many nodes may lie on the way from the root of an expression to a leaf: bounds long chains of operators
/// too. More is `feel.too-deep`.
pub const MAX_DEPTH: u32 = 250;
/// Words and signs of a name that is known without backticks. A longer one has to be written in backticks.
pub(crate) const MAX_NAME_WORDS: usize = 100;
/// How deep lists and contexts may be nested in a value that an expression makes. More is `feel.too-deep-value`.
pub const MAX_VALUE_NESTING: u32 = 100;
/// Warnings that an evaluation keeps. The first ones tell the cause; further ones are dropped.
pub(crate) const MAX_WARNINGS: usize = 20;
/// Bytes of a text that is read as a date, a time or a duration. A longer one is none: the value is null, with
/// a warning.
pub(crate) const MAX_TEMPORAL_TEXT: usize = 200;
/// Bytes of a regular expression. For more the value is null, with the warning `feel.too-long`.
pub(crate) const MAX_PATTERN: usize = 2_000;
/// Bytes of memory that a compiled regular expression may take. For more the value is null, with the warning
/// `feel.bad-pattern`.
pub(crate) const MAX_PATTERN_MEMORY: usize = 1 << 18;
/// How deep a regular expression may be nested. For more the value is null, with the warning `feel.bad-pattern`.
pub(crate) const MAX_PATTERN_NESTING: u32 = 50;
/// Compiled regular expressions that an evaluation keeps. Further ones are compiled at each use, which costs steps.
pub(crate) const MAX_PATTERNS_KEPT: usize = 16;

/// Bytes of a decision model. More is `feel.too-long`.
pub(crate) const MAX_DMN_BYTES: usize = 8 * 1024 * 1024;
/// XML nodes of a decision model. More is `dmn.too-many-elements`.
pub(crate) const MAX_DMN_ELEMENTS: u32 = 500_000;
/// Decisions, inputs, business knowledge models and services of a decision model. More is `dmn.too-many-parts`.
pub(crate) const MAX_DMN_PARTS: usize = 2_000;
/// Bytes of the decisions within the services of a decision model, counted once for each service. More is
/// `dmn.services-too-large`.
pub(crate) const MAX_DMN_SERVICE_BYTES: usize = 8 * 1024 * 1024;
/// How deep elements around a boxed expression may be nested. More is `feel.too-deep`.
pub(crate) const MAX_DMN_NESTING: usize = 50;
/// Rules times columns of a decision table. More is `dmn.too-many-cells`.
pub(crate) const MAX_DMN_CELLS: usize = 200_000;
/// Names of decisions that a message tells. Of further ones it tells how many there are.
pub(crate) const MAX_NAMES_TOLD: usize = 10;
/// How deep types of a decision model may refer to each other. What lies deeper may be anything, as in a type that
/// refers to itself.
pub(crate) const MAX_DMN_TYPE_DEPTH: u32 = 30;
/// Parts of all types of a decision model together, once they are written out. What is beyond may be anything.
pub(crate) const MAX_DMN_TYPE_PARTS: u32 = 20_000;

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
    /// [`Limits::depth`].
    Depth,
    /// [`MAX_VALUE_NESTING`].
    Nesting,
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
            Limit::Nesting => m::TOO_DEEP_VALUE.message().with("limit", MAX_VALUE_NESTING),
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
