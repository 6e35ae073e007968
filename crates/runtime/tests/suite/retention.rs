//! What is kept of finished cases: the rules, and the rounds that follow them.

use crate::suite::clock_back::LooseClock;
use crate::{NOW, Place, SECOND, on_both, process, service, start, state, task, values};
use engine::{Command, Key};
use expr::{Context, Value};
use runtime::{Clock, Connectors, Message, Options, Retained, Retention, Runtime, limits};
use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use store::tables::blobs::{self, Blob};
use store::tables::cases::{self, Case};
use store::tables::{events, nodes, outbox};
use store::{Access, Db, Dialect, Faults, Point, Statement, Waiting, WriteSet, all, first};

const HOUR: i64 = 3_600 * SECOND;

async fn finished(node: &Runtime, workflow: &str) -> String {
    let case = start(node, workflow, Context::new()).await;
    let command = Command::CompleteTask { key: Key(2), variables: Context::new() };
    node.send(&case, command).await.expect("an answer");
    case
}

/// A node that archives in this folder.
async fn archivist(place: &Place, db: Db, name: &str, folder: &Path) -> Runtime {
    let options = Options {
        node: name.to_owned(),
        clock: place.clock.clone(),
        ids: place.ids.clone(),
        archive: Some(folder.to_owned()),
        background: false,
        ..Options::default()
    };
    Runtime::start_node(db, options).await.expect("an answer")
}

fn done(compacted: usize, archived: usize, erased: usize) -> Retained {
    Retained { compacted, archived, erased }
}

async fn is_known(node: &Runtime, case: &str) -> bool {
    cases::get(node.db(), case).await.expect("an answer").is_some()
}

fn erase(after: i64) -> Option<Retention> {
    Some(Retention { erase_after: Some(after), ..Retention::default() })
}

#[test]
fn without_a_rule_everything_is_kept_and_with_one_what_runs() {
    on_both(|place| async move {
        let node = place.plain_node().await;
        node.deploy(&task("order")).await.unwrap();
        let (over, open) = (finished(&node, "order").await, start(&node, "order", Context::new()).await);
        place.wait(1_000 * HOUR);
        assert_eq!(node.retain().await.unwrap(), done(0, 0, 0));
        node.set_retention(None, erase(HOUR)).await.unwrap();
        assert_eq!(node.retain().await.unwrap(), done(0, 0, 1));
        assert!(!is_known(&node, &over).await);
        assert_eq!(node.case(&over).await.unwrap_err().message().code(), "runtime.no-case");
        assert_eq!(state(&node, &open).await, "active");
        let command = Command::CompleteTask { key: Key(2), variables: Context::new() };
        node.send(&open, command).await.unwrap();
        place.wait(HOUR);
        assert_eq!(node.retain().await.unwrap(), done(0, 0, 0), "not an instant too early");
        place.wait(1);
        assert_eq!(node.retain().await.unwrap(), done(0, 0, 1));
    });
}

#[test]
fn a_workflow_has_its_own_rule_or_that_for_all() {
    on_both(|place| async move {
        let node = place.plain_node().await;
        for id in ["order", "claim"] {
            node.deploy(&task(id)).await.unwrap();
        }
        let (order, claim) = (finished(&node, "order").await, finished(&node, "claim").await);
        node.set_retention(None, erase(2 * HOUR)).await.unwrap();
        node.set_retention(Some("claim"), Some(Retention::default())).await.unwrap();
        let rules = node.retention().await.unwrap();
        assert_eq!(rules.len(), 2);
        assert_eq!(rules[0], (None, Retention { erase_after: Some(2 * HOUR), ..Retention::default() }));
        place.wait(3 * HOUR);
        assert_eq!(node.retain().await.unwrap(), done(0, 0, 1));
        assert!(!is_known(&node, &order).await && is_known(&node, &claim).await);
        node.set_retention(Some("claim"), None).await.unwrap();
        assert_eq!(node.retain().await.unwrap(), done(0, 0, 1));
        let wrong = Retention { compact_after: Some(HOUR), archive_after: None, erase_after: Some(1) };
        let code = |error: runtime::RuntimeError| error.message().code();
        assert_eq!(code(node.set_retention(None, Some(wrong)).await.unwrap_err()), "runtime.retention-order");
        assert_eq!(code(node.set_retention(None, erase(-1)).await.unwrap_err()), "runtime.retention-order");
        assert_eq!(code(node.set_retention(Some("nothing"), None).await.unwrap_err()), "runtime.no-workflow");
    });
}

