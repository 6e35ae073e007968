//! Event-based gateway (BPMN 2.0.2, 10.6.6): waits for several events; the first one decides the way.

use crate::ctx::{Ctx, Outcome};
use crate::event::{Event, Key};
use crate::subscription;
use model::graph::{Kind, Node, Trigger};

/// Begins to wait for each event behind an outgoing flow.
pub(super) fn begin(ctx: &mut Ctx, key: Key, node: &Node) -> Outcome {
    for flow in &node.outgoing {
        let target = ctx.graph.flow(*flow).target;
        match &ctx.graph.node(target).kind {
            Kind::Catch(trigger) => subscription::open(ctx, key, target, trigger)?,
            Kind::Receive(Some(message)) => {
                subscription::open(ctx, key, target, &Trigger::Message(message.clone()))?;
            }
            Kind::Receive(None) => subscription::open(ctx, key, target, &Trigger::None)?,
            _ => {}
        }
    }
    ctx.emit(Event::Activated { key });
    Ok(())
}
