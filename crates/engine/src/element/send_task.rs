//! Send task without a task definition: publishes its message to the cases of this server.

use super::throw_event::check_hops;
use super::{Exit, Thrown};
use crate::ctx::{Ctx, Outcome};
use crate::event::Key;
use crate::lifecycle;
use model::graph::{MessageRef, Node};
use model::words;
use std::sync::Arc;

/// The message, then the outgoing flows.
pub(super) fn exit(ctx: &Ctx, node: &Node, message: &MessageRef, from: Key) -> Outcome<Exit> {
    Ok(Exit::Throw(self::message(ctx, message, from)?, lifecycle::outgoing(ctx, node, from)?))
}

/// A message with its name and key computed. Without a key it reaches start events only.
pub(super) fn message(ctx: &Ctx, message: &MessageRef, from: Key) -> Outcome<Thrown> {
    let name = ctx.text(&message.name, from, &words::A_MESSAGE)?;
    check_hops(ctx, &name)?;
    let key = match &message.key {
        Some(key) => ctx.text(key, from, &words::IN_KEY)?,
        None => Arc::from(""),
    };
    Ok(Thrown::Message { name, key })
}
