//! Changes by hand where a case stands: start before a step, cancel a step.

use crate::command::Modification;
use crate::ctx::{Ctx, Step, Token};
use crate::event::{Event, Key, Role};
use crate::rejection::Rejection;
use crate::state::State;
use crate::{lifecycle, messages, scope, subscription, words};
use expr::Context;
use model::graph::{Graph, Kind, NodeIx};

/// Starts first, then cancels, so that the case does not end in between; then what was started runs. All is checked
/// before anything is done.
pub(crate) fn modify(ctx: &mut Ctx, changes: &[Modification]) -> Result<(), Rejection> {
    for change in changes {
        match change {
            Modification::StartBefore { node, scope, .. } => check_start(ctx, *node, *scope)?,
            Modification::CancelStep { key } => check_cancel(ctx, *key)?,
        }
    }
    ctx.emit(Event::Modified);
    for change in changes {
        if let Modification::StartBefore { node, scope, variables } = change {
            start(ctx, *node, *scope, variables);
        }
    }
    for change in changes {
        if let Modification::CancelStep { key } = change {
            cancel(ctx, *key);
        }
    }
    Ok(())
}

fn check_cancel(ctx: &Ctx, key: Key) -> Result<(), Rejection> {
    match ctx.instance(key) {
        None => Err(Rejection::not_found(&words::STEP, key)),
        Some(_) if key == State::ROOT => Err((&messages::CANNOT_CANCEL).into()),
        Some(_) => Ok(()),
    }
}

fn check_start(ctx: &Ctx, ix: NodeIx, scope: Option<Key>) -> Result<(), Rejection> {
    let refused = |id: &str| Rejection::from(messages::CANNOT_START_AT.message().with("element", id));
    let Some(node) = ctx.graph.nodes.get(ix.0 as usize) else { return Err(refused("?")) };
    let is_event_sub_process = |ix: NodeIx| {
        let kind = &ctx.graph.node(ix).kind;
        matches!(kind, Kind::SubProcess(sub) if matches!(sub.kind, model::graph::SubProcessKind::Event))
    };
    let outside = matches!(node.kind, Kind::Process(_) | Kind::Boundary(_)) || node.for_compensation;
    let by_event =
        is_event_sub_process(ix) || matches!(node.kind, Kind::Start(_)) && is_event_sub_process(node.parent);
    if outside || by_event {
        return Err(refused(&node.id));
    }
    if let Some(scope) = scope {
        let known = ctx.instance(scope).ok_or_else(|| Rejection::not_found(&words::SCOPE, scope))?;
        let around = ctx.graph.ancestors(ix).any(|ancestor| ancestor == known.node);
        if !around || lifecycle::is_body(ctx, scope) {
            return Err(Rejection::not_found(&words::SCOPE, scope));
        }
    }
    // Scopes that would have to be entered must be such that can be entered alone.
    for ancestor in ctx.graph.ancestors(ix) {
        if scope.is_some_and(|scope| ctx.instance(scope).is_some_and(|it| it.node == ancestor)) {
            return Ok(());
        }
        match active(ctx, ancestor).len() {
            0 if ctx.graph.node(ancestor).repeat.is_some() || is_event_sub_process(ancestor) => {
                return Err(refused(&ctx.graph.node(ancestor).id));
            }
            0 => {}
            1 => return Ok(()),
            _ => {
                let element = ctx.graph.node(ancestor).label();
                return Err(messages::AMBIGUOUS_SCOPE.message().with("element", element).into());
            }
        }
    }
    Ok(())
}

/// The active instances of a scope, bodies left out.
fn active(ctx: &Ctx, node: NodeIx) -> Vec<Key> {
    let of_node = ctx.state().instances.iter().filter(|(_, instance)| instance.node == node);
    of_node.map(|(key, _)| *key).filter(|key| !lifecycle::is_body(ctx, *key)).collect()
}

fn start(ctx: &mut Ctx, ix: NodeIx, scope: Option<Key>, variables: &Context) {
    let mut missing = Vec::new();
    let mut inner = State::ROOT;
    for ancestor in ctx.graph.ancestors(ix) {
        let given = scope.filter(|scope| ctx.instance(*scope).is_some_and(|it| it.node == ancestor));
        if let Some(key) = given.or_else(|| active(ctx, ancestor).first().copied()) {
            inner = key;
            break;
        }
        missing.push(ancestor);
    }
    for node in missing.into_iter().rev().filter(|node| *node != Graph::ROOT) {
        inner = enter_without_start(ctx, node, inner);
    }
    let deadlocked = |key: &Key| {
        ctx.state().incidents.get(key).is_some_and(|it| *it.problem.code == *messages::DEADLOCK.code)
    };
    if ctx.instance(inner).and_then(|it| it.incident).filter(deadlocked).is_some() {
        ctx.mend(inner); // what is started now may be what is waited for
    }
    ctx.set_local(inner, variables.clone());
    ctx.then(Step::Enter(Token { node: ix, scope: inner, via: None, happened: None }));
}

/// Enters a scope: inputs, boundary events, event sub-processes, but no start event.
fn enter_without_start(ctx: &mut Ctx, ix: NodeIx, scope: Key) -> Key {
    let key = ctx.next_key();
    ctx.emit(Event::Entered { key, node: ix, scope, via: None, role: Role::Plain });
    let node = ctx.graph.node(ix);
    let opened = ctx.map(&node.inputs, key, &Context::new()).and_then(|inputs| {
        ctx.set_new(key, inputs)?;
        subscription::open_boundaries(ctx, key, node)?;
        ctx.graph.scope(ix).map_or(Ok(()), |inside| scope::open(ctx, key, inside))
    });
    ctx.emit(Event::Activated { key });
    if let Err(fault) = opened {
        ctx.raise(key, fault);
    }
    key
}

/// Cancels a step, and each scope around it in which nothing is left.
fn cancel(ctx: &mut Ctx, key: Key) {
    let Some(mut scope) = ctx.instance(key).map(|it| it.scope) else { return };
    lifecycle::terminate(ctx, key);
    loop {
        let Some(instance) = ctx.instance(scope) else { return };
        let inside = instance.inside.as_ref();
        let left = inside.is_some_and(|inside| !inside.children.is_empty() || !inside.arrived.is_empty())
            || ctx.has_token(scope);
        let more_runs = lifecycle::is_body(ctx, scope);
        if left || more_runs {
            return;
        }
        if scope == State::ROOT {
            lifecycle::end_all(ctx);
            return ctx.emit(Event::CaseCanceled { reason: None });
        }
        let outer = instance.scope;
        lifecycle::terminate(ctx, scope);
        scope = outer;
    }
}
