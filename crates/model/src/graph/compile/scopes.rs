//! What stands in each scope, where a token starts in it, and which flows an element may have.

use super::Report;
use super::events::{is_event, starts_event_sub_process, starts_process};
use super::number::{Entry, Numbering};
use crate::bpmn;
use crate::graph::{Graph, Kind, NodeIx, Scope, SubProcess, SubProcessKind, Trigger};
use crate::{Diagnostic, messages as msg};

/// Fills in the scopes of a graph whose nodes and flows are there.
pub fn fill(numbering: &Numbering<'_>, graph: &mut Graph, errors: &mut Vec<Diagnostic>) {
    for (scope, _) in &numbering.bodies {
        if let Some(place) = graph.nodes.get_mut(scope.0 as usize).and_then(|node| node.scope_mut()) {
            *place = Scope::default();
        }
    }
    for (ix, entry) in (1u32..).map(NodeIx).zip(&numbering.nodes) {
        check_flows(graph, ix, &mut Report::node(errors, entry.node));
        if let Some(scope) = graph.nodes[entry.parent.0 as usize].scope_mut() {
            scope.children.push(ix);
        }
    }
    for (ix, _) in &numbering.bodies {
        let Some(children) = graph.scope(*ix).map(|scope| scope.children.clone()) else { continue };
        let filled = Filler { numbering, graph, scope: *ix }.fill(children, errors);
        if let Some(scope) = graph.nodes[ix.0 as usize].scope_mut() {
            *scope = filled;
        }
    }
}

/// Flows into what starts by itself, and out of what ends.
fn check_flows(graph: &Graph, ix: NodeIx, report: &mut Report<'_>) {
    let node = graph.node(ix);
    let event_sub_process = matches!(&node.kind, Kind::SubProcess(sub) if is_event(&sub.kind));
    let compensation =
        matches!(&node.kind, Kind::Boundary(it) if matches!(it.trigger, Trigger::Compensation));
    let link_catch = matches!(&node.kind, Kind::Catch(Trigger::Link(_)));
    let no_way_in =
        event_sub_process || link_catch || matches!(node.kind, Kind::Start(_) | Kind::Boundary(_));
    if no_way_in && !node.incoming.is_empty() {
        report.error(msg::FLOW_INTO.message().with("flow", &graph.flow(node.incoming[0]).id));
    }
    let no_way_out = event_sub_process || matches!(node.kind, Kind::End(_));
    if no_way_out && !node.outgoing.is_empty() {
        report.error(msg::FLOW_OUT_OF.message().with("flow", &graph.flow(node.outgoing[0]).id));
    }
    if compensation && !node.outgoing.is_empty() {
        report.error(msg::COMPENSATION_FLOW.message().with("flow", &graph.flow(node.outgoing[0]).id));
    }
}

struct Filler<'g, 'd> {
    numbering: &'g Numbering<'d>,
    graph: &'g Graph,
    scope: NodeIx,
}

impl Filler<'_, '_> {
    fn fill(&self, children: Vec<NodeIx>, errors: &mut Vec<Diagnostic>) -> Scope {
        let mut scope = Scope { children, ..Scope::default() };
        let mut start_events = Vec::new();
        for ix in &scope.children {
            let Some(entry) = self.numbering.entry(*ix) else { continue };
            match &self.graph.node(*ix).kind {
                Kind::SubProcess(SubProcess { kind: SubProcessKind::Event, .. }) => {
                    scope.event_sub_processes.push(*ix);
                }
                Kind::Start(_) => {
                    start_events.push(*ix);
                    let triggered = !matches!(trigger(entry), Some(bpmn::Trigger::None));
                    let list = if triggered { &mut scope.triggered_starts } else { &mut scope.starts };
                    list.push(*ix);
                    self.check_start(entry, &mut Report::node(errors, entry.node));
                }
                _ if instantiates(entry) => scope.triggered_starts.push(*ix),
                _ => {}
            }
        }
        match self.kind() {
            Some(SubProcessKind::AdHoc(_)) => self.no_start_events(&start_events, errors),
            Some(SubProcessKind::Event) => self.one_start_event(&start_events, errors),
            _ if start_events.is_empty() => scope.starts = self.implicit_starts(&scope.children),
            _ => {}
        }
        scope
    }

    /// Which kin of sub-process the scope is; `None` for the process.
    fn kind(&self) -> Option<&SubProcessKind> {
        match &self.graph.node(self.scope).kind {
            Kind::SubProcess(sub) => Some(&sub.kind),
            _ => None,
        }
    }

    /// Whether the start event's trigger is one of its scope.
    fn check_start(&self, entry: &Entry<'_>, report: &mut Report<'_>) {
        let Some(trigger) = trigger(entry) else { return };
        match self.kind() {
            None if !starts_process(trigger) => report.error(msg::START_OF_PROCESS.message()),
            Some(SubProcessKind::Event) if !starts_event_sub_process(trigger) => {
                report.error(msg::START_OF_EVENT_SUB_PROCESS.message());
            }
            Some(SubProcessKind::Embedded | SubProcessKind::Transaction)
                if !matches!(trigger, bpmn::Trigger::None) =>
            {
                report.error(msg::START_OF_SUB_PROCESS.message());
            }
            _ => {}
        }
    }

    fn no_start_events(&self, start_events: &[NodeIx], errors: &mut Vec<Diagnostic>) {
        for entry in start_events.iter().filter_map(|ix| self.numbering.entry(*ix)) {
            Report::node(errors, entry.node).error(msg::START_IN_AD_HOC.message());
        }
    }

    fn one_start_event(&self, start_events: &[NodeIx], errors: &mut Vec<Diagnostic>) {
        let Some(entry) = self.numbering.entry(self.scope) else { return };
        if start_events.len() != 1 {
            let message = msg::ONE_START.message().with("count", start_events.len());
            Report::node(errors, entry.node).error(message);
        }
    }

    /// Where a token starts in a scope without start event (BPMN 2.0.2, 13.3.4).
    fn implicit_starts(&self, children: &[NodeIx]) -> Vec<NodeIx> {
        let starts = |ix: &&NodeIx| {
            let node = self.graph.node(**ix);
            let by_itself = match &node.kind {
                Kind::Boundary(_) | Kind::Catch(Trigger::Link(_)) => true,
                Kind::SubProcess(sub) => is_event(&sub.kind),
                _ => false,
            };
            let instantiates = self.numbering.entry(**ix).is_some_and(instantiates);
            node.incoming.is_empty() && !by_itself && !instantiates && !node.for_compensation
        };
        children.iter().filter(starts).copied().collect()
    }
}

/// The trigger of a start event as the model says it.
fn trigger<'d>(entry: &Entry<'d>) -> Option<&'d bpmn::Trigger> {
    match &entry.node.kind {
        bpmn::Kind::Start(start) => Some(&start.trigger),
        _ => None,
    }
}

/// Whether a gateway or receive task starts a case.
fn instantiates(entry: &Entry<'_>) -> bool {
    match &entry.node.kind {
        bpmn::Kind::Gateway(bpmn::Gateway::EventBased { instantiate }) => *instantiate,
        bpmn::Kind::Activity(activity) => activity.instantiate,
        _ => false,
    }
}
