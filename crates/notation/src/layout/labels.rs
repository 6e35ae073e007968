//! Finds places for the names that stand outside of their shapes.
//!
//! Each has a place that the layout kept free for it; a nicer one is taken where nothing else stands.

use super::bends::{LOOP_NAME_GAP, NAME_GAP};
use super::graph::{Exit, GATEWAY_LABEL, LABEL_GAP, MARK, Plan, Side, What};
use super::plan::RIDER_LABEL_GAP;
use super::route::Routes;
use super::size::{self, EVENT, GATEWAY};
use crate::diagram::{Bounds, Point};
use crate::text::Lines;
use model::bpmn::Kind;
use std::collections::HashMap;
use std::ops::RangeInclusive;

/// The labels of items, boundary events and wires.
pub(super) struct Labels {
    pub items: HashMap<usize, Bounds>,
    pub riders: Vec<Option<Bounds>>,
    pub wires: Vec<Option<Bounds>>,
}

/// What stands on the drawing, to be asked whether a place is free: in tiles, what is long in columns or rows.
#[derive(Default)]
pub(super) struct Canvas {
    tiles: HashMap<(i32, i32), Vec<(Owner, Bounds)>>,
    columns: HashMap<i32, Vec<(Owner, Bounds)>>,
    rows: HashMap<i32, Vec<(Owner, Bounds)>>,
}

/// Whose something is; a label may stand where its own place is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    Nobody,
    Wire(usize),
    Item(usize),
}

const TILE: f64 = 100.0;
/// What is longer is not kept in tiles.
const LONG: f64 = 1000.0;

