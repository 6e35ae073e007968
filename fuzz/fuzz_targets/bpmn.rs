//! Any text as BPMN XML: it is read or refused, what is written is read as the same tree, and compiling does not fall.
#![no_main]

use libfuzzer_sys::fuzz_target;
use notation::bpmn::Document;

fuzz_target!(|text: &str| {
    let Ok(document) = Document::parse(text) else { return };
    let written = document.to_xml();
    let again = Document::parse(&written).unwrap_or_else(|found| panic!("{written} is not read again: {found:?}"));
    assert!(document.same_tree(&again), "{written}");
    let definitions = document.definitions();
    for process in &definitions.processes {
        let _ = model::graph::Graph::compile(definitions, &process.id);
    }
    let _ = model::check::check(definitions);
});
