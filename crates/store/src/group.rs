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
            Ok(()) => self.link.tell(),
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
            Err(error) if members.len() > 1 && error.may_be_of_one() => {
                let second = members.split_off(members.len() / 2);
                self.waiting.extend([second, members]);
                return;
            }
            Ok(()) => {
                self.shared.count(members.len(), members.iter().map(|member| member.set.size()).sum());
                self.shared.tell(&News::of(members.iter().map(|member| &member.set)));
                // All of them before the first is told: who hears of one sees all.
                members.iter().for_each(|member| member.link.commit());
            }
            Err(_) => {}
        }
        members.into_iter().for_each(|member| member.answer(result.clone()));
    }

    fn sets(&self) -> impl Iterator<Item = &WriteSet> {
        self.current.iter().map(|member| &member.set)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::Chain;
    use crate::dialect::Dialect;
    use crate::tables::nodes::Node;
    use std::sync::Arc;

    type Answer = oneshot::Receiver<Result<(), StoreError>>;

    fn member(link: Link) -> (Member, Answer) {
        let mut set = WriteSet::new(0);
        set.insert(Node { id: "n".into(), program: "1".into(), started_at: 1, seen_at: 1 });
        let (reply, answer) = oneshot::channel();
        (Member { set, link, reply }, answer)
    }

    fn answers(answers: &mut [Answer]) -> Vec<Option<Result<(), StoreError>>> {
        answers.iter_mut().map(|answer| answer.try_recv().ok()).collect()
    }

    #[test]
    fn what_builds_on_something_that_was_not_written_is_not_written() {
        let (shared, chain) = (Shared::new(Dialect::Sqlite, None), Arc::new(Chain::default()));
        let links = [Link::next(&chain), Link::next(&chain), Link::none()];
        let (members, mut waiting): (Vec<Member>, Vec<Answer>) = links.into_iter().map(member).unzip();
        let mut group = Group::new(&shared, members);
        assert!(group.next().is_some());
        group.done(&Err(StoreError::Conflict));
        assert_eq!(answers(&mut waiting), [None, None, None], "they are tried in halves");
        assert!(group.next().is_some());
        group.done(&Err(StoreError::Conflict));
        assert!(group.next().is_some());
        assert_eq!(group.current.len(), 1, "only the one that builds on nothing is left");
        group.done(&Ok(()));
        assert!(group.next().is_none());
        let conflict = Some(Err(StoreError::Conflict));
        assert_eq!(answers(&mut waiting), [conflict.clone(), conflict, Some(Ok(()))]);
        assert!(chain.is_broken() && !chain.has_committed(1));
    }

    #[test]
    fn what_may_have_been_written_is_not_written_again() {
        let shared = Shared::new(Dialect::Postgres, None);
        let (members, mut waiting): (Vec<Member>, Vec<Answer>) =
            [Link::none(), Link::none()].into_iter().map(member).unzip();
        let mut group = Group::new(&shared, members);
        assert!(group.next().is_some());
        let lost: StoreError = sqlx::Error::Io(std::io::ErrorKind::ConnectionReset.into()).into();
        group.done(&Err(lost.clone()));
        assert!(group.next().is_none());
        assert_eq!(answers(&mut waiting), [Some(Err(lost.clone())), Some(Err(lost))]);
    }

    #[test]
    fn a_database_that_cannot_be_reached_is_asked_once_for_the_whole_group() {
        let busy =
            rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY), None);
        for error in [StoreError::from(sqlx::Error::PoolTimedOut), StoreError::from(busy)] {
            let shared = Shared::new(Dialect::Postgres, None);
            let (members, mut waiting): (Vec<Member>, Vec<Answer>) =
                [Link::none(), Link::none(), Link::none()].into_iter().map(member).unzip();
            let mut group = Group::new(&shared, members);
            assert!(group.next().is_some());
            group.done(&Err(error.clone()));
            assert!(group.next().is_none());
            assert!(matches!(error, StoreError::Unavailable(_)), "{error}");
            assert_eq!(answers(&mut waiting), vec![Some(Err(error)); 3]);
        }
    }
}
