//! The README shows what the program really does: its blocks and picture are made by it (`make docs` writes them).

mod program;

use program::{Folder, root, stepwell};

#[test]
fn generated_blocks_of_the_readme_are_true() {
    let path = root().join("README.md");
    let readme = std::fs::read_to_string(&path).expect("there is a README");
    let outline = std::fs::read_to_string(root().join("examples/repair.txt")).expect("there is an example");
    let indented: String =
        outline.lines().map(|line| format!("    {line}\n").replace("    \n", "\n")).collect();
    let made = replace(&readme, "examples/repair.txt", &indented);
    let made = replace(&made, "transcript", &transcript());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &made).expect("is writable");
    }
    let now = std::fs::read_to_string(&path).expect("there is a README");
    assert_eq!(now, made, "the README is stale: make docs");
}

/// The block between the markers, replaced.
fn replace(text: &str, name: &str, block: &str) -> String {
    let begin = format!("<!-- begin: {name} -->\n");
    let start = text.find(&begin).unwrap_or_else(|| panic!("no marker {name}")) + begin.len();
    let end = start + text[start..].find("<!-- end -->").expect("the block ends");
    format!("{}\n{}\n{}", &text[..start], block.trim_end_matches('\n'), &text[end..])
}

/// The id in place of that of the case, which is another one in each run.
const CASE: &str = "01JWX4T0M2Q8K3V7N5R1C6B9ZD";

/// A case of the example as it is seen in the terminal.
fn transcript() -> String {
    let run = stepwell(&["run", "examples/repair.txt"]).stdin("\n2\n\n\n1\n").ok();
    let case = run
        .stdout
        .split_whitespace()
        .find(|word| is_like(word, CASE))
        .expect("the case has an id")
        .to_owned();
    let shown = run.stdout.replace(&case, CASE).replace(" \n", "\n");
    format!("```console\n$ stepwell run examples/repair.txt\n{shown}```\n")
}

/// Whether an id has the length of the other one, and its kinds of characters.
fn is_like(id: &str, other: &str) -> bool {
    let kind = |c: char| c.is_ascii_digit() || c.is_ascii_uppercase();
    id.len() == other.len() && id.starts_with("01") && id.chars().all(kind)
}

#[test]
fn generated_picture_of_the_readme_is_true() {
    let folder = Folder::new();
    let made = folder.path("repair.png");
    stepwell(&["render", "examples/repair.txt", &made, "--scale", "1.5"]).ok();
    let made = std::fs::read(made).expect("is drawn");
    let path = root().join("docs/images/repair.png");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &made).expect("is writable");
    }
    assert!(std::fs::read(&path).is_ok_and(|now| now == made), "the picture is stale: make docs");
}
