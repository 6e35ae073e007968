//! Lays out the content of one process or sub-process, sub-processes in it first.

use super::graph::{Picture, Plan, What, Wire};
use super::labels::{self, Labels};
use super::plan::{self, Bands, INSIDE, NOTE_LINE};
use super::route::{self, Routes};
use super::score::{self, Score};
use super::size::{self, EVENT};
use super::{bends, limits, order, ports, rank, rows, squeeze};
use crate::diagram::{Bounds, Edge, Point, Shape};
use model::bpmn::{Body, Gateway, Id, Kind};
use std::collections::{HashMap, HashSet};

/// Between the content of a lane and its edges.
const LANE_PADDING: f64 = 25.0;
/// Around things that no flow connects.
const LOOSE_GAP: f64 = 30.0;

/// Lays out a body. `least` is the least height of each lane; without lanes there is no padding.
pub(super) fn picture(body: &Body, bands: &Bands, least: &[f64], depth: usize, search: Search) -> Picture {
    let mut inner = HashMap::new();
    if depth < limits::SUB_PROCESS_DEPTH {
        for (ix, node) in body.nodes.iter().enumerate() {
            if let Some(content) = node.body().filter(|body| !body.nodes.is_empty()) {
                inner.insert(ix, picture(content, &Bands::one(), &[], depth + 1, search));
            }
        }
    }
    let mut plan = plan::plan(body, inner, bands);
    let sorted = rank::rank(&mut plan);
    bends::add(&mut plan);
    let beginning = (plan.items.clone(), plan.wires.clone());
    let mut best: Option<(Score, Draft)> = None;
    for start in 0..starts(&plan, search) {
        (plan.items, plan.wires) = beginning.clone();
        order::order(&mut plan, &sorted, start);
        let draft = draft(&plan, least);
        let searched = plan.items.len() <= limits::SEARCHED;
        let score = if searched { score::score(&draft.routes.corners) } else { Score::default() };
        let perfect = score.crossings == 0;
        if best.as_ref().is_none_or(|(least, _)| score < *least) {
            let (items, wires, layers) = (plan.items.clone(), plan.wires.clone(), plan.layers.clone());
            best = Some((score, Draft { items, wires, layers, ..draft }));
        }
        if perfect {
            break;
        }
    }
    let Some((score, draft)) = best else { return Picture::default() };
    (plan.items, plan.wires, plan.layers) = (draft.items, draft.wires, draft.layers);
    let crossings = score.crossings + plan.inner.values().map(|inner| inner.crossings).sum::<usize>();
    Picture { crossings, ..finish(&plan, &draft.y, &draft.routes, draft.bands) }
}

/// How much is done for few crossings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Search {
    /// One order is searched for.
    Quick,
    /// The best of several.
    Thorough,
}

fn starts(plan: &Plan, search: Search) -> u64 {
    if search == Search::Thorough && plan.items.len() <= limits::SEARCHED { limits::STARTS } else { 1 }
}

/// One way to place everything.
struct Draft {
    items: Vec<super::graph::Item>,
    wires: Vec<Wire>,
    layers: Vec<Vec<usize>>,
    y: Vec<f64>,
    routes: Routes,
    bands: Vec<(f64, f64)>,
}

fn draft(plan: &Plan, least: &[f64]) -> Draft {
    let rows = rows::rows(plan);
    let mut y = rows.y;
    let shelf = Shelf::of(plan);
    let mut heights = rows.heights.clone();
    heights[0] += plan.lift;
    let (bands, mut top) = stacked(&heights, least);
    top[0] += plan.lift;
    for (item, y) in y.iter_mut().enumerate() {
        *y += top.get(plan.items[item].band).copied().unwrap_or(0.0);
    }
    let first_rows = first_rows(plan, &y, top[0]);
    let ports = ports::ports(plan, &y, &first_rows);
    let mut routes = route::route(plan, &y, &ports, &first_rows, top[0]);
    // What is loose stands below the last lane's content, in rows as wide as that.
    let last = top.pop().unwrap_or(0.0) + rows.heights.last().copied().unwrap_or(0.0);
    let (width, height) = shelf.put(plan, routes.width, last, &mut routes.x, &mut y);
    routes.width = routes.width.max(width);
    let bands = with_shelf(bands, last + height, !least.is_empty());
    Draft { items: Vec::new(), wires: Vec::new(), layers: Vec::new(), y, routes, bands }
}

