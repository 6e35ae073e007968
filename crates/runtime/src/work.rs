//! What a node does by itself: effects, connectors' jobs and due timers, so many at a time.

use crate::error::Result;
use crate::{Runtime, limits};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicUsize, Ordering};
use store::tables::jobs::{self, Job};
use store::tables::outbox::Effect;
use store::tables::subscriptions::StartSubscription;
use store::tables::timers::Timer;
use tokio::sync::{Notify, Semaphore, mpsc};

/// Something that this node has taken and does now.
#[derive(Debug)]
pub(crate) enum Work {
    Effect(Effect),
    Job(Job),
    Timer(Timer),
    Start(StartSubscription),
}

impl Work {
    /// Until when it is this node's.
    fn leased_until(&self) -> i64 {
        match self {
            Work::Effect(effect) => effect.available_at,
            Work::Job(job) => job.available_at,
            Work::Timer(timer) => Some(timer.available_at),
            Work::Start(start) => start.available_at,
        }
        .unwrap_or(i64::MIN)
    }

    /// About how many bytes it takes in memory.
    fn bytes(&self) -> usize {
        match self {
            Work::Effect(effect) => effect.payload.len(),
            Work::Start(start) => start.payload.len(),
            Work::Job(_) | Work::Timer(_) => 0,
        }
    }
}

/// Counts what is on its way.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    open: AtomicUsize,
    /// About how many bytes that is.
    bytes: AtomicUsize,
    at_rest: Notify,
}

impl Tally {
    /// Something of about so many bytes is on its way until what is returned is dropped, also by a panic.
    pub(crate) fn enter(self: &Arc<Self>, bytes: usize) -> OnItsWay {
        self.open.fetch_add(1, Ordering::SeqCst);
        self.bytes.fetch_add(bytes, Ordering::SeqCst);
        OnItsWay { tally: self.clone(), bytes }
    }

    /// Waits until nothing is on its way.
    pub(crate) async fn rest(&self) {
        loop {
            let rest = self.at_rest.notified();
            if self.open.load(Ordering::SeqCst) == 0 {
                return;
            }
            rest.await;
        }
    }
}

/// Something that is on its way.
#[derive(Debug)]
pub(crate) struct OnItsWay {
    tally: Arc<Tally>,
    bytes: usize,
}

impl Drop for OnItsWay {
    fn drop(&mut self) {
        self.tally.bytes.fetch_sub(self.bytes, Ordering::SeqCst);
        if self.tally.open.fetch_sub(1, Ordering::SeqCst) == 1 {
            self.tally.at_rest.notify_waiters();
        }
    }
}

/// Work that waits for a free place.
#[derive(Debug)]
pub(crate) struct Queue {
    sender: mpsc::Sender<(Work, OnItsWay)>,
    /// What waits or is being done.
    open: Arc<Tally>,
    closed: AtomicBool,
}

impl Queue {
    pub(crate) fn new() -> (Self, Waiting) {
        let (sender, receiver) = mpsc::channel(limits::QUEUE);
        (Self { sender, open: Arc::default(), closed: AtomicBool::new(false) }, receiver)
    }

    /// How much more can wait here.
    pub(crate) fn room(&self) -> usize {
        let is_full = self.open.bytes.load(Ordering::Relaxed) >= limits::QUEUE_BYTES;
        if is_full || self.closed.load(Ordering::Relaxed) { 0 } else { self.sender.capacity() }
    }

    /// Whether more can wait here.
    pub(crate) fn has_room(&self) -> bool {
        self.room() > 0
    }

    /// Adds work. What finds no room is left to its lease.
    pub(crate) fn push(&self, work: Work) {
        // What has found no room comes back in the error, and is dropped.
        let open = self.open.enter(work.bytes());
        let _ = self.sender.try_send((work, open));
    }

    /// Takes no more work.
    pub(crate) fn close(&self) {
        self.closed.store(true, Ordering::SeqCst);
    }

    /// Waits until nothing waits and nothing is being done.
    pub(crate) async fn rest(&self) {
        self.open.rest().await;
    }
}

/// The work that waits.
pub(crate) type Waiting = mpsc::Receiver<(Work, OnItsWay)>;

/// Does the work as it comes, until the runtime is gone.
pub(crate) async fn serve(runtime: std::sync::Weak<crate::Inner>, mut queue: Waiting) {
    let places = Arc::new(Semaphore::new(limits::CONCURRENT));
    while let Some((work, open)) = queue.recv().await {
        let Ok(place) = places.clone().acquire_owned().await else { return };
        let Some(inner) = runtime.upgrade() else { return };
        let runtime = Runtime { inner };
        tokio::spawn(async move {
            runtime.do_work(work).await;
            drop((place, open));
        });
    }
}