/// A workflow with everything that leaves rows: a message, a timer, a job, a task, a signal, a called case.
fn rich() -> String {
    process(
        "rich",
        r#"<startEvent id="start"/><sequenceFlow id="a" sourceRef="start" targetRef="all"/>
<parallelGateway id="all"/><sequenceFlow id="b" sourceRef="all" targetRef="work"/><sequenceFlow id="c" sourceRef="all" targetRef="wait"/>
<sequenceFlow id="d" sourceRef="all" targetRef="call"/><sequenceFlow id="e" sourceRef="all" targetRef="mail"/>
<userTask id="work"/><boundaryEvent id="late" attachedToRef="work"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
<boundaryEvent id="off" attachedToRef="work"><signalEventDefinition signalRef="stop"/></boundaryEvent>
<intermediateCatchEvent id="wait"><messageEventDefinition messageRef="paid"/></intermediateCatchEvent>
<callActivity id="call"><extensionElements><zeebe:calledElement processId="order"/></extensionElements></callActivity>
<serviceTask id="mail"><extensionElements><zeebe:taskDefinition type="mail"/></extensionElements></serviceTask>"#,
    )
}

/// How many rows each table has that tells of cases.
async fn rows(db: &Db) -> BTreeMap<String, i64> {
    let names = match db.dialect() {
        Dialect::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table'",
        Dialect::Postgres => "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
    };
    let mut rows = BTreeMap::new();
    for (name,) in all::<(String,)>(db, Statement::new(names)).await.expect("an answer") {
        if ["leases", "retention_rules"].contains(&name.as_str()) {
            continue;
        }
        let count = Statement::new(format!("SELECT count(*) FROM {name}"));
        rows.insert(name, first::<(i64,)>(db, count).await.expect("an answer").expect("an answer").0);
    }
    rows
}

#[test]
fn an_erased_case_leaves_no_row_whatever_it_has_done() {
    on_both(|place| async move {
        let node = place.plain_node().await;
        node.deploy(&task("order")).await.unwrap();
        node.deploy(&rich()).await.unwrap();
        let before = rows(node.db()).await;
        let case = start(&node, "rich", values([("order", Value::from("7"))])).await;
        node.rest().await;
        let called = cases::open_children(node.db(), &case).await.unwrap().remove(0).id;
        for n in 0..60 {
            let variables = values([("n", Value::from(n))]);
            let command = Command::SetVariables { scope: None, variables, local: false };
            node.send(&case, command.clone()).await.unwrap();
            node.send(&called, command).await.unwrap();
        }
        let mut file = WriteSet::new(0);
        let blob = Blob {
            id: "picture".into(),
            case_id: Some(case.clone()),
            shard: 0,
            content_type: "image/png".into(),
            created_at: NOW,
            data: vec![1, 2, 3],
        };
        blobs::put(&mut file, blob).unwrap();
        node.db().commit(file).await.unwrap();
        for job in node.activate_jobs("mail", "worker", HOUR, 1).await.unwrap() {
            node.fail_job(&job.case, job.key, 0, "no line", 0).await.unwrap();
        }
        let paid = Message { name: "paid".into(), key: "7".into(), ttl: HOUR, ..Message::default() };
        node.publish(paid).await.unwrap();
        node.rest().await;
        let during = rows(node.db()).await;
        for table in ["incidents", "blobs", "timers", "tasks", "jobs", "subscriptions", "message_uses"] {
            assert!(during[table] > before[table], "{table}");
        }
        node.send(&case, Command::Cancel { reason: None }).await.unwrap();
        node.rest().await;
        assert_eq!(state(&node, &called).await, "canceled");
        node.set_retention(None, erase(HOUR)).await.unwrap();
        place.wait(HOUR + 1);
        assert_eq!(node.retain().await.unwrap(), done(0, 0, 2));
        while store::tables::messages::expire(node.db(), node.now(), 100).await.unwrap() > 0 {}
        assert_eq!(rows(node.db()).await, before);
    });
}

