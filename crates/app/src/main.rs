//! The binary `stepwell`: command line, configuration, wiring.

mod cli;
mod commands;
mod log;
mod messages;
mod output;
mod progress;
mod source;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    let output = output::Output::new(cli.json, cli.lang);
    match log::begin(cli.verbose).and_then(|()| commands::execute(&cli.command, &output)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            output.failure(&failure);
            ExitCode::FAILURE
        }
    }
}
