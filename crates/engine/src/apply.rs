//! What each event does to the state. Infallible: an event that speaks of something that is not there changes
//! nothing. This is all that replay runs, so a change here changes what old logs mean: add, never alter.

use crate::event::{CaseStarted, Event, Key, Role, Undo, Wait};
use crate::size;
use crate::state::{CasePhase, Incident, Inside, Instance, Phase, Runs, State, Subscription, Work};
use expr::{Context, Value};
use model::graph::{FlowIx, Graph, NodeIx};
use std::collections::HashMap;
use std::sync::Arc;

/// Applies one event.
pub fn apply(state: &mut State, event: &Event) {
    match event {
        Event::CaseStarted(started) => start(state, started),
        Event::Arrived { .. } | Event::Joined { .. } | Event::ComplexFired { .. } => gateway(state, event),
        Event::Entered { key, node, scope, via, role } => {
            let instance = Instance { via: *via, role: *role, ..new_instance(*node, *scope) };
            enter(state, *key, instance);
        }
        Event::Activated { key } => set_phase(state, *key, Phase::Active),
        Event::Completing { key } => set_phase(state, *key, Phase::Completing),
        Event::Mapped { key } => set_phase(state, *key, Phase::Leaving),
        Event::Completed { key } => leave(state, *key),
        Event::Terminated { key } => terminate(state, *key),
        Event::VariablesSet { scope, values } => set_variables(state, *scope, values),
        Event::JobCreated { .. }
        | Event::JobFailed { .. }
        | Event::JobRetriesSet { .. }
        | Event::TaskCreated { .. }
        | Event::TaskUpdated { .. }
        | Event::CallStarted { .. } => begin_work(state, event),
        Event::JobCompleted { key }
        | Event::JobCanceled { key }
        | Event::TaskCompleted { key, .. }
        | Event::TaskCanceled { key }
        | Event::CallCanceled { key }
        | Event::CallEnded { key } => set_work(state, *key, Work::None),
        Event::Subscribed { key, instance, node, wait } => {
            subscribe(state, *key, Subscription { instance: *instance, node: *node, wait: wait.clone() });
        }
        Event::Rescheduled { key, due, left } => reschedule(state, *key, *due, *left),
        Event::ConditionSeen { key, holds } => see_condition(state, *key, *holds),
        Event::Unsubscribed { key } => unsubscribe(state, *key),
        Event::IncidentRaised { key, instance, problem } => {
            state.last_key = state.last_key.max(*key);
            state.incidents.insert(*key, Incident { instance: *instance, problem: problem.clone() });
            with(state, *instance, |it| it.incident = Some(*key));
        }
        Event::IncidentResolved { key } => {
            if let Some(incident) = state.incidents.remove(key) {
                with(state, incident.instance, |it| it.incident = None);
            }
        }
        Event::MultiStarted { key, items, count } => {
            start_runs(state, *key, Runs { items: items.clone(), count: *count, ..Runs::default() });
        }
        Event::MultiProgress { key, index, output } => progress(state, *key, *index, output.as_ref()),
        Event::CompensationOffered { scope, record } => {
            inside(state, *scope, |inside| inside.undo.push(record.clone()));
            weigh(state, *scope, size::undo(record), 0);
        }
        Event::CompensationTaken { thrower, records } => take_compensation(state, *thrower, records),
        Event::CompensationNext { thrower } => {
            let mut taken = None;
            with(state, *thrower, |it| taken = it.undoing.as_mut().and_then(|queue| queue.pop_front()));
            weigh(state, *thrower, 0, taken.map_or(0, |(_, record)| size::undo(&record)));
        }
        Event::AdHocQueued { key, nodes } => {
            inside(state, *key, |inside| inside.queue = nodes.iter().copied().collect())
        }
        Event::Interrupted { scope } => {
            state.joining.remove(scope);
            inside(state, *scope, |inside| {
                inside.interrupted = true;
                inside.arrived.clear();
                inside.fired.clear();
            });
        }
        Event::EndReached { node } => state.end = Some(*node),
        Event::OutcomeSet { outcome } => state.outcome = Some(outcome.clone()),
        Event::CaseSuspended => state.suspended = true,
        Event::CaseResumed => {
            state.suspended = false;
            let_go(state);
        }
        Event::Held { command } => {
            state.bytes += size::command(command);
            state.held.push(command.as_ref().clone());
        }
        Event::Spent { key, node } => with(state, *key, |it| it.spent.push(*node)),
        Event::StepsCounted { scopes } => state.restless = scopes.iter().copied().collect(),
        Event::Migrated { version, nodes, flows } => migrate(state, version, nodes, flows),
        Event::CaseCompleted { .. } => end(state, CasePhase::Completed),
        Event::CaseFailed { .. } => end(state, CasePhase::Failed),
        Event::CaseCanceled { .. } => end(state, CasePhase::Canceled),
        // Said for the log and for the world outside; the state does not change.
        Event::Passed { .. }
        | Event::Triggered { .. }
        | Event::ErrorCaught { .. }
        | Event::EscalationThrown { .. }
        | Event::MessagePublished { .. }
        | Event::SignalBroadcast { .. }
        | Event::EscalatedToCaller { .. }
        | Event::ContinueRequested { .. }
        | Event::Warned { .. }
        | Event::Modified => {}
    }
}

