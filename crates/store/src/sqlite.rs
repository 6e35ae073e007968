//! SQLite: one connection that writes on a thread of its own, and some that only read.

use crate::bulk::Step;
use crate::dialect::Dialect;
use crate::error::StoreError;
use crate::fault::Point;
use crate::group::{Group, Member};
use crate::limits;
use crate::shared::Shared;
use crate::statement::Statement;
use crate::value::{Row, Value};
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::sync::mpsc as thread_mpsc;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{Semaphore, mpsc, oneshot};

type Reply<T> = oneshot::Sender<Result<T, StoreError>>;

/// What the writing thread is asked to do.
enum Job {
    /// Write this together with what else is waiting.
    Member(Member),
    /// Run all steps in one transaction; answer with the rows that they returned.
    Batch(Vec<Step>, Reply<Vec<Row>>),
    /// Open a transaction for somebody who sends one statement after another.
    Begin(thread_mpsc::Receiver<Command>, Reply<()>),
}

/// What the owner of an interactive transaction asks for.
enum Command {
    Run(Statement, Reply<(u64, Vec<Row>)>),
    Commit(Reply<()>),
}

/// An open SQLite database.
#[derive(Debug)]
pub struct Sqlite {
    /// To the writing thread; none if the database was opened only to look at it.
    jobs: Option<mpsc::Sender<Job>>,
    thread: Mutex<Option<std::thread::JoinHandle<()>>>,
    readers: Arc<Readers>,
}

/// An interactive transaction; dropping it rolls it back.
#[derive(Debug)]
pub struct SqliteTx {
    commands: thread_mpsc::SyncSender<Command>,
}

impl Sqlite {
    /// Opens or creates the database file.
    pub async fn open(path: PathBuf, shared: Arc<Shared>) -> Result<Self, StoreError> {
        let readers = Arc::new(Readers::new(path.clone()));
        let (jobs, queue) = mpsc::channel(limits::QUEUE);
        let (opened, open) = oneshot::channel();
        let thread =
            std::thread::Builder::new().name("store-writer".into()).spawn(move || {
                match open_writer(&path) {
                    Ok(connection) => {
                        let _ = opened.send(Ok(()));
                        serve(&Writer { connection, shared }, queue);
                    }
                    Err(error) => {
                        let _ = opened.send(Err(error));
                    }
                }
            })?;
        open.await.map_err(|_| StoreError::Closed)??;
        Ok(Self { jobs: Some(jobs), thread: Mutex::new(Some(thread)), readers })
    }

    /// Opens a database file that is there, only to read.
    pub fn look(path: PathBuf) -> Result<Self, StoreError> {
        if !path.is_file() {
            return Err(StoreError::Missing(path.display().to_string()));
        }
        Ok(Self { jobs: None, thread: Mutex::default(), readers: Arc::new(Readers::new(path)) })
    }

    async fn ask(&self, job: Job) -> Result<(), StoreError> {
        let jobs = self.jobs.as_ref().ok_or(StoreError::OnlyLooking)?;
        jobs.send(job).await.map_err(|_| StoreError::Closed)
    }

    /// Writes the member in a group.
    pub async fn commit(&self, member: Member) -> Result<(), StoreError> {
        self.ask(Job::Member(member)).await
    }

    /// Runs the steps in one transaction.
    pub async fn batch(&self, steps: Vec<Step>) -> Result<Vec<Row>, StoreError> {
        let (reply, answer) = oneshot::channel();
        self.ask(Job::Batch(steps, reply)).await?;
        answer.await.map_err(|_| StoreError::Closed)?
    }

    /// Opens an interactive transaction.
    pub async fn begin(&self) -> Result<SqliteTx, StoreError> {
        let (commands, queue) = thread_mpsc::sync_channel(1);
        let (reply, answer) = oneshot::channel();
        self.ask(Job::Begin(queue, reply)).await?;
        answer.await.map_err(|_| StoreError::Closed)??;
        Ok(SqliteTx { commands })
    }

    /// Reads on one of the reading connections.
    pub async fn read(&self, statement: Statement) -> Result<Vec<Row>, StoreError> {
        let readers = self.readers.clone();
        let permit = readers.places.clone().acquire_owned().await.map_err(|_| StoreError::Closed)?;
        let work = tokio::task::spawn_blocking(move || {
            let result = readers.run(&statement);
            drop(permit);
            result
        });
        work.await.map_err(|_| StoreError::Closed)?
    }

