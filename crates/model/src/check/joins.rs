//! Joins that do not fit their split: a parallel join after a choice waits for ever; a plain join after a
//! parallel split lets everything after it happen several times.
//!
//! The split of a join is its immediate dominator: the last node that every way to the join passes. Dominators
//! are found as by Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm" (2001).

use super::Place;
use super::flow::Ways;
use crate::graph::{Graph, Kind, Node, NodeIx, Trigger};
use crate::messages as msg;

/// Checks all joins.
pub fn check(place: &mut Place<'_, '_>) {
    let ways = Ways::of(place.graph);
    let dominators = Dominators::of(place.graph, &ways);
    for (ix, node) in place.graph.iter().skip(1) {
        if node.incoming.len() < 2 {
            continue;
        }
        let Some(split) = dominators.of_node(ix) else { continue };
        let splits = splits(place.graph, place.graph.node(split));
        let name = place.graph.node(split).label().clone();
        match (&node.kind, splits) {
            (Kind::Parallel, Some(Splits::One)) => {
                place.warn(ix, msg::DEADLOCK.message().with("split", name));
            }
            (Kind::Parallel | Kind::Inclusive(_) | Kind::Complex { .. } | Kind::End(_), _) => {}
            (_, Some(Splits::All)) => place.warn(ix, msg::SEVERAL_TOKENS.message().with("split", name)),
            _ => {}
        }
    }
}

/// How many of its ways a token takes after a node.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Splits {
    One,
    All,
}

fn splits(graph: &Graph, node: &Node) -> Option<Splits> {
    let several = node.outgoing.len() > 1;
    match &node.kind {
        Kind::Exclusive(_) | Kind::EventBased { .. } => several.then_some(Splits::One),
        Kind::Parallel => several.then_some(Splits::All),
        Kind::Inclusive(_) | Kind::Complex { .. } | Kind::Process(_) => None,
        _ => {
            let interrupting = |ix: &NodeIx| {
                let boundary = &graph.node(*ix).kind;
                matches!(boundary, Kind::Boundary(it) if it.interrupting || matches!(it.trigger, Trigger::Cancel))
            };
            let unconditional = node.outgoing.iter().all(|flow| graph.flow(*flow).condition.is_none());
            if !node.boundaries.is_empty() {
                let one = !several && node.boundaries.iter().all(interrupting);
                one.then_some(Splits::One)
            } else {
                (several && unconditional).then_some(Splits::All)
            }
        }
    }
}

struct Dominators {
    /// For each node its immediate dominator; the process (0) is over all that start.
    parent: Vec<Option<NodeIx>>,
}

impl Dominators {
    fn of(graph: &Graph, ways: &Ways) -> Self {
        let mut to = ways.to.clone();
        let mut from = ways.from.clone();
        // What nothing leads to is started from the outside.
        for ((ix, _), before) in graph.iter().zip(&mut from).skip(1) {
            if before.is_empty() {
                before.push(Graph::ROOT);
                to[0].push(ix);
            }
        }
        let order = post_order(&to);
        let mut number = vec![None; graph.nodes.len()];
        for (position, ix) in order.iter().enumerate() {
            number[ix.0 as usize] = Some(position);
        }
        let mut parent: Vec<Option<NodeIx>> = vec![None; graph.nodes.len()];
        parent[0] = Some(Graph::ROOT);
        let mut changed = true;
        while changed {
            changed = false;
            for ix in order.iter().rev().filter(|ix| **ix != Graph::ROOT) {
                let known =
                    from[ix.0 as usize].iter().copied().filter(|from| parent[from.0 as usize].is_some());
                let Some(new) = known.reduce(|a, b| intersect(a, b, &parent, &number)) else { continue };
                if parent[ix.0 as usize] != Some(new) {
                    parent[ix.0 as usize] = Some(new);
                    changed = true;
                }
            }
        }
        Self { parent }
    }

    /// The immediate dominator of a node; `None` if that is the beginning of everything.
    fn of_node(&self, ix: NodeIx) -> Option<NodeIx> {
        self.parent[ix.0 as usize].filter(|parent| *parent != Graph::ROOT)
    }
}

/// The nearest node that dominates both.
fn intersect(a: NodeIx, b: NodeIx, parent: &[Option<NodeIx>], number: &[Option<usize>]) -> NodeIx {
    let (mut a, mut b) = (a, b);
    let up = |ix: NodeIx| parent[ix.0 as usize].unwrap_or(Graph::ROOT);
    while a != b {
        if number[a.0 as usize] < number[b.0 as usize] {
            a = up(a);
        } else {
            b = up(b);
        }
    }
    a
}

/// All nodes that are reached from the beginning, each after those that follow it.
fn post_order(to: &[Vec<NodeIx>]) -> Vec<NodeIx> {
    let mut seen = vec![false; to.len()];
    let mut out = Vec::with_capacity(to.len());
    let mut stack = vec![(Graph::ROOT, 0)];
    if let Some(first) = seen.first_mut() {
        *first = true;
    }
    while let Some((ix, next)) = stack.last_mut() {
        match to[ix.0 as usize].get(*next).copied() {
            Some(child) => {
                *next += 1;
                if !std::mem::replace(&mut seen[child.0 as usize], true) {
                    stack.push((child, 0));
                }
            }
            None => {
                out.push(*ix);
                stack.pop();
            }
        }
    }
    out
}
