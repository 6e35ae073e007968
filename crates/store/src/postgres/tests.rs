//! What becomes of commands when the network or the server fails.

use super::Postgres;
use super::pool::Patience;
use crate::chain::Link;
use crate::dialect::Dialect;
use crate::error::StoreError;
use crate::group::Member;
use crate::shared::Shared;
use crate::statement::Statement;
use crate::tables::nodes::Node;
use crate::write_set::WriteSet;
use crate::{Db, test_server};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

const SOCKET: &str = ".s.PGSQL.5432";
const SHORT: Patience = Patience {
    connection: Duration::from_millis(400),
    statement: Duration::from_millis(600),
    answer: Duration::from_millis(900),
    silence: Duration::from_millis(100),
};
/// Longer than all of that together.
const AT_ONCE: Duration = Duration::from_secs(4);

/// Stands between the store and the server, and can swallow what it should pass on.
struct Proxy {
    directory: tempfile::TempDir,
    swallows: Arc<AtomicBool>,
    task: JoinHandle<()>,
}

impl Proxy {
    /// A proxy for the server of this address, and the address of the same database behind it.
    fn start(address: &str) -> (Self, String) {
        let (_, rest) = address.split_once('@').unwrap();
        let (socket, name) = rest.rsplit_once('/').unwrap();
        let server = PathBuf::from(socket.replace("%2F", "/")).join(SOCKET);
        let directory = tempfile::tempdir().unwrap();
        let listener = UnixListener::bind(directory.path().join(SOCKET)).unwrap();
        let swallows = Arc::new(AtomicBool::new(false));
        let quiet = swallows.clone();
        let task = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let (from_client, to_client) = client.into_split();
                let (from_server, to_server) = UnixStream::connect(&server).await.unwrap().into_split();
                tokio::spawn(pass(from_client, to_server, quiet.clone()));
                tokio::spawn(pass(from_server, to_client, quiet.clone()));
            }
        });
        let here = directory.path().display().to_string().replace('/', "%2F");
        (Self { directory, swallows, task }, format!("postgres://postgres@{here}/{name}"))
    }

    fn swallow(&self, swallows: bool) {
        self.swallows.store(swallows, Ordering::SeqCst);
    }

    /// Takes no new connections.
    fn stop(&self) {
        self.task.abort();
        std::fs::remove_file(self.directory.path().join(SOCKET)).unwrap();
    }
}

/// Passes bytes on. What was swallowed never comes again: that connection is of no use any more.
async fn pass(
    mut from: impl AsyncReadExt + Unpin,
    mut to: impl AsyncWriteExt + Unpin,
    swallows: Arc<AtomicBool>,
) {
    let (mut bytes, mut is_broken) = ([0; 4096], false);
    while let Ok(length @ 1..) = from.read(&mut bytes).await {
        is_broken |= swallows.load(Ordering::SeqCst);
        if !is_broken && to.write_all(&bytes[..length]).await.is_err() {
            return;
        }
    }
    // Of those who are cut off nobody hears.
    if is_broken {
        std::future::pending::<()>().await;
    }
}

struct Place {
    address: String,
    proxy: Proxy,
    shared: Arc<Shared>,
    store: Arc<Postgres>,
}

async fn place() -> Place {
    let address = test_server::database().unwrap();
    Db::open(&address).await.unwrap().close().await;
    let (proxy, behind) = Proxy::start(&address);
    let shared = Arc::new(Shared::new(Dialect::Postgres, None));
    let store = Arc::new(Postgres::open_with(&behind, shared.clone(), SHORT).await.unwrap());
    Place { address, proxy, shared, store }
}

impl Place {
    /// Writes so many new rows, which takes one statement for each bit of their number.
    async fn write(&self, name: &str, rows: usize, lane: i64) -> Result<(), StoreError> {
        let mut set = WriteSet::new(lane);
        for row in 0..rows {
            set.insert(Node { id: format!("{name}-{row}"), program: "1".into(), started_at: 1, seen_at: 1 });
        }
        let (reply, answer) = oneshot::channel();
        self.store.commit(Member { set, link: Link::none(), reply }).await?;
        answer.await.unwrap()
    }

