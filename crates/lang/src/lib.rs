//! The five languages of the product and typed messages in them.
//!
//! A [`Text`] has one field for each language, so a text that lacks a language does not compile.
//! A [`Message`] is a text with its arguments: code reads its `code`, people read [`Message::render`].
//! Pure: no IO, no clock.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;

/// A language that the product speaks completely.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Thai.
    Th,
    /// Italian.
    It,
    /// Indonesian.
    Id,
    /// Japanese.
    Ja,
}

impl Lang {
    /// All languages, in the order in which the interface lists them.
    pub const ALL: [Lang; 5] = [Lang::En, Lang::Th, Lang::It, Lang::Id, Lang::Ja];

    /// The ISO 639-1 code, as in `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Th => "th",
            Lang::It => "it",
            Lang::Id => "id",
            Lang::Ja => "ja",
        }
    }

    /// The language of a code such as `it`, `it-IT` or `it_IT.UTF-8`; `None` for any other language.
    pub fn from_code(code: &str) -> Option<Lang> {
        let primary = code.split(['-', '_', '.']).next().unwrap_or_default();
        Lang::ALL.into_iter().find(|lang| primary.eq_ignore_ascii_case(lang.code()))
    }

    /// The name of the language in itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Lang::En => "English",
            Lang::Th => "ไทย",
            Lang::It => "Italiano",
            Lang::Id => "Bahasa Indonesia",
            Lang::Ja => "日本語",
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A text in all five languages. `{name}` stands for the argument of that name.
#[derive(Debug, PartialEq, Eq)]
pub struct Text {
    /// The stable code by which programs know the message, as in `outline.empty-step`.
    pub code: &'static str,
    /// English.
    pub en: &'static str,
    /// Thai.
    pub th: &'static str,
    /// Italian.
    pub it: &'static str,
    /// Indonesian.
    pub id: &'static str,
    /// Japanese.
    pub ja: &'static str,
}

impl Text {
    /// The text in `lang`, placeholders untouched.
    pub const fn get(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Th => self.th,
            Lang::It => self.it,
            Lang::Id => self.id,
            Lang::Ja => self.ja,
        }
    }

    /// The names of the arguments that the text in `lang` has a place for.
    pub fn arguments(&self, lang: Lang) -> BTreeSet<String> {
        let names = RefCell::new(BTreeSet::new());
        self.fill(lang, |name| {
            names.borrow_mut().insert(name.to_owned());
            None
        });
        names.into_inner()
    }

    /// The text in `lang` with its arguments, asked for by name. A placeholder without an argument stays as it is.
    pub fn fill<'a>(&self, lang: Lang, argument: impl Fn(&str) -> Option<Cow<'a, str>>) -> String {
        let mut rest = self.get(lang);
        let mut out = String::with_capacity(rest.len() + 16);
        while let Some(open) = rest.find('{') {
            let Some(len) = rest[open..].find('}') else { break };
            match argument(&rest[open + 1..open + len]) {
                Some(value) => {
                    out.push_str(&rest[..open]);
                    out.push_str(&value);
                }
                None => out.push_str(&rest[..=open + len]),
            }
            rest = &rest[open + len + 1..];
        }
        out.push_str(rest);
        out
    }

    /// This text as a message, arguments to be added with [`Message::with`].
    pub const fn message(&'static self) -> Message {
        Message { text: self, args: Vec::new(), nested: Vec::new() }
    }
}

/// A [`Text`] with its arguments.
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    text: &'static Text,
    args: Vec<(&'static str, String)>,
    nested: Vec<(&'static str, Message)>,
}

impl Message {
    /// Adds the argument `name`.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// Adds another message as the argument `name`; it is rendered in the same language.
    #[must_use]
    pub fn with_message(mut self, name: &'static str, message: Message) -> Self {
        self.nested.push((name, message));
        self
    }

    /// Gives the argument `name` another value.
    #[must_use]
    pub fn instead(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args.retain(|(key, _)| *key != name);
        self.with(name, value)
    }

    /// The stable code of the message.
    pub const fn code(&self) -> &'static str {
        self.text.code
    }

    /// The arguments that are no messages, in the order in which they were added.
    pub fn args(&self) -> &[(&'static str, String)] {
        &self.args
    }

    /// The arguments that are messages themselves, in the order in which they were added.
    pub fn nested(&self) -> &[(&'static str, Message)] {
        &self.nested
    }

    /// The message for a person who reads `lang`. A placeholder without an argument stays as it is.
    pub fn render(&self, lang: Lang) -> String {
        self.text.fill(lang, |name| self.argument(name, lang))
    }

    fn argument(&self, name: &str, lang: Lang) -> Option<Cow<'_, str>> {
        if let Some((_, value)) = self.args.iter().find(|(key, _)| *key == name) {
            return Some(Cow::Borrowed(value));
        }
        let (_, message) = self.nested.iter().find(|(key, _)| *key == name)?;
        Some(Cow::Owned(message.render(lang)))
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(Lang::En))
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {self}", self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static GREETING: Text = Text {
        code: "test.greeting",
        en: "Good day, {name}",
        th: "สวัสดี {name}",
        it: "Buongiorno, {name}",
        id: "Selamat siang, {name}",
        ja: "{name}さん、こんにちは",
    };

    #[test]
    fn arguments_stand_in_the_text_of_each_language() {
        let message = GREETING.message().with("name", "Ana");
        assert_eq!(message.render(Lang::Ja), "Anaさん、こんにちは");
        assert_eq!(message.render(Lang::Th), "สวัสดี Ana");
        assert_eq!(message.code(), "test.greeting");
    }

    #[test]
    fn an_argument_is_never_read_as_a_placeholder() {
        let message = GREETING.message().with("name", "{name}");
        assert_eq!(message.render(Lang::It), "Buongiorno, {name}");
        assert_eq!(GREETING.message().render(Lang::It), "Buongiorno, {name}");
    }

    #[test]
    fn a_message_inside_a_message_speaks_the_same_language() {
        static OUTER: Text = Text {
            code: "test.outer",
            en: "[{inner}]",
            th: "<{inner}>",
            it: "({inner})",
            id: "_{inner}_",
            ja: "「{inner}」",
        };
        let message = OUTER.message().with_message("inner", GREETING.message().with("name", "Ana"));
        assert_eq!(message.render(Lang::Ja), "「Anaさん、こんにちは」");
        assert_eq!(message.to_string(), "[Good day, Ana]");
    }

    #[test]
    fn codes_of_systems_are_understood() {
        assert_eq!(Lang::from_code("th_TH.UTF-8"), Some(Lang::Th));
        assert_eq!(Lang::from_code("ID"), Some(Lang::Id));
        assert_eq!(Lang::from_code("fr"), None);
    }
}
