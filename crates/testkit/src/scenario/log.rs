//! What the events of one case tell: the path, the variables of the process, what was reached.

use super::path::{Item, Mark};
use crate::ledger::Ledger;
use engine::event::{Key, Role};
use engine::{Event, State};
use expr::Context;
use model::graph::{Graph, NodeIx};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// The events of one case, followed as they come.
#[derive(Debug)]
pub struct CaseLog {
    /// All events so far.
    pub events: Vec<Event>,
    /// The variables of the process, also after its end.
    pub variables: Context,
    /// The order in which elements were entered and left.
    pub path: Vec<Item>,
    /// Each version that the case ran on, with the nodes that it reached there.
    pub reached: Vec<(Arc<Graph>, BTreeSet<NodeIx>)>,
    /// What is open by the events.
    pub ledger: Ledger,
    nodes: HashMap<Key, (NodeIx, Role)>,
    waits: HashMap<Key, NodeIx>,
    /// The part of the path that was looked at already.
    pub(super) path_seen: usize,
    /// The first event that was not looked at for what the case sent.
    pub(super) sent_seen: usize,
    /// The first event that was not looked at for what became null.
    pub(super) warned_seen: usize,
}

impl CaseLog {
    /// The log of a case that begins on this version.
    pub fn new(graph: Arc<Graph>) -> Self {
        Self {
            events: Vec::new(),
            variables: Context::new(),
            path: Vec::new(),
            reached: vec![(graph, BTreeSet::new())],
            ledger: Ledger::default(),
            nodes: HashMap::new(),
            waits: HashMap::new(),
            path_seen: 0,
            sent_seen: 0,
            warned_seen: 0,
        }
    }

    /// The version that it runs on now.
    pub fn graph(&self) -> &Arc<Graph> {
        &self.reached[self.reached.len() - 1].0
    }

    /// Takes the next event. `graphs` finds a version, for a migration.
    pub fn push(&mut self, event: Event, graphs: impl Fn(&str) -> Option<Arc<Graph>>) {
        match &event {
            Event::CaseStarted(started) => self.variables = started.variables.clone(),
            Event::VariablesSet { scope, values } if *scope == State::ROOT => {
                for (name, value) in values {
                    self.variables.insert(name.clone(), value.clone());
                }
            }
            Event::Passed { node, .. } => {
                self.reach(*node);
                self.item(*node, Role::Plain, Mark::Entered);
            }
            Event::Entered { key, node, role, .. } => {
                self.nodes.insert(*key, (*node, *role));
                self.reach(*node);
                self.item(*node, *role, Mark::Entered);
            }
            Event::Completed { key } => self.left(*key, Mark::Done),
            Event::Terminated { key } => self.left(*key, Mark::Cancelled),
            Event::Subscribed { key, node, .. } => {
                self.waits.insert(*key, *node);
            }
            Event::Triggered { key } => {
                if let Some(node) = self.waits.get(key) {
                    self.reach(*node);
                }
            }
            Event::ErrorCaught { catcher: node, .. }
            | Event::EscalationThrown { catcher: Some(node), .. } => {
                self.reach(*node);
            }
            Event::Migrated { version, nodes, .. } => self.migrate(graphs(version), nodes),
            _ => {}
        }
        self.ledger.book(&event);
        self.events.push(event);
    }

    fn reach(&mut self, node: NodeIx) {
        if let Some((_, reached)) = self.reached.last_mut() {
            reached.insert(node);
        }
    }

    fn left(&mut self, key: Key, mark: Mark) {
        if let Some((node, role)) = self.nodes.remove(&key) {
            self.item(node, role, mark);
        }
    }

    fn item(&mut self, node: NodeIx, role: Role, mark: Mark) {
        let id = &self.graph().node(node).id;
        let element = match role {
            Role::Run { index } => format!("{id}[{}]", index + 1),
            _ => id.to_string(),
        };
        self.path.push(Item { element, mark });
    }

    fn migrate(&mut self, graph: Option<Arc<Graph>>, nodes: &[(NodeIx, NodeIx)]) {
        let Some(graph) = graph else { return };
        self.reached.push((graph, BTreeSet::new()));
        let new: HashMap<NodeIx, NodeIx> = nodes.iter().copied().collect();
        let renumber = |node: &mut NodeIx| *node = new.get(node).copied().unwrap_or(*node);
        self.nodes.values_mut().for_each(|(node, _)| renumber(node));
        self.waits.values_mut().for_each(renumber);
    }
}
