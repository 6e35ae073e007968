//! Work is taken under a lease: timers, jobs, effects, start timers, named leases; and the message buffer.

use crate::on_both;
use store::tables::incidents::{self, Incident};
use store::tables::jobs::{self, Job};
use store::tables::messages::{self, BufferedMessage, MessageUse};
use store::tables::nodes::{self, Node};
use store::tables::outbox::{self, Effect};
use store::tables::subscriptions::{self, StartSubscription, Subscription};
use store::tables::timers::{self, Timer};
use store::{Db, Record, StoreError, WriteSet};

pub async fn put<R: Record>(db: &Db, records: impl IntoIterator<Item = R>) {
    let mut set = WriteSet::new(0);
    records.into_iter().for_each(|record| set.put(record));
    db.commit(set).await.expect("a commit");
}

pub fn timer(case: &str, key: i64, due_at: i64) -> Timer {
    Timer { case_id: case.into(), key, shard: 0, due_at, available_at: due_at, owner: None }
}

pub fn job(key: i64, kind: &str, available_at: Option<i64>) -> Job {
    Job {
        case_id: "a".into(),
        key,
        shard: 0,
        kind: kind.into(),
        element: "Task_1".into(),
        created_at: key,
        attempts: 0,
        retries: 3,
        available_at,
        owner: None,
        error: None,
    }
}

#[test]
fn a_due_timer_is_taken_once_until_its_lease_ends() {
    on_both(|db, _| async move {
        put(&db, (0..10).map(|n| timer("a", n, 100 + n))).await;
        assert_eq!(timers::next(&db).await.unwrap(), Some(100));
        assert_eq!(timers::take(&db, "n1", 99, 500, 100).await.unwrap(), []);
        let taken = timers::take(&db, "n1", 104, 500, 3).await.unwrap();
        assert_eq!(taken.iter().map(|timer| timer.key).collect::<Vec<_>>(), [0, 1, 2]);
        let taken = timers::take(&db, "n2", 104, 600, 100).await.unwrap();
        assert_eq!(taken.iter().map(|timer| timer.key).collect::<Vec<_>>(), [3, 4]);
        let after = timers::take(&db, "n2", 500, 900, 100).await.unwrap();
        assert_eq!(after.iter().map(|timer| timer.key).collect::<Vec<_>>(), [0, 1, 2, 5, 6, 7, 8, 9]);
        assert!(after.iter().all(|timer| timer.owner.as_deref() == Some("n2") && timer.available_at == 900));
    });
}

#[test]
fn many_takers_share_the_work_without_doing_it_twice() {
    on_both(|db, _| async move {
        put(&db, (0..400).map(|n| timer("a", n, n))).await;
        let takers: Vec<_> = (0..8)
            .map(|n| {
                let db = db.clone();
                tokio::spawn(async move {
                    let mut mine = Vec::new();
                    loop {
                        let taken = timers::take(&db, &format!("n{n}"), 1000, 9000, 7).await.unwrap();
                        if taken.is_empty() {
                            return mine;
                        }
                        mine.extend(taken.into_iter().map(|timer| timer.key));
                    }
                })
            })
            .collect();
        let mut all = Vec::new();
        for taker in takers {
            all.extend(taker.await.unwrap());
        }
        all.sort_unstable();
        assert_eq!(all, (0..400).collect::<Vec<i64>>());
    });
}

#[test]
fn jobs_are_taken_by_kind_and_a_job_without_retries_stays() {
    on_both(|db, _| async move {
        put(
            &db,
            [
                job(1, "mail", Some(0)),
                job(2, "call", Some(0)),
                job(3, "mail", None),
                job(4, "mail", Some(50)),
            ],
        )
        .await;
        assert_eq!(jobs::next(&db, "mail").await.unwrap(), Some(0));
        let taken = jobs::take(&db, "mail", "w1", 10, 100, 10).await.unwrap();
        assert_eq!(taken.iter().map(|job| job.key).collect::<Vec<_>>(), [1]);
        assert!(jobs::extend(&db, "a", 1, "w1", 200).await.unwrap());
        assert!(!jobs::extend(&db, "a", 1, "w2", 300).await.unwrap());
        let taken = jobs::take(&db, "mail", "w2", 100, 400, 10).await.unwrap();
        assert_eq!(taken.iter().map(|job| job.key).collect::<Vec<_>>(), [4]);
        let taken = jobs::take(&db, "mail", "w2", 200, 400, 10).await.unwrap();
        assert_eq!(taken.iter().map(|job| job.key).collect::<Vec<_>>(), [1]);
        assert_eq!(jobs::of_case(&db, "a").await.unwrap().len(), 4);
        assert_eq!(jobs::get(&db, "a", 3).await.unwrap(), Some(job(3, "mail", None)));
    });
}

fn effect(id: &str, key: &str) -> Effect {
    Effect {
        id: id.into(),
        shard: 0,
        case_id: None,
        kind: "mail".into(),
        idempotency_key: key.into(),
        created_at: 1,
        payload: "{}".into(),
        hops: 0,
        attempts: 0,
        available_at: Some(0),
        owner: None,
        error: None,
    }
}

