//! The commands as a person types them.

mod program;

use program::{Folder, stepwell};
use serde_json::Value;

const OUTLINE: &str = "workflow: Complaint\nlanguage: en\nteams: Agent\n\nstart: Customer complains\n\
    → Agent: apologises\n→ choose: Does the customer accept?\n    - yes\n        → end: Resolved\n            outcome: success\n    \
    - no\n        → end: Customer leaves\n            outcome: failure\n";

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn an_outline_becomes_bpmn_and_comes_back() {
    let folder = Folder::new();
    let bpmn = stepwell(&["convert", "-", "--to", "bpmn"]).stdin(OUTLINE).ok();
    let file = folder.write("complaint.bpmn", &bpmn.stdout);
    assert!(bpmn.stdout.contains("<bpmndi:BPMNShape"), "a place is found for everything");
    assert_eq!(stepwell(&["convert", &file, "--to", "outline"]).ok().stdout, OUTLINE);
    let structure = json(&stepwell(&["convert", &file, "--to", "json"]).ok().stdout);
    assert_eq!(structure["workflows"][0]["name"], "Complaint");
    let elements = structure["workflows"][0]["steps"].as_array().expect("steps").iter();
    assert!(elements.clone().any(|step| step["element"] == "exclusiveGateway"));
    assert!(stepwell(&["convert", &file, "--to", "svg"]).ok().stdout.contains("<svg"));
}

#[test]
fn an_outline_is_written_into_the_model_that_it_was_made_from() {
    let folder = Folder::new();
    let base = folder.write("trip.bpmn", include_str!("../../../corpus/bpmn/models/trip.bpmn"));
    let outline = stepwell(&["convert", &base, "--to", "outline"]).ok().stdout;
    let same = folder.write("same.txt", &outline);
    let written = stepwell(&["convert", &same, "--to", "bpmn", "--base", &base]).ok().stdout;
    assert_eq!(written, include_str!("../../../corpus/bpmn/models/trip.bpmn"));
    let edited = folder.write("edited.txt", &outline.replace("books flight and hotel", "books the flight"));
    let written = stepwell(&["convert", &edited, "--to", "bpmn", "--base", &base]).ok().stdout;
    assert!(written.contains("<bpmn:serviceTask id=\"Book\" name=\"books the flight\">"), "{written}");
    assert!(
        written.contains("<acme:cost amount=\"12\" />") && written.contains("isForCompensation=\"true\"")
    );
    // Without the base nobody knows what is kept.
    assert!(!stepwell(&["convert", &edited, "--to", "bpmn"]).fails().stderr.is_empty());
}

#[test]
fn notes_go_to_standard_error_and_errors_end_with_one() {
    let prose = "Caller calls -> Agent repairs the device -> Device repaired";
    let converted = stepwell(&["convert", "-", "--to", "outline"]).stdin(prose).ok();
    assert!(converted.stdout.starts_with("workflow:"), "{}", converted.stdout);
    assert!(converted.stderr.contains("note"), "{}", converted.stderr);
    let refused = stepwell(&["convert", "-", "--to", "bpmn"]).stdin("→ → →").fails();
    assert_eq!(refused.stdout, "");
    assert!(refused.stderr.contains("error"), "{}", refused.stderr);
}

#[test]
fn check_names_the_element_the_place_and_the_mend() {
    let folder = Folder::new();
    let good = folder.write("good.txt", OUTLINE);
    let bpmn = stepwell(&["convert", &good, "--to", "bpmn"]).ok().stdout;
    let broken = folder.write("broken.bpmn", &bpmn.replacen("sourceRef=\"", "sourceRef=\"no_", 1));
    assert!(stepwell(&["check", &good]).ok().stdout.contains("ok"));
    let report = stepwell(&["check", &good, &broken]).fails();
    assert!(report.stdout.contains("good.txt: ok"), "{}", report.stdout);
    assert!(report.stderr.contains("broken.bpmn:"), "{}", report.stderr);
    let reports = stepwell(&["check", &good, &broken, "--json"]).fails();
    let found: Vec<Value> = reports.stderr.lines().map(json).collect();
    assert!(found.iter().any(|it| it["severity"] == "error" && it["line"].is_u64()), "{found:?}");
}

#[test]
fn messages_come_in_the_language_that_is_asked_for() {
    let text =
        |lang: &str| stepwell(&["--lang", lang, "convert", "-", "--to", "bpmn"]).stdin("").fails().stderr;
    let texts: std::collections::BTreeSet<String> = ["en", "th", "it", "id", "ja"].map(text).into();
    assert_eq!(texts.len(), 5, "{texts:#?}");
}

