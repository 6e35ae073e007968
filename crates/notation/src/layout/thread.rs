//! Leads the flows through the layers between their ends on the way that crosses least: each is taken out and put in
//! again on the cheapest way, layer by layer (the insertion of one edge as in Gutwenger, Mutzel, Weiskircher 2005, in
//! fixed layers). Flows to the same target may run into each other and go on as one line.

mod loops;
mod way;

use super::crossed::{Line, Table};
use super::graph::{Exit, Plan};
use super::limits::PAIRS;
use super::rank::HAPPY;
use std::rc::Rc;
use way::{Gap, Stop, Way};

/// What a way costs: crossing a line, or one of the happy path; and a line of its own.
const CROSSING: u32 = 100;
const HAPPY_CROSSING: u32 = 130;
const ALONE: u32 = 2;

/// Leads all flows anew, as long as `work` lasts: the number of steps that may still be taken.
pub(super) fn rethread(plan: &mut Plan, work: &mut usize) {
    let mut threader = Threader::of(plan);
    for group in groups(threader.plan) {
        let wires: Vec<usize> = group.into_iter().filter(|&wire| threader.is_small(wire)).collect();
        let cost: usize = wires.iter().map(|&wire| threader.effort(wire)).sum();
        let Some(left) = work.checked_sub(cost) else { return };
        *work = left;
        wires.iter().for_each(|&wire| threader.take_out(wire));
        let mut done = Vec::new();
        for wire in wires {
            threader.put_in(wire, &done);
            done.push(wire);
        }
    }
}

/// The wires with bends, by target: longest first; the targets with the shortest wires first.
fn groups(plan: &Plan) -> Vec<Vec<usize>> {
    let mut of_target: Vec<Vec<usize>> = vec![Vec::new(); plan.items.len()];
    for (ix, wire) in plan.wires.iter().enumerate() {
        if wire.lift.is_none() && wire.source != wire.target && !wire.path.is_empty() {
            of_target[wire.target].push(ix);
        }
    }
    let span = |wire: &usize| {
        let wire = &plan.wires[*wire];
        plan.items[wire.source].rank.abs_diff(plan.items[wire.target].rank)
    };
    let mut groups: Vec<Vec<usize>> = of_target.into_iter().filter(|group| !group.is_empty()).collect();
    groups.iter_mut().for_each(|group| group.sort_by_key(|wire| std::cmp::Reverse(span(wire))));
    groups.sort_by_key(|group| group.iter().map(span).max());
    groups
}

struct Threader<'p, 'a> {
    plan: &'p mut Plan<'a>,
    /// The position of every item in its column.
    at: Vec<usize>,
    /// The lines between each layer and the next, with the number of wires that share them and what it costs to
    /// cross them.
    lines: Vec<Vec<Line>>,
    /// How many wires run through each item.
    uses: Vec<usize>,
    /// What was found of the space after each layer, and of each layer, since they changed.
    tables: Vec<Option<Rc<Table>>>,
    gaps: Vec<Option<Rc<[Gap]>>>,
}

impl<'p, 'a> Threader<'p, 'a> {
    fn of(plan: &'p mut Plan<'a>) -> Self {
        let count = plan.items.len();
        let ranks = plan.layers.len();
        let mut it = Self {
            at: vec![0; count],
            lines: vec![Vec::new(); ranks],
            uses: vec![0; count],
            tables: vec![None; ranks],
            gaps: vec![None; ranks],
            plan,
        };
        (0..ranks).for_each(|rank| it.number(rank));
        (0..it.plan.wires.len()).for_each(|wire| it.count(wire));
        it
    }

    fn number(&mut self, rank: usize) {
        let items = self.plan.layers[rank].iter().flat_map(|&head| self.plan.stack(head));
        for (position, item) in items.enumerate() {
            self.at[item] = position;
        }
        self.gaps[rank] = None;
        self.tables[rank] = None;
        if let Some(before) = rank.checked_sub(1) {
            self.tables[before] = None;
        }
    }

    /// Enters a wire into the lines.
    fn count(&mut self, wire: usize) {
        let cost = if self.plan.wires[wire].weight == HAPPY { HAPPY_CROSSING } else { CROSSING };
        for &bend in &self.plan.wires[wire].path {
            self.uses[bend] += 1;
        }
        for (left, right, rank) in self.pairs(wire) {
            self.tables[rank] = None;
            // Layers that are too large to search in hold too many lines to look for equal ones.
            let same = match self.is_searched(rank) {
                true => self.lines[rank].iter_mut().find(|line| (line.left, line.right) == (left, right)),
                false => None,
            };
            match same {
                Some(line) => line.wires += 1,
                None => self.lines[rank].push(Line { left, right, wires: 1, cost }),
            }
        }
    }

