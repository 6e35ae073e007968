//! Carries out commands: one at a time for a case, in the order of their coming, each committed before its answer.
//!
//! The next command of a case is decided on the new state while the commit of the one before is on its way, so that
//! commands of one case share a transaction. Their write sets are a chain: they are written in order, and if one is
//! not, those after it are not either; the state in memory is thrown away then, and each is decided anew. What is only
//! seen (a refusal, a look) is told when what it was seen on is committed.

use crate::case::HotCase;
use crate::effects::{consuming, hops};
use crate::error::{Result, RuntimeError};
use crate::rows::{self, Outcome};
use crate::work::Work;
use crate::workflows::Workflow;
use crate::{Runtime, correlate, limits};
use engine::command::Start;
use engine::{Command, Env, Event};
use std::sync::Arc;
use store::tables::cases::Case;
use store::tables::events::{self, EventRow};
use store::tables::outbox::{self, Effect};
use store::{Chain, Commit, StoreError, WriteSet};

/// What else is written in the transaction of a command.
#[derive(Debug, Clone, Default)]
pub(crate) struct Also {
    pub(crate) set: WriteSet,
    /// The effect that the set consumes.
    effect: Option<String>,
    /// How many cases have begun each other up to the command.
    hops: u32,
}

impl Also {
    /// The effect that the command carries out.
    pub(crate) fn consuming(effect: &Effect) -> Self {
        Self { set: consuming(effect), effect: Some(effect.id.clone()), hops: hops(effect) }
    }
}

/// A command that was decided.
#[derive(Debug)]
struct Step {
    outcome: Outcome,
    way: Way,
    /// Whether the case has ended by it.
    is_last: bool,
}

/// How what was decided becomes durable.
#[derive(Debug)]
enum Way {
    Commit(Commit),
    /// There is nothing to write; but what it was decided on may be on its way.
    Nothing(Option<(Arc<Chain>, u64)>),
}

impl Runtime {
    /// Sends a command to a case and returns after its commit.
    ///
    /// # Errors
    /// There is no such case, the engine refuses the command, or the database fails.
    pub async fn send(&self, case: &str, command: Command) -> Result<()> {
        let (runtime, case) = (self.clone(), case.to_owned());
        self.whole(move || async move { runtime.execute(&case, command, Also::default()).await }).await
    }

