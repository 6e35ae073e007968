//! Processes made of blocks in blocks. Each block has one way in and one way out, loops are counted, conditions are
//! always true or false, errors are always caught: when all work is done, the case is at its end.

use super::draft::{CODES, Draft, SIGNALS, Tail, call, definitions, formula, sent};
use super::{CALLED, Choices, MAIN};
use model::bpmn::*;

/// About so many nodes and flows, then blocks stay simple.
const SIZE: usize = 70;

/// More often than this, times three, nothing is done.
const PASSES: usize = 4;

/// So deep are sub-processes in sub-processes.
const DEPTH: usize = 4;

/// A random model of blocks: a process that may call another one.
pub fn blocks(choices: &mut Choices<'_>) -> Definitions {
    let called_throws = choices.flag();
    let mut main = Maker::new(choices);
    main.called_throws = called_throws;
    let main = Process { body: main.scope(Place::Process), ..Process::new(MAIN) };
    definitions(vec![main, called(choices, Place::Process, called_throws)])
}

/// A called process that waits once, for processes that may call it in a circle.
pub(super) fn waiting(choices: &mut Choices<'_>) -> Process {
    called(choices, Place::Waiting, true)
}

fn called(choices: &mut Choices<'_>, place: Place, may_throw_errors: bool) -> Process {
    let mut maker = Maker::new(choices);
    maker.may_call = false;
    maker.signals = &["u0"];
    maker.may_throw_errors = may_throw_errors;
    let body = maker.scope(place);
    Process { body, ..Process::new(CALLED) }
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    Process,
    /// A process whose first step waits.
    Waiting,
    Embedded,
    Transaction,
    /// An event sub-process.
    Event,
}

struct Maker<'c, 'b> {
    draft: Draft<'c, 'b>,
    /// Inside a parallel block of the present scope: no path may end there alone.
    parallel: usize,
    /// Inside the handler of an event: what it throws could begin it again.
    handlers: usize,
    /// The present scope is the one in which a transaction can be cancelled.
    in_transaction: bool,
    /// An error of the present scope is caught, or was thrown.
    may_throw_errors: bool,
    throws_errors: bool,
    called_throws: bool,
    may_call: bool,
    /// How often the present place is passed, because of loops around it.
    passes: usize,
    /// What it throws.
    signals: &'static [&'static str],
}

impl<'c, 'b> Maker<'c, 'b> {
    fn new(choices: &'c mut Choices<'b>) -> Self {
        Self {
            draft: Draft::new(choices),
            parallel: 0,
            handlers: 0,
            in_transaction: false,
            may_throw_errors: false,
            throws_errors: false,
            called_throws: false,
            may_call: true,
            passes: 1,
            signals: &SIGNALS,
        }
    }

    fn pick(&mut self, count: usize) -> usize {
        self.draft.choices.pick(count)
    }

    fn rarely(&mut self, count: usize) -> bool {
        self.draft.choices.rarely(count)
    }

    /// How often an activity is done: many times, if that is not too many together.
    fn repeat(&mut self) -> Option<Repeat> {
        (self.rarely(4) && self.passes <= PASSES).then(|| self.draft.repeat())
    }

    fn is_large(&self) -> bool {
        self.draft.size() > SIZE
    }

    /// The content of a process or sub-process.
    fn scope(&mut self, place: Place) -> Body {
        let parallel = std::mem::take(&mut self.parallel);
        let in_transaction = std::mem::replace(&mut self.in_transaction, place == Place::Transaction);
        self.draft.open();
        if place != Place::Event {
            let start = StartEvent { trigger: Trigger::None, interrupting: true, form: None };
            let mut tail = Tail::of(self.draft.node("start", Kind::Start(start)));
            if place == Place::Waiting {
                let user = Activity::once(ActivityKind::User(UserTask::default()));
                tail = Tail::of(self.draft.after(tail, "user", Kind::Activity(user)));
            }
            let tail = self.sequence(tail);
            self.end(tail);
            if self.rarely(3) && !self.is_large() {
                self.event_sub_process(place);
            }
        } else {
            self.handler_body();
        }
        self.parallel = parallel;
        self.in_transaction = in_transaction;
        self.draft.close()
    }

    fn sequence(&mut self, mut tail: Tail) -> Tail {
        for _ in 0..self.pick(4) {
            tail = self.block(tail);
        }
        tail
    }