#[test]
fn an_effect_is_tried_again_until_it_is_given_up() {
    on_both(|db, _| async move {
        put(&db, [effect("1", "k1"), effect("2", "k2")]).await;
        let taken = outbox::take(&db, "n1", 5, 100, 10).await.unwrap();
        assert_eq!(
            taken.iter().map(|effect| (effect.id.as_str(), effect.attempts)).collect::<Vec<_>>(),
            [("1", 1), ("2", 1)]
        );
        let mut done = WriteSet::new(0);
        done.delete::<Effect>("1".to_owned());
        db.commit(done).await.unwrap();
        assert!(!outbox::postpone(&db, "2", "n2", 20, "not mine").await.unwrap());
        assert!(outbox::postpone(&db, "2", "n1", 20, "refused").await.unwrap());
        assert_eq!(outbox::next(&db).await.unwrap(), Some(20));
        assert_eq!(outbox::take(&db, "n2", 20, 100, 10).await.unwrap()[0].attempts, 2);
        let incident = |case: &str| Incident {
            case_id: case.into(),
            key: -7,
            shard: 0,
            element: String::new(),
            kind: "given-up".into(),
            created_at: 1,
            message: "{}".into(),
        };
        outbox::give_up(&db, "2", "n1", "not mine", None, Some(incident("a"))).await.unwrap();
        assert_eq!((outbox::count_dead(&db).await, incidents::newest(&db, 9).await), (Ok(0), Ok(vec![])));
        outbox::give_up(&db, "2", "n2", "given up", None, Some(incident("a"))).await.unwrap();
        assert_eq!(incidents::newest(&db, 9).await, Ok(vec![]), "there is no such case");
        assert_eq!(outbox::next(&db).await.unwrap(), None);
        let dead = outbox::dead(&db, 10).await.unwrap();
        assert_eq!(dead.iter().map(|effect| effect.error.as_deref()).collect::<Vec<_>>(), [Some("given up")]);
        assert!(outbox::revive(&db, "2", 30, None).await.unwrap());
        assert!(!outbox::revive(&db, "2", 30, None).await.unwrap());
        assert_eq!(outbox::take(&db, "n2", 30, 100, 10).await.unwrap().len(), 1);
        put(&db, [super::retention::case("a", None, None)]).await;
        outbox::give_up(&db, "2", "n2", "given up", None, Some(incident("a"))).await.unwrap();
        assert_eq!(incidents::of_case(&db, "a").await, Ok(vec![incident("a")]));
        assert!(outbox::revive(&db, "2", 30, Some(("a".into(), -7))).await.unwrap());
        assert_eq!(incidents::of_case(&db, "a").await, Ok(vec![]));
    });
}

#[test]
fn an_idempotency_key_is_one_effect() {
    on_both(|db, _| async move {
        put(&db, [effect("1", "same")]).await;
        let mut set = WriteSet::new(0);
        set.insert(effect("2", "same"));
        assert_eq!(db.commit(set).await, Err(StoreError::Conflict));
    });
}

#[test]
fn what_must_be_there_is_consumed_once() {
    on_both(|db, _| async move {
        put(&db, [effect("1", "k1")]).await;
        let consume = |id: &str| {
            let mut set = WriteSet::new(0);
            set.consume::<Effect>(id.to_owned());
            set.put(effect("after", "k9"));
            set
        };
        assert_eq!(db.commit(consume("none")).await, Err(StoreError::Conflict));
        assert!(!outbox::is_open(&db, "after").await.unwrap());
        db.commit(consume("1")).await.unwrap();
        assert_eq!(db.commit(consume("1")).await, Err(StoreError::Conflict));
        assert_eq!(outbox::by_key(&db, "k9").await.unwrap(), Some(effect("after", "k9")));
    });
}

#[test]
fn a_node_gives_back_what_it_had_taken() {
    on_both(|db, _| async move {
        put(&db, [timer("a", 1, 10), timer("a", 2, 500)]).await;
        put(&db, [job(1, "mail", Some(0)), job(2, "mail", Some(0)), job(3, "mail", None)]).await;
        timers::take(&db, "n1", 10, 100, 10).await.unwrap();
        jobs::take(&db, "mail", "n1", 10, 100, 1).await.unwrap();
        jobs::take(&db, "mail", "n2", 10, 100, 1).await.unwrap();
        nodes::give_back(&db, "n1", 20, 1000).await.unwrap();
        assert_eq!(timers::take(&db, "n2", 20, 100, 10).await.unwrap().len(), 1);
        assert_eq!(jobs::take(&db, "mail", "n3", 20, 100, 10).await.unwrap().len(), 1);
        assert!(jobs::postpone(&db, "a", 1, "n3", 70).await.unwrap());
        assert!(!jobs::postpone(&db, "a", 1, "n3", 70).await.unwrap());
        assert_eq!(jobs::next(&db, "mail").await.unwrap(), Some(70));
    });
}

