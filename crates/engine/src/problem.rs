//! Why something went wrong, in the form in which it is kept: a code with its arguments, for programs and for every
//! language, and the text in English.

use crate::limits::{MAX_ARGUMENT, cut};
use crate::words;
use lang::{Lang, Message, Text};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// Why a case is stuck, or an expression gave null.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// A stable code, as in `incident.condition-not-boolean`.
    pub code: Arc<str>,
    /// The arguments of the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub args: Vec<(Arc<str>, Arc<str>)>,
    /// The arguments that are texts in each language themselves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nested: Vec<(Arc<str>, Problem)>,
    /// The text in English.
    pub text: Arc<str>,
}

impl Problem {
    /// The text for a person who reads `lang`; in English, if this program does not know the code any more.
    pub fn render(&self, lang: Lang) -> String {
        self.render_with(lang, |_| None)
    }

    /// As [`Problem::render`], where `more` knows the texts of crates that stand above this one.
    pub fn render_with(&self, lang: Lang, more: fn(&str) -> Option<&'static Text>) -> String {
        let text = known(&self.code).or_else(|| more(&self.code));
        let Some(text) = text else { return self.text.to_string() };
        text.fill(lang, |name| {
            if let Some((_, value)) = self.args.iter().find(|(own, _)| **own == *name) {
                return Some(Cow::Borrowed(&**value));
            }
            let (_, nested) = self.nested.iter().find(|(own, _)| **own == *name)?;
            Some(Cow::Owned(nested.render_with(lang, more)))
        })
    }

    /// The message, with what somebody said as its argument `name`: quoted, if it is in their own words.
    pub(crate) fn with_said(message: Message, name: &'static str, said: &Said) -> Self {
        let problem = match said {
            Said::Words(words) => return (&message.with_message(name, words::quoted(words))).into(),
            Said::Problem(problem) => Self::clone(problem),
        };
        let mut whole = Self::from(&message);
        whole.nested.push((name.into(), problem));
        whole.text = whole.render(Lang::En).into();
        whole
    }

    /// How many bytes its texts take.
    pub(crate) fn size(&self) -> usize {
        let args = self.args.iter().map(|(_, value)| value.len());
        let nested = self.nested.iter().map(|(_, nested)| nested.size());
        self.text.len() + args.chain(nested).sum::<usize>()
    }

    /// Whether U+0000 is in one of its texts.
    fn has_zero(&self) -> bool {
        let zero = |text: &str| text.contains('\0');
        let arg = |(name, value): &(Arc<str>, Arc<str>)| zero(name) || zero(value);
        let nested = |(name, nested): &(Arc<str>, Problem)| zero(name) || nested.has_zero();
        zero(&self.code) || zero(&self.text) || self.args.iter().any(arg) || self.nested.iter().any(nested)
    }
}

/// Why a job or a call failed: what an outside program says in its own words, or a problem that has a text in each
/// language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Said {
    /// Somebody's own words, in whatever language.
    Words(Arc<str>),
    /// A code with its arguments.
    Problem(Arc<Problem>),
}

impl Said {
    /// For a person who reads `lang`; `more` knows the texts of crates that stand above this one. Own words stay as
    /// they are.
    pub fn render_with(&self, lang: Lang, more: fn(&str) -> Option<&'static Text>) -> String {
        match self {
            Self::Words(words) => words.to_string(),
            Self::Problem(problem) => problem.render_with(lang, more),
        }
    }

    /// How many bytes it takes.
    pub(crate) fn size(&self) -> usize {
        match self {
            Self::Words(words) => words.len(),
            Self::Problem(problem) => problem.size(),
        }
    }

    /// Whether U+0000 is in it, which PostgreSQL cannot store.
    pub(crate) fn has_zero(&self) -> bool {
        match self {
            Self::Words(words) => words.contains('\0'),
            Self::Problem(problem) => problem.has_zero(),
        }
    }
}

/// The words, or the text in English.
impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(words) => f.write_str(words),
            Self::Problem(problem) => f.write_str(&problem.text),
        }
    }
}

impl From<&str> for Said {
    fn from(words: &str) -> Self {
        Self::Words(words.into())
    }
}

