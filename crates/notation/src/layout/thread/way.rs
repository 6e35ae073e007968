//! The cheapest way of a flow through the layers between its ends: dynamic programming over the gaps in each layer, and
//! over the lines to the same target that it may run into.

use super::{ALONE, Threader};
use crate::layout::crossed::{Place, Table};
use crate::layout::graph::Exit;
use std::rc::Rc;

/// What looks restless costs: a change of lane, a lane that is neither that of the source nor of the target, stepping
/// aside.
const LANE: u32 = 12;
const FOREIGN: u32 = 6;
const STEP: u32 = 8;

/// A way to pass a layer.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stop {
    /// Before this head of the layer, in a lane.
    Gap { gap: usize, band: usize },
    /// Into the line of another flow to the same target: at the bend with this position in the path of the wire.
    Merge { wire: usize, position: usize },
}

/// A way for a wire: what it costs, where it passes each layer between its ends, and whether it ends in a line that
/// is there.
pub(super) struct Way {
    pub cost: u32,
    pub stops: Vec<Stop>,
}

/// A place between two heads of a layer, in one of the lanes that it may belong to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gap {
    /// It is before the head of this number.
    gap: usize,
    band: usize,
    /// How many heads of the lane stand above and below.
    heads: (usize, usize),
    place: Place,
}

impl Threader<'_, '_> {
    /// The cheapest way between two items.
    pub(super) fn way(&mut self, wire: usize, start: usize, end: usize, done: &[usize]) -> Way {
        let (from, to) = (self.plan.items[start].rank, self.plan.items[end].rank);
        let forward = from < to;
        let ranks: Vec<usize> =
            if forward { (from + 1..to).collect() } else { (to + 1..from).rev().collect() };
        let lanes = {
            let wire = &self.plan.wires[wire];
            (self.plan.items[wire.source].band, self.plan.items[wire.target].band)
        };
        // For each layer that is passed: the stops with the cost of the way there and the stop before.
        let mut passed: Vec<Vec<(Stop, u32, usize)>> = Vec::with_capacity(ranks.len());
        let mut before =
            vec![(self.place_of(start), self.plan.items[start].band, self.heads_beside(start), 0)];
        let mut best: Option<(u32, usize, usize)> = None;
        let mut at = from;
        for (step, &rank) in ranks.iter().chain([&to]).enumerate() {
            let table = self.table(at.min(rank));
            let reach = |place: Place, heads: Option<(usize, usize)>, band: usize| {
                let costs = before.iter().enumerate().map(|(ix, &(old, old_band, old_heads, cost))| {
                    let crossed = if forward { table.crossed(old, place) } else { table.crossed(place, old) };
                    let aside = match heads {
                        _ if band != old_band => LANE * band.abs_diff(old_band) as u32,
                        Some(heads) => {
                            STEP * heads.0.abs_diff(old_heads.0).min(heads.1.abs_diff(old_heads.1)) as u32
                        }
                        None => 0,
                    };
                    (cost + crossed + aside, ix)
                });
                costs.min().unwrap_or((u32::MAX, 0))
            };
            if step == ranks.len() {
                let (cost, previous) =
                    reach(self.place_of(end), Some(self.heads_beside(end)), self.plan.items[end].band);
                if best.is_none_or(|(least, ..)| cost < least) {
                    best = Some((cost, step, previous));
                }
                break;
            }
            let mut stops: Vec<(Stop, u32, usize)> = Vec::new();
            let mut next = Vec::new();
            for &Gap { gap, band, heads, place } in self.gaps(rank).iter() {
                let (cost, previous) = reach(place, Some(heads), band);
                let foreign = if band == lanes.0 || band == lanes.1 { 0 } else { FOREIGN };
                stops.push((Stop::Gap { gap, band }, cost + foreign + ALONE, previous));
                next.push((place, band, heads, cost + foreign + ALONE));
            }
            for (other, position, bend) in self.merges(wire, rank, forward, step, done) {
                let (cost, previous) = reach(self.place_of(bend), None, self.plan.items[bend].band);
                if best.is_none_or(|(least, ..)| cost < least) {
                    best = Some((cost, step, stops.len()));
                }
                stops.push((Stop::Merge { wire: other, position }, cost, previous));
            }
            passed.push(stops);
            before = next;
            at = rank;
        }
        let Some((cost, step, mut previous)) = best else { return Way { cost: u32::MAX, stops: Vec::new() } };
        let mut stops = Vec::new();
        let last = if step == ranks.len() { step } else { step + 1 };
        for layer in passed[..last].iter().rev() {
            let (stop, _, before) = layer[previous];
            stops.push(stop);
            previous = before;
        }
        stops.reverse();
        Way { cost, stops }
    }

