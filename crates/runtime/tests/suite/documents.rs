//! Documents as large as may be.

use crate::{on_sqlite, start, state};
use expr::Context;
use notation::bpmn::Document;
use notation::outline;
use std::fmt::Write;

/// As many as an outline may have, beside its start and its end.
const STEPS: usize = 19_990;
/// Bytes beside those of the model: a document above the former limit of 8 MiB.
const PICTURE: usize = 5 << 20;

#[test]
fn the_largest_outline_can_be_written_as_bpmn_checked_and_deployed() {
    let mut text = String::from("workflow: Large\n\nstart: An order comes in\n");
    for step in 1..=STEPS {
        writeln!(text, "→ Clerk: does step {step}").expect("a text");
    }
    text.push_str("→ end: Done\n");
    let outline = outline::parse(&text, None).outline.expect("an outline");
    let definitions = outline::to_definitions(&outline).expect("a model");
    // A picture takes long to lay out here; a comment stands for it that makes the text as large as it matters.
    let mut bpmn = Document::from_definitions(&definitions, None).to_xml();
    write!(bpmn, "<!-- {} -->", "picture ".repeat(PICTURE / 8)).expect("a text");
    assert!((8 << 20..runtime::limits::BPMN_BYTES).contains(&bpmn.len()), "{}", bpmn.len());
    let document = Document::parse(&bpmn).expect("it is read");
    let found = model::check::check(document.definitions());
    assert!(found.iter().all(|found| found.severity != model::Severity::Error), "{found:?}");
    // The databases do not differ in this; one is enough for so large a text.
    on_sqlite(|place| {
        let bpmn = bpmn.clone();
        async move {
            let node = place.plain_node().await;
            let deployed = node.deploy(&bpmn).await.unwrap();
            let case = start(&node, &deployed[0].workflow.id, Context::new()).await;
            assert_eq!(state(&node, &case).await, "active");
        }
    });
}
