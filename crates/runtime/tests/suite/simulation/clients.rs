//! What happens to the nodes: clients ask for things, workers take jobs and are slow or forget, the clock jumps,
//! nodes die and come back.

use super::audit::text;
use super::history::History;
use super::turns::Life;
use crate::{SECOND, values};
use engine::event::Wait;
use engine::state::Work;
use engine::{Command, Key};
use expr::{Context, Value};
use runtime::{Activated, Clock, Failure, Message, NewCase, Runtime, RuntimeError};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::sync::Arc;
use store::{Point, StoreError};

const MINUTE: i64 = 60 * SECOND;
pub(super) const DAY: i64 = 24 * 60 * MINUTE;
/// No more cases at the same time than that.
const CASES: usize = 24;
/// The type of the jobs that workers from outside do.
pub(super) const WORK: &str = "work";

/// Workflows that are started by hand.
const STARTED: [&str; 17] = [
    "service",
    "timer",
    "message",
    "messages",
    "news",
    "parallel",
    "sequential",
    "caller",
    "callers",
    "handlers",
    "undo",
    "signals",
    "signaller",
    "race",
    "gateways",
    "long",
    "nested",
];
const MESSAGES: [&str; 6] = ["paid", "sent", "news", "answer", "remark", "order"];
const SIGNALS: [&str; 4] = ["go", "stop", "note", "begin"];
const CODE: &str = "E";
/// What a worker is told whose job is not there any more.
const GONE: [&str; 2] = ["case.not-found", "case.not-active"];

/// What the clients know.
#[derive(Debug, Default)]
pub(super) struct Clients {
    /// Cases, messages, signals and versions so far.
    count: usize,
    /// Jobs that workers have, or believe to have.
    pub(super) held: Vec<Held>,
    /// From when and until when somebody had a job for himself; none: it was failed, mended or extended, and may be
    /// given to another one at once.
    leases: HashMap<(String, Key), Option<Leases>>,
    /// Jobs that were answered as done.
    done: BTreeSet<(String, Key)>,
    /// Cases that were answered as begun, by what they were asked for with.
    pub(super) begun: BTreeMap<String, String>,
    /// Jobs that were answered as done once more.
    done_again: Vec<(String, Key)>,
    /// Jobs of which a worker was told that they are not there any more.
    refused: Vec<(String, Key)>,
    /// The publisher's ids that were accepted.
    accepted: BTreeSet<String>,
    /// Messages by the ids under which they are kept, and their tokens.
    pub(super) published: Vec<(String, String)>,
    /// What has to reach somebody.
    pub(super) expected: Vec<Expected>,
}

/// From when and until when, µs UTC.
type Leases = Vec<(i64, i64)>;

/// A job in the hands of a worker.
#[derive(Debug, Clone)]
pub(super) struct Held {
    pub(super) case: String,
    pub(super) key: Key,
    worker: String,
    retries: u32,
}

/// A message or signal that was sent while somebody waited for it.
#[derive(Debug, Clone)]
pub(super) struct Expected {
    what: String,
    pub(super) case: String,
    pub(super) key: Key,
    /// The last command of the case before that.
    pub(super) sequence: i64,
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, case, key, sequence } = self;
        write!(f, "{what} for {} of case {case}, sent after its command {sequence},", key.0)
    }
}

type Answer<T> = Result<T, RuntimeError>;

