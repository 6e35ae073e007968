//! Script task with an expression: its result becomes a variable.

use crate::ctx::{Ctx, Outcome, Step};
use crate::event::Key;
use crate::variables::put;
use expr::{Context, Value};
use model::graph::Script;

/// Computes.
pub(super) fn begin(ctx: &mut Ctx, key: Key, script: &Script) -> Outcome {
    let value = ctx.eval(&script.expression, key)?.storable();
    let results = result(ctx, key, &script.result, value);
    ctx.then(Step::Complete(key, results));
    Ok(())
}

/// The variable at `path` with `value` in it, other keys of it kept.
pub(super) fn result(ctx: &Ctx, key: Key, path: &[std::sync::Arc<str>], value: Value) -> Context {
    let Some((name, path)) = path.split_first() else { return Context::new() };
    let known = ctx.state().chain(key).find_map(|(_, it)| it.locals.get(name).cloned());
    [(name.clone(), put(known.unwrap_or_default(), path, value))].into_iter().collect()
}
