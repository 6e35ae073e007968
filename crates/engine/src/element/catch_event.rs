//! Intermediate catch event (BPMN 2.0.2, 10.5.4): message, timer, signal, condition, or to be told.

use crate::ctx::{Ctx, Outcome};
use crate::event::Key;
use crate::subscription;
use model::graph::{NodeIx, Trigger};

/// Begins to wait.
pub(super) fn begin(ctx: &mut Ctx, key: Key, ix: NodeIx, trigger: &Trigger) -> Outcome {
    subscription::wait_here(ctx, key, ix, trigger)
}
