//! The lines of a canonical outline as a tree: what is indented belongs to the line above.

use super::words;
use crate::outline::ast::Written;
use crate::outline::text::{arrow, colon, is_blank, trim, trim_range};
use crate::outline::{limits, messages};
use model::{Diagnostic, Span};

/// A line with what is indented below it.
#[derive(Debug)]
pub struct Line<'t> {
    /// What begins the line.
    pub mark: Mark,
    /// The text after the mark, without blanks at its ends.
    pub text: &'t str,
    /// Where `text` starts in the source.
    pub start: usize,
    /// The lines that go on after a bar.
    pub more: Vec<&'t str>,
    /// What is indented below.
    pub children: Vec<Line<'t>>,
}

/// What begins a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// An arrow: a step.
    Arrow,
    /// A dash: a branch.
    Dash,
    /// Nothing: `word: value`.
    Word,
}

impl Line<'_> {
    /// Where the text stands.
    pub fn span(&self) -> Span {
        Span::new(self.start..self.start + self.text.len())
    }
}

/// Reads the lines of `text`. Too deep lines are reported and left out.
pub fn read<'t>(text: &'t str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Line<'t>> {
    // The open lines with their indentation; the first stands for the whole text.
    let mut roots = Vec::new();
    let mut open: Vec<(usize, Line<'t>)> = Vec::new();
    let mut start = 0;
    for raw in text.split_inclusive('\n') {
        let range = trim_range(text, start..start + raw.len());
        let indent = width(&text[start..range.start]);
        start += raw.len();
        if range.is_empty() {
            continue;
        }
        let line = &text[range.clone()];
        if let (Some(rest), Some((_, last))) = (line.strip_prefix('|'), open.last_mut()) {
            last.more.push(rest.strip_prefix(' ').unwrap_or(rest));
            continue;
        }
        close(&mut open, &mut roots, indent);
        if open.len() >= limits::DEPTH {
            let message = messages::TOO_DEEP.message().with("limit", limits::DEPTH);
            diagnostics.push(Diagnostic::error(message).spanning(Span::new(range)));
            continue;
        }
        let (mark, len) = mark(line);
        let inner = trim_range(text, range.start + len..range.end);
        open.push((
            indent,
            Line {
                mark,
                text: &text[inner.clone()],
                start: inner.start,
                more: Vec::new(),
                children: Vec::new(),
            },
        ));
    }
    close(&mut open, &mut roots, 0);
    roots
}

/// Closes the open lines that stand at `indent` or further right.
fn close<'t>(open: &mut Vec<(usize, Line<'t>)>, roots: &mut Vec<Line<'t>>, indent: usize) {
    while let Some((_, line)) = open.pop_if(|(at, _)| *at >= indent) {
        match open.last_mut() {
            Some((_, parent)) => parent.children.push(line),
            None => roots.push(line),
        }
    }
}

/// Columns of what stands before a line: a tab is four, what cannot be seen is none.
fn width(blank: &str) -> usize {
    blank
        .chars()
        .map(|c| match c {
            '\t' => 4,
            '\u{3000}' => 2,
            c if c.is_whitespace() => 1,
            _ => 0,
        })
        .sum()
}

fn mark(line: &str) -> (Mark, usize) {
    if let Some(arrow) = arrow(line) {
        return (Mark::Arrow, arrow.len());
    }
    match line.chars().next() {
        Some(dash @ ('-' | '–' | '—' | '•' | '*')) => (Mark::Dash, dash.len_utf8()),
        _ => (Mark::Word, 0),
    }
}

/// Whether `text` is written as a canonical outline: its first line is a line of the head or of a start.
pub fn is_canonical(text: &str) -> bool {
    let first = text.split('\n').map(trim).find(|line| !line.is_empty()).unwrap_or_default();
    let Some((at, _)) = colon(first) else { return false };
    let word = words::normal(&first[..at]);
    arrow(first).is_none() && (words::HEAD.contains(&word.as_str()) || word == words::START)
}

/// A line `word: value` or `word = value`, taken apart.
#[derive(Debug)]
pub struct Pair<'l, 't> {
    /// The line.
    pub line: &'l Line<'t>,
    /// The word in lower case, with single blanks.
    pub word: String,
    /// The value is computed: it stands after an equals sign.
    pub computed: bool,
    /// The value as it is written, without blanks at its ends.
    pub value: &'t str,
    /// Where `value` starts in the source.
    pub start: usize,
}

impl<'l, 't> Pair<'l, 't> {
    /// Takes `line` apart; `None` if it has neither colon nor equals sign.
    pub fn of(line: &'l Line<'t>) -> Option<Self> {
        let at = line.text.find([':', '：', '=', '＝'])?;
        let sign = line.text[at..].chars().next()?;
        let range = trim_range(line.text, at + sign.len_utf8()..line.text.len());
        Some(Self {
            line,
            word: words::normal(&line.text[..at]),
            computed: matches!(sign, '=' | '＝'),
            value: &line.text[range.clone()],
            start: line.start + range.start,
        })
    }

    /// Where the value stands; the whole line if it is empty.
    pub fn span(&self) -> Span {
        if self.value.is_empty() {
            self.line.span()
        } else {
            Span::new(self.start..self.start + self.value.len())
        }
    }

    /// The value with its place, if the word is known.
    pub fn written(&self) -> Option<Written> {
        Some(Written { word: words::known(&self.word)?, span: self.span() })
    }

    /// The value with the lines that go on after a bar.
    pub fn full(&self) -> String {
        joined(self.value, &self.line.more)
    }
}

/// A text with the lines that go on after a bar.
pub fn joined(text: &str, more: &[&str]) -> String {
    let mut out = text.to_owned();
    for line in more {
        out.push('\n');
        out.push_str(line.trim_end_matches(is_blank));
    }
    out
}
