//! What can be wrong with the text of an expression.

use lang::Message;
use std::fmt;
use std::ops::Range;

/// Why a text is not an expression, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// The place in the text, in bytes.
    pub span: Range<usize>,
    /// What is wrong, and what to write instead.
    pub message: Message,
}

impl SyntaxError {
    pub(crate) fn new(span: Range<usize>, message: Message) -> SyntaxError {
        SyntaxError { span, message }
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message.fmt(f)
    }
}

impl std::error::Error for SyntaxError {}

/// Something that is allowed but hardly meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The place in the text, in bytes.
    pub span: Range<usize>,
    /// What is suspicious, and what to write instead.
    pub message: Message,
}
