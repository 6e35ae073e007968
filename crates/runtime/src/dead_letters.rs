//! Dead letters: effects that were given up, because they were refused or failed again and again. Each is an incident of
//! the case that it is for, or else of the one that it comes from, until somebody gives it a new chance.

use crate::effects::{Done, Todo, consuming};
use crate::error::{Result, RuntimeError};
use crate::given::can_be_stored;
use crate::{Runtime, incidents, messages};
use engine::Problem;
use store::tables::incidents::Incident;
use store::tables::outbox::{self, Effect};

/// An effect that was given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadLetter {
    /// Its id.
    pub id: String,
    /// What it was to do, as in `message.deliver`.
    pub kind: String,
    /// The case that it is for, or else the one that it comes from; none: neither is known.
    pub case: Option<String>,
    /// When it was made, µs UTC.
    pub created_at: i64,
    /// How often it was tried.
    pub attempts: i64,
    /// Why it was given up.
    pub error: String,
}

impl Runtime {
    /// The effects that were given up, the newest first.
    ///
    /// # Errors
    /// The database fails.
    pub async fn dead_letters(&self, limit: i64) -> Result<Vec<DeadLetter>> {
        let dead = outbox::dead(&self.inner.db, limit).await?;
        Ok(dead
            .into_iter()
            .map(|effect| DeadLetter {
                case: case_of(&effect),
                id: effect.id,
                kind: effect.kind,
                created_at: effect.created_at,
                attempts: effect.attempts,
                error: effect.error.unwrap_or_default(),
            })
            .collect())
    }

    /// How many effects were given up.
    ///
    /// # Errors
    /// The database fails.
    pub async fn count_dead_letters(&self) -> Result<i64> {
        Ok(outbox::count_dead(&self.inner.db).await?)
    }

    /// Gives a dead letter a new chance; its incident goes.
    ///
    /// # Errors
    /// There is no such dead letter.
    pub async fn revive(&self, id: &str) -> Result<()> {
        let (runtime, id) = (self.clone(), id.to_owned());
        self.whole(move || async move { runtime.revive_dead(&id).await }).await
    }

    async fn revive_dead(&self, id: &str) -> Result<()> {
        let (db, now) = (&self.inner.db, self.inner.now());
        let unknown = || RuntimeError::from(messages::NO_DEAD_LETTER.message().with("id", id));
        if !can_be_stored(id) {
            return Err(unknown());
        }
        let effect = outbox::get(db, id).await?.filter(|effect| effect.available_at.is_none());
        let effect = effect.ok_or_else(unknown)?;
        let incident = case_of(&effect).map(|case| (case, incident_key(id)));
        if !outbox::revive(db, id, now, incident).await? {
            return Err(unknown());
        }
        self.inner.outbox.look_at(Some(now));
        Ok(())
    }

    /// Consumes an effect, and with it a dead letter that it makes needless, and its incident.
    pub(crate) async fn drop_dead_letter(&self, effect: &Effect, dead: &Effect) -> Result<Done> {
        let mut set = consuming(effect);
        set.consume::<Effect>(dead.id.clone());
        if let Some(case) = case_of(dead) {
            set.delete2::<Incident>(case, incident_key(&dead.id));
        }
        self.inner.db.commit(set).await?;
        Ok(Done::Yes)
    }

    /// Gives an effect up, if this node still has it.
    pub(crate) async fn bury(&self, effect: &Effect, error: &RuntimeError) -> Result<()> {
        let reason = error.to_string();
        let text = messages::DEAD_LETTER.message();
        let text = text.with("kind", &effect.kind).with_message("reason", error.message());
        let case = case_of(effect);
        let incident = case.clone().map(|case_id| Incident {
            shard: store::shard(&case_id),
            case_id,
            key: incident_key(&effect.id),
            element: String::new(),
            kind: text.code().to_owned(),
            created_at: self.inner.now(),
            message: incidents::written(&Problem::from(&text)),
        });
        outbox::give_up(&self.inner.db, &effect.id, &self.inner.node, &reason, case, incident).await?;
        Ok(())
    }
}

/// The case that the effect is for, or else the one that it comes from.
fn case_of(effect: &Effect) -> Option<String> {
    let todo = serde_json::from_str::<Todo>(&effect.payload).ok();
    todo.and_then(|todo| todo.addressee().map(str::to_owned)).or_else(|| effect.case_id.clone())
}

/// The keys of the engine count from 1 upwards; those of dead letters are below 0, and follow from their id.
fn incident_key(id: &str) -> i64 {
    let hash = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    -1 - i64::try_from(hash >> 1).unwrap_or(0)
}
