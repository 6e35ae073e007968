//! Conditions that no comma parts from what is done: `if paid ship it`.

use super::context::Context;
use super::subjects;
use crate::outline::languages::{self, first_word, starts_with_word};
use crate::outline::limits;
use crate::outline::text::{is_blank, trim};
use lang::Lang;
use std::ops::Range;

/// Words behind which nobody and nothing new begins, in Thai: prepositions and the like.
const THAI_JOINTS: [&str; 12] = ["ให้", "กับ", "จาก", "ของ", "ถึง", "โดย", "ที่", "ว่า", "การ", "มี", "เป็น", "และ"];

impl Context<'_, '_> {
    /// Where what is done begins, as an empty place: where somebody acts, or where a known verb stands.
    pub fn unparted(&self, rest: &Range<usize>) -> Option<Range<usize>> {
        // In Japanese the word that says *if* stands there.
        if !self.words.particles.is_empty() {
            return None;
        }
        let part = self.part(rest);
        let free = |at: &usize| !super::arrows::is_protected(&self.protected, rest.start + at);
        let at = if self.words.spaced {
            word_starts(part).take(limits::CONDITION_WORDS).filter(free).find(|at| self.acts_from(part, *at))
        } else {
            let borders = subjects::borders(part);
            let mut pairs = borders.windows(2).take(limits::CONDITION_WORDS * 2);
            let found = pairs.find(|pair| {
                let (before, at) = (pair[0], pair[1]);
                free(&at) && at < part.len() && self.acts_from_thai(part, before, at)
            });
            found.map(|pair| pair[1])
        }?;
        Some(rest.start + at..rest.start + at)
    }

    /// Whether `part` says a condition before `at`, and what is done from there on.
    fn acts_from(&self, part: &str, at: usize) -> bool {
        let (head, tail) = (trim(&part[..at]), &part[at..]);
        let last = head.rsplit(is_blank).next().unwrap_or_default().to_lowercase();
        let joins = [self.words.frequent, self.words.articles, self.words.adverbs, self.words.and];
        if joins.iter().any(|list| list.contains(&last.as_str())) || self.is_name(head) {
            return false;
        }
        if self.words.agreed.contains(&head.to_lowercase().as_str()) {
            return true;
        }
        // Where nouns and verbs look alike, a verb or an end that tells has to stand in the condition.
        let said = head.split(is_blank).map(str::to_lowercase).collect::<Vec<_>>();
        let states = |word: &String| self.words.states.iter().any(|end| word.ends_with(end));
        let tells = !self.words.verb_beginnings.is_empty()
            || said.iter().any(|word| self.words.auxiliaries.contains(&word.as_str()))
            || said.iter().any(|word| subjects::is_verb(word, self.words) || states(word));
        let acts = self.subject(tail).is_some_and(|subject| subject.sure);
        let first = first_word(tail).to_lowercase();
        let does = subjects::is_verb(&first, self.words) && !self.words.auxiliaries.contains(&first.as_str());
        // `it isn't, …` says all there is to say.
        let whole = said.len() == 2 && ["isn't", "aren't", "wasn't"].contains(&last.as_str());
        let after_auxiliary = self.words.auxiliaries.contains(&last.as_str()) && !whole;
        !after_auxiliary && ((tells && (acts || does)) || self.is_command(tail))
    }

    /// The same for Thai; `before`: where the word before begins.
    fn acts_from_thai(&self, part: &str, before: usize, at: usize) -> bool {
        let (head, word, tail) = (trim(&part[..at]), &part[before..at], &part[at..]);
        let answer = |word: &str| self.words.opposites.iter().any(|(yes, no)| [*yes, *no].contains(&word));
        if self.is_name(head)
            || (THAI_JOINTS.contains(&word) && !(word == "มี" && self.subject(tail).is_none()))
        {
            return false;
        }
        let known = |name: &str| self.words.teams.contains(&name);
        let somebody = self.subject(tail).filter(|subject| subject.sure || known(subject.name));
        if somebody.is_some_and(|subject| self.starts_with_verb(subject.rest)) {
            return true;
        }
        let bound = self.words.adverbs.contains(&word)
            || word == "ไม่"
            || (self.words.verbs.contains(&word) && !answer(word));
        let adverb = self.words.adverbs.iter().any(|adverb| subjects::begins_with(tail, adverb));
        !bound && !adverb && !tail.starts_with("ไม่") && self.starts_with_verb(tail)
    }

    /// Whether `text` is no more than the name of somebody or something.
    fn is_name(&self, text: &str) -> bool {
        let bare = subjects::without_article(text, self.words);
        let small = bare.to_lowercase();
        let lists = [self.words.customers, self.words.teams, self.words.things, self.words.articles];
        self.known.contains(&small) || lists.iter().any(|list| list.contains(&small.as_str()))
    }

    /// English commands: `Close the ticket`.
    pub fn is_command(&self, text: &str) -> bool {
        if !std::ptr::eq(self.words, languages::of(Lang::En)) {
            return false;
        }
        let first = first_word(text).to_lowercase();
        let rest = text.get(first.len()..).unwrap_or_default().trim_matches(is_blank);
        let third = match first.strip_suffix('y') {
            Some(stem) => format!("{stem}ies"),
            None => format!("{first}s"),
        };
        let verbs = self.words.verbs;
        let is_base = verbs.contains(&third.as_str()) || verbs.contains(&format!("{first}es").as_str());
        let next = first_word(rest).to_lowercase();
        let noun = self.words.auxiliaries.contains(&next.as_str()) || subjects::is_verb(&next, self.words);
        is_base && !rest.is_empty() && !rest.ends_with("ed") && !noun
    }

    /// Whether what is said is done by somebody: a step, also as a command, also of one word.
    pub fn does(&self, range: &Range<usize>) -> bool {
        let part = self.part(range);
        let alone = || self.is_command(&format!("{part} it"));
        let goes_on = |rest: &str| {
            let next = first_word(rest).to_lowercase();
            let lists = [self.words.frequent, self.words.articles, self.words.customers, self.words.teams];
            rest.trim_matches(is_blank).is_empty()
                || ["it", "them", "back", "up", "off", "again", "out"].contains(&next.as_str())
                || lists.iter().any(|list| list.contains(&next.as_str()))
        };
        let command = || {
            let len = first_word(part).len();
            goes_on(part.get(len..).unwrap_or_default()) && (self.is_command(part) || alone())
        };
        self.is_step(range) || command()
    }

    /// The word such as *if* with which `range` begins.
    pub fn begins_with_if(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let range = self.tidy(range.clone());
        let part = self.part(&range);
        let not = self.words.not_if.iter().any(|word| starts_with_word(part, word));
        let first = self.find_all(&range, self.words.if_before).into_iter().next()?;
        (first.start == range.start && !not).then_some(first)
    }
}

/// Where the words of `text` begin, but for the first.
fn word_starts(text: &str) -> impl Iterator<Item = usize> {
    let mut blank = false;
    text.char_indices().filter_map(move |(at, c)| {
        let starts = blank && !is_blank(c) && at > 0;
        blank = is_blank(c);
        starts.then_some(at)
    })
}
