//! Which layer everything stands in: as far to the left as the flows allow, loops left out; and which paths are
//! to be straight.

use super::graph::{Exit, Plan};
use model::bpmn::{Kind, Node, Throw};

/// A step on the way to the end counts this much; the way out of a boundary event and an unhappy end count less.
const STEP: i64 = 100;
const UNHAPPY: i64 = -150;
const EXCEPTION: i64 = -250;

/// Finds the loops, gives every item its layer and every wire its weight. Returns the items in an order in which
/// sources stand before their targets.
pub(super) fn rank(plan: &mut Plan) -> Vec<usize> {
    let out = outgoing(plan);
    mark_loops(plan, &out);
    let order = sorted(plan, &out);
    for &item in &order {
        for &wire in &out[item] {
            let wire = &plan.wires[wire];
            if !wire.back {
                let rank = plan.items[item].rank + wire.length;
                let target = &mut plan.items[wire.target];
                target.rank = target.rank.max(rank);
            }
        }
    }
    pull_sources(plan, &out, &order);
    for head in 0..plan.items.len() {
        let members: Vec<usize> = plan.stack(head).collect();
        for member in members {
            plan.items[member].rank = plan.items[head].rank;
        }
    }
    weigh(plan, &out, &order);
    order
}

/// The wires that leave each item.
fn outgoing(plan: &Plan) -> Vec<Vec<usize>> {
    let mut out = vec![Vec::new(); plan.items.len()];
    for (ix, wire) in plan.wires.iter().enumerate() {
        out[wire.source].push(ix);
    }
    // The reader walks on before looking at what may come in between.
    out.iter_mut().for_each(|wires| wires.sort_by_key(|&wire| plan.wires[wire].exit != Exit::Shape));
    out
}

/// Marks the wires that close a circle, in the order in which a reader would walk from the starts.
fn mark_loops(plan: &mut Plan, out: &[Vec<usize>]) {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let mut is_target = vec![false; plan.items.len()];
    for wire in &plan.wires {
        is_target[wire.target] |= wire.source != wire.target;
    }
    let (starts, others): (Vec<usize>, Vec<usize>) =
        (0..plan.items.len()).partition(|&item| !is_target[item]);
    let mut state = vec![State::New; plan.items.len()];
    for root in starts.into_iter().chain(others) {
        if state[root] != State::New {
            continue;
        }
        state[root] = State::Open;
        let mut walk = vec![(root, 0)];
        while let Some((item, next)) = walk.last_mut() {
            let Some(&wire) = out[*item].get(*next) else {
                state[*item] = State::Done;
                walk.pop();
                continue;
            };
            *next += 1;
            let target = plan.wires[wire].target;
            match state[target] {
                State::Open => plan.wires[wire].back = true,
                State::New => {
                    state[target] = State::Open;
                    walk.push((target, 0));
                }
                State::Done => {}
            }
        }
    }
}

/// The items in topological order, first come first.
fn sorted(plan: &Plan, out: &[Vec<usize>]) -> Vec<usize> {
    let mut waiting = vec![0_usize; plan.items.len()];
    for wire in plan.wires.iter().filter(|wire| !wire.back) {
        waiting[wire.target] += 1;
    }
    let mut order: Vec<usize> = (0..plan.items.len()).filter(|&item| waiting[item] == 0).collect();
    let mut at = 0;
    while let Some(&item) = order.get(at) {
        at += 1;
        for wire in out[item].iter().map(|&wire| &plan.wires[wire]).filter(|wire| !wire.back) {
            waiting[wire.target] -= 1;
            if waiting[wire.target] == 0 {
                order.push(wire.target);
            }
        }
    }
    order
}

/// A further start stands just before what it leads to.
fn pull_sources(plan: &mut Plan, out: &[Vec<usize>], order: &[usize]) {
    let mut is_target = vec![false; plan.items.len()];
    for wire in plan.wires.iter().filter(|wire| !wire.back) {
        is_target[wire.target] = true;
    }
    for &item in order.iter().filter(|&&item| !is_target[item]) {
        let limit = |wire: &usize| {
            let wire = &plan.wires[*wire];
            (!wire.back).then(|| plan.items[wire.target].rank - wire.length)
        };
        if let Some(rank) = out[item].iter().filter_map(limit).min() {
            plan.items[item].rank = rank;
        }
    }
}

/// Cuts the plan into paths, the happy one first, each as long as possible; their wires are to be straight.
fn weigh(plan: &mut Plan, out: &[Vec<usize>], order: &[usize]) {
    // The best way from each item to an end, and its first wire.
    let mut best: Vec<(i64, Option<usize>)> = vec![(0, None); plan.items.len()];
    let mut free = vec![true; plan.items.len()];
    for &item in order.iter().rev() {
        best[item] = ahead(plan, &out[item], &best, &free, plan.node(item).map_or(0, at_end));
    }
    let mut is_target = vec![false; plan.items.len()];
    plan.wires.iter().filter(|wire| !wire.back).for_each(|wire| is_target[wire.target] = true);
    let mut starts: Vec<usize> = order.to_vec();
    starts.sort_by_key(|&item| (is_target[item], -best[item].0));
    for (position, start) in starts.into_iter().enumerate() {
        let mut at = start;
        let weight = if position == 0 { HAPPY } else { STRAIGHT };
        while free[at] {
            free[at] = false;
            let (_, next) = ahead(plan, &out[at], &best, &free, 0);
            let Some(wire) = next else { break };
            plan.wires[wire].weight = weight;
            at = plan.wires[wire].target;
        }
    }
}

/// Weight of the wires of the happy path, and of those of the other paths.
pub(super) const HAPPY: usize = 3;
pub(super) const STRAIGHT: usize = 1;

/// The best of the given wires whose target is free, with the value of the way from here on.
fn ahead(
    plan: &Plan,
    wires: &[usize],
    best: &[(i64, Option<usize>)],
    free: &[bool],
    end: i64,
) -> (i64, Option<usize>) {
    let mut found: Option<(i64, usize)> = None;
    for &ix in wires {
        let wire = &plan.wires[ix];
        if wire.back || !free[wire.target] {
            continue;
        }
        let exception = if wire.exit == Exit::Shape { 0 } else { EXCEPTION };
        let value = best[wire.target].0 + STEP + exception;
        if found.is_none_or(|(value_so_far, _)| value > value_so_far) {
            found = Some((value, ix));
        }
    }
    found.map_or((end, None), |(value, wire)| (value, Some(wire)))
}

/// How good an end is.
fn at_end(node: &Node) -> i64 {
    match &node.kind {
        Kind::End(Throw::Error(_) | Throw::Terminate | Throw::Cancel) => UNHAPPY,
        Kind::End(_) if node.hints.outcome.as_deref() == Some("failure") => UNHAPPY,
        _ => 0,
    }
}
