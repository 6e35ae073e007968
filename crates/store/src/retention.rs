//! Retention: finished cases are compacted to their summary and events, exported, and erased, batch by batch.
//!
//! A running case is never touched, whatever is asked for, nor one from which an effect is still to follow. What was
//! done stands in the row of the case, so that nothing is done twice and a restart goes on where it was.

use crate::db::Db;
use crate::error::StoreError;
use crate::limits;
use crate::record::Record;
use crate::statement::{Statement, all};
use crate::tables::cases::Case;
use crate::tables::events;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;
use std::fmt::Write as _;
use std::io::Write;

/// What was done with finished cases so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stage {
    /// All but the summary and the events is gone.
    pub is_compacted: bool,
    /// They are in an archive.
    pub is_archived: bool,
}

impl Stage {
    /// All there are.
    pub const ALL: [Stage; 4] =
        [Stage::of(false, false), Stage::of(true, false), Stage::of(false, true), Stage::of(true, true)];

    const fn of(is_compacted: bool, is_archived: bool) -> Self {
        Self { is_compacted, is_archived }
    }

    fn number(self) -> i64 {
        COMPACTED * i64::from(self.is_compacted) + ARCHIVED * i64::from(self.is_archived)
    }
}

const COMPACTED: i64 = 1;
const ARCHIVED: i64 = 2;

/// Tables with rows of a case beside its summary, its events and what messages it has used. That a case with a key
/// runs (`start_keys`) is removed with its end.
const BESIDE_EVENTS: [&str; 8] =
    ["blobs", "incidents", "jobs", "outbox", "snapshots", "subscriptions", "tasks", "timers"];

/// Finished cases of a workflow at a stage that ended before an instant, the longest ended first, after this case
/// (its end and id; `(i64::MIN, "")` for the first). As many as make a batch: at most [`limits::RETENTION_CASES`],
/// and about [`limits::RETENTION_EVENTS`] rows of the event log. A called case goes with or after its caller.
///
/// # Errors
/// What the database answers.
pub async fn due(
    db: &Db,
    workflow_id: &str,
    stage: Stage,
    ended_before: i64,
    after: (i64, &str),
) -> Result<Vec<Case>, StoreError> {
    let sql = format!(
        "SELECT {} FROM cases WHERE workflow_id = $1 AND retention = $2 AND ended_at IS NOT NULL AND ended_at < $3
         AND (ended_at, id) > ($4, $5)
         AND NOT EXISTS (SELECT 1 FROM cases AS caller WHERE caller.id = cases.parent_id AND caller.ended_at IS NULL)
         AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.case_id = cases.id AND outbox.available_at IS NOT NULL)
         ORDER BY ended_at, id LIMIT $6",
        Case::COLUMNS
    );
    let statement = Statement::new(sql).text(workflow_id).bind(stage.number()).bind(ended_before);
    let statement = statement.bind(after.0).text(after.1).bind(limits::RETENTION_CASES as i64);
    let mut cases: Vec<Case> = all(db, statement).await?;
    let mut rows = 0;
    let enough = cases.iter().position(|case| {
        rows += case.sequence;
        rows >= limits::RETENTION_EVENTS
    });
    cases.truncate(enough.map_or(cases.len(), |last| last + 1));
    Ok(cases)
}

/// Writes the cases with their events as JSON lines, gzip: a line `{"case": …}`, then its lines `{"events": …}`.
///
/// # Errors
/// What the database or the writer answers.
pub async fn export<W: Write>(db: &Db, cases: &[Case], out: W) -> Result<W, StoreError> {
    let mut gzip = GzEncoder::new(out, Compression::default());
    for case in cases {
        writeln!(gzip, "{}", case_line(case))?;
        let mut last = 0;
        loop {
            let page = events::page(db, &case.id, last).await?;
            for row in page.rows {
                last = row.sequence;
                let events =
                    serde_json::from_str(&row.events).unwrap_or(serde_json::Value::String(row.events));
                let line =
                    json!({"case_id": row.case_id, "sequence": row.sequence, "at": row.at, "events": events});
                writeln!(gzip, "{line}")?;
            }
            if page.is_last {
                break;
            }
        }
    }
    Ok(gzip.finish()?)
}

fn case_line(case: &Case) -> serde_json::Value {
    json!({"case": {
        "id": case.id,
        "workflow_id": case.workflow_id,
        "version_id": case.version_id,
        "business_key": case.business_key,
        "parent_id": case.parent_id,
        "state": case.state,
        "outcome": case.outcome,
        "started_at": case.started_at,
        "ended_at": case.ended_at,
        "sequence": case.sequence,
    }})
}

/// Removes all rows of these cases but their summaries and events.
///
/// # Errors
/// What the database answers; of each batch all is done or nothing.
pub async fn compact(db: &Db, cases: &[Case]) -> Result<(), StoreError> {
    for batch in cases.chunks(limits::RETENTION_CASES) {
        let mut steps: Vec<Statement> = BESIDE_EVENTS.iter().map(|table| remove(table, batch)).collect();
        steps.push(mark(batch, COMPACTED));
        db.write_all(steps).await?;
    }
    Ok(())
}

/// Notes that these cases are in an archive.
///
/// # Errors
/// What the database answers.
pub async fn archived(db: &Db, cases: &[Case]) -> Result<(), StoreError> {
    for batch in cases.chunks(limits::RETENTION_CASES) {
        db.write_all(vec![mark(batch, ARCHIVED)]).await?;
    }
    Ok(())
}

/// Removes every row of these cases. What messages a workflow has used stays known as long as the messages are kept,
/// but not by which case.
///
/// # Errors
/// What the database answers; of each batch all is removed or nothing.
pub async fn erase(db: &Db, cases: &[Case]) -> Result<(), StoreError> {
    for batch in cases.chunks(limits::RETENTION_CASES) {
        let mut steps: Vec<Statement> =
            BESIDE_EVENTS.iter().chain(&["events"]).map(|table| remove(table, batch)).collect();
        let finished = finished();
        let unnamed = format!("UPDATE message_uses SET case_id = '' WHERE case_id IN ({finished})");
        let summaries = format!("DELETE FROM cases WHERE id IN ({finished})");
        steps.extend([bind(unnamed, batch), bind(summaries, batch)]);
        db.write_all(steps).await?;
    }
    Ok(())
}

fn remove(table: &str, cases: &[Case]) -> Statement {
    bind(format!("DELETE FROM {table} WHERE case_id IN ({})", finished()), cases)
}

fn mark(cases: &[Case], flag: i64) -> Statement {
    let sql = format!("UPDATE cases SET retention = retention | {flag} WHERE id IN ({})", finished());
    bind(sql, cases)
}

/// Those of a batch that are really finished. Always with as many parameters, so that the statements stay prepared.
fn finished() -> String {
    let mut sql = String::from("SELECT finished.id FROM cases AS finished WHERE finished.id IN (");
    for number in 1..=limits::RETENTION_CASES {
        // Writing into a String cannot fail.
        let _ = write!(sql, "{}${number}", if number == 1 { "" } else { ", " });
    }
    sql.push_str(
        ") AND finished.ended_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM outbox AS effect
         WHERE effect.case_id = finished.id AND effect.available_at IS NOT NULL)",
    );
    sql
}

fn bind(sql: String, cases: &[Case]) -> Statement {
    let ids = cases.iter().map(|case| case.id.as_str()).chain(std::iter::repeat(""));
    ids.take(limits::RETENTION_CASES).fold(Statement::new(sql), Statement::text)
}
