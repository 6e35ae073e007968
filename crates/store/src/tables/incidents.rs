//! Incidents: what keeps a case from going on until somebody repairs it.

use crate::db::Db;
use crate::error::StoreError;
use crate::record::Record;
use crate::statement::{Fetch, Statement, all};

crate::record! {
    /// An open incident of a case.
    pub struct Incident in "incidents", key 2, fixed 6, wakes true {
        /// The case.
        case_id: String,
        /// The incident within its case.
        key: i64,
        /// The hash of the case.
        shard: i64,
        /// The step that is stuck.
        element: String,
        /// What kind of incident.
        kind: String,
        /// Since when.
        created_at: i64,
        /// What is wrong, as JSON, so that each reader gets it in their language.
        message: String,
    }
}

/// The incidents of a case.
///
/// # Errors
/// What the database answers.
pub async fn of_case(on: impl Fetch, case_id: &str) -> Result<Vec<Incident>, StoreError> {
    let sql = format!("SELECT {} FROM incidents WHERE case_id = $1 ORDER BY key", Incident::COLUMNS);
    all(on, Statement::new(sql).text(case_id)).await
}

/// Removes the incidents of cases that have ended, or are not there any more: those of effects that were given up. The
/// other ones are removed with the end itself.
///
/// # Errors
/// What the database answers.
pub async fn remove_of_ended(db: &Db) -> Result<(), StoreError> {
    let statement = Statement::new(
        "DELETE FROM incidents WHERE key < 0
         AND NOT EXISTS (SELECT 1 FROM cases WHERE cases.id = incidents.case_id AND cases.ended_at IS NULL)",
    );
    db.write(statement).await?;
    Ok(())
}

/// The newest incidents of all cases.
///
/// # Errors
/// What the database answers.
pub async fn newest(on: impl Fetch, limit: i64) -> Result<Vec<Incident>, StoreError> {
    let sql = format!(
        "SELECT {} FROM incidents ORDER BY created_at DESC, case_id DESC, key DESC LIMIT $1",
        Incident::COLUMNS
    );
    all(on, Statement::new(sql).bind(limit)).await
}
