//! Deploying: a BPMN document becomes the newest version of each workflow in it.

use crate::error::{Result, RuntimeError};
use crate::workflows::Workflow;
use crate::{Runtime, limits, messages, starts};
use model::graph::Graph;
use notation::bpmn::Document;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::sync::Arc;
use store::tables::subscriptions;
use store::tables::subscriptions::StartSubscription;
use store::tables::workflows::{self, WorkflowVersion};
use store::{WriteSet, shard};

/// What a deployment made of one process.
#[derive(Debug, Clone)]
pub struct Deployed {
    /// The version that new cases take from now on.
    pub workflow: Arc<Workflow>,
    /// Whether it is new; a document that says the same as the newest version makes no new one.
    pub is_new: bool,
}

impl Runtime {
    /// Makes each executable process of the document the newest version of its workflow. New cases take it;
    /// running ones stay on theirs.
    ///
    /// # Errors
    /// The document cannot be read or one of its processes cannot run; then nothing is deployed.
    pub async fn deploy(&self, bpmn: &str) -> Result<Vec<Deployed>> {
        let (size, limit) = (bpmn.len(), limits::BPMN_BYTES);
        if size > limit {
            let too_long = messages::TOO_LONG.message().with("what", "BPMN");
            return Err(too_long.with("size", size).with("limit", limit).into());
        }
        let document = Document::parse(bpmn).map_err(RuntimeError::Invalid)?;
        let definitions = document.definitions();
        let executable = definitions.processes.iter().filter(|process| process.executable);
        let mut compiled = Vec::new();
        for process in executable {
            let graph = Graph::compile(definitions, &process.id).map_err(RuntimeError::Invalid)?;
            let name = process.name.as_deref().unwrap_or(&process.id).to_owned();
            compiled.push((graph, name));
        }
        if compiled.is_empty() {
            return Err(messages::NO_PROCESS.message().into());
        }
        let checksum = checksum(bpmn);
        let mut deployed = Vec::new();
        let mut tx = self.inner.db.begin().await?;
        for (graph, name) in compiled {
            let newest = workflows::newest(&mut tx, &graph.id).await?;
            if let Some(same) =
                newest.as_ref().filter(|it| it.checksum == checksum && it.published_at.is_some())
            {
                deployed.push(Deployed { workflow: Arc::new(Workflow::read(same)?), is_new: false });
                continue;
            }
            let number = newest.map_or(1, |newest| newest.version + 1);
            let now = self.inner.now();
            let row = WorkflowVersion {
                id: format!("{}:{number}", graph.id),
                workflow_id: graph.id.to_string(),
                version: number,
                checksum: checksum.clone(),
                bpmn: bpmn.to_owned(),
                created_at: now,
                name: name.clone(),
                published_at: Some(now),
            };
            let (version, id) = (row.id.as_str().into(), graph.id.clone());
            let set = self.deployment(&mut tx, &graph, row).await?;
            tx.add(&set).await?;
            let workflow = Arc::new(Workflow { version, id, number, name, graph: Arc::new(graph) });
            deployed.push(Deployed { workflow, is_new: true });
        }
        tx.commit().await?;
        deployed.iter().for_each(|it| self.inner.workflows.remember(&it.workflow));
        self.inner.timers.look();
        Ok(deployed)
    }

    /// The rows of a new version: itself, and its start events in place of those of the version before.
    async fn deployment(&self, tx: &mut store::Tx, graph: &Graph, row: WorkflowVersion) -> Result<WriteSet> {
        let mut set = WriteSet::new(shard(&graph.id));
        for old in subscriptions::starts_of(tx, &graph.id).await? {
            set.delete2::<StartSubscription>(old.workflow_id, old.element);
        }
        let (version, now, zone) = (row.id.as_str(), row.created_at, &self.inner.zone);
        let starts = starts::subscriptions(graph, version, now, zone).map_err(RuntimeError::Invalid)?;
        let receives = starts::receive_subscriptions(graph, version).map_err(RuntimeError::Invalid)?;
        starts.into_iter().chain(receives).for_each(|row| set.put(row));
        set.insert(row);
        Ok(set)
    }

    /// The version that new cases of the workflow take.
    ///
    /// # Errors
    /// There is no such workflow.
    pub async fn workflow(&self, id: &str) -> Result<Arc<Workflow>> {
        self.inner.workflows.published(&self.inner.db, id, self.inner.now()).await
    }

    /// The version with this id.
    ///
    /// # Errors
    /// There is no such version.
    pub async fn version(&self, id: &str) -> Result<Arc<Workflow>> {
        self.inner.workflows.version(&self.inner.db, id).await
    }
}

/// SHA-256 in hexadecimal digits.
pub(crate) fn checksum(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing into a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
