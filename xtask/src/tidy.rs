//! What no compiler checks: which crate may use which, that the pure ones are pure, that SQL stands in its places,
//! that files say what they are for and stay readable.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Which crates of ours each crate may use. The order of the lines is the direction of dependency.
const MAY_USE: &[(&str, &[&str])] = &[
    ("lang", &[]),
    ("expr", &["lang"]),
    ("model", &["lang", "expr"]),
    ("notation", &["lang", "expr", "model"]),
    ("engine", &["lang", "expr", "model"]),
    ("store", &[]),
    ("runtime", &["lang", "expr", "model", "notation", "engine", "store"]),
    ("app", &["lang", "expr", "model", "notation", "engine", "store", "runtime"]),
    ("testkit", &["lang", "expr", "model", "notation", "engine", "store", "runtime"]),
    ("xtask", &[]),
];

/// Crates without async, IO, clock and randomness, and the words that would betray them.
const PURE: &[&str] = &["lang", "expr", "model", "notation", "engine"];
const IMPURE: &[&str] = &[
    "std::fs",
    "std::net",
    "std::process",
    "std::env",
    "std::thread",
    "std::io::stdin",
    "SystemTime",
    "Instant::now",
    "Timestamp::now",
    "Zoned::now",
    "TimeZone::system",
    "async fn",
    "tokio",
    "rand::",
    "getrandom",
    "println!",
];

/// A file that is longer is hard to read in one sitting.
const MAX_LINES: usize = 700;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace is around").to_owned()
}

fn walk(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name();
        if path.is_dir() && name != "target" && name != ".git" && name != "node_modules" {
            walk(&path, found);
        } else if path.is_file() {
            found.push(path);
        }
    }
}

fn files(under: &str, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    walk(&root().join(under), &mut found);
    found.sort();
    let relative = |path: &PathBuf| path.strip_prefix(root()).expect("is inside").display().to_string();
    found
        .iter()
        .filter(|path| path.display().to_string().ends_with(ending))
        .map(|path| (relative(path), fs::read_to_string(path).unwrap_or_default()))
        .collect()
}

/// The code of a source file without its comments and its test module.
fn code(text: &str) -> String {
    let before_tests = text.split("#[cfg(test)]").next().unwrap_or_default();
    before_tests.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

#[test]
fn crates_use_each_other_in_one_direction() {
    let allowed: BTreeMap<_, _> = MAY_USE.iter().copied().collect();
    let mut wrong = Vec::new();
    for (name, allowed_names) in &allowed {
        let dir = if *name == "xtask" { "xtask".to_owned() } else { format!("crates/{name}") };
        let manifest =
            fs::read_to_string(root().join(dir).join("Cargo.toml")).expect("each crate has a manifest");
        let manifest: toml::Table = manifest.parse().expect("a manifest is TOML");
        let used = manifest
            .get("dependencies")
            .and_then(|table| table.as_table())
            .into_iter()
            .flat_map(|table| table.keys());
        wrong.extend(
            used.filter(|used| {
                allowed.contains_key(used.as_str()) && !allowed_names.contains(&used.as_str())
            })
            .map(|used| format!("{name} uses {used}")),
        );
    }
    let known = fs::read_dir(root().join("crates"))
        .expect("crates")
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned());
    wrong.extend(
        known
            .filter(|name| !allowed.contains_key(name.as_str()))
            .map(|name| format!("{name} is not in MAY_USE")),
    );
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn pure_crates_are_pure() {
    let mut wrong = Vec::new();
    for name in PURE {
        for (path, text) in files(&format!("crates/{name}/src"), ".rs") {
            if path.contains("/tests/") {
                continue; // the tests of a pure crate may read its corpus
            }
            let code = code(&text);
            wrong.extend(
                IMPURE.iter().filter(|word| code.contains(**word)).map(|word| format!("{path}: {word}")),
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn sql_stands_in_the_store_or_in_a_file_for_it() {
    let starts = ["\"SELECT ", "\"INSERT INTO", "\"UPDATE ", "\"DELETE FROM", "\"CREATE TABLE"];
    let mut wrong = Vec::new();
    for (path, text) in files("crates", ".rs") {
        if path.starts_with("crates/store/") || path.ends_with("sql.rs") || path.contains("/tests/") {
            continue;
        }
        let code = code(&text);
        wrong.extend(
            starts.iter().filter(|start| code.contains(**start)).map(|start| format!("{path}: {start}")),
        );
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn source_files_say_what_they_are_for_and_stay_readable() {
    let mut wrong = Vec::new();
    for (path, text) in files("crates", ".rs").into_iter().chain(files("xtask", ".rs")) {
        if !text.starts_with("//!") {
            wrong.push(format!("{path}: the first line does not say what the file is for"));
        }
        let lines = text.lines().count();
        if lines > MAX_LINES {
            wrong.push(format!("{path}: {lines} lines"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn nothing_speaks_of_a_machine() {
    // Where this checkout stands, and where homes are; written apart, so that this file does not speak of them.
    let here = format!("{}/", root().display());
    let homes = [["/ro", "ot/"].concat(), ["/ho", "me/"].concat(), ["/wo", "rk/"].concat()];
    let places = [here.as_str(), &homes[0], &homes[1], &homes[2]];
    let mut wrong = Vec::new();
    for ending in [".rs", ".md", ".toml", ".txt", ".bpmn", ".dmn", ".scenario", "Makefile", ".sh"] {
        for under in ["crates", "xtask", "docs", "corpus", "templates", "bench", "scripts"] {
            for (path, text) in files(under, ending) {
                wrong.extend(
                    places
                        .iter()
                        .filter(|place| text.contains(**place))
                        .map(|place| format!("{path}: {place}")),
                );
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
