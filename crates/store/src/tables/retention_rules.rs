//! Rules of retention: what is kept of a workflow's finished cases, and for how long.

use crate::error::StoreError;
use crate::record::Record;
use crate::statement::{Fetch, Statement, all};

crate::record! {
    /// After how long, in µs from the end of a case, a step of retention is due; none: never.
    pub struct RetentionRule in "retention_rules", key 1, fixed 1, wakes false {
        /// The workflow; empty for those without a rule of their own.
        workflow_id: String,
        /// All but the summary and the events is removed.
        compact_after: Option<i64>,
        /// The case is written to an archive.
        archive_after: Option<i64>,
        /// Every row of the case is removed.
        erase_after: Option<i64>,
    }
}

/// All rules.
///
/// # Errors
/// What the database answers.
pub async fn every(on: impl Fetch) -> Result<Vec<RetentionRule>, StoreError> {
    let sql = format!("SELECT {} FROM retention_rules ORDER BY workflow_id", RetentionRule::COLUMNS);
    all(on, Statement::new(sql)).await
}
