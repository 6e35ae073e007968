//! Leads message flows from pool to pool: down or up to the space between the pools, along it, and on to the target.

use super::labels::{Canvas, Owner, between};
use super::route::simplified;
use super::size;
use crate::diagram::{Bounds, Edge, Point, Shape};
use model::bpmn::{Id, MessageFlow};
use std::collections::HashMap;

/// Between two pools that no message flow passes.
const POOL_GAP: f64 = 40.0;
/// More for each message flow.
const TRACK: f64 = 12.0;
/// How far from its shape a flow turns aside if something is in its way.
const STUB: f64 = 8.0;
/// Steps in which a free way is looked for, and how many.
const STEP: f64 = 10.0;
const STEPS: usize = 400;

/// The height of the space between blocks, large enough for the message flows.
pub(super) fn gap(flows: &[MessageFlow]) -> f64 {
    POOL_GAP + TRACK * flows.len().min(40) as f64
}

/// Draws the message flows between blocks that stand below each other.
pub(super) fn route(flows: &[MessageFlow], shapes: &[Shape], edges: &[Edge], pools: &[Bounds]) -> Vec<Edge> {
    let places: HashMap<&Id, Bounds> = shapes.iter().map(|shape| (&shape.element, shape.bounds)).collect();
    let mut canvas = Canvas::default();
    let holds =
        |outer: &Bounds| shapes.iter().any(|shape| contains(outer, &shape.bounds) && *outer != shape.bounds);
    for shape in shapes.iter().filter(|shape| !pools.contains(&shape.bounds) && shape.horizontal.is_none()) {
        if !holds(&shape.bounds)
            || flows.iter().all(|flow| flow.source != shape.element && flow.target != shape.element)
        {
            canvas.add(Owner::Nobody, shape.bounds);
        }
        shape.label.iter().for_each(|label| canvas.add(Owner::Nobody, *label));
    }
    for edge in edges {
        let upright = edge.waypoints.windows(2).filter(|pair| pair[0].x == pair[1].x);
        upright.for_each(|pair| canvas.add(Owner::Nobody, between(pair[0], pair[1])));
        edge.label.iter().for_each(|label| canvas.add(Owner::Nobody, *label));
    }
    let mut out = Vec::new();
    let count = flows.len().max(1) as f64;
    for (position, flow) in flows.iter().enumerate() {
        let (Some(&source), Some(&target)) = (places.get(&flow.source), places.get(&flow.target)) else {
            continue;
        };
        let share = (position as f64 + 1.0) / (count + 1.0);
        let Some(waypoints) = waypoints(source, target, pools, share, &canvas) else { continue };
        let upright = waypoints.windows(2).filter(|pair| pair[0].x == pair[1].x);
        upright.for_each(|pair| canvas.add(Owner::Nobody, between(pair[0], pair[1])));
        let label = label(flow, &waypoints, &canvas);
        label.iter().for_each(|label| canvas.add(Owner::Nobody, *label));
        out.push(Edge { element: flow.id.clone(), waypoints, label, ..Edge::default() });
    }
    out
}

fn contains(outer: &Bounds, inner: &Bounds) -> bool {
    outer.x <= inner.x
        && outer.y <= inner.y
        && inner.x + inner.width <= outer.x + outer.width
        && inner.y + inner.height <= outer.y + outer.height
}

/// The corners of a message flow. `share` says at which part of the space between the pools it runs.
fn waypoints(
    source: Bounds,
    target: Bounds,
    pools: &[Bounds],
    share: f64,
    canvas: &Canvas,
) -> Option<Vec<Point>> {
    let pool_of = |bounds: &Bounds| pools.iter().copied().find(|pool| contains(pool, bounds));
    let (from, to) = (pool_of(&source)?, pool_of(&target)?);
    if from == to {
        return None;
    }
    let down = from.y < to.y;
    // The closed pool is met straight above or below the other end.
    let (a_closed, b_closed) = (source == from, target == to);
    let start = if a_closed && !b_closed { middle(&target) } else { middle(&source) };
    let end = if b_closed { start } else { middle(&target) };
    let mut first = leave(source, from, down, start, canvas);
    let mut last = leave(target, to, !down, end, canvas);
    if a_closed {
        first = vec![Point { x: last.last()?.x, y: edge(&from, down) }];
    }
    if b_closed {
        last = vec![Point { x: first.last()?.x, y: edge(&to, !down) }];
    }
    let (a, b) = (*first.last()?, *last.last()?);
    let between: Vec<&Bounds> =
        pools.iter().filter(|pool| pool.y > from.y.min(to.y) && pool.y < from.y.max(to.y)).collect();
    let mut corners = first;
    if between.is_empty() {
        let y = level(a.y, b.y, share);
        corners.extend([Point { x: a.x, y }, Point { x: b.x, y }]);
    } else {
        // Past the pools between: along the space before them, through a gap in them, along the space after them.
        type Edge = fn(&Bounds) -> f64;
        let near = |own: f64, edge: Edge| {
            let edges = between.iter().map(|pool| edge(pool));
            edges.min_by(|a, b| (a - own).abs().total_cmp(&(b - own).abs())).unwrap_or(own)
        };
        let upper: Edge = |pool| pool.y;
        let lower: Edge = |pool| pool.y + pool.height;
        let (facing_a, facing_b) = if down { (upper, lower) } else { (lower, upper) };
        let (leave, arrive) =
            (level(a.y, near(a.y, facing_a), share), level(b.y, near(b.y, facing_b), share));
        let wanted = if a_closed { b.x } else { a.x };
        let x = passage(wanted, leave, arrive, canvas);
        if a_closed {
            corners = vec![Point { x, y: a.y }];
        }
        if b_closed {
            last = vec![Point { x, y: b.y }];
        }
        let (a, b) = (corners.last()?.x, last.last()?.x);
        corners.extend([
            Point { x: a, y: leave },
            Point { x, y: leave },
            Point { x, y: arrive },
            Point { x: b, y: arrive },
        ]);
    }
    corners.extend(last.into_iter().rev());
    Some(simplified(corners))
}

