//! Loops: on which side they leave a step and reach one, and in whose line they run.

use super::way::{Stop, Way};
use super::{ALONE, CROSSING, Threader};
use crate::layout::graph::{Exit, Side, What};

/// Loops start and end above rather than below.
const BELOW: u32 = 10;
/// A loop that starts and one that ends on the same side of a step always cross.
const KNOT: u32 = CROSSING;

/// Where a loop ends.
#[derive(Debug, Clone, Copy, PartialEq)]
enum End {
    /// In the line of another loop, at this bend beside the target.
    Shared(usize),
    /// In its own line on this side of the target.
    Own(Side),
}

impl Threader<'_, '_> {
    /// A loop leaves its source above or below, and reaches its target above or below, in a line of its own or in
    /// that of another loop.
    pub(super) fn put_in_back(&mut self, wire: usize, done: &[usize]) {
        let own = &self.plan.wires[wire];
        let (source, target, bends) = (own.source, own.target, own.bends.clone());
        let (Some(&first), Some(&last)) = (bends.first(), bends.last()) else { return };
        let boundary = matches!(own.exit, Exit::Boundary(..));
        let starts = if boundary { vec![None] } else { self.sides(source).into_iter().map(Some).collect() };
        let loops = done.iter().filter(|&&other| self.is_back(other));
        let mut ends: Vec<End> =
            loops.filter_map(|&other| Some(End::Shared(*self.plan.wires[other].path.last()?))).collect();
        ends.dedup();
        ends.extend(self.sides(target).into_iter().map(End::Own));
        let mut best: Option<(u32, Option<Side>, End, Way)> = None;
        for start in starts {
            let start_cost = start.map_or(0, |side| self.attach(first, source, side, true));
            for &end in &ends {
                let (bend, end_cost) = match end {
                    End::Shared(bend) => (bend, 0),
                    End::Own(side) => (last, self.attach(last, target, side, false) + ALONE),
                };
                let way = self.way(wire, first, bend, done);
                if end != End::Shared(bend) {
                    self.remove(last);
                }
                let cost = start_cost + end_cost + way.cost;
                if best.as_ref().is_none_or(|(least, ..)| cost < *least) {
                    best = Some((cost, start, end, way));
                }
            }
            if start.is_some() {
                self.remove(first);
            }
        }
        let Some((_, start, end, way)) = best else { return };
        if let Some(side) = start {
            self.attach(first, source, side, true);
        }
        let merged = matches!(way.stops.last(), Some(Stop::Merge { .. }));
        let end = match end {
            End::Shared(bend) => bend,
            End::Own(side) if !merged => {
                self.attach(last, target, side, false);
                last
            }
            End::Own(_) => last,
        };
        self.apply(wire, vec![first], &way, Some(end));
    }

    /// Where a loop can leave or reach an item.
    fn sides(&self, item: usize) -> Vec<Side> {
        match (self.plan.is_ridden_above(item), self.is_free_below(item)) {
            (true, _) => vec![Side::Below],
            (false, true) => vec![Side::Above, Side::Below],
            (false, false) => vec![Side::Above],
        }
    }

    /// Whether nothing but flows stands below an item.
    fn is_free_below(&self, item: usize) -> bool {
        let item = &self.plan.items[item];
        item.below.iter().all(|&other| self.plan.items[other].what == What::Bend && self.uses[other] > 0)
            && item.cell.down <= item.size.height / 2.0
    }

    /// Makes the end of a loop stay with its step. Returns what that costs.
    fn attach(&mut self, bend: usize, head: usize, side: Side, leaves: bool) -> u32 {
        let list = self.plan.beside(head, side).clone();
        let starts = |&other: &usize| {
            self.plan.wires.iter().any(|wire| wire.path.first() == Some(&other) && wire.source == head)
        };
        let knots = list.iter().filter(|&&other| self.uses[other] > 0 && starts(&other) != leaves).count();
        let position = self.plan.bends_beside(head, side);
        self.plan.attach_at(bend, head, side, position);
        self.number(self.plan.items[head].rank);
        knots as u32 * KNOT + if side == Side::Below { BELOW } else { 0 }
    }
}
