//! Reads a `.scenario` file. The format is described in `corpus/engine/README.md`.

use super::cursor::{Cursor, pick};
use super::path::Pattern;
use super::{Action, Advance, Ended, Expectation, Scenario, Setup, Step, What};
use engine::Limits;
use std::fmt;

/// A line that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError {
    /// Where, from 1.
    pub line: usize,
    /// Why.
    pub why: String,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.why)
    }
}

/// Reads all scenarios of a file.
///
/// # Errors
/// The first line that cannot be read.
pub fn parse(text: &str) -> Result<Vec<Scenario>, ParseError> {
    let mut scenarios: Vec<Scenario> = Vec::new();
    for (line, text) in logical_lines(text) {
        let fail = |why: String| ParseError { line, why };
        let mut cursor = Cursor::new(&text);
        let Some(verb) = cursor.word() else { continue };
        if verb == "scenario" {
            let title = cursor.remainder().to_owned();
            scenarios.push(Scenario { title, setup: Setup::default(), steps: Vec::new() });
            continue;
        }
        let Some(scenario) = scenarios.last_mut() else {
            return Err(fail("a file begins with `scenario` and its title".to_owned()));
        };
        line_of(scenario, line, &text, verb, &mut cursor).map_err(fail)?;
    }
    Ok(scenarios)
}

/// Lines with their number; an indented line goes on with the one before.
fn logical_lines(text: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let content = line.trim();
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        match lines.last_mut() {
            Some((_, last)) if line.starts_with([' ', '\t']) => {
                last.push(' ');
                last.push_str(content);
            }
            _ => lines.push((number, content.to_owned())),
        }
    }
    lines
}

fn line_of(
    scenario: &mut Scenario,
    line: usize,
    text: &str,
    verb: &str,
    cursor: &mut Cursor<'_>,
) -> Result<(), String> {
    if set_up(&mut scenario.setup, verb, cursor)? {
        return cursor.finish();
    }
    if verb == "rejected" {
        let code = cursor.need("a code")?.to_owned();
        return match scenario.steps.last_mut() {
            Some(Step { what: What::Do(_, rejected @ None), .. }) => {
                *rejected = Some(code);
                cursor.finish()
            }
            _ => Err("`rejected` stands behind what is done".to_owned()),
        };
    }
    let what = match action(verb, cursor)? {
        Some(action) => What::Do(action, None),
        None => What::Expect(expectation(verb, cursor)?.ok_or_else(|| format!("unknown: {verb}"))?),
    };
    cursor.finish()?;
    scenario.steps.push(Step { line, text: text.to_owned(), what });
    Ok(())
}

fn set_up(setup: &mut Setup, verb: &str, cursor: &mut Cursor<'_>) -> Result<bool, String> {
    match verb {
        "now" => setup.now = instant(cursor.need("an instant")?)?,
        "zone" => setup.zone = cursor.need("a time zone")?.to_owned(),
        "limit" => {
            let name = cursor.need("a limit")?;
            limit(&mut setup.limits, name, number(cursor.need("a number")?)?)?;
        }
        _ => return Ok(false),
    }
    Ok(true)
}

fn limit(limits: &mut Limits, name: &str, value: u32) -> Result<(), String> {
    match name {
        "steps_per_command" => limits.steps_per_command = value,
        "runs_per_command" => limits.runs_per_command = value,
        "runs" => limits.runs = value,
        "loop_runs" => limits.loop_runs = value,
        "instances" => limits.instances = value as usize,
        "variable_bytes" => limits.variable_bytes = value as usize,
        "payload_bytes" => limits.payload_bytes = value as usize,
        "case_bytes" => limits.case_bytes = value as usize,
        "command_bytes" => limits.command_bytes = value as usize,
        "name_bytes" => limits.name_bytes = value as usize,
        "message_id_bytes" => limits.message_id_bytes = value as usize,
        "task_names" => limits.task_names = value as usize,
        "text_bytes" => limits.text_bytes = value as usize,
        "expression_steps" => limits.expression.steps = u64::from(value),
        "depth" => limits.depth = value as usize,
        "calls" => limits.calls = value,
        "hops" => limits.hops = value,
        "held" => limits.held = value as usize,
        other => return Err(format!("unknown limit: {other}")),
    }
    Ok(())
}

