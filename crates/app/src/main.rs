//! The binary `stepwell`: command line, configuration, wiring.

mod cli;
mod commands;
mod messages;
mod output;
mod progress;
mod source;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    let mut output = output::Output::new(cli.json, cli.lang);
    match commands::execute(&cli.command, &mut output) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            output.failure(&failure);
            ExitCode::FAILURE
        }
    }
}
