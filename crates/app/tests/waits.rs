//! What a program reads of a case: what it waits for, and what happened.

mod program;

use program::{Folder, stepwell};
use serde_json::{Value, json};

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// What a workflow of these lines waits for, once `typed` has been answered.
fn waits(head: &str, lines: &str, typed: &str) -> Vec<Value> {
    let folder = Folder::new();
    let text =
        format!("workflow: W\nid: w\nlanguage: en\n{head}teams: Agent\n\nstart: go\n{lines}→ end: Over\n");
    let file = folder.write("w.txt", &text);
    let case = parsed(&stepwell(&["run", &file, "--json"]).stdin(typed).ok().stdout);
    let waits = case["waits"].as_array().expect("waits").clone();
    for wait in &waits {
        assert_eq!(wait["case"], case["case"]);
        assert!(
            ["key", "element", "name", "kind", "what"].iter().all(|name| !wait[name].is_null()),
            "{wait}"
        );
    }
    waits
}

#[test]
fn a_program_reads_what_people_do() {
    let task = &waits("", "→ Agent: looks at it\n    within: 1h\n", "")[0];
    assert_eq!(
        (&task["kind"], &task["name"], &task["number"]),
        (&"task".into(), &"looks at it".into(), &1.into())
    );
    assert_eq!(task["teams"], json!(["Agent"]));
    let choose = "→ choose: Which way?\n    - left\n        → end: Left\n    - right\n        → end: Right\n";
    let folder = Folder::new();
    let text = format!("workflow: W\nlanguage: en\nteams: Agent\n\nstart: go\n{choose}");
    let (file, db) = (folder.write("w.txt", &text), folder.path("w.db"));
    let run =
        |typed: &str| parsed(&stepwell(&["run", &file, "--db", &db, "--json"]).stdin(typed).ok().stdout);
    let choice = run("")["waits"][0].clone();
    assert_eq!((&choice["kind"], &choice["several"]), (&"choice".into(), &false.into()));
    assert_eq!(
        choice["choices"],
        json!([{"label": "left", "answer": "1"}, {"label": "right", "answer": "2"}])
    );
    let answer = choice["choices"][1]["answer"].as_str().expect("an answer");
    let ended = run(&format!("{answer}\n"));
    assert_eq!((&ended["phase"], &ended["waits"]), (&"completed".into(), &json!([])));
}

#[test]
fn a_program_reads_what_comes_from_outside() {
    let message = &waits("", "→ wait: the parcel\n    message: parcel\n    key = \"P-7\"\n", "")[0];
    assert_eq!(
        (&message["kind"], &message["message"]),
        (&"message".into(), &json!({"name": "parcel", "key": "P-7"}))
    );
    let timer = &waits("", "→ wait: two days\n    for: 2d\n", "")[0];
    assert_eq!(timer["kind"], "timer");
    let due: jiff::Timestamp = timer["due"].as_str().expect("a time").parse().expect("RFC 3339");
    let days = (due.as_second() - jiff::Timestamp::now().as_second()) / 86_400;
    assert!((1..=2).contains(&days), "{timer}");
    let job = &waits("", "→ books it\n    job: booking\n", "")[0];
    assert_eq!((&job["kind"], &job["job"]), (&"job".into(), &"booking".into()));
}

#[test]
fn a_program_reads_what_is_stuck_and_its_history_names_the_step() {
    let folder = Folder::new();
    let text = "workflow: W\nlanguage: en\nteams: Agent\n\nstart: go\n→ check: Is it much?\n    \
        - yes if: missing > 5\n        → end: Much\n    - no if: missing <= 5\n        → end: Little\n";
    let (file, db) = (folder.write("w.txt", text), folder.path("w.db"));
    let run =
        |typed: &str| parsed(&stepwell(&["run", &file, "--db", &db, "--json"]).stdin(typed).ok().stdout);
    let case = run("");
    let stuck = &case["waits"][0];
    assert_eq!((&stuck["kind"], &stuck["name"]), (&"incident".into(), &"Is it much?".into()), "{case}");
    assert!(stuck["incident"]["code"].as_str().is_some_and(|code| code.starts_with("incident.")), "{stuck}");
    assert!(stuck["incident"]["text"].as_str().is_some_and(|text| !text.is_empty()), "{stuck}");
    assert_eq!(run("missing=7\n")["phase"], "completed");
    let id = case["case"].as_str().expect("an id");
    let lines = stepwell(&["trace", id, "--db", &db]).ok().stdout;
    for word in ["stuck", "repaired"] {
        let line =
            lines.lines().find(|line| line.contains(word)).unwrap_or_else(|| panic!("{word}: {lines}"));
        assert!(line.contains("Is it much?"), "{line}");
    }
    let events = stepwell(&["trace", id, "--db", &db, "--json"]).ok().stdout;
    for event in ["incidentRaised", "incidentResolved"] {
        let line = events.lines().map(parsed).find(|line| line["event"] == event).expect("the event");
        assert_eq!(line["element"], stuck["element"], "{line}");
    }
}

#[test]
fn a_program_reads_what_a_called_case_waits_for() {
    let folder = Folder::new();
    let head = "language: en\nteams: A\n\nstart: go\n";
    let caller = folder.write(
        "caller.txt",
        &format!("workflow: Caller\nid: caller\n{head}→ A: hands over\n    call: callee\n→ end: Over\n"),
    );
    let callee = folder
        .write("callee.txt", &format!("workflow: Callee\nid: callee\n{head}→ A: inner task\n→ end: Done\n"));
    let case = parsed(&stepwell(&["run", &caller, "--with", &callee, "--json"]).stdin("").ok().stdout);
    let wait = |kind: &str| case["waits"].as_array().and_then(|all| all.iter().find(|it| it["kind"] == kind));
    let (task, call) = (wait("task").expect("a task"), wait("call").expect("a call"));
    assert_eq!((&task["name"], &call["case"]), (&"inner task".into(), &case["case"]));
    assert_eq!((&call["called"], &task["number"], &call["number"]), (&task["case"], &1.into(), &Value::Null));
    assert_ne!(task["case"], case["case"]);
}
