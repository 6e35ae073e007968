//! The life that all elements share: a token enters; what does not wait passes at once; everything else becomes an
//! instance that begins, works, completes (or is terminated) and sends tokens on.
//!
//! What may fail is computed before the events that depend on it, so that a stuck instance can simply try again:
//! while `Activating` from its inputs on, while `Completing` from its outputs on.

use crate::ctx::{Ctx, Fault, Outcome, Step, Token};
use crate::element::{self, Exit, Thrown};
use crate::event::{Event, Key, Role};
use crate::state::{Instance, Phase, State, Work};
use crate::{compensation, messages, repeat, scope, size, subscription};
use expr::{Context, Value};
use model::graph::{FlowIx, Kind, Node, NodeIx, SubProcessKind};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Does the steps of a command until nothing is left to do.
pub(crate) fn run(ctx: &mut Ctx) {
    do_steps(ctx);
    if ctx.state().is_active()
        && let Some(node) = ctx.last_end.take()
    {
        ctx.emit(Event::EndReached { node });
    }
}

fn do_steps(ctx: &mut Ctx) {
    loop {
        while let Some(step) = ctx.next_step() {
            if !ctx.state().is_active() {
                return;
            }
            match step {
                Step::Enter(token) => enter(ctx, token),
                Step::Begin(key) => begin(ctx, key),
                Step::Complete(key, results) => complete(ctx, key, results),
                Step::UndoNext(key) => compensation::next(ctx, key),
                Step::MoreRuns(key) => repeat::more(ctx, key),
            }
        }
        if !ctx.state().is_active() {
            return;
        }
        subscription::look_at_conditions(ctx);
        scope::look_at_joins(ctx);
        if ctx.is_idle() {
            scope::look_at_ends(ctx);
        }
        if ctx.is_idle() {
            return;
        }
    }
}

/// A token comes to a node.
fn enter(ctx: &mut Ctx, token: Token) {
    if ctx.instance(token.scope).is_none() {
        return; // the scope was cancelled while the token was on its way
    }
    ctx.entered += 1;
    if ctx.entered.saturating_add(steps_before(ctx, token.scope)) > ctx.env.limits.steps_per_command {
        let limit = messages::TOO_MANY_STEPS.message().with("limit", ctx.env.limits.steps_per_command);
        return stuck(ctx, token, Fault(limit));
    }
    let node = ctx.graph.node(token.node);
    if scope::joins(ctx, &token) {
        return;
    }
    if needs_instance(node) || is_in_ad_hoc(ctx, node) {
        return open(ctx, token);
    }
    match element::exit(ctx, node, token.scope) {
        Ok(exit) => pass(ctx, token, exit),
        Err(fault) => stuck(ctx, token, fault),
    }
}

/// The elements that the commands with which this one goes on entered in the scope, as far as they are counted: a
/// loop around a multi-instance activity goes on for ever by `Continue`.
fn steps_before(ctx: &Ctx, scope: Key) -> u32 {
    if !ctx.goes_on {
        return 0;
    }
    ctx.state().restless.get(&scope).copied().unwrap_or(0)
}

/// Counts, in the scopes in which a repeated activity began, the elements that this command entered; if it goes on
/// with one before, or is itself gone on with.
pub(crate) fn count_steps(ctx: &mut Ctx) {
    let before = &ctx.state().restless;
    if (!ctx.continued && before.is_empty()) || !ctx.state().is_active() {
        return;
    }
    let mut scopes = if ctx.goes_on { before.clone() } else { BTreeMap::new() };
    if ctx.continued {
        for event in ctx.events() {
            if let Event::MultiStarted { key, .. } = event
                && let Some(body) = ctx.instance(*key)
            {
                scopes.entry(body.scope).or_default();
            }
        }
        for event in ctx.events() {
            let (Event::Passed { scope, .. } | Event::Arrived { scope, .. } | Event::Entered { scope, .. }) =
                event
            else {
                continue;
            };
            if let Some(steps) = scopes.get_mut(scope) {
                *steps = steps.saturating_add(1);
            }
        }
    } else {
        scopes.clear(); // it waits
    }
    if scopes != *before {
        ctx.emit(Event::StepsCounted { scopes: scopes.into_iter().collect() });
    }
}

