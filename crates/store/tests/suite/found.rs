//! Among many rows the right ones are found: who waits for a message, the oldest message, a called case, what has
//! expired, what a node had taken.

use super::retention::case;
use super::taking::{job, message, put, timer};
use crate::on_both;
use std::time::Duration;
use store::tables::cases::{self, Case};
use store::tables::jobs;
use store::tables::messages::{self, BufferedMessage, MessageUse};
use store::tables::nodes;
use store::tables::subscriptions::{self, StartSubscription, Subscription};
use store::tables::timers;
use store::{Dialect, Statement, first};

fn used(message: &str, workflow: &str) -> MessageUse {
    MessageUse {
        message_id: message.into(),
        workflow_id: workflow.into(),
        case_id: "a".into(),
        shard: 0,
        expires_at: 100,
    }
}

#[test]
fn who_removes_what_has_expired_until_nothing_is_left_removes_every_use() {
    on_both(|db, _| async move {
        let ids: Vec<String> = (0..200).map(|n| format!("m{n:03}")).collect();
        put(&db, ids.iter().map(|id| message(id, None, 1, 100))).await;
        for workflow in ["bill", "order", "ship"] {
            put(&db, ids.iter().map(|id| used(id, workflow))).await;
        }
        put(&db, [message("later", None, 1, 101)]).await;
        put(&db, [MessageUse { expires_at: 101, ..used("later", "order") }]).await;
        while messages::expire(&db, 100, 50).await.unwrap() > 0 {}
        for table in ["message_uses", "messages"] {
            let count = Statement::new(format!("SELECT count(*) FROM {table}"));
            assert_eq!(first::<(i64,)>(&db, count).await.unwrap(), Some((1,)), "{table}");
        }
    });
}

#[test]
fn of_each_workflow_the_oldest_case_is_found_that_waits_for_a_message() {
    on_both(|db, _| async move {
        let waiting = |case: &str, key: i64, workflow: &str, kind: &str| Subscription {
            case_id: case.into(),
            key,
            shard: 0,
            kind: kind.into(),
            name: "paid".into(),
            correlation_key: "7".into(),
            workflow_id: workflow.into(),
            created_at: 1,
        };
        let many = (0..300).map(|n| waiting(&format!("c{n:03}"), 9, ["b", "a", "c"][n % 3], "message"));
        put(&db, many).await;
        put(&db, [waiting("c000", 5, "b", "message"), waiting("c000", 1, "b", "signal")]).await;
        put(&db, [Subscription { correlation_key: "8".into(), ..waiting("0", 1, "d", "message") }]).await;
        let found = subscriptions::for_message(&db, "paid", "7").await.unwrap();
        let found: Vec<_> =
            found.iter().map(|row| (row.case_id.as_str(), row.key, row.workflow_id.as_str())).collect();
        assert_eq!(found, [("c000", 5, "b"), ("c001", 9, "a"), ("c002", 9, "c")]);
        assert_eq!(subscriptions::for_message(&db, "paid", "9").await.unwrap(), []);
        assert_eq!(subscriptions::for_message(&db, "late", "7").await.unwrap(), []);
    });
}

#[test]
fn a_case_begins_with_the_oldest_message_of_any_name() {
    on_both(|db, _| async move {
        let start = |element: &str, kind: &str, name: &str| StartSubscription {
            workflow_id: "order".into(),
            element: element.into(),
            version_id: "v1".into(),
            kind: kind.into(),
            name: name.into(),
            payload: "{}".into(),
            available_at: None,
            owner: None,
        };
        put(
            &db,
            [start("1", "message", "paid"), start("2", "message", "asked"), start("3", "signal", "told")],
        )
        .await;
        let named = |id: &str, name: &str, at: i64, until: i64| BufferedMessage {
            name: name.into(),
            ..message(id, None, at, until)
        };
        put(
            &db,
            [
                named("1", "told", 1, 100),
                named("2", "paid", 2, 50),
                named("3", "asked", 3, 100),
                named("4", "paid", 4, 100),
                named("5", "asked", 4, 100),
            ],
        )
        .await;
        let next = |now| messages::oldest_to_start(&db, "order", "7", now);
        assert_eq!(next(10).await.unwrap().map(|message| message.id), Some("2".into()));
        assert_eq!(next(60).await.unwrap().map(|message| message.id), Some("3".into()));
        put(&db, [used("3", "order"), used("4", "other")]).await;
        assert_eq!(next(60).await.unwrap().map(|message| message.id), Some("4".into()));
        put(&db, [used("4", "order"), used("5", "order")]).await;
        assert_eq!(next(60).await.unwrap(), None);
    });
}

