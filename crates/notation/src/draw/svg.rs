//! Writes SVG: escaped, numbers short, elements closed.

use crate::diagram::{Bounds, Point};
use std::fmt::Write;

/// The families in which names are set; the first three are those that they are measured with.
const FAMILIES: &str = "'Noto Sans','Noto Sans Thai','Noto Sans JP',Arial,Helvetica,sans-serif";

/// An SVG file being written.
pub(super) struct Svg {
    out: String,
    view: Bounds,
}

/// How a line is drawn and an area filled. `None` leaves it out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style<'a> {
    pub fill: Option<&'a str>,
    pub stroke: Option<&'a str>,
    pub width: f64,
    pub dash: Option<&'a str>,
}

impl<'a> Style<'a> {
    /// An area with an edge.
    pub fn shape(fill: &'a str, stroke: &'a str, width: f64) -> Self {
        Self { fill: Some(fill), stroke: Some(stroke), width, dash: None }
    }

    /// A line.
    pub fn line(stroke: &'a str, width: f64) -> Self {
        Self { fill: None, stroke: Some(stroke), width, dash: None }
    }

    /// An area without edge.
    pub fn area(fill: &'a str) -> Self {
        Self { fill: Some(fill), stroke: None, width: 0.0, dash: None }
    }

    /// The same, dashed.
    pub fn dashed(self, dash: &'a str) -> Self {
        Self { dash: Some(dash), ..self }
    }
}

impl Svg {
    /// Starts a file that shows `view`.
    pub fn new(view: Bounds, scale: f64) -> Self {
        let scale = if scale.is_finite() && scale > 0.0 { scale } else { 1.0 };
        let mut out = String::with_capacity(16 * 1024);
        let _ = writeln!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" viewBox=\"{} {} {} {}\" \
             font-family=\"{FAMILIES}\" stroke-linejoin=\"round\" stroke-linecap=\"round\">",
            number(view.width * scale),
            number(view.height * scale),
            number(view.x),
            number(view.y),
            number(view.width),
            number(view.height),
        );
        Self { out, view }
    }

    /// Fills everything.
    pub fn background(&mut self, fill: &str) {
        self.rect(self.view, 0.0, Style::area(fill));
    }

    /// Starts the drawing of an element.
    pub fn open(&mut self, element: &str, kind: &str) {
        let _ = write!(self.out, "<g class=\"{kind}\" data-element=\"{}\">", escape(element));
    }

    /// Starts a part that is drawn around the origin, moved and enlarged.
    pub fn open_at(&mut self, at: Point, scale: f64) {
        let _ = write!(self.out, "<g transform=\"translate({} {})", number(at.x), number(at.y));
        if scale != 1.0 {
            let _ = write!(self.out, " scale({})", number(scale));
        }
        self.out.push_str("\">");
    }

    /// Starts a part that is drawn around the origin to the right, moved and turned by an angle in degrees.
    pub fn open_turned(&mut self, at: Point, angle: f64) {
        let _ = write!(
            self.out,
            "<g transform=\"translate({} {}) rotate({})\">",
            number(at.x),
            number(at.y),
            number(angle)
        );
    }

    /// Starts a part that shines through.
    pub fn faint(&mut self) {
        self.out.push_str("<g opacity=\"0.3\">");
    }

    /// Ends an element or part.
    pub fn close(&mut self) {
        self.out.push_str("</g>\n");
    }

    /// A rectangle with rounded corners.
    pub fn rect(&mut self, bounds: Bounds, radius: f64, style: Style) {
        let _ = write!(
            self.out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
            number(bounds.x),
            number(bounds.y),
            number(bounds.width),
            number(bounds.height),
        );
        if radius > 0.0 {
            let _ = write!(self.out, " rx=\"{}\"", number(radius));
        }
        self.style(style);
    }

    /// A circle.
    pub fn circle(&mut self, at: Point, radius: f64, style: Style) {
        let _ = write!(
            self.out,
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"",
            number(at.x),
            number(at.y),
            number(radius)
        );
        self.style(style);
    }

    /// A path; `data` as in its `d` attribute.
    pub fn path(&mut self, data: &str, style: Style) {
        let _ = write!(self.out, "<path d=\"{data}\"");
        self.style(style);
    }

    fn style(&mut self, style: Style) {
        let _ = write!(self.out, " fill=\"{}\"", escape(style.fill.unwrap_or("none")));
        if let Some(stroke) = style.stroke {
            let _ =
                write!(self.out, " stroke=\"{}\" stroke-width=\"{}\"", escape(stroke), number(style.width));
        }
        if let Some(dash) = style.dash {
            let _ = write!(self.out, " stroke-dasharray=\"{dash}\"");
        }
        self.out.push_str("/>");
    }

    /// A text in lines, each with the place of its anchor; turned to the left around a point if one is given.
    pub fn text(
        &mut self,
        size: f64,
        fill: &str,
        anchor: &str,
        turned: Option<Point>,
        lines: &[(Point, &str)],
    ) {
        let _ = write!(
            self.out,
            "<text font-size=\"{}\" fill=\"{}\" text-anchor=\"{anchor}\"",
            number(size),
            escape(fill)
        );
        if let Some(at) = turned {
            let _ = write!(self.out, " transform=\"rotate(-90 {} {})\"", number(at.x), number(at.y));
        }
        self.out.push('>');
        for (at, line) in lines {
            let _ = write!(
                self.out,
                "<tspan x=\"{}\" y=\"{}\">{}</tspan>",
                number(at.x),
                number(at.y),
                escape(line)
            );
        }
        self.out.push_str("</text>");
    }

    /// The finished file.
    pub fn finish(mut self) -> String {
        self.out.push_str("</svg>\n");
        self.out
    }
}

/// At most two decimals.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Text as it may stand in XML: markup escaped, characters that XML doesn't know left out.
fn escape(text: &str) -> String {
    let known = |c: &char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(known) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
    out
}
