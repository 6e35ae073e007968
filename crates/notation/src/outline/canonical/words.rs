//! The words of the canonical outline: the same in every language.

use crate::outline::ast::{ChoiceKind, MeetKind};
use crate::outline::text::is_blank;

/// The line that starts a case.
pub const START: &str = "start";

/// Lines of the head.
pub const HEAD: [&str; 10] =
    ["workflow", "id", "language", "goal", "about", "version", "customer", "teams", "property", "executable"];

/// Lines that say more about what stands above them.
pub const ATTRIBUTES: [&str; 51] = [
    "id",
    "team",
    "by",
    "as",
    "say",
    "within",
    "calendar",
    "form",
    "form key",
    "form external",
    "assignee",
    "groups",
    "users",
    "due",
    "follow up",
    "priority",
    "note",
    "suggest",
    "in",
    "out",
    "header",
    "property",
    "job",
    "retries",
    "send",
    "receive",
    "key",
    "set",
    "decision",
    "result",
    "call",
    "all in",
    "all out",
    "for each",
    "one by one",
    "collect",
    "enough when",
    "repeat while",
    "while",
    "at most",
    "join",
    "for",
    "at",
    "every",
    "message",
    "signal",
    "when",
    "escalation",
    "error",
    "outcome",
    "name",
];

/// Lines for what may come in between; each also with `also` in front.
pub const BOUNDARIES: [&str; 9] =
    ["after", "at", "every", "when", "on message", "on signal", "on error", "on escalation", "on kept"];

/// What stands before the condition of a branch.
pub const IF: &str = "if";

/// The word as it is known here, `also` left out; `None` if it is no word of the canonical form.
pub fn known(word: &str) -> Option<&'static str> {
    let plain = word.strip_prefix("also ").unwrap_or(word);
    ATTRIBUTES.into_iter().chain(BOUNDARIES).chain(HEAD).find(|known| *known == plain)
}

/// The line for what stands beside the way and is kept.
pub const KEPT: &str = "kept";

/// What may stand after an arrow instead of a team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keyword {
    /// A gateway with branches.
    Choice(ChoiceKind),
    /// A choice between something and nothing.
    Optional,
    /// An intermediate catch event.
    Wait,
    /// An intermediate throw event.
    Event,
    /// An end event.
    End,
    /// A terminating end event.
    Stop,
    /// A jump.
    GoTo,
    /// A gateway in which ways meet.
    Meet(MeetKind),
    /// An embedded sub-process.
    Group,
    /// A node of the BPMN.
    Kept,
    /// A node of the BPMN with no way out.
    KeptEnd,
}

/// Keywords as they are written.
pub const KEYWORDS: [(&str, Keyword); 19] = [
    ("choose", Keyword::Choice(ChoiceKind::Choose)),
    ("check", Keyword::Choice(ChoiceKind::Check)),
    ("choose any", Keyword::Choice(ChoiceKind::ChooseAny)),
    ("check any", Keyword::Choice(ChoiceKind::CheckAny)),
    ("together", Keyword::Choice(ChoiceKind::Together)),
    ("first of", Keyword::Choice(ChoiceKind::FirstOf)),
    ("optional", Keyword::Optional),
    ("wait", Keyword::Wait),
    ("event", Keyword::Event),
    ("end", Keyword::End),
    ("stop", Keyword::Stop),
    ("go to", Keyword::GoTo),
    ("goto", Keyword::GoTo),
    ("meet", Keyword::Meet(MeetKind::Each)),
    ("meet all", Keyword::Meet(MeetKind::All)),
    ("meet any", Keyword::Meet(MeetKind::Any)),
    ("group", Keyword::Group),
    ("kept", Keyword::Kept),
    ("kept end", Keyword::KeptEnd),
];

/// The keyword that `text` is.
pub fn keyword(text: &str) -> Option<Keyword> {
    let text = normal(text);
    KEYWORDS.iter().find(|(word, _)| *word == text).map(|(_, keyword)| *keyword)
}

/// How a choice is written.
pub fn choice(kind: ChoiceKind) -> &'static str {
    written(Keyword::Choice(kind))
}

/// How a meeting of ways is written.
pub fn meet(kind: MeetKind) -> &'static str {
    written(Keyword::Meet(kind))
}

fn written(keyword: Keyword) -> &'static str {
    KEYWORDS.iter().find(|(_, each)| *each == keyword).map_or("", |(word, _)| word)
}

/// In lower case, with single blanks.
pub fn normal(word: &str) -> String {
    let parts: Vec<&str> = word.split(is_blank).filter(|part| !part.is_empty()).collect();
    parts.join(" ").to_lowercase()
}

/// The known word that is most like `word`, if one is like it at all: for proposals.
pub fn nearest<'w>(word: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let limit = (word.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|known| (distance(word, known), known))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

/// How many letters have to be changed, added, left out or swapped with their neighbour.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(64).collect(), b.chars().take(64).collect());
    let mut before_last = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let mut best = (last[j] + usize::from(x != y)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                best = best.min(before_last.get(j - 1).map_or(best, |swap: &usize| swap + 1));
            }
            row.push(best);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_errors_are_recognised() {
        assert_eq!(nearest("witihn", ATTRIBUTES), Some("within"));
        assert_eq!(nearest("calender", ATTRIBUTES), Some("calendar"));
        assert_eq!(nearest("colour", ATTRIBUTES), None);
    }

    #[test]
    fn keywords_do_not_care_about_case_and_blanks() {
        assert_eq!(keyword(" Go  To"), Some(Keyword::GoTo));
        assert_eq!(choice(ChoiceKind::ChooseAny), "choose any");
        assert_eq!(meet(MeetKind::All), "meet all");
    }
}
