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
    let one_line =
        folder.write("line.bpmn", &bpmn.replacen("sourceRef=\"", "sourceRef=\"no_", 1).replace('\n', " "));
    let report = stepwell(&["check", &one_line]).fails().stderr;
    assert!(
        report.lines().any(|line| line.contains("no_")) && report.contains("^^^"),
        "the place is shown: {report}"
    );
    let missing = folder.path("nothing.bpmn");
    let report = stepwell(&["check", &good, &missing]).fails();
    assert!(report.stderr.contains("nothing.bpmn"), "also of several: {}", report.stderr);
    let reports = stepwell(&["check", &good, &broken, &missing, "--json"]).fails();
    assert_eq!(reports.stderr, "", "all of it stands in the report");
    let reports = json(&reports.stdout);
    let found = reports[1]["diagnostics"].as_array().expect("diagnostics");
    assert!(found.iter().any(|it| it["severity"] == "error" && it["line"].is_u64()), "{found:?}");
    assert_eq!(reports[0]["errors"], 0);
    assert_eq!(reports[2]["error"]["code"], "file-unreadable");
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
    assert!(trace.contains("task done") && trace.contains("apologises"), "{trace}");
    assert!(trace.contains("reason = \"late\"") && !trace.contains("stepwell:"), "{trace}");
    assert!(trace.contains("case ended") && trace.contains("Resolved · success"), "{trace}");
    let thai = stepwell(&["--lang", "th", "trace", case, "--db", &db]).ok().stdout;
    assert!(thai.contains("เคสจบ") && !thai.contains("task done"), "{thai}");
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
    let refused = stepwell(&["convert", &folder.path("nothing.txt"), "--to", "bpmn", "--json"]).fails();
    assert_eq!(json(refused.stderr.trim())["error"]["code"], "file-unreadable");
    let file = folder.write("complaint.txt", OUTLINE);
    assert!(stepwell(&["run", &file, "--var", "amount"]).fails().stderr.contains("NAME=VALUE"));
}

#[test]
fn a_database_is_looked_at_without_being_made_or_changed() {
    let folder = Folder::new();
    let missing = folder.path("nothing.db");
    for command in [vec!["doctor", "--db", &missing], vec!["trace", "x", "--db", &missing]] {
        let report = stepwell(&command).fails();
        assert!((report.stdout + &report.stderr).contains("nothing.db"), "{command:?}");
        assert!(!std::path::Path::new(&missing).exists(), "{command:?} makes the file");
    }
    let empty = folder.write("empty.db", "");
    assert!(stepwell(&["doctor", "--db", &empty]).fails().stdout.contains("Nothing of Stepwell"));
    assert!(stepwell(&["trace", "x", "--db", &empty]).fails().stderr.contains("Nothing of Stepwell"));
    assert_eq!(std::fs::metadata(&empty).expect("is there").len(), 0, "it is as it was");
    for odd in ["", ":memory:", "file:cases.db", "mysql://a@b/c"] {
        let refused = stepwell(&["run", "examples/none.txt", "--db", odd, "--json"]).fails().stderr;
        let refused = refused + &stepwell(&["doctor", "--db", odd]).fails().stdout;
        assert!(
            refused.contains("is no database") || refused.contains("file-unreadable"),
            "{odd}: {refused}"
        );
    }
    let nobody = "postgres://me@127.0.0.1:1/cases";
    let begin = std::time::Instant::now();
    let report = stepwell(&["--lang", "ja", "doctor", "--db", nobody]).fails().stdout;
    assert!(report.contains("ポート1") && report.contains("接続できません"), "{report}");
    assert!(begin.elapsed().as_secs() < 10, "{:?}", begin.elapsed());
}

