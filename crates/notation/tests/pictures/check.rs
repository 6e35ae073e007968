//! What holds of every layout: nothing overlaps, flows are upright or level and cross no shape, labels are free,
//! everything stands inside of what it belongs to.

use model::bpmn::{Body, Definitions, Gateway, Id, Kind, Lane};
use notation::diagram::{Bounds, Diagram, Edge, Plane, Point, Shape};
use std::collections::{HashMap, HashSet};

/// Everything that is wrong with a layout.
pub fn faults(definitions: &Definitions, diagram: &Diagram) -> Vec<String> {
    let plane = &diagram.planes[0];
    let family = Family::of(definitions);
    let mut faults = Vec::new();
    complete(definitions, plane, &mut faults);
    shapes(plane, &family, &mut faults);
    flows(plane, &family, &mut faults);
    labels(plane, &family, &mut faults);
    marks(definitions, plane, &mut faults);
    strips(definitions, plane, &mut faults);
    inside(plane, &family, &mut faults);
    ties(definitions, plane, &family, &mut faults);
    messages(definitions, plane, &mut faults);
    on_canvas(plane, &mut faults);
    faults
}

/// What contains what.
struct Family<'a> {
    /// Sub-process, leaf lane or pool around an element.
    parent: HashMap<&'a str, &'a str>,
    host: HashMap<&'a str, &'a str>,
    ends: HashMap<&'a str, (&'a str, &'a str)>,
    lanes: HashSet<&'a str>,
    /// What an annotation, data item or compensation handler belongs to.
    note: HashMap<&'a str, &'a str>,
    /// Notes that belong to nothing: they stand in some lane of their pool.
    loose: HashSet<&'a str>,
}

impl<'a> Family<'a> {
    fn of(definitions: &'a Definitions) -> Self {
        let mut it = Self {
            parent: HashMap::new(),
            host: HashMap::new(),
            ends: HashMap::new(),
            lanes: HashSet::new(),
            note: HashMap::new(),
            loose: HashSet::new(),
        };
        for process in &definitions.processes {
            let pool =
                definitions.participants.iter().find(|pool| pool.process.as_ref() == Some(&process.id));
            it.body(&process.body, pool.map(|pool| &*pool.id));
            for lane in &process.lanes {
                it.lane(lane, pool.map(|pool| &*pool.id));
            }
            // A lane may say who does a step of a sub-process; still that stands in the sub-process.
            it.body(&process.body, None);
        }
        it
    }

    fn body(&mut self, body: &'a Body, parent: Option<&'a str>) {
        let nodes = body.nodes.iter().filter(|node| !matches!(node.kind, Kind::Boundary(_)));
        let notes = body.annotations.iter().chain(&body.groups);
        let ids = nodes.map(|node| &node.id).chain(notes.map(|note| &note.id));
        for id in ids.chain(body.data.iter().map(|data| &data.id)) {
            parent.map(|parent| self.parent.insert(id, parent));
        }
        let notes: HashSet<&Id> = body
            .annotations
            .iter()
            .map(|note| &note.id)
            .chain(body.data.iter().map(|data| &data.id))
            .collect();
        for tie in body.associations.iter().chain(&body.data_flows) {
            for (note, other) in [(&tie.source, &tie.target), (&tie.target, &tie.source)] {
                if notes.contains(note) {
                    self.note.entry(note).or_insert(other);
                }
            }
        }
        let untied = |id: &&Id| {
            body.associations
                .iter()
                .chain(&body.data_flows)
                .all(|tie| tie.source != **id && tie.target != **id)
        };
        let groups = body.groups.iter().map(|group| &group.id);
        self.loose.extend(notes.iter().copied().chain(groups).filter(untied).map(|id| &**id));
        for node in &body.nodes {
            if let Kind::Boundary(event) = &node.kind {
                let undone = body.associations.iter().find(|tie| tie.source == node.id);
                undone.map(|tie| self.note.insert(&tie.target, &event.attached_to));
                self.host.insert(&node.id, &event.attached_to);
            }
            if let Some(inner) = node.body() {
                self.body(inner, Some(&node.id));
            }
        }
        self.ends.extend(body.flows.iter().map(|flow| (&*flow.id, (&*flow.source, &*flow.target))));
    }

