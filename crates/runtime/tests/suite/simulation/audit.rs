//! What holds after each step: looks into the database as nobody else does, and follows every case by its log.

use super::outside::{EFFECT, Outside};
use engine::event::Wait;
use engine::state::{CasePhase, Work};
use engine::{Command, Event, Key, State};
use expr::Value;
use model::graph::Graph;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use store::Db;
use store::tables::cases::{self, Case};
use store::tables::events::{self, EventRow};
use store::tables::{incidents, jobs, subscriptions, tasks, timers};
use testkit::ledger::Ledger;

/// A timer that waits for its case to be resumed.
const PARKED: i64 = i64::MAX;

/// One case, as its log tells it.
#[derive(Debug)]
pub struct Seen {
    pub row: Case,
    pub graph: Arc<Graph>,
    pub state: State,
    pub sequence: i64,
    /// When the last command came.
    at: i64,
    ledger: Ledger,
    /// Whether it was suspended at any time: then commands are answered before they are carried out.
    pub was_suspended: bool,
    job_types: HashMap<Key, Arc<str>>,
    /// Jobs that were done.
    pub jobs_done: BTreeSet<Key>,
    waits: HashMap<Key, Wait>,
    /// With which look a subscription was seen to be opened.
    pub opened: HashMap<Key, usize>,
    /// Which signals a subscription has heard.
    heard: BTreeSet<(Key, String)>,
    /// The command that triggered a subscription last.
    pub hits: HashMap<Key, i64>,
    /// How many messages it got, and which.
    messages: usize,
    tokens: BTreeSet<String>,
}

/// Follows all cases.
#[derive(Debug)]
pub struct Audit {
    db: Db,
    graphs: HashMap<String, Arc<Graph>>,
    pub cases: BTreeMap<String, Seen>,
    /// Which case of a workflow got a message.
    receivers: BTreeMap<(String, String), String>,
    /// Which signal has begun which workflow.
    begun: BTreeSet<(String, String)>,
    /// How many looks there were.
    pub looks: usize,
    /// The texts of all log rows, in the order in which they were seen.
    pub log: Vec<String>,
}

fn fault(error: impl std::fmt::Display) -> String {
    error.to_string()
}

impl Audit {
    pub fn new(db: Db) -> Self {
        Self {
            db,
            graphs: HashMap::new(),
            cases: BTreeMap::new(),
            receivers: BTreeMap::new(),
            begun: BTreeSet::new(),
            looks: 0,
            log: Vec::new(),
        }
    }

    /// The database, without waiting for a turn.
    pub fn db(&self) -> &Db {
        &self.db
    }

    /// Makes a version known.
    pub fn know(&mut self, version: &str, graph: Arc<Graph>) {
        self.graphs.insert(version.to_owned(), graph);
    }

    /// The cases that run, in the order of their ids.
    pub fn active(&self) -> impl Iterator<Item = (&String, &Seen)> {
        self.cases.iter().filter(|(_, case)| case.state.is_active())
    }

    /// Looks at everything that is new; cases that have ended are left to [`Audit::compare_all`].
    ///
    /// # Errors
    /// The first thing that must not be.
    pub async fn look(&mut self) -> Result<(), String> {
        self.looks += 1;
        let rows = cases::page(&self.db, "", i64::MAX).await.map_err(fault)?;
        check_calls(&rows)?;
        check_start_keys(&rows)?;
        for row in rows {
            let id = row.id.clone();
            if self.cases.get(&id).is_some_and(|case| case.sequence > 0 && !case.state.is_active()) {
                continue;
            }
            let known = self.cases.get(&id).map_or(0, |case| case.sequence);
            let news = events::after(&self.db, &id, known, i64::MAX).await.map_err(fault)?;
            self.enter(row)?;
            if news.is_empty() && known > 0 {
                continue;
            }
            self.follow(&id, news).await.map_err(|why| format!("case {id}: {why}"))?;
            self.compare(&id).await.map_err(|why| format!("case {id}: {why}"))?;
        }
        Ok(())
    }

