//! What can be asked of a case.

use crate::event::{Caller, Key};
use crate::problem::Said;
use expr::Context;
use model::graph::{FlowIx, NodeIx};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Asked of a case: by a person, a program, or the runtime.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Command {
    /// Begin. The state must be new.
    Start(Start),
    /// A program did the job.
    CompleteJob {
        /// The job.
        key: Key,
        /// Its results.
        variables: Context,
    },
    /// A program could not do the job.
    FailJob {
        /// The job.
        key: Key,
        /// How often it may still be tried; 0 raises an incident.
        retries: u32,
        /// What went wrong.
        message: Said,
        /// How long to wait before the next try, in µs.
        backoff: i64,
    },
    /// A program found what the workflow calls an error.
    ThrowJobError {
        /// The job.
        key: Key,
        /// The error's code.
        code: Arc<str>,
        /// For people.
        message: Option<Said>,
        /// What it carries.
        variables: Context,
    },
    /// A job may be tried so often again.
    SetJobRetries {
        /// The job.
        key: Key,
        /// How often; at least 1.
        retries: u32,
    },
    /// A person did the task.
    CompleteTask {
        /// The task.
        key: Key,
        /// What the form says.
        variables: Context,
    },
    /// A person answered the question of a gateway.
    Choose {
        /// The task.
        key: Key,
        /// One outgoing flow; at an inclusive gateway one or more.
        flows: Vec<FlowIx>,
        /// What else was said.
        variables: Context,
    },
    /// A task is claimed, assigned, given back or rescheduled. Fields that are `None` stay as they are.
    UpdateTask {
        /// The task.
        key: Key,
        /// The changes.
        #[serde(flatten)]
        change: TaskChange,
    },
    /// A message for one subscription.
    Correlate {
        /// The subscription.
        key: Key,
        /// What the message carries.
        variables: Context,
    },
    /// A timer is due.
    FireTimer {
        /// The subscription.
        key: Key,
    },
    /// A signal for one subscription.
    Signal {
        /// The subscription.
        key: Key,
        /// What the signal carries.
        variables: Context,
    },
    /// Somebody says that what is waited for happened, whatever it is.
    Trigger {
        /// A subscription, or the instance of an element that waits.
        key: Key,
        /// What it carries.
        variables: Context,
    },
    /// A called case has ended well.
    CompleteCall {
        /// The instance of the call activity.
        key: Key,
        /// The called case's variables.
        variables: Context,
    },
    /// A called case has ended with an error, or could not be started (`code` is empty: an incident).
    FailCall {
        /// The instance of the call activity.
        key: Key,
        /// The error's code.
        code: Arc<str>,
        /// For people.
        message: Option<Said>,
        /// What it carries.
        variables: Context,
    },
    /// A called case has thrown an escalation.
    EscalateCall {
        /// The instance of the call activity.
        key: Key,
        /// The escalation's code.
        code: Arc<str>,
        /// What it carries.
        variables: Context,
    },
    /// Set variables.
    SetVariables {
        /// The scope; the process if `None`.
        scope: Option<Key>,
        /// Names and values.
        variables: Context,
        /// In this scope only; else each goes to the nearest scope that has it.
        local: bool,
    },
    /// The cause of an incident was mended: try again.
    ResolveIncident {
        /// The incident.
        key: Key,
    },
    /// Start activities of an ad-hoc sub-process.
    ActivateAdHoc {
        /// The ad-hoc sub-process.
        key: Key,
        /// The activities.
        nodes: Vec<NodeIx>,
    },
    /// Go on with what did not fit into one command.
    Continue {
        /// The instance.
        key: Key,
    },
    /// End the case now.
    Cancel {
        /// Why.
        reason: Option<Arc<str>>,
    },
    /// Stop for a while.
    Suspend,
    /// Go on.
    Resume,
    /// Change by hand where the case stands.
    Modify {
        /// In this order: first all starts, then all cancels, so that the case does not end in between.
        changes: Vec<Modification>,
    },
}

/// How a case begins.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Start {
    /// The case's id.
    pub case: Arc<str>,
    /// The version of the workflow, as the store names it.
    pub version: Arc<str>,
    /// A start event with a trigger, or an event behind a gateway that starts the case; the plain ones if `None`.
    pub at: Option<NodeIx>,
    /// What it starts with.
    pub variables: Context,
    /// The call activity that waits for it.
    pub caller: Option<Caller>,
}

/// Changes of a task.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct TaskChange {
    /// The person; an empty text gives it back.
    pub assignee: Option<Arc<str>>,
    /// The teams.
    pub groups: Option<Vec<Arc<str>>>,
    /// The persons.
    pub users: Option<Vec<Arc<str>>>,
    /// µs UTC.
    pub due: Option<i64>,
    /// µs UTC.
    pub follow_up: Option<i64>,
    /// 0 to 100.
    pub priority: Option<u8>,
}

/// One change of where a case stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Modification {
    /// Start before a step. Scopes around it that are not active are entered without their start events.
    StartBefore {
        /// The step.
        node: NodeIx,
        /// The instance of a scope around it, where there are several; `None`: the only one.
        scope: Option<Key>,
        /// Variables, set in the innermost scope around the step.
        variables: Context,
    },
    /// Cancel an active step, scope or waiting gateway.
    CancelStep {
        /// The instance.
        key: Key,
    },
}
