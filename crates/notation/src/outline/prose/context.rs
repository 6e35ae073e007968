//! What the reader of prose carries along.

use super::arrows;
use super::japanese;
use super::readings::Readings;
use super::subjects::{self, Subject};
use crate::outline::languages::{self, Words, find_word, first_word, starts_with_word};
use crate::outline::text::{is_blank, trim_range};
use model::{Diagnostic, Span};
use std::collections::HashSet;
use std::ops::Range;

/// The text and what is known about it.
pub struct Context<'t, 'r> {
    /// The whole text.
    pub text: &'t str,
    /// The words of its language.
    pub words: &'static Words,
    /// Quotes and brackets in it.
    pub protected: Vec<Range<usize>>,
    /// Teams that act somewhere in it, by key.
    pub known: HashSet<String>,
    /// What is not certain.
    pub readings: Readings<'r>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

impl<'t> Context<'t, '_> {
    /// The text in `range`.
    pub fn part(&self, range: &Range<usize>) -> &'t str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// The subject with which `text` begins.
    pub fn subject<'s>(&self, text: &'s str) -> Option<Subject<'s>> {
        subjects::subject(text, self.words, &self.known)
    }

    /// Whether `text` begins with a verb, as a step does whose subject is understood.
    pub fn starts_with_verb(&self, text: &str) -> bool {
        let text = subjects::without_article(text, self.words);
        if !self.words.spaced {
            return self.words.verbs.iter().any(|verb| subjects::begins_with(text, verb));
        }
        let mut rest = text;
        for _ in 0..3 {
            let word = first_word(rest);
            let small = word.to_lowercase();
            if subjects::is_verb(&small, self.words) {
                return true;
            }
            if !self.words.adverbs.contains(&small.as_str()) {
                return false;
            }
            rest = rest[word.len()..].trim_start_matches(is_blank);
        }
        false
    }

    /// Whether `text` speaks of something, so that the customer before it is not who does it: `training`, `invoice is sent`,
    /// `call the customer`.
    pub fn is_of_nobody(&self, text: &str) -> bool {
        let bare = subjects::without_article(text, self.words);
        let thing = self.words.things.contains(&first_word(bare).to_lowercase().as_str());
        // Where verbs are not told by a list, only what is known to be a thing is none.
        let listed = self.words.verb_beginnings.is_empty();
        let told = self.is_command(text) || self.customer_in(text).is_some();
        told || (self.words.spaced && (thing || (listed && !self.starts_with_verb(text))))
    }

    /// Whether `text` says what somebody does who is not named, or named by a pronoun.
    pub fn goes_on_verb(&self, text: &str) -> bool {
        let pronoun = ["she ", "he ", "lei ", "lui ", "dia ", "beliau "];
        self.starts_with_verb(text) || pronoun.iter().any(|word| languages::starts_with(text, word))
    }

    /// The word for the customer anywhere in `text`.
    pub fn customer_in(&self, text: &str) -> Option<&'static str> {
        self.words.customers.iter().copied().find(|word| find_word(text, word, 0).is_some())
    }

    /// Whether `range` says what somebody does.
    pub fn is_step(&self, range: &Range<usize>) -> bool {
        let part = self.part(range);
        if self.words.verb_endings.is_empty() {
            self.subject(part).is_some() || self.starts_with_verb(part)
        } else {
            self.ends_with_verb(part) || japanese::plain(part) != part
        }
    }

    /// Whether `text` has a word that says what came out: done.
    pub fn says_result(&self, text: &str) -> bool {
        let results =
            self.words.results.iter().filter_map(|word| Some((find_word(text, word, 0)?, word.len())));
        let things = self.words.things;
        let within = |at: usize, len: usize| {
            let covers = |thing: &&&str| {
                thing.len() > len
                    && find_word(text, thing, 0)
                        .is_some_and(|from| from <= at && at + len <= from + thing.len())
            };
            !self.words.spaced && things.iter().any(|thing| covers(&thing))
        };
        results.into_iter().any(|(at, len)| !within(at, len))
    }

    /// Whether `text` ends with a verb, in languages in which it stands there.
    pub fn ends_with_verb(&self, text: &str) -> bool {
        let text = text.trim_end_matches(|c: char| is_blank(c) || matches!(c, '、' | '。'));
        self.words.verb_endings.iter().any(|ending| text.ends_with(ending))
    }

    /// The places in `range` where one of `list` stands as a word and nothing protects it, each with its length,
    /// in order; of words that begin at one place the longest.
    pub fn find_all(&self, range: &Range<usize>, list: &[&str]) -> Vec<Range<usize>> {
        let part = self.part(range);
        let mut found: Vec<Range<usize>> = Vec::new();
        for word in list {
            let mut from = 0;
            while let Some(at) = find_word(part, word, from) {
                found.push(range.start + at..range.start + at + word.len());
                from = at + word.len().max(1);
            }
        }
        found.sort_by_key(|place| (place.start, std::cmp::Reverse(place.end)));
        let mut last_end = 0;
        found.retain(|place| {
            let free = place.start >= last_end && !arrows::is_protected(&self.protected, place.start);
            if free {
                last_end = place.end;
            }
            free
        });
        found
    }

    /// The first place in `range` where a comma or one of `list` stands and nothing protects it.
    pub fn first_break(&self, range: &Range<usize>, list: &[&str]) -> Option<Range<usize>> {
        let comma = self
            .part(range)
            .char_indices()
            .filter(|(_, c)| matches!(c, ',' | '，' | '、' | ';' | '；'))
            .map(|(at, c)| range.start + at..range.start + at + c.len_utf8())
            .find(|place| !arrows::is_protected(&self.protected, place.start));
        comma.or_else(|| self.find_all(range, list).into_iter().next())
    }

    /// `range` without blanks and commas at its ends.
    pub fn tidy(&self, range: Range<usize>) -> Range<usize> {
        let range = trim_range(self.text, range);
        let part = self.part(&range);
        let cut = |c: char| is_blank(c) || matches!(c, ',' | '，' | '、' | ';' | '；');
        let start = range.start + part.len() - part.trim_start_matches(cut).len();
        let end = range.end - (part.len() - part.trim_end_matches(cut).len());
        start.min(end)..end.max(start)
    }

    /// `range` without one of `list` at its end, as *and*.
    pub fn without_end(&self, range: Range<usize>, list: &[&str]) -> Range<usize> {
        let range = self.tidy(range);
        let part = self.part(&range);
        let word = list.iter().find(|word| {
            let start = part.len().checked_sub(word.len());
            start.is_some_and(|start| {
                part.is_char_boundary(start)
                    && starts_with_word(&part[start..], word)
                    && (!self.words.spaced || start == 0 || part[..start].ends_with(is_blank))
            })
        });
        match word {
            Some(word) => self.tidy(range.start..range.end - word.len()),
            None => range,
        }
    }
}

/// The span of a range.
pub fn span(range: &Range<usize>) -> Span {
    Span::new(range.clone())
}
