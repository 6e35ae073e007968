//! The table of what is supported: which element in which position is reached by how many scenarios of the corpus.
//!
//! It is made by running the corpus, so an element that only stands in a model does not count.

mod classify;

use crate::corpus::Entry;
use crate::scenario::run;
use crate::world::{Mode, World};
use classify::{Place, places};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// The Markdown text of the table.
///
/// # Errors
/// A scenario that is not true.
pub fn markdown(corpus: &[Entry]) -> Result<String, String> {
    let mut tested: BTreeMap<Place, usize> = BTreeMap::new();
    for entry in corpus {
        for place in reached(entry)? {
            *tested.entry(place).or_default() += 1;
        }
    }
    let mut text = String::from(HEAD);
    let _ = writeln!(text, "{} scenarios in {} areas.", corpus.len(), areas(corpus).len());
    for table in &classify::TABLES {
        let _ = write!(text, "\n## {}\n\n| |", table.title);
        table.columns.iter().for_each(|column| {
            let _ = write!(text, " {column} |");
        });
        text.push_str("\n|---|");
        table.columns.iter().for_each(|_| text.push_str("--:|"));
        text.push('\n');
        for (row, allowed) in table.rows {
            let _ = write!(text, "| {row} |");
            for (column, allowed) in table.columns.iter().zip(allowed.chars()) {
                let count = tested.get(&Place { table: table.title, row, column }).copied().unwrap_or(0);
                let _ = match (allowed, count) {
                    ('-', 0) => write!(text, " |"),
                    _ => write!(text, " {count} |"),
                };
            }
            text.push('\n');
        }
    }
    write_sentences(&mut text, corpus);
    Ok(text)
}

const HEAD: &str = "<!-- Made from corpus/engine by `UPDATE_SUPPORT=1 cargo test -p testkit --test support`. -->
# BPMN: what runs

Each number is the number of scenarios in `corpus/engine` that *reach* the element in this position. An empty field
is a combination that BPMN 2.0.2 does not have. Every scenario is run straight, with replay after each step, and with
save and restore between all steps. A compensation boundary event counts as the activity that undoes.

";

/// Everything that the scenario reaches.
fn reached(entry: &Entry) -> Result<BTreeSet<Place>, String> {
    let fail = |why: String| format!("{}: {why}", entry.name());
    let mut world =
        World::new(Mode::Straight, &entry.scenario.setup).map_err(|refused| fail(refused.to_string()))?;
    let outcome =
        run(&entry.scenario, &entry.files, &mut world).map_err(|failure| fail(failure.to_string()))?;
    let mut found = BTreeSet::new();
    for log in outcome.cases.values() {
        for (graph, nodes) in &log.reached {
            nodes.iter().for_each(|node| found.extend(places(graph, *node)));
        }
    }
    Ok(found)
}

fn areas(corpus: &[Entry]) -> Vec<&str> {
    let mut areas: Vec<&str> = corpus.iter().map(Entry::area).collect();
    areas.dedup();
    areas
}

fn write_sentences(text: &mut String, corpus: &[Entry]) {
    text.push_str("\n## What is tested, as sentences\n");
    for area in areas(corpus) {
        let _ = write!(text, "\n### {area}\n\n");
        for entry in corpus.iter().filter(|entry| entry.area() == area) {
            let file = entry.file.rsplit('/').next().unwrap_or_default();
            let _ = writeln!(text, "- `{file}`: {}", entry.scenario.title);
        }
    }
}
