//! A case in memory: loaded from its snapshot and the events after it, kept while it is in use.

use crate::error::{Result, RuntimeError};
use crate::given::can_be_stored;
use crate::limits;
use crate::workflows::{Workflow, Workflows};
use engine::state::CasePhase;
use engine::{Event, State};
use hashlink::LruCache;
use std::sync::{Arc, Mutex, PoisonError};
use store::tables::cases::{self, Case};
use store::tables::events::{self, Snapshot};
use store::{Chain, Db};

/// A case, ready for its next command.
#[derive(Debug)]
pub(crate) struct HotCase {
    pub(crate) row: Case,
    pub(crate) workflow: Arc<Workflow>,
    pub(crate) state: State,
    /// The number of its last command.
    pub(crate) sequence: i64,
    pub(crate) has_snapshot: bool,
    /// Events since the last snapshot, and their bytes.
    events: usize,
    event_bytes: usize,
    /// Bytes of the last snapshot.
    snapshot_bytes: usize,
    /// From how many events on a snapshot is considered: looking how large the case is costs time as well.
    consider_at: usize,
    /// Bytes in memory, about.
    bytes: usize,
    /// The commands that were decided on this state, one on the other, and are perhaps still to be committed.
    pub(crate) chain: Arc<Chain>,
    /// When this state was the newest, or later: a node that has written since has made a commit fail, or will.
    known_at: i64,
    /// For so many commands nothing is decided on what is not committed: another node was faster a short while ago.
    careful: u32,
}

/// Bytes that every case takes, about.
const BASE_BYTES: usize = 2_048;

impl HotCase {
    /// A case that is about to begin.
    pub(crate) fn new(row: Case, workflow: Arc<Workflow>) -> Self {
        let state = State::new();
        let (events, consider_at, bytes) = (0, limits::SNAPSHOT_EVENTS, BASE_BYTES);
        let (event_bytes, snapshot_bytes, chain, careful) = (0, 0, Arc::default(), 0);
        Self {
            row,
            workflow,
            state,
            sequence: 0,
            has_snapshot: false,
            events,
            event_bytes,
            snapshot_bytes,
            consider_at,
            bytes,
            chain,
            known_at: i64::MIN,
            careful,
        }
    }

    /// The chain and how many of it must be committed before anybody may be told what is seen here; none if they are.
    pub(crate) fn pending(&self) -> Option<(Arc<Chain>, u64)> {
        let position = self.chain.position();
        (!self.chain.has_committed(position)).then(|| (self.chain.clone(), position))
    }

    /// Notes that a command was decided on this state at `now`; if it is committed, the state was the newest then.
    pub(crate) fn know(&mut self, now: i64) {
        self.known_at = now;
    }

    /// Whether no other node had a newer state less than `within` µs ago, or what is on its way will show it.
    pub(crate) fn is_known(&self, now: i64, within: i64) -> bool {
        // A clock that was set back says nothing about how long ago it was.
        self.pending().is_some() || (0..within).contains(&now.saturating_sub(self.known_at))
    }

    /// Lets each of the next commands wait for the commit of the one before.
    pub(crate) fn be_careful(&mut self) {
        self.careful = limits::CAREFUL;
    }

    /// Whether this command must be committed before the next one is decided.
    pub(crate) fn is_careful(&mut self) -> bool {
        let is_careful = self.careful > 0;
        self.careful = self.careful.saturating_sub(1);
        is_careful
    }

    /// Loads a case; none if it is not known.
    pub(crate) async fn load(db: &Db, workflows: &Workflows, id: &str) -> Result<Option<Self>> {
        if !can_be_stored(id) {
            return Ok(None);
        }
        let Some(row) = cases::get(db, id).await? else { return Ok(None) };
        let workflow = workflows.version(db, &row.version_id).await?;
        let mut case = Self::new(row, workflow);
        if let Some(snapshot) = events::snapshot(db, id).await? {
            case.state =
                serde_json::from_str(&snapshot.state).map_err(|error| RuntimeError::damaged(id, error))?;
            case.sequence = snapshot.sequence;
            case.has_snapshot = true;
            case.snapshot_bytes = snapshot.state.len();
            case.bytes += 2 * snapshot.state.len();
        }
        loop {
            let page = events::page(db, id, case.sequence).await?;
            for row in &page.rows {
                let events = read_events(id, &row.events)?;
                events.iter().for_each(|event| engine::apply(&mut case.state, event));
                case.sequence = row.sequence;
                case.grow(events.len(), row.events.len());
            }
            if page.is_last {
                break;
            }
        }
        if *case.workflow.version != *case.state.version && !case.state.version.is_empty() {
            case.workflow = workflows.version(db, &case.state.version).await?;
        }
        case.describe();
        Ok(Some(case))
    }

