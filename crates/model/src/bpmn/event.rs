//! Events: what starts, interrupts, is waited for, is thrown (BPMN 2.0.2, section 10.5).

use super::{Dynamic, Id, Pair};

/// A `startEvent`.
#[derive(Debug, Clone, PartialEq)]
pub struct StartEvent {
    /// What starts it.
    pub trigger: Trigger,
    /// `isInterrupting`: only of meaning at the start of an event sub-process.
    pub interrupting: bool,
    /// The form that is filled to start a case by hand.
    pub form: Option<super::Form>,
}

/// A `boundaryEvent`.
#[derive(Debug, Clone, PartialEq)]
pub struct BoundaryEvent {
    /// The activity on whose edge it sits.
    pub attached_to: Id,
    /// `cancelActivity`.
    pub interrupting: bool,
    /// What it waits for.
    pub trigger: Trigger,
}

/// What a catching event waits for.
#[derive(Debug, Clone, PartialEq)]
pub enum Trigger {
    /// Nothing. (Of a start event only; an `intermediateCatchEvent` without definition waits to be triggered by hand.)
    None,
    /// A message, by the id of its definition.
    Message(Option<Id>),
    /// A point in time.
    Timer(Option<Timer>),
    /// A signal, by the id of its definition.
    Signal(Option<Id>),
    /// An error; `None` catches every code.
    Error(Option<Id>),
    /// An escalation; `None` catches every code.
    Escalation(Option<Id>),
    /// A condition that becomes true.
    Conditional(Option<Dynamic>),
    /// The target of links of this name.
    Link(String),
    /// The handler of an activity that has to be undone.
    Compensation,
    /// The cancelling of the transaction it is attached to.
    Cancel,
    /// More than one definition, or one that does not exist here: kept, not run.
    Unsupported(String),
}

/// A `timerEventDefinition`.
#[derive(Debug, Clone, PartialEq)]
pub struct Timer {
    /// How `value` is to be read.
    pub kind: TimerKind,
    /// The text or expression.
    pub value: Dynamic,
}

/// Which of the three forms a timer has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimerKind {
    /// `timeDate`: an ISO 8601 date with time.
    Date,
    /// `timeDuration`: an ISO 8601 duration.
    Duration,
    /// `timeCycle`: an ISO 8601 repeating interval (`R3/PT10M`, `R/2026-01-01T08:00:00Z/P1D`) or a cron expression.
    Cycle,
}

/// What a throwing or end event does.
#[derive(Debug, Clone, PartialEq)]
pub enum Throw {
    /// Nothing.
    None,
    /// Sends a message: by a job if it has a task definition, else it is published to the cases of this server.
    Message(ThrownMessage),
    /// Broadcasts a signal.
    Signal(Option<Id>),
    /// Ends with an error (end event only).
    Error(Option<Id>),
    /// Tells the scopes around it.
    Escalation(Option<Id>),
    /// Goes on at the catching link of this name (intermediate only).
    Link(String),
    /// Ends its scope and everything in it (end event only).
    Terminate,
    /// Undoes what was done: one activity, or all of the scope.
    Compensation(Option<Id>),
    /// Cancels the transaction around it (end event only).
    Cancel,
    /// More than one definition, or one that does not exist here: kept, not run.
    Unsupported(String),
}

/// A message that is sent.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ThrownMessage {
    /// The id of its definition.
    pub message: Option<Id>,
    /// `zeebe:taskDefinition`: then a job sends it.
    pub job: Option<super::JobDefinition>,
    /// `zeebe:publishMessage` and the like: the key under which it is published.
    pub correlation_key: Option<Dynamic>,
    /// `timeToLive`: how long it is kept for somebody who does not wait yet, as an ISO 8601 duration or an expression;
    /// not at all if absent.
    pub time_to_live: Option<Dynamic>,
    /// `messageId`: while a message is kept, another with the same name, key and id is dropped.
    pub message_id: Option<Dynamic>,
    /// Further attributes, kept for the worker.
    pub attributes: Vec<Pair>,
}
