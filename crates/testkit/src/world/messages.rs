//! Messages as Camunda 8 correlates them: to one waiting subscription of each workflow, else to a start event, kept
//! for their time to live for what comes later, and never twice to the same workflow.

use super::World;
use super::effects::tolerate;
use crate::host::{Message, Refused};
use engine::command::Start;
use engine::event::Wait;
use engine::{Command, Key};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Messages that are kept.
#[derive(Debug, Default)]
pub(super) struct Buffer {
    kept: Vec<Kept>,
}

#[derive(Debug)]
struct Kept {
    message: Message,
    id: Option<Arc<str>>,
    until: i64,
    /// The workflows that had it.
    had: BTreeSet<Arc<str>>,
}

impl World {
    /// Publishes a message: to all that wait for it, then to start events, then it is kept. One whose like is kept
    /// already, by its id, is dropped.
    pub(super) fn correlate(&mut self, message: Message, id: Option<Arc<str>>) -> Result<(), Refused> {
        let same = |kept: &Kept| {
            kept.id == id && kept.message.name == message.name && kept.message.key == message.key
        };
        let now = self.now;
        if id.is_some() && self.buffer.kept.iter().any(|kept| kept.until > now && same(kept)) {
            return Ok(());
        }
        let until = self.now.saturating_add(message.ttl);
        let mut kept = Kept { message, id, until, had: BTreeSet::new() };
        for (at, key) in self.waiting(&kept.message) {
            let process = self.cases[at].process.clone();
            if kept.had.insert(process) {
                let variables = kept.message.variables.clone();
                tolerate(self.reach(at, &Command::Correlate { key, variables }))?;
            }
        }
        self.start_by(&mut kept)?;
        if kept.message.ttl > 0 {
            self.buffer.kept.push(kept);
        }
        Ok(())
    }

    /// Subscriptions for the message, oldest case first.
    fn waiting(&self, message: &Message) -> Vec<(usize, Key)> {
        let mut found = Vec::new();
        for (at, case) in self.cases.iter().enumerate() {
            for (key, wait) in &case.state.subscriptions {
                if is_for(&wait.wait, message) {
                    found.push((at, *key));
                }
            }
        }
        found
    }

    /// A subscription was opened, or is open again: the oldest message that waits for it is correlated.
    pub(super) fn look_into_buffer(&mut self, at: usize, key: Key) -> Result<(), Refused> {
        let now = self.now;
        let Some(wait) = self.cases[at].state.subscriptions.get(&key).map(|wait| wait.wait.clone()) else {
            return Ok(());
        };
        let process = self.cases[at].process.clone();
        let fits = |kept: &&mut Kept| {
            kept.until > now && !kept.had.contains(&process) && is_for(&wait, &kept.message)
        };
        let Some(kept) = self.buffer.kept.iter_mut().find(fits) else { return Ok(()) };
        kept.had.insert(process.clone());
        let variables = kept.message.variables.clone();
        tolerate(self.reach(at, &Command::Correlate { key, variables }))?;
        self.pending.push_back((0, super::Pending::Opened { at, key }));
        Ok(())
    }

    /// Starts a case of each workflow that has a start event for the message.
    fn start_by(&mut self, kept: &mut Kept) -> Result<(), Refused> {
        for (process, node) in self.deployments.message_starts(&kept.message.name) {
            if kept.had.contains(&process) || self.is_taken(&process, &kept.message.key) {
                continue;
            }
            kept.had.insert(process.clone());
            let key = (!kept.message.key.is_empty()).then(|| kept.message.key.clone());
            let start =
                Start { at: Some(node), variables: kept.message.variables.clone(), ..Start::default() };
            self.begin(&process, start, key)?;
        }
        Ok(())
    }

    /// Does a case run that a message with this key has started?
    fn is_taken(&self, process: &str, key: &str) -> bool {
        let same = |case: &super::Case| *case.process == *process && case.started_by.as_deref() == Some(key);
        !key.is_empty() && self.cases.iter().any(|case| same(case) && case.state.is_active())
    }

    /// A case that a message had started has ended: the next message with its key may start one.
    pub(super) fn start_next(&mut self) -> Result<(), Refused> {
        let now = self.now;
        let mut kept = std::mem::take(&mut self.buffer.kept);
        kept.retain(|kept| kept.until > now);
        let result = kept.iter_mut().try_for_each(|kept| self.start_by(kept));
        kept.append(&mut self.buffer.kept);
        self.buffer.kept = kept;
        result
    }
}

fn is_for(wait: &Wait, message: &Message) -> bool {
    matches!(wait, Wait::Message { name, key } if *name == message.name && *key == message.key)
}
