//! The path that a case has taken, as far as a person cares: steps and ends, not gateways.

use engine::event::Role;
use engine::{Event, Key};
use model::graph::{FlowIx, Graph, Kind, NodeIx};
use std::collections::HashMap;

/// The path so far.
#[derive(Debug, Default)]
pub struct Path {
    nodes: HashMap<Key, NodeIx>,
    sequence: i64,
    end: Option<String>,
}

impl Path {
    /// The last command that was followed.
    pub fn sequence(&self) -> i64 {
        self.sequence
    }

    /// The name of the end event reached last, if it has one.
    pub fn end(&self) -> Option<&str> {
        self.end.as_deref()
    }

    /// Follows the events of one command; returns what was done by them, a line each.
    pub fn follow(&mut self, graph: &Graph, sequence: i64, events: &[Event]) -> Vec<String> {
        self.sequence = sequence;
        let mut lines = Vec::new();
        for event in events {
            match event {
                Event::Entered { key, node, role, .. } if !matches!(role, Role::Run { .. }) => {
                    self.nodes.insert(*key, *node);
                }
                Event::TaskCompleted { key, chosen } if !chosen.is_empty() => {
                    if let Some(node) = self.nodes.remove(key) {
                        lines.push(format!("{} {}", graph.node(node).label(), labels(graph, chosen)));
                    }
                }
                Event::Passed { node, .. } => lines.extend(self.done(graph, *node)),
                Event::Completed { key } => {
                    if let Some(node) = self.nodes.remove(key) {
                        lines.extend(self.done(graph, node));
                    }
                }
                _ => {}
            }
        }
        lines
    }

    fn done(&mut self, graph: &Graph, node: NodeIx) -> Option<String> {
        let node = graph.node(node);
        if let Kind::End(_) = node.kind {
            self.end = node.name.as_ref().map(ToString::to_string);
        }
        let is_step = !matches!(
            node.kind,
            Kind::Exclusive(_)
                | Kind::Parallel
                | Kind::Inclusive(_)
                | Kind::Complex { .. }
                | Kind::EventBased { .. }
        );
        (is_step && node.name.is_some()).then(|| node.label().to_string())
    }
}

fn labels(graph: &Graph, flows: &[FlowIx]) -> String {
    let label = |flow: &FlowIx| {
        let way = graph.flow(*flow);
        way.name.as_ref().unwrap_or_else(|| graph.node(way.target).label()).to_string()
    };
    flows.iter().map(label).collect::<Vec<_>>().join(", ")
}
