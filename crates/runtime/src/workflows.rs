//! Workflow versions in memory: BPMN text from the store, made into graphs when first needed.

use crate::error::{Result, RuntimeError};
use crate::given::can_be_stored;
use crate::limits;
use hashlink::LruCache;
use model::graph::Graph;
use notation::bpmn::Document;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use store::Db;
use store::tables::workflows::{self, WorkflowVersion};
use tokio::sync::watch;

/// A version of a workflow, ready to run.
#[derive(Debug)]
pub struct Workflow {
    /// The id of the version, by which cases name it.
    pub version: Arc<str>,
    /// The id of the workflow: that of the BPMN process.
    pub id: Arc<str>,
    /// The number of the version, from 1.
    pub number: i64,
    /// The name for people.
    pub name: String,
    /// What the engine runs.
    pub graph: Arc<Graph>,
}

impl Workflow {
    pub(crate) fn read(row: &WorkflowVersion) -> Result<Self> {
        let damaged = |reason: String| RuntimeError::damaged(&row.id, reason);
        let first = |found: Vec<model::Diagnostic>| {
            found.first().map(|it| it.message.to_string()).unwrap_or_default()
        };
        let document = Document::parse(&row.bpmn).map_err(|found| damaged(first(found)))?;
        let graph = Graph::compile(document.definitions(), &row.workflow_id)
            .map_err(|found| damaged(first(found)))?;
        Ok(Self {
            version: row.id.as_str().into(),
            id: row.workflow_id.as_str().into(),
            number: row.version,
            name: row.name.clone(),
            graph: Arc::new(graph),
        })
    }
}

/// The versions in memory.
#[derive(Debug)]
pub(crate) struct Workflows {
    versions: Mutex<LruCache<Arc<str>, Arc<Workflow>>>,
    published: Mutex<HashMap<String, Published>>,
    deployments: watch::Receiver<u64>,
}

/// Which version new cases of a workflow take.
#[derive(Debug, Clone)]
struct Published {
    workflow: Arc<Workflow>,
    /// The count of deployments when it was looked up, and the time: other processes are not always heard.
    deployments: u64,
    seen_at: i64,
}

impl Workflows {
    pub(crate) fn new(db: &Db) -> Self {
        Self {
            versions: Mutex::new(LruCache::new(limits::WORKFLOWS)),
            published: Mutex::default(),
            deployments: db.woken("workflow_versions"),
        }
    }

    /// The version with this id.
    pub(crate) async fn version(&self, db: &Db, id: &str) -> Result<Arc<Workflow>> {
        if let Some(workflow) = self.versions.lock().unwrap_or_else(PoisonError::into_inner).get(id) {
            return Ok(workflow.clone());
        }
        if !can_be_stored(id) {
            return Err(RuntimeError::no_workflow(id));
        }
        let row = workflows::get(db, id).await?.ok_or_else(|| RuntimeError::no_workflow(id))?;
        self.keep(&row)
    }

    /// The newest published version of the workflow.
    pub(crate) async fn published(&self, db: &Db, workflow_id: &str, now: i64) -> Result<Arc<Workflow>> {
        let deployments = *self.deployments.borrow();
        let fresh = |known: &Published| {
            known.deployments == deployments && (0..limits::SECOND).contains(&(now - known.seen_at))
        };
        let known = self.published.lock().unwrap_or_else(PoisonError::into_inner).get(workflow_id).cloned();
        if let Some(known) = known.filter(fresh) {
            return Ok(known.workflow);
        }
        if !can_be_stored(workflow_id) {
            return Err(RuntimeError::no_workflow(workflow_id));
        }
        let found = workflows::published(db, workflow_id).await?;
        let row = found.ok_or_else(|| RuntimeError::no_workflow(workflow_id))?;
        let cached =
            self.versions.lock().unwrap_or_else(PoisonError::into_inner).get(row.id.as_str()).cloned();
        let workflow = cached.map_or_else(|| self.keep(&row), Ok)?;
        let known = Published { workflow: workflow.clone(), deployments, seen_at: now };
        let mut published = self.published.lock().unwrap_or_else(PoisonError::into_inner);
        if published.len() >= limits::WORKFLOWS {
            published.clear();
        }
        published.insert(workflow_id.to_owned(), known);
        Ok(workflow)
    }

    fn keep(&self, row: &WorkflowVersion) -> Result<Arc<Workflow>> {
        let workflow = Arc::new(Workflow::read(row)?);
        self.remember(&workflow);
        Ok(workflow)
    }

    /// Keeps a version in memory; it is in the database.
    pub(crate) fn remember(&self, workflow: &Arc<Workflow>) {
        let mut versions = self.versions.lock().unwrap_or_else(PoisonError::into_inner);
        versions.insert(workflow.version.clone(), workflow.clone());
    }
}
