//! New ids, as a parameter: spread over the world, or counted in a test.

use std::collections::hash_map::RandomState;
use std::fmt::Debug;
use std::hash::{BuildHasher, Hasher};
use std::sync::atomic::{AtomicU64, Ordering};

/// Makes ids that sort by the time at which they were made.
pub trait Ids: Debug + Send + Sync {
    /// A new id, made at `now` (µs UTC).
    fn next(&self, now: i64) -> String;
}

/// Ids in the form of ULID (github.com/ulid/spec): 48 bits of time in milliseconds, 16 bits of a counter, 64 bits
/// that differ from process to process and from id to id. They are unique, not secret.
#[derive(Debug)]
pub struct SystemIds {
    seed: u64,
    count: AtomicU64,
}

impl Default for SystemIds {
    fn default() -> Self {
        // The standard library seeds its hash maps from the operating system's randomness.
        let random = || RandomState::new().build_hasher().finish();
        Self { seed: random(), count: AtomicU64::new(random()) }
    }
}

impl Ids for SystemIds {
    fn next(&self, now: i64) -> String {
        let count = self.count.fetch_add(1, Ordering::Relaxed);
        let time = (now.max(0) as u128 / 1_000) & 0xffff_ffff_ffff;
        let tail = mix(self.seed ^ count);
        base32(time << 80 | u128::from(count & 0xffff) << 64 | u128::from(tail))
    }
}

/// Ids that are counted, for tests: the same run gives the same ids.
#[derive(Debug, Default)]
pub struct CountedIds {
    count: AtomicU64,
}

impl Ids for CountedIds {
    fn next(&self, _now: i64) -> String {
        format!("{:010}", self.count.fetch_add(1, Ordering::Relaxed) + 1)
    }
}

/// A bijection that spreads neighbouring numbers (the finaliser of SplitMix64).
fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

/// 26 characters of Crockford's alphabet.
fn base32(bits: u128) -> String {
    const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    (0..26).rev().map(|place| char::from(ALPHABET[(bits >> (place * 5)) as usize & 31])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn ids_differ_and_sort_by_time() {
        let ids = SystemIds::default();
        let made: Vec<String> = (0..100_000).map(|n| ids.next(1_760_000_000_000_000 + n * 1_000)).collect();
        assert!(made.is_sorted());
        assert_eq!(made.iter().collect::<BTreeSet<_>>().len(), made.len());
        assert!(made.iter().all(|id| id.len() == 26));
        assert_eq!(
            &SystemIds::default().next(1_469_922_850_259_000)[..10],
            "01ARZ3NDEK",
            "the example of the specification"
        );
    }
}
