//! The loops of a node: what is due is taken under a lease and given to the node's workers.

use crate::error::{Result, RuntimeError};
use crate::work::{Alarm, Work};
use crate::{Inner, Runtime, limits};
use std::future::Future;
use std::sync::Arc;
use std::time::{Duration, Instant};
use store::tables::nodes::{self, Node};
use store::tables::{incidents, jobs, messages, outbox, subscriptions, timers};
use store::{StoreError, WriteSet};

/// Starts all loops.
pub(crate) fn start(runtime: &Runtime) {
    let inner = &runtime.inner;
    // What is to be taken may have been made by another node; the other loops know their time themselves.
    let (soon, late) = (limits::IDLE, i64::MAX);
    tokio::spawn(run(inner, &inner.timers, soon, async |runtime: &Runtime| runtime.take_timers().await));
    tokio::spawn(run(inner, &inner.outbox, soon, async |runtime: &Runtime| runtime.take_effects().await));
    tokio::spawn(run(inner, &inner.jobs, soon, async |runtime: &Runtime| runtime.take_jobs().await));
    tokio::spawn(run(inner, &inner.life, late, async |runtime: &Runtime| runtime.keep_house().await));
    tokio::spawn(run(inner, &inner.retention, late, async |runtime: &Runtime| runtime.keep_by_rule().await));
    hear(inner);
}

/// Lets the loops look when there is something for them, from here or from another node.
fn hear(inner: &Arc<Inner>) {
    let node = Arc::downgrade(inner);
    let (timers, outbox) = (inner.timers.clone(), inner.outbox.clone());
    let jobs = inner.connectors.all().next().map(|_| inner.jobs.clone());
    inner.db.listen(Box::new(move |table, at| {
        let hears = |name: &str| table == name || table.is_empty();
        if hears("timers") || hears("start_subscriptions") {
            timers.look_at(Some(at));
        }
        if hears("outbox") {
            outbox.look_at(Some(at));
        }
        if hears("jobs")
            && let Some(jobs) = &jobs
        {
            jobs.look_at(Some(at));
        }
        node.strong_count() > 0
    }));
}

/// Runs a step again and again: it says when it wants to run next, and does not sleep for longer than `longest` µs.
/// While it sleeps it does not keep the node alive.
fn run<F>(inner: &Arc<Inner>, alarm: &Arc<Alarm>, longest: i64, step: F) -> impl Future<Output = ()> + use<F>
where
    F: AsyncFn(&Runtime) -> Result<Option<i64>>,
{
    let (node, alarm, clock) = (Arc::downgrade(inner), alarm.clone(), inner.clock.clone());
    async move {
        let gather = Duration::from_micros(limits::GATHER.unsigned_abs());
        while let Some(inner) = node.upgrade() {
            // A node that stops waits for what is just being taken.
            let open = inner.on_its_way.enter(0);
            if inner.is_stopping() {
                return;
            }
            let runtime = Runtime { inner };
            let begun = Instant::now();
            let next = match step(&runtime).await {
                Ok(next) => next,
                Err(RuntimeError::Store(StoreError::Closed)) => return,
                Err(error) => {
                    tracing::warn!(%error, "a loop of the node failed and goes on");
                    Some(clock.now() + limits::DATABASE_PAUSE)
                }
            };
            drop((open, runtime));
            let idle = clock.now().saturating_add(longest);
            let was_called = alarm.sleep(&*clock, next.map_or(idle, |next| next.min(idle))).await;
            if was_called {
                tokio::time::sleep(gather.saturating_sub(begun.elapsed())).await;
            }
        }
    }
}

impl Runtime {
    /// How much may be taken now.
    fn room(&self) -> i64 {
        i64::try_from(self.inner.queue.room()).unwrap_or(i64::MAX).min(limits::BATCH)
    }

