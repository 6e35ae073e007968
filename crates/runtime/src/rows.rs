//! What a command's events change in the tables, and what follows from them: one arm for each effect of the engine.

use crate::Runtime;
use crate::case::HotCase;
use crate::correlate::Wanted;
use crate::effects::{Origin, Todo};
use crate::error::Result;
use crate::incidents;
use engine::effect::{Effect as Change, End};
use engine::event::{Problem, Task as Person, Wait};
use engine::state::Work;
use engine::{Command, Event, Key, Said};
use expr::Context;
use serde_json::json;
use std::sync::Arc;
use store::WriteSet;
use store::tables::cases::Case;
use store::tables::events::Snapshot;
use store::tables::incidents::Incident;
use store::tables::jobs::Job;
use store::tables::messages::StartKey;
use store::tables::outbox::Effect;
use store::tables::subscriptions::Subscription;
use store::tables::tasks::Task;
use store::tables::timers::Timer;

/// A timer that waits for its case to be resumed.
const PARKED: i64 = i64::MAX;

/// What a command writes, and what this node does after the commit.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) set: WriteSet,
    /// Effects that are this node's.
    pub(crate) effects: Vec<Effect>,
    /// Jobs of this node's connectors.
    pub(crate) jobs: Vec<Job>,
    /// Subscriptions for messages that were opened: the buffer may have one.
    pub(crate) opened: Vec<(Key, Arc<str>, Arc<str>)>,
    /// Messages that were not in the buffer.
    pub(crate) wanted: Vec<Wanted>,
}

impl Outcome {
    pub(crate) fn new(set: WriteSet) -> Self {
        Self { set, effects: Vec::new(), jobs: Vec::new(), opened: Vec::new(), wanted: Vec::new() }
    }

    /// Adds an effect.
    pub(crate) fn follow(&mut self, runtime: &Runtime, origin: &Origin<'_>, todo: &Todo) -> Result<()> {
        let effect = runtime.effect(origin, todo)?;
        if effect.owner.is_some() {
            self.effects.push(effect.clone());
        }
        self.set.put(effect);
        Ok(())
    }
}

/// Writes what the events change. The case's state is the one after them. `hops`: how many cases have begun each other
/// up to the command.
pub(crate) fn write(
    runtime: &Runtime,
    case: &mut HotCase,
    events: &[Event],
    hops: u32,
    outcome: &mut Outcome,
) -> Result<()> {
    let mut rows =
        Rows { runtime, now: runtime.inner.now(), hops, case_changed: case.sequence == 1, outcome };
    for event in events {
        if let Some(change) = engine::effect(event, &case.state) {
            rows.change(case, event, change)?;
        }
        if let Event::Held { command } = event
            && let Command::FireTimer { key } = &**command
        {
            rows.timer(case, *key, PARKED);
        }
    }
    if rows.case_changed {
        case.describe();
        rows.outcome.set.put(case.row.clone());
    }
    Ok(())
}

struct Rows<'a> {
    runtime: &'a Runtime,
    now: i64,
    hops: u32,
    case_changed: bool,
    outcome: &'a mut Outcome,
}

fn number(key: Key) -> i64 {
    i64::try_from(key.0).unwrap_or(i64::MAX)
}

