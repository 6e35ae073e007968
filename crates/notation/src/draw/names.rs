//! Sets names: inside of shapes, beside them, along bars.

use super::event::centre;
use super::{Painter, Svg};
use crate::diagram::{Bounds, Edge, Point, Shape};
use crate::layout::size::{LABEL_FONT, MARKERS, NAME_FONT, TASK_PADDING};
use crate::text::{self, Lines};

/// Names in small shapes of foreign models are set smaller, down to this.
const SMALLEST_FONT: f64 = 9.0;
/// The narrowest that a label outside is set.
const LABEL_WIDTH: f64 = 90.0;
const LABEL_LINES: usize = 30;

impl Painter<'_> {
    /// A name in the middle of a shape, above its markers.
    pub(super) fn name_inside(&self, svg: &mut Svg, name: &str, bounds: &Bounds, markers: bool, icon: bool) {
        let bottom = if markers { MARKERS - 2.0 } else { 0.0 };
        let room = bounds.height - bottom - 4.0;
        let (lines, font) = fitting(name, bounds.width - 2.0 * TASK_PADDING, room);
        // Few lines stay in the middle of the shape; more make use of the room above the markers, below the icon.
        let spare = bounds.height - lines.height;
        let top =
            if spare / 2.0 >= bottom { spare / 2.0 } else { (room - lines.height).max(0.0) / 2.0 + 2.0 };
        let top = if icon && lines.lines.len() > 1 { top.max((22.0_f64).min(spare - bottom)) } else { top };
        self.lines(svg, &lines, font, self.palette.text, bounds.x + bounds.width / 2.0, bounds.y + top);
    }

    /// A name at the top of a sub-process.
    pub(super) fn title(&self, svg: &mut Svg, name: &str, bounds: &Bounds) {
        let lines = text::wrap(name, bounds.width - 2.0 * TASK_PADDING, NAME_FONT, 1);
        self.lines(svg, &lines, NAME_FONT, self.palette.text, bounds.x + bounds.width / 2.0, bounds.y + 6.0);
    }

    /// A name along the bar of a pool or lane, read from below.
    pub(super) fn name_turned(&self, svg: &mut Svg, name: &str, bounds: &Bounds) {
        let (lines, font) = fitting(name, bounds.height - 2.0 * TASK_PADDING, bounds.width + 6.0);
        let at = centre(bounds);
        let first = at.y - lines.height / 2.0;
        let set: Vec<_> = baselines(&lines, font, at.x, first);
        svg.text(font, self.palette.text, "middle", Some(at), &set);
    }

    /// The text of an annotation.
    pub(super) fn note_text(&self, svg: &mut Svg, note: &str, bounds: &Bounds) {
        let (lines, font) = fitting(note, bounds.width, bounds.height + 6.0);
        svg.text(font, self.palette.label, "start", None, &baselines(&lines, font, bounds.x, bounds.y));
    }

    /// The label of a shape: where the diagram says, or else below.
    pub(super) fn label(&self, svg: &mut Svg, name: Option<&str>, shape: &Shape) {
        let below = || {
            let width = LABEL_WIDTH.max(shape.bounds.width);
            let x = shape.bounds.x + (shape.bounds.width - width) / 2.0;
            Bounds { x, y: shape.bounds.y + shape.bounds.height + 4.0, width, height: 0.0 }
        };
        self.label_at(svg, name, &shape.label.unwrap_or_else(below));
    }

    /// The label of a flow: where the diagram says, or else above its middle.
    pub(super) fn edge_label(&self, svg: &mut Svg, name: Option<&str>, edge: &Edge) {
        let above = || {
            let middle = half_way(&edge.waypoints);
            Bounds {
                x: middle.x - LABEL_WIDTH / 2.0,
                y: middle.y - text::leading(LABEL_FONT) - 2.0,
                width: LABEL_WIDTH,
                height: 0.0,
            }
        };
        self.label_at(svg, name, &edge.label.unwrap_or_else(above));
    }

    fn label_at(&self, svg: &mut Svg, name: Option<&str>, bounds: &Bounds) {
        let name = name.unwrap_or_default();
        let mut lines = text::wrap(name, bounds.width, LABEL_FONT, LABEL_LINES);
        if lines.height > bounds.height + 1.0 {
            // A label measured in another font.
            lines = text::wrap(name, (bounds.width * 1.2).max(LABEL_WIDTH), LABEL_FONT, LABEL_LINES);
        }
        self.lines(svg, &lines, LABEL_FONT, self.palette.label, bounds.x + bounds.width / 2.0, bounds.y);
    }

    fn lines(&self, svg: &mut Svg, lines: &Lines, font: f64, fill: &str, middle: f64, top: f64) {
        if !lines.lines.is_empty() {
            svg.text(font, fill, "middle", None, &baselines(lines, font, middle, top));
        }
    }
}

/// The largest font in which a name fits, and its lines.
fn fitting(name: &str, width: f64, height: f64) -> (Lines, f64) {
    let mut font = NAME_FONT;
    loop {
        let room = (height / text::leading(font)).floor().max(1.0) as usize;
        let lines = text::wrap(name, width, font, LABEL_LINES);
        if lines.lines.len() <= room || font <= SMALLEST_FONT {
            return (text::wrap(name, width, font, room), font);
        }
        font -= 1.0;
    }
}

/// Where each line stands.
fn baselines(lines: &Lines, font: f64, x: f64, top: f64) -> Vec<(Point, &str)> {
    let leading = text::leading(font);
    let first = top + leading / 2.0 + font * 0.36;
    let at = |line: usize| Point { x, y: first + leading * line as f64 };
    lines.lines.iter().enumerate().map(|(position, line)| (at(position), line.as_str())).collect()
}

/// The point in the middle of a flow.
fn half_way(points: &[Point]) -> Point {
    let length = |pair: &[Point]| (pair[1].x - pair[0].x).hypot(pair[1].y - pair[0].y);
    let mut left = points.windows(2).map(length).sum::<f64>() / 2.0;
    for pair in points.windows(2) {
        let long = length(pair);
        if left <= long && long > 0.0 {
            let part = left / long;
            return Point {
                x: pair[0].x + (pair[1].x - pair[0].x) * part,
                y: pair[0].y + (pair[1].y - pair[0].y) * part,
            };
        }
        left -= long;
    }
    points.first().copied().unwrap_or_default()
}
