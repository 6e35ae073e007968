//! Errors and escalations: who catches them (BPMN 2.0.2, 10.5.7 and 13.5.3).
//!
//! From the inside out: the event sub-processes of a scope, then the boundary events of its activity, then the scope
//! around it; at each of these a catcher that names the code before one that catches all.

use crate::ctx::{Ctx, Fault, Outcome, Step, Token};
use crate::event::{Event, Key, Role};
use crate::problem::Said;
use crate::{lifecycle, messages, scope};
use expr::Context;
use model::graph::{Kind, NodeIx, Trigger};
use std::sync::Arc;

/// Who catches.
struct Catcher {
    /// The activity or scope.
    owner: Key,
    /// The boundary event, or the start event of the event sub-process.
    event: NodeIx,
    interrupting: bool,
    is_boundary: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum What {
    Error,
    Escalation,
}

fn find(ctx: &Ctx, from: Key, what: What, code: &str) -> Option<Catcher> {
    let mut inner = None;
    for (owner, instance) in ctx.state().chain(from) {
        let interrupted = instance.inside.as_ref().is_some_and(|inside| inside.interrupted);
        if let (Some(scope), false) = (ctx.graph.scope(instance.node), interrupted) {
            // An event sub-process does not catch what it throws itself.
            let own = |event: &NodeIx| inner == Some(ctx.graph.node(*event).parent);
            let starts = scope::event_starts(ctx, scope).into_iter().map(|(event, _)| event);
            let events: Vec<NodeIx> = starts.filter(|event| !own(event)).collect();
            if let Some(catcher) = best(ctx, owner, &events, what, code) {
                return Some(catcher);
            }
        }
        if !matches!(instance.role, Role::Run { .. })
            && let Some(catcher) = best(ctx, owner, &ctx.graph.node(instance.node).boundaries, what, code)
        {
            return Some(catcher);
        }
        inner = Some(instance.node);
    }
    None
}

fn best(ctx: &Ctx, owner: Key, events: &[NodeIx], what: What, code: &str) -> Option<Catcher> {
    let candidates = || {
        events.iter().filter_map(|event| {
            let (trigger, interrupting, is_boundary) = match &ctx.graph.node(*event).kind {
                Kind::Boundary(boundary) => (&boundary.trigger, boundary.interrupting, true),
                Kind::Start(start) => (&start.trigger, start.interrupting, false),
                _ => return None,
            };
            let caught = match (what, trigger) {
                (What::Error, Trigger::Error(caught)) | (What::Escalation, Trigger::Escalation(caught)) => {
                    caught
                }
                _ => return None,
            };
            Some((caught, Catcher { owner, event: *event, interrupting, is_boundary }))
        })
    };
    let named = candidates().find(|(caught, _)| caught.as_deref() == Some(code));
    named.or_else(|| candidates().find(|(caught, _)| caught.is_none())).map(|(_, catcher)| catcher)
}

fn catch(ctx: &mut Ctx, catcher: &Catcher, carried: Context) {
    let Catcher { owner, event, interrupting, is_boundary } = *catcher;
    if !is_boundary {
        return scope::enter_event_sub_process(ctx, owner, event, interrupting, carried);
    }
    let Some(scope) = ctx.instance(owner).map(|it| it.scope) else { return };
    if interrupting {
        lifecycle::terminate(ctx, owner);
    }
    ctx.then(Step::Enter(Token { node: event, scope, via: None, happened: Some(carried) }));
}

/// Is there somebody who catches this error: in the case, or its caller?
pub(crate) fn check_caught(ctx: &Ctx, from: Key, code: &Arc<str>) -> Outcome {
    if ctx.state().caller.is_some() || find(ctx, from, What::Error, code).is_some() {
        return Ok(());
    }
    Err(Fault(messages::UNHANDLED_ERROR.message().with("code", code)))
}

/// Throws an error from an instance or scope. What nobody in the case catches ends the case with the error, for its
/// caller.
pub(crate) fn throw(ctx: &mut Ctx, from: Key, code: &Arc<str>, message: Option<Said>, carried: Context) {
    match find(ctx, from, What::Error, code) {
        Some(catcher) => {
            ctx.emit(Event::ErrorCaught { code: code.clone(), message, catcher: catcher.event });
            catch(ctx, &catcher, carried);
        }
        None => {
            lifecycle::end_all(ctx);
            ctx.emit(Event::CaseFailed { code: code.clone(), message, variables: carried });
        }
    }
}

/// Throws an escalation. Does the path that threw it go on?
pub(crate) fn escalate(ctx: &mut Ctx, from: Key, code: &Arc<str>, carried: Context) -> bool {
    let catcher = find(ctx, from, What::Escalation, code);
    ctx.emit(Event::EscalationThrown { code: code.clone(), catcher: catcher.as_ref().map(|it| it.event) });
    match catcher {
        Some(catcher) => {
            catch(ctx, &catcher, carried);
            !catcher.interrupting
        }
        None => {
            if ctx.state().caller.is_some() {
                ctx.emit(Event::EscalatedToCaller { code: code.clone(), variables: carried });
            }
            true
        }
    }
}
