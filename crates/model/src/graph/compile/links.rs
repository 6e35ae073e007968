//! What refers to another node by something other than a sequence flow: boundary events, compensation, links,
//! the targets of event-based gateways.

use super::Report;
use super::number::Numbering;
use crate::bpmn::{self, Body};
use crate::graph::{Graph, Kind, NodeIx, Throw, Trigger};
use crate::{Diagnostic, messages as msg};
use std::collections::HashMap;

/// Joins events to their activities and handlers, in a graph whose nodes and flows are there.
pub fn attach(numbering: &Numbering<'_>, graph: &mut Graph) {
    boundaries(graph);
    for (_, body) in &numbering.bodies {
        compensation(body, graph);
    }
}

/// Joins links to their targets and looks at those of event-based gateways, in a graph whose scopes are there.
pub fn resolve(numbering: &Numbering<'_>, graph: &mut Graph, errors: &mut Vec<Diagnostic>) {
    for (scope, _) in &numbering.bodies {
        links(*scope, numbering, graph, errors);
    }
    event_based(numbering, graph, errors);
}

/// Boundary events at their activity.
fn boundaries(graph: &mut Graph) {
    let mut found = Vec::new();
    for (ix, node) in graph.iter() {
        if let Kind::Boundary(boundary) = &node.kind
            && !matches!(boundary.trigger, Trigger::Compensation)
        {
            found.push((boundary.host, ix));
        }
    }
    for (host, boundary) in found {
        graph.nodes[host.0 as usize].boundaries.push(boundary);
    }
}

/// The handler of an activity: what an association joins to its compensation boundary event. The direction in
/// which the association was drawn does not matter.
fn compensation(body: &Body, graph: &mut Graph) {
    for association in &body.associations {
        for (event, handler) in
            [(&association.source, &association.target), (&association.target, &association.source)]
        {
            let (Some(event), Some(handler)) = (graph.find(event), graph.find(handler)) else { continue };
            let Kind::Boundary(boundary) = &graph.node(event).kind else { continue };
            let host = boundary.host;
            let activity =
                graph.node(handler).parent == graph.node(event).parent && is_activity(graph, handler);
            if matches!(boundary.trigger, Trigger::Compensation) && activity {
                graph.nodes[host.0 as usize].compensated_by = Some(handler);
                graph.nodes[handler.0 as usize].for_compensation = true;
            }
        }
    }
}

fn is_activity(graph: &Graph, ix: NodeIx) -> bool {
    use Kind as K;
    !matches!(
        graph.node(ix).kind,
        K::Process(_)
            | K::Start(_)
            | K::Catch(_)
            | K::Boundary(_)
            | K::Throw(_)
            | K::End(_)
            | K::Exclusive(_)
            | K::Parallel
            | K::Inclusive(_)
            | K::EventBased { .. }
            | K::Complex { .. }
    )
}

/// Throwing links and the catching link of the same name in the same scope.
fn links(scope: NodeIx, numbering: &Numbering<'_>, graph: &mut Graph, errors: &mut Vec<Diagnostic>) {
    let mut targets = HashMap::new();
    let children = graph.scope(scope).map(|scope| scope.children.clone()).unwrap_or_default();
    for ix in &children {
        let Kind::Catch(Trigger::Link(name)) = &graph.node(*ix).kind else { continue };
        if targets.insert(name.clone(), *ix).is_some()
            && let Some(entry) = numbering.entry(*ix)
        {
            Report::node(errors, entry.node).error(msg::LINK_TWICE.message().with("name", name));
        }
    }
    for ix in children {
        let Some(entry) = numbering.entry(ix) else { continue };
        let bpmn::Kind::Throw(bpmn::Throw::Link(name)) = &entry.node.kind else { continue };
        match targets.get(name.trim()) {
            Some(target) => graph.nodes[ix.0 as usize].kind = Kind::Throw(Throw::Link(*target)),
            None => Report::node(errors, entry.node).error(msg::NO_LINK.message().with("name", name)),
        }
    }
}

/// After an event-based gateway stand catching events and receive tasks, each with this one way in
/// (BPMN 2.0.2, 10.6.6).
fn event_based(numbering: &Numbering<'_>, graph: &Graph, errors: &mut Vec<Diagnostic>) {
    for (ix, entry) in (1u32..).map(NodeIx).zip(&numbering.nodes) {
        if !matches!(graph.node(ix).kind, Kind::EventBased { .. }) {
            continue;
        }
        let mut report = Report::node(errors, entry.node);
        let outgoing = &graph.node(ix).outgoing;
        if outgoing.is_empty() {
            report.error(msg::EVENT_BASED_WITHOUT_EVENT.message());
        }
        for flow in outgoing {
            let target = graph.node(graph.flow(*flow).target);
            let waits = match &target.kind {
                Kind::Catch(trigger) => !matches!(trigger, Trigger::Link(_)),
                Kind::Receive(_) => true,
                _ => false,
            };
            if !waits {
                report.error(msg::EVENT_BASED_TARGET.message().with("target", target.label()));
            }
        }
    }
}
