//! Random models, structured or not: the outline gives all of them back.

use super::random::{on_random, sorted};
use crate::outline::{format, from_definitions, parse, to_definitions_on};
use model::bpmn::{
    Activity, ActivityKind, Body, BoundaryEvent, Decision, Definitions, Dynamic, Flow, Gateway, Id, Kind,
    Node, Process, StartEvent, Throw, Trigger, UserTask,
};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

/// For each node: what it is and where its ways lead.
type Plan = Vec<(u8, Vec<u8>, bool)>;

fn plan() -> impl Strategy<Value = Plan> {
    prop::collection::vec((0u8..9, prop::collection::vec(any::<u8>(), 1..4), any::<bool>()), 1..14)
}

fn kind(which: u8) -> Kind {
    match which {
        0 => Kind::Gateway(Gateway::Exclusive(Decision::default())),
        1 => Kind::Gateway(Gateway::Exclusive(Decision { by_person: true, default: None })),
        2 => Kind::Gateway(Gateway::Parallel),
        3 => Kind::Gateway(Gateway::Inclusive(Decision::default())),
        4 => Kind::Gateway(Gateway::Complex { activation: None, default: None }),
        5 => Kind::End(Throw::None),
        6 => Kind::Unsupported("transaction".to_owned()),
        _ => Kind::Activity(Activity::once(ActivityKind::User(UserTask::default()))),
    }
}

/// A model in which every node but the ends leads somewhere.
fn model(plan: &Plan) -> Definitions {
    let id = |at: usize| Id::from(format!("Node_{at}"));
    let start = StartEvent { trigger: Trigger::None, interrupting: true, form: None };
    let mut body = Body { nodes: vec![Node::new("Start_1", Kind::Start(start))], ..Body::default() };
    let mut flow = |source: Id, target: Id, name: Option<String>, condition: Option<Dynamic>| {
        let id = Id::from(format!("Flow_{}", body.flows.len()));
        body.flows.push(Flow { id: id.clone(), name, source, target, condition, span: None });
        id
    };
    flow(Id::from("Start_1"), id(0), None, None);
    let mut nodes = Vec::new();
    for (at, (which, ways, named)) in plan.iter().enumerate() {
        let mut node = Node::new(id(at), kind(*which));
        node.name = named.then(|| format!("step {}", at % 5));
        if *which == 5 {
            nodes.push(node);
            continue;
        }
        let activity = *which > 6;
        let count = if activity && !named { 1 } else { ways.len() };
        let mut last = None;
        for (place, way) in ways.iter().take(count).enumerate() {
            let condition = (*which == 0).then(|| Dynamic::Formula(format!("x = {place}")));
            let name = (named & (place > 0)).then(|| "answer".to_owned());
            last = Some(flow(id(at), id(usize::from(*way) % plan.len()), name, condition));
        }
        if let (Kind::Gateway(Gateway::Inclusive(decision)), Some(last)) = (&mut node.kind, last) {
            decision.default = Some(last);
        }
        if activity && ways.len() == 3 {
            let edge = Id::from(format!("Edge_{at}"));
            let event =
                BoundaryEvent { attached_to: id(at), interrupting: *named, trigger: Trigger::Error(None) };
            flow(edge.clone(), id(usize::from(ways[2]) % plan.len()), None, None);
            nodes.push(Node::new(edge, Kind::Boundary(event)));
        }
        nodes.push(node);
    }
    body.nodes.extend(nodes);
    let mut process = Process::new("Process_1");
    process.body = body;
    Definitions { processes: vec![process], ..Definitions::default() }
}

#[test]
fn every_model_comes_back_from_its_outline() {
    on_random(plan, |plan| {
        let model = model(&plan);
        let outline = from_definitions(&model, "Process_1").expect("is there");
        let text = format(&outline);
        let parsed = parse(&text, None);
        prop_assert_eq!(parsed.outline.as_ref(), Some(&outline), "{}\n{:?}", text, parsed.diagnostics);
        let again = match to_definitions_on(&outline, &model) {
            Ok(again) => again,
            Err(errors) => return Err(TestCaseError::fail(format!("{text}\n{errors:?}"))),
        };
        prop_assert_eq!(sorted(again), sorted(model), "{}", text);
        Ok(())
    });
}
