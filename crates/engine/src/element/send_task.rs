//! Send task without a task definition: publishes its message to the cases of this server.

use super::throw_event::check_hops;
use super::{Exit, Message, Thrown};
use crate::ctx::{Ctx, Outcome};
use crate::event::Key;
use crate::variables::check_name;
use crate::{lifecycle, timer};
use model::graph::{Node, Publication};
use model::words;
use std::sync::Arc;

/// The message, then the outgoing flows.
pub(super) fn exit(ctx: &Ctx, node: &Node, message: &Publication, from: Key) -> Outcome<Exit> {
    Ok(Exit::Throw(self::message(ctx, message, from)?, lifecycle::outgoing(ctx, node, from)?))
}

/// A message with everything computed. Without a key it reaches start events only, without a time to live only those
/// who wait already.
pub(super) fn message(ctx: &Ctx, published: &Publication, from: Key) -> Outcome<Thrown> {
    let Publication { message, time_to_live, id } = published;
    let name = ctx.text(&message.name, from, &words::A_MESSAGE)?;
    check_hops(ctx, &name)?;
    let key = match &message.key {
        Some(key) => ctx.text(key, from, &words::IN_KEY)?,
        None => Arc::from(""),
    };
    let ttl = match time_to_live {
        Some(length) => timer::length(&ctx.eval(length, from)?, &ctx.env)?,
        None => 0,
    };
    let id = match id {
        Some(id) => Some(ctx.text(id, from, &words::IN_MESSAGE_ID)?).filter(|id| !id.is_empty()),
        None => None,
    };
    if let Some(id) = &id {
        check_name(id, &words::IN_MESSAGE_ID, ctx.env.limits.message_id_bytes)?;
    }
    Ok(Thrown::Message(Message { name, key, ttl, id }))
}
