//! Random models: block-structured, unstructured, or a mix, with lanes, sub-processes, boundary events and names in
//! several languages.

use model::bpmn::*;

/// SplitMix64 (Steele, Lea, Flood 2014): small, and the same everywhere.
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }
}

const NAMES: [&str; 12] = [
    "Check the order",
    "ok",
    "Ask the customer for the serial number of the broken device and for a photograph of it",
    "ตรวจสอบอะไหล่ในคลังสินค้าก่อนจัดส่งให้ลูกค้า",
    "お客様が内容を確認し、必要な情報を入力する",
    "Verifica la disponibilità",
    "Donaudampfschifffahrtsgesellschaftskapitän",
    "Kirim tagihan",
    "A",
    "",
    "Wait",
    "รับเรื่อง",
];

struct Maker {
    random: Random,
    counter: usize,
}

/// A model from a seed.
pub fn model(seed: u64) -> Definitions {
    let mut maker = Maker { random: Random(seed), counter: 0 };
    let mut process = Process::new("process");
    let size = 2 + maker.random.below(14);
    process.body = maker.body(size, 0);
    let mut definitions = Definitions::default();
    if maker.random.one_in(2) {
        process.lanes = maker.lanes(&process.body);
    }
    if maker.random.one_in(3) {
        let (id, name) = ("pool".into(), Some("The company".to_owned()));
        definitions.participants.push(Participant { id, name, process: Some(process.id.clone()) });
    }
    definitions.processes.push(process);
    definitions
}

impl Maker {
    fn id(&mut self, prefix: &str) -> Id {
        self.counter += 1;
        format!("{prefix}{}", self.counter).into()
    }

    fn name(&mut self) -> Option<String> {
        let name = NAMES[self.random.below(NAMES.len())];
        (!name.is_empty()).then(|| name.to_owned())
    }

    fn lanes(&mut self, body: &Body) -> Vec<Lane> {
        let mut lanes: Vec<Lane> = (0..1 + self.random.below(4))
            .map(|_| Lane {
                id: self.id("lane"),
                name: self.name().unwrap_or_default(),
                nodes: Vec::new(),
                lanes: Vec::new(),
            })
            .collect();
        let count = lanes.len();
        if self.random.one_in(3) {
            let inner = (0..2).map(|_| Lane {
                id: self.id("lane"),
                name: "Team".into(),
                nodes: Vec::new(),
                lanes: Vec::new(),
            });
            lanes[0].lanes = inner.collect();
        }
        let follows = |node: &&Node| match &node.kind {
            Kind::Boundary(_) => true,
            Kind::Activity(activity) => activity.for_compensation,
            _ => false,
        };
        for node in body.nodes.iter().filter(|node| !follows(node)) {
            let nowhere = usize::from(self.random.one_in(9));
            let at = self.random.below(count + nowhere);
            let inner = self.random.below(3);
            let Some(lane) = lanes.get_mut(at) else { continue };
            let lane = if inner < lane.lanes.len() { &mut lane.lanes[inner] } else { lane };
            lane.nodes.push(node.id.clone());
        }
        lanes
    }

    fn body(&mut self, size: usize, depth: usize) -> Body {
        let mut body = Body::default();
        if self.random.one_in(2) {
            let start = self.node(
                &mut body,
                Kind::Start(StartEvent { trigger: Trigger::None, interrupting: true, form: None }),
            );
            let last = self.block(&mut body, start, size, depth);
            let end = self.node(&mut body, Kind::End(Throw::None));
            self.flow(&mut body, &last, &end);
        } else {
            self.tangle(&mut body, size, depth);
        }
        self.extras(&mut body, depth);
        body
    }

    fn node(&mut self, body: &mut Body, kind: Kind) -> Id {
        let id = self.id("n");
        let name = self.name();
        body.nodes.push(Node { name, ..Node::new(id.clone(), kind) });
        id
    }

    fn flow(&mut self, body: &mut Body, source: &Id, target: &Id) {
        let id = self.id("f");
        let name = if self.random.one_in(4) { self.name() } else { None };
        let (source, target) = (source.clone(), target.clone());
        body.flows.push(Flow { id, name, source, target, condition: None, span: None });
    }

    fn activity(&mut self, depth: usize) -> Kind {
        let sub = |kind, body| ActivityKind::SubProcess(Box::new(SubProcess { kind, body }));
        let kind = match self.random.below(12) {
            0..3 => ActivityKind::User(UserTask::default()),
            3 => ActivityKind::Manual,
            4 if depth < 3 => {
                let size = self.random.below(6);
                sub(SubProcessKind::Embedded, self.body(size, depth + 1))
            }
            5 if depth < 3 => {
                let mut body = Body::default();
                for _ in 0..self.random.below(6) {
                    self.node(&mut body, Kind::Activity(Activity::once(ActivityKind::Manual)));
                }
                sub(SubProcessKind::AdHoc(AdHoc::default()), body)
            }
            6 => return Kind::Catch(Trigger::Timer(None)),
            7 => return Kind::Throw(Throw::Message(ThrownMessage::default())),
            8 => ActivityKind::Call(CallActivity {
                process: None,
                propagate_all_child_variables: true,
                propagate_all_parent_variables: true,
            }),
            _ => ActivityKind::Service(JobDefinition::default()),
        };
        Kind::Activity(Activity::once(kind))
    }

