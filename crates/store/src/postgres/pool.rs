//! Connections to PostgreSQL. Each answers within its time; one that does not counts as lost, and those that were
//! opened before it are not used again.

use super::run::run;
use crate::error::StoreError;
use crate::limits;
use crate::statement::Statement;
use crate::value::Row;
use sqlx::pool::{CloseEvent, PoolConnection};
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection as _, Postgres as Pg};
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::runtime::Handle;
use tokio::time::error::Elapsed;
use tokio::time::timeout;

/// How long is waited for what.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// For a connection.
    pub connection: Duration,
    /// How long the server lets a statement run.
    pub statement: Duration,
    /// For the answer to a statement.
    pub answer: Duration,
    /// Without news, before it is asked whether the connection on which they come is there.
    pub silence: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connection: limits::CONNECTION,
            statement: limits::STATEMENT,
            answer: limits::ANSWER,
            silence: limits::SILENCE,
        }
    }
}

/// When a connection was last lost.
#[derive(Debug)]
struct Losses {
    begun: Instant,
    /// Microseconds since then; 0: none was lost.
    last: AtomicU64,
}

impl Losses {
    fn at(&self, age: Duration) -> u64 {
        u64::try_from(self.begun.elapsed().saturating_sub(age).as_micros()).unwrap_or(u64::MAX)
    }

    fn note(&self) {
        self.last.fetch_max(self.at(Duration::ZERO), Ordering::Relaxed);
    }

    /// Whether one was lost since a connection of this age was opened.
    fn since(&self, age: Duration) -> bool {
        self.at(age) < self.last.load(Ordering::Relaxed)
    }
}

/// A pool of connections.
#[derive(Debug, Clone)]
pub struct Pool {
    pool: PgPool,
    losses: Arc<Losses>,
    patience: Patience,
}

impl Pool {
    /// How many connections nobody uses.
    #[cfg(test)]
    pub fn idle(&self) -> usize {
        self.pool.num_idle()
    }

    /// Connects to the database of this `postgres://` address.
    pub async fn open(address: &str, patience: Patience, only_to_read: bool) -> Result<Self, StoreError> {
        let mut options = options(address, patience)?;
        if only_to_read {
            options = options.options([("default_transaction_read_only", "on")]);
        }
        let losses = Arc::new(Losses { begun: Instant::now(), last: AtomicU64::new(0) });
        let pool = connect(options, patience, losses.clone()).await?;
        Ok(Self { pool, losses, patience })
    }

    /// A connection, as soon as one is free.
    pub async fn acquire(&self) -> Result<Connection, StoreError> {
        let connection = self.pool.acquire().await.map_err(|error| match StoreError::from(error) {
            StoreError::Database(reason) | StoreError::Lost(reason) => StoreError::Unavailable(reason),
            error => error,
        })?;
        let (losses, answer) = (self.losses.clone(), self.patience.answer);
        Ok(Connection { connection: Some(connection), losses, answer, in_transaction: false })
    }

    /// Reads; once more on another connection if the first is lost.
    pub async fn read(&self, statement: &Statement) -> Result<Vec<Row>, StoreError> {
        let mut again = true;
        loop {
            match self.acquire().await?.run(statement).await {
                Err(StoreError::Lost(_)) if again => again = false,
                Err(StoreError::Lost(reason)) => return Err(StoreError::Unavailable(reason)),
                answer => return Ok(answer?.1),
            }
        }
    }

    /// How long is waited for what.
    pub fn patience(&self) -> Patience {
        self.patience
    }

    /// How to connect.
    pub fn options(&self) -> PgConnectOptions {
        PgConnectOptions::clone(&self.pool.connect_options())
    }

    /// Ends when the pool is closed.
    pub fn close_event(&self) -> CloseEvent {
        self.pool.close_event()
    }

    /// Closes all connections when their statements are done.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

/// A connection from the pool, to which it goes back when it is dropped.
#[derive(Debug)]
pub struct Connection {
    /// None: it is lost.
    connection: Option<PoolConnection<Pg>>,
    losses: Arc<Losses>,
    answer: Duration,
    in_transaction: bool,
}

impl Connection {
    /// Runs one statement: the rows it wrote and the rows it returned.
    pub async fn run(&mut self, statement: &Statement) -> Result<(u64, Vec<Row>), StoreError> {
        let connection = self.connection.as_mut().ok_or_else(gone)?;
        let answer = timeout(self.answer, run(&mut **connection, statement)).await;
        self.judge(answer)
    }

    /// Begins a transaction. Dropping the connection rolls it back.
    pub async fn begin(&mut self) -> Result<(), StoreError> {
        self.in_transaction = true;
        self.command("BEGIN".to_owned()).await
    }

