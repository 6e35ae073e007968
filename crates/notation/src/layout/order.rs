//! In which order the items of a layer stand, so that few flows cross: barycentre sweeps, then swaps of neighbours
//! (Sugiyama, Tagawa, Toda 1981; Eades, Wormald 1994).

use super::graph::Plan;
use super::{limits, thread};

/// Sweeps over all layers, there and back.
const SWEEPS: usize = 24;
/// Sweeps without improvement after which the search ends.
const PATIENCE: usize = 6;
/// Rounds of leading the flows anew and swapping neighbours.
const ROUNDS: usize = 8;

/// The neighbours of every item in the layer before and in the layer after it.
struct Neighbours {
    before: Vec<Vec<usize>>,
    after: Vec<Vec<usize>>,
}

impl Neighbours {
    fn of(plan: &Plan) -> Self {
        let mut it =
            Self { before: vec![Vec::new(); plan.items.len()], after: vec![Vec::new(); plan.items.len()] };
        for (a, b) in plan.wires.iter().flat_map(|wire| wire.hops()) {
            let (left, right) = if plan.items[a].rank < plan.items[b].rank { (a, b) } else { (b, a) };
            if plan.items[left].rank != plan.items[right].rank {
                it.after[left].push(right);
                it.before[right].push(left);
            }
        }
        // Flows that share a line count once.
        for list in it.after.iter_mut().chain(&mut it.before) {
            list.sort_unstable();
            list.dedup();
        }
        it
    }

    fn toward(&self, forward: bool, item: usize) -> &[usize] {
        if forward { &self.before[item] } else { &self.after[item] }
    }
}

/// Fills `plan.layers` and leads the flows through them. `start` is the number of the order to begin with: that of a
/// reader, or any other.
pub(super) fn order(plan: &mut Plan, sorted: &[usize], start: u64) {
    plan.layers = first_order(plan, sorted);
    if start > 0 {
        shuffle(plan, start);
    }
    // Sweeps find a good order fast, but from many beginnings the same.
    if start == 0 || start % 2 == 1 {
        improve(plan);
    } else {
        settle(plan);
    }
    let mut work = limits::WORK;
    let mut best = (total(plan), plan.layers.clone(), plan.items.clone(), plan.wires.clone());
    let mut stale = 0;
    for _ in 0..ROUNDS {
        if best.0 == 0 || stale == 2 {
            break;
        }
        thread::rethread(plan, &mut work);
        settle(plan);
        let count = total(plan);
        stale += 1;
        if count < best.0 {
            best = (count, plan.layers.clone(), plan.items.clone(), plan.wires.clone());
            stale = 0;
        }
    }
    (_, plan.layers, plan.items, plan.wires) = best;
}

/// Puts the heads of each layer in some order, lanes from above.
fn shuffle(plan: &mut Plan, start: u64) {
    let mut state = start;
    for layer in &mut plan.layers {
        let mut keyed: Vec<(usize, u64, usize)> = layer
            .iter()
            .map(|&head| {
                // Knuth's generator, of which the upper bits are good.
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (plan.items[head].band, state >> 33, head)
            })
            .collect();
        keyed.sort_unstable();
        *layer = keyed.into_iter().map(|(.., head)| head).collect();
    }
}

fn total(plan: &Plan) -> usize {
    crossings(plan, &Neighbours::of(plan), &positions(plan))
}

/// Swaps neighbours until that saves nothing more.
fn settle(plan: &mut Plan) {
    if plan.items.len() > limits::SWAPPED {
        return;
    }
    let neighbours = Neighbours::of(plan);
    let mut at = positions(plan);
    for _ in 0..PATIENCE {
        if !swap_neighbours(plan, &neighbours, &mut at) {
            break;
        }
    }
}

/// Searches for an order with fewer crossings.
fn improve(plan: &mut Plan) {
    let neighbours = Neighbours::of(plan);
    let mut at = positions(plan);
    let mut best = (crossings(plan, &neighbours, &at), plan.layers.clone());
    let mut stale = 0;
    for sweep in 0..SWEEPS {
        if best.0 == 0 || stale == PATIENCE {
            break;
        }
        let forward = sweep % 2 == 0;
        sweep_layers(plan, &neighbours, &mut at, forward);
        if plan.items.len() <= limits::SWAPPED {
            swap_neighbours(plan, &neighbours, &mut at);
        }
        let count = crossings(plan, &neighbours, &at);
        stale += 1;
        if count < best.0 {
            best = (count, plan.layers.clone());
            stale = 0;
        }
    }
    plan.layers = best.1;
}

