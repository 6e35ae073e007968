//! What is found in the model of an outline, put where it stands in the text.

use super::ast::Place;
use super::canonical::attributes::short;
use lang::Message;
use model::bpmn::Id;
use model::{Diagnostic, Span};
use std::collections::HashMap;

/// Where in the text the nodes, flows and lanes of a model stand.
#[derive(Debug, Clone, Default)]
pub struct Places {
    by_id: HashMap<Id, Place>,
    /// The head of the outline.
    whole: Place,
}

impl Places {
    /// The place of the outline, of which nothing else is known yet.
    pub(super) fn of(whole: Place) -> Self {
        Self { by_id: HashMap::new(), whole }
    }

    /// Adds the place of an element.
    pub(super) fn add(&mut self, id: &Id, place: &Place) {
        self.by_id.insert(id.clone(), place.clone());
    }

    /// Adds the place of a flow: that of its branch, or of the node that it leaves.
    pub(super) fn add_flow(&mut self, id: &Id, source: &Id, branch: Place) {
        let place = match branch.span {
            Some(_) => branch,
            None => Place::from(self.by_id.get(source).and_then(|place| place.span)),
        };
        self.by_id.insert(id.clone(), place);
    }

    /// `found` with its place in `text`, the outline: the value that it speaks of, of an expression the part that is
    /// meant, else the step or branch itself. An element whose id nobody wrote is called as its line begins.
    #[must_use]
    pub fn put(&self, text: &str, found: Diagnostic) -> Diagnostic {
        let own = found.element.as_ref().and_then(|id| self.by_id.get(id));
        let place = own.unwrap_or(&self.whole);
        let span = value(place, text, &found).or(place.span);
        let message = match (&found.element, place.span.filter(|_| own.is_some())) {
            (Some(id), Some(head))
                if is_called(&found.message, id) && place.values.iter().all(|it| it.word != "id") =>
            {
                let line = text.get(head.range()).and_then(|head| head.lines().next()).unwrap_or_default();
                found.message.clone().instead("element", short(line))
            }
            _ => found.message.clone(),
        };
        Diagnostic { message, span, ..found }
    }
}

/// Whether a message calls an element by its id.
fn is_called(message: &Message, id: &str) -> bool {
    message.args().iter().any(|(name, value)| *name == "element" && value == id)
}

/// The place of the value that a message speaks of.
fn value(place: &Place, text: &str, found: &Diagnostic) -> Option<Span> {
    let words = words(&found.message);
    let said = argument(&found.message, "expression").or_else(|| argument(&found.message, "text"));
    let said = said.or_else(|| argument(&found.message, "target")).unwrap_or_default();
    let values = || place.values.iter().filter(|value| words.contains(&value.word)).map(|value| value.span);
    let inside = |span: &Span| Some((span.start as usize + text.get(span.range())?.rfind(said)?, *span));
    let Some((start, span)) = values().find_map(|span| inside(&span)) else { return values().next() };
    let part = found.part.as_ref().map(|part| start + part.start..start + part.end);
    // What is behind the end of an expression is missing there.
    let fits = |part: &std::ops::Range<usize>| part.end <= span.end as usize && !said.is_empty();
    Some(part.filter(fits).map_or(span, Span::new))
}

fn argument<'m>(message: &'m Message, name: &str) -> Option<&'m str> {
    message.args().iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str())
}

/// The words before values that a message can speak of.
fn words(message: &Message) -> &'static [&'static str] {
    let place = message.nested().iter().find(|(name, _)| *name == "place");
    match place.map_or(message.code(), |(_, place)| place.code()) {
        "model.place.condition" => &["if", "when"],
        "check.condition-ignored" | "check.default-with-condition" => &["if"],
        "model.place.input" => &["in"],
        "model.place.output" => &["out"],
        "model.bad-target" => &["in", "out", "set"],
        "model.place.completion" => &["enough when"],
        "model.place.loop" => &["while", "repeat while"],
        "model.place.collection" | "model.place.cardinality" | "model.no-collection" => {
            &["for each", "one by one"]
        }
        "model.place.output-element" => &["collect"],
        "model.place.job-type" => &["job"],
        "model.place.retries" => &["retries"],
        "model.place.assignee" => &["assignee"],
        "model.place.groups" => &["groups"],
        "model.place.users" => &["users"],
        "model.place.due-date" => &["due"],
        "model.place.follow-up" => &["follow up"],
        "model.place.priority" => &["priority"],
        "model.place.script" | "model.no-result-variable" => &["set", "decision"],
        "model.place.decision" => &["decision"],
        "model.place.called-process" | "check.endless-calls" | "model.no-called-process" => &["call"],
        "model.place.timer" => &["for", "at", "every", "after"],
        "model.place.within" => &["within"],
        "model.place.key" => &["key"],
        "model.place.name" => &["message", "signal", "send", "receive", "on message", "on signal"],
        "model.place.code" | "model.code-not-fixed" => &["error", "escalation", "on error", "on escalation"],
        "check.message-without-key" => &["message", "receive", "on message"],
        "check.calendar" => &["calendar"],
        "model.outcome-too-long" => &["outcome"],
        "model.duplicate-id" | "model.id-too-long" => &["id"],
        "check.lane-twice" | "check.in-two-lanes" => &["teams"],
        "check.not-executable" => &["executable"],
        _ => &[],
    }
}
