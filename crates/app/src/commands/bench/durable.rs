//! (b) Cases on SQLite, (c) on PostgreSQL, by 1, 64 and 512 clients, beside the raw rate of appends of the same bytes
//! in the same groups to the same disk; (g) bytes a case.
//!
//! Raw is what there is at best: as many clients, each commits one row of as many bytes as a command writes, by the
//! same group commit, to the event log alone. On SQLite there is a second one, without any database: the same bytes
//! in the same groups appended to a file, `fdatasync` after each group.

use super::failed;
use super::figure::Figure;
use super::load::{self, COMMANDS, Times};
use super::meter::{Meter, Spent, cpu_of_server};
use crate::output::Failure;
use runtime::Options;
use std::io::Write;
use std::path::Path;
use store::tables::events::EventRow;
use store::{Db, WriteSet, Written, shard};

/// So many clients at a time, and which part of the cases they carry through.
const CLIENTS: [(u32, u32); 3] = [(1, 16), (64, 1), (512, 1)];
/// Runs of each, of which the median counts.
const ROUNDS: usize = 3;
/// Bytes of the columns of a row of the event log beside the events.
const ROW: u64 = 26 + 3 * 8;

/// Where the cases are kept.
pub enum On<'a> {
    /// In new SQLite files in this folder.
    Sqlite { dir: &'a Path },
    /// In a PostgreSQL database, of whose server this is the process.
    Postgres { url: &'a str, server: Option<u32> },
}

/// One run with cases and one with raw appends.
struct Round {
    spent: Spent,
    server: f64,
    times: Times,
    written: Written,
    bytes: i64,
    raw: Spent,
    file: Option<f64>,
}

/// Measures all of it; `cases` cases in each run.
pub async fn measure(on: &On<'_>, cases: u32, print: &dyn Fn(Figure)) -> Result<(), Failure> {
    for (clients, part) in CLIENTS {
        let cases = (cases / part).max(clients);
        let mut rounds = Vec::new();
        for _ in 0..ROUNDS {
            rounds.push(round(on, clients, cases).await?);
        }
        rounds.sort_by(|a, b| a.spent.cpu.total_cmp(&b.spent.cpu));
        report(on, clients, cases, &rounds.swap_remove(ROUNDS / 2), print);
    }
    Ok(())
}

fn report(on: &On, clients: u32, cases: u32, round: &Round, print: &dyn Fn(Figure)) {
    let (letter, database) = match on {
        On::Sqlite { .. } => ("b", "SQLite"),
        On::Postgres { .. } => ("c", "PostgreSQL"),
    };
    let commands = f64::from(cases * COMMANDS);
    let per_second = commands / round.spent.wall;
    let raw = commands / round.raw.wall;
    let name = format!("{database}, {clients} client{}", if clients == 1 { "" } else { "s" });
    let mut figure = Figure::rate(letter, name, f64::from(cases), "cases", round.spent)
        .with("commands/s", per_second)
        .with("p50 ms", round.times.within_ms(0.50))
        .with("p99 ms", round.times.within_ms(0.99))
        .with("commands a group", round.written.sets as f64 / round.written.groups.max(1) as f64)
        .with("bytes a command", round.written.bytes as f64 / round.written.sets.max(1) as f64)
        .with("raw/s", raw)
        .with("of raw", per_second / raw)
        .with("of raw by CPU", round.raw.cpu / round.spent.cpu);
    if let Some(file) = round.file {
        figure = figure.with("file/s", file).with("of file", per_second / file);
    }
    if matches!(on, On::Postgres { server: Some(_), .. }) {
        figure = figure.with("CPU-s here", round.spent.cpu - round.server).with("CPU-s server", round.server);
    }
    print(figure);
    if matches!(on, On::Sqlite { .. }) && clients == 64 {
        print(Figure::value(
            "g",
            "finished case, the whole file",
            round.bytes as f64 / f64::from(cases),
            "bytes",
        ));
    }
}

async fn round(on: &On<'_>, clients: u32, cases: u32) -> Result<Round, Failure> {
    match on {
        On::Sqlite { dir } => {
            let folder = load::folder(dir)?;
            let file = |name: &str| folder.path().join(name).display().to_string();
            let mut round = cases_on(&file("cases.db"), None, clients, cases).await?;
            let bytes = round.written.bytes / round.written.sets.max(1);
            round.raw = raw(&file("raw.db"), None, clients, cases * COMMANDS, bytes).await?;
            let group = (round.written.sets / round.written.groups.max(1)).max(1);
            round.file = Some(appended(folder.path(), group, bytes).map_err(failed)?);
            Ok(round)
        }
        On::Postgres { url, server } => {
            let mut round = cases_on(url, *server, clients, cases).await?;
            let bytes = round.written.bytes / round.written.sets.max(1);
            round.raw = raw(url, *server, clients, cases * COMMANDS, bytes).await?;
            Ok(round)
        }
    }
}

async fn cases_on(target: &str, server: Option<u32>, clients: u32, cases: u32) -> Result<Round, Failure> {
    let runtime = load::node(target, Options::default()).await?;
    load::deploy_claim(&runtime).await?;
    load::drive(&runtime, clients, (cases / 20).max(clients)).await?;
    let (before, bytes) = (runtime.db().written(), runtime.db().size().await.map_err(failed)?);
    let (meter, server_before) = (Meter::start(), server.map_or(0.0, cpu_of_server));
    let times = load::drive(&runtime, clients, cases).await?;
    let (mut spent, server) = (meter.spent(), server.map_or(0.0, cpu_of_server) - server_before);
    spent.cpu += server;
    let after = runtime.db().written();
    let written = Written {
        groups: after.groups - before.groups,
        sets: after.sets - before.sets,
        bytes: after.bytes - before.bytes,
    };
    let bytes = runtime.db().size().await.map_err(failed)? - bytes;
    load::stop(runtime).await?;
    Ok(Round { spent, server, times, written, bytes, raw: Spent::default(), file: None })
}

/// As many clients commit rows of as many bytes to the event log alone.
async fn raw(
    target: &str,
    server: Option<u32>,
    clients: u32,
    commands: u32,
    bytes: u64,
) -> Result<Spent, Failure> {
    let db = Db::open(target).await.map_err(failed)?;
    let body = "x".repeat(usize::try_from(bytes.saturating_sub(ROW)).unwrap_or(0));
    let began = jiff::Timestamp::now().as_microsecond();
    let client = |number: u32| {
        let (db, body) = (db.clone(), body.clone());
        tokio::spawn(async move {
            for command in (number..commands).step_by(clients as usize) {
                let case_id = format!("{began:016}{number:010}");
                let mut set = WriteSet::new(shard(&case_id));
                let sequence = i64::from(command);
                set.insert(EventRow {
                    shard: set.shard(),
                    case_id,
                    sequence,
                    at: began,
                    events: body.clone(),
                });
                db.commit(set).await?;
            }
            Ok::<(), store::StoreError>(())
        })
    };
    let (meter, server_before) = (Meter::start(), server.map_or(0.0, cpu_of_server));
    let running: Vec<_> = (0..clients).map(client).collect();
    for client in running {
        client.await.map_err(failed)?.map_err(failed)?;
    }
    let mut spent = meter.spent();
    spent.cpu += server.map_or(0.0, cpu_of_server) - server_before;
    db.close().await;
    Ok(spent)
}

/// Appends groups of rows to a file, `fdatasync` after each; rows per second.
fn appended(folder: &Path, group: u64, bytes: u64) -> std::io::Result<f64> {
    const GROUPS: u64 = 500;
    let mut file = std::fs::File::create(folder.join("raw"))?;
    let rows = vec![b'x'; usize::try_from(group * bytes).unwrap_or(0)];
    let meter = Meter::start();
    for _ in 0..GROUPS {
        file.write_all(&rows)?;
        file.sync_data()?;
    }
    Ok((group * GROUPS) as f64 / meter.spent().wall)
}
