//! Every code of this crate occurs in a test or in a file of the corpus: nothing is said that nothing brings about.

use std::fs;
use std::path::{Path, PathBuf};

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("is a folder") {
        let path = entry.expect("reads").path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

/// The texts of the files that fit.
fn texts(folders: &[&str], fits: impl Fn(&Path) -> bool) -> String {
    let mut found = Vec::new();
    for folder in folders {
        files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut found);
    }
    found.iter().filter(|path| fits(path)).filter_map(|path| fs::read_to_string(path).ok()).collect()
}

#[test]
fn every_code_occurs_in_a_test_or_in_the_corpus() {
    let sources = texts(&["src"], |path| {
        path.ends_with("timer.rs") || path.parent().is_some_and(|it| it.ends_with("messages"))
    });
    let codes: Vec<&str> =
        sources.split("code: \"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(codes.len() > 60, "{}", codes.len());
    let is_test = |path: &Path| path.to_string_lossy().contains("tests") || path.ends_with("timer.rs");
    let tests = texts(&["src", "../notation/src", "../notation/tests"], is_test);
    let told = texts(&["../../corpus"], |_| true);
    // A place is a part of other messages.
    let parts = |code: &&str| code.starts_with("model.place.") || code.starts_with("model.what.");
    let missing: Vec<&&str> = codes
        .iter()
        .filter(|code| !parts(code))
        .filter(|code| tests.matches(&format!("\"{code}\"")).count() == 0 && !told.contains(**code))
        .collect();
    assert!(missing.is_empty(), "no test brings about {missing:?}");
}
