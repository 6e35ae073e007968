//! FEEL ranges: all values between two ends.

use crate::value::Value;

/// All values between two ends, each included or not; a missing end is open.
#[derive(Debug, Clone, PartialEq)]
pub struct Range {
    /// The lower end; null if there is none.
    pub start: Value,
    /// Whether the lower end belongs to the range.
    pub start_included: bool,
    /// The upper end; null if there is none.
    pub end: Value,
    /// Whether the upper end belongs to the range.
    pub end_included: bool,
}

impl Range {
    /// How deep the ends are nested.
    pub(crate) fn nesting(&self) -> u32 {
        self.start.nesting().max(self.end.nesting())
    }
}
