//! What each element does: one file for one element (or two that are the same).
//!
//! [`begin`] is the start of the work of an instance; [`exit`] computes, without changing anything, what leaving an
//! element means, and [`act`] does it.

mod ad_hoc;
mod business_rule_task;
mod call_activity;
mod catch_event;
mod choice;
mod end_event;
mod event_based_gateway;
mod exclusive_gateway;
mod inclusive_gateway;
mod job;
mod receive_task;
mod script_task;
mod send_task;
mod sub_process;
mod throw_event;
mod user_task;

pub(crate) use ad_hoc::{
    activate as activate_ad_hoc, can_start as can_start_in_ad_hoc, look_at as look_at_ad_hoc,
};
pub(crate) use choice::choose;
pub(crate) use end_event::finish_cancel;

use crate::ctx::{Ctx, Outcome, Step};
use crate::event::Key;
use crate::lifecycle;
use expr::Context;
use model::graph::{Decide, FlowIx, Kind, Node, NodeIx, Throw, Trigger};
use std::sync::Arc;

/// What leaving an element means.
#[derive(Debug)]
pub(crate) enum Exit {
    /// Tokens on these flows; on none of them the path ends here.
    Flows(Vec<FlowIx>),
    /// Something is thrown, then tokens on these flows.
    Throw(Thrown, Vec<FlowIx>),
}

/// What is thrown.
#[derive(Debug)]
pub(crate) enum Thrown {
    Message(Message),
    Signal(Arc<str>),
    Escalation(Arc<str>),
    Error(Arc<str>),
    Link(NodeIx),
    Terminate,
    Cancel,
    Nothing,
}

/// A message that is published.
#[derive(Debug)]
pub(crate) struct Message {
    pub name: Arc<str>,
    pub key: Arc<str>,
    /// How long it is kept, µs.
    pub ttl: i64,
    pub id: Option<Arc<str>>,
}

/// The work of an instance begins.
pub(crate) fn begin(ctx: &mut Ctx, key: Key, ix: NodeIx, node: &Node) -> Outcome {
    match &node.kind {
        Kind::User(task) => user_task::begin(ctx, key, node, task),
        Kind::Job(job) | Kind::Throw(Throw::Job(job)) | Kind::End(Throw::Job(job)) => {
            job::begin(ctx, key, job)
        }
        Kind::Receive(message) => receive_task::begin(ctx, key, ix, message.as_ref()),
        Kind::Catch(Trigger::Link(_)) => done(ctx, key),
        Kind::Catch(trigger) => catch_event::begin(ctx, key, ix, trigger),
        Kind::Script(script) => script_task::begin(ctx, key, script),
        Kind::Decision(call) => business_rule_task::begin(ctx, key, call),
        Kind::Call(call) => call_activity::begin(ctx, key, call),
        Kind::SubProcess(sub) => sub_process::begin(ctx, key, sub),
        Kind::EventBased { .. } => event_based_gateway::begin(ctx, key, node),
        Kind::Exclusive(Decide::ByPerson) => choice::begin(ctx, key, node),
        Kind::Inclusive(inclusive) if inclusive.decide == Decide::ByPerson => choice::begin(ctx, key, node),
        Kind::Throw(Throw::Compensation(target)) | Kind::End(Throw::Compensation(target)) => {
            crate::compensation::throw(ctx, key, *target)
        }
        // The rest does not wait.
        Kind::Process(_)
        | Kind::Start(_)
        | Kind::Boundary(_)
        | Kind::Throw(_)
        | Kind::End(_)
        | Kind::Pass
        | Kind::Send(_)
        | Kind::Exclusive(Decide::ByCondition)
        | Kind::Parallel
        | Kind::Inclusive(_)
        | Kind::Complex { .. } => done(ctx, key),
    }
}

fn done(ctx: &mut Ctx, key: Key) -> Outcome {
    ctx.then(Step::Complete(key, Context::new()));
    Ok(())
}

/// What leaving the element means, seen from `from`: the instance, or the scope if the element passes.
pub(crate) fn exit(ctx: &Ctx, node: &Node, from: Key) -> Outcome<Exit> {
    match &node.kind {
        Kind::Exclusive(Decide::ByCondition) => exclusive_gateway::exit(ctx, node, from),
        Kind::Inclusive(inclusive) if inclusive.decide == Decide::ByCondition => {
            inclusive_gateway::exit(ctx, node, from)
        }
        Kind::Exclusive(_) | Kind::Inclusive(_) => choice::exit(ctx, node, from),
        Kind::Parallel => Ok(Exit::Flows(node.outgoing.clone())),
        Kind::Complex { .. } => inclusive_gateway::exit(ctx, node, from),
        Kind::Throw(throw) => throw_event::exit(ctx, node, throw, from),
        Kind::End(throw) => end_event::exit(ctx, throw, from),
        Kind::Send(message) => send_task::exit(ctx, node, message, from),
        Kind::EventBased { .. } => Ok(Exit::Flows(Vec::new())),
        _ => Ok(Exit::Flows(lifecycle::outgoing(ctx, node, from)?)),
    }
}

/// What the end of one run of a repeated activity, or of an undoing, means: no flows are taken.
pub(crate) fn exit_without_flows(ctx: &Ctx, node: &Node, from: Key) -> Outcome<Exit> {
    match &node.kind {
        Kind::Send(message) => Ok(Exit::Throw(send_task::message(ctx, message, from)?, Vec::new())),
        _ => Ok(Exit::Flows(Vec::new())),
    }
}

/// Does what leaving the element means. `carried` is what a thrown thing carries.
pub(crate) fn act(ctx: &mut Ctx, ix: NodeIx, scope: Key, exit: Exit, carried: Context) {
    if matches!(ctx.graph.node(ix).kind, Kind::End(_)) {
        end_event::reached(ctx, ix, scope);
    }
    match exit {
        Exit::Flows(flows) => ctx.take(&flows, scope),
        Exit::Throw(thrown, flows) => {
            if throw_event::throw(ctx, scope, thrown, carried) {
                ctx.take(&flows, scope);
            }
        }
    }
}
