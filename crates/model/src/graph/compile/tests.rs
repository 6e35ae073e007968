//! What the graph looks like: numbers, starts, handlers, links, ways to inclusive joins; limits.

use crate::bpmn::{
    Activity, ActivityKind, Association, Body, BoundaryEvent, Decision, Definitions, Dynamic, Flow, Gateway,
    Kind, Lane, Node, Process, StartEvent, SubProcess, SubProcessKind, Throw, Trigger,
};
use crate::graph::{self, Formula, Graph, NodeIx};
use crate::limits::{MAX_DEPTH, MAX_FLOWS, MAX_ID, MAX_INCOMING, MAX_NODES, MAX_OUTCOME};

fn task(id: &str) -> Node {
    Node::new(id, Kind::Activity(Activity::once(ActivityKind::User(Default::default()))))
}

fn start(id: &str, trigger: Trigger) -> Node {
    Node::new(id, Kind::Start(StartEvent { trigger, interrupting: true, form: None }))
}

fn gateway(id: &str, gateway: Gateway) -> Node {
    Node::new(id, Kind::Gateway(gateway))
}

fn inclusive(id: &str) -> Node {
    gateway(id, Gateway::Inclusive(Decision::default()))
}

fn boundary(id: &str, host: &str, trigger: Trigger) -> Node {
    let event = BoundaryEvent { attached_to: host.into(), interrupting: true, trigger };
    Node::new(id, Kind::Boundary(event))
}

fn sub(id: &str, kind: SubProcessKind, body: Body) -> Node {
    let sub = SubProcess { kind, body };
    Node::new(id, Kind::Activity(Activity::once(ActivityKind::SubProcess(Box::new(sub)))))
}

/// A body whose flows are written `a->b`.
fn body(nodes: Vec<Node>, flows: &[&str]) -> Body {
    let flow = |text: &&str| {
        let (source, target) = text.split_once("->").expect("is a flow");
        Flow {
            id: (*text).into(),
            name: None,
            source: source.into(),
            target: target.into(),
            condition: None,
            span: None,
        }
    };
    Body { nodes, flows: flows.iter().map(flow).collect(), ..Body::default() }
}

fn definitions(body: Body) -> Definitions {
    Definitions { processes: vec![Process { body, ..Process::new("p") }], ..Definitions::default() }
}

fn compile(body: Body) -> Graph {
    Graph::compile(&definitions(body), "p").expect("compiles")
}

fn codes(body: Body) -> Vec<&'static str> {
    let errors = Graph::compile(&definitions(body), "p").expect_err("is refused");
    errors.iter().map(|error| error.message.code()).collect()
}

fn ids(graph: &Graph, nodes: &[NodeIx]) -> Vec<String> {
    nodes.iter().map(|ix| graph.node(*ix).id.to_string()).collect()
}

#[test]
fn nodes_are_numbered_in_document_order_a_scope_before_its_content() {
    let inner = body(vec![task("c"), task("d")], &["c->d"]);
    let graph = compile(body(
        vec![task("a"), sub("b", SubProcessKind::Embedded, inner), task("e")],
        &["a->b", "b->e"],
    ));
    let order: Vec<&str> = graph.nodes.iter().map(|node| &*node.id).collect();
    assert_eq!(order, ["p", "a", "b", "c", "d", "e"]);
    let flows: Vec<&str> = graph.flows.iter().map(|flow| &*flow.id).collect();
    assert_eq!(flows, ["a->b", "b->e", "c->d"]);
    assert_eq!(graph.node(NodeIx(4)).parent, NodeIx(2));
    assert_eq!(ids(&graph, &graph.ancestors(NodeIx(4)).collect::<Vec<_>>()), ["b", "p"]);
    assert_eq!(ids(&graph, &graph.scope(Graph::ROOT).expect("is one").children), ["a", "b", "e"]);
}