    /// Lets the writing thread finish what it has and closes all connections.
    pub async fn close(mut self) {
        drop(self.jobs.take());
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread {
            let _ = tokio::task::spawn_blocking(move || thread.join()).await;
        }
    }
}

impl SqliteTx {
    async fn ask<T>(&mut self, command: impl FnOnce(Reply<T>) -> Command) -> Result<T, StoreError> {
        let (reply, answer) = oneshot::channel();
        // The channel has room for one command and its owner sends one at a time.
        self.commands.try_send(command(reply)).map_err(|_| StoreError::Expired)?;
        answer.await.map_err(|_| StoreError::Expired)?
    }

    /// Runs one statement: the rows it wrote and the rows it returned.
    pub async fn run(&mut self, statement: Statement) -> Result<(u64, Vec<Row>), StoreError> {
        self.ask(|reply| Command::Run(statement, reply)).await
    }

    /// Makes everything durable.
    pub async fn commit(mut self) -> Result<(), StoreError> {
        self.ask(Command::Commit).await
    }
}

fn configure(connection: &Connection) -> Result<(), StoreError> {
    connection.busy_timeout(limits::BUSY)?;
    connection.set_prepared_statement_cache_capacity(limits::STATEMENTS);
    connection.pragma_update(None, "cache_size", -limits::CACHE_KIB)?;
    // A statement of many rows keeps what it would have to undo; in memory, not in a file.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(())
}

fn open_writer(path: &Path) -> Result<Connection, StoreError> {
    let connection =
        Connection::open(path).map_err(|error| StoreError::File(format!("{}: {error}", path.display())))?;
    configure(&connection)?;
    make_durable(&connection, path)?;
    Ok(connection)
}

/// What is committed stays, and who reads does not wait for who writes. SQLite answers with the mode that it has: where
/// the file system cannot share memory (as over a network), that is another.
fn make_durable(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let mode =
        connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0))?;
    if !mode.eq_ignore_ascii_case("wal") {
        let why = "its file system does not allow write-ahead logging; put it on a local disk";
        return Err(StoreError::File(format!("{}: {why} (journal mode {mode})", path.display())));
    }
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "wal_autocheckpoint", limits::CHECKPOINT_PAGES)?;
    Ok(())
}

/// The writing thread's part.
struct Writer {
    connection: Connection,
    shared: Arc<Shared>,
}

/// The life of the writing thread: it ends when its queue is dropped and empty.
fn serve(writer: &Writer, mut queue: mpsc::Receiver<Job>) {
    let mut next = queue.blocking_recv();
    while let Some(job) = next {
        let mut following = None;
        match job {
            Job::Member(first) => {
                writer.shared.gather();
                let members;
                (members, following) = collect(first, &mut queue);
                writer.commit_group(members);
            }
            Job::Batch(steps, reply) => {
                let _ = reply.send(writer.in_transaction(&steps));
            }
            Job::Begin(commands, reply) => writer.interactive(&commands, reply),
        }
        next = following.or_else(|| queue.blocking_recv());
    }
}

/// The first member, those that have queued up while the last group was committed, and the job after them.
fn collect(first: Member, queue: &mut mpsc::Receiver<Job>) -> (Vec<Member>, Option<Job>) {
    let mut bytes = first.set.size();
    let mut members = vec![first];
    while members.len() < limits::GROUP_MEMBERS && bytes < limits::GROUP_BYTES {
        match queue.try_recv() {
            Ok(Job::Member(member)) => {
                bytes += member.set.size();
                members.push(member);
            }
            Ok(other) => return (members, Some(other)),
            Err(_) => break,
        }
    }
    (members, None)
}

impl Writer {
    fn commit_group(&self, members: Vec<Member>) {
        let mut group = Group::new(&self.shared, members);
        while let Some(steps) = group.next() {
            group.done(&self.in_transaction(&steps).map(|_| ()));
        }
    }

    fn in_transaction(&self, steps: &[Step]) -> Result<Vec<Row>, StoreError> {
        self.shared.pass(Point::BeforeCommit)?;
        run_text(&self.connection, "BEGIN IMMEDIATE")?;
        let result = run_steps(&self.connection, steps)
            .and_then(|rows| run_text(&self.connection, "COMMIT").map(|()| rows));
        self.roll_back();
        let rows = result?;
        self.shared.pass(Point::AfterCommit)?;
        Ok(rows)
    }

