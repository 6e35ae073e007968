//! `docs/bpmn-support.md` says what the corpus tests now.

use std::path::Path;
use testkit::{corpus, support};

#[test]
fn the_support_table_is_up_to_date() {
    let entries = corpus::load(&corpus::engine()).unwrap();
    let text = support::markdown(&entries).unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/bpmn-support.md");
    if std::env::var_os("UPDATE_SUPPORT").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let stored = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        stored == text,
        "docs/bpmn-support.md is stale: UPDATE_SUPPORT=1 cargo test -p testkit --test support"
    );
}