impl Rows<'_> {
    fn change(&mut self, case: &mut HotCase, event: &Event, change: Change<'_>) -> Result<()> {
        let id = || case.row.id.clone();
        match change {
            Change::OfferJob { key, job_type, retries } => self.job(case, key, job_type, retries, None, None),
            Change::RetryJob { key, retries, not_before } => {
                if let Some(Work::Job { job_type, .. }) = case.state.instance(key).map(|it| &it.work) {
                    let error = match event {
                        Event::JobFailed { message, .. } => Some(message.to_string()),
                        _ => None,
                    };
                    self.job(case, key, job_type, retries, not_before, error);
                }
            }
            Change::RemoveJob(key) => self.outcome.set.delete2::<Job>(id(), number(key)),
            Change::OfferTask { key, task } => self.task(case, key, task),
            Change::RemoveTask(key) => self.outcome.set.delete2::<Task>(id(), number(key)),
            Change::Watch { key, wait, .. } => self.watch(case, key, wait),
            Change::Reschedule { key, due } => self.timer(case, key, due),
            Change::Unwatch(key) => {
                self.outcome.set.delete2::<Timer>(id(), number(key));
                self.outcome.set.delete2::<Subscription>(id(), number(key));
            }
            Change::ReportIncident { key, instance, problem } => self.incident(case, key, instance, problem),
            Change::RemoveIncident(key) => self.outcome.set.delete2::<Incident>(id(), number(key)),
            Change::PublishMessage { name, key, ttl, id, variables } => {
                let (name, key, id) = (name.to_string(), key.to_string(), id.map(ToString::to_string));
                self.follow(case, Todo::Publish { name, key, ttl, id, variables: variables.clone() })?;
            }
            Change::BroadcastSignal { name, variables } => {
                let (from, name, variables) = (Some(id()), name.to_string(), variables.clone());
                self.follow(case, Todo::Broadcast { from, name, variables, after: None })?;
            }
            Change::StartCalled { key, process, variables } => {
                let (process, variables) = (process.to_string(), variables.clone());
                self.follow(case, Todo::Call { case: id(), key, process, variables })?;
            }
            Change::CancelCalled(key) => self.follow(case, Todo::CancelCall { case: id(), key })?,
            Change::Continue(key) => {
                self.follow(case, Todo::Tell { case: id(), command: Command::Continue { key } })?;
            }
            Change::EscalateToCaller { code, variables, caller } => {
                let (code, variables) = (code.clone(), variables.clone());
                let command = Command::EscalateCall { key: caller.key, code, variables };
                self.follow(case, Todo::Tell { case: caller.case.to_string(), command })?;
            }
            Change::End { end, caller } => {
                self.end(case)?;
                if let Some(caller) = caller {
                    let command = answer(case, event, caller.key, &end);
                    self.follow(case, Todo::Tell { case: caller.case.to_string(), command })?;
                }
            }
            Change::Suspended(_) | Change::Moved { .. } => self.case_changed = true,
        }
        Ok(())
    }

    fn follow(&mut self, case: &HotCase, todo: Todo) -> Result<()> {
        let is_sent = matches!(todo, Todo::Publish { .. } | Todo::Broadcast { .. });
        let hops = self.hops.saturating_add(u32::from(is_sent));
        let origin = Origin { case: Some(&case.row.id), shard: case.row.shard, hops };
        self.outcome.follow(self.runtime, &origin, &todo)
    }

    fn job(
        &mut self,
        case: &HotCase,
        key: Key,
        job_type: &str,
        retries: u32,
        not_before: Option<i64>,
        error: Option<String>,
    ) {
        let mut job = Job {
            case_id: case.row.id.clone(),
            key: number(key),
            shard: case.row.shard,
            kind: job_type.to_owned(),
            element: element(case, key),
            created_at: self.now,
            attempts: 0,
            retries: i64::from(retries),
            available_at: (retries > 0).then(|| not_before.unwrap_or(self.now)),
            owner: None,
            error,
        };
        // A job for a connector of this node is taken from the start, unless it has to wait.
        let connector =
            self.runtime.inner.connectors.get(job_type).filter(|_| retries > 0 && not_before.is_none());
        if let Some(connector) = connector.filter(|_| self.runtime.inner.queue.has_room()) {
            job.available_at = Some(self.now.saturating_add(connector.lease()));
            job.attempts = 1;
            job.owner = Some(self.runtime.inner.node.clone());
            self.outcome.jobs.push(job.clone());
        }
        self.outcome.set.put(job);
    }

    fn task(&mut self, case: &HotCase, key: Key, task: &Person) {
        let name = case.state.instance(key).map(|it| case.workflow.graph.node(it.node).label().to_string());
        let rest = json!({
            "groups": task.groups, "users": task.users, "followUp": task.follow_up, "priority": task.priority,
        });
        self.outcome.set.put(Task {
            case_id: case.row.id.clone(),
            key: number(key),
            shard: case.row.shard,
            element: element(case, key),
            created_at: self.now,
            name: name.unwrap_or_default(),
            team: task.groups.first().map(ToString::to_string),
            assignee: task.assignee.as_deref().map(str::to_owned),
            due_at: task.due,
            payload: rest.to_string(),
        });
    }

    fn watch(&mut self, case: &HotCase, key: Key, wait: &Wait) {
        match wait {
            Wait::Timer { due, .. } => self.timer(case, key, *due),
            Wait::Message { name, key: correlation_key } => {
                self.outcome.opened.push((key, name.clone(), correlation_key.clone()));
                self.subscription(case, key, "message", name, correlation_key);
            }
            Wait::Signal { name } => self.subscription(case, key, "signal", name, ""),
            Wait::Condition { .. } | Wait::Hand => {}
        }
    }

    fn subscription(&mut self, case: &HotCase, key: Key, kind: &str, name: &str, correlation_key: &str) {
        self.outcome.set.put(Subscription {
            case_id: case.row.id.clone(),
            key: number(key),
            shard: case.row.shard,
            kind: kind.to_owned(),
            name: name.to_owned(),
            correlation_key: correlation_key.to_owned(),
            workflow_id: case.row.workflow_id.clone(),
            created_at: self.now,
        });
    }

    fn timer(&mut self, case: &HotCase, key: Key, due_at: i64) {
        let (case_id, shard) = (case.row.id.clone(), case.row.shard);
        let timer = Timer { case_id, key: number(key), shard, due_at, available_at: due_at, owner: None };
        self.outcome.set.put(timer);
    }

    fn incident(&mut self, case: &HotCase, key: Key, instance: Key, problem: &Problem) {
        self.outcome.set.put(Incident {
            case_id: case.row.id.clone(),
            key: number(key),
            shard: case.row.shard,
            element: element(case, instance),
            kind: problem.code.to_string(),
            created_at: self.now,
            message: incidents::written(problem),
        });
    }

    fn end(&mut self, case: &mut HotCase) -> Result<()> {
        case.row.ended_at = Some(self.now);
        self.case_changed = true;
        if case.has_snapshot {
            self.outcome.set.delete::<Snapshot>(case.row.id.clone());
        }
        if let Some(key) = case.row.start_key.clone() {
            let workflow = case.row.workflow_id.clone();
            self.outcome.set.delete2::<StartKey>(workflow.clone(), key.clone());
            self.follow(case, Todo::NextStart { workflow, key })?;
        }
        Ok(())
    }
}