    /// Compares the rows of all cases with their logs, whether they have news or not.
    ///
    /// # Errors
    /// The first difference.
    pub async fn compare_all(&self) -> Result<(), String> {
        for (id, case) in &self.cases {
            let last = events::last_sequence(&self.db, id).await.map_err(fault)?;
            same("last command", &last, &case.sequence).map_err(|why| format!("case {id}: {why}"))?;
            self.compare(id).await.map_err(|why| format!("case {id}: {why}"))?;
        }
        Ok(())
    }

    fn enter(&mut self, row: Case) -> Result<(), String> {
        let graph = self.graphs.get(&row.version_id);
        let graph = graph.ok_or_else(|| format!("no version {}", row.version_id))?.clone();
        match self.cases.get_mut(&row.id) {
            Some(case) => case.row = row,
            None => {
                let id = row.id.clone();
                self.cases.insert(id, Seen::new(row, graph));
            }
        }
        Ok(())
    }

    async fn follow(&mut self, id: &str, news: Vec<EventRow>) -> Result<(), String> {
        let snapshot = events::snapshot(&self.db, id).await.map_err(fault)?;
        let case = self.cases.get_mut(id).ok_or("unknown")?;
        for row in news {
            if row.sequence != case.sequence + 1 {
                return Err(format!("command {} follows on {}", row.sequence, case.sequence));
            }
            if row.at < case.at {
                return Err(format!("command {} is older than the one before", row.sequence));
            }
            (case.sequence, case.at) = (row.sequence, row.at);
            let events: Vec<Event> = serde_json::from_str(&row.events).map_err(fault)?;
            for event in &events {
                if let Event::Subscribed { key, .. } = event {
                    case.opened.insert(*key, self.looks);
                }
                case.take(event, &self.graphs)?;
            }
            case.hear(&events)?;
            if let Some(signal) = begun_by(&events)
                && !self.begun.insert((case.row.workflow_id.clone(), signal.clone()))
            {
                return Err(format!("{} was begun twice by signal {signal}", case.row.workflow_id));
            }
            case.ledger.check(&case.graph, &case.state)?;
            if let Some(saved) = snapshot.as_ref().filter(|saved| saved.sequence == row.sequence) {
                let saved: State = serde_json::from_str(&saved.state).map_err(fault)?;
                if saved != case.state {
                    return Err(format!("the snapshot of command {} is not what its log says", row.sequence));
                }
            }
            self.log.push(format!("{id} {} {} {}", row.sequence, row.at, row.events));
        }
        if case.messages != case.tokens.len() {
            return Err(format!("{} messages were taken, but they were {:?}", case.messages, case.tokens));
        }
        for token in &case.tokens {
            let place = (case.row.workflow_id.clone(), token.clone());
            let first = self.receivers.entry(place).or_insert_with(|| id.to_owned());
            if first != id {
                return Err(format!("{} took {token} already in case {first}", case.row.workflow_id));
            }
        }
        Ok(())
    }

