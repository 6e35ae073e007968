//! Where tests take part in the life of the store: it crashes before or after any chosen commit, and whatever it does
//! waits for its turn.

use std::fmt::Debug;
use std::future::{Future, ready};
use std::pin::Pin;

/// A point at which a process can die.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Point {
    /// A transaction is complete and about to be committed.
    BeforeCommit,
    /// A transaction is committed and nobody knows it yet.
    AfterCommit,
}

/// What waits for its turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Access {
    /// The opening of the database.
    Open,
    /// One statement that reads.
    Read,
    /// Statements that write, in a transaction of their own.
    Write,
    /// The begin of an interactive transaction.
    Begin,
    /// A statement or the commit of an interactive transaction.
    Statement,
    /// The writing of all write sets that have queued up, where the writer is a task.
    Group,
    /// Hearing that something is committed.
    Answer,
}

/// What lasts for longer than a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lasting {
    /// A transaction is open.
    Transaction,
    /// A write set is with the writer, who has not answered.
    Member,
}

/// A turn, or something lasting; it ends when it is dropped.
pub type Turn = Box<dyn Debug + Send + Sync>;

/// A turn that is waited for.
pub type Waiting<'a> = Pin<Box<dyn Future<Output = Option<Turn>> + Send + 'a>>;

/// Decides about crashes and about the order of things. The program itself has none; tests give one in
/// [`crate::Options`].
pub trait Faults: Send + Sync + Debug {
    /// Whether the process dies at this point: nothing more is done from here on, and nobody gets an answer
    /// but [`crate::StoreError::Closed`].
    fn crash(&self, _point: Point) -> bool {
        false
    }

    /// Waits until this may be done.
    fn turn(&self, _access: Access) -> Waiting<'_> {
        Box::pin(ready(None))
    }

    /// This has begun.
    fn begun(&self, _what: Lasting) -> Option<Turn> {
        None
    }

    /// The writer of SQLite has the first write set of a group; returns when it may take all that have queued up. It
    /// is called on the writer's thread and may block.
    fn gather(&self) {}
}