/// The row to which each wire leads first: that of its first bend or of its target, or one above the content.
fn first_rows(plan: &Plan, y: &[f64], top: f64) -> Vec<f64> {
    let row = |wire: &Wire| match wire.lift {
        Some(lift) if wire.path.is_empty() => top - lift,
        _ => y[wire.path.first().copied().unwrap_or(wire.target)],
    };
    plan.wires.iter().map(row).collect()
}

/// The upper and lower edge of each lane, and where its content starts.
fn stacked(heights: &[f64], least: &[f64]) -> (Vec<(f64, f64)>, Vec<f64>) {
    let padding = if least.is_empty() { 0.0 } else { LANE_PADDING };
    let mut y = 0.0;
    let mut tops = Vec::new();
    let bands = heights.iter().enumerate().map(|(band, content)| {
        let height = size::up_to_grid(content + 2.0 * padding).max(least.get(band).copied().unwrap_or(0.0));
        let top = y;
        y += height;
        tops.push(top + ((height - content) / 2.0 / 5.0).floor() * 5.0);
        (top, y)
    });
    let bands = bands.collect();
    (bands, tops)
}

/// The last lane reaches down to what stands loose in it.
fn with_shelf(mut bands: Vec<(f64, f64)>, bottom: f64, padded: bool) -> Vec<(f64, f64)> {
    if let Some(last) = bands.last_mut() {
        last.1 = last.1.max(bottom + if padded { LANE_PADDING } else { 0.0 });
    }
    bands
}

/// What no flow connects, in rows.
struct Shelf {
    stacks: Vec<(usize, Bounds)>,
}

impl Shelf {
    fn of(plan: &Plan) -> Self {
        let extent = |head: usize| {
            let (mut left, mut right, mut height) = (0.0_f64, 0.0_f64, -LOOSE_GAP);
            for item in plan.stack(head) {
                let cell = plan.items[item].cell;
                left = left.max(cell.left);
                right = right.max(cell.right);
                height += cell.up + cell.down + LOOSE_GAP;
            }
            Bounds { x: left, y: 0.0, width: left + right, height }
        };
        Self { stacks: plan.loose.iter().map(|&head| (head, extent(head))).collect() }
    }

    /// Puts everything below `top`. Returns the width and height that it takes.
    fn put(&self, plan: &Plan, width: f64, top: f64, xs: &mut [f64], ys: &mut [f64]) -> (f64, f64) {
        if self.stacks.is_empty() {
            return (0.0, 0.0);
        }
        let area: f64 = self.stacks.iter().map(|(_, b)| (b.width + LOOSE_GAP) * (b.height + LOOSE_GAP)).sum();
        let limit = width.max((area * 2.0).sqrt());
        let start = if width > 0.0 { top + LOOSE_GAP } else { top };
        let (mut x, mut y, mut row, mut widest) = (0.0, start, 0.0_f64, 0.0_f64);
        for (head, bounds) in &self.stacks {
            if x > 0.0 && x + bounds.width > limit {
                x = 0.0;
                y += row + LOOSE_GAP;
                row = 0.0;
            }
            let mut at = y;
            for item in plan.stack(*head) {
                let cell = plan.items[item].cell;
                xs[item] = x + bounds.x;
                ys[item] = at + cell.up;
                at += cell.up + cell.down + LOOSE_GAP;
            }
            x += bounds.width;
            widest = widest.max(x);
            x += LOOSE_GAP;
            row = row.max(bounds.height);
        }
        (widest, y + row - top)
    }
}

