//! The runtime as a place where scenarios run, with a node that can die at every commit and starts again.

use engine::state::CasePhase;
use engine::{Command, Decisions, Event, State};
use expr::{Context, Evaluation, Variables, dmn};
use jiff::tz::TimeZone;
use model::graph::Graph;
use runtime::{CountedIds, ManualClock, NewCase, Options, Runtime, RuntimeError};
use std::future::Future;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use store::tables::{cases, outbox, subscriptions, timers};
use store::{Db, Faults, Point, StoreError};
use testkit::host::{CaseInfo, Host, Message, Refused};
use testkit::scenario::Setup;
use testkit::world::Office;

/// Memory instead of a disk, where there is such a directory: what dies in these tests is the node, not the machine.
pub fn fast_directory() -> PathBuf {
    let memory = PathBuf::from("/dev/shm");
    if memory.is_dir() { memory } else { std::env::temp_dir() }
}

/// A SQLite file with all tables and nothing in them, and what keeps it alive.
pub fn empty_database() -> Result<(tempfile::TempDir, PathBuf), String> {
    let directory = tempfile::tempdir_in(fast_directory()).map_err(|error| error.to_string())?;
    let file = directory.path().join("empty.db");
    let tokio = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let tokio = tokio.map_err(|error| error.to_string())?;
    tokio.block_on(async {
        let db = Db::open(&file.display().to_string()).await.map_err(|error| error.to_string())?;
        db.close().await;
        Ok::<_, String>(())
    })?;
    Ok((directory, file))
}

/// At which commits the node dies. Its lives are of 0, 1, 2, 3, 4 commits, and from the beginning again: what takes
/// several commits would never be done by a node that dies at each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Crashes {
    Never,
    /// The first life ends before a commit, the second after one …
    BeforeFirst,
    /// The first life ends after a commit, the second before one …
    AfterFirst,
    /// Once, after so many commits, before or after the next one.
    Once(usize, Point),
}

/// Lives are as long as this at most, in commits.
const LIVES: usize = 5;

/// Makes the node die at commits of its work, not while it starts.
#[derive(Debug)]
struct Plan {
    crashes: Crashes,
    armed: AtomicBool,
    lives: AtomicUsize,
    /// Commits in all lives.
    of_all: AtomicUsize,
    /// Commits in this life.
    of_life: AtomicUsize,
    /// Commits since the last call of the scenario began.
    of_call: AtomicUsize,
}

impl Plan {
    fn new(crashes: Crashes) -> Self {
        let [lives, of_all, of_life, of_call] = [const { AtomicUsize::new(0) }; 4];
        Self { crashes, armed: AtomicBool::new(false), lives, of_all, of_life, of_call }
    }

    /// Where this life ends, and after how many of its commits; none: not at all.
    fn end(&self) -> Option<(usize, Point)> {
        let life = self.lives.load(Ordering::SeqCst);
        let is_even = (life + life / LIVES).is_multiple_of(2);
        match self.crashes {
            Crashes::Never => None,
            Crashes::Once(commits, point) => (life == 0).then_some((commits, point)),
            Crashes::BeforeFirst if is_even => Some((life % LIVES, Point::BeforeCommit)),
            Crashes::AfterFirst if !is_even => Some((life % LIVES, Point::BeforeCommit)),
            _ => Some((life % LIVES, Point::AfterCommit)),
        }
    }
}

impl Faults for Plan {
    fn crash(&self, point: Point) -> bool {
        if !self.armed.load(Ordering::SeqCst) {
            return false;
        }
        let commits = self.of_life.load(Ordering::SeqCst);
        let dies = self.end().is_some_and(|(allowed, at)| at == point && commits >= allowed);
        if point == Point::AfterCommit {
            self.of_all.fetch_add(1, Ordering::SeqCst);
            self.of_call.fetch_add(1, Ordering::SeqCst);
            self.of_life.fetch_add(1, Ordering::SeqCst);
        }
        if dies {
            // One death for each life: the others find the store closed.
            self.armed.store(false, Ordering::SeqCst);
            self.lives.fetch_add(1, Ordering::SeqCst);
        }
        dies
    }
}

/// The decisions that were deployed.
#[derive(Debug, Default)]
struct Models(RwLock<Vec<dmn::Model>>);

impl Decisions for Models {
    fn decide(
        &self,
        id: &str,
        inputs: &dyn Variables,
        env: &expr::Env,
    ) -> Option<Result<Evaluation, lang::Message>> {
        let models = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let has = |model: &&dmn::Model| model.decisions().iter().any(|decision| *decision.id == *id);
        let model = models.iter().rev().find(has)?;
        Some(model.decide(id, inputs, env))
    }
}

