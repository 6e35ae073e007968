//! Prose to outline: steps between arrows, in the words of the language.

mod alternatives;
mod arrows;
mod branches;
mod build;
mod clauses;
mod conditions;
mod context;
mod japanese;
mod questions;
mod readings;
mod repeats;
mod sentences;
mod subjects;
mod times;
mod unparted;

use super::ast::Outline;
use super::text::is_blank;
use super::{Alternative, Note, languages, limits, messages};
use build::Build;
use context::{Context, span};
use lang::Lang;
use model::{Diagnostic, Span};
use readings::Readings;
use std::collections::HashSet;
use std::ops::Range;

/// Reads prose. The outline is whole only if no diagnostic is an error.
pub fn parse(
    text: &str,
    lang: Lang,
    asked: &[Alternative],
    diagnostics: &mut Vec<Diagnostic>,
) -> (Outline, Vec<Note>) {
    let Some(segments) = segments(text, diagnostics) else { return (Outline::default(), Vec::new()) };
    let mut context = Context {
        text,
        words: languages::of(lang),
        protected: arrows::protected(text),
        known: HashSet::new(),
        readings: Readings::new(asked),
        diagnostics: Vec::new(),
    };
    let segments = context.sentences(segments);
    if segments.len() > limits::STEPS {
        let message = messages::TOO_MANY_STEPS.message().with("limit", limits::STEPS);
        diagnostics.push(Diagnostic::error(message));
        return (Outline::default(), Vec::new());
    }
    let mut starts = Vec::new();
    if let Some(first) = segments.first() {
        for way in context.alternatives(first) {
            starts.push(context.step_words(&way));
        }
    }
    let tree = context.tree(segments.get(1..).unwrap_or_default());
    let outline = Build::new(&mut context, lang).whole(&starts, &tree);
    diagnostics.append(&mut context.diagnostics);
    (outline, context.readings.finish())
}

/// The steps as ranges. Empty ones are left out with a warning; none at all is an error.
fn segments(text: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Vec<Range<usize>>> {
    let mut segments = arrows::split(text);
    let all = segments.len();
    let empty: Vec<Span> = segments.iter().filter(|range| range.is_empty()).map(span).collect();
    segments.retain(|range| !range.is_empty());
    if segments.is_empty() {
        diagnostics.push(Diagnostic::error(messages::EMPTY.message()).spanning(Span::new(0..text.len())));
        return None;
    }
    if all > limits::STEPS {
        let message = messages::TOO_MANY_STEPS.message().with("limit", limits::STEPS);
        diagnostics.push(Diagnostic::error(message));
        return None;
    }
    for place in empty {
        diagnostics.push(Diagnostic::warning(messages::EMPTY_STEP.message()).spanning(beside(text, place)));
    }
    let long = |range: &&Range<usize>| text[(*range).clone()].chars().count() > limits::NAME_CHARS;
    if let Some(range) = segments.iter().find(long) {
        let message = messages::TEXT_TOO_LONG.message().with("limit", limits::NAME_CHARS);
        diagnostics.push(Diagnostic::error(message).spanning(span(range)));
        return None;
    }
    Some(segments)
}

/// The arrow beside an empty place.
fn beside(text: &str, place: Span) -> Span {
    let at = place.range().start.min(text.len());
    let before = text[..at].trim_end_matches(is_blank);
    let arrow = before.chars().next_back().map_or(0, char::len_utf8);
    if arrow > 0 {
        Span::new(before.len() - arrow..before.len())
    } else {
        Span::new(at..(at + 1).min(text.len()))
    }
}