/// Makes shapes and edges of the finished plan.
fn finish(plan: &Plan, y: &[f64], routes: &Routes, bands: Vec<(f64, f64)>) -> Picture {
    let labels = labels::labels(plan, y, routes, &bands);
    let mut picture = Picture {
        width: routes.width,
        height: bands.last().map_or(0.0, |band| band.1),
        bands,
        ..Picture::default()
    };
    for item in (0..plan.items.len()).filter(|&item| route::is_shape(plan, item)) {
        add_item(plan, y, routes, &labels, item, &mut picture);
    }
    for (rider, label) in plan.riders.iter().zip(&labels.riders) {
        let host = &plan.items[rider.host];
        let Point { x, y } =
            rider.middle(Point { x: routes.x[rider.host], y: y[rider.host] }, host.size.height);
        let bounds = Bounds { x: x - EVENT / 2.0, y: y - EVENT / 2.0, width: EVENT, height: EVENT };
        let element = plan.body.nodes[rider.node].id.clone();
        picture.shapes.push(Shape { element, bounds, label: *label, ..Shape::default() });
    }
    for (ix, wire) in plan.wires.iter().enumerate() {
        let (element, waypoints) = (plan.flow(wire).id.clone(), routes.corners[ix].clone());
        picture.edges.push(Edge { element, waypoints, label: labels.wires[ix], ..Edge::default() });
    }
    add_ties(plan, &mut picture);
    squeeze::squeeze(&mut picture);
    picture
}

fn add_item(plan: &Plan, y: &[f64], routes: &Routes, labels: &Labels, item: usize, picture: &mut Picture) {
    let Some(bounds) = labels::shape(plan, y, routes, item) else { return };
    let label = labels.items.get(&item).copied();
    let shape = Shape { bounds, label, ..Shape::default() };
    let ix = match plan.items[item].what {
        What::Annotation(ix) => {
            picture.shapes.push(Shape { element: plan.body.annotations[ix].id.clone(), ..shape });
            return;
        }
        What::Group(ix) => {
            picture.shapes.push(Shape { element: plan.body.groups[ix].id.clone(), ..shape });
            return;
        }
        What::Data(ix) => {
            picture.shapes.push(Shape { element: plan.body.data[ix].id.clone(), ..shape });
            return;
        }
        What::Bend => return,
        What::Node(ix) => ix,
    };
    let node = &plan.body.nodes[ix];
    let inner = plan.inner.get(&ix);
    picture.shapes.push(Shape {
        element: node.id.clone(),
        expanded: node.body().map(|_| inner.is_some()),
        marker_visible: matches!(node.kind, Kind::Gateway(Gateway::Exclusive(_))).then_some(true),
        ..shape
    });
    if let Some(inner) = inner {
        let left = bounds.x + ((bounds.width - inner.width) / 2.0).max(INSIDE).round();
        picture.embed(inner.clone(), left, bounds.y + size::TITLE);
    }
}

impl Picture {
    /// Adds another picture, moved to its place.
    pub(super) fn embed(&mut self, other: Picture, x: f64, y: f64) {
        let moved = |bounds: Bounds| Bounds { x: bounds.x + x, y: bounds.y + y, ..bounds };
        self.shapes.extend(other.shapes.into_iter().map(|shape| Shape {
            bounds: moved(shape.bounds),
            label: shape.label.map(moved),
            ..shape
        }));
        self.edges.extend(other.edges.into_iter().map(|edge| Edge {
            waypoints: edge.waypoints.iter().map(|point| Point { x: point.x + x, y: point.y + y }).collect(),
            label: edge.label.map(moved),
            ..edge
        }));
    }
}

