//! What the program says of itself: to standard error, where it disturbs no result.

use crate::messages;
use crate::output::Failure;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, fmt};

/// The variable that says how much of which part is logged, as in `warn,runtime=debug`.
const VARIABLE: &str = "STEPWELL_LOG";
/// What is logged if nothing else is said: what workflows log, and warnings.
const USUALLY: &str = "warn,runtime::connectors=info";
/// What is logged on demand.
const VERBOSE: &str = "info,runtime=debug,store=debug";

/// Begins to log.
///
/// # Errors
/// The variable cannot be read.
pub fn begin(verbose: bool) -> Result<(), Failure> {
    let wanted = std::env::var(VARIABLE).ok().filter(|text| !text.is_empty());
    let wanted = wanted.unwrap_or_else(|| String::from(if verbose { VERBOSE } else { USUALLY }));
    let targets: Targets =
        wanted.parse().map_err(|_| Failure::new(messages::LOG_LEVELS.message().with("text", &wanted)))?;
    let lines = fmt::layer().with_writer(std::io::stderr).with_ansi(false).with_target(false).compact();
    // Two times in one process, in tests, the first one stays.
    let _ = tracing_subscriber::registry().with(lines.with_filter(targets)).try_init();
    Ok(())
}
