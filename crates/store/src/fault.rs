//! Where tests make the store crash: before or after any chosen commit.

/// A point at which a process can die.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Point {
    /// A transaction is complete and about to be committed.
    BeforeCommit,
    /// A transaction is committed and nobody knows it yet.
    AfterCommit,
}

/// Decides about crashes. The program itself has none; tests give one in [`crate::Options`].
pub trait Faults: Send + Sync + std::fmt::Debug {
    /// Whether the process dies at this point: nothing more is done from here on, and nobody gets an answer
    /// but [`crate::StoreError::Closed`].
    fn crash(&self, point: Point) -> bool;
}
