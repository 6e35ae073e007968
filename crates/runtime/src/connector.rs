//! Connectors: work that this program does itself. Each has typed input and output, with their JSON Schemas.
//!
//! A connector sees what its step says, and nothing else: the task headers, and over them the input mappings. What
//! it gives back are the step's results; with the header `resultVariable` they go into one variable of that name.

use crate::connectors::{explain, limits};
use crate::messages::connectors as messages;
use engine::Said;
use lang::Text;
use schemars::{JsonSchema, Schema};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::future::Future;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

/// A kind of work that this program does itself.
pub trait Connector: Debug + Send + Sync + 'static {
    /// What it needs.
    type Input: DeserializeOwned + JsonSchema + Send;
    /// What it gives back.
    type Output: Serialize + JsonSchema + Send;

    /// The type of the jobs that it does, as in `http.request`.
    const KIND: &'static str;

    /// How long one attempt may take.
    fn timeout(&self) -> Duration {
        Duration::from_secs(30)
    }

    /// How long to wait before the next attempt.
    fn retry(&self) -> Retry {
        Retry::default()
    }

    /// How it can fail, beside what can happen to every connector ([`COMMON_FAILURES`]).
    fn failures(&self) -> &'static [&'static Text] {
        &[]
    }

    /// Does the work once. It may be called again with the same idempotency key, when nobody knows whether it has
    /// succeeded.
    fn run(
        &self,
        call: Call,
        input: Self::Input,
    ) -> impl Future<Output = Result<Self::Output, Failure>> + Send;
}

/// Which work it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The same for every attempt at this job, and for no other.
    pub idempotency_key: String,
    /// The case.
    pub case: String,
    /// The step.
    pub element: String,
    /// When the job was made, µs UTC.
    pub created_at: i64,
    /// The time, µs UTC.
    pub now: i64,
}

/// How every connector can fail.
pub static COMMON_FAILURES: &[&Text] = &[
    &messages::INPUT_MISSING,
    &messages::INPUT_TYPE,
    &messages::INPUT_CHOICE,
    &messages::INPUT_UNREADABLE,
    &messages::OUTPUT_UNREADABLE,
    &messages::TIMED_OUT,
];

/// Why the work was not done. What a connector says itself is a [`lang::Message`]; what another program says stays in
/// its own words.
#[derive(Debug, Clone, PartialEq)]
pub enum Failure {
    /// It may work the next time.
    Again(Said),
    /// It may work, but not before so long from now: so says whoever was asked.
    Later(Said, Duration),
    /// It never will: an incident.
    Never(Said),
    /// It is not time yet; this is no attempt. µs UTC.
    NotBefore(i64),
    /// What the workflow calls an error, to be caught by a boundary event.
    Error {
        /// The code.
        code: String,
        /// For people.
        message: Said,
    },
}

impl Failure {
    /// It may work the next time.
    pub fn again(why: impl Into<Said>) -> Self {
        Self::Again(why.into())
    }

    /// It never will: an incident.
    pub fn never(why: impl Into<Said>) -> Self {
        Self::Never(why.into())
    }

    /// There was no answer in time; there may be one the next time.
    pub(crate) fn timed_out(limit: Duration) -> Self {
        Self::again(messages::TIMED_OUT.message().with("seconds", limit.as_secs()))
    }
}

/// The beginning of what another program says or a workflow gives, to be quoted.
pub(crate) fn quoted(text: &str) -> String {
    match text.char_indices().nth(limits::QUOTED) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// How long to wait between attempts: doubled each time, up to a maximum, and up to a fifth longer, so that jobs that
/// failed together do not come back together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retry {
    /// After the first attempt.
    pub first: Duration,
    /// At most.
    pub longest: Duration,
}

impl Default for Retry {
    fn default() -> Self {
        Self { first: Duration::from_secs(5), longest: Duration::from_secs(600) }
    }
}

impl Retry {
    /// The pause in µs after so many attempts at the job with this idempotency key, not shorter than `at_least`, as
    /// far as [`limits::RETRY_AFTER`] allows. The same for the same job and attempt.
    pub fn pause(&self, attempts: u32, at_least: Duration, key: &str) -> i64 {
        let doubled =
            self.first.saturating_mul(1_u32.checked_shl(attempts.saturating_sub(1)).unwrap_or(u32::MAX));
        let pause = doubled.min(self.longest).max(at_least.min(limits::RETRY_AFTER));
        let mut hasher = DefaultHasher::new();
        (key, attempts).hash(&mut hasher);
        let thousandth = u32::try_from(hasher.finish() % 1_001).unwrap_or(0);
        let jitter = pause.saturating_mul(limits::JITTER) / 100 * thousandth / 1_000;
        i64::try_from(pause.saturating_add(jitter).as_micros()).unwrap_or(i64::MAX)
    }
}

