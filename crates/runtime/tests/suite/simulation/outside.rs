//! The world outside: it is told to do something by connectors, and knows a repetition by its idempotency key.

use runtime::{Call, Connector, Failure};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::oneshot;

/// The type of the jobs that connectors do.
pub const EFFECT: &str = "sim.effect";

/// A connector that does what the simulation says, when the simulation says.
#[derive(Debug, Clone, Default)]
pub struct Outside {
    inner: Arc<Mutex<Inner>>,
}

#[derive(Debug, Default)]
struct Inner {
    calls: Vec<Pending>,
    /// What was done, by its idempotency key: for which case and step.
    done: BTreeMap<String, (String, String)>,
}

/// Somebody waits for an answer.
#[derive(Debug)]
struct Pending {
    call: Call,
    answer: oneshot::Sender<Result<Answer, Failure>>,
}

#[derive(Debug, serde::Deserialize, schemars::JsonSchema)]
pub struct Nothing {}

#[derive(Debug, serde::Serialize, schemars::JsonSchema)]
pub struct Answer {}

impl Outside {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many calls wait.
    pub fn waiting(&self) -> usize {
        self.inner().calls.len()
    }

    /// Answers the call at this place; the effect happens, or not. Which call it was.
    ///
    /// # Errors
    /// The idempotency key was used for something else before.
    pub fn answer(&self, at: usize, happens: bool, answer: Result<(), Failure>) -> Result<String, String> {
        let mut inner = self.inner();
        let pending = inner.calls.remove(at);
        let Call { idempotency_key, case, element, .. } = pending.call;
        let what = (case, element);
        if happens {
            let known = inner.done.entry(idempotency_key.clone()).or_insert_with(|| what.clone());
            if *known != what {
                return Err(format!("{idempotency_key} is the key of {known:?} and of {what:?}"));
            }
        }
        // A node that has died does not hear it.
        let _ = pending.answer.send(answer.map(|()| Answer {}));
        Ok(idempotency_key)
    }

    /// Whether it was done.
    pub fn has_done(&self, key: &str) -> bool {
        self.inner().done.contains_key(key)
    }

    /// How many different effects there were.
    pub fn effects(&self) -> usize {
        self.inner().done.len()
    }
}

impl Connector for Outside {
    type Input = Nothing;
    type Output = Answer;
    const KIND: &'static str = EFFECT;

    async fn run(&self, call: Call, _input: Nothing) -> Result<Answer, Failure> {
        let (answer, answered) = oneshot::channel();
        self.inner().calls.push(Pending { call, answer });
        answered.await.unwrap_or_else(|_| Err(Failure::again("no answer")))
    }
}