    fn block(&mut self, tail: Tail) -> Tail {
        let kind = if self.is_large() { self.pick(4) } else { self.pick(18) };
        match kind {
            0..4 => self.task(tail),
            4 | 5 => self.exclusive(tail),
            6 | 7 => self.parallel(tail),
            8 | 9 => self.inclusive(tail),
            10 if self.passes <= PASSES => self.repeated(tail),
            11 => self.event_based(tail),
            12..15 if self.draft.depth() < DEPTH => self.sub_process(tail),
            15 => self.throw(tail),
            16 if self.may_call && self.handlers == 0 => {
                let caught = self.called_throws;
                let repeat = self.repeat();
                self.activity(tail, "call", call(), repeat, caught)
            }
            17 => {
                let name = self.draft.id("link").to_string();
                self.draft.after(tail, "jump", Kind::Throw(Throw::Link(name.clone())));
                Tail::of(self.draft.node("land", Kind::Catch(Trigger::Link(name))))
            }
            _ => {
                let trigger = self.draft.trigger(false);
                Tail::of(self.draft.after(tail, "catch", Kind::Catch(trigger)))
            }
        }
    }

    fn task(&mut self, tail: Tail) -> Tail {
        let (what, kind) = self.draft.task();
        let repeat = self.repeat();
        self.activity(tail, what, kind, repeat, false)
    }

    /// An activity with what is around it. `throws`: an error may come out of it, which has to be caught.
    fn activity(
        &mut self,
        tail: Tail,
        what: &str,
        kind: ActivityKind,
        repeat: Option<Repeat>,
        throws: bool,
    ) -> Tail {
        let is_transaction =
            matches!(&kind, ActivityKind::SubProcess(sub) if sub.kind == SubProcessKind::Transaction);
        let id = self.draft.after(tail, what, Kind::Activity(Activity { repeat, ..Activity::once(kind) }));
        if self.rarely(4) {
            self.draft.map(&id);
        }
        if self.rarely(5) {
            self.draft.undone_by_task(&id);
        }
        let mut exits = vec![Tail::of(id.clone())];
        if throws {
            exits.push(self.boundary(&id, Trigger::Error(None), true));
        }
        if is_transaction {
            exits.push(self.boundary(&id, Trigger::Cancel, true));
        }
        while self.rarely(4) && !self.is_large() {
            let trigger = match self.pick(6) {
                0 => Trigger::Error(self.draft.reference(&["error-c0", "error-c1"])),
                1 => Trigger::Escalation(self.draft.reference(&["escalation-c0"])),
                2 => Trigger::Escalation(None),
                _ => self.draft.trigger(true),
            };
            let interrupting = self.rarely(2) || matches!(trigger, Trigger::Error(_));
            let exit = self.boundary(&id, trigger, interrupting);
            if interrupting {
                exits.push(exit);
            } else {
                self.draft.after(exit, "end", Kind::End(Throw::None));
            }
        }
        self.merge(exits)
    }

    /// A boundary event, and what is done when it happens.
    fn boundary(&mut self, host: &Id, trigger: Trigger, interrupting: bool) -> Tail {
        let event = BoundaryEvent { attached_to: host.clone(), interrupting, trigger };
        let event = Tail::of(self.draft.node("boundary", Kind::Boundary(event)));
        self.handlers += 1;
        let tail = if self.rarely(2) { self.block(event) } else { event };
        self.handlers -= 1;
        tail
    }

    fn merge(&mut self, mut tails: Vec<Tail>) -> Tail {
        match tails.pop() {
            Some(tail) if tails.is_empty() => tail,
            Some(tail) => {
                let merge = Kind::Gateway(Gateway::Exclusive(Decision::default()));
                let merge = self.draft.after(tail, "merge", merge);
                tails.into_iter().for_each(|tail| self.draft.flow(tail, &merge));
                Tail::of(merge)
            }
            None => Tail::of("".into()),
        }
    }

    /// The ways out of a gateway: the last one by default, the others by condition, unless a person chooses.
    fn ways(&mut self, gateway: &Id, by_person: bool) -> Vec<Tail> {
        let count = 2 + self.pick(2);
        let way = |at: usize, condition| Tail {
            node: gateway.clone(),
            condition: (!by_person && at + 1 < count).then_some(condition),
            is_default: !by_person && at + 1 == count,
        };
        (0..count).map(|at| way(at, self.draft.condition())).collect()
    }

