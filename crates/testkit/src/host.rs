//! What a scenario needs of a place where cases run. [`World`] is the one in memory; others plug in here.
//!
//! # To plug in another host
//! Implement [`Host`] for it and call [`scenario::run`] with each scenario of [`corpus::load`]; see
//! `crates/testkit/tests/corpus.rs`. What the trait asks for beyond its signatures:
//!
//! - **A call returns when the host has come to rest**: everything that follows inside of it is done too: called
//!   cases started and their ends reported, published messages correlated, signals delivered, `Continue` sent.
//!   What waits then waits for the scenario: jobs, tasks, timers of the future, messages from outside.
//! - **Time stands still** between calls. [`Host::advance`] fires what is due on the way, earliest first, and
//!   comes to rest after each.
//! - **Jobs and tasks are left alone.** The scenario completes them.
//! - **The host begins empty**, and cases are listed in the order of their beginning.
//!
//! A host that can crash or lose a connection does so inside these calls; the scenario does not see it.
//!
//! [`World`]: crate::world::World
//! [`scenario::run`]: crate::scenario::run
//! [`corpus::load`]: crate::corpus::load

use engine::state::CasePhase;
use engine::{Command, Event, State};
use expr::Context;
use model::graph::Graph;
use std::fmt;
use std::sync::Arc;

/// A place where cases run.
pub trait Host {
    /// Makes the processes of a BPMN document known, each as the newest version of its workflow.
    ///
    /// # Errors
    /// The document cannot run.
    fn deploy(&mut self, bpmn: &str) -> Result<(), Refused>;

    /// Makes the decisions of a DMN document known.
    ///
    /// # Errors
    /// The document cannot be read.
    fn deploy_decisions(&mut self, dmn: &str) -> Result<(), Refused>;

    /// Starts a case of the newest version of a workflow; returns its id.
    ///
    /// # Errors
    /// There is no such workflow or start event, or the engine refuses it.
    fn start(&mut self, process: &str, at: Option<&str>, variables: Context) -> Result<Arc<str>, Refused>;

    /// Sends a command to a case.
    ///
    /// # Errors
    /// The engine refuses it.
    fn send(&mut self, case: &str, command: Command) -> Result<(), Refused>;

    /// Publishes a message to all cases and start events, and keeps it for its time to live.
    ///
    /// # Errors
    /// Only faults.
    fn publish(&mut self, message: Message) -> Result<(), Refused>;

    /// Broadcasts a signal to all cases and start events.
    ///
    /// # Errors
    /// Only faults.
    fn broadcast(&mut self, signal: &str, variables: Context) -> Result<(), Refused>;

    /// Lets the clock go on to `to` (µs UTC).
    ///
    /// # Errors
    /// Only faults.
    fn advance(&mut self, to: i64) -> Result<(), Refused>;

    /// Moves a case to the newest version of its workflow. `mapping` has the old and new id of steps whose id has
    /// changed; all others keep theirs.
    ///
    /// # Errors
    /// Something active would have no place in the new version.
    fn migrate(&mut self, case: &str, mapping: &[(String, String)]) -> Result<(), Refused>;

    /// What the clock says, µs UTC.
    fn now(&self) -> i64;

    /// All cases, in the order of their beginning.
    fn cases(&self) -> Vec<CaseInfo>;

    /// Where a case stands, if it is known.
    fn state(&self, case: &str) -> Option<State>;

    /// The events of a case from the position `from` on.
    fn events(&self, case: &str, from: usize) -> Vec<Event>;

    /// The graph of a version, as [`State::version`] names it.
    fn graph(&self, version: &str) -> Option<Arc<Graph>>;
}

/// A case in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseInfo {
    /// Its id.
    pub id: Arc<str>,
    /// The id of its process.
    pub process: Arc<str>,
    /// How far it is.
    pub phase: CasePhase,
}

/// A message from outside.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// Its name.
    pub name: Arc<str>,
    /// Its correlation key; empty if it is for start events only.
    pub key: Arc<str>,
    /// How long it is kept for somebody who does not wait yet, µs; 0: not at all.
    pub ttl: i64,
    /// What it carries.
    pub variables: Context,
}

/// Something was not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// The caller's mistake.
    Rejected {
        /// Its stable code.
        code: String,
        /// The text in English.
        text: String,
    },
    /// A fault of the host; no scenario expects one.
    Fault(String),
}

impl Refused {
    /// A rejection by a message.
    pub fn by(message: &lang::Message) -> Self {
        Self::Rejected { code: message.code().to_owned(), text: message.to_string() }
    }

    /// A fault.
    pub fn fault(what: impl fmt::Display) -> Self {
        Self::Fault(what.to_string())
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rejected { code, text } => write!(f, "rejected: {code}: {text}"),
            Self::Fault(what) => write!(f, "fault: {what}"),
        }
    }
}
