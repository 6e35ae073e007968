//! Messages: to one waiting case of each workflow, else to its start event; kept for their time to live for what
//! comes later; each used once by a workflow.
//!
//! A case that begins to wait looks into the buffer before its commit, and if there is something for it, takes it in
//! an effect of its own; if not, it looks again after its commit. A message that is kept is offered once more after its
//! commit. So, whichever of two that happen at the same time is committed last, it sees the other. What a node leaves
//! that dies before its second look is found now and then (see [`crate::kept`]).

use crate::case::HotCase;
use crate::effects::{Done, Origin, Todo, consuming, hops};
use crate::error::{Result, RuntimeError};
use crate::execute::Also;
use crate::given::{check_message_id, check_text};
use crate::rows::{self, Outcome};
use crate::{Runtime, limits, messages as texts};
use engine::command::Start;
use engine::event::Wait;
use engine::{Command, Key, check_variables};
use expr::Context;
use std::collections::BTreeSet;
use std::sync::Arc;
use store::tables::messages::{self, BufferedMessage, MessageUse, StartKey};
use store::tables::outbox::{self, Effect};
use store::tables::subscriptions;
use store::{StoreError, Tx, WriteSet, shard};

/// A message from outside, or of a case.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Message {
    /// Its name.
    pub name: String,
    /// Its correlation key; empty if it is for start events only.
    pub key: String,
    /// How long it is kept for somebody who does not wait yet, µs; 0: not at all.
    pub ttl: i64,
    /// The publisher's own id: while a message is kept, another with the same name, key and id is refused.
    pub id: Option<String>,
    /// What it carries.
    pub variables: Context,
}

/// A message on its way to those that wait.
struct Offer<'a> {
    id: &'a str,
    name: &'a str,
    key: &'a str,
    expires_at: i64,
    variables: &'a Context,
    /// How many cases have begun each other up to it.
    hops: u32,
}

impl Offer<'_> {
    /// Where what follows from it comes from.
    fn origin(&self) -> Origin<'static> {
        Origin { case: None, shard: shard(self.key), hops: self.hops }
    }
}

impl Runtime {
    /// Publishes a message and returns after its commit; those that wait for it get it after that. The answer is
    /// the id under which it is kept.
    ///
    /// # Errors
    /// Its name, key or id is too long or cannot be stored, its variables are too large, or one with the same id is kept
    /// already.
    pub async fn publish(&self, message: Message) -> Result<String> {
        self.open_for_business()?;
        check_text(&texts::A_NAME, &message.name)?;
        check_text(&texts::A_KEY, &message.key)?;
        check_message_id(message.id.as_deref().unwrap_or_default())?;
        check_variables(&message.variables, &self.inner.limits)?;
        let runtime = self.clone();
        self.whole(move || async move { runtime.publish_from_outside(message).await }).await
    }

    async fn publish_from_outside(&self, message: Message) -> Result<String> {
        let now = self.inner.now();
        let id = self.inner.ids.next(now);
        let expires_at = now.saturating_add(message.ttl.clamp(0, limits::MESSAGE_TTL));
        let Message { name, key, id: message_id, variables, .. } = message;
        let offer = Offer { id: &id, name: &name, key: &key, expires_at, variables: &variables, hops: 0 };
        let result = self.publish_with(&offer, message_id.clone(), WriteSet::new(shard(&key))).await;
        match (result, message_id) {
            (Err(RuntimeError::Store(StoreError::Conflict)), Some(message_id)) => {
                Err(texts::DUPLICATE_MESSAGE.message().with("name", &name).with("id", message_id).into())
            }
            (result, _) => result.map(|()| id),
        }
    }

    async fn publish_with(&self, offer: &Offer<'_>, message_id: Option<String>, set: WriteSet) -> Result<()> {
        let now = self.inner.now();
        let mut outcome = Outcome::new(set);
        let mut tx = self.inner.db.begin().await?;
        if offer.expires_at > now {
            let payload = serde_json::to_string(offer.variables)
                .map_err(|error| RuntimeError::damaged(offer.name, error))?;
            outcome.set.insert(BufferedMessage {
                id: offer.id.to_owned(),
                name: offer.name.to_owned(),
                correlation_key: offer.key.to_owned(),
                message_id,
                published_at: now,
                expires_at: offer.expires_at,
                payload,
            });
            let again = Todo::Match { message: offer.id.to_owned() };
            outcome.follow(self, &offer.origin(), &again)?;
        }
        self.offer(&mut tx, offer, &mut outcome).await?;
        tx.add(&outcome.set).await?;
        tx.commit().await?;
        self.after(outcome);
        Ok(())
    }

