//! The work that waits in a case: tasks, jobs, calls, events; finding it, changing it, ending it.

use crate::command::TaskChange;
use crate::ctx::Ctx;
use crate::event::{Event, Key, Task, Wait};
use crate::rejection::Rejection;
use crate::state::Work;
use crate::{element, lifecycle, messages, subscription, words};
use expr::Context;
use model::graph::{Decide, FlowIx, Kind, Node};

pub(super) fn job(ctx: &Ctx, key: Key) -> Result<(), Rejection> {
    match ctx.instance(key).map(|it| &it.work) {
        Some(Work::Job { .. }) => Ok(()),
        _ => Err(Rejection::not_found(&words::JOB, key)),
    }
}

pub(super) fn call(ctx: &Ctx, key: Key) -> Result<(), Rejection> {
    match ctx.instance(key).map(|it| &it.work) {
        Some(Work::Call) => Ok(()),
        _ => Err(Rejection::not_found(&words::CALL, key)),
    }
}

fn task<'a>(ctx: &'a Ctx<'_>, key: Key) -> Result<&'a Task, Rejection> {
    match ctx.instance(key).map(|it| &it.work) {
        Some(Work::Task(task)) => Ok(task),
        _ => Err(Rejection::not_found(&words::TASK, key)),
    }
}

pub(super) fn subscribed(ctx: &Ctx, key: Key, fits: impl Fn(&Wait) -> bool) -> Result<(), Rejection> {
    match ctx.state().subscriptions.get(&key) {
        Some(subscription) if fits(&subscription.wait) => Ok(()),
        _ => Err(Rejection::not_found(&words::AWAITED, key)),
    }
}

pub(super) fn finish_job(ctx: &mut Ctx, key: Key, variables: &Context) {
    ctx.mend(key);
    ctx.emit(Event::JobCompleted { key });
    lifecycle::complete(ctx, key, variables.clone());
}

/// Does the node ask a person which way to go?
fn asks(node: &Node) -> bool {
    match &node.kind {
        Kind::Exclusive(decide) => *decide == Decide::ByPerson,
        Kind::Inclusive(inclusive) => inclusive.decide == Decide::ByPerson,
        _ => false,
    }
}

pub(super) fn complete_task(ctx: &mut Ctx, key: Key, variables: &Context) -> Result<(), Rejection> {
    task(ctx, key)?;
    if ctx.node_of(key).is_some_and(asks) {
        return Err((&messages::NEEDS_CHOICE).into());
    }
    ctx.mend(key);
    ctx.emit(Event::TaskCompleted { key, chosen: Vec::new() });
    lifecycle::complete(ctx, key, variables.clone());
    Ok(())
}

pub(super) fn choose(
    ctx: &mut Ctx,
    key: Key,
    flows: &[FlowIx],
    variables: &Context,
) -> Result<(), Rejection> {
    task(ctx, key)?;
    let Some(node) = ctx.node_of(key).filter(|node| asks(node)) else {
        return Err((&messages::NOT_A_CHOICE).into());
    };
    let one = matches!(node.kind, Kind::Exclusive(_));
    let known = flows.iter().all(|flow| node.outgoing.contains(flow));
    let distinct = (1..flows.len()).all(|at| !flows[..at].contains(&flows[at]));
    if flows.is_empty() || !known || !distinct || (one && flows.len() > 1) {
        return Err((&messages::NOT_A_CHOICE).into());
    }
    element::choose(ctx, key, flows.to_vec(), variables.clone());
    Ok(())
}

pub(super) fn update_task(ctx: &mut Ctx, key: Key, change: &TaskChange) -> Result<(), Rejection> {
    let mut task = task(ctx, key)?.clone();
    if let Some(assignee) = &change.assignee {
        task.assignee = Some(assignee.clone()).filter(|name| !name.is_empty());
    }
    task.groups = change.groups.clone().unwrap_or(task.groups);
    task.users = change.users.clone().unwrap_or(task.users);
    task.due = change.due.or(task.due);
    task.follow_up = change.follow_up.or(task.follow_up);
    task.priority = change.priority.map(|priority| priority.min(100)).or(task.priority);
    ctx.emit(Event::TaskUpdated { key, task });
    Ok(())
}

/// Somebody says that it happened: a subscription, or whatever the instance waits for or has to do.
pub(super) fn trigger(ctx: &mut Ctx, key: Key, variables: &Context) -> Result<(), Rejection> {
    if ctx.state().subscriptions.contains_key(&key) {
        subscription::trigger(ctx, key, variables.clone());
        return Ok(());
    }
    let Some(instance) = ctx.instance(key) else { return Err(Rejection::not_found(&words::STEP, key)) };
    match &instance.work {
        Work::Task(_) => return complete_task(ctx, key, variables),
        Work::Job { .. } => {
            finish_job(ctx, key, variables);
            return Ok(());
        }
        _ => {}
    }
    let node = instance.node;
    let own = |wait: &&Key| ctx.state().subscriptions.get(wait).is_some_and(|open| open.node == node);
    match instance.waits.iter().find(own).copied() {
        Some(wait) => {
            subscription::trigger(ctx, wait, variables.clone());
            Ok(())
        }
        None => Err(Rejection::not_found(&words::AWAITED, key)),
    }
}
