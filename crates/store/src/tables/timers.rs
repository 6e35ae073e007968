//! Timers, found by the instant from which they may be taken.

use crate::db::Db;
use crate::error::StoreError;
use crate::record::Record;
use crate::statement::{Fetch, FromRow, Statement, all, first};

crate::record! {
    /// A timer of a case.
    pub struct Timer in "timers", key 2, fixed 3, wakes true {
        /// The case.
        case_id: String,
        /// The timer within its case.
        key: i64,
        /// The hash of the case.
        shard: i64,
        /// When it is due.
        due_at: i64,
        /// From when it may be taken: at first when it is due, then when the lease of who took it ends.
        available_at: i64,
        /// The node that took it.
        owner: Option<String>,
    }
}

/// Takes up to `limit` due timers for `owner`, who has them until `until`; the longest due first.
///
/// # Errors
/// What the database answers.
pub async fn take(db: &Db, owner: &str, now: i64, until: i64, limit: i64) -> Result<Vec<Timer>, StoreError> {
    let sql = format!(
        "WITH due AS MATERIALIZED (
           SELECT case_id, key FROM timers WHERE available_at <= $1 ORDER BY available_at, case_id, key LIMIT $2 {{skip locked}})
         UPDATE timers SET available_at = $3, owner = $4
         WHERE (case_id, key) IN (SELECT case_id, key FROM due) RETURNING {}",
        Timer::COLUMNS
    );
    let statement = Statement::new(sql).bind(now).bind(limit).bind(until).text(owner);
    let mut rows = db.write(statement).await?;
    let mut timers: Vec<Timer> = rows.iter_mut().map(Timer::from_row).collect::<Result<_, _>>()?;
    timers.sort_by(|a, b| (a.due_at, &a.case_id, a.key).cmp(&(b.due_at, &b.case_id, b.key)));
    Ok(timers)
}

/// The timers of a case.
///
/// # Errors
/// What the database answers.
pub async fn of_case(on: impl Fetch, case_id: &str) -> Result<Vec<Timer>, StoreError> {
    let sql = format!("SELECT {} FROM timers WHERE case_id = $1 ORDER BY key", Timer::COLUMNS);
    all(on, Statement::new(sql).text(case_id)).await
}

/// The instant at which the next timer may be taken.
///
/// # Errors
/// What the database answers.
pub async fn next(on: impl Fetch) -> Result<Option<i64>, StoreError> {
    let next = first::<(Option<i64>,)>(on, Statement::new("SELECT min(available_at) FROM timers")).await?;
    Ok(next.and_then(|(at,)| at))
}
