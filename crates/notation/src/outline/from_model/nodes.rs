//! A node as a line of the outline, if the outline has words for it.

use crate::outline::ast::*;
use crate::outline::canonical::is_variable;
use model::bpmn::{
    Activity, ActivityKind, Definitions, Dynamic, Gateway, Id, Kind, Node, Repeat, Throw, ThrownMessage,
    Trigger as Event,
};
use std::collections::HashMap;

/// What the definitions of a model are called.
pub struct Names<'m> {
    messages: HashMap<&'m Id, MessageRef>,
    signals: HashMap<&'m Id, &'m Dynamic>,
    errors: HashMap<&'m Id, &'m Dynamic>,
    escalations: HashMap<&'m Id, &'m Dynamic>,
}

impl<'m> Names<'m> {
    /// Looks everything up.
    pub fn of(definitions: &'m Definitions) -> Self {
        let messages = definitions.messages.iter().map(|each| {
            (&each.id, MessageRef { name: each.name.clone(), key: each.correlation_key.clone() })
        });
        let code = |each: &'m model::bpmn::CodedDefinition| Some((&each.id, each.code.as_ref()?));
        Self {
            messages: messages.collect(),
            signals: definitions.signals.iter().map(|each| (&each.id, &each.name)).collect(),
            errors: definitions.errors.iter().filter_map(code).collect(),
            escalations: definitions.escalations.iter().filter_map(code).collect(),
        }
    }

    /// What an event waits for.
    pub fn trigger(&self, event: &Event) -> Option<Trigger> {
        let coded = |id: &Option<Id>, all: &HashMap<&Id, &Dynamic>| match id {
            None => Some(None),
            Some(id) => all.get(id).map(|code| Some((*code).clone())),
        };
        Some(match event {
            Event::None => Trigger::None,
            Event::Message(id) => Trigger::Message(self.messages.get(id.as_ref()?)?.clone()),
            Event::Timer(timer) => Trigger::Timer(timer.clone()?),
            Event::Signal(id) => Trigger::Signal((*self.signals.get(id.as_ref()?)?).clone()),
            Event::Error(id) => Trigger::Error(coded(id, &self.errors)?),
            Event::Escalation(id) => Trigger::Escalation(coded(id, &self.escalations)?),
            Event::Conditional(condition) => Trigger::Condition(formula(condition.as_ref()?)?),
            Event::Link(_) | Event::Compensation | Event::Cancel | Event::Unsupported(_) => return None,
        })
    }

    /// What an event does.
    pub fn emit(&self, throw: &Throw, is_end: bool) -> Option<Emit> {
        Some(match throw {
            Throw::None => Emit::None,
            Throw::Message(thrown) => Emit::Message(self.sent(thrown)?),
            Throw::Signal(id) => Emit::Signal((*self.signals.get(id.as_ref()?)?).clone()),
            Throw::Escalation(id) => Emit::Escalation((*self.escalations.get(id.as_ref()?)?).clone()),
            Throw::Error(id) if is_end => Emit::Error((*self.errors.get(id.as_ref()?)?).clone()),
            Throw::Terminate if is_end => Emit::Terminate,
            _ => return None,
        })
    }

    fn sent(&self, thrown: &ThrownMessage) -> Option<Sent> {
        let ThrownMessage { message, job, correlation_key, time_to_live, message_id, attributes } = thrown;
        let name = match message {
            Some(id) => Some(self.messages.get(id)?.name.clone()),
            None => None,
        };
        let is_sayable = time_to_live.is_none() && message_id.is_none() && attributes.is_empty();
        is_sayable.then(|| Sent { name, key: correlation_key.clone(), job: job.clone() })
    }

    /// The item of a node, without branches and boundaries; `None` if the outline has no words for it. Sub-processes
    /// are for the caller.
    pub fn item(&self, node: &Node, ways: usize, common: Common) -> Option<Item> {
        let mut item = Item { common, ..Item::default() };
        item.kind = match &node.kind {
            Kind::Catch(event) => match self.trigger(event)? {
                Trigger::Error(_) | Trigger::Escalation(_) => return None,
                trigger => ItemKind::Wait(trigger),
            },
            Kind::Throw(throw) => ItemKind::Event(self.emit(throw, false)?),
            Kind::End(throw) if ways == 0 => ItemKind::End(self.emit(throw, true)?),
            Kind::Gateway(gateway) => gateway_kind(gateway, ways)?,
            Kind::Activity(activity) => {
                item.repeat = repeat(activity)?;
                ItemKind::Step(self.work(&activity.kind, item.common.by_customer)?)
            }
            Kind::End(_) | Kind::Start(_) | Kind::Boundary(_) | Kind::Unsupported(_) => return None,
        };
        Some(item)
    }

