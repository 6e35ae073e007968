//! Processes that call each other in a circle before anything waits: each case begins the next one at once.

use super::Place;
use super::flow::{Ways, waits};
use crate::graph::{Call, Formula, Graph, Kind, NodeIx, Throw};
use crate::{Diagnostic, Span, messages as msg};
use expr::Value;
use std::collections::HashMap;
use std::sync::Arc;

/// The calls that the processes of a model make before they wait for anything.
#[derive(Default)]
pub struct Calls {
    processes: Vec<Vec<Early>>,
    by_id: HashMap<Arc<str>, usize>,
}

/// A call that is reached without a wait.
struct Early {
    process: Arc<str>,
    element: Arc<str>,
    label: Arc<str>,
    span: Option<Span>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    OnTheWay,
    Done,
}

impl Calls {
    /// Takes down what a process calls.
    pub fn add(&mut self, place: &Place<'_, '_>) {
        let early = |ix: NodeIx| {
            let node = place.graph.node(ix);
            let process = called(&node.kind)?.clone();
            let span = place.spans.get(&*node.id).copied();
            Some(Early { process, element: node.id.clone(), label: node.label().clone(), span })
        };
        self.by_id.insert(place.graph.id.clone(), self.processes.len());
        self.processes.push(reached_at_once(place.graph).into_iter().filter_map(early).collect());
    }

    /// Warns of the call that closes a circle.
    pub fn check(&self, found: &mut Vec<Diagnostic>) {
        let mut state = vec![State::New; self.processes.len()];
        for root in 0..self.processes.len() {
            let mut way = vec![(root, 0)];
            while let Some((process, next)) = way.last_mut() {
                let process = *process;
                if *next == 0 && state[process] == State::New {
                    state[process] = State::OnTheWay;
                }
                let call = self.processes[process].get(*next).filter(|_| state[process] == State::OnTheWay);
                *next += 1;
                let Some(call) = call else {
                    state[process] = State::Done;
                    way.pop();
                    continue;
                };
                match self.by_id.get(&call.process).map(|to| (*to, state[*to])) {
                    Some((to, State::New)) => way.push((to, 0)),
                    Some((_, State::OnTheWay)) => found.push(call.warning()),
                    Some((_, State::Done)) | None => {}
                }
            }
        }
    }
}

impl Early {
    fn warning(&self) -> Diagnostic {
        let message =
            msg::ENDLESS_CALLS.message().with("element", &self.label).with("process", &self.process);
        Diagnostic::warning(message).at(&self.element, self.span)
    }
}

/// The process that is always called; one that is computed may be any.
fn called(kind: &Kind) -> Option<&Arc<str>> {
    match kind {
        Kind::Call(Call { process: Formula::Const(Value::String(process)), .. }) => Some(process),
        _ => None,
    }
}

/// The nodes to which a new case comes without waiting, in document order. A parallel join is one of them if all
/// that leads to it is.
fn reached_at_once(graph: &Graph) -> Vec<NodeIx> {
    let ways = Ways::of(graph);
    let mut arrived = vec![0; graph.nodes.len()];
    let mut stack = vec![Graph::ROOT];
    let mut reached = Vec::new();
    while let Some(ix) = stack.pop() {
        let node = graph.node(ix);
        let needed = if matches!(node.kind, Kind::Parallel) { node.incoming.len().max(1) } else { 1 };
        arrived[ix.0 as usize] += 1;
        if arrived[ix.0 as usize] != needed {
            continue;
        }
        reached.push(ix);
        if let Some(scope) = graph.scope(ix) {
            stack.extend(&scope.starts);
        } else if !waits(&node.kind) {
            // What ends a sub-process goes on behind it.
            let ends = node.outgoing.is_empty() && !matches!(node.kind, Kind::Throw(Throw::Link(_)));
            let last = if ends { node.parent } else { ix };
            let after = ways.to[last.0 as usize].iter();
            stack.extend(after.filter(|to| !matches!(graph.node(**to).kind, Kind::Boundary(_))));
        }
    }
    reached.sort();
    reached
}
