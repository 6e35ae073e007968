//! A gateway at which a person chooses (`stepwell:choice="manual"`): a task whose answers are the outgoing flows.

use super::{Exit, user_task};
use crate::ctx::{Ctx, Fault, Outcome, Step};
use crate::event::{Event, Key};
use crate::messages;
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
pub(crate) fn choose(ctx: &mut Ctx, key: Key, flows: Vec<FlowIx>, mut variables: Context) {
    let chosen = flows.iter().map(|flow| Value::from(i64::from(flow.0))).collect::<Vec<_>>();
    variables.remove(CHOSEN); // nobody else answers
    ctx.emit(Event::TaskCompleted { key, chosen: flows });
    ctx.set_local(key, [(CHOSEN, Value::from(chosen))].into_iter().collect());
    ctx.then(Step::Complete(key, variables));
}

/// The answer. Somebody may have set the variable by hand: only ways that there are count.
pub(super) fn exit(ctx: &Ctx, node: &Node, key: Key) -> Outcome<Exit> {
    let chosen = ctx.instance(key).and_then(|it| it.locals.get(CHOSEN)?.as_list().map(<[Value]>::to_vec));
    let flow = |value: &Value| u32::try_from(value.as_number()?.to_i64()?).ok().map(FlowIx);
    let flows: Vec<FlowIx> = chosen.unwrap_or_default().iter().filter_map(flow).collect();
    if flows.is_empty() || !flows.iter().all(|flow| node.outgoing.contains(flow)) {
        return Err(Fault(messages::NO_WAY.message().with("gateway", node.label())));
    }
    Ok(Exit::Flows(flows))
}