pub fn message(id: &str, message_id: Option<&str>, published_at: i64, expires_at: i64) -> BufferedMessage {
    BufferedMessage {
        id: id.into(),
        name: "paid".into(),
        correlation_key: "7".into(),
        message_id: message_id.map(Into::into),
        published_at,
        expires_at,
        payload: "{}".into(),
    }
}

#[test]
fn messages_are_used_once_a_workflow_in_their_order_until_they_expire() {
    on_both(|db, _| async move {
        put(&db, [message("1", Some("x"), 10, 100), message("2", None, 11, 50), message("3", None, 12, 100)])
            .await;
        let mut again = WriteSet::new(0);
        again.insert(message("4", Some("x"), 13, 100));
        assert_eq!(db.commit(again).await, Err(StoreError::Conflict));
        let mut used = WriteSet::new(0);
        used.insert(MessageUse {
            message_id: "1".into(),
            workflow_id: "order".into(),
            case_id: "a".into(),
            shard: 0,
            expires_at: 100,
        });
        db.commit(used.clone()).await.unwrap();
        assert_eq!(db.commit(used).await, Err(StoreError::Conflict));
        let next = |workflow, now| messages::oldest_unused(&db, "paid", "7", workflow, now);
        assert_eq!(next("order", 20).await.unwrap().unwrap().id, "2");
        assert_eq!(next("other", 20).await.unwrap().unwrap().id, "1");
        assert_eq!(next("order", 60).await.unwrap().unwrap().id, "3");
        assert_eq!(messages::expire(&db, 60, 100).await.unwrap(), 1);
        assert_eq!(messages::expire(&db, 100, 100).await.unwrap(), 2);
        assert_eq!(next("other", 20).await.unwrap(), None);
    });
}

#[test]
fn subscriptions_are_found_by_name_and_key() {
    on_both(|db, _| async move {
        let subscription = |case: &str, kind: &str, name: &str, key: &str| Subscription {
            case_id: case.into(),
            key: 1,
            shard: 0,
            kind: kind.into(),
            name: name.into(),
            correlation_key: key.into(),
            workflow_id: "order".into(),
            created_at: 1,
        };
        put(
            &db,
            [
                subscription("b", "message", "paid", "7"),
                subscription("a", "message", "paid", "7"),
                subscription("c", "message", "paid", "8"),
                subscription("d", "signal", "stop", ""),
                subscription("e", "signal", "stop", ""),
            ],
        )
        .await;
        let other = |case: &str| Subscription {
            workflow_id: "invoice".into(),
            ..subscription(case, "message", "paid", "7")
        };
        put(&db, [other("c2"), other("b2")]).await;
        let found = subscriptions::for_message(&db, "paid", "7").await.unwrap();
        let of_each: Vec<_> = found.iter().map(|s| (s.workflow_id.as_str(), s.case_id.as_str())).collect();
        assert_eq!(of_each, [("order", "a"), ("invoice", "b2")], "of each workflow the oldest case");
        let found = subscriptions::for_signal(&db, "stop", ("d", 1), 10).await.unwrap();
        assert_eq!(found.iter().map(|s| s.case_id.as_str()).collect::<Vec<_>>(), ["e"]);
        let start = StartSubscription {
            workflow_id: "order".into(),
            element: "Start".into(),
            version_id: "v1".into(),
            kind: "timer".into(),
            name: String::new(),
            payload: "{}".into(),
            available_at: Some(10),
            owner: None,
        };
        put(&db, [start.clone()]).await;
        assert_eq!(subscriptions::next_start(&db).await.unwrap(), Some(10));
        assert_eq!(subscriptions::take_starts(&db, "n1", 10, 99, 5).await.unwrap().len(), 1);
        assert_eq!(subscriptions::take_starts(&db, "n2", 10, 99, 5).await.unwrap().len(), 0);
        assert_eq!(subscriptions::starts_of(&db, "order").await.unwrap().len(), 1);
        assert_eq!(subscriptions::starts(&db, "timer", "").await.unwrap().len(), 1);
    });
}

#[test]
fn a_named_lease_has_one_owner() {
    on_both(|db, _| async move {
        assert!(nodes::lease(&db, "retention", "n1", 0, 10).await.unwrap());
        assert!(!nodes::lease(&db, "retention", "n2", 5, 15).await.unwrap());
        assert!(nodes::lease(&db, "retention", "n1", 5, 20).await.unwrap());
        assert!(nodes::lease(&db, "retention", "n2", 20, 30).await.unwrap());
        nodes::release(&db, "retention", "n2").await.unwrap();
        assert!(nodes::lease(&db, "retention", "n1", 21, 30).await.unwrap());
        put(
            &db,
            [("n1", 5), ("n2", 50)].map(|(id, seen_at)| Node {
                id: id.into(),
                program: "0.1.0".into(),
                started_at: 0,
                seen_at,
            }),
        )
        .await;
        assert_eq!(nodes::alive(&db, 10).await.unwrap().len(), 1);
        nodes::forget(&db, 10).await.unwrap();
        assert_eq!(nodes::alive(&db, 0).await.unwrap().len(), 1);
    });
}
