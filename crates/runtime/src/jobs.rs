//! Jobs: done by connectors of this node, or taken by workers from outside.

use crate::case::HotCase;
use crate::connector::{AnyConnector, Call, Failure};
use crate::correlate::engine_key;
use crate::error::{Result, RuntimeError};
use crate::execute::Also;
use crate::given::check_text;
use crate::{Runtime, limits, messages};
use engine::{Command, Key, Said};
use expr::{Context, Value};
use std::sync::Arc;
use std::time::Duration;
use store::tables::jobs::{self, Job};

/// A job that a worker has taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Activated {
    /// The case.
    pub case: String,
    /// The job within its case.
    pub key: Key,
    /// Its type.
    pub kind: String,
    /// The step.
    pub element: String,
    /// The version of the workflow.
    pub version: String,
    /// Attempts that are left, this one included.
    pub retries: u32,
    /// Until when the worker has it, µs UTC.
    pub until: i64,
    /// The task headers of the step.
    pub headers: Vec<(Arc<str>, Arc<str>)>,
    /// The variables that the step sees, inner scopes over outer ones.
    pub variables: Context,
}

impl Runtime {
    /// Takes up to `limit` jobs of a type for a worker, who has them for `lease` µs.
    ///
    /// # Errors
    /// The name of the worker or of the type is too long or cannot be stored, or the database fails.
    pub async fn activate_jobs(
        &self,
        kind: &str,
        worker: &str,
        lease: i64,
        limit: i64,
    ) -> Result<Vec<Activated>> {
        self.open_for_business()?;
        check_text(&messages::A_WORKER, worker)?;
        check_text(&messages::A_JOB_TYPE, kind)?;
        let (db, now) = (&self.inner.db, self.inner.now());
        if jobs::next(db, kind).await?.is_none_or(|at| at > now) {
            return Ok(Vec::new());
        }
        let until = now.saturating_add(lease.clamp(0, limits::JOB_LEASE));
        let taken = jobs::take(db, kind, worker, now, until, limit.clamp(1, limits::BATCH)).await?;
        let mut activated = Vec::with_capacity(taken.len());
        for job in taken {
            match self.look(&job.case_id, |case| activate(case, &job, until)).await {
                Ok(found) => activated.extend(found),
                Err(error) if error.is_callers() => {}
                // The others must not wait for the sake of one; its lease ends, then it is looked at again.
                Err(error) => {
                    tracing::warn!(case = job.case_id, key = job.key, %error, "a job could not be given to a worker");
                }
            }
        }
        Ok(activated)
    }

    /// Returns when there may be new jobs of any type, on this node or another.
    pub async fn jobs_changed(&self) {
        let mut news = self.inner.db.woken("jobs");
        // The counter lives as long as the database.
        let _ = news.changed().await;
    }

    /// A worker has done a job.
    ///
    /// # Errors
    /// There is no such job any more.
    pub async fn complete_job(&self, case: &str, key: Key, variables: Context) -> Result<()> {
        self.send(case, Command::CompleteJob { key, variables }).await
    }

    /// A worker could not do a job; it may be tried `retries` times more, after `backoff` µs.
    ///
    /// # Errors
    /// There is no such job any more.
    pub async fn fail_job(
        &self,
        case: &str,
        key: Key,
        retries: u32,
        message: &str,
        backoff: i64,
    ) -> Result<()> {
        self.send(case, Command::FailJob { key, retries, message: message.into(), backoff }).await
    }

    /// A worker found what the workflow calls an error.
    ///
    /// # Errors
    /// There is no such job any more.
    pub async fn throw_job_error(
        &self,
        case: &str,
        key: Key,
        code: &str,
        message: Option<&str>,
        variables: Context,
    ) -> Result<()> {
        let (code, message) = (code.into(), message.map(Said::from));
        self.send(case, Command::ThrowJobError { key, code, message, variables }).await
    }

    /// A worker needs a job for `lease` µs from now.
    ///
    /// # Errors
    /// The worker does not have the job any more.
    pub async fn extend_job(&self, case: &str, key: Key, worker: &str, lease: i64) -> Result<()> {
        check_text(&messages::A_WORKER, worker)?;
        check_text(&messages::A_CASE, case)?;
        let until = self.inner.now().saturating_add(lease.clamp(0, limits::JOB_LEASE));
        let number = i64::try_from(key.0).unwrap_or(i64::MAX);
        if jobs::extend(&self.inner.db, case, number, worker, until).await? {
            return Ok(());
        }
        let message =
            messages::NOT_YOUR_JOB.message().with("key", key.0).with("case", case).with("worker", worker);
        Err(message.into())
    }

    /// Lets a connector do a job that this node has taken.
    pub(crate) async fn run_connector(&self, job: Job) {
        let Some(connector) = self.inner.connectors.get(&job.kind).cloned() else { return };
        if let Err(error) = self.try_connector(&*connector, &job).await {
            tracing::warn!(case = job.case_id, kind = job.kind, %error, "the end of a job could not be noted; it will be done again");
        }
    }