fn new_instance(node: NodeIx, scope: Key) -> Instance {
    Instance {
        node,
        scope,
        phase: Phase::Activating,
        role: Role::Plain,
        via: None,
        locals: Context::new(),
        work: Work::None,
        waits: Vec::new(),
        incident: None,
        inside: None,
        undoing: None,
        bytes: 0,
        spent: Vec::new(),
    }
}

/// The instance, and so the case, holds so many bytes more and so many less.
fn weigh(state: &mut State, key: Key, more: usize, less: usize) {
    let Some(instance) = state.instances.get_mut(&key) else { return };
    instance.bytes = (instance.bytes + more).saturating_sub(less);
    state.bytes = (state.bytes + more).saturating_sub(less);
}

/// What was held is done, or is not wanted any more.
fn let_go(state: &mut State) {
    let bytes: usize = state.held.iter().map(size::command).sum();
    state.bytes = state.bytes.saturating_sub(bytes);
    state.held.clear();
}

fn with(state: &mut State, key: Key, change: impl FnOnce(&mut Instance)) {
    if let Some(instance) = state.instances.get_mut(&key) {
        change(instance);
    }
}

fn inside(state: &mut State, key: Key, change: impl FnOnce(&mut Inside)) {
    with(state, key, |instance| change(instance.inside.get_or_insert_default()));
}

fn start(state: &mut State, started: &CaseStarted) {
    state.phase = CasePhase::Active;
    state.case = started.case.clone();
    state.version = started.version.clone();
    state.caller = started.caller.clone();
    state.last_key = State::ROOT;
    let root = Instance {
        locals: started.variables.clone(),
        inside: Some(Box::default()),
        phase: Phase::Active,
        ..new_instance(Graph::ROOT, State::ROOT)
    };
    state.instances.insert(State::ROOT, root);
    weigh(state, State::ROOT, size::context(&started.variables), 0);
}

fn end(state: &mut State, phase: CasePhase) {
    state.phase = phase;
    state.suspended = false;
    let_go(state);
}

fn enter(state: &mut State, key: Key, instance: Instance) {
    state.last_key = state.last_key.max(key);
    let started = matches!(instance.role, Role::Run { .. });
    inside(state, instance.scope, |scope| {
        scope.children.insert(key);
        scope.touched = true;
        if let (true, Some(runs)) = (started, &mut scope.runs) {
            runs.started += 1;
        }
    });
    state.instances.insert(key, instance);
}

