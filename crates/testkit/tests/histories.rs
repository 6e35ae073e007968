//! Reads what every release has stored of its cases (`corpus/histories`).
//!
//! `RECORD_HISTORIES=1 cargo test -p testkit --test histories` writes the folder of this version anew. Folders of
//! versions that were released are never written again.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use testkit::corpus;
use testkit::history::History;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/histories")
}

/// The histories that have a form which those before them do not have.
fn telling() -> Vec<History> {
    let entries = corpus::load(&corpus::engine()).expect("the corpus can be read");
    let mut all: Vec<(History, BTreeSet<String>)> = entries
        .iter()
        .filter_map(|entry| History::record(entry).ok())
        .map(|history| (serde_json::to_string(&history).expect("is written").len(), history))
        // A scenario about limits may be large.
        .filter(|(bytes, _)| *bytes < 200_000)
        .map(|(_, history)| {
            let forms = history.forms();
            (history, forms)
        })
        .collect();
    let mut known = BTreeSet::new();
    let mut chosen = Vec::new();
    // The one with most that is new, then again.
    loop {
        let new = |forms: &BTreeSet<String>| forms.difference(&known).count();
        let best = (0..all.len()).rev().max_by_key(|at| new(&all[*at].1)).filter(|at| new(&all[*at].1) > 0);
        let Some(best) = best else { return chosen };
        let (history, forms) = all.swap_remove(best);
        known.extend(forms);
        chosen.push(history);
    }
}

fn stored(version: &Path) -> Vec<(String, History)> {
    let mut files: Vec<_> =
        fs::read_dir(version).expect("a folder").map(|file| file.expect("a file").path()).collect();
    files.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("can be read");
        let history = serde_json::from_str(&text).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
        (text, history)
    };
    files.into_iter().map(read).collect()
}

#[test]
fn what_was_stored_is_still_read_and_means_the_same() {
    if std::env::var_os("RECORD_HISTORIES").is_some() {
        let own = folder().join(env!("CARGO_PKG_VERSION"));
        let _ = fs::remove_dir_all(&own);
        fs::create_dir_all(&own).expect("a folder");
        for history in telling() {
            let letter = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
            let name: String = history.scenario.chars().map(letter).take(100).collect();
            let text = serde_json::to_string(&history).expect("is written");
            fs::write(own.join(format!("{name}.json")), text + "\n").expect("is written");
        }
    }
    let mut count = 0;
    for version in fs::read_dir(folder()).expect("the corpus has histories") {
        let version = version.expect("a folder").path();
        if !version.is_dir() {
            continue;
        }
        for (text, history) in stored(&version) {
            history
                .check()
                .unwrap_or_else(|why| panic!("{}, {}: {why}", version.display(), history.scenario));
            let written: serde_json::Value = serde_json::from_str(&text).expect("is JSON");
            let again = serde_json::to_value(&history).expect("is written");
            let lost = lost(&written, &again, String::new());
            assert_eq!(lost, None, "{}: lost when it is read", history.scenario);
            count += 1;
        }
    }
    assert!(count >= 30, "only {count} histories");
}

#[test]
fn every_form_that_is_stored_today_is_in_a_history() {
    let own: BTreeSet<String> = stored(&folder().join(env!("CARGO_PKG_VERSION")))
        .iter()
        .flat_map(|(_, history)| history.forms())
        .collect();
    let today: BTreeSet<String> = telling().iter().flat_map(History::forms).collect();
    let missing: Vec<_> = today.difference(&own).collect();
    assert!(missing.is_empty(), "record anew (RECORD_HISTORIES=1): {missing:#?}");
}

/// The first place at which something that was written is not there, or is otherwise, when it was read.
fn lost(written: &serde_json::Value, again: &serde_json::Value, at: String) -> Option<String> {
    use serde_json::Value::{Array, Object};
    match (written, again) {
        (Object(fields), Object(others)) => fields.iter().find_map(|(name, field)| {
            let at = format!("{at}.{name}");
            match others.get(name) {
                Some(other) => lost(field, other, at),
                None => Some(at),
            }
        }),
        (Array(items), Array(others)) if items.len() == others.len() => items
            .iter()
            .zip(others)
            .enumerate()
            .find_map(|(number, (item, other))| lost(item, other, format!("{at}[{number}]"))),
        _ => (written != again).then_some(at),
    }
}
