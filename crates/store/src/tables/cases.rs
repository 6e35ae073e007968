//! Cases: one row each, the summary that stays after the end.

use crate::error::StoreError;
use crate::record::Record;
use crate::statement::{Fetch, Statement, all, first};

crate::record! {
    /// A case.
    pub struct Case in "cases", key 1, fixed 7, wakes false {
        /// The id of the case; sorts by start.
        id: String,
        /// The hash of the id, see [`crate::shard`].
        shard: i64,
        /// The workflow.
        workflow_id: String,
        /// The case that called this one.
        parent_id: Option<String>,
        /// The step instance of the caller that waits for this case.
        parent_key: Option<i64>,
        /// When it started.
        started_at: i64,
        /// The key of the message that started it: such cases of a workflow run one at a time for each key.
        start_key: Option<String>,
        /// The version on which it runs.
        version_id: String,
        /// The caller's own number for it.
        business_key: Option<String>,
        /// The state, in the words of the engine.
        state: String,
        /// How it counts, if an end event said so.
        outcome: Option<String>,
        /// When it ended; none while it is open.
        ended_at: Option<i64>,
        /// The sequence number of its last command when this row was last written: exact once it has ended.
        sequence: i64,
    }
}

/// The case with this id.
///
/// # Errors
/// What the database answers.
pub async fn get(on: impl Fetch, id: &str) -> Result<Option<Case>, StoreError> {
    let sql = format!("SELECT {} FROM cases WHERE id = $1", Case::COLUMNS);
    first(on, Statement::new(sql).text(id)).await
}

/// The cases that this case called and that are still open.
///
/// # Errors
/// What the database answers.
pub async fn open_children(on: impl Fetch, parent_id: &str) -> Result<Vec<Case>, StoreError> {
    let sql =
        format!("SELECT {} FROM cases WHERE parent_id = $1 AND ended_at IS NULL ORDER BY id", Case::COLUMNS);
    all(on, Statement::new(sql).text(parent_id)).await
}

/// The open case that this step instance of a case called.
///
/// # Errors
/// What the database answers.
pub async fn open_child(
    on: impl Fetch,
    parent_id: &str,
    parent_key: i64,
) -> Result<Option<Case>, StoreError> {
    let sql = format!(
        "SELECT {} FROM cases WHERE parent_id = $1 AND parent_key = $2 AND ended_at IS NULL ORDER BY id LIMIT 1",
        Case::COLUMNS
    );
    first(on, Statement::new(sql).text(parent_id).bind(parent_key)).await
}

/// All cases in the order of their ids, after this one (`""` for the first page).
///
/// # Errors
/// What the database answers.
pub async fn page(on: impl Fetch, after: &str, limit: i64) -> Result<Vec<Case>, StoreError> {
    let sql = format!("SELECT {} FROM cases WHERE id > $1 ORDER BY id LIMIT $2", Case::COLUMNS);
    all(on, Statement::new(sql).text(after).bind(limit)).await
}

/// Open cases in the order of their ids, after this one (`""` for the first page).
///
/// # Errors
/// What the database answers.
pub async fn open(on: impl Fetch, after: &str, limit: i64) -> Result<Vec<Case>, StoreError> {
    let sql = format!(
        "SELECT {} FROM cases WHERE ended_at IS NULL AND id > $1 ORDER BY id LIMIT $2",
        Case::COLUMNS
    );
    all(on, Statement::new(sql).text(after).bind(limit)).await
}

/// The open cases of a version, oldest first, after this id (`""` for the first page).
///
/// # Errors
/// What the database answers.
pub async fn open_on(
    on: impl Fetch,
    version_id: &str,
    after: &str,
    limit: i64,
) -> Result<Vec<Case>, StoreError> {
    let sql = format!(
        "SELECT {} FROM cases WHERE version_id = $1 AND ended_at IS NULL AND id > $2 ORDER BY id LIMIT $3",
        Case::COLUMNS
    );
    all(on, Statement::new(sql).text(version_id).text(after).bind(limit)).await
}

/// How many cases are open.
///
/// # Errors
/// What the database answers.
pub async fn count_open(on: impl Fetch) -> Result<i64, StoreError> {
    let statement = Statement::new("SELECT count(*) FROM cases WHERE ended_at IS NULL");
    Ok(first::<(i64,)>(on, statement).await?.map_or(0, |(count,)| count))
}
