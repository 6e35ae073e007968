//! Places for what a drawing does not show yet; what it shows stays where it is.

mod way;

use super::labels::between;
use super::{layout, limits};
use crate::diagram::{Bounds, Diagram, Edge, Point, Shape};
use model::bpmn::{Body, Definitions, Flow, Id, Kind, Lane, Node};
use std::collections::HashMap;
use way::way;

/// Between a new shape and what stands before or above it.
const GAP: f64 = 50.0;
/// Between a new shape and anything else.
const CLEARANCE: f64 = 10.0;
/// From one row that is tried for a new shape to the next.
const ROW: f64 = 20.0;
/// An end of an edge that is so near to a shape touches it.
const NEAR: f64 = 10.0;

/// The drawing with a place for everything in the model that it does not show: a new step stands to the right of what
/// leads to it, or left of what it leads to, in its lane, where nothing is in the way, and a new flow goes the plainest
/// way that passes no shape. Flows whose ends no longer touch their shapes are drawn anew. Without a drawing it is that
/// of [`layout`].
pub fn complete(definitions: &Definitions, diagram: &Diagram) -> Diagram {
    let fresh = layout(definitions);
    if diagram.planes.iter().all(|plane| plane.shapes.is_empty()) {
        return fresh;
    }
    let sizes = fresh.planes.into_iter().flat_map(|plane| plane.shapes);
    let mut drawing = Drawing {
        diagram: diagram.clone(),
        places: HashMap::new(),
        fresh: sizes.map(|shape| (shape.element.clone(), shape)).collect(),
        lane_of: HashMap::new(),
        ends: HashMap::new(),
    };
    for (at, plane) in diagram.planes.iter().enumerate() {
        drawing.places.extend(plane.shapes.iter().map(|shape| (shape.element.clone(), (at, shape.bounds))));
    }
    for process in &definitions.processes {
        let shows = |at: &usize| diagram.planes[*at].element.as_ref() == Some(&process.id);
        // Planes of collaborations and collapsed sub-processes are found by what they show.
        let own = (0..diagram.planes.len()).find(shows).unwrap_or(0);
        let plane = drawing.plane_of(&process.body).unwrap_or(own);
        drawing.lanes(&process.lanes, plane);
        drawing.read_ends(&process.body);
        drawing.body(&process.body, plane, None);
    }
    drawing.diagram
}

struct Drawing {
    diagram: Diagram,
    /// Where every shape stands, and in which plane.
    places: HashMap<Id, (usize, Bounds)>,
    /// Shapes as a new drawing would have them.
    fresh: HashMap<Id, Shape>,
    /// The lane that is drawn around each node.
    lane_of: HashMap<Id, Id>,
    /// Source and target of every flow.
    ends: HashMap<Id, (Id, Id)>,
}

impl Drawing {
    fn plane_of(&self, body: &Body) -> Option<usize> {
        body.nodes.iter().find_map(|node| self.places.get(&node.id)).map(|place| place.0)
    }

    fn bounds(&self, id: &Id) -> Option<Bounds> {
        self.places.get(id).map(|place| place.1)
    }

    fn add(&mut self, shape: Shape, plane: usize) {
        self.places.insert(shape.element.clone(), (plane, shape.bounds));
        self.diagram.planes[plane].shapes.push(shape);
    }

    fn read_ends(&mut self, body: &Body) {
        let ends = |flow: &Flow| (flow.id.clone(), (flow.source.clone(), flow.target.clone()));
        self.ends.extend(body.flows.iter().map(ends));
        body.nodes.iter().filter_map(Node::body).for_each(|body| self.read_ends(body));
    }

    /// New lanes stand below the others.
    fn lanes(&mut self, lanes: &[Lane], plane: usize) {
        self.new_lanes(lanes, plane);
        for lane in lanes.iter().filter(|lane| self.places.contains_key(&lane.id)) {
            self.lane_of.extend(lane.nodes.iter().map(|node| (node.clone(), lane.id.clone())));
        }
        let inner: Vec<&Lane> = lanes.iter().flat_map(|lane| &lane.lanes).collect();
        for lane in inner.into_iter().filter(|lane| self.places.contains_key(&lane.id)) {
            self.lane_of.extend(lane.nodes.iter().map(|node| (node.clone(), lane.id.clone())));
        }
    }

    fn new_lanes(&mut self, lanes: &[Lane], plane: usize) {
        let drawn: Vec<Bounds> = lanes.iter().filter_map(|lane| self.bounds(&lane.id)).collect();
        let Some(first) = drawn.first() else { return };
        let mut y = drawn.iter().map(|lane| lane.y + lane.height).fold(f64::MIN, f64::max);
        for lane in lanes.iter().filter(|lane| !self.places.contains_key(&lane.id)).collect::<Vec<_>>() {
            let Some(shape) = self.fresh.get(&lane.id) else { continue };
            let bounds = Bounds { x: first.x, y, width: first.width, height: shape.bounds.height };
            y += bounds.height;
            self.add(Shape { bounds, label: None, ..shape.clone() }, plane);
        }
    }

