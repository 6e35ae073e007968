//! A world of cases in memory: many workflows and versions, a simulated clock, no randomness.
//!
//! It does what a server does around the engine, in the simplest way that is right, so that scenarios have a
//! reference: called cases, messages with a time to live, signals, timers, start events.

mod calendar;
mod deployment;
mod effects;
mod messages;
mod migration;
mod starts;

pub use calendar::Office;

use crate::host::{CaseInfo, Host, Message, Refused};
use crate::scenario::Setup;
use deployment::Deployments;
use effects::Pending;
use engine::command::Start;
use engine::event::Wait;
use engine::{Command, Env, Event, Key, Limits, State};
use expr::Context;
use jiff::tz::TimeZone;
use messages::Buffer;
use model::graph::Graph;
use starts::StartTimer;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

/// How a world holds its cases between commands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// As they are.
    Straight,
    /// After each command the state is made anew from all events, and has to be equal.
    Replay,
    /// After each command the state and the events go through JSON, and the case goes on with what came back.
    SaveRestore,
}

impl Mode {
    /// All modes.
    pub const ALL: [Mode; 3] = [Mode::Straight, Mode::Replay, Mode::SaveRestore];

    /// For the names of tests.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Straight => "straight",
            Self::Replay => "replay",
            Self::SaveRestore => "restore",
        }
    }
}

/// A world of cases.
#[derive(Debug)]
pub struct World {
    mode: Mode,
    now: i64,
    zone: TimeZone,
    limits: Limits,
    deployments: Deployments,
    cases: Vec<Case>,
    by_id: HashMap<Arc<str>, usize>,
    buffer: Buffer,
    start_timers: Vec<StartTimer>,
    /// What is still to be done, and how many cases have begun each other up to it.
    pending: VecDeque<(u32, Pending)>,
    /// How many cases have begun each other up to the command that is carried out now.
    hops: u32,
    /// What was refused, in the order in which it was.
    refused: RefCell<Vec<lang::Message>>,
    /// Timers that were fired while their case was suspended.
    fired: HashSet<(usize, Key, i64)>,
}

/// One case of a world.
#[derive(Debug)]
struct Case {
    process: Arc<str>,
    graph: Arc<Graph>,
    state: State,
    events: Vec<Event>,
    /// The state that the events say, in the modes that compare.
    replayed: State,
    /// The key of the message that started it: one case at a time for each key.
    started_by: Option<Arc<str>>,
    /// The open call activity's case, by the key of its instance.
    called: HashMap<Key, usize>,
}

impl World {
    /// An empty world.
    ///
    /// # Errors
    /// There is no such time zone.
    pub fn new(mode: Mode, setup: &Setup) -> Result<Self, Refused> {
        Ok(Self {
            mode,
            now: setup.now,
            zone: TimeZone::get(&setup.zone).map_err(Refused::fault)?,
            limits: setup.limits.clone(),
            deployments: Deployments::default(),
            cases: Vec::new(),
            by_id: HashMap::new(),
            buffer: Buffer::default(),
            start_timers: Vec::new(),
            pending: VecDeque::new(),
            hops: 0,
            refused: RefCell::default(),
            fired: HashSet::new(),
        })
    }

    /// What the engine refused so far, for every language.
    pub fn refused(&self) -> Vec<lang::Message> {
        self.refused.borrow().clone()
    }

    /// Begins a case; what follows from it is still pending.
    fn begin(&mut self, process: &str, start: Start, started_by: Option<Arc<str>>) -> Result<usize, Refused> {
        let version = self.deployments.newest(process).ok_or_else(|| no_workflow(process))?.clone();
        let id: Arc<str> = format!("case-{}", self.cases.len() + 1).into();
        let start = Start { case: id.clone(), version: version.name.clone(), ..start };
        let mut case = Case {
            process: process.into(),
            graph: version.graph.clone(),
            state: State::new(),
            events: Vec::new(),
            replayed: State::new(),
            started_by,
            called: HashMap::new(),
        };
        let events = self.decide(&mut case, &Command::Start(start))?;
        let at = self.cases.len();
        self.cases.push(case);
        self.by_id.insert(id, at);
        self.pend(at, &events);
        Ok(at)
    }