#[test]
fn a_scope_starts_at_its_none_start_events() {
    let graph = compile(body(
        vec![
            start("one", Trigger::None),
            start("two", Trigger::None),
            start("on", Trigger::Signal(None)),
            task("a"),
        ],
        &["one->a", "two->a", "on->a"],
    ));
    let scope = graph.scope(Graph::ROOT).expect("is one");
    assert_eq!(ids(&graph, &scope.starts), ["one", "two"]);
    assert_eq!(ids(&graph, &scope.triggered_starts), ["on"]);
}

#[test]
fn a_scope_without_start_event_starts_wherever_nothing_leads_to() {
    let on_error = body(vec![start("error", Trigger::Error(None))], &[]);
    let mut undo = task("undo");
    if let Kind::Activity(activity) = &mut undo.kind {
        activity.for_compensation = true;
    }
    let mut nodes = vec![task("a"), task("b"), boundary("late", "a", Trigger::Signal(None)), undo];
    nodes.push(sub("handler", SubProcessKind::Event, on_error));
    nodes.push(Node::new("link", Kind::Catch(Trigger::Link("x".to_owned()))));
    nodes.push(gateway("instantiates", Gateway::EventBased { instantiate: true }));
    nodes.push(Node::new("event", Kind::Catch(Trigger::Signal(None))));
    nodes.push(task("c"));
    let graph = compile(body(nodes, &["a->c", "instantiates->event"]));
    let scope = graph.scope(Graph::ROOT).expect("is one");
    assert_eq!(ids(&graph, &scope.starts), ["a", "b"]);
    assert_eq!(ids(&graph, &scope.triggered_starts), ["instantiates"]);
    assert_eq!(ids(&graph, &scope.event_sub_processes), ["handler"]);
    let handler = graph.scope(graph.find("handler").expect("is there")).expect("is a scope");
    assert_eq!(ids(&graph, &handler.triggered_starts), ["error"]);
    assert!(handler.starts.is_empty());
}

#[test]
fn a_handler_is_found_by_its_association_whichever_way_it_was_drawn() {
    for (source, target) in [("event", "undo"), ("undo", "event")] {
        let mut body = body(
            vec![
                task("a"),
                boundary("event", "a", Trigger::Compensation),
                boundary("late", "a", Trigger::Signal(None)),
                task("undo"),
            ],
            &[],
        );
        body.associations.push(Association { id: "x".into(), source: source.into(), target: target.into() });
        let graph = compile(body);
        let activity = graph.node(NodeIx(1));
        assert_eq!(activity.compensated_by, graph.find("undo"));
        assert_eq!(ids(&graph, &activity.boundaries), ["late"]);
        assert!(graph.node(graph.find("undo").expect("is there")).for_compensation);
        assert_eq!(ids(&graph, &graph.scope(Graph::ROOT).expect("is one").starts), ["a"]);
    }
}

#[test]
fn of_two_ways_to_undo_a_sub_process_the_one_inside_is_told_never_to_begin() {
    let told = |handler: bool| {
        let own = sub("own", SubProcessKind::Event, body(vec![start("s", Trigger::Compensation)], &[]));
        let mut undo = task("undo");
        if let Kind::Activity(activity) = &mut undo.kind {
            activity.for_compensation = true;
        }
        let trip = sub("trip", SubProcessKind::Embedded, body(vec![task("a"), own], &[]));
        let mut nodes = vec![trip];
        if handler {
            nodes.extend([boundary("edge", "trip", Trigger::Compensation), undo]);
        }
        let mut body = body(nodes, &[]);
        if handler {
            body.associations.push(Association {
                id: "x".into(),
                source: "edge".into(),
                target: "undo".into(),
            });
        }
        let found = crate::check::check(&definitions(body));
        found.iter().any(|it| {
            it.message.code() == "check.undone-from-outside" && it.element.as_deref() == Some("own")
        })
    };
    assert!(told(true));
    assert!(!told(false));
}

