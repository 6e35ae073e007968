//! The outbox: effects that are carried out after the commit, at least once.

use crate::db::Db;
use crate::error::StoreError;
use crate::record::Record;
use crate::statement::{Fetch, FromRow, Statement, all, first};
use crate::tables::incidents::Incident;

crate::record! {
    /// An effect that is to be carried out. When it is done, its row is removed.
    pub struct Effect in "outbox", key 1, fixed 8, wakes true {
        /// The id; sorts by time.
        id: String,
        /// The hash of the case, or of whatever it belongs to.
        shard: i64,
        /// The case it belongs to.
        case_id: Option<String>,
        /// What is to be done, by which its handler is found.
        kind: String,
        /// The key by which the receiver knows a repetition.
        idempotency_key: String,
        /// When it was made.
        created_at: i64,
        /// What its handler needs, as JSON.
        payload: String,
        /// How many cases have begun each other up to this effect, without any of them waiting.
        hops: i64,
        /// Attempts so far.
        attempts: i64,
        /// From when it may be taken: the next attempt, or the end of a lease; none: given up, a dead letter.
        available_at: Option<i64>,
        /// The node that took it.
        owner: Option<String>,
        /// What the last attempt said.
        error: Option<String>,
    }
}

/// Takes up to `limit` effects for `owner`, who has them until `until`, and counts the attempt.
///
/// # Errors
/// What the database answers.
pub async fn take(db: &Db, owner: &str, now: i64, until: i64, limit: i64) -> Result<Vec<Effect>, StoreError> {
    let sql = format!(
        "WITH ready AS MATERIALIZED (
           SELECT id FROM outbox WHERE available_at <= $1 ORDER BY available_at, id LIMIT $2 {{skip locked}})
         UPDATE outbox SET available_at = $3, owner = $4, attempts = attempts + 1
         WHERE id IN (SELECT id FROM ready) RETURNING {}",
        Effect::COLUMNS
    );
    let mut rows = db.write(Statement::new(sql).bind(now).bind(limit).bind(until).text(owner)).await?;
    let mut effects: Vec<Effect> = rows.iter_mut().map(Effect::from_row).collect::<Result<_, _>>()?;
    effects.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(effects)
}

/// Says when `owner` tries an effect again, if `owner` still has it.
///
/// # Errors
/// What the database answers.
pub async fn postpone(db: &Db, id: &str, owner: &str, until: i64, error: &str) -> Result<bool, StoreError> {
    let statement = Statement::new(
        "UPDATE outbox SET available_at = $1, owner = NULL, error = $2 WHERE id = $3 AND owner = $4 RETURNING id",
    );
    let rows = db.write(statement.bind(until).text(error).text(id).text(owner)).await?;
    Ok(!rows.is_empty())
}

/// The effect with this idempotency key, if it is still to be carried out.
///
/// # Errors
/// What the database answers.
pub async fn by_key(on: impl Fetch, idempotency_key: &str) -> Result<Option<Effect>, StoreError> {
    let sql = format!("SELECT {} FROM outbox WHERE idempotency_key = $1", Effect::COLUMNS);
    first(on, Statement::new(sql).text(idempotency_key)).await
}

/// Whether the effect with this id is still to be carried out.
///
/// # Errors
/// What the database answers.
pub async fn is_open(on: impl Fetch, id: &str) -> Result<bool, StoreError> {
    let statement = Statement::new("SELECT id FROM outbox WHERE id = $1").text(id);
    Ok(first::<(String,)>(on, statement).await?.is_some())
}

/// Whether another effect of the kind, of the same case, made before this instant (or in it, with a smaller id), is still
/// to be carried out.
///
/// # Errors
/// What the database answers.
pub async fn is_behind(
    on: impl Fetch,
    case_id: &str,
    kind: &str,
    before: i64,
    id: &str,
) -> Result<bool, StoreError> {
    let sql =
        "SELECT id FROM outbox WHERE case_id = $1 AND kind = $2 AND id <> $4 AND available_at IS NOT NULL
         AND (created_at < $3 OR (created_at = $3 AND id < $4)) LIMIT 1";
    let statement = Statement::new(sql).text(case_id).text(kind).bind(before).text(id);
    Ok(first::<(String,)>(on, statement).await?.is_some())
}

