//! Event definitions.

use super::Writing;
use crate::bpmn::tree::Element;
use model::bpmn::{Dynamic, Pair, Throw, ThrownMessage, Timer, TimerKind, Trigger};

impl Writing<'_> {
    pub(super) fn trigger(&self, out: &mut Element, trigger: &Trigger) {
        let refers = |name: &str, attribute, id: &Option<model::bpmn::Id>| {
            self.bpmn(name).with(attribute, id.as_deref())
        };
        let definition = match trigger {
            Trigger::None => return,
            Trigger::Message(id) => refers("messageEventDefinition", "messageRef", id),
            Trigger::Timer(timer) => self.timer(timer.as_ref()),
            Trigger::Signal(id) => refers("signalEventDefinition", "signalRef", id),
            Trigger::Error(id) => refers("errorEventDefinition", "errorRef", id),
            Trigger::Escalation(id) => refers("escalationEventDefinition", "escalationRef", id),
            Trigger::Conditional(condition) => {
                let mut definition = self.bpmn("conditionalEventDefinition");
                if let Some(condition) = condition {
                    definition.add(self.expression("condition", &condition.to_source()));
                }
                definition
            }
            Trigger::Link(name) => self.link(name),
            Trigger::Compensation => self.bpmn("compensateEventDefinition"),
            Trigger::Cancel => self.bpmn("cancelEventDefinition"),
            Trigger::Unsupported(names) => return self.unsupported(out, names),
        };
        out.add(definition);
    }

    pub(super) fn throw(&self, out: &mut Element, throw: &Throw) {
        let refers = |name: &str, attribute, id: &Option<model::bpmn::Id>| {
            self.bpmn(name).with(attribute, id.as_deref())
        };
        let definition = match throw {
            Throw::None => return,
            Throw::Message(sent) => {
                let mut definition = refers("messageEventDefinition", "messageRef", &sent.message);
                let published = Vec::from_iter(self.published(sent));
                self.add_extensions(&mut definition, published);
                definition
            }
            Throw::Signal(id) => refers("signalEventDefinition", "signalRef", id),
            Throw::Error(id) => refers("errorEventDefinition", "errorRef", id),
            Throw::Escalation(id) => refers("escalationEventDefinition", "escalationRef", id),
            Throw::Link(name) => self.link(name),
            Throw::Terminate => self.bpmn("terminateEventDefinition"),
            Throw::Compensation(id) => refers("compensateEventDefinition", "activityRef", id),
            Throw::Cancel => self.bpmn("cancelEventDefinition"),
            Throw::Unsupported(names) => return self.unsupported(out, names),
        };
        out.add(definition);
    }

    /// How a message is published: its key, how long it is kept, its id, and further attributes.
    pub(super) fn published(&self, sent: &ThrownMessage) -> Option<Element> {
        let source = |dynamic: &Option<Dynamic>| dynamic.as_ref().map(Dynamic::to_source);
        let mut out = self.zeebe("publishMessage");
        out.set("correlationKey", source(&sent.correlation_key).as_deref());
        out.set("timeToLive", source(&sent.time_to_live).as_deref());
        out.set("messageId", source(&sent.message_id).as_deref());
        for Pair { key, value } in &sent.attributes {
            if is_name(key) && out.attribute(key).is_none() {
                out.set(key, Some(value));
            }
        }
        (!out.attributes.is_empty()).then_some(out)
    }

    fn timer(&self, timer: Option<&Timer>) -> Element {
        let mut out = self.bpmn("timerEventDefinition");
        if let Some(timer) = timer {
            let name = match timer.kind {
                TimerKind::Date => "timeDate",
                TimerKind::Duration => "timeDuration",
                TimerKind::Cycle => "timeCycle",
            };
            out.add(self.expression(name, &timer.value.to_source()));
        }
        out
    }

    fn link(&self, name: &str) -> Element {
        self.bpmn("linkEventDefinition").with("name", Some(name))
    }

    /// Several definitions, or one that has no meaning here, by their names.
    fn unsupported(&self, out: &mut Element, names: &str) {
        for name in names.split(" + ").filter(|name| name.ends_with("EventDefinition") && is_name(name)) {
            out.add(self.bpmn(name));
        }
    }
}

/// A name that an attribute can have, of the simple kind.
fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
        && !text.starts_with("xmlns")
}
