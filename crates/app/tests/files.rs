//! What stands in files: how it begins, what it is if it is no workflow, and why it cannot be read.

mod program;

use program::{Folder, stepwell};
use serde_json::Value;
use std::collections::BTreeSet;

const OUTLINE: &str = "workflow: Parcel\nlanguage: en\nteams: Agent\n\nstart: A parcel is to be sent\n\
    → Agent: weighs the parcel\n→ Agent: finds out the fee\n    decision: discount\n    result: fee\n→ end: Sent\n";
const DISCOUNT: &str = include_str!("../../../corpus/engine/tasks/discount.dmn");

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// The texts of one call in all languages, each different from the others.
fn distinct(what: &str, text: &dyn Fn(&str) -> String) -> BTreeSet<String> {
    let texts: BTreeSet<String> = ["en", "th", "it", "id", "ja"].map(text).into();
    assert_eq!(texts.len(), 5, "{what}: {texts:#?}");
    texts
}

#[test]
fn a_byte_order_mark_is_no_part_of_a_text() {
    let folder = Folder::new();
    let bpmn = stepwell(&["convert", "-", "--to", "bpmn"]).stdin(OUTLINE).ok().stdout;
    for (name, text) in [("parcel.txt", OUTLINE), ("parcel.bpmn", &*bpmn), ("discount.dmn", DISCOUNT)] {
        let marked = format!("\u{feff}{text}");
        let file = folder.write(name, &marked);
        assert_eq!(stepwell(&["check", &file]).ok().stdout, format!("{file}: ok\n"));
        assert_eq!(stepwell(&["check", "-"]).stdin(&marked).ok().stdout, "<stdin>: ok\n");
        if text != DISCOUNT {
            let there = stepwell(&["convert", &file, "--to", "bpmn"]).ok().stdout;
            assert_eq!(there, bpmn, "{name}");
            let back = stepwell(&["convert", "-", "--to", "outline"]).stdin(&marked).ok().stdout;
            assert_eq!(back, OUTLINE, "{name}");
        }
    }
    let broken = folder
        .write("broken.bpmn", &format!("\u{feff}{}", bpmn.replacen("sourceRef=\"", "sourceRef=\"no_", 1)));
    assert!(stepwell(&["check", &broken]).fails().stderr.contains("no_"), "it is read as BPMN");
}

#[test]
fn decisions_are_checked_to_the_cell() {
    let folder = Folder::new();
    assert!(stepwell(&["check", &folder.write("a.dmn", DISCOUNT)]).ok().stdout.contains("a.dmn: ok"));
    let wrong = DISCOUNT.replace("<text>0</text>", "<text>fee == </text>");
    let report = stepwell(&["check", &folder.write("wrong.dmn", &wrong)]).fails();
    assert!(report.stderr.contains("wrong.dmn:35:21:"), "{}", report.stderr);
    assert!(report.stderr.contains("Decision “Discount”, rule 2, column 3:"), "{}", report.stderr);
    assert!(report.stderr.contains("[rest-percent]") && report.stderr.contains('^'), "{}", report.stderr);
    assert!(report.stdout.contains("errors 1"), "{}", report.stdout);
    // Known by what stands in it, too.
    let other_name = folder.write("wrong.xml", &wrong);
    let reports = json(&stepwell(&["check", &other_name, "--json"]).fails().stdout);
    let found = &reports[0]["diagnostics"][0];
    assert_eq!((&found["code"], &found["line"]), (&"decision-cell".into(), &35.into()), "{found}");
    let arguments = &found["arguments"];
    assert_eq!(
        (&arguments["part"], &arguments["rule"], &arguments["column"]),
        (&"Discount".into(), &"2".into(), &"3".into())
    );
    assert!(arguments["reason"]["code"].as_str().is_some_and(|code| code.starts_with("feel.")), "{found}");
    let no_column = DISCOUNT.replace("<text>amount</text>", "<text>amount +</text>");
    let report = stepwell(&["check", &folder.write("column.dmn", &no_column)]).fails().stderr;
    assert!(report.contains("Decision “Discount”, column 2:"), "{report}");
    distinct("a cell", &|lang| stepwell(&["--lang", lang, "check", &other_name]).fails().stderr);
}

#[test]
fn decisions_are_no_workflow() {
    let folder = Folder::new();
    let file = folder.write("discount.dmn", DISCOUNT);
    let commands: [&[&str]; 3] =
        [&["convert", &file, "--to", "outline"], &["render", &file, "a.svg"], &["run", &file]];
    for command in commands {
        let refused = stepwell(command).fails().stderr;
        assert!(refused.contains("decision tables") && refused.contains("stepwell check"), "{refused}");
    }
    distinct("decisions", &|lang| {
        stepwell(&["--lang", lang, "convert", "-", "--to", "svg"]).stdin(DISCOUNT).fails().stderr
    });
}

