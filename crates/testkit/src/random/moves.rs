//! What can be done to a case as it stands, and what cannot.

use super::Choices;
use super::draft::CODES;
use engine::command::{Modification, TaskChange};
use engine::event::{Key, Wait};
use engine::state::{Instance, Phase, Work};
use engine::{Command, State};
use expr::{Context, Value};
use model::graph::{Decide, FlowIx, Graph, Kind, Node, NodeIx, SubProcessKind, Trigger};
use std::sync::Arc;

/// Variables that people and programs bring.
pub(super) fn variables(choices: &mut Choices<'_>) -> Context {
    let names = ["v0", "v1"];
    let value = |choices: &mut Choices<'_>| Value::from(choices.pick(3) as i64);
    (0..choices.pick(3)).map(|at| (names[at], value(choices))).collect()
}

/// Variables that nobody thought of.
fn garbage(choices: &mut Choices<'_>) -> Context {
    const NAMES: [&str; 9] =
        ["v0", "v1", "", "item", "loopCounter", "results", "n", "case", "stepwell:chosen"];
    let value = |choices: &mut Choices<'_>| match choices.pick(6) {
        0 => Value::Null,
        1 => Value::from(true),
        2 => Value::from("text"),
        3 => Value::from(vec![Value::from(999), Value::from(1)]),
        4 => Value::from(-1),
        _ => Value::from(vec![Value::Null]),
    };
    (0..choices.pick(3)).map(|_| (*choices.one(&NAMES), value(choices))).collect()
}

/// What may be done without harm: if the process is sound, it still comes to its end.
pub(super) fn fair(graph: &Graph, state: &State, choices: &mut Choices<'_>, now: i64) -> Vec<Command> {
    let mut moves = Vec::new();
    if state.suspended {
        moves.push(Command::Resume);
    }
    for (key, instance) in &state.instances {
        work(graph, *key, instance, choices, &mut moves);
        if is_ad_hoc(graph, instance) && instance.phase == Phase::Active {
            moves.extend(activate(graph, *key, instance, choices));
        }
    }
    for (key, subscription) in &state.subscriptions {
        let (key, variables) = (*key, variables(choices));
        moves.push(match &subscription.wait {
            Wait::Message { .. } => Command::Correlate { key, variables },
            Wait::Signal { .. } => Command::Signal { key, variables },
            Wait::Timer { due, .. } if *due <= now => Command::FireTimer { key },
            _ => Command::Trigger { key, variables },
        });
    }
    moves.extend(state.incidents.keys().map(|key| Command::ResolveIncident { key: *key }));
    moves
}

fn work(graph: &Graph, key: Key, instance: &Instance, choices: &mut Choices<'_>, moves: &mut Vec<Command>) {
    let node = graph.node(instance.node);
    match &instance.work {
        Work::Job { .. } => {
            moves.push(Command::CompleteJob { key, variables: variables(choices) });
            match choices.pick(6) {
                0 => moves.push(Command::SetJobRetries { key, retries: 2 }),
                1 => {
                    let (retries, backoff) = (choices.pick(2) as u32, 1_000_000);
                    moves.push(Command::FailJob { key, retries, message: "no".into(), backoff });
                }
                2 => moves.extend(caught(graph, node).map(|code| Command::ThrowJobError {
                    key,
                    code,
                    message: None,
                    variables: variables(choices),
                })),
                _ => {}
            }
        }
        Work::Task(_) => match choices.pick(6) {
            0 => {
                let assignee = Some(Arc::from(if choices.flag() { "ana" } else { "" }));
                let change = TaskChange { assignee, priority: Some(9), ..TaskChange::default() };
                moves.push(Command::UpdateTask { key, change });
            }
            _ => moves.push(finish_task(node, key, choices)),
        },
        _ => {}
    }
}

/// A task is done, or a question answered.
fn finish_task(node: &Node, key: Key, choices: &mut Choices<'_>) -> Command {
    let variables = variables(choices);
    let inclusive = match &node.kind {
        Kind::Exclusive(Decide::ByPerson) => false,
        Kind::Inclusive(_) => true,
        _ => return Command::CompleteTask { key, variables },
    };
    let mut flows: Vec<FlowIx> = node.outgoing.clone();
    if !flows.is_empty() {
        flows.rotate_left(choices.pick(node.outgoing.len()));
        flows.truncate(if inclusive { 1 + choices.pick(flows.len()) } else { 1 });
    }
    Command::Choose { key, flows, variables }
}

/// A code that is caught at the edge of the activity.
fn caught(graph: &Graph, node: &Node) -> Option<Arc<str>> {
    node.boundaries.iter().find_map(|ix| match &graph.node(*ix).kind {
        Kind::Boundary(boundary) => match &boundary.trigger {
            Trigger::Error(code) => Some(code.clone().unwrap_or_else(|| CODES[0].into())),
            _ => None,
        },
        _ => None,
    })
}

fn is_ad_hoc(graph: &Graph, instance: &Instance) -> bool {
    let kind = &graph.node(instance.node).kind;
    let body = instance.inside.as_ref().is_some_and(|inside| inside.runs.is_some());
    !body && matches!(kind, Kind::SubProcess(sub) if matches!(sub.kind, SubProcessKind::AdHoc(_)))
}

