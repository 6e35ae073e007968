//! Call activity (BPMN 2.0.2, 10.3.6): another workflow runs as a case of its own; this one waits for its end.

use crate::ctx::{Ctx, Outcome};
use crate::event::{Event, Key};
use crate::{messages, size};
use expr::Context;
use model::graph::Call;
use model::words;

/// Asks for the case.
pub(super) fn begin(ctx: &mut Ctx, key: Key, call: &Call) -> Outcome {
    let process = ctx.text(&call.process, key, &words::IN_CALLED_PROCESS)?;
    if ctx.state().call_depth() >= ctx.env.limits.calls {
        let limit = ctx.env.limits.calls;
        return Err(messages::TOO_MANY_CALLS.message().with("process", process).with("limit", limit).into());
    }
    let mut variables = Context::new();
    if call.propagate_all_parent_variables {
        for (_, instance) in ctx.state().chain(key) {
            for (name, value) in &instance.locals {
                if !variables.contains(name) {
                    variables.insert(name.clone(), value.clone());
                }
            }
        }
    } else if let Some(instance) = ctx.instance(key) {
        variables = instance.locals.clone();
    }
    let limit = ctx.env.limits.payload_bytes;
    if size::context(&variables) > limit {
        return Err(messages::PAYLOAD_TOO_LARGE.message().with("limit", limit).into());
    }
    ctx.emit(Event::CallStarted { key, process, variables });
    Ok(())
}
