//! The files of the project, and pages that are generated into them.

use std::fs;
use std::path::{Path, PathBuf};

/// The folder of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace is around").to_owned()
}

fn walk(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name();
        if path.is_dir() && name != "target" && name != ".git" && name != "node_modules" {
            walk(&path, found);
        } else if path.is_file() {
            found.push(path);
        }
    }
}

/// The files below `under` whose names end so, by name: path from the root, and text.
pub fn files(under: &str, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    walk(&root().join(under), &mut found);
    found.sort();
    let relative = |path: &PathBuf| path.strip_prefix(root()).expect("is inside").display().to_string();
    found
        .iter()
        .filter(|path| path.display().to_string().ends_with(ending))
        .map(|path| (relative(path), fs::read_to_string(path).unwrap_or_default()))
        .collect()
}

/// Fails unless the page says this; writes it if `UPDATE_DOCS` is set.
pub fn is_up_to_date(page: &str, expected: &str) {
    let path = root().join(page);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, expected).expect("can be written");
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    let differs = found.lines().zip(expected.lines()).find(|(found, expected)| found != expected);
    assert!(
        found == expected,
        "{page} is not up to date; UPDATE_DOCS=1 cargo test -p xtask writes it anew. First difference: {differs:#?}"
    );
}
