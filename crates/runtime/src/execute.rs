//! Carries out commands: one at a time for a case, in the order of their coming, each committed before its answer.

use crate::case::HotCase;
use crate::effects::consuming;
use crate::error::{Result, RuntimeError};
use crate::rows::{self, Outcome};
use crate::work::Work;
use crate::workflows::Workflow;
use crate::{Runtime, correlate, limits, messages};
use engine::command::Start;
use engine::{Command, Env, Event};
use std::sync::Arc;
use store::tables::cases::Case;
use store::tables::events::{self, EventRow};
use store::tables::outbox::{self, Effect};
use store::{StoreError, WriteSet};

/// What else is written in the transaction of a command.
#[derive(Debug, Clone, Default)]
pub(crate) struct Also {
    pub(crate) set: WriteSet,
    /// The effect that the set consumes.
    effect: Option<String>,
}

impl Also {
    /// The effect that the command carries out.
    pub(crate) fn consuming(effect: &Effect) -> Self {
        Self { set: consuming(effect), effect: Some(effect.id.clone()) }
    }
}

impl Runtime {
    /// Sends a command to a case and returns after its commit.
    ///
    /// # Errors
    /// There is no such case, the engine refuses the command, or the database fails.
    pub async fn send(&self, case: &str, command: Command) -> Result<()> {
        self.open_for_business()?;
        let (runtime, case) = (self.clone(), case.to_owned());
        // In a task of its own: a caller who goes away must not leave half of it.
        let work = tokio::spawn(async move { runtime.execute(&case, command, Also::default()).await });
        work.await.map_err(|_| RuntimeError::Store(StoreError::Closed))?
    }

    /// Carries out a command on a case.
    pub(crate) async fn execute(&self, id: &str, command: Command, also: Also) -> Result<()> {
        let decide = |case: &mut HotCase| self.decide(case, &command);
        self.change(id, decide, &command, &also).await
    }

    /// Changes a case by what `decide` makes of its state, again if another node was faster.
    pub(crate) async fn change(
        &self,
        id: &str,
        decide: impl Fn(&mut HotCase) -> Result<Vec<Event>>,
        command: &Command,
        also: &Also,
    ) -> Result<()> {
        let slot = self.inner.cases.slot(id);
        let mut place = slot.lock().await;
        for _ in 0..limits::CONFLICTS {
            // The place stays empty until all has gone well: who fails leaves nothing half done.
            let Some(mut case) = self.take(id, place.take()).await? else {
                return Err(RuntimeError::no_case(id));
            };
            let result = match decide(&mut case) {
                Ok(events) => self.commit(&mut case, command, &events, also).await,
                Err(error) => Err(error),
            };
            match result {
                Ok(outcome) => {
                    self.keep(&mut place, case);
                    self.after(outcome);
                    return Ok(());
                }
                Err(RuntimeError::Store(StoreError::Conflict)) => self.check_effect(also).await?,
                // A refused command leaves the state as it was. But was it the newest state?
                Err(error) if error.is_callers() => {
                    if events::last_sequence(&self.inner.db, id).await? == case.sequence {
                        self.keep(&mut place, case);
                        return Err(error);
                    }
                }
                Err(error) => return Err(error),
            }
        }
        Err(messages::BUSY.message().with("case", id).into())
    }

    async fn take(&self, id: &str, hot: Option<Box<HotCase>>) -> Result<Option<Box<HotCase>>> {
        if hot.is_some() {
            return Ok(hot);
        }
        let loaded = HotCase::load(&self.inner.db, &self.inner.workflows, id).await?;
        if loaded.is_none() {
            self.inner.cases.forget(id);
        }
        Ok(loaded.map(Box::new))
    }

    fn keep(&self, place: &mut Option<Box<HotCase>>, case: Box<HotCase>) {
        if case.state.is_active() {
            self.inner.cases.resize(&case);
            *place = Some(case);
        } else {
            self.inner.cases.forget(&case.row.id);
        }
    }

