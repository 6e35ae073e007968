//! Messages, signals, errors and escalations that nothing uses or that have no name.

use super::steps::is_nameless;
use crate::bpmn::{Activity, ActivityKind, Body, Definitions, Id, Kind, Throw, Trigger};
use crate::{Diagnostic, Span, messages as msg};
use lang::{Message, Text};
use std::collections::HashSet;

/// Checks the root elements of a model.
pub fn check(definitions: &Definitions, found: &mut Vec<Diagnostic>) {
    let mut used = HashSet::new();
    for process in &definitions.processes {
        add_used(&process.body, &mut used);
    }
    let mut report = |what: &'static Text, id: &Id, name: String, nameless: bool, span: Option<Span>| {
        let name = if name.trim().is_empty() { id.to_string() } else { name };
        let mut add = |message: Message| {
            let message = message.with_message("what", what.message()).with("element", &name);
            found.push(Diagnostic::warning(message).at(id, span));
        };
        if !used.contains(&**id) {
            add(msg::UNUSED.message());
        } else if nameless {
            add(msg::NAMELESS.message());
        }
    };
    for it in &definitions.messages {
        report(&msg::A_MESSAGE, &it.id, it.name.to_source(), is_nameless(&it.name), it.span);
    }
    for it in &definitions.signals {
        report(&msg::A_SIGNAL, &it.id, it.name.to_source(), is_nameless(&it.name), it.span);
    }
    for it in &definitions.errors {
        report(&msg::AN_ERROR, &it.id, it.name.clone().unwrap_or_default(), false, it.span);
    }
    for it in &definitions.escalations {
        report(&msg::AN_ESCALATION, &it.id, it.name.clone().unwrap_or_default(), false, it.span);
    }
}

fn add_used<'b>(body: &'b Body, out: &mut HashSet<&'b str>) {
    for node in &body.nodes {
        let id = match &node.kind {
            Kind::Start(start) => trigger(&start.trigger),
            Kind::Catch(it) => trigger(it),
            Kind::Boundary(boundary) => trigger(&boundary.trigger),
            Kind::Throw(throw) | Kind::End(throw) => match throw {
                Throw::Message(sent) => sent.message.as_ref(),
                Throw::Signal(id) | Throw::Error(id) | Throw::Escalation(id) => id.as_ref(),
                _ => None,
            },
            Kind::Activity(Activity { kind, .. }) => match kind {
                ActivityKind::Send(sent) => sent.message.as_ref(),
                ActivityKind::Receive(message) => message.as_ref(),
                _ => None,
            },
            Kind::Gateway(_) | Kind::Unsupported(_) => None,
        };
        out.extend(id.map(|id| &**id));
        if let Some(inside) = node.body() {
            add_used(inside, out);
        }
    }
}

fn trigger(trigger: &Trigger) -> Option<&Id> {
    match trigger {
        Trigger::Message(id) | Trigger::Signal(id) | Trigger::Error(id) | Trigger::Escalation(id) => {
            id.as_ref()
        }
        _ => None,
    }
}
