//! Where one step ends and the next begins: arrows, or lines where there is no arrow.

use crate::outline::text::{arrow, is_blank, trim_range};
use std::ops::Range;

/// Pairs of marks between which nothing is read.
const PAIRS: [(char, char); 15] = [
    ('"', '"'),
    ('“', '”'),
    ('„', '“'),
    ('‘', '’'),
    ('\'', '\''),
    ('«', '»'),
    ('「', '」'),
    ('『', '』'),
    ('《', '》'),
    ('(', ')'),
    ('（', '）'),
    ('[', ']'),
    ('【', '】'),
    ('{', '}'),
    ('〈', '〉'),
];

/// Whether `c` opens a quotation or bracket.
pub fn opens(c: char) -> bool {
    PAIRS.iter().any(|pair| pair.0 == c)
}

/// The parts of `text` that stand in quotes or brackets, marks included, in order.
pub fn protected(text: &str) -> Vec<Range<usize>> {
    // Where each closing mark comes next is looked up from behind, so that open marks cost nothing.
    let mut found = Vec::new();
    let mut closed_until = 0;
    let mut missing: Vec<char> = Vec::new();
    for (at, open) in text.char_indices() {
        if at < closed_until {
            continue;
        }
        let Some((_, close)) = PAIRS.iter().find(|pair| pair.0 == open) else { continue };
        if missing.contains(close) || (open == '\'' && !can_open(text, at)) {
            continue;
        }
        let from = at + open.len_utf8();
        let end = match open {
            '\'' | '‘' => closing_apostrophe(text, from, *close),
            _ => text[from..].find(*close).map(|len| from + len),
        };
        match end {
            Some(end) => {
                closed_until = end + close.len_utf8();
                found.push(at..closed_until);
            }
            None => missing.push(*close),
        }
    }
    found
}

/// An apostrophe opens a quotation only where a word begins.
fn can_open(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric())
}

/// An apostrophe closes a quotation only where a word ends.
fn closing_apostrophe(text: &str, from: usize, close: char) -> Option<usize> {
    let ends = |at: usize| {
        text[at + close.len_utf8()..]
            .chars()
            .next()
            .is_none_or(|after| !after.is_alphanumeric() || after > '\u{250}')
    };
    text[from..].match_indices(close).map(|(len, _)| from + len).find(|at| ends(*at) && *at > from)
}

/// Whether `at` stands in one of `protected`.
pub fn is_protected(protected: &[Range<usize>], at: usize) -> bool {
    let next = protected.partition_point(|range| range.end <= at);
    protected.get(next).is_some_and(|range| range.start <= at)
}

/// The steps of `text` as ranges, without blanks, numbering and the full stop at their ends; empty ones too.
pub fn split(text: &str) -> Vec<Range<usize>> {
    let protected = protected(text);
    let right_to_left = text.chars().any(|c| ('\u{590}'..='\u{8ff}').contains(&c));
    let arrow_at = |at: usize| -> Option<usize> {
        let rest = &text[at..];
        match arrow(rest) {
            Some(arrow) => Some(arrow.len()),
            None if right_to_left && rest.starts_with('←') => Some('←'.len_utf8()),
            None => None,
        }
    };
    // In a list each line is a step, whether or not there are arrows in it.
    let listed = is_list(text);
    let mark = |at: usize| arrow_at(at).or_else(|| (listed && text[at..].starts_with('\n')).then_some(1));
    let mut parts = cut(text, &protected, mark);
    if listed {
        parts.retain(|part| !trim_range(text, part.clone()).is_empty());
    }
    if parts.len() == 1 {
        parts = cut(text, &protected, |at| greater_than(text, at));
    }
    if parts.len() == 1 {
        parts = cut(text, &protected, |at| text[at..].starts_with('\n').then_some(1));
        parts.retain(|part| !trim_range(text, part.clone()).is_empty());
    }
    parts.into_iter().map(|part| tidy(text, part)).collect()
}