    /// Until three connections are there, so that nobody has to open one. Each comes back a moment after its use.
    async fn until_idle(&self) {
        while self.store.pool.idle() < 3 {
            let _ = tokio::join!(self.read(), self.read(), self.read());
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    async fn read(&self) -> Result<usize, StoreError> {
        Ok(self.store.read(Statement::new("SELECT id FROM nodes")).await?.len())
    }

    /// Ends the connections of this database whose application has this name, from outside.
    async fn terminate(&self, application: &str) -> i64 {
        let db = Db::open(&self.address).await.unwrap();
        let sql = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                   WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name = $1";
        let mut rows = db.read(Statement::new(sql).text(application)).await.unwrap();
        rows[0].take().unwrap()
    }

    /// Writes from another node until this one hears of it.
    async fn until_heard(&self) {
        let mut news = self.shared.wakes.subscribe("jobs");
        let other = Db::open(&self.address).await.unwrap();
        for _ in 0..100 {
            let said = Statement::new("SELECT 1::BIGINT FROM pg_notify('stepwell', 'n2 jobs:5')");
            other.read(said).await.unwrap();
            if tokio::time::timeout(Duration::from_millis(100), news.changed()).await.is_ok() {
                return other.close().await;
            }
        }
        panic!("no news");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_network_that_swallows_everything_holds_up_nobody_for_long() {
    let place = place().await;
    place.until_heard().await;
    place.write("a", 1, 0).await.unwrap();
    let mut tx = place.store.begin().await.unwrap();
    place.until_idle().await;
    place.proxy.swallow(true);
    let begun = Instant::now();
    let delete = Statement::new("DELETE FROM nodes");
    let (one, many, read, late) =
        tokio::join!(place.write("b", 1, 0), place.write("c", 3, 1), place.read(), tx.run(delete));
    assert!(begun.elapsed() < AT_ONCE, "{:?}", begun.elapsed());
    assert!(matches!(one, Err(StoreError::Lost(_))), "nobody knows: {one:?}");
    for unwritten in [many, read.map(drop), late.map(drop)] {
        assert!(matches!(unwritten, Err(StoreError::Unavailable(_))), "{unwritten:?}");
    }
    drop(tx);
    place.proxy.swallow(false);
    place.write("d", 1, 0).await.unwrap();
    place.write("e", 3, 1).await.unwrap();
    assert_eq!(place.read().await, Ok(5));
    place.until_heard().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_there_is_no_connection_everybody_hears_so_at_once() {
    let place = Arc::new(place().await);
    place.proxy.stop();
    place.proxy.swallow(true);
    let begun = Instant::now();
    let writers: Vec<_> = (0..40)
        .map(|n| {
            tokio::spawn({
                let place = place.clone();
                async move { place.write(&format!("n{n}"), 3, 0).await }
            })
        })
        .collect();
    for writer in writers {
        let answer = writer.await.unwrap();
        assert!(matches!(answer, Err(StoreError::Unavailable(_))), "{answer:?}");
    }
    assert!(begun.elapsed() < AT_ONCE, "{:?}", begun.elapsed());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_statement_that_takes_too_long_is_ended_and_a_migration_may_take_its_time() {
    let place = place().await;
    let slow = Statement::new("SELECT 1::BIGINT FROM pg_sleep(0.8)");
    let ended = place.store.read(slow.clone()).await;
    assert!(matches!(ended, Err(StoreError::Unavailable(_))), "{ended:?}");
    let mut tx = place.store.begin().await.unwrap();
    tx.allow(Duration::from_secs(60)).await.unwrap();
    assert!(tx.run(slow).await.is_ok());
    tx.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn news_that_may_have_been_missed_are_told() {
    let place = place().await;
    place.until_heard().await;
    let mut news = place.shared.wakes.subscribe("jobs");
    assert!(place.terminate("stepwell listener").await >= 1);
    let heard = tokio::time::timeout(Duration::from_secs(5), news.changed()).await;
    assert!(heard.is_ok(), "nobody said anything, but somebody could have");
    place.until_heard().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn connections_that_the_server_has_ended_are_not_noticed() {
    let place = Arc::new(place().await);
    for round in 0..2 {
        let busy = place.clone();
        futures(8, move |n| {
            let place = busy.clone();
            async move {
                place
                    .store
                    .read(Statement::new(format!("SELECT {n}::BIGINT FROM pg_sleep(0.1)")))
                    .await
                    .map(drop)
            }
        })
        .await;
        assert!(place.terminate("stepwell").await >= 8);
        if round == 1 {
            // What was idle for longer is tried first, so that even a statement that is not repeated succeeds.
            tokio::time::sleep(crate::limits::FRESH).await;
            place.write("single", 1, 0).await.unwrap();
        }
        let late = place.clone();
        futures(12, move |n| {
            let place = late.clone();
            async move {
                place.write(&format!("r{round}-{n}"), 3, n).await?;
                place.store.begin().await?.commit().await?;
                place.read().await.map(drop)
            }
        })
        .await;
    }
}

/// Runs so many at the same time, which all succeed.
async fn futures<F>(count: i64, work: impl Fn(i64) -> F)
where
    F: Future<Output = Result<(), StoreError>> + Send + 'static,
{
    let tasks: Vec<_> = (0..count).map(|n| tokio::spawn(work(n))).collect();
    for task in tasks {
        assert_eq!(task.await.unwrap(), Ok(()));
    }
}
