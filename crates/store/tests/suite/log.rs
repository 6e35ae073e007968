//! The event log, its expected versions, and group commit.

use crate::{on_both, open};
use store::tables::events::{self, EventRow, Snapshot};
use store::tables::tasks::{self, Task};
use store::{StoreError, WriteSet, shard};

pub fn event(case: &str, sequence: i64) -> EventRow {
    EventRow {
        case_id: case.into(),
        sequence,
        shard: shard(case),
        at: sequence * 10,
        events: format!("[\"ส่งของ {sequence}\"]"),
    }
}

pub fn task(case: &str, key: i64) -> Task {
    Task {
        case_id: case.into(),
        key,
        shard: shard(case),
        element: "Task_1".into(),
        created_at: 7,
        name: "注文を確認する".into(),
        team: (key % 2 == 0).then(|| "warehouse".into()),
        assignee: None,
        due_at: (key % 3 == 0).then_some(99),
        payload: "{}".into(),
    }
}

pub fn append(case: &str, sequence: i64) -> WriteSet {
    let mut set = WriteSet::new(shard(case));
    set.insert(event(case, sequence));
    set
}

#[test]
fn events_come_back_in_order_after_a_restart() {
    on_both(|db, target| async move {
        for sequence in 1..=5 {
            db.commit(append("a", sequence)).await.unwrap();
        }
        db.commit(append("b", 1)).await.unwrap();
        db.close().await;
        let db = open(&target).await;
        let found = events::after(&db, "a", 2, 2).await.unwrap();
        assert_eq!(found, [event("a", 3), event("a", 4)]);
        assert_eq!(events::last_sequence(&db, "a").await.unwrap(), 5);
        assert_eq!(events::last_sequence(&db, "none").await.unwrap(), 0);
    });
}

#[test]
fn a_page_of_the_log_ends_after_so_many_bytes_but_has_one_row() {
    on_both(|db, _| async move {
        let large = |sequence| EventRow { events: "é".repeat(5 << 19), ..event("a", sequence) };
        for row in [event("a", 1), large(2), large(3), event("a", 4), event("b", 1)] {
            let mut set = WriteSet::new(row.shard);
            set.insert(row);
            db.commit(set).await.unwrap();
        }
        let huge = EventRow { events: "x".repeat(9 << 20), ..event("a", 5) };
        let mut set = WriteSet::new(huge.shard);
        set.insert(huge);
        db.commit(set).await.unwrap();
        db.commit(append("a", 6)).await.unwrap();
        let mut pages = Vec::new();
        let mut last = 0;
        loop {
            let page = events::page(&db, "a", last).await.unwrap();
            pages.push(page.rows.iter().map(|row| row.sequence).collect::<Vec<_>>());
            last = page.rows.last().map_or(last, |row| row.sequence);
            if page.is_last {
                break;
            }
        }
        assert_eq!(pages, [vec![1, 2, 3], vec![4, 5], vec![6]]);
        let none = events::page(&db, "none", 0).await.unwrap();
        assert!(none.rows.is_empty() && none.is_last);
    });
}

#[test]
fn what_was_handed_over_is_written_before_the_database_is_closed() {
    on_both(|db, target| async move {
        let mut commits = Vec::new();
        for n in 0..500 {
            let chain = std::sync::Arc::default();
            commits.push(db.submit(append(&format!("case-{n}"), 1), &chain).await.unwrap());
        }
        db.close().await;
        for commit in commits {
            assert_eq!(commit.done().await, Ok(()));
        }
        let db = open(&target).await;
        assert_eq!(events::last_sequence(&db, "case-499").await.unwrap(), 1);
    });
}

#[test]
fn a_sequence_number_is_used_once_and_the_loser_writes_nothing() {
    on_both(|db, _| async move {
        db.commit(append("a", 1)).await.unwrap();
        let mut late = append("a", 1);
        late.put(task("a", 1));
        assert_eq!(db.commit(late).await, Err(StoreError::Conflict));
        assert_eq!(tasks::of_case(&db, "a").await.unwrap(), []);
    });
}