    /// Completes a body; `scope` is the sub-process in whose shape it is drawn.
    fn body(&mut self, body: &Body, plane: usize, scope: Option<&Id>) {
        for node in &body.nodes {
            if !self.places.contains_key(&node.id) {
                self.node(node, body, (plane, scope));
            }
            if let Some(inner) = node.body() {
                let inside = self.plane_of(inner).unwrap_or(plane);
                self.body(inner, inside, (inside == plane).then_some(&node.id));
            }
        }
        for note in &body.annotations {
            let line = body.associations.iter().find(|line| line.source == note.id || line.target == note.id);
            let Some(line) = line.filter(|_| !self.places.contains_key(&note.id)) else { continue };
            let explained = if line.source == note.id { &line.target } else { &line.source };
            if let (Some(beside), Some(shape)) = (self.bounds(explained), self.fresh.get(&note.id).cloned()) {
                let Bounds { width, height, .. } = shape.bounds;
                let bounds = Bounds { x: beside.x, y: beside.y - height - GAP, width, height };
                self.add(Shape { bounds, ..shape }, plane);
            }
        }
        let lines = body.associations.iter().map(|line| (&line.id, &line.source, &line.target));
        let flows = body.flows.iter().map(|flow| (&flow.id, &flow.source, &flow.target));
        for (id, source, target) in flows.chain(lines) {
            self.edge(id, source, target, plane);
        }
    }

    /// Finds a place for a new node.
    fn node(&mut self, node: &Node, body: &Body, (plane, scope): (usize, Option<&Id>)) {
        let Some(shape) = self.fresh.get(&node.id).cloned() else { return };
        let Bounds { width, height, .. } = shape.bounds;
        let beside =
            |x: f64, other: Bounds| Bounds { x, y: other.y + (other.height - height) / 2.0, width, height };
        let before = body
            .flows
            .iter()
            .filter(|flow| flow.target == node.id)
            .find_map(|flow| self.bounds(&flow.source));
        let after = body
            .flows
            .iter()
            .filter(|flow| flow.source == node.id)
            .find_map(|flow| self.bounds(&flow.target));
        let around = scope.and_then(|scope| self.bounds(scope));
        let lane = self.lane_of.get(&node.id).and_then(|lane| self.bounds(lane));
        let free = |wanted, to_left| self.free(wanted, (around, lane), to_left, plane);
        let bounds = match (&node.kind, before, after) {
            (Kind::Boundary(event), ..) => {
                let Some(host) = self.bounds(&event.attached_to) else { return };
                let taken = body.nodes.iter().filter(|other| {
                    matches!(&other.kind, Kind::Boundary(it) if it.attached_to == event.attached_to)
                        && self.places.contains_key(&other.id)
                });
                let x = host.x + host.width - width * (1.2 * taken.count() as f64 + 1.0);
                Bounds { x, y: host.y + host.height - height / 2.0, width, height }
            }
            (_, Some(before), _) => free(beside(before.x + before.width + GAP, before), false),
            (_, None, Some(after)) => free(beside(after.x - width - GAP, after), true),
            (_, None, None) => free(Bounds { y: self.below(plane), ..shape.bounds }, false),
        };
        // A label moves with its shape.
        let (dx, dy) = (bounds.x - shape.bounds.x, bounds.y - shape.bounds.y);
        let label = shape.label.map(|label| Bounds { x: label.x + dx, y: label.y + dy, ..label });
        self.add(Shape { bounds, label, ..shape }, plane);
        for inner in node.body().iter().flat_map(|inner| &inner.nodes) {
            // What stands in a new sub-process stands where a new drawing puts it.
            if let Some(shape) = self.fresh.get(&inner.id).cloned() {
                let moved = |it: Bounds| Bounds { x: it.x + dx, y: it.y + dy, ..it };
                self.add(
                    Shape { bounds: moved(shape.bounds), label: shape.label.map(moved), ..shape },
                    plane,
                );
            }
        }
    }

    /// Below everything.
    fn below(&self, plane: usize) -> f64 {
        let shapes = &self.diagram.planes[plane].shapes;
        shapes.iter().map(|it| it.bounds.y + it.bounds.height).fold(0.0, f64::max) + GAP
    }

