//! Measures the runtime on a database.
//!
//! `cargo run --release -p runtime --example runtime_bench -- [load|recovery|age] [postgres://…]`
//!
//! - `load`: start → service task → exclusive gateway → user task → end, each command answered after its commit, by 1,
//!   64 and 512 clients; beside it the same number of event rows of the same size by group commit alone.
//! - `recovery`: 100,000 open cases and 1,000,000 timers; the time from opening the database to the first answer.
//! - `age`: a command of a new case, and of one with 100,000 past events.

use engine::{Command, Key};
use expr::{Context, Value};
use runtime::{NewCase, Options, Runtime};
use std::error::Error;
use std::time::{Duration, Instant};
use store::tables::events::EventRow;
use store::tables::timers::Timer;
use store::{Db, Statement, WriteSet, shard};

const CLAIM: &str = include_str!("../../../bench/claim.bpmn");

/// Bytes of the events of a command of the cases, on average.
const EVENT_BYTES: usize = 150;

/// CPU seconds of this process, all threads, user and system (Linux).
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |field: usize| fields.get(field).and_then(|text| text.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}

fn values(name: &'static str, value: Value) -> Context {
    std::iter::once((name, value)).collect()
}

/// One case from start to end; how long each of its commands took.
async fn one_case(runtime: &Runtime, times: &mut Vec<Duration>) -> Result<(), runtime::RuntimeError> {
    let mut clock = Instant::now();
    let mut lap =
        |times: &mut Vec<Duration>| times.push(std::mem::replace(&mut clock, Instant::now()).elapsed());
    let case = runtime.start(NewCase { workflow: "claim".into(), ..NewCase::default() }).await?;
    lap(times);
    runtime.complete_job(&case, Key(2), values("amount", Value::from(250))).await?;
    lap(times);
    let variables = values("approved", Value::from(true));
    runtime.send(&case, Command::CompleteTask { key: Key(3), variables }).await?;
    lap(times);
    Ok(())
}

async fn load(db: Db) -> Result<(), Box<dyn Error>> {
    let runtime = Runtime::start_node(db.clone(), Options::default()).await?;
    runtime.deploy(CLAIM).await?;
    println!("{:?}", db.dialect());
    println!(
        "clients | cases/s | CPU µs/case | cases/CPU-s | p50 ms | p99 ms | event log alone, commands/s (ratio)"
    );
    for (clients, cases) in [(1_usize, 1_000_usize), (64, 20_000), (512, 40_000)] {
        let (cpu, wall) = (cpu_seconds(), Instant::now());
        let tasks: Vec<_> = (0..clients)
            .map(|_| {
                let runtime = runtime.clone();
                tokio::spawn(async move {
                    let mut times = Vec::new();
                    for _ in 0..cases / clients {
                        one_case(&runtime, &mut times).await?;
                    }
                    Ok::<_, runtime::RuntimeError>(times)
                })
            })
            .collect();
        let mut times = Vec::new();
        for task in tasks {
            times.extend(task.await??);
        }
        let (cpu, wall) = (cpu_seconds() - cpu, wall.elapsed().as_secs_f64());
        times.sort_unstable();
        let percentile = |part: f64| times[((times.len() - 1) as f64 * part) as usize].as_secs_f64() * 1e3;
        let done = times.len() as f64 / 3.0;
        let raw = raw(&db, clients, cases / clients).await?;
        println!(
            "{clients:7} | {:7.0} | {:11.1} | {:11.0} | {:6.2} | {:6.2} | {raw:.0} ({:.2})",
            done / wall,
            cpu / done * 1e6,
            done / cpu,
            percentile(0.5),
            percentile(0.99),
            done * 3.0 / wall / raw,
        );
    }
    let cases = db
        .read(Statement::new("SELECT count(*) FROM cases"))
        .await?
        .first_mut()
        .map_or(Ok(1), |row| row.take::<i64>())?;
    let events =
        Statement::new("SELECT sum(length(events)) / count(*) FROM events WHERE case_id NOT LIKE 'raw%'");
    let bytes: i64 = db.read(events).await?.first_mut().map_or(Ok(0), store::Row::take)?;
    println!("{cases} cases, {bytes} bytes of events a command");
    runtime.stop().await?;
    Ok(())
}

