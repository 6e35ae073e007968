//! The workflows and decisions that a world knows.

use crate::host::Refused;
use engine::Decisions;
use expr::{Evaluation, Value, Variables, dmn};
use lang::Message;
use model::graph::{Formula, Graph, Kind, NodeIx, Trigger};
use notation::bpmn::Document;
use std::collections::HashMap;
use std::sync::Arc;

/// One version of a workflow.
#[derive(Debug, Clone)]
pub(super) struct Version {
    /// As cases name it: the process and a number.
    pub(super) name: Arc<str>,
    pub(super) graph: Arc<Graph>,
}

/// All versions of all workflows, and all decisions.
#[derive(Debug, Default)]
pub(super) struct Deployments {
    /// In the order in which they came to be known.
    workflows: Vec<(Arc<str>, Vec<Version>)>,
    by_name: HashMap<Arc<str>, Version>,
    decisions: Vec<dmn::Model>,
}

impl Deployments {
    /// Makes the processes of a document known; returns their ids.
    pub(super) fn add(&mut self, bpmn: &str) -> Result<Vec<Arc<str>>, Refused> {
        let document = Document::parse(bpmn).map_err(|found| Refused::fault(format!("{found:#?}")))?;
        let mut ids = Vec::new();
        for process in document.definitions().processes.iter().filter(|process| process.executable) {
            let graph = Graph::compile(document.definitions(), &process.id);
            let graph = graph.map_err(|found| Refused::fault(format!("{found:#?}")))?;
            self.add_graph(graph);
            ids.push(process.id.clone());
        }
        Ok(ids)
    }

    /// Makes a graph known as the newest version of its workflow.
    pub(super) fn add_graph(&mut self, graph: Graph) {
        let id = graph.id.clone();
        let known = self.workflows.iter().position(|(known, _)| *known == id);
        let at = known.unwrap_or_else(|| {
            self.workflows.push((id.clone(), Vec::new()));
            self.workflows.len() - 1
        });
        let versions = &mut self.workflows[at].1;
        let name: Arc<str> = format!("{id}:{}", versions.len() + 1).into();
        let version = Version { name: name.clone(), graph: Arc::new(graph) };
        versions.push(version.clone());
        self.by_name.insert(name, version);
    }

    /// Makes the decisions of a document known.
    pub(super) fn add_decisions(&mut self, dmn: &str) -> Result<(), Refused> {
        let model = dmn::Model::parse(dmn).map_err(|error| Refused::fault(format!("{error:?}")))?;
        self.decisions.push(model);
        Ok(())
    }

    /// The newest version of a workflow.
    pub(super) fn newest(&self, process: &str) -> Option<&Version> {
        let (_, versions) = self.workflows.iter().find(|(id, _)| **id == *process)?;
        versions.last()
    }

    /// The version of this name.
    pub(super) fn version(&self, name: &str) -> Option<&Version> {
        self.by_name.get(name)
    }

    /// The start events of the newest versions that wait for this message.
    pub(super) fn message_starts(&self, name: &str) -> Vec<(Arc<str>, NodeIx)> {
        self.starts(
            |trigger| matches!(trigger, Trigger::Message(message) if text(&message.name) == Some(name)),
        )
    }

    /// The start events of the newest versions that wait for this signal.
    pub(super) fn signal_starts(&self, name: &str) -> Vec<(Arc<str>, NodeIx)> {
        self.starts(|trigger| matches!(trigger, Trigger::Signal(signal) if text(signal) == Some(name)))
    }

    fn starts(&self, fits: impl Fn(&Trigger) -> bool) -> Vec<(Arc<str>, NodeIx)> {
        let mut found = Vec::new();
        for (process, versions) in &self.workflows {
            let Some(graph) = versions.last().map(|version| &version.graph) else { continue };
            let all = triggered_starts(graph).into_iter().filter(|(_, trigger)| fits(trigger));
            found.extend(all.map(|(node, _)| (process.clone(), node)));
        }
        found
    }
}

/// The events by which a case of the graph can begin, other than plainly.
pub(super) fn triggered_starts(graph: &Graph) -> Vec<(NodeIx, Trigger)> {
    let mut found = Vec::new();
    let starts = graph.scope(Graph::ROOT).map(|scope| scope.triggered_starts.as_slice()).unwrap_or_default();
    for ix in starts {
        match &graph.node(*ix).kind {
            Kind::Start(start) => found.push((*ix, start.trigger.clone())),
            Kind::Receive(Some(message)) => found.push((*ix, Trigger::Message(message.clone()))),
            Kind::EventBased { .. } => {
                for flow in &graph.node(*ix).outgoing {
                    let target = graph.flow(*flow).target;
                    match &graph.node(target).kind {
                        Kind::Catch(trigger) => found.push((target, trigger.clone())),
                        Kind::Receive(Some(message)) => {
                            found.push((target, Trigger::Message(message.clone())))
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    found
}

/// A name that needs no variables.
pub(super) fn text(formula: &Formula) -> Option<&str> {
    match formula {
        Formula::Const(Value::String(text)) => Some(text),
        _ => None,
    }
}

impl Decisions for Deployments {
    fn decide(
        &self,
        id: &str,
        inputs: &dyn Variables,
        env: &expr::Env<'_>,
    ) -> Option<Result<Evaluation, Message>> {
        let has = |model: &&dmn::Model| model.decisions().iter().any(|decision| *decision.id == *id);
        let model = self.decisions.iter().rev().find(has)?;
        Some(model.decide(id, inputs, env))
    }
}
