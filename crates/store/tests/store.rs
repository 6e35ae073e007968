//! The storage suite: every test runs on SQLite and on PostgreSQL.

#[path = "../../testkit/src/postgres.rs"]
mod postgres;

mod suite {
    pub mod crash;
    pub mod differential;
    pub mod found;
    pub mod log;
    pub mod retention;
    pub mod schema;
    pub mod taking;
    pub mod transactions;
}

use std::future::Future;
use store::{Db, Options};

/// A new database of each kind: its address, and what keeps it alive.
fn targets() -> Vec<(String, Option<tempfile::TempDir>)> {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let file = directory.path().join("store.db").display().to_string();
    vec![(file, Some(directory)), (postgres::database().expect("a PostgreSQL server"), None)]
}

/// Runs the test on a new database of each kind.
fn on_both<F: Future<Output = ()>>(test: impl Fn(Db, String) -> F) {
    for (target, _directory) in targets() {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .expect("tokio");
        runtime.block_on(async {
            let db = Db::open(&target).await.expect("a database");
            test(db, target.clone()).await;
        });
    }
}

async fn open(target: &str) -> Db {
    Db::open_with(Options { target: target.to_owned(), ..Options::default() }).await.expect("a database")
}
