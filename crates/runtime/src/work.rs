//! What a node does by itself: effects, connectors' jobs and due timers, so many at a time.

use crate::{Runtime, limits};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicUsize, Ordering};
use store::tables::jobs::Job;
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

/// Work that waits for a free place.
#[derive(Debug)]
pub(crate) struct Queue {
    sender: mpsc::Sender<Work>,
    /// What waits or is being done.
    open: AtomicUsize,
    at_rest: Notify,
    closed: AtomicBool,
}

impl Queue {
    pub(crate) fn new() -> (Self, mpsc::Receiver<Work>) {
        let (sender, receiver) = mpsc::channel(limits::QUEUE);
        let queue = Self {
            sender,
            open: AtomicUsize::new(0),
            at_rest: Notify::new(),
            closed: AtomicBool::new(false),
        };
        (queue, receiver)
    }

    /// How much more can wait here.
    pub(crate) fn room(&self) -> usize {
        if self.closed.load(Ordering::Relaxed) { 0 } else { self.sender.capacity() }
    }

    /// Whether more can wait here.
    pub(crate) fn has_room(&self) -> bool {
        self.room() > 0
    }

    /// Adds work. What finds no room is left to its lease.
    pub(crate) fn push(&self, work: Work) {
        self.open.fetch_add(1, Ordering::SeqCst);
        if self.sender.try_send(work).is_err() {
            self.finish();
        }
    }

    fn finish(&self) {
        if self.open.fetch_sub(1, Ordering::SeqCst) == 1 {
            self.at_rest.notify_waiters();
        }
    }

    /// Takes no more work.
    pub(crate) fn close(&self) {
        self.closed.store(true, Ordering::SeqCst);
    }

    /// Waits until nothing waits and nothing is being done.
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

/// Does the work as it comes, until the runtime is gone.
pub(crate) async fn serve(runtime: std::sync::Weak<crate::Inner>, mut queue: mpsc::Receiver<Work>) {
    let places = Arc::new(Semaphore::new(limits::CONCURRENT));
    while let Some(work) = queue.recv().await {
        let Ok(place) = places.clone().acquire_owned().await else { return };
        let Some(inner) = runtime.upgrade() else { return };
        let runtime = Runtime { inner };
        tokio::spawn(async move {
            match work {
                Work::Effect(effect) => runtime.carry_out(effect).await,
                Work::Job(job) => runtime.run_connector(job).await,
                Work::Timer(timer) => runtime.fire(timer).await,
                Work::Start(start) => runtime.fire_start(start).await,
            }
            drop(place);
            runtime.inner.queue.finish();
        });
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
