//! `stepwell check FILE…`: what is wrong, what is suspicious.

use crate::messages;
use crate::output::{Failure, Output};
use crate::source::{Refused, Source, has_errors};
use model::{Diagnostic, Severity};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Checks every file, also when one before it is wrong. With `--json` everything stands in one report on standard
/// output; else what was found goes to standard error, and a line for each file to standard output.
///
/// # Errors
/// One of the files has an error.
pub fn check(files: &[PathBuf], output: &Output) -> Result<(), Failure> {
    let mut failed = false;
    let mut reports = Vec::new();
    let busy = output.busy(messages::BUSY_CHECK.message(), (files.len() > 1).then_some(files.len() as u64));
    for path in files {
        busy.step();
        let checked = check_file(path);
        failed |= checked.has_errors();
        if output.json {
            reports.push(checked.report(output));
        } else {
            busy.hidden(|| checked.say(output));
        }
    }
    drop(busy);
    if output.json {
        output.print_json(&json!(reports));
    }
    if failed { Err(Failure::said()) } else { Ok(()) }
}

/// What came of one file.
enum Checked {
    Unreadable { file: String, failure: Failure },
    Read { file: String, text: String, found: Vec<Diagnostic> },
}

fn check_file(path: &Path) -> Checked {
    let source = match Source::load(path, None, None) {
        Ok(source) => source,
        Err(Refused::File(failure)) => {
            return Checked::Unreadable { file: path.display().to_string(), failure };
        }
        Err(Refused::Text { file, text, diagnostics }) => {
            return Checked::Read { file, text, found: diagnostics };
        }
    };
    let checked = model::check::check(source.document.definitions());
    // The positions are those of the BPMN; an outline has its own and names the step by its id.
    let placed = |diagnostic: Diagnostic| match source.outline {
        Some(_) => Diagnostic { span: None, ..diagnostic },
        None => diagnostic,
    };
    let found = source.diagnostics.into_iter().chain(checked.into_iter().map(placed)).collect();
    Checked::Read { file: source.file, text: source.text, found }
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
