//! Write sets: what one command changes, as data, so that many commands share a transaction.

use crate::record::{Record, Table};
use crate::statement::Values;
use crate::value::{Column, Value};

/// How a row is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The row must be new; if it exists, the whole write set fails with a conflict.
    Insert,
    /// The row is written, new or not.
    Put,
    /// The row with this key is removed, if there is one.
    Delete,
    /// The row with this key is removed; if it is gone already, the whole write set fails with a conflict.
    Consume,
}

/// One row that is written.
#[derive(Debug, Clone)]
pub struct Change {
    /// The table.
    pub table: &'static Table,
    /// How.
    pub kind: Kind,
    /// All values; only those of the key for a row that is removed.
    pub values: Values,
}

/// The changes of one command; they are written together or not at all.
///
/// Within one write set the rows that must be new are written first, then those that must be there are removed. A later change of a row replaces an
/// earlier one of the same row.
#[derive(Debug, Clone, Default)]
pub struct WriteSet {
    changes: Vec<Change>,
    shard: i64,
    size: usize,
}

impl WriteSet {
    /// An empty write set of a case (or another owner) with this hash; see [`crate::shard`].
    pub fn new(shard: i64) -> Self {
        Self { changes: Vec::new(), shard, size: 0 }
    }

    fn add<R: Record>(&mut self, kind: Kind, values: Values) {
        self.size += values.iter().map(Value::size).sum::<usize>();
        self.changes.push(Change { table: R::TABLE, kind, values });
    }

    /// Writes a row that must be new.
    pub fn insert<R: Record>(&mut self, record: R) {
        self.add::<R>(Kind::Insert, record.into_values());
    }

    /// Writes a row, new or not.
    pub fn put<R: Record>(&mut self, record: R) {
        self.add::<R>(Kind::Put, record.into_values());
    }

    /// Removes the row with this key of one column.
    pub fn delete<R: Record>(&mut self, key: impl Column) {
        self.add::<R>(Kind::Delete, [key.into_value()].into());
    }

    /// Removes the row with this key of two columns.
    pub fn delete2<R: Record>(&mut self, first: impl Column, second: impl Column) {
        self.add::<R>(Kind::Delete, [first.into_value(), second.into_value()].into());
    }

    /// Removes the row with this key of one column, which must be there: so that what follows from it happens once.
    pub fn consume<R: Record>(&mut self, key: impl Column) {
        self.add::<R>(Kind::Consume, [key.into_value()].into());
    }

    /// The changes, in the order in which they were made.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// The hash of the case that it belongs to.
    pub fn shard(&self) -> i64 {
        self.shard
    }

    /// Adds the changes of another write set after these.
    pub fn extend(&mut self, other: &WriteSet) {
        self.size += other.size;
        self.changes.extend_from_slice(&other.changes);
    }

    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// About how many bytes are written.
    pub fn size(&self) -> usize {
        self.size
    }
}
