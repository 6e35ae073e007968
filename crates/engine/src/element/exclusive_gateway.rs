//! Exclusive gateway (BPMN 2.0.2, 13.4.2): the first flow whose condition is true, else the default one.

use super::Exit;
use crate::ctx::{Ctx, Fault, Outcome};
use crate::event::Key;
use crate::messages;
use expr::Context;
use model::graph::Node;

/// The way. A flow without condition that is not the default counts as true.
pub(super) fn exit(ctx: &Ctx, node: &Node, from: Key) -> Outcome<Exit> {
    for flow in node.outgoing.iter().filter(|flow| Some(**flow) != node.default) {
        let open = match &ctx.graph.flow(*flow).condition {
            None => true,
            Some(condition) => ctx.condition(condition, from, &Context::new())?,
        };
        if open {
            return Ok(Exit::Flows(vec![*flow]));
        }
    }
    match node.default {
        Some(default) => Ok(Exit::Flows(vec![default])),
        None if node.outgoing.is_empty() => Ok(Exit::Flows(Vec::new())),
        None => Err(Fault(messages::NO_WAY.message().with("gateway", node.label()))),
    }
}
