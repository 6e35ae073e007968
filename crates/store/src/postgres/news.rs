//! News between nodes: what this one tells the others, and what it hears from them.

use super::pool::{Patience, Pool};
use crate::dialect::Dialect;
use crate::limits;
use crate::shared::Shared;
use crate::statement::Statement;
use crate::wake::News;
use sqlx::postgres::{PgConnectOptions, PgListener, PgPoolOptions};
use std::sync::{Arc, Weak};
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::timeout;

/// The channel on which nodes tell each other that there is work.
const CHANNEL: &str = "stepwell";
/// How long to wait before listening again after the connection was lost.
const RECONNECT: Duration = Duration::from_secs(1);

/// Tells the other nodes what this one has written: at once, and then all that has come together meanwhile. In the
/// transactions themselves it would cost a third of their rate: commits with a notification queue behind one lock.
pub async fn announce(pool: Pool, name: String, mut queue: mpsc::Receiver<News>) {
    while let Some(mut news) = queue.recv().await {
        while let Ok(more) = queue.try_recv() {
            news.merge(&more);
        }
        if let (Some(sql), Ok(mut connection)) = (Dialect::Postgres.notify(), pool.acquire().await) {
            // Nodes look by themselves, too.
            let _ = connection.run(&Statement::new(sql).bind(news.message(&name))).await;
        }
        tokio::time::sleep(limits::ANNOUNCEMENTS).await;
    }
}

/// Hears what other nodes write, until the database is closed. What is said while nobody listens is not heard: after
/// each interruption everybody is told that news may have been missed.
pub async fn listen(pool: Pool, shared: Weak<Shared>) {
    let mut closed = pool.close_event();
    let mut is_first = true;
    loop {
        let heard = closed.do_until(async {
            let _ = hear(pool.options(), pool.patience(), &shared, is_first).await;
            tokio::time::sleep(RECONNECT).await;
        });
        if heard.await.is_err() || shared.strong_count() == 0 {
            return;
        }
        is_first = false;
    }
}

/// Listens until the connection is lost, or nobody wants to hear any more. The connection is none of the pool's, so
/// that one on which nothing comes any more takes no place there.
async fn hear(
    options: PgConnectOptions,
    patience: Patience,
    shared: &Weak<Shared>,
    is_first: bool,
) -> Result<(), sqlx::Error> {
    let late = |_| sqlx::Error::PoolTimedOut;
    let own = PgPoolOptions::new()
        .max_connections(1)
        .acquire_timeout(patience.connection)
        .connect_lazy_with(options.application_name("stepwell listener"));
    let mut listener = PgListener::connect_with(&own).await?;
    listener.eager_reconnect(false);
    timeout(patience.answer, listener.listen(CHANNEL)).await.map_err(late)??;
    if let Some(shared) = shared.upgrade().filter(|_| !is_first) {
        shared.wakes.wake_all();
    }
    loop {
        match timeout(patience.silence, listener.try_recv()).await {
            Ok(news) => {
                let (Some(news), Some(shared)) = (news?, shared.upgrade()) else { return Ok(()) };
                shared.wakes.hear(news.payload(), &shared.name);
            }
            // Are there no news, or is there no connection?
            Err(_) => {
                let asked = sqlx::raw_sql("SELECT 1").execute(&mut listener);
                timeout(patience.answer, asked).await.map_err(late)??;
            }
        }
    }
}

/// Starts to tell and to hear.
pub fn start(pool: &Pool, shared: &Arc<Shared>) {
    let (announcements, news) = mpsc::channel(limits::QUEUE);
    if shared.announcements.set(announcements).is_ok() {
        tokio::spawn(announce(pool.clone(), shared.name.clone(), news));
    }
    tokio::spawn(listen(pool.clone(), Arc::downgrade(shared)));
}