/// What became of something that was asked of a node.
pub(super) enum Reply {
    Started { at: usize, life: Arc<Life>, result: Answer<Runtime> },
    Stopped { at: usize, result: Answer<()> },
    Begun { me: String, result: Answer<String> },
    Taken { worker: String, lease: i64, result: Answer<Vec<Activated>> },
    JobDone { case: String, key: Key, result: Answer<()> },
    Published { token: String, id: Option<String>, expected: Vec<Expected>, result: Answer<String> },
    Sent { expected: Vec<Expected>, result: Answer<()> },
    Done { what: &'static str, result: Answer<()> },
}

impl fmt::Display for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fn say<T>(result: &Answer<T>) -> String {
            result.as_ref().map_or_else(ToString::to_string, |_| "done".to_owned())
        }
        match self {
            Self::Started { at, result, .. } => write!(f, "node {at} started: {}", say(result)),
            Self::Stopped { at, result } => write!(f, "node {at} stopped: {}", say(result)),
            Self::Begun { me, result: Ok(case) } => write!(f, "{me} is case {case}"),
            Self::Begun { me, result } => write!(f, "{me}: {}", say(result)),
            Self::Taken { worker, result: Ok(jobs), .. } => {
                let jobs: Vec<_> = jobs.iter().map(|job| (job.case.as_str(), job.key.0)).collect();
                write!(f, "{worker} has taken {jobs:?}")
            }
            Self::Taken { worker, result, .. } => write!(f, "{worker}: {}", say(result)),
            Self::JobDone { case, key, result } => write!(f, "job {} of {case}: {}", key.0, say(result)),
            Self::Published { token, result, .. } => write!(f, "published {token}: {}", say(result)),
            Self::Sent { result, .. } => write!(f, "sent: {}", say(result)),
            Self::Done { what, result } => write!(f, "{what}: {}", say(result)),
        }
    }
}

/// Whether it was done. Who asks for something impossible is told so, who asks a dying node hears nothing.
fn is_done<T>(result: &Answer<T>) -> Result<bool, String> {
    match result {
        Ok(_) => Ok(true),
        Err(error) if error.is_callers() => Ok(false),
        Err(RuntimeError::Store(StoreError::Closed)) => Ok(false),
        Err(error) => Err(format!("a client was told: {error}")),
    }
}

impl History {
    /// The next thing that happens.
    pub(super) fn act(&mut self) {
        let Some((_, node)) = self.some_node() else { return self.start_some_node() };
        match self.dice.below(100) {
            0..15 => self.begin_case(&node),
            15..27 => self.tick(&node),
            27..36 => self.take_jobs(node),
            36..48 => self.use_job(node),
            48..58 => self.answer_connector(),
            58..64 => self.complete_task(node),
            64..70 => self.publish(node),
            70..74 => self.broadcast(node),
            74..81 => self.move_clock(),
            81..85 => self.control(node),
            85..87 => self.end_life(),
            87..90 => self.pause_node(),
            90..92 => self.start_some_node(),
            92 => self.keep_house(&node),
            93 => self.change_version(node),
            94..96 => self.race_for_message(),
            96 => self.race_for_start(),
            _ => self.race_for_job(),
        }
    }

    pub(super) fn some_node(&mut self) -> Option<(usize, Runtime)> {
        let alive = self.places.iter().enumerate().filter_map(|(at, place)| Some((at, place.node.clone()?)));
        let alive: Vec<_> = alive.collect();
        self.dice.pick(&alive)
    }

    pub(super) fn number(&mut self) -> usize {
        self.clients.count += 1;
        self.clients.count
    }

    fn some_case(&mut self) -> Option<String> {
        let active: Vec<String> = self.audit.active().map(|(id, _)| id.clone()).collect();
        self.dice.pick(&active)
    }

    fn begin_case(&mut self, node: &Runtime) {
        if self.audit.active().count() >= CASES {
            return self.tick(node);
        }
        let me = format!("c{}", self.number());
        let id = if self.dice.chance(70) { format!("k-{me}") } else { "shared".to_owned() };
        let workflow = self.dice.pick(&STARTED).unwrap_or_default();
        self.begin_one(node, workflow, me, &id);
    }

    /// Begins a case that takes messages with the key `id`.
    pub(super) fn begin_one(&mut self, node: &Runtime, workflow: &str, me: String, id: &str) {
        let items: Vec<Value> = (0..self.dice.below(5)).map(|item| Value::from(item as i64)).collect();
        let level = if self.dice.chance(70) { Value::from(7) } else { Value::Null };
        let variables = values([
            ("me", Value::from(me.as_str())),
            ("id", Value::from(id)),
            ("items", Value::List(Arc::new(items))),
            ("level", level),
            ("round", Value::Null),
        ]);
        let (node, new) =
            (node.clone(), NewCase { workflow: workflow.into(), variables, ..NewCase::default() });
        self.ask(&format!("{me} begins {workflow}"), async move {
            let result = node.start(new).await;
            Reply::Begun { me, result }
        });
    }

    /// A node looks for what is due.
    pub(super) fn tick(&mut self, node: &Runtime) {
        let node = node.clone();
        self.ask("tick", async move { Reply::Done { what: "tick", result: node.tick().await } });
    }