    /// Sends a command to a case; what follows from it is still pending.
    fn command(&mut self, at: usize, command: &Command) -> Result<(), Refused> {
        // The case is taken out so that the world can be read meanwhile.
        let mut case = std::mem::replace(&mut self.cases[at], Case::absent());
        let result = self.decide(&mut case, command);
        self.cases[at] = case;
        self.pend(at, &result?);
        Ok(())
    }

    fn decide(&self, case: &mut Case, command: &Command) -> Result<Vec<Event>, Refused> {
        let before = (self.mode == Mode::Replay).then(|| case.state.clone());
        match engine::decide(&case.graph, &mut case.state, command, &self.env()) {
            Ok(events) => self.keep(case, events),
            Err(_) if before.is_some_and(|before| before != case.state) => {
                Err(Refused::fault(format!("a rejected command changed the state: {command:?}")))
            }
            Err(rejection) => {
                self.refused.borrow_mut().push(rejection.message().clone());
                Err(Refused::by(rejection.message()))
            }
        }
    }

    /// What the engine is told from outside.
    fn env(&self) -> Env<'_> {
        Env {
            now: self.now,
            zone: &self.zone,
            limits: &self.limits,
            hops: self.hops,
            decisions: &self.deployments,
            calendars: &Office,
        }
    }

    /// Keeps the events of a case in the way of the mode.
    fn keep(&self, case: &mut Case, events: Vec<Event>) -> Result<Vec<Event>, Refused> {
        let events = match self.mode {
            Mode::SaveRestore => through_json(&events)?,
            _ => events,
        };
        if self.mode != Mode::Straight {
            events.iter().for_each(|event| engine::apply(&mut case.replayed, event));
            if case.replayed != case.state {
                let difference = difference(&case.replayed, &case.state);
                return Err(Refused::fault(format!("replayed and live state differ:\n{difference}")));
            }
        }
        if self.mode == Mode::SaveRestore {
            let restored = through_json(&case.state)?;
            if restored != case.state {
                let difference = difference(&restored, &case.state);
                return Err(Refused::fault(format!("restored and live state differ:\n{difference}")));
            }
            case.state = restored;
        }
        case.events.extend(events.iter().cloned());
        Ok(events)
    }

    fn find(&self, case: &str) -> Result<usize, Refused> {
        self.by_id.get(case).copied().ok_or_else(|| Refused::fault(format!("no case {case}")))
    }

    /// The earliest timer that is due up to `to`, of a case or of a start event.
    fn next_timer(&self, to: i64) -> Option<(i64, Timer)> {
        let of_cases = self.cases.iter().enumerate().flat_map(|(at, case)| {
            case.state.subscriptions.iter().filter_map(move |(key, wait)| match wait.wait {
                Wait::Timer { due, .. } => Some((due, Timer::Case(at, *key))),
                _ => None,
            })
        });
        let of_starts = self.start_timers.iter().enumerate().map(|(at, timer)| (timer.due, Timer::Start(at)));
        let not_fired = |(due, timer): &(i64, Timer)| match timer {
            Timer::Case(at, key) => !self.fired.contains(&(*at, *key, *due)),
            Timer::Start(_) => true,
        };
        of_cases.chain(of_starts).filter(|(due, _)| *due <= to).filter(not_fired).min_by_key(|(due, _)| *due)
    }

    fn fire(&mut self, due: i64, timer: Timer) -> Result<(), Refused> {
        match timer {
            Timer::Case(at, key) => {
                self.command(at, &Command::FireTimer { key })?;
                if self.cases[at].state.suspended {
                    self.fired.insert((at, key, due));
                }
            }
            Timer::Start(at) => self.fire_start_timer(at)?,
        }
        self.settle()
    }
}

/// A timer that is due.
#[derive(Debug, Clone, Copy)]
enum Timer {
    /// A subscription of a case.
    Case(usize, Key),
    /// A start event.
    Start(usize),
}

/// No scenario fires more timers at once.
const MAX_TIMERS: usize = 100_000;

impl Host for World {
    fn deploy(&mut self, bpmn: &str) -> Result<(), Refused> {
        for process in self.deployments.add(bpmn)? {
            self.schedule_starts(&process)?;
        }
        Ok(())
    }

