//! Names, texts and values as the canonical outline writes them, so that they read back.

use super::words;
use crate::outline::duration;
use crate::outline::text::{ARROWS, quote, trim};
use model::bpmn::{Dynamic, Mapping, Pair};

/// Lines of text with their indentation.
#[derive(Debug, Default)]
pub struct Writer {
    out: String,
}

impl Writer {
    /// Adds a line at `depth`.
    pub fn line(&mut self, depth: usize, text: &str) {
        let mut lines = text.split('\n');
        self.indent(depth);
        self.out.push_str(lines.next().unwrap_or_default().trim_end());
        self.out.push('\n');
        for more in lines {
            self.indent(depth);
            self.out.push_str("   |");
            if !more.is_empty() {
                self.out.push(' ');
                self.out.push_str(more);
            }
            self.out.push('\n');
        }
    }

    fn indent(&mut self, depth: usize) {
        (0..depth).for_each(|_| self.out.push_str("    "));
    }

    /// Adds an empty line.
    pub fn gap(&mut self) {
        self.out.push('\n');
    }

    /// The text.
    pub fn finish(self) -> String {
        self.out
    }
}

/// A name: as it stands, or in quotes where it would be misread.
pub fn name(text: &str) -> String {
    if needs_quotes(text) { quote(text) } else { text.to_owned() }
}

fn needs_quotes(text: &str) -> bool {
    trim(text) != text
        || text.is_empty()
        || text.starts_with(['"', '#', '-', '–', '—', '•', '*', '|'])
        || text.contains(|c: char| matches!(c, ':' | '：') || c.is_control())
        || text.contains('"')
        || ARROWS.iter().any(|arrow| text.contains(arrow))
        || words::keyword(text).is_some()
        || matches!(words::normal(text).as_str(), "else" | "none")
}

/// The name of a team in a list: commas, brackets and `#` have a meaning there.
pub fn listed(text: &str) -> String {
    if needs_quotes(text) || text.contains([',', '、', '，', '(', ')', '（', '）', '#']) {
        quote(text)
    } else {
        text.to_owned()
    }
}

/// A text after a colon: as it stands, with bars where it has several lines, or in quotes.
pub fn text(text: &str) -> String {
    let plain = |line: &str| trim_end(line) == line && !line.contains(|c: char| c.is_control());
    let first = text.split('\n').next().unwrap_or_default();
    let as_it_stands = trim(first) == first
        && !first.is_empty()
        && !first.starts_with(['"', '=', '＝'])
        && text.split('\n').all(plain);
    if as_it_stands { text.to_owned() } else { quote(text) }
}

fn trim_end(line: &str) -> &str {
    line.trim_end_matches(crate::outline::text::is_blank)
}

/// `word: text` or `word = expression`.
pub fn dynamic(word: &str, value: &Dynamic) -> String {
    match value {
        Dynamic::Text(value) => format!("{word}: {}", text(value)),
        Dynamic::Formula(formula) => format!("{word} = {formula}"),
    }
}

/// `word: 2h` or `word = expression`.
pub fn length(word: &str, value: &Dynamic) -> String {
    match value {
        Dynamic::Text(value) => match duration::format(value) {
            Some(short) => format!("{word}: {short}"),
            None if duration::parse(value).as_deref() == Some(value) => format!("{word}: {value}"),
            None => format!("{word}: {}", quote(value)),
        },
        Dynamic::Formula(_) => dynamic(word, value),
    }
}

/// `every: 1d`, `every: 0 8 * * *` or `every = expression`.
pub fn cycle(word: &str, value: &Dynamic) -> String {
    match value {
        Dynamic::Text(value) => match value.strip_prefix("R/").and_then(duration::format) {
            Some(short) => format!("{word}: {short}"),
            None if duration::parse(value).is_some() => format!("{word}: {}", quote(value)),
            None => format!("{word}: {}", text(value)),
        },
        Dynamic::Formula(_) => dynamic(word, value),
    }
}

/// `word: target = expression` or `word: target: text`.
pub fn mapping(word: &str, mapping: &Mapping) -> String {
    let target = key(&mapping.target);
    match &mapping.source {
        Dynamic::Formula(formula) => format!("{word}: {target} = {formula}"),
        Dynamic::Text(value) => format!("{word}: {target}: {}", text(value)),
    }
}

/// `word: key = value`.
pub fn pair(word: &str, pair: &Pair) -> String {
    format!("{word}: {} = {}", key(&pair.key), text(&pair.value))
}

fn key(key: &str) -> String {
    let plain = trim(key) == key
        && !key.is_empty()
        && !key.contains(|c: char| matches!(c, ':' | '：' | '=' | '＝' | '"') || c.is_control());
    if plain { key.to_owned() } else { quote(key) }
}
