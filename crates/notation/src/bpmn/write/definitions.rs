//! `definitions` and what stands directly in it.

use super::Writing;
use crate::bpmn::tree::{Element, Space};
use model::bpmn::{Body, CodedDefinition, Definitions, Dynamic, Lane, MessageDefinition, NamedDefinition};
use std::collections::HashSet;

/// All ids of a model.
pub fn ids(definitions: &Definitions) -> HashSet<Box<str>> {
    fn of_body(body: &Body, out: &mut HashSet<Box<str>>) {
        out.extend(body.flows.iter().map(|it| (&*it.id).into()));
        out.extend(body.annotations.iter().chain(&body.groups).map(|it| (&*it.id).into()));
        out.extend(body.associations.iter().chain(&body.data_flows).map(|it| (&*it.id).into()));
        out.extend(body.data.iter().map(|it| (&*it.id).into()));
        for node in &body.nodes {
            out.insert((&*node.id).into());
            if let Some(inside) = node.body() {
                of_body(inside, out);
            }
        }
    }
    fn of_lanes(lanes: &[Lane], out: &mut HashSet<Box<str>>) {
        for lane in lanes {
            out.insert((&*lane.id).into());
            of_lanes(&lane.lanes, out);
        }
    }
    let mut out: HashSet<Box<str>> = HashSet::new();
    out.extend(definitions.id.iter().map(|id| (&**id).into()));
    out.extend(definitions.messages.iter().map(|it| (&*it.id).into()));
    out.extend(definitions.signals.iter().map(|it| (&*it.id).into()));
    out.extend(definitions.errors.iter().chain(&definitions.escalations).map(|it| (&*it.id).into()));
    out.extend(definitions.participants.iter().map(|it| (&*it.id).into()));
    out.extend(definitions.message_flows.iter().map(|it| (&*it.id).into()));
    for process in &definitions.processes {
        out.insert((&*process.id).into());
        of_lanes(&process.lanes, &mut out);
        of_body(&process.body, &mut out);
    }
    out
}

/// Messages, signals, errors and escalations.
pub fn root_elements(definitions: &Definitions, writing: &Writing<'_>) -> Vec<Element> {
    let mut out: Vec<Element> = Vec::new();
    out.extend(definitions.messages.iter().map(|it| writing.message(it)));
    out.extend(definitions.signals.iter().map(|it| writing.signal(it)));
    out.extend(definitions.errors.iter().map(|it| writing.coded("error", "errorCode", it)));
    out.extend(definitions.escalations.iter().map(|it| writing.coded("escalation", "escalationCode", it)));
    out
}

impl Writing<'_> {
    pub(super) fn definitions(&self, definitions: &Definitions) -> Element {
        let mut root = self.bpmn("definitions").with("id", definitions.id.as_deref());
        root.set("targetNamespace", Some("http://bpmn.io/schema/bpmn"));
        if !definitions.participants.is_empty() || !definitions.message_flows.is_empty() {
            root.add(self.collaboration(definitions));
        }
        for process in &definitions.processes {
            root.add(self.process(process));
        }
        let groups = definitions.processes.iter().any(|process| has_groups(&process.body));
        if groups {
            let mut category = self.bpmn("category").with("id", Some(&self.free_id("Category_1")));
            for process in &definitions.processes {
                self.category_values(&process.body, &mut category);
            }
            root.add(category);
        }
        for element in root_elements(definitions, self) {
            root.add(element);
        }
        root
    }

    fn collaboration(&self, definitions: &Definitions) -> Element {
        let mut out = self.bpmn("collaboration").with("id", Some(&self.free_id("Collaboration_1")));
        for participant in &definitions.participants {
            let element = self.bpmn("participant").with("id", Some(&participant.id));
            let element = element.with("name", participant.name.as_deref());
            out.add(element.with("processRef", participant.process.as_deref()));
        }
        for flow in &definitions.message_flows {
            let element = self.bpmn("messageFlow").with("id", Some(&flow.id));
            let element = element.with("name", flow.name.as_deref());
            out.add(element.with("sourceRef", Some(&flow.source)).with("targetRef", Some(&flow.target)));
        }
        out
    }

    /// The texts of groups: values of a category.
    fn category_values(&self, body: &Body, category: &mut Element) {
        for group in &body.groups {
            let value = self.bpmn("categoryValue").with("id", Some(&self.category_value_id(&group.id)));
            category.add(value.with("value", Some(&group.text)));
        }
        for inside in body.nodes.iter().filter_map(|node| node.body()) {
            self.category_values(inside, category);
        }
    }

    /// The id of the category value of a group.
    pub(super) fn category_value_id(&self, group: &str) -> String {
        self.free_id(&format!("{group}_value"))
    }

    fn message(&self, message: &MessageDefinition) -> Element {
        let name = message.name.to_source();
        let mut out = self.bpmn("message").with("id", Some(&message.id)).with("name", Some(&name));
        if let Some(key) = message.correlation_key.as_ref().map(Dynamic::to_source) {
            let subscription = self.zeebe("subscription").with("correlationKey", Some(&key));
            self.add_extensions(&mut out, vec![subscription]);
        }
        out
    }

    fn signal(&self, signal: &NamedDefinition) -> Element {
        self.bpmn("signal").with("id", Some(&signal.id)).with("name", Some(&signal.name.to_source()))
    }

    fn coded(&self, element: &str, code: &str, definition: &CodedDefinition) -> Element {
        let out =
            self.bpmn(element).with("id", Some(&definition.id)).with("name", definition.name.as_deref());
        out.with(code, definition.code.as_ref().map(Dynamic::to_source).as_deref())
    }

    /// Adds the `extensionElements`, if there are any.
    pub(super) fn add_extensions(&self, element: &mut Element, extensions: Vec<Element>) {
        if !extensions.is_empty() {
            let mut out = self.element(Space::Bpmn, "extensionElements");
            extensions.into_iter().for_each(|extension| out.add(extension));
            element.add(out);
        }
    }
}

fn has_groups(body: &Body) -> bool {
    !body.groups.is_empty() || body.nodes.iter().filter_map(|node| node.body()).any(has_groups)
}
