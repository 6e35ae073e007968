//! Where each flow leaves its source and reaches its target: at the sides, or at the corners above and below where
//! nothing stands between a gateway and the row to which the flow leads.

use super::graph::{Exit, Plan, Side, Wire};
use super::size;
use model::bpmn::Kind;
use std::collections::{HashMap, HashSet};

/// Where a flow meets a shape, with the distance from the middle of that side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Port {
    /// Right (of a source) or left (of a target).
    Side(f64),
    Top(f64),
    Bottom(f64),
    /// The outer edge of a boundary event on this side, at this distance from the middle of its activity.
    Boundary(f64, Side),
}

/// Both ends of a flow.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ports {
    pub start: Port,
    pub end: Port,
}

/// Between flows that leave one side.
const STEP: f64 = 10.0;
/// A flow into a gap keeps this distance from what stands above and below.
const CLEARANCE: f64 = 6.0;

/// The free space above and below each item in its layer.
struct Gaps {
    /// Lower end of what stands above, upper end of what stands below.
    above: Vec<f64>,
    below: Vec<f64>,
    upper: Vec<Option<usize>>,
    lower: Vec<Option<usize>>,
}

/// An upright piece in the gap between two items of a layer, and the item to which it leads.
type Uprights = HashMap<(Option<usize>, Option<usize>), Vec<(usize, f64, f64)>>;

/// Finds the ports of all wires. `y` holds the anchors, `rows` the row to which each wire leads first.
pub(super) fn ports(plan: &Plan, y: &[f64], rows: &[f64]) -> Vec<Ports> {
    let start = |wire: &Wire| match wire.exit {
        Exit::Shape => Port::Side(0.0),
        Exit::Boundary(dx, side) => Port::Boundary(dx, side),
    };
    let ports = plan.wires.iter().map(|wire| Ports { start: start(wire), end: Port::Side(0.0) }).collect();
    let mut finder = Finder {
        plan,
        y,
        rows,
        gaps: Gaps::of(plan, y),
        ports,
        uprights: HashMap::new(),
        out: vec![Vec::new(); plan.items.len()],
        entered: HashSet::new(),
    };
    for (ix, wire) in plan.wires.iter().enumerate() {
        finder.out[wire.source].push(ix);
    }
    finder.loops();
    finder.splits();
    finder.joins();
    finder.spread_sides();
    finder.ports
}

impl Gaps {
    fn of(plan: &Plan, y: &[f64]) -> Self {
        let count = plan.items.len();
        let mut it = Self {
            above: vec![f64::NEG_INFINITY; count],
            below: vec![f64::INFINITY; count],
            upper: vec![None; count],
            lower: vec![None; count],
        };
        for rank in 0..plan.layers.len() {
            for pair in plan.column(rank).windows(2) {
                let (a, b) = (pair[0], pair[1]);
                it.above[b] = y[a] + plan.items[a].cell.down;
                it.below[a] = y[b] - plan.items[b].cell.up;
                it.upper[b] = Some(a);
                it.lower[a] = Some(b);
            }
        }
        it
    }
}

struct Finder<'a> {
    plan: &'a Plan<'a>,
    y: &'a [f64],
    rows: &'a [f64],
    gaps: Gaps,
    ports: Vec<Ports>,
    uprights: Uprights,
    /// The wires that leave each item.
    out: Vec<Vec<usize>>,
    /// The items that a loop reaches above (`true`) or below.
    entered: HashSet<(usize, bool)>,
}