/// Event rows alone, as large as those of the cases: commands per second.
async fn raw(db: &Db, clients: usize, cases: usize) -> Result<f64, Box<dyn Error>> {
    let wall = Instant::now();
    let stamp = runtime::SystemIds::default();
    let tasks: Vec<_> = (0..clients)
        .map(|_| {
            let (db, id) = (db.clone(), format!("raw{}", runtime::Ids::next(&stamp, 0)));
            tokio::spawn(async move {
                for number in 0..cases * 3 {
                    let (case_id, shard) = (format!("{id}{:06}", number / 3), shard(&id));
                    let (sequence, events) = (number as i64 % 3, "x".repeat(EVENT_BYTES));
                    let mut set = WriteSet::new(shard);
                    set.insert(EventRow { case_id, sequence, shard, at: 0, events });
                    db.commit(set).await?;
                }
                Ok::<_, store::StoreError>(())
            })
        })
        .collect();
    for task in tasks {
        task.await??;
    }
    Ok((clients * cases * 3) as f64 / wall.elapsed().as_secs_f64())
}

async fn recovery(target: &str) -> Result<(), Box<dyn Error>> {
    let db = Db::open(target).await?;
    let runtime = Runtime::start_node(db.clone(), Options::default()).await?;
    runtime.deploy(CLAIM).await?;
    let tasks: Vec<_> = (0..500)
        .map(|_| {
            let runtime = runtime.clone();
            tokio::spawn(async move {
                for _ in 0..200 {
                    runtime.start(NewCase { workflow: "claim".into(), ..NewCase::default() }).await?;
                }
                Ok::<_, runtime::RuntimeError>(())
            })
        })
        .collect();
    for task in tasks {
        task.await??;
    }
    let case = runtime.start(NewCase { workflow: "claim".into(), ..NewCase::default() }).await?;
    let year = 365 * 24 * 3600 * 1_000_000_i64;
    for block in 0..1_000_i64 {
        let mut set = WriteSet::new(block);
        for key in 0..1_000 {
            let due_at = runtime.now() + 60_000_000 + (block * 1_000 + key).wrapping_mul(7_919) % year;
            let (case_id, shard) = (format!("{case}{block}"), block);
            set.put(Timer { case_id, key, shard, due_at, available_at: due_at, owner: None });
        }
        db.commit(set).await?;
    }
    // As after kill -9: nothing is stopped, a new node of the same name opens the same database.
    let clock = Instant::now();
    let db = Db::open(target).await?;
    let opened = clock.elapsed();
    let again = Runtime::start_node(db, Options::default()).await?;
    let started = clock.elapsed();
    again.complete_job(&case, Key(2), values("amount", Value::from(250))).await?;
    println!("open {opened:?}, node {started:?}, first command {:?}", clock.elapsed());
    Ok(())
}

async fn age(db: Db) -> Result<(), Box<dyn Error>> {
    let runtime = Runtime::start_node(db, Options::default()).await?;
    runtime.deploy(CLAIM).await?;
    let old = runtime.start(NewCase { workflow: "claim".into(), ..NewCase::default() }).await?;
    println!("past events | CPU µs/command | ms/command | of a new case: CPU µs/command | ms/command");
    for step in 0..=10 {
        let (cpu, wall) = set_often(&runtime, &old, 9_000).await?;
        let new = runtime.start(NewCase { workflow: "claim".into(), ..NewCase::default() }).await?;
        let (new_cpu, new_wall) = set_often(&runtime, &new, 1_000).await?;
        println!("{:11} | {cpu:14.1} | {wall:10.3} | {new_cpu:29.1} | {new_wall:10.3}", step * 9_000);
    }
    Ok(())
}

/// Sets a variable so often; CPU µs and ms a command.
async fn set_often(
    runtime: &Runtime,
    case: &str,
    commands: u32,
) -> Result<(f64, f64), runtime::RuntimeError> {
    let (cpu, wall) = (cpu_seconds(), Instant::now());
    for number in 0..commands {
        let variables = values("n", Value::from(i64::from(number)));
        runtime.send(case, Command::SetVariables { scope: None, variables, local: false }).await?;
    }
    let per = |total: f64| total / f64::from(commands);
    Ok((per(cpu_seconds() - cpu) * 1e6, per(wall.elapsed().as_secs_f64()) * 1e3))
}

#[tokio::main(worker_threads = 2)]
async fn main() -> Result<(), Box<dyn Error>> {
    let directory = tempfile::tempdir_in(".")?;
    let file = directory.path().join("bench.db").display().to_string();
    let mode = std::env::args().nth(1).unwrap_or_else(|| "load".into());
    let target = std::env::args().nth(2).unwrap_or(file);
    match mode.as_str() {
        "recovery" => recovery(&target).await,
        "age" => age(Db::open(&target).await?).await,
        _ => load(Db::open(&target).await?).await,
    }
}