    fn gateway(&mut self) -> Kind {
        Kind::Gateway(match self.random.below(3) {
            0 => Gateway::Parallel,
            1 => Gateway::Inclusive(Decision::default()),
            _ => Gateway::Exclusive(Decision::default()),
        })
    }

    /// A block after `from`: a sequence of steps, choices and loops. Returns its last node.
    fn block(&mut self, body: &mut Body, from: Id, size: usize, depth: usize) -> Id {
        let mut at = from;
        let mut left = size;
        while left > 0 {
            let part = 1 + self.random.below(left);
            left -= part;
            if part < 3 {
                let kind = self.activity(depth);
                let next = self.node(body, kind);
                self.flow(body, &at, &next);
                at = next;
                continue;
            }
            let (kind, other) = (self.gateway(), self.gateway());
            let (open, close) = (self.node(body, kind), self.node(body, other));
            if self.random.one_in(3) {
                // A loop: the later gateway leads back to the earlier.
                self.flow(body, &at, &open);
                let last = self.block(body, open.clone(), part - 2, depth);
                self.flow(body, &last, &close);
                self.flow(body, &close, &open);
            } else {
                self.flow(body, &at, &open);
                for _ in 0..2 + self.random.below(3) {
                    let size = self.random.below(part - 1);
                    let last = self.block(body, open.clone(), size, depth);
                    self.flow(body, &last, &close);
                }
            }
            at = close;
        }
        at
    }

    /// Nodes with flows from anywhere to anywhere.
    fn tangle(&mut self, body: &mut Body, size: usize, depth: usize) {
        let mut ids = Vec::new();
        for _ in 0..size.max(1) {
            let kind = if self.random.one_in(3) { self.gateway() } else { self.activity(depth) };
            ids.push(self.node(body, kind));
        }
        for at in 1..ids.len() {
            if !self.random.one_in(6) {
                self.flow(body, &ids[at - 1], &ids[at]);
            }
        }
        for _ in 0..self.random.below(size + 1) {
            let (a, b) = (self.random.below(ids.len()), self.random.below(ids.len()));
            self.flow(body, &ids[a], &ids[b]);
        }
    }

    /// Boundary events, annotations, data, event sub-processes, compensation.
    fn extras(&mut self, body: &mut Body, depth: usize) {
        let activities: Vec<Id> = body
            .nodes
            .iter()
            .filter(|node| matches!(node.kind, Kind::Activity(_)))
            .map(|node| node.id.clone())
            .collect();
        let targets: Vec<Id> = body
            .nodes
            .iter()
            .filter(|node| !matches!(node.kind, Kind::Start(_)))
            .map(|node| node.id.clone())
            .collect();
        for host in activities {
            for _ in 0..self.random.below(4).saturating_sub(1) {
                let trigger = Trigger::Timer(None);
                let kind =
                    Kind::Boundary(BoundaryEvent { attached_to: host.clone(), interrupting: true, trigger });
                let event = self.node(body, kind);
                let target = match self.random.below(4) {
                    0 => targets[self.random.below(targets.len())].clone(),
                    1 => continue,
                    _ => self.node(body, Kind::End(Throw::None)),
                };
                self.flow(body, &event, &target);
            }
            if self.random.one_in(6) {
                let kind = BoundaryEvent {
                    attached_to: host.clone(),
                    interrupting: true,
                    trigger: Trigger::Compensation,
                };
                let event = self.node(body, Kind::Boundary(kind));
                let undo = Activity { for_compensation: true, ..Activity::once(ActivityKind::Manual) };
                let handler = self.node(body, Kind::Activity(undo));
                let id = self.id("t");
                body.associations.push(Association { id, source: event, target: handler });
            }
            if self.random.one_in(6) {
                let (note, tie) = (self.id("a"), self.id("t"));
                body.annotations
                    .push(Annotation { id: note.clone(), text: NAMES[self.random.below(6)].to_owned() });
                body.associations.push(Association { id: tie, source: note, target: host.clone() });
            }
            if self.random.one_in(8) {
                let (id, tie, name) = (self.id("d"), self.id("t"), self.name());
                body.data.push(DataItem { id: id.clone(), name, kind: DataKind::Object, collection: false });
                body.data_flows.push(Association { id: tie, source: id, target: host });
            }
        }
        if self.random.one_in(12) {
            let (id, text) = (self.id("g"), self.name().unwrap_or_default());
            body.groups.push(Annotation { id, text });
        }
        if depth < 2 && self.random.one_in(5) {
            let inner = self.body(2, depth + 1);
            let sub = SubProcess { kind: SubProcessKind::Event, body: inner };
            self.node(body, Kind::Activity(Activity::once(ActivityKind::SubProcess(Box::new(sub)))));
        }
    }
}