#[test]
fn the_open_case_that_a_step_called_is_found() {
    on_both(|db, _| async move {
        let called = |id: &str, parent: &str, key: i64, ended_at: Option<i64>| Case {
            parent_id: Some(parent.into()),
            parent_key: Some(key),
            ..case(id, ended_at, None)
        };
        put(&db, [called("1", "a", 7, Some(5)), called("2", "a", 7, None), called("3", "a", 8, None)]).await;
        put(&db, [called("4", "a", 9, Some(5)), called("5", "b", 7, None), case("6", None, None)]).await;
        let child = |parent, key| cases::open_child(&db, parent, key);
        assert_eq!(child("a", 7).await.unwrap(), Some(called("2", "a", 7, None)));
        assert_eq!(child("b", 7).await.unwrap().map(|case| case.id), Some("5".into()));
        assert_eq!(child("a", 9).await.unwrap(), None);
        assert_eq!(child("c", 7).await.unwrap(), None);
        let open = cases::open_children(&db, "a").await.unwrap();
        assert_eq!(open.iter().map(|case| case.id.as_str()).collect::<Vec<_>>(), ["2", "3"]);
    });
}

#[test]
fn who_gives_back_waits_for_nobody_in_a_circle() {
    on_both(|db, _| async move {
        if db.dialect() != Dialect::Postgres {
            return;
        }
        put(&db, [timer("a", 1, 10)]).await;
        put(
            &db,
            [job(1, "call", Some(0)), job(1, "mail", Some(0))]
                .map(|row| jobs::Job { case_id: row.kind.clone(), ..row }),
        )
        .await;
        timers::take(&db, "n1", 10, 100, 10).await.unwrap();
        jobs::take(&db, "mail", "n1", 10, 100, 10).await.unwrap();
        jobs::take(&db, "call", "n1", 10, 100, 10).await.unwrap();
        // As a group of write sets: jobs, then timers.
        let mut tx = db.begin().await.unwrap();
        tx.execute(Statement::new("UPDATE jobs SET retries = 2 WHERE kind = 'mail'")).await.unwrap();
        let giving = tokio::spawn({
            let db = db.clone();
            async move { nodes::give_back(&db, "n1", 20, 1000).await }
        });
        tokio::time::sleep(Duration::from_millis(200)).await;
        let timers = Statement::new("UPDATE timers SET due_at = due_at");
        assert_eq!(tx.execute(timers).await, Ok(1), "no deadlock");
        tx.commit().await.unwrap();
        assert_eq!(giving.await.unwrap(), Ok(()));
        assert_eq!(timers::next(&db).await.unwrap(), Some(20));
        assert_eq!(jobs::next(&db, "call").await.unwrap(), Some(20));
        assert_eq!(jobs::next(&db, "mail").await.unwrap(), Some(100), "somebody was at it");
    });
}

/// Text that cannot be made shorter by compressing it.
fn noise(bytes: usize) -> String {
    let mut state = 7_u64;
    let mut letter = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        char::from(b'!' + u8::try_from((state >> 40) % 90).expect("a letter"))
    };
    (0..bytes).map(|_| letter()).collect()
}

#[test]
fn an_index_has_room_for_the_longest_names_keys_and_ids() {
    on_both(|db, _| async move {
        let (name, key, id) = (noise(1_024), noise(1_024), noise(512));
        put(
            &db,
            [BufferedMessage {
                name: name.clone(),
                correlation_key: key.clone(),
                ..message(&noise(64), Some(&id), 1, 100)
            }],
        )
        .await;
        let waiting = Subscription {
            case_id: noise(64),
            key: 1,
            shard: 0,
            kind: "message".into(),
            name: name.clone(),
            correlation_key: key.clone(),
            workflow_id: noise(256),
            created_at: 1,
        };
        put(&db, [waiting.clone()]).await;
        assert_eq!(subscriptions::for_message(&db, &name, &key).await.unwrap(), [waiting]);
        assert!(messages::oldest_unused(&db, &name, &key, "order", 1).await.unwrap().is_some());
    });
}
