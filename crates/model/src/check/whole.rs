//! What is worth knowing about a process as a whole: that nothing is done in it, that it is not run, on whose
//! calendars it counts.

use crate::bpmn::{Body, Definitions, Kind, Process, Throw};
use crate::graph::label;
use crate::{Diagnostic, messages as msg};
use lang::Message;
use std::collections::HashSet;

/// Adds a note for each process of a model that will not be run.
pub fn not_run(definitions: &Definitions, found: &mut Vec<Diagnostic>) {
    let drawn = definitions.processes.iter().filter(|it| !it.executable && !it.body.nodes.is_empty());
    found.extend(drawn.map(|process| note(process, msg::NOT_EXECUTABLE.message())));
}

/// Looks at a process that is run.
pub fn check(process: &Process, found: &mut Vec<Diagnostic>) {
    let nodes = &process.body.nodes;
    let idle =
        |kind: &Kind| matches!(kind, Kind::Start(_) | Kind::End(Throw::None) | Kind::End(Throw::Terminate));
    if !nodes.is_empty() && nodes.iter().all(|node| idle(&node.kind)) {
        found.push(note(process, msg::NO_STEP.message()));
    }
    calendars(&process.body, &mut HashSet::new(), found);
}

/// A note for each calendar, at the first step that names it. Which ones there are is known only where it runs.
fn calendars<'b>(body: &'b Body, told: &mut HashSet<&'b str>, found: &mut Vec<Diagnostic>) {
    for node in &body.nodes {
        if let Some(calendar) = node.hints.calendar.as_deref().filter(|name| told.insert(name)) {
            let message = msg::CALENDAR.message().with("calendar", calendar);
            let message = message.with("element", label(node.name.as_deref(), &node.id));
            found.push(Diagnostic::note(message).at(&node.id, node.span));
        }
        if let Some(inside) = node.body() {
            calendars(inside, told, found);
        }
    }
}

fn note(process: &Process, message: Message) -> Diagnostic {
    let message = message.with("element", label(process.name.as_deref(), &process.id));
    Diagnostic::note(message).at(&process.id, process.span)
}
