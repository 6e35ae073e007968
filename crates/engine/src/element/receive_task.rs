//! Receive task (BPMN 2.0.2, 10.3.3): waits for a message; without one, for somebody who says that it happened.

use crate::ctx::{Ctx, Outcome};
use crate::event::Key;
use crate::subscription;
use model::graph::{MessageRef, NodeIx, Trigger};

/// Begins to wait.
pub(super) fn begin(ctx: &mut Ctx, key: Key, ix: NodeIx, message: Option<&MessageRef>) -> Outcome {
    let trigger = message.map_or(Trigger::None, |message| Trigger::Message(message.clone()));
    subscription::wait_here(ctx, key, ix, &trigger)
}
