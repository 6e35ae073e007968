//! BPMN process types, validation with positions, and the executable graph.
//!
//! Three layers, each made from the one before:
//! - [`bpmn`]: what a model *says*, element by element, as BPMN 2.0 names it (read from XML, made from an outline);
//! - [`check`]: what is wrong with it, or suspicious, in words for a person;
//! - [`graph`]: what the engine *runs*: flat tables with everything looked up and every expression parsed.
//!
//! Pure: no IO, no clock, no randomness.

pub mod bpmn;
pub mod check;
pub mod diagnostic;
pub mod graph;
pub mod limits;
mod messages;
pub mod timer;

/// What parts of a model are called inside other messages.
pub use messages::places as words;

pub use diagnostic::{Diagnostic, Position, Severity, Span};

/// The text in five languages behind the code of a timer's fault or of a word for a part of a model.
pub fn text(code: &str) -> Option<&'static lang::Text> {
    timer::TEXTS.iter().chain(words::ALL).copied().find(|text| text.code == code)
}