fn action(verb: &str, cursor: &mut Cursor<'_>) -> Result<Option<Action>, String> {
    Ok(Some(match verb {
        "deploy" => Action::Deploy(cursor.need("a file")?.to_owned()),
        "case" => Action::Case(cursor.pick()?),
        "start" => start(cursor)?,
        "complete" => {
            let each = cursor.flag("each");
            Action::Complete { each, pick: cursor.pick()?, variables: cursor.variables()? }
        }
        "fail" => fail(cursor)?,
        "throw" => Action::Throw {
            pick: cursor.pick()?,
            code: cursor.need("a code")?.to_owned(),
            message: cursor.text()?,
            variables: cursor.variables()?,
        },
        "choose" => {
            let pick = cursor.pick()?;
            let mut flows = Vec::new();
            while let Some(flow) = cursor.word_or_text()? {
                flows.push(flow);
            }
            Action::Choose { pick, flows, variables: cursor.variables()? }
        }
        "message" => message(cursor)?,
        "signal" => Action::Signal { name: name(cursor)?, variables: cursor.variables()? },
        "trigger" => Action::Trigger { pick: cursor.pick()?, variables: cursor.variables()? },
        "advance" => Action::Advance(match cursor.flag("to") {
            true => Advance::To(instant(cursor.need("an instant")?)?),
            false => Advance::By(span(cursor.need("a duration")?)?),
        }),
        "set" => {
            let local = cursor.flag("local");
            let scope = cursor.word().map(pick).transpose()?;
            Action::Set { scope, local, variables: cursor.object()?.ok_or("expected variables")? }
        }
        "resolve" => Action::Resolve(cursor.pick()?),
        "retries" => Action::Retries { pick: cursor.pick()?, retries: number(cursor.need("a number")?)? },
        "update" => Action::Update { pick: cursor.pick()?, change: cursor.variables()? },
        "activate" => Action::Activate { pick: cursor.pick()?, nodes: cursor.words() },
        "cancel" => Action::Cancel(cursor.text()?),
        "suspend" => Action::Suspend,
        "resume" => Action::Resume,
        "modify" => modify(cursor)?,
        "migrate" => {
            let mut mapping = Vec::new();
            while let Some((old, new)) = cursor.option()? {
                mapping.push((old.to_owned(), new));
            }
            Action::Migrate { mapping }
        }
        _ => return Ok(None),
    }))
}

fn start(cursor: &mut Cursor<'_>) -> Result<Action, String> {
    let mut process = None;
    let mut at = None;
    while let Some(word) = cursor.peek() {
        if word == "at" {
            cursor.word();
            at = Some(cursor.need("a start event")?.to_owned());
        } else {
            process = cursor.word().map(str::to_owned);
        }
    }
    Ok(Action::Start { process, at, variables: cursor.variables()? })
}

fn fail(cursor: &mut Cursor<'_>) -> Result<Action, String> {
    let pick = cursor.pick()?;
    let (mut retries, mut backoff) = (0, 0);
    while let Some((key, value)) = cursor.option()? {
        match key {
            "retries" => retries = number(&value)?,
            "backoff" => backoff = micros(&value)?,
            other => return Err(format!("unknown: {other}")),
        }
    }
    Ok(Action::Fail { pick, retries, backoff, message: cursor.text()?.unwrap_or_default() })
}

fn message(cursor: &mut Cursor<'_>) -> Result<Action, String> {
    let name = name(cursor)?;
    let (mut key, mut ttl) = (String::new(), 0);
    loop {
        if let Some((option, value)) = cursor.option()? {
            match option {
                "ttl" => ttl = micros(&value)?,
                other => return Err(format!("unknown: {other}")),
            }
        } else if let Some(word) = cursor.word_or_text()? {
            key = word;
        } else {
            return Ok(Action::Message { name, key, ttl, variables: cursor.variables()? });
        }
    }
}

fn modify(cursor: &mut Cursor<'_>) -> Result<Action, String> {
    let (mut starts, mut cancels) = (Vec::new(), Vec::new());
    while let Some((key, value)) = cursor.option()? {
        match key {
            "start" => {
                let (node, scope) = match value.split_once('@') {
                    Some((node, scope)) => (node.to_owned(), Some(pick(scope)?)),
                    None => (value, None),
                };
                starts.push((node, scope));
            }
            "cancel" => cancels.push(pick(&value)?),
            other => return Err(format!("unknown: {other}")),
        }
    }
    Ok(Action::Modify { starts, cancels, variables: cursor.variables()? })
}

fn expectation(verb: &str, cursor: &mut Cursor<'_>) -> Result<Option<Expectation>, String> {
    Ok(Some(match verb {
        "waits" => Expectation::Waits(waits(cursor)?),
        "path" => Expectation::Path(Pattern::parse(cursor.remainder())?),
        "vars" => {
            let scope = cursor.word().map(pick).transpose()?;
            Expectation::Vars { scope, variables: cursor.object()?.ok_or("expected variables")? }
        }
        "var" => {
            let name = cursor.need("a variable")?.to_owned();
            let value = if cursor.flag("absent") { None } else { Some(cursor.value()?) };
            Expectation::Var { name, value }
        }
        "incident" if cursor.flag("none") => Expectation::NoIncident,
        "incident" => Expectation::Incident {
            code: cursor.need("a code")?.to_owned(),
            element: cursor.need("an element")?.to_owned(),
            text: cursor.text()?,
        },
        "warned" if cursor.flag("none") => Expectation::Warned(None),
        "warned" => Expectation::Warned(Some(cursor.text()?.ok_or("expected a text or `none`")?)),
        "running" => Expectation::Running,
        "suspended" => Expectation::Suspended,
        "ended" => Expectation::Ended(ended(cursor)?),
        "cases" => Expectation::Cases(cursor.words()),
        "due" => Expectation::Due { pick: cursor.pick()?, at: instant(cursor.need("an instant")?)? },
        "published" => Expectation::Published {
            name: name(cursor)?,
            key: cursor.word_or_text()?.unwrap_or_default(),
            variables: cursor.object()?,
        },
        "broadcast" => Expectation::Broadcast { name: name(cursor)?, variables: cursor.object()? },
        "work" => Expectation::Work { pick: cursor.pick()?, fields: cursor.variables()? },
        _ => return Ok(None),
    }))
}