#[test]
fn links_lead_to_the_catching_event_of_their_name() {
    let link = |id: &str, name: &str| Node::new(id, Kind::Throw(Throw::Link(name.to_owned())));
    let target = Node::new("target", Kind::Catch(Trigger::Link("A".to_owned())));
    let graph = compile(body(vec![link("one", "A"), link("two", " A "), target], &[]));
    for id in ["one", "two"] {
        let node = graph.node(graph.find(id).expect("is there"));
        assert!(
            matches!(&node.kind, graph::Kind::Throw(graph::Throw::Link(to)) if Some(*to) == graph.find("target"))
        );
    }
}

#[test]
fn the_innermost_lane_counts_and_reaches_into_sub_processes() {
    let inner = body(vec![task("b"), task("c")], &[]);
    let lane = |id: &str, nodes: &[&str], lanes| Lane {
        id: id.into(),
        name: format!("Team {id}"),
        nodes: nodes.iter().map(|node| (*node).into()).collect(),
        lanes,
    };
    let mut definitions =
        definitions(body(vec![task("a"), sub("s", SubProcessKind::Embedded, inner), task("d")], &[]));
    definitions.processes[0].lanes =
        vec![lane("1", &["a", "s"], vec![lane("2", &["a"], vec![])]), lane("3", &["c"], vec![])];
    let graph = Graph::compile(&definitions, "p").expect("compiles");
    let lanes: Vec<&str> = graph.nodes.iter().map(|node| node.lane.as_deref().unwrap_or("-")).collect();
    assert_eq!(lanes, ["-", "Team 2", "Team 1", "Team 1", "Team 3", "-"]);
}

#[test]
fn an_inclusive_join_knows_from_where_which_of_its_flows_can_be_reached() {
    let nodes = vec![
        task("before"),
        inclusive("split"),
        task("a"),
        task("b"),
        task("c"),
        inclusive("join"),
        task("after"),
    ];
    let flows = [
        "before->split",
        "split->a",
        "split->b",
        "a->join",
        "b->c",
        "c->join",
        "join->after",
        "after->before",
    ];
    let graph = compile(body(nodes, &flows));
    let graph::Kind::Inclusive(join) = &graph.node(graph.find("join").expect("is there")).kind else {
        panic!("is a gateway")
    };
    let mut reach: Vec<(String, graph::Reach)> =
        join.reach.iter().map(|(ix, reach)| (graph.node(*ix).id.to_string(), reach.clone())).collect();
    reach.sort_by(|(a, _), (b, _)| a.cmp(b));
    let expected = [("a", vec![0]), ("b", vec![1]), ("c", vec![1])];
    let both = |flows: Vec<u16>| graph::Reach { any: flows.clone(), by_flow: flows };
    assert_eq!(reach, expected.map(|(id, flows)| (id.to_owned(), both(flows))));
}

#[test]
fn boundary_events_and_links_are_ways_to_an_inclusive_join() {
    let nodes = vec![
        task("a"),
        boundary("late", "a", Trigger::Signal(None)),
        Node::new("jump", Kind::Throw(Throw::Link("L".to_owned()))),
        Node::new("land", Kind::Catch(Trigger::Link("L".to_owned()))),
        task("b"),
        inclusive("join"),
    ];
    let graph = compile(body(nodes, &["late->jump", "land->join", "b->join"]));
    let graph::Kind::Inclusive(join) = &graph.node(graph.find("join").expect("is there")).kind else {
        panic!("is a gateway")
    };
    let reach = |id: &str| join.reach.get(&graph.find(id).expect("is there")).cloned().unwrap_or_default();
    for id in ["late", "jump", "land"] {
        assert_eq!(reach(id), graph::Reach { any: vec![0], by_flow: vec![0] }, "{id}");
    }
    assert_eq!(reach("a"), graph::Reach { any: vec![0], by_flow: vec![] }, "a boundary event is no flow");
}

