//! Draws shapes: pools, lanes, gateways, annotations, data; events and activities have files of their own.

use super::elements::{self, Element};
use super::event::centre;
use super::svg::{Style, number};
use super::{Painter, Svg, activity};
use crate::diagram::{Bounds, Point, Shape};
use crate::layout::size::BAR;
use model::bpmn::{DataItem, DataKind, Gateway, Kind, Node};
use std::borrow::Cow;

impl Painter<'_> {
    /// Whether a shape lies below the flows.
    pub(super) fn is_area(&self, shape: &Shape) -> bool {
        match self.elements.get(&shape.element) {
            Some(Element::Pool(_) | Element::Lane(..) | Element::Group(_)) => true,
            Some(Element::Node(node)) => elements::is_sub_process(node) && shape.expanded != Some(false),
            _ => false,
        }
    }

    /// Draws a shape; nothing if the model doesn't know the element.
    pub(super) fn shape(&self, svg: &mut Svg, shape: &Shape) {
        let Some(element) = self.elements.get(&shape.element) else { return };
        svg.open(&shape.element, kind(element));
        match element {
            Element::Pool(pool) => self.pool(svg, pool.name.as_deref(), pool.process.is_none(), shape),
            Element::Lane(lane, position) => self.lane(svg, &lane.name, position, shape),
            Element::Node(node) => self.node(svg, node, shape),
            Element::Annotation(note) => self.annotation(svg, &note.text, shape),
            Element::Group(group) => self.group(svg, &group.text, shape),
            Element::Data(data) => self.data(svg, data, shape),
            Element::Flow(_) | Element::Message(_) | Element::Association { .. } | Element::DataFlow => {}
        }
        svg.close();
    }

    fn node(&self, svg: &mut Svg, node: &Node, shape: &Shape) {
        if self.options.active.contains(&node.id) {
            self.glow(svg, node, shape);
        }
        match (&node.kind, activity::of(node)) {
            (_, Some(activity)) => self.activity(svg, node, activity, shape),
            (Kind::Gateway(gateway), _) => self.gateway(svg, gateway, shape),
            (Kind::Unsupported(_), _) => {
                let (fill, line) = self.colours(shape, (self.palette.fill, self.palette.note));
                svg.rect(shape.bounds, 10.0, Style::shape(&fill, &line, 1.4).dashed("6 4"));
                self.name_inside(svg, node.name.as_deref().unwrap_or_default(), &shape.bounds, false, false);
            }
            _ => self.event(svg, node, shape),
        }
        if activity::of(node).is_none() && !matches!(node.kind, Kind::Unsupported(_)) {
            self.label(svg, node.name.as_deref(), shape);
        }
        if self.options.active.contains(&node.id) {
            self.pin(svg, shape);
        }
    }

    /// Area and line of a shape: the heat or state of its element before its own colours, these before the usual.
    pub(super) fn colours<'s>(
        &self,
        shape: &'s Shape,
        usual: (&'s str, &'s str),
    ) -> (Cow<'s, str>, Cow<'s, str>) {
        let own = |own: &'s Option<String>, usual: &'s str| Cow::Borrowed(own.as_deref().unwrap_or(usual));
        let (mut fill, mut line) = (own(&shape.colours.fill, usual.0), own(&shape.colours.stroke, usual.1));
        let id = &shape.element;
        let state = if self.options.active.contains(id) {
            Some(self.palette.active)
        } else if self.options.completed.contains(id) {
            Some(self.palette.completed)
        } else {
            None
        };
        if let Some((state_fill, state_line)) = state {
            (fill, line) = (Cow::Borrowed(state_fill), Cow::Borrowed(state_line));
        }
        if let Some(heat) = self.options.heat.get(id) {
            fill = Cow::Owned(self.palette.hot(*heat));
        }
        (fill, line)
    }

    /// A light around the shape where the case is.
    fn glow(&self, svg: &mut Svg, node: &Node, shape: &Shape) {
        let ring = Style::line(self.palette.active.1, 6.0);
        let around = |by: f64| Bounds {
            x: shape.bounds.x - by,
            y: shape.bounds.y - by,
            width: shape.bounds.width + 2.0 * by,
            height: shape.bounds.height + 2.0 * by,
        };
        svg.faint();
        match node.kind {
            Kind::Activity(_) | Kind::Unsupported(_) => svg.rect(around(4.0), 14.0, ring),
            Kind::Gateway(_) => svg.path(&diamond(&around(6.0)), ring),
            _ => svg.circle(centre(&shape.bounds), shape.bounds.width / 2.0 + 4.0, ring),
        }
        svg.close();
    }

    /// 'You are here'.
    fn pin(&self, svg: &mut Svg, shape: &Shape) {
        let corner = if shape.bounds.width > 60.0 { 4.0 } else { 2.0 };
        let at = Point { x: shape.bounds.x + shape.bounds.width - corner, y: shape.bounds.y + corner };
        svg.open_at(at, 1.0);
        svg.path(
            "M0 0C-2.2 -4.6 -7.5 -8.4 -7.5 -14A7.5 7.5 0 0 1 7.5 -14C7.5 -8.4 2.2 -4.6 0 0Z",
            Style::shape(self.palette.active.1, self.palette.paper, 1.4),
        );
        svg.circle(Point { x: 0.0, y: -14.0 }, 2.8, Style::area(self.palette.paper));
        svg.close();
    }

    fn pool(&self, svg: &mut Svg, name: Option<&str>, closed: bool, shape: &Shape) {
        let (fill, line) = self.colours(shape, (self.palette.paper, self.palette.frame));
        let name = name.unwrap_or_default();
        if closed {
            let fill = shape.colours.fill.as_deref().unwrap_or(self.palette.pool);
            svg.rect(shape.bounds, 4.0, Style::shape(fill, &line, 1.2));
            self.name_inside(svg, name, &shape.bounds, false, false);
            return;
        }
        svg.rect(shape.bounds, 4.0, Style::shape(&fill, &line, 1.2));
        self.bar(svg, name, shape, self.palette.pool, &line);
    }

    fn lane(&self, svg: &mut Svg, name: &str, position: usize, shape: &Shape) {
        let tints = &self.palette.lanes;
        let (area, bar) = tints[position % tints.len()];
        let (fill, line) = self.colours(shape, (area, self.palette.frame));
        svg.rect(shape.bounds, 0.0, Style::shape(&fill, &line, 1.0));
        self.bar(svg, name, shape, bar, &line);
    }

    /// The bar with the name: at the left, or above if the lane runs down.
    fn bar(&self, svg: &mut Svg, name: &str, shape: &Shape, fill: &str, line: &str) {
        let upright = shape.horizontal == Some(false);
        let bounds = if upright {
            Bounds { height: BAR.min(shape.bounds.height), ..shape.bounds }
        } else {
            Bounds { width: BAR.min(shape.bounds.width), ..shape.bounds }
        };
        let fill = shape.colours.fill.as_deref().unwrap_or(fill);
        svg.rect(bounds, 0.0, Style::shape(fill, line, 1.0));
        if upright {
            self.name_inside(svg, name, &bounds, false, false);
        } else {
            self.name_turned(svg, name, &bounds);
        }
    }

    fn gateway(&self, svg: &mut Svg, gateway: &Gateway, shape: &Shape) {
        let (fill, line) = self.colours(shape, self.palette.gateway);
        svg.path(&diamond(&shape.bounds), Style::shape(&fill, &line, 1.6));
        svg.open_at(centre(&shape.bounds), shape.bounds.width / 50.0);
        let bold = Style::line(&line, 3.2);
        let thin = Style::line(&line, 1.3);
        let origin = Point::default();
        match gateway {
            Gateway::Exclusive(_) if shape.marker_visible == Some(false) => {}
            Gateway::Exclusive(_) => svg.path("M-6.5 -6.5L6.5 6.5M6.5 -6.5L-6.5 6.5", bold),
            Gateway::Parallel => svg.path("M0 -10V10M-10 0H10", bold),
            Gateway::Inclusive(_) => svg.circle(origin, 9.5, Style::line(&line, 2.6)),
            Gateway::Complex { .. } => {
                svg.path("M0 -10V10M-10 0H10M-7 -7L7 7M7 -7L-7 7", Style::line(&line, 2.6))
            }
            Gateway::EventBased { instantiate } => {
                svg.circle(origin, 12.0, thin);
                if !instantiate {
                    svg.circle(origin, 9.6, thin);
                }
                svg.path("M0 -6L5.7 -1.9L3.5 4.9H-3.5L-5.7 -1.9Z", thin);
            }
        }
        svg.close();
    }

    fn annotation(&self, svg: &mut Svg, text: &str, shape: &Shape) {
        let Bounds { x, y, width, height } = shape.bounds;
        let line = shape.colours.stroke.as_deref().unwrap_or(self.palette.note);
        if let Some(fill) = &shape.colours.fill {
            svg.rect(shape.bounds, 0.0, Style::area(fill));
        }
        let data = format!(
            "M{} {}H{}V{}H{}",
            number(x + 10.0),
            number(y),
            number(x),
            number(y + height),
            number(x + 10.0)
        );
        svg.path(&data, Style::line(line, 1.4));
        let inside = Bounds { x: x + 6.0, y: y + 5.0, width: width - 6.0, height: height - 5.0 };
        self.note_text(svg, text, &inside);
    }

    fn group(&self, svg: &mut Svg, text: &str, shape: &Shape) {
        let line = shape.colours.stroke.as_deref().unwrap_or(self.palette.note);
        svg.rect(shape.bounds, 10.0, Style::line(line, 1.4).dashed("10 5 1 5"));
        self.title(svg, text, &Bounds { y: shape.bounds.y - 26.0, ..shape.bounds });
    }

    fn data(&self, svg: &mut Svg, data: &DataItem, shape: &Shape) {
        let Bounds { x, y, width, height } = shape.bounds;
        let (fill, line) = self.colours(shape, (self.palette.fill, self.palette.line));
        let style = Style::shape(&fill, &line, 1.4);
        svg.open_at(Point { x, y }, 1.0);
        if data.kind == DataKind::Store {
            let (right, bottom, arc) = (number(width), number(height - height * 0.12), number(height * 0.12));
            let half = number(width / 2.0);
            let ellipse = |y: &str, sweep: u8| format!("M0 {y}A{half} {arc} 0 0 {sweep} {right} {y}");
            svg.path(
                &format!(
                    "M0 {arc}V{bottom}A{half} {arc} 0 0 0 {right} {bottom}V{arc}A{half} {arc} 0 0 0 0 {arc}Z"
                ),
                style,
            );
            for at in [height * 0.12, height * 0.2, height * 0.28] {
                svg.path(&ellipse(&number(at), 0), Style::line(&line, 1.2));
            }
        } else {
            let fold = (width * 0.3).min(12.0);
            let (w, h, cut, fold) = (number(width), number(height), number(width - fold), number(fold));
            svg.path(&format!("M0 0H{cut}L{w} {fold}V{h}H0Z"), style);
            svg.path(&format!("M{cut} 0V{fold}H{w}"), Style::line(&line, 1.4));
            let arrow = "M4 9.5H10V6L16 11.5L10 17V13.5H4Z";
            match data.kind {
                DataKind::Input => svg.path(arrow, Style::line(&line, 1.2)),
                DataKind::Output => svg.path(arrow, Style::area(&line)),
                DataKind::Object | DataKind::Store => {}
            }
        }
        if data.collection {
            let (middle, low, high) = (width / 2.0, number(height - 4.0), number(height - 12.0));
            let bars = [-4.0, 0.0, 4.0].map(|dx| format!("M{} {high}V{low}", number(middle + dx)));
            svg.path(&bars.concat(), Style::line(&line, 1.8));
        }
        svg.close();
        self.label(svg, data.name.as_deref(), shape);
    }
}

fn diamond(bounds: &Bounds) -> String {
    let middle = centre(bounds);
    format!(
        "M{} {}L{} {}L{} {}L{} {}Z",
        number(middle.x),
        number(bounds.y),
        number(bounds.x + bounds.width),
        number(middle.y),
        number(middle.x),
        number(bounds.y + bounds.height),
        number(bounds.x),
        number(middle.y),
    )
}

/// The class under which an element can be found in the picture.
fn kind(element: Element) -> &'static str {
    match element {
        Element::Pool(_) => "pool",
        Element::Lane(..) => "lane",
        Element::Annotation(_) => "annotation",
        Element::Group(_) => "group",
        Element::Data(_) => "data",
        Element::Node(Node { kind, .. }) => match kind {
            Kind::Activity(_) | Kind::Unsupported(_) => "activity",
            Kind::Gateway(_) => "gateway",
            _ => "event",
        },
        Element::Flow(_) | Element::Message(_) | Element::Association { .. } | Element::DataFlow => "flow",
    }
}
