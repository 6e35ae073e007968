//! Every file of corpus/bpmn: what is found in it, and that nothing gets lost.

use super::{read, said};
use crate::bpmn::Document;
use model::{Diagnostic, Severity};
use std::fs;
use std::path::{Path, PathBuf};

fn files(of: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/bpmn").join(of);
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the corpus is there")
        .map(|entry| entry.expect("can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "bpmn"))
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

/// What is found, a line each: place, severity, code, element.
fn found(xml: &str) -> String {
    let diagnostics = match Document::parse(xml) {
        Ok(document) => {
            let checked = model::check::check(document.definitions());
            document.diagnostics().iter().cloned().chain(checked).collect()
        }
        Err(errors) => errors,
    };
    diagnostics.iter().map(|diagnostic| line(diagnostic, xml)).collect()
}

fn line(diagnostic: &Diagnostic, xml: &str) -> String {
    let place = diagnostic.span.map(|span| span.position(xml));
    let place = place.map_or("-".to_owned(), |place| format!("{}:{}", place.line, place.column));
    let severity = match diagnostic.severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let element = diagnostic.element.as_deref().unwrap_or("-");
    for lang in lang::Lang::ALL {
        let text = diagnostic.message.render(lang);
        let open =
            |part: &str| part.split_once('}').is_some_and(|(name, _)| name.chars().all(char::is_alphabetic));
        assert!(!text.split('{').skip(1).any(open), "an argument is missing: {text}");
    }
    format!("{place} {severity} {} {element}\n", diagnostic.message.code())
}

#[test]
fn what_is_expected_is_found_in_each_file() {
    for folder in ["models", "suspicious", "refused", "malformed"] {
        for path in files(folder) {
            let xml = fs::read_to_string(&path).expect("can be read");
            let expected = path.with_extension("txt");
            let found = found(&xml);
            if std::env::var_os("UPDATE_CORPUS").is_some() {
                match found.is_empty() {
                    true => drop(fs::remove_file(&expected)),
                    false => fs::write(&expected, &found).expect("can be written"),
                }
            }
            let expected = fs::read_to_string(&expected).unwrap_or_default();
            assert_eq!(found, expected, "{}", path.display());
            let errors = found.contains(" error ");
            assert_eq!(errors, matches!(folder, "refused" | "malformed"), "{}", path.display());
        }
    }
}

#[test]
fn nothing_gets_lost() {
    for path in ["models", "suspicious", "refused"].into_iter().flat_map(files) {
        let xml = fs::read_to_string(&path).expect("can be read");
        let document = read(&xml);
        let written = document.to_xml();
        let again = read(&written);
        assert!(document.same_tree(&again), "{}", path.display());
        assert_eq!(said(&document), said(&again), "{}", path.display());
        assert_eq!(document.diagram(), again.diagram(), "{}", path.display());
        assert_eq!(written, again.to_xml(), "{}", path.display());
        // Quotes may be escaped in another way, and whatever was declared, the text is written as UTF-8.
        let plain = xml.replace("&#34;", " ").replace("utf-16", "UTF-8");
        for word in plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            assert!(written.contains(word), "{word} of {}", path.display());
        }
    }
}

#[test]
fn what_the_model_says_can_be_written_anew() {
    for path in ["models", "suspicious"].into_iter().flat_map(files) {
        let document = read(&fs::read_to_string(&path).expect("can be read"));
        let anew = Document::from_definitions(document.definitions(), Some(document.diagram()));
        let anew = read(&anew.to_xml());
        assert_eq!(said(&anew), said(&document), "{}", path.display());
        assert_eq!(anew.diagram(), document.diagram(), "{}", path.display());
        assert_eq!(anew.diagnostics(), [], "{}", path.display());
    }
}

#[test]
fn processes_and_diagram_replaced_by_themselves_say_the_same() {
    for path in files("models") {
        let document = read(&fs::read_to_string(&path).expect("can be read"));
        let mut same = document.set_diagram(document.diagram());
        for process in &document.definitions().processes {
            same = same.replace_process(process, &[]);
        }
        assert_eq!(said(&same), said(&document), "{}", path.display());
        assert_eq!(same.diagram(), document.diagram(), "{}", path.display());
        assert!(read(&same.to_xml()).same_tree(&same), "{}", path.display());
    }
}
