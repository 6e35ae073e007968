//! Statements: SQL text with its parameters, and a way to run those that read.

use crate::error::StoreError;
use crate::value::{Column, Row, Value};
use std::borrow::Cow;
use std::future::Future;
use std::sync::Arc;

/// The values of a row as they are written, shared between the write set and the statements made of it.
pub type Values = Arc<[Value]>;

/// The parameters of a statement.
#[derive(Debug, Clone)]
pub enum Params {
    /// One value a parameter.
    Single(Vec<Value>),
    /// The parameters are the values of these rows, row by row, of each only the first `width` columns.
    Rows {
        /// The rows.
        rows: Vec<Values>,
        /// How many columns of each row are used.
        width: usize,
    },
}

impl Params {
    /// The values in the order of the parameters.
    pub fn iter(&self) -> impl Iterator<Item = &Value> {
        let (single, rows, width) = match self {
            Params::Single(values) => (values.as_slice(), [].as_slice(), 0),
            Params::Rows { rows, width } => ([].as_slice(), rows.as_slice(), *width),
        };
        single.iter().chain(rows.iter().flat_map(move |row| row.iter().take(width)))
    }

    /// How many parameters there are.
    pub fn len(&self) -> usize {
        match self {
            Params::Single(values) => values.len(),
            Params::Rows { rows, width } => rows.len() * width,
        }
    }

    /// Whether there is no parameter.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// SQL text in the dialect that both databases speak, parameters written `$1`, `$2`, …, and their values.
#[derive(Debug, Clone)]
pub struct Statement {
    /// The text.
    pub sql: Cow<'static, str>,
    /// The values of its parameters.
    pub params: Params,
    /// A bulk text made by [`crate::bulk`] is already in the dialect of the database.
    pub(crate) native: Option<Arc<str>>,
}

impl Statement {
    /// A statement without parameters.
    pub fn new(sql: impl Into<Cow<'static, str>>) -> Self {
        Self { sql: sql.into(), params: Params::Single(Vec::new()), native: None }
    }

    /// Adds the value of the next parameter.
    #[must_use]
    pub fn bind(mut self, value: impl Column) -> Self {
        if let Params::Single(values) = &mut self.params {
            values.push(value.into_value());
        }
        self
    }

    /// Adds the value of the next parameter, which is text.
    #[must_use]
    pub fn text(self, text: &str) -> Self {
        self.bind(text.to_owned())
    }
}

/// What can read: the database itself, or a transaction.
pub trait Fetch: Send {
    /// All rows of the statement.
    fn fetch(&mut self, statement: Statement) -> impl Future<Output = Result<Vec<Row>, StoreError>> + Send;
}

/// A type that is read from a row.
pub trait FromRow: Sized {
    /// Takes its columns from the row.
    ///
    /// # Errors
    /// When the row holds other columns than the type expects.
    fn from_row(row: &mut Row) -> Result<Self, StoreError>;
}

impl<T: Column> FromRow for (T,) {
    fn from_row(row: &mut Row) -> Result<Self, StoreError> {
        Ok((row.take()?,))
    }
}

impl<A: Column, B: Column> FromRow for (A, B) {
    fn from_row(row: &mut Row) -> Result<Self, StoreError> {
        Ok((row.take()?, row.take()?))
    }
}

impl<A: Column, B: Column, C: Column> FromRow for (A, B, C) {
    fn from_row(row: &mut Row) -> Result<Self, StoreError> {
        Ok((row.take()?, row.take()?, row.take()?))
    }
}

/// All rows of the statement as values of a type.
///
/// # Errors
/// What the database answers, or a row of another shape.
pub async fn all<T: FromRow>(mut on: impl Fetch, statement: Statement) -> Result<Vec<T>, StoreError> {
    on.fetch(statement).await?.iter_mut().map(T::from_row).collect()
}

/// The first row of the statement as a value of a type.
///
/// # Errors
/// What the database answers, or a row of another shape.
pub async fn first<T: FromRow>(mut on: impl Fetch, statement: Statement) -> Result<Option<T>, StoreError> {
    on.fetch(statement).await?.first_mut().map(T::from_row).transpose()
}