    /// Sends the message to everything that waits for it and whose workflow has not used it. The workflows of which a case
    /// with its key is begun, or goes on already.
    async fn offer(&self, tx: &mut Tx, offer: &Offer<'_>, outcome: &mut Outcome) -> Result<BTreeSet<String>> {
        let origin = offer.origin();
        let is_kept = offer.expires_at > self.inner.now();
        let message = is_kept.then(|| offer.id.to_owned());
        let mut used: BTreeSet<String> = messages::used_by(&mut *tx, offer.id).await?.into_iter().collect();
        let mut begun = BTreeSet::new();
        let note = |outcome: &mut Outcome, workflow: &str, case: &str| {
            if is_kept {
                outcome.set.insert(usage(offer.id, workflow, case, offer.expires_at));
            }
        };
        for waiting in subscriptions::for_message(&mut *tx, offer.name, offer.key).await? {
            if !used.insert(waiting.workflow_id.clone()) {
                continue;
            }
            note(outcome, &waiting.workflow_id, &waiting.case_id);
            let (message, variables) = (message.clone(), offer.variables.clone());
            let (workflow, case, key) = (waiting.workflow_id, waiting.case_id, engine_key(waiting.key));
            outcome.follow(self, &origin, &Todo::Deliver { message, workflow, case, key, variables })?;
        }
        for start in subscriptions::starts(&mut *tx, "message", offer.name).await? {
            let start_key = (!offer.key.is_empty()).then(|| offer.key.to_owned());
            let is_taken = match &start_key {
                Some(key) => messages::is_started(&mut *tx, &start.workflow_id, key).await?,
                None => false,
            };
            if is_taken {
                begun.insert(start.workflow_id);
                continue;
            }
            if !used.insert(start.workflow_id.clone()) {
                continue;
            }
            begun.insert(start.workflow_id.clone());
            note(outcome, &start.workflow_id, "");
            let (message, variables) = (message.clone(), offer.variables.clone());
            let (workflow, element) = (start.workflow_id, start.element);
            outcome.follow(
                self,
                &origin,
                &Todo::Start { workflow, element, message, start_key, variables },
            )?;
        }
        Ok(begun)
    }

    /// Offers a kept message in the transaction that consumes the effect. If it was to begin a case of this workflow, and
    /// goes to a waiting one instead, or has gone meanwhile, the next message is looked for.
    async fn offer_kept(
        &self,
        effect: &Effect,
        message: &BufferedMessage,
        to_start: Option<&str>,
    ) -> Result<Done> {
        let variables = variables(message)?;
        let offer = Offer {
            id: &message.id,
            name: &message.name,
            key: &message.correlation_key,
            expires_at: message.expires_at,
            variables: &variables,
            hops: 0,
        };
        let mut outcome = Outcome::new(consuming(effect));
        let mut tx = self.inner.db.begin().await?;
        let begun = self.offer(&mut tx, &offer, &mut outcome).await?;
        if let Some(workflow) = to_start.filter(|workflow| !begun.contains(*workflow)) {
            let next = Todo::NextStart { workflow: workflow.to_owned(), key: offer.key.to_owned() };
            outcome.follow(self, &offer.origin(), &next)?;
        }
        tx.add(&outcome.set).await?;
        tx.commit().await?;
        self.after(outcome);
        Ok(Done::Yes)
    }
}

fn usage(message: &str, workflow: &str, case: &str, expires_at: i64) -> MessageUse {
    MessageUse {
        message_id: message.to_owned(),
        workflow_id: workflow.to_owned(),
        case_id: case.to_owned(),
        shard: shard(case),
        expires_at,
    }
}

fn variables(message: &BufferedMessage) -> Result<Context> {
    serde_json::from_str(&message.payload).map_err(|error| RuntimeError::damaged(&message.id, error))
}

pub(crate) fn engine_key(key: i64) -> Key {
    Key(u64::try_from(key).unwrap_or(0))
}

/// Publishes a message of a case, as one from outside; one whose like is kept already, by its id, is dropped.
pub(crate) async fn publish(runtime: &Runtime, effect: &Effect, message: Message) -> Result<Done> {
    let Message { name, key, ttl, id: message_id, variables } = message;
    if let Some(message_id) = &message_id
        && messages::is_kept(&runtime.inner.db, &name, &key, message_id).await?
    {
        return runtime.consume(effect).await;
    }
    let (id, hops) = (&effect.id, hops(effect));
    let expires_at = runtime.inner.now().saturating_add(ttl.clamp(0, limits::MESSAGE_TTL));
    let offer = Offer { id, name: &name, key: &key, expires_at, variables: &variables, hops };
    runtime.publish_with(&offer, message_id, consuming(effect)).await?;
    Ok(Done::Yes)
}

/// Offers a kept message again.
pub(crate) async fn match_again(runtime: &Runtime, effect: &Effect, message: &str) -> Result<Done> {
    match messages::get(&runtime.inner.db, message).await? {
        Some(message) if message.expires_at > runtime.inner.now() => {
            runtime.offer_kept(effect, &message, None).await
        }
        _ => runtime.consume(effect).await,
    }
}

