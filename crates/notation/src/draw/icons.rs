//! The symbols of BPMN (BPMN 2.0.2, chapters 7 and 10), drawn around the origin.

use super::svg::{Style, Svg};
use crate::diagram::{Bounds, Point};

/// A symbol in an event of 36 pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    None,
    Message,
    Timer,
    Signal,
    Error,
    Escalation,
    Conditional,
    Link,
    Compensation,
    Cancel,
    Terminate,
    Multiple,
}

/// A symbol in the corner of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TaskIcon {
    User,
    Service,
    Send,
    Receive,
    Script,
    BusinessRule,
    Manual,
}

/// A symbol at the bottom of an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    Loop,
    Parallel,
    Sequential,
    Compensation,
    Collapsed,
    AdHoc,
}

const ORIGIN: Point = Point { x: 0.0, y: 0.0 };

/// Draws the symbol of an event: filled if it throws, outlined if it catches.
pub(super) fn mark(svg: &mut Svg, mark: Mark, thrown: bool, line: &str, paper: &str) {
    let outline = Style::line(line, 1.4);
    let body = if thrown { Style::shape(line, line, 1.4) } else { outline };
    match mark {
        Mark::None => {}
        Mark::Message => {
            let frame = Bounds { x: -9.0, y: -6.0, width: 18.0, height: 12.0 };
            svg.rect(frame, 1.0, body);
            svg.path("M-9 -6 L0 1 L9 -6", if thrown { Style::line(paper, 1.4) } else { outline });
        }
        Mark::Timer => {
            svg.circle(ORIGIN, 10.5, outline);
            svg.path(
                "M0 -10.5V-8 M0 10.5V8 M-10.5 0H-8 M10.5 0H8 M5.25 -9.1L4.2 -7.3 M-5.25 9.1L-4.2 7.3 \
                 M9.1 -5.25L7.3 -4.2 M-9.1 5.25L-7.3 4.2 M-5.25 -9.1L-4.2 -7.3 M5.25 9.1L4.2 7.3 \
                 M-9.1 -5.25L-7.3 -4.2 M9.1 5.25L7.3 4.2",
                Style::line(line, 1.0),
            );
            svg.path("M1.5 -6.5L0 0L4.5 1.5", outline);
        }
        Mark::Signal => svg.path("M0 -9L9 6.5H-9Z", body),
        Mark::Error => svg.path("M-9 8L-4 -7.5L2.6 2L8.5 -8.5L4.2 8L-2.8 -1Z", body),
        Mark::Escalation => svg.path("M0 -9L7.5 8.5L0 1.5L-7.5 8.5Z", body),
        Mark::Conditional => {
            svg.rect(Bounds { x: -7.0, y: -9.0, width: 14.0, height: 18.0 }, 0.5, outline);
            svg.path("M-4.5 -5.5H4.5 M-4.5 -1.8H4.5 M-4.5 1.8H4.5 M-4.5 5.5H4.5", outline);
        }
        Mark::Link => svg.path("M-9 -3.5H2.5V-7.5L10 0L2.5 7.5V3.5H-9Z", body),
        Mark::Compensation => svg.path("M-0.5 -6.5V6.5L-9.5 0Z M8.5 -6.5V6.5L-0.5 0Z", body),
        Mark::Cancel => {
            svg.path("M-8 -5L-5 -8L0 -3L5 -8L8 -5L3 0L8 5L5 8L0 3L-5 8L-8 5L-3 0Z", body);
        }
        Mark::Terminate => svg.circle(ORIGIN, 10.0, Style::area(line)),
        Mark::Multiple => svg.path("M0 -9.5L9 -2.9L5.6 7.7H-5.6L-9 -2.9Z", body),
    }
}

