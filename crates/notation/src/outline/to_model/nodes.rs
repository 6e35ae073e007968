//! A node for every line.

use super::Builder;
use super::flows::id_of;
use crate::outline::ast::*;
use model::bpmn::{
    Activity, ActivityKind, Body, BoundaryEvent, Decision, Gateway, Hints, Id, Kind, Node, StartEvent,
    SubProcess, SubProcessKind, Throw, ThrownMessage, Trigger as Event,
};

impl Builder<'_> {
    /// The start event of a way to start.
    pub fn start(&mut self, start: &Start) -> Node {
        let trigger = self.event(&start.trigger);
        let event = StartEvent { trigger, interrupting: true, form: start.form.clone() };
        filled(&start.common, Kind::Start(event))
    }

    /// The node of an item; `None` if it is a kept one that the base does not have.
    pub fn node(&mut self, item: &Item, base: Option<&Body>) -> Option<Node> {
        let kind = match &item.kind {
            ItemKind::Step(work) => self.activity(item, |builder| builder.work(work)),
            ItemKind::Group(scope) => self.activity(item, |builder| {
                let body = builder.scope(scope, base);
                ActivityKind::SubProcess(Box::new(SubProcess { kind: SubProcessKind::Embedded, body }))
            }),
            ItemKind::Wait(trigger) => Kind::Catch(self.event(trigger)),
            ItemKind::Event(emit) => Kind::Throw(self.throw(emit)),
            ItemKind::End(emit) => Kind::End(self.throw(emit)),
            ItemKind::Choice(kind, _) => Kind::Gateway(choice(*kind)),
            ItemKind::Meet(kind) => Kind::Gateway(match kind {
                MeetKind::Each => Gateway::Exclusive(Decision::default()),
                MeetKind::All => Gateway::Parallel,
                MeetKind::Any => Gateway::Inclusive(Decision::default()),
            }),
            ItemKind::Kept(_) | ItemKind::KeptEnd => {
                return self.base.nodes.get(&id_of(&item.common)).map(|node| (*node).clone());
            }
            ItemKind::GoTo(_) => return None,
        };
        Some(filled(&item.common, kind))
    }

    fn activity(&mut self, item: &Item, kind: impl FnOnce(&mut Self) -> ActivityKind) -> Kind {
        let mut activity = Activity::once(kind(self));
        activity.repeat = item.repeat.clone();
        Kind::Activity(activity)
    }

    fn work(&mut self, work: &Work) -> ActivityKind {
        match work {
            Work::Person(task) => ActivityKind::User(task.clone()),
            Work::Receive(message) => ActivityKind::Receive(
                message.as_ref().map(|message| self.definitions.message(message, self.names)),
            ),
            Work::Job(job) => ActivityKind::Service(job.clone()),
            Work::Send(sent) => ActivityKind::Send(self.thrown(sent)),
            Work::Script(task) => ActivityKind::Script(task.clone()),
            Work::Decision(task) => ActivityKind::BusinessRule(task.clone()),
            Work::Call(call) => ActivityKind::Call(call.clone()),
            Work::Manual => ActivityKind::Manual,
            Work::Nothing => ActivityKind::Undefined,
        }
    }

    fn thrown(&mut self, sent: &Sent) -> ThrownMessage {
        ThrownMessage {
            message: sent.name.as_ref().map(|name| self.definitions.sent(name, self.names)),
            job: sent.job.clone(),
            correlation_key: sent.key.clone(),
            ..ThrownMessage::default()
        }
    }

    fn event(&mut self, trigger: &Trigger) -> Event {
        let Self { definitions, names, .. } = self;
        match trigger {
            Trigger::None | Trigger::Kept => Event::None,
            Trigger::Message(message) => Event::Message(Some(definitions.message(message, names))),
            Trigger::Timer(timer) => Event::Timer(Some(timer.clone())),
            Trigger::Signal(name) => Event::Signal(Some(definitions.signal(name, names))),
            Trigger::Error(code) => Event::Error(code.as_ref().map(|code| definitions.error(code, names))),
            Trigger::Escalation(code) => {
                Event::Escalation(code.as_ref().map(|code| definitions.escalation(code, names)))
            }
            Trigger::Condition(condition) => {
                Event::Conditional(Some(model::bpmn::Dynamic::Formula(condition.clone())))
            }
        }
    }

    fn throw(&mut self, emit: &Emit) -> Throw {
        let Self { definitions, names, .. } = self;
        match emit {
            Emit::None => Throw::None,
            Emit::Message(sent) => Throw::Message(self.thrown(sent)),
            Emit::Signal(name) => Throw::Signal(Some(definitions.signal(name, names))),
            Emit::Escalation(code) => Throw::Escalation(Some(definitions.escalation(code, names))),
            Emit::Error(code) => Throw::Error(Some(definitions.error(code, names))),
            Emit::Terminate => Throw::Terminate,
        }
    }

    /// The node of an event at the edge of `host`; `None` if it is a kept one that the base does not have.
    pub fn boundary_node(&mut self, boundary: &Boundary, host: &Id) -> Option<Node> {
        if boundary.trigger == Trigger::Kept {
            return self.base.nodes.get(&id_of(&boundary.common)).map(|node| (*node).clone());
        }
        let trigger = self.event(&boundary.trigger);
        let event = BoundaryEvent { attached_to: host.clone(), interrupting: !boundary.beside, trigger };
        Some(filled(&boundary.common, Kind::Boundary(event)))
    }
}

fn choice(kind: ChoiceKind) -> Gateway {
    let decision = |by_person| Decision { default: None, by_person };
    match kind {
        ChoiceKind::Choose => Gateway::Exclusive(decision(true)),
        ChoiceKind::Check => Gateway::Exclusive(decision(false)),
        ChoiceKind::ChooseAny => Gateway::Inclusive(decision(true)),
        ChoiceKind::CheckAny => Gateway::Inclusive(decision(false)),
        ChoiceKind::Together => Gateway::Parallel,
        ChoiceKind::FirstOf => Gateway::EventBased { instantiate: false },
    }
}

fn filled(common: &Common, kind: Kind) -> Node {
    Node {
        name: common.name.clone(),
        documentation: common.guidance.clone(),
        inputs: common.inputs.clone(),
        outputs: common.outputs.clone(),
        headers: common.headers.clone(),
        properties: common.properties.clone(),
        hints: Hints {
            within: common.within.clone(),
            calendar: common.calendar.clone(),
            suggestion: common.suggestion.clone(),
            by_customer: common.by_customer,
            outcome: common.outcome.clone(),
        },
        span: common.place.span,
        ..Node::new(id_of(common), kind)
    }
}
