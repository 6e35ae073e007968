//! Business rule task with a decision: the result of a DMN decision becomes a variable.

use crate::ctx::{Ctx, Fault, Outcome, Step};
use crate::event::Key;
use crate::messages;
use crate::variables::View;
use expr::Context;
use model::graph::DecisionCall;
use model::words;

/// Decides.
pub(super) fn begin(ctx: &mut Ctx, key: Key, call: &DecisionCall) -> Outcome {
    let id = ctx.text(&call.decision, key, &words::IN_DECISION)?;
    let env = expr::Env { now: ctx.env.now, zone: ctx.env.zone, limits: ctx.env.limits.expression };
    let view = View { state: ctx.state(), from: key, extra: &Context::new() };
    let decided = match ctx.env.decisions.decide(&id, &view, &env) {
        None => return Err(Fault(messages::NO_DECISION.message().with("id", &id))),
        Some(Err(reason)) => {
            return Err(Fault(
                messages::DECISION_FAILED.message().with("id", &id).with_message("reason", reason),
            ));
        }
        Some(Ok(decided)) => decided,
    };
    let is_null = decided.value.is_null();
    let results = super::script_task::result(ctx, key, &call.result, decided.value.storable())?;
    if let (true, Some(name)) = (is_null, call.result.first()) {
        ctx.warn(key, name, &decided.warnings);
    }
    ctx.then(Step::Complete(key, results));
    Ok(())
}
