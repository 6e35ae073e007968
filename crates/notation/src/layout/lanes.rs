//! In which order the lanes of a process should stand so that flows from lane to lane pass few others. Nothing is drawn
//! for that: a flow that passes a lane is taken to cross what runs along there, unless there is a gap on its way.

use super::plan::{self, Bands};
use super::pool::nodes_of;
use super::rank;
use model::bpmn::{Id, Lane, Process};
use std::collections::HashMap;

/// With so many lanes all orders are tried; with more, two of them are swapped as long as that helps.
const TRY_ALL: usize = 7;
/// With more lanes or flows the order stays.
const MOST: usize = 30;
const MOST_FLOWS: usize = 500;
/// A crossing is as bad as passing so many lanes.
const CROSSING: usize = 4;

/// The best order, the first lane perhaps staying first; `None` if that is the given order. Of two orders that are as
/// good, the one is taken that is more like the given one.
pub(super) fn best_order(process: &Process, first_stays: bool) -> Option<Vec<&Lane>> {
    let count = process.lanes.len();
    if !(3..=MOST).contains(&count) || process.body.flows.len() > MOST_FLOWS {
        return None;
    }
    let traffic = Traffic::of(process);
    let mut best: Vec<usize> = (0..count).collect();
    let fixed = usize::from(first_stays);
    if count <= TRY_ALL {
        let mut least = traffic.cost(&best);
        let mut order = best.clone();
        while next(&mut order[fixed..]) {
            let cost = traffic.cost(&order);
            if cost < least {
                (least, best) = (cost, order.clone());
            }
        }
    } else {
        swap(&traffic, &mut best, fixed);
    }
    let changed = best.iter().enumerate().any(|(position, &lane)| position != lane);
    changed.then(|| best.into_iter().map(|lane| &process.lanes[lane]).collect())
}

/// What runs between the lanes.
struct Traffic {
    lanes: usize,
    /// How many flows run between each two lanes.
    flows: Vec<usize>,
    /// What those cross if a third lane lies between the two.
    crossed: Vec<usize>,
}

impl Traffic {
    fn new(lanes: usize) -> Self {
        Self { lanes, flows: vec![0; lanes * lanes], crossed: vec![0; lanes * lanes * lanes] }
    }

    fn of(process: &Process) -> Self {
        let mut it = Self::new(process.lanes.len());
        let mut lane_of: HashMap<&Id, usize> = HashMap::new();
        for (lane, content) in process.lanes.iter().enumerate() {
            lane_of.extend(nodes_of(content).into_iter().map(|id| (id, lane)));
        }
        let mut plan = plan::plan(&process.body, HashMap::new(), &Bands::one());
        rank::rank(&mut plan);
        // Lane and layers of both ends of each flow.
        let lane = |item: usize| plan.node(item).and_then(|node| lane_of.get(&node.id)).copied();
        let ends = plan.wires.iter().filter_map(|wire| {
            let (a, b) = (plan.items[wire.source].rank, plan.items[wire.target].rank);
            Some((lane(wire.source)?, lane(wire.target)?, a.min(b), a.max(b).max(a.min(b) + 1)))
        });
        let ends: Vec<(usize, usize, usize, usize)> = ends.collect();
        let layers = ends.iter().map(|&(.., to)| to).max().unwrap_or(0);
        // How many flows run along each lane, between each layer and the next.
        let mut along = vec![vec![0_usize; layers]; it.lanes];
        for &(lane, _, from, to) in ends.iter().filter(|(a, b, ..)| a == b) {
            along[lane][from..to].iter_mut().for_each(|count| *count += 1);
        }
        for &(a, b, from, to) in ends.iter().filter(|(a, b, ..)| a != b) {
            let (a, b) = (a.min(b), a.max(b));
            it.flows[a * it.lanes + b] += 1;
            for (lane, along) in along.iter().enumerate() {
                it.crossed[(a * it.lanes + b) * it.lanes + lane] +=
                    along[from..to].iter().copied().min().unwrap_or(0);
            }
        }
        it
    }

    fn cost(&self, order: &[usize]) -> usize {
        let mut cost = 0;
        for (upper, &a) in order.iter().enumerate() {
            for (between, &b) in order[upper + 1..].iter().enumerate() {
                let pair = a.min(b) * self.lanes + a.max(b);
                cost += self.flows[pair] * (between + 1);
                for &lane in &order[upper + 1..=upper + between] {
                    cost += self.crossed[pair * self.lanes + lane] * CROSSING;
                }
            }
        }
        cost
    }
}

/// The next order in the dictionary (Knuth 7.2.1.2, Algorithm L); `false` after the last.
fn next(order: &mut [usize]) -> bool {
    let Some(at) = order.windows(2).rposition(|pair| pair[0] < pair[1]) else { return false };
    let Some(with) = order.iter().rposition(|&other| order[at] < other) else { return false };
    order.swap(at, with);
    order[at + 1..].reverse();
    true
}

/// Swaps two lanes as long as that helps; so many first ones stay.
fn swap(traffic: &Traffic, order: &mut [usize], fixed: usize) {
    let mut least = traffic.cost(order);
    loop {
        let before = least;
        for a in fixed..order.len() {
            for b in a + 1..order.len() {
                order.swap(a, b);
                let cost = traffic.cost(order);
                if cost < least {
                    least = cost;
                } else {
                    order.swap(a, b);
                }
            }
        }
        if least == before {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_orders_are_visited() {
        let mut order = [0, 1, 2, 3];
        let mut count = 1;
        while next(&mut order) {
            count += 1;
        }
        assert_eq!((count, order), (24, [3, 2, 1, 0]));
    }

    #[test]
    fn lanes_with_many_flows_come_together() {
        let mut traffic = Traffic::new(4);
        (traffic.flows[2], traffic.flows[7]) = (5, 1);
        assert_eq!((traffic.cost(&[0, 1, 2, 3]), traffic.cost(&[0, 2, 1, 3])), (12, 6));
        let mut order = [0, 1, 2, 3];
        swap(&traffic, &mut order, 1);
        assert_eq!(order[1], 2);
    }

    #[test]
    fn a_lane_that_would_be_crossed_does_not_stand_between() {
        let mut traffic = Traffic::new(3);
        traffic.flows[2] = 1;
        traffic.crossed[2 * 3 + 1] = 2;
        assert_eq!((traffic.cost(&[0, 1, 2]), traffic.cost(&[0, 2, 1])), (2 + 2 * CROSSING, 1));
    }
}
