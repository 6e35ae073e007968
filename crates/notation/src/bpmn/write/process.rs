//! `process`, lanes, flow nodes in general, sequence flows, artifacts.

use super::Writing;
use super::extensions::pairs;
use crate::bpmn::tree::{Element, Space};
use model::bpmn::{Association, Body, DataItem, DataKind, Dynamic, Flow, Kind, Lane, Node, Process};
use std::collections::{HashMap, HashSet};

/// The flows at each node, as their ids.
#[derive(Default)]
pub struct Ends<'b> {
    incoming: HashMap<&'b str, Vec<&'b str>>,
    outgoing: HashMap<&'b str, Vec<&'b str>>,
    data: HashMap<&'b str, Vec<&'b Association>>,
}

impl<'b> Ends<'b> {
    fn of(body: &'b Body) -> Self {
        let mut ends = Self::default();
        for flow in &body.flows {
            ends.outgoing.entry(&flow.source).or_default().push(&flow.id);
            ends.incoming.entry(&flow.target).or_default().push(&flow.id);
        }
        let nodes: HashSet<&str> = body.nodes.iter().map(|node| &*node.id).collect();
        for flow in &body.data_flows {
            let node = if nodes.contains(&*flow.target) { &flow.target } else { &flow.source };
            ends.data.entry(node).or_default().push(flow);
        }
        ends
    }
}

