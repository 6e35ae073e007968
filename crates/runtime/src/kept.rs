//! Messages that are kept beside cases that wait for them: what a node leaves that dies after the commit by which a case
//! begins to wait, and before its second look into the buffer (see [`crate::correlate`]). Such a message may not be
//! lost, and it is very rare: so nothing is written for it with each wait; it is looked for now and then.

use crate::effects::{Origin, Todo};
use crate::error::Result;
use crate::rows::Outcome;
use crate::{Runtime, limits};
use store::tables::messages;
use store::{WriteSet, shard};

impl Runtime {
    /// Offers again what was left, if that was not done a short while ago. A message that is just on its way to its case
    /// may be among them: to offer it twice does no harm.
    pub(crate) async fn offer_what_was_left(&self) -> Result<()> {
        let now = self.inner.now();
        if !self.inner.offered.is_past(now, limits::OFFER_PERIOD) {
            return Ok(());
        }
        let mut last = String::new();
        loop {
            let page = messages::awaited(&self.inner.db, now, &last, limits::BATCH).await?;
            let Some(message) = page.last() else { break };
            last.clone_from(&message.id);
            let mut outcome = Outcome::new(WriteSet::new(0));
            for message in page {
                let origin = Origin { case: None, shard: shard(&message.correlation_key), hops: 0 };
                outcome.follow(self, &origin, &Todo::Match { message: message.id })?;
            }
            self.inner.db.commit(std::mem::take(&mut outcome.set)).await?;
            self.after(outcome);
        }
        self.inner.offered.note(now);
        Ok(())
    }
}
