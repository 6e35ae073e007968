//! Every limit of the store, in one place.

use std::time::Duration;

/// Write sets in one group commit.
pub const GROUP_MEMBERS: usize = 512;
/// Bytes in one group commit, after which no further member joins.
pub const GROUP_BYTES: usize = 8 << 20;
/// Write sets that wait for a writer; further ones wait for a place.
pub const QUEUE: usize = 4096;
/// Bytes of one write set.
pub const WRITE_SET_BYTES: usize = 64 << 20;
/// Rows in one bulk statement. A power of two: rests are split into powers of two, so that
/// the number of different statement texts stays small and prepared statements are reused.
pub const BULK_ROWS: usize = 64;
/// Prepared statements kept for a connection.
pub const STATEMENTS: usize = 512;
/// Connections that read, and on PostgreSQL also those of interactive transactions.
pub const CONNECTIONS: usize = 8;
/// How long SQLite waits for another process that writes.
pub const BUSY: Duration = Duration::from_secs(10);
/// How long an interactive transaction may be idle: on SQLite it keeps everybody else from writing.
pub const IDLE_TRANSACTION: Duration = Duration::from_secs(5);
/// How long PostgreSQL may take to answer when the database is opened.
pub const CONNECT: Duration = Duration::from_secs(5);
/// How long is waited for a connection to PostgreSQL: while all are in use, or it takes no new ones.
pub const CONNECTION: Duration = Duration::from_secs(10);
/// How long a statement may run on PostgreSQL, which ends it then.
pub const STATEMENT: Duration = Duration::from_secs(30);
/// How long PostgreSQL may take to answer a statement; then the connection counts as lost.
pub const ANSWER: Duration = Duration::from_secs(40);
/// How long a statement that changes the schema may run on PostgreSQL.
pub const MIGRATION: Duration = Duration::from_secs(3600);
/// After so long without news from other nodes PostgreSQL is asked whether the connection is still there.
pub const SILENCE: Duration = Duration::from_secs(30);
/// A connection that was idle for longer is tried before it is used.
pub const FRESH: Duration = Duration::from_secs(1);
/// Pages in SQLite's write-ahead log before they are copied into the database file (4 KiB each).
pub const CHECKPOINT_PAGES: i64 = 4000;
/// SQLite's page cache for each connection, in KiB.
pub const CACHE_KIB: i64 = 32 * 1024;
/// Writers on PostgreSQL; a case always has the same one.
pub const WRITERS: usize = 4;
/// Between two notifications of other nodes on PostgreSQL; what was written meanwhile goes into one.
pub const ANNOUNCEMENTS: Duration = Duration::from_millis(20);
/// Bytes of one blob.
pub const BLOB_BYTES: usize = 64 << 20;
/// Rows of a case's event log that are read at once.
pub const EVENT_ROWS: i64 = 1_000;
/// Bytes of events after which no further row is read at once.
pub const EVENT_BYTES: i64 = 8 << 20;
/// Cases in one batch of retention.
pub const RETENTION_CASES: usize = 64;
/// Rows of the event log in one batch of retention, about.
pub const RETENTION_EVENTS: i64 = 1_000;
