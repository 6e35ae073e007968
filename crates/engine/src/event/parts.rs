//! What events speak of: keys, roles, tasks, what is waited for, how something is undone.

use expr::Context;
use model::graph::NodeIx;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// An element instance, subscription or incident of a case, counted from 1 (the process itself is 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Key(pub u64);

/// How a case began.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CaseStarted {
    /// The case's id.
    pub case: Arc<str>,
    /// The version of the workflow, as the store names it.
    pub version: Arc<str>,
    /// The start event, if not the plain one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<NodeIx>,
    /// What it starts with.
    #[serde(default, skip_serializing_if = "Context::is_empty")]
    pub variables: Context,
    /// The call activity that waits for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caller: Option<Caller>,
}

/// The call activity of another case that waits for this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caller {
    /// The calling case.
    pub case: Arc<str>,
    /// The instance of its call activity.
    pub key: Key,
    /// How many calls stand one in the other up to this one, from 1.
    #[serde(default = "first_call")]
    pub depth: u32,
}

fn first_call() -> u32 {
    1
}

/// What an element instance is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Role {
    /// An ordinary run.
    #[default]
    Plain,
    /// One run of a repeated activity; the scope is the instance that holds the runs together.
    Run {
        /// Which, from 0.
        index: u32,
    },
    /// Undoes something for `thrower`.
    Undo {
        /// The instance that waits for it.
        thrower: Key,
    },
}

impl Role {
    /// Is it an ordinary run?
    pub fn is_plain(&self) -> bool {
        *self == Role::Plain
    }
}

/// A person's work as far as the case decides about it. Title, form and guidance come from the workflow.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Task {
    /// The person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assignee: Option<Arc<str>>,
    /// The teams that may take it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Arc<str>>,
    /// The persons who may take it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub users: Vec<Arc<str>>,
    /// When it has to be done, µs UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<i64>,
    /// When to look at it again, µs UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub follow_up: Option<i64>,
    /// 0 to 100; 50 if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<u8>,
}

/// What a subscription waits for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Wait {
    /// A point in time.
    Timer {
        /// When, µs UTC.
        due: i64,
        /// When it happens again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        repeat: Option<Repetition>,
    },
    /// A message.
    Message {
        /// Its name.
        name: Arc<str>,
        /// Its correlation key.
        key: Arc<str>,
    },
    /// A signal.
    Signal {
        /// Its name.
        name: Arc<str>,
    },
    /// A condition; triggered when it turns from false to true.
    Condition {
        /// What it was when last looked at.
        holds: bool,
    },
    /// Somebody who says that it happened.
    Hand,
}

/// How a timer is repeated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repetition {
    /// An ISO 8601 duration or a cron expression.
    pub every: Arc<str>,
    /// How often after the next time; `None`: for ever.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<u32>,
    /// Never after this instant, µs UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<i64>,
}

/// How something that was done can be undone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Undo {
    /// What was done.
    pub node: NodeIx,
    /// The activity that undoes it; `None`: undo what was done inside, or run its compensation event sub-process.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handler: Option<NodeIx>,
    /// Of a sub-process: its own variables when it was done.
    #[serde(default, skip_serializing_if = "Context::is_empty")]
    pub locals: Context,
    /// Of a sub-process: what was done inside, first done first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub inside: Vec<Undo>,
}
