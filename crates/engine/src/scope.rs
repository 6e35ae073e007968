//! Scopes: process and sub-processes; how tokens meet in them, and when they are done.

use crate::ctx::{Ctx, Fault, Outcome, Step, Token};
use crate::event::{Event, Key, Role};
use crate::state::{Phase, State};
use crate::{element, lifecycle, messages, repeat, subscription};
use expr::{Context, Value};
use model::graph::{FlowIx, Inclusive, Kind, NodeIx, Scope, Trigger};

/// Opens what the event sub-processes of a scope wait for, as far as it is not open yet and can still happen.
pub(crate) fn open(ctx: &mut Ctx, key: Key, scope: &Scope) -> Outcome {
    for (start, trigger) in event_starts(ctx, scope) {
        let is_open = |it: &Key| ctx.state().subscriptions.get(it).is_some_and(|open| open.node == start);
        let is_over =
            ctx.instance(key).is_some_and(|it| it.waits.iter().any(is_open) || it.spent.contains(&start));
        if !is_over {
            subscription::open(ctx, key, start, trigger)?;
        }
    }
    Ok(())
}

/// The start events of the event sub-processes of a scope.
pub(crate) fn event_starts<'a>(ctx: &Ctx<'a>, scope: &Scope) -> Vec<(NodeIx, &'a Trigger)> {
    let graph = ctx.graph;
    let starts =
        scope.event_sub_processes.iter().filter_map(|ix| graph.scope(*ix)?.triggered_starts.first().copied());
    starts
        .filter_map(|ix| match &graph.node(ix).kind {
            Kind::Start(start) => Some((ix, &start.trigger)),
            _ => None,
        })
        .collect()
}

/// Sends a token to each start of a scope.
pub(crate) fn start(ctx: &mut Ctx, key: Key, scope: &Scope) {
    for node in &scope.starts {
        ctx.then(Step::Enter(Token { node: *node, scope: key, via: None, happened: None }));
    }
    ctx.look_at(key);
}

/// The start event `event` of an event sub-process of `owner` has happened.
pub(crate) fn enter_event_sub_process(
    ctx: &mut Ctx,
    owner: Key,
    event: NodeIx,
    interrupting: bool,
    carried: Context,
) {
    if interrupting {
        lifecycle::terminate_children(ctx, owner);
        close_event_starts(ctx, owner);
        ctx.emit(Event::Interrupted { scope: owner });
    }
    let sub_process = ctx.graph.node(event).parent;
    let key = lifecycle::open_as(ctx, sub_process, owner, Role::Plain, Context::new());
    ctx.then(Step::Enter(Token { node: event, scope: key, via: None, happened: Some(carried) }));
}

fn close_event_starts(ctx: &mut Ctx, owner: Key) {
    let is_start = |key: &Key| {
        let node = ctx.state().subscriptions.get(key).map(|open| &ctx.graph.node(open.node).kind);
        matches!(node, Some(Kind::Start(_)))
    };
    let open: Vec<Key> =
        ctx.instance(owner).map(|it| it.waits.iter().copied().filter(is_start).collect()).unwrap_or_default();
    for key in open {
        ctx.emit(Event::Unsubscribed { key });
    }
}

/// Does the token wait at a gateway for others? (A token that comes by no flow does not: it was put there by hand,
/// or is the one that the others became.)
pub(crate) fn joins(ctx: &mut Ctx, token: &Token) -> bool {
    let Some(via) = token.via else { return false };
    let node = ctx.graph.node(token.node);
    let (gateway, scope) = (token.node, token.scope);
    match &node.kind {
        Kind::Parallel | Kind::Inclusive(_) if node.incoming.len() < 2 => false,
        Kind::Parallel => {
            ctx.emit(Event::Arrived { node: gateway, scope, via });
            let arrived = arrived_at(ctx, scope, gateway);
            if node.incoming.iter().all(|flow| arrived.contains(flow)) {
                go_on(ctx, gateway, scope, node.incoming.clone());
            }
            true
        }
        Kind::Inclusive(_) => {
            ctx.emit(Event::Arrived { node: gateway, scope, via });
            true
        }
        Kind::Complex { activation } => {
            complex(ctx, token, via, activation.as_ref());
            true
        }
        _ => false,
    }
}

/// The tokens that wait at a gateway, by the flow each came by.
fn arrived_at(ctx: &Ctx, scope: Key, gateway: NodeIx) -> Vec<FlowIx> {
    let inside = ctx.instance(scope).and_then(|it| it.inside.as_ref());
    let tokens = inside.map(|inside| inside.arrived.as_slice()).unwrap_or_default();
    tokens.iter().filter(|(at, _)| *at == gateway).map(|(_, via)| *via).collect()
}

fn go_on(ctx: &mut Ctx, node: NodeIx, scope: Key, flows: Vec<FlowIx>) {
    ctx.emit(Event::Joined { node, scope, flows });
    ctx.then(Step::Enter(Token { node, scope, via: None, happened: None }));
}

