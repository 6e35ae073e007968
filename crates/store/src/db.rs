//! The database: opened by path or address, read at any time, written by write sets or in a transaction.

use crate::chain::{Chain, Link};
use crate::dialect::Dialect;
use crate::error::{Large, StoreError};
use crate::fault::{Access, Faults, Lasting, Point, Turn};
use crate::group::Member;
use crate::postgres::{Postgres, PostgresTx};
use crate::shared::{Shared, Written};
use crate::sqlite::{Sqlite, SqliteTx};
use crate::statement::{Fetch, Statement};
use crate::target::Target;
use crate::value::Row;
use crate::wake::{Listener, News};
use crate::write_set::WriteSet;
use crate::{limits, migrations};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{oneshot, watch};

/// How to open a database.
#[derive(Clone, Default)]
pub struct Options {
    /// The path of a SQLite file, or a `postgres://` address.
    pub target: String,
    /// Where to crash, in tests.
    pub faults: Option<Arc<dyn Faults>>,
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let target = Target::read(&self.target);
        f.debug_struct("Options").field("target", &target).field("faults", &self.faults).finish()
    }
}

/// An open database. Clones share it.
#[derive(Debug, Clone)]
pub struct Db {
    backend: Arc<Backend>,
    shared: Arc<Shared>,
}

/// What PostgreSQL is asked is boxed: it is large, and would make everything that waits for the store as large.
#[derive(Debug)]
enum Backend {
    Sqlite(Sqlite),
    Postgres(Postgres),
}

impl Db {
    /// Opens the SQLite file or the PostgreSQL database and brings its schema up to date.
    ///
    /// # Errors
    /// When the database cannot be opened, or was written by a newer version of the program.
    pub async fn open(target: &str) -> Result<Self, StoreError> {
        Self::open_with(Options { target: target.to_owned(), ..Options::default() }).await
    }

    /// Opens a database with options.
    ///
    /// # Errors
    /// As [`Db::open`].
    pub async fn open_with(options: Options) -> Result<Self, StoreError> {
        let db = Self::connect(options).await?;
        migrations::run(&db).await?;
        Ok(db)
    }

    /// Opens a database and leaves its schema as it is.
    pub(crate) async fn connect(options: Options) -> Result<Self, StoreError> {
        let target = Target::read(&options.target)?;
        let shared = Arc::new(Shared::new(dialect(&target), options.faults));
        let opening = shared.turn(Access::Open).await;
        let backend = match target {
            Target::File(path) => Backend::Sqlite(Sqlite::open(path, shared.clone()).await?),
            Target::Server(address) => Backend::Postgres(Postgres::open(&address, shared.clone()).await?),
        };
        drop(opening);
        Ok(Self { backend: Arc::new(backend), shared })
    }

    /// Opens a database as it is, only to read: it is not made, and its schema not brought up to date. Also the
    /// version of the schema that was found; 0: there is none. Of another version than [`crate::newest_schema`] not
    /// everything may be readable.
    ///
    /// # Errors
    /// There is no such database.
    pub async fn look(target: &str) -> Result<(Self, i64), StoreError> {
        let target = Target::read(target)?;
        let shared = Arc::new(Shared::new(dialect(&target), None));
        let backend = match target {
            Target::File(path) => Backend::Sqlite(Sqlite::look(path)?),
            Target::Server(address) => Backend::Postgres(Postgres::look(&address, shared.clone()).await?),
        };
        let db = Self { backend: Arc::new(backend), shared };
        let schema = migrations::found(&db).await?;
        Ok((db, schema))
    }

    /// Which database it is.
    pub fn dialect(&self) -> Dialect {
        self.shared.dialect
    }

    /// Writes the set in a transaction that it shares with others, and returns after the commit.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if a row that had to be new exists; then nothing of the set is written.
    pub async fn commit(&self, set: WriteSet) -> Result<(), StoreError> {
        if set.is_empty() {
            return self.shared.alive();
        }
        self.hand_over(set, Link::none).await?.done().await
    }

