//! Compensation (BPMN 2.0.2, 13.5.5): what was done is undone, last done first, one after the other.
//!
//! When an activity that can be undone is done, its scope keeps a record ([`Undo`]). A throw takes the records of
//! its scope and works through them; a sub-process is undone by its compensation event sub-process, or else by
//! undoing what was done inside, with the variables it had.

use crate::ctx::{Ctx, Outcome, Step, Token};
use crate::event::{Event, Key, Role, Undo};
use crate::{element, lifecycle, scope};
use expr::Context;
use model::graph::{Kind, Node, NodeIx, Scope, SubProcessKind, Trigger};

/// An activity is done: keep how to undo it.
pub(crate) fn offer(ctx: &mut Ctx, key: Key, node: &Node, ix: NodeIx) {
    let Some(instance) = ctx.instance(key) else { return };
    let scope = instance.scope;
    let record = match node.compensated_by {
        Some(handler) => {
            Some(Undo { node: ix, handler: Some(handler), locals: Context::new(), inside: Vec::new() })
        }
        None => inside(ctx, key, node),
    };
    if let Some(record) = record {
        ctx.emit(Event::CompensationOffered { scope, record });
    }
}

/// A run of a repeated activity is done: the body keeps how to undo what was done inside.
pub(crate) fn keep_inside(ctx: &mut Ctx, key: Key) {
    let Some(instance) = ctx.instance(key) else { return };
    let (scope, node) = (instance.scope, ctx.graph.node(instance.node));
    if let Some(record) = inside(ctx, key, node) {
        ctx.emit(Event::CompensationOffered { scope, record });
    }
}

fn inside(ctx: &Ctx, key: Key, node: &Node) -> Option<Undo> {
    let instance = ctx.instance(key)?;
    let inside = instance.inside.as_ref().map(|inside| inside.undo.clone()).unwrap_or_default();
    let own_way =
        ctx.graph.scope(instance.node).is_some_and(|scope| compensation_start(ctx, scope).is_some());
    let is_scope = matches!(node.kind, Kind::SubProcess(_));
    let kept = is_scope && (own_way || !inside.is_empty());
    kept.then(|| Undo { node: instance.node, handler: None, locals: instance.locals.clone(), inside })
}

/// The start event of the compensation event sub-process of a scope.
fn compensation_start(ctx: &Ctx, scope: &Scope) -> Option<NodeIx> {
    let starts = scope::event_starts(ctx, scope);
    starts.into_iter().find(|(_, trigger)| matches!(trigger, Trigger::Compensation)).map(|(start, _)| start)
}

/// What can be undone in a scope, last done first; of one activity, or all. An event sub-process sees the scope
/// around it too.
pub(crate) fn records_of(ctx: &Ctx, scope: Key, target: Option<NodeIx>) -> Vec<(Key, Undo)> {
    let mut records = Vec::new();
    for (key, instance) in ctx.state().chain(scope) {
        let done = instance.inside.as_ref().map(|inside| inside.undo.as_slice()).unwrap_or_default();
        let wanted = |record: &&Undo| target.is_none_or(|target| record.node == target);
        records.extend(done.iter().rev().filter(wanted).map(|record| (key, record.clone())));
        let kind = &ctx.graph.node(instance.node).kind;
        if !matches!(kind, Kind::SubProcess(sub) if matches!(sub.kind, SubProcessKind::Event)) {
            break;
        }
    }
    records
}

/// A compensation event throws: it waits until everything is undone.
pub(crate) fn throw(ctx: &mut Ctx, key: Key, target: Option<NodeIx>) -> Outcome {
    let Some(scope) = ctx.instance(key).map(|it| it.scope) else { return Ok(()) };
    let records = records_of(ctx, scope, target);
    ctx.emit(Event::CompensationTaken { thrower: key, records });
    ctx.emit(Event::Activated { key });
    ctx.then(Step::UndoNext(key));
    Ok(())
}

/// Undoes the next thing on behalf of `thrower`.
pub(crate) fn next(ctx: &mut Ctx, thrower: Key) {
    let Some(instance) = ctx.instance(thrower) else { return };
    let Some(queue) = &instance.undoing else { return };
    let Some((scope, record)) = queue.front().cloned() else {
        return finish(ctx, thrower);
    };
    ctx.emit(Event::CompensationNext { thrower });
    let role = Role::Undo { thrower };
    match record.handler {
        Some(handler) => {
            lifecycle::open_as(ctx, handler, scope, role, Context::new());
        }
        None => {
            let key = lifecycle::open_as(ctx, record.node, scope, role, record.locals);
            let records = record.inside.into_iter().rev().map(|inner| (key, inner)).collect();
            ctx.emit(Event::CompensationTaken { thrower: key, records });
        }
    }
}

/// Everything is undone.
fn finish(ctx: &mut Ctx, thrower: Key) {
    let cancelled = ctx.instance(thrower).is_some_and(|it| {
        let kind = &ctx.graph.node(it.node).kind;
        !matches!(it.role, Role::Undo { .. })
            && matches!(kind, Kind::SubProcess(sub) if matches!(sub.kind, SubProcessKind::Transaction))
    });
    if cancelled {
        element::finish_cancel(ctx, thrower);
    } else {
        ctx.then(Step::Complete(thrower, Context::new()));
    }
}

/// A sub-process that was done is entered again to be undone.
pub(crate) fn undo_inside(ctx: &mut Ctx, key: Key, node: &Node) {
    ctx.emit(Event::Activated { key });
    let start = match &node.kind {
        Kind::SubProcess(sub)
            if node.repeat.is_none() || ctx.instance(key).is_some_and(|it| it.inside.is_none()) =>
        {
            compensation_start(ctx, &sub.scope)
        }
        _ => None,
    };
    let Some(start) = start else { return ctx.then(Step::UndoNext(key)) };
    // What was done inside is offered again: the event sub-process says what of it is undone.
    let queue = ctx.instance(key).and_then(|it| it.undoing.as_deref());
    let records: Vec<Undo> = queue.into_iter().flatten().rev().map(|(_, record)| record.clone()).collect();
    for record in records {
        ctx.emit(Event::CompensationOffered { scope: key, record });
    }
    ctx.emit(Event::CompensationTaken { thrower: key, records: Vec::new() });
    let own = lifecycle::open_as(
        ctx,
        ctx.graph.node(start).parent,
        key,
        Role::Undo { thrower: key },
        Context::new(),
    );
    ctx.then(Step::Enter(Token { node: start, scope: own, via: None, happened: Some(Context::new()) }));
}
