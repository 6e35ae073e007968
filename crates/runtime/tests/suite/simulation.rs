//! Seeded histories: several nodes on one database, and everything that can go wrong with them. One seed, one history.
//!
//! `SIMULATION_SEED=7 cargo test -p runtime --test runtime simulation` runs one seed and tells what happens in it,
//! `SIMULATION_SEEDS=5000` so many. Seeds that have found a fault stand in `corpus/simulation/seeds.txt`.

mod audit;
mod calm;
mod clients;
mod dice;
mod history;
mod outside;
mod races;
mod turns;

use history::{Summary, run};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;
use turns::Order;

/// Seeds of every run of the tests, on SQLite and on PostgreSQL.
const SEEDS: u64 = 24;
const SEEDS_ON_POSTGRES: u64 = 4;

/// What is to be run: one seed, so many, or as many as always; those that once failed come first.
fn seeds(always: u64) -> Vec<u64> {
    let asked = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    match asked("SIMULATION_SEED") {
        Some(seed) => vec![seed],
        None => failed_once().into_iter().chain(1..=asked("SIMULATION_SEEDS").unwrap_or(always)).collect(),
    }
}

/// The seeds of the corpus: a number, and behind it what it had found.
fn failed_once() -> Vec<u64> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/simulation/seeds.txt");
    let text = std::fs::read_to_string(&file).expect("the seeds of the corpus");
    let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    let seeds = lines.filter(|line| !line.is_empty()).filter_map(|line| line.split_whitespace().next());
    seeds.map(|seed| seed.parse().expect("a line of seeds.txt begins with a number")).collect()
}

fn on_sqlite(seed: u64) -> Result<Summary, String> {
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
    let directory = tempfile::tempdir_in(folder).map_err(|error| error.to_string())?;
    run(seed, &directory.path().join("history.db").display().to_string(), Order::Strict)
}

fn on_postgres(seed: u64) -> Result<Summary, String> {
    run(seed, &testkit::postgres::database()?, Order::Free)
}

/// Runs all seeds, on each processor one at a time; says what the first failing one had found, and what all did.
fn run_all(seeds: &[u64], history: impl Fn(u64) -> Result<Summary, String> + Sync) {
    let began = Instant::now();
    let next = AtomicUsize::new(0);
    let (failed, total) = (Mutex::new(Vec::new()), Mutex::new(Summary::default()));
    let work = || {
        while let Some(seed) = seeds.get(next.fetch_add(1, Ordering::SeqCst)) {
            match history(*seed) {
                Ok(summary) => total.lock().expect("the sum").add(&summary),
                Err(why) => {
                    eprintln!(
                        "SIMULATION_SEED={seed} cargo test -p runtime --test runtime simulation\n{why}"
                    );
                    failed.lock().expect("the list").push(*seed);
                }
            }
        }
    };
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| (0..processors).for_each(|_| drop(scope.spawn(work))));
    let total = total.into_inner().expect("the sum");
    println!("{} seeds in {:.1} s: {total:?}", seeds.len(), began.elapsed().as_secs_f64());
    let failed = failed.into_inner().expect("the list");
    assert!(failed.is_empty(), "seeds that failed: {failed:?}");
}

#[test]
fn histories_on_sqlite() {
    run_all(&seeds(SEEDS), on_sqlite);
}

#[test]
fn histories_on_postgres() {
    run_all(&seeds(SEEDS_ON_POSTGRES), on_postgres);
}

#[test]
fn the_same_seed_gives_the_same_history() {
    for seed in [3, 4] {
        assert_eq!(on_sqlite(seed).expect("a history"), on_sqlite(seed).expect("a history"), "seed {seed}");
    }
}
