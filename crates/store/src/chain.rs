//! Write sets that build on each other: handed over one after the other without waiting, written in this order, and
//! if one is not written, those after it are not either.

use crate::error::StoreError;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use tokio::sync::Notify;

/// Write sets of one owner, each decided on what the one before it changes (see [`crate::Db::submit`]).
#[derive(Debug, Default)]
pub struct Chain {
    submitted: AtomicU64,
    committed: AtomicU64,
    broken: AtomicBool,
    news: Notify,
}

impl Chain {
    /// Whether a write set of it was not written. Whoever has built on it must read again, and begin a new chain.
    pub fn is_broken(&self) -> bool {
        self.broken.load(Ordering::SeqCst)
    }

    /// How many write sets were handed over.
    pub fn position(&self) -> u64 {
        self.submitted.load(Ordering::SeqCst)
    }

    /// Whether so many write sets are committed.
    pub fn has_committed(&self, position: u64) -> bool {
        self.committed.load(Ordering::SeqCst) >= position
    }

    /// Returns when so many write sets are committed.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if one of them was not written.
    pub async fn committed(&self, position: u64) -> Result<(), StoreError> {
        loop {
            let mut news = std::pin::pin!(self.news.notified());
            news.as_mut().enable();
            if self.has_committed(position) {
                return Ok(());
            }
            if self.is_broken() {
                return Err(StoreError::Conflict);
            }
            news.await;
        }
    }
}

/// The place of a write set in its chain. The chain breaks if it is dropped before it was told that it is committed.
#[derive(Debug)]
pub struct Link {
    chain: Option<Arc<Chain>>,
}

impl Link {
    /// The next place of this chain.
    pub fn next(chain: &Arc<Chain>) -> Self {
        chain.submitted.fetch_add(1, Ordering::SeqCst);
        Self { chain: Some(chain.clone()) }
    }

    /// The place of a write set that builds on nothing.
    pub fn none() -> Self {
        Self { chain: None }
    }

    /// Whether what it builds on was not written.
    pub fn is_broken(&self) -> bool {
        self.chain.as_ref().is_some_and(|chain| chain.is_broken())
    }

    /// Notes that it is committed.
    pub fn commit(&self) {
        if let Some(chain) = &self.chain {
            chain.committed.fetch_add(1, Ordering::SeqCst);
        }
    }

    /// Wakes those who wait for the commit that was noted.
    pub fn tell(mut self) {
        if let Some(chain) = self.chain.take() {
            chain.news.notify_waiters();
        }
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        if let Some(chain) = self.chain.take() {
            chain.broken.store(true, Ordering::SeqCst);
            chain.news.notify_waiters();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_chain_is_committed_link_by_link_and_breaks_for_ever() {
        let chain = Arc::new(Chain::default());
        let (first, second, third) = (Link::next(&chain), Link::next(&chain), Link::next(&chain));
        assert_eq!((chain.position(), chain.has_committed(0), chain.has_committed(1)), (3, true, false));
        first.commit();
        first.tell();
        assert_eq!(chain.committed(1).await, Ok(()));
        drop(second);
        assert!(third.is_broken());
        assert_eq!(chain.committed(1).await, Ok(()), "what was written stays so");
        assert_eq!(chain.committed(2).await, Err(StoreError::Conflict));
        assert!(!Link::none().is_broken());
    }
}
