//! Counts tokens by the events of one command: what goes out of a node comes in where its flows lead to, no more and
//! no less.

use engine::event::{Key, Role};
use engine::state::Phase;
use engine::{Event, State};
use model::graph::{Decide, FlowIx, Graph, Kind, Node, NodeIx, Throw};
use std::collections::{HashMap, HashSet};

/// What the instances are, also of those that are gone.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    instances: HashMap<Key, (NodeIx, Key, Role)>,
}

/// What happened in one command.
#[derive(Default)]
struct Traffic {
    departed: HashMap<(Key, NodeIx), usize>,
    arrived: HashMap<(Key, FlowIx), usize>,
    /// Scopes that were left to an event sub-process: tokens in them are dropped.
    interrupted: HashSet<Key>,
}

impl Tokens {
    /// Takes the events of a command. `state` is the state after it.
    pub fn check(&mut self, graph: &Graph, state: &State, events: &[Event]) -> Result<(), String> {
        let mut traffic = Traffic::default();
        for event in events {
            self.count(event, &mut traffic);
        }
        for ((scope, flow), came) in &traffic.arrived {
            let source = graph.flow(*flow).source;
            let left = traffic.departed.get(&(*scope, source)).copied().unwrap_or_default();
            if *came > left {
                let flow = &graph.flow(*flow).id;
                return Err(format!("{came} tokens came by {flow} in {scope:?}, but {left} left its source"));
            }
        }
        let alive = |scope: &Key| {
            let instance = state.instance(*scope);
            state.is_active()
                && !traffic.interrupted.contains(scope)
                && instance.is_some_and(|it| it.phase == Phase::Active && it.undoing.is_none())
        };
        for ((scope, node), left) in traffic.departed.iter().filter(|((scope, _), _)| alive(scope)) {
            let came = |flow: &FlowIx| traffic.arrived.get(&(*scope, *flow)).copied().unwrap_or_default();
            follow(graph, graph.node(*node), *left, came)?;
        }
        Ok(())
    }

    fn count(&mut self, event: &Event, traffic: &mut Traffic) {
        match event {
            Event::Passed { node, scope, via } => {
                traffic.arrive(*scope, *via);
                *traffic.departed.entry((*scope, *node)).or_default() += 1;
            }
            Event::Entered { key, node, scope, via, role } => {
                self.instances.insert(*key, (*node, *scope, *role));
                traffic.arrive(*scope, *via);
            }
            Event::Arrived { scope, via, .. } => traffic.arrive(*scope, Some(*via)),
            Event::Completed { key } => {
                if let Some((node, scope, Role::Plain)) = self.instances.remove(key) {
                    *traffic.departed.entry((scope, node)).or_default() += 1;
                }
            }
            Event::Terminated { key } => {
                self.instances.remove(key);
            }
            Event::Interrupted { scope } => {
                traffic.interrupted.insert(*scope);
            }
            _ => {}
        }
    }
}

impl Traffic {
    fn arrive(&mut self, scope: Key, via: Option<FlowIx>) {
        if let Some(via) = via {
            *self.arrived.entry((scope, via)).or_default() += 1;
        }
    }
}

/// Do as many tokens come by the flows of the node as have to, after it was left `left` times?
fn follow(graph: &Graph, node: &Node, left: usize, came: impl Fn(&FlowIx) -> usize) -> Result<(), String> {
    let all: usize = node.outgoing.iter().map(&came).sum();
    let wrong = |what: &str| Err(format!("{} was left {left} times, but {all} tokens came: {what}", node.id));
    if node.outgoing.is_empty() {
        return Ok(());
    }
    let every = |flow: &FlowIx| graph.flow(*flow).condition.is_none() && Some(*flow) != node.default;
    match &node.kind {
        Kind::Exclusive(_) | Kind::EventBased { .. } if all != left => wrong("it has one way"),
        Kind::Inclusive(_) | Kind::Complex { .. } if all < left => wrong("it has at least one way"),
        Kind::Inclusive(inclusive) if inclusive.decide == Decide::ByPerson => Ok(()),
        Kind::Exclusive(_) | Kind::EventBased { .. } | Kind::Throw(Throw::Link(_)) | Kind::End(_) => Ok(()),
        Kind::Parallel if node.outgoing.iter().any(|flow| came(flow) != left) => wrong("it has all ways"),
        Kind::Parallel => Ok(()),
        _ if node.outgoing.iter().filter(|flow| every(flow)).any(|flow| came(flow) != left) => {
            wrong("flows without condition are always taken")
        }
        _ => Ok(()),
    }
}