#[test]
fn effects_that_were_given_up_are_shown() {
    let folder = Folder::new();
    let (file, db) = (folder.write("complaint.txt", OUTLINE), folder.path("cases.db"));
    let case = json(&stepwell(&["run", &file, "--db", &db, "--json"]).stdin("").ok().stdout)["case"].clone();
    let case = case.as_str().expect("an id");
    assert!(stepwell(&["doctor", "--db", &db]).ok().stdout.contains("Sqlite, schema"));
    give_up(&db, case);
    let report = stepwell(&["doctor", "--db", &db]).fails().stdout;
    assert!(report.contains("given up: 1"), "{report}");
    let trace = stepwell(&["trace", case, "--db", &db]).ok().stdout;
    assert!(
        trace.lines().last().is_some_and(|line| line.contains("given up") && line.contains("larger than"))
    );
    let lines = stepwell(&["trace", case, "--db", &db, "--json"]).ok().stdout;
    assert_eq!(json(lines.lines().last().expect("a line"))["event"], "given-up");
}

/// Leaves an effect that cannot be done, for the node that comes next: it gives it up.
fn give_up(db: &str, case: &str) {
    let threads = tokio::runtime::Runtime::new().expect("threads");
    threads.block_on(async {
        let db = store::Db::open(db).await.expect("opens");
        let mut set = store::WriteSet::new(store::shard(case));
        let large = serde_json::json!({"text": "x".repeat(5 << 20)});
        let todo = serde_json::json!({"do": "deliver", "workflow": "complaint", "case": case, "key": 1, "variables": large});
        set.put(store::tables::outbox::Effect {
            id: "late".into(),
            shard: store::shard(case),
            case_id: Some(case.into()),
            kind: "case.tell".into(),
            idempotency_key: "late".into(),
            created_at: 0,
            payload: todo.to_string(),
            hops: 0,
            attempts: 0,
            available_at: Some(0),
            owner: None,
            error: None,
        });
        db.commit(set).await.expect("is written");
        let node = runtime::Runtime::start_node(db, runtime::Options { background: false, ..Default::default() });
        let node = node.await.expect("starts");
        node.tick().await.expect("works");
        node.stop().await.expect("stops");
    });
}

#[test]
fn doctor_finds_everything_in_order() {
    let findings = json(&stepwell(&["doctor", "--json"]).ok().stdout);
    let all = findings["findings"].as_array().expect("findings");
    assert!(all.len() >= 5 && all.iter().all(|it| it["good"] == true), "{all:?}");
}

/// A case that calls another one, whose task a person does.
const CALLER: &str = "workflow: Caller\nid: caller\nlanguage: en\nteams: A\n\nstart: go\n→ A: hands over\n    call: callee\n→ A: after\n→ end: Over\n";
const CALLEE: &str = "workflow: Callee\nid: callee\nlanguage: en\nteams: A\n\nstart: begins\n→ A: inner task\n→ end: Inside over\n";

#[test]
fn the_tasks_of_a_called_case_are_done_in_the_same_place() {
    let folder = Folder::new();
    let (caller, callee) = (folder.write("caller.txt", CALLER), folder.write("callee.txt", CALLEE));
    let said = stepwell(&["run", &caller, "--with", &callee]).stdin("\n\n").ok().stdout;
    assert!(said.contains("→ Callee · inner task"), "{said}");
    assert!(said.contains("✓ Callee · inner task"), "{said}");
    assert!(said.contains("The case has ended: Over"), "{said}");
}

#[test]
fn a_case_at_which_a_program_works_can_be_left() {
    let folder = Folder::new();
    let text = "workflow: Slow\nlanguage: en\nteams: A\n\nstart: go\n→ A: sleeps\n    job: delay\n    in: duration: P1D\n→ end: Over\n";
    let (file, db) = (folder.write("slow file.txt", text), folder.path("slow.db"));
    let left = stepwell(&["run", &file, "--db", &db]).stdin("").ok().stdout;
    assert!(left.contains("sleeps") && left.contains("Go on with: stepwell run '"), "{left}");
    assert!(stepwell(&["run", &file, "--db", &db]).stdin("q\n").ok().stdout.contains("Go on with"));
}

