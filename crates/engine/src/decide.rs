//! Carries out a command: refuses it, or makes its events.
//!
//! What can be refused is refused before the first event, so a rejection leaves the state as it was.

mod suspension;
mod work;

use crate::command::{Command, Start, TaskChange};
use crate::ctx::{Ctx, Outcome, Step};
use crate::event::{CaseStarted, Event, Key, Wait};
use crate::problem::{Problem, Said};
use crate::rejection::Rejection;
use crate::state::{CasePhase, Instance, Phase, State, Work};
use crate::variables::{check_name, check_names, check_said};
use crate::{
    Env, Limits, element, failure, lifecycle, messages, modify, repeat, scope, size, subscription, words,
};
use expr::Context;
use lang::Message;
use model::graph::{FlowIx, Graph, Kind, NodeIx, Scope, SubProcessKind};

/// Carries out `command` on `state`, which must be a case of `graph`; the events are applied already.
///
/// # Errors
/// [`Rejection`] if the command does not fit the state. The state is then as it was.
pub fn decide(
    graph: &Graph,
    state: &mut State,
    command: &Command,
    env: &Env,
) -> Result<Vec<Event>, Rejection> {
    let payload = check_payload(command, env)?;
    check_texts(command, env)?;
    let mut ctx = Ctx::new(graph, state, *env, payload);
    check_room(&ctx, command, payload)?;
    ctx.goes_on = matches!(command, Command::Continue { .. });
    match command {
        Command::Start(start) => begin_case(&mut ctx, start)?,
        _ if !ctx.state().is_active() => return Err((&messages::NOT_ACTIVE).into()),
        Command::Resume => suspension::resume(&mut ctx)?,
        Command::Suspend if ctx.state().suspended => return Err((&messages::SUSPENDED).into()),
        _ if ctx.state().suspended => suspension::while_suspended(&mut ctx, command)?,
        command => carry_out(&mut ctx, command)?,
    }
    lifecycle::run(&mut ctx);
    lifecycle::count_steps(&mut ctx);
    Ok(ctx.into_events())
}

/// How many bytes the command brings, if it may bring so many. A call that ends is told in any case: see
/// [`returned`].
fn check_payload(command: &Command, env: &Env) -> Result<usize, Rejection> {
    if matches!(command, Command::CompleteCall { .. } | Command::FailCall { .. }) {
        return Ok(0);
    }
    size::payload(command).try_fold(0, |all, variables| {
        let all = all + check_variables(variables, env.limits)?;
        within(all, env.limits.payload_bytes)?;
        Ok(all)
    })
}

/// How many bytes the variables are, if a command may bring them.
///
/// # Errors
/// One of them, or all together, are too large.
pub fn check_variables(variables: &Context, limits: &Limits) -> Result<usize, Message> {
    let all = variables.iter().try_fold(0, |all, (name, value)| {
        let size = size::entry(name, value);
        within(size, limits.variable_bytes)?;
        Ok::<_, Message>(all + size)
    })?;
    within(all, limits.payload_bytes)?;
    Ok(all)
}

fn within(bytes: usize, limit: usize) -> Result<(), Message> {
    match bytes <= limit {
        true => Ok(()),
        false => Err(messages::PAYLOAD_TOO_LARGE.message().with("limit", limit)),
    }
}

/// Is there room in the case for what the command brings? Variables that are set may make it smaller: they are
/// looked at when it is known what they replace.
fn check_room(ctx: &Ctx, command: &Command, payload: usize) -> Result<(), Rejection> {
    match command {
        Command::SetVariables { .. } => Ok(()),
        _ => ctx.check_room(payload, 0).map_err(|fault| fault.0.into()),
    }
}

