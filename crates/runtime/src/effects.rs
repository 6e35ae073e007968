//! What follows from a case's events for others, as durable rows: carried out after the commit, each once.
//!
//! An effect changes only this database, so its row is consumed in the transaction of what it does: a node that
//! dies before leaves it to another, a node that comes too late fails with a conflict.

use crate::correlate::{self, Message};
use crate::error::{Result, RuntimeError};
use crate::execute::Also;
use crate::{Runtime, broadcast, calls, limits};
use engine::{Command, Key};
use expr::Context;
use serde::{Deserialize, Serialize};
use store::tables::outbox::{self, Effect};
use store::{StoreError, WriteSet};

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "do")]
pub(crate) enum Todo {
    /// A message of a case is published.
    Publish {
        name: String,
        key: String,
        #[serde(default)]
        ttl: i64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        id: Option<String>,
        variables: Context,
    },
    /// A kept message is offered to those that came meanwhile.
    Match { message: String },
    /// A case that begins to wait takes a kept message.
    Take { workflow: String, case: String, key: Key, name: String, correlation: String },
    /// A message goes to a case that waits for it.
    Deliver { message: Option<String>, workflow: String, case: String, key: Key, variables: Context },
    /// A signal goes to all that wait for it, page by page, but for the case that threw it and has heard it.
    Broadcast {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<String>,
        name: String,
        variables: Context,
        after: Option<(String, i64)>,
    },
    /// A signal goes to a case that waits for it.
    Signal { case: String, key: Key, variables: Context },
    /// A message or signal begins a case.
    Start {
        workflow: String,
        element: String,
        message: Option<String>,
        start_key: Option<String>,
        variables: Context,
    },
    /// A case that a message began has ended: the next message with its key may begin one.
    NextStart { workflow: String, key: String },
    /// A case calls another workflow.
    Call { case: String, key: Key, process: String, variables: Context },
    /// A called case is not needed any more.
    CancelCall { case: String, key: Key },
    /// A case is told something: by a case that it called, or to go on.
    Tell { case: String, command: Command },
}

/// How carrying out an effect went, if not wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Done {
    /// It is done, and its row consumed.
    Yes,
    /// It must wait for another effect.
    NotYet,
}

impl Todo {
    /// The word by which the effect is known in lists.
    fn kind(&self) -> &'static str {
        match self {
            Todo::Publish { .. } => "message.publish",
            Todo::Match { .. } => "message.match",
            Todo::Take { .. } => "message.take",
            Todo::Deliver { .. } => "message.deliver",
            Todo::Broadcast { .. } => "signal.broadcast",
            Todo::Signal { .. } => "signal.deliver",
            Todo::Start { .. } => "case.start",
            Todo::NextStart { .. } => "case.start-next",
            Todo::Call { .. } => "call.start",
            Todo::CancelCall { .. } => "call.cancel",
            Todo::Tell { .. } => "case.tell",
        }
    }

    /// The case that it is for, if it is for a certain one.
    pub(crate) fn addressee(&self) -> Option<&str> {
        match self {
            Todo::Take { case, .. }
            | Todo::Deliver { case, .. }
            | Todo::Signal { case, .. }
            | Todo::Call { case, .. }
            | Todo::CancelCall { case, .. }
            | Todo::Tell { case, .. } => Some(case),
            Todo::Publish { .. }
            | Todo::Match { .. }
            | Todo::Broadcast { .. }
            | Todo::Start { .. }
            | Todo::NextStart { .. } => None,
        }
    }

    /// Whether it is for somebody who has waited, or something that was kept: what is counted begins anew with it.
    fn is_waited_for(&self) -> bool {
        match self {
            Todo::Match { .. }
            | Todo::Take { .. }
            | Todo::Deliver { .. }
            | Todo::Signal { .. }
            | Todo::NextStart { .. } => true,
            Todo::Publish { .. }
            | Todo::Broadcast { .. }
            | Todo::Start { .. }
            | Todo::Call { .. }
            | Todo::CancelCall { .. }
            | Todo::Tell { .. } => false,
        }
    }
}

