//! `kill -9` on the real program in the middle of a load, again and again: nothing is lost, nothing is doubled.

mod program;

use engine::Event;
use program::Folder;
use runtime::{Options, Runtime};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use store::Db;
use store::tables::cases;

/// How often the program is killed.
const KILLS: u64 = 200;

fn start(db: &str, more: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_stepwell"))
        .args(["load", "--db", db, "--clients", "4"])
        .args(more)
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts")
}

/// The moments of death are spread by a small generator, so that every run is the same as far as it can be.
fn pause(kill: u64) -> Duration {
    Duration::from_millis(
        5 + (kill.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407) >> 33) % 90,
    )
}

#[test]
fn two_hundred_kills_lose_nothing_and_double_nothing() {
    let folder = Folder::new();
    let db = folder.path("cases.db");
    let mut answers: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for kill in 0..KILLS {
        let mut child = start(&db, &[]);
        let mut lines = BufReader::new(child.stdout.take().expect("is piped"));
        let mut first = String::new();
        lines.read_line(&mut first).expect("it answers");
        std::thread::sleep(pause(kill));
        child.kill().expect("is killed"); // SIGKILL
        child.wait().expect("is dead");
        // What it had said before it died; a line that was cut was not said.
        let said = std::iter::once(first).chain(lines.lines().map_while(Result::ok));
        for line in said {
            if let Some((what, case)) = line.trim_end().split_once(' ')
                && case.len() == 26
            {
                answers.entry(case.to_owned()).or_default().push(what.to_owned());
            }
        }
    }
    let drained = start(&db, &["--drain"]).wait_with_output().expect("it ends");
    assert!(drained.status.success(), "there are cases that do not end");
    let threads = tokio::runtime::Runtime::new().expect("threads");
    threads.block_on(check(&db, &answers));
}

async fn check(db: &str, answers: &BTreeMap<String, Vec<String>>) {
    let db = Db::open(db).await.expect("the database opens");
    assert_eq!(cases::count_open(&db).await.expect("reads"), 0, "everything could be finished");
    let runtime =
        Runtime::start_node(db, Options { background: false, ..Options::default() }).await.expect("starts");
    assert!(answers.len() > 200, "only {} cases were started", answers.len());
    let mut priced = 0;
    for (case, said) in answers {
        let row =
            cases::get(runtime.db(), case).await.expect("reads").unwrap_or_else(|| panic!("{case} is lost"));
        assert!(row.ended_at.is_some(), "{case} has not ended");
        let history = runtime.history(case, 0, 1000).await.expect("reads");
        let sequences: Vec<i64> = history.iter().map(|(sequence, _, _)| *sequence).collect();
        assert!(sequences.iter().zip(1..).all(|(found, wanted)| *found == wanted), "{case}: {sequences:?}");
        let events: Vec<&Event> = history.iter().flat_map(|(_, _, events)| events).collect();
        let count = |is: fn(&Event) -> bool| events.iter().filter(|event| is(event)).count();
        assert_eq!(count(|event| matches!(event, Event::CaseStarted(_))), 1, "{case}");
        assert_eq!(count(|event| matches!(event, Event::JobCompleted { .. })), 2, "{case}");
        assert_eq!(count(|event| matches!(event, Event::Triggered { .. })), 1, "{case}");
        assert_eq!(count(|event| matches!(event, Event::TaskCompleted { .. })), 1, "{case}");
        assert_eq!(count(|event| matches!(event, Event::CaseCompleted { .. })), 1, "{case}");
        for what in ["started", "priced", "approved"] {
            assert!(said.iter().filter(|it| *it == what).count() <= 1, "{case}: {what} was answered twice");
        }
        priced += said.iter().filter(|what| *what == "priced").count();
    }
    assert!(priced > 100, "only {priced} jobs were answered");
    runtime.stop().await.expect("stops");
}