    pub(super) fn take_jobs(&mut self, node: Runtime) {
        let worker = format!("worker-{}", self.dice.below(3));
        let lease = self.dice.pick(&[20 * SECOND, MINUTE, 5 * MINUTE]).unwrap_or_default();
        let limit = 1 + self.dice.below(4) as i64;
        self.ask(&format!("{worker} takes {limit} jobs"), async move {
            let result = node.activate_jobs(WORK, &worker, lease, limit).await;
            Reply::Taken { worker, lease, result }
        });
    }

    /// A worker does something with a job, whether he still has it or not.
    fn use_job(&mut self, node: Runtime) {
        let at = self.dice.below(self.clients.held.len());
        let Some(job) = self.clients.held.get(at).cloned() else { return self.take_jobs(node) };
        let roll = self.dice.below(100);
        let keeps = roll >= 88 || self.dice.chance(20);
        if !keeps {
            self.clients.held.swap_remove(at);
        }
        match roll {
            0..50 => self.complete_job(node, &job),
            50..62 => {
                self.complete_job(node, &job);
                if let Some((_, other)) = self.some_node() {
                    self.complete_job(other, &job);
                }
            }
            62..72 => {
                let (code, variables) = (CODE.into(), Context::new());
                let command = Command::ThrowJobError { key: job.key, code, message: None, variables };
                self.send(node, "throw", &job.case, command);
            }
            72..84 => {
                let backoff = self.dice.pick(&[0, 30 * SECOND]).unwrap_or_default();
                let retries = job.retries.saturating_sub(1);
                let command = Command::FailJob { key: job.key, retries, message: "no".into(), backoff };
                self.clients.leases.insert((job.case.clone(), job.key), None);
                self.send(node, "fail", &job.case, command);
            }
            84..88 => self.note("a worker forgets a job"),
            _ => {
                self.clients.leases.insert((job.case.clone(), job.key), None);
                self.ask("extend", async move {
                    let result = node.extend_job(&job.case, job.key, &job.worker, MINUTE).await;
                    Reply::Done { what: "extend", result }
                });
            }
        }
    }

    pub(super) fn complete_job(&mut self, node: Runtime, job: &Held) {
        let Held { case, key, .. } = job.clone();
        let note = self.number() as i64;
        self.ask(&format!("complete job {} of {case}", key.0), async move {
            let result = node.complete_job(&case, key, values([("note", Value::from(note))])).await;
            Reply::JobDone { case, key, result }
        });
    }

    /// The world outside answers a connector: that it is done, or not; or it is done and the answer is lost.
    fn answer_connector(&mut self) {
        let at = self.dice.below(self.outside.waiting());
        if self.outside.waiting() == 0 {
            return;
        }
        let later = self.clock.now() + 20 * SECOND;
        let (happens, answer) = match self.dice.below(100) {
            0..60 => (true, Ok(())),
            60..75 => (true, Err(Failure::Again("the answer is lost".into()))),
            75..85 => (false, Err(Failure::Again("not now".into()))),
            85..90 => (false, Err(Failure::NotBefore(later))),
            90..95 => (false, Err(Failure::Error { code: CODE.into(), message: "no".into() })),
            _ => (false, Err(Failure::Never("never".into()))),
        };
        let said = format!("{answer:?}");
        match self.outside.answer(at, happens, answer) {
            Ok(key) => self.note(&format!("effect {key}: {said}")),
            Err(why) => self.fail(why),
        }
    }

    fn complete_task(&mut self, node: Runtime) {
        let Some(case) = self.some_case() else { return };
        let state = &self.audit.cases[&case].state;
        let tasks = state.instances.iter().filter(|(_, it)| matches!(it.work, Work::Task(_)));
        let tasks: Vec<Key> = tasks.map(|(key, _)| *key).collect();
        let Some(key) = self.dice.pick(&tasks) else { return };
        let command = Command::CompleteTask { key, variables: Context::new() };
        if self.dice.chance(15)
            && let Some((_, other)) = self.some_node()
        {
            self.send(other, "task", &case, command.clone());
        }
        self.send(node, "task", &case, command);
    }

