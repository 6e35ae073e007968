//! Measures this machine: one file for each kind of figure. `bench/run` runs them all, with peers beside them.

mod age;
mod durable;
mod figure;
mod load;
mod memory;
mod meter;
mod notation;
mod recovery;
mod soak;

use crate::cli::Bench;
use crate::messages;
use crate::output::{Failure, Output};
use figure::Figure;
use std::path::Path;

/// Measures, and prints every figure as soon as it is known: with `--json` as a line of JSON.
pub fn bench(what: &Bench, dir: Option<&Path>, output: &Output) -> Result<(), Failure> {
    let temporary = std::env::temp_dir();
    let dir = dir.unwrap_or(&temporary);
    let print = |figure: Figure| output.print(&if output.json { figure.json() } else { figure.text() });
    let tokio = super::tokio()?;
    match what {
        Bench::Memory { cases } => memory::measure(*cases, &print),
        Bench::Notation => notation::measure(&print),
        Bench::Durable { db: Some(url), server, cases } => {
            tokio.block_on(durable::measure(&durable::On::Postgres { url, server: *server }, *cases, &print))
        }
        Bench::Durable { db: None, cases, .. } => {
            tokio.block_on(durable::measure(&durable::On::Sqlite { dir }, *cases, &print))
        }
        Bench::Recovery { cases, timers } => recovery::measure(dir, *cases, *timers, &print),
        Bench::Age { commands, items } => {
            age::in_memory(*commands, *items, &print)?;
            tokio.block_on(age::durable(dir, *commands, *items, &print))
        }
        Bench::Soak { minutes, rate } => tokio.block_on(soak::measure(dir, *minutes, *rate, output)),
        Bench::Fill { file, cases, timers } => tokio.block_on(recovery::fill(file, *cases, *timers)),
        Bench::First { file, case } => tokio.block_on(recovery::first(file, case)),
    }
}

/// A failure of a benchmark, with what went wrong.
fn failed(reason: impl ToString) -> Failure {
    Failure::new(messages::BENCH_FAILED.message().with("reason", reason.to_string()))
}
