//! Finished cases are compacted, exported and erased; open ones stay.

use super::log::{append, event, task};
use crate::on_both;
use flate2::read::GzDecoder;
use std::collections::BTreeMap;
use std::io::Read;
use store::retention::{self, Stage};
use store::tables::blobs::{self, Blob};
use store::tables::cases::{self, Case};
use store::tables::incidents::Incident;
use store::tables::jobs::Job;
use store::tables::messages::{self, BufferedMessage, MessageUse};
use store::tables::outbox::{self, Effect};
use store::tables::subscriptions::Subscription;
use store::tables::timers::Timer;
use store::tables::{events, tasks};
use store::{Db, Dialect, Statement, WriteSet, all, first, shard};

const FIRST: (i64, &str) = (i64::MIN, "");

pub fn case(id: &str, ended_at: Option<i64>, parent: Option<&str>) -> Case {
    Case {
        id: id.into(),
        shard: shard(id),
        workflow_id: "order".into(),
        parent_id: parent.map(Into::into),
        parent_key: parent.map(|_| 5),
        started_at: 1,
        start_key: None,
        version_id: "v1".into(),
        business_key: Some(format!("B-{id}")),
        state: if ended_at.is_some() { "completed".into() } else { "active".into() },
        outcome: None,
        ended_at,
        sequence: 2,
    }
}

/// A row of the case in every table that can have one.
fn full(row: &Case) -> WriteSet {
    let (id, shard) = (row.id.clone(), row.shard);
    let case_id = || id.clone();
    let mut set = append(&id, 1);
    set.insert(event(&id, 2));
    set.put(events::Snapshot { case_id: case_id(), shard, sequence: 1, at: 1, state: "{}".into() });
    set.put(task(&id, 1));
    set.put(Timer { case_id: case_id(), key: 2, shard, due_at: 9, available_at: 9, owner: None });
    set.put(Job {
        case_id: case_id(),
        key: 3,
        shard,
        kind: "mail".into(),
        element: "send".into(),
        created_at: 1,
        attempts: 0,
        retries: 3,
        available_at: Some(1),
        owner: None,
        error: None,
    });
    set.put(Subscription {
        case_id: case_id(),
        key: 4,
        shard,
        kind: "message".into(),
        name: "paid".into(),
        correlation_key: "7".into(),
        workflow_id: "order".into(),
        created_at: 1,
    });
    set.put(Incident {
        case_id: case_id(),
        key: 5,
        shard,
        element: "send".into(),
        kind: "job".into(),
        created_at: 1,
        message: "{}".into(),
    });
    set.put(effect(&id, None));
    let message_id = format!("message of {id}");
    set.insert(MessageUse {
        message_id,
        workflow_id: "order".into(),
        case_id: case_id(),
        shard,
        expires_at: 999,
    });
    let blob = Blob {
        id: format!("file of {id}"),
        case_id: Some(case_id()),
        shard,
        content_type: "text/plain".into(),
        created_at: 1,
        data: vec![1],
    };
    blobs::put(&mut set, blob).expect("an answer");
    set.put(row.clone());
    set
}

fn effect(case: &str, available_at: Option<i64>) -> Effect {
    Effect {
        id: format!("effect of {case}"),
        shard: shard(case),
        case_id: Some(case.into()),
        kind: "case.tell".into(),
        idempotency_key: format!("effect of {case}"),
        created_at: 1,
        payload: "{}".into(),
        hops: 0,
        attempts: 20,
        available_at,
        owner: None,
        error: None,
    }
}

/// How many rows each table has.
async fn rows(db: &Db) -> BTreeMap<String, i64> {
    let names = match db.dialect() {
        Dialect::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table'",
        Dialect::Postgres => "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
    };
    let mut rows = BTreeMap::new();
    for (name,) in all::<(String,)>(db, Statement::new(names)).await.expect("an answer") {
        let count = Statement::new(format!("SELECT count(*) FROM {name}"));
        let (count,) = first::<(i64,)>(db, count).await.expect("an answer").expect("an answer");
        rows.insert(name, count);
    }
    rows
}

async fn due(db: &Db, stage: usize, ended_before: i64) -> Vec<Case> {
    retention::due(db, "order", Stage::ALL[stage], ended_before, FIRST).await.expect("an answer")
}

#[test]
fn an_erased_case_leaves_no_row_in_any_table() {
    on_both(|db, _| async move {
        let before = rows(&db).await;
        assert!(before.len() >= 17, "{before:?}");
        let (gone, open) = (case("a", Some(10), None), case("b", None, None));
        db.commit(full(&gone)).await.unwrap();
        db.commit(full(&open)).await.unwrap();
        let both = rows(&db).await;
        retention::compact(&db, &[gone.clone(), open.clone()]).await.unwrap();
        let compacted = rows(&db).await;
        let kept = ["cases", "events", "message_uses"];
        for (table, count) in &both {
            let removed = i64::from(count > &before[table] && !kept.contains(&table.as_str()));
            assert_eq!(compacted[table], count - removed, "{table}");
        }
        retention::erase(&db, &[gone, open.clone()]).await.unwrap();
        let erased = rows(&db).await;
        for (table, count) in &both {
            // That the message was used stays known, but not by whom.
            let removed = match table.as_str() {
                "message_uses" => 0,
                _ => (count - before[table]) / 2,
            };
            assert_eq!(erased[table], count - removed, "{table}");
        }
        let named = Statement::new("SELECT count(*) FROM message_uses WHERE case_id = 'a'");
        assert_eq!(first::<(i64,)>(&db, named).await.unwrap(), Some((0,)));
        assert_eq!(cases::get(&db, "b").await.unwrap(), Some(open), "the open case is as it was");
        assert_eq!(tasks::of_case(&db, "b").await.unwrap().len(), 1);
    });
}

