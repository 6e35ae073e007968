//! Scenarios: what a workflow does, told line by line, as data that every host of cases can be held to.
//!
//! The format is described in `corpus/engine/README.md`. [`parse`] reads a file, [`run`] drives a [`Host`] through
//! one scenario and says at which line it was not what the scenario says.
//!
//! [`Host`]: crate::host::Host

mod cursor;
mod expect;
mod log;
mod parse;
pub mod path;
mod pick;
mod run;

pub use log::CaseLog;
pub use parse::{ParseError, parse};
pub use run::{Failure, Files, Outcome, run};

use engine::Limits;
use path::Pattern;
use serde_json::{Map, Value};

/// A JSON object: the variables of a line.
pub type Object = Map<String, Value>;

/// One scenario of a file.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// What it says, as one sentence.
    pub title: String,
    /// The world that it needs.
    pub setup: Setup,
    /// What is done and expected, in order.
    pub steps: Vec<Step>,
}

/// The world in which a scenario runs.
#[derive(Debug, Clone)]
pub struct Setup {
    /// Where the simulated clock starts, µs UTC.
    pub now: i64,
    /// The time zone of the server, as an IANA name.
    pub zone: String,
    /// The limits of the engine.
    pub limits: Limits,
}

/// Monday, 5 January 2026, 08:00 UTC.
pub const START_OF_TIME: i64 = 1_767_600_000_000_000;

impl Default for Setup {
    fn default() -> Self {
        Self { now: START_OF_TIME, zone: "UTC".to_owned(), limits: Limits::default() }
    }
}

/// One line of a scenario.
#[derive(Debug, Clone)]
pub struct Step {
    /// Where it stands in the file, from 1.
    pub line: usize,
    /// As it is written.
    pub text: String,
    /// What it means.
    pub what: What,
}

/// What a line means.
#[derive(Debug, Clone)]
pub enum What {
    /// Something is done. With a code, it has to be refused with that code.
    Do(Action, Option<String>),
    /// Something is expected.
    Expect(Expectation),
}

/// An element of the case that is looked at, and which of its runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pick {
    /// Its id in the model.
    pub element: String,
    /// `[n]`: the run of a repeated activity, from 1. Without it, the first that waits.
    pub run: Option<u32>,
}

/// What is done.
#[derive(Debug, Clone)]
pub enum Action {
    /// Makes a `.bpmn` or `.dmn` file known, as a new version where there is one already.
    Deploy(String),
    /// Starts a case and turns to it.
    Start {
        /// The process; the first of the scenario's own file if absent.
        process: Option<String>,
        /// A start event with a trigger.
        at: Option<String>,
        /// What it starts with.
        variables: Object,
    },
    /// Turns to another case: the n-th (from 1; without: the last) of a process.
    Case(Pick),
    /// Completes a job or task.
    Complete {
        /// Which.
        pick: Pick,
        /// All that wait now, not one.
        each: bool,
        /// The results.
        variables: Object,
    },
    /// A job fails.
    Fail {
        /// Which.
        pick: Pick,
        /// How often it may still be tried.
        retries: u32,
        /// µs until the next try.
        backoff: i64,
        /// What went wrong.
        message: String,
    },
    /// A job finds an error of the workflow.
    Throw {
        /// Which.
        pick: Pick,
        /// The error's code.
        code: String,
        /// For people.
        message: Option<String>,
        /// What it carries.
        variables: Object,
    },
    /// A person answers a gateway's question.
    Choose {
        /// The gateway.
        pick: Pick,
        /// Ids or names of outgoing flows.
        flows: Vec<String>,
        /// What else was said.
        variables: Object,
    },
    /// A message is published.
    Message {
        /// Its name.
        name: String,
        /// Its correlation key.
        key: String,
        /// µs for which it is kept.
        ttl: i64,
        /// What it carries.
        variables: Object,
    },
    /// A signal is broadcast.
    Signal {
        /// Its name.
        name: String,
        /// What it carries.
        variables: Object,
    },
    /// Somebody says that it happened.
    Trigger {
        /// The event, or the element that waits.
        pick: Pick,
        /// What it carries.
        variables: Object,
    },
    /// The clock goes on.
    Advance(Advance),
    /// Variables are set.
    Set {
        /// The scope; the process if absent.
        scope: Option<Pick>,
        /// In this scope only.
        local: bool,
        /// Names and values.
        variables: Object,
    },
    /// An incident is tried again.
    Resolve(Pick),
    /// A job gets new tries.
    Retries {
        /// Which.
        pick: Pick,
        /// How many.
        retries: u32,
    },
    /// A task is claimed, assigned or rescheduled.
    Update {
        /// Which.
        pick: Pick,
        /// The change, as [`engine::command::TaskChange`] in JSON; instants as ISO 8601.
        change: Object,
    },
    /// Activities of an ad-hoc sub-process are started.
    Activate {
        /// The sub-process.
        pick: Pick,
        /// The activities.
        nodes: Vec<String>,
    },
    /// The case is ended.
    Cancel(Option<String>),
    /// The case stops for a while.
    Suspend,
    /// The case goes on.
    Resume,
    /// Where the case stands is changed by hand.
    Modify {
        /// Steps to start before, each with the scope in which, if there are several.
        starts: Vec<(String, Option<Pick>)>,
        /// What is cancelled.
        cancels: Vec<Pick>,
        /// Variables for each start.
        variables: Object,
    },
    /// The case goes on with the newest version of its workflow.
    Migrate {
        /// Old and new id, where they differ.
        mapping: Vec<(String, String)>,
    },
}