/// The names and texts that a command brings.
fn check_texts(command: &Command, env: &Env) -> Result<(), Rejection> {
    let name = |text: &str, what| check_name(text, what, env.limits.name_bytes);
    let said = |text: &str, what| check_name(text, what, env.limits.text_bytes);
    let failure = |said: &Said| check_said(said, &words::FAILURE, env.limits.text_bytes);
    match command {
        Command::FailJob { message, .. } => failure(message)?,
        Command::ThrowJobError { code, message, .. } | Command::FailCall { code, message, .. } => {
            name(code, &model::words::AN_ERROR)?;
            message.iter().try_for_each(failure)?;
        }
        Command::EscalateCall { code, .. } => name(code, &model::words::AN_ESCALATION)?,
        Command::Cancel { reason: Some(reason) } => said(reason, &words::REASON)?,
        Command::UpdateTask { change, .. } => {
            let TaskChange { assignee, groups, users, .. } = change;
            assignee.iter().try_for_each(|person| name(person, &model::words::IN_ASSIGNEE))?;
            groups.iter().try_for_each(|all| check_names(all, &model::words::IN_GROUPS, env.limits))?;
            users.iter().try_for_each(|all| check_names(all, &model::words::IN_USERS, env.limits))?;
        }
        _ => {}
    }
    Ok(())
}

fn begin_case(ctx: &mut Ctx, start: &Start) -> Result<(), Rejection> {
    if ctx.state().phase != CasePhase::New {
        return Err((&messages::ALREADY_STARTED).into());
    }
    let Some(root) = ctx.graph.scope(Graph::ROOT) else { return Err((&messages::NOT_ACTIVE).into()) };
    let by_gateway = start.at.and_then(|at| behind_gateway(ctx.graph, root, at));
    let is_start = |at: &NodeIx| root.triggered_starts.contains(at) || root.starts.contains(at);
    if let Some(at) = start.at.filter(|at| !is_start(at) && by_gateway.is_none()) {
        let element = ctx.graph.nodes.get(at.0 as usize).map(|node| node.id.to_string()).unwrap_or_default();
        return Err(messages::CANNOT_START_AT.message().with("element", element).into());
    }
    if start.at.is_none() && root.starts.is_empty() {
        return Err(messages::CANNOT_START_AT.message().with("element", &ctx.graph.id).into());
    }
    ctx.emit(Event::CaseStarted(CaseStarted {
        case: start.case.clone(),
        version: start.version.clone(),
        at: start.at,
        variables: start.variables.clone(),
        caller: start.caller.clone(),
    }));
    if let Err(fault) = scope::open(ctx, State::ROOT, root) {
        ctx.raise(State::ROOT, fault);
    }
    match start.at {
        None => scope::start(ctx, State::ROOT, root),
        Some(node) => {
            // The event has happened: it does not wait again. Its variables are the case's already. A gateway has
            // not: it begins to wait.
            let is_gateway = matches!(ctx.graph.node(node).kind, Kind::EventBased { .. });
            let happened = (!is_gateway).then(Context::new);
            ctx.then(Step::Enter(crate::ctx::Token { node, scope: State::ROOT, via: by_gateway, happened }));
        }
    }
    Ok(())
}

/// The flow from an event-based gateway that starts the case to this event.
fn behind_gateway(graph: &Graph, root: &Scope, event: NodeIx) -> Option<FlowIx> {
    let starts = root.triggered_starts.iter().map(|ix| graph.node(*ix));
    let gateways = starts.filter(|node| matches!(node.kind, Kind::EventBased { .. }));
    gateways.flat_map(|node| &node.outgoing).copied().find(|flow| graph.flow(*flow).target == event)
}

