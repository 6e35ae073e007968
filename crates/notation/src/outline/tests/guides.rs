//! The outlines in README and in every guide are read as they are meant.

use crate::outline::{Guess, format, from_definitions, parse, to_definitions};
use lang::Lang;
use model::Severity;
use std::path::{Path, PathBuf};

/// README and the pages of the guide.
fn pages() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let guides = std::fs::read_dir(root.join("docs/guide")).expect("the guide");
    let mut paths: Vec<PathBuf> = guides.map(|file| file.expect("a file").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.push(root.join("README.md"));
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), std::fs::read_to_string(path).expect("text"))).collect()
}

/// The blocks of a page: indented ones, and fenced ones that are not said to be in another language.
fn blocks(page: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut current = String::new();
    let mut fence: Option<&str> = None;
    for line in page.lines().chain(["end"]) {
        if let Some(language) = line.strip_prefix("```") {
            let block = std::mem::take(&mut current);
            if fence.take().is_none() {
                fence = Some(language);
            } else {
                blocks.push(block);
            }
            continue;
        }
        let code = match fence {
            Some("" | "text" | "outline") => Some(line),
            Some(_) => None,
            None => line.strip_prefix("    "),
        };
        match code {
            Some(code) => {
                current.push_str(code);
                current.push('\n');
            }
            None if line.trim().is_empty() && !current.is_empty() => current.push('\n'),
            None => blocks.push(std::mem::take(&mut current)),
        }
    }
    blocks
}

/// Whether a block is an outline in its full form, or some steps of one.
fn is_canonical(block: &str) -> bool {
    let head = ["workflow:", "start:", "→ ", "- "];
    head.iter().any(|word| block.starts_with(word)) && !is_prose(block)
}

/// Whether a block is prose: steps between arrows on a line.
fn is_prose(block: &str) -> bool {
    block.trim().lines().count() == 1 && block.contains(" → ") && !block.starts_with(['→', '-'])
}

#[test]
fn every_example_is_read_and_comes_back_from_its_model() {
    let mut count = 0;
    for (path, page) in pages() {
        for block in blocks(&page).into_iter().filter(|block| is_canonical(block)) {
            count += 1;
            let path = path.display();
            let whole = block.starts_with("workflow") || block.starts_with("start");
            // A way back needs its target.
            let text = if whole { block.clone() } else { format!("start: begin\n{block}") };
            let parsed = parse(&text, None);
            let problems = parsed.diagnostics.iter();
            let errors = problems.filter(|problem| problem.severity == Severity::Error);
            let errors: Vec<String> = errors.map(|problem| problem.render(&text, Lang::En)).collect();
            assert!(errors.is_empty(), "{path}\n{text}\n{errors:#?}");
            let outline = parsed.outline.expect("no errors");
            let again = parse(&format(&outline), None).outline;
            assert_eq!(again.as_ref(), Some(&outline), "{path}\n{text}\n{}", format(&outline));
            if text.contains("→ kept") {
                assert!(to_definitions(&outline).is_err());
                continue;
            }
            let model = to_definitions(&outline).expect("can be made into a model");
            let back = from_definitions(&model, &model.processes[0].id).expect("is there");
            let nodes = to_definitions(&back).map(|model| model.processes[0].body.nodes.len());
            assert_eq!(nodes, Ok(model.processes[0].body.nodes.len()), "{path}\n{text}");
        }
    }
    assert!(count > 15, "{count}");
}

#[test]
fn every_line_of_prose_is_a_workflow() {
    let mut count = 0;
    for (path, page) in pages() {
        for block in blocks(&page).into_iter().filter(|block| is_prose(block)) {
            count += 1;
            let parsed = parse(block.trim(), None);
            assert!(parsed.diagnostics.is_empty(), "{}\n{block}\n{:?}", path.display(), parsed.diagnostics);
            let outline = parsed.outline.expect("no errors");
            assert!(outline.body.items.len() > 1, "{}\n{block}", path.display());
            assert!(to_definitions(&outline).is_ok());
        }
    }
    assert!(count > 1, "{count}");
}

/// What the text says of prose: an indented block, the words, an indented block.
#[test]
fn prose_is_read_as_the_text_behind_it_says() {
    let mut count = 0;
    for (path, page) in pages() {
        let blocks = || blocks(&page).into_iter().filter(|block| !block.trim().is_empty());
        for (at, _) in page.match_indices("\nis read as\n") {
            count += 1;
            // The block before the words, and the one behind them.
            let before = page[..at].trim_end().lines().rev().find(|line| line.starts_with("    "));
            let prose = before.unwrap_or_default().trim();
            let place = blocks().position(|block| block.contains(prose)).expect("the prose");
            let said = blocks().nth(place + 1).expect("the reading");
            let read = parse(prose, None).outline.as_ref().map(format).unwrap_or_default();
            assert_eq!(read.trim(), said.trim(), "{}", path.display());
        }
    }
    assert!(count > 0);
}

#[test]
fn the_guide_shows_the_other_reading_and_what_is_left_open() {
    let guide = include_str!("../../../../../docs/guide/outline.md");
    let all: Vec<String> = blocks(guide).into_iter().filter(|block| !block.trim().is_empty()).collect();
    let place = all.iter().position(|block| is_prose(block) && block.contains("if needed")).expect("prose");
    let prose = all[place].trim();
    let parsed = parse(prose, None);
    let mut others = parsed.notes.iter().filter_map(|note| note.alternative);
    let other = others.find(|other| other.guess == Guess::Meet).expect("a note with another reading");
    let read = other.apply(prose, None).outline.as_ref().map(format).unwrap_or_default();
    assert!(guide.contains("and its other reading is\n"));
    assert_eq!(read.trim(), all[place + 2].trim());
    // A row for everything that is left open.
    let at = guide.find("| what is left open | the readings |").expect("the table");
    let rows = guide[at..].lines().filter(|line| line.starts_with('|') && line.contains(" · ")).count();
    assert_eq!(rows, 17);
}