    async fn try_connector(&self, connector: &dyn AnyConnector, job: &Job) -> Result<()> {
        let key = engine_key(job.key);
        let see = |case: &HotCase| {
            let activated = activate(case, job, 0);
            activated.map(|it| (input(case, &it), it, case.state.suspended))
        };
        // What speaks against the job must be as it is now.
        let found = match self.look_within(&job.case_id, limits::GLANCE, see).await {
            Ok(Some((input, job, false))) => Ok(Some((input, job, false))),
            _ => self.look(&job.case_id, see).await,
        };
        let (input, job_now, is_suspended) = match found {
            Ok(Some(found)) => found,
            Ok(None) => return Ok(()),
            Err(error) if error.is_callers() => return Ok(()),
            Err(error) => return Err(error),
        };
        if is_suspended {
            let later = self.inner.now().saturating_add(limits::SUSPENDED_JOB);
            jobs::postpone(&self.inner.db, &job.case_id, job.key, &self.inner.node, later).await?;
            return Ok(());
        }
        let idempotency_key = format!("{}-{}", job.case_id, job.key);
        let call = Call {
            idempotency_key: idempotency_key.clone(),
            case: job.case_id.clone(),
            element: job.element.clone(),
            created_at: job.created_at,
            now: self.inner.now(),
        };
        let work = tokio::time::timeout(connector.timeout(), connector.run_json(call, input));
        let result = work.await.unwrap_or_else(|_| Err(Failure::timed_out(connector.timeout())));
        let left = job_now.retries.saturating_sub(1);
        let limits = &self.inner.limits;
        let again = |message, at_least| {
            let attempts = u32::try_from(job.attempts).unwrap_or(1);
            let backoff = connector.retry().pause(attempts, at_least, &idempotency_key);
            self.inner.jobs.look_at(Some(self.inner.now().saturating_add(backoff)));
            Command::FailJob { key, retries: left, message: limits.fitting_said(message), backoff }
        };
        let command = match result {
            Ok(output) => Command::CompleteJob { key, variables: results(&job_now, &output) },
            Err(Failure::NotBefore(at)) => {
                jobs::postpone(&self.inner.db, &job.case_id, job.key, &self.inner.node, at).await?;
                self.inner.jobs.look_at(Some(at));
                return Ok(());
            }
            Err(Failure::Again(message)) => again(message, Duration::ZERO),
            Err(Failure::Later(message, at_least)) => again(message, at_least),
            Err(Failure::Never(message)) => {
                Command::FailJob { key, retries: 0, message: limits.fitting_said(message), backoff: 0 }
            }
            Err(Failure::Error { code, message }) => Command::ThrowJobError {
                key,
                code: code.into(),
                message: Some(limits.fitting_said(message)),
                variables: Context::new(),
            },
        };
        match self.note(&job.case_id, command).await {
            // The job ended meanwhile by something else.
            Err(error) if error.is_gone() => Ok(()),
            // The case cannot take the result, as when it is too large. Doing the job again would not help.
            Err(error) if error.is_callers() => {
                let message = limits.fitting_said(error.message().into());
                let command = Command::FailJob { key, retries: 0, message, backoff: 0 };
                self.note(&job.case_id, command).await
            }
            result => result,
        }
    }

    /// Notes how a job went. While others change the case that is tried again: doing the job anew would be worse.
    async fn note(&self, case: &str, command: Command) -> Result<()> {
        for _ in 0..limits::BUSY_TURNS {
            match self.execute(case, command.clone(), Also::default()).await {
                Err(RuntimeError::Busy(_)) => tokio::time::sleep(turn()).await,
                result => return result,
            }
        }
        self.execute(case, command, Also::default()).await
    }
}

fn turn() -> Duration {
    Duration::from_micros(limits::EFFECT_TURN.unsigned_abs())
}

/// The job as the case has it now; none if it is gone.
fn activate(case: &HotCase, job: &Job, until: i64) -> Option<Activated> {
    let key = engine_key(job.key);
    let instance = case.state.instance(key)?;
    let engine::state::Work::Job { retries, .. } = &instance.work else { return None };
    let mut variables = Context::new();
    let scopes: Vec<_> = case.state.chain(key).collect();
    for (_, scope) in scopes.into_iter().rev() {
        variables.extend_from(&scope.locals);
    }
    Some(Activated {
        case: job.case_id.clone(),
        key,
        kind: job.kind.clone(),
        element: job.element.clone(),
        version: case.state.version.to_string(),
        retries: *retries,
        until,
        headers: case.workflow.graph.node(instance.node).headers.clone(),
        variables,
    })
}

/// What a connector gets: the headers, and over them the step's own variables.
fn input(case: &HotCase, job: &Activated) -> serde_json::Value {
    let mut input = serde_json::Map::new();
    for (name, value) in &job.headers {
        input.insert(name.to_string(), value.to_string().into());
    }
    let locals = case.state.instance(job.key).map(|instance| &instance.locals);
    for (name, value) in locals.into_iter().flatten() {
        input.insert(name.to_string(), value.to_json());
    }
    input.into()
}

/// The variables that a connector's output becomes.
fn results(job: &Activated, output: &serde_json::Value) -> Context {
    let variable =
        job.headers.iter().find(|(name, _)| &**name == "resultVariable").map(|(_, value)| value.clone());
    match (variable, Value::from_json(output)) {
        (Some(name), value) => std::iter::once((name, value)).collect(),
        (None, Value::Context(context)) => {
            context.iter().map(|(name, value)| (name.clone(), value.clone())).collect()
        }
        (None, _) => Context::new(),
    }
}
