//! `stepwell load` (hidden): cases without end, so that a test can kill the program in the middle of them.
//!
//! It says a line for each answer that it got: `started CASE`, `priced CASE`, `approved CASE`. With `--drain` it
//! starts nothing, finishes what is open, and ends.

use super::node::{self, FileDecisions};
use crate::messages;
use crate::output::{Failure, Output};
use engine::state::Work;
use engine::{Command, Key};
use expr::{Context, Value};
use runtime::{NewCase, Runtime};
use std::time::{Duration, Instant};
use store::tables::cases;

/// The workflow: a worker, a timer, a connector, a person.
const WORKFLOW: &str = include_str!("load.bpmn");
/// How long a worker has a job, µs: short, so that what a killed one had is soon free again.
const LEASE: i64 = 300_000;

/// How long finishing what is open may take.
const DRAIN: Duration = Duration::from_secs(60);

/// Runs cases until it is killed, or until none is open.
///
/// # Errors
/// The database fails.
pub fn load(db: &str, clients: u32, drain: bool, output: &Output) -> Result<(), Failure> {
    let threads = super::tokio()?;
    threads.block_on(async {
        let runtime = node::start_as("load", db, FileDecisions::default()).await?;
        runtime.deploy(WORKFLOW).await.map_err(node::failure)?;
        let (said, mut hear) = tokio::sync::mpsc::unbounded_channel::<String>();
        tokio::spawn(price(runtime.clone(), said.clone()));
        if drain {
            tokio::spawn(approve_open(runtime.clone(), said));
        } else {
            for _ in 0..clients {
                tokio::spawn(client(runtime.clone(), said.clone()));
            }
        }
        let begin = Instant::now();
        loop {
            if drain && begin.elapsed() > DRAIN {
                return Err(Failure::new(messages::LOAD_STUCK.message()));
            }
            match tokio::time::timeout(Duration::from_millis(100), hear.recv()).await {
                Ok(Some(line)) => output.print(&line),
                Ok(None) => break,
                Err(_) if drain && cases::count_open(runtime.db()).await.is_ok_and(|open| open == 0) => break,
                Err(_) => {}
            }
        }
        runtime.stop().await.map_err(node::failure)
    })
}

type Said = tokio::sync::mpsc::UnboundedSender<String>;

/// A customer and the person who approves: one case after the other.
async fn client(runtime: Runtime, said: Said) {
    loop {
        let new = NewCase { workflow: "load".to_owned(), ..NewCase::default() };
        let Ok(case) = runtime.start(new).await else { continue };
        let _ = said.send(format!("started {case}"));
        while !approve(&runtime, &said, &case).await {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }
}

/// The worker.
async fn price(runtime: Runtime, said: Said) {
    loop {
        let jobs = runtime.activate_jobs("price", "worker", LEASE, 100).await.unwrap_or_default();
        if jobs.is_empty() {
            tokio::time::sleep(Duration::from_millis(3)).await;
        }
        for job in jobs {
            let results: Context = [("amount", Value::from(250))].into_iter().collect();
            if runtime.complete_job(&job.case, job.key, results).await.is_ok() {
                let _ = said.send(format!("priced {}", job.case));
            }
        }
    }
}

/// The person, if the case waits for one.
async fn approve(runtime: &Runtime, said: &Said, case: &str) -> bool {
    let Some(key) = task_of(runtime, case).await else { return false };
    let command = Command::CompleteTask { key, variables: Context::new() };
    let done = runtime.send(case, command).await.is_ok();
    if done {
        let _ = said.send(format!("approved {case}"));
    }
    done
}

/// Approves every case that was left open.
async fn approve_open(runtime: Runtime, said: Said) {
    loop {
        let mut after = String::new();
        while let Ok(page) = cases::open(runtime.db(), &after, 200).await {
            let Some(last) = page.last() else { break };
            after.clone_from(&last.id);
            for case in &page {
                approve(&runtime, &said, &case.id).await;
            }
        }
        tokio::time::sleep(Duration::from_millis(3)).await;
    }
}

async fn task_of(runtime: &Runtime, case: &str) -> Option<Key> {
    let view = runtime.case(case).await.ok()?;
    let task = view.state.instances.iter().find(|(_, instance)| matches!(instance.work, Work::Task(_)));
    task.map(|(key, _)| *key)
}
