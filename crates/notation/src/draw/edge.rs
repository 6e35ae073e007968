//! Draws flows with rounded corners, arrowheads and the marks of default and condition.

use super::elements::Element;
use super::svg::{Style, number};
use super::{Painter, Svg};
use crate::diagram::{Edge, Point};
use std::fmt::Write;

/// Radius of the corners of a flow.
const CORNER: f64 = 6.0;
const ARROW: f64 = 9.0;

impl Painter<'_> {
    /// Whether an edge is a message flow.
    pub(super) fn is_message(&self, edge: &Edge) -> bool {
        matches!(self.elements.get(&edge.element), Some(Element::Message(_)))
    }

    /// Draws a flow or association; nothing if the model doesn't know it.
    pub(super) fn edge(&self, svg: &mut Svg, edge: &Edge) {
        let Some(element) = self.elements.get(&edge.element) else { return };
        let taken = self.options.taken.contains(&edge.element);
        let usual = if taken { self.palette.completed.1 } else { self.palette.flow };
        let own = edge.colours.stroke.as_deref();
        let line = if taken { usual } else { own.unwrap_or(usual) };
        let points = &edge.waypoints;
        svg.open(&edge.element, if matches!(element, Element::Message(_)) { "message" } else { "flow" });
        match element {
            Element::Flow(flow) => {
                let width = if taken { 2.4 } else { 1.5 };
                let conditional = self.elements.is_conditional(flow);
                let start = if conditional { 14.0 } else { 0.0 };
                svg.path(&rounded(&trimmed(points, start, ARROW - 2.0)), Style::line(line, width));
                arrow(svg, points, Style::shape(line, line, 1.0));
                if conditional {
                    self.mark(
                        svg,
                        points,
                        "M0 0L7 -4.5L14 0L7 4.5Z",
                        Style::shape(self.palette.paper, line, 1.3),
                    );
                } else if self.elements.is_default(flow) {
                    self.mark(svg, points, "M6 5L12 -5", Style::line(line, 1.5));
                }
                self.edge_label(svg, flow.name.as_deref(), edge);
            }
            Element::Message(flow) => {
                svg.path(&rounded(&trimmed(points, 4.0, ARROW)), Style::line(line, 1.4).dashed("7 5"));
                svg.circle(points[0], 4.0, Style::shape(self.palette.paper, line, 1.4));
                arrow(svg, points, Style::shape(self.palette.paper, line, 1.4));
                self.edge_label(svg, flow.name.as_deref(), edge);
            }
            Element::DataFlow | Element::Association { .. } => {
                let line = own.unwrap_or(self.palette.note);
                svg.path(&rounded(points), Style::line(line, 1.6).dashed("0.5 4.5"));
                if matches!(element, Element::DataFlow | Element::Association { directed: true }) {
                    self.open_arrow(svg, points, Style::line(line, 1.4));
                }
            }
            _ => {}
        }
        svg.close();
    }

    /// Draws a mark at the start of a flow, along its direction.
    fn mark(&self, svg: &mut Svg, points: &[Point], data: &str, style: Style) {
        if let [from, to, ..] = points {
            svg.open_turned(*from, direction(*from, *to));
            svg.path(data, style);
            svg.close();
        }
    }

    fn open_arrow(&self, svg: &mut Svg, points: &[Point], style: Style) {
        if let [.., from, to] = points {
            svg.open_turned(*to, direction(*from, *to));
            svg.path("M-8 -5L0 0L-8 5", style);
            svg.close();
        }
    }
}

/// Draws a closed arrowhead at the end of a flow.
fn arrow(svg: &mut Svg, points: &[Point], style: Style) {
    if let [.., from, to] = points {
        svg.open_turned(*to, direction(*from, *to));
        svg.path("M-0.7 0L-9 -4L-9 4Z", style);
        svg.close();
    }
}

/// The angle of a line in degrees.
fn direction(from: Point, to: Point) -> f64 {
    (to.y - from.y).atan2(to.x - from.x).to_degrees()
}

/// The flow without its first and last pixels, which marks and arrowheads cover.
fn trimmed(points: &[Point], start: f64, end: f64) -> Vec<Point> {
    let mut points = points.to_vec();
    shorten(&mut points, end);
    points.reverse();
    shorten(&mut points, start);
    points.reverse();
    points
}

fn shorten(points: &mut [Point], by: f64) {
    if let [.., from, to] = points {
        let length = (to.x - from.x).hypot(to.y - from.y);
        if length > by {
            let part = by / length;
            *to = Point { x: to.x + (from.x - to.x) * part, y: to.y + (from.y - to.y) * part };
        }
    }
}

/// A path along the points, its corners rounded.
fn rounded(points: &[Point]) -> String {
    let mut data = String::new();
    let Some(first) = points.first() else { return data };
    let _ = write!(data, "M{} {}", number(first.x), number(first.y));
    for corner in points.windows(3) {
        let [before, at, after] = [corner[0], corner[1], corner[2]];
        let radius = CORNER.min(distance(before, at) / 2.0).min(distance(at, after) / 2.0);
        let (a, b) = (toward(at, before, radius), toward(at, after, radius));
        let _ = write!(
            data,
            "L{} {}Q{} {} {} {}",
            number(a.x),
            number(a.y),
            number(at.x),
            number(at.y),
            number(b.x),
            number(b.y)
        );
    }
    if let Some(last) = points.last() {
        let _ = write!(data, "L{} {}", number(last.x), number(last.y));
    }
    data
}

fn distance(a: Point, b: Point) -> f64 {
    (b.x - a.x).hypot(b.y - a.y)
}

/// The point at a distance from one point toward another.
fn toward(from: Point, to: Point, by: f64) -> Point {
    let length = distance(from, to);
    if length == 0.0 {
        return from;
    }
    let part = by / length;
    Point { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }
}
