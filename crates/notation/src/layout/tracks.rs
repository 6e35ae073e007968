//! In which order the upright pieces of the flows stand in the space between two layers, so that few cross and none
//! lies on another (after Sander 1996; as the Eclipse Layout Kernel's orthogonal router does it).

use super::limits::PIECES;

/// An upright piece: where level pieces meet it from the left and from the right.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Piece {
    pub left: Vec<f64>,
    pub right: Vec<f64>,
}

/// The place of one piece: its track, or two tracks with the level piece between them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Track {
    One(usize),
    /// Left ends at the first track, right ends at the second; joined at this height.
    Two(usize, usize, f64),
}

/// Level pieces nearer than this would run on top of each other.
const CLOSE: f64 = 7.0;
/// Running on top of another flow is as bad as this many crossings.
const OVERLAP: i64 = 1000;

impl Piece {
    fn ends(&self) -> impl Iterator<Item = f64> + '_ {
        self.left.iter().chain(&self.right).copied()
    }

    fn top(&self) -> f64 {
        self.ends().fold(f64::INFINITY, f64::min)
    }

    fn bottom(&self) -> f64 {
        self.ends().fold(f64::NEG_INFINITY, f64::max)
    }

    fn spans(&self, y: f64) -> bool {
        self.top() < y && y < self.bottom()
    }

    /// From the uppermost to the lowest end.
    fn range(&self) -> (f64, f64) {
        (self.top(), self.bottom())
    }

    fn touches(&self, other: &Self) -> bool {
        touch(self.range(), other.range())
    }

    /// What it costs to have this piece on the left of the other.
    fn cost_left_of(&self, other: &Self) -> i64 {
        let crossings = self.right.iter().filter(|&&y| other.spans(y)).count()
            + other.left.iter().filter(|&&y| self.spans(y)).count();
        let overlaps =
            self.right.iter().filter(|&&y| other.left.iter().any(|&end| (y - end).abs() < CLOSE)).count();
        crossings as i64 + overlaps as i64 * OVERLAP
    }
}

/// Pieces with these ranges can't share a track.
fn touch(a: (f64, f64), b: (f64, f64)) -> bool {
    a.0 - CLOSE < b.1 && b.0 - CLOSE < a.1
}

/// Gives every piece its track. Returns the tracks and how many there are.
pub(super) fn assign(pieces: &[Piece]) -> (Vec<Track>, usize) {
    let order = if pieces.len() > PIECES { by_direction(pieces) } else { searched(pieces) };
    let mut placed: Vec<(usize, Piece, bool)> = Vec::new();
    let mut moved: Vec<(usize, Piece)> = Vec::new();
    for (position, &ix) in order.iter().enumerate() {
        let piece = &pieces[ix];
        let later = &order[position + 1..];
        if pieces.len() <= PIECES && later.iter().any(|&other| piece.cost_left_of(&pieces[other]) >= OVERLAP)
        {
            // It would run on another flow: its right ends move behind all others.
            let middle = free_height(piece, pieces, &moved);
            placed.push((ix, Piece { left: piece.left.clone(), right: vec![middle] }, false));
            moved.push((ix, Piece { left: vec![middle], right: piece.right.clone() }));
        } else {
            placed.push((ix, piece.clone(), false));
        }
    }
    placed.extend(moved.into_iter().map(|(ix, piece)| (ix, piece, true)));
    pack(pieces.len(), &placed)
}

/// Sets each piece as far to the left as those before it in the order allow.
fn pack(count: usize, placed: &[(usize, Piece, bool)]) -> (Vec<Track>, usize) {
    let mut tracks = vec![Track::One(0); count];
    let mut before: Vec<((f64, f64), usize)> = Vec::with_capacity(placed.len());
    let mut used = 0;
    for (ix, piece, second) in placed {
        let range = piece.range();
        let touching = before.iter().filter(|(other, _)| touch(range, *other));
        let column = touching.map(|(_, column)| column + 1).max().unwrap_or(0);
        let column = match tracks[*ix] {
            Track::One(first) if *second => column.max(first + 1),
            _ => column,
        };
        before.push((range, column));
        used = used.max(column + 1);
        tracks[*ix] = match (tracks[*ix], second, piece.left.first()) {
            (Track::One(first), true, Some(&middle)) => Track::Two(first, column, middle),
            _ => Track::One(column),
        };
    }
    (tracks, used)
}