    fn lane(&mut self, lane: &'a Lane, parent: Option<&'a str>) {
        self.lanes.insert(&lane.id);
        parent.map(|parent| self.parent.insert(&lane.id, parent));
        // An event at the edge of a step stands where the step does.
        let steps: Vec<&str> =
            lane.nodes.iter().map(|id| &**id).filter(|id| !self.host.contains_key(id)).collect();
        self.parent.extend(steps.into_iter().map(|id| (id, &*lane.id)));
        lane.lanes.iter().for_each(|inner| self.lane(inner, Some(&lane.id)));
    }

    /// Whether `outer` is somewhere around `inner`, or the same.
    fn around(&self, outer: &str, inner: &str) -> bool {
        let mut at = Some(inner);
        while let Some(id) = at {
            if id == outer {
                return true;
            }
            at = self
                .parent
                .get(self.note.get(id).copied().unwrap_or(id))
                .copied()
                .or_else(|| self.host.get(id).and_then(|host| self.parent.get(host)).copied());
        }
        false
    }

    fn related(&self, a: &str, b: &str) -> bool {
        let stands_in = |note: &str, lane: &str| {
            self.loose.contains(note)
                && self.lanes.contains(lane)
                && self.parent.get(note).is_none_or(|pool| self.around(pool, lane))
        };
        if stands_in(a, b) || stands_in(b, a) {
            return true;
        }
        self.around(a, b) || self.around(b, a) || self.host.get(a) == Some(&b) || self.host.get(b) == Some(&a)
    }
}

fn complete(definitions: &Definitions, plane: &Plane, faults: &mut Vec<String>) {
    let mut wanted: Vec<Id> = definitions.participants.iter().map(|pool| pool.id.clone()).collect();
    let mut open: Vec<&Body> = definitions.processes.iter().map(|process| &process.body).collect();
    let mut lanes: Vec<&Lane> = definitions.processes.iter().flat_map(|process| &process.lanes).collect();
    while let Some(lane) = lanes.pop() {
        wanted.push(lane.id.clone());
        lanes.extend(&lane.lanes);
    }
    let mut flows = Vec::new();
    while let Some(body) = open.pop() {
        wanted.extend(body.nodes.iter().map(|node| node.id.clone()));
        wanted.extend(body.annotations.iter().chain(&body.groups).map(|note| note.id.clone()));
        wanted.extend(body.data.iter().map(|data| data.id.clone()));
        flows.extend(body.flows.iter().map(|flow| flow.id.clone()));
        flows.extend(body.associations.iter().chain(&body.data_flows).map(|tie| tie.id.clone()));
        open.extend(body.nodes.iter().filter_map(|node| node.body()));
    }
    let shown: Vec<Id> = plane.shapes.iter().map(|shape| shape.element.clone()).collect();
    let edges: Vec<Id> = plane.edges.iter().map(|edge| edge.element.clone()).collect();
    for (wanted, shown) in [(wanted, shown), (flows, edges)] {
        let mut counts: HashMap<Id, usize> = HashMap::new();
        shown.into_iter().for_each(|id| *counts.entry(id).or_default() += 1);
        faults.extend(
            wanted.iter().filter(|id| counts.get(*id) != Some(&1)).map(|id| format!("{id} isn't shown once")),
        );
    }
}

/// Whether two rectangles overlap by more than a hair.
fn overlap(a: &Bounds, b: &Bounds) -> bool {
    const HAIR: f64 = 0.01;
    a.x + HAIR < b.x + b.width
        && b.x + HAIR < a.x + a.width
        && a.y + HAIR < b.y + b.height
        && b.y + HAIR < a.y + a.height
}

