//! Ad-hoc sub-process (BPMN 2.0.2, 13.3.5): its activities are started by hand or by an expression, in any order.

use crate::ctx::{Ctx, Fault, Outcome, Step, Token};
use crate::event::{Event, Key};
use crate::variables::brief;
use crate::{lifecycle, messages};
use expr::{Context, Value};
use model::graph::{AdHoc, Kind, Node, NodeIx, Scope, SubProcessKind};

/// What it begins with: what the expression says, if there is one.
pub(super) fn first(ctx: &Ctx, key: Key, scope: &Scope, attributes: &AdHoc) -> Outcome<Vec<NodeIx>> {
    let Some(formula) = &attributes.active_elements else { return Ok(Vec::new()) };
    let value = ctx.eval(formula, key)?.value;
    let refused = |id: &Value| Fault(messages::NOT_IN_AD_HOC.message().with("element", brief(id)));
    let items = match &value {
        Value::Null => &[],
        value => value.as_list().ok_or_else(|| refused(value))?,
    };
    let find =
        |id: &Value| id.as_str().and_then(|id| ctx.graph.find(id)).filter(|ix| can_start(ctx, scope, *ix));
    items.iter().map(|id| find(id).ok_or_else(|| refused(id))).collect()
}

/// Can the node be started by hand or by the expression? Not what begins by something that happens.
pub(crate) fn can_start(ctx: &Ctx, scope: &Scope, ix: NodeIx) -> bool {
    let by_itself = |node: &Node| match &node.kind {
        Kind::Boundary(_) => true,
        Kind::SubProcess(sub) => matches!(sub.kind, SubProcessKind::Event),
        _ => node.for_compensation,
    };
    scope.children.contains(&ix) && !by_itself(ctx.graph.node(ix))
}

/// Starts activities: all at once, or in turn where the sub-process is sequential.
pub(crate) fn activate(ctx: &mut Ctx, key: Key, nodes: Vec<NodeIx>) {
    if attributes(ctx, key).is_some_and(|attributes| attributes.sequential) {
        let mut queue: Vec<NodeIx> =
            inside(ctx, key).map(|it| it.queue.iter().copied().collect()).unwrap_or_default();
        queue.extend(nodes);
        ctx.emit(Event::AdHocQueued { key, nodes: queue });
        ctx.look_at(key);
    } else {
        for node in nodes {
            ctx.then(Step::Enter(Token { node, scope: key, via: None, happened: None }));
        }
    }
}

fn inside<'a>(ctx: &'a Ctx, key: Key) -> Option<&'a crate::state::Inside> {
    ctx.instance(key)?.inside.as_deref()
}

fn attributes<'a>(ctx: &Ctx<'a>, key: Key) -> Option<&'a AdHoc> {
    match &ctx.node_of(key)?.kind {
        Kind::SubProcess(sub) => match &sub.kind {
            SubProcessKind::AdHoc(attributes) => Some(attributes),
            _ => None,
        },
        _ => None,
    }
}

/// Something in it has ended: is it done, or what is next? `None` if it is no ad-hoc sub-process.
pub(crate) fn look_at(ctx: &mut Ctx, key: Key) -> Option<Outcome> {
    let attributes = attributes(ctx, key)?;
    Some(try_look_at(ctx, key, attributes))
}

fn try_look_at(ctx: &mut Ctx, key: Key, attributes: &AdHoc) -> Outcome {
    let inside = inside(ctx, key);
    let idle = inside.is_none_or(|it| it.children.is_empty());
    let next = inside.and_then(|it| it.queue.front().copied());
    // Where nothing stands in it, there is nothing to wait for.
    let touched = inside.is_some_and(|it| it.touched) || is_empty(ctx, key);
    let done = match &attributes.completion {
        Some(condition) if touched => ctx.condition(condition, key, &Context::new())?,
        Some(_) => false,
        None => touched && idle && next.is_none(),
    };
    if done && (idle || attributes.cancel_remaining) {
        lifecycle::terminate_children(ctx, key);
        ctx.then(Step::Complete(key, Context::new()));
    } else if let (false, true, Some(node)) = (done, idle, next) {
        let rest = inside_queue(ctx, key);
        ctx.emit(Event::AdHocQueued { key, nodes: rest });
        ctx.then(Step::Enter(Token { node, scope: key, via: None, happened: None }));
    }
    Ok(())
}

fn is_empty(ctx: &Ctx, key: Key) -> bool {
    let node = ctx.instance(key).map(|it| it.node);
    node.and_then(|node| ctx.graph.scope(node)).is_some_and(|scope| scope.children.is_empty())
}

fn inside_queue(ctx: &Ctx, key: Key) -> Vec<NodeIx> {
    inside(ctx, key).map(|it| it.queue.iter().skip(1).copied().collect()).unwrap_or_default()
}
