//! The message buffer: messages wait for a case until they expire; each is used once a workflow.

use crate::db::Db;
use crate::error::StoreError;
use crate::record::Record;
use crate::statement::{Fetch, Statement, all, first};

crate::record! {
    /// A message that was published.
    pub struct BufferedMessage in "messages", key 1, fixed 7, wakes true {
        /// The id that the store gave it; sorts by time.
        id: String,
        /// The name.
        name: String,
        /// The key that says for which case it is.
        correlation_key: String,
        /// The publisher's own id: a second message with the same name, key and id is refused as a conflict.
        message_id: Option<String>,
        /// When it was published.
        published_at: i64,
        /// Until when it waits.
        expires_at: i64,
        /// Its variables, as JSON.
        payload: String,
    }
}

crate::record! {
    /// That a workflow has used a message.
    pub struct MessageUse in "message_uses", key 2, fixed 5, wakes false {
        /// The message.
        message_id: String,
        /// The workflow that used it.
        workflow_id: String,
        /// The case that got it.
        case_id: String,
        /// The hash of the case.
        shard: i64,
        /// When the message expires, and with it this row.
        expires_at: i64,
    }
}

crate::record! {
    /// That a case runs which a message with this key started. The next one may start when it has ended.
    pub struct StartKey in "start_keys", key 2, fixed 4, wakes false {
        /// The workflow.
        workflow_id: String,
        /// The key of the message.
        correlation_key: String,
        /// The case.
        case_id: String,
        /// The hash of the case.
        shard: i64,
    }
}

/// Whether a case of the workflow runs that a message with this key started.
///
/// # Errors
/// What the database answers.
pub async fn is_started(
    on: impl Fetch,
    workflow_id: &str,
    correlation_key: &str,
) -> Result<bool, StoreError> {
    let statement =
        Statement::new("SELECT case_id FROM start_keys WHERE workflow_id = $1 AND correlation_key = $2");
    Ok(first::<(String,)>(on, statement.text(workflow_id).text(correlation_key)).await?.is_some())
}

/// The workflows that have used the message.
///
/// # Errors
/// What the database answers.
pub async fn used_by(on: impl Fetch, message_id: &str) -> Result<Vec<String>, StoreError> {
    let statement =
        Statement::new("SELECT workflow_id FROM message_uses WHERE message_id = $1").text(message_id);
    Ok(all::<(String,)>(on, statement).await?.into_iter().map(|(workflow,)| workflow).collect())
}

/// The oldest message of this name and key that has not expired and that the workflow has not used.
///
/// # Errors
/// What the database answers.
pub async fn oldest_unused(
    on: impl Fetch,
    name: &str,
    correlation_key: &str,
    workflow_id: &str,
    now: i64,
) -> Result<Option<BufferedMessage>, StoreError> {
    let sql = format!(
        "SELECT {} FROM messages WHERE name = $1 AND correlation_key = $2 AND expires_at > $3
         AND NOT EXISTS (SELECT 1 FROM message_uses
           WHERE message_uses.message_id = messages.id AND message_uses.workflow_id = $4)
         ORDER BY published_at, id LIMIT 1",
        BufferedMessage::COLUMNS
    );
    first(on, Statement::new(sql).text(name).text(correlation_key).bind(now).text(workflow_id)).await
}

/// The oldest message with this key that has not expired, that the workflow has not used, and by which a case of it may
/// begin.
///
/// # Errors
/// What the database answers.
pub async fn oldest_to_start(
    on: impl Fetch,
    workflow_id: &str,
    correlation_key: &str,
    now: i64,
) -> Result<Option<BufferedMessage>, StoreError> {
    // The oldest of each name comes from the index; all names together would have to be sorted.
    let sql = format!(
        "SELECT {} FROM messages WHERE id IN (
           SELECT (SELECT waiting.id FROM messages AS waiting
             WHERE waiting.name = names.name AND waiting.correlation_key = $1 AND waiting.expires_at > $2
             AND NOT EXISTS (SELECT 1 FROM message_uses
               WHERE message_uses.message_id = waiting.id AND message_uses.workflow_id = $3)
             ORDER BY waiting.published_at, waiting.id LIMIT 1)
           FROM start_subscriptions AS names WHERE names.workflow_id = $3 AND names.kind = 'message')",
        BufferedMessage::COLUMNS
    );
    let statement = Statement::new(sql).text(correlation_key).bind(now).text(workflow_id);
    let oldest: Vec<BufferedMessage> = all(on, statement).await?;
    Ok(oldest.into_iter().min_by(|a, b| (a.published_at, &a.id).cmp(&(b.published_at, &b.id))))
}

/// Messages that have not expired and for which a case waits whose workflow has not used them: a page of them after
/// this id.
///
/// # Errors
/// What the database answers.
pub async fn awaited(
    on: impl Fetch,
    now: i64,
    after: &str,
    limit: i64,
) -> Result<Vec<BufferedMessage>, StoreError> {
    let sql = format!(
        "SELECT {} FROM messages WHERE id > $1 AND expires_at > $2
         AND EXISTS (SELECT 1 FROM subscriptions
           WHERE subscriptions.name = messages.name AND subscriptions.correlation_key = messages.correlation_key
           AND subscriptions.kind = 'message'
           AND NOT EXISTS (SELECT 1 FROM message_uses
             WHERE message_uses.message_id = messages.id
             AND message_uses.workflow_id = subscriptions.workflow_id))
         ORDER BY id LIMIT $3",
        BufferedMessage::COLUMNS
    );
    all(on, Statement::new(sql).text(after).bind(now).bind(limit)).await
}

/// The message with this id.
///
/// # Errors
/// What the database answers.
pub async fn get(on: impl Fetch, id: &str) -> Result<Option<BufferedMessage>, StoreError> {
    let sql = format!("SELECT {} FROM messages WHERE id = $1", BufferedMessage::COLUMNS);
    first(on, Statement::new(sql).text(id)).await
}

/// Whether a message with this name and key, and this id of its publisher, is kept.
///
/// # Errors
/// What the database answers.
pub async fn is_kept(
    on: impl Fetch,
    name: &str,
    correlation_key: &str,
    message_id: &str,
) -> Result<bool, StoreError> {
    let sql = "SELECT id FROM messages WHERE name = $1 AND correlation_key = $2 AND message_id = $3";
    let statement = Statement::new(sql).text(name).text(correlation_key).text(message_id);
    Ok(first::<(String,)>(on, statement).await?.is_some())
}

/// Removes what expired before this instant: at most `limit` messages, and as many uses of messages, of which a message
/// has one for each workflow. The larger of both numbers: there may be more to remove until it is 0.
///
/// # Errors
/// What the database answers.
pub async fn expire(db: &Db, now: i64, limit: i64) -> Result<usize, StoreError> {
    let mut tx = db.begin().await?;
    let mut most = 0;
    // In the order in which group commit writes the tables, so that nobody waits for each other in a circle.
    for sql in [
        "DELETE FROM message_uses WHERE (message_id, workflow_id) IN
         (SELECT message_id, workflow_id FROM message_uses WHERE expires_at <= $1 LIMIT $2)",
        "DELETE FROM messages WHERE id IN (SELECT id FROM messages WHERE expires_at <= $1 LIMIT $2)",
    ] {
        most = tx.execute(Statement::new(sql).bind(now).bind(limit)).await?.max(most);
    }
    tx.commit().await?;
    Ok(usize::try_from(most).unwrap_or(usize::MAX))
}