/// Pairs of things that overlap, found by sweeping from left to right.
fn pairs<'a, A, B>(a: &'a [(Bounds, A)], b: &'a [(Bounds, B)]) -> Vec<(&'a A, &'a B)> {
    let mut sorted: Vec<&(Bounds, B)> = b.iter().collect();
    sorted.sort_by(|one, other| one.0.x.total_cmp(&other.0.x));
    let mut out = Vec::new();
    for (bounds, one) in a {
        let end = sorted.partition_point(|(other, _)| other.x < bounds.x + bounds.width);
        out.extend(
            sorted[..end].iter().filter(|(other, _)| overlap(bounds, other)).map(|(_, other)| (one, other)),
        );
    }
    out
}

fn shapes(plane: &Plane, family: &Family, faults: &mut Vec<String>) {
    let all: Vec<(Bounds, &Shape)> = plane.shapes.iter().map(|shape| (shape.bounds, shape)).collect();
    for (a, b) in pairs(&all, &all) {
        if a.element < b.element && !family.related(&a.element, &b.element) {
            faults.push(format!("{} overlaps {}: {:?} {:?}", a.element, b.element, a.bounds, b.bounds));
        }
    }
}

/// The pieces of a flow, as rectangles without width.
fn segments(edge: &Edge) -> Vec<Bounds> {
    let piece = |a: Point, b: Point| Bounds {
        x: a.x.min(b.x),
        y: a.y.min(b.y),
        width: (a.x - b.x).abs(),
        height: (a.y - b.y).abs(),
    };
    edge.waypoints.windows(2).map(|pair| piece(pair[0], pair[1])).collect()
}

/// A line as wide as a line is drawn.
fn drawn(line: &Bounds) -> Bounds {
    Bounds { x: line.x - 0.5, y: line.y - 0.5, width: line.width + 1.0, height: line.height + 1.0 }
}

fn flows(plane: &Plane, family: &Family, faults: &mut Vec<String>) {
    let shapes: HashMap<&str, &Shape> = plane.shapes.iter().map(|shape| (&*shape.element, shape)).collect();
    let all: Vec<(Bounds, &Shape)> = plane
        .shapes
        .iter()
        .filter(|shape| shape.horizontal.is_none())
        .map(|shape| (shape.bounds, shape))
        .collect();
    let mut lines: Vec<(Bounds, (&str, Bounds))> = Vec::new();
    for edge in &plane.edges {
        let Some(&(source, target)) = family.ends.get(&*edge.element) else { continue };
        let pieces = segments(edge);
        if pieces.iter().any(|piece| piece.width > 0.0 && piece.height > 0.0) {
            faults.push(format!("{} is oblique: {:?}", edge.element, edge.waypoints));
        }
        for (end, id) in [(edge.waypoints.first(), source), (edge.waypoints.last(), target)] {
            if !end.zip(shapes.get(id)).is_some_and(|(end, shape)| on_edge(*end, shape)) {
                faults.push(format!("{} doesn't meet {id}: {:?}", edge.element, edge.waypoints));
            }
        }
        let pieces: Vec<(Bounds, Bounds)> = pieces.into_iter().map(|piece| (drawn(&piece), piece)).collect();
        for (_, shape) in pairs(&pieces, &all) {
            let id = &*shape.element;
            let own = id == source || id == target || family.host.get(source) == Some(&id);
            if !own && !family.around(id, source) {
                faults
                    .push(format!("{} crosses {id}: {:?} {:?}", edge.element, edge.waypoints, shape.bounds));
            }
        }
        for end in [source, target] {
            let Some(shape) = shapes.get(end) else { continue };
            let core = shrunk(&shape.bounds, shape.bounds.width.min(shape.bounds.height) * 0.3);
            if pieces.iter().any(|(piece, _)| overlap(piece, &core)) {
                faults.push(format!("{} runs through its own end {end}: {:?}", edge.element, edge.waypoints));
            }
        }
        lines.extend(pieces.into_iter().map(|(wide, piece)| (wide, (&*edge.element, piece))));
    }
    for ((a, one), (b, other)) in pairs(&lines, &lines) {
        let meet = family.ends[*a].1 == family.ends[*b].1;
        if a < b && !meet && on_top(one, other) {
            faults.push(format!(
                "{a} ({:?}) and {b} ({:?}) run on each other at {one:?} {other:?}",
                family.ends[*a], family.ends[*b]
            ));
        }
    }
}

