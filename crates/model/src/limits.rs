//! How large a model may be, and how often its timers may repeat. Each limit has an error that names it.

/// Flow nodes of a process, those in sub-processes included. More is `model.too-many-nodes`.
pub const MAX_NODES: usize = 100_000;

/// Sequence flows of a process. More is `model.too-many-flows`.
pub const MAX_FLOWS: usize = 200_000;

/// How deep sub-processes may be nested. More is `model.too-deep`.
pub const MAX_DEPTH: usize = 64;

/// Bytes of the id of a process, step or sequence flow. More is `model.id-too-long`.
pub const MAX_ID: usize = 256;

/// Bytes of the word by which an end says how a case counts. More is `model.outcome-too-long`.
pub const MAX_OUTCOME: usize = 256;

/// The least distance between two repetitions of a timer, in µs. Less is `timer.too-often`.
pub const MIN_INTERVAL: i64 = 1_000_000;

/// Steps that looking for ways to inclusive joins may take, over all joins of a process. More is
/// `model.too-many-ways`; a model of 10,000 steps with 2,000 joins needs about a fifth.
pub const MAX_STEPS: usize = 400_000_000;

/// Incoming flows of an inclusive gateway. More is `model.too-many-incoming`.
pub const MAX_INCOMING: usize = 1_000;
