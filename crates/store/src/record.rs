//! Tables and their records: one declaration gives the struct, its columns and both conversions.

use crate::statement::{FromRow, Values};

/// What the store must know about a table to write rows in bulk.
#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    /// The name in the database.
    pub name: &'static str,
    /// The columns, those of the key first.
    pub columns: &'static [&'static str],
    /// How many of the first columns are the primary key.
    pub key: usize,
    /// How many of the first columns never change after the row was made, the key included.
    pub fixed: usize,
    /// Whether somebody waits for new rows (see [`crate::Db::woken`]).
    pub wakes: bool,
}

/// A row of a table as a Rust value.
pub trait Record: FromRow {
    /// The table.
    const TABLE: &'static Table;
    /// The columns as they stand in SQL, as in `id, name`.
    const COLUMNS: &'static str;
    /// The values in the order of the columns.
    fn into_values(self) -> Values;
}

/// Declares a record: the struct, its [`Table`] and the conversions.
///
/// `record! { /// doc\n pub struct Timer in "timers", key 2, fixed 3, wakes true { case_id: String, … } }`
#[macro_export]
macro_rules! record {
    (
        $(#[$doc:meta])*
        pub struct $name:ident in $table:literal, key $key:literal, fixed $fixed:literal, wakes $wakes:literal {
            $(#[$first_doc:meta])* $first:ident: $first_type:ty,
            $($(#[$field_doc:meta])* $field:ident: $type:ty,)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name {
            $(#[$first_doc])* pub $first: $first_type,
            $($(#[$field_doc])* pub $field: $type,)*
        }

        impl $crate::Record for $name {
            const TABLE: &'static $crate::Table = &$crate::Table {
                name: $table,
                columns: &[stringify!($first), $(stringify!($field)),*],
                key: $key,
                fixed: $fixed,
                wakes: $wakes,
            };
            const COLUMNS: &'static str = concat!(stringify!($first), $(", ", stringify!($field)),*);

            fn into_values(self) -> $crate::Values {
                use $crate::Column;
                [self.$first.into_value(), $(self.$field.into_value()),*].into()
            }
        }

        impl $crate::FromRow for $name {
            fn from_row(row: &mut $crate::Row) -> Result<Self, $crate::StoreError> {
                Ok(Self { $first: row.take()?, $($field: row.take()?),* })
            }
        }
    };
}