fn shrunk(bounds: &Bounds, by: f64) -> Bounds {
    Bounds {
        x: bounds.x + by,
        y: bounds.y + by,
        width: bounds.width - 2.0 * by,
        height: bounds.height - 2.0 * by,
    }
}

/// Whether a point is on the edge of a shape (of a circle or diamond: within the rectangle around it).
fn on_edge(point: Point, shape: &Shape) -> bool {
    let b = &shape.bounds;
    let within = b.x - 0.01 <= point.x
        && point.x <= b.x + b.width + 0.01
        && b.y - 0.01 <= point.y
        && point.y <= b.y + b.height + 0.01;
    let inner = shrunk(b, if b.width <= 50.0 { b.width * 0.3 } else { 0.01 });
    let deep = inner.x < point.x
        && point.x < inner.x + inner.width
        && inner.y < point.y
        && point.y < inner.y + inner.height;
    within && !deep
}

/// Whether two lines have more than a few pixels in common, or run so near that they look like one.
fn on_top(a: &Bounds, b: &Bounds) -> bool {
    let common = |a: f64, a_length: f64, b: f64, b_length: f64| (a + a_length).min(b + b_length) - a.max(b);
    let level = a.height == 0.0 && b.height == 0.0 && (a.y - b.y).abs() < 2.0;
    let upright = a.width == 0.0 && b.width == 0.0 && (a.x - b.x).abs() < 2.0;
    level && common(a.x, a.width, b.x, b.width) > 2.0 || upright && common(a.y, a.height, b.y, b.height) > 2.0
}

fn labels(plane: &Plane, family: &Family, faults: &mut Vec<String>) {
    let mut labels: Vec<(Bounds, &str)> = Vec::new();
    labels.extend(plane.shapes.iter().filter_map(|shape| Some((shape.label?, &*shape.element))));
    labels.extend(plane.edges.iter().filter_map(|edge| Some((edge.label?, &*edge.element))));
    for (a, b) in pairs(&labels, &labels) {
        if a < b {
            faults.push(format!("the labels of {a} and {b} overlap"));
        }
    }
    let shapes: Vec<(Bounds, &Shape)> = plane
        .shapes
        .iter()
        .filter(|shape| shape.horizontal.is_none())
        .map(|shape| (shape.bounds, shape))
        .collect();
    for (label, shape) in pairs(&labels, &shapes) {
        let owner = family.ends.get(label).map_or(*label, |ends| ends.0);
        if !family.around(&shape.element, owner) || *shape.element == **label {
            faults.push(format!("the label of {label} overlaps {}", shape.element));
        }
    }
    let lines: Vec<(Bounds, &str)> = plane
        .edges
        .iter()
        .filter(|edge| family.ends.contains_key(&*edge.element))
        .flat_map(|edge| segments(edge).into_iter().map(|piece| (drawn(&piece), &*edge.element)))
        .collect();
    for (label, line) in pairs(&labels, &lines) {
        faults.push(format!("the label of {label} is crossed by {line}"));
    }
}

/// The stroke of a default flow must not run through a name.
fn marks(definitions: &Definitions, plane: &Plane, faults: &mut Vec<String>) {
    let mut defaults: HashSet<&str> = HashSet::new();
    let mut open: Vec<&Body> = definitions.processes.iter().map(|process| &process.body).collect();
    while let Some(body) = open.pop() {
        defaults.extend(body.nodes.iter().filter_map(|node| match &node.kind {
            Kind::Gateway(Gateway::Exclusive(decision)) => decision.default.as_deref(),
            _ => None,
        }));
        open.extend(body.nodes.iter().filter_map(|node| node.body()));
    }
    let labels = plane.shapes.iter().filter_map(|shape| shape.label);
    let labels: Vec<Bounds> = labels.chain(plane.edges.iter().filter_map(|edge| edge.label)).collect();
    for edge in plane.edges.iter().filter(|edge| defaults.contains(&*edge.element)) {
        let (from, to) = (edge.waypoints[0], edge.waypoints[1]);
        let (dx, dy) = ((to.x - from.x).signum() * 9.0, (to.y - from.y).signum() * 9.0);
        let (dx, dy) = if from.y == to.y { (dx, 0.0) } else { (0.0, dy) };
        let stroke = Bounds { x: from.x + dx - 5.0, y: from.y + dy - 5.0, width: 10.0, height: 10.0 };
        if labels.iter().any(|label| overlap(label, &stroke)) {
            faults.push(format!("a name stands on the mark of {}", edge.element));
        }
    }
}