    pub(super) fn send(&mut self, node: Runtime, what: &'static str, case: &str, command: Command) {
        let case = case.to_owned();
        self.ask(&format!("{case}: {command:?}"), async move {
            Reply::Done { what, result: node.send(&case, command).await }
        });
    }

    /// Everything that waits for a message, in the order of the cases.
    pub(super) fn open_messages(&self) -> Vec<(String, Key, Arc<str>, Arc<str>)> {
        let mut open = Vec::new();
        for (id, case) in self.audit.active() {
            for (key, it) in &case.state.subscriptions {
                if let Wait::Message { name, key: correlation } = &it.wait {
                    open.push((id.clone(), *key, name.clone(), correlation.clone()));
                }
            }
        }
        open
    }

    fn publish(&mut self, node: Runtime) {
        let waiting = self.open_messages();
        let aimed = self.dice.chance(60).then(|| self.dice.pick(&waiting)).flatten();
        let (name, key) = match aimed {
            Some((_, _, name, key)) => (name.to_string(), key.to_string()),
            None => {
                let name = self.dice.pick(&MESSAGES).unwrap_or_default();
                let key = if name == "order" { self.dice.pick(&["o1", "o2"]) } else { Some("shared") };
                (name.to_owned(), key.unwrap_or_default().to_owned())
            }
        };
        let ttl = self.dice.pick(&[0, 5 * MINUTE, 60 * MINUTE, DAY]).unwrap_or_default();
        let message = self.message(name, key, ttl);
        if message.id.is_some() && self.dice.chance(40) {
            // Who does not hear an answer publishes it again; it is kept for so long that it is known.
            let message = Message { ttl: 30 * DAY, ..message };
            if let Some((_, other)) = self.some_node() {
                self.send_message(other, message.clone());
            }
            return self.send_message(node, message);
        }
        self.send_message(node, message);
    }

    /// A message with a token of its own, by which it is known who has got it.
    pub(super) fn message(&mut self, name: String, key: String, ttl: i64) -> Message {
        let number = self.number();
        let variables = values([
            ("token", Value::from(format!("t{number}").as_str())),
            ("key", Value::from(self.dice.pick(&["o1", "o2"]).unwrap_or_default())),
        ]);
        Message { name, key, ttl, id: self.dice.chance(50).then(|| format!("m{number}")), variables }
    }

    pub(super) fn send_message(&mut self, node: Runtime, message: Message) {
        // Of those who wait with a key of their own it is known who has to get it.
        let open = self.open_messages().into_iter();
        let own = open.filter(|it| *it.2 == *message.name && *it.3 == *message.key && it.3.starts_with("k-"));
        let first = own.take(1);
        let expected = first.map(|(case, key, ..)| self.expect(&message.name, &case, key)).collect();
        let (id, token) = (message.id.clone(), text(message.variables.get("token")).unwrap_or_default());
        self.ask(&format!("publish {} {} {token} {id:?}", message.name, message.key), async move {
            Reply::Published { token, id, expected, result: node.publish(message).await }
        });
    }

    fn expect(&self, what: &str, case: &str, key: Key) -> Expected {
        let sequence = self.audit.cases[case].sequence;
        Expected { what: what.to_owned(), case: case.to_owned(), key, sequence }
    }

    fn broadcast(&mut self, node: Runtime) {
        let name = self.dice.pick(&SIGNALS).unwrap_or_default();
        self.send_signal(node, name);
    }

    pub(super) fn send_signal(&mut self, node: Runtime, name: &'static str) {
        let mut expected = Vec::new();
        for (id, case) in self.audit.active() {
            let waits = |wait: &Wait| matches!(wait, Wait::Signal { name: it } if **it == *name);
            let open = case.state.subscriptions.iter().filter(|(_, it)| waits(&it.wait));
            expected.extend(open.map(|(key, _)| self.expect(name, id, *key)));
        }
        let number = self.number() as i64;
        self.ask(&format!("broadcast {name}"), async move {
            let result = node.broadcast(name, values([("signal", Value::from(number))])).await;
            Reply::Sent { expected, result }
        });
    }

    fn move_clock(&mut self) {
        let by = [
            SECOND / 100,
            SECOND / 10,
            SECOND,
            5 * SECOND,
            31 * SECOND,
            61 * SECOND,
            5 * MINUTE,
            20 * MINUTE,
        ];
        let by = self.dice.pick(&by).unwrap_or_default();
        self.note(&format!("the clock goes on by {} ms", by / 1000));
        self.clock.set(self.clock.now() + by);
    }

