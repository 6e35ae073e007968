//! What happened in a case. Events are kept for ever: a field or variant is added, never changed or removed.
//!
//! The short names are those of the stored form. Keys are counted in each case from 1; nodes and flows are
//! numbered by the workflow version that the case ran on at that point of its log.

mod parts;

pub use parts::{Caller, CaseStarted, Key, Repetition, Role, Task, Undo, Wait};

use crate::command::Command;
pub use crate::problem::Problem;
use crate::problem::Said;
use expr::{Context, Value};
use model::graph::{FlowIx, NodeIx};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

fn is_zero(micros: &i64) -> bool {
    *micros == 0
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Event {
    /// The case began.
    #[serde(rename = "started")]
    CaseStarted(CaseStarted),
    /// A token went through a node that does not wait: gateway, start, throw, end event.
    #[serde(rename = "pass")]
    Passed {
        /// The node.
        #[serde(rename = "n")]
        node: NodeIx,
        /// The scope.
        #[serde(rename = "s")]
        scope: Key,
        /// The flow by which it came.
        #[serde(rename = "f", default, skip_serializing_if = "Option::is_none")]
        via: Option<FlowIx>,
    },
    /// A token waits at a gateway for others.
    #[serde(rename = "arrive")]
    Arrived {
        /// The gateway.
        #[serde(rename = "n")]
        node: NodeIx,
        /// The scope.
        #[serde(rename = "s")]
        scope: Key,
        /// The flow by which it came.
        #[serde(rename = "f")]
        via: FlowIx,
    },
    /// Waiting tokens became one.
    #[serde(rename = "join")]
    Joined {
        /// The gateway.
        #[serde(rename = "n")]
        node: NodeIx,
        /// The scope.
        #[serde(rename = "s")]
        scope: Key,
        /// The tokens, by the flow each came by.
        #[serde(rename = "f")]
        flows: Vec<FlowIx>,
    },
    /// A complex gateway went on; it swallows what still comes by other flows until all have come.
    ComplexFired {
        /// The gateway.
        #[serde(rename = "n")]
        node: NodeIx,
        /// The scope.
        #[serde(rename = "s")]
        scope: Key,
        /// The flows that are still to come; empty: it starts anew.
        missing: Vec<FlowIx>,
    },
    /// An element was entered.
    #[serde(rename = "enter")]
    Entered {
        /// The new instance.
        #[serde(rename = "k")]
        key: Key,
        /// The node.
        #[serde(rename = "n")]
        node: NodeIx,
        /// The scope.
        #[serde(rename = "s")]
        scope: Key,
        /// The flow by which the token came.
        #[serde(rename = "f", default, skip_serializing_if = "Option::is_none")]
        via: Option<FlowIx>,
        /// What the instance is for.
        #[serde(rename = "r", default, skip_serializing_if = "Role::is_plain")]
        role: Role,
    },
    /// An element has begun its work: inputs are mapped, what it waits for is open.
    #[serde(rename = "active")]
    Activated {
        /// The instance.
        #[serde(rename = "k")]
        key: Key,
    },
    /// The work of an element is done; outputs and the way out are next.
    #[serde(rename = "leave")]
    Completing {
        /// The instance.
        #[serde(rename = "k")]
        key: Key,
    },
    /// Outputs are mapped, but the way out was not found: it is looked for again when the incident is resolved.
    Mapped {
        /// The instance.
        #[serde(rename = "k")]
        key: Key,
    },
    /// An element is done.
    #[serde(rename = "done")]
    Completed {
        /// The instance.
        #[serde(rename = "k")]
        key: Key,
    },
    /// An element was cancelled.
    #[serde(rename = "end")]
    Terminated {
        /// The instance.
        #[serde(rename = "k")]
        key: Key,
    },
    /// Variables of one scope were set.
    #[serde(rename = "vars")]
    VariablesSet {
        /// The scope.
        #[serde(rename = "s")]
        scope: Key,
        /// Names and new values.
        #[serde(rename = "v")]
        values: Context,
    },
    /// Work for a program waits.
    #[serde(rename = "job")]
    JobCreated {
        /// The instance; also the key of the job.
        #[serde(rename = "k")]
        key: Key,
        /// By this a connector or worker takes it.
        #[serde(rename = "t")]
        job_type: Arc<str>,
        /// How often it may be tried.
        #[serde(rename = "r")]
        retries: u32,
    },
    /// A program did its work.
    #[serde(rename = "jobDone")]
    JobCompleted {
        /// The job.
        #[serde(rename = "k")]
        key: Key,
    },
    /// A program failed.
    JobFailed {
        /// The job.
        #[serde(rename = "k")]
        key: Key,
        /// How often it may still be tried.
        retries: u32,
        /// What went wrong.
        message: Said,
        /// Not tried again before this instant, µs UTC.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        not_before: Option<i64>,
    },
    /// A job may be tried again so often.
    JobRetriesSet {
        /// The job.
        #[serde(rename = "k")]
        key: Key,
        /// How often.
        retries: u32,
    },
    /// A job is not needed any more.
    JobCanceled {
        /// The job.
        #[serde(rename = "k")]
        key: Key,
    },
    /// Work for a person waits.
    #[serde(rename = "task")]
    TaskCreated {
        /// The instance; also the key of the task.
        #[serde(rename = "k")]
        key: Key,
        /// Who, until when, how urgent.
        #[serde(flatten)]
        task: Task,
    },
    /// A task was assigned, moved or rescheduled.
    TaskUpdated {
        /// The task.
        #[serde(rename = "k")]
        key: Key,
        /// As it is now.
        #[serde(flatten)]
        task: Task,
    },
    /// A person did the work.
    #[serde(rename = "taskDone")]
    TaskCompleted {
        /// The task.
        #[serde(rename = "k")]
        key: Key,
        /// Of a choice: the flows that were chosen.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        chosen: Vec<FlowIx>,
    },
    /// A task is not needed any more.
    TaskCanceled {
        /// The task.
        #[serde(rename = "k")]
        key: Key,
    },
    /// The case waits for something from outside.
    #[serde(rename = "wait")]
    Subscribed {
        /// The new subscription.
        #[serde(rename = "k")]
        key: Key,
        /// The instance that owns it: it ends with it.
        #[serde(rename = "i")]
        instance: Key,
        /// The event that happens.
        #[serde(rename = "n")]
        node: NodeIx,
        /// What for.
        #[serde(rename = "w")]
        wait: Wait,
    },
    /// What was waited for happened. The subscription ends, unless it is repeated or not interrupting.
    #[serde(rename = "hit")]
    Triggered {
        /// The subscription.
        #[serde(rename = "k")]
        key: Key,
    },
    /// A timer runs again.
    Rescheduled {
        /// The subscription.
        #[serde(rename = "k")]
        key: Key,
        /// When, µs UTC.
        due: i64,
        /// How often after that; `None`: for ever.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        left: Option<u32>,
    },
    /// A condition was found true or false.
    ConditionSeen {
        /// The subscription.
        #[serde(rename = "k")]
        key: Key,
        /// What it is now.
        holds: bool,
    },
    /// Nobody waits for it any more.
    #[serde(rename = "unwait")]
    Unsubscribed {
        /// The subscription.
        #[serde(rename = "k")]
        key: Key,
    },
    /// The case cannot go on at this place until somebody repairs it.
    IncidentRaised {
        /// The new incident.
        #[serde(rename = "k")]
        key: Key,
        /// The instance that is stuck.
        #[serde(rename = "i")]
        instance: Key,
        /// What and why.
        #[serde(flatten)]
        problem: Problem,
    },
    /// An incident is over.
    IncidentResolved {
        /// The incident.
        #[serde(rename = "k")]
        key: Key,
    },
    /// An error was thrown and caught at `catcher`.
    ErrorCaught {
        /// Its code.
        code: Arc<str>,
        /// What the thrower said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        message: Option<Said>,
        /// The catching event.
        catcher: NodeIx,
    },
    /// An escalation was thrown.
    EscalationThrown {
        /// Its code.
        code: Arc<str>,
        /// The catching event, if one does.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        catcher: Option<NodeIx>,
    },
    /// A message is to be published to the cases of this server.
    MessagePublished {
        /// Its name.
        name: Arc<str>,
        /// Its correlation key; empty for start events only.
        key: Arc<str>,
        /// How long it is kept for somebody who does not wait yet, µs; 0: not at all.
        #[serde(default, skip_serializing_if = "is_zero")]
        ttl: i64,
        /// While it is kept, another with the same name, key and id is dropped.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        id: Option<Arc<str>>,
        /// What it carries.
        variables: Context,
    },
    /// A signal is to be broadcast to the cases of this server.
    SignalBroadcast {
        /// Its name.
        name: Arc<str>,
        /// What it carries.
        variables: Context,
    },
    /// Another workflow is to be started; this instance waits for its end.
    CallStarted {
        /// The instance of the call activity.
        #[serde(rename = "k")]
        key: Key,
        /// The id of the process.
        process: Arc<str>,
        /// Its variables.
        variables: Context,
    },
    /// The called case is to be cancelled.
    CallCanceled {
        /// The instance of the call activity.
        #[serde(rename = "k")]
        key: Key,
    },
    /// The called case has ended.
    CallEnded {
        /// The instance of the call activity.
        #[serde(rename = "k")]
        key: Key,
    },
    /// An escalation leaves a called case.
    EscalatedToCaller {
        /// Its code.
        code: Arc<str>,
        /// What it carries.
        variables: Context,
    },
    /// A multi-instance activity knows its items, or a loop begins.
    MultiStarted {
        /// The body.
        #[serde(rename = "k")]
        key: Key,
        /// Of a collection: the items.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        items: Option<Arc<Vec<Value>>>,
        /// How many runs at most.
        count: u32,
    },
    /// One run is over.
    MultiProgress {
        /// The body.
        #[serde(rename = "k")]
        key: Key,
        /// Which run, from 0.
        index: u32,
        /// Its result, where results are collected.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        output: Option<Value>,
    },
    /// More is to be done than fits into one command; the runtime sends [`Command::Continue`].
    ContinueRequested {
        /// The instance that goes on.
        #[serde(rename = "k")]
        key: Key,
    },
    /// Something was done that can be undone.
    CompensationOffered {
        /// In this scope.
        scope: Key,
        /// How.
        record: Undo,
    },
    /// What was done is being undone on behalf of `thrower`.
    CompensationTaken {
        /// The instance that waits for it.
        thrower: Key,
        /// The records, last done first, each with the scope it was in.
        records: Vec<(Key, Undo)>,
    },
    /// The next record of `thrower` is being undone.
    CompensationNext {
        /// The instance that waits.
        thrower: Key,
    },
    /// An ad-hoc sub-process will start these in turn.
    AdHocQueued {
        /// The ad-hoc sub-process.
        #[serde(rename = "k")]
        key: Key,
        /// The activities.
        nodes: Vec<NodeIx>,
    },
    /// A scope is left to its interrupting event sub-process.
    Interrupted {
        /// The scope.
        scope: Key,
    },
    /// An end event says how the case counts.
    OutcomeSet {
        /// A word: `success`, `failure` or the workflow's own.
        outcome: Arc<str>,
    },
    /// Nothing goes on until the case is resumed.
    CaseSuspended,
    /// The case goes on.
    CaseResumed,
    /// A command of a program came while the case was suspended; it is carried out when it is resumed.
    Held {
        /// The command.
        command: Box<Command>,
    },
    /// The case goes on with another version of its workflow.
    Migrated {
        /// The new version.
        version: Arc<str>,
        /// Old and new node.
        nodes: Vec<(NodeIx, NodeIx)>,
        /// Old and new flow.
        flows: Vec<(FlowIx, FlowIx)>,
    },
    /// An end event of the process was reached, and the case goes on elsewhere. Said once a command, of the last one.
    #[serde(rename = "reach")]
    EndReached {
        /// The end event.
        #[serde(rename = "n")]
        node: NodeIx,
    },
    /// A timer of an instance (a boundary event, an event sub-process) has happened and does not happen again.
    Spent {
        /// The instance.
        #[serde(rename = "k")]
        key: Key,
        /// The event.
        #[serde(rename = "n")]
        node: NodeIx,
    },
    /// An expression gave null because something was missing or did not fit. The case goes on with the null.
    Warned {
        /// The instance.
        #[serde(rename = "k")]
        key: Key,
        /// What became null and why.
        #[serde(flatten)]
        problem: Problem,
    },
    /// So many elements were entered in these scopes since the case waited for something last; `Continue` is not
    /// waiting. In place of what was counted before.
    #[serde(rename = "steps")]
    StepsCounted {
        /// Scopes in which repeated activities run, with the number of elements.
        scopes: Vec<(Key, u32)>,
    },
    /// Somebody changed by hand where the case stands; what it meant follows as ordinary events.
    Modified,
    /// The case has ended by itself.
    #[serde(rename = "completed")]
    CaseCompleted {
        /// How it counts, if an end event said so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        outcome: Option<Arc<str>>,
        /// The end event of the process that was reached last, if one was: a token may also end at a gateway or a
        /// step without a way out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        end: Option<NodeIx>,
    },
    /// A called case has ended with an error for its caller.
    CaseFailed {
        /// The error's code.
        code: Arc<str>,
        /// What the thrower said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        message: Option<Said>,
        /// What it carries.
        variables: Context,
    },
    /// The case was cancelled.
    CaseCanceled {
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Arc<str>>,
    },
}
