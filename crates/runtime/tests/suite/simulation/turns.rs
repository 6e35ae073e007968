//! Who may do something next. Everything that nodes do with the store waits here for its turn; the simulation gives
//! one turn after another and waits in between until all is quiet, so that a history depends on its seed alone.
//!
//! All nodes, clients and the simulation itself are tasks of one thread. That thread parks when no task can go on:
//! then everybody waits for a turn, for a client, or for the clock.

use std::collections::BTreeMap;
use std::future::poll_fn;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};
use store::{Access, Faults, Lasting, Point, Turn, Waiting};
use tokio::sync::oneshot;

/// How strictly turns are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// One at a time: the same seed gives the same history. For SQLite, where there is one writer.
    Strict,
    /// Another turn is given while the database is still at work on those before. For PostgreSQL, where who holds a
    /// lock may wait for its own turn.
    Free,
}

/// Those who wait for their turn, and what is going on.
#[derive(Debug)]
pub struct Turns {
    order: Order,
    inner: Mutex<Inner>,
    gathered: Condvar,
}

#[derive(Debug, Default)]
struct Inner {
    /// In the order of their coming.
    waiting: Vec<Waiter>,
    /// The threads that write on SQLite, by the life of their node.
    writers: BTreeMap<usize, Writer>,
    going_on: usize,
    transactions: usize,
    lives: usize,
    is_quiet: bool,
    /// The history is over.
    is_over: bool,
    simulation: Option<Waker>,
}

#[derive(Debug)]
struct Waiter {
    life: usize,
    access: Access,
    go: oneshot::Sender<()>,
}

/// What a writing thread has to do.
#[derive(Debug, Default)]
struct Writer {
    /// Write sets in its queue.
    queued: usize,
    /// Write sets that it writes now, and whose answers nobody has heard.
    writing: usize,
    may_gather: bool,
}

/// Somebody who could go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Who waits for this, at this place of the queue.
    Waiter { life: usize, access: Access, at: usize },
    /// The writing thread of this life, with all that has queued up.
    Writer { life: usize, queued: usize },
}

impl Choice {
    /// Whether it is to write what has queued up.
    pub fn is_group(self) -> bool {
        matches!(self, Self::Writer { .. } | Self::Waiter { access: Access::Group, .. })
    }

    /// Whose turn it would be.
    pub fn life(self) -> usize {
        match self {
            Self::Waiter { life, .. } | Self::Writer { life, .. } => life,
        }
    }
}

impl Inner {
    fn is_busy(&self) -> bool {
        self.going_on > 0 || self.writers.values().any(|writer| writer.writing > 0)
    }

    /// Whether this can be done now. SQLite has one writer at a time, and each node one thread for writing.
    fn is_possible(&self, life: usize, access: Access) -> bool {
        let has_queue = self.writers.get(&life).is_some_and(|writer| writer.queued > 0);
        match access {
            Access::Write | Access::Begin => self.transactions == 0 && !has_queue,
            Access::Open | Access::Read | Access::Statement | Access::Group | Access::Answer => true,
        }
    }
}