/// Where an effect comes from, and what it inherits.
#[derive(Debug, Clone)]
pub(crate) struct Origin<'a> {
    /// The case, if there is one.
    pub(crate) case: Option<&'a str>,
    /// Its hash, or that of whatever the effect belongs to.
    pub(crate) shard: i64,
    /// How many cases have begun each other up to the effect.
    pub(crate) hops: u32,
}

impl Runtime {
    /// The row of an effect. It is this node's from the start if this node has room to carry it out at once.
    pub(crate) fn effect(&self, origin: &Origin<'_>, todo: &Todo) -> Result<Effect> {
        let now = self.inner.now();
        let id = self.inner.ids.next(now);
        let idempotency_key = match todo {
            Todo::Call { case, key, .. } => calls::effect_key(case, *key),
            _ => id.clone(),
        };
        let payload =
            serde_json::to_string(todo).map_err(|error| RuntimeError::damaged(todo.kind(), error))?;
        let mine = self.inner.queue.has_room();
        Ok(Effect {
            id,
            shard: origin.shard,
            case_id: origin.case.map(str::to_owned),
            kind: todo.kind().to_owned(),
            idempotency_key,
            created_at: now,
            payload,
            hops: if todo.is_waited_for() { 0 } else { i64::from(origin.hops) },
            attempts: i64::from(mine),
            available_at: Some(if mine { now.saturating_add(limits::LEASE) } else { now }),
            owner: mine.then(|| self.inner.node.clone()),
            error: None,
        })
    }

    /// Carries out an effect that this node has taken, and notes how it went.
    pub(crate) async fn carry_out(&self, effect: Effect) {
        let result = match serde_json::from_str::<Todo>(&effect.payload) {
            Ok(todo) => self.attempt(&effect, todo).await,
            Err(error) => Err(RuntimeError::damaged(&effect.id, error)),
        };
        let noted = match result {
            Ok(Done::Yes) => return,
            Ok(Done::NotYet) => self.postpone(&effect, limits::EFFECT_TURN, "").await,
            // Others were faster; that says nothing about the effect.
            Err(RuntimeError::Busy(_)) => self.postpone(&effect, limits::EFFECT_TURN, "").await,
            // The database is gone; the lease ends by itself.
            Err(RuntimeError::Store(StoreError::Closed)) => return,
            // Trying it again would not help.
            Err(error) if error.is_callers() || effect.attempts >= limits::EFFECT_ATTEMPTS => {
                tracing::warn!(effect = effect.id, kind = effect.kind, %error, "an effect is given up");
                self.bury(&effect, &error).await
            }
            Err(error) => {
                tracing::warn!(effect = effect.id, kind = effect.kind, %error, "an effect failed");
                self.postpone(&effect, pause(effect.attempts), &error.to_string()).await
            }
        };
        if let Err(error) = noted {
            tracing::warn!(effect = effect.id, %error, "how an effect went could not be noted; its lease will end");
        }
    }

    async fn postpone(&self, effect: &Effect, pause: i64, error: &str) -> Result<()> {
        let until = self.inner.now().saturating_add(pause);
        outbox::postpone(&self.inner.db, &effect.id, &self.inner.node, until, error).await?;
        self.inner.outbox.look_at(Some(until));
        Ok(())
    }

    async fn attempt(&self, effect: &Effect, todo: Todo) -> Result<Done> {
        let result = match todo {
            Todo::Publish { name, key, ttl, id, variables } => {
                correlate::publish(self, effect, Message { name, key, ttl, id, variables }).await
            }
            Todo::Match { message } => correlate::match_again(self, effect, &message).await,
            Todo::Take { workflow, case, key, name, correlation } => {
                correlate::take(self, effect, &workflow, &case, key, &name, &correlation).await
            }
            Todo::Deliver { message, workflow, case, key, variables } => {
                correlate::deliver(self, effect, message, &workflow, &case, key, variables).await
            }
            Todo::Broadcast { from, name, variables, after } => {
                broadcast::broadcast(self, effect, from, name, variables, after).await
            }
            Todo::Signal { case, key, variables } => {
                self.tell(effect, &case, Command::Signal { key, variables }).await
            }
            Todo::Start { workflow, element, message, start_key, variables } => {
                correlate::start(self, effect, &workflow, &element, message, start_key, variables).await
            }
            Todo::NextStart { workflow, key } => correlate::next_start(self, effect, &workflow, &key).await,
            Todo::Call { case, key, process, variables } => {
                calls::start(self, effect, &case, key, &process, variables).await
            }
            Todo::CancelCall { case, key } => calls::cancel(self, effect, &case, key).await,
            Todo::Tell { command, .. } if self.comes_too_early(effect, &command).await? => Ok(Done::NotYet),
            Todo::Tell { case, command } => self.tell(effect, &case, command).await,
        };
        match result {
            // Another node has done it.
            Err(error) if conflicts(&error) && !outbox::is_open(&self.inner.db, &effect.id).await? => {
                Ok(Done::Yes)
            }
            result => result,
        }
    }