    /// Hands over a set that builds on the sets of its chain that were handed over before: it is written after them,
    /// in the same transaction or a later one, and not at all if one of them is not. Returns before that.
    ///
    /// # Errors
    /// The set was not handed over.
    pub async fn submit(&self, set: WriteSet, chain: &Arc<Chain>) -> Result<Commit, StoreError> {
        self.hand_over(set, || Link::next(chain)).await
    }

    async fn hand_over(&self, set: WriteSet, link: impl FnOnce() -> Link) -> Result<Commit, StoreError> {
        check_size(&set)?;
        let lasting = self.shared.begun(Lasting::Member);
        let (reply, answer) = oneshot::channel();
        let member = Member { set, link: link(), reply };
        match &*self.backend {
            Backend::Sqlite(sqlite) => sqlite.commit(member).await?,
            Backend::Postgres(postgres) => Box::pin(postgres.commit(member)).await?,
        }
        Ok(Commit { answer, lasting, shared: self.shared.clone() })
    }

    /// Returns when so many sets of the chain are committed.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if one of them was not written.
    pub async fn committed(&self, chain: &Chain, position: u64) -> Result<(), StoreError> {
        let result = chain.committed(position).await;
        self.shared.turn(Access::Answer).await;
        result
    }

    /// Runs one statement that writes, in its own transaction; the rows that it returns.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn write(&self, statement: Statement) -> Result<Vec<Row>, StoreError> {
        self.write_all(vec![statement]).await
    }

    /// Runs statements that write, all in one transaction; the rows that they return.
    ///
    /// # Errors
    /// What the database answers; then nothing is written.
    pub async fn write_all(&self, statements: Vec<Statement>) -> Result<Vec<Row>, StoreError> {
        let steps = statements.into_iter().map(Into::into).collect();
        let _turn = self.shared.turn(Access::Write).await;
        match &*self.backend {
            Backend::Sqlite(sqlite) => sqlite.batch(steps).await,
            Backend::Postgres(postgres) => Box::pin(postgres.batch(steps)).await,
        }
    }

    /// Opens an interactive transaction. On SQLite nobody else can write until it ends.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        let _turn = self.shared.turn(Access::Begin).await;
        self.shared.alive()?;
        let lasting = self.shared.begun(Lasting::Transaction);
        let inner = match &*self.backend {
            Backend::Sqlite(sqlite) => TxInner::Sqlite(sqlite.begin().await?),
            Backend::Postgres(postgres) => TxInner::Postgres(Box::pin(postgres.begin()).await?),
        };
        Ok(Tx { inner, shared: self.shared.clone(), news: News::default(), lasting })
    }

    /// All rows of a statement that reads.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn read(&self, statement: Statement) -> Result<Vec<Row>, StoreError> {
        let _turn = self.shared.turn(Access::Read).await;
        self.shared.alive()?;
        match &*self.backend {
            Backend::Sqlite(sqlite) => sqlite.read(statement).await,
            Backend::Postgres(postgres) => Box::pin(postgres.read(statement)).await,
        }
    }

    /// Bytes that the database takes on its disk.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn size(&self) -> Result<i64, StoreError> {
        let mut rows = self.read(Statement::new(self.dialect().size())).await?;
        rows.first_mut().map_or(Ok(0), Row::take)
    }

    /// What [`Db::commit`] has written since the database was opened.
    pub fn written(&self) -> Written {
        self.shared.written()
    }

    /// A counter that grows whenever rows were written to this table, here or on another node.
    pub fn woken(&self, table: &str) -> watch::Receiver<u64> {
        self.shared.wakes.subscribe(table)
    }

    /// Calls the listener with all news from here and from other nodes: a table with rows that may be taken, and from
    /// when on; an empty name means that news of any table may have been missed. It must return at once; when it
    /// returns false it is called no more.
    pub fn listen(&self, listener: Listener) {
        self.shared.wakes.listen(listener);
    }

    /// Finishes what is queued and closes the database, if this is its last clone.
    pub async fn close(self) {
        match Arc::into_inner(self.backend) {
            Some(Backend::Sqlite(sqlite)) => sqlite.close().await,
            Some(Backend::Postgres(postgres)) => postgres.close().await,
            None => {}
        }
    }
}

