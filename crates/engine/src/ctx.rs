//! The work of one command: what is to be done next, and the only way to change the state.

use crate::event::{Event, Key, Problem};
use crate::state::{Instance, State};
use crate::{Env, apply::apply};
use expr::Context;
use lang::Message;
use model::graph::{FlowIx, Graph, Node, NodeIx};
use std::collections::VecDeque;
use std::sync::Arc;

/// A token on its way into a node.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    pub node: NodeIx,
    pub scope: Key,
    pub via: Option<FlowIx>,
    /// The event that the node stands for has happened, with these variables: it does not wait any more.
    pub happened: Option<Context>,
}

/// What is to be done inside a command.
#[derive(Debug)]
pub(crate) enum Step {
    /// A token comes to a node.
    Enter(Token),
    /// An instance begins, or tries again to begin.
    Begin(Key),
    /// The work of an instance is done, with these results.
    Complete(Key, Context),
    /// The next thing to undo on behalf of this instance.
    UndoNext(Key),
    /// More runs of a repeated activity.
    MoreRuns(Key),
}

/// Why an instance is stuck: becomes an incident.
#[derive(Debug)]
pub(crate) struct Fault(pub Message);

impl From<Message> for Fault {
    fn from(message: Message) -> Self {
        Self(message)
    }
}

/// The result of something that may get stuck.
pub(crate) type Outcome<T = ()> = Result<T, Fault>;

/// The context of one command.
pub(crate) struct Ctx<'a> {
    pub graph: &'a Graph,
    pub env: Env<'a>,
    state: &'a mut State,
    events: Vec<Event>,
    queue: VecDeque<Step>,
    /// Scopes in which something ended: they may be done.
    ended_in: Vec<Key>,
    /// Conditions have to be looked at again.
    pub variables_changed: bool,
    /// Elements entered by this command.
    pub entered: u32,
    /// Runs of repeated activities started by this command.
    pub runs_started: u32,
    /// The end event of the process that this command reached last.
    pub last_end: Option<NodeIx>,
}

impl<'a> Ctx<'a> {
    pub fn new(graph: &'a Graph, state: &'a mut State, env: Env<'a>) -> Self {
        Self {
            graph,
            env,
            state,
            events: Vec::with_capacity(8),
            queue: VecDeque::with_capacity(4),
            ended_in: Vec::new(),
            variables_changed: false,
            entered: 0,
            runs_started: 0,
            last_end: None,
        }
    }

    /// The state as it is now.
    pub fn state(&self) -> &State {
        self.state
    }

    /// What happened so far.
    pub fn into_events(self) -> Vec<Event> {
        self.events
    }

    /// Records an event and applies it.
    pub fn emit(&mut self, event: Event) {
        match &event {
            Event::Completed { key } | Event::Terminated { key } => {
                if let Some(instance) = self.state.instance(*key) {
                    self.ended_in.push(instance.scope);
                }
            }
            Event::Passed { scope, .. } | Event::Arrived { scope, .. } => self.ended_in.push(*scope),
            Event::VariablesSet { .. } => self.variables_changed = true,
            _ => {}
        }
        apply(self.state, &event);
        self.events.push(event);
    }

    /// A key that was not given before.
    pub fn next_key(&self) -> Key {
        Key(self.state.last_key.0 + 1)
    }

    /// The instance `key`, if it is active.
    pub fn instance(&self, key: Key) -> Option<&Instance> {
        self.state.instance(key)
    }

    /// The node of the instance `key`, if it is active.
    pub fn node_of(&self, key: Key) -> Option<&'a Node> {
        self.state.instance(key).map(|instance| self.graph.node(instance.node))
    }

    /// Adds a step to be done after the others.
    pub fn then(&mut self, step: Step) {
        self.queue.push_back(step);
    }

    /// The next step.
    pub fn next_step(&mut self) -> Option<Step> {
        self.queue.pop_front()
    }

    /// Is there nothing to do at the moment?
    pub fn is_idle(&self) -> bool {
        self.queue.is_empty()
    }

    /// Scopes in which something ended since the last call, inner ones first.
    pub fn take_ended_in(&mut self) -> Vec<Key> {
        let mut scopes = std::mem::take(&mut self.ended_in);
        scopes.sort_unstable_by(|a, b| b.cmp(a));
        scopes.dedup();
        scopes
    }

    /// Look at the scope again when there is nothing else to do.
    pub fn look_at(&mut self, scope: Key) {
        self.ended_in.push(scope);
    }

    /// Sends a token along each of `flows`.
    pub fn take(&mut self, flows: &[FlowIx], scope: Key) {
        for via in flows {
            let node = self.graph.flow(*via).target;
            self.then(Step::Enter(Token { node, scope, via: Some(*via), happened: None }));
        }
    }

    /// Is a token on its way in `scope`?
    pub fn has_token(&self, scope: Key) -> bool {
        self.queue.iter().any(|step| matches!(step, Step::Enter(token) if token.scope == scope))
    }

    /// Forgets the tokens that are on their way in `scope`.
    pub fn drop_tokens(&mut self, scope: Key) {
        self.queue.retain(|step| !matches!(step, Step::Enter(token) if token.scope == scope));
    }

    /// Makes the instance stuck. It has one incident at a time: a second one replaces the first.
    pub fn raise(&mut self, instance: Key, fault: Fault) {
        if let Some(old) = self.instance(instance).and_then(|it| it.incident) {
            self.emit(Event::IncidentResolved { key: old });
        }
        let key = self.next_key();
        self.emit(Event::IncidentRaised { key, instance, problem: problem(&fault.0) });
    }

    /// Ends the incident of the instance, if it has one.
    pub fn mend(&mut self, instance: Key) {
        if let Some(key) = self.instance(instance).and_then(|it| it.incident) {
            self.emit(Event::IncidentResolved { key });
        }
    }
}

/// The form in which a message is kept in an event.
fn problem(message: &Message) -> Problem {
    let args = message.args().iter().map(|(name, value)| (Arc::from(*name), Arc::from(value.as_str())));
    Problem { code: message.code().into(), args: args.collect(), text: message.to_string().into() }
}
