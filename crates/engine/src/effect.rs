//! What is to be done outside because of an event: rows to write in the same transaction, messages to send.

use crate::event::{Caller, Event, Key, Problem, Task, Wait};
use crate::problem::Said;
use crate::state::State;
use expr::Context;
use model::graph::NodeIx;
use std::sync::Arc;

/// What is to be done outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect<'a> {
    /// A job waits: offer it to connectors and workers of its type.
    OfferJob {
        /// Its key.
        key: Key,
        /// Its type.
        job_type: &'a Arc<str>,
        /// How often it may be tried.
        retries: u32,
    },
    /// A job may be tried again, not before an instant (µs UTC).
    RetryJob {
        /// Its key.
        key: Key,
        /// How often it may be tried; 0: nobody may take it.
        retries: u32,
        /// µs UTC.
        not_before: Option<i64>,
    },
    /// A job is gone.
    RemoveJob(Key),
    /// A task waits, or changed.
    OfferTask {
        /// Its key.
        key: Key,
        /// Who, until when.
        task: &'a Task,
    },
    /// A task is gone.
    RemoveTask(Key),
    /// Something is waited for.
    Watch {
        /// The subscription.
        key: Key,
        /// The event.
        node: NodeIx,
        /// What for.
        wait: &'a Wait,
    },
    /// A timer has a new time.
    Reschedule {
        /// The subscription.
        key: Key,
        /// µs UTC.
        due: i64,
    },
    /// Nothing is waited for any more.
    Unwatch(Key),
    /// Somebody has to repair something.
    ReportIncident {
        /// The incident.
        key: Key,
        /// The instance that is stuck.
        instance: Key,
        /// Why.
        problem: &'a Problem,
    },
    /// It is repaired.
    RemoveIncident(Key),
    /// A message for other cases.
    PublishMessage {
        /// Its name.
        name: &'a Arc<str>,
        /// Its key.
        key: &'a Arc<str>,
        /// How long it is kept, µs; 0: not at all.
        ttl: i64,
        /// While it is kept, another with the same name, key and id is dropped.
        id: Option<&'a Arc<str>>,
        /// What it carries.
        variables: &'a Context,
    },
    /// A signal for all other cases; this one has heard it already.
    BroadcastSignal {
        /// Its name.
        name: &'a Arc<str>,
        /// What it carries.
        variables: &'a Context,
    },
    /// Start a case that answers to this one.
    StartCalled {
        /// The call activity.
        key: Key,
        /// The process.
        process: &'a Arc<str>,
        /// Its variables.
        variables: &'a Context,
    },
    /// Cancel the case that was called by this instance.
    CancelCalled(Key),
    /// Send [`Command::Continue`](crate::Command::Continue).
    Continue(Key),
    /// The case is over: tell its caller, if it has one.
    End {
        /// How.
        end: End<'a>,
        /// Who waits for it.
        caller: Option<Caller>,
    },
    /// Tell the caller of an escalation.
    EscalateToCaller {
        /// Its code.
        code: &'a Arc<str>,
        /// What it carries.
        variables: &'a Context,
        /// Who is told.
        caller: Caller,
    },
    /// The case is suspended, or goes on.
    Suspended(bool),
    /// The case runs on another version of its workflow.
    Moved {
        /// The version.
        version: &'a Arc<str>,
    },
}

/// How a case ended.
#[derive(Debug, Clone, PartialEq)]
pub enum End<'a> {
    /// By itself.
    Completed {
        /// How it counts.
        outcome: Option<&'a Arc<str>>,
        /// By which end event.
        at: Option<NodeIx>,
    },
    /// With an error for its caller.
    Failed {
        /// The error's code.
        code: &'a Arc<str>,
        /// For people.
        message: Option<&'a Said>,
        /// What it carries.
        variables: &'a Context,
    },
    /// By force.
    Canceled,
}

/// What `event` asks for outside. `state` is the case's state after the command.
pub fn effect<'a>(event: &'a Event, state: &State) -> Option<Effect<'a>> {
    let end = |end: End<'a>| Some(Effect::End { end, caller: state.caller.clone() });
    match event {
        Event::JobCreated { key, job_type, retries } => {
            Some(Effect::OfferJob { key: *key, job_type, retries: *retries })
        }
        Event::JobFailed { key, retries, not_before, .. } => {
            Some(Effect::RetryJob { key: *key, retries: *retries, not_before: *not_before })
        }
        Event::JobRetriesSet { key, retries } => {
            Some(Effect::RetryJob { key: *key, retries: *retries, not_before: None })
        }
        Event::JobCompleted { key } | Event::JobCanceled { key } => Some(Effect::RemoveJob(*key)),
        Event::TaskCreated { key, task } | Event::TaskUpdated { key, task } => {
            Some(Effect::OfferTask { key: *key, task })
        }
        Event::TaskCompleted { key, .. } | Event::TaskCanceled { key } => Some(Effect::RemoveTask(*key)),
        Event::Subscribed { key, node, wait, .. } => Some(Effect::Watch { key: *key, node: *node, wait }),
        Event::Rescheduled { key, due, .. } => Some(Effect::Reschedule { key: *key, due: *due }),
        Event::Unsubscribed { key } => Some(Effect::Unwatch(*key)),
        Event::IncidentRaised { key, instance, problem } => {
            Some(Effect::ReportIncident { key: *key, instance: *instance, problem })
        }
        Event::IncidentResolved { key } => Some(Effect::RemoveIncident(*key)),
        Event::MessagePublished { name, key, ttl, id, variables } => {
            Some(Effect::PublishMessage { name, key, ttl: *ttl, id: id.as_ref(), variables })
        }
        Event::SignalBroadcast { name, variables } => Some(Effect::BroadcastSignal { name, variables }),
        Event::CallStarted { key, process, variables } => {
            Some(Effect::StartCalled { key: *key, process, variables })
        }
        Event::CallCanceled { key } => Some(Effect::CancelCalled(*key)),
        Event::ContinueRequested { key } => Some(Effect::Continue(*key)),
        Event::CaseCompleted { outcome, end: at } => {
            end(End::Completed { outcome: outcome.as_ref(), at: *at })
        }
        Event::CaseFailed { code, message, variables } => {
            end(End::Failed { code, message: message.as_ref(), variables })
        }
        Event::CaseCanceled { .. } => end(End::Canceled),
        Event::EscalatedToCaller { code, variables } => {
            let caller = state.caller.clone()?;
            Some(Effect::EscalateToCaller { code, variables, caller })
        }
        Event::CaseSuspended => Some(Effect::Suspended(true)),
        Event::CaseResumed => Some(Effect::Suspended(false)),
        Event::Migrated { version, .. } => Some(Effect::Moved { version }),
        _ => None,
    }
}
