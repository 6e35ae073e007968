//! Compares what is with what is expected.

use super::log::CaseLog;
use super::path::{Item, Mark, Pattern};
use super::pick::View;
use super::{Ended, Expectation, Object, Pick};
use crate::host::CaseInfo;
use engine::event::{Task, Wait};
use engine::state::{CasePhase, Work};
use engine::{Event, State};
use expr::{Context, Value};
use jiff::Timestamp;
use serde_json::{Map, json};

/// The case that is looked at.
pub(super) struct Seen<'a> {
    pub(super) state: &'a State,
    pub(super) log: &'a mut CaseLog,
    pub(super) cases: &'a [CaseInfo],
}

impl Seen<'_> {
    /// Is it as expected? If not, what is different.
    pub(super) fn check(&mut self, expectation: &Expectation) -> Result<(), String> {
        match expectation {
            Expectation::Waits(expected) => self.waits(expected),
            Expectation::Path(pattern) => self.path(pattern),
            Expectation::Vars { scope, variables } => self.variables(scope.as_ref(), variables),
            Expectation::Var { name, value } => {
                let found = self.log.variables.get(name).map(Value::to_json);
                same(&format!("variable {name}"), &found, value)
            }
            Expectation::Incident { code, element, text } => self.incident(code, element, text.as_deref()),
            Expectation::Warned(text) => self.warned(text.as_deref()),
            Expectation::NoIncident => same("incidents", &self.incidents(), &Vec::new()),
            Expectation::Running => same("phase", &phase(self.state), &"active".to_owned()),
            Expectation::Suspended => same("phase", &phase(self.state), &"suspended".to_owned()),
            Expectation::Ended(ended) => self.ended(ended),
            Expectation::Cases(expected) => {
                let found =
                    self.cases.iter().map(|case| format!("{}({})", case.process, name_of(case.phase)));
                same("cases", &found.collect::<Vec<_>>(), expected)
            }
            Expectation::Due { pick, at } => self.due(pick, *at),
            Expectation::Published { name, key, variables } => {
                let wanted = format!("message {name} with the key `{key}`");
                self.sent(&wanted, variables.as_ref(), |event| match event {
                    Event::MessagePublished { name: n, key: k, variables, .. } => {
                        (**n == **name && **k == **key).then_some(variables)
                    }
                    _ => None,
                })
            }
            Expectation::Broadcast { name, variables } => {
                self.sent(&format!("signal {name}"), variables.as_ref(), |event| match event {
                    Event::SignalBroadcast { name: n, variables } => (**n == **name).then_some(variables),
                    _ => None,
                })
            }
            Expectation::Work { pick, fields } => self.work(pick, fields),
        }
    }

    fn waits(&self, expected: &[String]) -> Result<(), String> {
        let graph = self.log.graph().clone();
        let found = View { graph: &graph, state: self.state }.waits();
        let mut expected = expected.to_vec();
        expected.sort();
        same("waits", &found, &expected)
    }

    fn path(&mut self, pattern: &Pattern) -> Result<(), String> {
        let told = |item: &&Item| item.mark != Mark::Done || pattern.tells_done(&item.element);
        let items: Vec<&Item> = self.log.path[self.log.path_seen..].iter().filter(told).collect();
        let result = pattern.matches(items.iter().copied()).map_err(|at| {
            let text =
                |items: &[&Item]| items.iter().map(|item| item.to_string()).collect::<Vec<_>>().join(" ");
            format!("path: fits up to ^ in: {} ^ {}", text(&items[..at]), text(&items[at..]))
        });
        self.log.path_seen = self.log.path.len();
        result
    }

    fn variables(&self, scope: Option<&Pick>, expected: &Object) -> Result<(), String> {
        let found = match scope {
            None => object(&self.log.variables),
            Some(pick) => {
                let key = View { graph: self.log.graph(), state: self.state }.instance(pick)?;
                self.state.instance(key).map(|instance| object(&instance.locals)).unwrap_or_default()
            }
        };
        same("variables", &sorted(&found), &sorted(expected))
    }

    fn incidents(&self) -> Vec<(String, String, String)> {
        let element = |incident: &engine::state::Incident| {
            let instance = self.state.instance(incident.instance);
            instance.map_or_else(String::new, |it| self.log.graph().node(it.node).id.to_string())
        };
        let all = self.state.incidents.values();
        all.map(|it| (it.problem.code.to_string(), element(it), it.problem.text.to_string())).collect()
    }

    fn incident(&self, code: &str, element: &str, text: Option<&str>) -> Result<(), String> {
        let all = self.incidents();
        let fits = |(c, e, t): &(String, String, String)| {
            c == code && e == element && text.is_none_or(|text| t.contains(text))
        };
        match all.iter().any(fits) {
            true => Ok(()),
            false => Err(format!("incident not found; there are {all:?}")),
        }
    }

    fn warned(&mut self, text: Option<&str>) -> Result<(), String> {
        let notes = self.log.events.iter().enumerate().skip(self.log.warned_seen);
        let mut notes = notes.filter_map(|(at, event)| match event {
            Event::Warned { problem, .. } => Some((at, &problem.text)),
            _ => None,
        });
        match (notes.next(), text) {
            (None, None) => Ok(()),
            (Some((at, note)), Some(text)) if note.contains(text) => {
                self.log.warned_seen = at + 1;
                Ok(())
            }
            (note, _) => Err(format!("the next note is {:?}", note.map(|(_, note)| note))),
        }
    }

    fn ended(&self, expected: &Ended) -> Result<(), String> {
        same("phase", &phase(self.state), &expected.how)?;
        let graph = self.log.graph();
        for event in &self.log.events {
            let found = match event {
                Event::CaseCompleted { outcome, end } => Ended {
                    outcome: outcome.as_ref().map(ToString::to_string),
                    at: end.map(|end| graph.node(end).id.to_string()),
                    ..Ended::default()
                },
                Event::CaseFailed { code, .. } => Ended { code: Some(code.to_string()), ..Ended::default() },
                Event::CaseCanceled { reason } => {
                    Ended { reason: reason.as_ref().map(ToString::to_string), ..Ended::default() }
                }
                _ => continue,
            };
            return [
                ("outcome", &found.outcome, &expected.outcome),
                ("at", &found.at, &expected.at),
                ("code", &found.code, &expected.code),
                ("reason", &found.reason, &expected.reason),
            ]
            .into_iter()
            .filter(|(_, _, expected)| expected.is_some())
            .try_for_each(|(what, found, expected)| same(what, found, expected));
        }
        Err("no event says that it ended".to_owned())
    }

    fn due(&self, pick: &Pick, at: i64) -> Result<(), String> {
        let key = View { graph: self.log.graph(), state: self.state }.subscription(pick);
        match key.and_then(|key| self.state.subscriptions.get(&key)).map(|wait| &wait.wait) {
            Some(Wait::Timer { due, .. }) => same("due", &instant(*due), &instant(at)),
            _ => Err(format!("no timer waits at {}", pick.element)),
        }
    }

    /// Finds the next event of its kind after the one found last.
    fn sent<'a>(
        &'a mut self,
        what: &str,
        expected: Option<&Object>,
        fits: impl Fn(&'a Event) -> Option<&'a Context>,
    ) -> Result<(), String> {
        let log = &mut *self.log;
        let found = (log.sent_seen..)
            .zip(&log.events[log.sent_seen..])
            .find_map(|(at, event)| Some((at, fits(event)?)));
        let Some((at, variables)) = found else { return Err(format!("not sent: {what}")) };
        log.sent_seen = at + 1;
        match expected {
            Some(expected) => same(what, &sorted(&object(variables)), &sorted(expected)),
            None => Ok(()),
        }
    }

    fn work(&self, pick: &Pick, expected: &Object) -> Result<(), String> {
        let view = View { graph: self.log.graph(), state: self.state };
        let found = match view.work(pick)?.1 {
            Work::Job { job_type, retries } => json!({ "type": &**job_type, "retries": retries }),
            Work::Task(task) => task_fields(task),
            _ => json!({}),
        };
        expected
            .iter()
            .try_for_each(|(name, value)| same(name, &found.get(name).cloned().unwrap_or_default(), value))
    }
}

