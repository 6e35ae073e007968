//! For inclusive joins: from where which of the incoming flows can still get a token (BPMN 2.0.2, table 13.3).

use super::Report;
use crate::bpmn::Process;
use crate::graph::{Graph, Kind, NodeIx, Reach, Throw};
use crate::limits::MAX_INCOMING;
use crate::{Diagnostic, messages as msg};
use std::collections::HashMap;

/// Fills in the reach of all inclusive gateways, in at most so many steps.
pub fn fill(process: &Process, graph: &mut Graph, limit: usize, errors: &mut Vec<Diagnostic>) {
    let joins: Vec<NodeIx> = graph
        .iter()
        .filter(|(_, node)| matches!(node.kind, Kind::Inclusive(_)) && node.incoming.len() > 1)
        .map(|(ix, _)| ix)
        .collect();
    if joins.is_empty() {
        return;
    }
    let (flows, all) = (Ways::flows(graph), Ways::all(graph));
    let size = graph.nodes.len();
    let mut search = Search { seen: vec![0; size], round: 0, steps: 0 };
    for join in joins {
        if graph.node(join).incoming.len() > MAX_INCOMING {
            let message = msg::TOO_MANY_INCOMING.message().with("limit", MAX_INCOMING);
            let label = graph.node(join).label();
            errors.push(Diagnostic::error(message.with("element", label)).at(&graph.node(join).id, None));
            continue;
        }
        let found = search.reach(graph, join, &flows, &all);
        if search.steps > limit {
            let message = msg::TOO_MANY_WAYS.message().with("limit", limit);
            Report::process(errors, process).error(message);
            return;
        }
        if let Kind::Inclusive(inclusive) = &mut graph.nodes[join.0 as usize].kind {
            inclusive.reach = found;
        }
    }
}

/// For each node, those from which a token can come to it in one step.
struct Ways {
    from: Vec<Vec<NodeIx>>,
}

impl Ways {
    /// Sequence flows and links.
    fn flows(graph: &Graph) -> Self {
        let mut from = vec![Vec::new(); graph.nodes.len()];
        for flow in &graph.flows {
            from[flow.target.0 as usize].push(flow.source);
        }
        for (ix, node) in graph.iter() {
            if let Kind::Throw(Throw::Link(target)) = &node.kind {
                from[target.0 as usize].push(ix);
            }
        }
        Self { from }
    }

    /// Boundary events too.
    fn all(graph: &Graph) -> Self {
        let Self { mut from } = Self::flows(graph);
        for (ix, node) in graph.iter() {
            if let Kind::Boundary(boundary) = &node.kind {
                from[ix.0 as usize].push(boundary.host);
            }
        }
        Self { from }
    }
}

/// A search against the direction of the flows.
struct Search {
    /// In which round a node was seen last.
    seen: Vec<u32>,
    round: u32,
    steps: usize,
}

impl Search {
    /// Which of the incoming flows of `join` each node reaches, for nodes that reach some, but not all by flows.
    fn reach(&mut self, graph: &Graph, join: NodeIx, flows: &Ways, all: &Ways) -> HashMap<NodeIx, Reach> {
        let incoming = &graph.node(join).incoming;
        let mut reach: HashMap<NodeIx, Reach> = HashMap::new();
        for (position, flow) in (0u16..).zip(incoming) {
            let source = graph.flow(*flow).source;
            for node in self.upstream(source, join, all) {
                reach.entry(node).or_default().any.push(position);
            }
            for node in self.upstream(source, join, flows) {
                reach.entry(node).or_default().by_flow.push(position);
            }
        }
        reach.retain(|_, it| it.by_flow.len() < incoming.len());
        reach
    }

    /// All nodes from which `start` can be reached without passing `join`, `start` included.
    fn upstream(&mut self, start: NodeIx, join: NodeIx, ways: &Ways) -> Vec<NodeIx> {
        self.round += 1;
        self.seen[join.0 as usize] = self.round;
        let mut found = Vec::new();
        if start == join {
            return found;
        }
        self.seen[start.0 as usize] = self.round;
        found.push(start);
        let mut next = 0;
        while let Some(node) = found.get(next).copied() {
            next += 1;
            for from in &ways.from[node.0 as usize] {
                if self.seen[from.0 as usize] != self.round {
                    self.seen[from.0 as usize] = self.round;
                    found.push(*from);
                }
            }
        }
        self.steps += found.len();
        found
    }
}