fn carry_out(ctx: &mut Ctx, command: &Command) -> Result<(), Rejection> {
    match command {
        Command::Start(_) => return Err((&messages::ALREADY_STARTED).into()),
        Command::CompleteJob { key, variables } => {
            work::job(ctx, *key)?;
            work::finish_job(ctx, *key, variables);
        }
        Command::FailJob { key, retries, message, backoff } => {
            work::job(ctx, *key)?;
            let not_before = (*retries > 0 && *backoff > 0).then(|| ctx.env.now.saturating_add(*backoff));
            ctx.emit(Event::JobFailed { key: *key, retries: *retries, message: message.clone(), not_before });
            if *retries == 0 {
                ctx.raise_problem(
                    *key,
                    Problem::with_said(messages::JOB_FAILED.message(), "message", message),
                );
            }
        }
        Command::ThrowJobError { key, code, message, variables } => {
            work::job(ctx, *key)?;
            match failure::check_caught(ctx, *key, code) {
                Ok(()) => failure::throw(ctx, *key, code, message.clone(), variables.clone()),
                Err(fault) => ctx.raise(*key, fault),
            }
        }
        Command::SetJobRetries { key, retries } => {
            work::job(ctx, *key)?;
            if *retries == 0 {
                return Err((&messages::RETRIES_ZERO).into());
            }
            ctx.emit(Event::JobRetriesSet { key: *key, retries: *retries });
        }
        Command::CompleteTask { key, variables } => work::complete_task(ctx, *key, variables)?,
        Command::Choose { key, flows, variables } => work::choose(ctx, *key, flows, variables)?,
        Command::UpdateTask { key, change } => work::update_task(ctx, *key, change)?,
        Command::Correlate { key, variables } => {
            work::subscribed(ctx, *key, |wait| matches!(wait, Wait::Message { .. }))?;
            subscription::trigger(ctx, *key, variables.clone());
        }
        Command::Signal { key, variables } => {
            work::subscribed(ctx, *key, |wait| matches!(wait, Wait::Signal { .. }))?;
            subscription::trigger(ctx, *key, variables.clone());
        }
        Command::FireTimer { key } => {
            work::subscribed(ctx, *key, |wait| matches!(wait, Wait::Timer { .. }))?;
            let now = ctx.env.now;
            work::subscribed(ctx, *key, |wait| matches!(wait, Wait::Timer { due, .. } if *due <= now))
                .map_err(|_| messages::NOT_DUE.message().with("key", key.0))?;
            subscription::trigger(ctx, *key, Context::new());
        }
        Command::Trigger { key, variables } => work::trigger(ctx, *key, variables)?,
        Command::CompleteCall { key, variables } => {
            work::call(ctx, *key)?;
            ctx.mend(*key);
            ctx.emit(Event::CallEnded { key: *key });
            complete_call(ctx, *key, variables);
        }
        Command::FailCall { key, code, message, variables } => {
            work::call(ctx, *key)?;
            ctx.emit(Event::CallEnded { key: *key });
            if code.is_empty() {
                let nothing = Said::from("");
                let said = message.as_ref().unwrap_or(&nothing);
                ctx.raise_problem(*key, Problem::with_said(messages::CALL_FAILED.message(), "message", said));
                return Ok(());
            }
            if let Err(fault) = returned(ctx, variables) {
                ctx.raise(*key, fault);
                return Ok(());
            }
            match failure::check_caught(ctx, *key, code) {
                Ok(()) => failure::throw(ctx, *key, code, message.clone(), variables.clone()),
                Err(fault) => ctx.raise(*key, fault),
            }
        }
        Command::EscalateCall { key, code, variables } => {
            work::call(ctx, *key)?;
            failure::escalate(ctx, *key, code, variables.clone());
        }
        Command::SetVariables { scope, variables, local } => {
            let scope = scope.unwrap_or(State::ROOT);
            if ctx.instance(scope).is_none() {
                return Err(Rejection::not_found(&words::SCOPE, scope));
            }
            let values: Context =
                variables.iter().map(|(name, value)| (name.clone(), value.clone().storable())).collect();
            let set = if *local { ctx.set_new(scope, values) } else { ctx.propagate(scope, values) };
            set.map_err(|fault| fault.0)?;
        }
        Command::ResolveIncident { key } => resolve(ctx, *key)?,
        Command::ActivateAdHoc { key, nodes } => activate_ad_hoc(ctx, *key, nodes)?,
        Command::Continue { key } => {
            if ctx.instance(*key).is_none() {
                return Err(Rejection::not_found(&words::STEP, *key));
            }
            // A run that did not begin, or a body with more to start.
            let waits = |it: &Instance| it.phase == Phase::Activating && it.incident.is_none();
            let begins = ctx.instance(*key).is_some_and(waits);
            ctx.then(if begins { Step::Begin(*key) } else { Step::MoreRuns(*key) });
        }
        Command::Cancel { reason } => {
            lifecycle::end_all(ctx);
            ctx.emit(Event::CaseCanceled { reason: reason.clone() });
        }
        Command::Suspend => ctx.emit(Event::CaseSuspended),
        Command::Resume => return suspension::resume(ctx),
        Command::Modify { changes } => return modify::modify(ctx, changes),
    }
    Ok(())
}

