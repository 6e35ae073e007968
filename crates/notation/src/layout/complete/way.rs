//! The way of a new flow through a drawing that is there: the plainest one that passes no shape.

use super::{GAP, overlap};
use crate::diagram::{Bounds, Point};
use crate::layout::labels::between;

/// Between a shape and a piece of a flow that passes it.
const CLEARANCE: f64 = 20.0;
/// How many rows below and above both ends are tried.
const ROWS: usize = 4;

/// From the right of `from` to the left of `to`, or round below or above both; through `obstacles` only if every way
/// leads through some.
pub(super) fn way(from: Bounds, to: Bounds, obstacles: &[Bounds]) -> Vec<Point> {
    let ways = ways(from, to);
    let free = |way: &&Vec<Point>| {
        let mut pieces = way.windows(2).map(|pair| between(pair[0], pair[1]));
        pieces.all(|piece| !obstacles.iter().any(|shape| overlap(*shape, piece)))
    };
    ways.iter().find(free).or(ways.first()).cloned().unwrap_or_default()
}

/// The ways that are tried, plain ones first.
fn ways(from: Bounds, to: Bounds) -> Vec<Vec<Point>> {
    let start = Point { x: from.x + from.width, y: from.y + from.height / 2.0 };
    let end = Point { x: to.x, y: to.y + to.height / 2.0 };
    let mut ways = Vec::new();
    if end.x >= start.x {
        if start.y == end.y {
            ways.push(vec![start, end]);
        }
        let turns = [(start.x + end.x) / 2.0, start.x + CLEARANCE, end.x - CLEARANCE];
        for x in turns.into_iter().filter(|x| start.y != end.y && (start.x..=end.x).contains(x)) {
            ways.push(vec![start, Point { x, y: start.y }, Point { x, y: end.y }, end]);
        }
    }
    let (left, right) = (from.x + from.width / 2.0, to.x + to.width / 2.0);
    for row in 0..ROWS {
        let beyond = GAP / 2.0 + CLEARANCE * row as f64;
        let (below, above) =
            ((from.y + from.height).max(to.y + to.height) + beyond, from.y.min(to.y) - beyond);
        let round = |y: f64, a: f64, b: f64| {
            [(left, a), (left, y), (right, y), (right, b)].map(|(x, y)| Point { x, y }).to_vec()
        };
        ways.push(round(below, from.y + from.height, to.y + to.height));
        ways.push(round(above, from.y, to.y));
    }
    ways
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flow_goes_round_what_stands_between() {
        let shape = |x: f64, y: f64| Bounds { x, y, width: 100.0, height: 80.0 };
        let straight = way(shape(0.0, 0.0), shape(400.0, 0.0), &[]);
        assert_eq!(straight, [Point { x: 100.0, y: 40.0 }, Point { x: 400.0, y: 40.0 }]);
        let obstacle = shape(200.0, 0.0);
        let round = way(shape(0.0, 0.0), shape(400.0, 0.0), &[obstacle]);
        assert_eq!(round[1], Point { x: 50.0, y: 105.0 });
        let above = way(shape(0.0, 0.0), shape(400.0, 0.0), &[obstacle, shape(200.0, 90.0)]);
        assert_eq!(above[1], Point { x: 50.0, y: -25.0 });
    }
}