/// A height between the ends of a piece at which nothing else runs.
fn free_height(piece: &Piece, pieces: &[Piece], moved: &[(usize, Piece)]) -> f64 {
    let (top, bottom) = (piece.top(), piece.bottom());
    let taken = |y: f64| {
        let mut ends = pieces.iter().chain(moved.iter().map(|(_, piece)| piece)).flat_map(Piece::ends);
        ends.any(|end| (end - y).abs() < CLOSE)
    };
    let middle = ((top + bottom) / 2.0).round();
    let offsets =
        (0..(bottom - top) as usize).map(|step| step as f64 * if step % 2 == 0 { 0.5 } else { -0.5 });
    offsets.map(|offset| middle + offset).find(|&y| !taken(y)).unwrap_or(middle)
}

/// An order with few crossings and overlaps: repeatedly takes the piece that loses least by standing leftmost of
/// what remains (Eades, Lin, Smyth 1993).
fn searched(pieces: &[Piece]) -> Vec<usize> {
    let count = pieces.len();
    // How much better each piece stands on the left of all others that remain.
    let mut cost = vec![vec![0_i64; count]; count];
    for a in 0..count {
        for b in 0..count {
            if a != b && (pieces[a].touches(&pieces[b])) {
                cost[a][b] = pieces[a].cost_left_of(&pieces[b]);
            }
        }
    }
    let mut loss: Vec<i64> =
        (0..count).map(|a| (0..count).map(|b| (cost[a][b] - cost[b][a]).max(0)).sum()).collect();
    let mut gain: Vec<i64> =
        (0..count).map(|a| (0..count).map(|b| (cost[b][a] - cost[a][b]).max(0)).sum()).collect();
    let mut left: Vec<usize> = (0..count).collect();
    let mut order = Vec::with_capacity(count);
    while let Some(at) =
        (0..left.len()).min_by_key(|&at| (loss[left[at]].min(1), loss[left[at]] - gain[left[at]]))
    {
        let taken = left.remove(at);
        for &other in &left {
            loss[other] -= (cost[other][taken] - cost[taken][other]).max(0);
            gain[other] -= (cost[taken][other] - cost[other][taken]).max(0);
        }
        order.push(taken);
    }
    order
}

/// Flows that go down from the left: the lower ones first; those that go up: the upper ones first.
fn by_direction(pieces: &[Piece]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    order.sort_by(|&a, &b| {
        let key = |piece: &Piece| {
            let left = piece.left.iter().copied().fold(f64::INFINITY, f64::min);
            if left <= piece.top() { (0, -left) } else { (1, left) }
        };
        let (a, b) = (key(&pieces[a]), key(&pieces[b]));
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
    });
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(left: f64, right: f64) -> Piece {
        Piece { left: vec![left], right: vec![right] }
    }

    #[test]
    fn apart_they_share_a_track() {
        let (tracks, count) = assign(&[piece(0.0, 50.0), piece(100.0, 150.0)]);
        assert_eq!((tracks, count), (vec![Track::One(0), Track::One(0)], 1));
    }

    #[test]
    fn nested_splits_do_not_cross() {
        // Both go down from neighbouring heights: the lower one has to turn first.
        let (tracks, count) = assign(&[piece(0.0, 100.0), piece(20.0, 200.0)]);
        assert_eq!((tracks, count), (vec![Track::One(1), Track::One(0)], 2));
    }

    #[test]
    fn a_swap_does_not_run_on_itself() {
        let (tracks, count) = assign(&[piece(0.0, 100.0), piece(100.0, 0.0)]);
        assert_eq!(count, 3);
        assert!(tracks.iter().any(|track| matches!(track, Track::Two(0, 2, _))), "{tracks:?}");
    }
}
