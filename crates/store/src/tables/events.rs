//! The event log: one row a command. That its sequence number is new is the check that nobody else was faster.

use crate::error::StoreError;
use crate::limits;
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

/// A part of a case's log.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The rows, in order.
    pub rows: Vec<EventRow>,
    /// Whether there are no more after them.
    pub is_last: bool,
}

/// The events of the case after this sequence number, in order: as many as make a page, at most
/// [`limits::EVENT_ROWS`] rows, and none after [`limits::EVENT_BYTES`].
///
/// # Errors
/// What the database answers.
pub async fn page(on: impl Fetch, case_id: &str, sequence: i64) -> Result<Page, StoreError> {
    // The sum of the bytes before a row; no database reads the text for its length.
    let sql = format!(
        "SELECT {} FROM events WHERE case_id = $1 AND sequence > $2 AND sequence <= (
           SELECT max(sequence) FROM (
             SELECT sequence, sum(octet_length(events)) OVER (ORDER BY sequence) - octet_length(events) AS before
             FROM events WHERE case_id = $1 AND sequence > $2 ORDER BY sequence LIMIT $3) AS sizes
           WHERE before < $4)
         ORDER BY sequence",
        EventRow::COLUMNS
    );
    let statement = Statement::new(sql).text(case_id).bind(sequence);
    let rows: Vec<EventRow> = all(on, statement.bind(limits::EVENT_ROWS).bind(limits::EVENT_BYTES)).await?;
    let bytes: usize = rows.iter().map(|row| row.events.len()).sum();
    let is_last = (rows.len() as i64) < limits::EVENT_ROWS && (bytes as i64) < limits::EVENT_BYTES;
    Ok(Page { rows, is_last })
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