impl From<String> for Said {
    fn from(words: String) -> Self {
        Self::Words(words.into())
    }
}

impl From<Arc<str>> for Said {
    fn from(words: Arc<str>) -> Self {
        Self::Words(words)
    }
}

impl From<Message> for Said {
    fn from(message: Message) -> Self {
        Self::Problem(Arc::new(Problem::from(&message)))
    }
}

/// The text of this code, wherever it comes from.
fn known(code: &str) -> Option<&'static Text> {
    crate::text(code).or_else(|| model::text(code)).or_else(|| expr::text(code))
}

impl From<&Message> for Problem {
    fn from(message: &Message) -> Self {
        let arg = |(name, value): &(&'static str, String)| (Arc::from(*name), cut(value, MAX_ARGUMENT));
        let nested = |(name, message): &(&'static str, Message)| (Arc::from(*name), Problem::from(message));
        let mut problem = Problem {
            code: message.code().into(),
            args: message.args().iter().map(arg).collect(),
            nested: message.nested().iter().map(nested).collect(),
            text: "".into(),
        };
        problem.text = problem.render(Lang::En).into();
        if known(message.code()).is_none() {
            problem.text = cut(&message.to_string(), MAX_ARGUMENT);
        }
        problem
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_speaks_each_language_down_to_its_parts() {
        let what = words::TASK.message();
        let message = crate::messages::NOT_FOUND.message().with_message("what", what).with("key", 7);
        let problem = Problem::from(&message);
        for lang in Lang::ALL {
            assert_eq!(problem.render(lang), message.render(lang), "{lang}");
        }
        assert_eq!(*problem.text, *message.to_string());
    }

    static OUTSIDE: Text = Text {
        code: "test.outside",
        en: "No answer from {host}",
        th: "ไม่มีคำตอบจาก {host}",
        it: "Nessuna risposta da {host}",
        id: "Tidak ada jawaban dari {host}",
        ja: "{host}から応答がありません",
    };

    #[test]
    fn what_a_crate_above_says_is_told_in_each_language_by_whoever_knows_its_texts() {
        let said = Said::from(OUTSIDE.message().with("host", "a.example"));
        let problem = Problem::with_said(crate::messages::JOB_FAILED.message(), "message", &said);
        let more: fn(&str) -> Option<&'static Text> = |code| (code == OUTSIDE.code).then_some(&OUTSIDE);
        let whole = |lang, inner: &str| crate::messages::JOB_FAILED.get(lang).replace("{message}", inner);
        assert_eq!(problem.render_with(Lang::Ja, more), whole(Lang::Ja, "a.exampleから応答がありません"));
        assert_eq!(problem.render(Lang::Ja), whole(Lang::Ja, "No answer from a.example"));
        assert_eq!(*problem.text, whole(Lang::En, "No answer from a.example"));
    }

    #[test]
    fn own_words_are_quoted_and_u0000_is_seen() {
        let said = Said::from("out of paper");
        let problem = Problem::with_said(crate::messages::JOB_FAILED.message(), "message", &said);
        assert!(problem.render(Lang::Ja).ends_with("「out of paper」"), "{}", problem.render(Lang::Ja));
        let said = Said::from(OUTSIDE.message().with("host", "a\0b"));
        assert!(!said.has_zero() && Said::from("a\0b").has_zero());
    }

    #[test]
    fn what_is_kept_of_a_value_has_a_bound_and_no_zero() {
        let long = format!("a\0b{}", "ก".repeat(MAX_ARGUMENT));
        let problem =
            Problem::from(&crate::messages::NOT_NAMES.message().with("value", &long).with("reason", ""));
        let (_, kept) = &problem.args[0];
        assert!(kept.starts_with("a␀bก") && kept.ends_with('…') && kept.len() <= MAX_ARGUMENT);
        assert!(!problem.text.contains('\0'));
    }

    #[test]
    fn a_code_that_nobody_knows_is_told_in_english() {
        let problem =
            Problem { code: "gone".into(), args: vec![], nested: vec![], text: "It was so.".into() };
        assert_eq!(problem.render(Lang::Ja), "It was so.");
    }
}
