//! Outlines that are written back into the document from which they came.

use crate::bpmn::Document;
use crate::layout::layout;
use crate::outline::{Outline, format, from_definitions, parse, to_definitions, to_document};
use model::bpmn::{Id, Process};
use std::collections::HashSet;
use std::path::PathBuf;

fn root(folder: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(folder)
}

fn files(folder: PathBuf, extension: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(&folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(self::files(path, extension));
        } else if path.extension().is_some_and(|it| it == extension) {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Every document of the corpus that has a process, and the templates with a drawing.
fn documents() -> Vec<(String, Document)> {
    let mut documents = Vec::new();
    for folder in ["corpus/bpmn/models", "corpus/bpmn/suspicious", "corpus/bpmn/refused"] {
        for path in files(root(folder), "bpmn") {
            let xml = std::fs::read_to_string(&path).expect("text");
            let document = Document::parse(&xml).expect("is read");
            documents.push((path.display().to_string(), document));
        }
    }
    for path in files(root("templates"), "txt") {
        let text = std::fs::read_to_string(&path).expect("text");
        let model = to_definitions(&parse(&text, None).outline.expect("is read")).expect("a model");
        let document = Document::from_definitions(&model, Some(&layout(&model)));
        documents.push((path.display().to_string(), document));
    }
    documents
}

/// The outline of a process by way of its text, as the studio shows it.
fn shown(document: &Document, process: &str) -> Outline {
    let outline = from_definitions(document.definitions(), process).expect("is there");
    let text = format(&outline);
    parse(&text, None).outline.unwrap_or_else(|| panic!("{text}\n{:?}", parse(&text, None).diagnostics))
}

fn edited(document: &Document, process: &str, edit: impl Fn(&str) -> String) -> Document {
    let text = edit(&format(&shown(document, process)));
    let parsed = parse(&text, None);
    let outline = parsed.outline.unwrap_or_else(|| panic!("{text}\n{:?}", parsed.diagnostics));
    to_document(&outline, Some(document)).unwrap_or_else(|errors| panic!("{text}\n{errors:?}"))
}

#[test]
fn an_outline_that_is_not_edited_gives_the_same_document() {
    let mut wrong = Vec::new();
    for (name, document) in documents() {
        // Of nothing there is no outline, nor of what has an id twice.
        let is_one = |process: &&Process| {
            let ids: HashSet<&Id> = process.body.nodes.iter().map(|node| &node.id).collect();
            !ids.is_empty() && ids.len() == process.body.nodes.len()
        };
        for process in document.definitions().processes.iter().filter(is_one) {
            match to_document(&shown(&document, &process.id), Some(&document)) {
                Ok(same) if same.same_tree(&document) => {}
                Ok(other) => {
                    let found = differences(&document, &other);
                    wrong.push(format!("{name}: {} is another: {found:#?}", process.id));
                }
                Err(errors) => wrong.push(format!("{name}: {errors:?}")),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The text that comes back from the BPMN of a text.
fn by_way_of_bpmn(text: &str) -> Option<(String, String)> {
    let outline = parse(text, None).outline?;
    let model = to_definitions(&outline).ok()?;
    let xml = Document::from_definitions(&model, None).to_xml();
    let document = Document::parse(&xml).expect("is read");
    let back = from_definitions(document.definitions(), &model.processes[0].id).expect("is there");
    Some((format(&outline), format(&back)))
}

#[test]
fn every_template_and_every_text_of_the_corpus_comes_back_to_the_line() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for folder in ["templates", "corpus/outline"] {
        for path in files(root(folder), "txt") {
            let text = std::fs::read_to_string(&path).expect("text");
            let Some((text, back)) = by_way_of_bpmn(&text) else { continue };
            count += 1;
            if text != back {
                let place = text.lines().zip(back.lines()).position(|(a, b)| a != b).unwrap_or(0);
                let around = |text: &str| -> String {
                    text.lines().skip(place.saturating_sub(2)).take(8).collect::<Vec<_>>().join("\n")
                };
                wrong.push(format!(
                    "{}:{place}\n{}\n--- comes back as\n{}",
                    path.display(),
                    around(&text),
                    around(&back)
                ));
            }
        }
    }
    assert!(count > 200, "only {count}");
    assert!(wrong.is_empty(), "{} of {count}\n{}", wrong.len(), wrong.join("\n\n"));
}

/// A trip that is booked, with compensation, an event sub-process, two pools, data, and extensions of another vendor.
const TRIP: &str = include_str!("../../../../../corpus/bpmn/models/trip.bpmn");

fn trip() -> Document {
    Document::parse(TRIP).expect("is read")
}

/// The lines of the XML that only one of two documents has, without blanks at their ends.
fn differences(old: &Document, new: &Document) -> (Vec<String>, Vec<String>) {
    let lines = |document: &Document| document.to_xml().lines().map(|line| line.trim().to_owned()).collect();
    let (mut gone, mut added): (Vec<String>, Vec<String>) = (lines(old), Vec::new());
    for line in lines(new) as Vec<String> {
        match gone.iter().position(|other| *other == line) {
            Some(at) => drop(gone.remove(at)),
            None => added.push(line),
        }
    }
    (gone, added)
}

/// Edits the trip; the lines that are gone, and those that are new.
fn edit(from: &str, to: &str) -> (Vec<String>, Vec<String>) {
    let old = trip();
    let new = edited(&old, "booking", |text| {
        assert!(text.contains(from), "{from} in {text}");
        text.replacen(from, to, 1)
    });
    assert!(new.diagnostics().is_empty(), "{:?}", new.diagnostics());
    // What was written is what the text said.
    let id = new.definitions().processes[0].id.clone();
    let again = to_document(&shown(&new, &id), Some(&new)).expect("can be written");
    assert!(again.same_tree(&new));
    differences(&old, &new)
}

#[test]
fn what_the_outline_cannot_say_is_a_block_with_a_name() {
    let text = format(&shown(&trip(), "booking"));
    for line in ["→ kept end: Trip given up", "    id: Undo", "kept: Undone, Cancel, Trouble"] {
        assert!(text.lines().any(|it| it.trim_start() == line.trim_start()), "{line} in\n{text}");
    }
}

#[test]
fn a_step_with_another_name_stays_the_same_step() {
    let (gone, added) = edit("asks where to and when", "asks for the wishes");
    assert_eq!(gone, ["<bpmn:userTask id=\"Wishes\" name=\"asks where to and when\" acme:colour=\"blue\">"]);
    assert_eq!(added, ["<bpmn:userTask id=\"Wishes\" name=\"asks for the wishes\" acme:colour=\"blue\">"]);
}

#[test]
fn guidance_that_is_deleted_is_gone_and_other_documentation_stays() {
    let (gone, added) = edit("    say: Ask for the dates too.\n", "");
    assert_eq!(gone, ["<bpmn:documentation>Ask for the dates too.</bpmn:documentation>"]);
    assert!(added.is_empty(), "{added:?}");
}

#[test]
fn notes_are_added_and_deleted() {
    let (gone, added) = edit("    note: Passports!\n", "");
    assert!(added.is_empty(), "{added:?}");
    let all = gone.join("\n");
    assert!(
        all.contains("id=\"Hint\"") && all.contains("id=\"HintLine\"") && all.contains("\"Hint_di\""),
        "{all}"
    );
    assert_eq!(gone.len(), 3 + 1 + 3, "{all}");
    let (gone, added) = edit("    note: Passports!\n", "    note: Passports!\n    note: Visas!\n");
    assert!(gone.is_empty(), "{gone:?}");
    assert!(added.join("\n").contains("<bpmn:text>Visas!</bpmn:text>"));
}

#[test]
fn a_new_step_gets_an_id_and_a_place_of_its_own() {
    let before = "→ Front desk: books flight and hotel";
    let (gone, added) = edit(before, &format!("→ Front desk: checks the price\n{before}"));
    // Only the way from the step before leads elsewhere now.
    let all = gone.join("\n");
    assert!(gone.len() == 5 && all.matches("Flow_2").count() == 5, "{all}");
    let all = added.join("\n");
    for new in [
        "<bpmn:userTask id=\"checks_the_price\" name=\"checks the price\">",
        "<bpmn:flowNodeRef>checks_the_price</bpmn:flowNodeRef>",
        "sourceRef=\"Wishes\" targetRef=\"checks_the_price\"",
        "sourceRef=\"checks_the_price\" targetRef=\"Book\"",
        "bpmnElement=\"checks_the_price\"",
    ] {
        assert!(all.contains(new), "{new} in {all}");
    }
}

#[test]
fn a_step_that_moves_or_gets_a_twin_keeps_its_id() {
    let text = "workflow: x\nstart: a\n→ Agent: calls\n→ Agent: writes\n→ Agent: calls\n→ choose\n    - yes\n    - no\n        → Agent: pays\n→ end: Done";
    let model = to_definitions(&parse(text, None).outline.expect("is read")).expect("a model");
    let base = Document::from_definitions(&model, Some(&layout(&model)));
    let names = |document: &Document| -> Vec<(String, String)> {
        let nodes = &document.definitions().processes[0].body.nodes;
        nodes.iter().map(|node| (node.id.to_string(), node.name.clone().unwrap_or_default())).collect()
    };
    let new = |edit: &str| {
        let outline = parse(edit, None).outline.expect("is read");
        names(&to_document(&outline, Some(&base)).expect("can be written"))
    };
    let pair = |id: &str, name: &str| (id.to_owned(), name.to_owned());
    // Another step of the same name before those that were there, and one before the choice without a name.
    let twin = new(&text
        .replace("start: a\n", "start: a\n→ Agent: pays\n")
        .replace("→ choose", "→ Agent: thinks\n→ choose"));
    for old in names(&base) {
        assert!(twin.contains(&old), "{old:?} in {twin:?}");
    }
    assert!(twin.contains(&pair("pays_2", "pays")) && twin.contains(&pair("thinks", "thinks")), "{twin:?}");
    // The steps in another order.
    let moved =
        new(&text.replace("→ Agent: writes\n", "").replace("→ end: Done", "→ Agent: writes\n→ end: Done"));
    let mut sorted = [names(&base), moved];
    sorted.iter_mut().for_each(|list| list.sort());
    assert_eq!(sorted[0], sorted[1]);
    // Another name of the workflow is no other workflow.
    let outline = parse(&text.replace("workflow: x", "workflow: y"), None).outline.expect("is read");
    let renamed = to_document(&outline, Some(&base)).expect("can be written");
    let process = &renamed.definitions().processes[0];
    assert_eq!((&*process.id, process.name.as_deref()), ("x", Some("y")));
}

#[test]
fn a_workflow_with_another_id_is_called_so_wherever_it_is_named() {
    let (gone, added) = edit("workflow: Book a trip\nid: booking", "workflow: Book a trip\nid: trips");
    assert_eq!(gone.len(), 2, "{gone:?}");
    assert!(added.iter().all(|line| line.contains("trips")), "{added:?}");
}

#[test]
fn without_a_base_it_is_a_new_document() {
    let outline = parse("Caller calls → Agent answers", None).outline.expect("is read");
    let document = to_document(&outline, None).expect("can be written");
    assert_eq!(document.definitions().processes[0].body.nodes.len(), 3);
    let id = Id::from("caller_calls");
    assert_eq!(document.definitions().processes[0].id, id);
}

#[test]
fn a_process_without_a_name_is_called_after_its_pool_or_its_id() {
    let model = r#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">POOL
        <process id="Process_1" isExecutable="true"><startEvent id="s" /><sequenceFlow id="f" sourceRef="s" targetRef="t" />
        <userTask id="t" name="answers" /></process></definitions>"#;
    let pool = r#"<collaboration id="c"><participant id="p" name="Repairs" processRef="Process_1" /></collaboration>"#;
    for (pool, name) in [("", "Process 1"), (pool, "Repairs")] {
        let base = Document::parse(&model.replace("POOL", pool)).expect("is BPMN");
        let shown = from_definitions(base.definitions(), "Process_1").expect("is there");
        let text = format(&shown);
        assert!(text.starts_with(&format!("workflow: {name}\nid: Process_1\n")), "{text}");
        // Nobody has named it by that.
        let edited = parse(&text.replace("answers", "asks"), None).outline.expect("is read");
        let again = to_document(&edited, Some(&base)).expect("is written");
        assert_eq!(again.definitions().processes[0].name, None);
    }
}