fn task_fields(task: &Task) -> serde_json::Value {
    let texts = |all: &[std::sync::Arc<str>]| all.iter().map(ToString::to_string).collect::<Vec<_>>();
    json!({
        "assignee": task.assignee.as_deref(),
        "groups": texts(&task.groups),
        "users": texts(&task.users),
        "due": task.due.map(instant),
        "followUp": task.follow_up.map(instant),
        "priority": task.priority,
    })
}

fn phase(state: &State) -> String {
    match state.suspended && state.is_active() {
        true => "suspended".to_owned(),
        false => name_of(state.phase).to_owned(),
    }
}

fn name_of(phase: CasePhase) -> &'static str {
    match phase {
        CasePhase::New => "new",
        CasePhase::Active => "active",
        CasePhase::Completed => "completed",
        CasePhase::Failed => "failed",
        CasePhase::Canceled => "cancelled",
    }
}

fn object(context: &Context) -> Object {
    context.iter().map(|(name, value)| (name.to_string(), value.to_json())).collect()
}

/// The order of names does not matter.
fn sorted(object: &Object) -> Object {
    let mut names: Vec<_> = object.iter().collect();
    names.sort_by_key(|(name, _)| *name);
    names.into_iter().map(|(name, value)| (name.clone(), deep_sorted(value))).collect::<Map<_, _>>()
}

fn deep_sorted(value: &serde_json::Value) -> serde_json::Value {
    match value {
        serde_json::Value::Object(object) => serde_json::Value::Object(sorted(object)),
        serde_json::Value::Array(items) => items.iter().map(deep_sorted).collect(),
        other => other.clone(),
    }
}

fn instant(micros: i64) -> String {
    Timestamp::from_microsecond(micros).map_or_else(|_| micros.to_string(), |at| at.to_string())
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, found: &T, expected: &T) -> Result<(), String> {
    match found == expected {
        true => Ok(()),
        false => Err(format!("{what}: expected {expected:?}, found {found:?}")),
    }
}
