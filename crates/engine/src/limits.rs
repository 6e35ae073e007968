//! How much one case may do and hold. Each limit has an incident or a rejection that names it.

use crate::problem::Said;
use std::sync::Arc;

/// How many missed beats of days, or of the hours of a calendar, are counted. Whoever was away for longer goes on
/// from now.
pub(crate) const MAX_MISSED: u32 = 10_000;

/// Bytes of a value that a problem tells of. A longer one is cut.
pub(crate) const MAX_ARGUMENT: usize = 8 << 10;
/// Reasons that a problem tells. The first ones tell the cause; further ones are dropped.
pub(crate) const MAX_REASONS: usize = 3;

/// The limits of the engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Elements that one command may enter. A loop that never waits ends here, with `incident.too-many-steps`.
    pub steps_per_command: u32,
    /// Runs of a multi-instance activity that one command starts. The rest follow by `Continue`.
    pub runs_per_command: u32,
    /// Items of a multi-instance activity. More is `incident.too-many-runs`.
    pub runs: u32,
    /// Runs of a loop activity that has no maximum of its own. More is `incident.loop-too-long`.
    pub loop_runs: u32,
    /// Active element instances of a case. More is `incident.too-many-instances`.
    pub instances: usize,
    /// Bytes of one variable, about. More is `incident.variable-too-large`, or `case.payload-too-large` where a command
    /// brings it.
    pub variable_bytes: usize,
    /// Bytes of all variables that one command brings, about. More is `case.payload-too-large`.
    pub payload_bytes: usize,
    /// Bytes of all that a case holds, about: variables, items and results of repeated activities, what can be
    /// undone, commands held while it is suspended. More is `case.too-large`, an incident or the refusal of a command.
    pub case_bytes: usize,
    /// Bytes of events that one command makes beside what it brings, about. Multi-instance activities go on by
    /// `Continue`, everything else stops with `incident.too-much-at-once`.
    pub command_bytes: usize,
    /// Bytes of a name: correlation keys, people and teams, job types, messages and signals, codes. More is
    /// `name.too-long`, an incident or the refusal of a command.
    pub name_bytes: usize,
    /// Bytes of the id of a message that a case publishes: with its name and key it is one entry of an index. More is
    /// `name.too-long`, an incident.
    pub message_id_bytes: usize,
    /// Bytes of a text for people that a command brings: why a job failed, why a case is cancelled. More is
    /// `name.too-long`.
    pub text_bytes: usize,
    /// Teams, and persons, that one task names. More is `name.too-many`, an incident or the refusal of a command.
    pub task_names: usize,
    /// Depth of scopes in scopes. More is `incident.too-deep`.
    pub depth: usize,
    /// Calls one in the other. More is `incident.too-many-calls`.
    pub calls: u32,
    /// Cases that begin each other by messages and signals without any of them waiting. More is
    /// `incident.too-many-hops`.
    pub hops: u32,
    /// Commands held while a case is suspended. More is `case.too-many-held`.
    pub held: usize,
    /// How far one expression may go.
    pub expression: expr::Limits,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            steps_per_command: 10_000,
            runs_per_command: 1_000,
            runs: 200_000,
            loop_runs: 10_000,
            instances: 500_000,
            variable_bytes: 4 << 20,
            payload_bytes: 16 << 20,
            case_bytes: 32 << 20,
            command_bytes: 16 << 20,
            name_bytes: 1 << 10,
            message_id_bytes: 512,
            text_bytes: 8 << 10,
            task_names: 1_000,
            depth: 64,
            calls: 100,
            hops: 1_000,
            held: 10_000,
            expression: expr::Limits::default(),
        }
    }
}

impl Limits {
    /// What a program says, as a command may bring it: no longer than [`text_bytes`](Self::text_bytes), and without
    /// U+0000.
    pub fn fitting(&self, text: &str) -> Arc<str> {
        cut(text, self.text_bytes)
    }

    /// What this program says of a failure, as a command may bring it: if it is too long, only its beginning in
    /// English.
    pub fn fitting_said(&self, said: Said) -> Said {
        match said {
            Said::Words(words) => Said::Words(self.fitting(&words)),
            Said::Problem(problem) if problem.size() > self.text_bytes => {
                Said::Words(self.fitting(&problem.text))
            }
            said => said,
        }
    }
}

/// The text, with `…` where it was cut to at most `limit` bytes, and without U+0000, which PostgreSQL cannot store.
pub(crate) fn cut(text: &str, limit: usize) -> Arc<str> {
    const ZERO: (char, &str) = ('\0', "\u{2400}");
    let text = text.replace(ZERO.0, ZERO.1);
    if text.len() <= limit {
        return text.into();
    }
    let mut end = limit.saturating_sub('…'.len_utf8());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}…", &text[..end]).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_program_says_is_made_to_fit() {
        let limits = Limits { text_bytes: 10, ..Limits::default() };
        for (text, fits) in [
            ("short", "short"),
            ("a\0b", "a␀b"),
            ("exactly 10", "exactly 10"),
            ("more than 10", "more th…"),
            ("กกกก", "กก…"),
        ] {
            assert_eq!(&*limits.fitting(text), fits);
        }
    }
}
