//! The typed model to the graph: everything is looked up, every expression is parsed, all errors are collected.
//!
//! What cannot run is refused here, with the element named; nothing is passed over.

mod activities;
mod events;
mod formulas;
mod links;
mod number;
mod reach;
mod scopes;
#[cfg(test)]
mod tests;

use super::{Decide, Flow, FlowIx, Graph, Inclusive, Kind, Node, NodeIx, Scope, SubProcess};
use crate::bpmn::{self, Definitions, Dynamic, Id, Process};
use crate::{Diagnostic, Severity, limits, messages as msg};
use lang::Message;
use number::Numbering;
use std::collections::HashMap;

impl Graph {
    /// Makes the process `process_id` of a model ready to run.
    ///
    /// # Errors
    /// Everything that keeps it from running, each with its element.
    pub fn compile(definitions: &Definitions, process_id: &str) -> Result<Self, Vec<Diagnostic>> {
        let Some(process) = definitions.processes.iter().find(|process| &*process.id == process_id) else {
            return Err(vec![Diagnostic::error(msg::NO_PROCESS.message().with("id", process_id))]);
        };
        let (graph, mut found) = compile(definitions, process, false);
        found.retain(|diagnostic| diagnostic.severity == Severity::Error);
        match graph {
            Some(graph) if found.is_empty() => Ok(graph),
            _ => Err(found),
        }
    }
}

/// Compiles a process as far as it goes, and says all that is wrong with it; with `lint` also what is
/// suspicious in its expressions. There is no graph if the process cannot even be numbered.
pub(crate) fn compile(
    definitions: &Definitions,
    process: &Process,
    lint: bool,
) -> (Option<Graph>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let numbering = Numbering::of(process, &mut found);
    if !found.is_empty() {
        return (None, found);
    }
    let graph = Compiler::new(definitions, &numbering, lint).graph(process, &mut found);
    (Some(graph), found)
}

/// What is needed to look things up while a process is compiled.
struct Compiler<'d> {
    numbering: &'d Numbering<'d>,
    messages: HashMap<&'d str, &'d bpmn::MessageDefinition>,
    signals: HashMap<&'d str, &'d bpmn::NamedDefinition>,
    errors: HashMap<&'d str, &'d bpmn::CodedDefinition>,
    escalations: HashMap<&'d str, &'d bpmn::CodedDefinition>,
    /// Expressions are linted too.
    lint: bool,
}

/// Where errors and warnings go, and the element that they are about.
struct Report<'e> {
    errors: &'e mut Vec<Diagnostic>,
    id: Id,
    label: String,
    span: Option<crate::Span>,
}

impl Report<'_> {
    /// Adds an error about the element. Its name (or id) is the argument `element`.
    fn error(&mut self, message: Message) {
        let message = message.with("element", &self.label);
        self.errors.push(Diagnostic::error(message).at(&self.id, self.span));
    }

    /// Adds what is found in a part of an expression of the element.
    fn in_part(&mut self, found: Diagnostic, part: std::ops::Range<usize>) {
        let message = found.message.clone().with("element", &self.label);
        self.errors.push(Diagnostic { message, ..found }.at(&self.id, self.span).in_part(part));
    }
}

impl<'e> Report<'e> {
    fn node(errors: &'e mut Vec<Diagnostic>, node: &bpmn::Node) -> Self {
        let label = label(node.name.as_deref(), &node.id);
        Self { errors, id: node.id.clone(), label, span: node.span }
    }

    fn flow(errors: &'e mut Vec<Diagnostic>, flow: &bpmn::Flow) -> Self {
        let label = label(flow.name.as_deref(), &flow.id);
        Self { errors, id: flow.id.clone(), label, span: flow.span }
    }

    fn process(errors: &'e mut Vec<Diagnostic>, process: &Process) -> Self {
        let label = label(process.name.as_deref(), &process.id);
        Self { errors, id: process.id.clone(), label, span: process.span }
    }
}

/// The name for people, in one line, or the id.
pub(crate) fn label(name: Option<&str>, id: &str) -> String {
    let name = name.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() { id.to_owned() } else { name }
}

impl<'d> Compiler<'d> {
    fn new(definitions: &'d Definitions, numbering: &'d Numbering<'d>, lint: bool) -> Self {
        Self {
            numbering,
            messages: definitions.messages.iter().map(|it| (&*it.id, it)).collect(),
            signals: definitions.signals.iter().map(|it| (&*it.id, it)).collect(),
            errors: definitions.errors.iter().map(|it| (&*it.id, it)).collect(),
            escalations: definitions.escalations.iter().map(|it| (&*it.id, it)).collect(),
            lint,
        }
    }

