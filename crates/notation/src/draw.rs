//! Pictures of models, without a browser: SVG as text, PNG as bytes.
//!
//! [`elements`] says what an id stands for, [`shape`] and [`edge`] draw it in the colours of [`theme`] with the
//! symbols of [`icons`], [`names`] sets the text, [`svg`](mod@svg) writes the file, [`png`](mod@png) makes an image
//! of it.

mod activity;
mod edge;
mod elements;
mod event;
mod icons;
mod limits;
mod names;
mod png;
mod shape;
mod svg;
mod theme;

pub use png::{PngError, TOO_LARGE, png};
pub use theme::Theme;

use crate::diagram::{Bounds, Diagram, Plane, Point};
use elements::Elements;
use model::bpmn::{Definitions, Id};
use std::collections::{HashMap, HashSet};
use svg::Svg;

/// Around the picture, in pixels.
const MARGIN: f64 = 20.0;

/// How a picture is to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// Light or dark.
    pub theme: Theme,
    /// Pixels for each unit of the diagram.
    pub scale: f64,
    /// Which plane of the diagram; the first is the main one.
    pub plane: usize,
    /// No background.
    pub transparent: bool,
    /// Where the case is now.
    pub active: HashSet<Id>,
    /// What is done.
    pub completed: HashSet<Id>,
    /// The flows that were taken.
    pub taken: HashSet<Id>,
    /// How hot an element is, from 0 to 1: time spent, errors, costs.
    pub heat: HashMap<Id, f64>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            theme: Theme::Light,
            scale: 1.0,
            plane: 0,
            transparent: false,
            active: HashSet::new(),
            completed: HashSet::new(),
            taken: HashSet::new(),
            heat: HashMap::new(),
        }
    }
}

/// Draws one plane of a diagram as SVG.
///
/// Every element is a `<g data-element="id">`. What the model doesn't know isn't drawn. Text stays text, in the Noto
/// Sans families with common fallbacks.
pub fn svg(definitions: &Definitions, diagram: &Diagram, options: &Options) -> String {
    let empty = Plane::default();
    let plane = diagram.planes.get(options.plane).unwrap_or(&empty);
    let elements = Elements::of(definitions, plane);
    let painter = Painter { elements: &elements, options, palette: options.theme.palette() };
    let mut svg = Svg::new(extent(plane), options.scale);
    if !options.transparent {
        svg.background(painter.palette.paper);
    }
    painter.plane(&mut svg, plane);
    svg.finish()
}

/// What a picture is drawn with.
struct Painter<'a> {
    elements: &'a Elements<'a>,
    options: &'a Options,
    palette: &'static theme::Palette,
}

impl Painter<'_> {
    /// Areas first, then flows, then steps, so that arrowheads touch what they lead to; message flows last, since they
    /// start on the edges of shapes with a circle.
    fn plane(&self, svg: &mut Svg, plane: &Plane) {
        let usable = |bounds: &Bounds| {
            [bounds.x, bounds.y, bounds.width, bounds.height].into_iter().all(f64::is_finite)
                && bounds.width >= 0.0
                && bounds.height >= 0.0
        };
        let shapes: Vec<_> = plane.shapes.iter().filter(|shape| usable(&shape.bounds)).collect();
        for shape in shapes.iter().filter(|shape| self.is_area(shape)) {
            self.shape(svg, shape);
        }
        let edges = || plane.edges.iter().filter(|edge| edge.waypoints.len() > 1 && finite(&edge.waypoints));
        for edge in edges().filter(|edge| !self.is_message(edge)) {
            self.edge(svg, edge);
        }
        for shape in shapes.iter().filter(|shape| !self.is_area(shape)) {
            self.shape(svg, shape);
        }
        for edge in edges().filter(|edge| self.is_message(edge)) {
            self.edge(svg, edge);
        }
    }
}

fn finite(points: &[Point]) -> bool {
    points.iter().all(|point| point.x.is_finite() && point.y.is_finite())
}

/// The smallest rectangle around everything in a plane, with a margin.
fn extent(plane: &Plane) -> Bounds {
    let shapes = plane.shapes.iter().flat_map(|shape| [Some(shape.bounds), shape.label]);
    let edges = plane.edges.iter().flat_map(|edge| {
        let points = edge
            .waypoints
            .iter()
            .map(|point| Some(Bounds { x: point.x, y: point.y, width: 0.0, height: 0.0 }));
        points.chain([edge.label])
    });
    let (mut left, mut top, mut right, mut bottom) =
        (f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY);
    for bounds in shapes.chain(edges).flatten() {
        left = left.min(bounds.x);
        top = top.min(bounds.y);
        right = right.max(bounds.x + bounds.width);
        bottom = bottom.max(bounds.y + bounds.height);
    }
    if !(left.is_finite() && top.is_finite() && right.is_finite() && bottom.is_finite()) {
        (left, top, right, bottom) = (0.0, 0.0, 100.0, 60.0);
    }
    Bounds {
        x: left - MARGIN,
        y: top - MARGIN,
        width: right - left + 2.0 * MARGIN,
        height: bottom - top + 2.0 * MARGIN,
    }
}
