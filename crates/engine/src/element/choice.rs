//! A gateway at which a person chooses (`stepwell:choice="manual"`): a task whose answers are the outgoing flows.

use super::{Exit, user_task};
use crate::ctx::{Ctx, Outcome, Step};
use crate::event::{Event, Key};
use expr::{Context, Value};
use model::graph::{FlowIx, Node, UserTask};

/// The variable of the instance in which the answer stands until the gateway is left.
const CHOSEN: &str = "stepwell:chosen";

/// Asks.
pub(super) fn begin(ctx: &mut Ctx, key: Key, node: &Node) -> Outcome {
    let task = user_task::offer(ctx, key, node, &UserTask::default())?;
    ctx.emit(Event::TaskCreated { key, task });
    Ok(())
}

/// The person has answered; the flows are known to be outgoing ones.
pub(crate) fn choose(ctx: &mut Ctx, key: Key, flows: Vec<FlowIx>, variables: Context) {
    let chosen = flows.iter().map(|flow| Value::from(i64::from(flow.0))).collect::<Vec<_>>();
    ctx.emit(Event::TaskCompleted { key, chosen: flows });
    ctx.set_local(key, [(CHOSEN, Value::from(chosen))].into_iter().collect());
    ctx.then(Step::Complete(key, variables));
}

/// The answer.
pub(super) fn exit(ctx: &Ctx, key: Key) -> Exit {
    let chosen = ctx.instance(key).and_then(|it| it.locals.get(CHOSEN)?.as_list().map(<[Value]>::to_vec));
    let flow = |value: &Value| u32::try_from(value.as_number()?.to_i64()?).ok().map(FlowIx);
    Exit::Flows(chosen.unwrap_or_default().iter().filter_map(flow).collect())
}
