//! What the ids of a diagram stand for.

use crate::diagram::Plane;
use crate::layout;
use model::bpmn::{ActivityKind, Trigger};
use model::bpmn::{
    Annotation, Body, DataItem, Definitions, Flow, Kind, Lane, MessageFlow, Node, Participant, Process,
};
use std::collections::{HashMap, HashSet};

/// An element that is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) enum Element<'a> {
    Pool(&'a Participant),
    /// With its position among all lanes.
    Lane(&'a Lane, usize),
    Node(&'a Node),
    Annotation(&'a Annotation),
    Group(&'a Annotation),
    Data(&'a DataItem),
    Flow(&'a Flow),
    Message(&'a MessageFlow),
    /// Directed if it leads to a compensation handler.
    Association {
        directed: bool,
    },
    DataFlow,
}

/// All elements of a model.
pub(super) struct Elements<'a> {
    by_id: HashMap<&'a str, Element<'a>>,
    /// The activities with boundary events.
    hosts: HashSet<&'a str>,
}

impl<'a> Elements<'a> {
    /// Looks up everything that `plane` shows.
    pub fn of(definitions: &'a Definitions, plane: &'a Plane) -> Self {
        let mut it = Self {
            by_id: HashMap::with_capacity(plane.shapes.len() + plane.edges.len()),
            hosts: HashSet::new(),
        };
        for pool in &definitions.participants {
            it.by_id.insert(&pool.id, Element::Pool(pool));
        }
        for flow in &definitions.message_flows {
            it.by_id.insert(&flow.id, Element::Message(flow));
        }
        definitions.processes.iter().for_each(|process| it.process(process));
        it
    }

    fn process(&mut self, process: &'a Process) {
        let mut position = 0;
        process.lanes.iter().for_each(|lane| self.lane(lane, &mut position));
        // Without recursion: how deep sub-processes are nested is not ours to trust.
        let mut open = vec![&process.body];
        while let Some(body) = open.pop() {
            self.body(body);
            open.extend(body.nodes.iter().filter_map(Node::body));
        }
    }

    fn lane(&mut self, lane: &'a Lane, position: &mut usize) {
        let mut open = vec![lane];
        while let Some(lane) = open.pop() {
            self.by_id.insert(&lane.id, Element::Lane(lane, *position));
            *position += 1;
            open.extend(lane.lanes.iter().rev());
        }
    }

    fn body(&mut self, body: &'a Body) {
        body.nodes.iter().for_each(|node| self.add(&node.id, Element::Node(node)));
        self.hosts.extend(body.nodes.iter().filter_map(|node| match &node.kind {
            Kind::Boundary(event) => Some(&*event.attached_to),
            _ => None,
        }));
        body.flows.iter().for_each(|flow| self.add(&flow.id, Element::Flow(flow)));
        body.annotations.iter().for_each(|note| self.add(&note.id, Element::Annotation(note)));
        body.groups.iter().for_each(|group| self.add(&group.id, Element::Group(group)));
        body.data.iter().for_each(|data| self.add(&data.id, Element::Data(data)));
        for association in &body.associations {
            let directed = [&association.source, &association.target].into_iter().any(|end| {
                matches!(self.get(end), Some(Element::Node(Node { kind: Kind::Boundary(event), .. })) if event.trigger == Trigger::Compensation)
            });
            self.add(&association.id, Element::Association { directed });
        }
        body.data_flows.iter().for_each(|flow| self.add(&flow.id, Element::DataFlow));
    }

    fn add(&mut self, id: &'a str, element: Element<'a>) {
        self.by_id.insert(id, element);
    }

    /// The element with this id.
    pub fn get(&self, id: &str) -> Option<Element<'a>> {
        self.by_id.get(id).copied()
    }

    /// Whether boundary events sit on an activity.
    pub fn is_host(&self, node: &Node) -> bool {
        self.hosts.contains(&*node.id)
    }

    /// Whether a flow is taken only if no other is.
    pub fn is_default(&self, flow: &Flow) -> bool {
        let default = self.source(flow).and_then(layout::default_flow);
        default == Some(&flow.id)
    }

    /// Whether a condition is shown at the start of a flow.
    pub fn is_conditional(&self, flow: &Flow) -> bool {
        self.source(flow).is_some_and(|node| layout::shows_condition(node, flow))
    }

    fn source(&self, flow: &Flow) -> Option<&'a Node> {
        match self.get(&flow.source) {
            Some(Element::Node(node)) => Some(node),
            _ => None,
        }
    }
}

/// Whether a node is a sub-process.
pub(super) fn is_sub_process(node: &Node) -> bool {
    matches!(&node.kind, Kind::Activity(activity) if matches!(activity.kind, ActivityKind::SubProcess(_)))
}