impl Canvas {
    /// Puts something on the drawing.
    pub fn add(&mut self, owner: Owner, bounds: Bounds) {
        if bounds.width.max(bounds.height) <= LONG {
            for tile in tiles(&bounds) {
                self.tiles.entry(tile).or_default().push((owner, bounds));
            }
        } else if bounds.height > bounds.width {
            columns(&bounds).for_each(|column| self.columns.entry(column).or_default().push((owner, bounds)));
        } else {
            rows(&bounds).for_each(|row| self.rows.entry(row).or_default().push((owner, bounds)));
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
        let any = |there: Option<&Vec<(Owner, Bounds)>>| there.is_some_and(|there| there.iter().any(hit));
        !tiles(bounds).any(|tile| any(self.tiles.get(&tile)))
            && !columns(bounds).any(|column| any(self.columns.get(&column)))
            && !rows(bounds).any(|row| any(self.rows.get(&row)))
    }
}

/// The rectangle between two points.
pub(super) fn between(a: Point, b: Point) -> Bounds {
    Bounds { x: a.x.min(b.x), y: a.y.min(b.y), width: (a.x - b.x).abs(), height: (a.y - b.y).abs() }
}

fn tiles(bounds: &Bounds) -> impl Iterator<Item = (i32, i32)> + use<> {
    let rows = rows(bounds);
    columns(bounds).flat_map(move |x| rows.clone().map(move |y| (x, y)))
}

fn columns(bounds: &Bounds) -> RangeInclusive<i32> {
    (bounds.x / TILE).floor() as i32..=((bounds.x + bounds.width) / TILE).floor() as i32
}

fn rows(bounds: &Bounds) -> RangeInclusive<i32> {
    (bounds.y / TILE).floor() as i32..=((bounds.y + bounds.height) / TILE).floor() as i32
}

/// Whether two rectangles have more than an edge in common. A line counts as a rectangle without width.
pub(super) fn overlap(a: &Bounds, b: &Bounds) -> bool {
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

/// Finds the places of all labels. `bands` holds the upper and lower edge of each lane.
pub(super) fn labels(plan: &Plan, y: &[f64], routes: &Routes, bands: &[(f64, f64)]) -> Labels {
    let mut canvas = Canvas::default();
    let mut labels =
        Labels { items: HashMap::new(), riders: Vec::new(), wires: vec![None; plan.wires.len()] };
    for item in 0..plan.items.len() {
        shape(plan, y, routes, item).into_iter().for_each(|bounds| canvas.add(Owner::Nobody, bounds));
        if let Some(bounds) = beside(plan, y, routes, item) {
            canvas.add(Owner::Nobody, bounds);
            labels.items.insert(item, bounds);
        }
    }
    for rider in &plan.riders {
        let host = &plan.items[rider.host];
        let Point { x, y } =
            rider.middle(Point { x: routes.x[rider.host], y: y[rider.host] }, host.size.height);
        let half = EVENT / 2.0;
        canvas.add(Owner::Nobody, Bounds { x: x - half, y: y - half, width: EVENT, height: EVENT });
        let text = size::boundary_label(plan.body.nodes[rider.node].name.as_deref());
        let top = match rider.side {
            Side::Above => y - half - LABEL_GAP - text.height,
            Side::Below => y + half + LABEL_GAP,
        };
        let place = place(&text, x - RIDER_LABEL_GAP - text.width, top);
        place.iter().for_each(|bounds| canvas.add(Owner::Nobody, *bounds));
        labels.riders.push(place);
    }
    routes.corners.iter().for_each(|corners| canvas.add_line(corners));
    for wire in (0..plan.wires.len()).filter(|&wire| plan.is_marked(wire)) {
        mark(&routes.corners[wire]).into_iter().for_each(|bounds| canvas.add(Owner::Nobody, bounds));
    }
    let homes: Vec<Option<Bounds>> =
        (0..plan.wires.len()).map(|wire| wire_home(plan, y, routes, wire)).collect();
    for (wire, home) in homes.iter().enumerate() {
        home.iter().for_each(|bounds| canvas.add(Owner::Wire(wire), *bounds));
    }
    for item in 0..plan.items.len() {
        gateway_home(plan, y, routes, item)
            .iter()
            .for_each(|(_, bounds)| canvas.add(Owner::Item(item), *bounds));
    }
    for item in 0..plan.items.len() {
        if let Some(bounds) = gateway(plan, y, routes, item, (&canvas, bands)) {
            canvas.add(Owner::Nobody, bounds);
            labels.items.insert(item, bounds);
        }
    }
    for (wire, home) in homes.into_iter().enumerate() {
        let Some(home) = home else { continue };
        let near = near_split(plan, y, routes, wire, &home).filter(|near| {
            canvas.is_free(Owner::Wire(wire), &Bounds { width: near.width + NAME_GAP, ..*near })
        });
        let bounds = near.unwrap_or(home);
        canvas.add(Owner::Nobody, bounds);
        labels.wires[wire] = Some(bounds);
    }
    labels
}

/// Half the width of the sign of a default flow or a condition.
const HALF_MARK: f64 = 5.0;

/// The sign at the start of a flow with these corners.
fn mark(corners: &[Point]) -> Option<Bounds> {
    let [from, to, ..] = *corners else { return None };
    let reach = |from: f64, to: f64| from + (to - from).clamp(-MARK, MARK);
    let along = between(from, Point { x: reach(from.x, to.x), y: reach(from.y, to.y) });
    let (x, y) = if from.y == to.y { (0.0, HALF_MARK) } else { (HALF_MARK, 0.0) };
    Some(Bounds {
        x: along.x - x,
        y: along.y - y,
        width: along.width + 2.0 * x,
        height: along.height + 2.0 * y,
    })
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
        What::Annotation(_) | What::Data(_) | What::Group(_) => x - cell.left,
        _ => x - size.width / 2.0,
    };
    Some(Bounds { x, y: y - size.height / 2.0, width: size.width, height: size.height })
}

/// The label of an event, below it, or of a data item, above it.
fn beside(plan: &Plan, y: &[f64], routes: &Routes, item: usize) -> Option<Bounds> {
    let (x, y) = (routes.x[item], y[item]);
    let half = plan.items[item].size.height / 2.0;
    match plan.items[item].what {
        What::Node(ix) => {
            let node = &plan.body.nodes[ix];
            if matches!(node.kind, Kind::Activity(_) | Kind::Gateway(_) | Kind::Unsupported(_)) {
                return None;
            }
            let text = size::label(node.name.as_deref());
            place(&text, (x - text.width / 2.0).round(), y + half + LABEL_GAP)
        }
        What::Data(ix) => {
            let text = size::label(plan.body.data[ix].name.as_deref());
            place(&text, x - plan.items[item].cell.left, y - half - LABEL_GAP - text.height)
        }
        What::Annotation(_) | What::Group(_) | What::Bend => None,
    }
}

/// The place that is kept for the label of a gateway, with its text: the corner above its left side.
fn gateway_home(plan: &Plan, y: &[f64], routes: &Routes, item: usize) -> Option<(Lines, Bounds)> {
    let node = plan.node(item).filter(|node| matches!(node.kind, Kind::Gateway(_)))?;
    let text = size::label(node.name.as_deref());
    let (right, bottom) = (routes.x[item] - GATEWAY_LABEL.0, y[item] - GATEWAY_LABEL.1);
    let home = place(&text, right - text.width, bottom - text.height)?;
    Some((text, home))
}

/// The label of a gateway: above it, below it, or in the corner that is kept for it.
fn gateway(
    plan: &Plan,
    y: &[f64],
    routes: &Routes,
    item: usize,
    (canvas, bands): (&Canvas, &[(f64, f64)]),
) -> Option<Bounds> {
    let (text, home) = gateway_home(plan, y, routes, item)?;
    let (x, y) = (routes.x[item], y[item]);
    let centred = (x - text.width / 2.0).round();
    let above = place(&text, centred, y - GATEWAY / 2.0 - LABEL_GAP - text.height);
    let below = place(&text, centred, y + GATEWAY / 2.0 + LABEL_GAP);
    let (top, bottom) =
        bands.get(plan.items[item].band).copied().unwrap_or((f64::NEG_INFINITY, f64::INFINITY));
    let free = |place: &Bounds| {
        if place.y < top || place.y + place.height > bottom {
            return false;
        }
        let around = Bounds {
            x: place.x - 4.0,
            y: place.y - 2.0,
            width: place.width + 8.0,
            height: place.height + 4.0,
        };
        canvas.is_free(Owner::Item(item), &around)
    };
    [above, below].into_iter().flatten().find(free).or(Some(home))
}

/// The place that is kept for the name of a flow.
fn wire_home(plan: &Plan, y: &[f64], routes: &Routes, wire: usize) -> Option<Bounds> {
    let corners = &routes.corners[wire];
    let mark = if plan.is_marked(wire) { MARK } else { 0.0 };
    let wire = &plan.wires[wire];
    let text = size::label(plan.flow(wire).name.as_deref());
    if wire.lift.is_some() {
        // Above a layer nothing goes up: upright pieces stand between the layers.
        let row = corners.iter().map(|corner| corner.y).fold(f64::INFINITY, f64::min);
        let next = plan.items[wire.source].rank + usize::from(!wire.back);
        let x = plan
            .layers
            .get(next)
            .and_then(|layer| layer.first())
            .map_or(corners[0].x, |&item| routes.x[item]);
        return place(&text, (x - text.width / 2.0).round(), row - NAME_GAP - text.height);
    }
    let first = wire.path.first().copied().unwrap_or(wire.target);
    let top = y[first] - NAME_GAP - text.height;
    let rank = plan.items[first].rank;
    if rank > plan.items[wire.source].rank {
        return place(&text, routes.names.get(rank).copied().unwrap_or_default() + mark, top);
    }
    let x = routes.x[wire.source];
    match wire.exit {
        Exit::Boundary(dx, _) => place(&text, x + dx + NAME_GAP, top),
        Exit::Shape => place(&text, x - LOOP_NAME_GAP - text.width, top),
    }
}

/// A place nearer to where the flow leaves its source: at the start of the level piece above which it is kept.
fn near_split(plan: &Plan, y: &[f64], routes: &Routes, wire: usize, home: &Bounds) -> Option<Bounds> {
    let first = plan.wires[wire].path.first().copied().unwrap_or(plan.wires[wire].target);
    let row = y[first];
    let level = routes.corners[wire].windows(2).find(|pair| pair[0].y == row && pair[1].y == row)?;
    let (from, to) = (level[0].x, level[1].x);
    let x = from + NAME_GAP + 1.0;
    let x = if plan.is_marked(wire) && level[0] == routes.corners[wire][0] { x + MARK } else { x };
    (plan.wires[wire].lift.is_none() && from < to && x < home.x && x + home.width + NAME_GAP <= to)
        .then_some(Bounds { x, ..*home })
}