impl Turns {
    pub fn new(order: Order) -> Arc<Self> {
        Arc::new(Self { order, inner: Mutex::default(), gathered: Condvar::new() })
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The thread is about to park.
    pub fn parked(&self) {
        let mut inner = self.inner();
        let is_busy = inner.is_busy() && (self.order == Order::Strict || inner.waiting.is_empty());
        if !is_busy && let Some(simulation) = inner.simulation.take() {
            inner.is_quiet = true;
            simulation.wake();
        }
    }

    /// Returns when nobody can go on by himself.
    pub async fn quiet(&self) {
        let wait = poll_fn(|context| {
            let mut inner = self.inner();
            if std::mem::take(&mut inner.is_quiet) {
                return Poll::Ready(());
            }
            inner.simulation = Some(context.waker().clone());
            Poll::Pending
        });
        wait.await;
    }

    /// Whether the database is at work.
    pub fn is_busy(&self) -> bool {
        self.inner().is_busy()
    }

    /// Who could go on.
    pub fn choices(&self) -> Vec<Choice> {
        let inner = self.inner();
        let waiting = inner.waiting.iter().enumerate();
        let possible = waiting
            .filter(|(_, it)| self.order == Order::Free || inner.is_possible(it.life, it.access))
            .map(|(at, it)| Choice::Waiter { life: it.life, access: it.access, at });
        let writers = inner.writers.iter().filter(|(_, it)| it.queued > 0 && inner.transactions == 0);
        let writers = writers.map(|(life, it)| Choice::Writer { life: *life, queued: it.queued });
        possible.chain(writers.filter(|_| self.order == Order::Strict)).collect()
    }

    /// Lets somebody go on.
    pub fn give(&self, choice: Choice) {
        let mut inner = self.inner();
        match choice {
            Choice::Waiter { at, .. } => {
                let waiter = inner.waiting.remove(at);
                drop(inner);
                // Who does not wait any more has been given up with its node.
                let _ = waiter.go.send(());
            }
            Choice::Writer { life, .. } => {
                let writer = inner.writers.entry(life).or_default();
                writer.writing += std::mem::take(&mut writer.queued);
                writer.may_gather = true;
                self.gathered.notify_all();
            }
        }
    }

    /// The history is over: nobody waits any more.
    pub fn end(&self) {
        let mut inner = self.inner();
        inner.is_over = true;
        inner.waiting.clear();
        self.gathered.notify_all();
    }

    async fn wait(self: &Arc<Self>, life: usize, access: Access) -> Option<Turn> {
        let (go, gone) = oneshot::channel();
        self.inner().waiting.push(Waiter { life, access, go });
        gone.await.ok()?;
        self.inner().going_on += usize::from(access != Access::Answer);
        let what = if access == Access::Answer { What::Answer } else { What::Turn };
        Some(Box::new(Going { turns: self.clone(), life, what }))
    }

    fn begun(self: &Arc<Self>, life: usize, what: Lasting) -> Turn {
        let mut inner = self.inner();
        match what {
            Lasting::Transaction => inner.transactions += 1,
            Lasting::Member => inner.writers.entry(life).or_default().queued += 1,
        }
        drop(inner);
        Box::new(Going { turns: self.clone(), life, what: What::Lasting(what) })
    }

    fn gather(&self, life: usize) {
        let must_wait = |inner: &mut Inner| {
            let may_gather = inner.writers.get_mut(&life).map(|writer| &mut writer.may_gather);
            !inner.is_over && !may_gather.is_some_and(std::mem::take)
        };
        let inner = self.gathered.wait_while(self.inner(), must_wait);
        drop(inner.unwrap_or_else(PoisonError::into_inner));
    }
}

/// Something that is going on.
#[derive(Debug)]
struct Going {
    turns: Arc<Turns>,
    life: usize,
    what: What,
}

#[derive(Debug)]
enum What {
    Turn,
    Answer,
    Lasting(Lasting),
}

impl Drop for Going {
    fn drop(&mut self) {
        let mut inner = self.turns.inner();
        match self.what {
            What::Turn => inner.going_on -= 1,
            What::Answer => {}
            What::Lasting(Lasting::Transaction) => inner.transactions -= 1,
            What::Lasting(Lasting::Member) => {
                let writer = inner.writers.entry(self.life).or_default();
                let of = if writer.writing > 0 { &mut writer.writing } else { &mut writer.queued };
                *of = of.saturating_sub(1);
            }
        }
    }
}

/// One life of a node: it waits for its turns, and ends at a commit.
#[derive(Debug)]
pub struct Life {
    turns: Arc<Turns>,
    pub number: usize,
    fate: Mutex<Fate>,
}

#[derive(Debug, Default)]
struct Fate {
    end: Option<(usize, Point)>,
    commits: usize,
    is_over: bool,
}

impl Life {
    pub fn new(turns: &Arc<Turns>) -> Arc<Self> {
        let mut inner = turns.inner();
        inner.lives += 1;
        Arc::new(Self { turns: turns.clone(), number: inner.lives, fate: Mutex::default() })
    }

    fn fate(&self) -> MutexGuard<'_, Fate> {
        self.fate.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The node dies after so many further commits, before or after the next one; or lives on.
    pub fn end_at(&self, end: Option<(usize, Point)>) {
        self.fate().end = end;
    }

    /// How many commits there were.
    pub fn commits(&self) -> usize {
        self.fate().commits
    }

    pub fn is_over(&self) -> bool {
        self.fate().is_over
    }
}

impl Faults for Life {
    fn crash(&self, point: Point) -> bool {
        let mut fate = self.fate();
        fate.commits += usize::from(point == Point::AfterCommit);
        match &mut fate.end {
            Some((0, at)) if *at == point => fate.is_over = true,
            Some((left, _)) if point == Point::AfterCommit => *left = left.saturating_sub(1),
            _ => {}
        }
        fate.is_over
    }

    fn turn(&self, access: Access) -> Waiting<'_> {
        Box::pin(self.turns.wait(self.number, access))
    }

    fn begun(&self, what: Lasting) -> Option<Turn> {
        Some(self.turns.begun(self.number, what))
    }

    fn gather(&self) {
        self.turns.gather(self.number);
    }
}