type Running<'a> = Pin<Box<dyn Future<Output = Result<Value, Failure>> + Send + 'a>>;

/// A connector whose types are not known any more.
pub trait AnyConnector: Debug + Send + Sync {
    /// The type of the jobs that it does.
    fn kind(&self) -> &'static str;
    /// The schema of what it needs.
    fn input_schema(&self) -> Schema;
    /// The schema of what it gives back.
    fn output_schema(&self) -> Schema;
    /// How long one attempt may take.
    fn timeout(&self) -> Duration;
    /// How long to wait before the next attempt.
    fn retry(&self) -> Retry;
    /// How it can fail, beside what can happen to every connector ([`COMMON_FAILURES`]).
    fn failures(&self) -> &'static [&'static Text];
    /// Does the work once.
    fn run_json(&self, call: Call, input: Value) -> Running<'_>;

    /// How long a node has a job before another may take it over, µs.
    fn lease(&self) -> i64 {
        i64::try_from(self.timeout().as_micros()).unwrap_or(i64::MAX / 2).saturating_add(crate::limits::LEASE)
    }
}

impl<C: Connector> AnyConnector for C {
    fn kind(&self) -> &'static str {
        C::KIND
    }

    fn input_schema(&self) -> Schema {
        schemars::schema_for!(C::Input)
    }

    fn output_schema(&self) -> Schema {
        schemars::schema_for!(C::Output)
    }

    fn timeout(&self) -> Duration {
        Connector::timeout(self)
    }

    fn retry(&self) -> Retry {
        Connector::retry(self)
    }

    fn failures(&self) -> &'static [&'static Text] {
        Connector::failures(self)
    }

    fn run_json(&self, call: Call, input: Value) -> Running<'_> {
        Box::pin(async move {
            let input = match C::Input::deserialize(&input) {
                Ok(input) => input,
                Err(error) => return Err(Failure::never(explain(&self.input_schema(), &input, &error))),
            };
            let output = self.run(call, input).await?;
            serde_json::to_value(output).map_err(|error| {
                let reason = quoted(&error.to_string());
                Failure::never(messages::OUTPUT_UNREADABLE.message().with("reason", reason))
            })
        })
    }
}

/// The connectors of a node, by the type of their jobs.
#[derive(Debug, Clone, Default)]
pub struct Connectors {
    all: BTreeMap<&'static str, Arc<dyn AnyConnector>>,
}

impl Connectors {
    /// No connectors: all jobs wait for workers from outside.
    pub fn none() -> Self {
        Self::default()
    }

    /// Adds a connector, in place of one for the same type.
    #[must_use]
    pub fn with(mut self, connector: impl Connector) -> Self {
        self.all.insert(connector.kind(), Arc::new(connector));
        self
    }

    /// The connector for this type of jobs.
    pub fn get(&self, kind: &str) -> Option<&Arc<dyn AnyConnector>> {
        self.all.get(kind)
    }

    /// All connectors, in the order of their types.
    pub fn all(&self) -> impl Iterator<Item = &Arc<dyn AnyConnector>> {
        self.all.values()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pause in seconds, without its jitter.
    fn pauses(retry: Retry, at_least: u64) -> impl Fn(u32) -> i64 {
        move |attempts| {
            let pause = |key: u32| retry.pause(attempts, Duration::from_secs(at_least), &key.to_string());
            let all: Vec<i64> = (0..500).map(pause).collect();
            let (least, most) = (all.iter().min().unwrap(), all.iter().max().unwrap());
            let seconds = least / 1_000_000;
            assert!(*most <= seconds * 1_200_000, "a fifth more at most: {most}");
            assert!(*most > seconds * 1_150_000, "spread: {most}");
            assert_eq!(all, (0..500).map(pause).collect::<Vec<_>>(), "the same for the same attempt");
            seconds
        }
    }

    #[test]
    fn pauses_double_up_to_the_longest_and_are_spread() {
        let retry = Retry { first: Duration::from_secs(5), longest: Duration::from_secs(60) };
        let pauses = pauses(retry, 0);
        assert_eq!((1..=6).map(&pauses).collect::<Vec<_>>(), [5, 10, 20, 40, 60, 60]);
        assert_eq!(pauses(u32::MAX), 60);
    }

    #[test]
    fn what_a_server_asks_for_is_waited_within_a_limit() {
        let retry = Retry { first: Duration::from_secs(5), longest: Duration::from_secs(60) };
        assert_eq!((1..=6).map(pauses(retry, 30)).collect::<Vec<_>>(), [30, 30, 30, 40, 60, 60]);
        assert_eq!(pauses(retry, 120)(6), 120, "longer than its own longest pause");
        assert_eq!(pauses(retry, 1_000_000)(1), 3_600);
        assert_eq!(pauses(retry, u64::MAX)(1), 3_600);
    }
}
