//! What a step says besides itself: that it may be skipped, that it has outcomes.

use super::context::{Context, span};
use super::japanese;
use crate::outline::languages::{self, find_word};
use crate::outline::text::{is_blank, trim};
use crate::outline::{Guess, limits, messages};
use model::Span;
use std::ops::Range;

/// The words of a step.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// The words, without a time limit in them.
    pub text: String,
    /// Where they stand.
    pub span: Span,
    /// The time limit.
    pub within: Option<Within>,
}

/// How long a step may take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Within {
    /// As ISO 8601.
    pub iso: String,
    /// The words of the step with it.
    pub full: String,
}

impl Words {
    /// Words without a time limit.
    pub const fn new(text: String, span: Span) -> Self {
        Self { text, span, within: None }
    }

    /// All that is said, for what has no time limit.
    pub fn full(&self) -> &str {
        self.within.as_ref().map_or(&self.text, |within| &within.full)
    }
}

/// What a clause says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    /// A step.
    Step(Words),
    /// A step that may be skipped.
    Optional(Words),
    /// A time that passes.
    Wait {
        /// As it is said.
        words: Words,
        /// As ISO 8601.
        iso: String,
    },
    /// Steps under a condition.
    If {
        /// The condition.
        condition: Words,
        /// What is done if it is true.
        then: Vec<Unit>,
        /// What is done if it is not.
        otherwise: Vec<Unit>,
    },
    /// A step that is done again and again while something is waited for.
    Repeat {
        /// The step.
        step: Words,
        /// The time between two, as ISO 8601.
        iso: String,
        /// What is waited for.
        until: Words,
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
    /// The words of the first step.
    pub fn words(&self) -> &Words {
        match self {
            Self::Step(step)
            | Self::Optional(step)
            | Self::Outcomes { step, .. }
            | Self::Repeat { step, .. } => step,
            Self::Wait { words, .. } => words,
            Self::If { condition, then, .. } => then.first().map_or(condition, Self::words),
        }
    }
}

