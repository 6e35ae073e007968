//! Finds places for the names that stand outside of their shapes.
//!
//! Each has a place that the layout kept free for it; a nicer one is taken where nothing else stands.

use super::bends::NAME_GAP;
use super::graph::{Exit, GATEWAY_LABEL, LABEL_GAP, Plan, What};
use super::plan::RIDER_LABEL_GAP;
use super::route::Routes;
use super::size::{self, EVENT, GATEWAY};
use crate::diagram::{Bounds, Point};
use crate::text::Lines;
use model::bpmn::Kind;
use std::collections::HashMap;

/// The labels of items, boundary events and wires.
pub(super) struct Labels {
    pub items: HashMap<usize, Bounds>,
    pub riders: Vec<Option<Bounds>>,
    pub wires: Vec<Option<Bounds>>,
}

/// What stands on the drawing, to be asked whether a place is free.
#[derive(Default)]
pub(super) struct Canvas {
    tiles: HashMap<(i32, i32), Vec<(Owner, Bounds)>>,
}

/// Whose something is; a label may stand where its own place is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    Nobody,
    Wire(usize),
}

const TILE: f64 = 100.0;

impl Canvas {
    /// Puts something on the drawing.
    pub fn add(&mut self, owner: Owner, bounds: Bounds) {
        for tile in tiles(&bounds) {
            self.tiles.entry(tile).or_default().push((owner, bounds));
        }
    }

    /// Puts a flow on the drawing.
    pub fn add_line(&mut self, corners: &[Point]) {
        for pair in corners.windows(2) {
            self.add(Owner::Nobody, between(pair[0], pair[1]));
        }
    }

    /// Whether nothing but what belongs to `owner` stands within `bounds`.
    pub fn is_free(&self, owner: Owner, bounds: &Bounds) -> bool {
        let hit = |(other, there): &(Owner, Bounds)| {
            (*other == Owner::Nobody || *other != owner) && overlap(bounds, there)
        };
        !tiles(bounds).any(|tile| self.tiles.get(&tile).is_some_and(|there| there.iter().any(hit)))
    }
}

/// The rectangle between two points.
pub(super) fn between(a: Point, b: Point) -> Bounds {
    Bounds { x: a.x.min(b.x), y: a.y.min(b.y), width: (a.x - b.x).abs(), height: (a.y - b.y).abs() }
}

fn tiles(bounds: &Bounds) -> impl Iterator<Item = (i32, i32)> + use<> {
    let tile = |length: f64| (length / TILE).floor() as i32;
    let (left, right) = (tile(bounds.x), tile(bounds.x + bounds.width));
    let (top, bottom) = (tile(bounds.y), tile(bounds.y + bounds.height));
    (left..=right).flat_map(move |x| (top..=bottom).map(move |y| (x, y)))
}

