//! Timers that are due: those of cases, and those that begin cases.

use crate::effects::Origin;
use crate::error::{Result, RuntimeError};
use crate::execute::Also;
use crate::rows::Outcome;
use crate::starts::Repetition;
use crate::{Runtime, effects::Todo};
use engine::{Command, Key};
use store::tables::subscriptions::{self, StartSubscription};
use store::tables::timers::Timer;
use store::{WriteSet, shard};

impl Runtime {
    /// Fires a timer of a case that this node has taken.
    pub(crate) async fn fire(&self, timer: Timer) {
        let key = Key(u64::try_from(timer.key).unwrap_or(0));
        let result = match self.execute(&timer.case_id, Command::FireTimer { key }, Also::default()).await {
            // Nobody waits for it any more.
            Err(error) if error.is_gone() => self.forget_timer(&timer).await,
            result => result,
        };
        if let Err(error) = result {
            tracing::warn!(case = timer.case_id, %error, "a timer could not be fired; it will be tried again");
        }
    }

    async fn forget_timer(&self, timer: &Timer) -> Result<()> {
        let mut set = WriteSet::new(timer.shard);
        set.delete2::<Timer>(timer.case_id.clone(), timer.key);
        Ok(self.inner.db.commit(set).await?)
    }

    /// Begins a case by a start timer that this node has taken.
    pub(crate) async fn fire_start(&self, start: StartSubscription) {
        if let Err(error) = self.try_fire_start(&start).await {
            tracing::warn!(workflow = start.workflow_id, %error, "a start timer could not be fired; it will be tried again");
        }
    }

    /// In one transaction: the timer goes on to its next time, and the case is to be begun.
    async fn try_fire_start(&self, start: &StartSubscription) -> Result<()> {
        let now = self.inner.now();
        let repetition: Repetition = serde_json::from_str(&start.payload)
            .map_err(|error| RuntimeError::damaged(&start.workflow_id, error))?;
        let due = repetition.due.unwrap_or(now);
        let mut tx = self.inner.db.begin().await?;
        let current = subscriptions::lock_start(&mut tx, &start.workflow_id, &start.element).await?;
        if current.as_ref() != Some(start) {
            // Another version was deployed, or another node has it by now.
            return Ok(());
        }
        let mut outcome = Outcome::new(WriteSet::new(shard(&start.workflow_id)));
        match repetition.next(due, now, &self.inner.zone) {
            Some((due, next)) => {
                let payload = serde_json::to_string(&next).unwrap_or_default();
                let row =
                    StartSubscription { payload, available_at: Some(due), owner: None, ..start.clone() };
                outcome.set.put(row);
            }
            None => {
                outcome.set.delete2::<StartSubscription>(start.workflow_id.clone(), start.element.clone())
            }
        }
        let todo = Todo::Start {
            workflow: start.workflow_id.clone(),
            element: start.element.clone(),
            message: None,
            start_key: None,
            variables: expr::Context::new(),
        };
        outcome.follow(self, &Origin { case: None, shard: shard(&start.workflow_id), hops: 0 }, &todo)?;
        tx.add(&outcome.set).await?;
        tx.commit().await?;
        self.after(outcome);
        Ok(())
    }
}