    fn deploy_decisions(&mut self, dmn: &str) -> Result<(), Refused> {
        self.deployments.add_decisions(dmn)
    }

    fn start(&mut self, process: &str, at: Option<&str>, variables: Context) -> Result<Arc<str>, Refused> {
        let version = self.deployments.newest(process).ok_or_else(|| no_workflow(process))?;
        let at = match at {
            None => None,
            Some(id) => {
                Some(version.graph.find(id).ok_or_else(|| Refused::fault(format!("no start event {id}")))?)
            }
        };
        let case = self.begin(process, Start { at, variables, ..Start::default() }, None)?;
        self.settle()?;
        Ok(self.cases[case].state.case.clone())
    }

    fn send(&mut self, case: &str, command: Command) -> Result<(), Refused> {
        let at = self.find(case)?;
        self.command(at, &command)?;
        self.settle()
    }

    fn publish(&mut self, message: Message) -> Result<(), Refused> {
        self.pending.push_back((0, Pending::Publish(message, None)));
        self.settle()
    }

    fn broadcast(&mut self, signal: &str, variables: Context) -> Result<(), Refused> {
        self.pending.push_back((0, Pending::Broadcast { from: None, name: signal.into(), variables }));
        self.settle()
    }

    fn advance(&mut self, to: i64) -> Result<(), Refused> {
        for _ in 0..MAX_TIMERS {
            let Some((due, timer)) = self.next_timer(to) else {
                self.now = self.now.max(to);
                return Ok(());
            };
            self.now = self.now.max(due);
            self.fire(due, timer)?;
        }
        Err(Refused::fault("more timers than any scenario means"))
    }

    fn migrate(&mut self, case: &str, mapping: &[(String, String)]) -> Result<(), Refused> {
        let at = self.find(case)?;
        let process = self.cases[at].process.clone();
        let version = self.deployments.newest(&process).ok_or_else(|| no_workflow(&process))?.clone();
        self.migrate_to(at, &version, mapping)?;
        self.settle()
    }

    fn now(&self) -> i64 {
        self.now
    }

    fn cases(&self) -> Vec<CaseInfo> {
        let info = |case: &Case| CaseInfo {
            id: case.state.case.clone(),
            process: case.process.clone(),
            phase: case.state.phase,
        };
        self.cases.iter().map(info).collect()
    }

    fn state(&self, case: &str) -> Option<State> {
        self.by_id.get(case).map(|at| self.cases[*at].state.clone())
    }

    fn events(&self, case: &str, from: usize) -> Vec<Event> {
        let events = self.by_id.get(case).and_then(|at| self.cases[*at].events.get(from..));
        events.map(<[Event]>::to_vec).unwrap_or_default()
    }

    fn graph(&self, version: &str) -> Option<Arc<Graph>> {
        self.deployments.version(version).map(|version| version.graph.clone())
    }
}

impl Case {
    /// Stands in for a case that is being looked at.
    fn absent() -> Self {
        Self {
            process: "".into(),
            graph: Arc::new(Graph {
                id: "".into(),
                nodes: Vec::new(),
                flows: Vec::new(),
                node_by_id: HashMap::new(),
                flow_by_id: HashMap::new(),
            }),
            state: State::new(),
            events: Vec::new(),
            replayed: State::new(),
            started_by: None,
            called: HashMap::new(),
        }
    }
}

fn no_workflow(process: &str) -> Refused {
    Refused::fault(format!("no workflow {process}"))
}

/// The lines in which two states differ.
fn difference(one: &State, other: &State) -> String {
    let (one, other) = (format!("{one:#?}"), format!("{other:#?}"));
    let lines = one.lines().zip(other.lines()).filter(|(one, other)| one != other);
    lines.take(5).map(|(one, other)| format!("{} / {}\n", one.trim(), other.trim())).collect()
}

fn through_json<T: serde::Serialize + serde::de::DeserializeOwned>(value: &T) -> Result<T, Refused> {
    let text = serde_json::to_string(value).map_err(Refused::fault)?;
    serde_json::from_str(&text).map_err(|error| Refused::fault(format!("{error} in {text}")))
}
