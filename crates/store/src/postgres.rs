//! PostgreSQL: a pool of connections, and one that listens for news from other nodes.

use crate::bulk::Step;
use crate::dialect::Dialect;
use crate::error::StoreError;
use crate::fault::{Access, Point};
use crate::group::{Group, Member};
use crate::limits;
use crate::shared::Shared;
use crate::statement::{Params, Statement};
use crate::value::{Row, Value};
use crate::wake::News;
use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::postgres::types::Oid;
use sqlx::postgres::{
    PgArgumentBuffer, PgArguments, PgConnectOptions, PgListener, PgPool, PgPoolOptions, PgRow, PgTypeInfo,
};
use sqlx::{
    Arguments, AssertSqlSafe, ConnectOptions, Encode, Executor, Postgres as Pg, Row as _, Transaction, Type,
    TypeInfo, ValueRef,
};
use std::str::FromStr;
use std::sync::{Arc, Weak};
use std::time::Duration;
use tokio::sync::mpsc;

/// The channel on which nodes tell each other that there is work.
const CHANNEL: &str = "stepwell";
/// How long to wait before listening again after the connection was lost.
const RECONNECT: Duration = Duration::from_secs(1);

/// An open PostgreSQL database.
#[derive(Debug)]
pub struct Postgres {
    pool: PgPool,
    shared: Arc<Shared>,
    /// The writers; a case always has the same one.
    lanes: Vec<mpsc::Sender<Member>>,
}

/// An interactive transaction; dropping it rolls it back.
#[derive(Debug)]
pub struct PostgresTx {
    transaction: Transaction<'static, Pg>,
}

impl Postgres {
    /// Connects to the database of this `postgres://` address.
    pub async fn open(address: &str, shared: Arc<Shared>) -> Result<Self, StoreError> {
        let pool = connect(options(address)?).await?;
        let lanes = (0..limits::WRITERS).map(|_| start_lane(pool.clone(), shared.clone())).collect();
        let (announcements, news) = mpsc::channel(limits::QUEUE);
        if shared.announcements.set(announcements).is_ok() {
            tokio::spawn(announce(pool.clone(), shared.name.clone(), news));
        }
        tokio::spawn(listen(pool.clone(), Arc::downgrade(&shared)));
        Ok(Self { pool, shared, lanes })
    }

    /// Connects only to read; no news come.
    pub async fn look(address: &str, shared: Arc<Shared>) -> Result<Self, StoreError> {
        let options = options(address)?.options([("default_transaction_read_only", "on")]);
        Ok(Self { pool: connect(options).await?, shared, lanes: Vec::new() })
    }

    /// Writes the member in a group.
    pub async fn commit(&self, member: Member) -> Result<(), StoreError> {
        let lane = usize::try_from(member.set.shard()).unwrap_or(0) % self.lanes.len().max(1);
        let lane = self.lanes.get(lane).ok_or(StoreError::OnlyLooking)?;
        lane.send(member).await.map_err(|_| StoreError::Closed)
    }

    /// Runs the steps in one transaction.
    pub async fn batch(&self, steps: Vec<Step>) -> Result<Vec<Row>, StoreError> {
        self.writes()?;
        batch(&self.pool, &self.shared, &steps).await
    }

    /// Opens an interactive transaction.
    pub async fn begin(&self) -> Result<PostgresTx, StoreError> {
        self.writes()?;
        Ok(PostgresTx { transaction: self.pool.begin().await? })
    }

    fn writes(&self) -> Result<(), StoreError> {
        if self.lanes.is_empty() { Err(StoreError::OnlyLooking) } else { Ok(()) }
    }

    /// Reads on any connection.
    pub async fn read(&self, statement: Statement) -> Result<Vec<Row>, StoreError> {
        Ok(run(&self.pool, &statement).await?.1)
    }

    /// Closes all connections.
    pub async fn close(self) {
        drop(self.lanes);
        self.pool.close().await;
    }
}

impl PostgresTx {
    /// Runs one statement: the rows it wrote and the rows it returned.
    pub async fn run(&mut self, statement: Statement) -> Result<(u64, Vec<Row>), StoreError> {
        run(&mut *self.transaction, &statement).await
    }

    /// Makes everything durable.
    pub async fn commit(self) -> Result<(), StoreError> {
        Ok(self.transaction.commit().await?)
    }
}

fn options(address: &str) -> Result<PgConnectOptions, StoreError> {
    let options =
        PgConnectOptions::from_str(address).map_err(|error| StoreError::Address(error.to_string()))?;
    Ok(options
        .application_name("stepwell")
        .statement_cache_capacity(limits::STATEMENTS)
        .disable_statement_logging())
}