/// `kind:element`, with `*n` for n of them; `nothing` for none.
fn waits(cursor: &mut Cursor<'_>) -> Result<Vec<String>, String> {
    if cursor.flag("nothing") {
        return Ok(Vec::new());
    }
    let mut all = Vec::new();
    while let Some(word) = cursor.word() {
        let (what, count) = match word.rsplit_once('*') {
            Some((what, count)) => (what, number(count)?),
            None => (word, 1),
        };
        if !what.contains(':') {
            return Err(format!("expected kind:element, found {word}"));
        }
        all.extend(std::iter::repeat_n(what.to_owned(), count as usize));
    }
    if all.is_empty() { Err("expected what waits, or `nothing`".to_owned()) } else { Ok(all) }
}

fn ended(cursor: &mut Cursor<'_>) -> Result<Ended, String> {
    let how = cursor.need("completed, failed or cancelled")?.to_owned();
    if !["completed", "failed", "cancelled"].contains(&how.as_str()) {
        return Err(format!("expected completed, failed or cancelled, found {how}"));
    }
    let mut ended = Ended { how, ..Ended::default() };
    while let Some((key, value)) = cursor.option()? {
        match key {
            "outcome" => ended.outcome = Some(value),
            "at" => ended.at = Some(value),
            "code" => ended.code = Some(value),
            "reason" => ended.reason = Some(value),
            other => return Err(format!("unknown: {other}")),
        }
    }
    Ok(ended)
}

fn name(cursor: &mut Cursor<'_>) -> Result<String, String> {
    cursor.word_or_text()?.ok_or_else(|| "expected a name".to_owned())
}

fn number(text: &str) -> Result<u32, String> {
    text.parse().map_err(|_| format!("expected a number, found {text}"))
}

fn span(text: &str) -> Result<jiff::Span, String> {
    text.parse().map_err(|error| format!("expected an ISO 8601 duration: {error}"))
}

/// A duration without calendar units in µs; a day has 24 hours.
fn micros(text: &str) -> Result<i64, String> {
    let length = span(text)?.to_duration(jiff::SpanRelativeTo::days_are_24_hours());
    let length = length.map_err(|error| error.to_string())?;
    i64::try_from(length.as_micros()).map_err(|error| error.to_string())
}

/// An instant in µs UTC.
pub(super) fn instant(text: &str) -> Result<i64, String> {
    let at: jiff::Timestamp = text.parse().map_err(|error| format!("expected an instant: {error}"))?;
    Ok(at.as_microsecond())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_a_line_is_read() {
        let text = r#"
# what this file is about
scenario a job that fails is tried again
now 2026-03-01T00:00:00Z
start {"a": "x # y"}      # a comment
fail charge retries=2 backoff=PT5M "no card"
message "order placed" A-1 ttl=P1D
  {"n": 1}
cancel
rejected case.unknown
waits task:review*2 timer:late
ended cancelled reason="not needed"
"#;
        let scenarios = parse(text).unwrap();
        assert_eq!(scenarios.len(), 1);
        let scenario = &scenarios[0];
        assert_eq!(scenario.title, "a job that fails is tried again");
        assert_eq!(scenario.steps.len(), 6);
        let What::Do(Action::Fail { retries: 2, backoff: 300_000_000, message, .. }, None) =
            &scenario.steps[1].what
        else {
            panic!("{:?}", scenario.steps[1]);
        };
        assert_eq!(message, "no card");
        let What::Do(Action::Message { key, variables, .. }, None) = &scenario.steps[2].what else {
            panic!("{:?}", scenario.steps[2]);
        };
        assert_eq!((key.as_str(), variables.len()), ("A-1", 1));
        assert!(
            matches!(&scenario.steps[3].what, What::Do(Action::Cancel(None), Some(code)) if code == "case.unknown")
        );
        assert!(matches!(&scenario.steps[4].what, What::Expect(Expectation::Waits(all)) if all.len() == 3));
    }

    #[test]
    fn what_is_not_understood_is_named_with_its_line() {
        let error = parse("scenario x\nstart\nfly away\n").unwrap_err();
        assert_eq!(error.line, 3);
        assert!(error.why.contains("fly"));
        assert!(parse("start").is_err());
        assert!(parse("scenario x\nstart\nadvance soon").is_err());
        assert!(parse("scenario x\nstart\nended").is_err());
        assert!(parse("scenario x\nwaits").is_err());
        assert!(parse("scenario x\nrejected a.b").is_err());
    }
}