/// Complex gateway (BPMN 2.0.2, 13.4.5): goes on when its condition becomes true; what comes later by the other
/// flows is swallowed until all have come, then it starts anew.
fn complex(ctx: &mut Ctx, token: &Token, via: FlowIx, activation: Option<&model::graph::Formula>) {
    let (node, scope) = (token.node, token.scope);
    let fired = ctx.instance(scope).and_then(|it| {
        it.inside
            .as_ref()?
            .fired
            .iter()
            .find(|(gateway, _)| *gateway == node)
            .map(|(_, missing)| missing.clone())
    });
    ctx.emit(Event::Arrived { node, scope, via });
    if let Some(mut missing) = fired
        && missing.contains(&via)
    {
        ctx.emit(Event::Joined { node, scope, flows: vec![via] });
        missing.retain(|flow| *flow != via);
        return ctx.emit(Event::ComplexFired { node, scope, missing });
    }
    let arrived = arrived_at(ctx, scope, node);
    let count: Context = [("activationCount", Value::from(arrived.len() as i64))].into_iter().collect();
    match activation.map_or(Ok(true), |condition| ctx.condition(condition, scope, &count)) {
        Ok(false) => {}
        Ok(true) => {
            let mut missing = ctx.graph.node(node).incoming.clone();
            missing.retain(|flow| !arrived.contains(flow));
            ctx.emit(Event::ComplexFired { node, scope, missing });
            go_on(ctx, node, scope, arrived);
        }
        Err(fault) => ctx.raise(scope, fault),
    }
}

/// Looks at the gateways at which tokens wait: inclusive ones (BPMN 2.0.2, table 13.3), and parallel ones that have
/// lost a flow in a new version of the workflow.
pub(crate) fn look_at_joins(ctx: &mut Ctx) {
    if ctx.state().joining.is_empty() || !ctx.is_idle() {
        return;
    }
    let scopes: Vec<Key> = ctx.state().joining.iter().copied().collect();
    for scope in scopes {
        let mut gateways: Vec<NodeIx> = Vec::new();
        let inside = ctx.instance(scope).and_then(|it| it.inside.as_ref());
        for (gateway, _) in inside.map(|inside| inside.arrived.as_slice()).unwrap_or_default() {
            if !gateways.contains(gateway) {
                gateways.push(*gateway);
            }
        }
        for gateway in gateways {
            let node = ctx.graph.node(gateway);
            let goes_on = match &node.kind {
                Kind::Inclusive(inclusive) => !waits_for_more(ctx, scope, gateway, inclusive),
                Kind::Parallel => {
                    let arrived = arrived_at(ctx, scope, gateway);
                    node.incoming.iter().all(|flow| arrived.contains(flow))
                }
                _ => false,
            };
            if goes_on {
                let mut flows = arrived_at(ctx, scope, gateway);
                flows.sort_unstable();
                flows.dedup();
                go_on(ctx, gateway, scope, flows);
                return; // its tokens may reach other gateways: look again when they have come to rest
            }
        }
    }
}

/// Is there a token that can reach an incoming flow without token, and none with one, without passing the gateway?
fn waits_for_more(ctx: &Ctx, scope: Key, gateway: NodeIx, inclusive: &Inclusive) -> bool {
    let arrived = arrived_at(ctx, scope, gateway);
    let incoming = &ctx.graph.node(gateway).incoming;
    let marked = |flow: &u16| incoming.get(usize::from(*flow)).is_some_and(|flow| arrived.contains(flow));
    if incoming.iter().all(|flow| arrived.contains(flow)) {
        return false;
    }
    let Some(inside) = ctx.instance(scope).and_then(|it| it.inside.as_ref()) else { return false };
    let active = inside.children.iter().filter_map(|key| ctx.instance(*key)).map(|child| child.node);
    let waiting = inside.arrived.iter().map(|(at, _)| *at);
    active.chain(waiting).filter(|at| *at != gateway).any(|at| {
        let reach = inclusive.reach.get(&at);
        reach.is_some_and(|it| !it.any.iter().all(marked) && !it.by_flow.iter().any(marked))
    })
}

/// Looks at the scopes in which something has ended: nothing is on its way any more.
pub(crate) fn look_at_ends(ctx: &mut Ctx) {
    for key in ctx.take_ended_in() {
        look_at_end(ctx, key);
    }
}

fn look_at_end(ctx: &mut Ctx, key: Key) {
    let Some(instance) = ctx.instance(key) else { return };
    if instance.phase != Phase::Active || instance.undoing.is_some() {
        return;
    }
    if lifecycle::is_body(ctx, key) {
        return repeat::look_at(ctx, key);
    }
    if ctx.graph.scope(instance.node).is_none() {
        return;
    }
    if let Some(outcome) = element::look_at_ad_hoc(ctx, key) {
        return outcome.unwrap_or_else(|fault| ctx.raise(key, fault));
    }
    let Some(instance) = ctx.instance(key) else { return };
    let inside = instance.inside.as_deref();
    if inside.is_some_and(|inside| !inside.children.is_empty()) {
        return;
    }
    let stuck_at = inside.and_then(|inside| inside.arrived.first()).map(|(gateway, _)| *gateway);
    match stuck_at {
        None => done(ctx, key),
        Some(_) if instance.incident.is_some() => {}
        Some(gateway) => {
            let gateway = ctx.graph.node(gateway).label();
            ctx.raise(key, Fault(messages::DEADLOCK.message().with("gateway", gateway)));
        }
    }
}

/// A scope is done.
fn done(ctx: &mut Ctx, key: Key) {
    if key != State::ROOT {
        return ctx.then(Step::Complete(key, Context::new()));
    }
    subscription::close_all(ctx, key);
    ctx.mend(key);
    ctx.emit(Event::CaseCompleted {
        outcome: ctx.state().outcome.clone(),
        end: ctx.last_end.or(ctx.state().end),
    });
}

/// A terminate end event: everything in the scope is cancelled, and the scope is done.
pub(crate) fn end_now(ctx: &mut Ctx, key: Key) {
    lifecycle::terminate_children(ctx, key);
    done(ctx, key);
}