    /// Carries out a command on a case.
    pub(crate) async fn execute(&self, id: &str, command: Command, also: Also) -> Result<()> {
        let decide = |case: &mut HotCase| self.decide(case, &command, also.hops);
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
            let events = match decide(&mut case) {
                Ok(events) => events,
                Err(error) if error.is_callers() => {
                    // A refused command leaves the state as it was. But was it the newest state?
                    if let Some((chain, position)) = case.pending() {
                        self.keep(&mut place, case);
                        drop(place);
                        if self.inner.db.committed(&chain, position).await.is_ok() {
                            return Err(error);
                        }
                        place = slot.lock().await;
                    } else if events::last_sequence(&self.inner.db, id).await? == case.sequence {
                        self.keep(&mut place, case);
                        return Err(error);
                    }
                    continue;
                }
                Err(error) => return Err(error),
            };
            // Without a row of the event log a commit does not show that the state was the newest.
            let is_alone = case.is_careful() || events.is_empty();
            let step = self.submit(&mut case, command, &events, also).await?;
            self.keep(&mut place, case);
            let alone = is_alone.then_some(place);
            match self.finish(id, step).await {
                Err(RuntimeError::Store(StoreError::Conflict)) => self.check_effect(also).await?,
                result => return result,
            }
            place = match alone {
                Some(place) => place,
                None => slot.lock().await,
            };
        }
        Err(RuntimeError::busy(id))
    }

    async fn take(&self, id: &str, hot: Option<Box<HotCase>>) -> Result<Option<Box<HotCase>>> {
        let is_broken = match hot {
            Some(hot) if !hot.chain.is_broken() => return Ok(Some(hot)),
            hot => hot.is_some(),
        };
        let Some(mut case) = HotCase::load(&self.inner.db, &self.inner.workflows, id).await? else {
            self.inner.cases.forget(id);
            return Ok(None);
        };
        if is_broken {
            case.be_careful();
        }
        Ok(Some(Box::new(case)))
    }

    fn keep(&self, place: &mut Option<Box<HotCase>>, case: Box<HotCase>) {
        if case.state.is_active() || case.pending().is_some() {
            self.inner.cases.resize(&case);
            *place = Some(case);
        } else {
            self.inner.cases.forget(&case.row.id);
        }
    }

    fn decide(&self, case: &mut HotCase, command: &Command, hops: u32) -> Result<Vec<Event>> {
        let env = Env { hops, ..self.env() };
        Ok(engine::decide(&case.workflow.graph, &mut case.state, command, &env)?)
    }

    /// What the engine is told from outside, for a command from outside.
    pub(crate) fn env(&self) -> Env<'_> {
        Env {
            now: self.inner.now(),
            zone: &self.inner.zone,
            limits: &self.inner.limits,
            hops: 0,
            decisions: &*self.inner.decisions,
            calendars: &*self.inner.calendars,
        }
    }

    /// Hands over what happened, and everything that belongs to it, to be written in one transaction.
    async fn submit(
        &self,
        case: &mut HotCase,
        command: &Command,
        events: &[Event],
        also: &Also,
    ) -> Result<Step> {
        let mut outcome = Outcome::new(WriteSet::new(case.row.shard));
        outcome.set.extend(&also.set);
        if !events.is_empty() {
            let text =
                serde_json::to_string(events).map_err(|error| RuntimeError::damaged(&case.row.id, error))?;
            case.sequence += 1;
            case.know(self.inner.now());
            case.grow(events.len(), text.len());
            outcome.set.insert(EventRow {
                case_id: case.row.id.clone(),
                sequence: case.sequence,
                shard: case.row.shard,
                at: self.inner.now(),
                events: text,
            });
            rows::write(self, case, events, also.hops, &mut outcome)?;
            if case.state.is_active()
                && let Some(snapshot) = case.snapshot(self.inner.now())?
            {
                outcome.set.put(snapshot);
            }
            correlate::look_into_buffer(self, case, command, &mut outcome).await?;
        }
        let set = std::mem::take(&mut outcome.set);
        let way = if set.is_empty() {
            Way::Nothing(case.pending())
        } else {
            Way::Commit(self.inner.db.submit(set, &case.chain).await?)
        };
        Ok(Step { outcome, way, is_last: !case.state.is_active() })
    }

    /// Waits for the commit, and begins what follows from it.
    async fn finish(&self, id: &str, step: Step) -> Result<()> {
        match step.way {
            Way::Commit(commit) => commit.done().await?,
            Way::Nothing(Some((chain, position))) => self.inner.db.committed(&chain, position).await?,
            Way::Nothing(None) => {}
        }
        if step.is_last {
            self.inner.cases.forget(id);
        }
        let mut outcome = step.outcome;
        for wanted in std::mem::take(&mut outcome.wanted) {
            if let Err(error) = wanted.look_again(self).await {
                tracing::warn!(case = id, %error, "the message buffer could not be looked at again");
            }
        }
        self.after(outcome);
        Ok(())
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
        let result = self.try_begin(workflow, row, start, also).await;
        if result.is_err() {
            self.inner.cases.forget(&id);
        }
        result
    }

    async fn try_begin(&self, workflow: Arc<Workflow>, row: Case, start: Start, also: Also) -> Result<()> {
        let id = row.id.clone();
        let slot = self.inner.cases.slot(&id);
        let mut place = slot.lock().await;
        let command = Command::Start(start);
        let mut case = Box::new(HotCase::new(row, workflow));
        let events = self.decide(&mut case, &command, also.hops)?;
        let step = self.submit(&mut case, &command, &events, &also).await?;
        self.keep(&mut place, case);
        drop(place);
        self.finish(&id, step).await
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

    /// Looks at a case as it is now; again if what was seen was not committed.
    ///
    /// # Errors
    /// There is no such case.
    pub(crate) async fn look<T>(&self, id: &str, look: impl Fn(&HotCase) -> T) -> Result<T> {
        self.look_within(id, 0, look).await
    }

    /// Looks at a case as it is now, or was less than `within` µs ago: without asking the database.
    ///
    /// # Errors
    /// There is no such case.
    pub(crate) async fn look_within<T>(
        &self,
        id: &str,
        within: i64,
        look: impl Fn(&HotCase) -> T,
    ) -> Result<T> {
        let slot = self.inner.cases.slot(id);
        for _ in 0..limits::CONFLICTS {
            let mut place = slot.lock().await;
            let hot = match place.take() {
                Some(hot) if hot.is_known(self.inner.now(), within) => Some(hot),
                Some(hot) if events::last_sequence(&self.inner.db, id).await? == hot.sequence => Some(hot),
                _ => None,
            };
            let case = self.take(id, hot).await?.ok_or_else(|| RuntimeError::no_case(id))?;
            let (seen, pending) = (look(&case), case.pending());
            self.keep(&mut place, case);
            drop(place);
            match pending {
                None => return Ok(seen),
                Some((chain, position)) if self.inner.db.committed(&chain, position).await.is_ok() => {
                    return Ok(seen);
                }
                Some(_) => {}
            }
        }
        Err(RuntimeError::busy(id))
    }

    /// Begins on this node what follows from a commit.
    pub(crate) fn after(&self, outcome: Outcome) {
        outcome.effects.into_iter().for_each(|effect| self.inner.queue.push(Work::Effect(effect)));
        outcome.jobs.into_iter().for_each(|job| self.inner.queue.push(Work::Job(job)));
    }
}
