//! Conditions: `if C, A`, `A if C`, `if C, A, otherwise B`, and steps that begin with *otherwise*.

use super::clauses::{Unit, Words};
use super::context::{Context, span};
use super::{japanese, subjects};
use crate::outline::languages;
use crate::outline::text::is_blank;
use crate::outline::{Guess, limits, messages};
use std::ops::Range;

/// A clause with a condition.
pub struct Condition {
    /// The word that says so.
    place: Range<usize>,
    /// What is done before, whatever comes out.
    step: Option<Range<usize>>,
    /// What is asked.
    condition: Range<usize>,
    /// What is done if it is true.
    then: Range<usize>,
    /// Another condition behind it.
    more: Option<Range<usize>>,
}

impl Context<'_, '_> {
    /// The condition in a clause.
    pub fn find_condition(&self, range: &Range<usize>) -> Option<Condition> {
        if self.words.if_after.is_empty() {
            return self.condition_before(range);
        }
        let mut found = self.condition_behind(range)?;
        // What is done may be followed by another condition.
        if let Some(next) = self.condition_behind(&found.then)
            && let Some(step) = next.step
        {
            found.more = Some(self.tidy(step.end..found.then.end));
            found.then = step;
        }
        Some(found)
    }

    /// `X and if C, Y`, `if C, Y`, `Y if C`.
    fn condition_before(&self, range: &Range<usize>) -> Option<Condition> {
        let mut asks = self.find_all(range, self.words.asks);
        asks.extend(self.find_all(range, self.words.not_if));
        asks.sort_by_key(|ask| ask.start);
        let free =
            |place: &Range<usize>| !asks.iter().any(|ask| ask.start <= place.start && place.start < ask.end);
        let mut ifs = self.find_all(range, self.words.if_before).into_iter().filter(free);
        let first = || {
            let start = self.tidy(range.clone()).start;
            self.find_all(range, self.words.when).into_iter().find(|place| place.start == start)
        };
        let place = ifs.next().or_else(first)?;
        let before = self.without_end(range.start..place.start, self.words.and);
        let before = before.start..before.start + self.part(&before).trim_end_matches(':').len();
        // `X if C` has its step before it; `X, if C Y` and `if C Y` have it behind.
        let opens = before.is_empty() || self.begins_clause(range, &place);
        let parts = |end: usize| {
            let rest = self.tidy(place.end..end);
            let cut = self.end_of_condition(&rest, opens)?;
            let then = self.without_then(self.tidy(cut.end..rest.end));
            let condition = self.tidy(rest.start..cut.start);
            Some((condition, then)).filter(|(condition, step)| !condition.is_empty() && !step.is_empty())
        };
        let next = ifs.find(|next| next.start > place.end && self.begins_clause(range, next));
        let second = next.clone();
        let two = next.and_then(|next| {
            let end = self.without_end(range.start..next.start, self.words.and).end;
            parts(end).map(|parts| (parts, next.start..range.end))
        });
        let step = Some(before.clone()).filter(|before| !before.is_empty());
        if let Some(((condition, then), more)) = two {
            return Some(Condition { place, step, condition, then, more: Some(more) });
        }
        // The comma before another condition ends no condition, unless nothing else does.
        if let Some(second) = second
            && self
                .first_break(&(place.end..second.start), &[])
                .is_some_and(|comma| self.text[comma.end..second.start].chars().all(is_blank))
        {
            return None;
        }
        let rest = self.tidy(place.end..range.end);
        match parts(range.end) {
            Some((condition, then)) => Some(Condition { place, step, condition, then, more: None }),
            None if !before.is_empty() && !rest.is_empty() => {
                Some(Condition { place, step: None, condition: rest, then: before, more: None })
            }
            None => None,
        }
    }

    /// Whether a clause begins at `place`.
    fn begins_clause(&self, range: &Range<usize>, place: &Range<usize>) -> bool {
        let before = &self.text[range.start..place.start];
        let parted =
            |text: &str| text.trim_end_matches(is_blank).ends_with([',', ';', ':', '，', '、', '；', '：']);
        let cut = self.without_end(range.start..place.start, self.words.and);
        parted(before)
            || (!self.words.spaced && before.ends_with(is_blank))
            || !self.text[cut.end..place.start].chars().all(is_blank)
    }

