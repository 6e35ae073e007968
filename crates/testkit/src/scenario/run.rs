//! Drives a host through one scenario.

use super::expect::Seen;
use super::log::CaseLog;
use super::pick::View;
use super::{Action, Advance, Object, Pick, Scenario, What};
use crate::host::{Host, Message, Refused};
use engine::command::{Modification, TaskChange};
use engine::state::Work;
use engine::{Command, Said, State};
use expr::{Context, Value};
use jiff::{Timestamp, tz::TimeZone};
use model::graph::{FlowIx, Graph, NodeIx};
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

/// Where the scenario was not true.
#[derive(Debug, Clone)]
pub struct Failure {
    /// The line in its file, from 1.
    pub line: usize,
    /// As it is written.
    pub text: String,
    /// What was different.
    pub why: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}\n    {}", self.line, self.text, self.why)
    }
}

/// The files that a scenario speaks of, and the one that is deployed first.
#[derive(Debug, Clone, Default)]
pub struct Files {
    /// The `.bpmn` file of the same name.
    pub own: String,
    /// All files of its folder.
    pub texts: Arc<HashMap<String, String>>,
}

/// What happened in a scenario that was true.
#[derive(Debug)]
pub struct Outcome {
    /// The logs of all cases, by id.
    pub cases: HashMap<Arc<str>, CaseLog>,
}

/// Runs one scenario on a host that is empty.
///
/// # Errors
/// The first line that was not true, or that the host refused unexpectedly.
pub fn run(scenario: &Scenario, files: &Files, host: &mut dyn Host) -> Result<Outcome, Failure> {
    let mut driver = Driver { files, host, process: None, focus: None, logs: HashMap::new() };
    let head = |why: String| Failure { line: 0, text: scenario.title.clone(), why };
    driver.deploy(&files.own).map_err(|refused| head(refused.to_string()))?;
    for step in &scenario.steps {
        let done = driver.step(&step.what).and_then(|()| driver.follow());
        done.map_err(|why| Failure { line: step.line, text: step.text.clone(), why })?;
    }
    Ok(Outcome { cases: driver.logs })
}

struct Driver<'a> {
    files: &'a Files,
    host: &'a mut dyn Host,
    /// The process that `start` means if it names none.
    process: Option<Arc<str>>,
    /// The case that the lines speak of.
    focus: Option<Arc<str>>,
    logs: HashMap<Arc<str>, CaseLog>,
}

/// Why an action was not done: refused by the host, or the line makes no sense now.
enum Undone {
    Refused(Refused),
    Senseless(String),
}

impl From<Refused> for Undone {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl From<String> for Undone {
    fn from(why: String) -> Self {
        Self::Senseless(why)
    }
}

impl Driver<'_> {
    fn step(&mut self, what: &What) -> Result<(), String> {
        match what {
            What::Do(action, None) => self.act(action).map_err(|undone| match undone {
                Undone::Refused(refused) => refused.to_string(),
                Undone::Senseless(why) => why,
            }),
            What::Do(action, Some(expected)) => match self.act(action) {
                Err(Undone::Refused(Refused::Rejected { code, .. })) if code == *expected => Ok(()),
                Err(Undone::Refused(refused)) => {
                    Err(format!("expected to be rejected as {expected}: {refused}"))
                }
                Err(Undone::Senseless(why)) => Err(why),
                Ok(()) => Err(format!("expected to be rejected as {expected}, but it was done")),
            },
            What::Expect(expectation) => {
                let id = self.focus()?;
                let state = self.state()?;
                let cases = self.host.cases();
                let log = self.logs.get_mut(&id).ok_or("no case was started")?;
                Seen { state: &state, log, cases: &cases }.check(expectation)
            }
        }
    }

    /// Reads the new events of all cases, and checks what holds for every case at all times.
    fn follow(&mut self) -> Result<(), String> {
        for case in self.host.cases() {
            let state = self.host.state(&case.id).ok_or("a case without a state")?;
            let from = self.logs.get(&case.id).map_or(0, |log| log.events.len());
            let events = self.host.events(&case.id, from);
            if events.is_empty() {
                continue;
            }
            if !self.logs.contains_key(&case.id) {
                let version = match events.first() {
                    Some(engine::Event::CaseStarted(started)) => started.version.clone(),
                    _ => return Err("a log does not begin with the start".to_owned()),
                };
                let graph = self.host.graph(&version).ok_or("a version without a graph")?;
                self.logs.insert(case.id.clone(), CaseLog::new(graph));
            }
            if let Some(log) = self.logs.get_mut(&case.id) {
                for event in events {
                    log.push(event, |version| self.host.graph(version));
                }
                log.ledger.check(log.graph(), &state)?;
            }
        }
        Ok(())
    }