/// Does the node wait, map variables, repeat, or get undone later? Everything else passes.
fn needs_instance(node: &Node) -> bool {
    let passes = match &node.kind {
        Kind::Start(_) | Kind::Boundary(_) | Kind::Pass | Kind::Parallel | Kind::Complex { .. } => true,
        Kind::Catch(trigger) => matches!(trigger, model::graph::Trigger::Link(_)),
        Kind::Exclusive(decide) => *decide == model::graph::Decide::ByCondition,
        Kind::Inclusive(inclusive) => inclusive.decide == model::graph::Decide::ByCondition,
        Kind::Throw(throw) | Kind::End(throw) => {
            !matches!(throw, model::graph::Throw::Job(_) | model::graph::Throw::Compensation(_))
        }
        _ => false,
    };
    let plain = node.inputs.is_empty()
        && node.outputs.is_empty()
        && node.repeat.is_none()
        && node.compensated_by.is_none()
        && node.boundaries.is_empty();
    !(passes && plain)
}

/// An ad-hoc sub-process is over when something in it has run and nothing runs any more: there nothing just passes.
fn is_in_ad_hoc(ctx: &Ctx, node: &Node) -> bool {
    let kind = &ctx.graph.node(node.parent).kind;
    matches!(kind, Kind::SubProcess(sub) if matches!(sub.kind, SubProcessKind::AdHoc(_)))
}

/// A token goes through a node that does not wait.
fn pass(ctx: &mut Ctx, token: Token, exit: Exit) {
    if let Some(results) = &token.happened
        && let Err(fault) = ctx.propagate(token.scope, results.clone())
    {
        return stuck(ctx, token, fault);
    }
    ctx.emit(Event::Passed { node: token.node, scope: token.scope, via: token.via });
    element::act(ctx, token.node, token.scope, exit, Context::new());
}

/// The token cannot go on: it becomes an instance with an incident.
fn stuck(ctx: &mut Ctx, token: Token, fault: Fault) {
    let happened = token.happened.clone();
    let key = new_instance(ctx, &token, Role::Plain);
    if let Some(results) = happened {
        keep_results(ctx, key, results);
        ctx.emit(Event::Completing { key });
    }
    ctx.raise(key, fault);
}

/// A token becomes an instance.
fn open(ctx: &mut Ctx, token: Token) {
    if token.happened.is_none() && ctx.is_full() && !ctx.is_in_run(token.scope) {
        let fault = too_much(ctx);
        return stuck(ctx, token, fault);
    }
    let happened = token.happened.clone();
    let key = new_instance(ctx, &token, Role::Plain);
    match happened {
        Some(results) => ctx.then(Step::Complete(key, results)),
        None => begin(ctx, key),
    }
}

fn too_much(ctx: &Ctx) -> Fault {
    Fault(messages::TOO_MUCH_AT_ONCE.message().with("limit", ctx.env.limits.command_bytes))
}

fn new_instance(ctx: &mut Ctx, token: &Token, role: Role) -> Key {
    let key = ctx.next_key();
    ctx.emit(Event::Entered { key, node: token.node, scope: token.scope, via: token.via, role });
    key
}

/// Opens an instance for a run or an undoing; it begins after what is already to be done.
pub(crate) fn open_as(ctx: &mut Ctx, node: NodeIx, scope: Key, role: Role, locals: Context) -> Key {
    let key = new_instance(ctx, &Token { node, scope, via: None, happened: None }, role);
    ctx.set_local(key, locals);
    ctx.then(Step::Begin(key));
    key
}

/// Does the instance hold the runs of a repeated activity together?
pub(crate) fn is_body(ctx: &Ctx, key: Key) -> bool {
    ctx.instance(key).is_some_and(|instance| {
        let repeated = ctx.graph.node(instance.node).repeat.is_some();
        repeated && !matches!(instance.role, Role::Run { .. }) && instance.undoing.is_none()
    })
}

/// An instance begins, or tries again to begin.
fn begin(ctx: &mut Ctx, key: Key) {
    if ctx.instance(key).is_none() {
        return;
    }
    if ctx.is_full() && ctx.is_in_run(key) {
        return ctx.go_on_later(key);
    }
    if let Err(fault) = try_begin(ctx, key) {
        ctx.raise(key, fault);
    }
}