    fn decide(&self, case: &mut HotCase, command: &Command) -> Result<Vec<Event>> {
        Ok(engine::decide(&case.workflow.graph, &mut case.state, command, &self.env())?)
    }

    /// What the engine is told from outside.
    pub(crate) fn env(&self) -> Env<'_> {
        Env {
            now: self.inner.now(),
            zone: &self.inner.zone,
            limits: &self.inner.limits,
            decisions: &*self.inner.decisions,
            calendars: &*self.inner.calendars,
        }
    }

    /// Writes what happened, and everything that belongs to it, in one transaction.
    async fn commit(
        &self,
        case: &mut HotCase,
        command: &Command,
        events: &[Event],
        also: &Also,
    ) -> Result<Outcome> {
        let mut outcome = Outcome::new(WriteSet::new(case.row.shard));
        outcome.set.extend(&also.set);
        if !events.is_empty() {
            let text =
                serde_json::to_string(events).map_err(|error| RuntimeError::damaged(&case.row.id, error))?;
            case.sequence += 1;
            case.grow(events.len(), text.len());
            outcome.set.insert(EventRow {
                case_id: case.row.id.clone(),
                sequence: case.sequence,
                shard: case.row.shard,
                at: self.inner.now(),
                events: text,
            });
            rows::write(self, case, events, &mut outcome)?;
            if case.state.is_active()
                && let Some(snapshot) = case.snapshot(self.inner.now())?
            {
                outcome.set.put(snapshot);
            }
            correlate::look_into_buffer(self, case, command, &mut outcome).await?;
        }
        self.inner.db.commit(std::mem::take(&mut outcome.set)).await?;
        Ok(outcome)
    }

    /// Begins a case under this id, in the transaction of what else is to be written.
    pub(crate) async fn begin(
        &self,
        workflow: Arc<Workflow>,
        row: Case,
        start: Start,
        also: Also,
    ) -> Result<()> {
        let id = row.id.clone();
        let slot = self.inner.cases.slot(&id);
        let mut place = slot.lock().await;
        let command = Command::Start(start);
        let mut case = Box::new(HotCase::new(row, workflow));
        let result = match self.decide(&mut case, &command) {
            Ok(events) => self.commit(&mut case, &command, &events, &also).await,
            Err(error) => Err(error),
        };
        match result {
            Ok(outcome) => {
                self.keep(&mut place, case);
                self.after(outcome);
                Ok(())
            }
            Err(error) => {
                self.inner.cases.forget(&id);
                Err(error)
            }
        }
    }

    /// After a conflict: an error if the effect that is carried out was carried out by another node.
    async fn check_effect(&self, also: &Also) -> Result<()> {
        match &also.effect {
            Some(effect) if !outbox::is_open(&self.inner.db, effect).await? => {
                Err(StoreError::Conflict.into())
            }
            _ => Ok(()),
        }
    }

    /// Looks at a case as it is now.
    ///
    /// # Errors
    /// There is no such case.
    pub(crate) async fn look<T>(&self, id: &str, look: impl FnOnce(&HotCase) -> T) -> Result<T> {
        let slot = self.inner.cases.slot(id);
        let mut place = slot.lock().await;
        let hot = match place.take() {
            Some(hot) if events::last_sequence(&self.inner.db, id).await? == hot.sequence => Some(hot),
            _ => None,
        };
        let case = self.take(id, hot).await?.ok_or_else(|| RuntimeError::no_case(id))?;
        let seen = look(&case);
        self.keep(&mut place, case);
        Ok(seen)
    }

    /// Begins on this node what follows from a commit.
    pub(crate) fn after(&self, outcome: Outcome) {
        outcome.effects.into_iter().for_each(|effect| self.inner.queue.push(Work::Effect(effect)));
        outcome.jobs.into_iter().for_each(|job| self.inner.queue.push(Work::Job(job)));
        self.inner.timers.look_at(outcome.due);
    }
}
