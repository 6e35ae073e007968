//! The canonical outline: the full form, with words that are the same in every language.

pub mod attributes;
mod events;
pub mod format;
mod head;
mod items;
pub mod lines;
pub mod parse;
pub mod words;
mod work;
mod write;
pub use work::is_variable;
