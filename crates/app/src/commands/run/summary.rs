//! Where a case stands, for a program: what `stepwell run --json` prints.

use super::family::{Family, Open};
use super::waiting::{self, What};
use engine::event::{Task, Wait};
use engine::state::Work;
use engine::{Key, State};
use jiff::Timestamp;
use lang::Lang;
use model::graph::{Graph, NodeIx};
use runtime::{CaseView, Connectors};
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// The case, its variables, and everything that it and the cases that it has called wait for.
pub fn summary(family: &Family, connectors: &Connectors, lang: Lang) -> Value {
    let Some(view) = family.0.first() else { return Value::Null };
    let (to_answer, by_itself) = family.waits(connectors);
    let numbered = to_answer.iter().enumerate().map(|(number, open)| (Some(number + 1), open));
    let all = numbered.chain(by_itself.iter().map(|open| (None, open)));
    let waits: Vec<Value> = all.map(|(number, open)| wait(family, open, number, lang)).collect();
    let variables = view.state.variables().map(|variables| {
        variables.iter().map(|(name, value)| (name.to_string(), value.to_json())).collect::<Map<_, _>>()
    });
    json!({
        "case": view.row.id,
        "workflow": view.workflow.id,
        "version": view.workflow.number,
        "phase": view.state.phase,
        "outcome": view.state.outcome,
        "variables": variables,
        "waits": waits,
    })
}

/// One wait: what every one has, and what its kind has beside it.
fn wait(family: &Family, open: &Open, number: Option<usize>, lang: Lang) -> Value {
    let (view, item) = (&family.0[open.member], &open.item);
    let graph = &view.workflow.graph;
    let mut wait = Map::from_iter([
        ("number".to_owned(), json!(number)),
        ("case".to_owned(), json!(view.row.id)),
        ("key".to_owned(), json!(item.key)),
        ("element".to_owned(), json!(graph.node(item.node).id)),
        ("name".to_owned(), json!(graph.node(item.node).label())),
        ("kind".to_owned(), json!(kind(&item.what))),
        ("what".to_owned(), json!(waiting::describe(graph, item, lang))),
    ]);
    let task = task(&view.state, item.key);
    wait.extend(task.into_iter().flat_map(people));
    wait.extend(own(view, family, item.key, &item.what, lang));
    Value::Object(wait)
}

/// The word for what is waited for.
fn kind(what: &What) -> &'static str {
    match what {
        What::Task { .. } => "task",
        What::Choice { .. } => "choice",
        What::Job { .. } => "job",
        What::Customer => "customer",
        What::Message { .. } => "message",
        What::Signal { .. } => "signal",
        What::Timer { .. } => "timer",
        What::Condition => "condition",
        What::Call => "call",
        What::AdHoc { .. } => "ad-hoc",
        What::Incident { .. } => "incident",
    }
}

fn task(state: &State, key: Key) -> Option<&Task> {
    match &state.instances.get(&key)?.work {
        Work::Task(task) => Some(task),
        _ => None,
    }
}

/// Who does a task, and until when.
fn people(task: &Task) -> Vec<(String, Value)> {
    vec![
        ("teams".into(), json!(task.groups)),
        ("users".into(), json!(task.users)),
        ("assignee".into(), json!(task.assignee)),
        ("due".into(), json!(task.due.and_then(instant))),
    ]
}

/// What only this kind of wait has.
fn own(view: &CaseView, family: &Family, key: Key, what: &What, lang: Lang) -> Vec<(String, Value)> {
    let graph = &view.workflow.graph;
    match what {
        What::Task { .. } | What::Condition => Vec::new(),
        What::Choice { answers, several, .. } => {
            let choice = |(number, (_, label)): (usize, &(_, Arc<str>))| json!({"label": label, "answer": (number + 1).to_string()});
            let choices: Vec<Value> = answers.iter().enumerate().map(choice).collect();
            vec![("several".into(), json!(several)), ("choices".into(), json!(choices))]
        }
        What::Job { job_type } => vec![("job".into(), json!(job_type))],
        What::Customer | What::Message { .. } => vec![("message".into(), message(&view.state, key))],
        What::Signal { name } => vec![("signal".into(), json!(name))],
        What::Timer { due } => vec![("due".into(), json!(instant(*due)))],
        What::Call => {
            let parent = |it: &&CaseView| it.row.parent_id.as_deref() == Some(&*view.row.id);
            let at =
                |it: &&CaseView| it.row.parent_key.and_then(|key| u64::try_from(key).ok()) == Some(key.0);
            let called = family.0.iter().filter(parent).find(at).map(|it| &it.row.id);
            vec![("called".into(), json!(called))]
        }
        What::AdHoc { activities } => {
            let activities: Vec<Value> = activities.iter().map(|at| element(graph, *at)).collect();
            vec![("activities".into(), json!(activities))]
        }
        What::Incident { problem, incident } => {
            let text = problem.render_with(lang, runtime::text);
            vec![("incident".into(), json!({"key": incident, "code": problem.code, "text": text}))]
        }
    }
}

/// The message that a subscription waits for; null if somebody has only to say that it happened.
fn message(state: &State, key: Key) -> Value {
    match state.subscriptions.get(&key).map(|it| &it.wait) {
        Some(Wait::Message { name, key }) => json!({"name": name, "key": key}),
        _ => Value::Null,
    }
}

fn element(graph: &Graph, node: NodeIx) -> Value {
    let node = graph.node(node);
    json!({"element": node.id, "name": node.label()})
}

/// An instant, µs UTC, as in RFC 3339.
fn instant(micros: i64) -> Option<String> {
    Timestamp::from_microsecond(micros).ok().map(|at| at.to_string())
}
