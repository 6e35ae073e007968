//! Group commit: the write sets of many commands share a transaction; each is answered after its commit.

use crate::bulk::Step;
use crate::chain::Link;
use crate::error::StoreError;
use crate::shared::Shared;
use crate::wake::News;
use crate::write_set::WriteSet;
use tokio::sync::oneshot;

/// A write set that waits for its commit.
#[derive(Debug)]
pub struct Member {
    /// What is written.
    pub set: WriteSet,
    /// Its place among those that build on each other.
    pub link: Link,
    /// Who waits.
    pub reply: oneshot::Sender<Result<(), StoreError>>,
}

impl Member {
    fn answer(self, result: Result<(), StoreError>) {
        // First the link: who has the answer may rely on it.
        match result {
            Ok(()) => self.link.commit(),
            Err(_) => drop(self.link),
        }
        // Who does not wait any more has given up; its changes stand all the same.
        let _ = self.reply.send(result);
    }
}

/// A group on its way into the database. A group that fails is split in halves until the members that fail
/// stand alone, so that they do not spoil the others. The order of the members stays.
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
        while self.current.is_empty() {
            let members = self.waiting.pop()?;
            // What builds on something that was not written must not be written.
            let (late, good) = members.into_iter().partition::<Vec<_>, _>(|member| member.link.is_broken());
            late.into_iter().for_each(|member| member.answer(Err(StoreError::Conflict)));
            self.current = good;
        }
        Some(self.shared.planner.plan(self.sets()))
    }

    /// Takes the result of the transaction.
    pub fn done(&mut self, result: &Result<(), StoreError>) {
        let mut members = std::mem::take(&mut self.current);
        match result {
            Err(error) if members.len() > 1 && error.leaves_nothing() => {
                let second = members.split_off(members.len() / 2);
                self.waiting.extend([second, members]);
                return;
            }
            Ok(()) => {
                self.shared.count(members.len(), members.iter().map(|member| member.set.size()).sum());
                self.shared.tell(&News::of(members.iter().map(|member| &member.set)));
            }
            Err(_) => {}
        }
        members.into_iter().for_each(|member| member.answer(result.clone()));
    }

    fn sets(&self) -> impl Iterator<Item = &WriteSet> {
        self.current.iter().map(|member| &member.set)
    }
}
