//! What is laid out: the content of one process or sub-process as items in layers and wires between them.

use super::size::{self, Size};
use crate::diagram::{Edge, Point, Shape};
use model::bpmn::{Body, Flow, Gateway, Id, Kind, Node, Trigger};
use std::collections::HashMap;

/// The room around an item's anchor that belongs to it: shape, labels, what sticks out. Flows meet the shape at the
/// height of the anchor.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Cell {
    pub left: f64,
    pub right: f64,
    pub up: f64,
    pub down: f64,
}

/// What stands in a cell; the number is the position in the body's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Node(usize),
    Annotation(usize),
    Data(usize),
    Group(usize),
    /// Nothing but a flow that passes through the layer.
    Bend,
}

/// Something that has a place in a layer.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub what: What,
    pub cell: Cell,
    /// Of the shape.
    pub size: Size,
    /// The lane, counted from above.
    pub band: usize,
    /// The layer, counted from the left.
    pub rank: usize,
    /// Items that stay with this one in its layer: above it and below it, nearest first.
    pub above: Vec<usize>,
    pub below: Vec<usize>,
    /// The item that this one stays with.
    pub head: Option<usize>,
}

/// How a wire leaves its source.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Exit {
    /// From the shape.
    Shape,
    /// From a boundary event on the upper or lower edge, at this distance from the middle of its activity.
    Boundary(f64, Side),
}

/// A sequence flow between two items.
#[derive(Debug, Clone)]
pub(super) struct Wire {
    /// Position in the body's flows.
    pub flow: usize,
    pub source: usize,
    pub target: usize,
    pub exit: Exit,
    /// It leads to the left, or in a circle.
    pub back: bool,
    /// It has to span at least this many layers.
    pub length: usize,
    /// The bends that belong to it: one for each layer that it may pass.
    pub bends: Vec<usize>,
    /// The bends on its way, from source to target; the last ones may be those of another wire to the same target.
    pub path: Vec<usize>,
    /// How much it should be straight: the happy path most.
    pub weight: usize,
    /// It doesn't run through the layers between but above everything, this much above the content.
    pub lift: Option<f64>,
}

impl Wire {
    /// The items on its way, ends included.
    pub fn stations(&self) -> impl Iterator<Item = usize> + '_ {
        [self.source].into_iter().chain(self.path.iter().copied()).chain([self.target])
    }

    /// The pairs of items that follow each other on its way, in one layer or in neighbouring layers; none if it runs
    /// above everything.
    pub fn hops(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let pairs = self.stations().zip(self.stations().skip(1));
        pairs.filter(|_| self.lift.is_none())
    }
}

/// A boundary event on the edge of its activity.
#[derive(Debug, Clone)]
pub(super) struct Rider {
    /// Position in the body's nodes.
    pub node: usize,
    /// The item of the activity.
    pub host: usize,
    /// Distance from the middle of the activity.
    pub dx: f64,
    /// The edge on which it sits.
    pub side: Side,
}

impl Rider {
    /// The middle of the event, for an activity with this middle and height.
    pub fn middle(&self, host: Point, height: f64) -> Point {
        let dy = if self.side == Side::Above { -height / 2.0 } else { height / 2.0 };
        Point { x: host.x + self.dx, y: host.y + dy }
    }
}

/// A dotted line between two things of the body.
#[derive(Debug, Clone)]
pub(super) struct Tie {
    pub id: Id,
    pub source: Id,
    pub target: Id,
}

/// The finished content of a sub-process, its upper left corner at the origin.
#[derive(Debug, Clone, Default)]
pub(super) struct Picture {
    pub width: f64,
    pub height: f64,
    pub shapes: Vec<Shape>,
    pub edges: Vec<Edge>,
    /// Places at which flows cross.
    pub crossings: usize,
    /// Upper and lower edge of each lane.
    pub bands: Vec<(f64, f64)>,
}

/// One body on its way to a picture.
pub(super) struct Plan<'a> {
    pub body: &'a Body,
    /// Pictures of the expanded sub-processes, by position in the body's nodes.
    pub inner: HashMap<usize, Picture>,
    pub items: Vec<Item>,
    pub wires: Vec<Wire>,
    pub riders: Vec<Rider>,
    pub ties: Vec<Tie>,
    /// How many lanes.
    pub bands: usize,
    /// The heads of each layer, from above.
    pub layers: Vec<Vec<usize>>,
    /// Heads without any flow, which stand below everything else.
    pub loose: Vec<usize>,
    /// Height of the flows that run above the content.
    pub lift: f64,
}

