//! `stepwell check FILE…`: what is wrong, what is suspicious.

mod decisions;

use crate::messages;
use crate::output::{Failure, Output};
use crate::source::{Refused, Source, has_errors};
use decisions::Decisions;
use model::{Diagnostic, Severity};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Checks every file, also when one before it is wrong, and whether the decisions that are called are among them. With
/// `--json` everything stands in one report on standard output; else what was found goes to standard error, and a line
/// for each file to standard output.
///
/// # Errors
/// One of the files has an error.
pub fn check(files: &[PathBuf], output: &Output) -> Result<(), Failure> {
    let busy = output.busy(messages::BUSY_CHECK.message(), (files.len() > 1).then_some(files.len() as u64));
    let mut decisions = Decisions::default();
    let check = |path: &PathBuf| {
        busy.step();
        check_file(path, &mut decisions)
    };
    let mut all: Vec<Checked> = files.iter().map(check).collect();
    drop(busy);
    for (file, warning) in decisions.missing() {
        if let Some(Checked::Read { found, .. }) = all.get_mut(file) {
            found.push(warning);
        }
    }
    if output.json {
        output.print_json(&json!(all.iter().map(|it| it.report(output)).collect::<Vec<_>>()));
    } else {
        all.iter().for_each(|it| it.say(output));
    }
    if all.iter().any(Checked::has_errors) { Err(Failure::said()) } else { Ok(()) }
}

/// What came of one file.
enum Checked {
    Unreadable { file: String, failure: Failure },
    Read { file: String, text: String, found: Vec<Diagnostic> },
}

fn check_file(path: &Path, decisions: &mut Decisions) -> Checked {
    decisions.next_file();
    let source = match Source::load(path, None, None) {
        Ok(source) => source,
        Err(Refused::File(failure)) => {
            return Checked::Unreadable { file: path.display().to_string(), failure };
        }
        Err(Refused::Decisions { file, text }) => {
            let found = decisions.read(&text).err().into_iter().collect();
            return Checked::Read { file, text, found };
        }
        Err(Refused::Text { file, text, diagnostics }) => {
            return Checked::Read { file, text, found: diagnostics };
        }
    };
    let placed = source.placing();
    let definitions = source.document.definitions();
    decisions.called(definitions, &placed);
    let checked: Vec<_> = model::check::check(definitions).into_iter().map(&placed).collect();
    drop(placed);
    let mut found = source.diagnostics;
    found.retain(|it| !said_again(it, &checked));
    if definitions.processes.is_empty() {
        found.push(Diagnostic::error(messages::NO_PROCESS.message().with("file", &source.file)));
    }
    found.extend(checked);
    Checked::Read { file: source.file, text: source.text, found }
}

/// An id that stands twice is odd to who reads the text, and an error to who runs it: the error is enough.
fn said_again(odd: &Diagnostic, checked: &[Diagnostic]) -> bool {
    let same = |it: &Diagnostic| it.message.code() == "model.duplicate-id" && it.element == odd.element;
    odd.message.code() == "bpmn.duplicate-id" && checked.iter().any(same)
}

impl Checked {
    fn has_errors(&self) -> bool {
        match self {
            Self::Unreadable { .. } => true,
            Self::Read { found, .. } => has_errors(found),
        }
    }

    fn count(found: &[Diagnostic], severity: Severity) -> usize {
        found.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    fn report(&self, output: &Output) -> Value {
        match self {
            Self::Unreadable { file, failure } => {
                json!({"file": file, "errors": 1, "warnings": 0, "diagnostics": [], "error": failure.json(output.lang)})
            }
            Self::Read { file, text, found } => json!({
                "file": file,
                "errors": Self::count(found, Severity::Error),
                "warnings": Self::count(found, Severity::Warning),
                "diagnostics": found.iter().map(|it| output.diagnostic_json(file, text, it)).collect::<Vec<_>>(),
            }),
        }
    }

    fn say(&self, output: &Output) {
        match self {
            Self::Unreadable { failure, .. } => output.failure(failure),
            Self::Read { file, text, found } => {
                output.diagnostics(file, text, found);
                let (errors, warnings) =
                    (Self::count(found, Severity::Error), Self::count(found, Severity::Warning));
                if errors + warnings == 0 {
                    return output.print(&format!("{file}: {}", output.paint("32", "ok")));
                }
                let line = messages::CHECK_FOUND.message().with("file", file);
                output.print(&line.with("errors", errors).with("warnings", warnings).render(output.lang));
            }
        }
    }
}