    fn graph(&self, process: &Process, errors: &mut Vec<Diagnostic>) -> Graph {
        let mut graph = Graph {
            id: process.id.clone(),
            nodes: Vec::with_capacity(self.numbering.nodes.len() + 1),
            flows: Vec::with_capacity(self.numbering.flows.len()),
            node_by_id: self.numbering.node_by_id.clone(),
            flow_by_id: HashMap::with_capacity(self.numbering.flows.len()),
        };
        graph.nodes.push(self.root(process, errors));
        for entry in &self.numbering.nodes {
            let node = self.node(entry, &mut Report::node(errors, entry.node));
            graph.nodes.push(node);
        }
        self.flows(&mut graph, errors);
        self.defaults(&mut graph, errors);
        links::attach(self.numbering, &mut graph);
        scopes::fill(self.numbering, &mut graph, errors);
        links::resolve(self.numbering, &mut graph, errors);
        reach::fill(process, &mut graph, limits::MAX_STEPS, errors);
        graph
    }

    /// The process itself, as the node around all others.
    fn root(&self, process: &Process, errors: &mut Vec<Diagnostic>) -> Node {
        let mut report = Report::process(errors, process);
        for what in &process.unsupported {
            report.error(msg::UNSUPPORTED_EXTENSION.message().with("what", what));
        }
        let name = process.name.as_deref().map(Into::into);
        Node::bare(process.id.clone(), name, Graph::ROOT, Kind::Process(Scope::default()))
    }

    fn node(&self, entry: &number::Entry<'d>, report: &mut Report<'_>) -> Node {
        let node = entry.node;
        for what in &node.unsupported {
            report.error(msg::UNSUPPORTED_EXTENSION.message().with("what", what));
        }
        let kind = self.kind(entry, report);
        let name = node.name.as_deref().map(Into::into);
        let mut out = Node::bare(node.id.clone(), name, entry.parent, kind);
        out.lane = entry.lane.map(Into::into);
        out.inputs = self.mappings(&node.inputs, &msg::IN_INPUT, report);
        out.outputs = self.mappings(&node.outputs, &msg::IN_OUTPUT, report);
        let pair = |pair: &bpmn::Pair| (pair.key.as_str().into(), pair.value.as_str().into());
        out.headers = node.headers.iter().map(pair).collect();
        out.within = self.length(node.hints.within.as_ref(), &msg::IN_WITHIN, report);
        out.calendar = node.hints.calendar.as_deref().map(Into::into);
        out.by_customer = node.hints.by_customer;
        out.outcome = node.hints.outcome.as_deref().map(Into::into);
        if out.outcome.as_ref().is_some_and(|outcome| outcome.len() > limits::MAX_OUTCOME) {
            report.error(msg::OUTCOME_TOO_LONG.message().with("limit", limits::MAX_OUTCOME));
        }
        if let bpmn::Kind::Activity(activity) = &node.kind {
            out.for_compensation = activity.for_compensation;
            out.repeat = activity.repeat.as_ref().and_then(|repeat| self.repeat(repeat, report));
        }
        out
    }

    fn kind(&self, entry: &number::Entry<'d>, report: &mut Report<'_>) -> Kind {
        match &entry.node.kind {
            bpmn::Kind::Start(start) => self.start(start, report),
            bpmn::Kind::Catch(trigger) => self.catch(trigger, report),
            bpmn::Kind::Throw(throw) => self.throw(throw, report),
            bpmn::Kind::Boundary(boundary) => self.boundary(boundary, entry, report),
            bpmn::Kind::End(throw) => self.end(throw, entry, report),
            bpmn::Kind::Activity(activity) => self.activity(activity, report),
            bpmn::Kind::Gateway(gateway) => self.gateway(gateway, report),
            bpmn::Kind::Unsupported(what) => {
                report.error(msg::UNSUPPORTED_ELEMENT.message().with("what", what));
                Kind::Pass
            }
        }
    }

    fn gateway(&self, gateway: &bpmn::Gateway, report: &mut Report<'_>) -> Kind {
        let decide = |decision: &bpmn::Decision| {
            if decision.by_person { Decide::ByPerson } else { Decide::ByCondition }
        };
        match gateway {
            bpmn::Gateway::Exclusive(decision) => Kind::Exclusive(decide(decision)),
            bpmn::Gateway::Parallel => Kind::Parallel,
            bpmn::Gateway::Inclusive(decision) => {
                Kind::Inclusive(Inclusive { decide: decide(decision), reach: HashMap::new() })
            }
            bpmn::Gateway::EventBased { instantiate } => Kind::EventBased { instantiate: *instantiate },
            bpmn::Gateway::Complex { activation, .. } => Kind::Complex {
                activation: self.formula_of(activation.as_ref(), &msg::IN_ACTIVATION, report),
            },
        }
    }

