//! Finds what a line of a scenario speaks of in the state of the case.

use super::Pick;
use engine::State;
use engine::event::{Key, Role};
use engine::state::{Instance, Work};
use model::graph::{Graph, Kind, Node, SubProcessKind};

/// A case as it stands, with the names of its elements.
pub(super) struct View<'a> {
    pub(super) graph: &'a Graph,
    pub(super) state: &'a State,
}

impl View<'_> {
    /// All active instances of the element, oldest first.
    fn instances(&self, pick: &Pick) -> impl Iterator<Item = (Key, &Instance)> {
        let node = self.graph.find(&pick.element);
        let all = self.state.instances.iter().map(|(key, instance)| (*key, instance));
        all.filter(move |(key, instance)| Some(instance.node) == node && self.run_fits(*key, pick.run))
    }

    /// Is it, or what it stands in, the run that is meant?
    fn run_fits(&self, key: Key, run: Option<u32>) -> bool {
        let Some(run) = run else { return true };
        let innermost = self.state.chain(key).find_map(|(_, instance)| match instance.role {
            Role::Run { index } => Some(index),
            _ => None,
        });
        innermost == Some(run.saturating_sub(1))
    }

    /// Jobs and tasks of the element.
    pub(super) fn works(&self, pick: &Pick) -> Vec<(Key, &Work)> {
        let all = self.instances(pick).map(|(key, instance)| (key, &instance.work));
        all.filter(|(_, work)| matches!(work, Work::Job { .. } | Work::Task(_))).collect()
    }

    /// The first job or task of the element.
    pub(super) fn work(&self, pick: &Pick) -> Result<(Key, &Work), String> {
        self.works(pick).into_iter().next().ok_or_else(|| format!("no job or task waits at {}", pick.element))
    }

    /// The first active instance of the element; a repeated activity's body comes before its runs.
    pub(super) fn instance(&self, pick: &Pick) -> Result<Key, String> {
        let found = self.instances(pick).map(|(key, _)| key).next();
        found.ok_or_else(|| format!("{} is not active", pick.element))
    }

    /// The first subscription for an event with this id.
    pub(super) fn subscription(&self, pick: &Pick) -> Option<Key> {
        let node = self.graph.find(&pick.element);
        let mut all = self.state.subscriptions.iter();
        let found = all.find(|(_, wait)| Some(wait.node) == node && self.run_fits(wait.instance, pick.run));
        found.map(|(key, _)| *key)
    }

    /// The first incident at the element.
    pub(super) fn incident(&self, pick: &Pick) -> Result<Key, String> {
        let node = self.graph.find(&pick.element);
        let stuck = |key: &Key| self.state.instance(*key).map(|instance| instance.node);
        let mut all = self.state.incidents.iter();
        let found = all.find(|(_, incident)| {
            stuck(&incident.instance) == node && self.run_fits(incident.instance, pick.run)
        });
        found.map(|(key, _)| *key).ok_or_else(|| format!("no incident at {}", pick.element))
    }

    /// Everything that waits, as `kind:element`, sorted.
    pub(super) fn waits(&self) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for instance in self.state.instances.values() {
            all.extend(self.waits_of(instance));
        }
        for wait in self.state.subscriptions.values() {
            all.push(format!("{}:{}", kind_of(&wait.wait), self.graph.node(wait.node).id));
        }
        all.sort();
        all
    }

    fn waits_of(&self, instance: &Instance) -> Vec<String> {
        let node = self.graph.node(instance.node);
        let mut all = Vec::new();
        let work = match &instance.work {
            _ if instance.incident.is_some() => None,
            Work::None => None,
            Work::Job { .. } => Some("job"),
            Work::Task(_) if matches!(node.kind, Kind::Exclusive(_) | Kind::Inclusive(_)) => Some("choice"),
            Work::Task(_) => Some("task"),
            Work::Call => Some("call"),
        };
        all.extend(work.map(|work| format!("{work}:{}", node.id)));
        let inside = instance.inside.as_deref();
        let arrived = inside.map(|inside| inside.arrived.as_slice()).unwrap_or_default();
        all.extend(arrived.iter().map(|(gateway, _)| format!("token:{}", self.graph.node(*gateway).id)));
        let empty = inside.is_none_or(|inside| inside.children.is_empty() && inside.runs.is_none());
        if empty && instance.incident.is_none() && is_ad_hoc(node) {
            all.push(format!("adhoc:{}", node.id));
        }
        all
    }
}

fn is_ad_hoc(node: &Node) -> bool {
    matches!(&node.kind, Kind::SubProcess(sub) if matches!(sub.kind, SubProcessKind::AdHoc(_)))
}

fn kind_of(wait: &engine::event::Wait) -> &'static str {
    use engine::event::Wait;
    match wait {
        Wait::Timer { .. } => "timer",
        Wait::Message { .. } => "message",
        Wait::Signal { .. } => "signal",
        Wait::Condition { .. } => "condition",
        Wait::Hand => "hand",
    }
}
