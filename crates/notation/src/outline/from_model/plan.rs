//! Which node stands in which block of the outline.
//!
//! Every plan gives an outline that says the same: whatever does not follow on the next line is reached by `go to`.
//! Two are made. One by who dominates whom: it finds the blocks of a drawing, in whatever order its elements stand. One
//! by the order of the document ([`super::order`]): of a model that was made from a text it gives the text back. That
//! with fewer jumps is taken.

use super::graph::{Graph, Ix};
use crate::outline::limits;
use model::bpmn::Kind;
use std::collections::HashMap;

/// Levels that one nested choice takes: the choice, its branch, and what is said of the steps inside.
pub const LEVELS: usize = 4;
/// A branch of at most so many nodes that ends or goes elsewhere is a way out.
pub const WAY_OUT: usize = 2;
/// What follows a choice is written below it from so many nodes on.
const LONG: usize = 6;

/// How a node leads on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaves {
    /// To the next line.
    One,
    /// By branches of a choice.
    Choice,
    /// By branches of a kept part.
    Kept,
}

/// A way out: the node, and which of its ways.
pub type Way = (Ix, usize);

/// The blocks of a body, each as its nodes at the first level. Gateways in which ways meet are among them.
#[derive(Debug, Default)]
pub struct Plan {
    /// What stands in the workflow or group itself.
    pub body: Vec<Ix>,
    /// What stands inside of ways. The first node is that to which the way leads.
    pub inside: HashMap<Way, Vec<Ix>>,
    /// Further blocks at the end to which no way leads down.
    pub more: Vec<Vec<Ix>>,
}

impl Plan {
    /// The plan that costs least; of several the first.
    pub fn of(graph: &Graph<'_>, leaves: &[Leaves], depth: usize) -> Self {
        let by_order =
            [false, true].into_iter().filter_map(|far| super::order::plan(graph, leaves, depth, far));
        let plans = by_order.chain([Dominators::plan(graph, leaves, depth)]);
        plans.min_by_key(|plan| plan.cost(graph, leaves)).unwrap_or_default()
    }

    /// How many lines say where a way goes on, jumps and ways that meet in what is no gateway; whether it leaves the
    /// order of the document; the jumps alone.
    fn cost(&self, graph: &Graph<'_>, leaves: &[Leaves]) -> (usize, bool, usize) {
        let mut count = Count { plan: self, graph, leaves, jumps: 0, bare: 0, order: Vec::new() };
        let first = self.body.first().copied();
        for start in &graph.starts {
            count.order.push(*start);
            count.way((*start, 0), graph.after(*start), first);
        }
        count.block(&self.body, None);
        for block in &self.more {
            count.block(block, None);
        }
        (count.jumps + count.bare, !count.order.is_sorted(), count.jumps)
    }
}

/// Goes through a plan as it is written.
struct Count<'p, 'g, 'm> {
    plan: &'p Plan,
    graph: &'g Graph<'m>,
    leaves: &'g [Leaves],
    jumps: usize,
    /// Places where ways meet without a gateway of their own.
    bare: usize,
    /// The nodes so far.
    order: Vec<Ix>,
}

impl Count<'_, '_, '_> {
    /// Counts in a block; tells how many ways lead on from it to `follow`.
    fn block(&mut self, block: &[Ix], follow: Option<Ix>) -> usize {
        let graph = self.graph;
        let mut open = 0;
        for (place, at) in block.iter().copied().enumerate() {
            let next = block.get(place + 1).copied().or(follow);
            let one = self.leaves[at] == Leaves::One;
            let joins = one && matches!(graph.nodes[at].kind, Kind::Gateway(_));
            self.bare += usize::from(open > 1 && !(joins && graph.ways_in[at] == open));
            self.order.push(at);
            open = 0;
            for edge in &graph.boundaries[at] {
                // What comes in between comes back only if the way goes on below, and never beside it.
                let gives_up =
                    matches!(&graph.nodes[*edge].kind, Kind::Boundary(event) if event.interrupting);
                let back = next.filter(|_| gives_up && (!one || graph.after(at) == next));
                self.order.push(*edge);
                open += self.way((*edge, 0), graph.after(*edge), back);
            }
            if one {
                open += self.lead(graph.after(at), next);
            } else {
                for (which, target) in graph.targets(at).enumerate() {
                    open += self.way((at, which), Some(target), next);
                }
            }
        }
        self.bare += usize::from(open > 1);
        open
    }

    /// The same of a way to `target`.
    fn way(&mut self, way: Way, target: Option<Ix>, follow: Option<Ix>) -> usize {
        match self.plan.inside.get(&way) {
            Some(block) => self.block(block, follow),
            None => self.lead(target, follow),
        }
    }

    fn lead(&mut self, target: Option<Ix>, follow: Option<Ix>) -> usize {
        let on = usize::from(target.is_some() && target == follow);
        self.jumps += usize::from(target.is_some()) - on;
        on
    }
}

