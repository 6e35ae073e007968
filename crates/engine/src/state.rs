//! Where a case stands: what is active, what it waits for, what its variables are.
//!
//! The state is what the events of the case say, nothing else: [`crate::apply`] is the only writer. What is done
//! leaves the state, so that its size follows what is going on now, not the age of the case.

use crate::command::Command;
use crate::event::{Caller, Key, Problem, Role, Task, Undo, Wait};
use expr::{Context, Value};
use model::graph::{FlowIx, NodeIx};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

/// A case as it stands.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct State {
    /// Its life.
    pub phase: CasePhase,
    /// Nothing goes on until it is resumed.
    pub suspended: bool,
    /// Its id.
    pub case: Arc<str>,
    /// The version of the workflow it runs on.
    pub version: Arc<str>,
    /// The call activity that waits for it.
    pub caller: Option<Caller>,
    /// The key given last.
    pub last_key: Key,
    /// Active element instances; the process is [`State::ROOT`].
    pub instances: BTreeMap<Key, Instance>,
    /// What it waits for from outside.
    pub subscriptions: BTreeMap<Key, Subscription>,
    /// What is stuck.
    pub incidents: BTreeMap<Key, Incident>,
    /// Subscriptions that are conditions.
    pub conditions: BTreeSet<Key>,
    /// Scopes in which tokens wait at a gateway.
    pub joining: BTreeSet<Key>,
    /// Commands of programs that came while it was suspended.
    pub held: Vec<Command>,
    /// How it counts, by the last end event that said so.
    pub outcome: Option<Arc<str>>,
    /// The end event of the process that a command before reached last.
    pub end: Option<NodeIx>,
    /// About how many bytes it holds: variables, items and results of repeated activities, what can be undone,
    /// commands that are held.
    pub bytes: usize,
    /// Elements entered, by scope, since it waited for something last; see [`Event::StepsCounted`].
    ///
    /// [`Event::StepsCounted`]: crate::Event::StepsCounted
    pub restless: BTreeMap<Key, u32>,
}

/// The life of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum CasePhase {
    /// Not begun.
    #[default]
    New,
    /// Running.
    Active,
    /// Ended by itself.
    Completed,
    /// Ended with an error for its caller.
    Failed,
    /// Ended by force.
    Canceled,
}

/// An active element instance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Instance {
    /// What.
    #[serde(rename = "n")]
    pub node: NodeIx,
    /// In which scope. The process is its own scope.
    #[serde(rename = "s")]
    pub scope: Key,
    /// How far it is.
    #[serde(rename = "p")]
    pub phase: Phase,
    /// What it is for.
    #[serde(rename = "r", default, skip_serializing_if = "Role::is_plain")]
    pub role: Role,
    /// The flow by which the token came.
    #[serde(rename = "f", default, skip_serializing_if = "Option::is_none")]
    pub via: Option<FlowIx>,
    /// Its own variables.
    #[serde(rename = "v", default, skip_serializing_if = "Context::is_empty")]
    pub locals: Context,
    /// Its work, if somebody does it.
    #[serde(rename = "w", default, skip_serializing_if = "Work::is_none")]
    pub work: Work,
    /// Its subscriptions, in the order in which they were opened.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waits: Vec<Key>,
    /// Its incident, if it is stuck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident: Option<Key>,
    /// What is in it, if it is a scope.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inside: Option<Box<Inside>>,
    /// Its part of [`State::bytes`].
    #[serde(rename = "b", default, skip_serializing_if = "is_zero")]
    pub bytes: usize,
    /// Its timers that have happened and do not happen again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spent: Vec<NodeIx>,
    /// What it still has to undo, last first, if it throws a compensation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoing: Option<Box<VecDeque<(Key, Undo)>>>,
}

// The form is serde's.
#[expect(clippy::trivially_copy_pass_by_ref)]
fn is_zero(bytes: &usize) -> bool {
    *bytes == 0
}

/// How far an element instance is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Phase {
    /// Inputs, and opening what it waits for.
    Activating,
    /// At work.
    Active,
    /// Outputs, and the way out.
    Completing,
    /// The way out: outputs are mapped, once.
    Leaving,
}

