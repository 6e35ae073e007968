//! What a step says besides itself: that it may be skipped, that it has a condition, that it has outcomes.

use super::context::{Context, span};
use crate::outline::languages::{self, find_word};
use crate::outline::text::{is_blank, trim};
use crate::outline::{Guess, messages};
use model::Span;
use std::ops::Range;

/// The words of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The words.
    pub text: String,
    /// Where they stand.
    pub span: Span,
}

/// What a clause says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    /// A step.
    Step(Words),
    /// A step that may be skipped.
    Optional(Words),
    /// A step under a condition.
    If {
        /// The condition.
        condition: Words,
        /// The step.
        step: Words,
    },
    /// A step with outcomes.
    Outcomes {
        /// The step.
        step: Words,
        /// What may come out.
        names: Vec<String>,
    },
}

impl Unit {
    /// The words of the step.
    pub fn words(&self) -> &Words {
        match self {
            Self::Step(step) | Self::Optional(step) | Self::If { step, .. } | Self::Outcomes { step, .. } => {
                step
            }
        }
    }
}

impl Context<'_, '_> {
    /// The words in `range`, on one line.
    pub fn step_words(&self, range: &Range<usize>) -> Words {
        let parts: Vec<&str> =
            self.part(range).split(['\n', '\r']).map(trim).filter(|part| !part.is_empty()).collect();
        let joint = if self.words.spaced { " " } else { "" };
        // What cannot be seen helps nobody.
        let text = parts.join(joint).replace(['\u{200b}', '\u{feff}', '\u{2060}'], "").replace('\t', " ");
        Words { text, span: span(range) }
    }

    /// Takes the clause in `range` apart.
    pub fn units(&mut self, range: Range<usize>) -> Vec<Unit> {
        if let Some(unit) = self.optional(&range) {
            return vec![unit];
        }
        let conditional = if self.words.if_after.is_empty() {
            self.condition(&range)
        } else {
            self.condition_at_end(&range)
        };
        conditional.unwrap_or_else(|| vec![Unit::Step(self.step_words(&range))])
    }

    /// `X if needed`, wherever the words stand.
    fn optional(&mut self, range: &Range<usize>) -> Option<Unit> {
        let place = self.find_all(range, self.words.if_needed).into_iter().next()?;
        let before = self.without_end(range.start..place.start, self.words.and);
        let mut after = self.tidy(place.end..range.end);
        // A particle behind the words belongs to them: 必要な場合は.
        if !self.words.particles.is_empty() {
            let rest = self.part(&after).trim_start_matches(['は', '、']);
            after.start = after.end - rest.len();
        }
        let (before, after) = (self.step_words(&before).text, self.step_words(&after).text);
        let joint = if self.words.spaced && !before.is_empty() && !after.is_empty() { " " } else { "" };
        let text = format!("{before}{joint}{after}");
        let word = self.part(&place).to_owned();
        let message = || messages::READ_AS_OPTIONAL.message().with("word", word);
        let step = Words { text, span: span(range) };
        if step.text.is_empty() {
            return None;
        }
        Some(match self.readings.take(Guess::Optional, span(&place), message) {
            true => Unit::Optional(step),
            false => Unit::Step(step),
        })
    }

    /// `X and if C, Y`, `if C, Y`, `Y if C`.
    fn condition(&mut self, range: &Range<usize>) -> Option<Vec<Unit>> {
        let mut asks = self.find_all(range, self.words.asks);
        asks.extend(self.find_all(range, self.words.not_if));
        let free =
            |place: &Range<usize>| !asks.iter().any(|ask| ask.start <= place.start && place.start < ask.end);
        let strict = self.find_all(range, self.words.if_before).into_iter().find(free);
        let first = self
            .find_all(range, self.words.when)
            .into_iter()
            .find(|place| self.tidy(range.clone()).start == place.start);
        let place = strict.or(first)?;
        let before = self.without_end(range.start..place.start, self.words.and);
        let rest = self.tidy(place.end..range.end);
        let cut = self.first_break(&rest, self.words.then).or_else(|| self.first_blank(&rest));
        let parts = cut.map(|cut| (self.tidy(rest.start..cut.start), self.tidy(cut.end..rest.end)));
        let parts = parts.filter(|(condition, step)| !condition.is_empty() && !step.is_empty());
        let (step, condition, then) = match parts {
            Some((condition, then)) => (Some(before).filter(|before| !before.is_empty()), condition, then),
            None if !before.is_empty() && !rest.is_empty() => (None, rest, before),
            None => return None,
        };
        self.conditional(&place, step, &condition, &then)
    }

    /// Thai parts clauses by blanks.
    fn first_blank(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let found = (!self.words.spaced).then(|| self.part(range).find(is_blank)).flatten()?;
        Some(range.start + found..range.start + found + 1)
    }

