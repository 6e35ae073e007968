//! Layout and drawing: what holds of every picture.
#![allow(clippy::unwrap_used, reason = "a test may fall")]

#[path = "pictures/check.rs"]
mod check;
#[path = "pictures/completed.rs"]
mod completed;
#[path = "pictures/random.rs"]
mod random;
#[path = "pictures/sample.rs"]
mod sample;

use model::bpmn::*;
use notation::diagram::{Bounds, Colours, Diagram, Edge, Plane, Point, Shape};
use notation::draw::{self, Options, Theme};
use notation::layout::layout;
use notation::outline;
use proptest::prelude::*;
use std::collections::{HashMap, HashSet};

/// The models in `pictures/models`.
fn models() -> Vec<(String, Definitions)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pictures/models");
    let read = |path: std::path::PathBuf| {
        let text = std::fs::read_to_string(&path).unwrap();
        (path.file_stem().unwrap().to_string_lossy().into_owned(), sample::sample(&text))
    };
    files(folder.as_ref()).into_iter().map(read).collect()
}

fn model(name: &str) -> Definitions {
    models().into_iter().find(|(other, _)| other == name).unwrap().1
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, max_shrink_iters: 0, ..ProptestConfig::default() })]

    #[test]
    fn nothing_overlaps_in_a_random_model(seed: u64) {
        let model = random::model(seed);
        let diagram = layout(&model);
        let faults = check::faults(&model, &diagram);
        prop_assert!(faults.is_empty(), "{faults:#?}");
        prop_assert_eq!(diagram, layout(&model));
        let svg = draw::svg(&model, &layout(&model), &Options::default());
        prop_assert!(roxmltree::Document::parse(&svg).is_ok());
    }
}

/// What is measured of a picture: at how many places flows cross.
fn crossings_of(name: &str, model: &Definitions) -> String {
    let diagram = layout(model);
    assert_eq!(check::faults(model, &diagram), [""; 0], "{name}");
    format!("{name} {}\n", check::crossings(model, &diagram))
}

/// The models of this folder, the templates in every language and the models of `corpus/bpmn` that run.
fn all_models() -> Vec<(String, Definitions)> {
    let mut all: Vec<(String, Definitions)> =
        models().into_iter().map(|(name, model)| (format!("pictures/models/{name}.txt"), model)).collect();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for folder in ["corpus/bpmn/models", "corpus/bpmn/suspicious"] {
        for path in
            files(&root.join(folder)).into_iter().filter(|path| path.extension().is_some_and(|e| e == "bpmn"))
        {
            let name = format!("{folder}/{}", path.file_name().unwrap().to_string_lossy());
            let document = notation::bpmn::Document::parse(&std::fs::read_to_string(path).unwrap()).unwrap();
            all.push((name, document.definitions().clone()));
        }
    }
    for folder in files(&root.join("templates")).into_iter().filter(|path| path.is_dir()) {
        for path in files(&folder) {
            let name = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
            let outline = outline::parse(&std::fs::read_to_string(&path).unwrap(), None).outline.unwrap();
            all.push((name, outline::to_definitions(&outline).unwrap()));
        }
    }
    all
}

fn files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

#[test]
fn what_is_added_to_a_drawing_covers_nothing_and_moves_nothing() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut faults = Vec::new();
    for path in files(&root.join("corpus/bpmn/models"))
        .iter()
        .filter(|path| path.extension().is_some_and(|e| e == "bpmn"))
    {
        let document = notation::bpmn::Document::parse(&std::fs::read_to_string(path).unwrap()).unwrap();
        faults.extend(completed::faults(document.definitions(), document.diagram()));
    }
    for (name, model) in all_models() {
        let small = model.processes.iter().all(|process| process.body.nodes.len() <= 16);
        if small && ["pictures/models", "templates"].iter().any(|folder| name.starts_with(folder)) {
            faults.extend(completed::faults(&model, &layout(&model)));
        }
    }
    assert_eq!(faults, [""; 0]);
}

/// `UPDATE_CROSSINGS=1 cargo test -p notation --test pictures` writes `pictures/crossings.txt` anew.
#[test]
fn nothing_overlaps_and_no_more_flows_cross_than_did() {
    let measured: String = all_models().iter().map(|(name, model)| crossings_of(name, model)).collect();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pictures/crossings.txt");
    if std::env::var_os("UPDATE_CROSSINGS").is_some() {
        std::fs::write(path, &measured).unwrap();
    }
    let limits = std::fs::read_to_string(path).unwrap();
    let read = |text: &str| -> HashMap<String, usize> {
        let lines = text.lines().filter_map(|line| line.rsplit_once(' '));
        lines.map(|(name, count)| (name.to_owned(), count.parse().unwrap())).collect()
    };
    let limits = read(&limits);
    let mut worse: Vec<String> = Vec::new();
    for (name, count) in read(&measured) {
        let limit = limits.get(&name).copied().unwrap_or(0);
        if count > limit {
            worse.push(format!("{name}: {count} crossings instead of {limit}"));
        }
    }
    worse.sort();
    assert!(worse.is_empty(), "{}", worse.join("\n"));
}