fn check_size(set: &WriteSet) -> Result<(), StoreError> {
    let (size, limit) = (set.size(), limits::WRITE_SET_BYTES);
    if size > limit { Err(StoreError::TooLarge { what: Large::Changes, size, limit }) } else { Ok(()) }
}

fn dialect(target: &Target) -> Dialect {
    match target {
        Target::File(_) => Dialect::Sqlite,
        Target::Server(_) => Dialect::Postgres,
    }
}

impl Fetch for &Db {
    async fn fetch(&mut self, statement: Statement) -> Result<Vec<Row>, StoreError> {
        self.read(statement).await
    }
}

/// A write set that was handed over and is on its way.
#[derive(Debug)]
pub struct Commit {
    answer: oneshot::Receiver<Result<(), StoreError>>,
    lasting: Option<Turn>,
    shared: Arc<Shared>,
}

impl Commit {
    /// Returns after its commit.
    ///
    /// # Errors
    /// As [`Db::commit`]; [`StoreError::Conflict`] also if what it builds on was not written.
    pub async fn done(self) -> Result<(), StoreError> {
        let answer = self.answer.await;
        drop(self.lasting);
        self.shared.turn(Access::Answer).await;
        answer.map_err(|_| StoreError::Closed)?
    }
}

/// An interactive transaction; dropping it rolls it back.
#[derive(Debug)]
pub struct Tx {
    inner: TxInner,
    shared: Arc<Shared>,
    news: News,
    /// Last, so that it ends when the transaction has.
    lasting: Option<Turn>,
}

#[derive(Debug)]
enum TxInner {
    Sqlite(SqliteTx),
    Postgres(PostgresTx),
}

impl Tx {
    async fn run(&mut self, statement: Statement) -> Result<(u64, Vec<Row>), StoreError> {
        let _turn = self.shared.turn(Access::Statement).await;
        self.shared.alive()?;
        match &mut self.inner {
            TxInner::Sqlite(tx) => tx.run(statement).await,
            TxInner::Postgres(tx) => Box::pin(tx.run(statement)).await,
        }
    }

    /// Runs a statement that writes; how many rows it wrote.
    ///
    /// # Errors
    /// What the database answers; the transaction should be dropped then.
    pub async fn execute(&mut self, statement: Statement) -> Result<u64, StoreError> {
        Ok(self.run(statement).await?.0)
    }

    /// Writes a write set in this transaction.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if a row that had to be new exists; the transaction should be dropped then.
    /// [`StoreError::TooLarge`] if the set is larger than [`limits::WRITE_SET_BYTES`].
    pub async fn add(&mut self, set: &WriteSet) -> Result<(), StoreError> {
        check_size(set)?;
        for step in self.shared.planner.plan(std::iter::once(set)) {
            let (written, _) = self.run(step.statement).await?;
            if step.expect.is_some_and(|expected| expected != written) {
                return Err(StoreError::Conflict);
            }
        }
        self.news.merge(&News::of(std::iter::once(set)));
        Ok(())
    }

    /// Lets each of its statements take so long, where there is a limit.
    pub(crate) async fn allow(&mut self, time: Duration) -> Result<(), StoreError> {
        match &mut self.inner {
            TxInner::Sqlite(_) => Ok(()),
            TxInner::Postgres(tx) => tx.allow(time).await,
        }
    }

    /// Makes everything durable.
    ///
    /// # Errors
    /// What the database answers; then nothing is written.
    pub async fn commit(self) -> Result<(), StoreError> {
        let last = self.shared.turn(Access::Statement).await;
        self.shared.pass(Point::BeforeCommit)?;
        match self.inner {
            TxInner::Sqlite(tx) => tx.commit().await,
            TxInner::Postgres(tx) => Box::pin(tx.commit()).await,
        }?;
        self.shared.pass(Point::AfterCommit)?;
        self.shared.tell(&self.news);
        drop((last, self.lasting));
        self.shared.turn(Access::Answer).await;
        Ok(())
    }
}

impl Fetch for &mut Tx {
    async fn fetch(&mut self, statement: Statement) -> Result<Vec<Row>, StoreError> {
        Ok(self.run(statement).await?.1)
    }
}
