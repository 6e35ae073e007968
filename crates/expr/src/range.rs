//! FEEL ranges: all values between two ends.

use crate::value::Value;

/// All values between two ends, each included or not; one that is missing is open.
#[derive(Debug, Clone, PartialEq)]
pub struct Range {
    /// The lower end; `None` if the range is open below.
    pub start: Option<Value>,
    /// Whether the lower end belongs to the range.
    pub start_included: bool,
    /// The upper end; `None` if the range is open above.
    pub end: Option<Value>,
    /// Whether the upper end belongs to the range.
    pub end_included: bool,
}

impl Range {
    /// How deep the ends are nested.
    pub(crate) fn nesting(&self) -> u32 {
        self.start.iter().chain(&self.end).map(|end| end.measure().nesting).max().unwrap_or(0)
    }
}
