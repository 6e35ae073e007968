//! What can go wrong in the store.

use rusqlite::ErrorCode;
use std::fmt;

/// Why the store could not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreError {
    /// A row that had to be new exists already: somebody else was faster. Load again and decide anew.
    Conflict,
    /// The database was written by a newer version of the program.
    Newer {
        /// The schema version of the database.
        found: i64,
        /// The newest schema version that this program knows.
        known: i64,
    },
    /// Something is larger than its limit.
    TooLarge {
        /// What is too large.
        what: Large,
        /// Its size.
        size: usize,
        /// The limit.
        limit: usize,
    },
    /// A column holds another kind of value than the program expects: the schema and the program disagree.
    Column {
        /// The kind that was wanted.
        wanted: &'static str,
        /// The kind that was found.
        found: &'static str,
    },
    /// The store was closed (or, in a test, has crashed).
    Closed,
    /// An interactive transaction was idle for longer than the limit and was rolled back.
    Expired,
    /// What was given is neither the path of a file nor the address of a PostgreSQL database; without a password.
    Target(String),
    /// The address of the PostgreSQL database cannot be read; why.
    Address(String),
    /// There is no such file, and it is not to be made.
    Missing(String),
    /// No connection to PostgreSQL when the database was opened.
    Unreachable {
        /// The host, or the path of the socket.
        host: String,
        /// The port.
        port: u16,
        /// Why.
        reason: String,
    },
    /// The database was opened with [`crate::Db::look`].
    OnlyLooking,
    /// The database answered with an error; the text is the database's own.
    Database(String),
    /// There is no connection to the database, or it cannot be written now: somebody else keeps it locked, its disk is
    /// full, it only reads. Nothing was done; the text is the database's own.
    Unavailable(String),
    /// The connection to the database was lost; nobody knows whether what was just sent was done.
    Lost(String),
    /// A file could not be read or written; the text is the operating system's own.
    File(String),
}

/// What can be too large.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Large {
    /// The changes of one command.
    Changes,
    /// A file that belongs to a case.
    File,
}

impl StoreError {
    /// Whether one write set of a group may be to blame, and nothing was written: so the others are tried without it.
    pub(crate) fn may_be_of_one(&self) -> bool {
        !matches!(self, StoreError::Closed | StoreError::Lost(_) | StoreError::Unavailable(_))
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StoreError::Conflict => f.write_str("somebody else changed this at the same time"),
            StoreError::Newer { found, known } => write!(
                f,
                "the database has schema version {found}, this program knows versions up to {known}: use the newer program"
            ),
            StoreError::TooLarge { what, size, limit } => {
                let what = match what {
                    Large::Changes => "the changes of one command",
                    Large::File => "a file",
                };
                write!(f, "{what} of {size} bytes: the limit is {limit}")
            }
            StoreError::Column { wanted, found } => {
                write!(f, "a column should hold {wanted} but holds {found}")
            }
            StoreError::Closed => f.write_str("the store is closed"),
            StoreError::Expired => f.write_str("the transaction was idle for too long and was rolled back"),
            StoreError::Target(given) => {
                write!(f, "“{given}” is neither a path nor an address such as postgres://user@host:5432/name")
            }
            StoreError::Address(reason) => write!(f, "the address of the database cannot be read: {reason}"),
            StoreError::Missing(path) => write!(f, "there is no database {path}"),
            StoreError::Unreachable { host, port, reason } => {
                write!(f, "no connection to PostgreSQL on {host}, port {port}: {reason}")
            }
            StoreError::OnlyLooking => f.write_str("the database was opened only to look at it"),
            StoreError::Database(text) => write!(f, "database: {text}"),
            StoreError::Unavailable(text) => write!(f, "the database cannot be used now: {text}"),
            StoreError::Lost(text) => write!(f, "the connection to the database was lost: {text}"),
            StoreError::File(text) => write!(f, "file: {text}"),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::ConstraintViolation) => StoreError::Conflict,
            Some(
                ErrorCode::DatabaseBusy
                | ErrorCode::DatabaseLocked
                | ErrorCode::DiskFull
                | ErrorCode::ReadOnly,
            ) => StoreError::Unavailable(error.to_string()),
            _ => StoreError::Database(error.to_string()),
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::PoolClosed => StoreError::Closed,
            sqlx::Error::PoolTimedOut => StoreError::Unavailable(error.to_string()),
            sqlx::Error::Database(database) if database.is_unique_violation() => StoreError::Conflict,
            sqlx::Error::Database(database) => {
                let text = error.to_string();
                match database.code().as_deref().unwrap_or_default() {
                    // The server stops, or ends this connection.
                    "57P01" | "57P02" | "57P05" | "25P03" => StoreError::Lost(text),
                    // The statement took too long, a lock is not given, the server is starting, it only reads.
                    "57014" | "55P03" | "57P03" | "25006" => StoreError::Unavailable(text),
                    // Out of disk, memory or connections.
                    code if code.starts_with("53") => StoreError::Unavailable(text),
                    _ => StoreError::Database(text),
                }
            }
            sqlx::Error::Io(_) | sqlx::Error::Protocol(_) | sqlx::Error::Tls(_) => {
                StoreError::Lost(error.to_string())
            }
            _ => StoreError::Database(error.to_string()),
        }
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        StoreError::File(error.to_string())
    }
}
