//! What a case waits for from outside: opening, closing, and what follows when it happens.

use crate::ctx::{Ctx, Outcome, Step, Token};
use crate::event::{Event, Key, Wait};
use crate::state::Phase;
use crate::{lifecycle, messages, scope, timer};
use expr::{Context, Value};
use model::graph::{Kind, MessageRef, Node, NodeIx, Trigger};
use model::words;

/// Opens what the boundary events of an activity wait for.
pub(crate) fn open_boundaries(ctx: &mut Ctx, host: Key, node: &Node) -> Outcome {
    for ix in &node.boundaries {
        if let Kind::Boundary(boundary) = &ctx.graph.node(*ix).kind {
            open(ctx, host, *ix, &boundary.trigger)?;
        }
    }
    Ok(())
}

/// Opens a subscription of `instance` for the event `node`. Events that come from inside the case (error,
/// escalation, compensation, cancel) need none.
pub(crate) fn open(ctx: &mut Ctx, instance: Key, node: NodeIx, trigger: &Trigger) -> Outcome {
    let from = instance;
    let wait = match trigger {
        Trigger::Message(message) => wait_for_message(ctx, message, from)?,
        Trigger::Timer(timer) => {
            let calendar = ctx.graph.node(node).calendar.as_deref();
            let evaluation = ctx.eval(&timer.value, from)?;
            timer::schedule(timer.kind, &evaluation, calendar, &ctx.env)?
        }
        Trigger::Signal(name) => Wait::Signal { name: ctx.text(name, from, &words::A_SIGNAL)? },
        Trigger::Conditional(_) => {
            ctx.variables_changed = true;
            Wait::Condition { holds: false }
        }
        Trigger::None => Wait::Hand,
        Trigger::Error(_)
        | Trigger::Escalation(_)
        | Trigger::Link(_)
        | Trigger::Compensation
        | Trigger::Cancel => {
            return Ok(());
        }
    };
    let key = ctx.next_key();
    ctx.emit(Event::Subscribed { key, instance, node, wait });
    Ok(())
}

/// The wait for a message, name and key computed.
pub(crate) fn wait_for_message(ctx: &Ctx, message: &MessageRef, from: Key) -> Outcome<Wait> {
    let name = ctx.text(&message.name, from, &words::A_MESSAGE)?;
    let key = match &message.key {
        Some(key) => ctx.text(key, from, &words::IN_KEY)?,
        None => return Err(messages::NO_CORRELATION_KEY.message().with("name", name).into()),
    };
    Ok(Wait::Message { name, key })
}

/// Closes all subscriptions of an instance.
pub(crate) fn close_all(ctx: &mut Ctx, instance: Key) {
    while let Some(key) = ctx.instance(instance).and_then(|it| it.waits.last().copied()) {
        ctx.emit(Event::Unsubscribed { key });
    }
}

/// What was waited for has happened.
pub(crate) fn trigger(ctx: &mut Ctx, key: Key, carried: Context) {
    let Some(subscription) = ctx.state().subscriptions.get(&key) else { return };
    let (owner, event) = (subscription.instance, subscription.node);
    let Some(instance) = ctx.instance(owner) else { return };
    let (node, scope) = (instance.node, instance.scope);
    ctx.emit(Event::Triggered { key });
    match &ctx.graph.node(event).kind {
        Kind::Boundary(boundary) => {
            if boundary.interrupting {
                lifecycle::terminate(ctx, owner);
            } else {
                again(ctx, key);
            }
            ctx.then(Step::Enter(Token { node: event, scope, via: None, happened: Some(carried) }));
        }
        Kind::Start(start) => {
            if !start.interrupting {
                again(ctx, key);
            }
            scope::enter_event_sub_process(ctx, owner, event, start.interrupting, carried);
        }
        _ if matches!(ctx.graph.node(node).kind, Kind::EventBased { .. }) => {
            close_all(ctx, owner);
            ctx.mend(owner);
            ctx.emit(Event::Completed { key: owner });
            let outgoing = &ctx.graph.node(node).outgoing;
            let via = outgoing.iter().copied().find(|flow| ctx.graph.flow(*flow).target == event);
            ctx.then(Step::Enter(Token { node: event, scope, via, happened: Some(carried) }));
        }
        _ => {
            close_all(ctx, owner); // it does not happen twice
            ctx.then(Step::Complete(owner, carried));
        }
    }
}

