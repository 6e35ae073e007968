//! End event (BPMN 2.0.2, 10.5.3): the path ends; and the cancel end event, which undoes a transaction (13.3.6).

use super::{Exit, throw_event};
use crate::ctx::{Ctx, Outcome, Step, Token};
use crate::event::{Event, Key, Role};
use crate::state::State;
use crate::{compensation, lifecycle, subscription};
use expr::Context;
use model::graph::{Kind, NodeIx, SubProcessKind, Throw, Trigger};

/// What is thrown; nothing follows.
pub(super) fn exit(ctx: &Ctx, throw: &Throw, from: Key) -> Outcome<Exit> {
    Ok(match throw {
        Throw::None => Exit::Flows(Vec::new()),
        throw => Exit::Throw(throw_event::thrown(ctx, throw, from)?, Vec::new()),
    })
}

/// Notes which end was reached, and how the case counts by it.
pub(super) fn reached(ctx: &mut Ctx, ix: NodeIx, scope: Key) {
    if scope == State::ROOT {
        ctx.last_end = Some(ix);
    }
    if let Some(outcome) = &ctx.graph.node(ix).outcome {
        ctx.emit(Event::OutcomeSet { outcome: outcome.clone() });
    }
}

/// Cancels the transaction around `scope`: what runs in it is terminated, what was done in it is undone.
pub(super) fn cancel_transaction(ctx: &mut Ctx, scope: Key) {
    let transaction = ctx.state().chain(scope).map(|(key, _)| key).find(|key| is_transaction(ctx, *key));
    let Some(transaction) = transaction else { return };
    lifecycle::terminate_children(ctx, transaction);
    subscription::close_all(ctx, transaction);
    let records = compensation::records_of(ctx, transaction, None);
    ctx.emit(Event::CompensationTaken { thrower: transaction, records });
    ctx.then(Step::UndoNext(transaction));
}

fn is_transaction(ctx: &Ctx, key: Key) -> bool {
    let kind = ctx.node_of(key).map(|node| &node.kind);
    matches!(kind, Some(Kind::SubProcess(sub)) if matches!(sub.kind, SubProcessKind::Transaction))
}

/// All of a cancelled transaction is undone: the token leaves by its cancel boundary event, which stands on the edge
/// of all runs of a repeated one.
pub(crate) fn finish_cancel(ctx: &mut Ctx, transaction: Key) {
    let Some(instance) = ctx.instance(transaction) else { return };
    let whole = if matches!(instance.role, Role::Run { .. }) { instance.scope } else { transaction };
    let Some(instance) = ctx.instance(whole) else { return };
    let (scope, node) = (instance.scope, ctx.graph.node(instance.node));
    let by_cancel = |ix: &&NodeIx| matches!(&ctx.graph.node(**ix).kind, Kind::Boundary(boundary) if matches!(boundary.trigger, Trigger::Cancel));
    let exit = node.boundaries.iter().find(by_cancel).copied();
    lifecycle::terminate(ctx, whole);
    if let Some(node) = exit {
        ctx.then(Step::Enter(Token { node, scope, via: None, happened: Some(Context::new()) }));
    }
}
