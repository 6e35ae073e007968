//! A model on its way: bodies in bodies, with ids that say what they are; what both makers of processes share.

use super::{CALLED, Choices};
use model::bpmn::*;

/// A model on its way.
pub(super) struct Draft<'c, 'b> {
    pub choices: &'c mut Choices<'b>,
    /// The bodies that are open, the innermost last.
    bodies: Vec<Body>,
    ids: usize,
}

/// Where the next flow starts.
#[derive(Clone)]
pub(super) struct Tail {
    pub node: Id,
    pub condition: Option<&'static str>,
    pub is_default: bool,
}

impl Tail {
    pub fn of(node: Id) -> Self {
        Self { node, condition: None, is_default: false }
    }
}

/// Conditions that are always true or false.
pub(super) const CONDITIONS: [&str; 4] = ["v0 = 1", "v1 = 1", "v0 = 2", "v1 = v0"];

/// What is waited for from outside, and may also be thrown by the process itself.
pub(super) const SIGNALS: [&str; 2] = ["s0", "s1"];

/// What is waited for from outside.
pub(super) const MESSAGES: [&str; 2] = ["m0", "m1"];

/// The correlation key of all messages.
pub(super) const KEY: &str = "k";

/// Codes of errors and of escalations.
pub(super) const CODES: [&str; 2] = ["c0", "c1"];

impl<'c, 'b> Draft<'c, 'b> {
    pub fn new(choices: &'c mut Choices<'b>) -> Self {
        Self { choices, bodies: Vec::new(), ids: 0 }
    }

    pub fn open(&mut self) {
        self.bodies.push(Body::default());
    }

    pub fn close(&mut self) -> Body {
        self.bodies.pop().unwrap_or_default()
    }

    pub fn depth(&self) -> usize {
        self.bodies.len()
    }

    /// How many nodes there are; a limit of size for the makers.
    pub fn size(&self) -> usize {
        self.ids
    }

    pub fn top(&mut self) -> &mut Body {
        if self.bodies.is_empty() {
            self.open();
        }
        let last = self.bodies.len() - 1;
        &mut self.bodies[last]
    }

    pub fn id(&mut self, what: &str) -> Id {
        self.ids += 1;
        format!("{what}{}", self.ids).into()
    }

    pub fn node(&mut self, what: &str, kind: Kind) -> Id {
        let id = self.id(what);
        self.top().nodes.push(Node::new(id.clone(), kind));
        id
    }

    pub fn change(&mut self, id: &Id, change: impl FnOnce(&mut Node)) {
        if let Some(node) = self.top().nodes.iter_mut().find(|node| node.id == *id) {
            change(node);
        }
    }

    pub fn flow(&mut self, from: Tail, to: &Id) {
        let id = self.id("f");
        let condition = from.condition.map(|text| Dynamic::Formula(text.to_owned()));
        if from.is_default {
            let default = Some(id.clone());
            self.change(&from.node, |node| match &mut node.kind {
                Kind::Gateway(Gateway::Exclusive(it) | Gateway::Inclusive(it)) => it.default = default,
                Kind::Gateway(Gateway::Complex { default: it, .. }) => *it = default,
                Kind::Activity(it) => it.default = default,
                _ => {}
            });
        }
        let (source, target) = (from.node, to.clone());
        self.top().flows.push(Flow { id, name: None, source, target, condition, span: None });
    }

    /// A node behind another.
    pub fn after(&mut self, from: Tail, what: &str, kind: Kind) -> Id {
        let id = self.node(what, kind);
        self.flow(from, &id);
        id
    }

    pub fn reference(&mut self, all: &[&str]) -> Option<Id> {
        Some((*self.choices.one(all)).into())
    }

