//! The lines below a step, by their word: each is taken once, what is left over is misplaced.

use super::lines::{Line, Pair};
use super::words;
use crate::outline::ast::Written;
use crate::outline::text::{is_blank, quoted_len, trim, trim_range, unquote};
use crate::outline::{duration, limits, messages};
use lang::Message;
use model::bpmn::{Dynamic, Mapping, Pair as KeyValue};
use model::{Diagnostic, Span};

/// The lines below something, each with its word.
#[derive(Debug)]
pub struct Attributes<'l, 't> {
    pairs: Vec<Pair<'l, 't>>,
}

impl<'l, 't> Attributes<'l, 't> {
    /// The lines of `lines` that are of the form `word: value`; other lines without mark are reported.
    pub fn of(lines: &'l [Line<'t>], diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut pairs = Vec::new();
        for line in lines.iter().filter(|line| line.mark == super::lines::Mark::Word) {
            match Pair::of(line) {
                Some(pair) => pairs.push(pair),
                None => {
                    let message = messages::NOT_A_LINE.message().with("text", short(line.text));
                    diagnostics.push(Diagnostic::error(message).spanning(line.span()));
                }
            }
        }
        Self { pairs }
    }

    /// The values that nobody has taken yet, with their places.
    pub fn written(&self) -> impl Iterator<Item = Written> + '_ {
        self.pairs.iter().filter_map(Pair::written)
    }

    /// The first line with this word.
    pub fn take(&mut self, word: &str) -> Option<Pair<'l, 't>> {
        let at = self.pairs.iter().position(|pair| pair.word == word)?;
        Some(self.pairs.remove(at))
    }

    /// All lines with this word.
    pub fn take_all(&mut self, word: &str) -> Vec<Pair<'l, 't>> {
        self.take_where(|each| each == word)
    }

    /// All lines whose word fits.
    pub fn take_where(&mut self, fits: impl Fn(&str) -> bool) -> Vec<Pair<'l, 't>> {
        if !self.pairs.iter().any(|pair| fits(&pair.word)) {
            return Vec::new();
        }
        let (taken, rest) = std::mem::take(&mut self.pairs).into_iter().partition(|pair| fits(&pair.word));
        self.pairs = rest;
        taken
    }

    /// Whether there is a line with this word.
    pub fn has(&self, word: &str) -> bool {
        self.pairs.iter().any(|pair| pair.word == word)
    }

    /// Reports what nobody took.
    pub fn finish(self, diagnostics: &mut Vec<Diagnostic>) {
        for pair in self.pairs {
            let message = leftover(&pair, diagnostics.len() < limits::DIAGNOSTICS);
            diagnostics.push(Diagnostic::error(message).spanning(pair.line.span()));
        }
    }
}

/// What is wrong with a line that nobody took; with a proposal only if one is wanted.
pub fn leftover(pair: &Pair<'_, '_>, proposing: bool) -> Message {
    let plain = pair.word.strip_prefix("also ").unwrap_or(&pair.word);
    let known = || words::ATTRIBUTES.into_iter().chain(words::BOUNDARIES).chain(words::HEAD);
    if known().any(|word| word == plain) || plain == words::START || plain == words::KEPT {
        return messages::MISPLACED.message().with("word", &pair.word);
    }
    match words::nearest(plain, known().filter(|_| proposing)) {
        Some(known) => messages::MISSPELT_WORD.message().with("word", short(&pair.word)).with("known", known),
        None => {
            let message = messages::UNKNOWN_WORD.message().with("word", short(&pair.word));
            message.with("text", short(pair.line.text))
        }
    }
}