/// Where in the space between two pools a message flow runs: its share of it, counted from above.
fn level(a: f64, b: f64, share: f64) -> f64 {
    (a.min(b) + (a - b).abs() * share).round()
}

fn middle(bounds: &Bounds) -> f64 {
    bounds.x + (bounds.width / 2.0).round()
}

fn edge(bounds: &Bounds, lower: bool) -> f64 {
    if lower { bounds.y + bounds.height } else { bounds.y }
}

/// The way from a shape to the edge of its pool: straight, or aside past what stands in the way.
fn leave(shape: Bounds, pool: Bounds, down: bool, x: f64, canvas: &Canvas) -> Vec<Point> {
    let (from, to) = (edge(&shape, down), edge(&pool, down));
    if shape == pool {
        return vec![Point { x, y: to }];
    }
    let outside = if down { from + 1.0 } else { from - 1.0 };
    let free = |x: f64| canvas.is_free(Owner::Nobody, &wide(Point { x, y: outside }, Point { x, y: to }));
    let within = (0..8)
        .map(|step| x + sideways(step))
        .filter(|x| (x - middle(&shape)).abs() <= shape.width / 2.0 - 12.0);
    if let Some(x) = [x].into_iter().chain(within).find(|&x| free(x)) {
        return vec![Point { x, y: from }, Point { x, y: to }];
    }
    let turn = if down { from + STUB } else { from - STUB };
    let aside = (0..STEPS).map(|step| x + sideways(step)).find(|&aside| {
        let upright = wide(Point { x: aside, y: turn }, Point { x: aside, y: to });
        let level = wide(Point { x, y: turn }, Point { x: aside, y: turn });
        canvas.is_free(Owner::Nobody, &upright) && canvas.is_free(Owner::Nobody, &level)
    });
    let aside = aside.unwrap_or(x);
    vec![Point { x, y: from }, Point { x, y: turn }, Point { x: aside, y: turn }, Point { x: aside, y: to }]
}

/// Nearest first, to the right before to the left.
fn sideways(step: usize) -> f64 {
    let distance = step.div_ceil(2) as f64 * STEP;
    if step.is_multiple_of(2) { -distance } else { distance }
}

/// A line with the room that it needs.
fn wide(a: Point, b: Point) -> Bounds {
    let line = between(a, b);
    Bounds { x: line.x - 7.0, y: line.y - 2.0, width: line.width + 14.0, height: line.height + 4.0 }
}

/// A place from left to right at which nothing stands between two heights.
fn passage(x: f64, from: f64, to: f64, canvas: &Canvas) -> f64 {
    let free =
        |x: &f64| canvas.is_free(Owner::Nobody, &wide(Point { x: *x, y: from }, Point { x: *x, y: to }));
    (0..STEPS).map(|step| x + sideways(step)).find(free).unwrap_or(x)
}

/// The name of a message flow: right of its longest upright piece.
fn label(flow: &MessageFlow, waypoints: &[Point], canvas: &Canvas) -> Option<Bounds> {
    let text = size::label(flow.name.as_deref());
    if text.lines.is_empty() {
        return None;
    }
    let last = waypoints.windows(2).rev().find(|pair| pair[0].x == pair[1].x)?;
    let first = waypoints.windows(2).find(|pair| pair[0].x == pair[1].x)?;
    let place = |pair: &[Point], side: f64, part: f64| Bounds {
        x: if side > 0.0 { pair[0].x + 5.0 } else { pair[0].x - 5.0 - text.width },
        y: (pair[0].y + (pair[1].y - pair[0].y) * part - text.height / 2.0).round(),
        width: text.width,
        height: text.height,
    };
    let mut places = Vec::new();
    for pair in [first, last] {
        for part in [0.5, 0.3, 0.7, 0.15, 0.85] {
            places.extend([place(pair, 1.0, part), place(pair, -1.0, part)]);
        }
    }
    places.iter().find(|place| canvas.is_free(Owner::Nobody, place)).or(places.first()).copied()
}
