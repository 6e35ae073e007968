//! Every scenario of `corpus/engine` on the runtime: on SQLite, on PostgreSQL, and with a crash at every commit.
//!
//! `cargo test -p runtime --test corpus -- timers` runs those whose name has `timers` in it.

#[path = "support/host.rs"]
mod host;

use host::{Crashes, RuntimeHost};
use libtest_mimic::{Arguments, Failed, Trial};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};
use store::Point;
use testkit::corpus::{self, Entry};
use testkit::postgres;
use testkit::scenario::run;

/// At so many commits of a scenario the node dies; where there are more, they are evenly spread. `CRASHES=all` has no
/// such limit.
const POINTS: usize = 64;
/// And of a scenario whose logs are larger than so many bytes (that of 100,000 runs) at so few.
const LARGE: usize = 8 << 20;
const POINTS_OF_LARGE: usize = 2;
/// On PostgreSQL every so many scenarios have a crash.
const SAMPLE: usize = 6;

/// Where and how a scenario runs.
#[derive(Debug, Clone, Copy)]
enum Place {
    Sqlite,
    Postgres,
    /// SQLite, and the node dies again and again.
    Crashing(Crashes),
    /// SQLite, once for each commit and point: the node dies exactly there.
    EachCommit,
    /// PostgreSQL, and the node dies once, somewhere.
    OneCommit,
}

const PLACES: [(&str, Place); 6] = [
    ("sqlite", Place::Sqlite),
    ("postgres", Place::Postgres),
    ("crash before", Place::Crashing(Crashes::BeforeFirst)),
    ("crash after", Place::Crashing(Crashes::AfterFirst)),
    ("crash at each commit", Place::EachCommit),
    ("postgres, a crash", Place::OneCommit),
];

/// Crashes so far.
static CRASHES: AtomicUsize = AtomicUsize::new(0);

fn main() {
    let arguments = Arguments::from_args();
    let entries: Vec<Arc<Entry>> = match corpus::load(&corpus::engine()) {
        Ok(entries) => entries.into_iter().map(Arc::new).collect(),
        Err(why) => {
            let broken = Trial::test("the corpus can be read", move || Err(Failed::from(why)));
            libtest_mimic::run(&arguments, vec![broken]).exit();
        }
    };
    let mut trials = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        let is_in = |place| !matches!(place, Place::OneCommit) || at.is_multiple_of(SAMPLE);
        let places = PLACES.into_iter().filter(|(_, place)| is_in(*place));
        trials.extend(places.map(|(name, place)| trial(entry, at, name, place)));
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    println!("{} crashes", CRASHES.load(Ordering::SeqCst));
    conclusion.exit();
}

fn trial(entry: &Arc<Entry>, number: usize, name: &str, place: Place) -> Trial {
    let entry = entry.clone();
    Trial::test(format!("{} [{name}]", entry.name()), move || match place {
        Place::Sqlite => done(on_sqlite(&entry, Crashes::Never)),
        Place::Postgres => done(on(postgres::database()?, &entry, Crashes::Never)),
        Place::Crashing(crashes) => done(on_sqlite(&entry, crashes)),
        Place::EachCommit => at_each_commit(&entry),
        Place::OneCommit => {
            let expected = on(postgres::database()?, &entry, Crashes::Never)?;
            let point =
                if number.is_multiple_of(2 * SAMPLE) { Point::BeforeCommit } else { Point::AfterCommit };
            let crash = Crashes::Once(number % expected.commits.max(1), point);
            compare(&expected, &on(postgres::database()?, &entry, crash)?, crash)
        }
    })
}

fn done(result: Result<Told, Failed>) -> Result<(), Failed> {
    result.map(|_| ())
}

/// What a run has come to.
struct Told {
    commits: usize,
    deaths: usize,
    /// The logs of all cases, without what depends on the ids of other cases; sorted.
    logs: Vec<String>,
}

/// The node dies before and after each commit; what follows has to be the same as without.
fn at_each_commit(entry: &Entry) -> Result<(), Failed> {
    let expected = on_sqlite(entry, Crashes::Never)?;
    let all = std::env::var("CRASHES").is_ok_and(|text| text == "all");
    let is_large = expected.logs.iter().map(String::len).sum::<usize>() > LARGE;
    let points = if is_large { POINTS_OF_LARGE } else { POINTS };
    let step = if all { 1 } else { expected.commits.div_ceil(points).max(1) };
    for commit in (0..).step_by(step) {
        for point in [Point::BeforeCommit, Point::AfterCommit] {
            let crash = Crashes::Once(commit, point);
            let told = on_sqlite(entry, crash).map_err(|why| at(crash, &why))?;
            // How commits are grouped is not always the same: it is over when there is none to die at.
            if told.deaths == 0 {
                return Ok(());
            }
            compare(&expected, &told, crash)?;
        }
    }
    Ok(())
}

fn compare(expected: &Told, told: &Told, crash: Crashes) -> Result<(), Failed> {
    CRASHES.fetch_add(told.deaths, Ordering::SeqCst);
    if expected.logs == told.logs {
        return Ok(());
    }
    let differs = |(one, other): &(&String, &String)| one != other;
    let (one, other) = expected.logs.iter().zip(&told.logs).find(differs).unzip();
    Err(at(crash, &Failed::from(format!("the logs differ:\n  without a crash {one:?}\n  with it {other:?}"))))
}

fn at(crash: Crashes, why: &Failed) -> Failed {
    Failed::from(format!("{crash:?}: {}", why.message().unwrap_or_default()))
}

fn on_sqlite(entry: &Entry, crashes: Crashes) -> Result<Told, Failed> {
    /// An empty database, to be copied: making one takes longer than most scenarios.
    static EMPTY: LazyLock<Result<(tempfile::TempDir, PathBuf), String>> =
        LazyLock::new(host::empty_database);
    let (_, empty) = EMPTY.as_ref().map_err(Clone::clone)?;
    let directory = tempfile::tempdir_in(host::fast_directory())?;
    let file = directory.path().join("runtime.db");
    std::fs::copy(empty, &file)?;
    on(file.display().to_string(), entry, crashes)
}

fn on(target: String, entry: &Entry, crashes: Crashes) -> Result<Told, Failed> {
    let mut host = RuntimeHost::new(target, crashes, &entry.scenario.setup)?;
    let outcome = run(&entry.scenario, &entry.files, &mut host)
        .map_err(|failure| format!("corpus/engine/{}.scenario {failure}", entry.file))?;
    let ids: Vec<String> = outcome.cases.keys().map(|id| format!("\"{id}\"")).collect();
    let mut logs = Vec::new();
    for log in outcome.cases.values() {
        let text = serde_json::to_string(&log.events)?;
        logs.push(ids.iter().fold(text, |text, id| text.replace(id, "\"case\"")));
    }
    logs.sort();
    let (commits, deaths) = host.counts();
    Ok(Told { commits, deaths, logs })
}
