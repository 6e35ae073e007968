//! `delay`: waits for a while. The wait is in the database, not in memory: it survives a restart.

use crate::connector::{Call, Connector, Failure};
use jiff::tz::TimeZone;
use model::timer;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Waits for a while.
#[derive(Debug, Clone, Copy)]
pub struct Delay;

/// How long.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct Input {
    /// An ISO 8601 duration, as in `PT15M`.
    duration: String,
}

/// Nothing.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Output {}

impl Connector for Delay {
    type Input = Input;
    type Output = Output;
    const KIND: &'static str = "delay";

    async fn run(&self, call: Call, input: Input) -> Result<Output, Failure> {
        let span = timer::duration(&input.duration).map_err(|error| Failure::Never(error.to_string()))?;
        match timer::after(call.created_at, span, &TimeZone::UTC) {
            Some(until) if until > call.now => Err(Failure::NotBefore(until)),
            Some(_) => Ok(Output {}),
            None => Err(Failure::Never(format!("{} from now is out of range", input.duration))),
        }
    }
}
