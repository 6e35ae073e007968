//! Opening databases of other versions.

use crate::{on_both, open, postgres};
use std::time::{Duration, Instant};
use store::tables::cases::{self, Case};
use store::{Db, Statement, StoreError, WriteSet, newest_schema};

#[test]
fn a_database_of_a_newer_program_is_refused_with_a_clear_error() {
    on_both(|db, target| async move {
        let newer = Statement::new(
            "INSERT INTO schema_versions (version, name, program) VALUES ($1, 'later', '9.9.9')",
        );
        db.write(newer.bind(newest_schema() + 1)).await.unwrap();
        db.close().await;
        let error = Db::open(&target).await.unwrap_err();
        assert_eq!(error, StoreError::Newer { found: newest_schema() + 1, known: newest_schema() });
        assert!(error.to_string().contains("use the newer program"));
    });
}

#[test]
fn opening_again_and_at_the_same_time_changes_nothing() {
    on_both(|db, target| async move {
        let (one, two, three) = tokio::join!(open(&target), open(&target), open(&target));
        for db in [db, one, two, three] {
            let versions = db.read(Statement::new("SELECT version FROM schema_versions")).await.unwrap();
            assert_eq!(versions.len() as i64, newest_schema());
            db.close().await;
        }
    });
}

#[test]
fn a_file_that_is_no_database_is_an_error() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), "this is not a database, whatever its name may say".repeat(100)).unwrap();
    let opened = runtime.block_on(Db::open(&file.path().display().to_string()));
    assert!(matches!(opened, Err(StoreError::Database(_))));
}

#[test]
fn who_only_looks_makes_and_changes_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let missing = directory.path().join("none.db");
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let looked = runtime.block_on(Db::look(&missing.display().to_string()));
    assert!(matches!(looked, Err(StoreError::Missing(_))));
    assert!(!missing.exists());
    on_both(|db, target| async move {
        db.close().await;
        let (db, schema) = Db::look(&target).await.unwrap();
        assert_eq!(schema, newest_schema());
        assert!(cases::page(&db, "", 10).await.unwrap().is_empty());
        let written = db.write(Statement::new("DELETE FROM cases")).await;
        assert!(matches!(written, Err(StoreError::OnlyLooking)), "{written:?}");
        assert!(matches!(db.begin().await, Err(StoreError::OnlyLooking)));
        let mut set = WriteSet::new(0);
        set.delete::<Case>("a".to_owned());
        assert_eq!(db.commit(set).await, Err(StoreError::OnlyLooking));
        db.close().await;
    });
}

#[test]
fn an_empty_database_has_no_schema_for_who_looks() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let file = tempfile::NamedTempFile::new().unwrap();
    for target in [file.path().display().to_string(), postgres::database().unwrap()] {
        let (_, schema) = runtime.block_on(Db::look(&target)).unwrap();
        assert_eq!(schema, 0, "{target}");
    }
}

#[test]
fn a_server_that_is_not_there_is_named_without_the_password() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let refusing = nobody.local_addr().unwrap().port();
    drop(nobody);
    // It takes connections and says nothing.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let ports = [(refusing, ""), (silent.local_addr().unwrap().port(), "no answer within 5 s")];
    for (port, why) in ports {
        let begun = Instant::now();
        let address = format!("postgres://me:secret@127.0.0.1:{port}/cases");
        let error = runtime.block_on(Db::open(&address)).unwrap_err();
        assert!(begun.elapsed() < Duration::from_secs(7), "{:?}", begun.elapsed());
        let text = error.to_string();
        assert!(!text.contains("secret") && text.contains(why), "{text}");
        let StoreError::Unreachable { host, port: named, reason } = error else { panic!("{text}") };
        assert_eq!((host.as_str(), named), ("127.0.0.1", port));
        assert!(!reason.is_empty());
    }
    let existing = postgres::database().unwrap();
    let (server, _) = existing.rsplit_once('/').unwrap();
    let error = runtime.block_on(Db::open(&format!("{server}/nowhere"))).unwrap_err();
    assert!(error.to_string().contains("\"nowhere\" does not exist"), "{error}");
    let error = runtime.block_on(Db::open("postgres://me:secret@host:port/db")).unwrap_err();
    assert!(matches!(&error, StoreError::Address(reason) if !reason.contains("secret")), "{error}");
}

#[test]
fn what_is_no_database_is_refused() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for target in ["", ":memory:", "file:cases.db", "mysql://me:secret@host/db"] {
        let error = runtime.block_on(Db::open(target)).unwrap_err();
        assert!(matches!(&error, StoreError::Target(given) if !given.contains("secret")), "{error}");
    }
    let capitals = postgres::database().unwrap().replacen("postgres", "Postgres", 1);
    runtime.block_on(Db::open(&capitals)).unwrap();
}
