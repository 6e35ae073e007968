//! Full stops between sentences, where there is no arrow.

use super::context::{Context, span};
use crate::outline::text::{is_blank, trim_range};
use crate::outline::{Guess, canonical, messages};
use std::ops::Range;

/// Letters of a word before a full stop that is no abbreviation.
const WORD_LETTERS: usize = 4;

impl Context<'_, '_> {
    /// The steps in `segments`, each sentence one of its own.
    pub fn sentences(&mut self, segments: Vec<Range<usize>>) -> Vec<Range<usize>> {
        let mut parts = Vec::with_capacity(segments.len());
        for segment in segments {
            let mut rest = segment;
            while let Some(stop) = self.full_stop(&rest) {
                let next = trim_range(self.text, stop.end..rest.end);
                let text = canonical::attributes::short(self.part(&next));
                let message = || messages::READ_AS_SENTENCES.message().with("next", text);
                if !self.readings.take(Guess::Sentence, span(&stop), message) {
                    break;
                }
                parts.push(trim_range(self.text, rest.start..stop.start));
                rest = next;
            }
            parts.push(rest);
        }
        parts
    }

    /// The first full stop in `range` behind which another sentence begins.
    fn full_stop(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let part = self.part(range);
        let places = part.match_indices(['.', '。']).map(|(at, stop)| at..at + stop.len());
        places.map(|place| range.start + place.start..range.start + place.end).find(|place| {
            let (before, behind) = (range.start..place.start, trim_range(self.text, place.end..range.end));
            if super::arrows::is_protected(&self.protected, place.start)
                || behind.is_empty()
                || self.part(&before).chars().all(is_blank)
            {
                return false;
            }
            self.part(place) == "。" || self.begins_sentence(self.part(&before), place.end, &behind)
        })
    }

    /// Whether a sentence begins at `behind`: it says who acts, what is done, or *if*, and no abbreviation stands before.
    fn begins_sentence(&self, before: &str, end: usize, behind: &Range<usize>) -> bool {
        let last = before.rsplit(is_blank).next().unwrap_or_default();
        let whole = last.chars().filter(|c| c.is_alphabetic()).count() >= WORD_LETTERS
            || last.ends_with(['%', ')', '"', '”'])
            || last.ends_with(|c: char| c.is_ascii_digit());
        let text = self.part(behind);
        whole
            && self.text[end..].starts_with(is_blank)
            && text.starts_with(char::is_uppercase)
            && (self.begins_with_if(behind).is_some()
                || self.begins_with_otherwise(behind).is_some()
                || self.subject(text).is_some_and(|subject| subject.sure)
                || self.starts_with_verb(text)
                || self.is_command(text))
    }
}