/// Whether two rectangles have more than an edge in common. A line counts as a rectangle without width.
pub(super) fn overlap(a: &Bounds, b: &Bounds) -> bool {
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

/// Finds the places of all labels.
pub(super) fn labels(plan: &Plan, y: &[f64], routes: &Routes) -> Labels {
    let mut canvas = Canvas::default();
    let mut labels = Labels { items: HashMap::new(), riders: Vec::new(), wires: vec![None; plan.wires.len()] };
    for item in 0..plan.items.len() {
        shape(plan, y, routes, item).into_iter().for_each(|bounds| canvas.add(Owner::Nobody, bounds));
        if let Some(bounds) = below(plan, y, routes, item) {
            canvas.add(Owner::Nobody, bounds);
            labels.items.insert(item, bounds);
        }
    }
    for rider in &plan.riders {
        let host = &plan.items[rider.host];
        let (x, y) = (routes.x[rider.host] + rider.dx, y[rider.host] + host.size.height / 2.0);
        let half = EVENT / 2.0;
        canvas.add(Owner::Nobody, Bounds { x: x - half, y: y - half, width: EVENT, height: EVENT });
        let text = size::boundary_label(plan.body.nodes[rider.node].name.as_deref());
        let place = place(&text, x - RIDER_LABEL_GAP - text.width, y + half + LABEL_GAP);
        place.iter().for_each(|bounds| canvas.add(Owner::Nobody, *bounds));
        labels.riders.push(place);
    }
    routes.corners.iter().for_each(|corners| canvas.add_line(corners));
    let homes: Vec<Option<Bounds>> = (0..plan.wires.len()).map(|wire| wire_home(plan, y, routes, wire)).collect();
    for (wire, home) in homes.iter().enumerate() {
        home.iter().for_each(|bounds| canvas.add(Owner::Wire(wire), *bounds));
    }
    for item in 0..plan.items.len() {
        if let Some(bounds) = gateway(plan, y, routes, item, &canvas) {
            canvas.add(Owner::Nobody, bounds);
            labels.items.insert(item, bounds);
        }
    }
    for (wire, home) in homes.into_iter().enumerate() {
        let Some(home) = home else { continue };
        let near = near_split(plan, y, routes, wire, &home).filter(|near| canvas.is_free(Owner::Wire(wire), near));
        let bounds = near.unwrap_or(home);
        canvas.add(Owner::Nobody, bounds);
        labels.wires[wire] = Some(bounds);
    }
    labels
}

fn place(text: &Lines, x: f64, y: f64) -> Option<Bounds> {
    (!text.lines.is_empty()).then_some(Bounds { x, y, width: text.width, height: text.height })
}

/// The rectangle of a shape.
pub(super) fn shape(plan: &Plan, y: &[f64], routes: &Routes, item: usize) -> Option<Bounds> {
    let (cell, size) = (plan.items[item].cell, plan.items[item].size);
    let (x, y) = (routes.x[item], y[item]);
    let x = match plan.items[item].what {
        What::Bend => return None,
        What::Annotation(_) => x - cell.left,
        _ => x - size.width / 2.0,
    };
    Some(Bounds { x, y: y - size.height / 2.0, width: size.width, height: size.height })
}

/// The label of an event or data item: below it.
fn below(plan: &Plan, y: &[f64], routes: &Routes, item: usize) -> Option<Bounds> {
    let name = match plan.items[item].what {
        What::Node(ix) => match &plan.body.nodes[ix] {
            node if matches!(node.kind, Kind::Activity(_) | Kind::Gateway(_) | Kind::Unsupported(_)) => return None,
            node => node.name.as_deref(),
        },
        What::Data(ix) => plan.body.data[ix].name.as_deref(),
        _ => return None,
    };
    let text = size::label(name);
    let bottom = y[item] + plan.items[item].size.height / 2.0;
    place(&text, (routes.x[item] - text.width / 2.0).round(), bottom + LABEL_GAP)
}

/// The label of a gateway: above it, below it, or in the corner that is kept for it.
fn gateway(plan: &Plan, y: &[f64], routes: &Routes, item: usize, canvas: &Canvas) -> Option<Bounds> {
    let node = plan.node(item).filter(|node| matches!(node.kind, Kind::Gateway(_)))?;
    let text = size::label(node.name.as_deref());
    let (x, y) = (routes.x[item], y[item]);
    let home = place(&text, x - GATEWAY_LABEL.0 - text.width, y - GATEWAY_LABEL.1 - text.height)?;
    let centred = (x - text.width / 2.0).round();
    let above = place(&text, centred, y - GATEWAY / 2.0 - LABEL_GAP - text.height);
    let below = place(&text, centred, y + GATEWAY / 2.0 + LABEL_GAP);
    let free = |place: &Bounds| {
        let around = Bounds { x: place.x - 4.0, y: place.y - 2.0, width: place.width + 8.0, height: place.height + 4.0 };
        canvas.is_free(Owner::Nobody, &around)
    };
    [above, below].into_iter().flatten().find(free).or(Some(home))
}

/// The place that is kept for the name of a flow.
fn wire_home(plan: &Plan, y: &[f64], routes: &Routes, wire: usize) -> Option<Bounds> {
    let wire = &plan.wires[wire];
    let text = size::label(plan.flow(wire).name.as_deref());
    let first = wire.path.first().copied().unwrap_or(wire.target);
    let top = y[first] - NAME_GAP - text.height;
    let rank = plan.items[first].rank;
    if rank > plan.items[wire.source].rank {
        return place(&text, routes.names.get(rank).copied().unwrap_or_default(), top);
    }
    let x = routes.x[wire.source];
    match wire.exit {
        Exit::Boundary(dx) => place(&text, x + dx + NAME_GAP, top),
        Exit::Shape => place(&text, x - NAME_GAP - text.width, top),
    }
}

/// A place nearer to where the flow leaves its source: at the start of the level piece above which it is kept.
fn near_split(plan: &Plan, y: &[f64], routes: &Routes, wire: usize, home: &Bounds) -> Option<Bounds> {
    let first = plan.wires[wire].path.first().copied().unwrap_or(plan.wires[wire].target);
    let row = y[first];
    let level = routes.corners[wire].windows(2).find(|pair| pair[0].y == row && pair[1].y == row)?;
    let (from, to) = (level[0].x, level[1].x);
    let x = from + NAME_GAP + 1.0;
    (from < to && x < home.x && x + home.width + NAME_GAP <= to).then_some(Bounds { x, ..*home })
}
