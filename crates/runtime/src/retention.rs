//! Retention: rules that say after how long finished cases are compacted, archived and erased; and the rounds in which
//! one node at a time does so, in small batches with pauses.
//!
//! What was done stands in the row of each case, so a round that is broken off is gone on with by the next one, on
//! whatever node. A batch that was written to the archive but not noted is written again: over the same file, or, if other
//! cases are due by then, into another one. So a case may stand in two files of the archive, with the same lines in both:
//! who reads them takes each case once.

use crate::deploy::checksum;
use crate::error::{Result, RuntimeError};
use crate::given::can_be_stored;
use crate::{Runtime, limits, messages};
use std::future::Future;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use store::retention::{self, Stage};
use store::tables::cases::Case;
use store::tables::retention_rules::{self, RetentionRule};
use store::tables::{nodes, workflows};
use store::{Db, StoreError, WriteSet, shard};

/// After how long from the end of a case something is done with it, in µs; none: never.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Retention {
    /// All but the summary and the events is removed: files, given-up effects.
    pub compact_after: Option<i64>,
    /// The summary and the events are written to the archive; they stay in the database until they are erased.
    pub archive_after: Option<i64>,
    /// Every row is removed, after the case was archived if it is to be. The archive is left as it is.
    pub erase_after: Option<i64>,
}

/// What a round of retention has done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Retained {
    /// Cases that were compacted.
    pub compacted: usize,
    /// Cases that were archived.
    pub archived: usize,
    /// Cases that were erased.
    pub erased: usize,
}

impl Retained {
    fn cases(self) -> usize {
        self.compacted + self.archived + self.erased
    }
}

impl Runtime {
    /// Sets the rule for a workflow, or the one for all that have none of their own. No rule for a workflow: that for
    /// all is its rule again; no rule for all: they are kept for ever.
    ///
    /// # Errors
    /// There is no such workflow, a time is negative, or a later step is due before an earlier one.
    pub async fn set_retention(&self, workflow: Option<&str>, rule: Option<Retention>) -> Result<()> {
        self.open_for_business()?;
        let db = &self.inner.db;
        let workflow_id = workflow.unwrap_or_default().to_owned();
        if let Some(workflow) = workflow
            && (workflow.is_empty()
                || !can_be_stored(workflow)
                || workflows::newest(db, workflow).await?.is_none())
        {
            return Err(RuntimeError::no_workflow(workflow));
        }
        let mut set = WriteSet::new(shard(&workflow_id));
        match rule {
            None => set.delete::<RetentionRule>(workflow_id),
            Some(Retention { compact_after, archive_after, erase_after }) => {
                let times: Vec<i64> =
                    [Some(0), compact_after, archive_after, erase_after].into_iter().flatten().collect();
                if !times.is_sorted() {
                    return Err(messages::RETENTION_ORDER.message().into());
                }
                set.put(RetentionRule { workflow_id, compact_after, archive_after, erase_after });
            }
        }
        db.commit(set).await?;
        self.inner.retention.look();
        Ok(())
    }

    /// The rules: of workflows, and of all that have none of their own (`None`, the first if there is one).
    ///
    /// # Errors
    /// The database fails.
    pub async fn retention(&self) -> Result<Vec<(Option<String>, Retention)>> {
        let rules = retention_rules::every(&self.inner.db).await?.into_iter().map(|rule| {
            let RetentionRule { workflow_id, compact_after, archive_after, erase_after } = rule;
            let workflow = (!workflow_id.is_empty()).then_some(workflow_id);
            (workflow, Retention { compact_after, archive_after, erase_after })
        });
        Ok(rules.collect())
    }

    /// Does a round of what is due by the rules: at most [`limits::RETENTION_CASES`] cases. If another node does
    /// retention, nothing. The loops of a node do this in the background.
    ///
    /// # Errors
    /// The database fails.
    pub async fn retain(&self) -> Result<Retained> {
        let rules = self.retention().await?;
        let mut round = Round { runtime: self, done: Retained::default(), leased_at: None };
        if rules.is_empty() || !round.has_lease().await? {
            return Ok(round.done);
        }
        for workflow in workflows::ids(&self.inner.db).await? {
            if let Some(rule) = rule_of(&rules, &workflow) {
                round.workflow(&workflow, rule).await?;
            }
        }
        Ok(round.done)
    }

    /// A round, and when the next one is due.
    pub(crate) async fn keep_by_rule(&self) -> Result<Option<i64>> {
        let done = self.retain().await?;
        let is_full = done.cases() >= limits::RETENTION_CASES;
        let pause = if is_full { limits::RETENTION_TURN } else { limits::RETENTION_PERIOD };
        Ok(Some(self.inner.now() + pause))
    }
}

/// The workflow's own rule, or that for all.
fn rule_of(rules: &[(Option<String>, Retention)], workflow: &str) -> Option<Retention> {
    let of = |name: Option<&str>| rules.iter().find(|(of, _)| of.as_deref() == name);
    of(Some(workflow)).or_else(|| of(None)).map(|(_, rule)| *rule)
}

/// A step of retention.
#[derive(Debug, Clone)]
enum Step {
    Compact,
    /// Into this folder.
    Archive(PathBuf),
    Erase,
}

