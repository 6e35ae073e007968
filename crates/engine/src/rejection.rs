//! Why a command was refused: the caller's mistake. The state is as it was.

use crate::event::Key;
use crate::messages;
use lang::{Lang, Message, Text};
use std::fmt;

/// A refused command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection(Message);

impl Rejection {
    /// The stable code, as in `case.suspended`.
    pub fn code(&self) -> &'static str {
        self.0.code()
    }

    /// The text for a person.
    pub fn render(&self, lang: Lang) -> String {
        self.0.render(lang)
    }

    /// The message itself.
    pub fn message(&self) -> &Message {
        &self.0
    }

    pub(crate) fn not_found(what: &'static Text, key: Key) -> Self {
        Self(messages::NOT_FOUND.message().with_message("what", what.message()).with("key", key.0))
    }
}

impl From<Message> for Rejection {
    fn from(message: Message) -> Self {
        Self(message)
    }
}

impl From<&'static Text> for Rejection {
    fn from(text: &'static Text) -> Self {
        Self(text.message())
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Rejection {}
