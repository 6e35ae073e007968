//! SQLite and PostgreSQL behind one SQL text: event log, timers, jobs, messages, outbox; knows no domain.
//!
//! A command's changes are a [`WriteSet`]: rows as data. [`Db::commit`] collects the write sets of many
//! commands into one transaction and returns after its commit. Who must read and write in the same
//! transaction opens a [`Tx`], to which a write set can be added as well. Each table is a module of
//! [`tables`] with its record and its statements. What differs between the databases is in [`Dialect`].

mod bulk;
mod chain;
mod db;
mod dialect;
mod error;
mod fault;
mod group;
pub mod limits;
mod migrations;
mod postgres;
mod record;
pub mod retention;
mod shared;
mod sqlite;
mod statement;
pub mod tables;
mod target;
#[cfg(test)]
#[path = "../../testkit/src/postgres.rs"]
mod test_server;
mod value;
mod wake;
mod write_set;

pub use chain::Chain;
pub use db::{Commit, Db, Options, Tx};
pub use dialect::Dialect;
pub use error::{Large, StoreError};
pub use fault::{Access, Faults, Lasting, Point, Turn, Waiting};
pub use migrations::newest as newest_schema;
pub use record::{Record, Table};
pub use shared::Written;
pub use statement::{Fetch, FromRow, Params, Statement, Values, all, first};
pub use value::{Column, Row, Value};
pub use wake::Listener;
pub use write_set::{Change, Kind, WriteSet};

/// The hash of an id, from 0 to 65,535: the same for ever, so that rows can be spread by it (FNV-1a).
pub fn shard(id: &str) -> i64 {
    let hash = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    ((hash ^ (hash >> 32)) & 0xffff) as i64
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_hash_of_an_id_never_changes() {
        assert_eq!(super::shard(""), 49089);
        assert_eq!(super::shard("case-1"), 64308);
        assert_eq!(super::shard("ひ"), 39610);
    }
}
