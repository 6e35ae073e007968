//! Arrow text ↔ model: prose as people write it, and the canonical form in which everything can be said.
//!
//! The grammar of the canonical form is in `docs/guide/outline.md`. Prose is read in five languages; every reading
//! that is not certain is a [`Note`] with the other reading.

mod align;
pub mod ast;
mod canonical;
mod duration;
mod from_model;
mod goto;
mod ids;
pub mod languages;
pub mod limits;
pub mod messages;
mod normal;
mod places;
mod prose;
mod text;
mod to_model;
mod walk;

#[cfg(test)]
mod tests;

pub use ast::Outline;
pub use places::Places;

use crate::bpmn::Document;
use lang::Lang;
use model::bpmn::Definitions;
use model::{Diagnostic, Severity, Span};

/// What a text says.
#[derive(Debug, Clone)]
pub struct Parsed {
    /// The outline; `None` if there is an error.
    pub outline: Option<Outline>,
    /// Errors and warnings.
    pub diagnostics: Vec<Diagnostic>,
    /// Readings that are not certain.
    pub notes: Vec<Note>,
    /// The language of the text: the one given, else the one it was found to be in.
    pub lang: Lang,
}

/// A reading that is not certain.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// What was read, where, and how else it could be read.
    pub diagnostic: Diagnostic,
    /// The other reading; `None` if the note only points to something.
    pub alternative: Option<Alternative>,
}

/// The other reading of a place. It holds for the text that it was found in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Alternative {
    /// What was guessed.
    pub guess: Guess,
    /// Where.
    pub span: Span,
}

impl Alternative {
    /// The whole text read with this reading instead, as [`parse_with`] does.
    pub fn apply(self, text: &str, lang: Option<Lang>) -> Parsed {
        parse_with(text, lang, &[self])
    }
}

/// What prose leaves open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Guess {
    /// Whether an *or* parts steps.
    Or,
    /// Whether the step after an *or* is the other way at an earlier step.
    Earlier,
    /// Whether alternatives meet again.
    Meet,
    /// Whether a step may be skipped.
    Optional,
    /// Whether a step has a condition.
    Condition,
    /// Whether a step is done only if a condition before it is not true.
    Otherwise,
    /// Whether an *or* behind a condition stands before what is done if it is not true.
    Else,
    /// Whether words are the answers to a question before them.
    Answers,
    /// Whether a step is done again and again while something is waited for.
    Repeat,
    /// Whether a full stop ends a step.
    Sentence,
    /// Whether a step has a time limit.
    Within,
    /// Whether a step has several outcomes.
    Outcomes,
    /// Whether a step is a wait.
    Wait,
    /// Whether a last step is the result.
    End,
    /// Whether it is the team that approves, or the customer.
    Verdict,
    /// Whether an answer is the customer's, or given by who did the step before.
    Answer,
    /// Whether the beginning of a step says who does it.
    Team,
}

/// Reads a text, prose or canonical. The language of prose is detected if `lang` does not say it.
pub fn parse(text: &str, lang: Option<Lang>) -> Parsed {
    parse_with(text, lang, &[])
}

/// Reads a text; where `readings` ask for it, the other reading is taken.
pub fn parse_with(text: &str, lang: Option<Lang>, readings: &[Alternative]) -> Parsed {
    let mut diagnostics = Vec::new();
    if text.len() > limits::TEXT_BYTES {
        let message = messages::TOO_LONG.message().with("limit", limits::TEXT_BYTES);
        diagnostics.push(Diagnostic::error(message));
        return Parsed { outline: None, diagnostics, notes: Vec::new(), lang: lang.unwrap_or_default() };
    }
    let (mut outline, notes, lang) = if canonical::lines::is_canonical(text) {
        let outline = canonical::parse::parse(text, &mut diagnostics);
        let said = outline.lang.as_deref().and_then(Lang::from_code);
        let lang = lang.or(said).unwrap_or_else(|| languages::detect(text));
        (outline, Vec::new(), lang)
    } else {
        let lang = lang.unwrap_or_else(|| languages::detect(text));
        let (outline, notes) = prose::parse(text, lang, readings, &mut diagnostics);
        (outline, notes, lang)
    };
    outline.place.span = Some(first_line(text));
    let is_error = |diagnostic: &Diagnostic| diagnostic.severity == Severity::Error;
    let failed = diagnostics.iter().any(is_error);
    list(&mut diagnostics);
    Parsed { outline: (!failed).then_some(outline), diagnostics, notes, lang }
}

/// The first line that is not blank.
fn first_line(text: &str) -> Span {
    let start = text.len() - text.trim_start().len();
    let line = text[start..].lines().next().unwrap_or_default();
    Span::new(start..start + line.trim_end().len())
}

/// Leaves as many problems as are listed; errors come first, and the last one says how many more there were.
fn list(diagnostics: &mut Vec<Diagnostic>) {
    if diagnostics.len() <= limits::DIAGNOSTICS {
        return;
    }
    let is_error = |diagnostic: &Diagnostic| diagnostic.severity == Severity::Error;
    diagnostics.sort_by_key(|diagnostic| !is_error(diagnostic));
    let rest = diagnostics.split_off(limits::DIAGNOSTICS - 1);
    let message = messages::AND_MORE.message().with("count", rest.len());
    let wrong = rest.iter().any(is_error);
    diagnostics.push(if wrong { Diagnostic::error(message) } else { Diagnostic::warning(message) });
}

/// The canonical text. `parse` gives the same outline again.
pub fn format(outline: &Outline) -> String {
    canonical::format::format(outline)
}

/// The model of an outline without kept parts.
///
/// # Errors
/// See [`to_definitions_on`].
pub fn to_definitions(outline: &Outline) -> Result<Definitions, Vec<Diagnostic>> {
    to_model::definitions(outline, None, &[])
}

/// The model of an outline that was made from, or is to replace, a process of `base`: kept parts and ids come from
/// there.
///
/// # Errors
/// A kept part that `base` does not have, a `go to` without target, too many steps.
pub fn to_definitions_on(outline: &Outline, base: &Definitions) -> Result<Definitions, Vec<Diagnostic>> {
    to_model::definitions(outline, Some(base), &[])
}

/// Where in its text stands what is in the model of an outline, made without a base. Nothing of an outline that has no
/// model.
pub fn places(outline: &Outline) -> Places {
    to_model::placed(outline, None, &[]).map(|(_, places)| places).unwrap_or_default()
}

/// The outline as a BPMN document.
///
/// With a `base`, from which the outline was made or which it is to replace, the document is the base with what the
/// outline says anew: steps that it still has keep their ids, whatever the outline has no words for (kept parts,
/// extensions of other vendors, data, the collaboration, comments) stays, and so does the drawing, in which only what
/// is new is given a place. An outline that says what the base says gives the base. Without a base the document has
/// no drawing.
///
/// # Errors
/// See [`to_definitions_on`].
pub fn to_document(outline: &Outline, base: Option<&Document>) -> Result<Document, Vec<Diagnostic>> {
    match base {
        Some(base) => to_model::document::on(outline, base),
        None => Ok(Document::from_definitions(&to_definitions(outline)?, None)),
    }
}

/// The outline of the process with this id; `None` if the model has no such process.
pub fn from_definitions(definitions: &Definitions, process: &str) -> Option<Outline> {
    from_model::outline(definitions, process)
}
