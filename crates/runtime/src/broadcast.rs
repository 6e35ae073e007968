//! Signals: to every case that waits for them, and to every workflow that they start.

use crate::correlate::engine_key;
use crate::effects::{Done, Origin, Todo, consuming, hops};
use crate::error::Result;
use crate::given::check_text;
use crate::rows::Outcome;
use crate::{Runtime, limits, messages};
use engine::check_variables;
use expr::Context;
use store::tables::outbox::Effect;
use store::tables::subscriptions;
use store::{WriteSet, shard};

impl Runtime {
    /// Broadcasts a signal and returns after its commit; those that wait for it get it after that.
    ///
    /// # Errors
    /// Its name is too long or cannot be stored, or its variables are too large.
    pub async fn broadcast(&self, name: &str, variables: Context) -> Result<()> {
        self.open_for_business()?;
        check_text(&messages::A_NAME, name)?;
        check_variables(&variables, &self.inner.limits)?;
        let (runtime, name) = (self.clone(), name.to_owned());
        self.whole(move || async move { runtime.broadcast_from_outside(name, variables).await }).await
    }

    async fn broadcast_from_outside(&self, name: String, variables: Context) -> Result<()> {
        let shard = shard(&name);
        let mut outcome = Outcome::new(WriteSet::new(shard));
        let todo = Todo::Broadcast { from: None, name, variables, after: None };
        outcome.follow(self, &Origin { case: None, shard, hops: 0 }, &todo)?;
        self.inner.db.commit(std::mem::take(&mut outcome.set)).await?;
        self.after(outcome);
        Ok(())
    }
}

/// Sends the signal to a page of those that wait, and leaves the next page to another effect. The case that threw it
/// heard it in the command that threw it.
pub(crate) async fn broadcast(
    runtime: &Runtime,
    effect: &Effect,
    from: Option<String>,
    name: String,
    variables: Context,
    after: Option<(String, i64)>,
) -> Result<Done> {
    let origin = Origin { case: None, shard: effect.shard, hops: hops(effect) };
    let mut outcome = Outcome::new(consuming(effect));
    let (case, key) = after.unwrap_or_default();
    let mut tx = runtime.inner.db.begin().await?;
    let most = page_of(serde_json::to_string(&variables).map_or(0, |text| text.len()));
    let page = subscriptions::for_signal(&mut tx, &name, (&case, key), most).await?;
    let last = page.last().map(|last| (last.case_id.clone(), last.key));
    let is_last = (page.len() as i64) < most;
    for waiting in page.into_iter().filter(|waiting| Some(&waiting.case_id) != from.as_ref()) {
        let (case, key, variables) = (waiting.case_id, engine_key(waiting.key), variables.clone());
        outcome.follow(runtime, &origin, &Todo::Signal { case, key, variables })?;
    }
    if is_last {
        for start in subscriptions::starts(&mut tx, "signal", &name).await? {
            let (workflow, element, variables) = (start.workflow_id, start.element, variables.clone());
            let todo = Todo::Start { workflow, element, message: None, start_key: None, variables };
            outcome.follow(runtime, &origin, &todo)?;
        }
    } else {
        outcome.follow(runtime, &origin, &Todo::Broadcast { from, name, variables, after: last })?;
    }
    tx.add(&outcome.set).await?;
    tx.commit().await?;
    runtime.after(outcome);
    Ok(Done::Yes)
}

/// How many get a signal of so many bytes at once: each gets them in an effect of its own.
fn page_of(bytes: usize) -> i64 {
    let fitting = limits::SIGNAL_PAGE_BYTES / bytes.max(1);
    i64::try_from(fitting).unwrap_or(limits::BATCH).clamp(1, limits::BATCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_larger_a_signal_the_fewer_get_it_at_once() {
        assert_eq!([0, 100, 1 << 20, 1 << 30].map(page_of), [limits::BATCH, limits::BATCH, 32, 1]);
    }
}