/// No upright strip is wide and empty but for level flows. (Pools are as wide as the widest of them, and what no flow
/// connects stands by itself.)
fn strips(definitions: &Definitions, plane: &Plane, faults: &mut Vec<String>) {
    if definitions.participants.len() > 1 || definitions.processes.len() > 1 {
        return;
    }
    let mut taken: Vec<(f64, f64)> = Vec::new();
    for shape in plane.shapes.iter().filter(|shape| shape.horizontal.is_none()) {
        taken.extend(
            [Some(shape.bounds), shape.label].into_iter().flatten().map(|it| (it.x, it.x + it.width)),
        );
    }
    taken.extend(plane.edges.iter().filter_map(|edge| edge.label).map(|it| (it.x, it.x + it.width)));
    for line in plane.edges.iter().flat_map(segments) {
        let (left, right) = (line.x, line.x + line.width);
        taken.extend(if line.height == 0.0 {
            vec![(left, left), (right, right)]
        } else {
            vec![(left, right)]
        });
    }
    taken.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut end = f64::INFINITY;
    for (from, to) in taken {
        if from - end > 45.0 {
            faults.push(format!("nothing stands between {end} and {from}"));
        }
        end = if end.is_finite() { end.max(to) } else { to };
    }
}

fn inside(plane: &Plane, family: &Family, faults: &mut Vec<String>) {
    let shapes: HashMap<&str, Bounds> =
        plane.shapes.iter().map(|shape| (&*shape.element, shape.bounds)).collect();
    let within = |outer: &Bounds, inner: &Bounds| {
        outer.x <= inner.x
            && outer.y <= inner.y
            && inner.x + inner.width <= outer.x + outer.width
            && inner.y + inner.height <= outer.y + outer.height
    };
    for shape in &plane.shapes {
        let host = family.host.get(&*shape.element).copied().unwrap_or(&*shape.element);
        let Some(parent) = family.parent.get(host).and_then(|parent| shapes.get(parent)) else { continue };
        for bounds in [Some(shape.bounds), shape.label].into_iter().flatten() {
            if !within(parent, &bounds) {
                faults.push(format!("{} sticks out: {bounds:?} of {parent:?}", shape.element));
            }
        }
    }
    for edge in &plane.edges {
        let Some((source, _)) = family.ends.get(&*edge.element) else { continue };
        let host = family.host.get(source).copied().unwrap_or(source);
        let mut outer = family.parent.get(host).copied();
        while let Some(lane) = outer.filter(|id| family.lanes.contains(id)) {
            outer = family.parent.get(lane).copied();
        }
        let Some(parent) = outer.and_then(|parent| shapes.get(parent)) else { continue };
        if segments(edge).iter().any(|piece| !within(parent, piece))
            || edge.label.is_some_and(|label| !within(parent, &label))
        {
            faults.push(format!("{} leaves its scope", edge.element));
        }
    }
}

