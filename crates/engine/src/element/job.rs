//! Service task, and send, script, business rule task and message event with a task definition: a program does it.

use crate::ctx::{Ctx, Fault, Outcome};
use crate::event::{Event, Key};
use crate::messages;
use crate::variables::source;
use expr::Value;
use model::graph::Job;
use model::words;

/// Offers the job.
pub(super) fn begin(ctx: &mut Ctx, key: Key, job: &Job) -> Outcome {
    let job_type = ctx.text(&job.job_type, key, &words::IN_JOB_TYPE)?;
    let retries = match ctx.eval(&job.retries, key)?.value {
        Value::Number(number) => number.to_i64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    let Some(retries) = retries.and_then(|number| u32::try_from(number).ok()).filter(|number| *number > 0)
    else {
        return Err(Fault(messages::NOT_RETRIES.message().with("expression", source(&job.retries))));
    };
    ctx.emit(Event::JobCreated { key, job_type, retries });
    Ok(())
}
