//! How good a drawing is: where lines cross, and how long and winding they are.

use crate::diagram::Point;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// The less, the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Score {
    /// Places at which lines cross; flows that run as one line are one.
    pub crossings: usize,
    /// Of all flows.
    corners: usize,
    /// Of all flows, in pixels.
    length: u64,
}

/// A level piece: height, left and right end.
type Level = (i64, i64, i64);

/// Counts what there is to see of flows with these corners.
pub(super) fn score(corners: &[Vec<Point>]) -> Score {
    let mut levels: BTreeSet<Level> = BTreeSet::new();
    let mut uprights: BTreeMap<i64, BTreeSet<(i64, i64)>> = BTreeMap::new();
    let mut length = 0;
    for corners in corners {
        for pair in corners.windows(2) {
            let [(ax, ay), (bx, by)] =
                [pair[0], pair[1]].map(|point| (point.x.round() as i64, point.y.round() as i64));
            length += ax.abs_diff(bx) + ay.abs_diff(by);
            if ay == by {
                levels.insert((ay, ax.min(bx), ax.max(bx)));
            } else {
                uprights.entry(ax).or_default().insert((ay.min(by), ay.max(by)));
            }
        }
    }
    let mut places: HashSet<(i64, i64)> = HashSet::new();
    for &(y, left, right) in &levels {
        for (&x, pieces) in uprights.range(left + 1..right) {
            if pieces.iter().any(|&(top, bottom)| top < y && y < bottom) {
                places.insert((x, y));
            }
        }
    }
    Score { crossings: places.len(), corners: corners.iter().map(Vec::len).sum(), length }
}
