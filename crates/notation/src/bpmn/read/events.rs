//! Events: what starts, is waited for, is thrown.

use super::extensions::{form, job, published};
use super::{Reading, flag, formula_child};
use crate::bpmn::tree::{Element, Space};
use model::bpmn::{BoundaryEvent, Dynamic, Id, StartEvent, Throw, ThrownMessage, Timer, TimerKind, Trigger};

/// An event definition of BPMN.
pub fn is_definition(element: &Element) -> bool {
    element.space == Space::Bpmn && element.local().ends_with("EventDefinition")
}

impl<'t> Reading<'t> {
    pub(super) fn start_event(&mut self, element: &'t Element) -> StartEvent {
        StartEvent {
            trigger: self.trigger(element),
            interrupting: flag(element, "isInterrupting", true),
            form: form(element),
        }
    }

    pub(super) fn boundary_event(&mut self, element: &'t Element) -> BoundaryEvent {
        BoundaryEvent {
            attached_to: self.refers(element, "attachedToRef").unwrap_or_default(),
            interrupting: flag(element, "cancelActivity", true),
            trigger: self.trigger(element),
        }
    }

    /// The event definitions of an event: those in it, and those it refers to.
    fn event_definitions(&self, event: &'t Element) -> Vec<&'t Element> {
        let of = |child: &'t Element| {
            if is_definition(child) {
                Some(child)
            } else if child.is(Space::Bpmn, "eventDefinitionRef") {
                self.event_definitions.get(&*self.reference(&child.text())).copied()
            } else {
                None
            }
        };
        event.elements().filter_map(of).collect()
    }

    pub(super) fn trigger(&mut self, event: &'t Element) -> Trigger {
        let definitions = self.event_definitions(event);
        let definition = match definitions.as_slice() {
            [] => return Trigger::None,
            [definition] => *definition,
            several => return Trigger::Unsupported(names(several)),
        };
        match definition.local() {
            "messageEventDefinition" => Trigger::Message(self.refers(definition, "messageRef")),
            "timerEventDefinition" => Trigger::Timer(timer(definition)),
            "signalEventDefinition" => Trigger::Signal(self.refers(definition, "signalRef")),
            "errorEventDefinition" => Trigger::Error(self.refers(definition, "errorRef")),
            "escalationEventDefinition" => Trigger::Escalation(self.refers(definition, "escalationRef")),
            "conditionalEventDefinition" => Trigger::Conditional(formula_child(definition, "condition")),
            "linkEventDefinition" => Trigger::Link(link(event, definition)),
            "compensateEventDefinition" => Trigger::Compensation,
            "cancelEventDefinition" => Trigger::Cancel,
            other => Trigger::Unsupported(other.to_owned()),
        }
    }

    pub(super) fn throw(&mut self, event: &'t Element) -> Throw {
        let definitions = self.event_definitions(event);
        let definition = match definitions.as_slice() {
            [] => return Throw::None,
            [definition] => *definition,
            several => return Throw::Unsupported(names(several)),
        };
        match definition.local() {
            "messageEventDefinition" => Throw::Message(self.thrown_message(event, definition)),
            "signalEventDefinition" => Throw::Signal(self.refers(definition, "signalRef")),
            "errorEventDefinition" => Throw::Error(self.refers(definition, "errorRef")),
            "escalationEventDefinition" => Throw::Escalation(self.refers(definition, "escalationRef")),
            "linkEventDefinition" => Throw::Link(link(event, definition)),
            "terminateEventDefinition" => Throw::Terminate,
            "compensateEventDefinition" => Throw::Compensation(self.refers(definition, "activityRef")),
            "cancelEventDefinition" => Throw::Cancel,
            other => Throw::Unsupported(other.to_owned()),
        }
    }

    /// The message of a send task or a throwing event. Camunda 8 keeps the job at the event and what is
    /// published at the definition; a send task is both.
    pub(super) fn thrown_message(&self, event: &Element, definition: &Element) -> ThrownMessage {
        let message: Option<Id> = self.refers(definition, "messageRef");
        let published = published(definition).or_else(|| published(event)).unwrap_or_default();
        ThrownMessage { message, job: job(event), ..published }
    }
}

fn names(definitions: &[&Element]) -> String {
    definitions.iter().map(|definition| definition.local()).collect::<Vec<_>>().join(" + ")
}

/// The link's name: of the definition, else the event's own.
fn link(event: &Element, definition: &Element) -> String {
    let name = definition.attribute("name").filter(|name| !name.is_empty());
    name.or_else(|| event.attribute("name")).unwrap_or_default().to_owned()
}

fn timer(definition: &Element) -> Option<Timer> {
    const KINDS: [(&str, TimerKind); 3] = [
        ("timeDate", TimerKind::Date),
        ("timeDuration", TimerKind::Duration),
        ("timeCycle", TimerKind::Cycle),
    ];
    KINDS.into_iter().find_map(|(name, kind)| {
        let text = definition.child(Space::Bpmn, name)?.text();
        let text = text.trim();
        (!text.is_empty()).then(|| Timer { kind, value: Dynamic::parse(text) })
    })
}
