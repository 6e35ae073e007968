//! Script task with an expression: its result becomes a variable.

use crate::ctx::{Ctx, Outcome, Step};
use crate::event::Key;
use crate::size;
use crate::variables::put;
use expr::{Context, Value};
use model::graph::Script;
use std::sync::Arc;

/// Computes.
pub(super) fn begin(ctx: &mut Ctx, key: Key, script: &Script) -> Outcome {
    let evaluation = ctx.eval(&script.expression, key)?;
    let is_null = evaluation.value.is_null();
    let results = result(ctx, key, &script.result, evaluation.value.storable())?;
    if let (true, Some(name)) = (is_null, script.result.first()) {
        ctx.warn(key, name, &evaluation.warnings);
    }
    ctx.then(Step::Complete(key, results));
    Ok(())
}

/// The variable at `path` with `value` in it, other keys of it kept.
pub(super) fn result(ctx: &Ctx, key: Key, path: &[Arc<str>], value: Value) -> Outcome<Context> {
    let Some((name, path)) = path.split_first() else { return Ok(Context::new()) };
    let known = ctx.state().chain(key).find_map(|(_, it)| it.locals.get(name).cloned());
    let known_size = known.as_ref().map_or(0, |known| size::entry(name, known));
    let value = put(known.unwrap_or_default(), path, value);
    ctx.check_size(name, &value)?;
    ctx.check_room(size::entry(name, &value), known_size)?;
    Ok([(name.clone(), value)].into_iter().collect())
}
