//! Leads every wire that is longer than one layer through the layers between: a bend in each.

use super::graph::{Exit, Plan, Side, Wire};
use super::limits;
use super::size;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Adds the bends of all wires and keeps room for the names of the flows.
pub(super) fn add(plan: &mut Plan) {
    lift_longest(plan);
    let fan = Fan::of(plan);
    // Shorter loops lie nearer to their ends, so that loops enclose each other.
    let mut wires: Vec<usize> =
        (0..plan.wires.len()).filter(|&wire| plan.wires[wire].lift.is_none()).collect();
    wires.sort_by_key(|&wire| span(plan, wire));
    for wire in wires {
        match (plan.wires[wire].exit, plan.wires[wire].back) {
            (Exit::Shape, false) => forward(plan, wire, &fan),
            (Exit::Shape, true) => backward(plan, wire),
            (Exit::Boundary(..), _) => {}
        }
    }
    boundaries(plan, &fan);
    plan.wires.iter_mut().for_each(|wire| wire.bends = wire.path.clone());
    (0..plan.wires.len()).for_each(|wire| keep_room_for_name(plan, wire));
}

/// The height of a row above the content, without a name.
const LIFTED_ROW: f64 = 10.0;

/// Leads the longest wires above the content, where the plan would have too many bends; those that don't overlap from
/// left to right share a row.
fn lift_longest(plan: &mut Plan) {
    let mut wires: Vec<usize> = (0..plan.wires.len()).collect();
    wires.sort_by_key(|&wire| span(plan, wire));
    let mut left = limits::BENDS + limits::BENDS_PER_STEP * plan.items.len();
    wires.retain(|&wire| {
        let ends = plan.wires[wire].back || plan.wires[wire].exit != Exit::Shape;
        let needed = if ends { span(plan, wire) + 1 } else { span(plan, wire).saturating_sub(1) };
        let fits = needed <= left;
        left = left.saturating_sub(needed);
        !fits
    });
    let reach = |plan: &Plan, wire: usize| {
        let wire = &plan.wires[wire];
        let (a, b) = (plan.items[wire.source].rank, plan.items[wire.target].rank);
        (a.min(b), a.max(b))
    };
    wires.sort_by_key(|&wire| (reach(plan, wire), wire));
    // The last layer that each row reaches; the row that is free first is taken first.
    let mut rows: BinaryHeap<Reverse<(usize, usize)>> = BinaryHeap::new();
    let mut rows_of = Vec::with_capacity(wires.len());
    let mut heights: Vec<f64> = Vec::new();
    for &wire in &wires {
        let (from, to) = reach(plan, wire);
        let row = match rows.peek() {
            Some(&Reverse((end, row))) if end < from => {
                rows.pop();
                row
            }
            _ => {
                heights.push(LIFTED_ROW);
                heights.len() - 1
            }
        };
        rows.push(Reverse((to, row)));
        let label = size::label(plan.flow(&plan.wires[wire]).name.as_deref());
        let needed = if label.lines.is_empty() { LIFTED_ROW } else { label.height + 2.0 * NAME_GAP };
        heights[row] = heights[row].max(size::up_to_grid(needed));
        rows_of.push(row);
    }
    let mut lifts = Vec::with_capacity(heights.len());
    let mut lift = 0.0;
    for height in heights {
        lift += LIFTED_ROW;
        lifts.push(lift);
        lift += height - LIFTED_ROW;
    }
    for (wire, row) in wires.into_iter().zip(rows_of) {
        plan.wires[wire].lift = Some(lifts[row]);
    }
    plan.lift = lift;
}

fn span(plan: &Plan, wire: usize) -> usize {
    let wire = &plan.wires[wire];
    plan.items[wire.source].rank.abs_diff(plan.items[wire.target].rank)
}

/// How many wires leave and reach each item.
struct Fan {
    out: Vec<usize>,
    into: Vec<usize>,
}

impl Fan {
    fn of(plan: &Plan) -> Self {
        let mut fan = Self { out: vec![0; plan.items.len()], into: vec![0; plan.items.len()] };
        for wire in &plan.wires {
            fan.out[wire.source] += 1;
            fan.into[wire.target] += 1;
        }
        fan
    }

    /// The lane in which a wire between two lanes runs: it changes over at the split, or else at the join.
    fn band(&self, plan: &Plan, source: usize, target: usize) -> usize {
        let at_split = self.out[source] > 1 && self.into[target] == 1;
        plan.items[if at_split { target } else { source }].band
    }
}

