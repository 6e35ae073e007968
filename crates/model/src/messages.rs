//! All texts of this crate, in five languages.

mod check;
mod compile;
pub mod places;

pub use check::*;
pub use compile::*;
pub use places::*;
