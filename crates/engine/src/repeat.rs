//! Repeated activities (BPMN 2.0.2, 13.3.7): multi-instance, parallel or one by one, and the standard loop.
//!
//! One instance, the body, holds the runs together: it has the boundary events, the items and the results; each run
//! is an instance in it. A result is appended, never copied with the others, so the cost is linear in the items.

use crate::ctx::{Ctx, Fault, Outcome, Step};
use crate::event::{Event, Key, Role};
use crate::state::{Instance, Phase, Runs};
use crate::variables::brief;
use crate::words::because;
use crate::{lifecycle, messages, size};
use expr::{Context, Value};
use model::graph::{Multi, Node, Over, Repeat};
use std::sync::Arc;

/// What the runs of a body say to expressions in it.
pub(crate) fn visible(runs: &Runs, name: &str) -> Option<Value> {
    let count = match name {
        "numberOfInstances" => runs.count,
        "numberOfCompletedInstances" => runs.completed,
        "numberOfTerminatedInstances" => runs.terminated,
        "numberOfActiveInstances" => runs.started.saturating_sub(runs.completed + runs.terminated),
        _ => return None,
    };
    Some(Value::from(i64::from(count)))
}

fn runs<'a>(ctx: &'a Ctx, body: Key) -> Option<&'a Runs> {
    ctx.instance(body)?.inside.as_ref()?.runs.as_ref()
}

/// The body begins.
pub(crate) fn begin(ctx: &mut Ctx, key: Key, node: &Node) -> Outcome {
    let (items, count) = match &node.repeat {
        Some(Repeat::Multi(multi)) => extent(ctx, key, multi)?,
        Some(Repeat::Loop { maximum, .. }) => (None, maximum.unwrap_or(u32::MAX)),
        None => return Ok(()),
    };
    if let Some(Repeat::Loop { test_before: true, condition: Some(condition), .. }) = &node.repeat {
        let counter: Context = [("loopCounter", Value::from(0))].into_iter().collect();
        if !ctx.condition(condition, key, &counter)? {
            ctx.then(Step::Complete(key, Context::new()));
            return Ok(());
        }
    }
    ctx.emit(Event::MultiStarted { key, items, count });
    ctx.emit(Event::Activated { key });
    ctx.then(Step::MoreRuns(key));
    Ok(())
}

/// The items, and how many runs there will be.
fn extent(ctx: &Ctx, key: Key, multi: &Multi) -> Outcome<(Option<Arc<Vec<Value>>>, u32)> {
    let limit = ctx.env.limits.runs;
    let (Over::Collection(formula) | Over::Cardinality(formula)) = &multi.over;
    let evaluation = ctx.eval(formula, key)?;
    let reason = || because(&evaluation.warnings);
    let value = evaluation.value.clone().storable();
    let source = || crate::variables::source(formula);
    let (items, count) = match (&multi.over, value) {
        (Over::Collection(_), Value::List(items)) => {
            let count = items.len() as i64;
            (Some(items), count)
        }
        (Over::Collection(_), value) => {
            return Err(Fault(
                messages::NOT_A_LIST
                    .message()
                    .with("expression", source())
                    .with("value", brief(&value))
                    .with_message("reason", reason()),
            ));
        }
        (Over::Cardinality(_), value) => {
            let number = match &value {
                Value::Number(number) => number.to_i64(),
                Value::String(text) => text.trim().parse().ok(),
                _ => None,
            };
            let refused = || {
                let message = messages::NOT_A_COUNT.message().with("expression", source());
                message.with("value", brief(&value)).with_message("reason", reason())
            };
            (None, number.filter(|number| *number >= 0).ok_or_else(|| Fault(refused()))?)
        }
    };
    match u32::try_from(count).ok().filter(|count| *count <= limit) {
        Some(count) => {
            ctx.check_room(items.as_ref().map_or(0, |items| size::items(items)), 0)?;
            Ok((items, count))
        }
        None => Err(Fault(messages::TOO_MANY_RUNS.message().with("count", count).with("limit", limit))),
    }
}

