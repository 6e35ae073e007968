//! Who waits for a message or a signal: cases that run, and workflows that a message, signal or timer starts.

use crate::db::{Db, Tx};
use crate::error::StoreError;
use crate::record::Record;
use crate::statement::{Fetch, FromRow, Statement, all, first};

crate::record! {
    /// A case that waits for a message or a signal.
    pub struct Subscription in "subscriptions", key 2, fixed 8, wakes false {
        /// The case.
        case_id: String,
        /// The subscription within its case.
        key: i64,
        /// The hash of the case.
        shard: i64,
        /// `message` or `signal`.
        kind: String,
        /// The name of the message or signal.
        name: String,
        /// The key of the message; empty for a signal.
        correlation_key: String,
        /// The workflow of the case.
        workflow_id: String,
        /// Since when.
        created_at: i64,
    }
}

crate::record! {
    /// A start event of a workflow that waits for a message, a signal or an instant.
    pub struct StartSubscription in "start_subscriptions", key 2, fixed 2, wakes true {
        /// The workflow.
        workflow_id: String,
        /// The start event.
        element: String,
        /// The version that is started.
        version_id: String,
        /// `message`, `signal` or `timer`.
        kind: String,
        /// The name of the message or signal; empty for a timer.
        name: String,
        /// What the runtime needs to know besides, as JSON.
        payload: String,
        /// When a timer starts the next case; none for messages and signals.
        available_at: Option<i64>,
        /// The node that is just starting a case.
        owner: Option<String>,
    }
}

/// Of each workflow the oldest case that waits for this message.
///
/// # Errors
/// What the database answers.
pub async fn for_message(
    on: impl Fetch,
    name: &str,
    correlation_key: &str,
) -> Result<Vec<Subscription>, StoreError> {
    // From workflow to workflow through the index: many cases of one can wait for the same.
    let sql = format!(
        "SELECT {} FROM subscriptions WHERE (case_id, key) IN (
           WITH RECURSIVE workflows(workflow_id) AS (
             SELECT min(workflow_id) FROM subscriptions WHERE name = $1 AND correlation_key = $2 AND kind = 'message'
             UNION ALL
             SELECT (SELECT min(following.workflow_id) FROM subscriptions AS following
               WHERE following.name = $1 AND following.correlation_key = $2 AND following.kind = 'message'
               AND following.workflow_id > workflows.workflow_id)
             FROM workflows WHERE workflows.workflow_id IS NOT NULL)
           SELECT oldest.case_id, oldest.key FROM workflows JOIN subscriptions AS oldest
           ON (oldest.case_id, oldest.key) = (SELECT waiting.case_id, waiting.key FROM subscriptions AS waiting
             WHERE waiting.name = $1 AND waiting.correlation_key = $2 AND waiting.kind = 'message'
             AND waiting.workflow_id = workflows.workflow_id
             ORDER BY waiting.case_id, waiting.key LIMIT 1))",
        Subscription::COLUMNS
    );
    let mut waiting: Vec<Subscription> =
        all(on, Statement::new(sql).text(name).text(correlation_key)).await?;
    waiting.sort_by(|a, b| (&a.case_id, a.key).cmp(&(&b.case_id, b.key)));
    Ok(waiting)
}

/// The cases that wait for this signal, a page after this case and key (`("", 0)` for the first).
///
/// # Errors
/// What the database answers.
pub async fn for_signal(
    on: impl Fetch,
    name: &str,
    after: (&str, i64),
    limit: i64,
) -> Result<Vec<Subscription>, StoreError> {
    let sql = format!(
        "SELECT {} FROM subscriptions WHERE name = $1 AND correlation_key = '' AND kind = 'signal'
         AND (case_id, key) > ($2, $3) ORDER BY case_id, key LIMIT $4",
        Subscription::COLUMNS
    );
    all(on, Statement::new(sql).text(name).text(after.0).bind(after.1).bind(limit)).await
}

/// What a case waits for.
///
/// # Errors
/// What the database answers.
pub async fn of_case(on: impl Fetch, case_id: &str) -> Result<Vec<Subscription>, StoreError> {
    let sql = format!("SELECT {} FROM subscriptions WHERE case_id = $1 ORDER BY key", Subscription::COLUMNS);
    all(on, Statement::new(sql).text(case_id)).await
}

/// The workflows that this message or signal starts.
///
/// # Errors
/// What the database answers.
pub async fn starts(on: impl Fetch, kind: &str, name: &str) -> Result<Vec<StartSubscription>, StoreError> {
    let sql = format!(
        "SELECT {} FROM start_subscriptions WHERE name = $1 AND kind = $2 ORDER BY workflow_id, element",
        StartSubscription::COLUMNS
    );
    all(on, Statement::new(sql).text(name).text(kind)).await
}

/// The start events of a workflow that wait for something.
///
/// # Errors
/// What the database answers.
pub async fn starts_of(on: impl Fetch, workflow_id: &str) -> Result<Vec<StartSubscription>, StoreError> {
    let sql = format!(
        "SELECT {} FROM start_subscriptions WHERE workflow_id = $1 ORDER BY element",
        StartSubscription::COLUMNS
    );
    all(on, Statement::new(sql).text(workflow_id)).await
}

/// A start event as it is now; nobody else changes it until the transaction ends.
///
/// # Errors
/// What the database answers.
pub async fn lock_start(
    tx: &mut Tx,
    workflow_id: &str,
    element: &str,
) -> Result<Option<StartSubscription>, StoreError> {
    let sql = format!(
        "SELECT {} FROM start_subscriptions WHERE workflow_id = $1 AND element = $2 {{locked}}",
        StartSubscription::COLUMNS
    );
    first(tx, Statement::new(sql).text(workflow_id).text(element)).await
}

/// Takes up to `limit` start timers that are due for `owner`, who has them until `until`.
///
/// # Errors
/// What the database answers.
pub async fn take_starts(
    db: &Db,
    owner: &str,
    now: i64,
    until: i64,
    limit: i64,
) -> Result<Vec<StartSubscription>, StoreError> {
    let sql = format!(
        "WITH due AS MATERIALIZED (
           SELECT workflow_id, element FROM start_subscriptions WHERE available_at <= $1
           ORDER BY available_at, workflow_id, element LIMIT $2 {{skip locked}})
         UPDATE start_subscriptions SET available_at = $3, owner = $4
         WHERE (workflow_id, element) IN (SELECT workflow_id, element FROM due) RETURNING {}",
        StartSubscription::COLUMNS
    );
    let mut rows = db.write(Statement::new(sql).bind(now).bind(limit).bind(until).text(owner)).await?;
    rows.iter_mut().map(StartSubscription::from_row).collect()
}

/// The instant at which the next start timer may be taken.
///
/// # Errors
/// What the database answers.
pub async fn next_start(on: impl Fetch) -> Result<Option<i64>, StoreError> {
    let statement =
        Statement::new("SELECT min(available_at) FROM start_subscriptions WHERE available_at IS NOT NULL");
    Ok(first::<(Option<i64>,)>(on, statement).await?.and_then(|(at,)| at))
}
