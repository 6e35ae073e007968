//! The database: opened by path or address, read at any time, written by write sets or in a transaction.

use crate::dialect::Dialect;
use crate::error::StoreError;
use crate::fault::{Faults, Point};
use crate::group::{Member, woken_tables};
use crate::postgres::{Postgres, PostgresTx};
use crate::shared::{Shared, Written};
use crate::sqlite::{Sqlite, SqliteTx};
use crate::statement::{Fetch, Statement};
use crate::value::Row;
use crate::write_set::WriteSet;
use crate::{limits, migrations};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::{oneshot, watch};

/// How to open a database.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// A path of a SQLite file, or a `postgres://` address.
    pub target: String,
    /// Where to crash, in tests.
    pub faults: Option<Arc<dyn Faults>>,
}

/// An open database. Clones share it.
#[derive(Debug, Clone)]
pub struct Db {
    backend: Arc<Backend>,
    shared: Arc<Shared>,
}

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
        let is_postgres =
            ["postgres://", "postgresql://"].iter().any(|scheme| options.target.starts_with(scheme));
        let dialect = if is_postgres { Dialect::Postgres } else { Dialect::Sqlite };
        let shared = Arc::new(Shared::new(dialect, options.faults));
        let backend = match dialect {
            Dialect::Sqlite => {
                Backend::Sqlite(Sqlite::open(PathBuf::from(&options.target), shared.clone()).await?)
            }
            Dialect::Postgres => Backend::Postgres(Postgres::open(&options.target, shared.clone()).await?),
        };
        let db = Self { backend: Arc::new(backend), shared };
        migrations::run(&db).await?;
        Ok(db)
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
        if set.size() > limits::WRITE_SET_BYTES {
            let (size, limit) = (set.size(), limits::WRITE_SET_BYTES);
            return Err(StoreError::TooLarge { what: "the changes of one command", size, limit });
        }
        let (reply, answer) = oneshot::channel();
        let member = Member { set, reply };
        match &*self.backend {
            Backend::Sqlite(sqlite) => sqlite.commit(member).await?,
            Backend::Postgres(postgres) => postgres.commit(member).await?,
        }
        answer.await.map_err(|_| StoreError::Closed)?
    }

    /// Runs one statement that writes, in its own transaction; the rows that it returns.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn write(&self, statement: Statement) -> Result<Vec<Row>, StoreError> {
        let steps = vec![statement.into()];
        match &*self.backend {
            Backend::Sqlite(sqlite) => sqlite.batch(steps).await,
            Backend::Postgres(postgres) => postgres.batch(steps).await,
        }
    }

    /// Opens an interactive transaction. On SQLite nobody else can write until it ends.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        self.shared.alive()?;
        let inner = match &*self.backend {
            Backend::Sqlite(sqlite) => TxInner::Sqlite(sqlite.begin().await?),
            Backend::Postgres(postgres) => TxInner::Postgres(postgres.begin().await?),
        };
        Ok(Tx { inner, shared: self.shared.clone(), woken: BTreeSet::new() })
    }

    /// All rows of a statement that reads.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn read(&self, statement: Statement) -> Result<Vec<Row>, StoreError> {
        self.shared.alive()?;
        match &*self.backend {
            Backend::Sqlite(sqlite) => sqlite.read(statement).await,
            Backend::Postgres(postgres) => postgres.read(statement).await,
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

    /// Finishes what is queued and closes the database, if this is its last clone.
    pub async fn close(self) {
        match Arc::into_inner(self.backend) {
            Some(Backend::Sqlite(sqlite)) => sqlite.close().await,
            Some(Backend::Postgres(postgres)) => postgres.close().await,
            None => {}
        }
    }
}

impl Fetch for &Db {
    async fn fetch(&mut self, statement: Statement) -> Result<Vec<Row>, StoreError> {
        self.read(statement).await
    }
}

/// An interactive transaction; dropping it rolls it back.
#[derive(Debug)]
pub struct Tx {
    inner: TxInner,
    shared: Arc<Shared>,
    woken: BTreeSet<&'static str>,
}

#[derive(Debug)]
enum TxInner {
    Sqlite(SqliteTx),
    Postgres(PostgresTx),
}

impl Tx {
    async fn run(&mut self, statement: Statement) -> Result<(u64, Vec<Row>), StoreError> {
        self.shared.alive()?;
        match &mut self.inner {
            TxInner::Sqlite(tx) => tx.run(statement).await,
            TxInner::Postgres(tx) => tx.run(statement).await,
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
    pub async fn add(&mut self, set: &WriteSet) -> Result<(), StoreError> {
        for step in self.shared.planner.plan(std::iter::once(set)) {
            let (written, _) = self.run(step.statement).await?;
            if step.expect.is_some_and(|expected| expected != written) {
                return Err(StoreError::Conflict);
            }
        }
        self.woken.extend(woken_tables(std::iter::once(set)));
        Ok(())
    }

    /// Makes everything durable.
    ///
    /// # Errors
    /// What the database answers; then nothing is written.
    pub async fn commit(mut self) -> Result<(), StoreError> {
        if let Some(step) = self.shared.notify_step(&self.woken) {
            self.run(step.statement).await?;
        }
        self.shared.pass(Point::BeforeCommit)?;
        match self.inner {
            TxInner::Sqlite(tx) => tx.commit().await,
            TxInner::Postgres(tx) => tx.commit().await,
        }?;
        self.shared.pass(Point::AfterCommit)?;
        self.woken.iter().for_each(|table| self.shared.wakes.wake(table));
        Ok(())
    }
}

impl Fetch for &mut Tx {
    async fn fetch(&mut self, statement: Statement) -> Result<Vec<Row>, StoreError> {
        Ok(self.run(statement).await?.1)
    }
}
