//! The tables that every case needs, a file each: the record and the statements on it.

pub mod blobs;
pub mod cases;
pub mod events;
pub mod incidents;
pub mod jobs;
pub mod messages;
pub mod nodes;
pub mod outbox;
pub mod retention_rules;
pub mod subscriptions;
pub mod tasks;
pub mod timers;
pub mod workflows;

#[cfg(test)]
mod plans;
