//! How fast BPMN XML is read, compiled and written: `cargo run --release -p notation --example parse_bench`.
//!
//! The model is made here: blocks of exclusive, parallel and inclusive splits and joins around service tasks,
//! with and without a diagram. Each figure is the best of ten runs on one thread.

use model::bpmn::{
    Activity, ActivityKind, Body, Decision, Definitions, Dynamic, Flow, Gateway, Id, JobDefinition, Kind,
    Node, Process,
};
use model::graph::Graph;
use notation::bpmn::Document;
use notation::diagram::{Bounds, Diagram, Edge, Plane, Point, Shape};
use std::time::{Duration, Instant};

fn main() {
    for blocks in [20, 1_000, 2_000] {
        let definitions = model(blocks);
        let diagram = diagram(&definitions);
        measure("with a diagram", &definitions, Some(&diagram));
        measure("without", &definitions, None);
    }
}

/// Blocks of five nodes, one after the other: split, two tasks, join, task. The kinds of split take turns.
fn model(blocks: usize) -> Definitions {
    let mut body = Body::default();
    let mut last: Option<Id> = None;
    for block in 0..blocks {
        let id = |name: &str| Id::from(format!("{name}_{block}"));
        let decision = || Decision { default: Some(id("FlowB")), by_person: false };
        let (split, join) = match block % 3 {
            0 => (Gateway::Exclusive(decision()), Gateway::Exclusive(Decision::default())),
            1 => (Gateway::Parallel, Gateway::Parallel),
            _ => (Gateway::Inclusive(decision()), Gateway::Inclusive(Decision::default())),
        };
        body.nodes.push(Node::new(id("Split"), Kind::Gateway(split)));
        body.nodes.push(task(id("TaskA"), "Ask the customer for the order number"));
        body.nodes.push(task(id("TaskB"), "Look up the delivery"));
        body.nodes.push(Node::new(id("Join"), Kind::Gateway(join)));
        body.nodes.push(task(id("TaskC"), "Write down what was agreed"));
        let mut flow = |name: &str, source: Id, target: Id, condition: bool| {
            let formula = || Dynamic::Formula("order.total > 100 and customer.vip".to_owned());
            let condition = condition.then(formula);
            body.flows.push(Flow { id: id(name), name: None, source, target, condition, span: None });
        };
        if let Some(last) = last {
            flow("FlowIn", last, id("Split"), false);
        }
        flow("FlowA", id("Split"), id("TaskA"), block % 3 != 1);
        flow("FlowB", id("Split"), id("TaskB"), false);
        flow("FlowC", id("TaskA"), id("Join"), false);
        flow("FlowD", id("TaskB"), id("Join"), false);
        flow("FlowE", id("Join"), id("TaskC"), false);
        last = Some(id("TaskC"));
    }
    Definitions { processes: vec![Process { body, ..Process::new("bench") }], ..Definitions::default() }
}

fn task(id: Id, name: &str) -> Node {
    let job = JobDefinition { job_type: Some(Dynamic::Text("http.request".to_owned())), retries: None };
    let kind = Kind::Activity(Activity::once(ActivityKind::Service(job)));
    Node { name: Some(name.to_owned()), ..Node::new(id, kind) }
}

fn diagram(definitions: &Definitions) -> Diagram {
    let process = &definitions.processes[0];
    let bounds = Bounds { x: 100.0, y: 80.0, width: 100.0, height: 80.0 };
    let corner = |x| Point { x, y: 120.0 };
    let shape = |node: &Node| Shape { element: node.id.clone(), bounds, ..Shape::default() };
    let edge = |flow: &Flow| Edge {
        element: flow.id.clone(),
        waypoints: vec![corner(200.0), corner(250.0), corner(300.0)],
        ..Edge::default()
    };
    let shapes = process.body.nodes.iter().map(shape).collect();
    let edges = process.body.flows.iter().map(edge).collect();
    Diagram { planes: vec![Plane { element: Some(process.id.clone()), shapes, edges }] }
}

fn measure(what: &str, definitions: &Definitions, diagram: Option<&Diagram>) {
    let xml = Document::from_definitions(definitions, diagram).to_xml();
    let (reading, document) = best(|| Document::parse(&xml));
    let Ok(document) = document else { return println!("the model cannot be read") };
    let (writing, _) = best(|| document.to_xml());
    let (compiling, graph) = best(|| Graph::compile(document.definitions(), "bench"));
    let (checking, _) = best(|| model::check::check(document.definitions()));
    let rate = |time: Duration| xml.len() as f64 / 1e6 / time.as_secs_f64();
    let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
    println!(
        "{:>6} nodes {what:<15} {:>6} kB: read {:>4.0} MB/s, write {:>4.0} MB/s, compile {:>6.1} ms{}, check {:>6.1} ms",
        definitions.processes[0].body.nodes.len(),
        xml.len() / 1000,
        rate(reading),
        rate(writing),
        milliseconds(compiling),
        if graph.is_ok() { "" } else { " (refused)" },
        milliseconds(checking),
    );
}

/// The shortest of ten runs, and the last result.
fn best<T>(mut run: impl FnMut() -> T) -> (Duration, T) {
    let mut timed = || {
        let start = Instant::now();
        let result = run();
        (start.elapsed(), result)
    };
    (1..10).fold(timed(), |(time, _), _| {
        let (next, result) = timed();
        (time.min(next), result)
    })
}