    /// Serves one interactive transaction until its commit, its end or its being idle for too long.
    fn interactive(&self, commands: &thread_mpsc::Receiver<Command>, reply: Reply<()>) {
        let begun = run_text(&self.connection, "BEGIN IMMEDIATE");
        let failed = begun.is_err();
        if reply.send(begun).is_err() || failed {
            self.roll_back();
            return;
        }
        while let Ok(command) = commands.recv_timeout(limits::IDLE_TRANSACTION) {
            match command {
                Command::Run(statement, reply) => {
                    let _ = reply.send(run(&self.connection, &statement));
                }
                Command::Commit(reply) => {
                    let _ = reply.send(run_text(&self.connection, "COMMIT"));
                    break;
                }
            }
        }
        self.roll_back();
    }

    /// Rolls back what is open. SQLite rolls back by itself on some errors, so that there may be nothing.
    fn roll_back(&self) {
        if !self.connection.is_autocommit() {
            let _ = self.connection.execute_batch("ROLLBACK");
        }
    }
}

fn run_text(connection: &Connection, sql: &str) -> Result<(), StoreError> {
    connection.prepare_cached(sql)?.raw_execute()?;
    Ok(())
}

fn run_steps(connection: &Connection, steps: &[Step]) -> Result<Vec<Row>, StoreError> {
    let mut rows = Vec::new();
    for step in steps {
        let (written, returned) = run(connection, &step.statement)?;
        if step.expect.is_some_and(|expected| expected != written) {
            return Err(StoreError::Conflict);
        }
        rows.extend(returned);
    }
    Ok(rows)
}

fn run(connection: &Connection, statement: &Statement) -> Result<(u64, Vec<Row>), StoreError> {
    let mut prepared = match &statement.native {
        Some(text) => connection.prepare_cached(text)?,
        None => connection.prepare_cached(&Dialect::Sqlite.text(&statement.sql))?,
    };
    for (place, value) in statement.params.iter().enumerate() {
        prepared.raw_bind_parameter(place + 1, Bound(value))?;
    }
    if prepared.column_count() == 0 {
        return Ok((prepared.raw_execute()? as u64, Vec::new()));
    }
    let rows = read_rows(&mut prepared)?;
    Ok((connection.changes(), rows))
}

fn read_rows(prepared: &mut CachedStatement<'_>) -> Result<Vec<Row>, StoreError> {
    let columns = prepared.column_count();
    let mut found = Vec::new();
    let mut rows = prepared.raw_query();
    while let Some(row) = rows.next()? {
        let mut values = Vec::with_capacity(columns);
        for column in 0..columns {
            values.push(match row.get_ref(column)? {
                ValueRef::Null => Value::Null,
                ValueRef::Integer(int) => Value::Int(int),
                ValueRef::Real(float) => Value::Float(float),
                ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
                ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
            });
        }
        found.push(Row::new(values));
    }
    Ok(found)
}

/// A value on its way into a statement, without a copy.
struct Bound<'a>(&'a Value);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self.0 {
            Value::Null => ValueRef::Null,
            Value::Int(int) => ValueRef::Integer(*int),
            Value::Float(float) => ValueRef::Real(*float),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Blob(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// The reading connections, opened when first needed.
#[derive(Debug)]
struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
    places: Arc<Semaphore>,
}

impl Readers {
    fn new(path: PathBuf) -> Self {
        Self { path, idle: Mutex::default(), places: Arc::new(Semaphore::new(limits::CONNECTIONS)) }
    }

    fn run(&self, statement: &Statement) -> Result<Vec<Row>, StoreError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => {
                let connection = Connection::open_with_flags(
                    &self.path,
                    OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
                )?;
                configure(&connection)?;
                connection
            }
        };
        let result = run(&connection, statement);
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        result.map(|(_, rows)| rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_a_write_ahead_log_is_refused() {
        let connection = Connection::open_in_memory().expect("opens");
        let refused = make_durable(&connection, Path::new("cases.db"));
        assert!(matches!(refused, Err(StoreError::File(why)) if why.contains("write-ahead")));
    }
}
