//! A statement on its way to PostgreSQL, and the rows that come back.

use crate::dialect::Dialect;
use crate::error::StoreError;
use crate::statement::{Params, Statement};
use crate::value::{Row, Value};
use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::postgres::types::Oid;
use sqlx::postgres::{PgArgumentBuffer, PgArguments, PgRow, PgTypeInfo};
use sqlx::{Arguments, AssertSqlSafe, Encode, Executor, Postgres as Pg, Row as _, Type, TypeInfo, ValueRef};

/// Runs one statement: the rows it wrote and the rows it returned.
pub async fn run<'c>(
    on: impl Executor<'c, Database = Pg>,
    statement: &Statement,
) -> Result<(u64, Vec<Row>), StoreError> {
    let arguments = arguments(&statement.params)?;
    let query = match &statement.native {
        Some(text) => sqlx::query_with(AssertSqlSafe(text.clone()), arguments),
        None => {
            sqlx::query_with(AssertSqlSafe(Dialect::Postgres.text(&statement.sql).into_owned()), arguments)
        }
    };
    if returns_rows(statement) {
        let rows = on.fetch_all(query).await?;
        let rows: Vec<Row> = rows.iter().map(read_row).collect::<Result<_, _>>()?;
        Ok((rows.len() as u64, rows))
    } else {
        Ok((on.execute(query).await?.rows_affected(), Vec::new()))
    }
}

fn returns_rows(statement: &Statement) -> bool {
    statement.native.is_none() && (statement.sql.starts_with("SELECT") || statement.sql.contains("RETURNING"))
}

fn arguments(params: &Params) -> Result<PgArguments, StoreError> {
    let mut arguments = PgArguments::default();
    arguments.reserve(params.len(), params.iter().map(|value| value.size() + 4).sum());
    for value in params.iter() {
        match value {
            Value::Null => arguments.add(Untyped),
            Value::Int(int) => arguments.add(*int),
            Value::Float(float) => arguments.add(*float),
            Value::Text(text) => arguments.add(text.as_str()),
            Value::Blob(bytes) => arguments.add(bytes.as_slice()),
        }
        .map_err(|error| StoreError::Database(error.to_string()))?;
    }
    Ok(arguments)
}

/// A null whose type the server finds out from where it stands.
struct Untyped;

impl Type<Pg> for Untyped {
    fn type_info() -> PgTypeInfo {
        PgTypeInfo::with_oid(Oid(0))
    }
}

impl Encode<'_, Pg> for Untyped {
    fn encode_by_ref(&self, _: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        Ok(IsNull::Yes)
    }
}

fn read_row(row: &PgRow) -> Result<Row, StoreError> {
    let mut values = Vec::with_capacity(row.len());
    for column in 0..row.len() {
        let raw = row.try_get_raw(column)?;
        values.push(if raw.is_null() {
            Value::Null
        } else {
            let kind = raw.type_info().name().to_owned();
            match kind.as_str() {
                "INT8" => Value::Int(row.try_get(column)?),
                "INT4" => Value::Int(i64::from(row.try_get::<i32, _>(column)?)),
                "BOOL" => Value::Int(i64::from(row.try_get::<bool, _>(column)?)),
                "FLOAT8" => Value::Float(row.try_get(column)?),
                "BYTEA" => Value::Blob(row.try_get(column)?),
                "TEXT" | "VARCHAR" | "NAME" => Value::Text(row.try_get(column)?),
                _ => return Err(StoreError::Database(format!("a column of type {kind} is not supported"))),
            }
        });
    }
    Ok(Row::new(values))
}