fn leave(state: &mut State, key: Key) {
    let Some(instance) = state.instances.remove(&key) else { return };
    state.joining.remove(&key);
    state.bytes = state.bytes.saturating_sub(instance.bytes);
    if let Some(incident) = instance.incident {
        state.incidents.remove(&incident);
    }
    inside(state, instance.scope, |scope| {
        scope.children.remove(&key);
    });
}

fn terminate(state: &mut State, key: Key) {
    let run_of =
        state.instances.get(&key).filter(|it| matches!(it.role, Role::Run { .. })).map(|it| it.scope);
    if let Some(body) = run_of {
        inside(state, body, |body| body.runs.iter_mut().for_each(|runs| runs.terminated += 1));
    }
    leave(state, key);
}

fn set_phase(state: &mut State, key: Key, phase: Phase) {
    with(state, key, |instance| instance.phase = phase);
}

fn set_work(state: &mut State, key: Key, work: Work) {
    with(state, key, |instance| instance.work = work);
}

fn set_variables(state: &mut State, scope: Key, values: &Context) {
    let (mut more, mut less) = (0, 0);
    with(state, scope, |instance| {
        for (name, value) in values.iter() {
            more += size::entry(name, value);
            if let Some(old) = instance.locals.insert(name.clone(), value.clone()) {
                less += size::entry(name, &old);
            }
        }
    });
    weigh(state, scope, more, less);
}

fn start_runs(state: &mut State, body: Key, runs: Runs) {
    let more = size::runs(&runs);
    let mut less = 0;
    inside(state, body, |inside| less = inside.runs.replace(runs).as_ref().map_or(0, size::runs));
    weigh(state, body, more, less);
}

fn begin_work(state: &mut State, event: &Event) {
    match event {
        Event::JobCreated { key, job_type, retries } => {
            set_work(state, *key, Work::Job { job_type: job_type.clone(), retries: *retries });
            set_phase(state, *key, Phase::Active);
        }
        Event::JobFailed { key, retries: left, .. } | Event::JobRetriesSet { key, retries: left } => {
            with(state, *key, |instance| {
                if let Work::Job { retries, .. } = &mut instance.work {
                    *retries = *left;
                }
            });
        }
        Event::TaskCreated { key, task } | Event::TaskUpdated { key, task } => {
            set_work(state, *key, Work::Task(Box::new(task.clone())));
            set_phase(state, *key, Phase::Active);
        }
        Event::CallStarted { key, .. } => {
            set_work(state, *key, Work::Call);
            set_phase(state, *key, Phase::Active);
        }
        _ => {}
    }
}

fn subscribe(state: &mut State, key: Key, subscription: Subscription) {
    state.last_key = state.last_key.max(key);
    if matches!(subscription.wait, Wait::Condition { .. }) {
        state.conditions.insert(key);
    }
    with(state, subscription.instance, |instance| instance.waits.push(key));
    state.subscriptions.insert(key, subscription);
}

fn unsubscribe(state: &mut State, key: Key) {
    let Some(subscription) = state.subscriptions.remove(&key) else { return };
    state.conditions.remove(&key);
    with(state, subscription.instance, |instance| instance.waits.retain(|wait| *wait != key));
}

fn reschedule(state: &mut State, key: Key, next: i64, now_left: Option<u32>) {
    if let Some(Subscription { wait: Wait::Timer { due, repeat: Some(repeat) }, .. }) =
        state.subscriptions.get_mut(&key)
    {
        *due = next;
        repeat.left = now_left;
    }
}

fn see_condition(state: &mut State, key: Key, now: bool) {
    if let Some(Subscription { wait: Wait::Condition { holds }, .. }) = state.subscriptions.get_mut(&key) {
        *holds = now;
    }
}

fn progress(state: &mut State, body: Key, index: u32, output: Option<&Value>) {
    inside(state, body, |inside| {
        let Some(runs) = &mut inside.runs else { return };
        runs.completed += 1;
        if let Some(output) = output {
            let outputs = Arc::make_mut(&mut runs.outputs);
            let index = index as usize;
            if outputs.len() <= index {
                outputs.resize(index + 1, Value::Null);
            }
            outputs[index] = output.clone();
        }
    });
    weigh(state, body, output.map_or(0, Value::approx_size), 0);
}