    /// Sends a command to a case and consumes the effect with it. If what it was meant for has ended meanwhile, the
    /// effect is only consumed.
    pub(crate) async fn tell(&self, effect: &Effect, case: &str, command: Command) -> Result<Done> {
        let call = match &command {
            Command::CompleteCall { key, .. } | Command::FailCall { key, .. } => Some(*key),
            _ => None,
        };
        let refused = match self.execute(case, command, Also::consuming(effect)).await {
            Ok(()) => return Ok(Done::Yes),
            Err(error) if error.is_callers() => error,
            Err(error) => return Err(error),
        };
        let Some(key) = call.filter(|_| !refused.is_gone()) else {
            return self.consume_if_gone(effect, case, refused).await;
        };
        // The caller cannot take the answer, as when it is too large. It must not wait for ever: an incident.
        let message = Some(self.inner.limits.fitting_said(refused.message().into()));
        let command = Command::FailCall { key, code: "".into(), message, variables: Context::new() };
        match self.execute(case, command, Also::consuming(effect)).await {
            Ok(()) => Ok(Done::Yes),
            Err(error) if error.is_gone() => self.consume(effect).await,
            Err(error) => Err(error),
        }
    }

    /// Whether something that the same case told its caller before is still on its way: an escalation that comes after
    /// the end is not heard any more.
    async fn comes_too_early(&self, effect: &Effect, command: &Command) -> Result<bool> {
        let Some(case) = &effect.case_id else { return Ok(false) };
        let before = match command {
            Command::EscalateCall { .. } => effect.created_at,
            // Nothing comes after the end.
            Command::CompleteCall { .. } | Command::FailCall { .. } => i64::MAX,
            _ => return Ok(false),
        };
        Ok(outbox::is_behind(&self.inner.db, case, &effect.kind, before, &effect.id).await?)
    }

    /// Consumes an effect for something that is not there any more: what it speaks of, or the case that it is for. Any
    /// other refusal would only be repeated.
    pub(crate) async fn consume_if_gone(
        &self,
        effect: &Effect,
        case: &str,
        refused: RuntimeError,
    ) -> Result<Done> {
        if refused.is_gone() {
            return self.consume(effect).await;
        }
        match self.look(case, |hot| hot.state.is_active()).await {
            Ok(true) => Err(refused),
            Ok(false) => self.consume(effect).await,
            Err(error) if error.is_gone() => self.consume(effect).await,
            Err(error) => Err(error),
        }
    }

    /// Consumes an effect from which nothing follows.
    pub(crate) async fn consume(&self, effect: &Effect) -> Result<Done> {
        self.inner.db.commit(consuming(effect)).await?;
        Ok(Done::Yes)
    }
}

/// A write set that consumes the effect.
pub(crate) fn consuming(effect: &Effect) -> WriteSet {
    let mut set = WriteSet::new(effect.shard);
    set.consume::<Effect>(effect.id.clone());
    set
}

fn conflicts(error: &RuntimeError) -> bool {
    matches!(error, RuntimeError::Store(StoreError::Conflict))
}

/// How many cases have begun each other up to this effect.
pub(crate) fn hops(effect: &Effect) -> u32 {
    u32::try_from(effect.hops).unwrap_or(u32::MAX)
}

/// Doubled with each attempt, at most a hundred times as long.
fn pause(attempts: i64) -> i64 {
    let doubled = 1_i64.checked_shl(u32::try_from(attempts.saturating_sub(1)).unwrap_or(0)).unwrap_or(100);
    limits::EFFECT_PAUSE * doubled.clamp(1, 100)
}
