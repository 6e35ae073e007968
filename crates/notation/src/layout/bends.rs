//! Leads every wire that is longer than one layer through the layers between: a bend in each.

use super::graph::{Exit, Plan, Side};
use super::size;

/// Adds the bends of all wires and keeps room for the names of the flows.
pub(super) fn add(plan: &mut Plan) {
    let fan = Fan::of(plan);
    // Shorter loops lie nearer to their ends, so that loops enclose each other.
    let mut wires: Vec<usize> = (0..plan.wires.len()).collect();
    wires.sort_by_key(|&wire| span(plan, wire));
    for wire in wires {
        match (plan.wires[wire].exit, plan.wires[wire].back) {
            (Exit::Shape, false) => forward(plan, wire, &fan),
            (Exit::Shape, true) => backward(plan, wire),
            (Exit::Boundary(_), _) => {}
        }
    }
    boundaries(plan, &fan);
    (0..plan.wires.len()).for_each(|wire| keep_room_for_name(plan, wire));
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
    if let (Some(&first), Some(&last)) = (path.first(), path.last()) {
        if plan.items[source].band == band && plan.items[source].head.is_none() {
            plan.attach(first, source, Side::Above);
        }
        if plan.items[target].band == band && first != last && plan.items[target].head.is_none() {
            plan.attach(last, target, Side::Above);
        }
    }
    plan.wires[wire].path = path;
}

/// The flows of boundary events go down first: the rightmost lies highest, so that none crosses another.
fn boundaries(plan: &mut Plan, fan: &Fan) {
    let mut wires: Vec<(usize, f64, usize)> = Vec::new();
    for (ix, wire) in plan.wires.iter().enumerate() {
        if let Exit::Boundary(dx) = wire.exit {
            wires.push((wire.source, dx, ix));
        }
    }
    wires.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)).then(a.2.cmp(&b.2)));
    let mut position = 0;
    let mut last_host = None;
    for (host, _, wire) in wires {
        position = if last_host == Some(host) { position + 1 } else { 0 };
        last_host = Some(host);
        let target = plan.wires[wire].target;
        let (from, to) = (plan.items[host].rank, plan.items[target].rank);
        let first = plan.add_bend(from, plan.items[host].band);
        plan.attach(first, host, Side::Below);
        // Handlers of compensation are there already and stay lowest.
        plan.items[host].below.pop();
        plan.items[host].below.insert(position, first);
        let band = fan.band(plan, host, target);
        let mut path = vec![first];
        if to > from {
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
    let Some(first) = wire.path.first().copied().or(Some(wire.target)) else { return };
    let same_layer = plan.items[first].rank == plan.items[wire.source].rank;
    let cell = &mut plan.items[first].cell;
    cell.up = cell.up.max(size::up_to_grid(label.height + NAME_GAP) + 5.0);
    if same_layer {
        let room = size::up_to_grid(label.width + 2.0 * NAME_GAP);
        match wire.exit {
            Exit::Boundary(dx) => cell.right = cell.right.max(room + dx),
            Exit::Shape => cell.left = cell.left.max(room),
        }
    }
}

/// Between a flow and its name.
pub(super) const NAME_GAP: f64 = 4.0;
