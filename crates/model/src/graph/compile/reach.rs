//! For inclusive joins: from where which of the incoming flows can still get a token (BPMN 2.0.2, table 13.3).

use super::Report;
use crate::bpmn::Process;
use crate::graph::{Graph, Kind, NodeIx, Throw};
use crate::{Diagnostic, messages as msg};
use std::collections::HashMap;

/// The most steps that looking for ways to inclusive joins may take, over all joins of a process. A model of
/// 10,000 steps with 2,000 joins needs about a tenth.
pub const MAX_STEPS: usize = 400_000_000;

/// The most incoming flows of an inclusive gateway.
pub const MAX_INCOMING: usize = 1_000;

/// Fills in the reach of all inclusive gateways.
pub fn fill(process: &Process, graph: &mut Graph, errors: &mut Vec<Diagnostic>) {
    let joins: Vec<NodeIx> = graph
        .iter()
        .filter(|(_, node)| matches!(node.kind, Kind::Inclusive(_)) && node.incoming.len() > 1)
        .map(|(ix, _)| ix)
        .collect();
    if joins.is_empty() {
        return;
    }
    let ways = Ways::of(graph);
    let size = graph.nodes.len();
    let mut search = Search { ways: &ways, seen: vec![0; size], round: 0, count: vec![0; size], steps: 0 };
    for join in joins {
        if graph.node(join).incoming.len() > MAX_INCOMING {
            let message = msg::TOO_MANY_INCOMING.message().with("limit", MAX_INCOMING);
            let label = graph.node(join).label();
            errors.push(Diagnostic::error(message.with("element", label)).at(&graph.node(join).id, None));
            continue;
        }
        let found = search.reach(graph, join);
        if search.steps > MAX_STEPS {
            let message = msg::TOO_MANY_WAYS.message().with("limit", MAX_STEPS);
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
    fn of(graph: &Graph) -> Self {
        let mut from = vec![Vec::new(); graph.nodes.len()];
        for flow in &graph.flows {
            from[flow.target.0 as usize].push(flow.source);
        }
        for (ix, node) in graph.iter() {
            match &node.kind {
                Kind::Throw(Throw::Link(target)) => from[target.0 as usize].push(ix),
                Kind::Boundary(boundary) => from[ix.0 as usize].push(boundary.host),
                _ => {}
            }
        }
        Self { from }
    }
}

/// A search against the direction of the flows.
struct Search<'w> {
    ways: &'w Ways,
    /// In which round a node was seen last.
    seen: Vec<u32>,
    round: u32,
    /// How many of the incoming flows of the present join a node reaches.
    count: Vec<u16>,
    steps: usize,
}

impl Search<'_> {
    /// Which of the incoming flows of `join` each node reaches, for nodes that reach some but not all of them.
    fn reach(&mut self, graph: &Graph, join: NodeIx) -> HashMap<NodeIx, Vec<u16>> {
        let incoming = &graph.node(join).incoming;
        let mut by_flow = Vec::with_capacity(incoming.len());
        for flow in incoming {
            let nodes = self.upstream(graph.flow(*flow).source, join);
            for node in &nodes {
                self.count[node.0 as usize] += 1;
            }
            by_flow.push(nodes);
        }
        let mut reach: HashMap<NodeIx, Vec<u16>> = HashMap::new();
        for (position, nodes) in (0u16..).zip(&by_flow) {
            for node in nodes {
                if usize::from(self.count[node.0 as usize]) < incoming.len() {
                    reach.entry(*node).or_default().push(position);
                }
            }
        }
        for node in by_flow.iter().flatten() {
            self.count[node.0 as usize] = 0;
        }
        reach
    }

    /// All nodes from which `start` can be reached without passing `join`, `start` included.
    fn upstream(&mut self, start: NodeIx, join: NodeIx) -> Vec<NodeIx> {
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
            for from in &self.ways.from[node.0 as usize] {
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
