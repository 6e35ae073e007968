//! Where a step has alternatives: which *or* parts steps, and which belongs to one.

use super::arrows;
use super::context::{Context, span};
use super::japanese;
use crate::outline::text::is_blank;
use crate::outline::{Guess, limits, messages};
use model::Diagnostic;
use std::ops::Range;

/// The sign that means *or* in every text, with blanks around it.
const SLASH: &str = "/";
/// The word that means *or* in every text, written large.
const LARGE_OR: &str = "OR";

impl Context<'_, '_> {
    /// The alternatives in a step, at least one. Empty ones are reported.
    pub fn alternatives(&mut self, range: &Range<usize>) -> Vec<Range<usize>> {
        let mut ways = Vec::new();
        let mut start = range.start;
        let ors = self.ors(range);
        if ors.len() > limits::ALTERNATIVES {
            let message = messages::TOO_MANY_ALTERNATIVES.message().with("limit", limits::ALTERNATIVES);
            self.diagnostics.push(Diagnostic::error(message).spanning(span(range)));
            return vec![range.clone()];
        }
        for place in ors {
            if place.start < start {
                continue;
            }
            let left = self.tidy(start..place.start);
            let right = self.tidy(place.end..range.end);
            if left.is_empty() || right.is_empty() {
                let message = messages::EMPTY_ALTERNATIVE.message().with("word", self.part(&place));
                self.diagnostics.push(Diagnostic::error(message).spanning(span(&place)));
                start = place.end;
                continue;
            }
            if self.parts_steps(&place, &left, &right) {
                let listed = if self.after_comma(&place) { self.listed(&left) } else { Vec::new() };
                if listed.is_empty() {
                    ways.push(left);
                } else {
                    ways.extend(listed);
                }
                start = place.end;
            }
        }
        let last = self.tidy(start..range.end);
        // Japanese repeats か behind the last alternative.
        let part = self.part(&last);
        let end = match part.strip_suffix('か') {
            Some(rest) if !ways.is_empty() && self.ends_with_verb(rest) => last.end - 'か'.len_utf8(),
            _ => last.end,
        };
        if last.start < end {
            ways.push(last.start..end);
        }
        ways
    }