/// The order in which a reader would meet everything: depth first, flows in document order, lanes from above.
fn first_order(plan: &Plan, sorted: &[usize]) -> Vec<Vec<usize>> {
    let ranks = plan.items.iter().map(|item| item.rank + 1).max().unwrap_or(0);
    let mut layers = vec![Vec::new(); ranks];
    let mut seen = vec![false; plan.items.len()];
    let mut out = vec![Vec::new(); plan.items.len()];
    for (ix, wire) in plan.wires.iter().enumerate() {
        out[wire.source].push(ix);
    }
    plan.loose.iter().for_each(|&head| seen[head] = true);
    for &root in sorted {
        let mut walk = vec![root];
        while let Some(item) = walk.pop() {
            if seen[item] {
                continue;
            }
            seen[item] = true;
            if plan.items[item].head.is_none() {
                layers[plan.items[item].rank].push(item);
            }
            for &wire in out[item].iter().rev() {
                let wire = &plan.wires[wire];
                walk.push(wire.target);
                walk.extend(wire.path.iter().rev());
            }
        }
    }
    for layer in &mut layers {
        layer.sort_by_key(|&head| plan.items[head].band);
    }
    layers
}

/// The position of every item in its layer.
fn positions(plan: &Plan) -> Vec<usize> {
    let mut at = vec![0; plan.items.len()];
    for rank in 0..plan.layers.len() {
        number(plan, rank, &mut at);
    }
    at
}

fn number(plan: &Plan, rank: usize, at: &mut [usize]) {
    for (position, item) in plan.column(rank).into_iter().enumerate() {
        at[item] = position;
    }
}

/// Orders each layer by the average position of its items' neighbours in the layer that was ordered before.
fn sweep_layers(plan: &mut Plan, neighbours: &Neighbours, at: &mut [usize], forward: bool) {
    let ranks = plan.layers.len();
    for step in 0..ranks {
        let rank = if forward { step } else { ranks - 1 - step };
        let mut keyed: Vec<(usize, f64, usize)> = plan.layers[rank]
            .iter()
            .map(|&head| (plan.items[head].band, average(plan, neighbours, at, head, forward), head))
            .collect();
        keyed.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        plan.layers[rank] = keyed.into_iter().map(|(_, _, head)| head).collect();
        number(plan, rank, at);
    }
}

fn average(plan: &Plan, neighbours: &Neighbours, at: &[usize], head: usize, forward: bool) -> f64 {
    let (mut sum, mut count) = (0, 0);
    for item in plan.stack(head) {
        for &neighbour in neighbours.toward(forward, item) {
            sum += at[neighbour];
            count += 1;
        }
    }
    if count == 0 { at[head] as f64 } else { sum as f64 / count as f64 }
}

/// Swaps heads that stand next to each other where that saves crossings. Returns whether there were any.
fn swap_neighbours(plan: &mut Plan, neighbours: &Neighbours, at: &mut [usize]) -> bool {
    let mut any = false;
    for rank in 0..plan.layers.len() {
        let mut swapped = false;
        for upper in 1..plan.layers[rank].len() {
            let (a, b) = (plan.layers[rank][upper - 1], plan.layers[rank][upper]);
            if plan.items[a].band != plan.items[b].band {
                continue;
            }
            if pair_crossings(plan, neighbours, at, b, a) < pair_crossings(plan, neighbours, at, a, b) {
                plan.layers[rank].swap(upper - 1, upper);
                swapped = true;
            }
        }
        if swapped {
            number(plan, rank, at);
            any = true;
        }
    }
    any
}

/// How many flows of two stacks cross if the first stands above the second.
fn pair_crossings(plan: &Plan, neighbours: &Neighbours, at: &[usize], above: usize, below: usize) -> usize {
    let ends = |head: usize, forward: bool| {
        let mut ends: Vec<usize> = plan
            .stack(head)
            .flat_map(|item| neighbours.toward(forward, item))
            .map(|&item| at[item])
            .collect();
        ends.sort_unstable();
        ends
    };
    let mut count = 0;
    for forward in [true, false] {
        let (upper, lower) = (ends(above, forward), ends(below, forward));
        count += upper.iter().map(|end| lower.partition_point(|other| other < end)).sum::<usize>();
    }
    count
}

/// How many pairs of flows cross between the layers.
fn crossings(plan: &Plan, neighbours: &Neighbours, at: &[usize]) -> usize {
    (0..plan.layers.len()).map(|rank| crossings_after(plan, neighbours, at, rank)).sum()
}

/// Counts the inversions with a binary indexed tree (Barth, Mutzel, Jünger 2004).
fn crossings_after(plan: &Plan, neighbours: &Neighbours, at: &[usize], rank: usize) -> usize {
    let mut ends: Vec<usize> = Vec::new();
    for item in plan.column(rank) {
        let mut targets: Vec<usize> = neighbours.after[item].iter().map(|&target| at[target]).collect();
        targets.sort_unstable();
        ends.extend(targets);
    }
    let size = ends.iter().max().map_or(0, |end| end + 2);
    let mut tree = vec![0_usize; size + 1];
    let mut count = 0;
    for (seen, end) in ends.into_iter().enumerate() {
        let mut not_after = 0;
        let mut node = end + 1;
        while node > 0 {
            not_after += tree[node];
            node &= node - 1;
        }
        count += seen - not_after;
        let mut node = end + 1;
        while node <= size {
            tree[node] += 1;
            node += node & node.wrapping_neg();
        }
    }
    count
}
