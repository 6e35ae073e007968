//! Random typed models: writing and reading, replacing and compiling.

use super::random::Choices;
use super::{read, said};
use crate::bpmn::Document;
use crate::diagram::{Bounds, Colours, Diagram, Edge, Plane, Point, Shape};
use model::bpmn::{Activity, ActivityKind, Body, Definitions, Id, Kind};
use model::graph::Graph;
use proptest::collection::vec;
use proptest::prelude::*;

/// Without what stays when a process is replaced: data and artifacts, and documentation where there is no new one.
fn plain(body: &mut Body) {
    *body = Body {
        nodes: std::mem::take(&mut body.nodes),
        flows: std::mem::take(&mut body.flows),
        ..Body::default()
    };
    for node in &mut body.nodes {
        node.documentation.get_or_insert("What to do".to_owned());
        if let Kind::Activity(Activity { kind: ActivityKind::SubProcess(sub), .. }) = &mut node.kind {
            plain(&mut sub.body);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_is_written_is_read_again(bytes in vec(any::<u8>(), 0..600)) {
        let definitions = Choices::new(&bytes).definitions();
        let written = Document::from_definitions(&definitions, None).to_xml();
        let document = read(&written);
        prop_assert_eq!(said(&document), definitions, "{}", written);
        prop_assert_eq!(document.diagnostics(), &[]);
        prop_assert_eq!(document.to_xml(), written);
    }

    #[test]
    fn one_process_takes_the_place_of_another(bytes in vec(any::<u8>(), 0..900)) {
        let mut choices = Choices::new(&bytes);
        let mut definitions = choices.definitions();
        let mut process = choices.process();
        let id: Id = "process".into();
        process.id = id.clone();
        let mut old = choices.process();
        old.id = id;
        plain(&mut old.body);
        plain(&mut process.body);
        definitions.processes.insert(0, old);
        let document = Document::from_definitions(&definitions, None).replace_process(&process, &[]);
        let again = read(&document.to_xml());
        prop_assert!(again.same_tree(&document));
        let new = said(&again);
        prop_assert_eq!(&new.processes[0].body.nodes, &process.body.nodes);
        prop_assert_eq!(&new.processes[0].body.flows, &process.body.flows);
        prop_assert_eq!(&new.processes[0].lanes, &process.lanes);
        prop_assert_eq!(&new.processes[1..], &definitions.processes[1..]);
        prop_assert_eq!(&new.messages, &definitions.messages);
        prop_assert_eq!(&new.participants, &definitions.participants);
    }

    #[test]
    fn every_model_compiles_or_says_why_not(bytes in vec(any::<u8>(), 0..900)) {
        let definitions = Choices::new(&bytes).definitions();
        model::check::check(&definitions);
        for process in &definitions.processes {
            match Graph::compile(&definitions, &process.id) {
                Ok(graph) => prop_assert_eq!(graph.nodes[0].id.clone(), process.id.clone()),
                Err(errors) => prop_assert!(!errors.is_empty()),
            }
        }
    }

    #[test]
    fn a_diagram_is_read_as_it_was_written(numbers in vec(-1e6..1e6f64, 9..40)) {
        let bounds = |at: usize| Bounds {
            x: numbers[at],
            y: numbers[at + 1],
            width: numbers[at + 2].abs(),
            height: numbers[at + 3].abs(),
        };
        let points = numbers.chunks_exact(2).map(|pair| Point { x: pair[0], y: pair[1] }).collect();
        let colours = Colours { stroke: Some("#123456".to_owned()), fill: None };
        let diagram = Diagram { planes: vec![Plane {
            element: Some("p".into()),
            shapes: vec![
                Shape { element: "a".into(), bounds: bounds(0), label: Some(bounds(4)), colours, ..Shape::default() },
                Shape { element: "a".into(), bounds: bounds(1), expanded: Some(false), ..Shape::default() },
            ],
            edges: vec![Edge { element: "f".into(), waypoints: points, ..Edge::default() }],
        }] };
        let empty = Document::from_definitions(&Definitions::default(), None);
        let document = read(&empty.set_diagram(&diagram).to_xml());
        prop_assert_eq!(document.diagram(), &diagram);
        prop_assert_eq!(document.set_diagram(&diagram).to_xml(), document.to_xml());
    }
}
