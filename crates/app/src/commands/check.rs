//! `stepwell check FILE…`: what is wrong, what is suspicious.

use crate::messages;
use crate::output::{Failure, Output};
use crate::source::{Source, has_errors};
use model::Severity;
use serde_json::json;
use std::path::PathBuf;

/// Checks every file, also when one before it is wrong.
///
/// # Errors
/// One of the files has an error.
pub fn check(files: &[PathBuf], output: &Output) -> Result<(), Failure> {
    let mut failed = false;
    let mut reports = Vec::new();
    let busy =
        (files.len() > 1).then(|| output.busy(messages::BUSY_CHECK.message(), Some(files.len() as u64)));
    for path in files {
        if let Some(busy) = &busy {
            busy.step();
        }
        let read = match &busy {
            Some(bar) => Source::read_under(bar, path, None, output),
            None => Source::read(path, None, output),
        };
        let source = match read {
            Ok(source) => source,
            Err(failure) if files.len() == 1 => return Err(failure),
            Err(_) => {
                failed = true;
                continue;
            }
        };
        let found = model::check::check(source.document.definitions());
        // The positions are those of the BPMN; an outline has its own and names the step by its id.
        let found: Vec<_> = match source.outline {
            Some(_) => {
                found.into_iter().map(|diagnostic| model::Diagnostic { span: None, ..diagnostic }).collect()
            }
            None => found,
        };
        output.diagnostics(&source.file, &source.text, &found);
        let count =
            |severity: Severity| found.iter().filter(|diagnostic| diagnostic.severity == severity).count();
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        failed |= has_errors(&found);
        if output.json {
            let all = found.iter().chain(&source.diagnostics);
            let all: Vec<_> = all.map(|it| output.diagnostic_json(&source.file, &source.text, it)).collect();
            reports.push(
                json!({"file": source.file, "errors": errors, "warnings": warnings, "diagnostics": all}),
            );
        } else if errors + warnings == 0 {
            output.print(&format!("{}: {}", source.file, output.paint("32", "ok")));
        } else {
            let text = messages::CHECK_FOUND.message().with("file", &source.file);
            output.print(&text.with("errors", errors).with("warnings", warnings).render(output.lang));
        }
    }
    if output.json {
        output.print_json(&json!(reports));
    }
    if failed { Err(Failure::said()) } else { Ok(()) }
}