/// Draws the symbol of a task, 16 pixels wide.
pub(super) fn task(svg: &mut Svg, icon: TaskIcon, line: &str, paper: &str) {
    let outline = Style::line(line, 1.2);
    let filled = Style::shape(paper, line, 1.2);
    match icon {
        TaskIcon::User => {
            svg.path("M-7.5 7.5C-7.5 2.6 -4.6 0.8 0 0.8S7.5 2.6 7.5 7.5Z", filled);
            svg.circle(Point { x: 0.0, y: -3.6 }, 3.7, filled);
        }
        TaskIcon::Service => {
            svg.path(&gear(7.8, 5.9, 8), filled);
            svg.circle(ORIGIN, 2.5, outline);
        }
        TaskIcon::Send => {
            svg.rect(Bounds { x: -8.0, y: -5.5, width: 16.0, height: 11.0 }, 1.0, Style::shape(line, line, 1.2));
            svg.path("M-8 -5.5L0 1L8 -5.5", Style::line(paper, 1.2));
        }
        TaskIcon::Receive => {
            svg.rect(Bounds { x: -8.0, y: -5.5, width: 16.0, height: 11.0 }, 1.0, filled);
            svg.path("M-8 -5.5L0 1L8 -5.5", outline);
        }
        TaskIcon::Script => {
            svg.path("M-3.5 -7.5H7C3 -4 3 -1.5 5.5 1.5S5.5 6 2.5 7.5H-7.5C-4 5 -4.2 3 -6.2 0S-7.5 -5.5 -3.5 -7.5Z", filled);
            svg.path("M-4.3 -4.3H2 M-4.8 -1.4H1.6 M-3.4 1.6H3.2 M-3 4.5H3.4", outline);
        }
        TaskIcon::BusinessRule => {
            svg.rect(Bounds { x: -8.0, y: -6.5, width: 16.0, height: 13.0 }, 1.0, filled);
            svg.rect(Bounds { x: -8.0, y: -6.5, width: 16.0, height: 4.0 }, 1.0, Style::shape(line, line, 1.2));
            svg.path("M-8 2H8 M-3 -2.5V6.5", outline);
        }
        TaskIcon::Manual => svg.path(
            "M-7.8 -1.2L-3.4 -5.6C-2.6 -6.3 -1.8 -6.2 0.6 -6.2C1.9 -6.2 1.9 -4.3 0.6 -4.2H-1.6 M0.8 -4.3H6.6C7.9 -4.2 7.9 \
             -2.2 6.6 -2.1H0.8 M6.8 -2.1C8.4 -2 8.4 0.2 6.8 0.3H1 M6.4 0.3C7.8 0.5 7.8 2.5 6.4 2.6H1 M5 2.6C6.2 2.8 6.2 4.7 \
             5 4.8H-2.6C-4.6 4.8 -5.6 4.4 -6.6 3.4L-7.8 2.4",
            outline,
        ),
    }
}

/// A gear wheel.
fn gear(outer: f64, inner: f64, teeth: usize) -> String {
    let mut data = String::new();
    let step = std::f64::consts::TAU / teeth as f64;
    for tooth in 0..teeth {
        let at = step * tooth as f64;
        let corners = [(inner, -0.30), (outer, -0.17), (outer, 0.17), (inner, 0.30)];
        for (radius, part) in corners {
            let (sin, cos) = (at + part * step).sin_cos();
            let command = if data.is_empty() { 'M' } else { 'L' };
            data.push_str(&format!("{command}{:.2} {:.2}", radius * cos, radius * sin));
        }
    }
    data.push('Z');
    data
}

/// Draws a marker of an activity, 14 pixels wide.
pub(super) fn marker(svg: &mut Svg, marker: Marker, line: &str, paper: &str) {
    let outline = Style::line(line, 1.4);
    match marker {
        Marker::Loop => {
            svg.path("M-2.6 5.2A6 6 0 1 1 2.6 5.2", outline);
            svg.path("M-6.8 5.6H-2.4V1.2", outline);
        }
        Marker::Parallel => svg.path("M-4.5 -6V6 M0 -6V6 M4.5 -6V6", Style::line(line, 2.2)),
        Marker::Sequential => svg.path("M-6 -4.5H6 M-6 0H6 M-6 4.5H6", Style::line(line, 2.2)),
        Marker::Compensation => svg.path("M-0.5 -5V5L-7 0Z M6 -5V5L-0.5 0Z", outline),
        Marker::Collapsed => {
            svg.rect(
                Bounds { x: -7.0, y: -7.0, width: 14.0, height: 14.0 },
                1.0,
                Style::shape(paper, line, 1.2),
            );
            svg.path("M0 -4V4 M-4 0H4", outline);
        }
        Marker::AdHoc => {
            svg.path("M-7 2C-5 -3.5 -2.5 -3.5 0 0S5 3.5 7 -2", Style::line(line, 2.2));
        }
    }
}
