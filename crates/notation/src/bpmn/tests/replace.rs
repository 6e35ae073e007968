//! Replacing parts of a document.

use super::{read, said};
use crate::bpmn::Document;
use crate::diagram::{Bounds, Diagram, Plane, Shape};
use model::bpmn::{Definitions, Dynamic, Kind, MessageDefinition, Process};

const OLD: &str = include_str!("../../../../../corpus/bpmn/models/collaboration.bpmn");

/// The process of the collaboration, changed.
fn changed(change: impl FnOnce(&mut Process)) -> (Document, Document) {
    let old = read(OLD);
    let mut process = old.definitions().processes[0].clone();
    change(&mut process);
    let new = old.replace_process(&process, &[]);
    let again = read(&new.to_xml());
    assert!(again.same_tree(&new));
    (old, new)
}

#[test]
fn what_the_model_does_not_know_stays_at_a_step_that_stays() {
    let (_, new) = changed(|process| process.body.nodes[1].name = Some("Check it twice".to_owned()));
    let xml = new.to_xml();
    assert!(xml.contains("name=\"Check it twice\" camunda:assignee=\"${initiator}\" acme:note=\"x\""));
    for kept in [
        "<!-- The trigger -->",
        "<!-- last words -->",
        "<!-- not for us -->",
        "acme:colour=\"blue\"",
        "processType=\"Private\"",
        "<![CDATA[ if (a < b) { ]]>",
        "Second text",
        "<bpmn2:property id=\"a-property\"",
        "dataInputAssociation id=\"reads\"",
        "group(front)",
        "acme:weight=\"0.7\"",
        "childLaneSet id=\"back-lanes\"",
        "dataObject id=\"order-object\" isCollection=\"true\" itemSubjectRef=\"order-type\"",
        "acme:shadow=\"yes\"",
        "<?editor keep=\"this\"?>",
    ] {
        assert!(xml.contains(kept), "{kept} in {xml}");
    }
}

#[test]
fn what_pointed_to_a_step_that_is_gone_goes_with_it() {
    let (old, new) = changed(|process| {
        process.body.nodes.retain(|node| &*node.id != "deliver");
        process.body.flows.retain(|flow| &*flow.id != "to-done");
        process.body.flows[1].target = "done".into();
        process.lanes[1].lanes[0].nodes.clear();
    });
    let xml = new.to_xml();
    for gone in ["\"deliver\"", "to-done", "note-of", "id=\"parcel\"", ">deliver<"] {
        assert!(OLD.contains(gone) && !xml.contains(gone), "{gone} in {xml}");
    }
    assert!(xml.contains("id=\"wish\"") && xml.contains("id=\"note\""));
    assert_eq!(new.diagram().planes[0].shapes.len(), old.diagram().planes[0].shapes.len());
    assert!(new.diagnostics().iter().all(|found| found.message.code() == "bpmn.camunda-7"));
}

#[test]
fn what_is_to_be_kept_stays_to_the_letter() {
    let old = read(OLD);
    let mut process = Process::new("selling");
    process.body.nodes.push(old.definitions().processes[0].body.nodes[0].clone());
    let new = old.replace_process(&process, &["check".into(), "deliver".into()]);
    let xml = new.to_xml();
    let element = |xml: &str| {
        let start = xml.find("<bpmn2:userTask id=\"check\"").expect("starts");
        let end = xml[start..].find("</bpmn2:userTask>").expect("ends");
        xml[start..start + end].to_owned()
    };
    assert_eq!(element(&xml), element(OLD));
    assert!(xml.contains("<bpmn2:userTask id=\"deliver\" name=\"Deliver\" />"));
    let kept: Vec<_> = said(&new).processes[0].body.nodes.iter().map(|node| node.id.to_string()).collect();
    assert_eq!(kept, ["ordered", "check", "deliver"]);
}

#[test]
fn what_is_kept_outlives_the_sub_process_around_it() {
    let old = read(
        "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'><process id='p'>\
         <subProcess id='s' xmlns:v='urn:vendor'><task id='t' v:x='1'/></subProcess></process></definitions>",
    );
    let new = read(&old.replace_process(&Process::new("p"), &["t".into()]).to_xml());
    assert_eq!(said(&new).processes[0].body.nodes.len(), 1);
    assert!(new.to_xml().contains("<task id=\"t\" v:x=\"1\" xmlns:v=\"urn:vendor\" />"), "{}", new.to_xml());
}