    /// The sequence flows, and which of them come in and go out where.
    fn flows(&self, graph: &mut Graph, errors: &mut Vec<Diagnostic>) {
        for (ix, flow) in (0u32..).map(FlowIx).zip(&self.numbering.flows) {
            let mut report = Report::flow(errors, flow);
            let condition = self.formula_of(flow.condition.as_ref(), &msg::IN_CONDITION, &mut report);
            let source = self.flow_end(&flow.source, &msg::FLOW_WITHOUT_SOURCE, &mut report);
            let target = self.flow_end(&flow.target, &msg::FLOW_WITHOUT_TARGET, &mut report);
            if let (Some(source), Some(target)) = (source, target)
                && self.numbering.parent(source) != self.numbering.parent(target)
            {
                report.error(msg::FLOW_CROSSES.message().with("id", &flow.target));
            }
            let (source, target) = (source.unwrap_or(Graph::ROOT), target.unwrap_or(Graph::ROOT));
            let name = flow.name.as_deref().map(Into::into);
            graph.flows.push(Flow { id: flow.id.clone(), name, source, target, condition });
            graph.flow_by_id.insert(flow.id.clone(), ix);
            if source != Graph::ROOT {
                graph.nodes[source.0 as usize].outgoing.push(ix);
            }
            if target != Graph::ROOT {
                graph.nodes[target.0 as usize].incoming.push(ix);
            }
        }
    }

    /// The node at one end of a flow.
    fn flow_end(&self, id: &str, missing: &'static lang::Text, report: &mut Report<'_>) -> Option<NodeIx> {
        let Some(ix) = self.numbering.node_by_id.get(id).copied().filter(|ix| *ix != Graph::ROOT) else {
            report.error(missing.message().with("id", id));
            return None;
        };
        Some(ix)
    }

    /// The default flows, by id.
    fn defaults(&self, graph: &mut Graph, errors: &mut Vec<Diagnostic>) {
        for (ix, entry) in (1u32..).map(NodeIx).zip(&self.numbering.nodes) {
            let Some(default) = default(&entry.node.kind) else { continue };
            let flow = graph.flow_by_id.get(default).copied();
            match flow.filter(|flow| graph.flow(*flow).source == ix) {
                Some(flow) => graph.nodes[ix.0 as usize].default = Some(flow),
                None => {
                    Report::node(errors, entry.node).error(msg::UNKNOWN_DEFAULT.message().with("id", default))
                }
            }
        }
    }

    fn mappings(
        &self,
        mappings: &[bpmn::Mapping],
        place: &'static lang::Text,
        report: &mut Report<'_>,
    ) -> Vec<super::Mapping> {
        let mut out = Vec::with_capacity(mappings.len());
        for mapping in mappings {
            let target = self.path(&mapping.target, report);
            let source = match &mapping.source {
                Dynamic::Text(text) => Some(super::Formula::Const(formulas::literal(text))),
                formula @ Dynamic::Formula(_) => self.formula(formula, place, report),
            };
            if let (Some(source), Some(target)) = (source, target) {
                out.push(super::Mapping { source, target });
            }
        }
        out
    }
}

/// The id of the default flow, where the element can have one.
pub(crate) fn default(kind: &bpmn::Kind) -> Option<&Id> {
    match kind {
        bpmn::Kind::Activity(activity) => activity.default.as_ref(),
        bpmn::Kind::Gateway(
            bpmn::Gateway::Exclusive(bpmn::Decision { default, .. })
            | bpmn::Gateway::Inclusive(bpmn::Decision { default, .. })
            | bpmn::Gateway::Complex { default, .. },
        ) => default.as_ref(),
        _ => None,
    }
}

impl Node {
    /// A node without flows and attributes.
    fn bare(id: Id, name: Option<Id>, parent: NodeIx, kind: Kind) -> Self {
        Self {
            id,
            name,
            kind,
            parent,
            lane: None,
            incoming: Vec::new(),
            outgoing: Vec::new(),
            default: None,
            boundaries: Vec::new(),
            compensated_by: None,
            for_compensation: false,
            repeat: None,
            inputs: Vec::new(),
            outputs: Vec::new(),
            headers: Vec::new(),
            within: None,
            calendar: None,
            by_customer: false,
            outcome: None,
        }
    }

    /// The scope, if it has one.
    fn scope_mut(&mut self) -> Option<&mut Scope> {
        match &mut self.kind {
            Kind::Process(scope) | Kind::SubProcess(SubProcess { scope, .. }) => Some(scope),
            _ => None,
        }
    }
}