fn cut(text: &str, protected: &[Range<usize>], mark: impl Fn(usize) -> Option<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut skip_to) = (0, 0);
    for (at, c) in text.char_indices() {
        // Only these can begin a mark; letters are most of a text.
        if at < skip_to || c.is_alphanumeric() || (c == ' ') {
            continue;
        }
        if let Some(len) = mark(at).filter(|_| !is_protected(protected, at)) {
            parts.push(start..at);
            skip_to = at + len;
            start = skip_to;
        }
    }
    parts.push(start..text.len());
    parts
}

/// `>` is an arrow unless something is compared: `price > 100`, `>=`.
fn greater_than(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].strip_prefix(['>', '＞', '›', '»'])?;
    let next = rest.trim_start_matches(is_blank).chars().next();
    let compared = rest.starts_with('=') || next.is_some_and(|c| c.is_numeric());
    (!compared).then(|| text.len() - at - rest.len())
}

/// Whether every line of several begins with a number or bullet.
fn is_list(text: &str) -> bool {
    let lines = || text.lines().filter(|line| !line.chars().all(is_blank));
    lines().nth(1).is_some() && lines().all(|line| bullet(line.trim_start_matches(is_blank)) > 0)
}

/// The length of the number or bullet with which `line` begins: `1. `, `1.ข้อแรก`, `①`, `- `.
fn bullet(line: &str) -> usize {
    if let Some(circled) = line.chars().next().filter(|c| ('\u{2460}'..='\u{2473}').contains(c)) {
        return circled.len_utf8();
    }
    let digits = line.len()
        - line.trim_start_matches(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c)).len();
    let Some(mark) = line[digits..].chars().next() else { return 0 };
    let end = digits + mark.len_utf8();
    let next = line[end..].chars().next();
    let blank = next.is_some_and(is_blank);
    let numbered = (1..10).contains(&digits) && matches!(mark, '.' | ')' | '．' | '）');
    // No blank is needed before a letter; 2.5 is a number.
    let parted = blank || next.is_some_and(char::is_alphabetic);
    let dotted = digits == 0 && (matches!(mark, '•' | '・') || (blank && matches!(mark, '-' | '–' | '*')));
    if (numbered && parted) || dotted { end } else { 0 }
}

/// Without blanks, bullet or number in front, and full stop behind.
fn tidy(text: &str, part: Range<usize>) -> Range<usize> {
    let mut part = trim_range(text, part);
    let bullet = bullet(&text[part.clone()]);
    part = trim_range(text, part.start + bullet..part.end);
    let line = &text[part.clone()];
    let stop =
        line.trim_end_matches(|c| matches!(c, '.' | '。' | '．' | ';' | '；' | ',' | '、') || is_blank(c));
    // Three dots are no full stop.
    if line.ends_with("...") { part } else { part.start..part.start + stop.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(text: &str) -> Vec<&str> {
        split(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn every_arrow_parts_steps_and_quotes_protect() {
        for arrow in ["→", "->", "=>", "⇒", "➔", "-->", ">"] {
            assert_eq!(steps(&format!("a {arrow} b{arrow}c.")), ["a", "b", "c"], "{arrow}");
        }
        assert_eq!(
            steps("says \"a → b\" → writes (c -> d) → it's ok"),
            ["says \"a → b\"", "writes (c -> d)", "it's ok"]
        );
        assert_eq!(steps("price > 100 → stop"), ["price > 100", "stop"]);
        assert_eq!(steps("a → → b →"), ["a", "", "b", ""]);
    }

    #[test]
    fn lines_are_steps_where_there_is_no_arrow() {
        assert_eq!(steps("1. a\r\n2. b\r\n\r\n- c"), ["a", "b", "c"]);
        assert_eq!(steps("a\n→ b\nmore\n→ c"), ["a", "b\nmore", "c"]);
        assert_eq!(steps("א ← ב"), ["א", "ב"]);
    }
}
