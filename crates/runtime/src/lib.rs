//! Drives the engine on the store: commit, effects, leases, timers, recovery.
//!
//! - **Commands** ([`Runtime::send`]) of a case run one at a time and in order. The engine decides, its events and
//!   every row that follows from them are written in one transaction, shared with other cases; the answer comes
//!   after the commit. The row of the event log must be new: a node that decided on an old state loses and decides
//!   anew.
//! - **Effects** on other cases (calls, messages, signals, what goes on by itself) are rows of the outbox, consumed
//!   in the transaction of what they do: they happen once. **Jobs** of connectors reach the outside and happen at
//!   least once, with an idempotency key.
//! - **Leases**: what a node has taken, others may take when its lease ends.
//! - **Cases** are loaded from their snapshot and the events after it, and stay in memory while they are used.
//!
//! The clock and the ids are parameters ([`Options`]), so that a test decides about both.

mod broadcast;
mod calls;
mod case;
mod clock;
mod connector;
pub mod connectors;
mod correlate;
mod dead_letters;
mod deploy;
mod effects;
mod error;
mod execute;
mod given;
mod ids;
mod incidents;
mod jobs;
mod kept;
pub mod limits;
mod loops;
mod messages;
mod migrate;
mod retention;
mod rows;
mod start;
mod starts;
mod timers;
mod view;
mod work;
mod workflows;

pub use clock::{Clock, ManualClock, SystemClock};
pub use connector::{AnyConnector, COMMON_FAILURES, Call, Connector, Connectors, Failure, Retry};
pub use correlate::Message;
pub use dead_letters::DeadLetter;
pub use deploy::Deployed;
pub use error::{Result, RuntimeError};
pub use ids::{CountedIds, Ids, SystemIds};
pub use incidents::CaseIncident;
pub use jobs::Activated;
pub use retention::{Retained, Retention};
pub use start::NewCase;
pub use view::CaseView;
pub use workflows::Workflow;

/// The text in five languages behind a code of the runtime, as of an incident that it has raised.
pub fn text(code: &str) -> Option<&'static lang::Text> {
    messages::all().find(|text| text.code == code)
}

use case::Cases;
use clock::Last;
use engine::{Calendars, Decisions};
use jiff::tz::TimeZone;
use std::fmt;
use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use store::tables::nodes::{self, Node};
use store::{Db, StoreError};
use work::{Alarm, Queue, Tally, Waiting};
use workflows::Workflows;

/// How a node runs.
#[derive(Clone)]
pub struct Options {
    /// The name of the node. What a node of the same name had taken before is given back when it starts, so no
    /// two nodes that run at the same time may have the same name.
    pub node: String,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// New ids.
    pub ids: Arc<dyn Ids>,
    /// The time zone in which local dates and cron expressions are read.
    pub zone: TimeZone,
    /// What a case may do and hold.
    pub limits: engine::Limits,
    /// What this node does itself.
    pub connectors: Connectors,
    /// Decisions by id.
    pub decisions: Arc<dyn Decisions + Send + Sync>,
    /// Business calendars.
    pub calendars: Arc<dyn Calendars + Send + Sync>,
    /// The folder of the archive; without one nothing is archived, nor erased that is to be archived before. All nodes
    /// should have the same.
    pub archive: Option<PathBuf>,
    /// Whether the node looks by itself for what is due. If not, [`Runtime::tick`] does: for tests.
    pub background: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            node: String::from("main"),
            clock: Arc::new(SystemClock),
            ids: Arc::new(SystemIds::default()),
            zone: TimeZone::UTC,
            limits: engine::Limits::default(),
            connectors: Connectors::none(),
            decisions: Arc::new(engine::Nothing),
            calendars: Arc::new(engine::Nothing),
            archive: None,
            background: true,
        }
    }
}

/// A node. Clones share it.
#[derive(Debug, Clone)]
pub struct Runtime {
    pub(crate) inner: Arc<Inner>,
}

/// What the clones of a node share.
pub(crate) struct Inner {
    pub(crate) db: Db,
    pub(crate) node: String,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ids: Arc<dyn Ids>,
    pub(crate) zone: TimeZone,
    pub(crate) limits: engine::Limits,
    pub(crate) connectors: Connectors,
    pub(crate) decisions: Arc<dyn Decisions + Send + Sync>,
    pub(crate) calendars: Arc<dyn Calendars + Send + Sync>,
    pub(crate) started_at: i64,
    pub(crate) workflows: Workflows,
    pub(crate) cases: Cases,
    pub(crate) queue: Queue,
    pub(crate) timers: Arc<Alarm>,
    pub(crate) outbox: Arc<Alarm>,
    pub(crate) jobs: Arc<Alarm>,
    pub(crate) life: Arc<Alarm>,
    pub(crate) retention: Arc<Alarm>,
    pub(crate) archive: Option<PathBuf>,
    /// When this node last said that it is alive.
    pub(crate) alive: Last,
    /// When it last removed what has expired.
    pub(crate) expired: Last,
    /// When it last looked for messages that were left.
    pub(crate) offered: Last,
    /// What callers have asked for and what the loops are taking.
    pub(crate) on_its_way: Arc<Tally>,
    stopping: AtomicBool,
}

impl fmt::Debug for Inner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Runtime").field("node", &self.node).finish_non_exhaustive()
    }
}

