//! `log`: writes a line to the program's log.

use crate::connector::{Call, Connector, Failure};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Writes a line to the program's log.
#[derive(Debug, Clone, Copy)]
pub struct Log;

/// What is written.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct Input {
    /// The text.
    message: String,
    /// How important it is; `info` if absent.
    #[serde(default)]
    level: Option<Level>,
}

/// How important a line is.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Level {
    Debug,
    Info,
    Warn,
    Error,
}

/// Nothing.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Output {}

impl Connector for Log {
    type Input = Input;
    type Output = Output;
    const KIND: &'static str = "log";

    async fn run(&self, call: Call, input: Input) -> Result<Output, Failure> {
        let (case, element, message) = (call.case, call.element, input.message);
        match input.level.unwrap_or(Level::Info) {
            Level::Debug => tracing::debug!(case, element, message),
            Level::Info => tracing::info!(case, element, message),
            Level::Warn => tracing::warn!(case, element, message),
            Level::Error => tracing::error!(case, element, message),
        }
        Ok(Output {})
    }
}