#[test]
fn a_step_may_become_another_kind_of_step() {
    let xml = include_str!("../../../../../corpus/bpmn/models/activities.bpmn");
    let old = read(xml);
    let mut process = old.definitions().processes[0].clone();
    let script = process.body.nodes.iter_mut().find(|node| &*node.id == "script-job").expect("is there");
    script.kind = Kind::Activity(model::bpmn::Activity::once(model::bpmn::ActivityKind::Manual));
    let new = read(&old.replace_process(&process, &[]).to_xml());
    assert_eq!(said(&new).processes[0], process_without_spans(&process));
    for gone in ["scriptFormat", "print("] {
        assert!(xml.contains(gone) && !new.to_xml().contains(gone), "what only a script task has is gone");
    }
}

fn process_without_spans(process: &Process) -> Process {
    let definitions = Definitions { processes: vec![process.clone()], ..Definitions::default() };
    definitions.without_spans().processes.remove(0)
}

#[test]
fn a_new_process_stands_before_the_diagrams() {
    let old = read(OLD);
    let mut process = Process::new("second");
    process.lang = Some("it".to_owned());
    let xml = old.replace_process(&process, &[]).to_xml();
    let new = xml.find("<bpmn2:process id=\"second\"").expect("is there");
    assert!(new < xml.find("<bpmndi:BPMNDiagram").expect("is there"));
    assert!(xml.contains("xmlns:stepwell=\"urn:stepwell:bpmn:1\""), "its namespace is declared");
}

#[test]
fn prefixes_of_the_document_are_used_even_where_they_mean_something_else_elsewhere() {
    let old = read(
        "<d:definitions xmlns:d='http://www.omg.org/spec/BPMN/20100524/MODEL' xmlns:stepwell='urn:other'>\
         <process id='p' xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' xmlns:zeebe='urn:not-zeebe'>\
         <d:userTask id='t' xmlns:d='urn:again' xmlns:x='urn:x' zeebe:y='1'><x:z/></d:userTask></process></d:definitions>"
            .replace("<d:userTask", "<userTask")
            .replace("</d:userTask", "</userTask")
            .as_str(),
    );
    let mut process = old.definitions().processes[0].clone();
    process.goal = Some("all is well".to_owned());
    process.body.nodes[0].hints.by_customer = true;
    let new = read(&old.replace_process(&process, &[]).to_xml());
    assert_eq!(said(&new).processes[0], process_without_spans(&process));
    assert!(new.to_xml().contains("xmlns:stepwell_2=\"urn:stepwell:bpmn:1\""), "{}", new.to_xml());
}

#[test]
fn a_new_diagram_takes_the_place_of_the_old_one() {
    let old = read(OLD);
    let shape = Shape {
        element: "check".into(),
        bounds: Bounds { x: 1.0, y: 2.0, width: 3.0, height: 4.5 },
        ..Shape::default()
    };
    let plane = Plane { element: Some("both".into()), shapes: vec![shape], edges: vec![] };
    let diagram = Diagram { planes: vec![plane] };
    let new = read(&old.set_diagram(&diagram).to_xml());
    assert_eq!(new.diagram(), &diagram);
    assert_eq!(said(&new), said(&old));
    assert!(new.to_xml().contains("acme:shadow=\"yes\""), "what a vendor said about the shape stays");
}

#[test]
fn definitions_are_added_once() {
    let old = read(OLD);
    let message = MessageDefinition {
        id: "paid".into(),
        name: Dynamic::Text("paid".to_owned()),
        correlation_key: Some(Dynamic::Formula("order".to_owned())),
        span: None,
    };
    let more = Definitions { messages: vec![message], ..Definitions::default() };
    let once = old.add_definitions(&more);
    let twice = once.add_definitions(&more);
    assert_eq!(said(&read(&once.to_xml())).messages, more.messages);
    assert!(twice.same_tree(&once));
}
