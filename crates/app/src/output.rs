//! What a person, or with `--json` a program, gets to read.

use crate::messages;
use crate::progress::Busy;
use indicatif::ProgressDrawTarget;
use lang::{Lang, Message};
use model::{Diagnostic, Severity};
use serde_json::{Value, json};
use std::io::{IsTerminal, Write};

/// How many characters of a line are shown before the place that is meant, and how many are underlined, at most.
const LONG: usize = 80;

/// Why a command failed; without a message if its reasons have been printed.
#[derive(Debug)]
pub struct Failure {
    messages: Vec<Message>,
}

impl Failure {
    /// A failure with what a person reads; the message's code is for programs.
    pub fn new(message: Message) -> Self {
        Self { messages: vec![message] }
    }

    /// A failure for several reasons.
    pub fn of(messages: impl Iterator<Item = Message>) -> Self {
        Self { messages: messages.collect() }
    }

    /// For a program: the code, the text in `lang` and what it speaks of, and of several reasons the others too.
    pub fn json(&self, lang: Lang) -> Value {
        let one = |message: &Message| message_json(message, lang);
        let Some((first, others)) = self.messages.split_first() else { return Value::Null };
        let mut value = one(first);
        if !others.is_empty() {
            value["others"] = others.iter().map(one).collect();
        }
        value
    }

    /// The first of its reasons.
    pub fn message(&self) -> Message {
        self.messages.first().cloned().unwrap_or_else(|| messages::ERROR.message())
    }

    /// A failure whose reasons have been printed as diagnostics.
    pub fn said() -> Self {
        Self { messages: Vec::new() }
    }
}

/// The way out.
pub struct Output {
    /// JSON instead of text.
    pub json: bool,
    /// The language of messages.
    pub lang: Lang,
    colour: bool,
}

impl Output {
    /// Text in `lang`, or in the language of the environment; colours only on a terminal.
    pub fn new(json: bool, lang: Option<Lang>) -> Self {
        let of_environment = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| {
            std::env::var(name).ok().filter(|value| !value.is_empty()).map(|value| Lang::from_code(&value))
        });
        let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self {
            json,
            lang: lang.or_else(|| of_environment.flatten()).unwrap_or_default(),
            colour: !no_colour && std::io::stderr().is_terminal() && std::io::stdout().is_terminal(),
        }
    }

    /// Text in a colour (an ANSI code), on a terminal.
    pub fn paint(&self, code: &str, text: &str) -> String {
        if self.colour { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }

    /// A result on standard output. A reader that has gone away is no error.
    pub fn print(&self, text: &str) {
        let mut out = std::io::stdout().lock();
        let _ = out.write_all(text.as_bytes());
        if !text.ends_with('\n') {
            let _ = out.write_all(b"\n");
        }
    }

    /// A result for a program.
    pub fn print_json(&self, value: &Value) {
        self.print(&serde_json::to_string_pretty(value).unwrap_or_default());
    }

    /// What was found in a source, on standard error.
    pub fn diagnostics(&self, file: &str, source: &str, diagnostics: &[Diagnostic]) {
        for diagnostic in diagnostics {
            if self.json {
                eprintln!("{}", self.diagnostic_json(file, source, diagnostic));
            } else {
                eprintln!("{}", self.diagnostic_text(file, source, diagnostic));
            }
        }
    }

    fn diagnostic_text(&self, file: &str, source: &str, diagnostic: &Diagnostic) -> String {
        let (word, colour) = match diagnostic.severity {
            Severity::Note => (&messages::NOTE, "36"),
            Severity::Warning => (&messages::WARNING, "33"),
            Severity::Error => (&messages::ERROR, "31"),
        };
        let mut text = self.paint(colour, word.get(self.lang));
        text.push_str(&format!(": {}", diagnostic.message.render(self.lang)));
        // In an outline an element is known by its line: its id is made from that.
        let is_outline = diagnostic.span.is_some() && !source.trim_start().starts_with('<');
        if let Some(element) = diagnostic.element.as_ref().filter(|_| !is_outline) {
            text.push_str(&format!(" [{element}]"));
        }
        let Some(span) = diagnostic.span else { return format!("{file}: {text}") };
        let at = span.position(source);
        let line = source.lines().nth(at.line - 1).unwrap_or_default();
        // Of a long line the part around the place.
        let skipped = if at.column > LONG { at.column - LONG / 2 } else { 0 };
        let shown: String = line.chars().skip(skipped).take(2 * LONG).collect();
        let marks = source.get(span.range()).unwrap_or_default().lines().next().unwrap_or_default();
        let width = unicode_width::UnicodeWidthStr::width(marks).clamp(1, LONG);
        let before: String = line.chars().take(at.column - 1).skip(skipped).collect();
        let indent = unicode_width::UnicodeWidthStr::width(before.as_str());
        let underline = self.paint(colour, &"^".repeat(width));
        format!("{file}:{}:{}: {text}\n  {shown}\n  {}{underline}", at.line, at.column, " ".repeat(indent))
    }

    /// What was found, for a program.
    pub fn diagnostic_json(&self, file: &str, source: &str, diagnostic: &Diagnostic) -> Value {
        let at = diagnostic.span.map(|span| span.position(source));
        json!({
            "file": file,
            "severity": match diagnostic.severity {
                Severity::Note => "note",
                Severity::Warning => "warning",
                Severity::Error => "error",
            },
            "code": diagnostic.message.code(),
            "message": diagnostic.message.render(self.lang),
            "arguments": arguments(&diagnostic.message, self.lang),
            "element": diagnostic.element,
            "line": at.map(|at| at.line),
            "column": at.map(|at| at.column),
            "span": diagnostic.span.map(|span| [span.start, span.end]),
        })
    }

    /// Why the command failed.
    pub fn failure(&self, failure: &Failure) {
        if self.json && !failure.messages.is_empty() {
            eprintln!("{}", json!({"error": failure.json(self.lang)}));
            return;
        }
        for message in &failure.messages {
            let word = self.paint("31", messages::ERROR.get(self.lang));
            eprintln!("{word}: {}", message.render(self.lang));
        }
    }

    /// Shows that something is at work, if it takes longer than a second, until what it returns is dropped. With a
    /// number of things to do it is a bar; nothing is shown where nobody looks.
    pub fn busy(&self, what: Message, length: Option<u64>) -> Busy {
        let looks = !self.json && std::io::stderr().is_terminal();
        let target = if looks { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        Busy::new(what.render(self.lang), length, target)
    }
}

/// What a message speaks of, by name; a message in it with its own code.
fn arguments(message: &Message, lang: Lang) -> Value {
    let own = message.args().iter().map(|(name, value)| ((*name).to_owned(), json!(value)));
    let inner = message.nested().iter().map(|(name, inner)| ((*name).to_owned(), message_json(inner, lang)));
    Value::Object(own.chain(inner).collect())
}

fn message_json(message: &Message, lang: Lang) -> Value {
    json!({"code": message.code(), "message": message.render(lang), "arguments": arguments(message, lang)})
}
