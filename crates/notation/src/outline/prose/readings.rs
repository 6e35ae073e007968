//! Readings that are not certain: which was taken, and which other one was asked for.

use crate::outline::{Alternative, Guess, Note, limits, messages};
use lang::Message;
use model::{Diagnostic, Span};
use std::collections::HashSet;

/// Notes so far, and the readings that the caller asked for.
pub struct Readings<'r> {
    asked: &'r [Alternative],
    /// What was noted.
    notes: Vec<Note>,
    /// How many more there were.
    more: usize,
    /// Guesses that are noted: some places are looked at several times.
    seen: HashSet<Alternative>,
}

impl<'r> Readings<'r> {
    /// No notes yet.
    pub fn new(asked: &'r [Alternative]) -> Self {
        Self { asked, notes: Vec::new(), more: 0, seen: HashSet::new() }
    }

    /// Takes the likely reading and notes it, or the other one if the caller asked for it. True for the likely one.
    pub fn take(&mut self, guess: Guess, span: Span, message: impl FnOnce() -> Message) -> bool {
        let alternative = Alternative { guess, span };
        if self.asked.contains(&alternative) {
            return false;
        }
        if self.seen.insert(alternative) {
            self.note(span, message, Some(alternative));
        }
        true
    }

    /// Whether this guess was made.
    pub fn has(&self, guess: Guess, span: Span) -> bool {
        self.seen.contains(&Alternative { guess, span })
    }

    /// Points to something that has no other reading.
    pub fn point(&mut self, span: Span, message: impl FnOnce() -> Message) {
        self.note(span, message, None);
    }

    fn note(&mut self, span: Span, message: impl FnOnce() -> Message, alternative: Option<Alternative>) {
        if self.notes.len() < limits::NOTES {
            let diagnostic = Diagnostic::note(message()).spanning(span);
            self.notes.push(Note { diagnostic, alternative });
        } else {
            self.more += 1;
        }
    }

    /// The notes as they stand in the text; the last one says how many more there were.
    pub fn finish(mut self) -> Vec<Note> {
        self.notes.sort_by_key(|note| note.diagnostic.span);
        if self.more > 0 {
            // It takes the place of one that is counted too.
            self.notes.truncate(limits::NOTES - 1);
            let message = messages::AND_MORE.message().with("count", self.more + 1);
            self.notes.push(Note { diagnostic: Diagnostic::note(message), alternative: None });
        }
        self.notes
    }
}
