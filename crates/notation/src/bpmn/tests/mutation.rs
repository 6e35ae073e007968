//! Files of the corpus, damaged at random: whatever comes out, nothing panics, and what can be read is kept.

use crate::bpmn::Document;
use model::graph::Graph;
use proptest::collection::vec;
use proptest::prelude::*;

const MODELS: [&str; 4] = [
    include_str!("../../../../../corpus/bpmn/models/events.bpmn"),
    include_str!("../../../../../corpus/bpmn/models/activities.bpmn"),
    include_str!("../../../../../corpus/bpmn/models/sub-processes.bpmn"),
    include_str!("../../../../../corpus/bpmn/models/collaboration.bpmn"),
];

const PIECES: [&str; 16] = [
    "<",
    ">",
    "/>",
    "\"",
    "&amp;",
    "&#x0;",
    "<!--",
    "<![CDATA[",
    "<bpmn:task/>",
    "<bpmn:subProcess id=\"start\">",
    "id=\"start\"",
    "xmlns:bpmn=\"\"",
    "xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"",
    "ก",
    "\u{FEFF}",
    "",
];

/// One change: where, how much is cut, and what is put there.
fn change() -> impl Strategy<Value = (usize, usize, usize, usize)> {
    (0..20_000usize, 0..40usize, 0..PIECES.len(), 0..20_000usize)
}

fn at(text: &str, offset: usize) -> usize {
    let mut offset = offset % (text.len() + 1);
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn damaged_files_do_no_harm(model in 0..MODELS.len(), changes in vec(change(), 1..5), swap in any::<bool>()) {
        let mut xml = MODELS[model].to_owned();
        for (from, length, piece, other) in changes {
            let start = at(&xml, from);
            let end = at(&xml, (start + length).min(xml.len())).max(start);
            // A piece of the file itself makes duplicate ids and elements in strange places.
            let copy = at(&xml, other);
            let copied = xml[copy..at(&xml, (copy + 4 * length).min(xml.len())).max(copy)].to_owned();
            xml.replace_range(start..end, if swap { &copied } else { PIECES[piece] });
        }
        let Ok(document) = Document::parse(&xml) else { return Ok(()) };
        let again = Document::parse(&document.to_xml());
        prop_assert!(again.is_ok_and(|again| again.same_tree(&document)), "{}", xml);
        model::check::check(document.definitions());
        for process in &document.definitions().processes {
            let _ = Graph::compile(document.definitions(), &process.id);
            let replaced = document.replace_process(process, &[]).to_xml();
            prop_assert!(Document::parse(&replaced).is_ok(), "{}\n{}", xml, replaced);
        }
        let drawn = document.set_diagram(document.diagram()).to_xml();
        prop_assert!(Document::parse(&drawn).is_ok(), "{}\n{}", xml, drawn);
        let anew = Document::from_definitions(document.definitions(), Some(document.diagram())).to_xml();
        prop_assert!(Document::parse(&anew).is_ok(), "{}\n{}", xml, anew);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "(<|>|/|[a-c]|:| |=|\"|&|;|!|-|\\?|\\[|\\]|[ก-ฮ]|\n){0,60}") {
        let _ = Document::parse(&text);
    }
}
