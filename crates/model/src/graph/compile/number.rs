//! Numbers for all flow nodes and flows of a process, in document order.

use super::Report;
use crate::bpmn::{self, Body, Id, Lane, Process};
use crate::graph::{Graph, NodeIx};
use crate::limits::{MAX_DEPTH, MAX_FLOWS, MAX_ID, MAX_NODES};
use crate::{Diagnostic, messages as msg};
use lang::Message;
use std::collections::{HashMap, HashSet};

/// A flow node with its surroundings.
pub struct Entry<'d> {
    pub node: &'d bpmn::Node,
    /// The process or sub-process around it.
    pub parent: NodeIx,
    /// The name of the innermost lane, if it is in one.
    pub lane: Option<&'d str>,
}

/// All flow nodes, from index 1 on (0 is the process), and all flows: those of a scope before those of scopes
/// inside it.
pub struct Numbering<'d> {
    pub nodes: Vec<Entry<'d>>,
    pub flows: Vec<&'d bpmn::Flow>,
    pub node_by_id: HashMap<Id, NodeIx>,
    /// The content of each scope.
    pub bodies: Vec<(NodeIx, &'d Body)>,
    lanes: HashMap<&'d str, &'d str>,
    flow_ids: HashSet<&'d str>,
}

impl<'d> Numbering<'d> {
    /// Numbers a process. An id that is used twice, and what is above a limit, is an error.
    pub fn of(process: &'d Process, errors: &mut Vec<Diagnostic>) -> Self {
        let mut numbering = Self {
            nodes: Vec::new(),
            flows: Vec::new(),
            node_by_id: HashMap::from([(process.id.clone(), Graph::ROOT)]),
            bodies: Vec::new(),
            lanes: HashMap::new(),
            flow_ids: HashSet::new(),
        };
        numbering.lanes(&process.lanes, 0);
        numbering.body(&process.body, Graph::ROOT, None, 0, errors);
        let mut report = Report::process(errors, process);
        if let Some(message) = too_long(&process.id) {
            report.error(message);
        }
        if numbering.nodes.len() > MAX_NODES {
            report.error(msg::TOO_MANY_NODES.message().with("limit", MAX_NODES));
        }
        if numbering.flows.len() > MAX_FLOWS {
            report.error(msg::TOO_MANY_FLOWS.message().with("limit", MAX_FLOWS));
        }
        numbering
    }

    /// The flow node at an index; `None` for the process.
    pub fn entry(&self, ix: NodeIx) -> Option<&Entry<'d>> {
        self.nodes.get((ix.0 as usize).checked_sub(1)?)
    }

    /// The process or sub-process around a node.
    pub fn parent(&self, ix: NodeIx) -> NodeIx {
        self.entry(ix).map_or(Graph::ROOT, |entry| entry.parent)
    }

    /// Which node stands in which lane directly. A lane inside another one wins.
    fn lanes(&mut self, lanes: &'d [Lane], depth: usize) {
        for lane in lanes {
            if !lane.name.trim().is_empty() {
                self.lanes.extend(lane.nodes.iter().map(|node| (&**node, lane.name.trim())));
            }
            if depth < MAX_DEPTH {
                self.lanes(&lane.lanes, depth + 1);
            }
        }
    }

    fn body(
        &mut self,
        body: &'d Body,
        parent: NodeIx,
        lane: Option<&'d str>,
        depth: usize,
        errors: &mut Vec<Diagnostic>,
    ) {
        self.bodies.push((parent, body));
        for flow in &body.flows {
            if let Some(message) = too_long(&flow.id) {
                Report::flow(errors, flow).error(message);
            }
            if !self.flow_ids.insert(&flow.id) || self.node_by_id.contains_key(&flow.id) {
                let message = msg::DUPLICATE_ID.message().with("id", &flow.id);
                Report::flow(errors, flow).error(message);
            }
            self.flows.push(flow);
        }
        for node in &body.nodes {
            if self.nodes.len() > MAX_NODES {
                return;
            }
            if let Some(message) = too_long(&node.id) {
                Report::node(errors, node).error(message);
            }
            let lane = self.lanes.get(&*node.id).copied().or(lane);
            self.nodes.push(Entry { node, parent, lane });
            let ix = NodeIx(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
            let taken = self.node_by_id.insert(node.id.clone(), ix).is_some();
            if taken || self.flow_ids.contains(&*node.id) {
                let message = msg::DUPLICATE_ID.message().with("id", &node.id);
                Report::node(errors, node).error(message);
            }
            let Some(inside) = node.body() else { continue };
            if depth == MAX_DEPTH {
                Report::node(errors, node).error(msg::TOO_DEEP.message().with("limit", MAX_DEPTH));
                continue;
            }
            self.body(inside, ix, lane, depth + 1, errors);
        }
    }
}

/// An id has a limit of length: it stands in every row and message that speaks of the element.
fn too_long(id: &str) -> Option<Message> {
    let beginning = || id.chars().take(40).collect::<String>();
    (id.len() > MAX_ID).then(|| msg::ID_TOO_LONG.message().with("id", beginning()).with("limit", MAX_ID))
}
