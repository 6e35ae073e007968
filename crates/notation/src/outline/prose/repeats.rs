//! What is done again and again while something is waited for: `every 2 days until C, X`, `X every 2 days until C`.

use super::clauses::{Unit, Words};
use super::context::{Context, span};
use crate::outline::{Guess, duration, limits, messages};
use std::ops::Range;

/// The parts of such a sentence.
struct Parts {
    /// What is done: one part, or two around the time.
    step: [Range<usize>; 2],
    /// What is waited for.
    until: Range<usize>,
    /// What comes afterwards.
    rest: Range<usize>,
}

impl Context<'_, '_> {
    /// A step that is done again and again, with what ends it.
    pub fn repeated(&mut self, range: &Range<usize>) -> Option<Vec<Unit>> {
        let (every, iso) = self.find_every(range)?;
        let behind = !self.words.until.1.is_empty();
        let parts = if behind { self.until_behind(range, &every) } else { self.until_before(range, &every) }?;
        let texts: Vec<Words> =
            parts.step.iter().filter(|part| !part.is_empty()).map(|part| self.step_words(part)).collect();
        if texts.is_empty() || parts.until.is_empty() {
            return None;
        }
        let joint = if self.words.spaced { " " } else { "" };
        let text = texts.iter().map(|words| words.text.as_str()).collect::<Vec<_>>().join(joint);
        let step = Words::new(text, span(range));
        let mut until = self.step_words(&parts.until);
        // What follows *until* is denied in Italian, and to come in Thai: finché non paga, จนกว่าจะจ่าย.
        until.text = until.text.replacen(self.words.until_filler, "", 1);
        let message = || {
            let said = messages::READ_AS_REPEATED.message().with("until", &until.text);
            said.with("step", &step.text).with("every", self.part(&every))
        };
        let message = message();
        if !self.readings.take(Guess::Repeat, span(&every), || message) {
            return None;
        }
        let mut units = vec![Unit::Repeat { step, iso, until }];
        if !parts.rest.is_empty() {
            units.extend(self.units_at(parts.rest, 1));
        }
        Some(units)
    }

    /// Where it says how often, and the time between two.
    fn find_every(&self, range: &Range<usize>) -> Option<(Range<usize>, String)> {
        let (before, behind) = self.words.every;
        let from_word = || {
            self.find_all(range, before).into_iter().find_map(|word| {
                let rest = &self.text[word.end..range.end];
                let (iso, len) = duration::every(rest)?;
                Some((word.start..word.end + len, iso))
            })
        };
        let to_word = || {
            self.find_all(range, behind).into_iter().find_map(|word| {
                let before = &self.text[range.start..word.start];
                let mut starts: Vec<usize> =
                    before.char_indices().rev().take(limits::TIME_LETTERS).map(|(at, _)| at).collect();
                starts.reverse();
                let found = starts.into_iter().find_map(|at| Some((at, duration::parse(&before[at..])?)))?;
                // 1日おき is every second day, to some; it is not guessed.
                let days = self.part(&word).starts_with('お') && !found.1.contains('T');
                (!days).then_some((range.start + found.0..word.end, found.1))
            })
        };
        from_word().or_else(to_word)
    }

    /// `until` stands before what is waited for.
    fn until_before(&self, range: &Range<usize>, every: &Range<usize>) -> Option<Parts> {
        let until = self.find_all(range, self.words.until.0).into_iter().next()?;
        let none = || range.end..range.end;
        if until.end <= every.start {
            // `until C, X every 2 days`
            let before = self.tidy(range.start..until.start);
            let middle = self.tidy(until.end..every.start);
            let cut = self.first_break(&middle, &[]).filter(|_| before.is_empty())?;
            let step = [self.tidy(cut.end..middle.end), self.tidy(every.end..range.end)];
            return Some(Parts { step, until: self.tidy(middle.start..cut.start), rest: none() });
        }
        let step = [self.tidy(range.start..every.start), self.tidy(every.end..until.start)];
        let rest = self.tidy(until.end..range.end);
        if step.iter().all(Range::is_empty) {
            // `every 2 days until C, X`
            let cut = self.end_of_condition(&rest, true)?;
            let done = self.without_then(self.tidy(cut.end..rest.end));
            return Some(Parts {
                step: [done, none()],
                until: self.tidy(rest.start..cut.start),
                rest: none(),
            });
        }
        // `X every 2 days until C`, and perhaps something else behind it.
        let (until, rest) = match self.first_break(&rest, &[]) {
            Some(cut) => (self.tidy(rest.start..cut.start), self.without_then(self.tidy(cut.end..rest.end))),
            None => (rest, none()),
        };
        Some(Parts { step, until, rest })
    }

    /// `Cまで、2日ごとにX`, `2日ごとにCまでX`.
    fn until_behind(&self, range: &Range<usize>, every: &Range<usize>) -> Option<Parts> {
        let until = self.find_all(range, self.words.until.1).into_iter().find(|place| {
            // までに is a time limit.
            !self.text[place.end..range.end].starts_with('に')
        })?;
        let none = range.end..range.end;
        let (step, until) = if every.end <= until.start {
            let before = self.tidy(range.start..every.start);
            ([before, self.tidy(until.end..range.end)], self.tidy(every.end..until.start))
        } else {
            let between = self.tidy(until.end..every.start);
            let waited = self.tidy(range.start..until.start);
            // Of two subjects before it, the first one does the step: 担当者が回答があるまで…
            let part = self.part(&waited);
            let first =
                self.subject(part).filter(|subject| between.is_empty() && subject.rest.contains('が'));
            let from = first.map_or(waited.start, |subject| waited.end - subject.rest.len());
            let before = if from > waited.start { waited.start..from } else { between };
            ([before, self.tidy(every.end..range.end)], from..waited.end)
        };
        Some(Parts { step, until, rest: none })
    }
}
