//! What has to be true of every state between two commands, counted from the state alone.

use engine::State;
use engine::event::{Key, Role, Wait};
use engine::state::{Instance, Phase, Subscription, Work};
use model::graph::{Graph, Kind, SubProcessKind};
use std::collections::BTreeSet;

/// The first thing that is not as it has to be.
pub(super) fn check(graph: &Graph, state: &State) -> Result<(), String> {
    if !state.is_active() {
        return ended(state);
    }
    for (key, instance) in &state.instances {
        let of = |why: String| format!("{} ({}): {why}; {instance:?}", graph.node(instance.node).id, key.0);
        place(graph, state, *key, instance).map_err(of)?;
        phase(graph, *key, instance).map_err(of)?;
        inside(graph, state, *key, instance).map_err(of)?;
    }
    for (key, subscription) in &state.subscriptions {
        waits(graph, state, *key, subscription)?;
    }
    for (key, incident) in &state.incidents {
        let stuck = state.instance(incident.instance).and_then(|it| it.incident);
        same("the incident of an instance", stuck, Some(*key))?;
    }
    let is_condition =
        |(key, wait): (&Key, &Subscription)| matches!(wait.wait, Wait::Condition { .. }).then_some(*key);
    let conditions: BTreeSet<Key> = state.subscriptions.iter().filter_map(is_condition).collect();
    same("conditions", &state.conditions, &conditions)?;
    let joins = |(key, it): (&Key, &Instance)| {
        it.inside.as_ref().is_some_and(|inside| !inside.arrived.is_empty()).then_some(*key)
    };
    let joining: BTreeSet<Key> = state.instances.iter().filter_map(joins).collect();
    same("scopes in which tokens wait", &state.joining, &joining)?;
    if !state.suspended && !state.held.is_empty() {
        return Err("commands are held, but the case is not suspended".to_owned());
    }
    Ok(())
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, one: T, other: T) -> Result<(), String> {
    if one == other { Ok(()) } else { Err(format!("{what}: {one:?} is not {other:?}")) }
}

fn ended(state: &State) -> Result<(), String> {
    same("instances left after the end", state.instances.keys().collect(), vec![&State::ROOT])?;
    same("subscriptions left after the end", state.subscriptions.len(), 0)?;
    same("incidents left after the end", state.incidents.len(), 0)?;
    same("conditions left after the end", state.conditions.len(), 0)?;
    same("commands held after the end", state.held.len(), 0)?;
    let root = &state.instances[&State::ROOT];
    same("waits of the process after the end", root.waits.len(), 0)?;
    same("children left after the end", root.inside.as_ref().map_or(0, |it| it.children.len()), 0)
}

/// It stands in a live scope, which knows it.
fn place(graph: &Graph, state: &State, key: Key, instance: &Instance) -> Result<(), String> {
    if key > state.last_key {
        return Err("its key was never given".to_owned());
    }
    if key == State::ROOT {
        return same("the scope of the process", instance.scope, State::ROOT);
    }
    let scope = state.instance(instance.scope).ok_or("its scope is gone")?;
    let known = scope.inside.as_ref().is_some_and(|inside| inside.children.contains(&key));
    if !known || instance.scope >= key {
        return Err("its scope does not know it".to_owned());
    }
    let parent = match instance.role {
        Role::Run { .. } => {
            scope.node == instance.node && scope.inside.as_ref().is_some_and(|it| it.runs.is_some())
        }
        // A run of a repeated activity is undone in the body, which is entered again for it.
        Role::Undo { .. } if scope.node == instance.node => {
            scope.undoing.is_some() && graph.node(instance.node).repeat.is_some()
        }
        _ => graph.node(instance.node).parent == scope.node,
    };
    if !parent {
        return Err(format!("it stands in {}", graph.node(scope.node).id));
    }
    Ok(())
}

/// What it does fits how far it is, and it waits for something.
fn phase(graph: &Graph, key: Key, instance: &Instance) -> Result<(), String> {
    let stuck = instance.incident.is_some();
    if instance.phase != Phase::Active && !stuck {
        return Err("it is not at work, and not stuck".to_owned());
    }
    if instance.phase != Phase::Active && instance.work != Work::None {
        return Err("somebody works on it, but it is not at work".to_owned());
    }
    let kind = &graph.node(instance.node).kind;
    let asks = matches!(kind, Kind::Exclusive(_) | Kind::Inclusive(_) | Kind::User(_));
    let job = matches!(kind, Kind::Job(_) | Kind::Throw(_) | Kind::End(_));
    let fits = match &instance.work {
        Work::None => true,
        Work::Job { .. } => job,
        Work::Task(_) => asks,
        Work::Call => matches!(kind, Kind::Call(_)),
    };
    if !fits {
        return Err("that is not its work".to_owned());
    }
    let is_scope = key == State::ROOT || matches!(kind, Kind::SubProcess(_));
    let busy = instance.inside.as_ref().is_some_and(|it| !it.children.is_empty() || !it.queue.is_empty());
    let by_hand = matches!(kind, Kind::SubProcess(sub) if matches!(sub.kind, SubProcessKind::AdHoc(_)));
    if is_scope && !stuck && !busy && !by_hand {
        return Err("nothing is in the scope, and it has not ended".to_owned());
    }
    Ok(())
}

/// What is in it is alive; the runs of a repeated activity add up.
fn inside(graph: &Graph, state: &State, key: Key, instance: &Instance) -> Result<(), String> {
    let Some(inside) = &instance.inside else { return Ok(()) };
    for child in &inside.children {
        same("the scope of a child", state.instance(*child).map(|it| it.scope), Some(key))?;
    }
    for (gateway, via) in &inside.arrived {
        let node = graph.node(*gateway);
        if node.parent != instance.node || !node.incoming.contains(via) {
            return Err(format!("a token waits at {} where it cannot", node.id));
        }
    }
    let Some(runs) = &inside.runs else { return Ok(()) };
    let is_run = |key: &&Key| state.instance(**key).is_some_and(|it| matches!(it.role, Role::Run { .. }));
    let active = inside.children.iter().filter(is_run).count();
    let over = (runs.completed + runs.terminated) as usize;
    same("runs that were started", runs.started as usize, over + active)?;
    if runs.started > runs.count {
        return Err("more runs than there are".to_owned());
    }
    Ok(())
}

/// Something waits for it that is there.
fn waits(graph: &Graph, state: &State, key: Key, subscription: &Subscription) -> Result<(), String> {
    let event = graph.node(subscription.node);
    let fail = |why: &str| Err(format!("what {} ({}) waits for: {why}", event.id, key.0));
    let Some(owner) = state.instance(subscription.instance) else { return fail("nobody waits") };
    if owner.waits.iter().filter(|wait| **wait == key).count() != 1 {
        return fail("its owner does not know it");
    }
    let node = graph.node(owner.node);
    let right = match &event.kind {
        Kind::Boundary(boundary) => boundary.host == owner.node,
        Kind::Start(_) => graph.node(event.parent).parent == owner.node,
        _ if matches!(node.kind, Kind::EventBased { .. }) => {
            node.outgoing.iter().any(|flow| graph.flow(*flow).target == subscription.node)
        }
        _ => subscription.node == owner.node,
    };
    if right { Ok(()) } else { fail("it belongs to another") }
}
