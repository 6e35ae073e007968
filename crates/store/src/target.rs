//! What a database is called from outside: the path of a SQLite file, or the address of a PostgreSQL database.

use crate::error::StoreError;
use std::fmt;
use std::path::PathBuf;

/// Where a database is.
#[derive(Clone, PartialEq, Eq)]
pub enum Target {
    /// A SQLite file.
    File(PathBuf),
    /// A PostgreSQL database, by its address.
    Server(String),
}

impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Target::File(path) => f.debug_tuple("File").field(path).finish(),
            // The address may hold a password, and not in one place only.
            Target::Server(_) => f.write_str("Server(…)"),
        }
    }
}

impl Target {
    /// Reads what was given. SQLite's own special names (an empty one, `:memory:`, `file:`) are refused: what they
    /// open is gone with the connection, or not the file that they seem to name.
    pub fn read(given: &str) -> Result<Self, StoreError> {
        if let Some((scheme, rest)) = given.split_once("://") {
            return match scheme.to_ascii_lowercase().as_str() {
                scheme @ ("postgres" | "postgresql") => Ok(Self::Server(format!("{scheme}://{rest}"))),
                // The rest may hold a password.
                _ => Err(StoreError::Target(format!("{scheme}://…"))),
            };
        }
        let lower = given.to_ascii_lowercase();
        let is_special = ["file:", "sqlite:", ":"].iter().any(|start| lower.starts_with(start));
        if given.trim().is_empty() || is_special || given.contains('\0') {
            return Err(StoreError::Target(given.replace('\0', "␀")));
        }
        Ok(Self::File(PathBuf::from(given)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_and_addresses_are_understood_and_nothing_else() {
        for path in ["cases.db", "a/b c.db", "C:\\data\\cases.db", "./:memory:", "postgres"] {
            assert_eq!(Target::read(path), Ok(Target::File(path.into())));
        }
        for address in ["postgres://a@b/c", "Postgres://a@b/c", "POSTGRES://a@b/c"] {
            assert_eq!(Target::read(address), Ok(Target::Server("postgres://a@b/c".into())));
        }
        assert!(matches!(Target::read("PostgreSQL://a@b/c"), Ok(Target::Server(_))));
        for other in ["", "  ", ":memory:", "file:cases.db", "FILE:cases.db?mode=ro", "sqlite:a", "a\0b"] {
            assert!(matches!(Target::read(other), Err(StoreError::Target(_))), "{other:?}");
        }
        for address in ["postgres://me:secret@host/db", "postgres://me@host/db?password=secret"] {
            let options = crate::Options { target: address.into(), ..crate::Options::default() };
            let shown = format!("{options:?} {:?}", Target::read(address));
            assert!(shown.contains("Server") && !shown.contains("secret"), "{shown}");
        }
        let secret = Target::read("mysql://me:secret@host/db").unwrap_err();
        assert_eq!(secret, StoreError::Target("mysql://…".into()));
    }
}
