//! Which number is larger: by value, whatever power of ten its coefficient has.

use super::{Number, digits};
use std::cmp::Ordering;

impl PartialEq for Number {
    fn eq(&self, other: &Number) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Number) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Number) -> Ordering {
        if let Some((a, b, _)) = self.aligned(*other) {
            return a.cmp(&b);
        }
        // Not to be aligned: they differ by far more than the digits of a coefficient.
        let (a, b) = (self.coefficient(), other.coefficient());
        let magnitude = |n: &Number, c: i128| i64::from(digits(c.unsigned_abs())) + i64::from(n.exponent);
        match a.signum().cmp(&b.signum()) {
            Ordering::Equal if a > 0 => magnitude(self, a).cmp(&magnitude(other, b)),
            Ordering::Equal => magnitude(other, b).cmp(&magnitude(self, a)),
            different => different,
        }
    }
}

impl std::hash::Hash for Number {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.canonical().hash(state);
    }
}
