//! How large everything is drawn, in pixels: as bpmn-js does it, larger where a name doesn't fit.

use super::limits;
use crate::text::{self, Lines};
use model::bpmn::{Activity, ActivityKind, Annotation, DataItem, DataKind, Kind, Node, SubProcessKind};

/// Diameter of an event.
pub(crate) const EVENT: f64 = 36.0;
/// From corner to corner of a gateway.
pub(crate) const GATEWAY: f64 = 50.0;
/// A task whose name fits.
pub(crate) const TASK: Size = Size { width: 100.0, height: 80.0 };
/// Font size of names inside a shape.
pub(crate) const NAME_FONT: f64 = 12.0;
/// Font size of names outside.
pub(crate) const LABEL_FONT: f64 = 11.0;
/// Between the edge of a task and its name.
pub(crate) const TASK_PADDING: f64 = 7.0;
/// Height of the title of an expanded sub-process.
pub(crate) const TITLE: f64 = 30.0;
/// Height of the row of markers at the bottom of an activity.
pub(crate) const MARKERS: f64 = 20.0;
/// Width of the bar with the name of a pool or lane.
pub(crate) const BAR: f64 = 30.0;

/// Widest label outside of a shape.
const LABEL_WIDTH: f64 = 96.0;
/// Widest label of a boundary event.
const BOUNDARY_LABEL_WIDTH: f64 = 70.0;
const ANNOTATION_WIDTH: f64 = 130.0;
/// A task grows from one width to the next until its name has few lines.
const TASK_WIDTHS: [f64; 5] = [100.0, 120.0, 140.0, 160.0, 200.0];
/// As many lines fit into a task of the usual height, below its icon.
const TASK_LINES: usize = 3;

/// A width and a height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Size {
    pub width: f64,
    pub height: f64,
}

/// Rounds up to the grid: so that what is nearly equal is equal.
pub(super) fn up_to_grid(length: f64) -> f64 {
    (length / 10.0).ceil() * 10.0
}

/// The shape of a flow node that is not an expanded sub-process. `ridden`: boundary events sit on its edge.
pub(super) fn node(node: &Node, ridden: bool) -> Size {
    match &node.kind {
        Kind::Gateway(_) => Size { width: GATEWAY, height: GATEWAY },
        Kind::Activity(activity) => {
            task(node.name.as_deref().unwrap_or_default(), ridden || has_markers(activity))
        }
        Kind::Unsupported(_) => TASK,
        _ => Size { width: EVENT, height: EVENT },
    }
}

/// `marked`: something is drawn at its lower edge.
fn task(name: &str, marked: bool) -> Size {
    let mut widths = TASK_WIDTHS.into_iter().map(|width| (width, name_in(name, width)));
    let (width, lines) = widths
        .clone()
        .find(|(_, lines)| lines.lines.len() <= TASK_LINES && !lines.cut)
        .or_else(|| widths.clone().find(|(_, lines)| lines.lines.len() <= TASK_LINES))
        .or_else(|| widths.next_back())
        .unwrap_or((TASK.width, Lines::default()));
    let room = if marked { TASK_LINES - 1 } else { TASK_LINES };
    if lines.lines.len() <= room {
        return Size { width, height: TASK.height };
    }
    let height = lines.height + MARKERS * if marked { 2.0 } else { 1.5 };
    Size { width, height: up_to_grid(height).max(TASK.height) }
}

/// The name of a task of this width, in lines.
pub(crate) fn name_in(name: &str, width: f64) -> Lines {
    text::wrap(name, width - 2.0 * TASK_PADDING, NAME_FONT, limits::TASK_LINES)
}

/// Whether anything is drawn at the bottom of an activity.
pub(super) fn has_markers(activity: &Activity) -> bool {
    activity.repeat.is_some()
        || activity.for_compensation
        || match &activity.kind {
            ActivityKind::Call(_) => true,
            ActivityKind::SubProcess(sub) => {
                sub.body.nodes.is_empty() || matches!(sub.kind, SubProcessKind::AdHoc(_))
            }
            _ => false,
        }
}

/// A label outside of its shape.
pub(crate) fn label(name: Option<&str>) -> Lines {
    text::wrap(name.unwrap_or_default(), LABEL_WIDTH, LABEL_FONT, limits::LABEL_LINES)
}

/// The label of a boundary event.
pub(super) fn boundary_label(name: Option<&str>) -> Lines {
    text::wrap(name.unwrap_or_default(), BOUNDARY_LABEL_WIDTH, LABEL_FONT, limits::LABEL_LINES)
}

/// A text annotation.
pub(super) fn annotation(annotation: &Annotation) -> Size {
    let lines = annotation_text(&annotation.text, ANNOTATION_WIDTH);
    Size {
        width: up_to_grid(lines.width + 12.0).max(50.0),
        height: up_to_grid(lines.height + 10.0).max(30.0),
    }
}

/// The text of an annotation of this width, in lines.
pub(crate) fn annotation_text(text: &str, width: f64) -> Lines {
    text::wrap(text, width, NAME_FONT, limits::ANNOTATION_LINES)
}

/// A data object or store.
pub(super) fn data(item: &DataItem) -> Size {
    match item.kind {
        DataKind::Store => Size { width: 50.0, height: 50.0 },
        _ => Size { width: 36.0, height: 50.0 },
    }
}
