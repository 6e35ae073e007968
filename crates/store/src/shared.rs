//! What the database and its writers share.

use crate::bulk::Planner;
use crate::dialect::Dialect;
use crate::error::StoreError;
use crate::fault::{Access, Faults, Lasting, Point, Turn};
use crate::wake::{News, Wakes};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use tokio::sync::mpsc;

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
    /// By what this process is known to the others that have the database open.
    pub name: String,
    /// What the other nodes are still to be told, where there can be some.
    pub announcements: OnceLock<mpsc::Sender<News>>,
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
            // The standard library seeds its hash maps from the operating system's randomness.
            name: format!("{:016x}", RandomState::new().build_hasher().finish()),
            announcements: OnceLock::new(),
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

    /// Waits until this may be done; only tests let it wait. The turn lasts until it is dropped.
    pub async fn turn(&self, access: Access) -> Option<Turn> {
        match &self.faults {
            Some(faults) => faults.turn(access).await,
            None => None,
        }
    }

    /// Something lasting has begun; tests want to know how long it lasts.
    pub fn begun(&self, what: Lasting) -> Option<Turn> {
        self.faults.as_deref().and_then(|faults| faults.begun(what))
    }

    /// A point at which a test can wait for those who share a transaction.
    pub fn gather(&self) {
        if let Some(faults) = &self.faults {
            faults.gather();
        }
    }

    /// An error after a crash.
    pub fn alive(&self) -> Result<(), StoreError> {
        if self.crashed.load(Ordering::SeqCst) { Err(StoreError::Closed) } else { Ok(()) }
    }

    /// Tells those who wait, on this node and on others. It is only to make them look earlier: what finds no room is
    /// left to their looking by themselves.
    pub fn tell(&self, news: &News) {
        if news.is_empty() {
            return;
        }
        self.wakes.tell(news);
        if let Some(announcements) = self.announcements.get() {
            let _ = announcements.try_send(news.clone());
        }
    }
}