/// Plans by who dominates whom.
///
/// A choice of which only one branch goes on could be written in two ways: with the rest of the workflow inside that
/// branch or below the choice. Below, if the other branches are short and the rest is long, else inside.
struct Dominators<'g, 'm> {
    graph: &'g Graph<'m>,
    leaves: &'g [Leaves],
    plan: Plan,
    /// What would stand too deep: it is written at the end and reached by `go to`.
    deferred: Vec<Ix>,
}

impl Dominators<'_, '_> {
    fn plan(graph: &Graph<'_>, leaves: &[Leaves], depth: usize) -> Plan {
        let mut all = Dominators { graph, leaves, plan: Plan::default(), deferred: Vec::new() };
        // Where the ways from the starts meet; what else hangs on the root is an entry of its own.
        let mut meets: Vec<Ix> = graph.children[graph.nodes.len()].clone();
        meets.retain(|child| !graph.starts.contains(child) && !graph.entries.contains(child));
        for start in &graph.starts {
            let Some(next) = graph.after(*start).filter(|next| graph.owns(*start, *next)) else { continue };
            // Without a meeting the way from the last start is the workflow itself.
            if meets.is_empty() && graph.starts.last() == Some(start) {
                all.plan.body = all.block(vec![next], None, depth);
            } else {
                all.way((*start, 0), next, meets.first().copied(), depth + 1);
            }
        }
        if !meets.is_empty() {
            meets.reverse();
            all.plan.body = all.block(meets, None, depth);
        }
        for entry in &graph.entries {
            let block = all.block(vec![*entry], None, depth);
            all.plan.more.push(block);
        }
        while let Some(at) = all.deferred.pop() {
            let block = all.block(vec![at], None, depth);
            all.plan.more.push(block);
        }
        all.plan
    }

    fn way(&mut self, way: Way, target: Ix, follow: Option<Ix>, depth: usize) {
        if Some(target) == follow || !self.graph.owns(way.0, target) {
            return;
        }
        if depth + LEVELS > limits::DEPTH {
            self.deferred.push(target);
            return;
        }
        let block = self.block(vec![target], follow, depth);
        self.plan.inside.insert(way, block);
    }

    /// The block of `pending` (the first last) and what they dominate.
    fn block(&mut self, mut pending: Vec<Ix>, follow: Option<Ix>, depth: usize) -> Vec<Ix> {
        let mut block = Vec::new();
        while let Some(at) = pending.pop() {
            block.push(at);
            // The places behind it where ways meet.
            let edge = &self.graph.boundaries[at];
            let meets = self.graph.children[at].iter();
            let meets = meets.filter(|child| !self.graph.owns(at, **child) && !edge.contains(child));
            pending.extend(meets.rev());
            if self.leaves[at] == Leaves::One {
                pending.extend(self.graph.after(at).filter(|next| self.graph.owns(at, *next)));
            } else {
                pending.extend(self.main_branch(at, pending.last().copied().or(follow)));
            }
            let onward = pending.last().copied().or(follow);
            if self.leaves[at] != Leaves::One {
                for (which, target) in self.graph.targets(at).enumerate().collect::<Vec<_>>() {
                    self.way((at, which), target, onward, depth + 2);
                }
            }
            for edge in &self.graph.boundaries[at] {
                if let Some(target) = self.graph.after(*edge) {
                    self.way((*edge, 0), target, onward, depth + 2);
                }
            }
        }
        block
    }

    /// The branch that goes on below the choice, since the others are only ways out.
    fn main_branch(&self, at: Ix, onward: Option<Ix>) -> Option<Ix> {
        if self.leaves[at] != Leaves::Choice {
            return None;
        }
        let targets: Vec<Ix> = self.graph.targets(at).collect();
        let owned = |target: &Ix| self.graph.owns(at, *target);
        let mut long = targets.iter().filter(|target| owned(target) && self.graph.size[**target] >= LONG);
        let main = *long.next()?;
        if long.next().is_some() || self.graph.children[at].iter().any(|child| !owned(child)) {
            return None;
        }
        let out = |target: &Ix| {
            if Some(*target) == onward {
                return false;
            }
            !owned(target) || (self.graph.size[*target] <= WAY_OUT && !self.reaches(*target, onward))
        };
        (targets.len() > 1 && targets.iter().filter(|target| **target != main).all(out)).then_some(main)
    }

    /// Whether a way leads from the nodes that `head` dominates straight to `target`.
    fn reaches(&self, head: Ix, target: Option<Ix>) -> bool {
        let mut nodes = vec![head];
        while let Some(at) = nodes.pop() {
            if self.graph.targets(at).any(|next| Some(next) == target) {
                return true;
            }
            nodes.extend(&self.graph.children[at]);
        }
        false
    }
}