/// Triggers everything in the case that waits for a signal now, in the order in which it was opened.
pub(crate) fn signal(ctx: &mut Ctx, name: &str, carried: &Context) {
    let keys: Vec<Key> = waiting_for(ctx, name).collect();
    for key in keys {
        trigger(ctx, key, carried.clone()); // one that was closed by another is not there any more
    }
}

fn waiting_for<'c>(ctx: &'c Ctx, name: &'c str) -> impl Iterator<Item = Key> + 'c {
    let fits = move |wait: &Wait| matches!(wait, Wait::Signal { name: waited } if **waited == *name);
    ctx.state().subscriptions.iter().filter(move |(_, it)| fits(&it.wait)).map(|(key, _)| *key)
}

/// How many in the case wait for a signal.
pub(crate) fn listeners(ctx: &Ctx, name: &str) -> usize {
    waiting_for(ctx, name).count()
}

/// A subscription that does not interrupt stays open: a timer as long as it is repeated, everything else as long
/// as its owner is active.
fn again(ctx: &mut Ctx, key: Key) {
    let Some(subscription) = ctx.state().subscriptions.get(&key) else { return };
    let Wait::Timer { due, repeat } = &subscription.wait else { return };
    let calendar = ctx.graph.node(subscription.node).calendar.as_deref();
    match repeat.as_ref().and_then(|repeat| timer::next(*due, repeat, calendar, &ctx.env)) {
        Some((due, left)) => ctx.emit(Event::Rescheduled { key, due, left }),
        None => {
            let (owner, node) = (subscription.instance, subscription.node);
            ctx.emit(Event::Unsubscribed { key });
            ctx.emit(Event::Spent { key: owner, node });
        }
    }
}

/// Looks at the conditions that are waited for, if variables have changed since. A suspended case looks when it
/// goes on.
pub(crate) fn look_at_conditions(ctx: &mut Ctx) {
    if ctx.state().suspended {
        return;
    }
    if !std::mem::take(&mut ctx.variables_changed) || ctx.state().conditions.is_empty() {
        return;
    }
    let keys: Vec<Key> = ctx.state().conditions.iter().copied().collect();
    for key in keys {
        look_at_condition(ctx, key);
    }
}

fn look_at_condition(ctx: &mut Ctx, key: Key) {
    let Some(subscription) = ctx.state().subscriptions.get(&key) else { return };
    let (owner, node) = (subscription.instance, subscription.node);
    let Wait::Condition { holds: before } = subscription.wait else { return };
    let trigger_of = match &ctx.graph.node(node).kind {
        Kind::Boundary(boundary) => &boundary.trigger,
        Kind::Start(start) => &start.trigger,
        Kind::Catch(trigger) => trigger,
        _ => return,
    };
    let Trigger::Conditional(expression) = trigger_of else { return };
    // Null is 'not yet': the variables it reads may still come.
    let holds = match ctx.evaluate(expression, owner, &Context::new()) {
        Ok(evaluation) => evaluation.value == Value::Bool(true),
        Err(fault) => {
            if ctx.instance(owner).is_some_and(|it| it.incident.is_none()) {
                ctx.raise(owner, fault);
            }
            return;
        }
    };
    if holds != before {
        ctx.emit(Event::ConditionSeen { key, holds });
        if holds {
            trigger(ctx, key, Context::new());
        }
    }
}

/// The element waits by itself: for its own trigger, or to be told.
pub(crate) fn wait_here(ctx: &mut Ctx, key: Key, node: NodeIx, trigger: &Trigger) -> Outcome {
    open(ctx, key, node, trigger)?;
    if ctx.instance(key).is_some_and(|it| it.phase == Phase::Activating) {
        ctx.emit(Event::Activated { key });
    }
    Ok(())
}
