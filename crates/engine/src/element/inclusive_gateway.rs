//! Inclusive gateway as a split (BPMN 2.0.2, 13.4.3), and complex gateway: each flow whose condition is true, else
//! the default one. The join stands in `scope`.

use super::Exit;
use crate::ctx::{Ctx, Fault, Outcome};
use crate::event::Key;
use crate::{lifecycle, messages};
use model::graph::Node;

/// The ways: at least one, unless there is no outgoing flow at all.
pub(super) fn exit(ctx: &Ctx, node: &Node, from: Key) -> Outcome<Exit> {
    let flows = lifecycle::outgoing(ctx, node, from)?;
    if flows.is_empty() && !node.outgoing.is_empty() {
        return Err(Fault(messages::NO_WAY.message().with("gateway", node.label())));
    }
    Ok(Exit::Flows(flows))
}
