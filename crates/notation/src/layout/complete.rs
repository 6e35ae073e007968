//! Places for what a drawing does not show yet; what it shows stays where it is.

use super::{layout, limits};
use crate::diagram::{Bounds, Diagram, Edge, Point, Shape};
use model::bpmn::{Body, Definitions, Id, Kind, Lane, Node};
use std::collections::HashMap;

/// Between a new shape and what stands before or above it.
const GAP: f64 = 50.0;
/// An end of an edge that is so near to a shape touches it.
const NEAR: f64 = 10.0;

/// The drawing with a place for everything in the model that it does not show: a new step stands to the right of what
/// leads to it, or left of what it leads to, and a new flow goes from side to side with at most one step. Flows whose
/// ends no longer touch their shapes are drawn anew. Without a drawing it is that of [`layout`].
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
        drawing.body(&process.body, plane);
    }
    drawing.diagram
}

struct Drawing {
    diagram: Diagram,
    /// Where every shape stands, and in which plane.
    places: HashMap<Id, (usize, Bounds)>,
    /// Shapes as a new drawing would have them.
    fresh: HashMap<Id, Shape>,
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

    /// New lanes stand below the others.
    fn lanes(&mut self, lanes: &[Lane], plane: usize) {
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

    fn body(&mut self, body: &Body, plane: usize) {
        for node in &body.nodes {
            if !self.places.contains_key(&node.id) {
                self.node(node, body, plane);
            }
            if let Some(inner) = node.body() {
                let inside = self.plane_of(inner).unwrap_or(plane);
                self.body(inner, inside);
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
    fn node(&mut self, node: &Node, body: &Body, plane: usize) {
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
            (_, Some(before), _) => self.free(beside(before.x + before.width + GAP, before), plane),
            (_, None, Some(after)) => self.free(beside(after.x - width - GAP, after), plane),
            (_, None, None) => {
                let shapes = &self.diagram.planes[plane].shapes;
                let below = shapes.iter().map(|it| it.bounds.y + it.bounds.height).fold(0.0, f64::max);
                self.free(Bounds { y: below + GAP, ..shape.bounds }, plane)
            }
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

    /// The first place at or below `wanted` where nothing stands.
    fn free(&self, wanted: Bounds, plane: usize) -> Bounds {
        let shapes = &self.diagram.planes[plane].shapes;
        let frame = |shape: &Shape| shape.horizontal.is_some() || shape.expanded == Some(true);
        let mut bounds = wanted;
        for _ in 0..limits::PLACES {
            let Some(other) = shapes.iter().find(|it| !frame(it) && overlap(it.bounds, bounds)) else {
                break;
            };
            bounds.y = other.bounds.y + other.bounds.height + GAP;
        }
        bounds
    }

    /// Draws a flow or line that has no edge, or one that ends elsewhere.
    fn edge(&mut self, id: &Id, source: &Id, target: &Id, plane: usize) {
        let (Some(from), Some(to)) = (self.bounds(source), self.bounds(target)) else { return };
        let shown = self.diagram.planes.iter().enumerate();
        let found = shown
            .flat_map(|(plane, it)| it.edges.iter().enumerate().map(move |(at, edge)| (plane, at, edge)))
            .find(|(.., edge)| edge.element == *id);
        let fits = |edge: &Edge| match (edge.waypoints.first(), edge.waypoints.last()) {
            (Some(first), Some(last)) => touches(*first, from) && touches(*last, to),
            _ => false,
        };
        match found {
            Some((.., edge)) if fits(edge) => {}
            Some((plane, at, _)) => self.diagram.planes[plane].edges[at].waypoints = way(from, to),
            None => {
                let edge = Edge { element: id.clone(), waypoints: way(from, to), ..Edge::default() };
                self.diagram.planes[plane].edges.push(edge);
            }
        }
    }
}

fn overlap(a: Bounds, b: Bounds) -> bool {
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

fn touches(point: Point, shape: Bounds) -> bool {
    let around = Bounds {
        x: shape.x - NEAR,
        y: shape.y - NEAR,
        width: shape.width + 2.0 * NEAR,
        height: shape.height + 2.0 * NEAR,
    };
    overlap(Bounds { x: point.x, y: point.y, width: 0.0, height: 0.0 }, around)
}

/// From the right of `from` to the left of `to`; below both where `to` does not stand to the right.
fn way(from: Bounds, to: Bounds) -> Vec<Point> {
    let start = Point { x: from.x + from.width, y: from.y + from.height / 2.0 };
    let end = Point { x: to.x, y: to.y + to.height / 2.0 };
    if end.x >= start.x {
        let middle = (start.x + end.x) / 2.0;
        return match start.y == end.y {
            true => vec![start, end],
            false => vec![start, Point { x: middle, y: start.y }, Point { x: middle, y: end.y }, end],
        };
    }
    let below = (from.y + from.height).max(to.y + to.height) + GAP / 2.0;
    let start = Point { x: from.x + from.width / 2.0, y: from.y + from.height };
    let end = Point { x: to.x + to.width / 2.0, y: to.y + to.height };
    vec![start, Point { x: start.x, y: below }, Point { x: end.x, y: below }, end]
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

    #[test]
    fn without_a_drawing_everything_is_new() {
        let model = model("workflow: x\nstart: a\n→ Agent: b");
        assert_eq!(complete(&model, &Diagram::default()), layout(&model));
        let empty = Diagram { planes: vec![Plane::default()] };
        assert_eq!(complete(&model, &empty), layout(&model));
    }
}