impl Step {
    async fn carry_out(&self, db: &Db, cases: &[Case]) -> Result<(), StoreError> {
        match self {
            Step::Compact => retention::compact(db, cases).await,
            Step::Archive(folder) => archive(db, folder, cases).await,
            Step::Erase => retention::erase(db, cases).await,
        }
    }
}

/// A round on its way.
struct Round<'a> {
    runtime: &'a Runtime,
    done: Retained,
    /// When this node last made sure that it is the one.
    leased_at: Option<i64>,
}

impl Round<'_> {
    /// Whether this node is the one that does retention, and may go on.
    async fn has_lease(&mut self) -> Result<bool> {
        let inner = &self.runtime.inner;
        let now = inner.now();
        if inner.is_stopping() {
            return Ok(false);
        }
        let is_fresh = |at: i64| (0..limits::RETENTION_LEASE / 2).contains(&(now - at));
        if self.leased_at.is_some_and(is_fresh) {
            return Ok(true);
        }
        let until = now + limits::RETENTION_LEASE;
        let is_ours = nodes::lease(&inner.db, "retention", &inner.node, now, until).await?;
        self.leased_at = is_ours.then_some(now);
        Ok(is_ours)
    }

    /// Does what is due for a workflow.
    async fn workflow(&mut self, workflow: &str, rule: Retention) -> Result<()> {
        if let (Some(after), Some(folder)) = (rule.archive_after, self.runtime.inner.archive.clone()) {
            let stages = Stage::ALL.into_iter().filter(|stage| !stage.is_archived);
            match self.batches(workflow, after, stages, Step::Archive(folder)).await {
                // The rest can be done all the same; nothing is erased that is not in the archive.
                Err(RuntimeError::Store(StoreError::File(reason))) => {
                    tracing::warn!(workflow, reason, "finished cases could not be archived");
                }
                result => self.done.archived += result?,
            }
        }
        if let Some(after) = rule.erase_after {
            let may_go = |stage: &Stage| stage.is_archived || rule.archive_after.is_none();
            let stages = Stage::ALL.into_iter().filter(may_go);
            self.done.erased += self.batches(workflow, after, stages, Step::Erase).await?;
        }
        if let Some(after) = rule.compact_after {
            let stages = Stage::ALL.into_iter().filter(|stage| !stage.is_compacted);
            self.done.compacted += self.batches(workflow, after, stages, Step::Compact).await?;
        }
        Ok(())
    }

    /// Does a step with all cases that are at one of these stages and ended so long ago, batch by batch; with how many.
    async fn batches(
        &mut self,
        workflow: &str,
        ended_since: i64,
        stages: impl Iterator<Item = Stage>,
        step: Step,
    ) -> Result<usize> {
        let db = self.runtime.inner.db.clone();
        let ended_before = self.runtime.inner.now().saturating_sub(ended_since);
        let mut cases = 0;
        for stage in stages {
            let mut after = (i64::MIN, String::new());
            loop {
                let begun = Instant::now();
                let room = limits::RETENTION_CASES.saturating_sub(self.done.cases() + cases);
                if room == 0 || !self.has_lease().await? {
                    return Ok(cases);
                }
                let mut batch =
                    retention::due(&db, workflow, stage, ended_before, (after.0, &after.1)).await?;
                batch.truncate(room);
                let Some(last) = batch.last() else { break };
                after = (last.ended_at.unwrap_or(i64::MAX), last.id.clone());
                step.carry_out(&db, &batch).await?;
                cases += batch.len();
                pause(begun.elapsed()).await;
            }
        }
        Ok(cases)
    }
}

/// Leaves the database to others for as long as the batch has taken.
fn pause(taken: Duration) -> impl Future<Output = ()> {
    tokio::time::sleep(taken.max(Duration::from_micros(limits::RETENTION_PAUSE.unsigned_abs())))
}

/// Writes the cases into a file of their own, and notes that.
async fn archive(db: &Db, folder: &Path, cases: &[Case]) -> Result<(), StoreError> {
    let (Some(first), Some(last)) = (cases.first(), cases.last()) else { return Ok(()) };
    let bytes = retention::export(db, cases, Vec::new()).await?;
    // By all its cases, so that no file ever takes the place of another one.
    let ids: Vec<&str> = cases.iter().map(|case| case.id.as_str()).collect();
    let which: String = checksum(&ids.join("\n")).chars().take(16).collect();
    let (folder, name) =
        (folder.to_owned(), format!("cases-{}-{}-{which}.jsonl.gz", plain(&first.id), plain(&last.id)));
    let write = tokio::task::spawn_blocking(move || write_file(&folder, &name, &bytes));
    write.await.map_err(|_| StoreError::Closed)??;
    retention::archived(db, cases).await
}

/// An id as part of a file's name.
fn plain(id: &str) -> String {
    id.chars().map(|char| if char.is_ascii_alphanumeric() { char } else { '_' }).collect()
}

/// Writes a file that is there as a whole or not at all.
fn write_file(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let unfinished = folder.join(format!("{name}.part"));
    let mut file = std::fs::File::create(&unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&unfinished, folder.join(name))?;
    // The name is durable only with the folder; not every system lets a folder be opened.
    if let Ok(folder) = std::fs::File::open(folder) {
        folder.sync_all()?;
    }
    Ok(())
}
