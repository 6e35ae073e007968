//! The event log: one row a command. That its sequence number is new is the check that nobody else was faster.

use crate::error::StoreError;
use crate::record::Record;
use crate::statement::{Fetch, Statement, all, first};

crate::record! {
    /// The events of one command.
    pub struct EventRow in "events", key 2, fixed 5, wakes false {
        /// The case.
        case_id: String,
        /// The number of the command in its case, from 1 without a gap.
        sequence: i64,
        /// The hash of the case.
        shard: i64,
        /// When it happened.
        at: i64,
        /// The events as JSON.
        events: String,
    }
}

crate::record! {
    /// The state of a case after a command. A case has one snapshot: a newer one replaces it.
    pub struct Snapshot in "snapshots", key 1, fixed 2, wakes false {
        /// The case.
        case_id: String,
        /// The hash of the case.
        shard: i64,
        /// The number of the last command that is in the state.
        sequence: i64,
        /// When it was taken.
        at: i64,
        /// The state as JSON.
        state: String,
    }
}

/// The events of the case after this sequence number, in order.
///
/// # Errors
/// What the database answers.
pub async fn after(
    on: impl Fetch,
    case_id: &str,
    sequence: i64,
    limit: i64,
) -> Result<Vec<EventRow>, StoreError> {
    let sql = format!(
        "SELECT {} FROM events WHERE case_id = $1 AND sequence > $2 ORDER BY sequence LIMIT $3",
        EventRow::COLUMNS
    );
    all(on, Statement::new(sql).text(case_id).bind(sequence).bind(limit)).await
}

/// The sequence number of the last command of the case; 0 if it has none.
///
/// # Errors
/// What the database answers.
pub async fn last_sequence(on: impl Fetch, case_id: &str) -> Result<i64, StoreError> {
    let statement = Statement::new("SELECT max(sequence) FROM events WHERE case_id = $1").text(case_id);
    let last = first::<(Option<i64>,)>(on, statement).await?;
    Ok(last.and_then(|(sequence,)| sequence).unwrap_or(0))
}

/// The snapshot of the case.
///
/// # Errors
/// What the database answers.
pub async fn snapshot(on: impl Fetch, case_id: &str) -> Result<Option<Snapshot>, StoreError> {
    let sql = format!("SELECT {} FROM snapshots WHERE case_id = $1", Snapshot::COLUMNS);
    first(on, Statement::new(sql).text(case_id)).await
}
