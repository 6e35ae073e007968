//! Readings that are not certain: which was taken, and which other one was asked for.

use crate::outline::{Alternative, Guess, Note, limits};
use lang::Message;
use model::{Diagnostic, Span};

/// Notes so far, and the readings that the caller asked for.
pub struct Readings<'r> {
    asked: &'r [Alternative],
    /// What was noted.
    pub notes: Vec<Note>,
}

impl<'r> Readings<'r> {
    /// No notes yet.
    pub const fn new(asked: &'r [Alternative]) -> Self {
        Self { asked, notes: Vec::new() }
    }

    /// Takes the likely reading and notes it, or the other one if the caller asked for it. True for the likely one.
    pub fn take(&mut self, guess: Guess, span: Span, message: impl FnOnce() -> Message) -> bool {
        let alternative = Alternative { guess, span };
        if self.asked.contains(&alternative) {
            return false;
        }
        self.note(span, message, Some(alternative));
        true
    }

    /// Points to something that has no other reading.
    pub fn point(&mut self, span: Span, message: impl FnOnce() -> Message) {
        self.note(span, message, None);
    }

    fn note(&mut self, span: Span, message: impl FnOnce() -> Message, alternative: Option<Alternative>) {
        if self.notes.len() < limits::NOTES {
            let diagnostic = Diagnostic::note(message()).spanning(span);
            self.notes.push(Note { diagnostic, alternative });
        }
    }
}