/// The effect with this id, if it is still to be carried out, or was given up.
///
/// # Errors
/// What the database answers.
pub async fn get(on: impl Fetch, id: &str) -> Result<Option<Effect>, StoreError> {
    let sql = format!("SELECT {} FROM outbox WHERE id = $1", Effect::COLUMNS);
    first(on, Statement::new(sql).text(id)).await
}

/// Makes an effect a dead letter if `owner` still has it, and, if its case is open, raises the incident. If it has come
/// from no case, it belongs to `case` from now on, and is removed with it.
///
/// # Errors
/// What the database answers.
pub async fn give_up(
    db: &Db,
    id: &str,
    owner: &str,
    error: &str,
    case: Option<String>,
    incident: Option<Incident>,
) -> Result<(), StoreError> {
    let sql =
        "UPDATE outbox SET available_at = NULL, owner = NULL, error = $1, case_id = COALESCE(case_id, $2)
         WHERE id = $3 AND owner = $4";
    let mut statements = vec![Statement::new(sql).text(error).bind(case).text(id).text(owner)];
    if let Some(incident) = incident {
        let sql = format!(
            "INSERT INTO incidents ({}) SELECT cases.id, $2, $3, $4, $5, $6, $7 FROM cases
             WHERE cases.id = $1 AND cases.ended_at IS NULL AND EXISTS (SELECT 1 FROM outbox WHERE id = $8 AND available_at IS NULL)
             ON CONFLICT DO NOTHING",
            Incident::COLUMNS
        );
        let values = incident.into_values();
        let values = values.iter().fold(Statement::new(sql), |sql, value| sql.bind(value.clone()));
        statements.push(values.text(id));
    }
    db.write_all(statements).await?;
    Ok(())
}

/// Gives a dead letter a new chance, and removes its incident (case and key); whether there was such a dead letter.
///
/// # Errors
/// What the database answers.
pub async fn revive(
    db: &Db,
    id: &str,
    now: i64,
    incident: Option<(String, i64)>,
) -> Result<bool, StoreError> {
    let sql = "UPDATE outbox SET available_at = $1, attempts = 0 WHERE id = $2 AND available_at IS NULL RETURNING id";
    let mut statements = vec![Statement::new(sql).bind(now).text(id)];
    if let Some((case, key)) = incident {
        let sql = "DELETE FROM incidents WHERE case_id = $1 AND key = $2";
        statements.push(Statement::new(sql).bind(case).bind(key));
    }
    Ok(!db.write_all(statements).await?.is_empty())
}

/// How many dead letters there are.
///
/// # Errors
/// What the database answers.
pub async fn count_dead(on: impl Fetch) -> Result<i64, StoreError> {
    let statement = Statement::new("SELECT count(*) FROM outbox WHERE available_at IS NULL");
    Ok(first::<(i64,)>(on, statement).await?.map_or(0, |(count,)| count))
}

/// The dead letters, the newest first.
///
/// # Errors
/// What the database answers.
pub async fn dead(on: impl Fetch, limit: i64) -> Result<Vec<Effect>, StoreError> {
    let sql = format!(
        "SELECT {} FROM outbox WHERE available_at IS NULL ORDER BY created_at DESC, id DESC LIMIT $1",
        Effect::COLUMNS
    );
    all(on, Statement::new(sql).bind(limit)).await
}

/// The instant at which the next effect may be taken.
///
/// # Errors
/// What the database answers.
pub async fn next(on: impl Fetch) -> Result<Option<i64>, StoreError> {
    let statement = Statement::new("SELECT min(available_at) FROM outbox WHERE available_at IS NOT NULL");
    Ok(first::<(Option<i64>,)>(on, statement).await?.and_then(|(at,)| at))
}
