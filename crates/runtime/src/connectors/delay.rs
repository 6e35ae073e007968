//! `delay`: waits for a while. The wait is in the database, not in memory: it survives a restart.

use crate::connector::{Call, Connector, Failure, quoted};
use crate::messages::connectors::DELAY_TOO_FAR;
use jiff::tz::TimeZone;
use lang::Text;
use model::timer;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

static FAILURES: &[&Text] = &[&timer::NOT_A_DURATION, &DELAY_TOO_FAR];

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

    fn failures(&self) -> &'static [&'static Text] {
        FAILURES
    }

    async fn run(&self, call: Call, input: Input) -> Result<Output, Failure> {
        let given = quoted(&input.duration);
        let span = timer::duration(&input.duration)
            .map_err(|_| Failure::never(timer::NOT_A_DURATION.message().with("text", &given)))?;
        match timer::after(call.created_at, span, &TimeZone::UTC) {
            Some(until) if until > call.now => Err(Failure::NotBefore(until)),
            Some(_) => Ok(Output {}),
            None => Err(Failure::never(DELAY_TOO_FAR.message().with("duration", given))),
        }
    }
}