    pub fn condition(&mut self) -> &'static str {
        CONDITIONS[self.choices.pick(CONDITIONS.len())]
    }

    /// Something from outside that can be waited for.
    pub fn trigger(&mut self, may_repeat: bool) -> Trigger {
        match self.choices.pick(4) {
            0 => Trigger::Message(self.reference(&MESSAGES)),
            1 => Trigger::Signal(self.reference(&SIGNALS)),
            2 => Trigger::Conditional(Some(formula(self.condition()))),
            _ => Trigger::Timer(Some(self.timer(may_repeat))),
        }
    }

    fn timer(&mut self, may_repeat: bool) -> Timer {
        let (kind, text) = match self.choices.pick(if may_repeat { 4 } else { 2 }) {
            0 => (TimerKind::Duration, "PT30M"),
            1 => (TimerKind::Duration, "PT2H"),
            2 => (TimerKind::Cycle, "R2/PT20M"),
            _ => (TimerKind::Cycle, "R/PT1H"),
        };
        Timer { kind, value: Dynamic::Text(text.to_owned()) }
    }

    /// A task that somebody does, or that is done at once.
    pub fn task(&mut self) -> (&'static str, ActivityKind) {
        let job = JobDefinition { job_type: Some(Dynamic::Text("work".to_owned())), retries: None };
        match self.choices.pick(8) {
            0 => ("task", ActivityKind::Undefined),
            1 => ("user", ActivityKind::User(UserTask::default())),
            2 => ("job", ActivityKind::Service(job)),
            3 => ("receive", ActivityKind::Receive(self.reference(&MESSAGES))),
            4 => ("send", ActivityKind::Send(sent())),
            5 => ("rule", ActivityKind::BusinessRule(BusinessRuleTask::Job(job))),
            6 => ("manual", ActivityKind::Manual),
            _ => {
                let expression = formula("if n = null then 1 else n + 1");
                let result_variable = "n".to_owned();
                ("script", ActivityKind::Script(ScriptTask::Expression { expression, result_variable }))
            }
        }
    }

    pub fn repeat(&mut self) -> Repeat {
        if self.choices.rarely(3) {
            return Repeat::Loop {
                test_before: self.choices.flag(),
                condition: Some(formula("loopCounter < 2")),
                maximum: self.choices.flag().then_some(3),
            };
        }
        let over = self.choices.pick(4);
        let output = self.choices.flag();
        Repeat::Multi(MultiInstance {
            sequential: self.choices.flag(),
            input_collection: [None, Some("[]"), Some("[1, 2]"), Some("[1, 2, 3]")][over].map(formula),
            input_element: (over > 0).then(|| "item".to_owned()),
            cardinality: (over == 0).then(|| formula("2")),
            output_collection: output.then(|| "results".to_owned()),
            output_element: output.then(|| formula("v0")),
            completion_condition: self.choices.rarely(3).then(|| formula("numberOfCompletedInstances >= 2")),
        })
    }

    /// Variables that go in and come out.
    pub fn map(&mut self, id: &Id) {
        let (inputs, outputs) = (self.choices.flag(), self.choices.flag());
        let mapping =
            |source: &str, target: &str| Mapping { source: formula(source), target: target.to_owned() };
        self.change(id, |node| {
            if inputs {
                node.inputs.push(mapping("v0", "own"));
            }
            if outputs {
                node.outputs.push(mapping("v1", "v0"));
            }
        });
    }

    /// The activity that undoes another.
    pub fn undone_by_task(&mut self, host: &Id) {
        let trigger = Trigger::Compensation;
        let attached_to = host.clone();
        let event =
            self.node("undo", Kind::Boundary(BoundaryEvent { attached_to, interrupting: true, trigger }));
        let (what, kind) = self.task();
        let repeat = self.choices.rarely(5).then(|| self.repeat());
        let handler = Activity { for_compensation: true, repeat, ..Activity::once(kind) };
        let handler = self.node(what, Kind::Activity(handler));
        let id = self.id("association");
        self.top().associations.push(Association { id, source: event, target: handler });
    }
}

pub(super) fn formula(text: &str) -> Dynamic {
    Dynamic::Formula(text.to_owned())
}

/// A message that nobody waits for but called cases: a case that answered its own messages could go on for ever.
pub(super) fn sent() -> ThrownMessage {
    ThrownMessage {
        message: Some("t0".into()),
        correlation_key: Some(formula("\"k\"")),
        ..Default::default()
    }
}

pub(super) fn call() -> ActivityKind {
    ActivityKind::Call(CallActivity {
        process: Some(Dynamic::Text(CALLED.to_owned())),
        propagate_all_child_variables: false,
        propagate_all_parent_variables: true,
    })
}

/// A whole model of some processes, with everything that they refer to.
pub(super) fn definitions(processes: Vec<Process>) -> Definitions {
    let message = |name: &&str| MessageDefinition {
        id: (*name).into(),
        name: Dynamic::Text((*name).to_owned()),
        correlation_key: Some(formula("\"k\"")),
        span: None,
    };
    let signal = |name: &&str| NamedDefinition {
        id: (*name).into(),
        name: Dynamic::Text((*name).to_owned()),
        span: None,
    };
    let coded = |prefix: &str| {
        let code = |code: &&str| CodedDefinition {
            id: format!("{prefix}{code}").into(),
            name: None,
            code: Some(Dynamic::Text((*code).to_owned())),
            span: None,
        };
        CODES.iter().map(code).collect()
    };
    Definitions {
        id: Some("random".into()),
        processes,
        messages: MESSAGES.iter().chain(&["t0"]).map(message).collect(),
        signals: SIGNALS.iter().chain(&["u0"]).map(signal).collect(),
        errors: coded("error-"),
        escalations: coded("escalation-"),
        ..Definitions::default()
    }
}
