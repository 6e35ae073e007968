//! What of a document is kept but has no meaning here, and is worth a word: ids that are used twice, elements that BPMN
//! does not have, what was written for Camunda 7.

use super::Reading;
use crate::bpmn::messages as msg;
use crate::bpmn::names::declared_prefix;
use crate::bpmn::tree::{Element, Space};
use lang::Message;
use model::Diagnostic;
use std::collections::{HashMap, HashSet};

/// The namespace of Camunda 7's extensions.
const CAMUNDA_7: &str = "http://camunda.org/schema/1.0/bpmn";

/// What stands in a process and is no step.
const NO_STEPS: [&str; 10] = [
    "association",
    "dataInput",
    "dataObject",
    "dataObjectReference",
    "dataOutput",
    "dataStoreReference",
    "group",
    "laneSet",
    "property",
    "textAnnotation",
];

/// A step or a flow, whose id the model checks by itself within its process.
fn is_numbered(element: &Element) -> bool {
    element.is(Space::Bpmn, "sequenceFlow")
        || (element.space == Space::Bpmn && crate::bpmn::merge::is_flow_node(element.local()))
}

impl<'t> Reading<'t> {
    /// Warns of ids that are used again, where the model does not refuse them.
    pub(super) fn duplicate_ids(&mut self, root: &'t Element) {
        // By id: the process of a step or flow.
        let mut seen: HashMap<&str, Option<usize>> = root.id().map(|id| (id, None)).into_iter().collect();
        for (number, part) in root.elements().enumerate() {
            for element in part.descendants() {
                let Some(id) = element.id() else { continue };
                let process = is_numbered(element).then_some(number);
                match seen.insert(id, process) {
                    Some(first) if first.is_none() || first != process => {
                        self.warn(element, msg::DUPLICATE_ID.message().with("id", id));
                    }
                    _ => {}
                }
            }
        }
    }

    /// Names the elements in a process that BPMN does not have, where a flow leads to or from them.
    pub(super) fn unknown_elements(&mut self, around: &'t Element) {
        let flows = || around.bpmn("sequenceFlow");
        let ends = flows().flat_map(|flow| [flow.attribute("sourceRef"), flow.attribute("targetRef")]);
        let ends: HashSet<&str> = ends.flatten().map(str::trim).collect();
        let is_known = |it: &Element| is_numbered(it) || NO_STEPS.contains(&it.local());
        for element in around.elements().filter(|it| it.space == Space::Bpmn && !is_known(it)) {
            if element.id().is_some_and(|id| ends.contains(id)) {
                self.warn(element, msg::UNKNOWN_ELEMENT.message().with("element", &element.name));
            }
        }
    }

    /// Notes what was written for Camunda 7, once for each element.
    pub(super) fn camunda_7(&mut self, root: &'t Element) {
        let attributes = || root.descendants().flat_map(|element| &element.attributes);
        let declares = attributes().filter(|attribute| &*attribute.value == CAMUNDA_7);
        let prefixes: HashSet<&str> = declares.filter_map(|it| declared_prefix(&it.name)).collect();
        if prefixes.is_empty() {
            return;
        }
        let is_of_7 = |name: &&str| {
            name.split_once(':').is_some_and(|(prefix, _)| prefix != "xmlns" && prefixes.contains(prefix))
        };
        for element in root.descendants() {
            let attributes = element.attributes.iter().map(|attribute| &*attribute.name);
            if let Some(name) = std::iter::once(&*element.name).chain(attributes).find(is_of_7) {
                let message = msg::CAMUNDA_7.message().with("name", name);
                self.diagnostics.push(at(Diagnostic::note(message), element));
            }
        }
    }

    fn warn(&mut self, element: &Element, message: Message) {
        self.diagnostics.push(at(Diagnostic::warning(message), element));
    }
}

fn at(diagnostic: Diagnostic, element: &Element) -> Diagnostic {
    match (element.id(), element.span) {
        (Some(id), span) => diagnostic.at(&id.into(), span),
        (None, Some(span)) => diagnostic.spanning(span),
        (None, None) => diagnostic,
    }
}