/// Gives a message to a case. If the case does not wait any more, the message is offered to others.
pub(crate) async fn deliver(
    runtime: &Runtime,
    effect: &Effect,
    message: Option<String>,
    workflow: &str,
    case: &str,
    key: Key,
    variables: Context,
) -> Result<Done> {
    if let Some(message) = &message
        && is_suspended(runtime, case).await?
    {
        return leave(runtime, effect, workflow, message).await;
    }
    let command = Command::Correlate { key, variables };
    let refused = match runtime.execute(case, command, Also::consuming(effect)).await {
        Ok(()) => return Ok(Done::Yes),
        Err(error) if error.is_callers() => error,
        Err(error) => return Err(error),
    };
    let Some(message) = message.filter(|_| refused.is_gone()) else {
        return runtime.consume_if_gone(effect, case, refused).await;
    };
    offer_again(runtime, effect, workflow, message).await
}

async fn is_suspended(runtime: &Runtime, case: &str) -> Result<bool> {
    match runtime.look_within(case, limits::GLANCE, |hot| hot.state.suspended).await {
        Err(error) if error.is_callers() => Ok(false),
        seen => seen,
    }
}

/// Leaves a kept message where it is, for when its case is resumed.
async fn leave(runtime: &Runtime, effect: &Effect, workflow: &str, message: &str) -> Result<Done> {
    let mut set = consuming(effect);
    set.delete2::<MessageUse>(message.to_owned(), workflow.to_owned());
    runtime.inner.db.commit(set).await?;
    Ok(Done::Yes)
}

/// Notes that a workflow has not used a kept message after all, and offers the message once more: who could have it may
/// have come, or gone, while it seemed to be used.
async fn offer_again(runtime: &Runtime, effect: &Effect, workflow: &str, message: String) -> Result<Done> {
    let mut outcome = Outcome::new(consuming(effect));
    outcome.set.delete2::<MessageUse>(message.clone(), workflow.to_owned());
    let origin = Origin { case: None, shard: effect.shard, hops: 0 };
    outcome.follow(runtime, &origin, &Todo::Match { message })?;
    runtime.inner.db.commit(std::mem::take(&mut outcome.set)).await?;
    runtime.after(outcome);
    Ok(Done::Yes)
}

/// Begins a case by a message or signal, or a start timer.
pub(crate) async fn start(
    runtime: &Runtime,
    effect: &Effect,
    workflow: &str,
    element: &str,
    message: Option<String>,
    start_key: Option<String>,
    variables: Context,
) -> Result<Done> {
    let now = runtime.inner.now();
    let version = match runtime.inner.workflows.published(&runtime.inner.db, workflow, now).await {
        Ok(version) => Some(version),
        Err(error) if error.is_callers() => None,
        Err(error) => return Err(error),
    };
    let found = version.and_then(|version| version.graph.find(element).map(|at| (version, at)));
    let Some((version, at)) = found else {
        return not_begun(runtime, effect, workflow, element, message).await;
    };
    let mut row = rows::new_case(&effect.id, workflow, &version.version, now);
    row.start_key.clone_from(&start_key);
    row.business_key.clone_from(&start_key);
    let mut also = Also::consuming(effect);
    if let Some(key) = &start_key {
        let (workflow_id, case_id, shard) = (workflow.to_owned(), effect.id.clone(), row.shard);
        also.set.insert(StartKey { workflow_id, correlation_key: key.clone(), case_id, shard });
    }
    let start = Start {
        case: row.id.as_str().into(),
        version: version.version.clone(),
        at: Some(at),
        variables,
        caller: None,
    };
    match (runtime.begin(version, row, start, also).await, start_key) {
        (Ok(()), _) => Ok(Done::Yes),
        // A case with this key was begun meanwhile: the message waits for its end, which may have come already.
        (Err(RuntimeError::Store(StoreError::Conflict)), Some(key))
            if messages::is_started(&runtime.inner.db, workflow, &key).await? =>
        {
            match message {
                Some(message) => offer_again(runtime, effect, workflow, message).await,
                None => runtime.consume(effect).await,
            }
        }
        (Err(error), _) => Err(error),
    }
}

/// The start event is not there any more. A kept message has not been used then: it is for whoever waits for it now.
async fn not_begun(
    runtime: &Runtime,
    effect: &Effect,
    workflow: &str,
    element: &str,
    message: Option<String>,
) -> Result<Done> {
    let starts = subscriptions::starts_of(&runtime.inner.db, workflow).await?;
    if starts.iter().any(|start| start.element == element) {
        // A version has it that this node does not know yet.
        return Ok(Done::NotYet);
    }
    match message {
        Some(message) => offer_again(runtime, effect, workflow, message).await,
        None => runtime.consume(effect).await,
    }
}