    fn exclusive(&mut self, tail: Tail) -> Tail {
        let by_person = self.rarely(4);
        let decision = Decision { default: None, by_person };
        let gateway = self.draft.after(tail, "xor", Kind::Gateway(Gateway::Exclusive(decision)));
        let mut ways = self.ways(&gateway, by_person);
        let mut exits = Vec::new();
        if self.rarely(3) {
            let way = ways.remove(0);
            let way = self.sequence(way);
            match self.early_end() {
                Some(throw) => {
                    self.draft.after(way, "end", Kind::End(throw));
                }
                None => exits.push(way),
            }
        }
        exits.extend(ways.into_iter().map(|way| self.sequence(way)).collect::<Vec<_>>());
        self.merge(exits)
    }

    /// An end in the middle of a scope, where one may be.
    fn early_end(&mut self) -> Option<Throw> {
        let scope_goes_on = self.parallel > 0;
        match self.pick(5) {
            0 if !scope_goes_on => Some(Throw::None),
            1 if !scope_goes_on => Some(self.thrown()),
            2 if self.may_throw_errors && self.handlers == 0 => {
                self.throws_errors = true;
                Some(Throw::Error(self.draft.reference(&["error-c0", "error-c1"])))
            }
            3 if self.in_transaction && self.handlers == 0 => Some(Throw::Cancel),
            _ => Some(Throw::Terminate),
        }
    }

    fn parallel(&mut self, tail: Tail) -> Tail {
        let fork = self.draft.after(tail, "fork", Kind::Gateway(Gateway::Parallel));
        self.parallel += 1;
        let count = 2 + self.pick(2);
        let exits: Vec<Tail> = (0..count).map(|_| self.sequence(Tail::of(fork.clone()))).collect();
        self.parallel -= 1;
        self.join(exits, Gateway::Parallel)
    }

    fn inclusive(&mut self, tail: Tail) -> Tail {
        let by_person = self.rarely(4);
        let decision = Decision { default: None, by_person };
        let split = self.draft.after(tail, "or", Kind::Gateway(Gateway::Inclusive(decision)));
        let exits: Vec<Tail> =
            self.ways(&split, by_person).into_iter().map(|way| self.sequence(way)).collect();
        self.join(exits, Gateway::Inclusive(Decision::default()))
    }

    fn join(&mut self, exits: Vec<Tail>, gateway: Gateway) -> Tail {
        let join = self.draft.node("join", Kind::Gateway(gateway));
        exits.into_iter().for_each(|tail| self.draft.flow(tail, &join));
        Tail::of(join)
    }

    /// A block that is done twice.
    fn repeated(&mut self, tail: Tail) -> Tail {
        let top = self.draft.after(tail, "top", Kind::Gateway(Gateway::Exclusive(Decision::default())));
        self.passes *= 2;
        let body = self.sequence(Tail::of(top.clone()));
        self.passes /= 2;
        let counter = self.draft.id("count").to_string();
        let expression = formula(&format!("if {counter} = null then 1 else {counter} + 1"));
        let count = ScriptTask::Expression { expression, result_variable: counter.clone() };
        let count = Kind::Activity(Activity::once(ActivityKind::Script(count)));
        let count = Tail::of(self.draft.after(body, "script", count));
        let again = self.draft.after(count, "again", Kind::Gateway(Gateway::Exclusive(Decision::default())));
        self.draft.flow(Tail::of(again.clone()), &top);
        let condition = Some(formula(&format!("{counter} < 2")));
        if let Some(back) = self.draft.top().flows.last_mut() {
            back.condition = condition;
        }
        Tail { node: again, condition: None, is_default: true }
    }

    fn event_based(&mut self, tail: Tail) -> Tail {
        let gateway = Gateway::EventBased { instantiate: false };
        let gateway = self.draft.after(tail, "first", Kind::Gateway(gateway));
        let mut exits = Vec::new();
        for _ in 0..2 + self.pick(2) {
            let kind = if self.rarely(4) {
                let message = self.draft.reference(&["m0", "m1"]);
                Kind::Activity(Activity::once(ActivityKind::Receive(message)))
            } else {
                Kind::Catch(self.draft.trigger(false))
            };
            let event = self.draft.after(Tail::of(gateway.clone()), "event", kind);
            exits.push(self.sequence(Tail::of(event)));
        }
        self.merge(exits)
    }