/// The runtime as a place where scenarios run.
pub struct RuntimeHost {
    tokio: tokio::runtime::Runtime,
    target: String,
    plan: Arc<Plan>,
    clock: Arc<ManualClock>,
    ids: Arc<CountedIds>,
    models: Arc<Models>,
    zone: TimeZone,
    limits: engine::Limits,
    node: Runtime,
}

fn refused(error: RuntimeError) -> Refused {
    match &error {
        error if error.is_callers() => Refused::by(&error.message()),
        error => Refused::fault(error),
    }
}

fn is_dead(error: &RuntimeError) -> bool {
    matches!(error, RuntimeError::Store(StoreError::Closed))
}

impl RuntimeHost {
    pub fn new(target: String, crashes: Crashes, setup: &Setup) -> Result<Self, String> {
        let tokio = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let tokio = tokio.map_err(|error| error.to_string())?;
        let plan = Arc::new(Plan::new(crashes));
        let clock = Arc::new(ManualClock::new(setup.now));
        let ids = Arc::new(CountedIds::default());
        let models = Arc::new(Models::default());
        let zone = TimeZone::get(&setup.zone).map_err(|error| error.to_string())?;
        let limits = setup.limits.clone();
        let options = options(&clock, &ids, &models, &zone, &limits);
        let node = tokio.block_on(open(&target, &plan, options)).map_err(|error| error.to_string())?;
        Ok(Self { tokio, target, plan, clock, ids, models, zone, limits, node })
    }

    /// How many commits there were, and how often the node has died.
    pub fn counts(&self) -> (usize, usize) {
        (self.plan.of_all.load(Ordering::SeqCst), self.plan.lives.load(Ordering::SeqCst))
    }

    /// The node has died: another one starts on what it has left.
    fn revive(&mut self) -> Result<(), Refused> {
        let options = options(&self.clock, &self.ids, &self.models, &self.zone, &self.limits);
        self.node = self.tokio.block_on(open(&self.target, &self.plan, options)).map_err(Refused::fault)?;
        Ok(())
    }

    /// Asks the node for something. If the node dies before it has committed that, it is asked again.
    fn ask<T, F>(&mut self, ask: impl Fn(Runtime) -> F) -> Result<Option<T>, Refused>
    where
        F: Future<Output = Result<T, RuntimeError>>,
    {
        loop {
            self.plan.of_call.store(0, Ordering::SeqCst);
            match self.tokio.block_on(ask(self.node.clone())) {
                Ok(answer) => return Ok(Some(answer)),
                Err(error) if is_dead(&error) => {
                    let is_done = self.plan.of_call.load(Ordering::SeqCst) > 0;
                    self.revive()?;
                    if is_done {
                        return Ok(None);
                    }
                }
                Err(error) => return Err(refused(error)),
            }
        }
    }

    /// Fires the timers that are due now, and lets the node come to rest.
    fn fire(&mut self) -> Result<(), Refused> {
        let node = self.node.clone();
        match self.tokio.block_on(node.tick()) {
            Err(error) if is_dead(&error) => self.revive()?,
            result => result.map_err(refused)?,
        }
        self.settle()
    }

    /// Lets the node come to rest; timers wait.
    fn settle(&mut self) -> Result<(), Refused> {
        for _ in 0..10_000 {
            let node = self.node.clone();
            let result = self.tokio.block_on(async {
                node.settle().await?;
                Ok::<_, RuntimeError>(outbox::next(node.db()).await?)
            });
            let now = self.node.now();
            match result {
                Ok(None) => return Ok(()),
                // An effect waits for another one.
                Ok(Some(at)) if at > now && at <= now + runtime::limits::EFFECT_TURN => self.clock.set(at),
                Ok(Some(at)) if at > now => {
                    return Err(Refused::fault(format!("an effect is left until {at}")));
                }
                Ok(Some(_)) => {}
                Err(error) if is_dead(&error) => self.revive()?,
                Err(error) => return Err(refused(error)),
            }
        }
        Err(Refused::fault("the node does not come to rest"))
    }

    fn read<T>(&self, read: impl Future<Output = T>) -> T {
        self.tokio.block_on(read)
    }
}

fn options(
    clock: &Arc<ManualClock>,
    ids: &Arc<CountedIds>,
    models: &Arc<Models>,
    zone: &TimeZone,
    limits: &engine::Limits,
) -> Options {
    Options {
        clock: clock.clone(),
        ids: ids.clone(),
        zone: zone.clone(),
        limits: limits.clone(),
        decisions: models.clone(),
        calendars: Arc::new(Office),
        background: false,
        ..Options::default()
    }
}

async fn open(target: &str, plan: &Arc<Plan>, options: Options) -> Result<Runtime, RuntimeError> {
    let db = Db::open_with(store::Options { target: target.to_owned(), faults: Some(plan.clone()) }).await?;
    let node = Runtime::start_node(db, options).await?;
    plan.of_life.store(0, Ordering::SeqCst);
    plan.armed.store(true, Ordering::SeqCst);
    Ok(node)
}

