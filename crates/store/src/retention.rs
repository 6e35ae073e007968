//! Retention: finished cases are exported as compressed JSON lines and erased, by rule.

use crate::db::Db;
use crate::error::StoreError;
use crate::limits;
use crate::record::Record;
use crate::statement::{FromRow, Statement, all};
use crate::tables::cases::Case;
use crate::tables::events::EventRow;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;
use std::io::Write;

/// Which finished cases a rule is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The workflow; none for all.
    pub workflow_id: Option<String>,
    /// Cases that ended before this instant.
    pub ended_before: i64,
}

/// All tables with rows of a case, beside `cases`.
const OF_CASE: &[&str] = &[
    "events",
    "snapshots",
    "timers",
    "jobs",
    "tasks",
    "subscriptions",
    "message_uses",
    "start_keys",
    "incidents",
    "outbox",
    "blobs",
];

/// The next finished cases that the rule is about, the longest ended first; at most
/// [`limits::RETENTION_CASES`]. A called case goes with or after the case that called it.
///
/// # Errors
/// What the database answers.
pub async fn due(db: &Db, rule: &Rule) -> Result<Vec<Case>, StoreError> {
    let sql = format!(
        "SELECT {} FROM cases WHERE ended_at IS NOT NULL AND ended_at < $1 AND ($2 = '' OR workflow_id = $2)
         AND NOT EXISTS (SELECT 1 FROM cases AS caller WHERE caller.id = cases.parent_id AND caller.ended_at IS NULL)
         ORDER BY ended_at, id LIMIT $3",
        Case::COLUMNS
    );
    let workflow = rule.workflow_id.as_deref().unwrap_or_default();
    all(db, Statement::new(sql).bind(rule.ended_before).text(workflow).bind(limits::RETENTION_CASES)).await
}

/// Writes the cases with their events as JSON lines, gzip: a line `{"case": …}`, then its lines `{"events": …}`.
///
/// # Errors
/// What the database or the writer answers.
pub async fn export<W: Write>(db: &Db, cases: &[Case], out: W) -> Result<W, StoreError> {
    let mut gzip = GzEncoder::new(out, Compression::default());
    let sql = format!("SELECT {} FROM events WHERE case_id = $1 ORDER BY sequence", EventRow::COLUMNS);
    for case in cases {
        writeln!(gzip, "{}", case_line(case))?;
        for mut row in db.read(Statement::new(sql.clone()).text(&case.id)).await? {
            let event = EventRow::from_row(&mut row)?;
            let events =
                serde_json::from_str(&event.events).unwrap_or(serde_json::Value::String(event.events));
            writeln!(
                gzip,
                "{}",
                json!({"case_id": event.case_id, "sequence": event.sequence, "at": event.at, "events": events})
            )?;
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
        "started_at": case.started_at,
        "ended_at": case.ended_at,
        "sequence": case.sequence,
    }})
}

/// Removes every row of these cases, in one transaction.
///
/// # Errors
/// What the database answers; then nothing is removed.
pub async fn erase(db: &Db, cases: &[Case]) -> Result<(), StoreError> {
    let mut tx = db.begin().await?;
    for case in cases {
        for table in OF_CASE {
            tx.execute(Statement::new(format!("DELETE FROM {table} WHERE case_id = $1")).text(&case.id))
                .await?;
        }
        tx.execute(Statement::new("DELETE FROM cases WHERE id = $1").text(&case.id)).await?;
    }
    tx.commit().await
}
