//! BPMN DI to the diagram (BPMN 2.0.2, chapter 12).

use crate::bpmn::tree::{Element, Space};
use crate::diagram::{Bounds, Colours, Diagram, Edge, Plane, Point, Shape};
use model::bpmn::Id;

/// The diagram of a `definitions` element; shapes and edges without an element or a place are left out.
pub fn diagram(root: &Element) -> Diagram {
    let diagrams = root.elements().filter(|element| element.is(Space::Bpmndi, "BPMNDiagram"));
    Diagram { planes: diagrams.filter_map(|it| it.child(Space::Bpmndi, "BPMNPlane")).map(plane).collect() }
}

fn plane(element: &Element) -> Plane {
    let mut plane = Plane { element: shown(element), ..Plane::default() };
    for child in element.elements().filter(|child| child.space == Space::Bpmndi) {
        match child.local() {
            "BPMNShape" => plane.shapes.extend(shape(child)),
            "BPMNEdge" => plane.edges.extend(edge(child)),
            _ => {}
        }
    }
    plane
}

/// The element that is shown. It is a qualified name.
fn shown(element: &Element) -> Option<Id> {
    let name = element.attribute("bpmnElement")?.trim();
    let id = name.rsplit_once(':').map_or(name, |(_, local)| local);
    (!id.is_empty()).then(|| id.into())
}

fn shape(element: &Element) -> Option<Shape> {
    Some(Shape {
        element: shown(element)?,
        bounds: bounds(element)?,
        label: label(element),
        expanded: flag(element, "isExpanded"),
        horizontal: flag(element, "isHorizontal"),
        marker_visible: flag(element, "isMarkerVisible"),
        colours: colours(element),
    })
}

fn edge(element: &Element) -> Option<Edge> {
    let points = element.elements().filter(|child| child.is(Space::Di, "waypoint"));
    let waypoints: Vec<Point> =
        points.filter_map(|at| Some(Point { x: number(at, "x")?, y: number(at, "y")? })).collect();
    (waypoints.len() >= 2).then_some(())?;
    Some(Edge { element: shown(element)?, waypoints, label: label(element), colours: colours(element) })
}

/// The colours, as the OMG writes them or as bpmn.io did before.
fn colours(element: &Element) -> Colours {
    let of = |color, bioc| {
        let standard = element.attribute_in(Space::Color, color);
        standard.or_else(|| element.attribute_in(Space::Bioc, bioc)).map(str::to_owned)
    };
    Colours { stroke: of("border-color", "stroke"), fill: of("background-color", "fill") }
}

fn label(element: &Element) -> Option<Bounds> {
    element.child(Space::Bpmndi, "BPMNLabel").and_then(bounds)
}

fn bounds(element: &Element) -> Option<Bounds> {
    let bounds = element.child(Space::Dc, "Bounds")?;
    Some(Bounds {
        x: number(bounds, "x")?,
        y: number(bounds, "y")?,
        width: number(bounds, "width")?,
        height: number(bounds, "height")?,
    })
}

fn number(element: &Element, name: &str) -> Option<f64> {
    element.attribute(name)?.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

fn flag(element: &Element, name: &str) -> Option<bool> {
    match element.attribute(name)?.trim() {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}