impl Plan<'_> {
    /// The items of a layer from above: each head with those that stay with it.
    pub fn column(&self, rank: usize) -> Vec<usize> {
        let heads = self.layers.get(rank).map(Vec::as_slice).unwrap_or_default();
        heads.iter().flat_map(|&head| self.stack(head)).collect()
    }

    /// A head with those that stay with it, from above.
    pub fn stack(&self, head: usize) -> impl Iterator<Item = usize> + '_ {
        let item = &self.items[head];
        item.above.iter().rev().copied().chain([head]).chain(item.below.iter().copied())
    }

    /// The flow of a wire.
    pub fn flow(&self, wire: &Wire) -> &Flow {
        &self.body.flows[wire.flow]
    }

    /// Whether a flow has a sign at its start: it is the default flow, or shows that it has a condition.
    pub fn is_marked(&self, wire: usize) -> bool {
        let flow = self.flow(&self.wires[wire]);
        let marked = |node| default_flow(node) == Some(&flow.id) || shows_condition(node, flow);
        self.node(self.wires[wire].source).is_some_and(marked)
    }

    /// The node of an item.
    pub fn node(&self, item: usize) -> Option<&Node> {
        match self.items[item].what {
            What::Node(node) => self.body.nodes.get(node),
            _ => None,
        }
    }

    /// Adds an item and returns its number.
    pub fn add(&mut self, what: What, size: Size, cell: Cell, band: usize) -> usize {
        let (rank, above, below) = (0, Vec::new(), Vec::new());
        self.items.push(Item { what, cell, size, band, rank, above, below, head: None });
        self.items.len() - 1
    }

    /// Adds a bend in a layer.
    pub fn add_bend(&mut self, rank: usize, band: usize) -> usize {
        let cell = Cell { up: BEND, down: BEND, ..Cell::default() };
        let bend = self.add(What::Bend, Size { width: 0.0, height: 0.0 }, cell, band);
        self.items[bend].rank = rank;
        bend
    }

    /// Makes `item` stay with `head`, farther from it than what stays with it already.
    pub fn attach(&mut self, item: usize, head: usize, side: Side) {
        self.attach_at(item, head, side, usize::MAX);
    }

    /// Makes `item` stay with `head`, at the given position from it.
    pub fn attach_at(&mut self, item: usize, head: usize, side: Side, position: usize) {
        let (rank, band) = (self.items[head].rank, self.items[head].band);
        self.items[item].head = Some(head);
        self.items[item].rank = rank;
        self.items[item].band = band;
        let list = self.beside(head, side);
        list.insert(position.min(list.len()), item);
    }

    /// What stays with `head` on one side, nearest first.
    pub fn beside(&mut self, head: usize, side: Side) -> &mut Vec<usize> {
        match side {
            Side::Above => &mut self.items[head].above,
            Side::Below => &mut self.items[head].below,
        }
    }

    /// Whether boundary events sit on the upper edge of an item.
    pub fn is_ridden_above(&self, item: usize) -> bool {
        self.riders.iter().any(|rider| rider.host == item && rider.side == Side::Above)
    }

    /// How many flows run between an item and the first shape that stays with it on one side.
    pub fn bends_beside(&self, head: usize, side: Side) -> usize {
        let item = &self.items[head];
        let list = if side == Side::Above { &item.above } else { &item.below };
        list.iter().take_while(|&&other| self.items[other].what == What::Bend).count()
    }
}

/// Half the height that a flow takes in a layer that it passes through.
const BEND: f64 = 5.0;

/// Above or below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Above,
    Below,
}

/// The activity on whose edge a node sits, if it is a boundary event.
pub(super) fn host(node: &Node) -> Option<&Id> {
    match &node.kind {
        Kind::Boundary(event) => Some(&event.attached_to),
        _ => None,
    }
}

/// Whether a node is the boundary event at which a compensation handler hangs.
pub(super) fn catches_compensation(node: &Node) -> bool {
    matches!(&node.kind, Kind::Boundary(event) if event.trigger == Trigger::Compensation)
}

/// The flow that is taken if no other that leaves the node is.
pub(crate) fn default_flow(node: &Node) -> Option<&Id> {
    match &node.kind {
        Kind::Activity(activity) => activity.default.as_ref(),
        Kind::Gateway(Gateway::Exclusive(decision) | Gateway::Inclusive(decision)) => {
            decision.default.as_ref()
        }
        Kind::Gateway(Gateway::Complex { default, .. }) => default.as_ref(),
        _ => None,
    }
}

/// Whether a condition is shown at the start of a flow that leaves the node: not at a gateway, which says so itself.
pub(crate) fn shows_condition(node: &Node, flow: &Flow) -> bool {
    flow.condition.is_some() && matches!(node.kind, Kind::Activity(_))
}

/// The cell of a shape without labels.
pub(super) fn bare(size: Size) -> Cell {
    let (x, y) = (size.width / 2.0, size.height / 2.0);
    Cell { left: x, right: x, up: y, down: y }
}

/// The cell of a flow node: its shape with the place that is kept for its name.
pub(super) fn cell(node: &Node, size: Size) -> Cell {
    let shape = bare(size);
    let label = size::label(node.name.as_deref());
    match &node.kind {
        Kind::Activity(_) => shape,
        _ if label.lines.is_empty() => shape,
        Kind::Gateway(_) => Cell {
            left: size::up_to_grid(label.width + GATEWAY_LABEL.0).max(shape.left),
            up: size::up_to_grid(label.height + GATEWAY_LABEL.1).max(shape.up),
            ..shape
        },
        _ => {
            let half = size::up_to_grid(label.width / 2.0).max(shape.left);
            Cell {
                left: half,
                right: half,
                down: size::up_to_grid(shape.down + LABEL_GAP + label.height),
                ..shape
            }
        }
    }
}

/// How long the sign of a default flow or a condition is, at the start of a flow.
pub(super) const MARK: f64 = 14.0;

/// Between a shape and its label.
pub(super) const LABEL_GAP: f64 = 4.0;
/// From the middle of a gateway to the lower right corner of its label, to the left and up.
pub(super) const GATEWAY_LABEL: (f64, f64) = (8.0, 26.0);
