//! `definitions` and what stands directly in it: messages, signals, errors, escalations, participants.

use super::{Reading, dynamic, text};
use crate::bpmn::tree::{Element, Space};
use model::bpmn::{
    CodedDefinition, Definitions, Dynamic, MessageDefinition, MessageFlow, NamedDefinition, Participant,
};

impl<'t> Reading<'t> {
    pub(super) fn definitions(&mut self, root: &'t Element) -> Definitions {
        let mut out = Definitions { id: root.id().map(Into::into), ..Definitions::default() };
        for element in root.elements().filter(|element| element.space == Space::Bpmn) {
            match element.local() {
                "process" => {
                    let process = self.process(element);
                    out.processes.push(process);
                }
                "message" => {
                    let message = self.message(element);
                    out.messages.push(message);
                }
                "signal" => {
                    let signal =
                        NamedDefinition { id: self.id(element), name: name(element), span: element.span };
                    out.signals.push(signal);
                }
                "error" => {
                    let error = self.coded(element, "errorCode");
                    out.errors.push(error);
                }
                "escalation" => {
                    let escalation = self.coded(element, "escalationCode");
                    out.escalations.push(escalation);
                }
                "collaboration" => {
                    out.participants.extend(element.bpmn("participant").map(|it| self.participant(it)));
                    out.message_flows.extend(element.bpmn("messageFlow").map(|it| self.message_flow(it)));
                }
                _ => {}
            }
        }
        out
    }

    fn message(&mut self, element: &Element) -> MessageDefinition {
        MessageDefinition {
            id: self.id(element),
            name: name(element),
            correlation_key: element.zeebe("subscription").and_then(|it| dynamic(it, "correlationKey")),
            span: element.span,
        }
    }

    fn coded(&mut self, element: &Element, code: &str) -> CodedDefinition {
        CodedDefinition {
            id: self.id(element),
            name: text(element, "name"),
            code: dynamic(element, code),
            span: element.span,
        }
    }

    fn participant(&mut self, element: &Element) -> Participant {
        Participant {
            id: self.id(element),
            name: text(element, "name"),
            process: self.refers(element, "processRef"),
        }
    }

    fn message_flow(&mut self, element: &Element) -> MessageFlow {
        MessageFlow {
            id: self.id(element),
            name: text(element, "name"),
            source: self.refers(element, "sourceRef").unwrap_or_default(),
            target: self.refers(element, "targetRef").unwrap_or_default(),
        }
    }
}

/// The name of a message or signal. Without one, nothing can be correlated by it.
fn name(element: &Element) -> Dynamic {
    Dynamic::parse(element.attribute("name").unwrap_or_default())
}