    /// What parts a condition from what is done: a comma, a blank where words have none, or a word such as *then*.
    /// `opens`: the condition begins a clause, so what is done may follow without any of these.
    pub fn end_of_condition(&self, rest: &Range<usize>, opens: bool) -> Option<Range<usize>> {
        let comma = self.first_break(rest, &[]).or_else(|| self.colon(rest));
        let unparted = || opens.then(|| self.unparted(rest)).flatten();
        if self.words.spaced {
            let then = || self.find_all(rest, self.words.then).into_iter().next();
            return comma.or_else(then).or_else(unparted);
        }
        let part = self.part(rest);
        // Beside a number a blank parts no clauses: ภายใน 7 วัน.
        let counts = |(start, end): &(usize, usize)| {
            part[..*start].ends_with(char::is_numeric) || part[*end..].starts_with(char::is_numeric)
        };
        let all = || {
            part.match_indices(is_blank)
                .take(limits::CONDITION_BLANKS)
                .map(|(at, blank)| (at, at + blank.len()))
        };
        let blanks = || all().filter(|blank| !counts(blank));
        let behind = |(_, end): &(usize, usize)| part[*end..].trim_start_matches(is_blank);
        let acts = |blank: &(usize, usize)| {
            let behind = behind(blank);
            self.subject(behind).is_some() || self.then_word(behind).is_some()
        };
        let does = |blank: &(usize, usize)| self.starts_with_verb(behind(blank));
        let blank = || blanks().find(acts).or_else(|| blanks().find(does)).or_else(|| blanks().next());
        let blank = || blank().map(|(start, end)| rest.start + start..rest.start + end);
        comma.or_else(blank).or_else(|| self.word_inside(rest, self.words.then)).or_else(unparted)
    }

    /// The first colon in `rest` with a blank behind it.
    fn colon(&self, rest: &Range<usize>) -> Option<Range<usize>> {
        let part = self.part(rest);
        let mut places = part.match_indices([':', '：']);
        let (at, sign) = places.find(|(at, sign)| {
            let behind = &part[at + sign.len()..];
            (behind.starts_with(is_blank) || *sign == "：")
                && !super::arrows::is_protected(&self.protected, rest.start + at)
        })?;
        Some(rest.start + at..rest.start + at + sign.len())
    }

    /// Points to a word such as *if* at the beginning of a step that is read as nothing else.
    pub fn note_no_condition(&mut self, range: &Range<usize>) {
        if let Some(word) = self.begins_with_if(range) {
            let said = self.part(&word);
            self.readings.point(span(&word), || messages::NO_CONDITION.message().with("word", said));
        }
    }

    /// The first of `list` that stands in `range` as a word, as a dictionary parts it.
    fn word_inside(&self, range: &Range<usize>, list: &[&str]) -> Option<Range<usize>> {
        let places = self.find_all(range, list);
        if places.is_empty() {
            return None;
        }
        let borders = subjects::borders(self.part(range));
        let is_border = |at: usize| borders.binary_search(&(at - range.start)).is_ok();
        places
            .into_iter()
            .find(|place| place.start > range.start && is_border(place.start) && is_border(place.end))
    }

    /// The length of the word such as *then* with which `text` begins.
    pub fn then_word(&self, text: &str) -> Option<usize> {
        let fits = |word: &&&str| subjects::begins_with(text, word);
        self.words.then.iter().filter(fits).map(|word| word.len()).max()
    }

    /// `range` without *then* at its beginning. ให้ is a verb too: it stays where nothing else is done.
    pub fn without_then(&self, range: Range<usize>) -> Range<usize> {
        let Some(len) = self.then_word(self.part(&range)) else { return range };
        let rest = self.tidy(range.start + len..range.end);
        let part = self.part(&rest);
        let acts = self.subject(part).is_some() || self.starts_with_verb(part);
        if acts || (self.words.spaced && !rest.is_empty()) { rest } else { range }
    }

    /// `X、もしC場合は、Y`: the word stands behind the condition.
    fn condition_behind(&self, range: &Range<usize>) -> Option<Condition> {
        let place = self
            .find_all(range, self.words.if_after)
            .into_iter()
            .find(|place| place.start > range.start && self.ends_condition(place, range.end))?;
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
        // An ending that belongs to the verb stays.
        let condition =
            self.tidy(start..if japanese::is_ending(self.part(&place)) { place.end } else { place.start });
        let step = self.tidy(range.start..before.map_or(start, |before| before.start));
        let then = self.tidy(place.end..range.end);
        if condition.is_empty() || (then.is_empty() && step.is_empty()) {
            return None;
        }
        let (step, then) = if then.is_empty() { (None, step) } else { (Some(step), then) };
        Some(Condition { place, step: step.filter(|step| !step.is_empty()), condition, then, more: None })
    }

