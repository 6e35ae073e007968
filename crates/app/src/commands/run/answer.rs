//! What a person types at the prompt of `stepwell run`.

use super::waiting::{Item, What};
use crate::messages;
use engine::Command;
use expr::{Context, Value};
use lang::Message;
use model::graph::FlowIx;

/// What was typed.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// A command for the case.
    Command(Box<Command>),
    /// Look at another item first.
    Select(usize),
    /// Leave; the case stays.
    Leave,
    /// Explain.
    Help,
    /// Show all variables.
    Variables,
}

/// Reads a line typed at `item`, one of `count` items.
///
/// # Errors
/// What was expected instead.
pub fn parse(line: &str, item: &Item, count: usize) -> Result<Answer, Message> {
    let line = line.trim();
    match line {
        _ if is_leave(line) => return Ok(Answer::Leave),
        "?" | "h" | "help" => return Ok(Answer::Help),
        "v" | "vars" => return Ok(Answer::Variables),
        _ => {}
    }
    if let Some(number) = line.strip_prefix('#').and_then(|number| number.trim().parse::<usize>().ok()) {
        return match number {
            1.. if number <= count => Ok(Answer::Select(number - 1)),
            _ => Err(messages::ANSWER_NO_ITEM.message().with("count", count)),
        };
    }
    let (words, variables) = assignments(line);
    let key = item.key;
    let command = match &item.what {
        What::Choice { answers, several, .. } => {
            let flows = choose(&words, answers, *several)?;
            Command::Choose { key, flows, variables }
        }
        _ if !words.is_empty() => {
            return Err(messages::ANSWER_UNKNOWN.message().with("text", words.join(" ")));
        }
        What::Task { .. } => Command::CompleteTask { key, variables },
        What::AdHoc { activities } => Command::ActivateAdHoc { key, nodes: activities.clone() },
        What::Incident { incident, .. } if variables.is_empty() => {
            Command::ResolveIncident { key: *incident }
        }
        What::Incident { .. } => Command::SetVariables { scope: Some(key), variables, local: false },
        _ => Command::Trigger { key, variables },
    };
    Ok(Answer::Command(Box::new(command)))
}

/// `name=value` pairs, and the other words.
fn assignments(line: &str) -> (Vec<String>, Context) {
    let mut words = Vec::new();
    let mut variables = Context::new();
    for part in split(line) {
        match part.split_once('=') {
            Some((name, value)) if is_name(name) => {
                variables.insert(name, value_of(value));
            }
            _ => words.push(part),
        }
    }
    (words, variables)
}

/// Does a person want to leave?
pub fn is_leave(line: &str) -> bool {
    matches!(line.trim(), "q" | "quit" | "exit")
}

/// Can a variable have this name?
pub fn is_name(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|first| first.is_alphabetic() || first == '_')
        && chars.all(|c| c.is_alphanumeric() || c == '_')
}

/// JSON, or else a text.
pub fn value_of(text: &str) -> Value {
    match serde_json::from_str(text) {
        Ok(json) => Value::from_json(&json),
        Err(_) => Value::from(text),
    }
}

/// Splits at blanks outside of quotes and brackets.
fn split(line: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let (mut depth, mut quoted, mut escaped) = (0_u32, false, false);
    for c in line.chars() {
        if quoted {
            quoted = escaped || c != '"';
            escaped = !escaped && c == '\\';
        } else {
            match c {
                '"' => quoted = true,
                '{' | '[' => depth += 1,
                '}' | ']' => depth = depth.saturating_sub(1),
                c if c.is_whitespace() && depth == 0 => {
                    parts.push(String::new());
                    continue;
                }
                _ => {}
            }
        }
        if let Some(last) = parts.last_mut() {
            last.push(c);
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

fn choose(
    words: &[String],
    answers: &[(FlowIx, std::sync::Arc<str>)],
    several: bool,
) -> Result<Vec<FlowIx>, Message> {
    let typed = words.join(" ");
    let by_label = answers.iter().find(|(_, label)| label.to_lowercase() == typed.to_lowercase());
    if let Some((flow, _)) = by_label {
        return Ok(vec![*flow]);
    }
    let numbers = typed.split([',', ' ']).filter(|word| !word.is_empty());
    let flow = |word: &str| {
        word.parse::<usize>().ok().and_then(|n| answers.get(n.checked_sub(1)?)).map(|(flow, _)| *flow)
    };
    let flows: Option<Vec<FlowIx>> = numbers.map(flow).collect();
    match flows {
        Some(flows) if flows.len() == 1 || (several && !flows.is_empty()) => Ok(flows),
        _ => {
            let text = if several { &messages::ANSWER_NUMBERS } else { &messages::ANSWER_NUMBER };
            Err(text.message().with("count", answers.len()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use engine::Key;
    use model::graph::NodeIx;

    fn item(what: What) -> Item {
        Item { key: Key(7), node: NodeIx(1), what }
    }

    fn choice(several: bool) -> Item {
        let answers = vec![(FlowIx(3), "agrees".into()), (FlowIx(4), "refuses".into())];
        item(What::Choice { who: Vec::new(), answers, several })
    }

    fn command(line: &str, item: &Item) -> Result<Command, String> {
        match parse(line, item, 2).map_err(|expected| expected.to_string())? {
            Answer::Command(command) => Ok(*command),
            other => Err(format!("{other:?}")),
        }
    }

    #[test]
    fn an_empty_line_completes_a_task_and_pairs_are_its_variables() {
        let task = item(What::Task { who: Vec::new() });
        assert_eq!(command("", &task), Ok(Command::CompleteTask { key: Key(7), variables: Context::new() }));
        let line = r#"amount=250 note="call back" order={"lines": [1, 2]} who=Ana"#;
        let Ok(Command::CompleteTask { variables, .. }) = command(line, &task) else {
            panic!("not completed")
        };
        assert_eq!(variables.get("amount"), Some(&Value::from(250)));
        assert_eq!(variables.get("note"), Some(&Value::from("call back")));
        assert_eq!(variables.get("who"), Some(&Value::from("Ana")));
        assert!(variables.get("order").is_some_and(|order| order.as_context().is_some()));
        assert!(command("nonsense", &task).is_err());
    }

    #[test]
    fn a_choice_is_a_number_or_its_label() {
        for line in ["2", "refuses", "Refuses"] {
            let flows = match command(line, &choice(false)) {
                Ok(Command::Choose { flows, .. }) => flows,
                other => panic!("{line}: {other:?}"),
            };
            assert_eq!(flows, [FlowIx(4)]);
        }
        for line in ["", "0", "3", "1,2", "x"] {
            assert!(command(line, &choice(false)).is_err(), "{line}");
        }
        assert!(
            matches!(command("1,2", &choice(true)), Ok(Command::Choose { flows, .. }) if flows.len() == 2)
        );
    }

    #[test]
    fn other_things_can_be_looked_at_first() {
        assert_eq!(parse("#2", &choice(false), 2), Ok(Answer::Select(1)));
        assert!(parse("#3", &choice(false), 2).is_err());
        assert_eq!(parse("q", &choice(false), 2), Ok(Answer::Leave));
    }
}