#[test]
fn lanes_between_which_most_flows_run_come_together_if_that_saves_crossings() {
    // One and three hand over to each other all the time, while two works through a chain of its own.
    let names = ["a1", "b1", "a2", "b2", "a3", "b3", "a4", "b4"];
    let steps =
        |names: &[&str]| names.iter().map(|name| format!("user {name} \"Step\"\n")).collect::<String>();
    let own = ["x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8"];
    let text = format!(
        "lane l1 \"One\" : s a1 a2 a3 a4\nlane l2 \"Two\" : {}\nlane l3 \"Three\" : b1 b2 b3 b4\n\
        start s\n{}{}s > {}\ns > {}\n",
        own.join(" "),
        steps(&names),
        steps(&own),
        names.join(" > "),
        own.join(" > ")
    );
    let model = sample::sample(&text);
    let diagram = layout(&model);
    let top =
        |id: &str| diagram.planes[0].shapes.iter().find(|shape| *shape.element == *id).unwrap().bounds.y;
    assert!(top("l1") < top("l3") && top("l3") < top("l2"), "{} {} {}", top("l1"), top("l2"), top("l3"));
}

#[test]
fn a_boundary_event_sits_above_if_its_flow_would_cross_that_of_the_step() {
    let text = "lane l1 \"Customer\" : s a e2\nlane l2 \"Shop\" : b e\n\
        start s\nuser a \"Ask\"\nuser b \"Answer\"\nend e\nend e2 \"Left\"\nboundary-timer t a \"2 days\"\n\
        s > a > b > e\nt > e2\n";
    let model = sample::sample(text);
    let diagram = layout(&model);
    let middle = |id: &str| {
        let bounds = diagram.planes[0].shapes.iter().find(|shape| *shape.element == *id).unwrap().bounds;
        bounds.y + bounds.height / 2.0
    };
    assert!(middle("t") < middle("a"));
    assert_eq!(check::crossings(&model, &diagram), 0);
}

#[test]
fn flows_to_the_same_step_run_as_one_line() {
    let steps: String =
        (0..6).map(|at| format!("user n{at} \"Step\"\nboundary-timer t{at} n{at} \"late\"\n")).collect();
    let chain: Vec<String> = (0..6).map(|at| format!("n{at}")).collect();
    let late: String = (0..6).map(|at| format!("t{at} > late\n")).collect();
    let text = format!(
        "start s\nend e\nuser late \"Remind\"\nend e2\n{steps}s > {} > e\n{late}late > e2\n",
        chain.join(" > ")
    );
    let model = sample::sample(&text);
    let diagram = layout(&model);
    assert_eq!(check::crossings(&model, &diagram), 0);
    let low = |edge: &Edge| edge.waypoints.iter().map(|point| point.y).fold(0.0, f64::max);
    let ends: HashSet<Id> = ["t0", "t1", "t2", "t3"].map(Id::from).into();
    let body = &model.processes[0].body;
    let trunk: HashSet<u64> = body
        .flows
        .iter()
        .filter(|flow| ends.contains(&flow.source))
        .map(|flow| {
            low(diagram.planes[0].edges.iter().find(|edge| edge.element == flow.id).unwrap()).to_bits()
        })
        .collect();
    assert_eq!(trunk.len(), 1, "{trunk:?}");
}

#[test]
fn the_happy_path_is_a_straight_line() {
    for (name, path) in [
        ("small", &["s", "a", "g", "b", "e"][..]),
        ("loop", &["s", "a", "g", "b", "t", "g2", "q", "g3", "e"]),
        ("diamond", &["s", "a", "g1", "c", "c2", "g2", "g3", "d", "g4", "z", "e"]),
    ] {
        let diagram = layout(&model(name));
        let middle = |id: &&str| {
            let bounds = diagram.planes[0].shapes.iter().find(|shape| *shape.element == **id).unwrap().bounds;
            bounds.y + bounds.height / 2.0
        };
        let heights: Vec<f64> = path.iter().map(middle).collect();
        assert!(heights.windows(2).all(|pair| pair[0] == pair[1]), "{name}: {heights:?}");
    }
}

