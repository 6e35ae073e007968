//! Draws events.

use super::icons::{self, Mark};
use super::svg::Style;
use super::{Painter, Svg};
use crate::diagram::{Bounds, Point, Shape};
use model::bpmn::{Kind, Node, Throw, Trigger};

/// How the line of an event is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ring {
    Thin,
    Double,
    Thick,
}

struct Look {
    ring: Ring,
    dashed: bool,
    mark: Mark,
    thrown: bool,
}

impl Painter<'_> {
    /// Draws an event with the symbol of what it waits for or throws.
    pub(super) fn event(&self, svg: &mut Svg, node: &Node, shape: &Shape) {
        let look = look(node);
        let usual = match look.ring {
            Ring::Thin => self.palette.start,
            Ring::Double => self.palette.event,
            Ring::Thick => self.palette.end,
        };
        let (fill, line) = self.colours(shape, usual);
        let at = centre(&shape.bounds);
        let radius = shape.bounds.width.min(shape.bounds.height) / 2.0;
        let dash = |style: Style<'static>| if look.dashed { style.dashed("5 3.5") } else { style };
        let width = if look.ring == Ring::Thick { 3.4 } else { 1.6 };
        let ring = Style { fill: Some(&fill), stroke: Some(&line), ..dash(Style::line("", width)) };
        svg.circle(at, radius - width / 2.0 + 0.8, ring);
        if look.ring == Ring::Double {
            svg.circle(at, radius - 3.5, Style { stroke: Some(&line), ..dash(Style::line("", 1.4)) });
        }
        svg.open_at(at, radius / 18.0 * if look.ring == Ring::Double { 0.86 } else { 0.95 });
        icons::mark(svg, look.mark, look.thrown, &line, &fill);
        svg.close();
    }
}

pub(super) fn centre(bounds: &Bounds) -> Point {
    Point { x: bounds.x + bounds.width / 2.0, y: bounds.y + bounds.height / 2.0 }
}

fn look(node: &Node) -> Look {
    let caught =
        |ring, dashed, trigger: &Trigger| Look { ring, dashed, mark: of_trigger(trigger), thrown: false };
    let thrown = |ring, throw: &Throw| Look { ring, dashed: false, mark: of_throw(throw), thrown: true };
    match &node.kind {
        Kind::Start(start) => caught(Ring::Thin, !start.interrupting, &start.trigger),
        Kind::Catch(trigger) => caught(Ring::Double, false, trigger),
        Kind::Boundary(event) => caught(Ring::Double, !event.interrupting, &event.trigger),
        Kind::Throw(throw) => thrown(Ring::Double, throw),
        Kind::End(throw) => thrown(Ring::Thick, throw),
        _ => Look { ring: Ring::Double, dashed: false, mark: Mark::None, thrown: false },
    }
}

fn of_trigger(trigger: &Trigger) -> Mark {
    match trigger {
        Trigger::None => Mark::None,
        Trigger::Message(_) => Mark::Message,
        Trigger::Timer(_) => Mark::Timer,
        Trigger::Signal(_) => Mark::Signal,
        Trigger::Error(_) => Mark::Error,
        Trigger::Escalation(_) => Mark::Escalation,
        Trigger::Conditional(_) => Mark::Conditional,
        Trigger::Link(_) => Mark::Link,
        Trigger::Compensation => Mark::Compensation,
        Trigger::Cancel => Mark::Cancel,
        Trigger::Unsupported(_) => Mark::Multiple,
    }
}

fn of_throw(throw: &Throw) -> Mark {
    match throw {
        Throw::None => Mark::None,
        Throw::Message(_) => Mark::Message,
        Throw::Signal(_) => Mark::Signal,
        Throw::Error(_) => Mark::Error,
        Throw::Escalation(_) => Mark::Escalation,
        Throw::Link(_) => Mark::Link,
        Throw::Terminate => Mark::Terminate,
        Throw::Compensation(_) => Mark::Compensation,
        Throw::Cancel => Mark::Cancel,
        Throw::Unsupported(_) => Mark::Multiple,
    }
}
