//! Sub-process (BPMN 2.0.2, 10.3.5): embedded, transaction, event sub-process once it is entered, ad-hoc.

use super::ad_hoc;
use crate::ctx::{Ctx, Outcome};
use crate::event::{Event, Key};
use crate::scope;
use model::graph::{SubProcess, SubProcessKind};

/// Opens the scope.
pub(super) fn begin(ctx: &mut Ctx, key: Key, sub: &SubProcess) -> Outcome {
    let first = match &sub.kind {
        SubProcessKind::AdHoc(attributes) => ad_hoc::first(ctx, key, &sub.scope, attributes)?,
        _ => Vec::new(),
    };
    scope::open(ctx, key, &sub.scope)?;
    ctx.emit(Event::Activated { key });
    match &sub.kind {
        SubProcessKind::AdHoc(_) => {
            ad_hoc::activate(ctx, key, first);
            ctx.look_at(key);
            Ok(())
        }
        // The start of an event sub-process is entered by what happened, see `scope::enter_event_sub_process`.
        SubProcessKind::Event => Ok(()),
        SubProcessKind::Embedded | SubProcessKind::Transaction => {
            scope::start(ctx, key, &sub.scope);
            Ok(())
        }
    }
}