    fn place_of(&self, item: usize) -> Place {
        Place { above: self.at[item], below: self.at[item] + 1 }
    }

    /// How many heads of its lane stand above and below an item.
    fn heads_beside(&self, item: usize) -> (usize, usize) {
        let (rank, band) = (self.plan.items[item].rank, self.plan.items[item].band);
        let head = self.plan.items[item].head.unwrap_or(item);
        let lane = self.plan.layers[rank].iter().filter(|&&other| self.plan.items[other].band == band);
        let (mut above, mut below) = (0, 0);
        for &other in lane.filter(|&&other| other != head) {
            if self.at[other] < self.at[head] {
                above += 1;
            } else {
                below += 1;
            }
        }
        if item != head {
            if self.at[item] < self.at[head] { below += 1 } else { above += 1 }
        }
        (above, below)
    }

    fn table(&mut self, rank: usize) -> Rc<Table> {
        let size = |rank: usize| {
            self.plan.layers[rank].iter().map(|&head| self.plan.stack(head).count()).sum::<usize>()
        };
        let table = || Rc::new(Table::of(&self.lines[rank], &self.at, (size(rank), size(rank + 1))));
        let table = self.tables[rank].take().unwrap_or_else(table);
        self.tables[rank] = Some(table.clone());
        table
    }

    /// The gaps between the heads of a layer, each once for every lane that it may belong to.
    fn gaps(&mut self, rank: usize) -> Rc<[Gap]> {
        let gaps = self.gaps[rank].take().unwrap_or_else(|| self.find_gaps(rank).into());
        self.gaps[rank] = Some(gaps.clone());
        gaps
    }

    fn find_gaps(&self, rank: usize) -> Vec<Gap> {
        let layer = &self.plan.layers[rank];
        let band = |head: usize| self.plan.items[head].band;
        let mut of_band = vec![0; self.plan.bands];
        layer.iter().for_each(|&head| of_band[band(head)] += 1);
        let mut out = Vec::with_capacity(layer.len() + self.plan.bands);
        let (mut above, mut column) = (0, 0);
        for gap in 0..=layer.len() {
            let upper = if gap == 0 { 0 } else { band(layer[gap - 1]) };
            let lower = layer.get(gap).map_or(self.plan.bands - 1, |&head| band(head));
            let place = Place { above: column, below: column };
            for (lane, &count) in of_band.iter().enumerate().take(lower + 1).skip(upper) {
                let here = if gap > 0 && lane == upper { above } else { 0 };
                out.push(Gap { gap, band: lane, heads: (here, count - here), place });
            }
            if let Some(&head) = layer.get(gap) {
                above = if gap > 0 && band(head) == upper { above + 1 } else { 1 };
                column += self.plan.stack(head).count();
            }
        }
        out
    }

    /// The bends in a layer at which a wire can run into the line of one that is done.
    fn merges(
        &self,
        wire: usize,
        rank: usize,
        forward: bool,
        step: usize,
        done: &[usize],
    ) -> Vec<(usize, usize, usize)> {
        // A name stands at the first bend, which has to be the wire's own.
        let named =
            !self.plan.flow(&self.plan.wires[wire]).name.as_deref().unwrap_or_default().trim().is_empty();
        let starts_here = matches!(self.plan.wires[wire].exit, Exit::Shape) && forward;
        if named && starts_here && step == 0 {
            return Vec::new();
        }
        let mut out: Vec<(usize, usize, usize)> = Vec::new();
        for &other in done.iter().filter(|&&other| self.is_back(other) != forward) {
            let path = &self.plan.wires[other].path;
            let position = path
                .iter()
                .position(|&bend| self.plan.items[bend].rank == rank && self.plan.items[bend].head.is_none());
            if let Some(position) = position
                && out.iter().all(|&(.., bend)| bend != path[position])
            {
                out.push((other, position, path[position]));
            }
        }
        out
    }
}
