//! Opening databases of other versions.

use crate::{on_both, open};
use store::{Db, Statement, StoreError, newest_schema};

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