/// What a called case's end tells its caller.
fn answer(case: &HotCase, event: &Event, key: Key, end: &End<'_>) -> Command {
    match end {
        End::Completed { .. } => {
            Command::CompleteCall { key, variables: case.state.variables().cloned().unwrap_or_default() }
        }
        End::Failed { code, message, variables } => Command::FailCall {
            key,
            code: Arc::clone(code),
            message: message.cloned(),
            variables: Context::clone(variables),
        },
        End::Canceled => {
            let message = match event {
                Event::CaseCanceled { reason } => reason.clone().map(Said::from),
                _ => None,
            };
            Command::FailCall { key, code: "".into(), message, variables: Context::new() }
        }
    }
}

/// The id of the step of an instance.
fn element(case: &HotCase, instance: Key) -> String {
    let node = case.state.instance(instance).map(|it| case.workflow.graph.node(it.node));
    node.map(|node| node.id.to_string()).unwrap_or_default()
}

/// The row of a new case.
pub(crate) fn new_case(id: &str, workflow_id: &str, version_id: &str, now: i64) -> Case {
    Case {
        id: id.to_owned(),
        shard: store::shard(id),
        workflow_id: workflow_id.to_owned(),
        parent_id: None,
        parent_key: None,
        started_at: now,
        start_key: None,
        version_id: version_id.to_owned(),
        business_key: None,
        state: String::new(),
        outcome: None,
        ended_at: None,
        sequence: 0,
    }
}
