//! Intermediate throw event (BPMN 2.0.2, 10.5.4), and what throwing does for it, for end events and send tasks.

use super::{Exit, Message, Thrown, send_task};
use crate::ctx::{Ctx, Outcome, Step, Token};
use crate::event::{Event, Key};
use crate::{failure, lifecycle, messages, scope, subscription};
use expr::Context;
use model::graph::{Node, Throw};
use model::words;
use std::sync::Arc;

/// What is thrown, then the outgoing flows.
pub(super) fn exit(ctx: &Ctx, node: &Node, throw: &Throw, from: Key) -> Outcome<Exit> {
    if let Throw::Link(target) = throw {
        return Ok(Exit::Throw(Thrown::Link(*target), Vec::new()));
    }
    Ok(Exit::Throw(thrown(ctx, throw, from)?, lifecycle::outgoing(ctx, node, from)?))
}

/// What is thrown, computed.
pub(super) fn thrown(ctx: &Ctx, throw: &Throw, from: Key) -> Outcome<Thrown> {
    Ok(match throw {
        Throw::Message(message) => send_task::message(ctx, message, from)?,
        Throw::Signal(name) => {
            let name = ctx.text(name, from, &words::A_SIGNAL)?;
            check_hops(ctx, &name)?;
            Thrown::Signal(name)
        }
        Throw::Escalation(code) => Thrown::Escalation(ctx.text(code, from, &words::AN_ESCALATION)?),
        Throw::Error(code) => {
            let code = ctx.text(code, from, &words::AN_ERROR)?;
            failure::check_caught(ctx, from, &code)?;
            Thrown::Error(code)
        }
        Throw::Link(target) => Thrown::Link(*target),
        Throw::Terminate => Thrown::Terminate,
        Throw::Cancel => Thrown::Cancel,
        // A job was done, a compensation is over: nothing more to throw.
        Throw::None | Throw::Job(_) | Throw::Compensation(_) => Thrown::Nothing,
    })
}

/// Cases that begin each other for ever, without any of them waiting, must come to an end.
pub(super) fn check_hops(ctx: &Ctx, name: &str) -> Outcome {
    let limit = ctx.env.limits.hops;
    if ctx.env.hops < limit {
        return Ok(());
    }
    Err(messages::TOO_MANY_HOPS.message().with("name", name).with("limit", limit).into())
}

/// Throws. Does the path go on after it?
pub(super) fn throw(ctx: &mut Ctx, scope: Key, thrown: Thrown, carried: Context) -> bool {
    match thrown {
        Thrown::Nothing => true,
        Thrown::Message(Message { name, key, ttl, id }) => {
            ctx.emit(Event::MessagePublished { name, key, ttl, id, variables: carried });
            true
        }
        Thrown::Signal(name) => {
            ctx.emit(Event::SignalBroadcast { name: name.clone(), variables: carried.clone() });
            hear(ctx, scope, &name, &carried)
        }
        Thrown::Escalation(code) => failure::escalate(ctx, scope, &code, carried),
        Thrown::Error(code) => {
            failure::throw(ctx, scope, &code, None, carried);
            false
        }
        Thrown::Link(node) => {
            ctx.then(Step::Enter(Token { node, scope, via: None, happened: None }));
            false
        }
        Thrown::Terminate => {
            scope::end_now(ctx, scope);
            false
        }
        Thrown::Cancel => {
            super::end_event::cancel_transaction(ctx, scope);
            false
        }
    }
}

/// What of this case waits for the signal hears it at the moment of the throw (BPMN 2.0.2, 10.5.1); other cases get
/// it after the command. Does the path in `scope` go on, or did an event sub-process interrupt it?
fn hear(ctx: &mut Ctx, scope: Key, name: &Arc<str>, carried: &Context) -> bool {
    let interrupted =
        |ctx: &Ctx| ctx.instance(scope).and_then(|it| it.inside.as_ref()).is_some_and(|it| it.interrupted);
    let before = interrupted(ctx);
    subscription::signal(ctx, name, carried);
    before || !interrupted(ctx)
}
