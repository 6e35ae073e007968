//! Called cases: begun for a call activity, cancelled when it is left, answering when they end.

use crate::effects::Done;
use crate::error::{Result, RuntimeError};
use crate::execute::Also;
use crate::{Runtime, rows};
use engine::command::Start;
use engine::event::Caller;
use engine::state::Work;
use engine::{Command, Key};
use expr::Context;
use store::tables::cases;
use store::tables::outbox::{self, Effect};

/// The idempotency key of the call of an instance, by which its cancelling finds it.
pub(crate) fn effect_key(case: &str, key: Key) -> String {
    format!("call:{case}:{}", key.0)
}

/// Begins the called case, if the caller still waits for it.
pub(crate) async fn start(
    runtime: &Runtime,
    effect: &Effect,
    case: &str,
    key: Key,
    process: &str,
    variables: Context,
) -> Result<Done> {
    let waits = runtime
        .look(case, |hot| {
            let waits = matches!(hot.state.instance(key).map(|it| &it.work), Some(Work::Call));
            waits.then(|| hot.state.call_depth())
        })
        .await;
    let depth = match waits {
        Ok(Some(depth)) => depth.saturating_add(1),
        Ok(None) => return runtime.consume(effect).await,
        Err(error) if error.is_callers() => return runtime.consume(effect).await,
        Err(error) => return Err(error),
    };
    let now = runtime.inner.now();
    let version = match runtime.inner.workflows.published(&runtime.inner.db, process, now).await {
        Ok(version) => version,
        Err(error) if error.is_callers() => return fail(runtime, effect, case, key, &error).await,
        Err(error) => return Err(error),
    };
    let mut row = rows::new_case(&effect.id, process, &version.version, now);
    row.parent_id = Some(case.to_owned());
    row.parent_key = i64::try_from(key.0).ok();
    let start = Start {
        case: row.id.as_str().into(),
        version: version.version.clone(),
        at: None,
        variables,
        caller: Some(Caller { case: case.into(), key, depth }),
    };
    match runtime.begin(version, row, start, Also::consuming(effect)).await {
        Ok(()) => Ok(Done::Yes),
        Err(error) if error.is_callers() => fail(runtime, effect, case, key, &error).await,
        Err(error) => Err(error),
    }
}

/// Tells the caller that the case could not be begun: an incident there.
async fn fail(
    runtime: &Runtime,
    effect: &Effect,
    case: &str,
    key: Key,
    error: &RuntimeError,
) -> Result<Done> {
    let message = Some(runtime.inner.limits.fitting_said(error.message().into()));
    let command = Command::FailCall { key, code: "".into(), message, variables: Context::new() };
    runtime.tell(effect, case, command).await
}

/// Cancels the case that was called. If its beginning is still to come, this waits for it.
pub(crate) async fn cancel(runtime: &Runtime, effect: &Effect, case: &str, key: Key) -> Result<Done> {
    let db = &runtime.inner.db;
    // First what is to come, then what is there: in between it can only have begun.
    let to_come = outbox::by_key(db, &effect_key(case, key)).await?;
    let parent_key = i64::try_from(key.0).unwrap_or(i64::MAX);
    let called = cases::open_child(db, case, parent_key).await?;
    match called {
        Some(called) => runtime.tell(effect, &called.id, Command::Cancel { reason: None }).await,
        None => match to_come {
            Some(beginning) if beginning.available_at.is_some() => Ok(Done::NotYet),
            // It was given up: nobody needs it any more.
            Some(beginning) => runtime.drop_dead_letter(effect, &beginning).await,
            None => runtime.consume(effect).await,
        },
    }
}