    fn control(&mut self, node: Runtime) {
        let Some(case) = self.some_case() else { return };
        let state = &self.audit.cases[&case].state;
        let incident = state.incidents.iter().next().map(|(key, it)| (*key, it.instance));
        let is_suspended = state.suspended;
        match self.dice.below(100) {
            0..25 => self.send(node, "suspend", &case, Command::Suspend),
            25..60 if is_suspended => self.send(node, "resume", &case, Command::Resume),
            25..70 => {
                if let Some((key, job)) = incident {
                    self.mend(node, &case, key, job);
                }
            }
            70..85 => {
                let command = Command::SetVariables {
                    scope: None,
                    variables: values([("level", Value::from(3))]),
                    local: false,
                };
                self.send(node, "set", &case, command);
            }
            _ => self.send(node, "cancel", &case, Command::Cancel { reason: None }),
        }
    }

    /// Removes the cause of an incident, and the incident.
    pub(super) fn mend(&mut self, node: Runtime, case: &str, incident: Key, job: Key) {
        self.clients.leases.insert((case.to_owned(), job), None);
        let case = case.to_owned();
        self.ask(&format!("mend incident {} of {case}", incident.0), async move {
            let variables = values([("level", Value::from(3))]);
            let commands = [
                Command::SetVariables { scope: None, variables, local: false },
                Command::SetJobRetries { key: job, retries: 3 },
                Command::ResolveIncident { key: incident },
            ];
            let mut result = Ok(());
            for command in commands {
                result = node.send(&case, command).await;
                if result.as_ref().is_err_and(|error| !error.is_callers()) {
                    break;
                }
            }
            Reply::Done { what: "mend", result }
        });
    }

    /// A node dies at one of its next commits, or stops.
    fn end_life(&mut self) {
        let Some((at, node)) = self.some_node() else { return };
        if self.dice.chance(20) {
            self.places[at].node = None;
            self.places[at].is_starting = true;
            return self.ask(&format!("stop node {at}"), async move {
                Reply::Stopped { at, result: node.stop().await }
            });
        }
        let point = if self.dice.chance(50) { Point::BeforeCommit } else { Point::AfterCommit };
        let left = self.dice.below(6);
        self.note(&format!("node {at} will die after {left} commits: {point:?}"));
        self.places[at].life.end_at(Some((left, point)));
    }

    /// A node does nothing for a while, and does not know it.
    fn pause_node(&mut self) {
        let Some((at, _)) = self.some_node() else { return };
        let life = self.places[at].life.number;
        let actions = 5 + self.dice.below(25);
        self.note(&format!("node {at} pauses for {actions} actions"));
        self.pause = Some((life, self.left.saturating_sub(actions)));
    }

    fn start_some_node(&mut self) {
        let places = self.places.iter().enumerate();
        let dead = places.filter(|(_, place)| place.node.is_none() && !place.is_starting);
        let dead: Vec<usize> = dead.map(|(at, _)| at).collect();
        if let Some(at) = self.dice.pick(&dead) {
            let how = if self.dice.chance(50) { "same name" } else { "new name" };
            self.start_node(at, how);
        }
    }

    /// A node says that it lives, removes what has expired, offers what was left.
    pub(super) fn keep_house(&mut self, node: &Runtime) {
        let node = node.clone();
        self.ask("keep house", async move {
            Reply::Done { what: "keep house", result: node.keep_house().await.map(|_| ()) }
        });
    }

    /// Deploys the next version of a workflow, or moves a case to one.
    fn change_version(&mut self, node: Runtime) {
        let number = self.number();
        if self.dice.chance(40) {
            let Some((name, bpmn)) = self.dice.pick(&self.models.clone()) else { return };
            return self.deploy(node, &name, format!("{bpmn}<!-- {number} -->\n"));
        }
        let Some(case) = self.some_case() else { return };
        let version = format!("{}:{}", self.audit.cases[&case].row.workflow_id, 1 + self.dice.below(3));
        self.ask(&format!("move {case} to {version}"), async move {
            Reply::Done { what: "move", result: node.migrate(&case, &version, &[]).await }
        });
    }