fn try_begin(ctx: &mut Ctx, key: Key) -> Outcome {
    let Some(instance) = ctx.instance(key) else { return Ok(()) };
    let (ix, role, undoing) = (instance.node, instance.role, instance.undoing.is_some());
    let node = ctx.graph.node(ix);
    check_size(ctx, key)?;
    subscription::close_all(ctx, key);
    if undoing {
        compensation::undo_inside(ctx, key, node);
        return Ok(());
    }
    if is_body(ctx, key) {
        subscription::open_boundaries(ctx, key, node)?;
        return repeat::begin(ctx, key, node);
    }
    if !node.inputs.is_empty() {
        let inputs = ctx.map(&node.inputs, key, &Context::new())?;
        ctx.set_new(key, inputs)?;
    }
    if !matches!(role, Role::Run { .. }) {
        subscription::open_boundaries(ctx, key, node)?;
    }
    element::begin(ctx, key, ix, node)
}

fn check_size(ctx: &Ctx, key: Key) -> Outcome {
    let limits = ctx.env.limits;
    if ctx.state().instances.len() > limits.instances {
        return Err(Fault(messages::TOO_MANY_INSTANCES.message().with("limit", limits.instances)));
    }
    if ctx.state().chain(key).nth(limits.depth).is_some() {
        return Err(Fault(messages::TOO_DEEP.message().with("limit", limits.depth)));
    }
    Ok(())
}

/// The work of an instance is done.
pub(crate) fn complete(ctx: &mut Ctx, key: Key, results: Context) {
    let Some(instance) = ctx.instance(key) else { return };
    let (ix, phase) = (instance.node, instance.phase);
    let node = ctx.graph.node(ix);
    subscription::close_all(ctx, key);
    ctx.mend(key); // it may have been stuck and was helped from outside
    if phase != Phase::Leaving
        && let Err(fault) = map_outputs(ctx, key, node, &results)
    {
        keep_results(ctx, key, results);
        if phase != Phase::Completing {
            ctx.emit(Event::Completing { key });
        }
        return ctx.raise(key, fault);
    }
    if let Err(fault) = leave(ctx, key, ix, node) {
        if phase != Phase::Leaving {
            ctx.emit(Event::Mapped { key });
        }
        ctx.raise(key, fault);
    }
}

/// The results become variables. Those of a run of a repeated activity stay in it as far as it has them (as in
/// Zeebe): its output element reads them there.
fn map_outputs(ctx: &mut Ctx, key: Key, node: &Node, results: &Context) -> Outcome {
    let Some(instance) = ctx.instance(key) else { return Ok(()) };
    let (scope, role) = (instance.scope, instance.role);
    if is_body(ctx, key) {
        return repeat::collect(ctx, key, scope, node);
    }
    if !maps(node, instance) {
        let kept = instance.locals.get(RESULTS).and_then(Value::as_context).filter(|_| results.is_empty());
        let results = kept.unwrap_or(results).clone();
        return ctx.propagate(key, results);
    }
    let outputs = ctx.map(&node.outputs, key, results)?;
    let to = if matches!(role, Role::Run { .. }) { key } else { scope };
    ctx.propagate(to, outputs)
}

/// Do the results go through output mappings?
fn maps(node: &Node, instance: &Instance) -> bool {
    !node.outputs.is_empty() && (instance.undoing.is_none() || instance.role == Role::Plain)
}

/// The variable of an instance in which its results stand while there is no room for them.
const RESULTS: &str = "stepwell:results";

/// The results cannot be mapped, or there is no room for them: they are kept until it is tried again. Mappings read
/// them as variables of the instance, where they can be mended.
fn keep_results(ctx: &mut Ctx, key: Key, results: Context) {
    let Some(instance) = ctx.instance(key).filter(|_| !results.is_empty()) else { return };
    let kept = match maps(ctx.graph.node(instance.node), instance) {
        true => results,
        false => [(RESULTS, Value::Context(Arc::new(results)))].into_iter().collect(),
    };
    ctx.set_local(key, kept);
}