impl Unit {
    /// All words that may say who acts.
    pub fn said(&self) -> Vec<&Words> {
        match self {
            Self::Repeat { step, until, .. } => vec![step, until],
            unit => vec![unit.words()],
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
        Words::new(text, span(range))
    }

    /// The words of a clause that another one follows: its verb in the form in which a sentence ends.
    pub fn clause_words(&self, range: &Range<usize>) -> Words {
        let mut words = self.step_words(range);
        if !self.words.verb_endings.is_empty() {
            words.text = japanese::plain(&words.text).into_owned();
        }
        words
    }

    /// Takes the clause in `range` apart.
    pub fn units(&mut self, range: Range<usize>) -> Vec<Unit> {
        self.units_at(range, 0)
    }

    /// The same, inside of `depth` clauses.
    pub fn units_at(&mut self, range: Range<usize>, depth: usize) -> Vec<Unit> {
        if depth < limits::PROSE_DEPTH {
            if let Some((first, rest)) = self.passing(&range) {
                let mut units = vec![first];
                units.extend(self.units_at(rest, depth + 1));
                return units;
            }
            if let Some(units) = self.with_otherwise(&range, depth) {
                return units;
            }
        }
        if let Some(units) = self.optional(&range) {
            return units;
        }
        match self.find_condition(&range) {
            Some(found) => {
                if let Some(units) = self.conditional(found, depth) {
                    return units;
                }
            }
            None => self.note_no_condition(&range),
        }
        vec![Unit::Step(self.step_words(&range))]
    }

    /// Words of `if_needed` that make a step one that may be skipped, wherever they stand; brackets around included.
    fn if_needed(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let list = self.words.if_needed;
        let free = self.find_all(range, list).into_iter().find(|place| self.stands_alone(place, range.end));
        let first = self.protected.partition_point(|part| part.end <= range.start);
        let inside = self.protected[first..].iter().take_while(|part| part.end <= range.end);
        let bracket =
            inside.filter(|part| self.part(part).starts_with(['(', '（', '[', '【'])).find(|part| {
                let inner = self.part(part).trim_matches(|c: char| {
                    is_blank(c) || matches!(c, '(' | '（' | '[' | '【' | ')' | '）' | ']' | '】' | ',')
                });
                list.iter().any(|word| inner.to_lowercase() == *word)
            });
        free.into_iter().chain(bracket.cloned()).min_by_key(|place| place.start)
    }

    /// Whether what stands at `place` says no more than that: `se serve` and not `se serve un tecnico`.
    fn stands_alone(&self, place: &Range<usize>, end: usize) -> bool {
        let rest = &self.text[place.end..end];
        let behind = rest.trim_start_matches(is_blank);
        let parted = if self.words.spaced { rest } else { behind };
        behind.is_empty()
            || behind.starts_with([',', '，', '、', ';', '；'])
            || !self.words.particles.is_empty()
            || (!self.words.spaced && parted.len() < rest.len())
            || self.subject(behind).is_some()
            || (self.words.spaced && self.starts_with_verb(behind))
            || self.then_word(behind).is_some_and(|then| self.starts_with_verb(&behind[then..]))
    }

    /// `X if needed`, wherever the words stand; `X, and if needed Y` and `X if needed, Y` are two steps.
    fn optional(&mut self, range: &Range<usize>) -> Option<Vec<Unit>> {
        let place = self.if_needed(range)?;
        let before = self.without_end(range.start..place.start, self.words.and);
        let mut after = self.tidy(place.end..range.end);
        // A particle behind the words belongs to them: 必要な場合は.
        if !self.words.particles.is_empty() {
            let rest = self.part(&after).trim_start_matches(['は', '、']);
            after.start = after.end - rest.len();
        }
        if let Some(then) = self.then_word(self.part(&after)).filter(|_| !self.words.spaced) {
            let rest = self.tidy(after.start + then..after.end);
            if self.is_step(&rest) {
                after = rest;
            }
        }
        let cut = |gap: Range<usize>| !self.part(&gap).chars().all(is_blank);
        let steps = self.is_step(&before) && self.is_step(&after);
        let second = steps && cut(before.end..place.start);
        let first = steps && !second && cut(place.end..after.start);
        let (one, two) = (self.step_words(&before).text, self.step_words(&after).text);
        let joint = if self.words.spaced && !one.is_empty() && !two.is_empty() { " " } else { "" };
        let step = Words::new(format!("{one}{joint}{two}"), span(range));
        if step.text.is_empty() {
            return None;
        }
        // What has a condition may be skipped anyway.
        if after.is_empty()
            && let Some(found) = self.find_condition(&before)
            && let Some(units) = self.conditional(found, 1)
        {
            return Some(units);
        }
        let word = self.part(&place).to_owned();
        let message = || messages::READ_AS_OPTIONAL.message().with("word", word);
        if !self.readings.take(Guess::Optional, span(&place), message) {
            return Some(vec![Unit::Step(step)]);
        }
        Some(match (first, second) {
            (true, _) => vec![Unit::Optional(self.step_words(&before)), Unit::Step(self.step_words(&after))],
            (_, true) => {
                vec![Unit::Step(self.clause_words(&before)), Unit::Optional(self.step_words(&after))]
            }
            _ => vec![Unit::Optional(step)],
        })
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
        let [open, between, close] = self.words.list;
        let listed = format!("{open}{}{close}", names.join(between));
        let text = step.text.clone();
        let message = || messages::READ_AS_OUTCOMES.message().with("step", text).with("outcomes", listed);
        self.readings.take(Guess::Outcomes, step.span, message).then_some(Unit::Outcomes { step, names })
    }

    /// The names between *or*s and commas, without quotes.
    fn names(&self, range: &Range<usize>) -> Vec<String> {
        let mut breaks = self.find_all(range, self.words.or);
        breaks.extend(self.find_all(range, self.words.or_steps));
        breaks.extend(self.between_nouns(range));
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

    /// か between nouns: 現金かカード.
    fn between_nouns(&self, range: &Range<usize>) -> Vec<Range<usize>> {
        if self.words.verb_endings.is_empty() {
            return Vec::new();
        }
        let part = self.part(range);
        let is_noun = |c: char| c.is_alphanumeric() && !('\u{3040}'..='\u{309f}').contains(&c);
        let is_between = |at: &usize| {
            part[..*at].ends_with(|c| is_noun(c) || c == '」')
                && part[at + 'か'.len_utf8()..].starts_with(|c| is_noun(c) || c == '「')
        };
        let places = part.match_indices('か').map(|(at, _)| at).filter(is_between);
        // It counts months too: 2か月.
        let counts = |at: &usize| {
            part[..*at].ends_with(char::is_numeric)
                || part[at + 'か'.len_utf8()..].starts_with(['月', '所', '国', '年', '条'])
        };
        places
            .filter(|at| !counts(at))
            .map(|at| range.start + at..range.start + at + 'か'.len_utf8())
            .collect()
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
