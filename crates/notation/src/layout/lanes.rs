//! In which order the lanes of a process should stand so that few flows cross: an estimate, for which nothing is drawn,
//! says which orders are promising; these and what is near them are drawn and their crossings counted. By the estimate,
//! a flow that passes a lane crosses what runs along there, unless there is a gap on its way.

use super::limits;
use super::plan::{self, Bands};
use super::pool::nodes_of;
use super::rank;
use model::bpmn::{Id, Lane, Process};
use std::collections::{HashMap, HashSet};

/// By the estimate, a crossing is as bad as passing so many lanes.
const CROSSING: usize = 4;
/// So many orders with the first lane in its place, and so many others, are drawn because the estimate likes them.
const SEEDS: usize = 6;
/// So many crossings another order of the lanes has to save more than one; and one that moves the first lane, in which
/// the reader begins.
const OTHER_ORDER: usize = 2;
const OTHER_FIRST: usize = 5;

/// An order of the lanes that is perhaps better than the given one.
pub(super) struct Other<'a> {
    pub lanes: Vec<&'a Lane>,
    /// More crossings than these it has to save, for it is not what the author wrote.
    pub price: usize,
}

/// The best order that is found other than the given one, which has so many crossings; `None` if no other can be
/// worth its price. `crossings` draws the lanes in some order.
///
/// The orders that the estimate likes best are drawn, then those in which two neighbours of the best one so far are
/// swapped, as long as that helps. Of two orders that are as good, the one is taken that is more like the given one.
pub(super) fn other_order<'a>(
    process: &'a Process,
    given: usize,
    crossings: impl Fn(&[&'a Lane]) -> usize,
) -> Option<Other<'a>> {
    let (count, flows) = (process.lanes.len(), process.body.flows.len());
    if !(3..=limits::LANES).contains(&count) || flows > limits::LANE_FLOWS || given <= OTHER_ORDER {
        return None;
    }
    let lanes =
        |order: &[usize]| -> Vec<&'a Lane> { order.iter().map(|&lane| &process.lanes[lane]).collect() };
    let tries = limits::LANE_ORDERS.min(limits::LANE_ORDER_FLOWS / flows.max(1));
    let seeds = seeds(&Traffic::of(process));
    let order = search(seeds, tries, given, |order| crossings(&lanes(order)))?;
    Some(Other { lanes: lanes(&order), price: price(&order) })
}

/// What an order costs for not being the given one.
fn price(order: &[usize]) -> usize {
    if order.first() == Some(&0) { OTHER_ORDER } else { OTHER_FIRST }
}

/// How many pairs of lanes stand the other way round than given.
fn inversions(order: &[usize]) -> usize {
    let before = |at: usize| order[..at].iter().filter(|&&lane| lane > order[at]).count();
    (0..order.len()).map(before).sum()
}

/// The orders that the estimate likes best.
fn seeds(traffic: &Traffic) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..traffic.lanes).collect();
    if traffic.lanes > limits::ALL_LANE_ORDERS {
        let swapped = |fixed: usize| {
            let mut order = order.clone();
            swap(traffic, &mut order, fixed);
            order
        };
        return vec![swapped(1), swapped(0)];
    }
    let mut all = Vec::new();
    while next(&mut order) {
        all.push((traffic.cost(&order), inversions(&order), order.clone()));
    }
    all.sort_unstable();
    let (first_stays, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|(.., order)| order[0] == 0);
    let best = first_stays.into_iter().take(SEEDS).chain(others.into_iter().take(SEEDS));
    best.map(|(.., order)| order).collect()
}

/// The order with the least crossings and price among the seeds and what is found from there by swapping neighbours;
/// at most so many are drawn, and none that cannot be better than the given one with so many crossings.
fn search(
    seeds: Vec<Vec<usize>>,
    tries: usize,
    given: usize,
    crossings: impl Fn(&[usize]) -> usize,
) -> Option<Vec<usize>> {
    let mut drawn: HashSet<Vec<usize>> = HashSet::new();
    let mut best: Option<(usize, usize, Vec<usize>)> = None;
    let mut open = seeds;
    while !open.is_empty() {
        let before = best.clone();
        for order in open {
            let possible = !order.is_sorted() && price(&order) < given;
            if possible && drawn.len() < tries && drawn.insert(order.clone()) {
                let found = (crossings(&order) + price(&order), inversions(&order), order);
                best = Some(best.map_or(found.clone(), |best| best.min(found)));
            }
        }
        open = match &best {
            Some((.., order)) if best != before => neighbours(order),
            _ => Vec::new(),
        };
    }
    best.map(|(.., order)| order)
}

/// The orders in which two lanes that stand next to each other are swapped.
fn neighbours(order: &[usize]) -> Vec<Vec<usize>> {
    let swapped = |at: usize| {
        let mut order = order.to_vec();
        order.swap(at, at + 1);
        order
    };
    (0..order.len().saturating_sub(1)).map(swapped).collect()
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
    fn neighbours_of_the_best_order_are_drawn_until_none_is_better() {
        // Only the order 3 2 1 0 is good, and better the nearer to it.
        let far = |order: &[usize]| 40 - 5 * inversions(order);
        let found = search(vec![vec![0, 2, 1, 3], vec![1, 0, 2, 3]], 100, 50, far);
        assert_eq!(found, Some(vec![3, 2, 1, 0]));
        let drawn = std::cell::Cell::new(0);
        let counted = |order: &[usize]| {
            drawn.set(drawn.get() + 1);
            far(order)
        };
        search(vec![vec![0, 2, 1, 3]], 4, 50, counted);
        assert_eq!(drawn.get(), 4);
    }

    #[test]
    fn the_first_lane_stays_unless_that_saves_much() {
        let found = |saved: usize| {
            let crossings = |order: &[usize]| if order[0] == 0 { 10 } else { 10 - saved };
            search(vec![vec![0, 2, 1], vec![1, 0, 2]], 100, 10, crossings)
        };
        assert_eq!(found(OTHER_FIRST - OTHER_ORDER), Some(vec![0, 2, 1]));
        assert_eq!(found(OTHER_FIRST - OTHER_ORDER + 1), Some(vec![1, 0, 2]));
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