    /// The place nearest to `wanted` where nothing stands or runs, inside of the sub-process and, if there is one, of
    /// the lane; below everything if none is found.
    fn free(
        &self,
        wanted: Bounds,
        (around, lane): (Option<Bounds>, Option<Bounds>),
        to_left: bool,
        plane: usize,
    ) -> Bounds {
        let frame = around.or(lane);
        let wanted = match frame {
            Some(frame) if !within(Bounds { x: frame.x, width: 0.0, ..wanted }, frame) => {
                Bounds { y: frame.y + (frame.height - wanted.height) / 2.0, ..wanted }
            }
            _ => wanted,
        };
        let obstacles = self.obstacles(around, plane);
        let is_free = |place: &&Bounds| !obstacles.iter().any(|other| overlap(*other, **place));
        let places = places(wanted, to_left);
        let inside = places.iter().filter(|place| frame.is_none_or(|frame| within(**place, frame)));
        let found = inside.clone().find(is_free).or_else(|| places.iter().find(is_free));
        found.copied().unwrap_or(Bounds { y: self.below(plane), ..wanted })
    }

    /// What a new shape must not cover: shapes, names and flows that stay. The sub-process `around` it, and what that
    /// stands in, is not in its way.
    fn obstacles(&self, around: Option<Bounds>, plane: usize) -> Vec<Bounds> {
        let plane = &self.diagram.planes[plane];
        let contains = |shape: &Shape| around.is_some_and(|around| within(around, shape.bounds));
        let shapes = plane.shapes.iter().filter(|shape| shape.horizontal.is_none());
        let shapes = shapes.filter(|shape| !(shape.expanded == Some(true) && contains(shape)));
        let boxes = shapes.flat_map(|shape| [Some(shape.bounds), shape.label]).flatten();
        let stays = |edge: &&Edge| {
            let ends = self.ends.get(&edge.element);
            let ends = ends.and_then(|(source, target)| Some((self.bounds(source)?, self.bounds(target)?)));
            ends.is_some_and(|(from, to)| fits(edge, from, to))
        };
        let edges: Vec<&Edge> = plane.edges.iter().filter(stays).collect();
        let lines = edges.iter().flat_map(|edge| edge.waypoints.windows(2));
        let lines = lines.map(|pair| between(pair[0], pair[1]));
        let names = edges.iter().filter_map(|edge| edge.label);
        boxes.chain(lines).chain(names).map(|bounds| grown(bounds, CLEARANCE)).collect()
    }

    /// Draws a flow or line that has no edge, or one that ends elsewhere.
    fn edge(&mut self, id: &Id, source: &Id, target: &Id, plane: usize) {
        let (Some(from), Some(to)) = (self.bounds(source), self.bounds(target)) else { return };
        let shown = self.diagram.planes.iter().enumerate();
        let found = shown
            .flat_map(|(plane, it)| it.edges.iter().enumerate().map(move |(at, edge)| (plane, at, edge)))
            .find(|(.., edge)| edge.element == *id);
        let obstacles: Vec<Bounds> = self.diagram.planes[plane]
            .shapes
            .iter()
            .filter(|shape| shape.element != *source && shape.element != *target)
            .filter(|shape| shape.horizontal.is_none() && shape.expanded != Some(true))
            .map(|shape| shape.bounds)
            .collect();
        match found {
            Some((.., edge)) if fits(edge, from, to) => {}
            Some((plane, at, _)) => {
                self.diagram.planes[plane].edges[at].waypoints = way(from, to, &obstacles)
            }
            None => {
                let edge =
                    Edge { element: id.clone(), waypoints: way(from, to, &obstacles), ..Edge::default() };
                self.diagram.planes[plane].edges.push(edge);
            }
        }
    }
}