#[test]
fn a_called_case_is_kept_as_long_as_its_caller_runs() {
    on_both(|place| async move {
        let node = place.plain_node().await;
        node.deploy(&task("order")).await.unwrap();
        node.deploy(&rich()).await.unwrap();
        node.set_retention(None, erase(HOUR)).await.unwrap();
        let case = start(&node, "rich", values([("order", Value::from("7"))])).await;
        node.rest().await;
        let called = cases::open_children(node.db(), &case).await.unwrap().remove(0).id;
        let command = Command::CompleteTask { key: Key(2), variables: Context::new() };
        node.send(&called, command).await.unwrap();
        node.rest().await;
        place.wait(100 * HOUR);
        assert_eq!(node.retain().await.unwrap(), done(0, 0, 0));
        node.send(&case, Command::Cancel { reason: None }).await.unwrap();
        node.rest().await;
        assert_eq!(node.retain().await.unwrap(), done(0, 0, 1), "the caller itself is too young");
    });
}

#[test]
fn compacted_cases_keep_their_summary_and_history() {
    on_both(|place| async move {
        let node = place.plain_node().await;
        node.deploy(&task("order")).await.unwrap();
        let case = finished(&node, "order").await;
        let rule = Retention { compact_after: Some(HOUR), ..Retention::default() };
        node.set_retention(Some("order"), Some(rule)).await.unwrap();
        let mut file = WriteSet::new(0);
        let (id, case_id) = (String::from("picture"), Some(case.clone()));
        let data = vec![1, 2, 3];
        blobs::put(
            &mut file,
            Blob { id, case_id, shard: 0, content_type: "image/png".into(), created_at: NOW, data },
        )
        .unwrap();
        node.db().commit(file).await.unwrap();
        let history = node.history(&case, 0, 100).await.unwrap();
        place.wait(HOUR + 1);
        assert_eq!(node.retain().await.unwrap(), done(1, 0, 0));
        assert_eq!(node.retain().await.unwrap(), done(0, 0, 0), "once");
        assert_eq!(blobs::get(node.db(), "picture").await.unwrap(), None);
        assert_eq!(state(&node, &case).await, "completed");
        assert_eq!(node.history(&case, 0, 100).await.unwrap().len(), history.len());
    });
}

#[test]
fn a_case_is_erased_only_after_it_was_archived() {
    on_both(|place| async move {
        let (first, rule) = (
            place.plain_node().await,
            Retention {
                compact_after: Some(HOUR),
                archive_after: Some(2 * HOUR),
                erase_after: Some(3 * HOUR),
            },
        );
        first.deploy(&task("order")).await.unwrap();
        first.set_retention(None, Some(rule)).await.unwrap();
        let case = finished(&first, "order").await;
        place.wait(10 * HOUR);
        assert_eq!(first.retain().await.unwrap(), done(1, 0, 0), "it has no archive");
        nodes::release(first.db(), "retention", "main").await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&place.target).await.unwrap();
        let node = archivist(&place, db, "second", &folder.path().join("archive")).await;
        assert_eq!(node.retain().await.unwrap(), done(0, 1, 1));
        assert!(!is_known(&node, &case).await);
        let files: Vec<_> = std::fs::read_dir(folder.path().join("archive")).unwrap().flatten().collect();
        assert_eq!(files.len(), 1);
        let name = files[0].file_name().into_string().unwrap();
        assert!(name.starts_with(&format!("cases-{case}-{case}-")) && name.ends_with(".jsonl.gz"), "{name}");
    });
}

#[test]
fn a_folder_that_cannot_be_written_stops_the_archive_and_what_builds_on_it_only() {
    on_both(|place| async move {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a file");
        std::fs::write(&file, "x").unwrap();
        let node = archivist(&place, Db::open(&place.target).await.unwrap(), "main", &file).await;
        node.deploy(&task("order")).await.unwrap();
        node.deploy(&task("claim")).await.unwrap();
        let (order, claim) = (finished(&node, "order").await, finished(&node, "claim").await);
        let archive = Retention { archive_after: Some(1), erase_after: Some(1), ..Retention::default() };
        node.set_retention(Some("claim"), Some(archive)).await.unwrap();
        node.set_retention(Some("order"), erase(1)).await.unwrap();
        place.wait(HOUR);
        assert_eq!(node.retain().await.unwrap(), done(0, 0, 1));
        assert!(is_known(&node, &claim).await && !is_known(&node, &order).await);
    });
}