    /// The pairs of items in neighbouring layers that a wire connects, with the layer of the left one.
    fn pairs(&self, wire: usize) -> Vec<(usize, usize, usize)> {
        let rank = |item: usize| self.plan.items[item].rank;
        let hops = self.plan.wires[wire].hops().filter(|&(a, b)| rank(a) != rank(b));
        let ordered = hops.map(|(a, b)| if rank(a) < rank(b) { (a, b) } else { (b, a) });
        ordered.map(|(left, right)| (left, right, rank(left))).collect()
    }

    fn is_searched(&self, rank: usize) -> bool {
        let width = |rank: usize| self.plan.layers.get(rank).map_or(0, Vec::len) + 4;
        width(rank) * width(rank + 1) <= PAIRS
    }

    fn ranks(&self, wire: usize) -> (usize, usize) {
        let wire = &self.plan.wires[wire];
        let (a, b) = (self.plan.items[wire.source].rank, self.plan.items[wire.target].rank);
        (a.min(b), a.max(b))
    }

    fn is_small(&self, wire: usize) -> bool {
        let (from, to) = self.ranks(wire);
        from < to && (from..to).all(|rank| self.is_searched(rank))
    }

    /// How many steps it takes to lead a wire.
    fn effort(&self, wire: usize) -> usize {
        let (from, to) = self.ranks(wire);
        let width = |rank: usize| self.plan.layers[rank].len() + 4;
        (from..to).map(|rank| width(rank) * width(rank + 1)).sum::<usize>()
            * if self.is_back(wire) { 5 } else { 1 }
    }

    /// Whether a wire leads to the left, which it does to a bend that stays with its target.
    fn is_back(&self, wire: usize) -> bool {
        let wire = &self.plan.wires[wire];
        self.plan.items[wire.target].rank <= self.plan.items[wire.source].rank
    }

    fn take_out(&mut self, wire: usize) {
        for (left, right, rank) in self.pairs(wire) {
            self.tables[rank] = None;
            let lines = &mut self.lines[rank];
            if let Some(at) = lines.iter().position(|line| (line.left, line.right) == (left, right)) {
                lines[at].wires -= 1;
                if lines[at].wires == 0 {
                    lines.swap_remove(at);
                }
            }
        }
        for (position, bend) in self.plan.wires[wire].path.clone().into_iter().enumerate() {
            self.uses[bend] -= 1;
            let stays = position == 0 && matches!(self.plan.wires[wire].exit, Exit::Boundary(..));
            if self.uses[bend] == 0 && !stays {
                self.remove(bend);
            }
        }
    }

    fn remove(&mut self, bend: usize) {
        let rank = self.plan.items[bend].rank;
        match self.plan.items[bend].head.take() {
            Some(head) => {
                self.plan.items[head].above.retain(|&other| other != bend);
                self.plan.items[head].below.retain(|&other| other != bend);
            }
            None => self.plan.layers[rank].retain(|&other| other != bend),
        }
        self.number(rank);
    }

    fn put_in(&mut self, wire: usize, done: &[usize]) {
        if self.is_back(wire) {
            self.put_in_back(wire, done);
        } else {
            let (own, target) = (&self.plan.wires[wire], self.plan.wires[wire].target);
            let boundary = matches!(own.exit, Exit::Boundary(..)).then(|| own.bends[0]);
            let start = boundary.unwrap_or(own.source);
            let way = self.way(wire, start, target, done);
            self.apply(wire, boundary.into_iter().collect(), &way, None);
        }
        self.count(wire);
    }

    /// Puts a wire on its way: after `path`, and to `last` if it isn't the line of another.
    fn apply(&mut self, wire: usize, mut path: Vec<usize>, way: &Way, last: Option<usize>) {
        let from = self.plan.items[path.first().copied().unwrap_or(self.plan.wires[wire].source)].rank;
        let forward = !self.is_back(wire);
        let mut merged = false;
        for (step, stop) in way.stops.iter().enumerate() {
            match *stop {
                Stop::Gap { gap, band } => {
                    let rank = if forward { from + 1 + step } else { from - 1 - step };
                    let bends = &self.plan.wires[wire].bends;
                    let Some(&bend) = bends.iter().find(|&&bend| self.plan.items[bend].rank == rank) else {
                        continue;
                    };
                    self.plan.items[bend].band = band;
                    self.plan.layers[rank].insert(gap, bend);
                    self.number(rank);
                    path.push(bend);
                }
                Stop::Merge { wire: other, position } => {
                    let tail = self.plan.wires[other].path[position..].to_vec();
                    path.extend(tail);
                    merged = true;
                }
            }
        }
        if !merged {
            path.extend(last.filter(|last| path.last() != Some(last)));
        }
        self.plan.wires[wire].path = path;
    }
}