#[test]
fn definitions_of_something_else_are_called_by_their_name() {
    let other = "<definitions xmlns=\"http://www.omg.org/spec/CMMN/20151109/MODEL\" id=\"d\"/>";
    let prefixed = "<c:definitions xmlns:c=\"http://www.omg.org/spec/CMMN/20151109/MODEL\" id=\"d\"/>";
    for text in [other, prefixed] {
        let refused = stepwell(&["check", "-"]).stdin(text).fails().stderr;
        assert!(refused.contains("CMMN/20151109/MODEL”, not to BPMN 2.0"), "{refused}");
    }
    let nothing = stepwell(&["check", "-"]).stdin("<html/>").fails().stderr;
    assert!(nothing.contains("The root element is <html>"), "{nothing}");
}

#[test]
fn decisions_that_are_called_must_be_in_one_of_the_files() {
    let folder = Folder::new();
    let (calls, has) = (folder.write("parcel.txt", OUTLINE), folder.write("discount.dmn", DISCOUNT));
    let other =
        folder.write("other.dmn", &DISCOUNT.replace("decision id=\"discount\"", "decision id=\"rebate\""));
    let bpmn = folder.path("parcel.bpmn");
    std::fs::write(&bpmn, stepwell(&["convert", &calls, "--to", "bpmn"]).ok().stdout).expect("is writable");
    for good in [&[&*calls] as &[&str], &[&calls, &has], &[&has, &bpmn, &other]] {
        let report = stepwell(&[&["check"], good].concat()).ok();
        assert!(!report.stderr.contains("discount"), "{good:?}: {}", report.stderr);
    }
    for wrong in [&calls, &bpmn] {
        let reports = json(&stepwell(&["check", &other, wrong, "--json"]).ok().stdout);
        let found = reports[1]["diagnostics"].as_array().expect("diagnostics");
        let warning = found.iter().find(|it| it["code"] == "decision-nowhere").expect("a warning");
        assert_eq!(
            (&warning["severity"], &warning["arguments"]["decision"]),
            (&"warning".into(), &"discount".into())
        );
        assert!(warning["line"].is_u64(), "{warning}");
        assert_eq!((&reports[0]["warnings"], &reports[1]["warnings"]), (&0.into(), &1.into()));
    }
    // Of a model that cannot be read nobody knows what it has.
    let broken = folder.write("broken.dmn", &DISCOUNT.replace("</decision>", ""));
    assert!(!stepwell(&["check", &calls, &other, &broken]).fails().stderr.contains("none of the given"));
}

#[test]
fn a_file_without_a_workflow_is_refused() {
    let folder = Folder::new();
    let empty =
        "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" id=\"d\" targetNamespace=\"x\"/>";
    let file = folder.write("empty.bpmn", empty);
    let picture = folder.path("empty.svg");
    let commands: [&[&str]; 5] = [
        &["check", &file],
        &["render", &file, &picture],
        &["convert", &file, "--to", "svg"],
        &["convert", &file, "--to", "outline"],
        &["run", &file],
    ];
    for command in commands {
        assert!(stepwell(command).fails().stderr.contains("There is no workflow in"), "{command:?}");
    }
    assert!(!std::path::Path::new(&picture).exists());
}

#[test]
fn an_id_that_stands_twice_is_said_once() {
    let file = "corpus/bpmn/refused/references.bpmn";
    let reports = json(&stepwell(&["check", file, "--json"]).fails().stdout);
    let found = reports[0]["diagnostics"].as_array().expect("diagnostics").iter();
    let codes: Vec<_> =
        found.filter_map(|it| it["code"].as_str()).filter(|it| it.contains("duplicate-id")).collect();
    assert_eq!(codes, ["model.duplicate-id"]);
}

#[test]
fn the_operating_system_speaks_every_language() {
    let folder = Folder::new();
    let (missing, here) = (folder.path("nothing.txt"), folder.path(""));
    let file = folder.write("parcel.txt", OUTLINE);
    let nowhere = folder.path("no/where.svg");
    let through = format!("{file}/parcel.txt");
    let commands: [(&str, Vec<&str>); 4] = [
        ("does not exist", vec!["check", &missing]),
        ("is a folder", vec!["check", &here]),
        ("no folder", vec!["check", &through]),
        ("does not exist", vec!["render", &file, &nowhere]),
    ];
    for (words, command) in commands {
        let said = |lang: &str| stepwell(&[&["--lang", lang], &command[..]].concat()).fails().stderr;
        assert!(said("en").contains(words), "{}", said("en"));
        for text in distinct(words, &said) {
            assert!(!text.contains("os error"), "{text}");
        }
    }
    let refused = json(&stepwell(&["convert", &missing, "--to", "svg", "--json"]).fails().stderr);
    assert_eq!(refused["error"]["arguments"]["reason"]["code"], "system.not-found", "{refused}");
    let latin = folder.path("latin.txt");
    std::fs::write(&latin, b"caff\xe8").expect("is writable");
    assert!(stepwell(&["--lang", "it", "check", &latin]).fails().stderr.contains("Salvarlo come UTF-8"));
}

#[test]
fn a_reading_that_is_not_certain_says_of_what_it_speaks() {
    let prose = "Caller calls -> Agent repairs the device -> Device repaired";
    let reports = json(&stepwell(&["check", "-", "--json"]).stdin(prose).ok().stdout);
    let found = reports[0]["diagnostics"].as_array().expect("diagnostics");
    let end = found.iter().find(|it| it["code"] == "outline.read-as-end").expect("a note");
    assert_eq!(end["arguments"]["step"], "Device repaired", "{end}");
}
