//! How high everything stands: items that follow each other on a path are put on one level line where possible, then
//! the lines are packed and drawn toward what they are connected with (after Brandes, Köpf 2001).

use super::graph::{Plan, What};
use super::rank::HAPPY;
use std::collections::BTreeMap;

/// Space between two shapes, between two flows, and between a shape and a flow.
const SHAPE_GAP: f64 = 30.0;
const FLOW_GAP: f64 = 10.0;
const MIXED_GAP: f64 = 10.0;
/// Rounds of drawing lines toward their neighbours.
const ROUNDS: usize = 12;

/// Where every item stands, and the height of each lane's content.
pub(super) struct Rows {
    /// The anchor of every item, from the top of its lane's content.
    pub y: Vec<f64>,
    /// The height of each lane's content.
    pub heights: Vec<f64>,
}

/// Finds the rows.
pub(super) fn rows(plan: &Plan) -> Rows {
    let lines = Lines::of(plan);
    let mut y = lines.packed();
    lines.relax(&mut y);
    let mut rows =
        Rows { y: lines.line.iter().map(|&line| y[line]).collect(), heights: vec![0.0; plan.bands] };
    let mut tops = vec![f64::INFINITY; plan.bands];
    let placed = |plan: &Plan| (0..plan.layers.len()).flat_map(|rank| plan.column(rank)).collect::<Vec<_>>();
    for item in placed(plan) {
        let (band, cell) = (plan.items[item].band, plan.items[item].cell);
        tops[band] = tops[band].min(rows.y[item] - cell.up);
        rows.heights[band] = rows.heights[band].max(rows.y[item] + cell.down);
    }
    for (item, y) in rows.y.iter_mut().enumerate() {
        let top = tops[plan.items[item].band];
        *y -= if top.is_finite() { top } else { 0.0 };
    }
    for (height, top) in rows.heights.iter_mut().zip(tops) {
        *height -= if top.is_finite() { top } else { 0.0 };
    }
    rows
}

/// Items in lines, and which line lies above which.
struct Lines {
    /// The line of every item.
    line: Vec<usize>,
    /// Lines below each line, with the least distance; and above it.
    below: Vec<Vec<(usize, f64)>>,
    above: Vec<Vec<(usize, f64)>>,
    /// The lines that a line is connected with, once for each unit of weight.
    pulls: Vec<Vec<usize>>,
    /// All lines, upper before lower.
    order: Vec<usize>,
}

impl Lines {
    fn of(plan: &Plan) -> Self {
        let line = aligned(plan);
        let count = line.iter().max().map_or(0, |last| last + 1);
        let mut it = Self {
            line,
            below: vec![Vec::new(); count],
            above: vec![Vec::new(); count],
            pulls: vec![Vec::new(); count],
            order: Vec::new(),
        };
        for rank in 0..plan.layers.len() {
            let column = plan.column(rank);
            for pair in column.windows(2) {
                if plan.items[pair[0]].band == plan.items[pair[1]].band {
                    it.stack(plan, pair[0], pair[1]);
                }
            }
        }
        for wire in &plan.wires {
            for (a, b) in wire.hops().filter(|&(a, b)| plan.items[a].band == plan.items[b].band) {
                let (a, b) = (it.line[a], it.line[b]);
                if a != b {
                    it.pulls[a].extend(std::iter::repeat_n(b, wire.weight + 1));
                    it.pulls[b].extend(std::iter::repeat_n(a, wire.weight + 1));
                }
            }
        }
        it.sort();
        it
    }

    fn stack(&mut self, plan: &Plan, upper: usize, lower: usize) {
        let (a, b) = (&plan.items[upper], &plan.items[lower]);
        let gap = match (a.what == What::Bend, b.what == What::Bend) {
            (true, true) => FLOW_GAP,
            (false, false) => SHAPE_GAP,
            _ => MIXED_GAP,
        };
        let distance = a.cell.down + gap + b.cell.up;
        let (upper, lower) = (self.line[upper], self.line[lower]);
        self.below[upper].push((lower, distance));
        self.above[lower].push((upper, distance));
    }

