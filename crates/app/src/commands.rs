//! What each command does: one file for each.

mod bench;
mod check;
mod convert;
mod doctor;
mod load;
mod node;
mod render;
mod run;
mod trace;

use crate::cli::Command;
use crate::messages;
use crate::output::{Failure, Output};

/// Carries out a command.
///
/// # Errors
/// What a person reads, with a stable code.
pub fn execute(command: &Command, output: &Output) -> Result<(), Failure> {
    match command {
        Command::Convert { input, to, from_lang, base, process } => {
            let (base, process) = (base.as_deref(), process.as_deref());
            convert::convert(&convert::How { input, to: *to, from_lang: *from_lang, base, process }, output)
        }
        Command::Check { files } => check::check(files, output),
        Command::Render { input, output: to, scale, dark, layout } => {
            render::render(input, to, &render::How { scale: *scale, dark: *dark, layout: *layout }, output)
        }
        Command::Load { db, clients, drain } => load::load(db, *clients, *drain, output),
        Command::Doctor { db } => doctor::doctor(db.as_deref(), output),
        Command::Run { file, variables, db, with, anew, case, start } => {
            let (db, case, start) = (db.as_deref(), case.as_deref(), start.as_deref());
            run::run(&run::Job { file, variables, db, with, anew: *anew, case, start }, output)
        }
        Command::Trace { case, db } => trace::trace(case, db, output),
        Command::Bench { dir, what } => bench::bench(what, dir.as_deref(), output),
    }
}

/// The threads on which everything that waits runs.
fn tokio() -> Result<tokio::runtime::Runtime, Failure> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|error| {
        Failure::new(messages::THREADS.message().with_message("reason", messages::reason(&error)))
    })
}
