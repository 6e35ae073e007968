//! A crash at every commit: what was answered is there after it, and what is there was whole.

use super::log::{append, task};
use crate::{open, targets};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use store::tables::{events, tasks};
use store::{Db, Faults, Options, Point, StoreError};

#[derive(Debug)]
struct CrashAt {
    at: usize,
    point: Point,
    passed: AtomicUsize,
}

impl Faults for CrashAt {
    fn crash(&self, point: Point) -> bool {
        point == self.point && self.passed.fetch_add(1, Ordering::SeqCst) == self.at
    }
}

#[test]
fn what_was_answered_survives_and_nothing_is_half() {
    for (target, _directory) in targets() {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        for (round, (at, point)) in
            (0..6).flat_map(|at| [(at, Point::BeforeCommit), (at, Point::AfterCommit)]).enumerate()
        {
            // The first commit is the migration's.
            let faults = Arc::new(CrashAt { at: at + 1, point, passed: AtomicUsize::new(0) });
            runtime.block_on(async {
                let db =
                    Db::open_with(Options { target: target.clone(), faults: Some(faults) }).await.unwrap();
                let mut answered = Vec::new();
                for sequence in 1..=8 {
                    let mut set = append(&format!("case-{round}"), sequence);
                    set.put(task(&format!("case-{round}"), sequence));
                    answered.push(db.commit(set).await);
                }
                db.close().await;
                assert_eq!(answered.iter().filter(|answer| answer.is_ok()).count(), at, "{answered:?}");
                assert!(answered.iter().skip(at).all(|answer| *answer == Err(StoreError::Closed)));
                let db = open(&target).await;
                let written = at as i64 + i64::from(point == Point::AfterCommit);
                assert_eq!(events::last_sequence(&db, &format!("case-{round}")).await.unwrap(), written);
                assert_eq!(
                    tasks::of_case(&db, &format!("case-{round}")).await.unwrap().len() as i64,
                    written
                );
                db.close().await;
            });
        }
    }
}
