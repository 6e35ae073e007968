//! The corpus: what each text is read as. `UPDATE_CORPUS=1` writes the expectations anew, for reading by eye.

use crate::outline::{Parsed, format, from_definitions, parse, to_definitions};
use lang::Lang;
use std::fmt::Write;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/outline")
}

/// All texts with the language of their folder; texts in `edge` are in any.
fn texts() -> Vec<(PathBuf, Option<Lang>)> {
    let mut texts = Vec::new();
    for folder in std::fs::read_dir(root()).expect("the corpus") {
        let folder = folder.expect("a folder").path();
        let lang = folder.file_name().and_then(|name| Lang::from_code(name.to_str()?));
        for file in std::fs::read_dir(&folder).expect("a folder") {
            let file = file.expect("a file").path();
            if file.extension().is_some_and(|extension| extension == "txt") {
                texts.push((file, lang));
            }
        }
    }
    texts.sort();
    texts
}

/// Canonical text, notes and problems.
fn report(text: &str, parsed: &Parsed) -> String {
    let mut out = parsed.outline.as_ref().map(format).unwrap_or_default();
    let mut list = |title: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            let _ = write!(out, "--- {title}\n{}\n", lines.join("\n"));
        }
    };
    let notes = parsed.notes.iter().map(|note| {
        let quoted = note.diagnostic.span.map(|span| text[span.range()].replace(['\n', '\r'], " "));
        let message = note.diagnostic.message.render(parsed.lang);
        format!("{}: \"{}\"\n    {message}", note.diagnostic.message.code(), quoted.unwrap_or_default())
    });
    list("notes", notes.collect());
    list("problems", parsed.diagnostics.iter().map(|problem| problem.render(text, parsed.lang)).collect());
    out
}

#[test]
fn every_text_is_read_as_the_corpus_says() {
    let update = std::env::var_os("UPDATE_CORPUS").is_some();
    let texts = texts();
    assert!(texts.len() > 100 || update, "only {} texts", texts.len());
    let mut wrong = Vec::new();
    for (path, lang) in texts {
        let text = std::fs::read_to_string(&path).expect("text");
        let name = path.strip_prefix(root()).expect("inside").display().to_string();
        let parsed = parse(&text, None);
        if lang.is_some_and(|lang| lang != parsed.lang) {
            wrong.push(format!("{name}: detected as {}", parsed.lang));
        }
        let found = report(&text, &parsed);
        let expected_path = path.with_extension("out");
        let expected = std::fs::read_to_string(&expected_path).unwrap_or_default();
        if update {
            std::fs::write(&expected_path, &found).expect("written");
        } else if found != expected {
            wrong.push(format!("{name}:\n{found}\n=== but the corpus says\n{expected}"));
        }
        wrong.extend(check(&name, &text, &parsed));
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

/// What holds for every text: it is stable, its model gives it back, and every other reading is another outline.
fn check(name: &str, text: &str, parsed: &Parsed) -> Vec<String> {
    let mut wrong = Vec::new();
    let Some(outline) = &parsed.outline else { return wrong };
    let written = format(outline);
    let again = parse(&written, None);
    if again.outline.as_ref() != Some(outline) {
        wrong.push(format!("{name}: not stable\n{written}\n{:?}", again.diagnostics));
    }
    match to_definitions(outline) {
        Ok(model) => {
            let back = from_definitions(&model, &model.processes[0].id).expect("is there");
            let again = to_definitions(&back).map(super::random::sorted);
            if again != Ok(super::random::sorted(model)) {
                wrong.push(format!("{name}: its model says\n{}\nbut it is\n{written}", format(&back)));
            }
        }
        Err(errors) => wrong.push(format!("{name}: {errors:?}")),
    }
    for alternative in parsed.notes.iter().filter_map(|note| note.alternative) {
        let other = alternative.apply(text, Some(parsed.lang));
        if other.outline.is_none() || other.outline == parsed.outline {
            wrong.push(format!("{name}: no other reading for {alternative:?}"));
        }
    }
    wrong
}