impl Runtime {
    async fn do_work(&self, work: Work) {
        match self.is_still_ours(&work).await {
            Ok(true) => {}
            Ok(false) => return,
            Err(error) => {
                return tracing::warn!(%error, "the lease of a job could not be renewed; it will be taken again");
            }
        }
        match work {
            Work::Effect(effect) => self.carry_out(effect).await,
            Work::Job(job) => self.run_connector(job).await,
            Work::Timer(timer) => self.fire(timer).await,
            Work::Start(start) => self.fire_start(start).await,
        }
    }

    /// Whether nobody else may have taken what has waited here. A job gets a new lease if what is left of its own is
    /// too short for an attempt.
    async fn is_still_ours(&self, work: &Work) -> Result<bool> {
        let (now, until) = (self.inner.now(), work.leased_until());
        let Work::Job(job) = work else { return Ok(until > now) };
        let Some(connector) = self.inner.connectors.get(&job.kind) else { return Ok(false) };
        let lease = connector.lease();
        // Longer than a lease: the clock was set back.
        if until <= now || (lease - limits::LEASE..=lease).contains(&(until - now)) {
            return Ok(until > now);
        }
        let (db, node) = (&self.inner.db, &self.inner.node);
        Ok(jobs::extend(db, &job.case_id, job.key, node, now.saturating_add(lease)).await?)
    }
}

/// Until when a loop sleeps, and a way to wake it earlier.
#[derive(Debug)]
pub(crate) struct Alarm {
    /// Until when it sleeps; while it does not, the smallest number.
    until: AtomicI64,
    /// The earliest of what it was told to look at since it last looked.
    earliest: AtomicI64,
    ring: Notify,
}

impl Default for Alarm {
    fn default() -> Self {
        Self { until: AtomicI64::new(i64::MIN), earliest: AtomicI64::new(i64::MAX), ring: Notify::new() }
    }
}

impl Alarm {
    /// There is something at this instant.
    pub(crate) fn look_at(&self, at: Option<i64>) {
        let Some(at) = at else { return };
        self.earliest.fetch_min(at, Ordering::SeqCst);
        if at < self.until.load(Ordering::SeqCst) {
            self.ring.notify_one();
        }
    }

    /// There may be something.
    pub(crate) fn look(&self) {
        self.look_at(Some(i64::MIN));
    }

    /// Sleeps until then, or until the earliest instant that somebody has named since the last sleep ended.
    /// Whether it was the latter.
    pub(crate) async fn sleep(&self, clock: &dyn crate::Clock, until: i64) -> bool {
        self.until.store(until, Ordering::SeqCst);
        let was_called = loop {
            let earliest = self.earliest.load(Ordering::SeqCst);
            if earliest <= clock.now() {
                break true;
            }
            tokio::select! {
                () = clock.sleep_until(until.min(earliest)) => break earliest < until,
                () = self.ring.notified() => {}
            }
        };
        self.until.store(i64::MIN, Ordering::SeqCst);
        self.earliest.store(i64::MAX, Ordering::SeqCst);
        was_called
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Clock, ManualClock};
    use std::time::Duration;

    async fn sleeps(alarm: &Alarm, clock: &ManualClock, until: i64) -> bool {
        tokio::time::timeout(Duration::from_millis(20), alarm.sleep(clock, until)).await.is_err()
    }

    #[test]
    fn a_queue_is_full_by_bytes_as_well_until_they_are_done() {
        let (queue, mut waiting) = Queue::new();
        let start = |bytes: usize| {
            Work::Start(StartSubscription {
                workflow_id: String::new(),
                element: String::new(),
                version_id: String::new(),
                kind: String::new(),
                name: String::new(),
                payload: "x".repeat(bytes),
                available_at: None,
                owner: None,
            })
        };
        queue.push(start(limits::QUEUE_BYTES - 1));
        assert!(queue.has_room());
        queue.push(start(1));
        assert!(!queue.has_room());
        drop(waiting.try_recv());
        assert!(queue.has_room());
    }

    #[tokio::test]
    async fn who_is_called_while_awake_does_not_fall_asleep() {
        let (alarm, clock) = (Alarm::default(), ManualClock::new(10));
        alarm.look_at(Some(5));
        assert!(!sleeps(&alarm, &clock, 100).await);
        assert!(sleeps(&alarm, &clock, 100).await, "it was looked at");
    }

    #[tokio::test]
    async fn a_sleeper_is_woken_by_what_comes_earlier_only() {
        let (alarm, clock) = (Arc::new(Alarm::default()), Arc::new(ManualClock::new(10)));
        let sleeper = tokio::spawn({
            let (alarm, clock) = (alarm.clone(), clock.clone());
            async move { (alarm.sleep(&*clock, 100).await, clock.now()) }
        });
        tokio::task::yield_now().await;
        alarm.look_at(Some(200));
        alarm.look_at(Some(50));
        tokio::task::yield_now().await;
        assert!(!sleeper.is_finished());
        clock.set(50);
        assert_eq!(sleeper.await.unwrap(), (true, 50));
        alarm.look();
        assert!(!sleeps(&alarm, &clock, 100).await);
    }
}