/// A case that a message had begun has ended: the oldest kept message with its key may begin the next one.
pub(crate) async fn next_start(
    runtime: &Runtime,
    effect: &Effect,
    workflow: &str,
    key: &str,
) -> Result<Done> {
    let (db, now) = (&runtime.inner.db, runtime.inner.now());
    match messages::oldest_to_start(db, workflow, key, now).await? {
        Some(message) => runtime.offer_kept(effect, &message, Some(workflow)).await,
        None => runtime.consume(effect).await,
    }
}

/// Looks whether messages are kept for what a command has opened, or has left open. While a case is suspended they stay
/// where they are, for it could not say whether it takes them all.
pub(crate) async fn look_into_buffer(
    runtime: &Runtime,
    case: &HotCase,
    command: &Command,
    outcome: &mut Outcome,
) -> Result<()> {
    let mut opened = std::mem::take(&mut outcome.opened);
    if case.state.suspended {
        return Ok(());
    }
    let message = |key: &Key| match case.state.subscriptions.get(key).map(|it| &it.wait) {
        Some(Wait::Message { name, key: correlation }) => Some((*key, name.clone(), correlation.clone())),
        _ => None,
    };
    match command {
        Command::Correlate { key, .. } => opened.extend(message(key)),
        Command::Resume => opened = case.state.subscriptions.keys().filter_map(message).collect(),
        _ => {}
    }
    opened.retain(|(key, _, _)| case.state.subscriptions.contains_key(key));
    for (key, name, correlation) in opened {
        let wanted = Wanted {
            case: case.row.id.clone(),
            shard: case.row.shard,
            workflow: case.row.workflow_id.clone(),
            key,
            name,
            correlation,
        };
        if wanted.is_kept(runtime).await? {
            outcome.follow(runtime, &wanted.origin(), &wanted.take())?;
        } else {
            outcome.wanted.push(wanted);
        }
    }
    Ok(())
}

/// A message that a case waits for and that was not in the buffer before its commit.
#[derive(Debug)]
pub(crate) struct Wanted {
    case: String,
    shard: i64,
    workflow: String,
    key: Key,
    name: Arc<str>,
    correlation: Arc<str>,
}

impl Wanted {
    async fn is_kept(&self, runtime: &Runtime) -> Result<bool> {
        let (db, now) = (&runtime.inner.db, runtime.inner.now());
        let kept = messages::oldest_unused(db, &self.name, &self.correlation, &self.workflow, now).await?;
        Ok(kept.is_some())
    }

    fn origin(&self) -> Origin<'_> {
        Origin { case: Some(&self.case), shard: self.shard, hops: 0 }
    }

    fn take(&self) -> Todo {
        Todo::Take {
            workflow: self.workflow.clone(),
            case: self.case.clone(),
            key: self.key,
            name: self.name.to_string(),
            correlation: self.correlation.to_string(),
        }
    }

    /// Looks again, after the commit: a message may have been kept, and offered in vain, in between.
    pub(crate) async fn look_again(self, runtime: &Runtime) -> Result<()> {
        if !self.is_kept(runtime).await? {
            return Ok(());
        }
        let mut outcome = Outcome::new(WriteSet::new(self.shard));
        outcome.follow(runtime, &self.origin(), &self.take())?;
        runtime.inner.db.commit(std::mem::take(&mut outcome.set)).await?;
        runtime.after(outcome);
        Ok(())
    }
}

/// Takes the oldest kept message for a case. Others of its workflow may be after the same one.
pub(crate) async fn take(
    runtime: &Runtime,
    effect: &Effect,
    workflow: &str,
    case: &str,
    key: Key,
    name: &str,
    correlation: &str,
) -> Result<Done> {
    let (db, now) = (&runtime.inner.db, runtime.inner.now());
    let Some(kept) = messages::oldest_unused(db, name, correlation, workflow, now).await? else {
        return runtime.consume(effect).await;
    };
    let mut outcome = Outcome::new(consuming(effect));
    outcome.set.insert(usage(&kept.id, workflow, case, kept.expires_at));
    let variables = variables(&kept)?;
    let (workflow, case_id) = (workflow.to_owned(), case.to_owned());
    let todo = Todo::Deliver { message: Some(kept.id), workflow, case: case_id, key, variables };
    outcome.follow(runtime, &Origin { case: Some(case), shard: effect.shard, hops: 0 }, &todo)?;
    match db.commit(std::mem::take(&mut outcome.set)).await {
        Ok(()) => {
            runtime.after(outcome);
            Ok(Done::Yes)
        }
        // Another case has it now; perhaps there is one more.
        Err(StoreError::Conflict) if outbox::is_open(db, &effect.id).await? => Ok(Done::NotYet),
        Err(error) => Err(error.into()),
    }
}
