//! PostgreSQL: a pool of connections, some writers that commit in groups, and news from other nodes.

mod news;
mod pool;
mod run;
#[cfg(test)]
mod tests;

use crate::bulk::Step;
use crate::error::StoreError;
use crate::fault::{Access, Point};
use crate::group::{Group, Member};
use crate::limits;
use crate::shared::Shared;
use crate::statement::Statement;
use crate::value::Row;
use pool::{Connection, Patience, Pool};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

/// An open PostgreSQL database.
#[derive(Debug)]
pub struct Postgres {
    pool: Pool,
    shared: Arc<Shared>,
    /// The writers; a case always has the same one.
    lanes: Vec<Lane>,
}

/// A writer. It ends when its queue is dropped and empty.
#[derive(Debug)]
struct Lane {
    queue: mpsc::Sender<Member>,
    task: JoinHandle<()>,
}

/// An interactive transaction; dropping it rolls it back.
#[derive(Debug)]
pub struct PostgresTx {
    connection: Connection,
}

impl Postgres {
    /// Connects to the database of this `postgres://` address.
    pub async fn open(address: &str, shared: Arc<Shared>) -> Result<Self, StoreError> {
        Self::open_with(address, shared, Patience::default()).await
    }

    async fn open_with(address: &str, shared: Arc<Shared>, patience: Patience) -> Result<Self, StoreError> {
        let pool = Pool::open(address, patience, false).await?;
        let lanes = (0..limits::WRITERS).map(|_| start_lane(pool.clone(), shared.clone())).collect();
        news::start(&pool, &shared);
        Ok(Self { pool, shared, lanes })
    }

    /// Connects only to read; no news come.
    pub async fn look(address: &str, shared: Arc<Shared>) -> Result<Self, StoreError> {
        Ok(Self { pool: Pool::open(address, Patience::default(), true).await?, shared, lanes: Vec::new() })
    }

    /// Writes the member in a group.
    pub async fn commit(&self, member: Member) -> Result<(), StoreError> {
        let lane = usize::try_from(member.set.shard()).unwrap_or(0) % self.lanes.len().max(1);
        let lane = self.lanes.get(lane).ok_or(StoreError::OnlyLooking)?;
        lane.queue.send(member).await.map_err(|_| StoreError::Closed)
    }

    /// Runs the steps in one transaction.
    pub async fn batch(&self, steps: Vec<Step>) -> Result<Vec<Row>, StoreError> {
        self.writes()?;
        batch(&self.pool, &self.shared, &steps).await
    }

    /// Opens an interactive transaction.
    pub async fn begin(&self) -> Result<PostgresTx, StoreError> {
        self.writes()?;
        let mut connection = self.pool.acquire().await?;
        match connection.begin().await {
            Ok(()) => return Ok(PostgresTx { connection }),
            // Nothing is written yet: once more on another one.
            Err(StoreError::Lost(_)) => connection = self.pool.acquire().await?,
            Err(error) => return Err(error),
        }
        connection.begin().await.map_err(unwritten)?;
        Ok(PostgresTx { connection })
    }

    fn writes(&self) -> Result<(), StoreError> {
        if self.lanes.is_empty() { Err(StoreError::OnlyLooking) } else { Ok(()) }
    }

    /// Reads on any connection.
    pub async fn read(&self, statement: Statement) -> Result<Vec<Row>, StoreError> {
        self.pool.read(&statement).await
    }

    /// Lets the writers finish what they have and closes all connections.
    pub async fn close(self) {
        // All queues are dropped before the first writer is waited for.
        let writers: Vec<_> = self.lanes.into_iter().map(|lane| lane.task).collect();
        for writer in writers {
            let _ = writer.await;
        }
        self.pool.close().await;
    }
}

impl PostgresTx {
    /// Runs one statement: the rows it wrote and the rows it returned.
    pub async fn run(&mut self, statement: Statement) -> Result<(u64, Vec<Row>), StoreError> {
        self.connection.run(&statement).await.map_err(unwritten)
    }

    /// Lets each of its statements take so long.
    pub async fn allow(&mut self, time: Duration) -> Result<(), StoreError> {
        self.connection.allow(time).await
    }

    /// Makes everything durable.
    pub async fn commit(mut self) -> Result<(), StoreError> {
        self.connection.commit().await
    }
}

fn start_lane(pool: Pool, shared: Arc<Shared>) -> Lane {
    let (sender, mut queue) = mpsc::channel(limits::QUEUE);
    let task = tokio::spawn(async move {
        while let Some(first) = queue.recv().await {
            let _turn = shared.turn(Access::Group).await;
            let mut group = Group::new(&shared, collect(first, &mut queue));
            while let Some(steps) = group.next() {
                group.done(&batch(&pool, &shared, &steps).await.map(|_| ()));
            }
        }
    });
    Lane { queue: sender, task }
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

async fn batch(pool: &Pool, shared: &Shared, steps: &[Step]) -> Result<Vec<Row>, StoreError> {
    shared.pass(Point::BeforeCommit)?;
    let rows = match steps {
        // A statement is its own transaction; that saves two round trips, but what it wrote cannot be undone.
        [Step { statement, expect: None }] => pool.acquire().await?.run(statement).await?.1,
        [Step { statement, expect: Some(1) }] => match pool.acquire().await?.run(statement).await? {
            (0, _) => return Err(StoreError::Conflict),
            (_, rows) => rows,
        },
        steps => in_transaction(pool, steps).await?,
    };
    shared.pass(Point::AfterCommit)?;
    Ok(rows)
}

/// Runs the steps in a transaction; once more on another connection if the first is lost before the commit.
async fn in_transaction(pool: &Pool, steps: &[Step]) -> Result<Vec<Row>, StoreError> {
    let mut connection = pool.acquire().await?;
    let rows = match prepare(&mut connection, steps).await {
        Err(StoreError::Lost(_)) => {
            connection = pool.acquire().await?;
            prepare(&mut connection, steps).await.map_err(unwritten)?
        }
        rows => rows?,
    };
    connection.commit().await?;
    Ok(rows)
}

/// All of a transaction but its commit.
async fn prepare(connection: &mut Connection, steps: &[Step]) -> Result<Vec<Row>, StoreError> {
    connection.begin().await?;
    let mut rows = Vec::new();
    for step in steps {
        let (written, returned) = connection.run(&step.statement).await?;
        if step.expect.is_some_and(|expected| expected != written) {
            return Err(StoreError::Conflict);
        }
        rows.extend(returned);
    }
    Ok(rows)
}

/// Before the commit nothing is written, however the connection was lost.
fn unwritten(error: StoreError) -> StoreError {
    match error {
        StoreError::Lost(reason) => StoreError::Unavailable(reason),
        error => error,
    }
}