/// The dotted lines of notes and data: they meet what they connect, and the one of a note to what it stands at
/// crosses no shape.
fn ties(definitions: &Definitions, plane: &Plane, family: &Family, faults: &mut Vec<String>) {
    let shapes: HashMap<&str, &Shape> = plane.shapes.iter().map(|shape| (&*shape.element, shape)).collect();
    let edges: HashMap<&str, &Edge> = plane.edges.iter().map(|edge| (&*edge.element, edge)).collect();
    let mut open: Vec<&Body> = definitions.processes.iter().map(|process| &process.body).collect();
    while let Some(body) = open.pop() {
        open.extend(body.nodes.iter().filter_map(|node| node.body()));
        let mut seen = HashSet::new();
        for tie in body.associations.iter().chain(&body.data_flows) {
            let Some(edge) = edges.get(&*tie.id) else { continue };
            for (end, id) in [(edge.waypoints.first(), &tie.source), (edge.waypoints.last(), &tie.target)] {
                let Some(shape) = shapes.get(&**id) else { continue };
                if !end.is_some_and(|end| on_edge(*end, shape)) {
                    faults.push(format!("{} doesn't meet {id}: {:?}", tie.id, edge.waypoints));
                }
            }
            if !seen.insert(&tie.source) || !family.note.contains_key(&*tie.source) {
                continue;
            }
            let pieces: Vec<(Bounds, ())> =
                segments(edge).into_iter().map(|piece| (drawn(&piece), ())).collect();
            let crossed = plane.shapes.iter().filter(|shape| {
                let id = &*shape.element;
                shape.horizontal.is_none()
                    && ![&*tie.source, &*tie.target].contains(&id)
                    && family.host.get(id) != Some(&&*tie.target)
                    && family.host.get(&*tie.source) != Some(&id)
                    && !family.around(id, &tie.source)
                    && pieces.iter().any(|(piece, ())| overlap(piece, &shape.bounds))
            });
            faults.extend(crossed.map(|shape| format!("{} crosses {}", tie.id, shape.element)));
        }
    }
}

/// Message flows are upright and level, and meet what they connect.
fn messages(definitions: &Definitions, plane: &Plane, faults: &mut Vec<String>) {
    let shapes: HashMap<&str, &Shape> = plane.shapes.iter().map(|shape| (&*shape.element, shape)).collect();
    for flow in &definitions.message_flows {
        let (Some(source), Some(target)) = (shapes.get(&*flow.source), shapes.get(&*flow.target)) else {
            continue;
        };
        let Some(edge) = plane.edges.iter().find(|edge| edge.element == flow.id) else {
            faults.push(format!("{} isn't shown", flow.id));
            continue;
        };
        if segments(edge).iter().any(|piece| piece.width > 0.0 && piece.height > 0.0) {
            faults.push(format!("{} is oblique: {:?}", flow.id, edge.waypoints));
        }
        for (end, shape) in [(edge.waypoints.first(), source), (edge.waypoints.last(), target)] {
            if !end.is_some_and(|end| on_edge(*end, shape)) {
                faults.push(format!("{} doesn't meet {}: {:?}", flow.id, shape.element, edge.waypoints));
            }
        }
    }
}

/// Nothing stands left of the drawing or above it.
fn on_canvas(plane: &Plane, faults: &mut Vec<String>) {
    let shapes = plane.shapes.iter().map(|shape| (&shape.element, Some(shape.bounds), shape.label));
    let edges = plane.edges.iter().map(|edge| (&edge.element, None, edge.label));
    for (element, bounds, label) in shapes.chain(edges) {
        if [bounds, label].into_iter().flatten().any(|bounds| bounds.x < 0.0 || bounds.y < 0.0) {
            faults.push(format!("{element} is not on the canvas"));
        }
    }
    for edge in &plane.edges {
        if edge.waypoints.iter().any(|point| point.x < 0.0 || point.y < 0.0) {
            faults.push(format!("{} leaves the canvas", edge.element));
        }
    }
}

/// At how many places flows cross; flows that run as one line cross as one.
pub fn crossings(definitions: &Definitions, diagram: &Diagram) -> usize {
    let family = Family::of(definitions);
    let edges = diagram.planes[0].edges.iter().filter(|edge| family.ends.contains_key(&*edge.element));
    let (level, upright): (Vec<Bounds>, Vec<Bounds>) =
        edges.flat_map(segments).partition(|piece| piece.height == 0.0);
    let mut places = HashSet::new();
    for level in &level {
        for upright in &upright {
            let (x, y) = (upright.x, level.y);
            let beyond = |low: f64, at: f64, length: f64| low < at && at < low + length;
            if beyond(level.x, x, level.width) && beyond(upright.y, y, upright.height) {
                places.insert((x.to_bits(), y.to_bits()));
            }
        }
    }
    places.len()
}
