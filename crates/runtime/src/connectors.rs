//! The connectors that come with the program, a file each.

mod delay;
mod http_request;
mod input;
pub mod limits;
mod log;
mod variables_set;

pub use delay::Delay;
pub use http_request::{HttpPolicy, HttpRequest};
pub(crate) use input::explain;
pub use log::Log;
pub use variables_set::VariablesSet;

use crate::connector::Connectors;

/// All of them.
///
/// # Errors
/// The HTTP client cannot be made; the text says why.
pub fn built_in(http: HttpPolicy) -> Result<Connectors, String> {
    Ok(Connectors::none().with(HttpRequest::new(http)?).with(Log).with(Delay).with(VariablesSet))
}
