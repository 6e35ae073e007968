//! The schema and its changes from release to release. A migration is never edited once it is released.

use crate::db::Db;
use crate::error::StoreError;
use crate::limits;
use crate::statement::{Statement, first};

/// The migrations in their order; the first has version 1.
const MIGRATIONS: &[(&str, &str)] = &[
    ("core", include_str!("migrations/0001_core.sql")),
    ("retention", include_str!("migrations/0002_retention.sql")),
    ("hops", include_str!("migrations/0003_hops.sql")),
    ("found", include_str!("migrations/0004_found.sql")),
];

/// The newest schema version that this program knows.
pub fn newest() -> i64 {
    MIGRATIONS.len() as i64
}

/// The version of the schema that the database has; 0 if it has none.
pub(crate) async fn found(db: &Db) -> Result<i64, StoreError> {
    let table = first::<(Option<String>,)>(db, Statement::new(db.dialect().schema_table())).await?;
    if table.is_none_or(|(name,)| name.is_none()) {
        return Ok(0);
    }
    let newest = Statement::new("SELECT max(version) FROM schema_versions");
    Ok(first::<(Option<i64>,)>(db, newest).await?.and_then(|(version,)| version).unwrap_or(0))
}

/// Brings the schema up to date, all in one transaction.
pub(crate) async fn run(db: &Db) -> Result<(), StoreError> {
    run_to(db, newest()).await
}

/// Brings the schema up to this version.
pub(crate) async fn run_to(db: &Db, wanted: i64) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    // Another node may be at it, and its tables may be large.
    tx.allow(limits::MIGRATION).await?;
    if let Some(lock) = db.dialect().migration_lock() {
        tx.execute(Statement::new(lock)).await?;
    }
    tx.execute(Statement::new(
        "CREATE TABLE IF NOT EXISTS schema_versions (version BIGINT PRIMARY KEY, name TEXT NOT NULL, program TEXT NOT NULL)",
    ))
    .await?;
    let found =
        first::<(Option<i64>,)>(&mut tx, Statement::new("SELECT max(version) FROM schema_versions")).await?;
    let found = found.and_then(|(version,)| version).unwrap_or(0);
    if found > newest() {
        return Err(StoreError::Newer { found, known: newest() });
    }
    for (version, (name, text)) in
        (1_i64..).zip(MIGRATIONS).filter(|(version, _)| *version > found && *version <= wanted)
    {
        let text = db.dialect().schema(text);
        for sql in text.split(";\n").map(str::trim).filter(|sql| !sql.is_empty()) {
            tx.execute(Statement::new(sql.to_owned())).await?;
        }
        let record =
            Statement::new("INSERT INTO schema_versions (version, name, program) VALUES ($1, $2, $3)");
        tx.execute(record.bind(version).text(name).text(env!("CARGO_PKG_VERSION"))).await?;
    }
    tx.commit().await
}

#[cfg(test)]
mod upgrade;