    fn work(&self, kind: &ActivityKind, by_customer: bool) -> Option<Work> {
        Some(match kind {
            // A person's task that the customer does would be read as a wait.
            ActivityKind::User(task) if !by_customer => Work::Person(task.clone()),
            ActivityKind::Receive(None) => Work::Receive(None),
            ActivityKind::Receive(Some(id)) => Work::Receive(Some(self.messages.get(id)?.clone())),
            ActivityKind::Service(job) => Work::Job(job.clone()),
            ActivityKind::Send(thrown) => Work::Send(self.sent(thrown)?),
            ActivityKind::Script(task) => Work::Script(task.clone()),
            ActivityKind::BusinessRule(task) => Work::Decision(task.clone()),
            ActivityKind::Call(call) => Work::Call(call.clone()),
            ActivityKind::Manual => Work::Manual,
            ActivityKind::Undefined => Work::Nothing,
            ActivityKind::User(_) | ActivityKind::SubProcess(_) => return None,
        })
    }
}

/// Attributes that every node may have; `None` if there are some for which the outline has no words.
pub fn common(node: &Node, team: Option<TeamIx>, notes: Vec<String>) -> Option<Common> {
    let Node {
        id,
        name,
        documentation,
        kind: _,
        inputs,
        outputs,
        headers,
        properties,
        hints,
        unsupported,
        span,
    } = node;
    unsupported.is_empty().then(|| Common {
        name: name.clone(),
        id: Some(id.clone()),
        team,
        guidance: documentation.clone(),
        notes,
        within: hints.within.clone(),
        calendar: hints.calendar.clone(),
        suggestion: hints.suggestion.clone(),
        outcome: hints.outcome.clone(),
        by_customer: hints.by_customer,
        inputs: inputs.clone(),
        outputs: outputs.clone(),
        headers: headers.clone(),
        properties: properties.clone(),
        place: Place::from(*span),
    })
}

/// A gateway with one way out that says nothing lets ways meet; one with several is a choice.
fn gateway_kind(gateway: &Gateway, ways: usize) -> Option<ItemKind> {
    let kind = match gateway {
        Gateway::Exclusive(decision) if decision.by_person => ChoiceKind::Choose,
        Gateway::Exclusive(_) => ChoiceKind::Check,
        Gateway::Inclusive(decision) if decision.by_person => ChoiceKind::ChooseAny,
        Gateway::Inclusive(_) => ChoiceKind::CheckAny,
        Gateway::Parallel => ChoiceKind::Together,
        Gateway::EventBased { instantiate: false } => ChoiceKind::FirstOf,
        Gateway::EventBased { instantiate: true } | Gateway::Complex { .. } => return None,
    };
    match (kind, ways) {
        (ChoiceKind::Check, 0) => Some(ItemKind::Meet(MeetKind::Each)),
        (ChoiceKind::CheckAny, 0) => Some(ItemKind::Meet(MeetKind::Any)),
        (ChoiceKind::Together, 0) => Some(ItemKind::Meet(MeetKind::All)),
        (_, 0) => None,
        _ => Some(ItemKind::Choice(kind, Vec::new())),
    }
}

/// The meeting that a choice with a single branch that says nothing is.
pub fn as_meet(kind: ChoiceKind) -> Option<MeetKind> {
    match kind {
        ChoiceKind::Check => Some(MeetKind::Each),
        ChoiceKind::CheckAny => Some(MeetKind::Any),
        ChoiceKind::Together => Some(MeetKind::All),
        ChoiceKind::Choose | ChoiceKind::ChooseAny | ChoiceKind::FirstOf => None,
    }
}

/// How often an activity runs; `None` if the outline has no words for it.
pub fn repeat(activity: &Activity) -> Option<Option<Repeat>> {
    if activity.for_compensation || activity.instantiate || activity.default.is_some() {
        return None;
    }
    let sayable = match &activity.repeat {
        None => true,
        Some(Repeat::Loop { test_before, condition, maximum }) => {
            let said = condition
                .as_ref()
                .is_none_or(|condition| formula(condition).is_some_and(|text| !text.is_empty()));
            said && (condition.is_some() || (maximum.is_some() && !test_before))
        }
        Some(Repeat::Multi(multi)) => {
            let plain = |value: &Option<Dynamic>| value.as_ref().is_none_or(|value| formula(value).is_some());
            let over = match (&multi.input_collection, &multi.cardinality, &multi.input_element) {
                (Some(_), None, Some(element)) => is_variable(element),
                (Some(Dynamic::Formula(list)), None, None) => {
                    !list.contains(" in ") && !list.ends_with(" times")
                }
                (None, Some(_), None) => true,
                _ => false,
            };
            let collected = match (&multi.output_collection, &multi.output_element) {
                (Some(list), Some(_)) => is_variable(list),
                (None, None) => true,
                _ => false,
            };
            over && collected
                && plain(&multi.input_collection)
                && plain(&multi.cardinality)
                && plain(&multi.output_element)
                && plain(&multi.completion_condition)
        }
    };
    sayable.then(|| activity.repeat.clone())
}

/// An expression; `None` if it is a fixed text.
pub fn formula(value: &Dynamic) -> Option<String> {
    match value {
        Dynamic::Formula(formula) => Some(formula.clone()),
        Dynamic::Text(_) => None,
    }
}