/// Starts runs: of a parallel body as many as one command may, else the next one.
pub(crate) fn more(ctx: &mut Ctx, key: Key) {
    let Some(node) = ctx.node_of(key) else { return };
    let Some(runs) = runs(ctx, key) else { return };
    let (started, count) = (runs.started, runs.count);
    let idle =
        ctx.instance(key).and_then(|it| it.inside.as_ref()).is_none_or(|inside| inside.children.is_empty());
    if is_parallel(node) {
        for index in started..count {
            if room(ctx) == 0 {
                ctx.go_on_later(key);
                break;
            }
            if let Err(fault) = start(ctx, key, node, index) {
                return ctx.raise(key, fault);
            }
        }
    } else if started < count && idle {
        if room(ctx) == 0 {
            return ctx.go_on_later(key);
        }
        if matches!(node.repeat, Some(Repeat::Loop { maximum: None, .. }))
            && started >= ctx.env.limits.loop_runs
        {
            let limit = messages::LOOP_TOO_LONG.message().with("limit", ctx.env.limits.loop_runs);
            return ctx.raise(key, Fault(limit));
        }
        if let Err(fault) = start(ctx, key, node, started) {
            return ctx.raise(key, fault);
        }
    }
    ctx.look_at(key);
}

/// How many runs this command may still start.
fn room(ctx: &Ctx) -> u32 {
    let left = ctx.env.limits.runs_per_command.saturating_sub(ctx.runs_started);
    if ctx.is_full() { 0 } else { left }
}

fn start(ctx: &mut Ctx, body: Key, node: &Node, index: u32) -> Outcome {
    let mut locals = Context::new();
    locals.insert("loopCounter", Value::from(i64::from(index) + 1));
    if let Some(Repeat::Multi(Multi { input_element: Some(name), .. })) = &node.repeat {
        let item = runs(ctx, body).and_then(|runs| runs.items.as_ref()?.get(index as usize).cloned());
        locals.insert(name.clone(), item.unwrap_or_default());
    }
    if let Some(Repeat::Multi(Multi { output_element: Some(_), .. })) = &node.repeat {
        // Results of a run stay in it: a worker's answer under a name that the output element reads must not
        // overwrite that of another run (as in Zeebe).
        for name in own_results(node) {
            locals.insert(name, Value::Null);
        }
    }
    let Some(instance) = ctx.instance(body) else { return Ok(()) };
    let ix = instance.node;
    ctx.check_room(size::context(&locals), 0)?;
    ctx.runs_started += 1;
    lifecycle::open_as(ctx, ix, body, Role::Run { index }, locals);
    Ok(())
}

/// The variable that the output element reads, where it is a plain name.
fn own_results(node: &Node) -> Vec<Arc<str>> {
    let Some(Repeat::Multi(Multi { output_element: Some(model::graph::Formula::Expr(expression)), .. })) =
        &node.repeat
    else {
        return Vec::new();
    };
    expression.variables().iter().filter(|name| name.as_ref() == expression.text().trim()).cloned().collect()
}

/// The result of a run; `None` for null too, which is what is there anyway.
pub(crate) fn output(ctx: &mut Ctx, key: Key, node: &Node) -> Outcome<Option<Value>> {
    match &node.repeat {
        Some(Repeat::Multi(Multi { output_element: Some(formula), output_collection, .. })) => {
            let evaluation = ctx.eval(formula, key)?;
            let name = output_collection.as_deref().unwrap_or("outputElement");
            if evaluation.value.is_null() {
                ctx.warn(key, name, &evaluation.warnings);
            }
            let value = evaluation.value.storable();
            ctx.check_size(name, &value)?;
            ctx.check_room(value.approx_size(), 0)?;
            Ok(Some(value).filter(|value| !value.is_null()))
        }
        _ => Ok(None),
    }
}

/// A run is over: keep its result, and end the body early if its condition says so.
pub(crate) fn done(ctx: &mut Ctx, body: Key, index: u32, output: Option<Value>) {
    ctx.emit(Event::MultiProgress { key: body, index, output });
    look_at_completion(ctx, body);
}

