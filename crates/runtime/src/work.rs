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
#[derive(Debug, Default)]
pub(crate) struct Alarm {
    until: AtomicI64,
    ring: Notify,
}

impl Alarm {
    /// There is something at this instant.
    pub(crate) fn look_at(&self, at: Option<i64>) {
        if at.is_some_and(|at| at < self.until.load(Ordering::SeqCst)) {
            self.look();
        }
    }

    /// There may be something.
    pub(crate) fn look(&self) {
        self.ring.notify_one();
    }

    /// Sleeps until then, or until somebody has called.
    pub(crate) async fn sleep(&self, clock: &dyn crate::Clock, until: i64) {
        self.until.store(until, Ordering::SeqCst);
        tokio::select! {
            () = clock.sleep_until(until) => {}
            () = self.ring.notified() => {}
        }
        self.until.store(0, Ordering::SeqCst);
    }
}
