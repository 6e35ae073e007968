//! Where tokens can and cannot come: steps that nothing leads to, no way to an end, loops that never wait.

use super::Place;
use crate::graph::{Decide, Graph, Kind, NodeIx, SubProcess, SubProcessKind, Throw, Trigger, label};
use crate::messages as msg;
use std::collections::HashSet;

/// Checks the ways through a process.
pub fn check(place: &mut Place<'_, '_>) {
    let ways = Ways::of(place.graph);
    unreachable(place, &ways);
    no_end(place, &ways);
    busy_loops(place, &ways);
    unused_links(place);
    undone_from_outside(place);
}

/// From which node a token can come to which in one step: sequence flows, links, boundary events.
pub struct Ways {
    /// To where.
    pub to: Vec<Vec<NodeIx>>,
    /// From where.
    pub from: Vec<Vec<NodeIx>>,
}

impl Ways {
    /// The ways of a graph.
    pub fn of(graph: &Graph) -> Self {
        let mut ways = Self { to: vec![vec![]; graph.nodes.len()], from: vec![vec![]; graph.nodes.len()] };
        let mut add = |from: NodeIx, to: NodeIx| {
            ways.to[from.0 as usize].push(to);
            ways.from[to.0 as usize].push(from);
        };
        for flow in &graph.flows {
            add(flow.source, flow.target);
        }
        for (ix, node) in graph.iter() {
            if let Kind::Throw(Throw::Link(target)) = &node.kind {
                add(ix, *target);
            }
            for boundary in &node.boundaries {
                add(ix, *boundary);
            }
        }
        ways
    }
}

/// Marks `start` and all nodes that can be reached from it over `next`.
fn flood(start: NodeIx, next: &[Vec<NodeIx>], seen: &mut [bool]) {
    let mut stack = vec![start];
    while let Some(ix) = stack.pop() {
        if !std::mem::replace(&mut seen[ix.0 as usize], true) {
            stack.extend(&next[ix.0 as usize]);
        }
    }
}

/// Steps in whose scope something starts, but from where no way leads to them.
fn unreachable(place: &mut Place<'_, '_>, ways: &Ways) {
    let graph = place.graph;
    let mut starts = Vec::new();
    for (ix, node) in graph.iter() {
        if let Some(scope) = graph.scope(ix) {
            starts
                .extend(scope.starts.iter().chain(&scope.triggered_starts).chain(&scope.event_sub_processes));
            if is_ad_hoc(graph, ix) {
                starts.extend(&scope.children);
            }
        }
        // What undoes something is started by that; so is what waits for it.
        if node.for_compensation || matches!(&node.kind, Kind::Boundary(it) if is_compensation(&it.trigger)) {
            starts.push(ix);
        }
    }
    let mut seen = vec![false; graph.nodes.len()];
    starts.into_iter().for_each(|start| flood(start, &ways.to, &mut seen));
    // Of what stands in a row, the first one says it; of a circle, the first in the document.
    let nodes = || graph.iter().skip(1).map(|(ix, _)| ix);
    let heads = nodes().filter(|ix| ways.from[ix.0 as usize].is_empty());
    for ix in heads.chain(nodes()) {
        if seen[ix.0 as usize] {
            continue;
        }
        if !matches!(graph.node(ix).kind, Kind::Catch(Trigger::Link(_))) {
            place.warn(ix, msg::UNREACHABLE.message());
        }
        flood(ix, &ways.to, &mut seen);
    }
}

fn is_compensation(trigger: &Trigger) -> bool {
    matches!(trigger, Trigger::Compensation)
}

fn is_ad_hoc(graph: &Graph, ix: NodeIx) -> bool {
    matches!(&graph.node(ix).kind, Kind::SubProcess(SubProcess { kind: SubProcessKind::AdHoc(_), .. }))
}

/// Steps from which no end can be reached. An end is whatever nothing follows.
fn no_end(place: &mut Place<'_, '_>, ways: &Ways) {
    let graph = place.graph;
    let ends = |ix: &NodeIx| {
        let node = graph.node(*ix);
        node.outgoing.is_empty() && !matches!(node.kind, Kind::Throw(Throw::Link(_)))
    };
    let mut reaches = vec![false; graph.nodes.len()];
    graph.iter().map(|(ix, _)| ix).filter(ends).for_each(|end| flood(end, &ways.from, &mut reaches));
    let mut told = HashSet::new();
    for (ix, node) in graph.iter().skip(1) {
        // Once for each scope: what follows has the same cause.
        if !reaches[ix.0 as usize] && told.insert(node.parent) {
            place.warn(ix, msg::NO_END.message());
        }
    }
}