#[test]
fn the_case_and_its_start_can_be_chosen() {
    let folder = Folder::new();
    let (file, db) = (folder.write("complaint.txt", OUTLINE), folder.path("cases.db"));
    let run = |more: &[&str]| {
        let all: Vec<&str> = ["run", &file, "--db", &db, "--json"].iter().chain(more).copied().collect();
        json(&stepwell(&all).stdin("").ok().stdout)["case"].as_str().expect("an id").to_owned()
    };
    let (first, second) = (run(&[]), run(&["--new"]));
    assert_ne!(first, second);
    assert_eq!(run(&[]), second, "the newest");
    assert_eq!(run(&["--case", &first]), first);
    let refused = stepwell(&["run", &file, "--db", &db, "--var", "amount=1"]).fails().stderr;
    assert!(refused.contains("--new"), "{refused}");
    let by_message = "workflow: Called\nlanguage: en\nteams: A\n\nstart: rings\n    message: rings\n→ A: answers\n→ end: Over\n";
    let only = folder.write("called.txt", by_message);
    assert!(stepwell(&["run", &only]).stdin("\n").ok().stdout.contains("The case has ended: Over"));
    let two = folder.write("two.txt", &by_message.replace("→ A", "start: writes\n    message: writes\n→ A"));
    let refused = stepwell(&["run", &two]).fails().stderr;
    assert!(refused.contains("--start"), "{refused}");
    let start = refused.trim().rsplit(", ").next().expect("ids").to_owned();
    assert!(stepwell(&["run", &two, "--start", &start]).stdin("\n").ok().stdout.contains("Over"));
}

#[test]
fn what_a_workflow_logs_is_seen_and_the_levels_can_be_set() {
    let folder = Folder::new();
    let text = "workflow: Says\nlanguage: en\nteams: A\n\nstart: go\n→ A: notes it\n    job: log\n    in: message: \"heard by all\"\n→ end: Over\n";
    let file = folder.write("says.txt", text);
    let said = stepwell(&["run", &file]).ok();
    assert!(said.stderr.contains("heard by all"), "{}\n{}", said.stdout, said.stderr);
    assert!(!stepwell(&["run", &file]).env("STEPWELL_LOG", "error").ok().stderr.contains("heard by all"));
    assert!(stepwell(&["run", &file]).env("STEPWELL_LOG", "=loud=").fails().stderr.contains("STEPWELL_LOG"));
}

#[test]
fn the_time_zone_is_that_of_the_machine() {
    let zone = |value: &str| stepwell(&["doctor"]).env("TZ", value).ok().stdout;
    assert!(zone("Asia/Tokyo").contains("Asia/Tokyo"));
    assert!(zone("Asia/Bangkok").contains("Asia/Bangkok"));
}

#[test]
fn what_makes_no_sense_is_refused() {
    let folder = Folder::new();
    let file = folder.write("complaint.txt", OUTLINE);
    for scale in ["0", "NaN", "1000"] {
        let refused = stepwell(&["render", &file, &folder.path("a.png"), "--scale", scale]).fails();
        assert!(refused.stderr.contains("--scale"), "{scale}: {}", refused.stderr);
    }
    stepwell(&["render", &file, &folder.path("a.PNG")]).ok();
    assert!(stepwell(&["run", &file, "--var", "=3"]).fails().stderr.contains("NAME=VALUE"));
    let one = stepwell(&["convert", &file, "--to", "bpmn"]).ok().stdout;
    let process = one.split_once("<bpmn:process").and_then(|(_, rest)| rest.split_once("</bpmn:process>"));
    let (process, _) = process.expect("a process");
    let second = format!("<bpmn:process{process}</bpmn:process>").replace("id=\"", "id=\"second_");
    let second = ["sourceRef=\"", "targetRef=\"", "default=\"", "attachedToRef=\""]
        .iter()
        .fold(second, |text, name| text.replace(name, &format!("{name}second_")));
    let second = ["incoming>", "outgoing>", "flowNodeRef>"]
        .iter()
        .fold(second, |text, name| text.replace(&format!("<bpmn:{name}"), &format!("<bpmn:{name}second_")));
    let both =
        folder.write("both.bpmn", &one.replace("</bpmn:process>", &format!("</bpmn:process>{second}")));
    let refused = stepwell(&["convert", &both, "--to", "outline"]).fails().stderr;
    let id = refused.trim().rsplit(", ").next().expect("ids").to_owned();
    assert!(refused.contains("--process") && id.starts_with("second_"), "{refused}");
    stepwell(&["convert", &both, "--to", "outline", "--process", &id]).ok();
    assert!(stepwell(&["convert", &both, "--to", "outline", "--process", "x"]).fails().stderr.contains(&id));
}
