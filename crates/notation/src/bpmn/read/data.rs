//! Data objects, stores and their flows, and groups: what a picture shows beside the steps.

use super::{Reading, flag, text};
use crate::bpmn::tree::{Element, Space};
use model::bpmn::{Annotation, Association, Body, DataItem, DataKind, Id};

/// An element that is looked up for what it says: a data object for whether it is a collection, the value of a
/// category for the text of a group.
pub fn is_referred_to(element: &Element) -> bool {
    element.is(Space::Bpmn, "dataObject") || element.is(Space::Bpmn, "categoryValue")
}

impl<'t> Reading<'t> {
    /// Adds `element` to the body if it is a data item or group.
    pub(super) fn data(&mut self, element: &'t Element, body: &mut Body) {
        let kind = match element.local() {
            "dataObjectReference" => DataKind::Object,
            "dataStoreReference" => DataKind::Store,
            "dataInput" => DataKind::Input,
            "dataOutput" => DataKind::Output,
            "group" => {
                let text = self.referred(element, "categoryValueRef").and_then(|it| it.attribute("value"));
                let text = text.unwrap_or_default().to_owned();
                body.groups.push(Annotation { id: self.id(element), text });
                return;
            }
            // The data of a process itself stand in its `ioSpecification`.
            "ioSpecification" => {
                element.elements().for_each(|inside| self.data(inside, body));
                return;
            }
            _ => return,
        };
        let object = self.referred(element, "dataObjectRef").unwrap_or(element);
        let collection = flag(object, "isCollection", false);
        body.data.push(DataItem { id: self.id(element), name: text(element, "name"), kind, collection });
    }

    fn referred(&self, element: &Element, name: &str) -> Option<&'t Element> {
        self.by_id.get(&*self.refers(element, name)?).copied()
    }

    /// The flows of data from and to a flow node.
    pub(super) fn data_flows(&mut self, element: &'t Element, node: &Id, flows: &mut Vec<Association>) {
        for flow in element.elements().filter(|child| child.space == Space::Bpmn) {
            let end = |reading: &Self, name| {
                let text = flow.child(Space::Bpmn, name)?.text();
                (!text.trim().is_empty()).then(|| reading.reference(&text))
            };
            let ends = match flow.local() {
                "dataInputAssociation" => end(self, "sourceRef").map(|source| (source, node.clone())),
                "dataOutputAssociation" => end(self, "targetRef").map(|target| (node.clone(), target)),
                _ => None,
            };
            if let Some((source, target)) = ends {
                flows.push(Association { id: self.id(flow), source, target });
            }
        }
    }
}
