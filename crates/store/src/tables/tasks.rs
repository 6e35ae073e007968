//! Tasks: work that a person does.

use crate::error::StoreError;
use crate::record::Record;
use crate::statement::{Fetch, Statement, all, first};

crate::record! {
    /// A task of a case that is to be done.
    pub struct Task in "tasks", key 2, fixed 5, wakes true {
        /// The case.
        case_id: String,
        /// The task within its case.
        key: i64,
        /// The hash of the case.
        shard: i64,
        /// The step.
        element: String,
        /// When it was made.
        created_at: i64,
        /// What is to be done.
        name: String,
        /// The team that may do it.
        team: Option<String>,
        /// The person who does it.
        assignee: Option<String>,
        /// By when it should be done.
        due_at: Option<i64>,
        /// The rest of what its form needs, as JSON.
        payload: String,
    }
}

/// The task of this case with this key.
///
/// # Errors
/// What the database answers.
pub async fn get(on: impl Fetch, case_id: &str, key: i64) -> Result<Option<Task>, StoreError> {
    let sql = format!("SELECT {} FROM tasks WHERE case_id = $1 AND key = $2", Task::COLUMNS);
    first(on, Statement::new(sql).text(case_id).bind(key)).await
}

/// The tasks of a case.
///
/// # Errors
/// What the database answers.
pub async fn of_case(on: impl Fetch, case_id: &str) -> Result<Vec<Task>, StoreError> {
    let sql = format!("SELECT {} FROM tasks WHERE case_id = $1 ORDER BY key", Task::COLUMNS);
    all(on, Statement::new(sql).text(case_id)).await
}

/// All tasks in the order of their cases, after this one (`("", 0)` for the first page).
///
/// # Errors
/// What the database answers.
pub async fn page(on: impl Fetch, after: (&str, i64), limit: i64) -> Result<Vec<Task>, StoreError> {
    let sql = format!(
        "SELECT {} FROM tasks WHERE (case_id, key) > ($1, $2) ORDER BY case_id, key LIMIT $3",
        Task::COLUMNS
    );
    all(on, Statement::new(sql).text(after.0).bind(after.1).bind(limit)).await
}
