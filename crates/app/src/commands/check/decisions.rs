//! Decision models among the files that are checked, and which of their decisions the workflows call.

use crate::messages;
use expr::dmn;
use lang::Message;
use model::bpmn::{ActivityKind, Body, BusinessRuleTask, Definitions, Dynamic, Kind, Node};
use model::{Diagnostic, Span};
use std::collections::HashSet;
use std::sync::Arc;

/// The decisions of all files, and who calls them.
#[derive(Default)]
pub struct Decisions {
    files: usize,
    known: HashSet<Arc<str>>,
    models: usize,
    unreadable: bool,
    calls: Vec<Call>,
}

/// A step that always calls the same decision.
struct Call {
    file: usize,
    decision: String,
    /// What is said if nobody has it.
    warning: Diagnostic,
}

impl Decisions {
    /// What follows is about the next file.
    pub fn next_file(&mut self) {
        self.files += 1;
    }

    /// Reads a decision model.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn read(&mut self, text: &str) -> Result<(), Diagnostic> {
        self.models += 1;
        let model = dmn::Model::parse(text).map_err(|error| {
            self.unreadable = true;
            diagnostic(error)
        })?;
        self.known.extend(model.decisions().iter().map(|decision| decision.id.clone()));
        Ok(())
    }

    /// Takes down what the steps of a workflow call; `placed` puts a finding where its reader finds it.
    pub fn called(&mut self, definitions: &Definitions, placed: impl Fn(Diagnostic) -> Diagnostic) {
        let mut bodies: Vec<&Body> = definitions.processes.iter().map(|process| &process.body).collect();
        while let Some(body) = bodies.pop() {
            bodies.extend(body.nodes.iter().filter_map(Node::body));
            for (node, decision) in body.nodes.iter().filter_map(|node| Some((node, called_by(node)?))) {
                let message = messages::DECISION_NOWHERE.message().with("decision", decision);
                let message = message.with("element", node.name.as_deref().unwrap_or(&node.id));
                let warning = placed(Diagnostic::warning(message).at(&node.id, node.span));
                self.calls.push(Call { file: self.files, decision: decision.to_owned(), warning });
            }
        }
    }

    /// A warning, with the place of its file, for each call of a decision that no file has. Nothing is known without
    /// decision models, or if one of them cannot be read.
    pub fn missing(self) -> Vec<(usize, Diagnostic)> {
        if self.models == 0 || self.unreadable {
            return Vec::new();
        }
        let missing = self.calls.into_iter().filter(|call| !self.known.contains(call.decision.as_str()));
        missing.map(|call| (call.file - 1, call.warning)).collect()
    }
}

/// The decision that a step calls, unless it is computed.
fn called_by(node: &Node) -> Option<&str> {
    let Kind::Activity(activity) = &node.kind else { return None };
    match &activity.kind {
        ActivityKind::BusinessRule(BusinessRuleTask::Decision {
            decision: Dynamic::Text(decision), ..
        }) => Some(decision),
        _ => None,
    }
}

/// What the reader of decision models says, as a finding.
fn diagnostic(error: dmn::Error) -> Diagnostic {
    let mut found = Diagnostic::error(placed(&error.place, error.message)).spanning(Span::new(error.span));
    found.element = error.element.map(Arc::from);
    found
}

/// With the place in words, as far as it is known.
fn placed(place: &dmn::Place, reason: Message) -> Message {
    let Some(part) = &place.part else { return reason };
    let message = match (place.rule, place.column) {
        (Some(rule), Some(column)) => {
            messages::DECISION_CELL.message().with("rule", rule).with("column", column)
        }
        (Some(rule), None) => messages::DECISION_RULE.message().with("rule", rule),
        (None, Some(column)) => messages::DECISION_COLUMN.message().with("column", column),
        (None, None) => messages::DECISION_PART.message(),
    };
    message.with("part", part).with_message("reason", reason)
}