    /// The rows of a case have to be what its log says.
    async fn compare(&self, id: &str) -> Result<(), String> {
        let case = self.cases.get(id).ok_or("unknown")?;
        let state = &case.state;
        let word = match state.phase {
            CasePhase::Active if state.suspended => "suspended",
            CasePhase::New | CasePhase::Active => "active",
            CasePhase::Completed => "completed",
            CasePhase::Failed => "failed",
            CasePhase::Canceled => "canceled",
        };
        same("state", &case.row.state.as_str(), &word)?;
        same("end", &case.row.ended_at.is_some(), &!state.is_active())?;
        same("version", &case.row.version_id.as_str(), &&*state.version)?;
        let rows = jobs::of_case(&self.db, id).await.map_err(fault)?;
        let found: Vec<_> =
            rows.iter().map(|job| (job.key, job.retries, job.available_at.is_some())).collect();
        let work = state.instances.iter().map(|(key, it)| (*key, &it.work));
        let expected: Vec<_> = work
            .clone()
            .filter_map(|(key, work)| match work {
                Work::Job { retries, .. } => Some((number(key), i64::from(*retries), *retries > 0)),
                _ => None,
            })
            .collect();
        same("jobs", &found, &expected)?;
        let rows = tasks::of_case(&self.db, id).await.map_err(fault)?;
        let found: Vec<_> = rows.iter().map(|task| task.key).collect();
        let expected: Vec<_> =
            work.filter(|(_, work)| matches!(work, Work::Task(_))).map(|(key, _)| number(key)).collect();
        same("tasks", &found, &expected)?;
        let rows = incidents::of_case(&self.db, id).await.map_err(fault)?;
        let found: Vec<_> = rows.iter().map(|incident| incident.key).collect();
        same("incidents", &found, &state.incidents.keys().map(|key| number(*key)).collect())?;
        let rows = timers::of_case(&self.db, id).await.map_err(fault)?;
        let found: Vec<_> = rows.iter().map(|timer| (timer.key, timer.due_at)).collect();
        same("timers", &found, &case.timers())?;
        let rows = subscriptions::of_case(&self.db, id).await.map_err(fault)?;
        let found: Vec<_> = rows.iter().map(|row| row.key).collect();
        let waits = |wait: &Wait| matches!(wait, Wait::Message { .. } | Wait::Signal { .. });
        let open = state.subscriptions.iter().filter(|(_, it)| waits(&it.wait));
        same("subscriptions", &found, &open.map(|(key, _)| number(*key)).collect())
    }

    /// Whether the message with this token has reached a case of this workflow. What a suspended case holds may be
    /// dropped with it.
    pub fn has_reached(&self, workflow: &str, token: &str) -> bool {
        let may_hold = |case: &Seen| case.row.workflow_id == workflow && case.was_suspended;
        self.receivers.contains_key(&(workflow.to_owned(), token.to_owned()))
            || self.cases.values().any(may_hold)
    }

    /// Every job of a connector that is done has had its effect.
    ///
    /// # Errors
    /// The first one that has not.
    pub fn check_effects(&self, outside: &Outside) -> Result<(), String> {
        for (id, case) in &self.cases {
            let done =
                case.jobs_done.iter().filter(|key| case.job_types.get(key).is_some_and(|it| &**it == EFFECT));
            for key in done {
                if !outside.has_done(&format!("{id}-{}", key.0)) {
                    return Err(format!("case {id}: job {} is done, but nothing has happened", key.0));
                }
            }
        }
        Ok(())
    }
}

impl Seen {
    fn new(row: Case, graph: Arc<Graph>) -> Self {
        Self {
            row,
            graph,
            state: State::new(),
            sequence: 0,
            at: 0,
            ledger: Ledger::default(),
            was_suspended: false,
            job_types: HashMap::new(),
            jobs_done: BTreeSet::new(),
            waits: HashMap::new(),
            opened: HashMap::new(),
            heard: BTreeSet::new(),
            hits: HashMap::new(),
            messages: 0,
            tokens: BTreeSet::new(),
        }
    }

    fn take(&mut self, event: &Event, graphs: &HashMap<String, Arc<Graph>>) -> Result<(), String> {
        match event {
            Event::CaseStarted(started) if started.caller.is_none() => {
                let token = text(started.variables.get("token"));
                self.messages += usize::from(token.is_some());
                self.tokens.extend(token);
            }
            Event::VariablesSet { values, .. } => {
                let own = self.state.variables().and_then(|variables| text(variables.get("me")));
                let own = own.map(|me| format!("from {me}"));
                self.tokens.extend(text(values.get("token")).filter(|token| Some(token) != own.as_ref()));
            }
            Event::JobCreated { key, job_type, .. } => {
                self.job_types.insert(*key, job_type.clone());
            }
            Event::JobCompleted { key } => {
                self.jobs_done.insert(*key);
            }
            Event::Subscribed { key, wait, .. } => {
                self.waits.insert(*key, wait.clone());
            }
            Event::Rescheduled { key, due, .. } => {
                if let Some(Wait::Timer { due: old, .. }) = self.waits.get_mut(key) {
                    *old = *due;
                }
            }
            Event::Triggered { key } => self.trigger(*key)?,
            Event::CaseSuspended => self.was_suspended = true,
            Event::Migrated { version, .. } => {
                self.graph = graphs.get(&**version).ok_or("moved to an unknown version")?.clone();
            }
            _ => {}
        }
        engine::apply(&mut self.state, event);
        self.ledger.book(event);
        Ok(())
    }

