//! Blocks by the order of the document, as a text lays them out: a node, what comes in between at it, its branches,
//! the place where they meet.
//!
//! The text is not kept in the BPMN, but a model that was made from one has its nodes in the order of the text. Where
//! that order leaves open whether something stands inside of a branch or below the choice, as much as its ways reach is
//! inside; a long rest behind short ways out is below.

use super::graph::{Graph, Ix};
use super::plan::{LEVELS, Leaves, Plan, WAY_OUT, Way};
use crate::outline::limits;
use model::bpmn::{Gateway, Kind};
use std::ops::Range;

/// What follows a choice is written below it from so many nodes on.
const LONG: usize = 12;

/// The plan by the order of the nodes; none if they do not stand in the order of a text. `far`: what is reached from
/// inside of a branch stands there too, even if a jump from before leads to it.
pub fn plan(graph: &Graph<'_>, leaves: &[Leaves], depth: usize, far: bool) -> Option<Plan> {
    let count = graph.nodes.len();
    let mut sources = vec![Vec::new(); count];
    for at in 0..count {
        graph.targets(at).for_each(|target| sources[target].push(at));
    }
    let mut order = Order { graph, leaves, sources, depth, far, plan: Plan::default() };
    let starts = &graph.starts;
    let in_front = starts.first().is_none_or(|first| *first == 0) && starts.is_sorted();
    if !in_front {
        return None;
    }
    let body = match starts.as_slice() {
        [] => 0,
        [_] => 1,
        [.., last] => {
            // The first place that is reached from several starts.
            let start_of = |at: Ix| starts.partition_point(|start| *start <= at);
            let meets = |at: &Ix| {
                let from = order.sources[*at].iter().filter(|source| **source < *at);
                let mut from: Vec<usize> = from.map(|source| start_of(*source)).collect();
                from.dedup();
                from.len() > 1
            };
            (last + 1..count).find(meets).unwrap_or(last + 1)
        }
    };
    for (place, start) in starts.iter().enumerate() {
        let end = starts.get(place + 1).copied().unwrap_or(body);
        order.inside((*start, 0), start + 1..end, depth + 1)?;
    }
    order.plan.body = order.block(body..count, depth)?;
    Some(order.plan)
}

struct Order<'g, 'm> {
    graph: &'g Graph<'m>,
    leaves: &'g [Leaves],
    /// Where the ways into each node come from.
    sources: Vec<Vec<Ix>>,
    /// Where the lines of the workflow or group itself stand.
    depth: usize,
    far: bool,
    plan: Plan,
}

impl Order<'_, '_> {
    /// The block of the nodes in `range`.
    fn block(&mut self, range: Range<Ix>, depth: usize) -> Option<Vec<Ix>> {
        if depth + LEVELS > limits::DEPTH {
            return None;
        }
        let mut block = Vec::new();
        let mut at = range.start;
        while at < range.end {
            block.push(at);
            at = self.item(at, range.end, depth)?;
        }
        Some(block)
    }

    /// Puts the nodes in `range` inside of `way`, which must lead to the first of them.
    fn inside(&mut self, way: Way, range: Range<Ix>, depth: usize) -> Option<()> {
        if range.is_empty() {
            return Some(());
        }
        if self.graph.targets(way.0).nth(way.1) != Some(range.start) {
            return None;
        }
        let block = self.block(range, depth)?;
        self.plan.inside.insert(way, block);
        Some(())
    }

    /// Plans a node with all that belongs to it; the end of that is at most `limit`.
    fn item(&mut self, at: Ix, limit: Ix, depth: usize) -> Option<Ix> {
        if matches!(self.graph.nodes[at].kind, Kind::Boundary(_)) {
            return None;
        }
        let edges = self.graph.boundaries[at].clone();
        match (edges.last(), self.leaves[at]) {
            (None, Leaves::One) => Some(at + 1),
            (None, _) => self.choice(at, limit, depth),
            (Some(last), Leaves::One) if edges[0] == at + 1 && *last < limit => {
                let end = self.end_of_host(at, *last, limit);
                for (place, edge) in edges.iter().enumerate() {
                    let end = edges.get(place + 1).copied().unwrap_or(end);
                    self.inside((*edge, 0), edge + 1..end, depth + 2)?;
                }
                Some(end)
            }
            _ => None,
        }
    }

    /// Where the steps of the last event at the edge of `host` end.
    fn end_of_host(&self, host: Ix, edge: Ix, limit: Ix) -> Ix {
        let start = edge + 1;
        let onward = self.graph.after(host).filter(|next| (start..limit).contains(next));
        match onward {
            _ if self.graph.after(edge) != Some(start) => start,
            Some(next) => next,
            None => self.reach(start, limit),
        }
    }

