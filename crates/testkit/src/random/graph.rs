//! Processes without any order: nodes of all kinds and flows between them, as long as the rules of BPMN allow them.
//! Most of them get stuck somewhere.

use super::draft::{CODES, Draft, SIGNALS, Tail, call, definitions, formula, sent};
use super::{Choices, MAIN, blocks};
use model::bpmn::*;

/// Conditions of flows; some are not always true or false.
const CONDITIONS: [&str; 5] = ["v0 = 1", "v1 = 1", "v0 = v1", "v0", "v0 > 1"];

/// So deep are sub-processes in sub-processes.
const DEPTH: usize = 3;

/// A random model: a process that may call another one.
pub fn graph(choices: &mut Choices<'_>) -> Definitions {
    let mut maker = Maker { draft: Draft::new(choices), in_transaction: false };
    let body = maker.scope(Place::Process);
    definitions(vec![Process { body, ..Process::new(MAIN) }, blocks::waiting(choices)])
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    Process,
    Embedded,
    Event,
    AdHoc,
}

struct Maker<'c, 'b> {
    draft: Draft<'c, 'b>,
    in_transaction: bool,
}

impl Maker<'_, '_> {
    fn pick(&mut self, count: usize) -> usize {
        self.draft.choices.pick(count)
    }

    fn rarely(&mut self, count: usize) -> bool {
        self.draft.choices.rarely(count)
    }

    fn scope(&mut self, place: Place) -> Body {
        self.draft.open();
        let mut sources: Vec<Id> = Vec::new();
        let mut targets: Vec<Id> = Vec::new();
        match place {
            Place::Process | Place::Embedded if !self.rarely(6) => {
                let start = StartEvent { trigger: Trigger::None, interrupting: true, form: None };
                sources.push(self.draft.node("start", Kind::Start(start)));
            }
            Place::Event => {
                let trigger = match self.pick(7) {
                    0 => Trigger::Error(None),
                    1 => Trigger::Escalation(None),
                    2 => Trigger::Compensation,
                    _ => self.draft.trigger(true),
                };
                let start = StartEvent { trigger, interrupting: self.rarely(2), form: None };
                sources.push(self.draft.node("start", Kind::Start(start)));
            }
            _ => {}
        }
        for _ in 0..1 + self.pick(7) {
            self.node(&mut sources, &mut targets);
        }
        if targets.is_empty() {
            targets.push(self.draft.node("end", Kind::End(Throw::None)));
        }
        for source in sources {
            self.flows(source, &targets);
        }
        self.draft.close()
    }

    /// A node, and whether flows may come in or go out.
    fn node(&mut self, sources: &mut Vec<Id>, targets: &mut Vec<Id>) {
        let id = match self.pick(16) {
            0..5 => {
                let (what, kind) = self.draft.task();
                self.activity(what, kind, sources)
            }
            5 => self.gateway("xor", Gateway::Exclusive(Decision { default: None, by_person: false })),
            6 => self.gateway("and", Gateway::Parallel),
            7 => self.gateway("or", Gateway::Inclusive(Decision { default: None, by_person: false })),
            8 => {
                let by_person = Decision { default: None, by_person: true };
                let gateway = if self.rarely(2) { Gateway::Inclusive } else { Gateway::Exclusive };
                self.gateway("ask", gateway(by_person))
            }
            9 => {
                let activation =
                    *self.draft.choices.one(&["activationCount >= 2", "activationCount = 1", "v0"]);
                self.gateway(
                    "complex",
                    Gateway::Complex { activation: Some(formula(activation)), default: None },
                )
            }
            10 => return self.event_based(sources, targets),
            11 => {
                let trigger = self.draft.trigger(false);
                self.draft.node("catch", Kind::Catch(trigger))
            }
            12 => {
                let throw = self.thrown();
                self.draft.node("throw", Kind::Throw(throw))
            }
            13 => {
                let throw = self.end();
                targets.push(self.draft.node("end", Kind::End(throw)));
                return;
            }
            14 => self.activity("call", call(), sources),
            _ => match self.sub_process(sources) {
                Some(id) => id,
                None => return,
            },
        };
        sources.push(id.clone());
        targets.push(id);
    }

    fn gateway(&mut self, what: &str, gateway: Gateway) -> Id {
        self.draft.node(what, Kind::Gateway(gateway))
    }