    fn focus(&self) -> Result<Arc<str>, String> {
        self.focus.clone().ok_or_else(|| "no case was started".to_owned())
    }

    fn state(&self) -> Result<State, String> {
        self.host.state(&self.focus()?).ok_or_else(|| "the case is not known".to_owned())
    }

    fn graph(&self, state: &State) -> Result<Arc<Graph>, String> {
        self.host.graph(&state.version).ok_or_else(|| format!("no graph for {}", state.version))
    }

    fn send(&mut self, command: Command) -> Result<(), Undone> {
        let case = self.focus()?;
        Ok(self.host.send(&case, command)?)
    }

    fn deploy(&mut self, file: &str) -> Result<(), Refused> {
        let text = self.files.texts.get(file).ok_or_else(|| Refused::fault(format!("no file {file}")))?;
        if file.ends_with(".dmn") {
            return self.host.deploy_decisions(text);
        }
        if self.process.is_none() {
            let document = notation::bpmn::Document::parse(text)
                .map_err(|found| Refused::fault(format!("{found:?}")))?;
            self.process = document.definitions().processes.first().map(|process| process.id.clone());
        }
        self.host.deploy(text)
    }

    fn act(&mut self, action: &Action) -> Result<(), Undone> {
        match action {
            Action::Deploy(file) => Ok(self.deploy(file)?),
            Action::Start { process, at, variables } => {
                let process = process.as_deref().or(self.process.as_deref()).unwrap_or_default().to_owned();
                self.focus = Some(self.host.start(&process, at.as_deref(), context(variables))?);
                Ok(())
            }
            Action::Case(pick) => self.turn_to(pick),
            Action::Message { name, key, ttl, variables } => {
                let (name, key) = (name.as_str().into(), key.as_str().into());
                Ok(self.host.publish(Message { name, key, ttl: *ttl, variables: context(variables) })?)
            }
            Action::Signal { name, variables } => Ok(self.host.broadcast(name, context(variables))?),
            Action::Advance(by) => {
                let to = later(self.host.now(), by)?;
                Ok(self.host.advance(to)?)
            }
            Action::Migrate { mapping } => {
                let case = self.focus()?;
                Ok(self.host.migrate(&case, mapping)?)
            }
            Action::Complete { pick, each: true, variables } => self.complete_each(pick, variables),
            Action::Cancel(reason) => self.send(Command::Cancel { reason: reason.as_deref().map(Arc::from) }),
            Action::Suspend => self.send(Command::Suspend),
            Action::Resume => self.send(Command::Resume),
            Action::Modify { starts, cancels, variables } => self.modify(starts, cancels, variables),
            other => {
                let state = self.state()?;
                let graph = self.graph(&state)?;
                let command = command(&View { graph: &graph, state: &state }, other)?;
                self.send(command)
            }
        }
    }

    /// Turns to the n-th case of a process, or to its last.
    fn turn_to(&mut self, pick: &Pick) -> Result<(), Undone> {
        let all: Vec<_> =
            self.host.cases().into_iter().filter(|case| *case.process == *pick.element).collect();
        let at = pick.run.map_or(all.len(), |run| run as usize);
        let found = at.checked_sub(1).and_then(|at| all.get(at));
        let found = found.ok_or_else(|| format!("there is no case {at} of {}", pick.element))?;
        self.focus = Some(found.id.clone());
        Ok(())
    }

    /// Completes all jobs and tasks that wait now at the element.
    fn complete_each(&mut self, pick: &Pick, variables: &Object) -> Result<(), Undone> {
        let state = self.state()?;
        let graph = self.graph(&state)?;
        let view = View { graph: &graph, state: &state };
        let all = view.works(pick).into_iter().map(|(key, work)| completion(key, work, variables));
        let all: Vec<Command> = all.collect();
        if all.is_empty() {
            return Err(format!("nothing waits at {}", pick.element).into());
        }
        all.into_iter().try_for_each(|command| self.send(command))
    }

