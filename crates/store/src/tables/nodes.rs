//! Nodes and what only one of them does at a time.

use crate::db::Db;
use crate::error::StoreError;
use crate::record::Record;
use crate::statement::{Fetch, Statement, all};

crate::record! {
    /// A node that runs, or ran a short while ago.
    pub struct Node in "nodes", key 1, fixed 3, wakes false {
        /// The id of the node.
        id: String,
        /// The version of its program.
        program: String,
        /// When it started.
        started_at: i64,
        /// When it last said that it is alive.
        seen_at: i64,
    }
}

/// The nodes that were alive at or after this instant.
///
/// # Errors
/// What the database answers.
pub async fn alive(on: impl Fetch, since: i64) -> Result<Vec<Node>, StoreError> {
    let sql = format!("SELECT {} FROM nodes WHERE seen_at >= $1 ORDER BY id", Node::COLUMNS);
    all(on, Statement::new(sql).bind(since)).await
}

/// Forgets the nodes that were last seen before this instant.
///
/// # Errors
/// What the database answers.
pub async fn forget(db: &Db, before: i64) -> Result<(), StoreError> {
    db.write(Statement::new("DELETE FROM nodes WHERE seen_at < $1").bind(before)).await?;
    Ok(())
}

/// Gives back what `owner` had taken until at most `until`: jobs, effects, start timers, timers. For a node that
/// stops, and for one that starts again under the same name.
///
/// # Errors
/// What the database answers.
pub async fn give_back(db: &Db, owner: &str, now: i64, until: i64) -> Result<(), StoreError> {
    db.write_all(giving_back(owner, now, until)).await?;
    Ok(())
}

/// By the instant first, for which there is an index: a table can hold a million rows. The tables in the order in
/// which group commit writes them, and past the rows that somebody else is writing: so nobody waits in a circle.
pub(crate) fn giving_back(owner: &str, now: i64, until: i64) -> Vec<Statement> {
    let tables =
        [("outbox", "id"), ("start_subscriptions", "workflow_id, element"), ("timers", "case_id, key")];
    let others = tables.map(|(table, key)| {
        format!(
            "WITH taken AS MATERIALIZED (
               SELECT {key} FROM {table} WHERE available_at > $1 AND available_at <= $2 AND owner = $3 {{skip locked}})
             UPDATE {table} SET available_at = $1, owner = NULL WHERE ({key}) IN (SELECT {key} FROM taken)"
        )
    });
    [JOBS.to_owned()]
        .into_iter()
        .chain(others)
        .map(|sql| Statement::new(sql).bind(now).bind(until).text(owner))
        .collect()
}

/// Jobs are found by their kind and then by the instant: from kind to kind through that index.
const JOBS: &str = "WITH RECURSIVE kinds(kind) AS (
   SELECT min(kind) FROM jobs WHERE available_at IS NOT NULL
   UNION ALL
   SELECT (SELECT min(following.kind) FROM jobs AS following
     WHERE following.available_at IS NOT NULL AND following.kind > kinds.kind)
   FROM kinds WHERE kinds.kind IS NOT NULL),
 taken AS MATERIALIZED (
   SELECT case_id, key FROM jobs WHERE kind IN (SELECT kind FROM kinds)
   AND available_at > $1 AND available_at <= $2 AND owner = $3 {skip locked})
 UPDATE jobs SET available_at = $1, owner = NULL WHERE (case_id, key) IN (SELECT case_id, key FROM taken)";

/// Lets nobody have anything for longer than until `latest`: effects, start timers, timers, jobs of these kinds. For
/// what was taken before the clock was set back.
///
/// # Errors
/// What the database answers.
pub async fn cap_leases(
    db: &Db,
    latest: i64,
    kinds: impl Iterator<Item = &'static str>,
) -> Result<(), StoreError> {
    let cap = |table: &str, key: &str, which: &str| {
        Statement::new(format!(
            "WITH taken AS MATERIALIZED (
               SELECT {key} FROM {table} WHERE {which} available_at > $1 AND owner IS NOT NULL {{skip locked}})
             UPDATE {table} SET available_at = $1 WHERE ({key}) IN (SELECT {key} FROM taken)"
        ))
        .bind(latest)
    };
    let jobs = kinds.map(|kind| cap("jobs", "case_id, key", "kind = $2 AND").text(kind));
    let others =
        [("outbox", "id"), ("start_subscriptions", "workflow_id, element"), ("timers", "case_id, key")];
    let others = others.map(|(table, key)| cap(table, key, ""));
    db.write_all(jobs.chain(others).collect()).await?;
    Ok(())
}

/// Takes or keeps the lease of this name until `until`; whether `owner` has it now. Who has it for more than twice as
/// long from now on took it before the clock was set back.
///
/// # Errors
/// What the database answers.
pub async fn lease(db: &Db, name: &str, owner: &str, now: i64, until: i64) -> Result<bool, StoreError> {
    let statement = Statement::new(
        "INSERT INTO leases (name, owner, until) VALUES ($1, $2, $3)
         ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until
         WHERE leases.owner = excluded.owner OR leases.until <= $4 OR leases.until > $5 RETURNING name",
    );
    let latest = until.saturating_add(until.saturating_sub(now));
    let statement = statement.text(name).text(owner).bind(until).bind(now).bind(latest);
    Ok(!db.write(statement).await?.is_empty())
}

/// Gives the lease back, if `owner` has it.
///
/// # Errors
/// What the database answers.
pub async fn release(db: &Db, name: &str, owner: &str) -> Result<(), StoreError> {
    let statement = Statement::new("DELETE FROM leases WHERE name = $1 AND owner = $2");
    db.write(statement.text(name).text(owner)).await?;
    Ok(())
}
