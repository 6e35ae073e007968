//! `process`, lanes, flow nodes in general, sequence flows, annotations.

use super::extensions::{pairs, process_extensions};
use super::{Reading, documentation, flag, formula_child, text};
use crate::bpmn::tree::{Element, Space};
use model::bpmn::{Annotation, Association, Body, Flow, Kind, Lane, Node, Process};

impl<'t> Reading<'t> {
    pub(super) fn process(&mut self, element: &'t Element) -> Process {
        let mut process = Process::new(self.id(element));
        process.name = text(element, "name");
        process.executable = flag(element, "isExecutable", false);
        process.documentation = documentation(element);
        process.version_tag = element.zeebe("versionTag").and_then(|tag| text(tag, "value"));
        let own = |name| element.attribute_in(Space::Stepwell, name).map(str::to_owned);
        process.lang = own("lang");
        process.goal = own("goal");
        process.lanes = self.lanes(element, "laneSet");
        process.body = self.body(element);
        process.properties = pairs(element, "properties", "property", "name");
        process.unsupported = process_extensions(element);
        process.span = element.span;
        process
    }

    /// The lanes in the lane sets `set` of an element.
    fn lanes(&mut self, element: &'t Element, set: &'static str) -> Vec<Lane> {
        let mut lanes = Vec::new();
        for lane in element.bpmn(set).flat_map(|set| set.bpmn("lane")) {
            lanes.push(Lane {
                id: self.id(lane),
                name: lane.attribute("name").unwrap_or_default().to_owned(),
                nodes: lane.bpmn("flowNodeRef").map(|node| self.reference(&node.text())).collect(),
                lanes: self.lanes(lane, "childLaneSet"),
            });
        }
        lanes
    }

    pub(super) fn body(&mut self, element: &'t Element) -> Body {
        let mut body = Body::default();
        self.unknown_elements(element);
        for child in element.elements().filter(|child| child.space == Space::Bpmn) {
            match child.local() {
                "sequenceFlow" => {
                    let flow = self.flow(child);
                    body.flows.push(flow);
                }
                "textAnnotation" => {
                    let text = child.child(Space::Bpmn, "text").map(Element::text).unwrap_or_default();
                    body.annotations.push(Annotation { id: self.id(child), text });
                }
                "association" => {
                    let association = self.association(child);
                    body.associations.push(association);
                }
                name => {
                    let Some(kind) = self.kind(child, name) else {
                        self.data(child, &mut body);
                        continue;
                    };
                    let node = self.node(child, kind);
                    self.data_flows(child, &node.id, &mut body.data_flows);
                    body.nodes.push(node);
                }
            }
        }
        body
    }

    fn flow(&mut self, element: &Element) -> Flow {
        Flow {
            id: self.id(element),
            name: text(element, "name"),
            source: self.refers(element, "sourceRef").unwrap_or_default(),
            target: self.refers(element, "targetRef").unwrap_or_default(),
            condition: formula_child(element, "conditionExpression"),
            span: element.span,
        }
    }

    fn association(&mut self, element: &Element) -> Association {
        Association {
            id: self.id(element),
            source: self.refers(element, "sourceRef").unwrap_or_default(),
            target: self.refers(element, "targetRef").unwrap_or_default(),
        }
    }

    /// What a flow node is; `None` for anything that is no flow node.
    fn kind(&mut self, element: &'t Element, name: &str) -> Option<Kind> {
        Some(match name {
            "startEvent" => Kind::Start(self.start_event(element)),
            "intermediateCatchEvent" => Kind::Catch(self.trigger(element)),
            "intermediateThrowEvent" | "implicitThrowEvent" => Kind::Throw(self.throw(element)),
            "boundaryEvent" => Kind::Boundary(self.boundary_event(element)),
            "endEvent" => Kind::End(self.throw(element)),
            "event" | "choreographyTask" | "subChoreography" | "callChoreography" => {
                Kind::Unsupported(name.to_owned())
            }
            _ => match self.gateway(element, name) {
                Some(gateway) => Kind::Gateway(gateway),
                None => Kind::Activity(self.activity(element, name)?),
            },
        })
    }

    fn node(&mut self, element: &Element, kind: Kind) -> Node {
        let mut node = Node::new(self.id(element), kind);
        node.name = text(element, "name");
        node.documentation = documentation(element);
        node.span = element.span;
        super::extensions::node_extensions(element, &mut node);
        node
    }
}
