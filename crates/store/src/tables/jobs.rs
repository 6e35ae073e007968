//! Jobs: work that a program does, taken under a lease.

use crate::db::Db;
use crate::error::StoreError;
use crate::record::Record;
use crate::statement::{Fetch, FromRow, Statement, all, first};

crate::record! {
    /// A job of a case. It is leased while it has an owner and `available_at` is to come, waits for its next
    /// attempt while it has none, and is out of retries when it is never available.
    pub struct Job in "jobs", key 2, fixed 7, wakes true {
        /// The case.
        case_id: String,
        /// The job within its case.
        key: i64,
        /// The hash of the case.
        shard: i64,
        /// The type of work, by which workers ask for it.
        kind: String,
        /// The step.
        element: String,
        /// When it was made.
        created_at: i64,
        /// How often it was taken; a later write of the row does not change it.
        attempts: i64,
        /// Attempts that are left.
        retries: i64,
        /// From when it may be taken; none: never, until somebody gives it new retries.
        available_at: Option<i64>,
        /// Who took it.
        owner: Option<String>,
        /// What the last attempt said.
        error: Option<String>,
    }
}

/// Takes up to `limit` jobs of a kind for `owner`, who has them until `until`, and counts the attempt; the longest
/// waiting first.
///
/// # Errors
/// What the database answers.
pub async fn take(
    db: &Db,
    kind: &str,
    owner: &str,
    now: i64,
    until: i64,
    limit: i64,
) -> Result<Vec<Job>, StoreError> {
    let sql = format!(
        "WITH ready AS MATERIALIZED (
           SELECT case_id, key FROM jobs WHERE kind = $1 AND available_at <= $2
           ORDER BY available_at, case_id, key LIMIT $3 {{skip locked}})
         UPDATE jobs SET available_at = $4, owner = $5, attempts = attempts + 1
         WHERE (case_id, key) IN (SELECT case_id, key FROM ready) RETURNING {}",
        Job::COLUMNS
    );
    let statement = Statement::new(sql).text(kind).bind(now).bind(limit).bind(until).text(owner);
    let mut rows = db.write(statement).await?;
    let mut jobs: Vec<Job> = rows.iter_mut().map(Job::from_row).collect::<Result<_, _>>()?;
    jobs.sort_by(|a, b| (a.created_at, &a.case_id, a.key).cmp(&(b.created_at, &b.case_id, b.key)));
    Ok(jobs)
}

/// Gives `owner` more time for a job that it still has; whether it has it.
///
/// # Errors
/// What the database answers.
pub async fn extend(db: &Db, case_id: &str, key: i64, owner: &str, until: i64) -> Result<bool, StoreError> {
    let statement = Statement::new(
        "UPDATE jobs SET available_at = $1 WHERE case_id = $2 AND key = $3 AND owner = $4 RETURNING key",
    );
    let rows = db.write(statement.bind(until).text(case_id).bind(key).text(owner)).await?;
    Ok(!rows.is_empty())
}

/// Gives a job that `owner` has back until `until`, without counting an attempt; whether `owner` had it.
///
/// # Errors
/// What the database answers.
pub async fn postpone(db: &Db, case_id: &str, key: i64, owner: &str, until: i64) -> Result<bool, StoreError> {
    let statement = Statement::new(
        "UPDATE jobs SET available_at = $1, owner = NULL, attempts = attempts - 1
         WHERE case_id = $2 AND key = $3 AND owner = $4 RETURNING key",
    );
    let rows = db.write(statement.bind(until).text(case_id).bind(key).text(owner)).await?;
    Ok(!rows.is_empty())
}

/// The job of this case with this key.
///
/// # Errors
/// What the database answers.
pub async fn get(on: impl Fetch, case_id: &str, key: i64) -> Result<Option<Job>, StoreError> {
    let sql = format!("SELECT {} FROM jobs WHERE case_id = $1 AND key = $2", Job::COLUMNS);
    first(on, Statement::new(sql).text(case_id).bind(key)).await
}

/// The jobs of a case.
///
/// # Errors
/// What the database answers.
pub async fn of_case(on: impl Fetch, case_id: &str) -> Result<Vec<Job>, StoreError> {
    let sql = format!("SELECT {} FROM jobs WHERE case_id = $1 ORDER BY key", Job::COLUMNS);
    all(on, Statement::new(sql).text(case_id)).await
}

/// The instant at which the next job of this kind may be taken.
///
/// # Errors
/// What the database answers.
pub async fn next(on: impl Fetch, kind: &str) -> Result<Option<i64>, StoreError> {
    let statement =
        Statement::new("SELECT min(available_at) FROM jobs WHERE kind = $1 AND available_at IS NOT NULL")
            .text(kind);
    Ok(first::<(Option<i64>,)>(on, statement).await?.and_then(|(at,)| at))
}