    /// Whether what stands at `place` ends a condition there: `なら` may be part of any word.
    fn ends_condition(&self, place: &Range<usize>, end: usize) -> bool {
        let word = self.part(place);
        let rest = &self.text[place.end..end];
        let parted = rest.starts_with(['、', ',', '，']);
        if word.starts_with("場合") {
            return word == "場合は" || !self.text[..place.start].ends_with('の') || parted;
        }
        // なければならない, すればよい.
        let duty = rest.starts_with(['な', 'い', 'よ', '良']);
        let kana = |c: char| ('\u{3041}'..='\u{3096}').contains(&c);
        let sure = match word {
            // Behind a verb it is no part of another word; お begins what is done politely.
            "たら" | "だら"
                if self.text[..place.start].ends_with(['て', 'い', 'っ', 'れ', 'え', 'け', 'し', 'ん']) =>
            {
                !rest.starts_with('い')
            }
            "なら" | "たら" | "だら" => rest.starts_with(|c| !kana(c) || c == 'お' || c == 'ご'),
            _ => word.ends_with('ば') && !duty && !rest.is_empty(),
        };
        parted || sure || (word.ends_with('は') && self.subject(rest).is_some())
    }

    /// Reads a condition, unless the other reading was asked for.
    pub fn conditional(&mut self, found: Condition, depth: usize) -> Option<Vec<Unit>> {
        let message = self.message_of(&found);
        if !self.readings.take(Guess::Condition, span(&found.place), || message) {
            return None;
        }
        let mut units: Vec<Unit> =
            found.step.iter().map(|step| Unit::Step(self.clause_words(step))).collect();
        let condition = self.asked(&found.condition, &found.place);
        let then = match found.more {
            Some(_) => self.clause_words(&found.then),
            None => self.step_words(&found.then),
        };
        let mut more = found.more.map_or_else(Vec::new, |more| self.units_at(more, depth + 1));
        let opposite = more.first().is_some_and(|next| self.is_opposite(&condition, next));
        let mut rest = more.drain(..);
        let otherwise = match opposite.then(|| rest.next()).flatten() {
            Some(Unit::If { then, .. }) => then,
            _ => Vec::new(),
        };
        let then = match self.passing(&found.then) {
            Some((wait, rest)) => vec![wait, Unit::Step(self.clause_words(&rest))],
            None => vec![Unit::Step(then)],
        };
        units.push(Unit::If { condition, then, otherwise });
        units.extend(rest);
        Some(units)
    }

    /// How a condition was read.
    fn message_of(&self, found: &Condition) -> lang::Message {
        let gap = self.text.get(found.condition.end..found.then.start);
        let unparted = match gap {
            Some(gap) if self.words.spaced => gap.chars().all(is_blank),
            Some(gap) => gap.is_empty() && self.words.if_after.is_empty(),
            None => false,
        };
        if unparted {
            let message = messages::READ_AS_CONDITION_AND_STEP.message();
            return message
                .with("condition", self.part(&found.condition))
                .with("step", self.part(&found.then));
        }
        messages::READ_AS_CONDITION.message().with("word", self.part(&found.place))
    }

    /// A condition as a question is asked. `word`: where the one stands by which it was found.
    pub fn asked(&self, condition: &Range<usize>, word: &Range<usize>) -> Words {
        let mut words = self.step_words(condition);
        if !self.words.if_after.is_empty() {
            words.text = japanese::condition(&words.text, self.part(word));
        }
        words
    }