fn complete_call(ctx: &mut Ctx, key: Key, variables: &Context) {
    let all = matches!(ctx.node_of(key).map(|node| &node.kind), Some(Kind::Call(call)) if call.propagate_all_child_variables);
    let mapped = ctx.node_of(key).is_some_and(|node| !node.outputs.is_empty());
    let results = if all || mapped { variables.clone() } else { Context::new() };
    match returned(ctx, &results) {
        Ok(()) => lifecycle::complete(ctx, key, results),
        Err(fault) => ctx.raise(key, fault),
    }
}

/// Can the case take what a called case returns? If not it is stuck, instead of never hearing of the end.
fn returned(ctx: &Ctx, variables: &Context) -> Outcome {
    let size = check_variables(variables, ctx.env.limits)?;
    ctx.check_room(size, 0)
}

/// Tries again what was stuck.
fn resolve(ctx: &mut Ctx, key: Key) -> Result<(), Rejection> {
    let Some(incident) = ctx.state().incidents.get(&key) else {
        return Err(Rejection::not_found(&words::INCIDENT, key));
    };
    let at = incident.instance;
    let Some(instance) = ctx.instance(at) else { return Err(Rejection::not_found(&words::INCIDENT, key)) };
    let (phase, work) = (instance.phase, instance.work.clone());
    ctx.emit(Event::IncidentResolved { key });
    match (phase, work) {
        (Phase::Activating, _) => ctx.then(Step::Begin(at)),
        (Phase::Completing | Phase::Leaving, _) => ctx.then(Step::Complete(at, Context::new())),
        (Phase::Active, Work::Job { retries, .. }) => {
            ctx.emit(Event::JobRetriesSet { key: at, retries: retries.max(1) });
        }
        (Phase::Active, _) => resume_scope(ctx, at),
    }
    Ok(())
}

fn resume_scope(ctx: &mut Ctx, at: Key) {
    ctx.variables_changed = true;
    let Some(instance) = ctx.instance(at) else { return };
    let is_call = matches!(ctx.graph.node(instance.node).kind, Kind::Call(_));
    if is_call && instance.work == Work::None {
        return ctx.then(Step::Begin(at));
    }
    if let Some(scope) = ctx.graph.scope(instance.node)
        && !lifecycle::is_body(ctx, at)
        && let Err(fault) = scope::open(ctx, at, scope)
    {
        return ctx.raise(at, fault);
    }
    if lifecycle::is_body(ctx, at) {
        return repeat::resume(ctx, at);
    }
    ctx.look_at(at);
}

fn activate_ad_hoc(ctx: &mut Ctx, key: Key, nodes: &[NodeIx]) -> Result<(), Rejection> {
    let Some(node) = ctx.node_of(key) else { return Err(Rejection::not_found(&words::STEP, key)) };
    let scope = match &node.kind {
        Kind::SubProcess(sub)
            if matches!(sub.kind, SubProcessKind::AdHoc(_)) && !lifecycle::is_body(ctx, key) =>
        {
            &sub.scope
        }
        _ => return Err((&messages::NOT_AD_HOC).into()),
    };
    if nodes.is_empty() || !nodes.iter().all(|node| element::can_start_in_ad_hoc(ctx, scope, *node)) {
        return Err((&messages::NOT_AD_HOC).into());
    }
    element::activate_ad_hoc(ctx, key, nodes.to_vec());
    Ok(())
}