/// `text`, cut to what fits into a message.
pub fn short(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// Readers of values. Each reports what it cannot read.
impl Pair<'_, '_> {
    /// A text: as it stands, or what stands in the quotes.
    pub fn text(&self, diagnostics: &mut Vec<Diagnostic>) -> String {
        let full = self.full();
        if full.chars().count() > limits::VALUE_CHARS {
            let message = messages::TEXT_TOO_LONG.message().with("limit", limits::VALUE_CHARS);
            diagnostics.push(Diagnostic::error(message).spanning(self.span()));
            return String::new();
        }
        unquote(&full).unwrap_or(full)
    }

    /// A text or an expression.
    pub fn dynamic(&self, diagnostics: &mut Vec<Diagnostic>) -> Dynamic {
        let quoted = unquote(self.value).is_some();
        let text = self.text(diagnostics);
        match text.strip_prefix(['=', '＝']).filter(|_| !quoted) {
            _ if self.computed => Dynamic::Formula(self.full()),
            Some(formula) => Dynamic::Formula(trim(formula).to_owned()),
            None => Dynamic::Text(text),
        }
    }

    /// An expression, whichever sign stands before it.
    pub fn formula(&self) -> String {
        let full = self.full();
        match full.strip_prefix('=') {
            Some(rest) if !self.computed => trim(rest).to_owned(),
            _ => full,
        }
    }

    /// An expression or a duration; text in quotes is taken as it stands.
    pub fn duration(&self, example: &str, diagnostics: &mut Vec<Diagnostic>) -> Dynamic {
        match self.dynamic(diagnostics) {
            Dynamic::Text(text) if unquote(self.value).is_none() => match duration::parse(&text) {
                Some(iso) => Dynamic::Text(iso),
                None => {
                    self.refuse(example, diagnostics);
                    Dynamic::Text(text)
                }
            },
            dynamic => dynamic,
        }
    }

    /// Says that the value cannot be read, and gives an example of one that can.
    pub fn refuse(&self, example: &str, diagnostics: &mut Vec<Diagnostic>) {
        let message = messages::BAD_VALUE
            .message()
            .with("value", short(self.value))
            .with("word", &self.word)
            .with("example", example);
        diagnostics.push(Diagnostic::error(message).spanning(self.span()));
    }

    /// `yes` or `no`.
    pub fn yes(&self, example: &str, diagnostics: &mut Vec<Diagnostic>) -> bool {
        match self.value.to_lowercase().as_str() {
            "yes" => return true,
            "no" => {}
            _ => self.refuse(example, diagnostics),
        }
        false
    }

    /// `key = value`.
    pub fn key_value(&self, example: &str, diagnostics: &mut Vec<Diagnostic>) -> KeyValue {
        let full = self.full();
        let (key, rest) = split_key(&full);
        match rest.strip_prefix(['=', '＝']) {
            Some(value) => {
                let value = trim(value);
                KeyValue { key, value: unquote(value).unwrap_or_else(|| value.to_owned()) }
            }
            None => {
                self.refuse(example, diagnostics);
                KeyValue { key, value: String::new() }
            }
        }
    }

    /// `variable = expression` or `variable: text`.
    pub fn mapping(&self, diagnostics: &mut Vec<Diagnostic>) -> Mapping {
        let full = self.full();
        let (target, rest) = split_key(&full);
        let sign = rest.chars().next();
        let value = trim(rest.get(sign.map_or(0, char::len_utf8)..).unwrap_or_default());
        let source = match sign {
            Some('=' | '＝') => Dynamic::Formula(value.to_owned()),
            Some(_) => match (unquote(value), value.strip_prefix('=')) {
                (Some(text), _) => Dynamic::Text(text),
                (None, Some(formula)) => Dynamic::Formula(trim(formula).to_owned()),
                (None, None) => Dynamic::Text(value.to_owned()),
            },
            None => {
                self.refuse(&format!("{}: name = customer.name", self.word), diagnostics);
                Dynamic::Text(String::new())
            }
        };
        Mapping { source, target }
    }
}

/// The key with which `text` begins, as it stands or in quotes, and the rest from the sign on (or nothing).
fn split_key(text: &str) -> (String, &str) {
    if let Some(len) = quoted_len(text) {
        let rest = text[len..].trim_start_matches(is_blank);
        if rest.starts_with([':', '：', '=', '＝']) {
            return (unquote(&text[..len]).unwrap_or_default(), rest);
        }
    }
    match text.find([':', '：', '=', '＝']) {
        Some(at) => (text[trim_range(text, 0..at)].to_owned(), &text[at..]),
        None => (trim(text).to_owned(), ""),
    }
}

/// The part of a line's span that `range` of its text takes.
pub fn part(line: &Line<'_>, range: std::ops::Range<usize>) -> Span {
    Span::new(line.start + range.start..line.start + range.end)
}
