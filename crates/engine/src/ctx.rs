//! The work of one command: what is to be done next, and the only way to change the state.

use crate::event::{Event, Key, Problem, Role};
use crate::size;
use crate::state::{Instance, State};
use crate::{Env, apply::apply, messages};
use expr::{Context, Warning};
use lang::Message;
use model::graph::{FlowIx, Graph, Node, NodeIx};
use std::collections::VecDeque;

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
    /// Does the command go on with one before?
    pub goes_on: bool,
    /// Another command will go on with this one.
    pub continued: bool,
    /// Bytes of the events so far, about.
    emitted: usize,
    /// After so many bytes the command comes to its end.
    budget: usize,
}

impl<'a> Ctx<'a> {
    /// `payload`: how many bytes the command brings.
    pub fn new(graph: &'a Graph, state: &'a mut State, env: Env<'a>, payload: usize) -> Self {
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
            goes_on: false,
            continued: false,
            emitted: 0,
            budget: env.limits.command_bytes.saturating_add(payload),
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

    /// The events so far.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Has the command made so many bytes that no more should be begun?
    pub fn is_full(&self) -> bool {
        self.emitted > self.budget
    }

    /// Would so many bytes more be too much for the command?
    pub fn would_be_full(&self, bytes: usize) -> bool {
        self.emitted.saturating_add(bytes) > self.budget
    }

    /// Is it in a run of a repeated activity? That can go on in a command of its own.
    pub fn is_in_run(&self, key: Key) -> bool {
        self.state.chain(key).any(|(_, it)| matches!(it.role, Role::Run { .. }))
    }

    /// Another command goes on at this instance.
    pub fn go_on_later(&mut self, key: Key) {
        self.continued = true;
        self.emit(Event::ContinueRequested { key });
    }

    /// Notes that `name` became null, and why; nothing if it was meant so.
    pub fn warn(&mut self, key: Key, name: &str, warnings: &[Warning]) {
        if !warnings.is_empty() {
            let message = messages::BECAME_NULL.message().with("name", name);
            let message = message.with_message("reason", crate::words::because(warnings));
            self.emit(Event::Warned { key, problem: Problem::from(&message) });
        }
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
        self.emitted = self.emitted.saturating_add(size::event(&event));
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
        self.raise_problem(instance, Problem::from(&fault.0));
    }

    /// As [`Ctx::raise`], where the problem has its form already.
    pub fn raise_problem(&mut self, instance: Key, problem: Problem) {
        if let Some(old) = self.instance(instance).and_then(|it| it.incident) {
            self.emit(Event::IncidentResolved { key: old });
        }
        let key = self.next_key();
        self.emit(Event::IncidentRaised { key, instance, problem });
    }

    /// Ends the incident of the instance, if it has one.
    pub fn mend(&mut self, instance: Key) {
        if let Some(key) = self.instance(instance).and_then(|it| it.incident) {
            self.emit(Event::IncidentResolved { key });
        }
    }
}