impl Inner {
    /// The time.
    pub(crate) fn now(&self) -> i64 {
        self.clock.now()
    }

    pub(crate) fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::SeqCst)
    }
}

impl Runtime {
    /// Starts a node on a database. What a node of this name had taken before it died is given back first.
    ///
    /// # Errors
    /// The database fails.
    pub async fn start_node(db: Db, options: Options) -> Result<Self> {
        let background = options.background;
        let (runtime, receiver) = Self::new(db, options);
        runtime.give_back().await?;
        tokio::spawn(work::serve(Arc::downgrade(&runtime.inner), receiver));
        if background {
            loops::start(&runtime);
        }
        Ok(runtime)
    }

    /// A node on a database that is only looked at ([`Db::look`]): it shows cases and their histories, takes no
    /// commands, and nothing goes on by it.
    pub fn looking(db: Db, options: Options) -> Self {
        let (runtime, _) = Self::new(db, options);
        runtime.inner.stopping.store(true, Ordering::SeqCst);
        runtime.inner.queue.close();
        runtime
    }

    fn new(db: Db, options: Options) -> (Self, Waiting) {
        let (queue, receiver) = Queue::new();
        let started_at = options.clock.now();
        let inner = Arc::new(Inner {
            workflows: Workflows::new(&db),
            db,
            node: options.node,
            clock: options.clock,
            ids: options.ids,
            zone: options.zone,
            limits: options.limits,
            connectors: options.connectors,
            decisions: options.decisions,
            calendars: options.calendars,
            started_at,
            cases: Cases::new(),
            queue,
            timers: Arc::default(),
            outbox: Arc::default(),
            jobs: Arc::default(),
            life: Arc::default(),
            retention: Arc::default(),
            archive: options.archive,
            alive: Last::default(),
            expired: Last::default(),
            offered: Last::default(),
            on_its_way: Arc::default(),
            stopping: AtomicBool::new(false),
        });
        (Self { inner }, receiver)
    }

    /// Gives back what a node of this name has taken.
    async fn give_back(&self) -> Result<()> {
        let now = self.inner.now();
        // The clock may have been set back since: twice the lease is looked at.
        let until = now.saturating_add(2 * self.longest_lease());
        Ok(nodes::give_back(&self.inner.db, &self.inner.node, now, until).await?)
    }

    /// For how long this node has at most what it takes.
    pub(crate) fn longest_lease(&self) -> i64 {
        self.inner.connectors.all().map(|it| it.lease()).max().unwrap_or(0).max(limits::LEASE)
    }

    /// Stops: takes no more commands, finishes what is being carried out, and gives back the rest.
    ///
    /// # Errors
    /// The database fails; the leases end by themselves then.
    pub async fn stop(self) -> Result<()> {
        self.inner.stopping.store(true, Ordering::SeqCst);
        self.inner.queue.close();
        let longest = Duration::from_micros(limits::STOP.unsigned_abs());
        let rest = async {
            self.inner.on_its_way.rest().await;
            self.inner.queue.rest().await;
        };
        if tokio::time::timeout(longest, rest).await.is_err() {
            tracing::warn!(
                "stopping before everything was carried out; other nodes or the next start go on with it"
            );
        }
        let Inner { timers, outbox, jobs, life, retention, .. } = &*self.inner;
        [timers, outbox, jobs, life, retention].into_iter().for_each(|alarm| alarm.look());
        self.give_back().await?;
        let mut gone = store::WriteSet::new(0);
        gone.delete::<Node>(self.inner.node.clone());
        Ok(self.inner.db.commit(gone).await?)
    }

    /// Does what a caller asks for in a task of its own: a caller who goes away must not leave half of it, and a node
    /// that stops waits for it.
    pub(crate) async fn whole<T, F>(&self, work: impl FnOnce() -> F + Send + 'static) -> Result<T>
    where
        T: Send + 'static,
        F: Future<Output = Result<T>> + Send + 'static,
    {
        let open = self.inner.on_its_way.enter(0);
        self.open_for_business()?;
        let task = tokio::spawn(async move {
            // It is large; made here, it is not moved any more.
            let result = Box::pin(work()).await;
            drop(open);
            result
        });
        task.await.map_err(|_| RuntimeError::Store(StoreError::Closed))?
    }

    /// An error if the node is stopping.
    pub(crate) fn open_for_business(&self) -> Result<()> {
        if self.inner.is_stopping() { Err(messages::STOPPING.message().into()) } else { Ok(()) }
    }

    /// Takes what is due now, as the loops of a node do in the background, and waits until it is done.
    ///
    /// # Errors
    /// The database fails.
    pub async fn tick(&self) -> Result<()> {
        self.take_timers().await?;
        self.settle().await
    }

    /// As [`Runtime::tick`], but lets timers wait.
    ///
    /// # Errors
    /// The database fails.
    pub async fn settle(&self) -> Result<()> {
        self.take_effects().await?;
        self.take_jobs().await?;
        self.rest().await;
        Ok(())
    }

    /// Waits until everything that follows from the commands so far has been done on this node.
    pub async fn rest(&self) {
        self.inner.queue.rest().await;
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.inner.db
    }

    /// The time of this node, µs UTC.
    pub fn now(&self) -> i64 {
        self.inner.now()
    }
}