/// The body was stuck and is tried again.
pub(crate) fn resume(ctx: &mut Ctx, body: Key) {
    if runs(ctx, body).is_some_and(|runs| runs.completed > 0) && look_at_completion(ctx, body) {
        return;
    }
    let parallel = ctx.node_of(body).is_some_and(is_parallel);
    if parallel {
        ctx.then(Step::MoreRuns(body));
    }
    ctx.look_at(body);
}

fn is_parallel(node: &Node) -> bool {
    matches!(&node.repeat, Some(Repeat::Multi(multi)) if !multi.sequential)
}

/// Ends the body early if its condition says so. Did it, or is it stuck?
fn look_at_completion(ctx: &mut Ctx, body: Key) -> bool {
    let Some(Repeat::Multi(multi)) = ctx.node_of(body).and_then(|node| node.repeat.as_ref()) else {
        return false;
    };
    let Some(condition) = &multi.completion else { return false };
    match ctx.condition(condition, body, &results_so_far(ctx, body, multi)) {
        Ok(ends) => {
            let was_stuck = ctx.instance(body).is_some_and(|it| it.incident.is_some());
            ctx.mend(body);
            if ends {
                lifecycle::terminate_children(ctx, body);
                ctx.then(Step::Complete(body, Context::new()));
            } else if was_stuck {
                ctx.then(Step::MoreRuns(body)); // perhaps there was no room for more
            }
            ends
        }
        Err(fault) => {
            ctx.raise(body, fault);
            true
        }
    }
}

fn results_so_far(ctx: &Ctx, body: Key, multi: &Multi) -> Context {
    match (&multi.output_collection, runs(ctx, body)) {
        (Some(name), Some(runs)) => [(name.clone(), Value::List(runs.outputs.clone()))].into_iter().collect(),
        _ => Context::new(),
    }
}

/// A run has ended and nothing is on its way: start the next, or complete the body. A body that is stuck waits.
pub(crate) fn look_at(ctx: &mut Ctx, key: Key) {
    let can_go_on = |it: &&Instance| it.phase == Phase::Active && it.incident.is_none();
    let Some(instance) = ctx.instance(key).filter(can_go_on) else { return };
    let Some(inside) = instance.inside.as_ref().filter(|inside| inside.children.is_empty()) else { return };
    let Some(runs) = &inside.runs else { return };
    let (ended, more_to_start) = (runs.completed + runs.terminated, runs.started < runs.count);
    let Some(node) = ctx.node_of(key) else { return };
    match &node.repeat {
        Some(Repeat::Loop { condition: Some(condition), .. }) if ended > 0 => {
            let counter: Context = [("loopCounter", Value::from(i64::from(ended)))].into_iter().collect();
            match ctx.condition(condition, key, &counter) {
                Ok(true) if more_to_start => ctx.then(Step::MoreRuns(key)),
                Ok(_) => ctx.then(Step::Complete(key, Context::new())),
                Err(fault) => ctx.raise(key, fault),
            }
        }
        Some(_) if is_parallel(node) && more_to_start => {} // `Continue` is on its way
        Some(_) if more_to_start && ended == runs.started => ctx.then(Step::MoreRuns(key)),
        _ => ctx.then(Step::Complete(key, Context::new())),
    }
}

/// The body is completed: its results become a variable.
pub(crate) fn collect(ctx: &mut Ctx, key: Key, scope: Key, node: &Node) -> Outcome {
    let Some(Repeat::Multi(Multi { output_collection: Some(name), .. })) = &node.repeat else {
        return Ok(());
    };
    let Some(runs) = runs(ctx, key) else { return Ok(()) };
    let mut outputs = runs.outputs.clone();
    let count = runs.count as usize;
    if outputs.len() < count {
        Arc::make_mut(&mut outputs).resize(count, Value::Null);
    }
    let results = Value::List(outputs);
    ctx.check_size(name, &results)?;
    ctx.propagate(scope, [(name.clone(), results)].into_iter().collect())
}
