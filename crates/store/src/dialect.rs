//! All differences between the two databases' SQL, in this one file.

use std::borrow::Cow;
use std::fmt::Write;

/// Which database it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// SQLite 3.35 or newer (bundled).
    Sqlite,
    /// PostgreSQL 15 or newer.
    Postgres,
}

impl Dialect {
    /// The statement's text for this database.
    ///
    /// Both know `$1`, but SQLite numbers such parameters by first appearance; its `?1` counts as written.
    /// `{skip locked}` stands where rows that another node is just taking are passed over: SQLite has one
    /// writer, so there nobody else can. `{locked}` stands where they are waited for, and read as they are then.
    pub fn text(self, sql: &str) -> Cow<'_, str> {
        match self {
            Dialect::Postgres if sql.contains('{') => {
                let skipping = sql.replace("{skip locked}", "FOR UPDATE SKIP LOCKED");
                Cow::Owned(skipping.replace("{locked}", "FOR UPDATE"))
            }
            Dialect::Postgres => Cow::Borrowed(sql),
            Dialect::Sqlite if sql.contains('{') => {
                Cow::Owned(sql.replace("{skip locked}", "").replace("{locked}", "").replace('$', "?"))
            }
            Dialect::Sqlite if sql.contains('$') => Cow::Owned(sql.replace('$', "?")),
            Dialect::Sqlite => Cow::Borrowed(sql),
        }
    }

    /// Writes the parameter with this number (from 1) into a generated text.
    pub fn parameter(self, text: &mut String, number: usize) {
        let mark = match self {
            Dialect::Sqlite => '?',
            Dialect::Postgres => '$',
        };
        // Writing into a String cannot fail.
        let _ = write!(text, "{mark}{number}");
    }

    /// The text of a migration for this database. `{id}` is a text that sorts by its bytes, `{blob}` is
    /// bytes, `{clustered}` ends a table of small rows that is stored in the order of its key.
    pub fn schema(self, sql: &str) -> String {
        let (id, blob, clustered) = match self {
            Dialect::Sqlite => ("TEXT", "BLOB", "WITHOUT ROWID"),
            Dialect::Postgres => ("TEXT COLLATE \"C\"", "BYTEA", ""),
        };
        sql.replace("{id}", id).replace("{blob}", blob).replace("{clustered}", clustered)
    }

    /// The name of the table with the versions of the schema, if there is one.
    pub fn schema_table(self) -> &'static str {
        match self {
            Dialect::Sqlite => {
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'schema_versions'"
            }
            Dialect::Postgres => "SELECT to_regclass('schema_versions')::TEXT",
        }
    }

    /// Lets only one node migrate at a time; on SQLite the write transaction does that.
    pub fn migration_lock(self) -> Option<&'static str> {
        match self {
            Dialect::Sqlite => None,
            Dialect::Postgres => Some("SELECT 1::BIGINT FROM pg_advisory_xact_lock(727401)"),
        }
    }

    /// Tells the other nodes that there is work; within one process nobody needs telling.
    pub fn notify(self) -> Option<&'static str> {
        match self {
            Dialect::Sqlite => None,
            // A notification is a commit of its own, and need not wait for the disk.
            Dialect::Postgres => Some(
                "SELECT 1::BIGINT FROM set_config('synchronous_commit', 'off', true), pg_notify('stepwell', $1)",
            ),
        }
    }

    /// Bytes that the database takes on its disk.
    pub fn size(self) -> &'static str {
        match self {
            Dialect::Sqlite => "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
            Dialect::Postgres => "SELECT pg_database_size(current_database())",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_database_gets_its_own_parameters_and_lock_clause() {
        let sql = "SELECT a FROM t WHERE b = $2 AND c = $1 {skip locked}";
        assert_eq!(Dialect::Sqlite.text(sql), "SELECT a FROM t WHERE b = ?2 AND c = ?1 ");
        assert_eq!(
            Dialect::Postgres.text(sql),
            "SELECT a FROM t WHERE b = $2 AND c = $1 FOR UPDATE SKIP LOCKED"
        );
    }
}