/// Draws the dotted lines of annotations, data and compensation.
fn add_ties(plan: &Plan, picture: &mut Picture) {
    if plan.ties.is_empty() {
        return;
    }
    let notes =
        plan.body.annotations.iter().map(|note| &note.id).chain(plan.body.data.iter().map(|data| &data.id));
    let notes: HashMap<&Id, f64> = notes.map(|id| (id, NOTE_LINE)).collect();
    let shapes: HashMap<&Id, Bounds> =
        picture.shapes.iter().map(|shape| (&shape.element, shape.bounds)).collect();
    let flows: HashMap<&Id, Bounds> =
        picture.edges.iter().map(|edge| (&edge.element, first_level(&edge.waypoints))).collect();
    let place = |id: &Id| shapes.get(id).or_else(|| flows.get(id)).copied();
    let round: HashMap<&Id, bool> =
        plan.body.nodes.iter().map(|node| (&node.id, !matches!(node.kind, Kind::Activity(_)))).collect();
    let riders: HashSet<&Id> = plan.riders.iter().map(|rider| &plan.body.nodes[rider.node].id).collect();
    let mut edges = Vec::new();
    for tie in &plan.ties {
        let (Some(from), Some(to)) = (place(&tie.source), place(&tie.target)) else { continue };
        let hint = notes
            .get(&tie.source)
            .map(|dx| from.x + dx)
            .or_else(|| notes.get(&tie.target).map(|dx| to.x + dx));
        let mut waypoints = match riders.contains(&tie.source) {
            true => around_corner(from, to),
            false => connect(from, to, hint),
        };
        if let [first, last] = waypoints.as_mut_slice() {
            for (point, id, bounds) in [(first, &tie.source, from), (last, &tie.target, to)] {
                if round.get(id) == Some(&true) {
                    recede(point, bounds);
                }
            }
        }
        edges.push(Edge { element: tie.id.clone(), waypoints, ..Edge::default() });
    }
    picture.edges.extend(edges);
}

/// Moves the end of an upright line from the rectangle around a circle or diamond to its edge (of the circle: a
/// diamond is close enough to it near its corners).
fn recede(point: &mut Point, bounds: Bounds) {
    let (half, middle) = (bounds.width / 2.0, bounds.y + bounds.height / 2.0);
    let dx = (point.x - bounds.x - half).abs().min(half);
    let reach = if bounds.width == EVENT { (half * half - dx * dx).sqrt() } else { half - dx };
    point.y = if point.y < middle { middle - reach } else { middle + reach };
}

/// The first level piece of a flow, as a rectangle without height.
fn first_level(waypoints: &[Point]) -> Bounds {
    let level = waypoints.windows(2).find(|pair| pair[0].y == pair[1].y);
    level.map_or(Bounds::default(), |pair| labels::between(pair[0], pair[1]))
}

/// A line from one rectangle to another: upright or level where they face each other, else straight between their
/// middles as far as it is outside of both. `hint` is the place of an upright line.
fn connect(from: Bounds, to: Bounds, hint: Option<f64>) -> Vec<Point> {
    let common = |a: f64, a_length: f64, b: f64, b_length: f64| {
        let (low, high) = (a.max(b), (a + a_length).min(b + b_length));
        (low <= high).then_some((low, high))
    };
    if let Some((low, high)) = common(from.x, from.width, to.x, to.width) {
        let x = hint.unwrap_or((low + high) / 2.0).clamp(low, high);
        let (a, b) = facing(from.y, from.height, to.y, to.height);
        return vec![Point { x, y: a }, Point { x, y: b }];
    }
    if let Some((low, high)) = common(from.y, from.height, to.y, to.height) {
        let y = (low + high) / 2.0;
        let (a, b) = facing(from.x, from.width, to.x, to.width);
        return vec![Point { x: a, y }, Point { x: b, y }];
    }
    let (a, b) = facing(from.x, from.width, to.x, to.width);
    let (c, d) = facing(from.y, from.height, to.y, to.height);
    vec![Point { x: a, y: c }, Point { x: b, y: d }]
}

/// From a boundary event straight down to its handler, or down and to its side.
fn around_corner(event: Bounds, handler: Bounds) -> Vec<Point> {
    let x = event.x + event.width / 2.0;
    let start = Point { x, y: event.y + event.height };
    let (left, right) = (handler.x, handler.x + handler.width);
    if handler.y <= start.y || left <= x && x <= right {
        return connect(event, handler, Some(x));
    }
    let y = handler.y + handler.height / 2.0;
    vec![start, Point { x, y }, Point { x: if x < left { left } else { right }, y }]
}

/// The edges of two intervals that face each other.
fn facing(a: f64, a_length: f64, b: f64, b_length: f64) -> (f64, f64) {
    if a + a_length <= b { (a + a_length, b) } else { (a, b + b_length) }
}