/// A pool of connections, after a first one has succeeded: the pool would try again for half a minute, and say only
/// that it has waited in vain.
async fn connect(options: PgConnectOptions) -> Result<PgPool, StoreError> {
    let unreachable = |reason: String| {
        let socket = options.get_socket().map(|path| path.display().to_string());
        let host = socket.unwrap_or_else(|| options.get_host().to_owned());
        StoreError::Unreachable { host, port: options.get_port(), reason }
    };
    match tokio::time::timeout(limits::CONNECT, options.connect()).await {
        // Its end need not be waited for.
        Ok(Ok(first)) => drop(first),
        Ok(Err(sqlx::Error::Database(error))) => return Err(unreachable(error.message().to_owned())),
        Ok(Err(error)) => return Err(unreachable(error.to_string())),
        Err(_) => return Err(unreachable(format!("no answer within {} s", limits::CONNECT.as_secs()))),
    }
    let size = u32::try_from(limits::CONNECTIONS + limits::WRITERS).unwrap_or(u32::MAX);
    let pool = PgPoolOptions::new().max_connections(size).test_before_acquire(false);
    Ok(pool.connect_with(options).await?)
}

/// Starts a writer. It ends when its queue is dropped and empty.
fn start_lane(pool: PgPool, shared: Arc<Shared>) -> mpsc::Sender<Member> {
    let (sender, mut queue) = mpsc::channel(limits::QUEUE);
    tokio::spawn(async move {
        while let Some(first) = queue.recv().await {
            let _turn = shared.turn(Access::Group).await;
            let mut group = Group::new(&shared, collect(first, &mut queue));
            while let Some(steps) = group.next() {
                group.done(&batch(&pool, &shared, &steps).await.map(|_| ()));
            }
        }
    });
    sender
}

/// The first member and those that have queued up while the last group was committed.
fn collect(first: Member, queue: &mut mpsc::Receiver<Member>) -> Vec<Member> {
    let mut bytes = first.set.size();
    let mut members = vec![first];
    while members.len() < limits::GROUP_MEMBERS && bytes < limits::GROUP_BYTES {
        let Ok(member) = queue.try_recv() else { break };
        bytes += member.set.size();
        members.push(member);
    }
    members
}

async fn batch(pool: &PgPool, shared: &Shared, steps: &[Step]) -> Result<Vec<Row>, StoreError> {
    shared.pass(Point::BeforeCommit)?;
    let rows = match steps {
        // A statement is its own transaction; that saves two round trips, but what it wrote cannot be undone.
        [Step { statement, expect: None }] => run(pool, statement).await?.1,
        [Step { statement, expect: Some(1) }] => match run(pool, statement).await? {
            (0, _) => return Err(StoreError::Conflict),
            (_, rows) => rows,
        },
        steps => in_transaction(pool, steps).await?,
    };
    shared.pass(Point::AfterCommit)?;
    Ok(rows)
}

async fn in_transaction(pool: &PgPool, steps: &[Step]) -> Result<Vec<Row>, StoreError> {
    // Before the commit nothing is written, however the connection was lost.
    let undone = |error| match error {
        StoreError::Lost(text) => StoreError::Database(text),
        error => error,
    };
    let mut transaction = pool.begin().await.map_err(|error| undone(error.into()))?;
    let mut rows = Vec::new();
    for step in steps {
        let (written, returned) = run(&mut *transaction, &step.statement).await.map_err(undone)?;
        if step.expect.is_some_and(|expected| expected != written) {
            return Err(StoreError::Conflict);
        }
        rows.extend(returned);
    }
    transaction.commit().await?;
    Ok(rows)
}

/// Tells the other nodes what this one has written: at once, and then all that has come together meanwhile. In the
/// transactions themselves it would cost a third of their rate: commits with a notification queue behind one lock.
async fn announce(pool: PgPool, name: String, mut queue: mpsc::Receiver<News>) {
    while let Some(mut news) = queue.recv().await {
        while let Ok(more) = queue.try_recv() {
            news.merge(&more);
        }
        if let Some(sql) = Dialect::Postgres.notify() {
            // Nodes look by themselves, too.
            let _ = run(&pool, &Statement::new(sql).bind(news.message(&name))).await;
        }
        tokio::time::sleep(limits::ANNOUNCEMENTS).await;
    }
}

/// Hears what other nodes write, until the database is closed.
async fn listen(pool: PgPool, shared: Weak<Shared>) {
    while !pool.is_closed() && shared.strong_count() > 0 {
        if let Ok(mut listener) = PgListener::connect_with(&pool).await {
            let listening = listener.listen(CHANNEL).await;
            while let (Ok(()), Ok(news)) = (&listening, listener.recv().await) {
                let Some(shared) = shared.upgrade() else { return };
                shared.wakes.hear(news.payload(), &shared.name);
            }
        }
        if let Some(shared) = shared.upgrade() {
            shared.wakes.wake_all();
        }
        tokio::time::sleep(RECONNECT).await;
    }
}

async fn run<'c>(
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