/// All text within an element of a picture, without spaces.
fn texts(svg: &str) -> HashMap<String, String> {
    let document = roxmltree::Document::parse(svg).unwrap();
    let mut out = HashMap::new();
    for node in document.descendants().filter(|node| node.has_attribute("data-element")) {
        let text: String =
            node.descendants().filter(|node| node.is_text()).filter_map(|node| node.text()).collect();
        let text = text.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(
            out.insert(node.attribute("data-element").unwrap().to_owned(), text).is_none(),
            "drawn twice"
        );
    }
    out
}

#[test]
fn every_element_is_drawn_once_with_its_name() {
    for (name, model) in models() {
        for theme in [Theme::Light, Theme::Dark] {
            let diagram = layout(&model);
            let texts = texts(&draw::svg(&model, &diagram, &Options { theme, ..Options::default() }));
            let plane = &diagram.planes[0];
            let shown: HashSet<&str> = plane
                .shapes
                .iter()
                .map(|shape| &*shape.element)
                .chain(plane.edges.iter().map(|edge| &*edge.element))
                .collect();
            assert_eq!(texts.keys().map(String::as_str).collect::<HashSet<_>>(), shown, "{name}");
            let mut open: Vec<&Body> = model.processes.iter().map(|process| &process.body).collect();
            while let Some(body) = open.pop() {
                let nodes = body.nodes.iter().map(|node| (&node.id, &node.name));
                for (id, wanted) in nodes.chain(body.flows.iter().map(|flow| (&flow.id, &flow.name))) {
                    let wanted: String =
                        wanted.iter().flat_map(|name| name.chars()).filter(|c| !c.is_whitespace()).collect();
                    assert_eq!(texts[&**id], wanted, "{name}");
                }
                open.extend(body.nodes.iter().filter_map(Node::body));
            }
        }
    }
}

#[test]
fn a_png_has_the_size_of_the_picture_and_shows_something() {
    let model = model("japanese");
    let diagram = layout(&model);
    let size = |png: &[u8]| {
        let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
        (number(16), number(20))
    };
    let one = draw::png(&model, &diagram, &Options::default()).unwrap();
    let two = draw::png(&model, &diagram, &Options { scale: 2.0, ..Options::default() }).unwrap();
    assert_eq!((size(&one).0 * 2, size(&one).1 * 2), size(&two));
    let blank = draw::png(&Definitions::default(), &diagram, &Options::default()).unwrap();
    assert_eq!(size(&blank), size(&one));
    assert!(blank.len() * 4 < one.len(), "{} {}", blank.len(), one.len());
}

#[test]
fn a_picture_that_is_too_large_is_refused() {
    let model = model("small");
    let error =
        draw::png(&model, &layout(&model), &Options { scale: 1000.0, ..Options::default() }).unwrap_err();
    assert_eq!(error.0.code(), draw::TOO_LARGE.code);
}

#[test]
fn states_and_heat_are_shown() {
    let model = model("small");
    let diagram = layout(&model);
    let plain = draw::svg(&model, &diagram, &Options::default());
    let ids = |ids: &[&str]| ids.iter().map(|id| Id::from(*id)).collect::<HashSet<Id>>();
    let flow = model.processes[0].body.flows[0].id.clone();
    for options in [
        Options { active: ids(&["a"]), ..Options::default() },
        Options { completed: ids(&["a"]), ..Options::default() },
        Options { taken: [flow].into(), ..Options::default() },
        Options { heat: [("a".into(), 0.8)].into(), ..Options::default() },
        Options { theme: Theme::Dark, ..Options::default() },
        Options { transparent: true, ..Options::default() },
    ] {
        let shown = draw::svg(&model, &diagram, &options);
        assert_ne!(shown, plain, "{options:?}");
        assert_eq!(texts(&shown), texts(&plain));
    }
}

/// A model with one user task, and a diagram of it.
fn foreign(shape: Shape, edges: Vec<Edge>) -> (Definitions, Diagram) {
    let model = sample::sample("user a \"Ask & <tell> the customer\"\nend e\na > e");
    let end = Bounds { x: 300.0, y: 20.0, width: 36.0, height: 36.0 };
    let shapes = vec![shape, Shape { element: "e".into(), bounds: end, ..Shape::default() }];
    (model, Diagram { planes: vec![Plane { element: None, shapes, edges }] })
}

#[test]
fn what_a_foreign_diagram_says_is_honoured() {
    let bounds = Bounds { x: 17.0, y: -5.0, width: 133.0, height: 71.0 };
    let colours = Colours { stroke: Some("#123456".to_owned()), fill: Some("rgb(1,2,3)".to_owned()) };
    let shape = Shape { element: "a".into(), bounds, colours, ..Shape::default() };
    let waypoints = [(150.0, 30.0), (222.5, 77.25), (300.0, 38.0)].map(|(x, y)| Point { x, y }).to_vec();
    let (model, diagram) =
        foreign(shape, vec![Edge { element: "flow1".into(), waypoints, ..Edge::default() }]);
    let svg = draw::svg(&model, &diagram, &Options::default());
    for part in ["x=\"17\" y=\"-5\" width=\"133\" height=\"71\"", "#123456", "rgb(1,2,3)", "222.5 77.25"] {
        assert!(svg.contains(part), "{part}: {svg}");
    }
    assert_eq!(texts(&svg)["a"], "Ask&<tell>thecustomer");
}

