//! Workflow definitions: each version keeps its BPMN text for ever.

use crate::error::StoreError;
use crate::record::Record;
use crate::statement::{Fetch, Statement, all, first};

crate::record! {
    /// A version of a workflow.
    pub struct WorkflowVersion in "workflow_versions", key 1, fixed 6, wakes true {
        /// The id of the version.
        id: String,
        /// The id of the workflow, as in the BPMN process.
        workflow_id: String,
        /// The number of the version, from 1.
        version: i64,
        /// The checksum of the BPMN text.
        checksum: String,
        /// The BPMN 2.0 XML.
        bpmn: String,
        /// When it was deployed.
        created_at: i64,
        /// The name for people.
        name: String,
        /// When it became the version that new cases take; none for a draft.
        published_at: Option<i64>,
    }
}

/// The version with this id.
///
/// # Errors
/// What the database answers.
pub async fn get(on: impl Fetch, id: &str) -> Result<Option<WorkflowVersion>, StoreError> {
    let sql = format!("SELECT {} FROM workflow_versions WHERE id = $1", WorkflowVersion::COLUMNS);
    first(on, Statement::new(sql).text(id)).await
}

/// The newest version of the workflow, published or not.
///
/// # Errors
/// What the database answers.
pub async fn newest(on: impl Fetch, workflow_id: &str) -> Result<Option<WorkflowVersion>, StoreError> {
    let sql = format!(
        "SELECT {} FROM workflow_versions WHERE workflow_id = $1 ORDER BY version DESC LIMIT 1",
        WorkflowVersion::COLUMNS
    );
    first(on, Statement::new(sql).text(workflow_id)).await
}

/// The newest published version of the workflow: the one that new cases take.
///
/// # Errors
/// What the database answers.
pub async fn published(on: impl Fetch, workflow_id: &str) -> Result<Option<WorkflowVersion>, StoreError> {
    let sql = format!(
        "SELECT {} FROM workflow_versions WHERE workflow_id = $1 AND published_at IS NOT NULL
         ORDER BY version DESC LIMIT 1",
        WorkflowVersion::COLUMNS
    );
    first(on, Statement::new(sql).text(workflow_id)).await
}

/// All versions of the workflow, the oldest first.
///
/// # Errors
/// What the database answers.
pub async fn versions(on: impl Fetch, workflow_id: &str) -> Result<Vec<WorkflowVersion>, StoreError> {
    let sql = format!(
        "SELECT {} FROM workflow_versions WHERE workflow_id = $1 ORDER BY version",
        WorkflowVersion::COLUMNS
    );
    all(on, Statement::new(sql).text(workflow_id)).await
}

/// The ids of all workflows.
///
/// # Errors
/// What the database answers.
pub async fn ids(on: impl Fetch) -> Result<Vec<String>, StoreError> {
    let statement = Statement::new("SELECT DISTINCT workflow_id FROM workflow_versions ORDER BY workflow_id");
    Ok(all::<(String,)>(on, statement).await?.into_iter().map(|(id,)| id).collect())
}
