//! Times in a step: how long it may take, and what passes before it.

use super::clauses::{Unit, Within, Words};
use super::context::{Context, span};
use crate::outline::languages::{find_word, longest};
use crate::outline::text::{is_blank, trim};
use crate::outline::{Guess, duration, limits, messages};
use std::ops::Range;

impl Context<'_, '_> {
    /// A time that passes before a step, and the step: `after 2 days, agent calls`, `1週間後に…`, `7日間待って、…`.
    pub fn passing(&mut self, range: &Range<usize>) -> Option<(Unit, Range<usize>)> {
        let part = self.part(range);
        let (before, behind) = self.words.after;
        let (said, rest, iso) = if behind.is_empty() {
            let word = longest(part, before)?;
            let from = part.len() - part[word.len()..].trim_start_matches(is_blank).len();
            let (iso, len) = duration::prefix(&part[from..])?;
            (from + len, from + len, iso)
        } else {
            let at = |from: usize| duration::prefix(&part[from..]).map(|(iso, len)| (from, iso, len));
            let behind_subject = || at(part.len() - self.subject(part)?.rest.len());
            let (from, iso, len) = at(0).or_else(behind_subject)?;
            let word = longest(&part[from + len..], behind)?;
            let waits = word.starts_with('待');
            // Who waits is part of the step, who acts after a time is not.
            if !waits && from > 0 {
                return None;
            }
            (
                from + len + if waits { word.trim_end_matches('、').len() } else { '後'.len_utf8() },
                from + len + word.len(),
                iso,
            )
        };
        let rest = self.tidy(range.start + rest..range.end);
        if !self.is_step(&rest) {
            return None;
        }
        let said = range.start..range.start + said;
        let waits = self.clause_words(&said);
        let unit = if self.part(&said).contains('待') {
            Unit::Step(waits)
        } else {
            let text = waits.text.clone();
            let message = || messages::READ_AS_WAIT.message().with("step", text);
            if !self.readings.take(Guess::Wait, span(&said), message) {
                return None;
            }
            Unit::Wait { words: waits, iso }
        };
        Some((unit, rest))
    }

    /// Takes the time limits out of the words of a step.
    pub fn limit(&mut self, unit: &mut Unit) {
        match unit {
            Unit::Step(words) | Unit::Optional(words) => self.limit_of(words),
            Unit::If { then, otherwise, .. } => {
                then.iter_mut().chain(otherwise).for_each(|unit| self.limit(unit))
            }
            Unit::Wait { words, .. } => self.note_days(words),
            Unit::Outcomes { .. } | Unit::Repeat { .. } => {}
        }
    }

    fn limit_of(&mut self, words: &mut Words) {
        self.note_days(words);
        let Some((place, iso)) = self.find_limit(&words.text) else { return };
        let place = with_brackets(&words.text, place);
        let before = words.text[..place.start].trim_end_matches(|c| is_blank(c) || matches!(c, ',' | '、'));
        let after = trim(&words.text[place.end..]);
        // In the middle of a sentence it may belong to other words: `within 2 days of the purchase`.
        let inside = self.words.spaced && !before.is_empty() && !after.is_empty();
        let text = if inside {
            words.text.clone()
        } else {
            format!("{before}{}", after.trim_start_matches([',', '、', ' ']))
        };
        let bare = self.subject(&format!("{text}.")).is_some_and(|subject| subject.rest == ".");
        if text.is_empty() || bare {
            return;
        }
        let said = words.text[place].trim_matches(is_bracket).to_owned();
        let message = || messages::READ_AS_LIMIT.message().with("words", said);
        if self.readings.take(Guess::Within, words.span, message) {
            words.within = Some(Within { iso, full: std::mem::replace(&mut words.text, text) });
        }
    }

    /// Where `text` says a time limit, and which.
    fn find_limit(&self, text: &str) -> Option<(Range<usize>, String)> {
        let (before, behind) = self.words.within;
        let from_word = before.iter().filter_map(|word| {
            let start = find_word(text, word, 0)?;
            let rest = &text[start + word.len()..];
            let blank = rest.len() - rest.trim_start_matches(is_blank).len();
            let (iso, len) = duration::prefix(&rest[blank..])?;
            Some((start..start + word.len() + blank + len, iso))
        });
        let to_word = behind.iter().filter_map(|word| {
            let end = find_word(text, word, 0)?;
            let mut starts: Vec<usize> =
                text[..end].char_indices().rev().take(limits::TIME_LETTERS).map(|(at, _)| at).collect();
            starts.reverse();
            let found = starts.into_iter().find_map(|at| Some((at, duration::parse(&text[at..end])?)));
            found.map(|(start, iso)| (start..end + word.len(), iso))
        });
        from_word.chain(to_word).max_by_key(|(place, _)| place.len())
    }

    /// Working days are counted like others unless a calendar says more.
    fn note_days(&mut self, words: &Words) {
        let Some(days) =
            self.words.working_days.iter().find(|days| find_word(&words.text, days, 0).is_some())
        else {
            return;
        };
        self.readings.point(words.span, || messages::WORKING_DAYS.message().with("words", days));
    }
}

fn is_bracket(c: char) -> bool {
    matches!(c, '(' | ')' | '（' | '）' | '[' | ']') || is_blank(c)
}

/// `place` with the brackets around it, if nothing else stands in them.
fn with_brackets(text: &str, place: Range<usize>) -> Range<usize> {
    let before = text[..place.start].trim_end_matches(is_blank);
    let behind = text[place.end..].trim_start_matches(|c| is_blank(c) || c == '.');
    let open = before.chars().next_back().filter(|c| matches!(c, '(' | '（' | '['));
    let close = behind.chars().next().filter(|c| matches!(c, ')' | '）' | ']'));
    match (open, close) {
        (Some(open), Some(close)) => {
            before.len() - open.len_utf8()..text.len() - behind.len() + close.len_utf8()
        }
        _ => place,
    }
}