#[test]
fn a_message_that_an_erased_case_had_used_is_not_used_again() {
    on_both(|db, _| async move {
        let done = case("a", Some(10), None);
        let mut set = full(&done);
        set.insert(BufferedMessage {
            id: "message of a".into(),
            name: "paid".into(),
            correlation_key: "7".into(),
            message_id: None,
            published_at: 1,
            expires_at: 999,
            payload: "{}".into(),
        });
        db.commit(set).await.unwrap();
        retention::erase(&db, &[done]).await.unwrap();
        assert_eq!(messages::oldest_unused(&db, "paid", "7", "order", 5).await.unwrap(), None);
    });
}

#[test]
fn a_case_from_which_something_is_to_follow_stays() {
    on_both(|db, _| async move {
        let done = case("a", Some(10), None);
        let mut set = append("a", 1);
        set.put(done.clone());
        set.put(effect("a", Some(1)));
        db.commit(set).await.unwrap();
        assert_eq!(due(&db, 0, 50).await, []);
        retention::erase(&db, std::slice::from_ref(&done)).await.unwrap();
        assert!(outbox::is_open(&db, "effect of a").await.unwrap());
        let mut set = WriteSet::new(0);
        set.consume::<Effect>("effect of a".to_owned());
        db.commit(set).await.unwrap();
        assert_eq!(due(&db, 0, 50).await, [done]);
    });
}

#[test]
fn batches_are_small_and_follow_each_other() {
    on_both(|db, _| async move {
        let mut set = WriteSet::new(0);
        for number in 0..100 {
            let sequence = if number == 2 { 5_000 } else { 2 };
            set.put(Case { sequence, ..case(&format!("{number:03}"), Some(number / 2), None) });
        }
        db.commit(set).await.unwrap();
        let (mut after, mut sizes, mut ids) = ((i64::MIN, String::new()), Vec::new(), Vec::new());
        loop {
            let batch =
                retention::due(&db, "order", Stage::ALL[0], 1_000, (after.0, &after.1)).await.unwrap();
            let Some(last) = batch.last() else { break };
            after = (last.ended_at.unwrap(), last.id.clone());
            sizes.push(batch.len());
            ids.extend(batch.into_iter().map(|case| case.id));
        }
        assert_eq!(sizes, [3, 64, 33], "the third case is a large one");
        assert!(ids.is_sorted() && ids.len() == 100);
    });
}

#[test]
fn finished_cases_are_archived_and_erased() {
    on_both(|db, _| async move {
        for row in [
            case("a", Some(10), None),
            case("b", Some(99), None),
            case("c", None, None),
            case("d", Some(5), Some("c")),
        ] {
            let mut set = append(&row.id, 1);
            set.insert(event(&row.id, 2));
            set.put(task(&row.id, 1));
            set.put(row);
            db.commit(set).await.unwrap();
        }
        assert_eq!(cases::count_open(&db).await.unwrap(), 1);
        assert_eq!(cases::open_children(&db, "c").await.unwrap(), []);
        let finished = due(&db, 0, 50).await;
        assert_eq!(
            finished,
            [case("a", Some(10), None)],
            "a called case stays as long as its caller is open"
        );
        let archive = retention::export(&db, &finished, Vec::new()).await.unwrap();
        let mut text = String::new();
        GzDecoder::new(archive.as_slice()).read_to_string(&mut text).unwrap();
        let lines: Vec<serde_json::Value> =
            text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.len(), 3);
        assert_eq!(lines[0]["case"]["business_key"], "B-a");
        assert_eq!(lines[2]["events"][0], "ส่งของ 2");
        retention::archived(&db, &finished).await.unwrap();
        assert_eq!(due(&db, 0, 50).await, []);
        assert_eq!(due(&db, 2, 50).await, finished, "archived, not compacted");
        retention::compact(&db, &finished).await.unwrap();
        assert_eq!(due(&db, 3, 50).await, finished, "both");
        retention::erase(&db, &finished).await.unwrap();
        assert_eq!(cases::get(&db, "a").await.unwrap(), None);
        assert_eq!(events::last_sequence(&db, "a").await.unwrap(), 0);
        assert_eq!(tasks::of_case(&db, "a").await.unwrap(), []);
        assert_eq!(events::last_sequence(&db, "b").await.unwrap(), 2);
        assert_eq!(due(&db, 3, 50).await, []);
    });
}