    fn modify(
        &mut self,
        starts: &[(String, Option<Pick>)],
        cancels: &[Pick],
        variables: &Object,
    ) -> Result<(), Undone> {
        let state = self.state()?;
        let graph = self.graph(&state)?;
        let view = View { graph: &graph, state: &state };
        let mut changes = Vec::new();
        for (id, scope) in starts {
            let scope = scope.as_ref().map(|pick| view.instance(pick)).transpose()?;
            changes.push(Modification::StartBefore {
                node: node(&graph, id)?,
                scope,
                variables: context(variables),
            });
        }
        for pick in cancels {
            changes.push(Modification::CancelStep { key: view.instance(pick)? });
        }
        self.send(Command::Modify { changes })
    }
}

/// The command that a line means for the case as it stands.
fn command(view: &View<'_>, action: &Action) -> Result<Command, String> {
    Ok(match action {
        Action::Complete { pick, variables, .. } => {
            let (key, work) = view.work(pick)?;
            completion(key, work, variables)
        }
        Action::Fail { pick, retries, backoff, message } => Command::FailJob {
            key: view.work(pick)?.0,
            retries: *retries,
            message: message.as_str().into(),
            backoff: *backoff,
        },
        Action::Throw { pick, code, message, variables } => Command::ThrowJobError {
            key: view.work(pick)?.0,
            code: code.as_str().into(),
            message: message.as_deref().map(Said::from),
            variables: context(variables),
        },
        Action::Choose { pick, flows, variables } => Command::Choose {
            key: view.work(pick)?.0,
            flows: flows.iter().map(|id| flow(view.graph, &pick.element, id)).collect::<Result<_, _>>()?,
            variables: context(variables),
        },
        Action::Trigger { pick, variables } => {
            let key = view.subscription(pick).map_or_else(|| view.instance(pick), Ok)?;
            Command::Trigger { key, variables: context(variables) }
        }
        Action::Set { scope, local, variables } => Command::SetVariables {
            scope: scope.as_ref().map(|pick| view.instance(pick)).transpose()?,
            variables: context(variables),
            local: *local,
        },
        Action::Resolve(pick) => Command::ResolveIncident { key: view.incident(pick)? },
        Action::Retries { pick, retries } => {
            Command::SetJobRetries { key: view.work(pick)?.0, retries: *retries }
        }
        Action::Update { pick, change } => {
            Command::UpdateTask { key: view.work(pick)?.0, change: task_change(change)? }
        }
        Action::Activate { pick, nodes } => Command::ActivateAdHoc {
            key: view.instance(pick)?,
            nodes: nodes.iter().map(|id| node(view.graph, id)).collect::<Result<_, _>>()?,
        },
        other => return Err(format!("not a command of a case: {other:?}")),
    })
}

fn completion(key: engine::Key, work: &Work, variables: &Object) -> Command {
    match work {
        Work::Task(_) => Command::CompleteTask { key, variables: context(variables) },
        _ => Command::CompleteJob { key, variables: context(variables) },
    }
}

fn node(graph: &Graph, id: &str) -> Result<NodeIx, String> {
    graph.find(id).ok_or_else(|| format!("the model has no {id}"))
}

/// A flow by its id, or by its name among those that leave the gateway.
fn flow(graph: &Graph, gateway: &str, id: &str) -> Result<FlowIx, String> {
    let by_name = || {
        let mut outgoing = graph.node(graph.find(gateway)?).outgoing.iter();
        outgoing.find(|flow| graph.flow(**flow).name.as_deref() == Some(id)).copied()
    };
    let found = graph.flow_by_id.get(id).copied().or_else(by_name);
    found.ok_or_else(|| format!("the model has no flow {id}"))
}

fn context(object: &Object) -> Context {
    object.iter().map(|(name, value)| (name.as_str(), Value::from_json(value))).collect()
}

fn task_change(change: &Object) -> Result<TaskChange, String> {
    let mut change = change.clone();
    for name in ["due", "followUp"] {
        if let Some(text) = change.get(name).and_then(|value| value.as_str()) {
            let at = super::parse::instant(text)?;
            change.insert(name.to_owned(), at.into());
        }
    }
    serde_json::from_value(change.into()).map_err(|error| error.to_string())
}

fn later(now: i64, by: &Advance) -> Result<i64, String> {
    let span = match by {
        Advance::To(at) => return Ok(*at),
        Advance::By(span) => *span,
    };
    let now = Timestamp::from_microsecond(now).map_err(|error| error.to_string())?;
    let then = now.to_zoned(TimeZone::UTC).checked_add(span).map_err(|error| error.to_string())?;
    Ok(then.timestamp().as_microsecond())
}