    fn event_based(&mut self, sources: &mut Vec<Id>, targets: &mut Vec<Id>) {
        let gateway = self.gateway("first", Gateway::EventBased { instantiate: false });
        for _ in 0..1 + self.pick(2) {
            let trigger = self.draft.trigger(false);
            sources.push(self.draft.after(Tail::of(gateway.clone()), "event", Kind::Catch(trigger)));
        }
        targets.push(gateway);
    }

    fn activity(&mut self, what: &str, kind: ActivityKind, sources: &mut Vec<Id>) -> Id {
        let is_transaction =
            matches!(&kind, ActivityKind::SubProcess(sub) if sub.kind == SubProcessKind::Transaction);
        let repeat = self.rarely(4).then(|| self.draft.repeat());
        let id = self.draft.node(what, Kind::Activity(Activity { repeat, ..Activity::once(kind) }));
        if self.rarely(4) {
            self.draft.map(&id);
        }
        if self.rarely(4) {
            self.draft.undone_by_task(&id);
        }
        while self.rarely(3) {
            let trigger = match self.pick(7) {
                0 => Trigger::Error(None),
                1 => Trigger::Error(Some("error-c0".into())),
                2 => Trigger::Escalation(None),
                3 if is_transaction => Trigger::Cancel,
                _ => self.draft.trigger(true),
            };
            let attached_to = id.clone();
            let event = BoundaryEvent { attached_to, interrupting: self.rarely(2), trigger };
            sources.push(self.draft.node("boundary", Kind::Boundary(event)));
        }
        id
    }

    fn sub_process(&mut self, sources: &mut Vec<Id>) -> Option<Id> {
        if self.draft.depth() >= DEPTH {
            return Some(self.activity("task", ActivityKind::Undefined, sources));
        }
        let (kind, place) = match self.pick(5) {
            0 => (SubProcessKind::Event, Place::Event),
            1 => (SubProcessKind::Transaction, Place::Embedded),
            2 => {
                let ad_hoc = AdHoc {
                    completion_condition: self.rarely(2).then(|| formula("v0 = 1")),
                    keep_remaining: self.rarely(2),
                    sequential: self.rarely(2),
                    active_elements: None,
                };
                (SubProcessKind::AdHoc(ad_hoc), Place::AdHoc)
            }
            _ => (SubProcessKind::Embedded, Place::Embedded),
        };
        let is_event = kind == SubProcessKind::Event;
        let outer = self.in_transaction;
        self.in_transaction |= kind == SubProcessKind::Transaction;
        let body = self.scope(place);
        self.in_transaction = outer;
        let sub = ActivityKind::SubProcess(Box::new(SubProcess { kind, body }));
        if is_event {
            self.draft.node("on", Kind::Activity(Activity::once(sub)));
            return None;
        }
        Some(self.activity("sub", sub, sources))
    }

    fn thrown(&mut self) -> Throw {
        match self.pick(5) {
            0 => Throw::Signal(self.draft.reference(&SIGNALS)),
            1 => {
                let code = *self.draft.choices.one(&CODES);
                Throw::Escalation(Some(format!("escalation-{code}").into()))
            }
            2 => Throw::Compensation(None),
            3 => Throw::Message(sent()),
            _ => Throw::None,
        }
    }

    fn end(&mut self) -> Throw {
        match self.pick(5) {
            0 => Throw::None,
            1 => Throw::Terminate,
            2 => Throw::Error(self.draft.reference(&["error-c0", "error-c1"])),
            3 if self.in_transaction => Throw::Cancel,
            _ => self.thrown(),
        }
    }

    /// Flows out of a node, some of them with conditions.
    fn flows(&mut self, source: Id, targets: &[Id]) {
        let count = [1, 1, 2, 2, 3, 0][self.pick(6)];
        for at in 0..count {
            let target = self.draft.choices.one(targets).clone();
            let has_condition = !source.starts_with("start") && self.rarely(2);
            let condition = has_condition.then(|| *self.draft.choices.one(&CONDITIONS));
            let is_default = condition.is_none() && at > 0 && self.rarely(2);
            self.draft.flow(Tail { node: source.clone(), condition, is_default }, &target);
        }
    }
}
