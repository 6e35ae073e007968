//! Where everything of a model stands: BPMN DI (BPMN 2.0.2, chapter 12) as plain data. Units are pixels.

use model::bpmn::Id;

/// A point.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Bounds {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// The colours that a model gives an element (`bioc:stroke`, `bioc:fill`; `color:border-color`,
/// `color:background-color`), as CSS colours. The theme's where there are none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Colours {
    /// Of the line and the text.
    pub stroke: Option<String>,
    /// Of the area.
    pub fill: Option<String>,
}

/// A shape: of a flow node, lane, participant, annotation or data object.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Shape {
    /// The element it shows.
    pub element: Id,
    /// Where.
    pub bounds: Bounds,
    /// Where the label stands, if it is not inside.
    pub label: Option<Bounds>,
    /// `isExpanded` of a sub-process.
    pub expanded: Option<bool>,
    /// `isHorizontal` of a lane or participant.
    pub horizontal: Option<bool>,
    /// `isMarkerVisible` of an exclusive gateway.
    pub marker_visible: Option<bool>,
    /// Its own colours.
    pub colours: Colours,
}

/// An edge: of a sequence flow, message flow or association.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Edge {
    /// The element it shows.
    pub element: Id,
    /// Its corners, from source to target; at least two.
    pub waypoints: Vec<Point>,
    /// Where the label stands.
    pub label: Option<Bounds>,
    /// Its own colours.
    pub colours: Colours,
}

/// One plane: the process or collaboration, or a collapsed sub-process that has its own.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plane {
    /// The element whose content it shows.
    pub element: Option<Id>,
    /// Its shapes, those that lie below first.
    pub shapes: Vec<Shape>,
    /// Its edges.
    pub edges: Vec<Edge>,
}

/// All planes of a model; the first is the main one.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Diagram {
    /// The planes.
    pub planes: Vec<Plane>,
}
