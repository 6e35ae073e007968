//! What the program is made of: every crate in it has a licence that fits, comes from crates.io, and is listed in
//! `docs/third-party.md`. `deny.toml` says the same to cargo-deny, which also looks for known vulnerabilities.

use crate::files::{is_up_to_date, root};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::process::Command;

/// The platform whose crates are looked at, so that the list is the same everywhere.
const PLATFORM: &str = "x86_64-unknown-linux-gnu";
const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// What cargo knows of the workspace and all it uses, without asking a network.
fn metadata() -> Value {
    let cargo = std::env::var_os("CARGO").unwrap_or("cargo".into());
    let output = Command::new(cargo)
        .current_dir(root())
        .args(["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", PLATFORM])
        .output()
        .expect("cargo is there");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("cargo writes JSON")
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map(Vec::as_slice).unwrap_or_default()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

/// The licences that `deny.toml` allows.
fn allowed() -> BTreeSet<String> {
    let text = std::fs::read_to_string(root().join("deny.toml")).expect("deny.toml is there");
    let deny: toml::Table = text.parse().expect("deny.toml is TOML");
    let allowed = deny["licenses"]["allow"].as_array().expect("a list");
    allowed.iter().map(|licence| licence.as_str().expect("a name").to_owned()).collect()
}

/// Whether an SPDX expression can be met with the allowed licences. `AND` binds closer than `OR`.
fn fits(expression: &str, allowed: &dyn Fn(&str) -> bool) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let fits = any(&words, &mut at, allowed);
    fits && at == words.len()
}

fn any(words: &[&str], at: &mut usize, allowed: &dyn Fn(&str) -> bool) -> bool {
    let mut met = all(words, at, allowed);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        met |= all(words, at, allowed);
    }
    met
}

fn all(words: &[&str], at: &mut usize, allowed: &dyn Fn(&str) -> bool) -> bool {
    let mut met = one(words, at, allowed);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        met &= one(words, at, allowed);
    }
    met
}

fn one(words: &[&str], at: &mut usize, allowed: &dyn Fn(&str) -> bool) -> bool {
    let Some(word) = words.get(*at) else { return false };
    *at += 1;
    if *word == "(" {
        let met = any(words, at, allowed);
        let closed = words.get(*at) == Some(&")");
        *at += 1;
        return met && closed;
    }
    if words.get(*at) == Some(&"WITH") {
        let exception = words.get(*at + 1).copied().unwrap_or_default();
        *at += 2;
        return allowed(&format!("{word} WITH {exception}"));
    }
    allowed(word)
}

#[test]
fn everything_that_is_used_may_be_used() {
    let allowed = allowed();
    let metadata = metadata();
    let mut wrong = Vec::new();
    for package in list(&metadata, "packages") {
        let name = format!("{} {}", text(package, "name"), text(package, "version"));
        let licence = text(package, "license");
        if !fits(licence, &|name| allowed.contains(name)) {
            wrong.push(format!("{name}: licence {licence:?} does not fit deny.toml"));
        }
        // Our own crates have no source.
        if package["source"].as_str().is_some_and(|source| source != CRATES_IO) {
            wrong.push(format!("{name}: comes from {}", package["source"]));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The crates of others that are linked into the binary.
fn linked(metadata: &Value) -> Vec<&Value> {
    let packages: HashMap<&str, &Value> =
        list(metadata, "packages").iter().map(|package| (text(package, "id"), package)).collect();
    let nodes: HashMap<&str, &Value> =
        list(&metadata["resolve"], "nodes").iter().map(|node| (text(node, "id"), node)).collect();
    let app = packages.values().find(|package| text(package, "name") == "app").expect("is there");
    let mut seen = BTreeSet::new();
    let mut way = vec![text(app, "id")];
    while let Some(id) = way.pop() {
        if !seen.insert(id) {
            continue;
        }
        let is_linked =
            |dependency: &&Value| list(dependency, "dep_kinds").iter().any(|kind| kind["kind"].is_null());
        let dependencies = nodes.get(id).map(|node| list(node, "deps")).unwrap_or_default();
        way.extend(dependencies.iter().filter(is_linked).map(|dependency| text(dependency, "pkg")));
    }
    let packages = seen.into_iter().filter_map(|id| packages.get(id).copied());
    packages.filter(|package| !package["source"].is_null()).collect()
}

#[test]
fn the_list_of_third_parties_is_up_to_date() {
    let metadata = metadata();
    let mut rows = BTreeMap::new();
    for package in linked(&metadata) {
        let (name, version, licence) =
            (text(package, "name"), text(package, "version"), text(package, "license"));
        let shown = match package["repository"].as_str() {
            Some(repository) => format!("[{name}]({repository})"),
            None => name.to_owned(),
        };
        rows.insert((name, version), format!("| {shown} | {version} | {licence} |\n"));
    }
    let head = format!(
        "# Third parties\n\nStepwell stands under the Apache License 2.0. These {} crates of others are linked into its \
         binary on Linux, each under one\nof the licences named for it. Beside them the binary holds SQLite, which is in \
         the public domain, the time zone database,\nwhich is too, and the Noto fonts under the SIL Open Font License 1.1 (`assets/fonts`). This page is made from\n`Cargo.lock`: `UPDATE_DOCS=1 cargo test -p xtask`.\n\n| crate | version | licence |\n|---|---|---|\n",
        rows.len()
    );
    is_up_to_date("docs/third-party.md", &(head + &rows.into_values().collect::<String>()));
}

#[test]
fn expressions_of_licences_are_understood() {
    let allowed = |name: &str| ["MIT", "Unicode-3.0", "Apache-2.0 WITH LLVM-exception"].contains(&name);
    for good in [
        "MIT",
        "GPL-3.0 OR MIT",
        "(MIT OR GPL-3.0) AND Unicode-3.0",
        "GPL-3.0/MIT",
        "Apache-2.0 WITH LLVM-exception",
    ] {
        assert!(fits(good, &allowed), "{good}");
    }
    for bad in
        ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT", "MIT MIT", "GPL-3.0 OR MIT AND GPL-3.0", "Apache-2.0"]
    {
        assert!(!fits(bad, &allowed), "{bad}");
    }
}
