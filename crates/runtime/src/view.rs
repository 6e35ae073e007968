//! Looking at cases.

use crate::Runtime;
use crate::case::read_events;
use crate::error::{Result, RuntimeError};
use crate::given::can_be_stored;
use crate::workflows::Workflow;
use engine::{Event, State};
use std::sync::Arc;
use store::tables::cases::Case;
use store::tables::events;

/// A case as it stands.
#[derive(Debug, Clone)]
pub struct CaseView {
    /// Its row: workflow, start, end, keys.
    pub row: Case,
    /// Where it stands.
    pub state: State,
    /// The version of the workflow on which it runs.
    pub workflow: Arc<Workflow>,
    /// The number of its last command.
    pub sequence: i64,
}

impl Runtime {
    /// The case as it stands.
    ///
    /// # Errors
    /// There is no such case.
    pub async fn case(&self, id: &str) -> Result<CaseView> {
        let view = self.look(id, |case| CaseView {
            row: case.row.clone(),
            state: case.state.clone(),
            workflow: case.workflow.clone(),
            sequence: case.sequence,
        });
        view.await
    }

    /// What happened in a case after this command, in order: the number of each command, its time and its events; at
    /// most `limit` commands.
    ///
    /// # Errors
    /// What is stored cannot be read.
    pub async fn history(&self, id: &str, after: i64, limit: i64) -> Result<Vec<(i64, i64, Vec<Event>)>> {
        if !can_be_stored(id) {
            return Ok(Vec::new());
        }
        let rows = events::after(&self.inner.db, id, after, limit).await?;
        rows.into_iter()
            .map(|row| Ok::<_, RuntimeError>((row.sequence, row.at, read_events(id, &row.events)?)))
            .collect()
    }
}