#[test]
fn a_bare_task_is_done_by_a_person() {
    for kind in [ActivityKind::Service(Default::default()), ActivityKind::Send(Default::default())] {
        let graph = compile(body(vec![Node::new("a", Kind::Activity(Activity::once(kind)))], &[]));
        assert!(matches!(graph.node(NodeIx(1)).kind, graph::Kind::User(_)));
    }
}

#[test]
fn fixed_values_of_mappings_are_numbers_only_if_written_like_one() {
    let mut node = task("a");
    for text in ["5", "-1.5", "0815", "+1", "1e3", "abc", ""] {
        node.inputs
            .push(crate::bpmn::Mapping { source: Dynamic::Text(text.to_owned()), target: "x.y".to_owned() });
    }
    let graph = compile(body(vec![node], &[]));
    let kinds: Vec<&str> = graph
        .node(NodeIx(1))
        .inputs
        .iter()
        .map(|mapping| match &mapping.source {
            Formula::Const(value) => value.type_name(),
            Formula::Expr(_) => "expression",
        })
        .collect();
    assert_eq!(kinds, ["number", "number", "string", "string", "string", "string", "string"]);
    assert_eq!(graph.node(NodeIx(1)).inputs[0].target, [std::sync::Arc::from("x"), "y".into()]);
}

#[test]
fn limits_are_kept_and_named() {
    let many = (0..=MAX_NODES).map(|at| task(&format!("t{at}"))).collect();
    assert_eq!(codes(body(many, &[])), ["model.too-many-nodes"]);
    let deep = |depth: usize| {
        (0..depth).fold(Body::default(), |inner, at| {
            body(vec![sub(&format!("s{at}"), SubProcessKind::Embedded, inner)], &[])
        })
    };
    assert_eq!(codes(deep(MAX_DEPTH + 1)), ["model.too-deep"]);
    compile(deep(MAX_DEPTH));
    let long = "x".repeat(MAX_ID);
    assert_eq!(codes(body(vec![task(&format!("{long}x"))], &[])), ["model.id-too-long"]);
    let flow = format!("{}->b", &long[3..]);
    compile(body(vec![task(&long[3..]), task("b")], &[&flow]));
    assert_eq!(codes(body(vec![task(&long[2..]), task("b")], &[&format!("x{flow}")])), ["model.id-too-long"]);
    let mut end = task("a");
    end.hints.outcome = Some("x".repeat(MAX_OUTCOME + 1));
    assert_eq!(codes(body(vec![end], &[])), ["model.outcome-too-long"]);
    let mut expression = task("a");
    expression.hints.within = Some(Dynamic::Formula("1+".repeat(1_000_000)));
    assert_eq!(codes(body(vec![expression], &[])), ["model.bad-expression"]);
}

#[test]
fn flows_and_ways_have_limits_too() {
    let nodes = || vec![task("a"), inclusive("g")];
    let flow = |at: usize| {
        let id = format!("f{at}").into();
        Flow { id, name: None, source: "a".into(), target: "g".into(), condition: None, span: None }
    };
    let with = |count: usize| Body { flows: (0..count).map(flow).collect(), ..body(nodes(), &[]) };
    assert_eq!(codes(with(MAX_FLOWS + 1)), ["model.too-many-flows"]);
    assert_eq!(codes(with(MAX_INCOMING + 1)), ["model.too-many-incoming"]);
    let mut graph = compile(with(MAX_INCOMING));
    let mut errors = Vec::new();
    super::reach::fill(&definitions(with(2)).processes[0], &mut graph, 10, &mut errors);
    let codes: Vec<&str> = errors.iter().map(|error| error.message.code()).collect();
    assert_eq!(codes, ["model.too-many-ways"]);
}

#[test]
fn a_process_that_is_not_there_cannot_be_compiled() {
    let errors = Graph::compile(&Definitions::default(), "p").expect_err("is refused");
    assert_eq!(errors[0].message.code(), "model.no-process");
}