impl Finder<'_> {
    /// Loops leave and reach their ends from above, where their first and last bends stay with them.
    fn loops(&mut self) {
        let loops =
            || self.plan.wires.iter().enumerate().filter(|(_, wire)| wire.back && wire.exit == Exit::Shape);
        let first: HashMap<usize, usize> =
            loops().filter_map(|(ix, wire)| Some((*wire.path.first()?, ix))).collect();
        let mut last: HashMap<usize, Vec<usize>> = HashMap::new();
        for (ix, wire) in self.plan.wires.iter().enumerate() {
            let stays = |bend: usize| self.plan.items[bend].head == Some(wire.target);
            let loops = wire.source != wire.target || wire.exit == Exit::Shape;
            if let Some(&bend) = wire.path.last().filter(|&&bend| loops && stays(bend)) {
                last.entry(bend).or_default().push(ix);
            }
        }
        for head in 0..self.plan.items.len() {
            self.loops_beside(head, Side::Above, &first, &last);
            self.loops_beside(head, Side::Below, &first, &last);
        }
        for (ix, wire) in loops() {
            if let (Port::Side(_), Some(&first)) = (self.ports[ix].start, wire.path.first()) {
                self.ports[ix].start = self.beside(wire.source, first).unwrap_or(Port::Side(0.0));
            }
        }
    }

    /// The ports of the loops whose first or last bends stay with an item on one side.
    fn loops_beside(
        &mut self,
        head: usize,
        side: Side,
        first: &HashMap<usize, usize>,
        last: &HashMap<usize, Vec<usize>>,
    ) {
        let item = &self.plan.items[head];
        let bends = if side == Side::Above { &item.above } else { &item.below };
        let mut out: Vec<usize> = bends.iter().filter_map(|bend| first.get(bend).copied()).collect();
        out.retain(|&wire| self.plan.wires[wire].source == head);
        let into: Vec<usize> = bends.iter().filter_map(|bend| last.get(bend)).flatten().copied().collect();
        let port = if side == Side::Above { Port::Top } else { Port::Bottom };
        let reach = self.reach(head);
        let shared = !out.is_empty() && !into.is_empty();
        let first = if shared { STEP / 2.0 } else { 0.0 };
        let step = STEP.min((reach - first) / out.len().max(1) as f64);
        for (position, wire) in out.into_iter().enumerate() {
            self.ports[wire].start = port(first + step * position as f64);
        }
        for wire in into {
            self.ports[wire].end = port(-first);
            self.entered.insert((head, side == Side::Above));
        }
    }

    /// The port of an item toward a bend that stands next to it in its layer.
    fn beside(&self, item: usize, bend: usize) -> Option<Port> {
        if self.gaps.upper[item] == Some(bend) {
            Some(Port::Top(0.0))
        } else if self.gaps.lower[item] == Some(bend) && self.free_below(item) {
            Some(Port::Bottom(0.0))
        } else {
            None
        }
    }

    /// How far from its middle a flow may meet the top of a shape.
    fn reach(&self, item: usize) -> f64 {
        let half = self.plan.items[item].size.width / 2.0;
        match self.plan.node(item).map(|node| &node.kind) {
            Some(Kind::Activity(_)) | None => (half - 15.0).max(0.0),
            Some(Kind::Gateway(_)) => half - 7.0,
            Some(_) => half - 8.0,
        }
    }

    /// Flows that a gateway splits up leave it at its corners, if their rows lie free beside it.
    fn splits(&mut self) {
        for item in 0..self.plan.items.len() {
            if !self.is_gateway(item) {
                continue;
            }
            let wires: Vec<(usize, f64)> = self.leaving(item);
            if wires.len() < 2 {
                continue;
            }
            for above in [true, false] {
                if self.entered.contains(&(item, above)) || self.leaves(item, above) {
                    continue;
                }
                let mut here: Vec<(usize, f64)> = wires
                    .iter()
                    .copied()
                    .filter(|&(_, row)| row != self.y[item] && (row < self.y[item]) == above)
                    .collect();
                here.sort_by(|a, b| {
                    (a.1 - self.y[item]).abs().total_cmp(&(b.1 - self.y[item]).abs()).reverse()
                });
                // Whoever leaves at the corner would be crossed by a farther one that doesn't.
                if here.first().is_some_and(|&(_, row)| !self.fits(item, row, above)) {
                    continue;
                }
                here.retain(|&(_, row)| self.fits(item, row, above));
                here.dedup_by(|a, b| (a.1 - b.1).abs() < STEP);
                let gaps = here.len().saturating_sub(1) as f64;
                // The name of a gateway keeps the left side above it free.
                let left = if above && self.is_named(item) { 0.0 } else { -self.reach(item) };
                let step = STEP.min((self.reach(item) - left) / gaps.max(1.0));
                let first = (-step * gaps / 2.0).max(left);
                for (position, (wire, row)) in here.into_iter().enumerate() {
                    let dx = first + step * position as f64;
                    self.ports[wire].start = if above { Port::Top(dx) } else { Port::Bottom(dx) };
                    self.keep(item, row, above);
                }
            }
        }
    }

    /// Flows that a gateway or an end joins reach it from above and below, if their rows lie free beside it.
    fn joins(&mut self) {
        for (ix, wire) in self.plan.wires.iter().enumerate().filter(|(_, wire)| wire.lift.is_none()) {
            let target = wire.target;
            let last = wire.path.last().copied();
            let row = match last {
                Some(bend) => self.y[bend],
                None if wire.exit == Exit::Shape && self.ports[ix].start == Port::Side(0.0) => {
                    self.y[wire.source]
                }
                None => continue,
            };
            if self.ports[ix].end != Port::Side(0.0) || row == self.y[target] {
                continue;
            }
            if let Some(bend) =
                last.filter(|&bend| self.plan.items[bend].rank == self.plan.items[target].rank)
            {
                let port =
                    self.beside(target, bend).filter(|port| !self.leaves(target, *port == Port::Top(0.0)));
                self.ports[ix].end = port.unwrap_or(Port::Side(0.0));
                continue;
            }
            if !self.joins_from_above(target) {
                continue;
            }
            let above = row < self.y[target];
            if (above || self.free_below(target))
                && self.fits(target, row, above)
                && !self.leaves(target, above)
            {
                self.ports[ix].end = if above { Port::Top(0.0) } else { Port::Bottom(0.0) };
                self.keep(target, row, above);
            }
        }
    }

    /// Whether a flow leaves an item above or below.
    fn leaves(&self, item: usize, above: bool) -> bool {
        let used = |port: Port| matches!((port, above), (Port::Top(_), true) | (Port::Bottom(_), false));
        self.out[item].iter().any(|&wire| used(self.ports[wire].start))
    }

    fn is_named(&self, item: usize) -> bool {
        self.plan.node(item).is_some_and(|node| node.name.is_some())
    }

    fn is_gateway(&self, item: usize) -> bool {
        self.plan.node(item).is_some_and(|node| matches!(node.kind, Kind::Gateway(_)))
    }

    fn joins_from_above(&self, item: usize) -> bool {
        self.plan.node(item).is_some_and(|node| matches!(node.kind, Kind::Gateway(_) | Kind::End(_)))
    }

    /// Events have their names below.
    fn free_below(&self, item: usize) -> bool {
        let item = &self.plan.items[item];
        item.cell.down <= item.size.height / 2.0
    }

    /// The forward wires that leave a shape, with the row to which they lead.
    fn leaving(&self, item: usize) -> Vec<(usize, f64)> {
        let wires = self.out[item].iter().map(|&ix| (ix, &self.plan.wires[ix]));
        wires
            .filter(|(ix, wire)| {
                !wire.back && wire.lift.is_none() && self.ports[*ix].start == Port::Side(0.0)
            })
            .map(|(ix, _)| (ix, self.rows[ix]))
            .collect()
    }

    /// Whether a row lies free in the gap next to an item, and the way there as well.
    fn fits(&self, item: usize, row: f64, above: bool) -> bool {
        let cell = self.plan.items[item].cell;
        let (from, to, free) = if above {
            let top = self.y[item] - cell.up;
            (row, self.y[item], self.gaps.above[item] + CLEARANCE <= row && row <= top - CLEARANCE)
        } else {
            let bottom = self.y[item] + cell.down;
            (self.y[item], row, bottom + CLEARANCE <= row && row <= self.gaps.below[item] - CLEARANCE)
        };
        let others = self.uprights.get(&self.gap(item, above));
        free && others
            .into_iter()
            .flatten()
            .all(|&(other, top, bottom)| other == item || bottom + CLEARANCE <= from || to + CLEARANCE <= top)
    }

    fn keep(&mut self, item: usize, row: f64, above: bool) {
        let (from, to) = if above { (row, self.y[item]) } else { (self.y[item], row) };
        self.uprights.entry(self.gap(item, above)).or_default().push((item, from, to));
    }

    fn gap(&self, item: usize, above: bool) -> (Option<usize>, Option<usize>) {
        if above { (self.gaps.upper[item], Some(item)) } else { (Some(item), self.gaps.lower[item]) }
    }

    /// Flows that leave the right side of one shape do so beside each other; one that goes straight on stays in the
    /// middle.
    fn spread_sides(&mut self) {
        let mut leaving: HashMap<usize, Vec<(usize, f64)>> = HashMap::new();
        for (ix, wire) in self.plan.wires.iter().enumerate() {
            if self.ports[ix].start == Port::Side(0.0) {
                let row = self.rows[ix];
                leaving.entry(wire.source).or_default().push((ix, row));
            }
        }
        for (source, mut wires) in leaving {
            wires.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
            let middle = self.y[source];
            let straight = wires.iter().position(|&(_, row)| row == middle);
            let centre = straight.map_or((wires.len() as f64 - 1.0) / 2.0, |position| position as f64);
            let room = self.side_reach(source);
            let widest = centre.max(wires.len() as f64 - 1.0 - centre).max(1.0);
            let step = STEP.min(room / widest);
            for (position, (wire, _)) in wires.into_iter().enumerate() {
                self.ports[wire].start = Port::Side((position as f64 - centre) * step);
            }
        }
    }

    /// How far from its middle a flow may leave the right side of a shape.
    fn side_reach(&self, item: usize) -> f64 {
        match self.plan.node(item).map(|node| &node.kind) {
            Some(Kind::Activity(_)) | None => self.plan.items[item].size.height / 2.0 - 12.0,
            Some(Kind::Gateway(_)) => size::GATEWAY / 2.0 - 5.0,
            Some(_) => size::EVENT / 2.0 - 6.0,
        }
    }
}