    /// The steps between the commas of `range`, if there are several and every part is a step: `answers, forwards it`.
    fn listed(&self, range: &Range<usize>) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let mut rest = range.clone();
        while let Some(comma) = self.first_break(&rest, &[]) {
            parts.push(self.tidy(rest.start..comma.start));
            rest = self.tidy(comma.end..rest.end);
        }
        parts.push(rest);
        let is_step = |part: &Range<usize>| {
            self.subject(self.part(part)).is_some() || self.starts_with_verb(self.part(part))
        };
        if parts.len() > 1 && parts.iter().all(is_step) { parts } else { Vec::new() }
    }

    /// The places of every word that may part alternatives.
    pub fn ors(&self, range: &Range<usize>) -> Vec<Range<usize>> {
        let mut none = self.find_all(range, self.words.not_or);
        none.retain(|place| !self.is_turned(place));
        none.extend(self.find_all(range, self.words.asks));
        let mut places = self.find_all(range, self.words.or_steps);
        places.extend(self.find_all(range, self.words.or));
        places.extend(
            self.find_all(range, &[LARGE_OR]).into_iter().filter(|place| self.part(place) == LARGE_OR),
        );
        places.extend(self.endings(range));
        places.extend(self.find_all(range, &[SLASH]).into_iter().filter(|place| self.has_blanks(place)));
        places.sort_by_key(|place| (place.start, std::cmp::Reverse(place.end)));
        places.dedup_by(|next, place| next.start < place.end);
        // A longer word is more than what looks like an *or*: หรือไม่ก็ and หรือไม่.
        places.retain(|place| !none.iter().any(|none| none.start <= place.start && place.end <= none.end));
        places
    }

    /// หรือไม่ between a verb and the same verb: ตกลงหรือไม่ตกลง has two ways, ตกลงหรือไม่ asks.
    fn is_turned(&self, place: &Range<usize>) -> bool {
        let (before, behind) = (&self.text[..place.start], &self.text[place.end..]);
        let mut verbs =
            self.words.opposites.iter().map(|(yes, _)| *yes).chain(self.words.verbs.iter().copied());
        !self.words.spaced && verbs.any(|verb| before.ends_with(verb) && behind.starts_with(verb))
    }

    /// か behind a verb: 修理するか、交換する.
    fn endings(&self, range: &Range<usize>) -> Vec<Range<usize>> {
        if self.words.verb_endings.is_empty() {
            return Vec::new();
        }
        let part = self.part(range);
        let places = part.match_indices('か').map(|(at, ka)| range.start + at..range.start + at + ka.len());
        let parts = |place: &Range<usize>| {
            let next = self.text[place.end..range.end].chars().next();
            let goes_on =
                next.is_some_and(|c| c == '、' || is_blank(c) || !('\u{3040}'..='\u{309f}').contains(&c));
            let before = &self.text[range.start..place.start];
            goes_on && self.ends_with_verb(before) && !arrows::is_protected(&self.protected, place.start)
        };
        places.filter(parts).collect()
    }

    /// Whether the *or* at `place` parts steps. Notes what is not certain.
    fn parts_steps(&mut self, place: &Range<usize>, left: &Range<usize>, right: &Range<usize>) -> bool {
        let word = self.part(place).to_owned();
        let right_text = self.part(right);
        let has_subject = self.subject(right_text).is_some();
        let question = self.asks(left) || (self.asks(right) && !has_subject);
        if question && !has_subject {
            return false;
        }
        if self.is_strong(place, left) {
            return true;
        }
        let likely = if self.words.verb_endings.is_empty() {
            let left_is_step =
                self.subject(self.part(left)).is_some() || self.starts_with_verb(self.part(left));
            has_subject || ((left_is_step || self.after_comma(place)) && self.starts_with_verb(right_text))
        } else {
            let both = self.ends_with_verb(self.part(left)) == self.ends_with_verb(right_text);
            let actions = self.action_and_verb(self.part(left), right_text);
            let verbs = both && self.ends_with_verb(right_text);
            has_subject || verbs || actions || (both && self.has_blanks(place))
        };
        let large = word == LARGE_OR && !self.does_something(left);
        let likely = likely || large || self.is_answer(right_text) || self.turns(self.part(left), right_text);
        let message = if likely { &messages::READ_AS_CHOICE } else { &messages::READ_AS_ONE_STEP };
        let taken = self.readings.take(Guess::Or, span(place), || message.message().with("word", word));
        taken == likely
    }

    /// Whether it is said who does something, or what is done.
    fn does_something(&self, range: &Range<usize>) -> bool {
        let part = self.part(range);
        self.subject(part).is_some() || self.starts_with_verb(part) || self.is_command(part)
    }

    /// する stands behind the last of several actions only: 承認または却下する.
    pub fn action_and_verb(&self, left: &str, right: &str) -> bool {
        let stem = right.strip_suffix("する");
        !self.words.verb_endings.is_empty()
            && japanese::is_action(left)
            && stem.is_some_and(|stem| japanese::is_action(stem) && !stem.contains(['を', 'に', 'へ', 'で']))
    }

    /// Blanks stand around it.
    fn has_blanks(&self, place: &Range<usize>) -> bool {
        self.text[..place.start].ends_with(is_blank) && self.text[place.end..].starts_with(is_blank)
    }

    /// One of them says that the other is not so: ผ่าน / ไม่ผ่าน.
    fn turns(&self, left: &str, right: &str) -> bool {
        let bare = |text: &str| text.to_lowercase().replace(is_blank, "");
        super::conditions::are_opposite(self.words, &bare(left), &bare(right))
    }

    /// A comma stands before it.
    fn after_comma(&self, place: &Range<usize>) -> bool {
        self.text[..place.start].trim_end_matches(is_blank).ends_with([',', ';', '，', '、', '；'])
    }

    /// A word that stands only between steps: written large, か with a comma behind it, or strong by itself.
    fn is_strong(&self, place: &Range<usize>, left: &Range<usize>) -> bool {
        let word = self.part(place);
        let small = word.to_lowercase();
        let large =
            word.chars().any(char::is_uppercase) && word.chars().all(|c| c.is_uppercase() || is_blank(c));
        // Where everything is written large, that means nothing.
        let large = large && self.part(left).chars().any(char::is_lowercase);
        let scripted = large || (word == LARGE_OR && !self.words.spaced);
        let ka = word == "か" && self.text[place.end..].starts_with('、');
        scripted || ka || self.words.or_steps.contains(&small.as_str())
    }
}
