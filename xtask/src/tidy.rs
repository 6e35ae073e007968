//! What no compiler checks: which crate may use which, that the pure ones are pure, that SQL and limits stand in their
//! places, that files say what they are for and stay readable.

use crate::files::{files, root};
use std::collections::BTreeMap;
use std::fs;

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

/// What pure crates may be built on: nothing here is async or does IO, reads a clock or makes random numbers.
const PURE_DEPENDENCIES: &[&str] = &[
    "base64",
    "croner",
    "dashu-float",
    "dashu-int",
    "icu_segmenter",
    "indexmap",
    "jiff",
    "quick-xml",
    "regex",
    "resvg",
    "roxmltree",
    "serde",
    "serde_json",
    "skrifa",
    "strsim",
];

/// Crates below `testkit` or beside it whose tests use it all the same: it does not use them.
const TESTS_WITH_TESTKIT: &[&str] = &["runtime"];

/// A file that is longer is hard to read in one sitting.
const MAX_LINES: usize = 700;

/// The code of a source file without its comments and its test module.
fn code(text: &str) -> String {
    let before_tests = text.split("#[cfg(test)]").next().unwrap_or_default();
    before_tests.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The manifests of our crates.
fn manifests() -> Vec<(String, toml::Table)> {
    let folders = fs::read_dir(root().join("crates")).expect("crates").flatten().map(|entry| entry.path());
    let folders = folders.chain([root().join("xtask")]).filter(|folder| folder.is_dir());
    let read = |folder: std::path::PathBuf| {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let text = fs::read_to_string(folder.join("Cargo.toml")).expect("each crate has a manifest");
        (name, text.parse().expect("a manifest is TOML"))
    };
    folders.map(read).collect()
}

/// The names of what a crate depends on, under `[section]` and under `[target.….section]`.
fn dependencies<'t>(manifest: &'t toml::Table, section: &'t str) -> impl Iterator<Item = &'t str> {
    let targets = manifest.get("target").and_then(|targets| targets.as_table()).into_iter().flatten();
    let targets = targets.filter_map(|(_, target)| target.as_table());
    let tables =
        [manifest].into_iter().chain(targets).filter_map(move |table| table.get(section)?.as_table());
    tables.flat_map(|table| table.keys().map(String::as_str))
}

#[test]
fn crates_use_each_other_in_one_direction() {
    let allowed: BTreeMap<_, _> = MAY_USE.iter().copied().collect();
    let mut wrong = Vec::new();
    for (name, manifest) in manifests() {
        let Some(names) = allowed.get(&*name) else {
            wrong.push(format!("{name} is not in MAY_USE"));
            continue;
        };
        for section in ["dependencies", "build-dependencies", "dev-dependencies"] {
            // In tests, testkit may be used by what stands beside or above it.
            let for_tests = |used: &str| {
                section == "dev-dependencies" && TESTS_WITH_TESTKIT.contains(&&*name) && used == "testkit"
            };
            let ours = dependencies(&manifest, section).filter(|used| allowed.contains_key(used));
            let ours = ours.filter(|used| !names.contains(used) && !for_tests(used));
            wrong.extend(ours.map(|used| format!("{name} uses {used} in {section}")));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn pure_crates_depend_on_nothing_that_does_io() {
    let mut wrong = Vec::new();
    for (name, manifest) in manifests().into_iter().filter(|(name, _)| PURE.contains(&&**name)) {
        let used =
            dependencies(&manifest, "dependencies").chain(dependencies(&manifest, "build-dependencies"));
        let unknown = used.filter(|used| !PURE.contains(used) && !PURE_DEPENDENCIES.contains(used));
        wrong.extend(unknown.map(|used| format!("{name} uses {used}, which is not in PURE_DEPENDENCIES")));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Names that a limit has.
fn is_limit(line: &str) -> bool {
    let name = line
        .trim_start()
        .trim_start_matches("pub ")
        .trim_start_matches("pub(crate) ")
        .trim_start_matches("pub(super) ");
    let name = name.strip_prefix("const ").and_then(|rest| rest.split(':').next()).unwrap_or_default();
    name.starts_with("MAX_") || name.ends_with("_LIMIT")
}

#[test]
fn limits_stand_in_files_of_that_name() {
    let mut wrong = Vec::new();
    for (path, text) in files("crates", ".rs") {
        let own = path.ends_with("/limits.rs") || path.contains("/tests") || path.contains("testkit");
        if own {
            continue;
        }
        let code = code(&text);
        wrong.extend(
            code.lines().filter(|line| is_limit(line)).map(|line| format!("{path}: {}", line.trim())),
        );
    }
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