    /// Where the nodes end that are reached from `start` on without a gap, and, if not far, from nowhere before it.
    fn reach(&self, start: Ix, limit: Ix) -> Ix {
        let mut end = (start + 1).min(limit);
        let belongs = |at: Ix| {
            if let Kind::Boundary(event) = &self.graph.nodes[at].kind {
                return self.graph.find(&event.attached_to).is_some_and(|host| host >= start);
            }
            let before = self.sources[at].iter().filter(|source| **source < at);
            self.sources[at].iter().any(|source| (start..at).contains(source))
                && (self.far || before.clone().all(|source| *source >= start))
        };
        while end < limit && belongs(end) {
            end += 1;
        }
        end
    }

    /// A choice with its branches.
    fn choice(&mut self, at: Ix, limit: Ix, depth: usize) -> Option<Ix> {
        let ahead = |target: &Ix| (at + 1..limit).contains(target);
        let targets: Vec<Ix> = self.graph.targets(at).collect();
        // Branches stand in the order of the ways, so a way that leads behind a later one's branch leads below.
        let mut branches: Vec<(usize, Ix)> = Vec::new();
        let mut below: Option<Ix> = None;
        let mut least = limit;
        for (which, target) in targets.iter().enumerate().rev().filter(|(_, target)| ahead(target)) {
            if *target < least {
                least = *target;
                branches.push((which, *target));
            } else {
                below = below.max(Some(*target));
                // Two ways to one place.
                if let Ok(same) = branches.binary_search_by(|(_, other)| target.cmp(other)) {
                    branches.remove(same);
                }
            }
        }
        branches.reverse();
        let starts: Vec<Ix> = branches.iter().map(|branch| branch.1).collect();
        // Branches meet where one that is not the last leads to.
        let last = starts.last().copied().unwrap_or(at + 1);
        let mut places: Vec<Ix> = (at..last).flat_map(|at| self.graph.targets(at)).filter(ahead).collect();
        places.sort_unstable();
        places.dedup();
        let join = places.into_iter().find(|place| self.is_join(at, *place, &starts));
        let end = match join.or(below) {
            Some(end) => {
                branches.retain(|branch| branch.1 < end);
                Some(end)
            }
            None => None,
        };
        if branches.first().is_some_and(|first| first.1 != at + 1) || branches.is_empty() {
            // Nothing stands inside.
            return (end.is_none_or(|end| end == at + 1) || branches.is_empty()).then_some(at + 1);
        }
        let end = match end {
            Some(end) => end,
            None => {
                let last = branches[branches.len() - 1].1;
                if self.leads_below(at, &branches, &targets, limit, depth) {
                    branches.pop();
                    last
                } else {
                    self.reach(last, limit)
                }
            }
        };
        for (place, (which, start)) in branches.iter().enumerate() {
            let end = branches.get(place + 1).map_or(end, |next| next.1);
            self.inside((at, *which), *start..end, depth + 2)?;
        }
        Some(end)
    }

    /// Whether the last branch of a choice goes on below it.
    fn leads_below(&self, at: Ix, branches: &[(usize, Ix)], targets: &[Ix], limit: Ix, depth: usize) -> bool {
        let (_, last) = branches[branches.len() - 1];
        // Every other way of a choice in the workflow itself leads back: what follows is the rest.
        let back = |target: &Ix| *target == last || *target <= at;
        if depth == self.depth && branches.len() == 1 && targets.len() > 1 && targets.iter().all(back) {
            return true;
        }
        // The branch before runs into it.
        if last > at + 1 && self.leaves[last - 1] == Leaves::One && self.graph.after(last - 1) == Some(last) {
            return true;
        }
        let short = branches.windows(2).all(|pair| pair[1].1 - pair[0].1 <= WAY_OUT);
        targets.len() > 1 && short && self.reach(last, limit.min(last + LONG)) - last >= LONG
    }

    /// Whether `place` is a gateway in which several branches of the choice at `at` meet, and nothing else.
    fn is_join(&self, at: Ix, place: Ix, starts: &[Ix]) -> bool {
        let node = self.graph.nodes[place];
        let plain = matches!(
            node.kind,
            Kind::Gateway(Gateway::Exclusive(_) | Gateway::Parallel | Gateway::Inclusive(_))
        ) && node.name.is_none()
            && self.leaves[place] == Leaves::One;
        // Sources stand in order.
        let sources = &self.sources[place];
        if !plain || sources.first() < Some(&at) || sources.last() >= Some(&place) {
            return false;
        }
        // A way straight from the choice is a branch of its own.
        let straight = sources.iter().filter(|source| **source == at).count();
        let inside = sources.iter().filter(|source| **source != at);
        let mut branches: Vec<usize> =
            inside.map(|source| starts.partition_point(|start| start <= source)).collect();
        branches.sort_unstable();
        branches.dedup();
        straight + branches.len() > 1
    }
}
