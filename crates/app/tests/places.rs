//! What is wrong with an outline stands with its line, for persons and for programs.

mod program;

use program::{Folder, stepwell};

const OUTLINE: &str =
    "workflow: Refunds\nstart: Customer asks\n→ check: dear?\n  - y if: amount > > 3\n  - else\n";

#[test]
fn check_and_run_show_the_line_of_an_outline() {
    let folder = Folder::new();
    let file = folder.write("refunds.txt", OUTLINE);
    for command in ["check", "run"] {
        let said = stepwell(&[command, &file]).fails().stderr;
        assert!(said.contains("refunds.txt:4:20: error: "), "{said}");
        assert!(said.contains("\n    - y if: amount > > 3\n                     ^\n"), "{said}");
        assert!(!said.contains("_to_"), "an id that nobody wrote: {said}");
    }
    let report: serde_json::Value =
        serde_json::from_str(&stepwell(&["check", "--json", &file]).fails().stdout).expect("is JSON");
    let found = &report[0]["diagnostics"][0];
    assert_eq!((&found["line"], &found["column"]), (&4.into(), &20.into()), "{found}");
}