    fn sub_process(&mut self, tail: Tail) -> Tail {
        let (outer, throws) = (self.may_throw_errors, std::mem::take(&mut self.throws_errors));
        let kind = match self.pick(5) {
            0 => SubProcessKind::Transaction,
            1 => return self.ad_hoc(tail, throws),
            _ => SubProcessKind::Embedded,
        };
        let repeat = self.repeat();
        let times = if repeat.is_some() { 3 } else { 1 };
        self.passes *= times;
        self.may_throw_errors = true;
        let is_transaction = kind == SubProcessKind::Transaction;
        let body = self.scope(if is_transaction { Place::Transaction } else { Place::Embedded });
        self.may_throw_errors = outer;
        self.passes /= times;
        let caught = std::mem::replace(&mut self.throws_errors, throws);
        let sub = ActivityKind::SubProcess(Box::new(SubProcess { kind, body }));
        self.activity(tail, "sub", sub, repeat, caught)
    }

    fn ad_hoc(&mut self, tail: Tail, throws: bool) -> Tail {
        self.throws_errors = throws;
        self.draft.open();
        let mut first = Vec::new();
        for _ in 0..1 + self.pick(3) {
            let (what, kind) = self.draft.task();
            first.push(self.draft.node(what, Kind::Activity(Activity::once(kind))));
        }
        let body = self.draft.close();
        let ids: Vec<String> = first.iter().map(|id| format!("\"{id}\"")).collect();
        let kind = SubProcessKind::AdHoc(AdHoc {
            completion_condition: self.rarely(3).then(|| formula("true")),
            keep_remaining: self.rarely(2),
            sequential: self.rarely(2),
            active_elements: self.rarely(2).then(|| formula(&format!("[{}]", ids.join(", ")))),
        });
        let repeat = self.repeat();
        let sub = ActivityKind::SubProcess(Box::new(SubProcess { kind, body }));
        self.activity(tail, "adhoc", sub, repeat, false)
    }

    /// Something that is thrown without an answer.
    fn thrown(&mut self) -> Throw {
        match self.pick(4) {
            0 if self.handlers == 0 => Throw::Signal(self.draft.reference(self.signals)),
            1 if self.handlers == 0 => {
                let code = *self.draft.choices.one(&CODES);
                Throw::Escalation(Some(format!("escalation-{code}").into()))
            }
            2 => Throw::Compensation(None),
            3 => Throw::Message(sent()),
            _ => Throw::None,
        }
    }

    fn throw(&mut self, tail: Tail) -> Tail {
        let throw = self.thrown();
        Tail::of(self.draft.after(tail, "throw", Kind::Throw(throw)))
    }

    fn end(&mut self, tail: Tail) {
        let throw = if self.rarely(4) { self.thrown() } else { Throw::None };
        self.draft.after(tail, "end", Kind::End(throw));
    }

    fn event_sub_process(&mut self, around: Place) {
        let errors = std::mem::take(&mut self.may_throw_errors);
        let body = self.scope(Place::Event);
        self.may_throw_errors = errors;
        let undo = body.nodes.iter().any(
            |node| matches!(&node.kind, Kind::Start(start) if matches!(start.trigger, Trigger::Compensation)),
        );
        if undo && around == Place::Process {
            return; // nobody undoes a process
        }
        let sub = SubProcess { kind: SubProcessKind::Event, body };
        let sub = Kind::Activity(Activity::once(ActivityKind::SubProcess(Box::new(sub))));
        self.draft.node("on", sub);
    }

    /// The content of an event sub-process.
    fn handler_body(&mut self) {
        let trigger = match self.pick(7) {
            0 => Trigger::Error(None),
            1 => Trigger::Escalation(None),
            2 => Trigger::Compensation,
            _ => self.draft.trigger(true),
        };
        let is_undo = matches!(trigger, Trigger::Compensation);
        let interrupting = self.rarely(2) || is_undo || matches!(trigger, Trigger::Error(_));
        let start = Kind::Start(StartEvent { trigger, interrupting, form: None });
        let tail = Tail::of(self.draft.node("start", start));
        self.handlers += 1;
        let mut tail = self.sequence(tail);
        if is_undo {
            tail = Tail::of(self.draft.after(tail, "throw", Kind::Throw(Throw::Compensation(None))));
        }
        self.handlers -= 1;
        self.draft.after(tail, "end", Kind::End(Throw::None));
    }
}
