//! The time, as a parameter: the real one, or one that a test moves.

use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::sync::watch;

/// Says what time it is, in microseconds since 1970-01-01 UTC.
pub trait Clock: Debug + Send + Sync {
    /// The time.
    fn now(&self) -> i64;
    /// Returns when it is `at` or later.
    fn sleep_until(&self, at: i64) -> Pin<Box<dyn Future<Output = ()> + Send + '_>>;
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> i64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_micros()).unwrap_or(i64::MAX)
    }

    fn sleep_until(&self, at: i64) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        let wait = u64::try_from(at.saturating_sub(self.now())).unwrap_or(0);
        Box::pin(tokio::time::sleep(Duration::from_micros(wait)))
    }
}

/// When something was done last; at first never.
#[derive(Debug)]
pub(crate) struct Last(AtomicI64);

impl Default for Last {
    fn default() -> Self {
        Self(AtomicI64::new(i64::MIN))
    }
}

impl Last {
    /// It is done at `now`.
    pub(crate) fn note(&self, now: i64) {
        self.0.store(now, Ordering::Relaxed);
    }

    /// Whether it was done `period` µs ago or earlier, or the clock was set back since.
    pub(crate) fn is_past(&self, now: i64, period: i64) -> bool {
        !(0..period).contains(&now.saturating_sub(self.0.load(Ordering::Relaxed)))
    }

    /// Whether the clock was set back since.
    pub(crate) fn is_to_come(&self, now: i64) -> bool {
        self.0.load(Ordering::Relaxed) > now
    }
}

/// A clock that stands still until it is set.
#[derive(Debug)]
pub struct ManualClock {
    now: watch::Sender<i64>,
}

impl ManualClock {
    /// A clock that shows `now`.
    pub fn new(now: i64) -> Self {
        Self { now: watch::Sender::new(now) }
    }

    /// Moves the clock to `now`; it never goes back.
    pub fn set(&self, now: i64) {
        self.now.send_modify(|shown| *shown = now.max(*shown));
    }
}

impl Clock for ManualClock {
    fn now(&self) -> i64 {
        *self.now.borrow()
    }

    fn sleep_until(&self, at: i64) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        let mut now = self.now.subscribe();
        Box::pin(async move {
            // The sender lives as long as the clock, which is borrowed here.
            let _ = now.wait_for(|now| *now >= at).await;
        })
    }
}
