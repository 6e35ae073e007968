//! Every limit and time of the runtime, in one place. Times are in microseconds.

/// A second.
pub const SECOND: i64 = 1_000_000;
/// How long a node has what it took (an effect, a timer, a job of a connector beyond its own timeout) before
/// another may take it over.
pub const LEASE: i64 = 30 * SECOND;
/// How much is taken at once: timers, effects, jobs.
pub const BATCH: i64 = 256;
/// Bytes of the variables of a signal in all effects that are made of it at once.
pub const SIGNAL_PAGE_BYTES: usize = 32 << 20;
/// How long a loop sleeps at most when nothing seems due: other nodes may have made work.
pub const IDLE: i64 = 2 * SECOND;
/// Pause after the database could not be reached.
pub const DATABASE_PAUSE: i64 = SECOND;
/// Between two signs of life of a node.
pub const HEARTBEAT: i64 = 10 * SECOND;
/// A node that has given no sign of life for so long is forgotten.
pub const NODE_FORGOTTEN: i64 = 10 * 60 * SECOND;
/// Between two removals of expired messages.
pub const EXPIRY: i64 = 60 * SECOND;
/// Between two looks for messages that are kept beside a case that waits for them.
pub const OFFER_PERIOD: i64 = 5 * 60 * SECOND;
/// Attempts at an effect before it becomes a dead letter.
pub const EFFECT_ATTEMPTS: i64 = 20;
/// Pause before a failed effect is tried again; doubled with each attempt, at most a hundred times as long.
pub const EFFECT_PAUSE: i64 = SECOND;
/// Pause of an effect that has to wait for another one.
pub const EFFECT_TURN: i64 = SECOND / 10;
/// Effects and jobs of this node that are being carried out at the same time.
pub const CONCURRENT: usize = 256;
/// Effects and jobs that wait on this node for being carried out; more are left to be taken from the database.
pub const QUEUE: usize = 10_000;
/// Bytes of what waits on this node or is being carried out; when there are more, nothing is taken.
pub const QUEUE_BYTES: usize = 256 << 20;
/// How old the state may be on which a connector's job begins that its own node has just made: with other nodes it
/// could as well have changed right after.
pub const GLANCE: i64 = SECOND / 10;
/// How long a connector's job of a suspended case waits before its case is looked at again.
pub const SUSPENDED_JOB: i64 = 10 * SECOND;
/// How often a command is tried again because another node was faster.
pub const CONFLICTS: usize = 8;
/// How often a connector's result is brought to a case that others change at the moment, [`EFFECT_TURN`] apart, before the
/// job is left to its lease.
pub const BUSY_TURNS: u32 = 100;
/// For so many commands after another node was faster, each waits for the commit of the one before it.
pub const CAREFUL: u32 = 32;
/// Between two looks for work that news of it have caused.
pub const GATHER: i64 = SECOND / 20;
/// Bytes of cases kept in memory, about.
pub const CACHE_BYTES: usize = 256 << 20;
/// Events after which a snapshot is considered; it is taken when they outnumber what lives in the case.
pub const SNAPSHOT_EVENTS: usize = 100;
/// Bytes of events after which a snapshot is taken; if the last one was larger, after as many as it has.
pub const SNAPSHOT_BYTES: usize = 8 << 20;
/// Expired messages that are removed at once.
pub const EXPIRED_PAGE: i64 = 1_000;
/// Workflow versions kept in memory.
pub const WORKFLOWS: usize = 1_000;
/// Bytes of a BPMN document: as many as are read.
pub const BPMN_BYTES: usize = notation::bpmn::limits::MAX_BYTES;
/// How long a message may wait.
pub const MESSAGE_TTL: i64 = 400 * 24 * 3600 * SECOND;
/// Bytes of a name, key or id that a caller gives: of messages, signals, cases, workers, types of jobs.
pub const NAME_BYTES: usize = 1_024;
/// Bytes of the id that a publisher gives to a message. With its name and its key it is one entry of an index, for
/// which PostgreSQL has room for 2,704 bytes.
pub const MESSAGE_ID_BYTES: usize = 512;
/// How long a worker may have a job.
pub const JOB_LEASE: i64 = 24 * 3600 * SECOND;
/// How long the clean stop waits for what is being carried out.
pub const STOP: i64 = 20 * SECOND;
/// Between two rounds of retention.
pub const RETENTION_PERIOD: i64 = 60 * SECOND;
/// Finished cases in one round of retention; if there are more, the next round comes after [`RETENTION_TURN`].
pub const RETENTION_CASES: usize = 1_000;
/// Pause before the next round of retention when there is more to do.
pub const RETENTION_TURN: i64 = SECOND / 10;
/// Pause after each batch of retention, at least; else as long as the batch took, so that half of the time is left.
pub const RETENTION_PAUSE: i64 = SECOND / 100;
/// How long one node is the one that does retention.
pub const RETENTION_LEASE: i64 = 120 * SECOND;