fn activate(graph: &Graph, key: Key, instance: &Instance, choices: &mut Choices<'_>) -> Option<Command> {
    let children = &graph.scope(instance.node)?.children;
    let can = |ix: &&NodeIx| {
        let node = graph.node(**ix);
        !node.for_compensation && !matches!(node.kind, Kind::Boundary(_))
    };
    let children: Vec<NodeIx> = children.iter().filter(can).copied().collect();
    let node = *children.get(choices.pick(children.len().max(1)))?;
    Some(Command::ActivateAdHoc { key, nodes: vec![node] })
}

/// One thing that brings a sound case nearer to its end; nothing if it waits for another case only.
pub(super) fn forward(graph: &Graph, state: &State) -> Option<Command> {
    let mut none = Choices::new(&[]);
    if state.suspended {
        return Some(Command::Resume);
    }
    if let Some(key) = state.incidents.keys().next() {
        return Some(Command::ResolveIncident { key: *key });
    }
    for (key, instance) in &state.instances {
        let (key, variables) = (*key, Context::new());
        match &instance.work {
            Work::Job { .. } => return Some(Command::CompleteJob { key, variables }),
            Work::Task(_) => return Some(finish_task(graph.node(instance.node), key, &mut none)),
            _ => {}
        }
        let untouched =
            instance.inside.as_ref().is_none_or(|inside| !inside.touched && inside.queue.is_empty());
        if is_ad_hoc(graph, instance) && untouched {
            return activate(graph, key, instance, &mut none);
        }
    }
    let own = |node: NodeIx| !matches!(graph.node(node).kind, Kind::Boundary(_) | Kind::Start(_));
    let mut waits = state.subscriptions.iter();
    let wait = waits.find(|(_, it)| own(it.node));
    wait.map(|(key, _)| Command::Trigger { key: *key, variables: Context::new() })
}

/// Something that may be wrong in any way.
pub(super) fn wild(graph: &Graph, state: &State, choices: &mut Choices<'_>) -> Command {
    let key = Key(choices.pick(state.last_key.0 as usize + 3) as u64);
    let node = NodeIx(choices.pick(graph.nodes.len() + 1) as u32);
    let variables = garbage(choices);
    match choices.pick(22) {
        0 => Command::CompleteJob { key, variables },
        1 => Command::FailJob { key, retries: choices.pick(2) as u32, message: "no".into(), backoff: -1 },
        2 => Command::ThrowJobError { key, code: code(choices), message: None, variables },
        3 => Command::SetJobRetries { key, retries: choices.pick(2) as u32 },
        4 => Command::CompleteTask { key, variables },
        5 => {
            let flow = |choices: &mut Choices<'_>| FlowIx(choices.pick(graph.flows.len() + 1) as u32);
            Command::Choose { key, flows: (0..choices.pick(3)).map(|_| flow(choices)).collect(), variables }
        }
        6 => Command::UpdateTask { key, change: TaskChange::default() },
        7 => Command::Correlate { key, variables },
        8 => Command::FireTimer { key },
        9 => Command::Signal { key, variables },
        10 => Command::Trigger { key, variables },
        11 => Command::CompleteCall { key, variables },
        12 => Command::FailCall { key, code: code(choices), message: None, variables },
        13 => Command::EscalateCall { key, code: code(choices), variables },
        14 => Command::SetVariables { scope: Some(key), variables, local: choices.flag() },
        15 => Command::ResolveIncident { key },
        16 => Command::ActivateAdHoc { key, nodes: vec![node] },
        17 => Command::Continue { key },
        18 if choices.rarely(4) => Command::Cancel { reason: None },
        19 => Command::Suspend,
        20 => Command::Resume,
        _ => {
            let scope = choices.rarely(3).then_some(key);
            let start = Modification::StartBefore { node, scope, variables };
            let cancel =
                Modification::CancelStep { key: Key(choices.pick(state.last_key.0 as usize + 1) as u64) };
            Command::Modify {
                changes: match choices.pick(3) {
                    0 => vec![start],
                    1 => vec![cancel],
                    _ => vec![start, cancel],
                },
            }
        }
    }
}

/// A command that speaks of something that never was.
pub(super) fn unknown(state: &State, choices: &mut Choices<'_>) -> Command {
    let key = Key(state.last_key.0 + 1 + choices.pick(3) as u64);
    let variables = Context::new();
    match choices.pick(8) {
        0 => Command::CompleteJob { key, variables },
        1 => Command::CompleteTask { key, variables },
        2 => Command::Correlate { key, variables },
        3 => Command::FireTimer { key },
        4 => Command::ResolveIncident { key },
        5 => Command::CompleteCall { key, variables },
        6 => Command::Continue { key },
        _ => Command::Trigger { key, variables },
    }
}

fn code(choices: &mut Choices<'_>) -> Arc<str> {
    (*choices.one(&[CODES[0], CODES[1], "", "other"])).into()
}
