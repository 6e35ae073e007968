//! Connectors: work that this program does itself. Each has typed input and output, with their JSON Schemas.
//!
//! A connector sees what its step says, and nothing else: the task headers, and over them the input mappings. What
//! it gives back are the step's results; with the header `resultVariable` they go into one variable of that name.

use schemars::{JsonSchema, Schema};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::future::Future;
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

/// Why the work was not done.
#[derive(Debug, Clone, PartialEq)]
pub enum Failure {
    /// It may work the next time.
    Again(String),
    /// It never will: an incident.
    Never(String),
    /// It is not time yet; this is no attempt. µs UTC.
    NotBefore(i64),
    /// What the workflow calls an error, to be caught by a boundary event.
    Error {
        /// The code.
        code: String,
        /// For people.
        message: String,
    },
}

/// How long to wait between attempts: doubled each time, up to a maximum.
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
    /// The pause in µs after so many attempts.
    pub fn pause(&self, attempts: u32) -> i64 {
        let doubled =
            self.first.saturating_mul(1_u32.checked_shl(attempts.saturating_sub(1)).unwrap_or(u32::MAX));
        i64::try_from(doubled.min(self.longest).as_micros()).unwrap_or(i64::MAX)
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

    fn run_json(&self, call: Call, input: Value) -> Running<'_> {
        Box::pin(async move {
            let input = serde_json::from_value(input).map_err(|error| Failure::Never(error.to_string()))?;
            let output = self.run(call, input).await?;
            serde_json::to_value(output).map_err(|error| Failure::Never(error.to_string()))
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

    #[test]
    fn pauses_double_up_to_the_longest() {
        let retry = Retry { first: Duration::from_secs(5), longest: Duration::from_secs(60) };
        let pauses: Vec<i64> = (1..=6).map(|attempts| retry.pause(attempts) / 1_000_000).collect();
        assert_eq!(pauses, [5, 10, 20, 40, 60, 60]);
        assert_eq!(retry.pause(u32::MAX), 60_000_000);
    }
}
