//! Who waits for work is told when rows are written to a table that is marked so.

use crate::value::Value;
use crate::write_set::{Kind, WriteSet};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};
use tokio::sync::watch;

/// From when something may be taken that needs no waiting.
const AT_ONCE: i64 = i64::MIN;

/// Tables with new rows that somebody may take, and from when on: the earliest instant in their column
/// `available_at`. Rows that have an owner are left out: they are taken.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct News(BTreeMap<&'static str, i64>);

impl News {
    /// What these sets bring.
    pub fn of<'a>(sets: impl Iterator<Item = &'a WriteSet>) -> Self {
        let mut news = Self::default();
        for change in sets.flat_map(|set| set.changes()) {
            if !change.table.wakes || !matches!(change.kind, Kind::Insert | Kind::Put) {
                continue;
            }
            let column = |name: &str| {
                let place = change.table.columns.iter().position(|column| *column == name)?;
                change.values.get(place)
            };
            if column("owner").is_some_and(|owner| *owner != Value::Null) {
                continue;
            }
            match column("available_at") {
                None => news.add(change.table.name, AT_ONCE),
                Some(Value::Int(at)) => news.add(change.table.name, *at),
                Some(_) => {}
            }
        }
        news
    }

    fn add(&mut self, table: &'static str, at: i64) {
        self.0.entry(table).and_modify(|known| *known = at.min(*known)).or_insert(at);
    }

    /// Adds other news.
    pub fn merge(&mut self, other: &News) {
        other.0.iter().for_each(|(table, at)| self.add(table, *at));
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// As text for other nodes: who says it, then `table:instant`, with blanks in between.
    pub fn message(&self, from: &str) -> String {
        self.0.iter().fold(from.to_owned(), |text, (table, at)| format!("{text} {table}:{at}"))
    }
}

/// Hears of a table and an instant, see [`News`]; an empty name means every table. Says whether it wants to hear more.
pub type Listener = Box<dyn Fn(&str, i64) -> bool + Send + Sync>;

/// Those who wait for news.
#[derive(Default)]
pub struct Wakes {
    /// A counter for each table; it grows with all news of it.
    counters: Mutex<HashMap<String, watch::Sender<u64>>>,
    listeners: Mutex<Vec<Listener>>,
}

impl std::fmt::Debug for Wakes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Wakes").finish_non_exhaustive()
    }
}

impl Wakes {
    /// Tells what was written on this node.
    pub fn tell(&self, news: &News) {
        news.0.iter().for_each(|(table, at)| self.wake(table, *at));
    }

    /// Tells what another node has said, unless `own` has said it.
    pub fn hear(&self, message: &str, own: &str) {
        let mut words = message.split(' ');
        if words.next() == Some(own) {
            return;
        }
        for (table, at) in words.filter_map(|word| word.split_once(':')) {
            self.wake(table, at.parse().unwrap_or(AT_ONCE));
        }
    }

    /// Tells everybody: news may have been missed.
    pub fn wake_all(&self) {
        let tables: Vec<String> = {
            let counters = self.counters.lock().unwrap_or_else(PoisonError::into_inner);
            counters.keys().cloned().collect()
        };
        tables.iter().for_each(|table| self.count(table));
        self.say("", AT_ONCE);
    }

    fn wake(&self, table: &str, at: i64) {
        self.count(table);
        self.say(table, at);
    }

    fn count(&self, table: &str) {
        let counters = self.counters.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(counter) = counters.get(table) {
            counter.send_modify(|count| *count = count.wrapping_add(1));
        }
    }

    fn say(&self, table: &str, at: i64) {
        let mut listeners = self.listeners.lock().unwrap_or_else(PoisonError::into_inner);
        listeners.retain(|listener| listener(table, at));
    }

    /// Waits for this table: `changed()` returns after the next news of it.
    pub fn subscribe(&self, table: &str) -> watch::Receiver<u64> {
        let mut counters = self.counters.lock().unwrap_or_else(PoisonError::into_inner);
        counters.entry(table.to_owned()).or_default().subscribe()
    }

    /// Adds somebody who hears all news.
    pub fn listen(&self, listener: Listener) {
        self.listeners.lock().unwrap_or_else(PoisonError::into_inner).push(listener);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::jobs::Job;
    use std::sync::{Arc, Mutex};

    fn job(key: i64, available_at: Option<i64>, owner: Option<&str>) -> Job {
        Job {
            case_id: "a".into(),
            key,
            shard: 0,
            kind: "mail".into(),
            element: "work".into(),
            created_at: 1,
            attempts: 0,
            retries: 3,
            available_at,
            owner: owner.map(Into::into),
            error: None,
        }
    }

    #[test]
    fn the_earliest_row_that_may_be_taken_is_told_to_other_nodes_only() {
        let mut set = WriteSet::new(0);
        for row in
            [job(1, Some(70), None), job(2, Some(50), None), job(3, Some(1), Some("me")), job(4, None, None)]
        {
            set.put(row);
        }
        let news = News::of([&set].into_iter());
        assert_eq!(news.message("n1"), "n1 jobs:50");
        let wakes = Wakes::default();
        let heard: Arc<Mutex<Vec<(String, i64)>>> = Arc::default();
        let ears = heard.clone();
        wakes.listen(Box::new(move |table, at| {
            ears.lock().unwrap().push((table.to_owned(), at));
            at != 60
        }));
        wakes.hear("n1 jobs:50", "n1");
        wakes.hear("n1 jobs:50 tasks:x", "n2");
        wakes.hear("n1 outbox:60", "n2");
        wakes.wake_all();
        let heard = heard.lock().unwrap();
        assert_eq!(
            *heard,
            [("jobs".into(), 50), ("tasks".into(), AT_ONCE), ("outbox".into(), 60)],
            "whoever does not want to hear more does not"
        );
    }
}
