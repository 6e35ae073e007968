//! All texts of this crate, in five languages.

mod compile;
mod places;

pub use compile::*;
pub use places::*;