fn take_compensation(state: &mut State, thrower: Key, records: &[(Key, Undo)]) {
    let mut all = 0;
    for (scope, record) in records {
        let bytes = size::undo(record);
        all += bytes;
        let mut found = false;
        inside(state, *scope, |inside| {
            if let Some(at) = inside.undo.iter().rposition(|known| known == record) {
                inside.undo.remove(at);
                found = true;
            }
        });
        if found {
            weigh(state, *scope, 0, bytes);
        }
    }
    let mut old = None;
    with(state, thrower, |it| old = it.undoing.replace(Box::new(records.iter().cloned().collect())));
    let less = old.iter().flat_map(|queue| queue.iter()).map(|(_, record)| size::undo(record)).sum();
    weigh(state, thrower, all, less);
}

fn gateway(state: &mut State, event: &Event) {
    let (Event::Arrived { scope, .. } | Event::Joined { scope, .. } | Event::ComplexFired { scope, .. }) =
        event
    else {
        return;
    };
    inside(state, *scope, |inside| match event {
        Event::Arrived { node, via, .. } => inside.arrived.push((*node, *via)),
        Event::Joined { node, flows, .. } => {
            for flow in flows {
                if let Some(at) = inside.arrived.iter().position(|token| *token == (*node, *flow)) {
                    inside.arrived.remove(at);
                }
            }
        }
        Event::ComplexFired { node, missing, .. } => {
            inside.fired.retain(|(fired, _)| fired != node);
            if !missing.is_empty() {
                inside.fired.push((*node, missing.clone()));
            }
        }
        _ => {}
    });
    let waiting =
        state.instance(*scope).and_then(|it| it.inside.as_ref()).is_some_and(|it| !it.arrived.is_empty());
    if waiting {
        state.joining.insert(*scope);
    } else {
        state.joining.remove(scope);
    }
}

fn migrate(state: &mut State, version: &Arc<str>, nodes: &[(NodeIx, NodeIx)], flows: &[(FlowIx, FlowIx)]) {
    let nodes: HashMap<NodeIx, NodeIx> = nodes.iter().copied().collect();
    let flows: HashMap<FlowIx, FlowIx> = flows.iter().copied().collect();
    let node = |ix: &mut NodeIx| *ix = nodes.get(ix).copied().unwrap_or(*ix);
    let flow = |ix: &mut FlowIx| *ix = flows.get(ix).copied().unwrap_or(*ix);
    state.version = version.clone();
    state.end = state.end.and_then(|end| nodes.get(&end).copied());
    for instance in state.instances.values_mut() {
        node(&mut instance.node);
        instance.via = instance.via.and_then(|via| flows.get(&via).copied());
        instance.spent = instance.spent.iter().filter_map(|event| nodes.get(event).copied()).collect();
        for (_, record) in instance.undoing.iter_mut().flat_map(|queue| queue.iter_mut()) {
            migrate_undo(record, &node);
        }
        let Some(inside) = &mut instance.inside else { continue };
        for (gateway, via) in &mut inside.arrived {
            node(gateway);
            flow(via);
        }
        for (gateway, missing) in &mut inside.fired {
            node(gateway);
            missing.iter_mut().for_each(flow);
        }
        inside.queue.iter_mut().for_each(node);
        inside.undo.iter_mut().for_each(|record| migrate_undo(record, &node));
    }
    for subscription in state.subscriptions.values_mut() {
        node(&mut subscription.node);
    }
}

fn migrate_undo(record: &mut Undo, node: &impl Fn(&mut NodeIx)) {
    node(&mut record.node);
    record.handler.iter_mut().for_each(node);
    for inner in &mut record.inside {
        migrate_undo(inner, node);
    }
}
