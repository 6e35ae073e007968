//! Events: triggers that are waited for, and what is thrown.
//!
//! A definition that says no more than its kind (a message event without message, a timer without time) runs
//! too, so that a drawing runs at once: what is waited for is then triggered by hand, what is thrown does
//! nothing. `check` warns of each.

use super::number::Entry;
use super::{Compiler, Report};
use crate::bpmn::{self, Id};
use crate::graph::{
    Boundary, Formula, Graph, Kind, MessageRef, NodeIx, Publication, Start, SubProcessKind, Throw, Timer,
    Trigger,
};
use crate::{messages as msg, timer};
use expr::Value;
use jiff::tz::TimeZone;
use lang::{Message, Text};
use std::collections::HashMap;
use std::sync::Arc;

impl Compiler<'_> {
    pub(super) fn start(&self, start: &bpmn::StartEvent, report: &mut Report<'_>) -> Kind {
        let trigger = self.trigger(&start.trigger, report);
        // An error ends what it is thrown in, so its start event always interrupts (BPMN 2.0.2, table 10.86).
        let interrupting = start.interrupting || matches!(start.trigger, bpmn::Trigger::Error(_));
        Kind::Start(Start { trigger, interrupting, form: start.form.clone() })
    }

    pub(super) fn catch(&self, trigger: &bpmn::Trigger, report: &mut Report<'_>) -> Kind {
        use bpmn::Trigger as T;
        if matches!(trigger, T::Error(_) | T::Escalation(_) | T::Compensation | T::Cancel) {
            report.error(msg::CATCH_TRIGGER.message());
        }
        Kind::Catch(self.trigger(trigger, report))
    }

    pub(super) fn boundary(
        &self,
        boundary: &bpmn::BoundaryEvent,
        entry: &Entry<'_>,
        report: &mut Report<'_>,
    ) -> Kind {
        use bpmn::Trigger as T;
        if matches!(boundary.trigger, T::None | T::Link(_)) {
            report.error(msg::BOUNDARY_TRIGGER.message());
        }
        let always = matches!(boundary.trigger, T::Error(_) | T::Cancel);
        let trigger = self.trigger(&boundary.trigger, report);
        let host = self.host(boundary, entry, report).unwrap_or(Graph::ROOT);
        Kind::Boundary(Boundary { host, interrupting: boundary.interrupting || always, trigger })
    }

    /// The activity on whose edge a boundary event sits, in the same scope.
    fn host(
        &self,
        boundary: &bpmn::BoundaryEvent,
        entry: &Entry<'_>,
        report: &mut Report<'_>,
    ) -> Option<NodeIx> {
        let ix = self.numbering.node_by_id.get(&boundary.attached_to).copied();
        let host = ix.and_then(|ix| Some((ix, self.numbering.entry(ix)?)));
        let found = host.filter(|(_, host)| {
            host.parent == entry.parent && matches!(host.node.kind, bpmn::Kind::Activity(_))
        });
        let Some((ix, host)) = found else {
            report.error(msg::NO_HOST.message().with("id", &boundary.attached_to));
            return None;
        };
        let sub = match &host.node.kind {
            bpmn::Kind::Activity(bpmn::Activity { kind: bpmn::ActivityKind::SubProcess(sub), .. }) => {
                Some(&sub.kind)
            }
            _ => None,
        };
        if matches!(boundary.trigger, bpmn::Trigger::Cancel)
            && sub != Some(&bpmn::SubProcessKind::Transaction)
        {
            report.error(msg::CANCEL_OUTSIDE.message());
        }
        if sub == Some(&bpmn::SubProcessKind::Event) {
            report.error(msg::NO_HOST.message().with("id", &boundary.attached_to));
        }
        Some(ix)
    }

    pub(super) fn throw(&self, throw: &bpmn::Throw, report: &mut Report<'_>) -> Kind {
        if matches!(throw, bpmn::Throw::Error(_) | bpmn::Throw::Terminate | bpmn::Throw::Cancel) {
            report.error(msg::THROW_AT_END_ONLY.message());
        }
        Kind::Throw(self.thrown(throw, report))
    }

    pub(super) fn end(&self, throw: &bpmn::Throw, entry: &Entry<'_>, report: &mut Report<'_>) -> Kind {
        match throw {
            bpmn::Throw::Link(_) => report.error(msg::LINK_AT_END.message()),
            bpmn::Throw::Cancel if !self.in_transaction(entry) => report.error(msg::CANCEL_OUTSIDE.message()),
            _ => {}
        }
        Kind::End(self.thrown(throw, report))
    }

    /// Whether a transaction is around a node.
    fn in_transaction(&self, entry: &Entry<'_>) -> bool {
        let around = std::iter::successors(self.numbering.entry(entry.parent), |around| {
            self.numbering.entry(around.parent)
        });
        around.into_iter().any(|around| match &around.node.kind {
            bpmn::Kind::Activity(bpmn::Activity { kind: bpmn::ActivityKind::SubProcess(sub), .. }) => {
                sub.kind == bpmn::SubProcessKind::Transaction
            }
            _ => false,
        })
    }

    fn trigger(&self, trigger: &bpmn::Trigger, report: &mut Report<'_>) -> Trigger {
        use bpmn::Trigger as T;
        let found = match trigger {
            T::Message(id) => id.as_ref().and_then(|id| self.message(id, report)).map(Trigger::Message),
            T::Timer(timer) => timer.as_ref().and_then(|timer| self.timer(timer, report)).map(Trigger::Timer),
            T::Signal(id) => id.as_ref().and_then(|id| self.signal(id, report)).map(Trigger::Signal),
            T::Conditional(condition) => match condition {
                Some(bpmn::Dynamic::Formula(source) | bpmn::Dynamic::Text(source)) => {
                    self.expression(source, &msg::IN_CONDITION, report).map(Trigger::Conditional)
                }
                None => None,
            },
            T::Error(id) => Some(Trigger::Error(self.caught(&self.errors, id.as_ref(), report))),
            T::Escalation(id) => {
                Some(Trigger::Escalation(self.caught(&self.escalations, id.as_ref(), report)))
            }
            T::Link(name) => Some(Trigger::Link(name.trim().into())),
            T::Compensation => Some(Trigger::Compensation),
            T::Cancel => Some(Trigger::Cancel),
            T::Unsupported(what) => {
                report.error(msg::UNSUPPORTED_ELEMENT.message().with("what", what));
                None
            }
            T::None => None,
        };
        found.unwrap_or(Trigger::None)
    }

    fn thrown(&self, throw: &bpmn::Throw, report: &mut Report<'_>) -> Throw {
        use bpmn::Throw as T;
        let found = match throw {
            T::Message(sent) => match sent.job.as_ref().and_then(|job| self.job(job, report)) {
                Some(job) => Some(Throw::Job(job)),
                None => self.published(sent, report).map(Throw::Message),
            },
            T::Signal(id) => id.as_ref().and_then(|id| self.signal(id, report)).map(Throw::Signal),
            T::Error(id) => self.code(&self.errors, id.as_ref(), report).map(Throw::Error),
            T::Escalation(id) => self.code(&self.escalations, id.as_ref(), report).map(Throw::Escalation),
            T::Terminate => Some(Throw::Terminate),
            T::Cancel => Some(Throw::Cancel),
            T::Compensation(id) => {
                Some(Throw::Compensation(id.as_ref().and_then(|id| self.undone(id, report))))
            }
            T::Unsupported(what) => {
                report.error(msg::UNSUPPORTED_ELEMENT.message().with("what", what));
                None
            }
            // The target of a link is looked up when all nodes are there.
            T::Link(_) | T::None => None,
        };
        found.unwrap_or(Throw::None)
    }

    /// A timer; a fixed text has to be one.
    fn timer(&self, timer: &bpmn::Timer, report: &mut Report<'_>) -> Option<Timer> {
        if let bpmn::Dynamic::Text(text) = &timer.value {
            let fails = match timer.kind {
                bpmn::TimerKind::Date => timer::date(text, &TimeZone::UTC).err(),
                bpmn::TimerKind::Duration => timer::duration(text).err(),
                bpmn::TimerKind::Cycle => timer::cycle(text, &TimeZone::UTC).err(),
            };
            self.bad_time(fails, &msg::IN_TIMER, report)?;
        }
        let value = self.formula(&timer.value, &msg::IN_TIMER, report)?;
        Some(Timer { kind: timer.kind, value })
    }

    /// Reports a fixed time that cannot be read.
    fn bad_time(&self, fails: Option<Message>, place: &'static Text, report: &mut Report<'_>) -> Option<()> {
        let Some(problem) = fails else { return Some(()) };
        let message = msg::BAD_TIME.message().with_message("place", place.message());
        report.error(message.with_message("problem", problem));
        None
    }

    /// A length of time: how long a step may take, a message is kept. A fixed text has to be one.
    pub(super) fn length(
        &self,
        length: Option<&bpmn::Dynamic>,
        place: &'static Text,
        report: &mut Report<'_>,
    ) -> Option<Formula> {
        if let bpmn::Dynamic::Text(text) = length? {
            self.bad_time(timer::duration(text).err(), place, report)?;
        }
        self.formula_of(length, place, report)
    }

    /// When something is due: a date, or a length of time from now. A fixed text has to be one.
    pub(super) fn instant(
        &self,
        instant: Option<&bpmn::Dynamic>,
        place: &'static Text,
        report: &mut Report<'_>,
    ) -> Option<Formula> {
        if let bpmn::Dynamic::Text(text) = instant? {
            let fails = match timer::is_duration(text) {
                true => timer::duration(text).err(),
                false => timer::date(text, &TimeZone::UTC).err(),
            };
            self.bad_time(fails, place, report)?;
        }
        self.formula_of(instant, place, report)
    }

    /// The message of a catching event.
    pub(super) fn message(&self, id: &Id, report: &mut Report<'_>) -> Option<MessageRef> {
        let message = self.look_up(&self.messages, id, &msg::A_MESSAGE, report)?;
        let name = self.name(&message.name, report)?;
        let key = self.formula_of(message.correlation_key.as_ref(), &msg::IN_KEY, report);
        Some(MessageRef { name, key })
    }

    /// The message of a throwing event or send task, with the key under which it is published.
    pub(super) fn published(
        &self,
        sent: &bpmn::ThrownMessage,
        report: &mut Report<'_>,
    ) -> Option<Publication> {
        let message = self.look_up(&self.messages, sent.message.as_ref()?, &msg::A_MESSAGE, report)?;
        let name = self.name(&message.name, report)?;
        let key = self.formula_of(sent.correlation_key.as_ref(), &msg::IN_KEY, report);
        Some(Publication {
            message: MessageRef { name, key },
            time_to_live: self.length(sent.time_to_live.as_ref(), &msg::IN_TIME_TO_LIVE, report),
            id: self.formula_of(sent.message_id.as_ref(), &msg::IN_MESSAGE_ID, report),
        })
    }

    fn signal(&self, id: &Id, report: &mut Report<'_>) -> Option<Formula> {
        let signal = self.look_up(&self.signals, id, &msg::A_SIGNAL, report)?;
        self.name(&signal.name, report)
    }

    /// The name of a message or signal. One without a name is correlated by nothing, so it is left to people.
    fn name(&self, name: &bpmn::Dynamic, report: &mut Report<'_>) -> Option<Formula> {
        match name {
            bpmn::Dynamic::Text(text) if text.trim().is_empty() => None,
            name => self.formula(name, &msg::IN_NAME, report),
        }
    }

    /// The code that an event catches; `None` for every code. It is fixed, because it is looked up when
    /// something is thrown.
    fn caught(
        &self,
        all: &HashMap<&str, &bpmn::CodedDefinition>,
        id: Option<&Id>,
        report: &mut Report<'_>,
    ) -> Option<Arc<str>> {
        let definition = self.look_up(all, id?, &msg::A_CODE, report)?;
        match &definition.code {
            None => Some(definition.id.clone()),
            Some(bpmn::Dynamic::Text(code)) => Some(code.as_str().into()),
            Some(bpmn::Dynamic::Formula(formula)) => {
                report.error(msg::CODE_NOT_FIXED.message().with("expression", formula));
                None
            }
        }
    }

    /// The code that an event throws; an empty text where the model gives none.
    fn code(
        &self,
        all: &HashMap<&str, &bpmn::CodedDefinition>,
        id: Option<&Id>,
        report: &mut Report<'_>,
    ) -> Option<Formula> {
        let fixed = |code: &str| Some(Formula::Const(Value::String(code.into())));
        let Some(id) = id else { return fixed("") };
        let definition = self.look_up(all, id, &msg::A_CODE, report)?;
        match &definition.code {
            None => fixed(&definition.id),
            Some(code) => self.formula(code, &msg::IN_CODE, report),
        }
    }

    /// The activity that a compensation event undoes.
    fn undone(&self, id: &Id, report: &mut Report<'_>) -> Option<NodeIx> {
        let ix = self.numbering.node_by_id.get(id).copied();
        let activity = |ix: &NodeIx| {
            self.numbering.entry(*ix).is_some_and(|it| matches!(it.node.kind, bpmn::Kind::Activity(_)))
        };
        let found = ix.filter(activity);
        if found.is_none() {
            report.error(msg::UNKNOWN_ACTIVITY.message().with("id", id));
        }
        found
    }

    fn look_up<'a, T>(
        &self,
        all: &HashMap<&str, &'a T>,
        id: &Id,
        what: &'static Text,
        report: &mut Report<'_>,
    ) -> Option<&'a T> {
        let found = all.get(&**id).copied();
        if found.is_none() {
            report
                .error(msg::UNKNOWN_REFERENCE.message().with_message("what", what.message()).with("id", id));
        }
        found
    }
}

/// Whether a start event with this trigger may stand in an event sub-process.
pub fn starts_event_sub_process(trigger: &bpmn::Trigger) -> bool {
    use bpmn::Trigger as T;
    match trigger {
        T::Message(_) | T::Timer(_) | T::Signal(_) | T::Conditional(_) => true,
        T::Error(_) | T::Escalation(_) | T::Compensation | T::Unsupported(_) => true,
        T::None | T::Link(_) | T::Cancel => false,
    }
}

/// Whether a start event with this trigger may start a case.
pub fn starts_process(trigger: &bpmn::Trigger) -> bool {
    use bpmn::Trigger as T;
    match trigger {
        T::None | T::Message(_) | T::Timer(_) | T::Signal(_) | T::Conditional(_) | T::Unsupported(_) => true,
        T::Error(_) | T::Escalation(_) | T::Compensation | T::Link(_) | T::Cancel => false,
    }
}

/// Whether a scope of this kin is entered from the outside by its own start event.
pub fn is_event(kind: &SubProcessKind) -> bool {
    matches!(kind, SubProcessKind::Event)
}
