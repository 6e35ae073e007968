//! What is wrong with a text or a model, where it stands, and what to do about it.

use lang::{Lang, Message};
use std::ops::Range;
use std::sync::Arc;

/// A part of a source text, as byte offsets `start..end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// The span of `range`; offsets beyond 4 GiB are cut (no text that long is read).
    pub fn new(range: Range<usize>) -> Self {
        let cut = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { start: cut(range.start), end: cut(range.end) }
    }

    /// The span as a range.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Where the span starts in `text`.
    pub fn position(self, text: &str) -> Position {
        let mut offset = (self.start as usize).min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &text[..offset];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Position {
            line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
}

/// A place in a text for a person: both count from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It runs; this is how it was read, and how else it could be.
    Note,
    /// It runs, but probably not as meant.
    Warning,
    /// It is refused.
    Error,
}

/// One thing that was found, with what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong and what to do; its code is stable.
    pub message: Message,
    /// The id of the BPMN element, if there is one.
    pub element: Option<Arc<str>>,
    /// The place in the source text, if the model came from a text.
    pub span: Option<Span>,
    /// Of an expression, the part that is meant, in bytes from its start.
    pub part: Option<Range<usize>>,
}

impl Diagnostic {
    /// An error.
    pub fn error(message: Message) -> Self {
        Self { severity: Severity::Error, message, element: None, span: None, part: None }
    }

    /// A warning.
    pub fn warning(message: Message) -> Self {
        Self { severity: Severity::Warning, ..Self::error(message) }
    }

    /// A note.
    pub fn note(message: Message) -> Self {
        Self { severity: Severity::Note, ..Self::error(message) }
    }

    /// At the element `id`.
    #[must_use]
    pub fn at(mut self, id: &Arc<str>, span: Option<Span>) -> Self {
        self.element = Some(id.clone());
        self.span = span.or(self.span);
        self
    }

    /// At a place in the text.
    #[must_use]
    pub fn spanning(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// At a part of an expression.
    #[must_use]
    pub fn in_part(mut self, part: Range<usize>) -> Self {
        self.part = Some(part);
        self
    }

    /// One line for a person: place, severity, text, and the element's id.
    pub fn render(&self, source: &str, lang: Lang) -> String {
        let place = self.span.map(|span| span.position(source));
        let place = place.map(|p| format!("{}:{}: ", p.line, p.column)).unwrap_or_default();
        let element = self.element.as_ref().map(|id| format!(" [{id}]")).unwrap_or_default();
        let severity = match self.severity {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        format!("{place}{severity}: {}{element}", self.message.render(lang))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_and_survive_offsets_inside_one() {
        let text = "a\nลูกค้า x";
        let x = text.find('x').expect("is there");
        assert_eq!(Span::new(x..x + 1).position(text), Position { line: 2, column: 8 });
        assert_eq!(Span::new(3..4).position(text), Position { line: 2, column: 1 });
        assert_eq!(Span::new(900..901).position(text).line, 2);
    }
}