    /// `X、もしC場合は、Y`: the word stands behind the condition.
    fn condition_at_end(&mut self, range: &Range<usize>) -> Option<Vec<Unit>> {
        let comma = |at: usize| self.text[at..].starts_with(['、', ',', '，']);
        let place = self.find_all(range, self.words.if_after).into_iter().find(|place| {
            let whole = self.part(place).starts_with("場合") && !self.text[..place.start].ends_with('の');
            place.start > range.start && (whole || self.part(place).starts_with("場合は") || comma(place.end))
        })?;
        let head = range.start..place.start;
        // 何もしない holds もし too, so the word counts only where a clause begins.
        let begins = |place: &Range<usize>| {
            let before = self.part(&(range.start..place.start));
            before.is_empty() || before.ends_with(|c: char| is_blank(c) || matches!(c, '、' | ',' | '，'))
        };
        let before = self.find_all(&head, self.words.if_before).into_iter().rfind(begins);
        let clause = self.part(&head).rfind(['、', ',', '，']).map(|at| head.start + at + '、'.len_utf8());
        let start = match (&before, clause) {
            (Some(before), _) => before.end,
            (None, Some(clause)) if self.text.is_char_boundary(clause) => clause,
            (None, _) => head.start,
        };
        // 場合 is dropped from the question, an ending that belongs to the verb stays.
        let keeps = !self.part(&place).starts_with("場合");
        let condition = self.tidy(start..if keeps { place.end } else { place.start });
        let step_end = before.as_ref().map_or(start, |before| before.start);
        let step = self.tidy(range.start..step_end);
        let then = self.tidy(place.end..range.end);
        if condition.is_empty() {
            return None;
        }
        if then.is_empty() {
            return (!step.is_empty()).then(|| self.conditional(&place, None, &condition, &step)).flatten();
        }
        self.conditional(&place, Some(step).filter(|step| !step.is_empty()), &condition, &then)
    }

    fn conditional(
        &mut self,
        place: &Range<usize>,
        step: Option<Range<usize>>,
        condition: &Range<usize>,
        then: &Range<usize>,
    ) -> Option<Vec<Unit>> {
        let word = self.part(place).to_owned();
        let message = || messages::READ_AS_CONDITION.message().with("word", word);
        if !self.readings.take(Guess::Condition, span(place), message) {
            return None;
        }
        let mut units: Vec<Unit> = step.iter().map(|step| Unit::Step(self.step_words(step))).collect();
        units.push(Unit::If { condition: self.step_words(condition), step: self.step_words(then) });
        Some(units)
    }

    /// `chooses 'a' or 'b'`: one step with several outcomes.
    pub fn outcomes(&mut self, range: &Range<usize>) -> Option<Unit> {
        let part = self.part(range);
        let rest = self.subject(part).map_or(part, |subject| subject.rest);
        let start = range.start + (rest.as_ptr() as usize - part.as_ptr() as usize);
        let names = if self.words.verb_endings.is_empty() {
            let verb = languages::longest(rest, self.words.chooses)?;
            start + verb.len()..range.end
        } else {
            let verb = self
                .words
                .chooses
                .iter()
                .filter(|verb| rest.ends_with(**verb))
                .max_by_key(|verb| verb.len())?;
            start..start + rest.len() - verb.len()
        };
        let names = self.names(&names);
        if names.len() < 2 {
            return None;
        }
        let step = self.step_words(range);
        let quoted: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
        let text = step.text.clone();
        let message =
            || messages::READ_AS_OUTCOMES.message().with("step", text).with("outcomes", quoted.join(", "));
        self.readings.take(Guess::Outcomes, step.span, message).then_some(Unit::Outcomes { step, names })
    }

    /// The names between *or*s and commas, without quotes.
    fn names(&self, range: &Range<usize>) -> Vec<String> {
        let mut breaks = self.find_all(range, self.words.or);
        breaks.extend(self.find_all(range, self.words.or_steps));
        if breaks.is_empty() {
            return Vec::new();
        }
        let commas = self.part(range).char_indices().filter(|(_, c)| matches!(c, ',' | '，' | '、'));
        breaks.extend(commas.map(|(at, c)| range.start + at..range.start + at + c.len_utf8()));
        breaks.retain(|place| !super::arrows::is_protected(&self.protected, place.start));
        breaks.sort_by_key(|place| place.start);
        let mut names = Vec::new();
        let mut start = range.start;
        for place in breaks.into_iter().chain(std::iter::once(range.end..range.end)) {
            let name = self.step_words(&self.tidy(start..place.start.max(start))).text;
            let name = name.trim_matches(is_quote).trim();
            if !name.is_empty() {
                names.push(name.to_owned());
            }
            start = place.end.max(start);
        }
        names
    }

    /// Whether a step asks something: an *or* in it is part of the question.
    pub fn asks(&self, range: &Range<usize>) -> bool {
        let part = self.part(range);
        part.ends_with(['?', '？']) || self.words.asks.iter().any(|ask| find_word(part, ask, 0).is_some())
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '”' | '„' | '‘' | '’' | '«' | '»' | '「' | '」' | '『' | '』')
}
