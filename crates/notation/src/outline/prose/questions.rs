//! Conditions and questions whose answers stand behind arrows: `If C → X`, `Paid? yes → X; no → Y`.

use super::clauses::Unit;
use super::context::{Context, span};
use crate::outline::languages::find_word;
use crate::outline::text::is_blank;
use crate::outline::{Guess, messages};
use std::ops::Range;

impl Context<'_, '_> {
    /// A condition alone, which is the condition of the next step.
    pub fn condition_of_next(&mut self, segment: &Range<usize>, next: &Range<usize>) -> Option<Vec<Unit>> {
        let (place, condition) = self.condition_alone(segment)?;
        let plain = self.ors(next).is_empty()
            && self.find_condition(next).is_none()
            && self.begins_with_otherwise(next).is_none()
            && self.begins_with_if(next).is_none();
        if !plain || condition.is_empty() {
            return None;
        }
        let message = messages::READ_AS_CONDITION_OF_NEXT.message();
        let message = message.with("condition", self.part(&condition)).with("step", self.part(next));
        if !self.readings.take(Guess::Condition, span(&place), || message) {
            return None;
        }
        let condition = self.asked(&condition, &place);
        self.note_ors(next);
        let then = self.units_at(next.clone(), 1);
        Some(vec![Unit::If { condition, then, otherwise: Vec::new() }])
    }

    /// The word such as *if* of a step that says no more than a condition, and the condition.
    fn condition_alone(&self, segment: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
        if self.words.if_after.is_empty() {
            let word = self.begins_with_if(segment)?;
            let condition = self.tidy(word.end..segment.end);
            let several = self.first_break(&condition, self.words.otherwise).is_some()
                || !self.find_all(&condition, self.words.if_before).is_empty();
            if several {
                return None;
            }
            let condition =
                condition.start..condition.end - self.part(&condition).ends_with(['?', ':']) as usize;
            return self.find_condition(segment).is_none().then_some((word, condition));
        }
        let end = self.tidy(segment.clone()).end;
        let word = self.find_all(segment, self.words.if_after).into_iter().find(|place| place.end == end)?;
        let begins = self.begins_with_if(segment).map_or(segment.start, |word| word.end);
        let keeps = super::japanese::is_ending(self.part(&word));
        let condition = self.tidy(begins..if keeps { word.end } else { word.start });
        Some((word, condition))
    }

    /// A question with the answer *yes*, what is done then and the answer *no*, and what is done then.
    pub fn answers_of(&mut self, segments: &[Range<usize>]) -> Option<Vec<Unit>> {
        let [first, second, third, ..] = segments else { return None };
        let (yes, no) = self.answers_at_end(first, second)?;
        let question = self.tidy(first.start..yes.start);
        let then = self.tidy(second.start..no.start);
        let asks = self.part(&question).ends_with(['?', '？', ':', '：']) || self.asks_openly(&question);
        if !asks || then.is_empty() {
            return None;
        }
        let message = messages::READ_AS_ANSWERS.message().with("question", self.part(&question));
        let message = message.with("yes", self.part(&yes)).with("no", self.part(&no));
        if !self.readings.take(Guess::Answers, span(&yes), || message) {
            return None;
        }
        let condition = self.step_words(&question);
        self.note_ors(&then);
        self.note_ors(third);
        let then = self.units_at(then, 1);
        let otherwise = self.units_at(third.clone(), 1);
        Some(vec![Unit::If { condition, then, otherwise }])
    }

    /// *Yes* at the end of one step and *no* at the end of another; in Thai, a verb and the same verb with *not*.
    fn answers_at_end(
        &self,
        first: &Range<usize>,
        second: &Range<usize>,
    ) -> Option<(Range<usize>, Range<usize>)> {
        let listed =
            || Some((self.answer_at_end(first, self.words.yes)?, self.answer_at_end(second, self.words.no)?));
        let last = |range: &Range<usize>| {
            let end = self.tidy(range.clone()).end;
            let at = self.text[range.start..end].rfind(is_blank)?;
            Some(self.tidy(range.start + at..end))
        };
        let turned = || {
            let (yes, no) = (last(first)?, last(second)?);
            let says_no = |(plain, not): &&(&str, &str)| {
                plain.is_empty() && self.part(&no).strip_prefix(not) == Some(self.part(&yes))
            };
            self.words.negations.iter().find(says_no).map(|_| (yes, no))
        };
        listed().or_else(|| if self.words.spaced { None } else { turned() })
    }

    /// One of `answers` at the end of `range`, behind a blank or a sign.
    fn answer_at_end(&self, range: &Range<usize>, answers: &[&str]) -> Option<Range<usize>> {
        let end = self.tidy(range.clone()).end;
        let end = end - (self.part(&(range.start..end)).ends_with(':') as usize);
        let places = answers.iter().filter_map(|answer| {
            let start = end.checked_sub(answer.len()).filter(|start| *start > range.start)?;
            let said = self.text.get(start..end)?;
            let parted = self.text[..start].ends_with(|c: char| {
                is_blank(c) || matches!(c, '?' | '？' | ',' | '、' | ';' | '；' | '/' | '。' | ':')
            });
            (said.to_lowercase() == *answer && parted).then_some(start..end)
        });
        places.min_by_key(|place| place.start)
    }

    /// Whether `range` asks for a yes or no without a sign.
    fn asks_openly(&self, range: &Range<usize>) -> bool {
        self.words.asked.iter().any(|end| self.part(range).ends_with(end))
    }

    /// Points to every *or* in `range`, which is read as part of a step because something else parts the steps.
    pub fn note_ors(&mut self, range: &Range<usize>) {
        for place in self.ors(range) {
            let asks = self.asks(range) || self.outcomes_in(range);
            if !asks && !self.readings.has(Guess::Or, span(&place)) {
                let word = self.part(&place);
                self.readings.point(span(&place), || messages::OR_IN_STEP.message().with("word", word));
            }
        }
    }

    /// Whether `range` chooses between what is named.
    fn outcomes_in(&self, range: &Range<usize>) -> bool {
        self.words.chooses.iter().any(|word| find_word(self.part(range), word, 0).is_some())
    }

    /// Points to a question whose answers are not said.
    pub fn note_question(&mut self, range: &Range<usize>) {
        let part = self.part(range);
        if part.ends_with(['?', '？']) && !part.contains(['"', '“', '「', '«']) {
            self.readings.point(span(range), || messages::UNANSWERED.message().with("step", part));
        }
    }
}
