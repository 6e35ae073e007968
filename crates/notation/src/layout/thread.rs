//! Leads the flows through the layers between their ends on the way that crosses least: each is taken out and put in
//! again on the cheapest way, layer by layer (the insertion of one edge as in Gutwenger, Mutzel, Weiskircher 2005, in
//! fixed layers). Flows to the same target may run into each other and go on as one line.

use super::crossed::{Line, Place, Table};
use super::graph::{Exit, Plan, Side, What};
use super::rank::HAPPY;
use std::rc::Rc;

/// What a way costs: crossing a line, or one of the happy path; and, so that it looks quiet, a change of lane, a lane
/// that is neither that of its source nor of its target, stepping aside, and a line of its own.
const CROSSING: u32 = 100;
const HAPPY_CROSSING: u32 = 130;
const LANE: u32 = 12;
const FOREIGN: u32 = 6;
const STEP: u32 = 8;
const ALONE: u32 = 2;
/// Loops start and end above rather than below.
const BELOW: u32 = 10;
/// A loop that starts and one that ends on the same side of a step always cross.
const KNOT: u32 = CROSSING;
/// Between layers with more pairs of places nothing is searched for.
const MAX_PAIRS: usize = 40_000;

/// A way to pass a layer.
#[derive(Debug, Clone, Copy)]
enum Stop {
    /// Before this head of the layer, in a lane.
    Gap { gap: usize, band: usize },
    /// Into the line of another flow to the same target: at the bend with this position in the path of the wire.
    Merge { wire: usize, position: usize },
}

/// Where a loop ends.
#[derive(Debug, Clone, Copy, PartialEq)]
enum End {
    /// In the line of another loop, at this bend beside the target.
    Shared(usize),
    /// In its own line on this side of the target.
    Own(Side),
}

/// A way for a wire: what it costs, where it passes each layer between its ends, and whether it ends in a line that
/// is there.
struct Way {
    cost: u32,
    stops: Vec<Stop>,
}

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

/// A place between two heads of a layer, in one of the lanes that it may belong to.
#[derive(Debug, Clone, Copy)]
struct Gap {
    /// It is before the head of this number.
    gap: usize,
    band: usize,
    /// How many heads of the lane stand above and below.
    heads: (usize, usize),
    place: Place,
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
        width(rank) * width(rank + 1) <= MAX_PAIRS
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

    /// A loop leaves its source above or below, and reaches its target above or below, in a line of its own or in
    /// that of another loop.
    fn put_in_back(&mut self, wire: usize, done: &[usize]) {
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

    /// The cheapest way between two items.
    fn way(&mut self, wire: usize, start: usize, end: usize, done: &[usize]) -> Way {
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
