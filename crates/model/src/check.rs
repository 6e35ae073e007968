//! What is wrong with a model or suspicious about it, in words for a person.
//!
//! Errors are those of [`Graph::compile`](crate::graph::Graph::compile): they keep the model from running.
//! Warnings say what runs, but probably not as meant; notes, what is worth knowing.

mod calls;
mod collaboration;
mod flow;
mod joins;
mod steps;
mod unused;
mod whole;

use crate::bpmn::{Body, Definitions, Process};
use crate::graph::{Graph, NodeIx, compile};
use crate::{Diagnostic, Severity, Span};
use calls::Calls;
use lang::Message;
use std::collections::HashMap;

/// Checks a model. What is wrong comes first, then warnings and notes, each in document order.
///
/// Processes that are not marked as executable are looked at only if no other one is.
pub fn check(definitions: &Definitions) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let any = definitions.processes.iter().any(|process| process.executable);
    let mut calls = Calls::default();
    for process in definitions.processes.iter().filter(|process| process.executable || !any) {
        check_process(definitions, process, &mut calls, &mut found);
    }
    calls.check(&mut found);
    whole::not_run(definitions, &mut found);
    collaboration::check(definitions, &mut found);
    unused::check(definitions, &mut found);
    found.sort_by_key(|diagnostic| std::cmp::Reverse(diagnostic.severity));
    found
}

fn check_process(
    definitions: &Definitions,
    process: &Process,
    calls: &mut Calls,
    found: &mut Vec<Diagnostic>,
) {
    let (graph, problems) = compile(definitions, process, true);
    let broken = problems.iter().any(|problem| problem.severity == Severity::Error);
    found.extend(problems);
    steps::check(definitions, process, found);
    whole::check(process, found);
    // Of a graph with errors, much of what follows would be their consequence.
    if let Some(graph) = graph.filter(|_| !broken) {
        let mut place = Place { graph: &graph, spans: HashMap::new(), found };
        place.spans(&process.body);
        flow::check(&mut place);
        joins::check(&mut place);
        calls.add(&place);
    }
}

/// A compiled process, and where findings about it go.
struct Place<'g, 'f> {
    graph: &'g Graph,
    spans: HashMap<&'g str, Span>,
    found: &'f mut Vec<Diagnostic>,
}

impl<'g> Place<'g, '_> {
    fn spans(&mut self, body: &Body) {
        for node in &body.nodes {
            if let (Some(span), Some(ix)) = (node.span, self.graph.find(&node.id)) {
                let graph: &'g Graph = self.graph;
                self.spans.insert(&graph.node(ix).id, span);
            }
            if let Some(inside) = node.body() {
                self.spans(inside);
            }
        }
    }

    /// Adds a warning about a node. Its name (or id) is the argument `element`.
    fn warn(&mut self, ix: NodeIx, message: Message) {
        let node = self.graph.node(ix);
        let span = self.spans.get(&*node.id).copied();
        let label = crate::graph::label(node.name.as_deref(), &node.id);
        self.found.push(Diagnostic::warning(message.with("element", label)).at(&node.id, span));
    }
}