    fn trigger(&mut self, key: Key) -> Result<(), String> {
        self.hits.insert(key, self.sequence);
        match self.waits.get(&key) {
            Some(Wait::Message { .. }) => self.messages += 1,
            Some(Wait::Timer { due, .. }) if self.at < *due => {
                return Err(format!("timer {} fired {} µs too early", key.0, due - self.at));
            }
            _ => {}
        }
        Ok(())
    }

    /// Notes which signal a subscription has heard. Of what a suspended case has held it is not known which is which.
    fn hear(&mut self, events: &[Event]) -> Result<(), String> {
        let keys = events.iter().filter_map(|event| match event {
            Event::Triggered { key } if matches!(self.waits.get(key), Some(Wait::Signal { .. })) => {
                Some(*key)
            }
            _ => None,
        });
        let signals = events.iter().filter_map(|event| match event {
            Event::VariablesSet { values, .. } => values.get("signal").map(ToString::to_string),
            _ => None,
        });
        let (keys, signals): (Vec<Key>, BTreeSet<String>) = (keys.collect(), signals.collect());
        match (keys.as_slice(), signals.first()) {
            ([key], Some(signal)) if signals.len() == 1 && !self.heard.insert((*key, signal.clone())) => {
                Err(format!("subscription {} has heard signal {signal} twice", key.0))
            }
            _ => Ok(()),
        }
    }

    /// Key and time of the timers that must be there.
    fn timers(&self) -> Vec<(i64, i64)> {
        let is_parked = |key: Key| self.state.held.contains(&Command::FireTimer { key });
        let timers = self.state.subscriptions.iter().filter_map(|(key, it)| match it.wait {
            Wait::Timer { .. } if is_parked(*key) => Some((number(*key), PARKED)),
            Wait::Timer { due, .. } => Some((number(*key), due)),
            _ => None,
        });
        timers.collect()
    }
}

/// The signal that has begun a case.
fn begun_by(events: &[Event]) -> Option<String> {
    events.iter().find_map(|event| match event {
        Event::CaseStarted(started) if started.caller.is_none() => {
            started.variables.get("signal").map(ToString::to_string)
        }
        _ => None,
    })
}

/// A call has at most one case that runs. It can have another one after an incident.
fn check_calls(rows: &[Case]) -> Result<(), String> {
    let mut calls = BTreeSet::new();
    for row in rows.iter().filter(|row| row.ended_at.is_none()) {
        if let (Some(parent), Some(key)) = (&row.parent_id, row.parent_key)
            && !calls.insert((parent, key))
        {
            return Err(format!("two cases run that case {parent} has called by {key}"));
        }
    }
    Ok(())
}

/// A key has started at most one case that still runs.
fn check_start_keys(rows: &[Case]) -> Result<(), String> {
    let mut open = BTreeSet::new();
    for row in rows.iter().filter(|row| row.ended_at.is_none()) {
        if let Some(key) = &row.start_key
            && !open.insert((&row.workflow_id, key))
        {
            return Err(format!("two cases of {} run that were started by {key}", row.workflow_id));
        }
    }
    Ok(())
}

pub(super) fn text(value: Option<&Value>) -> Option<String> {
    match value {
        Some(Value::String(text)) => Some(text.to_string()),
        _ => None,
    }
}

fn number(key: Key) -> i64 {
    i64::try_from(key.0).unwrap_or(i64::MAX)
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, found: &T, expected: &T) -> Result<(), String> {
    match found == expected {
        true => Ok(()),
        false => Err(format!("{what}: the rows say {found:?}, the log says {expected:?}")),
    }
}