fn overlap(a: Bounds, b: Bounds) -> bool {
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

fn touches(point: Point, shape: Bounds) -> bool {
    overlap(Bounds { x: point.x, y: point.y, width: 0.0, height: 0.0 }, grown(shape, NEAR))
}

/// Whether an edge still ends at its shapes.
fn fits(edge: &Edge, from: Bounds, to: Bounds) -> bool {
    match (edge.waypoints.first(), edge.waypoints.last()) {
        (Some(first), Some(last)) => touches(*first, from) && touches(*last, to),
        _ => false,
    }
}

fn within(inner: Bounds, outer: Bounds) -> bool {
    inner.x >= outer.x
        && inner.y >= outer.y
        && inner.x + inner.width <= outer.x + outer.width
        && inner.y + inner.height <= outer.y + outer.height
}

fn grown(bounds: Bounds, by: f64) -> Bounds {
    let Bounds { x, y, width, height } = bounds;
    Bounds { x: x - by, y: y - by, width: width + 2.0 * by, height: height + 2.0 * by }
}

/// Where a new shape may stand, the nearest to `wanted` first: in the same column or in one further on, in rows below
/// and above.
fn places(wanted: Bounds, to_left: bool) -> Vec<Bounds> {
    const COLUMNS: usize = 5;
    let rows = limits::PLACES / COLUMNS;
    let step = if to_left { -(wanted.width + GAP) } else { wanted.width + GAP };
    let mut places: Vec<(f64, Bounds)> = Vec::with_capacity(limits::PLACES);
    for column in 0..COLUMNS {
        for row in 0..rows {
            let down = if row % 2 == 0 { row as f64 / 2.0 } else { -(row as f64 + 1.0) / 2.0 };
            let (dx, dy) = (step * column as f64, ROW * down);
            places.push((dx.abs() + dy.abs(), Bounds { x: wanted.x + dx, y: wanted.y + dy, ..wanted }));
        }
    }
    places.sort_by(|a, b| a.0.total_cmp(&b.0));
    places.into_iter().map(|(_, place)| place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::Plane;
    use crate::outline::{parse, to_definitions};

    fn model(text: &str) -> Definitions {
        to_definitions(&parse(text, None).outline.expect("is read")).expect("a model")
    }

    #[test]
    fn a_new_step_gets_a_place_and_the_others_keep_theirs() {
        let old = model("workflow: x\nstart: a\n→ Agent: b\n→ Agent: c\n→ end: d");
        let drawn = layout(&old);
        let new = model(
            "workflow: x\nstart: a\n→ Agent: b\n    after: 2h\n        → Clerk: e\n→ Agent: new\n→ Agent: c\n→ end: d",
        );
        let complete = complete(&new, &drawn);
        let [before, after] = [&drawn, &complete].map(|drawing| &drawing.planes[0]);
        assert!(after.shapes.starts_with(&before.shapes));
        let shapes: Vec<&str> = after.shapes[before.shapes.len()..].iter().map(|it| &*it.element).collect();
        assert_eq!(shapes, ["lane_clerk", "b_after", "e", "b_join", "new"]);
        for flow in &new.processes[0].body.flows {
            let edge = after.edges.iter().find(|edge| edge.element == flow.id).expect("is drawn");
            assert!(edge.waypoints.len() > 1);
        }
        assert_eq!(super::complete(&new, &complete), complete, "nothing is left to do");
    }

    /// What a drawing without some of its shapes, and their flows, becomes.
    fn completed_without(model: &Definitions, gone: &[&str]) -> (Diagram, Diagram) {
        let mut drawn = layout(model);
        let plane = &mut drawn.planes[0];
        plane.shapes.retain(|shape| !gone.contains(&&*shape.element));
        let flows = model.processes[0].body.flows.iter();
        let lost = flows.filter(|flow| gone.contains(&&*flow.source) || gone.contains(&&*flow.target));
        let lost: Vec<&Id> = lost.map(|flow| &flow.id).collect();
        plane.edges.retain(|edge| !lost.contains(&&edge.element));
        let complete = complete(model, &drawn);
        (drawn, complete)
    }

    #[test]
    fn a_new_step_stands_in_its_lane_and_covers_nothing() {
        let text = "workflow: x\nstart: a\n→ Agent: b\n    after: 2h\n        → Clerk: e\n→ choose: Which?\n    - one\n        → Agent: c\n    - two\n        → Clerk: d\n→ Agent: f\n→ end: g";
        let model = model(text);
        let process = &model.processes[0];
        for node in process.body.nodes.iter().filter(|node| !matches!(node.kind, Kind::Boundary(_))) {
            let (before, after) = completed_without(&model, &[&node.id]);
            let [before, after] = [&before, &after].map(|drawing| &drawing.planes[0]);
            assert!(after.shapes.starts_with(&before.shapes), "{}", node.id);
            assert!(before.edges.iter().all(|edge| after.edges.contains(edge)), "{}", node.id);
            let new = after.shapes.last().expect("a shape");
            assert_eq!(new.element, node.id);
            for other in before.shapes.iter().filter(|shape| shape.horizontal.is_none()) {
                let rider = process
                    .body
                    .nodes
                    .iter()
                    .any(|it| it.id == other.element && super::super::graph::host(it) == Some(&node.id));
                assert!(rider || !overlap(new.bounds, other.bounds), "{} on {}", node.id, other.element);
            }
            if let Some(lane) = process.lanes.iter().find(|lane| lane.nodes.contains(&node.id)) {
                let lane = after.shapes.iter().find(|shape| shape.element == lane.id).expect("a lane");
                assert!(within(new.bounds, lane.bounds), "{} {:?} {:?}", node.id, new.bounds, lane.bounds);
            }
        }
    }

    #[test]
    fn without_a_drawing_everything_is_new() {
        let model = model("workflow: x\nstart: a\n→ Agent: b");
        assert_eq!(complete(&model, &Diagram::default()), layout(&model));
        let empty = Diagram { planes: vec![Plane::default()] };
        assert_eq!(complete(&model, &empty), layout(&model));
    }
}
