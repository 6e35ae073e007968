//! Finds the scenarios of the repository.

use crate::scenario::{Files, Scenario, parse};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A scenario with where it stands and the files it needs.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The folder and file, as in `gateways/exclusive`.
    pub file: String,
    /// The scenario.
    pub scenario: Scenario,
    /// The files of its folder.
    pub files: Files,
}

impl Entry {
    /// The file and the title.
    pub fn name(&self) -> String {
        format!("{}: {}", self.file, self.scenario.title)
    }

    /// The folder: what it is about.
    pub fn area(&self) -> &str {
        self.file.split('/').next().unwrap_or_default()
    }
}

/// The corpus of the engine, in the repository that this was built in.
pub fn engine() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/engine")
}

/// Reads all scenarios of a corpus, in the order of their names.
///
/// # Errors
/// A file that cannot be read, with its name.
pub fn load(corpus: &Path) -> Result<Vec<Entry>, String> {
    let mut entries = Vec::new();
    for area in sorted(corpus)?.into_iter().filter(|path| path.is_dir()) {
        let texts = Arc::new(texts(&area)?);
        let mut names: Vec<&String> = texts.keys().filter(|name| name.ends_with(".scenario")).collect();
        names.sort();
        for name in names {
            let stem = name.trim_end_matches(".scenario");
            let file = format!("{}/{stem}", area.file_name().unwrap_or_default().to_string_lossy());
            let scenarios = parse(&texts[name]).map_err(|error| format!("{file}.scenario: {error}"))?;
            let files = Files { own: format!("{stem}.bpmn"), texts: texts.clone() };
            entries.extend(scenarios.into_iter().map(|scenario| Entry {
                file: file.clone(),
                scenario,
                files: files.clone(),
            }));
        }
    }
    Ok(entries)
}

fn texts(area: &Path) -> Result<HashMap<String, String>, String> {
    let mut texts = HashMap::new();
    for path in sorted(area)?.into_iter().filter(|path| path.is_file()) {
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        texts.insert(path.file_name().unwrap_or_default().to_string_lossy().into_owned(), text);
    }
    Ok(texts)
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let fail = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(fail)? {
        paths.push(entry.map_err(fail)?.path());
    }
    paths.sort();
    Ok(paths)
}