impl Writing<'_> {
    /// A `process`.
    pub fn process(&self, process: &Process) -> Element {
        let mut out = self.bpmn("process").with("id", Some(&process.id));
        out.set("name", process.name.as_deref());
        out.set("isExecutable", Some(if process.executable { "true" } else { "false" }));
        self.set_in(&mut out, Space::Stepwell, "lang", process.lang.as_deref());
        self.set_in(&mut out, Space::Stepwell, "goal", process.goal.as_deref());
        self.documentation(&mut out, process.documentation.as_deref());
        let tag = process.version_tag.as_deref();
        let mut extensions = Vec::from_iter(tag.map(|tag| self.zeebe("versionTag").with("value", Some(tag))));
        extensions.extend(pairs(self, "properties", "property", "name", &process.properties));
        self.add_extensions(&mut out, extensions);
        self.specification(&mut out, &process.body);
        if !process.lanes.is_empty() {
            let id = self.free_id(&format!("LaneSet_{}", process.id));
            out.add(self.lanes("laneSet", Some(&id), &process.lanes));
        }
        self.body(&mut out, &process.body);
        out
    }

    pub(super) fn documentation(&self, element: &mut Element, text: Option<&str>) {
        if let Some(text) = text {
            element.add(self.bpmn_text("documentation", text));
        }
    }

    fn lanes(&self, set: &str, id: Option<&str>, lanes: &[Lane]) -> Element {
        let mut out = self.bpmn(set).with("id", id);
        for lane in lanes {
            let mut element = self.bpmn("lane").with("id", Some(&lane.id));
            element.set("name", (!lane.name.is_empty()).then_some(&*lane.name));
            for node in &lane.nodes {
                element.add(self.bpmn_text("flowNodeRef", node));
            }
            if !lane.lanes.is_empty() {
                element.add(self.lanes("childLaneSet", None, &lane.lanes));
            }
            out.add(element);
        }
        out
    }

    /// Everything in a process or sub-process.
    pub(super) fn body(&self, out: &mut Element, body: &Body) {
        let ends = Ends::of(body);
        for node in &body.nodes {
            out.add(self.node(node, &ends));
        }
        for item in &body.data {
            self.data(out, item);
        }
        for flow in &body.flows {
            out.add(self.flow(flow));
        }
        for group in &body.groups {
            let value = self.category_value_id(&group.id);
            out.add(self.bpmn("group").with("id", Some(&group.id)).with("categoryValueRef", Some(&value)));
        }
        for annotation in &body.annotations {
            let mut element = self.bpmn("textAnnotation").with("id", Some(&annotation.id));
            element.add(self.bpmn_text("text", &annotation.text));
            out.add(element);
        }
        for association in &body.associations {
            let element = self.bpmn("association").with("id", Some(&association.id));
            let element = element.with("associationDirection", Some("None"));
            out.add(
                element
                    .with("sourceRef", Some(&association.source))
                    .with("targetRef", Some(&association.target)),
            );
        }
    }

    /// The data that a process or sub-process itself takes and gives.
    fn specification(&self, out: &mut Element, body: &Body) {
        let mut specification = self.bpmn("ioSpecification");
        for (kind, name) in [(DataKind::Input, "dataInput"), (DataKind::Output, "dataOutput")] {
            for item in body.data.iter().filter(|item| item.kind == kind) {
                let element = self.bpmn(name).with("id", Some(&item.id)).with("name", item.name.as_deref());
                specification.add(element.with("isCollection", item.collection.then_some("true")));
            }
        }
        if !specification.children.is_empty() {
            specification.add(self.bpmn("inputSet"));
            specification.add(self.bpmn("outputSet"));
            out.add(specification);
        }
    }

    fn data(&self, out: &mut Element, item: &DataItem) {
        match item.kind {
            DataKind::Object => {
                let object = self.free_id(&format!("{}_object", item.id));
                let reference = self.bpmn("dataObjectReference").with("id", Some(&item.id));
                let reference = reference.with("name", item.name.as_deref());
                out.add(reference.with("dataObjectRef", Some(&object)));
                let element = self.bpmn("dataObject").with("id", Some(&object));
                out.add(element.with("isCollection", item.collection.then_some("true")));
            }
            DataKind::Store => {
                let reference = self.bpmn("dataStoreReference").with("id", Some(&item.id));
                out.add(reference.with("name", item.name.as_deref()));
            }
            // They stand in the specification of the process.
            DataKind::Input | DataKind::Output => {}
        }
    }

    fn flow(&self, flow: &Flow) -> Element {
        let mut out = self.bpmn("sequenceFlow").with("id", Some(&flow.id)).with("name", flow.name.as_deref());
        out.set("sourceRef", Some(&flow.source));
        out.set("targetRef", Some(&flow.target));
        if let Some(condition) = &flow.condition {
            out.add(self.expression("conditionExpression", &condition.to_source()));
        }
        out
    }

    fn node(&self, node: &Node, ends: &Ends<'_>) -> Element {
        let mut out = self.bpmn(node.element()).with("id", Some(&node.id));
        out.set("name", node.name.as_deref());
        self.attributes(&mut out, &node.kind);
        self.hints(&mut out, node);
        self.documentation(&mut out, node.documentation.as_deref());
        let extensions = self.extensions(node);
        self.add_extensions(&mut out, extensions);
        for id in ends.incoming.get(&*node.id).into_iter().flatten() {
            out.add(self.bpmn_text("incoming", id));
        }
        for id in ends.outgoing.get(&*node.id).into_iter().flatten() {
            out.add(self.bpmn_text("outgoing", id));
        }
        if let Some(body) = node.body() {
            self.specification(&mut out, body);
        }
        for flow in ends.data.get(&*node.id).into_iter().flatten() {
            out.add(self.data_flow(flow, flow.target == node.id));
        }
        self.inside(&mut out, &node.kind);
        out
    }

    fn data_flow(&self, flow: &Association, input: bool) -> Element {
        let name = if input { "dataInputAssociation" } else { "dataOutputAssociation" };
        let mut out = self.bpmn(name).with("id", Some(&flow.id));
        if input {
            out.add(self.bpmn_text("sourceRef", &flow.source));
        } else {
            out.add(self.bpmn_text("targetRef", &flow.target));
        }
        out
    }

    /// Further attributes of BPMN.
    fn attributes(&self, out: &mut Element, kind: &Kind) {
        match kind {
            Kind::Start(start) => out.set("isInterrupting", (!start.interrupting).then_some("false")),
            Kind::Boundary(boundary) => {
                out.set("cancelActivity", (!boundary.interrupting).then_some("false"));
                out.set("attachedToRef", Some(&boundary.attached_to));
            }
            Kind::Activity(activity) => self.activity_attributes(out, activity),
            Kind::Gateway(gateway) => self.gateway_attributes(out, gateway),
            Kind::Catch(_) | Kind::Throw(_) | Kind::End(_) | Kind::Unsupported(_) => {}
        }
    }

    /// Our own attributes.
    fn hints(&self, out: &mut Element, node: &Node) {
        let hints = &node.hints;
        let mut own = |name, value: Option<&str>| self.set_in(out, Space::Stepwell, name, value);
        own("within", hints.within.as_ref().map(Dynamic::to_source).as_deref());
        own("calendar", hints.calendar.as_deref());
        own("suggest", hints.suggestion.as_deref());
        own("by", hints.by_customer.then_some("customer"));
        own("outcome", hints.outcome.as_deref());
    }

    /// What stands in a flow node after its flows.
    fn inside(&self, out: &mut Element, kind: &Kind) {
        match kind {
            Kind::Start(start) => self.trigger(out, &start.trigger),
            Kind::Catch(trigger) => self.trigger(out, trigger),
            Kind::Boundary(boundary) => self.trigger(out, &boundary.trigger),
            Kind::Throw(throw) | Kind::End(throw) => self.throw(out, throw),
            Kind::Activity(activity) => self.activity_inside(out, activity),
            Kind::Gateway(gateway) => self.gateway_inside(out, gateway),
            Kind::Unsupported(_) => {}
        }
    }
}