#[test]
fn failures_prompts_and_findings_come_in_every_language() {
    let folder = Folder::new();
    let (file, missing) = (folder.write("complaint.txt", OUTLINE), folder.path("nothing.txt"));
    let distinct = |what: &str, text: &dyn Fn(&str) -> String| {
        let texts: std::collections::BTreeSet<String> = ["en", "th", "it", "id", "ja"].map(text).into();
        assert_eq!(texts.len(), 5, "{what}: {texts:#?}");
    };
    distinct("a file", &|lang| stepwell(&["--lang", lang, "check", &missing]).fails().stderr);
    distinct("a variable", &|lang| stepwell(&["--lang", lang, "run", &file, "--var", "x"]).fails().stderr);
    distinct("a picture", &|lang| {
        stepwell(&["--lang", lang, "render", &file, &folder.path("a.gif")]).fails().stderr
    });
    distinct("an answer", &|lang| {
        let said = stepwell(&["--lang", lang, "run", &file]).stdin("\n7\n").ok().stdout;
        said.lines()
            .find(|line| line.contains('1') && line.contains('2') && !line.contains("case"))
            .map(str::to_owned)
            .unwrap_or(said)
    });
    distinct("a doctor", &|lang| stepwell(&["--lang", lang, "doctor"]).ok().stdout);
}

#[test]
fn render_draws_svg_and_png() {
    let folder = Folder::new();
    let file = folder.write("complaint.txt", OUTLINE);
    for (name, magic) in [("a.svg", b"<?xml".as_slice()), ("b.png", b"\x89PNG"), ("c.svg", b"<?xml")] {
        let picture = folder.path(name);
        stepwell(&["render", &file, &picture, "--dark"]).ok();
        let bytes = std::fs::read(&picture).expect("is written");
        assert!(bytes.starts_with(magic) || bytes.starts_with(b"<svg"), "{name}");
    }
    assert!(stepwell(&["render", &file, &folder.path("d.gif")]).fails().stderr.contains(".svg or .png"));
}

#[test]
fn a_case_can_be_left_and_resumed_and_its_history_read() {
    let folder = Folder::new();
    let file = folder.write("complaint.txt", OUTLINE);
    let db = folder.path("cases.db");
    let left = stepwell(&["run", &file, "--db", &db, "--var", "amount=250"]).stdin("reason=late\n").ok();
    assert!(left.stdout.contains("apologises"), "{}", left.stdout);
    assert!(left.stdout.contains("stepwell run"), "it says how to go on: {}", left.stdout);
    let waiting = json(&stepwell(&["run", &file, "--db", &db, "--json"]).stdin("").ok().stdout);
    assert_eq!(waiting["variables"]["amount"], 250);
    assert_eq!(waiting["variables"]["reason"], "late");
    assert_eq!(waiting["phase"], "active");
    let ended = stepwell(&["run", &file, "--db", &db]).stdin("yes\n").ok();
    assert!(ended.stdout.contains("Resolved"), "{}", ended.stdout);
    let case = waiting["case"].as_str().expect("an id");
    let trace = stepwell(&["trace", case, "--db", &db]).ok().stdout;
    assert!(trace.lines().count() >= 8, "{trace}");
    assert!(trace.contains("completed") && trace.contains("apologises"), "{trace}");
    let lines = stepwell(&["trace", case, "--db", &db, "--json"]).ok().stdout;
    assert!(lines.lines().all(|line| json(line)["event"].is_string()));
    let fresh = json(&stepwell(&["run", &file, "--db", &db, "--json"]).stdin("").ok().stdout);
    assert_ne!(fresh["case"], waiting["case"], "the first case has ended: a new one begins");
}

#[test]
fn what_cannot_be_found_is_said() {
    let folder = Folder::new();
    let missing = folder.path("nothing.db");
    assert!(stepwell(&["trace", "x", "--db", &missing]).fails().stderr.contains("nothing.db"));
    let refused = stepwell(&["check", &folder.path("nothing.txt"), "--json"]).fails();
    assert_eq!(json(refused.stderr.trim())["error"]["code"], "file-unreadable");
    let file = folder.write("complaint.txt", OUTLINE);
    assert!(stepwell(&["run", &file, "--var", "amount"]).fails().stderr.contains("NAME=VALUE"));
}

#[test]
fn doctor_finds_everything_in_order() {
    let findings = json(&stepwell(&["doctor", "--json"]).ok().stdout);
    let all = findings["findings"].as_array().expect("findings");
    assert!(all.len() >= 5 && all.iter().all(|it| it["good"] == true), "{all:?}");
}