    pub(super) fn deploy(&mut self, node: Runtime, name: &str, bpmn: String) {
        self.ask(&format!("deploy {name}"), async move {
            Reply::Done { what: "deploy", result: node.deploy(&bpmn).await.map(|_| ()) }
        });
    }

    /// Hears what became of something.
    pub(super) fn take_reply(&mut self, reply: Reply) -> Result<(), String> {
        match reply {
            Reply::Started { at, life, result } => self.node_has_started(at, &life, result),
            Reply::Stopped { at, result } => {
                self.places[at].is_starting = false;
                is_done(&result).map(|_| ())
            }
            Reply::Begun { me, result } => {
                is_done(&result)?;
                self.clients.begun.extend(result.ok().map(|case| (me, case)));
                Ok(())
            }
            Reply::Taken { worker, lease, result } => {
                is_done(&result)?;
                result.into_iter().flatten().try_for_each(|job| self.hold(&worker, lease, job))
            }
            Reply::JobDone { case, key, result } => match is_done(&result)? {
                true => {
                    if !self.clients.done.insert((case.clone(), key)) {
                        self.clients.done_again.push((case, key));
                    }
                    Ok(())
                }
                false => {
                    let refused = result.err().filter(|error| GONE.contains(&error.message().code()));
                    self.clients.refused.extend(refused.map(|_| (case, key)));
                    Ok(())
                }
            },
            Reply::Published { token, id, expected, result } => {
                is_done(&result)?;
                let Ok(kept) = result else { return Ok(()) };
                self.clients.expected.extend(expected);
                self.clients.published.push((kept, token));
                let is_new = id.clone().is_none_or(|id| self.clients.accepted.insert(id));
                if is_new { Ok(()) } else { Err(format!("{id:?} was accepted twice")) }
            }
            Reply::Sent { expected, result } => {
                if is_done(&result)? {
                    self.clients.expected.extend(expected);
                }
                Ok(())
            }
            Reply::Done { result, .. } => is_done(&result).map(|_| ()),
        }
    }

    fn hold(&mut self, worker: &str, lease: i64, job: Activated) -> Result<(), String> {
        let (from, until) = (job.until - lease, job.until);
        let place = (job.case.clone(), job.key);
        if let Some(leases) = self.clients.leases.entry(place).or_insert_with(|| Some(Vec::new())) {
            // A node that is slow takes jobs for a time that may be over when the worker hears of it.
            if leases.iter().any(|other| from < other.1 && other.0 < until) {
                return Err(format!(
                    "job {} of {} was given to {worker} and to another",
                    job.key.0, job.case
                ));
            }
            leases.push((from, until));
        }
        let Activated { case, key, retries, .. } = job;
        self.clients.held.push(Held { case, key, worker: worker.to_owned(), retries });
        Ok(())
    }

    /// A job is done once, but for what a suspended case holds; and nobody is told that it is not there any more while
    /// that is not committed. To be asked after each look.
    pub(super) fn check_told(&mut self) -> Result<(), String> {
        for (case, key) in self.clients.done_again.drain(..) {
            if !self.audit.cases.get(&case).is_some_and(|case| case.was_suspended) {
                return Err(format!("job {} of {case} was done twice", key.0));
            }
        }
        for (case, key) in self.clients.refused.drain(..) {
            let job = self.audit.cases.get(&case).and_then(|seen| seen.state.instance(key));
            if job.is_some_and(|it| matches!(it.work, Work::Job { .. })) {
                return Err(format!("job {} of {case} was refused as gone, and is there", key.0));
            }
        }
        Ok(())
    }

    /// Every job and case that was answered for is there.
    pub(super) fn check_answers(&self) -> Result<(), String> {
        for (case, key) in &self.clients.done {
            let seen = self.audit.cases.get(case).ok_or_else(|| format!("case {case} is lost"))?;
            if !seen.was_suspended && !seen.jobs_done.contains(key) {
                return Err(format!("job {} of {case} was answered as done, and is not", key.0));
            }
        }
        let lost = self.clients.begun.iter().find(|(_, case)| !self.audit.cases.contains_key(*case));
        lost.map_or(Ok(()), |(me, case)| Err(format!("{me} was answered as case {case}, which is lost")))
    }
}
