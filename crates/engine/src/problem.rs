//! Why something went wrong, in the form in which it is kept: a code with its arguments, for programs and for every
//! language, and the text in English.

use crate::limits::{MAX_ARGUMENT, cut};
use lang::{Lang, Message, Text};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
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
        let Some(text) = known(&self.code) else { return self.text.to_string() };
        text.fill(lang, |name| {
            if let Some((_, value)) = self.args.iter().find(|(own, _)| **own == *name) {
                return Some(Cow::Borrowed(&**value));
            }
            let (_, nested) = self.nested.iter().find(|(own, _)| **own == *name)?;
            Some(Cow::Owned(nested.render(lang)))
        })
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
        let what = crate::words::TASK.message();
        let message = crate::messages::NOT_FOUND.message().with_message("what", what).with("key", 7);
        let problem = Problem::from(&message);
        for lang in Lang::ALL {
            assert_eq!(problem.render(lang), message.render(lang), "{lang}");
        }
        assert_eq!(*problem.text, *message.to_string());
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
