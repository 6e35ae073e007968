//! The diagram as BPMN DI (BPMN 2.0.2, chapter 12).

use super::Writing;
use crate::bpmn::tree::{Element, Space};
use crate::diagram::{Bounds, Colours, Diagram, Edge, Plane, Shape};
use std::collections::HashSet;

/// Whether this is a diagram.
pub fn is_diagram(element: &Element) -> bool {
    element.is(Space::Bpmndi, "BPMNDiagram")
}

/// Adds the planes of a diagram, each in a `BPMNDiagram` of its own.
pub fn add_diagram(root: &mut Element, diagram: &Diagram, writing: &Writing<'_>) {
    // An element may be shown twice; then the second shape has another id.
    let mut used = HashSet::new();
    for (plane, number) in diagram.planes.iter().zip(1..) {
        let id = writing.free_id(&format!("BPMNDiagram_{number}"));
        let mut out = writing.element(Space::Bpmndi, "BPMNDiagram").with("id", Some(&id));
        out.add(writing.plane(plane, number, &mut used));
        root.add(out);
    }
}

impl Writing<'_> {
    fn plane(&self, plane: &Plane, number: usize, used: &mut HashSet<String>) -> Element {
        let id = self.free_id(&format!("BPMNPlane_{number}"));
        let mut out = self.element(Space::Bpmndi, "BPMNPlane").with("id", Some(&id));
        out.set("bpmnElement", plane.element.as_deref());
        let mut shown = |element: &str| {
            let wanted = format!("{element}_di");
            let id = crate::bpmn::names::free(&wanted, |id| self.ids.contains(id) || used.contains(id));
            used.insert(id.clone());
            id
        };
        for shape in &plane.shapes {
            let id = shown(&shape.element);
            out.add(self.shape(shape, &id));
        }
        for edge in &plane.edges {
            let id = shown(&edge.element);
            out.add(self.edge(edge, &id));
        }
        out
    }

    fn shape(&self, shape: &Shape, id: &str) -> Element {
        let flag = |value: Option<bool>| value.map(|value| if value { "true" } else { "false" });
        let mut out = self.element(Space::Bpmndi, "BPMNShape").with("id", Some(id));
        out.set("bpmnElement", Some(&shape.element));
        out.set("isHorizontal", flag(shape.horizontal));
        out.set("isExpanded", flag(shape.expanded));
        out.set("isMarkerVisible", flag(shape.marker_visible));
        self.colours(&mut out, &shape.colours);
        out.add(self.bounds(&shape.bounds));
        self.label(&mut out, shape.label.as_ref());
        out
    }

    fn edge(&self, edge: &Edge, id: &str) -> Element {
        let mut out = self.element(Space::Bpmndi, "BPMNEdge").with("id", Some(id));
        out.set("bpmnElement", Some(&edge.element));
        self.colours(&mut out, &edge.colours);
        for point in &edge.waypoints {
            let waypoint = self.element(Space::Di, "waypoint").with("x", Some(&point.x.to_string()));
            out.add(waypoint.with("y", Some(&point.y.to_string())));
        }
        self.label(&mut out, edge.label.as_ref());
        out
    }

    /// Both ways of writing colours, since each is read by some programs only.
    fn colours(&self, out: &mut Element, colours: &Colours) {
        let (stroke, fill) = (colours.stroke.as_deref(), colours.fill.as_deref());
        self.set_in(out, Space::Bioc, "stroke", stroke);
        self.set_in(out, Space::Bioc, "fill", fill);
        self.set_in(out, Space::Color, "background-color", fill);
        self.set_in(out, Space::Color, "border-color", stroke);
    }

    fn bounds(&self, bounds: &Bounds) -> Element {
        let out = self.element(Space::Dc, "Bounds").with("x", Some(&bounds.x.to_string()));
        let out = out.with("y", Some(&bounds.y.to_string())).with("width", Some(&bounds.width.to_string()));
        out.with("height", Some(&bounds.height.to_string()))
    }

    fn label(&self, out: &mut Element, label: Option<&Bounds>) {
        if let Some(bounds) = label {
            let mut label = self.element(Space::Bpmndi, "BPMNLabel");
            label.add(self.bounds(bounds));
            out.add(label);
        }
    }
}
