//! What can go wrong in the runtime: the caller's mistake, or a fault.

use crate::messages;
use engine::Rejection;
use lang::Message;
use model::Diagnostic;
use std::fmt;
use store::StoreError;

/// Why the runtime did not do what was asked.
#[derive(Debug, Clone)]
pub enum RuntimeError {
    /// The engine refused the command.
    Rejected(Rejection),
    /// The caller's mistake, in words for a person.
    Refused(Message),
    /// The document cannot run.
    Invalid(Vec<Diagnostic>),
    /// The version cannot take the case over: why, step by step.
    NotMigrated(Vec<engine::migrate::Problem>),
    /// Other nodes change the case at the moment, and were faster again and again; it may be asked again.
    Busy(Message),
    /// What is stored cannot be read; somebody must look at it.
    Damaged(Message),
    /// The database.
    Store(StoreError),
}

/// A result of the runtime.
pub type Result<T, E = RuntimeError> = std::result::Result<T, E>;

impl RuntimeError {
    pub(crate) fn damaged(what: impl fmt::Display, reason: impl fmt::Display) -> Self {
        Self::Damaged(messages::DAMAGED.message().with("what", what).with("reason", reason))
    }

    pub(crate) fn busy(case: &str) -> Self {
        Self::Busy(messages::BUSY.message().with("case", case))
    }

    pub(crate) fn no_case(case: &str) -> Self {
        Self::Refused(messages::NO_CASE.message().with("case", case))
    }

    pub(crate) fn no_workflow(workflow: &str) -> Self {
        Self::Refused(messages::NO_WORKFLOW.message().with("workflow", workflow))
    }

    /// Whether it is the caller's mistake, so that trying the same again is of no use.
    pub fn is_callers(&self) -> bool {
        matches!(self, Self::Rejected(_) | Self::Refused(_) | Self::Invalid(_) | Self::NotMigrated(_))
    }

    /// Whether it is because the case, or what the command speaks of, is not there any more.
    pub(crate) fn is_gone(&self) -> bool {
        match self {
            Self::Rejected(rejection) => ["case.not-found", "case.not-active"].contains(&rejection.code()),
            Self::Refused(message) => message.code() == messages::NO_CASE.code,
            _ => false,
        }
    }

    /// The message for a person; of several the first.
    pub fn message(&self) -> Message {
        match self {
            Self::Rejected(rejection) => rejection.message().clone(),
            Self::Refused(message) | Self::Busy(message) | Self::Damaged(message) => message.clone(),
            Self::Invalid(diagnostics) => diagnostics
                .first()
                .map_or_else(|| messages::NO_PROCESS.message(), |first| first.message.clone()),
            Self::NotMigrated(problems) => {
                problems.first().map_or_else(|| messages::NO_PROCESS.message(), |first| first.message.clone())
            }
            Self::Store(error) => messages::store::message(error),
        }
    }
}

impl fmt::Display for RuntimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

impl std::error::Error for RuntimeError {}

impl From<StoreError> for RuntimeError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Rejection> for RuntimeError {
    fn from(rejection: Rejection) -> Self {
        Self::Rejected(rejection)
    }
}

impl From<Message> for RuntimeError {
    fn from(message: Message) -> Self {
        Self::Refused(message)
    }
}