    /// Takes the timers that are due; says when the next one is.
    pub(crate) async fn take_timers(&self) -> Result<Option<i64>> {
        let (db, now, node) = (&self.inner.db, self.inner.now(), &self.inner.node);
        let next_start = subscriptions::next_start(db).await?;
        if next_start.is_some_and(|at| at <= now) {
            let starts = subscriptions::take_starts(db, node, now, now + limits::LEASE, self.room()).await?;
            starts.into_iter().for_each(|start| self.inner.queue.push(Work::Start(start)));
        }
        let next = timers::next(db).await?;
        if next.is_some_and(|at| at <= now) {
            let taken = timers::take(db, node, now, now + limits::LEASE, self.room()).await?;
            taken.into_iter().for_each(|timer| self.inner.queue.push(Work::Timer(timer)));
            return Ok(Some(self.soon(timers::next(db).await?)));
        }
        Ok(next.into_iter().chain(next_start).min().map(|at| self.soon(Some(at))))
    }

    /// Takes effects that nobody carries out: those of dead nodes, and those that are tried again.
    pub(crate) async fn take_effects(&self) -> Result<Option<i64>> {
        let (db, now) = (&self.inner.db, self.inner.now());
        let next = outbox::next(db).await?;
        if next.is_none_or(|at| at > now) {
            return Ok(next);
        }
        let taken = outbox::take(db, &self.inner.node, now, now + limits::LEASE, self.room()).await?;
        taken.into_iter().for_each(|effect| self.inner.queue.push(Work::Effect(effect)));
        Ok(Some(self.soon(outbox::next(db).await?)))
    }

    /// Takes jobs of this node's connectors that nobody does.
    pub(crate) async fn take_jobs(&self) -> Result<Option<i64>> {
        let (db, node) = (&self.inner.db, &self.inner.node);
        let mut soonest = None;
        for connector in self.inner.connectors.all() {
            let (now, kind) = (self.inner.now(), connector.kind());
            let mut next = jobs::next(db, kind).await?;
            if next.is_some_and(|at| at <= now) && self.room() > 0 {
                let taken = jobs::take(db, kind, node, now, now + connector.lease(), self.room()).await?;
                taken.into_iter().for_each(|job| self.inner.queue.push(Work::Job(job)));
                next = Some(self.soon(jobs::next(db, kind).await?));
            }
            soonest = soonest.into_iter().chain(next).min();
        }
        Ok(soonest)
    }

    /// Not at once again when the workers are busy.
    fn soon(&self, next: Option<i64>) -> i64 {
        let pause = if self.inner.queue.has_room() { 0 } else { limits::EFFECT_TURN };
        next.unwrap_or(i64::MAX).max(self.inner.now() + pause)
    }

    /// Says that the node is alive; removes what has expired, and offers messages that were left. Says when to do so
    /// again. A node in the background does it by itself.
    ///
    /// # Errors
    /// The database fails.
    pub async fn keep_house(&self) -> Result<Option<i64>> {
        let (db, now, node) = (&self.inner.db, self.inner.now(), &self.inner.node);
        let mut alive = WriteSet::new(0);
        alive.put(Node {
            id: node.clone(),
            program: env!("CARGO_PKG_VERSION").to_owned(),
            started_at: self.inner.started_at,
            seen_at: now,
        });
        db.commit(alive).await?;
        if self.inner.alive.is_to_come(now) {
            let kinds = self.inner.connectors.all().map(|connector| connector.kind());
            nodes::cap_leases(db, now.saturating_add(self.longest_lease()), kinds).await?;
        }
        self.inner.alive.note(now);
        if nodes::lease(db, "housekeeping", node, now, now + limits::EXPIRY).await? {
            if self.inner.expired.is_past(now, limits::EXPIRY) {
                nodes::forget(db, now - limits::NODE_FORGOTTEN).await?;
                while messages::expire(db, now, limits::EXPIRED_PAGE).await? > 0 {}
                incidents::remove_of_ended(db).await?;
                self.inner.expired.note(now);
            }
            self.offer_what_was_left().await?;
        }
        Ok(Some(now + limits::HEARTBEAT))
    }
}
