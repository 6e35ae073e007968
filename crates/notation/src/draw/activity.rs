//! Draws tasks, call activities and sub-processes.

use super::icons::{self, Marker, TaskIcon};
use super::svg::Style;
use super::{Painter, Svg};
use crate::diagram::{Bounds, Point, Shape};
use crate::layout::size::MARKERS;
use model::bpmn::{Activity, ActivityKind, Kind, Node, Repeat, SubProcessKind};

const RADIUS: f64 = 10.0;
const LINE: f64 = 1.6;
const THICK: f64 = 3.4;
/// Between the two lines of a transaction.
const DOUBLE: f64 = 3.5;

impl Painter<'_> {
    /// Draws an activity with its symbol, markers and name.
    pub(super) fn activity(&self, svg: &mut Svg, node: &Node, activity: &Activity, shape: &Shape) {
        let sub = match &activity.kind {
            ActivityKind::SubProcess(sub) => Some(&sub.kind),
            _ => None,
        };
        let expanded = sub.is_some() && shape.expanded != Some(false);
        let usual = (if expanded { self.palette.sub_process } else { self.palette.fill }, self.palette.line);
        let (fill, line) = self.colours(shape, usual);
        let width = if matches!(activity.kind, ActivityKind::Call(_)) { THICK } else { LINE };
        let mut frame = Style::shape(&fill, &line, width);
        if sub == Some(&SubProcessKind::Event) {
            frame = frame.dashed("1 5");
        }
        svg.rect(shape.bounds, RADIUS, frame);
        if sub == Some(&SubProcessKind::Transaction) {
            svg.rect(inset(&shape.bounds, DOUBLE), RADIUS - DOUBLE + 0.5, Style::line(&line, 1.2));
        }
        if let Some(icon) = icon(activity) {
            svg.open_at(Point { x: shape.bounds.x + 15.0, y: shape.bounds.y + 14.0 }, 1.0);
            icons::task(svg, icon, self.palette.icon, &fill);
            svg.close();
        }
        let markers = markers(activity, expanded);
        let middle = shape.bounds.x + shape.bounds.width / 2.0;
        let first = middle - 9.0 * (markers.len() as f64 - 1.0);
        for (position, marker) in markers.iter().enumerate() {
            let at = Point {
                x: first + 18.0 * position as f64,
                y: shape.bounds.y + shape.bounds.height - MARKERS / 2.0 - 1.0,
            };
            svg.open_at(at, 0.9);
            icons::marker(svg, *marker, &line, &fill);
            svg.close();
        }
        let name = node.name.as_deref().unwrap_or_default();
        if expanded {
            self.title(svg, name, &shape.bounds);
        } else {
            let below = !markers.is_empty() || self.elements.is_host(node);
            self.name_inside(svg, name, &shape.bounds, below, icon(activity).is_some());
        }
    }
}

fn inset(bounds: &Bounds, by: f64) -> Bounds {
    Bounds {
        x: bounds.x + by,
        y: bounds.y + by,
        width: (bounds.width - 2.0 * by).max(0.0),
        height: (bounds.height - 2.0 * by).max(0.0),
    }
}

fn icon(activity: &Activity) -> Option<TaskIcon> {
    Some(match &activity.kind {
        ActivityKind::User(_) => TaskIcon::User,
        ActivityKind::Service(_) => TaskIcon::Service,
        ActivityKind::Send(_) => TaskIcon::Send,
        ActivityKind::Receive(_) => TaskIcon::Receive,
        ActivityKind::Script(_) => TaskIcon::Script,
        ActivityKind::BusinessRule(_) => TaskIcon::BusinessRule,
        ActivityKind::Manual => TaskIcon::Manual,
        ActivityKind::Undefined | ActivityKind::Call(_) | ActivityKind::SubProcess(_) => return None,
    })
}

/// The markers at the bottom, from the left.
fn markers(activity: &Activity, expanded: bool) -> Vec<Marker> {
    let mut out = Vec::new();
    match &activity.repeat {
        Some(Repeat::Loop { .. }) => out.push(Marker::Loop),
        Some(Repeat::Multi(multi)) => {
            out.push(if multi.sequential { Marker::Sequential } else { Marker::Parallel })
        }
        None => {}
    }
    if activity.for_compensation {
        out.push(Marker::Compensation);
    }
    match &activity.kind {
        ActivityKind::SubProcess(sub) => {
            if !expanded {
                out.push(Marker::Collapsed);
            }
            if matches!(sub.kind, SubProcessKind::AdHoc(_)) {
                out.push(Marker::AdHoc);
            }
        }
        ActivityKind::Call(_) => out.push(Marker::Collapsed),
        _ => {}
    }
    out
}

/// Whether a node is an activity.
pub(super) fn of(node: &Node) -> Option<&Activity> {
    match &node.kind {
        Kind::Activity(activity) => Some(activity),
        _ => None,
    }
}