#[test]
fn a_broken_diagram_does_no_harm() {
    for value in [f64::NAN, f64::INFINITY, -1e300, 1e300, 0.0] {
        let bounds = Bounds { x: value, y: value, width: value, height: value };
        let shape = Shape { element: "a".into(), bounds, label: Some(bounds), ..Shape::default() };
        let point = Point { x: value, y: value };
        let edge =
            |waypoints| Edge { element: "flow1".into(), waypoints, label: Some(bounds), ..Edge::default() };
        for edges in [vec![edge(vec![point; 3])], vec![edge(Vec::new())], vec![edge(vec![point])]] {
            let (model, diagram) = foreign(shape.clone(), edges);
            let svg = draw::svg(&model, &diagram, &Options::default());
            assert!(roxmltree::Document::parse(&svg).is_ok(), "{svg}");
            let _ = draw::png(&model, &diagram, &Options::default());
        }
    }
    assert!(
        draw::png(
            &Definitions::default(),
            &Diagram::default(),
            &Options { scale: f64::NAN, ..Options::default() }
        )
        .is_ok()
    );
}

#[test]
fn deeply_nested_sub_processes_and_lanes_are_laid_out() {
    let mut body = Body::default();
    for depth in 0..300 {
        let sub = SubProcess { kind: SubProcessKind::Embedded, body };
        let kind = Kind::Activity(Activity::once(ActivityKind::SubProcess(Box::new(sub))));
        body = Body { nodes: vec![Node::new(format!("n{depth}"), kind)], ..Body::default() };
    }
    let mut process = Process::new("deep");
    process.body = body;
    for depth in 0..300 {
        let lanes = std::mem::take(&mut process.lanes);
        process.lanes =
            vec![Lane { id: format!("l{depth}").into(), name: "Lane".to_owned(), nodes: Vec::new(), lanes }];
    }
    let model = Definitions { processes: vec![process], ..Definitions::default() };
    let diagram = layout(&model);
    assert!(diagram.planes[0].shapes.len() > 40);
    assert!(roxmltree::Document::parse(&draw::svg(&model, &diagram, &Options::default())).is_ok());
}

/// A chain of steps with flows from anywhere to anywhere.
fn tangle(steps: usize, flows: usize) -> Definitions {
    let mut random = random::Random(7);
    let task = |at: usize| Node::new(format!("n{at}"), Kind::Activity(Activity::once(ActivityKind::Manual)));
    let flow = |ix: usize, source: usize, target: usize| Flow {
        id: format!("f{ix}").into(),
        name: ix.is_multiple_of(3).then(|| "if so".to_owned()),
        source: format!("n{source}").into(),
        target: format!("n{target}").into(),
        condition: None,
        span: None,
    };
    let mut process = Process::new("tangle");
    process.body.nodes = (0..steps).map(task).collect();
    process.body.flows = (1..steps).map(|at| flow(at, at - 1, at)).collect();
    for ix in 0..flows {
        let (source, target) = (random.below(steps), random.below(steps));
        process.body.flows.push(flow(steps + ix, source, target));
    }
    Definitions { processes: vec![process], ..Definitions::default() }
}

#[test]
fn more_long_flows_than_fit_run_above_everything() {
    let model = tangle(250, 300);
    assert_eq!(check::faults(&model, &layout(&model)), [""; 0]);
}

#[test]
fn more_long_flows_of_boundary_events_than_fit_run_above_everything() {
    let mut model = tangle(400, 0);
    let body = &mut model.processes[0].body;
    for at in 0..400 {
        let (id, host): (Id, Id) = (format!("b{at}").into(), format!("n{at}").into());
        let event = BoundaryEvent { attached_to: host, interrupting: true, trigger: Trigger::Timer(None) };
        body.nodes.push(Node::new(id, Kind::Boundary(event)));
        let (id, target): (Id, Id) = (format!("late{at}").into(), format!("n{}", (at * 7) % 400).into());
        let source = format!("b{at}").into();
        body.flows.push(Flow { id, name: None, source, target, condition: None, span: None });
    }
    assert_eq!(check::faults(&model, &layout(&model)), [""; 0]);
}

#[test]
fn two_thousand_steps_are_laid_out() {
    let model = tangle(2000, 0);
    assert_eq!(check::faults(&model, &layout(&model)), [""; 0]);
}
