//! Moving running cases to another version of their workflow.

use crate::Runtime;
use crate::case::HotCase;
use crate::error::{Result, RuntimeError};
use crate::execute::Also;
use crate::workflows::Workflow;
use engine::Command;
use engine::migrate::{self, Plan, Preview};
use std::sync::Arc;

impl Runtime {
    /// What moving the case to a version would do. `renamed` has the old and new id of steps whose id has changed.
    ///
    /// # Errors
    /// There is no such case, version or step.
    pub async fn preview_migration(
        &self,
        case: &str,
        version: &str,
        renamed: &[(Arc<str>, Arc<str>)],
    ) -> Result<Preview> {
        let new = self.version(version).await?;
        let preview = self.look(case, |hot| {
            let plan = Plan::new(&hot.workflow.graph, &new.graph, renamed)?;
            Ok(migrate::preview(&hot.workflow.graph, &new.graph, &hot.state, &plan))
        });
        preview.await?
    }

    /// Moves the case to a version.
    ///
    /// # Errors
    /// There is no such case, version or step, or something active would have no place in the version.
    pub async fn migrate(&self, case: &str, version: &str, renamed: &[(Arc<str>, Arc<str>)]) -> Result<()> {
        let new = self.version(version).await?;
        let (runtime, case, renamed) = (self.clone(), case.to_owned(), renamed.to_vec());
        self.whole(move || async move { runtime.move_case(&case, &new, &renamed).await }).await
    }

    async fn move_case(
        &self,
        case: &str,
        new: &Arc<Workflow>,
        renamed: &[(Arc<str>, Arc<str>)],
    ) -> Result<()> {
        let decide = |hot: &mut HotCase| {
            let old = hot.workflow.clone();
            let plan = Plan::new(&old.graph, &new.graph, renamed)?;
            let env = self.env();
            let events = migrate::migrate(&old.graph, &new.graph, &mut hot.state, &plan, &new.version, &env);
            let events = events.map_err(RuntimeError::NotMigrated)?;
            hot.workflow = new.clone();
            Ok(events)
        };
        // Nothing of it depends on the command but what it says about messages, and it says nothing about them.
        self.change(case, decide, &Command::Resume, &Also::default()).await
    }
}
