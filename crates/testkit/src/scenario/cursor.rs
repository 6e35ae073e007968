//! Reads one line of a scenario from left to right.

use super::{Object, Pick};
use serde_json::Value;

/// What of a line is still to be read.
pub(super) struct Cursor<'a> {
    rest: &'a str,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(line: &'a str) -> Self {
        Self { rest: line }
    }

    /// Goes past spaces; a `#` after a space begins a comment.
    fn skip(&mut self) {
        self.rest = self.rest.trim_start();
        if self.rest.starts_with('#') {
            self.rest = "";
        }
    }

    /// Is nothing left?
    pub(super) fn at_end(&mut self) -> bool {
        self.skip();
        self.rest.is_empty()
    }

    /// The next word, without taking it; a text or JSON is not a word.
    pub(super) fn peek(&mut self) -> Option<&'a str> {
        self.skip();
        let end = self.rest.find(char::is_whitespace).unwrap_or(self.rest.len());
        let word = &self.rest[..end];
        (!word.is_empty() && !word.starts_with(['"', '{'])).then_some(word)
    }

    /// The next word.
    pub(super) fn word(&mut self) -> Option<&'a str> {
        let word = self.peek()?;
        self.rest = &self.rest[word.len()..];
        Some(word)
    }

    /// The next word, which has to be there.
    pub(super) fn need(&mut self, what: &str) -> Result<&'a str, String> {
        self.word().ok_or_else(|| format!("expected {what}"))
    }

    /// Takes the next word if it is this one.
    pub(super) fn flag(&mut self, flag: &str) -> bool {
        let found = self.peek() == Some(flag);
        if found {
            self.word();
        }
        found
    }

    /// The next word if it is `key=value`. The value may be a text in quotes.
    pub(super) fn option(&mut self) -> Result<Option<(&'a str, String)>, String> {
        let Some((key, _)) = self.peek().and_then(|word| word.split_once('=')) else { return Ok(None) };
        self.rest = &self.rest[key.len() + 1..];
        let value = match self.rest.starts_with('"') {
            true => self.text()?.unwrap_or_default(),
            false => self.word().unwrap_or_default().to_owned(),
        };
        Ok(Some((key, value)))
    }

    /// A text in quotes, if one is next.
    pub(super) fn text(&mut self) -> Result<Option<String>, String> {
        self.skip();
        if !self.rest.starts_with('"') {
            return Ok(None);
        }
        match self.value()? {
            Value::String(text) => Ok(Some(text)),
            other => Err(format!("expected a text, found {other}")),
        }
    }

    /// A word or a text in quotes.
    pub(super) fn word_or_text(&mut self) -> Result<Option<String>, String> {
        match self.text()? {
            Some(text) => Ok(Some(text)),
            None => Ok(self.word().map(str::to_owned)),
        }
    }

    /// A JSON object, if one is next.
    pub(super) fn object(&mut self) -> Result<Option<Object>, String> {
        self.skip();
        if !self.rest.starts_with('{') {
            return Ok(None);
        }
        match self.value()? {
            Value::Object(object) => Ok(Some(object)),
            other => Err(format!("expected an object, found {other}")),
        }
    }

    /// The variables of the line; none if there is no object.
    pub(super) fn variables(&mut self) -> Result<Object, String> {
        Ok(self.object()?.unwrap_or_default())
    }

    /// Any JSON value.
    pub(super) fn value(&mut self) -> Result<Value, String> {
        self.skip();
        let mut values = serde_json::Deserializer::from_str(self.rest).into_iter::<Value>();
        let value = values.next().ok_or("expected a JSON value")?.map_err(|error| error.to_string())?;
        self.rest = &self.rest[values.byte_offset()..];
        Ok(value)
    }

    /// An element with or without `[run]`.
    pub(super) fn pick(&mut self) -> Result<Pick, String> {
        pick(self.need("an element")?)
    }

    /// Everything that is left, as words.
    pub(super) fn words(&mut self) -> Vec<String> {
        std::iter::from_fn(|| self.word()).map(str::to_owned).collect()
    }

    /// Everything that is left, as it stands, without the comment.
    pub(super) fn remainder(&mut self) -> &'a str {
        let rest = std::mem::take(&mut self.rest);
        let end = rest.find(" #").unwrap_or(rest.len());
        rest[..end].trim()
    }

    /// Nothing may be left.
    pub(super) fn finish(&mut self) -> Result<(), String> {
        match self.at_end() {
            true => Ok(()),
            false => Err(format!("not understood: {}", self.rest)),
        }
    }
}

/// Reads `element` or `element[run]`.
pub(super) fn pick(word: &str) -> Result<Pick, String> {
    let Some((element, run)) = word.split_once('[') else {
        return Ok(Pick { element: word.to_owned(), run: None });
    };
    let run = run.strip_suffix(']').and_then(|run| run.parse().ok());
    let run = run.ok_or_else(|| format!("expected a run, as in task[2]: {word}"))?;
    Ok(Pick { element: element.to_owned(), run: Some(run) })
}
