//! What the database and its writers share.

use crate::bulk::{Planner, Step};
use crate::dialect::Dialect;
use crate::error::StoreError;
use crate::fault::{Faults, Point};
use crate::statement::Statement;
use crate::wake::Wakes;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// What group commit has written since the database was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// Transactions.
    pub groups: u64,
    /// Write sets in them.
    pub sets: u64,
    /// Bytes of their values.
    pub bytes: u64,
}

/// What the database and its writers share.
#[derive(Debug)]
pub struct Shared {
    /// Which database it is.
    pub dialect: Dialect,
    /// Makes bulk statements.
    pub planner: Planner,
    /// Who waits for work.
    pub wakes: Wakes,
    faults: Option<Arc<dyn Faults>>,
    crashed: AtomicBool,
    groups: AtomicU64,
    sets: AtomicU64,
    bytes: AtomicU64,
}

impl Shared {
    /// For a database of this kind.
    pub fn new(dialect: Dialect, faults: Option<Arc<dyn Faults>>) -> Self {
        Self {
            dialect,
            planner: Planner::new(dialect),
            wakes: Wakes::default(),
            faults,
            crashed: AtomicBool::new(false),
            groups: AtomicU64::new(0),
            sets: AtomicU64::new(0),
            bytes: AtomicU64::new(0),
        }
    }

    /// Counts a group that was committed.
    pub fn count(&self, sets: usize, bytes: usize) {
        self.groups.fetch_add(1, Ordering::Relaxed);
        self.sets.fetch_add(sets as u64, Ordering::Relaxed);
        self.bytes.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    /// What was counted.
    pub fn written(&self) -> Written {
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        Written { groups: read(&self.groups), sets: read(&self.sets), bytes: read(&self.bytes) }
    }

    /// A point at which a test can make the process die.
    pub fn pass(&self, point: Point) -> Result<(), StoreError> {
        self.alive()?;
        if self.faults.as_deref().is_some_and(|faults| faults.crash(point)) {
            self.crashed.store(true, Ordering::SeqCst);
        }
        self.alive()
    }

    /// An error after a crash.
    pub fn alive(&self) -> Result<(), StoreError> {
        if self.crashed.load(Ordering::SeqCst) { Err(StoreError::Closed) } else { Ok(()) }
    }

    /// The step that tells other nodes, where there can be some.
    pub fn notify_step(&self, tables: &BTreeSet<&'static str>) -> Option<Step> {
        let sql = self.dialect.notify().filter(|_| !tables.is_empty())?;
        let names: Vec<&str> = tables.iter().copied().collect();
        Some(Statement::new(sql).bind(names.join(" ")).into())
    }

    /// Wakes those who wait on this node.
    pub fn wake(&self, tables: &BTreeSet<&'static str>) {
        tables.iter().for_each(|table| self.wakes.wake(table));
    }
}