/// Circles in which nothing waits. They run until a limit stops them, unless a script changes a condition.
fn busy_loops(place: &mut Place<'_, '_>, ways: &Ways) {
    let busy: Vec<bool> = place.graph.nodes.iter().map(|node| !waits(&node.kind)).collect();
    // Whatever has no busy predecessor or no busy successor stands in no such circle.
    let mut inside = busy;
    let counts = |of: &[Vec<NodeIx>], inside: &[bool]| -> Vec<usize> {
        of.iter().map(|next| next.iter().filter(|ix| inside[ix.0 as usize]).count()).collect()
    };
    let (mut before, mut after) = (counts(&ways.from, &inside), counts(&ways.to, &inside));
    let loose = |ix: usize, before: &[usize], after: &[usize]| before[ix] == 0 || after[ix] == 0;
    let mut stack: Vec<usize> =
        (0..inside.len()).filter(|ix| inside[*ix] && loose(*ix, &before, &after)).collect();
    while let Some(ix) = stack.pop() {
        if !std::mem::replace(&mut inside[ix], false) {
            continue;
        }
        for next in &ways.to[ix] {
            before[next.0 as usize] = before[next.0 as usize].saturating_sub(1);
        }
        for previous in &ways.from[ix] {
            after[previous.0 as usize] = after[previous.0 as usize].saturating_sub(1);
        }
        let around = ways.to[ix].iter().chain(&ways.from[ix]).map(|ix| ix.0 as usize);
        stack.extend(around.filter(|ix| inside[*ix] && loose(*ix, &before, &after)));
    }
    let mut told = HashSet::new();
    for (ix, node) in place.graph.iter().skip(1) {
        if inside[ix.0 as usize] && told.insert(node.parent) {
            place.warn(ix, msg::BUSY_LOOP.message());
        }
    }
}

/// Whether a token stays for a while.
pub fn waits(kind: &Kind) -> bool {
    match kind {
        Kind::Catch(trigger) => !matches!(trigger, Trigger::Link(_)),
        Kind::User(_) | Kind::Job(_) | Kind::Receive(_) | Kind::Call(_) | Kind::EventBased { .. } => true,
        Kind::Throw(throw) | Kind::End(throw) => matches!(throw, Throw::Job(_)),
        Kind::Process(_) | Kind::SubProcess(_) | Kind::Boundary(_) => true,
        Kind::Exclusive(decide) => *decide == Decide::ByPerson,
        Kind::Inclusive(inclusive) => inclusive.decide == Decide::ByPerson,
        Kind::Start(_) | Kind::Pass | Kind::Send(_) | Kind::Script(_) | Kind::Decision(_) => false,
        Kind::Parallel | Kind::Complex { .. } => false,
    }
}

/// Catching links to which no throwing link leads.
fn unused_links(place: &mut Place<'_, '_>) {
    let thrown: HashSet<NodeIx> = place
        .graph
        .iter()
        .filter_map(|(_, node)| match &node.kind {
            Kind::Throw(Throw::Link(target)) => Some(*target),
            _ => None,
        })
        .collect();
    for (ix, node) in place.graph.iter() {
        if let Kind::Catch(Trigger::Link(name)) = &node.kind
            && !thrown.contains(&ix)
        {
            place.warn(ix, msg::LINK_UNUSED.message().with("name", name));
        }
    }
}

/// Compensation event sub-processes that never begin: the sub-process around them has a handler at its edge, and an
/// activity is undone by one handler.
fn undone_from_outside(place: &mut Place<'_, '_>) {
    let graph = place.graph;
    for (ix, node) in graph.iter().filter(|(_, node)| node.compensated_by.is_some()) {
        let inside = graph.scope(ix).map(|scope| scope.event_sub_processes.as_slice()).unwrap_or_default();
        for sub in inside {
            let starts = graph.scope(*sub).map(|scope| scope.triggered_starts.as_slice()).unwrap_or_default();
            let undoes = |start: &NodeIx| matches!(&graph.node(*start).kind, Kind::Start(start) if matches!(start.trigger, Trigger::Compensation));
            if starts.iter().any(undoes) {
                let around = label(node.name.as_deref(), &node.id);
                place.warn(*sub, msg::UNDONE_FROM_OUTSIDE.message().with("around", around));
            }
        }
    }
}
