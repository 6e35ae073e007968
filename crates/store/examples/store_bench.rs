//! Measures group commit beside the raw rate of the same bytes on the same disk.
//!
//! `cargo run --release -p store --example store_bench [-- postgres://…]`
//!
//! A case is three commands, each an event row of 600 bytes and one to three small rows (nine rows a case).
//! Raw is what a program could do at best: (a) the same event bytes appended to a file, `fdatasync` once a
//! group; (b) the same event rows written by the same group commit to the event log alone.

use std::io::Write;
use std::path::Path;
use std::time::Instant;
use store::tables::cases::Case;
use store::tables::events::EventRow;
use store::tables::jobs::Job;
use store::tables::tasks::Task;
use store::{Db, StoreError, WriteSet, shard};

const BODY: usize = 600;
const START: i64 = 1_760_000_000_000_000;

/// CPU seconds of this process, all threads, user and system (Linux).
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |field: usize| fields.get(field).and_then(|text| text.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}

/// An id that sorts by time and is otherwise spread, as the runtime makes them.
fn id(number: u64) -> String {
    format!("{:013x}{:013x}", START as u64 + number, number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 12)
}

fn event(case: &str, sequence: i64) -> EventRow {
    EventRow { case_id: case.into(), sequence, shard: shard(case), at: START, events: "x".repeat(BODY) }
}

fn case_row(case: &str, ended_at: Option<i64>) -> Case {
    Case {
        id: case.into(),
        shard: shard(case),
        workflow_id: "order".into(),
        parent_id: None,
        parent_key: None,
        started_at: START,
        start_key: None,
        version_id: "order:3".into(),
        business_key: None,
        state: if ended_at.is_some() { "completed" } else { "active" }.into(),
        outcome: None,
        ended_at,
        sequence: 3,
    }
}

/// The changes of a command of start → service task → user task → end.
fn command(case: &str, step: i64) -> WriteSet {
    let mut set = WriteSet::new(shard(case));
    set.insert(event(case, step));
    match step {
        1 => {
            set.put(case_row(case, None));
            set.put(Job {
                case_id: case.into(),
                key: 5,
                shard: shard(case),
                kind: "charge".into(),
                element: "Task_1".into(),
                created_at: START,
                attempts: 0,
                retries: 3,
                available_at: Some(START),
                owner: None,
                error: None,
            });
        }
        2 => {
            set.delete2::<Job>(case.to_owned(), 5);
            set.put(Task {
                case_id: case.into(),
                key: 9,
                shard: shard(case),
                element: "Task_2".into(),
                created_at: START,
                name: "Check the order".into(),
                team: Some("finance".into()),
                assignee: None,
                due_at: None,
                payload: "{}".into(),
            });
        }
        _ => {
            set.delete2::<Task>(case.to_owned(), 9);
            set.put(case_row(case, Some(START + 1)));
        }
    }
    set
}

fn append(case: &str, step: i64) -> WriteSet {
    let mut set = WriteSet::new(shard(case));
    set.insert(event(case, step));
    set
}

/// Runs `cases` cases by `clients` clients, each one command after the other. Gives commands per second of
/// wall time and CPU microseconds per command.
async fn run(
    db: &Db,
    clients: u64,
    cases: u64,
    first: u64,
    make: fn(&str, i64) -> WriteSet,
) -> Result<(f64, f64), StoreError> {
    let (cpu, wall) = (cpu_seconds(), Instant::now());
    let tasks: Vec<_> = (0..clients)
        .map(|client| {
            let db = db.clone();
            tokio::spawn(async move {
                for number in (client..cases).step_by(clients as usize) {
                    let case = id(first + number);
                    for step in 1..=3 {
                        db.commit(make(&case, step)).await?;
                    }
                }
                Ok::<(), StoreError>(())
            })
        })
        .collect();
    for task in tasks {
        task.await.map_err(|_| StoreError::Closed)??;
    }
    let commands = (cases * 3) as f64;
    Ok((commands / wall.elapsed().as_secs_f64(), (cpu_seconds() - cpu) / commands * 1e6))
}

/// Appends the same bytes to a file, one `fdatasync` a group; events per second.
fn raw_file(directory: &Path, group: u64, groups: u64) -> std::io::Result<f64> {
    let mut file = std::fs::File::create(directory.join("raw"))?;
    let bytes = vec![b'x'; (BODY + 60) * group as usize];
    let wall = Instant::now();
    for _ in 0..groups {
        file.write_all(&bytes)?;
        file.sync_data()?;
    }
    Ok((group * groups) as f64 / wall.elapsed().as_secs_f64())
}

#[tokio::main(worker_threads = 2)]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let directory = tempfile::tempdir_in(".")?;
    let target = std::env::args().nth(1);
    let file = directory.path().join("bench.db").display().to_string();
    let db = Db::open(target.as_deref().unwrap_or(&file)).await?;
    println!("{:?}, {BODY}-byte events", db.dialect());
    println!(
        "clients | commands/s | CPU µs/command | cases/CPU-s | event log alone/s (ratio) | file+fdatasync/s (ratio)"
    );
    let mut first = 0;
    for (clients, cases) in [(1, 1_500), (64, 30_000), (512, 60_000)] {
        let (rate, cpu) = run(&db, clients, cases, first, command).await?;
        first += cases;
        let (raw, _) = run(&db, clients, cases, first, append).await?;
        first += cases;
        let raw_file = raw_file(directory.path(), clients, (cases * 3 / clients).min(2_000))?;
        println!(
            "{clients:7} | {rate:10.0} | {cpu:14.1} | {:11.0} | {raw:17.0} ({:.2}) | {raw_file:16.0} ({:.2})",
            1e6 / cpu / 3.0,
            rate / raw,
            rate / raw_file,
        );
    }
    println!("bytes per case: {}", db.size().await? as u64 / first);
    db.close().await;
    Ok(())
}