    /// Lines never cross each other, so that 'above' has no circles.
    fn sort(&mut self) {
        let mut waiting: Vec<usize> = self.above.iter().map(Vec::len).collect();
        self.order = (0..waiting.len()).filter(|&line| waiting[line] == 0).collect();
        let mut at = 0;
        while let Some(&line) = self.order.get(at) {
            at += 1;
            for &(lower, _) in &self.below[line] {
                waiting[lower] -= 1;
                if waiting[lower] == 0 {
                    self.order.push(lower);
                }
            }
        }
    }

    /// Every line as high as it can be.
    fn packed(&self) -> Vec<f64> {
        let mut y = vec![0.0_f64; self.line.len()];
        for &line in &self.order {
            for &(lower, distance) in &self.below[line] {
                y[lower] = y[lower].max(y[line] + distance);
            }
        }
        y
    }

    /// Moves every line toward the median of those it is connected with, as far as there is room.
    fn relax(&self, y: &mut [f64]) {
        for round in 0..ROUNDS {
            let mut moved = false;
            let backward: Box<dyn Iterator<Item = &usize>> =
                if round % 2 == 0 { Box::new(self.order.iter().rev()) } else { Box::new(self.order.iter()) };
            for &line in backward {
                let Some(wanted) = median(&self.pulls[line], y) else { continue };
                let low = self.above[line]
                    .iter()
                    .map(|&(upper, gap)| y[upper] + gap)
                    .fold(f64::NEG_INFINITY, f64::max);
                let high =
                    self.below[line].iter().map(|&(lower, gap)| y[lower] - gap).fold(f64::INFINITY, f64::min);
                let place = wanted.min(high).max(low);
                moved |= place != y[line];
                y[line] = place;
            }
            if !moved {
                break;
            }
        }
    }
}

/// The lower median, so that places stay on the grid.
fn median(lines: &[usize], y: &[f64]) -> Option<f64> {
    let mut places: Vec<f64> = lines.iter().map(|&line| y[line]).collect();
    places.sort_by(f64::total_cmp);
    places.get(places.len().saturating_sub(1) / 2).copied()
}

/// Puts items that follow each other into one line: the happy path first, then what goes straight through, then the
/// other paths, then the rest; never so that two lines would cross. Returns the line of every item.
fn aligned(plan: &Plan) -> Vec<usize> {
    let mut at = vec![0; plan.items.len()];
    for rank in 0..plan.layers.len() {
        plan.column(rank).into_iter().enumerate().for_each(|(position, item)| at[item] = position);
    }
    let mut before = vec![None; plan.items.len()];
    let mut after = vec![None; plan.items.len()];
    let mut taken: Vec<BTreeMap<usize, usize>> = vec![BTreeMap::new(); plan.layers.len()];
    for (left, right) in candidates(plan) {
        if after[left].is_some() || before[right].is_some() {
            continue;
        }
        let between = &mut taken[plan.items[left].rank];
        let (a, b) = (at[left], at[right]);
        let crosses = between.range(..a).next_back().is_some_and(|(_, &other)| other >= b)
            || between.range(a..).next().is_some_and(|(_, &other)| other <= b);
        if !crosses {
            between.insert(a, b);
            after[left] = Some(right);
            before[right] = Some(left);
        }
    }
    let mut line = vec![0; plan.items.len()];
    for (count, first) in (0..plan.items.len()).filter(|&item| before[item].is_none()).enumerate() {
        let mut item = Some(first);
        while let Some(at) = item {
            line[at] = count;
            item = after[at];
        }
    }
    line
}

/// Pairs of items in neighbouring layers that a flow connects, the most important first.
fn candidates(plan: &Plan) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for wire in &plan.wires {
        for (a, b) in wire.hops() {
            let (left, right) = if plan.items[a].rank < plan.items[b].rank { (a, b) } else { (b, a) };
            if plan.items[left].rank == plan.items[right].rank
                || plan.items[left].band != plan.items[right].band
            {
                continue;
            }
            let through = plan.items[a].what == What::Bend && plan.items[b].what == What::Bend;
            let importance = match wire.weight {
                HAPPY => 4,
                _ if through => 3,
                0 => 1,
                _ => 2,
            };
            pairs.push((importance, left, right));
        }
    }
    pairs.sort_by_key(|&(importance, ..)| std::cmp::Reverse(importance));
    pairs.into_iter().map(|(_, left, right)| (left, right)).collect()
}
