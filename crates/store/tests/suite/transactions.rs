//! Interactive transactions, and who is woken by them.

use super::log::{append, task};
use crate::{on_both, open};
use std::time::Duration;
use store::tables::tasks;
use store::{Dialect, Large, Statement, StoreError, WriteSet, first, limits};

#[test]
fn a_write_set_and_own_statements_commit_together() {
    on_both(|db, _| async move {
        let mut tx = db.begin().await.unwrap();
        let mut set = append("a", 1);
        set.put(task("a", 1));
        tx.add(&set).await.unwrap();
        let changed =
            Statement::new("UPDATE tasks SET assignee = $2 WHERE case_id = $1").text("a").text("mai");
        assert_eq!(tx.execute(changed).await.unwrap(), 1);
        let seen = tasks::get(&mut tx, "a", 1).await.unwrap().unwrap();
        assert_eq!(seen.assignee.as_deref(), Some("mai"));
        tx.commit().await.unwrap();
        assert_eq!(tasks::get(&db, "a", 1).await.unwrap(), Some(seen));
    });
}

#[test]
fn what_group_commit_has_written_is_counted() {
    on_both(|db, _| async move {
        let set = append("a", 1);
        let bytes = set.size() as u64;
        db.commit(set).await.unwrap();
        assert_eq!(db.commit(append("a", 1)).await, Err(StoreError::Conflict));
        db.commit(append("a", 2)).await.unwrap();
        let written = db.written();
        assert_eq!((written.groups, written.sets, written.bytes), (2, 2, 2 * bytes));
    });
}

#[test]
fn a_write_set_beyond_the_limit_is_refused_in_a_transaction_too() {
    on_both(|db, _| async move {
        let mut set = append("a", 1);
        set.put(tasks::Task { payload: "x".repeat(limits::WRITE_SET_BYTES), ..task("a", 1) });
        let too_large =
            |size| Err(StoreError::TooLarge { what: Large::Changes, size, limit: limits::WRITE_SET_BYTES });
        let mut tx = db.begin().await.unwrap();
        assert_eq!(tx.add(&set).await, too_large(set.size()));
        drop(tx);
        assert_eq!(db.commit(set.clone()).await, too_large(set.size()));
    });
}

#[test]
fn a_dropped_transaction_writes_nothing() {
    on_both(|db, _| async move {
        let mut tx = db.begin().await.unwrap();
        tx.add(&append("a", 1)).await.unwrap();
        assert_eq!(tx.add(&append("a", 1)).await, Err(StoreError::Conflict));
        drop(tx);
        db.commit(append("a", 1)).await.unwrap();
    });
}

#[test]
fn an_idle_transaction_does_not_stop_the_others_for_ever() {
    on_both(|db, _| async move {
        if db.dialect() != Dialect::Sqlite {
            return;
        }
        let mut tx = db.begin().await.unwrap();
        db.commit(append("a", 1)).await.unwrap();
        assert_eq!(tx.add(&append("b", 1)).await, Err(StoreError::Expired));
    });
}

#[test]
fn values_of_all_kinds_come_back() {
    on_both(|db, _| async move {
        let statement = Statement::new(
            "SELECT sequence, events, case_id FROM events WHERE sequence = $2 AND case_id = $1",
        );
        db.commit(append("a", 4)).await.unwrap();
        let found =
            first::<(i64, String, String)>(&db, statement.text("a").bind(4_i64)).await.unwrap().unwrap();
        assert_eq!(found, (4, "[\"ส่งของ 4\"]".into(), "a".into()));
        let wrong = first::<(String,)>(&db, Statement::new("SELECT sequence FROM events")).await;
        assert!(matches!(wrong, Err(StoreError::Column { .. })));
        assert!(matches!(
            db.read(Statement::new("SELECT nothing FROM nowhere")).await,
            Err(StoreError::Database(_))
        ));
        let mut set = WriteSet::new(0);
        let data = vec![0, 255, 7];
        let blob = store::tables::blobs::Blob {
            id: "f".into(),
            case_id: None,
            shard: 0,
            content_type: "image/png".into(),
            created_at: 1,
            data,
        };
        store::tables::blobs::put(&mut set, blob.clone()).unwrap();
        db.commit(set).await.unwrap();
        assert_eq!(store::tables::blobs::get(&db, "f").await.unwrap(), Some(blob));
        assert!(db.size().await.unwrap() > 4096);
    });
}

#[test]
fn writers_wake_those_who_wait_on_this_node_and_on_others() {
    on_both(|db, target| async move {
        let other = if db.dialect() == Dialect::Postgres { open(&target).await } else { db.clone() };
        let mut news = other.woken("tasks");
        let mut silent = other.woken("timers");
        // The listening connection may still be on its way.
        for sequence in 1.. {
            let mut set = append("a", sequence);
            set.put(task("a", sequence));
            db.commit(set).await.unwrap();
            if tokio::time::timeout(Duration::from_millis(200), news.changed()).await.is_ok() {
                break;
            }
            assert!(sequence < 50, "no news");
        }
        assert!(tokio::time::timeout(Duration::from_millis(20), silent.changed()).await.is_err());
    });
}
