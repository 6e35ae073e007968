//! Random processes, random paths through them, and the laws that hold on every path.
//!
//! All is taken from bytes ([`Choices`]): fewer and smaller bytes make a smaller process and a shorter path, so that
//! a case that fails can be made simpler by making its bytes simpler.
//!
//! - [`blocks`]: processes made of blocks in blocks, which always come to their end;
//! - [`graph`]: anything that compiles;
//! - [`play`]: a random path on a [`Host`](crate::host::Host), and what has to be true after each of its steps;
//! - [`Laws`]: what has to be true, for use elsewhere.

mod blocks;
mod draft;
mod graph;
mod laws;
mod moves;
mod play;
mod structure;
mod tokens;

pub use blocks::blocks;
pub use graph::graph;
pub use laws::Laws;
pub use play::{Manner, Played, play};

/// The process that is started.
pub const MAIN: &str = "main";

/// The process that [`MAIN`] calls.
pub(crate) const CALLED: &str = "called";

/// Choices, taken from bytes; zero when there are none left.
#[derive(Debug, Clone)]
pub struct Choices<'b> {
    bytes: std::slice::Iter<'b, u8>,
}

impl<'b> Choices<'b> {
    /// Takes them from `bytes`.
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { bytes: bytes.iter() }
    }

    /// Are there none left?
    pub fn is_empty(&self) -> bool {
        self.bytes.len() == 0
    }

    /// A number below `count`, which must not be 0.
    pub fn pick(&mut self, count: usize) -> usize {
        usize::from(self.bytes.next().copied().unwrap_or_default()) % count
    }

    /// One in `count` times.
    pub fn rarely(&mut self, count: usize) -> bool {
        self.pick(count) == count - 1
    }

    /// Every other time.
    pub fn flag(&mut self) -> bool {
        self.rarely(2)
    }

    /// One of some; there must be one.
    pub fn one<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.pick(all.len())]
    }
}