    /// Counts what was added to the log.
    pub(crate) fn grow(&mut self, events: usize, bytes: usize) {
        self.events += events;
        self.event_bytes += bytes;
        self.bytes += bytes;
    }

    /// Makes the row say what the state says.
    pub(crate) fn describe(&mut self) {
        self.row.state = self.word().to_owned();
        self.row.version_id = self.state.version.to_string();
        self.row.outcome = self.state.outcome.as_deref().map(str::to_owned);
        self.row.sequence = self.sequence;
    }

    fn word(&self) -> &'static str {
        match self.state.phase {
            CasePhase::Active if self.state.suspended => "suspended",
            CasePhase::New | CasePhase::Active => "active",
            CasePhase::Completed => "completed",
            CasePhase::Failed => "failed",
            CasePhase::Canceled => "canceled",
        }
    }

    /// The snapshot to be written with the next command, if there are more events since the last one than
    /// anything lives in the case: so a command costs the same however old or large its case is. The same by bytes.
    pub(crate) fn snapshot(&mut self, now: i64) -> Result<Option<Snapshot>> {
        if self.event_bytes < limits::SNAPSHOT_BYTES.max(self.snapshot_bytes) {
            if self.events < self.consider_at {
                return Ok(None);
            }
            let weight = self.state.weight();
            if self.events < weight {
                self.consider_at = weight;
                return Ok(None);
            }
        }
        let state =
            serde_json::to_string(&self.state).map_err(|error| RuntimeError::damaged(&self.row.id, error))?;
        self.events = 0;
        self.event_bytes = 0;
        self.snapshot_bytes = state.len();
        self.consider_at = limits::SNAPSHOT_EVENTS;
        self.bytes = BASE_BYTES + 2 * state.len();
        self.has_snapshot = true;
        let (case_id, shard) = (self.row.id.clone(), self.row.shard);
        Ok(Some(Snapshot { case_id, shard, sequence: self.sequence, at: now, state }))
    }
}

/// The events of a row of the log.
pub(crate) fn read_events(case: &str, text: &str) -> Result<Vec<Event>> {
    serde_json::from_str(text).map_err(|error| RuntimeError::damaged(case, error))
}

/// A case's place in memory. Who holds the lock is the only one who works on the case; the others wait in the
/// order in which they came. The state may be ahead of the database by what is on its way there.
pub(crate) type Slot = Arc<tokio::sync::Mutex<Option<Box<HotCase>>>>;

/// The cases in memory, those used least recently given up first.
#[derive(Debug)]
pub(crate) struct Cases {
    parts: Vec<Mutex<Part>>,
}

#[derive(Debug)]
struct Part {
    slots: LruCache<Arc<str>, (Slot, usize)>,
    bytes: usize,
}

const PARTS: usize = 16;

impl Cases {
    pub(crate) fn new() -> Self {
        let part = || Mutex::new(Part { slots: LruCache::new_unbounded(), bytes: 0 });
        Self { parts: (0..PARTS).map(|_| part()).collect() }
    }

    fn part(&self, id: &str) -> Option<std::sync::MutexGuard<'_, Part>> {
        let part = self.parts.get(store::shard(id) as usize % PARTS)?;
        Some(part.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The place of this case.
    pub(crate) fn slot(&self, id: &str) -> Slot {
        let Some(mut part) = self.part(id) else { return Slot::default() };
        if let Some((slot, _)) = part.slots.get(id) {
            return slot.clone();
        }
        let slot = Slot::default();
        part.slots.insert(id.into(), (slot.clone(), 0));
        slot
    }

    /// Notes how large the case is by now, and gives up others if there is too much.
    pub(crate) fn resize(&self, case: &HotCase) {
        let Some(mut part) = self.part(&case.row.id) else { return };
        let Some((_, bytes)) = part.slots.get_mut(case.row.id.as_str()) else { return };
        let before = std::mem::replace(bytes, case.bytes);
        part.bytes = (part.bytes + case.bytes).saturating_sub(before);
        for _ in 0..part.slots.len() {
            if part.bytes <= limits::CACHE_BYTES / PARTS {
                return;
            }
            let Some((id, (slot, bytes))) = part.slots.remove_lru() else { return };
            if Arc::strong_count(&slot) > 1 {
                part.slots.insert(id, (slot, bytes));
            } else {
                part.bytes = part.bytes.saturating_sub(bytes);
            }
        }
    }

    /// Gives up a case that is not in use any more.
    pub(crate) fn forget(&self, id: &str) {
        let Some(mut part) = self.part(id) else { return };
        if let Some((_, bytes)) = part.slots.remove(id) {
            part.bytes = part.bytes.saturating_sub(bytes);
        }
    }
}