    /// `if C, A or B`: the *or* stands for *otherwise*.
    pub fn with_or(&mut self, range: &Range<usize>) -> Option<Vec<Unit>> {
        let found = self.find_condition(range).filter(|found| found.more.is_none())?;
        let behind = found.then.start >= found.condition.end;
        let begins = found.step.is_none();
        let ors = self.ors(&found.then);
        let [or] = ors.as_slice() else { return None };
        let left = self.tidy(found.then.start..or.start);
        let right = self.tidy(or.end..found.then.end);
        let large = self.part(or).chars().all(char::is_uppercase);
        let done = |part: &Range<usize>| {
            let text = self.part(part);
            self.does(part) || (!self.words.verb_endings.is_empty() && japanese::is_action(text))
        };
        let asks = self.asks(&left) || self.asks(&right);
        if !behind || (large && !begins) || asks || !done(&left) || !done(&right) {
            return None;
        }
        let whole = found.then.clone();
        let mut units = self.conditional(Condition { then: left, ..found }, 0)?;
        let word = self.part(or);
        let message = messages::READ_AS_ELSE.message().with("word", word).with("other", self.part(&right));
        let is_else = self.readings.take(Guess::Else, span(or), || message);
        let other = if is_else { self.units_at(right, 1) } else { Vec::new() };
        if let Some(Unit::If { then, otherwise, .. }) = units.last_mut() {
            if is_else {
                self.sentence_ends(then);
                otherwise.extend(other);
            } else {
                *then = vec![Unit::Step(self.step_words(&whole))];
            }
        }
        Some(units)
    }

    /// Gives the verb of a clause that another one followed the form in which a sentence ends.
    fn sentence_ends(&self, then: &mut [Unit]) {
        if let [Unit::Step(words)] = then
            && !self.words.verb_endings.is_empty()
        {
            let text = words.text.strip_suffix('か').unwrap_or(&words.text);
            words.text = japanese::plain(text).into_owned();
        }
    }

    /// Whether `next` is what is done if `condition` is not true, and nothing else.
    fn is_opposite(&self, condition: &Words, next: &Unit) -> bool {
        let Unit::If { condition: other, otherwise, .. } = next else { return false };
        let bare = |words: &Words| words.text.to_lowercase().replace(is_blank, "");
        let (one, other) = (bare(condition), bare(other));
        // The second need not say again who or what.
        let shorter = |(yes, no): &(&str, &str)| {
            let turned = other.replacen(&no.replace(is_blank, ""), &yes.replace(is_blank, ""), 1);
            let longer = one.replacen(&no.replace(is_blank, ""), &yes.replace(is_blank, ""), 1);
            if longer != one && other.chars().count() > 2 && longer.ends_with(&other) {
                return true;
            }
            let part = one.ends_with(&turned) || one.starts_with(&turned);
            turned != other && turned.chars().count() > 1 && part
        };
        otherwise.is_empty()
            && (are_opposite(self.words, &one, &other) || self.words.negations.iter().any(shorter))
    }

    /// `if C, A, otherwise B`.
    pub fn with_otherwise(&mut self, range: &Range<usize>, depth: usize) -> Option<Vec<Unit>> {
        let place = self.find_all(range, self.words.otherwise).into_iter().next()?;
        let left = self.without_end(range.start..place.start, self.words.and);
        let right = self.tidy(place.end..range.end);
        if left.is_empty() || right.is_empty() {
            return None;
        }
        let found = self.find_condition(&left)?;
        let Some(mut units) = self.conditional(found, depth) else {
            return Some(vec![Unit::Step(self.step_words(range))]);
        };
        let right = self.without_then(right);
        self.note_ors(&left);
        self.note_ors(&right);
        let done = self.units_at(right, depth + 1);
        if let Some(Unit::If { then, otherwise, .. }) = units.last_mut() {
            self.sentence_ends(then);
            otherwise.extend(done);
        }
        Some(units)
    }

    /// Whether a step begins with *otherwise*: what stands behind it.
    pub fn begins_with_otherwise(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let range = self.tidy(range.clone());
        let first = self.find_all(&range, self.words.otherwise).into_iter().next()?;
        let rest = self.without_then(self.tidy(first.end..range.end));
        (first.start == range.start && !rest.is_empty()).then_some(rest)
    }
}

/// Whether one of two texts says that the other is not so. Both are in small letters, without blanks.
pub fn are_opposite(words: &languages::Words, one: &str, other: &str) -> bool {
    let turned = |said: &str, no: &str, yes: &str, back: &str| {
        said.match_indices(no).any(|(at, _)| {
            let rest = back.strip_prefix(&said[..at]).and_then(|rest| rest.strip_prefix(yes));
            rest == Some(&said[at + no.len()..])
        })
    };
    words.negations.iter().chain(words.opposites).any(|(yes, no)| {
        let (yes, no) = (yes.replace(is_blank, ""), no.replace(is_blank, ""));
        turned(one, &no, &yes, other) || turned(other, &no, &yes, one)
    })
}