fn forward(plan: &mut Plan, wire: usize, fan: &Fan) {
    let (source, target) = (plan.wires[wire].source, plan.wires[wire].target);
    let band = fan.band(plan, source, target);
    let between = plan.items[source].rank + 1..plan.items[target].rank;
    plan.wires[wire].path = between.map(|rank| plan.add_bend(rank, band)).collect();
}

/// A loop runs above the lower of its ends, from one to the other.
fn backward(plan: &mut Plan, wire: usize) {
    let (source, target) = (plan.wires[wire].source, plan.wires[wire].target);
    let (from, to) = (plan.items[source].rank, plan.items[target].rank);
    let band = plan.items[source].band.max(plan.items[target].band);
    let path: Vec<usize> = (to..=from).rev().map(|rank| plan.add_bend(rank, band)).collect();
    plan.wires[wire].path = path;
    attach_ends(plan, wire);
}

/// Makes the first and last bend of a loop stay with its ends, where these stand in the loop's lane.
fn attach_ends(plan: &mut Plan, wire: usize) {
    let Wire { source, target, ref path, .. } = plan.wires[wire];
    let (Some(&first), Some(&last)) = (path.first(), path.last()) else { return };
    let band = plan.items[first].band;
    for (bend, end) in [(first, source), (last, target)] {
        let stays = plan.items[end].band == band && plan.items[end].head.is_none();
        if stays && plan.items[bend].head.is_none() {
            let side = if plan.is_ridden_above(end) { Side::Below } else { Side::Above };
            plan.attach_at(bend, end, side, plan.bends_beside(end, side));
        }
    }
}

/// The flows of boundary events go down first, or up: the rightmost lies nearest, so that none crosses another.
fn boundaries(plan: &mut Plan, fan: &Fan) {
    let mut wires: Vec<(usize, f64, usize, Side)> = Vec::new();
    for (ix, wire) in plan.wires.iter().enumerate() {
        if let Exit::Boundary(dx, side) = wire.exit {
            wires.push((wire.source, dx, ix, side));
        }
    }
    wires.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)).then(a.2.cmp(&b.2)));
    let mut position = 0;
    let mut last_host = None;
    for (host, _, wire, side) in wires {
        position = if last_host == Some(host) { position + 1 } else { 0 };
        last_host = Some(host);
        let target = plan.wires[wire].target;
        let (from, to) = (plan.items[host].rank, plan.items[target].rank);
        let first = plan.add_bend(from, plan.items[host].band);
        // Handlers of compensation are there already and stay lowest.
        plan.attach_at(first, host, side, position);
        let band = fan.band(plan, host, target);
        let mut path = vec![first];
        if plan.wires[wire].lift.is_some() {
            // From there it goes up.
        } else if to > from {
            path.extend((from + 1..to).map(|rank| plan.add_bend(rank, band)));
        } else {
            let band = plan.items[host].band;
            path.extend((to..from).rev().map(|rank| plan.add_bend(rank, band)));
        }
        plan.wires[wire].path = path;
    }
}

/// The name of a flow stands above its first level piece: the row of its first bend, or the way into its target.
fn keep_room_for_name(plan: &mut Plan, wire: usize) {
    let label = size::label(plan.flow(&plan.wires[wire]).name.as_deref());
    if label.lines.is_empty() {
        return;
    }
    let wire = plan.wires[wire].clone();
    if wire.lift.is_some() {
        return;
    }
    let Some(first) = wire.path.first().copied().or(Some(wire.target)) else { return };
    let same_layer = plan.items[first].rank == plan.items[wire.source].rank;
    let cell = &mut plan.items[first].cell;
    cell.up = cell.up.max(size::up_to_grid(label.height + NAME_GAP) + 5.0);
    if same_layer {
        let room = size::up_to_grid(label.width + 2.0 * NAME_GAP);
        match wire.exit {
            Exit::Boundary(dx, _) => cell.right = cell.right.max(room + dx),
            Exit::Shape => cell.left = cell.left.max(room + LOOP_NAME_GAP),
        }
    }
}

/// Between the middle of a shape and the name of a loop that leaves it: other loops may come in there.
pub(super) const LOOP_NAME_GAP: f64 = 14.0;
/// Between a flow and its name.
pub(super) const NAME_GAP: f64 = 4.0;
