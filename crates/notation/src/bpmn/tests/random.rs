//! Random typed models, made from random bytes: fewer and smaller bytes make a simpler model, so that proptest
//! can shrink them.

use model::bpmn::*;

/// Choices, taken from bytes; zero when there are none left.
pub struct Choices<'b> {
    bytes: std::slice::Iter<'b, u8>,
    ids: usize,
    depth: usize,
}

const WORDS: [&str; 12] = [
    "a",
    "Ask the customer",
    "ลูกค้าตกลง",
    "返事を待つ",
    "< & > \" '",
    "two\nlines",
    "tab\there",
    "]]>",
    "perché, così",
    "{\"json\": [1, 2]}",
    "a  b",
    "=",
];

const FORMULAS: [&str; 5] = ["amount > 3", "a = \"b\" and c < 2", "now()", "[1, 2]", "{x: \"ก\"}"];

impl<'b> Choices<'b> {
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { bytes: bytes.iter(), ids: 0, depth: 0 }
    }

    fn pick(&mut self, count: usize) -> usize {
        usize::from(self.bytes.next().copied().unwrap_or_default()) % count
    }

    fn flag(&mut self) -> bool {
        self.pick(2) == 1
    }

    fn word(&mut self) -> String {
        WORDS[self.pick(WORDS.len() - 1)].to_owned()
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.flag().then(|| make(self))
    }

    fn list<T>(&mut self, most: usize, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.pick(most + 1)).map(|_| make(self)).collect()
    }

    fn formula(&mut self) -> Dynamic {
        Dynamic::Formula(FORMULAS[self.pick(FORMULAS.len())].to_owned())
    }

    fn dynamic(&mut self) -> Dynamic {
        if self.flag() { self.formula() } else { Dynamic::Text(self.word()) }
    }

    fn id(&mut self) -> Id {
        self.ids += 1;
        format!("{}{}", ["id", "ขั้น", "a-b.c_"][self.pick(3)], self.ids).into()
    }

    /// An id that may or may not exist.
    fn reference(&mut self) -> Id {
        format!("id{}", self.pick(20)).into()
    }

    fn pairs(&mut self) -> Vec<Pair> {
        self.list(2, |it| Pair { key: it.word(), value: it.word() })
    }

    pub fn definitions(&mut self) -> Definitions {
        Definitions {
            id: self.maybe(Self::id),
            processes: self.list(2, Self::process),
            messages: self.list(2, |it| MessageDefinition {
                id: it.id(),
                name: it.dynamic(),
                correlation_key: it.maybe(Self::dynamic),
                span: None,
            }),
            signals: self.list(2, |it| NamedDefinition { id: it.id(), name: it.dynamic(), span: None }),
            errors: self.list(2, Self::coded),
            escalations: self.list(2, Self::coded),
            participants: self.list(2, |it| Participant {
                id: it.id(),
                name: it.maybe(Self::word),
                process: it.maybe(Self::reference),
            }),
            message_flows: self.list(2, |it| MessageFlow {
                id: it.id(),
                name: it.maybe(Self::word),
                source: it.reference(),
                target: it.reference(),
            }),
        }
    }

    fn coded(&mut self) -> CodedDefinition {
        CodedDefinition {
            id: self.id(),
            name: self.maybe(Self::word),
            code: self.maybe(Self::dynamic),
            span: None,
        }
    }

    pub fn process(&mut self) -> Process {
        Process {
            name: self.maybe(Self::word),
            executable: self.flag(),
            documentation: self.maybe(Self::word),
            version_tag: self.maybe(Self::word),
            lang: self.maybe(Self::word),
            goal: self.maybe(Self::word),
            lanes: self.list(2, |it| it.lane(0)),
            body: self.body(),
            properties: self.pairs(),
            ..Process::new(self.id())
        }
    }

    fn lane(&mut self, depth: usize) -> Lane {
        Lane {
            id: self.id(),
            name: if self.flag() { self.word() } else { String::new() },
            nodes: self.list(2, Self::reference),
            lanes: if depth < 2 { self.list(1, |it| it.lane(depth + 1)) } else { vec![] },
        }
    }

    fn body(&mut self) -> Body {
        self.depth += 1;
        let nodes = self.list(4, Self::node);
        self.depth -= 1;
        let end = |it: &mut Self| match nodes.len() {
            0 => it.reference(),
            count => nodes[it.pick(count)].id.clone(),
        };
        let association =
            |it: &mut Self| Association { id: it.id(), source: it.reference(), target: end(it) };
        let mut body = Body {
            flows: self.list(4, |it| Flow {
                id: it.id(),
                name: it.maybe(Self::word),
                source: end(it),
                target: end(it),
                condition: it.maybe(Self::formula),
                span: None,
            }),
            annotations: self.list(1, |it| Annotation { id: it.id(), text: it.word() }),
            associations: self.list(1, association),
            data: self.list(3, Self::data),
            data_flows: if nodes.is_empty() { vec![] } else { self.list(1, association) },
            groups: self.list(1, |it| Annotation { id: it.id(), text: it.word() }),
            nodes: vec![],
        };
        // In this order they are written.
        body.data.sort_by_key(|item| {
            [DataKind::Input, DataKind::Output].iter().position(|it| *it == item.kind).unwrap_or(2)
        });
        body.nodes = nodes;
        body
    }

    fn data(&mut self) -> DataItem {
        let kind = [DataKind::Object, DataKind::Store, DataKind::Input, DataKind::Output][self.pick(4)];
        let collection = kind != DataKind::Store && self.flag();
        DataItem { id: self.id(), name: self.maybe(Self::word), kind, collection }
    }

    fn node(&mut self) -> Node {
        let kind = match self.pick(8) {
            0..3 => Kind::Activity(self.activity()),
            3 => Kind::Gateway(self.gateway()),
            4 => Kind::Start(StartEvent {
                trigger: self.trigger(),
                interrupting: self.flag(),
                form: self.maybe(Self::form),
            }),
            5 => Kind::Catch(self.trigger()),
            6 => Kind::Boundary(BoundaryEvent {
                attached_to: self.reference(),
                interrupting: self.flag(),
                trigger: self.trigger(),
            }),
            _ if self.flag() => Kind::Throw(self.throw()),
            _ if self.flag() => Kind::Unsupported("choreographyTask".to_owned()),
            _ => Kind::End(self.throw()),
        };
        let mapping = |it: &mut Self| Mapping { source: it.dynamic(), target: it.word() };
        Node {
            name: self.maybe(Self::word),
            documentation: self.maybe(Self::word),
            inputs: self.list(2, mapping),
            outputs: self.list(2, mapping),
            headers: self.pairs(),
            properties: self.pairs(),
            hints: Hints {
                within: self.maybe(Self::dynamic),
                calendar: self.maybe(Self::word),
                suggestion: self.maybe(Self::word),
                by_customer: self.flag(),
                outcome: self.maybe(Self::word),
            },
            ..Node::new(self.id(), kind)
        }
    }

    fn trigger(&mut self) -> Trigger {
        match self.pick(11) {
            0 => Trigger::None,
            1 => Trigger::Message(self.maybe(Self::reference)),
            2 => Trigger::Timer(self.maybe(|it| Timer {
                kind: [TimerKind::Date, TimerKind::Duration, TimerKind::Cycle][it.pick(3)],
                value: it.dynamic(),
            })),
            3 => Trigger::Signal(self.maybe(Self::reference)),
            4 => Trigger::Error(self.maybe(Self::reference)),
            5 => Trigger::Escalation(self.maybe(Self::reference)),
            6 => Trigger::Conditional(self.maybe(Self::formula)),
            7 => Trigger::Link(self.word()),
            8 => Trigger::Compensation,
            9 => Trigger::Cancel,
            _ => Trigger::Unsupported("messageEventDefinition + timerEventDefinition".to_owned()),
        }
    }

    fn throw(&mut self) -> Throw {
        match self.pick(10) {
            0 => Throw::None,
            1 => Throw::Message(self.sent()),
            2 => Throw::Signal(self.maybe(Self::reference)),
            3 => Throw::Error(self.maybe(Self::reference)),
            4 => Throw::Escalation(self.maybe(Self::reference)),
            5 => Throw::Link(self.word()),
            6 => Throw::Terminate,
            7 => Throw::Compensation(self.maybe(Self::reference)),
            8 => Throw::Cancel,
            _ => Throw::Unsupported("timerEventDefinition".to_owned()),
        }
    }

    fn sent(&mut self) -> ThrownMessage {
        let attributes = if self.flag() { vec!["further", "another"] } else { vec![] };
        ThrownMessage {
            message: self.maybe(Self::reference),
            job: self.maybe(Self::job),
            correlation_key: self.maybe(Self::dynamic),
            time_to_live: self.maybe(Self::dynamic),
            message_id: self.maybe(Self::dynamic),
            attributes: attributes
                .into_iter()
                .map(|key| Pair { key: key.to_owned(), value: self.word() })
                .collect(),
        }
    }

    fn job(&mut self) -> JobDefinition {
        JobDefinition { job_type: self.maybe(Self::dynamic), retries: self.maybe(Self::dynamic) }
    }

    fn form(&mut self) -> Form {
        match self.pick(3) {
            0 => Form::Id(self.word()),
            1 => Form::Key(self.word()),
            _ => Form::External(self.word()),
        }
    }

    fn gateway(&mut self) -> Gateway {
        let default = self.maybe(Self::reference);
        match self.pick(5) {
            0 => Gateway::Exclusive(Decision { default, by_person: self.flag() }),
            1 => Gateway::Parallel,
            2 => Gateway::Inclusive(Decision { default, by_person: self.flag() }),
            3 => Gateway::EventBased { instantiate: self.flag() },
            _ => Gateway::Complex { activation: self.maybe(Self::formula), default },
        }
    }

    fn activity(&mut self) -> Activity {
        let kind = self.activity_kind();
        Activity {
            repeat: self.maybe(Self::repeat),
            for_compensation: self.flag(),
            default: self.maybe(Self::reference),
            instantiate: matches!(kind, ActivityKind::Receive(_)) && self.flag(),
            kind,
        }
    }

    fn activity_kind(&mut self) -> ActivityKind {
        match self.pick(12) {
            0 => ActivityKind::Undefined,
            1 => ActivityKind::Manual,
            2 => ActivityKind::User(UserTask {
                assignee: self.maybe(Self::dynamic),
                candidate_groups: self.maybe(Self::dynamic),
                candidate_users: self.maybe(Self::dynamic),
                due_date: self.maybe(Self::dynamic),
                follow_up_date: self.maybe(Self::dynamic),
                priority: self.maybe(Self::dynamic),
                form: self.maybe(Self::form),
            }),
            3 => ActivityKind::Service(self.job()),
            4 => ActivityKind::Send(self.sent()),
            5 => ActivityKind::Receive(self.maybe(Self::reference)),
            6 if self.flag() => ActivityKind::Script(ScriptTask::Job(self.job())),
            6 => ActivityKind::Script(ScriptTask::Expression {
                expression: self.formula(),
                result_variable: self.word(),
            }),
            7 if self.flag() => ActivityKind::BusinessRule(BusinessRuleTask::Job(self.job())),
            7 => ActivityKind::BusinessRule(BusinessRuleTask::Decision {
                decision: self.dynamic(),
                result_variable: self.word(),
            }),
            8 => ActivityKind::Call(CallActivity {
                process: self.maybe(Self::dynamic),
                propagate_all_child_variables: self.flag(),
                propagate_all_parent_variables: self.flag(),
            }),
            _ if self.depth < 3 => {
                let kind = match self.pick(4) {
                    0 => SubProcessKind::Embedded,
                    1 => SubProcessKind::Event,
                    2 => SubProcessKind::Transaction,
                    _ => SubProcessKind::AdHoc(AdHoc {
                        completion_condition: self.maybe(Self::formula),
                        keep_remaining: self.flag(),
                        sequential: self.flag(),
                        active_elements: self.maybe(Self::formula),
                    }),
                };
                ActivityKind::SubProcess(Box::new(SubProcess { kind, body: self.body() }))
            }
            _ => ActivityKind::Undefined,
        }
    }

    fn repeat(&mut self) -> Repeat {
        if self.flag() {
            return Repeat::Loop {
                test_before: self.flag(),
                condition: self.maybe(Self::formula),
                maximum: self.maybe(|it| u32::try_from(it.pick(200)).unwrap_or_default()),
            };
        }
        Repeat::Multi(MultiInstance {
            sequential: self.flag(),
            input_collection: self.maybe(Self::formula),
            input_element: self.maybe(Self::word),
            cardinality: self.maybe(Self::dynamic),
            output_collection: self.maybe(Self::word),
            output_element: self.maybe(Self::formula),
            completion_condition: self.maybe(Self::formula),
        })
    }
}