/// Dies at the `left`th commit from now.
#[derive(Debug, Default)]
struct DieAt {
    left: AtomicI64,
}

impl Faults for DieAt {
    fn crash(&self, point: Point) -> bool {
        point == Point::BeforeCommit && self.left.fetch_sub(1, Ordering::SeqCst) == 1
    }
}

#[test]
fn a_round_that_a_crash_ends_is_gone_on_with() {
    for commit in 1..=4 {
        on_both(|place| async move {
            let (folder, faults) = (tempfile::tempdir().unwrap(), Arc::new(DieAt::default()));
            let options = store::Options { target: place.target.clone(), faults: Some(faults.clone()) };
            let node = archivist(&place, Db::open_with(options).await.unwrap(), "lost", folder.path()).await;
            node.deploy(&task("order")).await.unwrap();
            let rule = Retention { compact_after: None, archive_after: Some(1), erase_after: Some(1) };
            node.set_retention(None, Some(rule)).await.unwrap();
            for _ in 0..3 {
                finished(&node, "order").await;
            }
            place.wait(HOUR);
            // The lease, the note of the archive, the erasing.
            faults.left.store(commit, Ordering::SeqCst);
            let survives = node.retain().await.is_ok();
            assert_eq!(survives, commit == 4);
            place.wait(limits::RETENTION_LEASE);
            let other =
                archivist(&place, Db::open(&place.target).await.unwrap(), "other", folder.path()).await;
            let rest = other.retain().await.unwrap();
            assert_eq!(
                rest,
                [done(0, 3, 3), done(0, 3, 3), done(0, 0, 3), done(0, 0, 0)][commit as usize - 1]
            );
            assert_eq!(cases::page(other.db(), "", 10).await.unwrap(), []);
            assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "the same file again");
        });
    }
}

/// At the `left`th write from now, the clock of the node jumps and another node takes the lease.
#[derive(Debug)]
struct Thief {
    left: AtomicI64,
    clock: Arc<LooseClock>,
    jump: i64,
    db: Db,
}

impl Faults for Thief {
    fn turn(&self, access: Access) -> Waiting<'_> {
        Box::pin(async move {
            if access == Access::Write && self.left.fetch_sub(1, Ordering::SeqCst) == 1 {
                let then = self.clock.now() + limits::RETENTION_LEASE;
                let until = then + limits::RETENTION_LEASE / 2;
                assert!(nodes::lease(&self.db, "retention", "thief", then, until).await.expect("an answer"));
                self.clock.set(self.clock.now() + self.jump);
            }
            None
        })
    }
}

#[test]
fn a_node_that_has_lost_the_lease_goes_no_further_whatever_its_clock_says() {
    for jump in [limits::RETENTION_LEASE, -limits::RETENTION_LEASE / 4] {
        on_both(|place| async move {
            let (folder, clock) = (tempfile::tempdir().unwrap(), LooseClock::new(NOW));
            let db = Db::open(&place.target).await.unwrap();
            let thief = Arc::new(Thief { left: AtomicI64::new(0), clock: clock.clone(), jump, db });
            let options = store::Options { target: place.target.clone(), faults: Some(thief.clone()) };
            let options = (
                Db::open_with(options).await.unwrap(),
                Options {
                    clock: clock.clone(),
                    archive: Some(folder.path().to_owned()),
                    background: false,
                    ..Options::default()
                },
            );
            let node = Runtime::start_node(options.0, options.1).await.unwrap();
            node.deploy(&task("order")).await.unwrap();
            let rule = Retention { compact_after: None, archive_after: Some(1), erase_after: Some(1) };
            node.set_retention(None, Some(rule)).await.unwrap();
            finished(&node, "order").await;
            clock.set(NOW + HOUR);
            // The first is that of the lease, the second notes what is in the archive.
            thief.left.store(2, Ordering::SeqCst);
            assert_eq!(node.retain().await.unwrap(), done(0, 1, 0), "jump: {jump}");
        });
    }
}

