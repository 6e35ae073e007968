//! Group commit: the write sets of many commands share a transaction; each is answered after its commit.

use crate::bulk::Step;
use crate::error::StoreError;
use crate::shared::Shared;
use crate::write_set::{Kind, WriteSet};
use std::collections::BTreeSet;
use tokio::sync::oneshot;

/// A write set that waits for its commit.
#[derive(Debug)]
pub struct Member {
    /// What is written.
    pub set: WriteSet,
    /// Who waits.
    pub reply: oneshot::Sender<Result<(), StoreError>>,
}

/// A group on its way into the database. A group that fails is split in halves until the members that fail
/// stand alone, so that they do not spoil the others.
#[derive(Debug)]
pub struct Group<'a> {
    shared: &'a Shared,
    current: Vec<Member>,
    waiting: Vec<Vec<Member>>,
}

impl<'a> Group<'a> {
    /// A group of these members.
    pub fn new(shared: &'a Shared, members: Vec<Member>) -> Self {
        Self { shared, current: Vec::new(), waiting: vec![members] }
    }

    /// The steps of the next transaction; none when every member has its answer.
    pub fn next(&mut self) -> Option<Vec<Step>> {
        self.current = self.waiting.pop()?;
        let mut steps = self.shared.planner.plan(self.sets());
        steps.extend(self.shared.notify_step(&woken_tables(self.sets())));
        Some(steps)
    }

    /// Takes the result of the transaction.
    pub fn done(&mut self, result: &Result<(), StoreError>) {
        let mut members = std::mem::take(&mut self.current);
        match result {
            Err(error) if members.len() > 1 && *error != StoreError::Closed => {
                let second = members.split_off(members.len() / 2);
                self.waiting.extend([second, members]);
                return;
            }
            Ok(()) => {
                self.shared.count(members.len(), members.iter().map(|member| member.set.size()).sum());
                self.shared.wake(&woken_tables(members.iter().map(|member| &member.set)));
            }
            Err(_) => {}
        }
        for member in members {
            // Who does not wait any more has given up; its changes stand all the same.
            let _ = member.reply.send(result.clone());
        }
    }

    fn sets(&self) -> impl Iterator<Item = &WriteSet> {
        self.current.iter().map(|member| &member.set)
    }
}

/// The tables with new rows for which somebody may wait.
pub fn woken_tables<'a>(sets: impl Iterator<Item = &'a WriteSet>) -> BTreeSet<&'static str> {
    sets.flat_map(|set| set.changes())
        .filter(|change| change.table.wakes && matches!(change.kind, Kind::Insert | Kind::Put))
        .map(|change| change.table.name)
        .collect()
}