/// The instance ends, and tokens go on.
fn leave(ctx: &mut Ctx, key: Key, ix: NodeIx, node: &Node) -> Outcome {
    let Some(instance) = ctx.instance(key) else { return Ok(()) };
    let (scope, role) = (instance.scope, instance.role);
    let exit = match role {
        Role::Plain if is_body(ctx, key) => Exit::Flows(outgoing(ctx, node, key)?),
        Role::Plain => element::exit(ctx, node, key)?,
        Role::Run { .. } | Role::Undo { .. } if is_body(ctx, key) => Exit::Flows(Vec::new()),
        Role::Run { .. } | Role::Undo { .. } => element::exit_without_flows(ctx, node, key)?,
    };
    let thrown = thrown_variables(ctx, key, node);
    if let Exit::Throw(Thrown::Signal(name), _) = &exit
        && ctx.would_be_full(subscription::listeners(ctx, name).saturating_mul(size::context(&thrown)))
    {
        return Err(too_much(ctx));
    }
    match role {
        Role::Run { index } => {
            let output = repeat::output(ctx, key, node)?;
            compensation::keep_inside(ctx, key);
            ctx.emit(Event::Completed { key });
            element::act(ctx, ix, scope, exit, thrown);
            repeat::done(ctx, scope, index, output);
        }
        Role::Undo { thrower } => {
            ctx.emit(Event::Completed { key });
            element::act(ctx, ix, scope, exit, thrown);
            ctx.then(Step::UndoNext(thrower));
        }
        Role::Plain => {
            compensation::offer(ctx, key, node, ix);
            ctx.emit(Event::Completed { key });
            element::act(ctx, ix, scope, exit, thrown);
        }
    }
    Ok(())
}

/// What a throwing event with inputs sends along: what it mapped.
fn thrown_variables(ctx: &Ctx, key: Key, node: &Node) -> Context {
    let throws = matches!(node.kind, Kind::Throw(_) | Kind::End(_) | Kind::Send(_));
    ctx.instance(key).filter(|_| throws).map(|instance| instance.locals.clone()).unwrap_or_default()
}

/// Cancels an instance and everything in it.
pub(crate) fn terminate(ctx: &mut Ctx, key: Key) {
    terminate_children(ctx, key);
    subscription::close_all(ctx, key);
    cancel_work(ctx, key);
    ctx.mend(key);
    if ctx.instance(key).is_some() {
        ctx.emit(Event::Terminated { key });
    }
}

/// Cancels everything in a scope, and the tokens on their way in it.
pub(crate) fn terminate_children(ctx: &mut Ctx, scope: Key) {
    // Scopes are nested at most `Limits::depth` deep, which bounds the recursion.
    ctx.drop_tokens(scope);
    while let Some(child) = ctx.instance(scope).and_then(|it| it.inside.as_ref()?.children.last().copied()) {
        terminate(ctx, child);
    }
}

fn cancel_work(ctx: &mut Ctx, key: Key) {
    match ctx.instance(key).map(|instance| &instance.work) {
        Some(Work::Job { .. }) => ctx.emit(Event::JobCanceled { key }),
        Some(Work::Task(_)) => ctx.emit(Event::TaskCanceled { key }),
        Some(Work::Call) => ctx.emit(Event::CallCanceled { key }),
        _ => {}
    }
}

/// The flows that are taken when an element is left whose outgoing flows are not those of a gateway: all without a
/// condition, those whose condition is true, the default one if none was (BPMN 2.0.2, 13.3.1).
pub(crate) fn outgoing(ctx: &Ctx, node: &Node, from: Key) -> Outcome<Vec<FlowIx>> {
    if node.outgoing.len() == 1 && ctx.graph.flow(node.outgoing[0]).condition.is_none() {
        return Ok(node.outgoing.clone());
    }
    let mut taken = Vec::with_capacity(node.outgoing.len());
    let mut any_condition_true = false;
    for flow in node.outgoing.iter().copied().filter(|flow| Some(*flow) != node.default) {
        match &ctx.graph.flow(flow).condition {
            None => taken.push(flow),
            Some(condition) => {
                if ctx.condition(condition, from, &Context::new())? {
                    any_condition_true = true;
                    taken.push(flow);
                }
            }
        }
    }
    if !any_condition_true {
        taken.extend(node.default);
    }
    Ok(taken)
}

/// Ends the case by force.
pub(crate) fn end_all(ctx: &mut Ctx) {
    terminate_children(ctx, State::ROOT);
    subscription::close_all(ctx, State::ROOT);
    ctx.mend(State::ROOT);
}
