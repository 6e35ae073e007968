//! The open incidents of a case, those of its steps and those of effects that were given up.

use crate::Runtime;
use crate::error::{Result, RuntimeError};
use crate::given::can_be_stored;
use engine::Problem;
use store::tables::incidents;

/// An open incident of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseIncident {
    /// Its key. Above 0 the engine's own, for [`engine::Command::ResolveIncident`]; below 0 it is a dead letter.
    pub key: i64,
    /// The step that is stuck; empty: none, the case itself goes on.
    pub element: String,
    /// Since when, µs UTC.
    pub created_at: i64,
    /// What is wrong.
    pub problem: Problem,
}

impl Runtime {
    /// The open incidents of a case, in the order of their keys.
    ///
    /// # Errors
    /// What is stored cannot be read.
    pub async fn incidents(&self, case: &str) -> Result<Vec<CaseIncident>> {
        if !can_be_stored(case) {
            return Ok(Vec::new());
        }
        let rows = incidents::of_case(&self.inner.db, case).await?;
        rows.into_iter()
            .map(|row| {
                let problem = serde_json::from_str(&row.message);
                Ok(CaseIncident {
                    key: row.key,
                    element: row.element,
                    created_at: row.created_at,
                    problem: problem.map_err(|error| RuntimeError::damaged(case, error))?,
                })
            })
            .collect()
    }
}

/// What the row of an incident says of its problem.
pub(crate) fn written(problem: &Problem) -> String {
    serde_json::to_string(problem).unwrap_or_default()
}