/// Who works on an element instance.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Work {
    /// Nobody.
    #[default]
    None,
    /// A program.
    Job {
        /// By this it is taken.
        job_type: Arc<str>,
        /// How often it may be tried.
        retries: u32,
    },
    /// A person.
    Task(Box<Task>),
    /// Another case.
    Call,
}

impl Work {
    /// Is nobody at work?
    pub fn is_none(&self) -> bool {
        *self == Work::None
    }
}

/// What is in a scope: process, sub-process, or the body of a repeated activity.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Inside {
    /// Active instances directly in it.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub children: BTreeSet<Key>,
    /// Tokens that wait at gateways, in the order of their coming.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub arrived: Vec<(NodeIx, FlowIx)>,
    /// Complex gateways that went on, with the flows still to come.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fired: Vec<(NodeIx, Vec<FlowIx>)>,
    /// What was done and can be undone, first done first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub undo: Vec<Undo>,
    /// It was left to an interrupting event sub-process.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub interrupted: bool,
    /// An ad-hoc sub-process: something in it has run.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub touched: bool,
    /// An ad-hoc sub-process: what is started next.
    #[serde(skip_serializing_if = "VecDeque::is_empty")]
    pub queue: VecDeque<NodeIx>,
    /// The runs of a repeated activity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub runs: Option<Runs>,
}

/// The runs of a repeated activity.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Runs {
    /// Of a collection: its items.
    pub items: Option<Arc<Vec<Value>>>,
    /// How many at most.
    pub count: u32,
    /// How many were started.
    pub started: u32,
    /// How many were completed.
    pub completed: u32,
    /// How many were cancelled.
    pub terminated: u32,
    /// Results by run; `Null` where there is none yet.
    pub outputs: Arc<Vec<Value>>,
}

/// Something that is waited for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Subscription {
    /// The instance that owns it.
    #[serde(rename = "i")]
    pub instance: Key,
    /// The event that happens.
    #[serde(rename = "n")]
    pub node: NodeIx,
    /// What for.
    #[serde(rename = "w")]
    pub wait: Wait,
}

/// Why something is stuck.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incident {
    /// The instance.
    pub instance: Key,
    /// Why.
    #[serde(flatten)]
    pub problem: Problem,
}

impl State {
    /// The instance of the process itself.
    pub const ROOT: Key = Key(1);

    /// A case that has not begun.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many calls stand one in the other up to this case; 0 if nobody has called it.
    pub fn call_depth(&self) -> u32 {
        self.caller.as_ref().map_or(0, |caller| caller.depth)
    }

    /// Has it begun and not ended?
    pub fn is_active(&self) -> bool {
        self.phase == CasePhase::Active
    }

    /// The instance with this key, if it is active.
    pub fn instance(&self, key: Key) -> Option<&Instance> {
        self.instances.get(&key)
    }

    /// The variables of the process itself.
    pub fn variables(&self) -> Option<&Context> {
        self.instance(Self::ROOT).map(|root| &root.locals)
    }

    /// The scopes around `key`, from the inside out, beginning with `key` itself.
    pub fn chain(&self, key: Key) -> impl Iterator<Item = (Key, &Instance)> {
        let mut next = Some(key);
        std::iter::from_fn(move || {
            let at = next?;
            let instance = self.instances.get(&at)?;
            next = (instance.scope != at).then_some(instance.scope);
            Some((at, instance))
        })
    }

    /// What [`bytes`](Self::bytes) has to be: goes through all that the case holds. For tests.
    pub fn count_bytes(&self) -> usize {
        crate::size::state(self)
    }

    /// How much it holds: instances, subscriptions, items. For deciding when to save it.
    pub fn weight(&self) -> usize {
        let inside = |i: &Instance| {
            i.inside.as_ref().and_then(|inside| inside.runs.as_ref()).map_or(0, |runs| runs.count as usize)
        };
        self.instances.len() + self.subscriptions.len() + self.instances.values().map(inside).sum::<usize>()
    }
}
