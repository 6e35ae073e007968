//! Who waits for work is woken when rows are written to a table that is marked so.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use tokio::sync::watch;

/// A counter for each table; it grows whenever rows were written that somebody may wait for.
#[derive(Debug, Default)]
pub struct Wakes {
    tables: Mutex<HashMap<String, watch::Sender<u64>>>,
}

impl Wakes {
    /// Tells those who wait for this table.
    pub fn wake(&self, table: &str) {
        let tables = self.tables.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(counter) = tables.get(table) {
            counter.send_modify(|count| *count = count.wrapping_add(1));
        }
    }

    /// Tells everybody: news may have been missed.
    pub fn wake_all(&self) {
        let tables = self.tables.lock().unwrap_or_else(PoisonError::into_inner);
        for counter in tables.values() {
            counter.send_modify(|count| *count = count.wrapping_add(1));
        }
    }

    /// Waits for this table: `changed()` returns after the next write.
    pub fn subscribe(&self, table: &str) -> watch::Receiver<u64> {
        let mut tables = self.tables.lock().unwrap_or_else(PoisonError::into_inner);
        tables.entry(table.to_owned()).or_default().subscribe()
    }
}