    /// Makes everything durable that was written since the beginning of the transaction.
    pub async fn commit(&mut self) -> Result<(), StoreError> {
        self.command("COMMIT".to_owned()).await?;
        self.in_transaction = false;
        Ok(())
    }

    /// Lets each statement of this transaction take so long.
    pub async fn allow(&mut self, time: Duration) -> Result<(), StoreError> {
        self.command(format!("SET LOCAL statement_timeout = {}", time.as_millis())).await?;
        self.answer = time;
        Ok(())
    }

    async fn command(&mut self, sql: String) -> Result<(), StoreError> {
        let connection = self.connection.as_mut().ok_or_else(gone)?;
        let sent = sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut **connection);
        let answer = timeout(self.answer, sent).await;
        self.judge(answer.map(|answer| Ok(answer.map(drop)?)))
    }

    /// Takes the answer; whoever gave none, or a broken one, is not asked again.
    fn judge<T>(&mut self, answer: Result<Result<T, StoreError>, Elapsed>) -> Result<T, StoreError> {
        let answer = answer.unwrap_or_else(|_| {
            Err(StoreError::Lost(format!("no answer within {} s", self.answer.as_secs_f64())))
        });
        if matches!(answer, Err(StoreError::Lost(_))) {
            self.losses.note();
            // Without a farewell, for which one could wait as long.
            drop(self.connection.take().map(PoolConnection::detach));
        }
        answer
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        let Some(mut connection) = self.connection.take() else { return };
        let Ok(runtime) = Handle::try_current() else { return drop(connection.detach()) };
        let (losses, answer, in_transaction) = (self.losses.clone(), self.answer, self.in_transaction);
        runtime.spawn(async move {
            if in_transaction {
                let undone = timeout(answer, sqlx::raw_sql("ROLLBACK").execute(&mut *connection)).await;
                if !matches!(undone, Ok(Ok(_))) {
                    losses.note();
                    return drop(connection.detach());
                }
            }
            // What its own drop does, too: it asks whether the server is there; but it would wait for ever.
            if timeout(answer, connection.return_to_pool()).await.is_err() {
                losses.note();
            }
        });
    }
}

fn gone() -> StoreError {
    StoreError::Lost("the connection was lost before".to_owned())
}

fn options(address: &str, patience: Patience) -> Result<PgConnectOptions, StoreError> {
    let options =
        PgConnectOptions::from_str(address).map_err(|error| StoreError::Address(error.to_string()))?;
    let statement = patience.statement.as_millis().to_string();
    Ok(options
        .application_name("stepwell")
        // The server ends what takes too long, and what belongs to a node that is not there any more.
        .options([
            ("statement_timeout", statement.as_str()),
            ("tcp_keepalives_idle", "30"),
            ("tcp_keepalives_interval", "10"),
            ("tcp_keepalives_count", "3"),
        ])
        .statement_cache_capacity(limits::STATEMENTS)
        .disable_statement_logging())
}

/// A pool of connections, after a first one has succeeded: the pool would try again for some time, and say only that it
/// has waited in vain.
async fn connect(
    options: PgConnectOptions,
    patience: Patience,
    losses: Arc<Losses>,
) -> Result<PgPool, StoreError> {
    let unreachable = |reason: String| {
        let socket = options.get_socket().map(|path| path.display().to_string());
        let host = socket.unwrap_or_else(|| options.get_host().to_owned());
        StoreError::Unreachable { host, port: options.get_port(), reason }
    };
    match timeout(limits::CONNECT, options.connect()).await {
        // Its end need not be waited for.
        Ok(Ok(first)) => drop(first),
        Ok(Err(sqlx::Error::Database(error))) => return Err(unreachable(error.message().to_owned())),
        Ok(Err(error)) => return Err(unreachable(error.to_string())),
        Err(_) => return Err(unreachable(format!("no answer within {} s", limits::CONNECT.as_secs()))),
    }
    let size = u32::try_from(limits::CONNECTIONS + limits::WRITERS).unwrap_or(u32::MAX);
    let pool = PgPoolOptions::new()
        .max_connections(size)
        .acquire_timeout(patience.connection)
        .test_before_acquire(false)
        .before_acquire(move |connection, about| {
            let losses = losses.clone();
            Box::pin(async move {
                if losses.since(about.age) {
                    return Ok(false);
                }
                if about.idle_for < limits::FRESH {
                    return Ok(true);
                }
                let is_there =
                    matches!(timeout(patience.connection / 2, connection.ping()).await, Ok(Ok(())));
                if !is_there {
                    losses.note();
                }
                Ok(is_there)
            })
        });
    Ok(pool.connect_with(options).await?)
}
