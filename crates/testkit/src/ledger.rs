//! What is open in a case by its events: opened minus closed. It has to be what the state says, at all times, and
//! nothing when the case has ended.

use engine::event::Key;
use engine::state::Work;
use engine::{Event, State};
use model::graph::{Graph, Kind, SubProcessKind};
use std::collections::BTreeSet;

/// Everything that is open, by key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Element instances.
    pub instances: BTreeSet<Key>,
    /// Jobs.
    pub jobs: BTreeSet<Key>,
    /// Tasks.
    pub tasks: BTreeSet<Key>,
    /// Called cases.
    pub calls: BTreeSet<Key>,
    /// Subscriptions.
    pub waits: BTreeSet<Key>,
    /// Incidents.
    pub incidents: BTreeSet<Key>,
    /// The first thing that was closed without being open, or opened twice.
    pub mistake: Option<String>,
}

impl Ledger {
    /// What is open after these events, which begin with the case.
    pub fn of<'a>(events: impl IntoIterator<Item = &'a Event>) -> Self {
        let mut ledger = Self::default();
        events.into_iter().for_each(|event| ledger.book(event));
        ledger
    }

    /// Takes one more event.
    pub fn book(&mut self, event: &Event) {
        let right = match event {
            Event::Entered { key, .. } => self.instances.insert(*key),
            Event::Completed { key } | Event::Terminated { key } => self.instances.remove(key),
            Event::JobCreated { key, .. } => self.jobs.insert(*key),
            Event::JobCompleted { key } | Event::JobCanceled { key } => self.jobs.remove(key),
            Event::TaskCreated { key, .. } => self.tasks.insert(*key),
            Event::TaskCompleted { key, .. } | Event::TaskCanceled { key } => self.tasks.remove(key),
            Event::CallStarted { key, .. } => self.calls.insert(*key),
            Event::CallEnded { key } | Event::CallCanceled { key } => self.calls.remove(key),
            Event::Subscribed { key, .. } => self.waits.insert(*key),
            Event::Unsubscribed { key } => self.waits.remove(key),
            Event::IncidentRaised { key, .. } => self.incidents.insert(*key),
            Event::IncidentResolved { key } => self.incidents.remove(key),
            _ => true,
        };
        if !right && self.mistake.is_none() {
            self.mistake = Some(format!("opened twice or closed without being open: {event:?}"));
        }
    }

    /// Is it what the state says? And does everything that is active wait for something that can happen?
    ///
    /// # Errors
    /// The first difference.
    pub fn check(&self, graph: &Graph, state: &State) -> Result<(), String> {
        if let Some(mistake) = &self.mistake {
            return Err(mistake.clone());
        }
        let instances = state.instances.keys().filter(|key| **key != State::ROOT).copied().collect();
        same("instances", &self.instances, &instances)?;
        same("jobs", &self.jobs, &working(state, |work| matches!(work, Work::Job { .. })))?;
        same("tasks", &self.tasks, &working(state, |work| matches!(work, Work::Task(_))))?;
        same("calls", &self.calls, &working(state, |work| matches!(work, Work::Call)))?;
        same("subscriptions", &self.waits, &state.subscriptions.keys().copied().collect())?;
        same("incidents", &self.incidents, &state.incidents.keys().copied().collect())?;
        match (state.bytes, state.count_bytes()) {
            (kept, counted) if kept == counted => {}
            (kept, counted) => return Err(format!("{counted} bytes are held, {kept} are in the book")),
        }
        if !state.is_active() {
            return match instances_left(state) + state.subscriptions.len() + state.incidents.len() {
                0 => Ok(()),
                _ => Err(format!("the case has ended, but this is left: {self:?}")),
            };
        }
        nothing_hangs(graph, state)
    }
}

fn instances_left(state: &State) -> usize {
    state.instances.keys().filter(|key| **key != State::ROOT).count()
}

fn working(state: &State, is: impl Fn(&Work) -> bool) -> BTreeSet<Key> {
    state.instances.iter().filter(|(_, instance)| is(&instance.work)).map(|(key, _)| *key).collect()
}

/// Everything active works, waits for something of its own, is stuck, or has something inside.
fn nothing_hangs(graph: &Graph, state: &State) -> Result<(), String> {
    for (key, instance) in &state.instances {
        let node = graph.node(instance.node);
        let works = !matches!(instance.work, Work::None) || instance.incident.is_some();
        let busy = instance.inside.as_ref().is_some_and(|it| !it.children.is_empty() || !it.queue.is_empty());
        let waits =
            instance.waits.iter().any(|wait| is_own(graph, state, *wait)) || instance.undoing.is_some();
        let by_hand =
            matches!(&node.kind, Kind::SubProcess(sub) if matches!(sub.kind, SubProcessKind::AdHoc(_)));
        if !(works || busy || waits || by_hand) {
            return Err(format!("{} ({key:?}) waits for nothing: {instance:?}", node.id));
        }
    }
    Ok(())
}

/// Does the instance wait for this itself? A boundary event or event sub-process may never happen.
fn is_own(graph: &Graph, state: &State, wait: Key) -> bool {
    let node = state.subscriptions.get(&wait).map(|wait| &graph.node(wait.node).kind);
    node.is_some_and(|kind| !matches!(kind, Kind::Boundary(_) | Kind::Start(_)))
}

fn same(what: &str, booked: &BTreeSet<Key>, state: &BTreeSet<Key>) -> Result<(), String> {
    match booked == state {
        true => Ok(()),
        false => Err(format!("{what}: by the events {booked:?} are open, by the state {state:?}")),
    }
}