async fn next_timer(db: &Db) -> Result<Option<i64>, StoreError> {
    let (of_cases, of_starts) = (timers::next(db).await?, subscriptions::next_start(db).await?);
    Ok(of_cases.into_iter().chain(of_starts).min())
}

impl Host for RuntimeHost {
    fn deploy(&mut self, bpmn: &str) -> Result<(), Refused> {
        self.ask(|node| async move { node.deploy(bpmn).await.map(|_| ()) })?;
        self.settle()
    }

    fn deploy_decisions(&mut self, dmn: &str) -> Result<(), Refused> {
        let model = dmn::Model::parse(dmn).map_err(|found| Refused::fault(format!("{found:#?}")))?;
        self.models.0.write().unwrap_or_else(PoisonError::into_inner).push(model);
        Ok(())
    }

    fn start(&mut self, process: &str, at: Option<&str>, variables: Context) -> Result<Arc<str>, Refused> {
        let known = self.cases().len();
        let new = NewCase {
            workflow: process.to_owned(),
            element: at.map(str::to_owned),
            business_key: None,
            variables,
        };
        let id = self.ask(|node| {
            let new = new.clone();
            async move { node.start(new).await }
        })?;
        // Who died after the commit could not say the id.
        let id = match id {
            Some(id) => id.into(),
            None => self
                .cases()
                .get(known)
                .map(|case| case.id.clone())
                .ok_or_else(|| Refused::fault("lost a case"))?,
        };
        self.settle()?;
        Ok(id)
    }

    fn send(&mut self, case: &str, command: Command) -> Result<(), Refused> {
        self.ask(|node| {
            let command = command.clone();
            async move { node.send(case, command).await }
        })?;
        self.settle()
    }

    fn publish(&mut self, message: Message) -> Result<(), Refused> {
        let message = runtime::Message {
            name: message.name.to_string(),
            key: message.key.to_string(),
            ttl: message.ttl,
            id: None,
            variables: message.variables,
        };
        self.ask(|node| {
            let message = message.clone();
            async move { node.publish(message).await }
        })?;
        self.settle()
    }

    fn broadcast(&mut self, signal: &str, variables: Context) -> Result<(), Refused> {
        self.ask(|node| {
            let variables = variables.clone();
            async move { node.broadcast(signal, variables).await }
        })?;
        self.settle()
    }

    fn advance(&mut self, to: i64) -> Result<(), Refused> {
        for _ in 0..100_000 {
            let next = self.read(next_timer(self.node.db()));
            match next {
                Ok(Some(due)) if due <= to => {
                    self.clock.set(due);
                    self.fire()?;
                }
                Ok(_) => {
                    self.clock.set(to);
                    return Ok(());
                }
                Err(StoreError::Closed) => self.revive()?,
                Err(error) => return Err(Refused::fault(error)),
            }
        }
        Err(Refused::fault("more timers than any scenario means"))
    }

    fn migrate(&mut self, case: &str, mapping: &[(String, String)]) -> Result<(), Refused> {
        let renamed: Vec<(Arc<str>, Arc<str>)> =
            mapping.iter().map(|(old, new)| (old.as_str().into(), new.as_str().into())).collect();
        let renamed = &renamed;
        self.ask(|node| async move {
            let workflow = node.case(case).await?.row.workflow_id;
            let version = node.workflow(&workflow).await?.version.clone();
            node.migrate(case, &version, renamed).await
        })?;
        self.settle()
    }

    fn now(&self) -> i64 {
        self.node.now()
    }

    fn cases(&self) -> Vec<CaseInfo> {
        let rows = self.read(cases::page(self.node.db(), "", 100_000)).unwrap_or_default();
        let phase = |state: &str| match state {
            "completed" => CasePhase::Completed,
            "failed" => CasePhase::Failed,
            "canceled" => CasePhase::Canceled,
            _ => CasePhase::Active,
        };
        let info = |row: cases::Case| CaseInfo {
            id: row.id.into(),
            process: row.workflow_id.into(),
            phase: phase(&row.state),
        };
        rows.into_iter().map(info).collect()
    }

    fn state(&self, case: &str) -> Option<State> {
        self.read(self.node.case(case)).ok().map(|view| view.state)
    }

    fn events(&self, case: &str, from: usize) -> Vec<Event> {
        let history = self.read(self.node.history(case, 0, i64::MAX)).unwrap_or_default();
        history.into_iter().flat_map(|(_, _, events)| events).skip(from).collect()
    }

    fn graph(&self, version: &str) -> Option<Arc<Graph>> {
        self.read(self.node.version(version)).ok().map(|workflow| workflow.graph.clone())
    }
}
