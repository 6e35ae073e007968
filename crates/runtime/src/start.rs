//! Starting a case from outside.

use crate::error::Result;
use crate::execute::Also;
use crate::given::check_text;
use crate::{Runtime, messages, rows};
use engine::command::Start;
use expr::Context;

/// A case to be started.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NewCase {
    /// The workflow; its newest published version is taken.
    pub workflow: String,
    /// A start event with a trigger; the plain ones if absent.
    pub element: Option<String>,
    /// The caller's own number for it.
    pub business_key: Option<String>,
    /// What it starts with.
    pub variables: Context,
}

impl Runtime {
    /// Starts a case and returns its id after the commit.
    ///
    /// # Errors
    /// There is no such workflow or start event, the business key is too long or cannot be stored, or the engine
    /// refuses it.
    pub async fn start(&self, new: NewCase) -> Result<String> {
        self.open_for_business()?;
        check_text(&messages::A_BUSINESS_KEY, new.business_key.as_deref().unwrap_or_default())?;
        let runtime = self.clone();
        self.whole(move || async move { runtime.start_case(new).await }).await
    }

    async fn start_case(&self, new: NewCase) -> Result<String> {
        let now = self.inner.now();
        let version = self.inner.workflows.published(&self.inner.db, &new.workflow, now).await?;
        let at = match &new.element {
            None => None,
            Some(element) => Some(version.graph.find(element).ok_or_else(|| {
                messages::NO_START.message().with("workflow", &new.workflow).with("element", element)
            })?),
        };
        let id = self.inner.ids.next(now);
        let mut row = rows::new_case(&id, &new.workflow, &version.version, now);
        row.business_key = new.business_key;
        let start = Start {
            case: id.as_str().into(),
            version: version.version.clone(),
            at,
            variables: new.variables,
            caller: None,
        };
        self.begin(version, row, start, Also::default()).await?;
        Ok(id)
    }
}