/// The lines of each case in each file of the archive.
fn archived(folder: &Path) -> BTreeMap<String, Vec<String>> {
    let mut lines: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in std::fs::read_dir(folder).expect("a folder").flatten() {
        let file = std::fs::File::open(file.path()).expect("a file");
        let mut text = String::new();
        flate2::read::GzDecoder::new(file).read_to_string(&mut text).expect("text");
        for case in
            text.split_inclusive('\n').collect::<Vec<_>>().chunk_by(|_, next| !next.starts_with(r#"{"case""#))
        {
            let row: serde_json::Value = serde_json::from_str(case[0]).expect("JSON");
            lines
                .entry(row["case"]["id"].as_str().expect("an id").to_owned())
                .or_default()
                .push(case.concat());
        }
    }
    lines
}

#[test]
fn what_a_crash_leaves_in_the_archive_is_there_again_with_the_same_lines() {
    on_both(|place| async move {
        let (folder, faults) = (tempfile::tempdir().unwrap(), Arc::new(DieAt::default()));
        let options = store::Options { target: place.target.clone(), faults: Some(faults.clone()) };
        let node = archivist(&place, Db::open_with(options).await.unwrap(), "lost", folder.path()).await;
        node.deploy(&task("order")).await.unwrap();
        let rule = Retention { archive_after: Some(HOUR), ..Retention::default() };
        node.set_retention(None, Some(rule)).await.unwrap();
        let first = finished(&node, "order").await;
        place.wait(2 * SECOND);
        let second = finished(&node, "order").await;
        place.wait(HOUR - SECOND);
        // After the lease, and before the note of the archive.
        faults.left.store(2, Ordering::SeqCst);
        assert!(node.retain().await.is_err());
        place.wait(limits::RETENTION_LEASE);
        let other = archivist(&place, Db::open(&place.target).await.unwrap(), "other", folder.path()).await;
        assert_eq!(other.retain().await.unwrap(), done(0, 2, 0));
        let archived = archived(folder.path());
        assert_eq!(archived.keys().collect::<Vec<_>>(), [&first, &second]);
        let twice = &archived[&first];
        assert!(twice.len() == 2 && twice[0] == twice[1], "in two files, with the same lines");
        assert!(twice[0].lines().count() > 1, "its events too");
    });
}

#[test]
fn one_node_at_a_time_does_so_many_in_a_round() {
    on_both(|place| async move {
        let node = place.plain_node().await;
        node.deploy(&task("order")).await.unwrap();
        let template = cases::get(node.db(), &finished(&node, "order").await).await.unwrap().unwrap();
        let mut set = WriteSet::new(0);
        for number in 0..limits::RETENTION_CASES {
            set.put(Case { id: format!("x{number:05}"), ..template.clone() });
        }
        node.db().commit(set).await.unwrap();
        node.set_retention(None, erase(HOUR)).await.unwrap();
        place.wait(HOUR + 1);
        let until = node.now() + limits::RETENTION_LEASE;
        assert!(nodes::lease(node.db(), "retention", "other", node.now(), until).await.unwrap());
        assert_eq!(node.retain().await.unwrap(), done(0, 0, 0), "another node does it");
        place.wait(limits::RETENTION_LEASE);
        assert_eq!(node.retain().await.unwrap(), done(0, 0, limits::RETENTION_CASES));
        assert_eq!(node.retain().await.unwrap(), done(0, 0, 1));
        assert_eq!(events::last_sequence(node.db(), &template.id).await.unwrap(), 0);
        assert_eq!(outbox::next(node.db()).await.unwrap(), None);
    });
}

#[test]
fn a_node_follows_the_rules_by_itself() {
    on_both(|place| async move {
        let options = Options { connectors: Connectors::none(), ..Options::default() };
        let node = Runtime::start_node(Db::open(&place.target).await.unwrap(), options).await.unwrap();
        node.deploy(&task("order")).await.unwrap();
        node.deploy(&service("mail", r#"<zeebe:taskDefinition type="mail"/>"#)).await.unwrap();
        let (over, open) = (finished(&node, "order").await, start(&node, "mail", Context::new()).await);
        node.set_retention(None, erase(0)).await.unwrap();
        let begun = std::time::Instant::now();
        while is_known(&node, &over).await {
            assert!(begun.elapsed().as_secs() < 20, "the case stays");
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        assert_eq!(state(&node, &open).await, "active");
        node.stop().await.unwrap();
    });
}