#[test]
fn a_failing_member_does_not_spoil_its_group() {
    on_both(|db, _| async move {
        db.commit(append("taken", 1)).await.unwrap();
        let sets: Vec<WriteSet> = (0..200)
            .map(|n| {
                let mut set =
                    if n % 50 == 7 { append("taken", 1) } else { append(&format!("case-{n:03}"), 1) };
                set.put(task(&format!("case-{n:03}"), n));
                set
            })
            .collect();
        let waiting: Vec<_> = sets
            .into_iter()
            .map(|set| {
                let db = db.clone();
                tokio::spawn(async move { db.commit(set).await })
            })
            .collect();
        for (n, answer) in waiting.into_iter().enumerate() {
            let expected = if n % 50 == 7 { Err(StoreError::Conflict) } else { Ok(()) };
            assert_eq!(answer.await.unwrap(), expected, "member {n}");
            let case = format!("case-{n:03}");
            assert_eq!(tasks::of_case(&db, &case).await.unwrap().len(), usize::from(n % 50 != 7));
        }
    });
}

#[test]
fn the_last_change_of_a_row_counts() {
    on_both(|db, _| async move {
        let mut set = WriteSet::new(0);
        set.put(task("a", 1));
        set.delete2::<Task>("a".to_owned(), 1);
        set.delete2::<Task>("a".to_owned(), 2);
        set.put(task("a", 2));
        set.put(Task { assignee: Some("mai".into()), ..task("a", 2) });
        db.commit(set).await.unwrap();
        let found = tasks::of_case(&db, "a").await.unwrap();
        assert_eq!(found, [Task { assignee: Some("mai".into()), ..task("a", 2) }]);
        let mut set = WriteSet::new(0);
        // What never changes keeps the value of the first write.
        set.put(Task { element: "Other".into(), team: None, ..task("a", 2) });
        db.commit(set).await.unwrap();
        assert_eq!(tasks::get(&db, "a", 2).await.unwrap(), Some(Task { team: None, ..task("a", 2) }));
    });
}

#[test]
fn a_large_set_is_written_in_chunks() {
    on_both(|db, _| async move {
        let mut set = append("many", 1);
        (0..1003).for_each(|key| set.put(task("many", key)));
        db.commit(set).await.unwrap();
        assert_eq!(tasks::of_case(&db, "many").await.unwrap().len(), 1003);
        let page = tasks::page(&db, ("many", 999), 10).await.unwrap();
        assert_eq!(page.iter().map(|task| task.key).collect::<Vec<_>>(), [1000, 1001, 1002]);
        let mut set = append("many", 2);
        (0..1003).filter(|key| key % 2 == 0).for_each(|key| set.delete2::<Task>("many".to_owned(), key));
        db.commit(set).await.unwrap();
        assert_eq!(tasks::of_case(&db, "many").await.unwrap().len(), 501);
    });
}

#[test]
fn a_newer_snapshot_replaces_the_older_one() {
    on_both(|db, _| async move {
        for sequence in [3, 9] {
            let mut set = WriteSet::new(0);
            let state = format!("{{\"n\":{sequence}}}");
            set.put(Snapshot { case_id: "a".into(), shard: 0, sequence, at: 1, state });
            db.commit(set).await.unwrap();
        }
        let snapshot = events::snapshot(&db, "a").await.unwrap().unwrap();
        assert_eq!((snapshot.sequence, snapshot.state.as_str()), (9, "{\"n\":9}"));
        assert_eq!(events::snapshot(&db, "b").await.unwrap(), None);
    });
}

#[test]
fn a_set_over_the_limit_is_refused() {
    on_both(|db, _| async move {
        let mut set = WriteSet::new(0);
        let events = "x".repeat(store::limits::WRITE_SET_BYTES + 1);
        set.insert(EventRow { events, ..event("a", 1) });
        assert!(matches!(db.commit(set).await, Err(StoreError::TooLarge { .. })));
    });
}