/// How far the clock goes on.
#[derive(Debug, Clone)]
pub enum Advance {
    /// By an ISO 8601 duration.
    By(jiff::Span),
    /// To an instant, µs UTC.
    To(i64),
}

/// What is expected.
#[derive(Debug, Clone)]
pub enum Expectation {
    /// Exactly this waits in the case: kind and element, as often as it stands here.
    Waits(Vec<String>),
    /// Since the last `path` (or the beginning) this was entered, passed, left or cancelled.
    Path(Pattern),
    /// Exactly these variables are in the scope; of the process if absent.
    Vars {
        /// The scope.
        scope: Option<Pick>,
        /// Names and values.
        variables: Object,
    },
    /// One variable of the process has this value, or (`None`) is not there.
    Var {
        /// Its name.
        name: String,
        /// Its value.
        value: Option<Value>,
    },
    /// One of the case's incidents.
    Incident {
        /// Its code.
        code: String,
        /// The element that is stuck.
        element: String,
        /// Something that its text says.
        text: Option<String>,
    },
    /// Since the last `warned` an expression gave null, and this is in the note about it; `None`: none did.
    Warned(Option<String>),
    /// The case has no incident.
    NoIncident,
    /// The case goes on.
    Running,
    /// The case is suspended.
    Suspended,
    /// The case has ended.
    Ended(Ended),
    /// All cases in the order of their beginning, as `process(phase)`.
    Cases(Vec<String>),
    /// When a timer is due, µs UTC.
    Due {
        /// The timer.
        pick: Pick,
        /// When.
        at: i64,
    },
    /// The case published this message (each is looked for after the one found before).
    Published {
        /// Its name.
        name: String,
        /// Its key.
        key: String,
        /// What it carries, if that matters.
        variables: Option<Object>,
    },
    /// The case broadcast this signal.
    Broadcast {
        /// Its name.
        name: String,
        /// What it carries, if that matters.
        variables: Option<Object>,
    },
    /// The work of a person or program is (at least) described so.
    Work {
        /// Which.
        pick: Pick,
        /// What is looked at.
        fields: Object,
    },
}

/// How a case ended. What is `None` does not matter.
#[derive(Debug, Clone, Default)]
pub struct Ended {
    /// `completed`, `failed` or `cancelled`.
    pub how: String,
    /// How it counts.
    pub outcome: Option<String>,
    /// The end event reached last.
    pub at: Option<String>,
    /// The error's code.
    pub code: Option<String>,
    /// Why it was cancelled.
    pub reason: Option<String>,
}
