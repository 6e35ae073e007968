//! Makes a picture narrower: upright strips in which nothing stands and flows only run level are cut down.
//!
//! A column is as wide as its widest cell, and a cell keeps room for labels that may then stand elsewhere: this takes
//! back what nobody used.

use super::graph::Picture;
use crate::diagram::Bounds;

/// What remains of a strip: room for an arrowhead and a little of its line.
const KEPT: f64 = 40.0;

/// Cuts all wide strips. Everything keeps its order and its height, so that nothing comes to cross or to overlap.
pub(super) fn squeeze(picture: &mut Picture) {
    let cuts = cuts(taken(picture));
    if cuts.is_empty() {
        return;
    }
    let moved = |x: f64| {
        let at = cuts.partition_point(|cut| cut.0 <= x);
        x - at.checked_sub(1).map_or(0.0, |last| cuts[last].1)
    };
    // What spans a strip of the picture around it, such as a shape, is never cut: both its ends move alike.
    let shift = |bounds: &mut Bounds| bounds.x = moved(bounds.x);
    for shape in &mut picture.shapes {
        shift(&mut shape.bounds);
        shape.label.iter_mut().for_each(shift);
    }
    for edge in &mut picture.edges {
        edge.waypoints.iter_mut().for_each(|point| point.x = moved(point.x));
        edge.label.iter_mut().for_each(shift);
    }
    picture.width -= cuts.last().map_or(0.0, |cut| cut.1);
}

/// The stretches from left to right in which something stands or turns.
fn taken(picture: &Picture) -> Vec<(f64, f64)> {
    let of = |bounds: &Bounds| (bounds.x, bounds.x + bounds.width);
    let shapes = picture.shapes.iter().flat_map(|shape| [Some(&shape.bounds), shape.label.as_ref()]);
    let labels = picture.edges.iter().map(|edge| edge.label.as_ref());
    let mut taken: Vec<(f64, f64)> = shapes.chain(labels).flatten().map(of).collect();
    for pair in picture.edges.iter().flat_map(|edge| edge.waypoints.windows(2)) {
        let (a, b) = (pair[0], pair[1]);
        if a.y == b.y {
            taken.extend([(a.x, a.x), (b.x, b.x)]);
        } else {
            taken.push((a.x.min(b.x), a.x.max(b.x)));
        }
    }
    taken.sort_by(|a, b| a.0.total_cmp(&b.0));
    taken
}

/// Where strips end, and how much is cut up to there.
fn cuts(taken: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    let mut cuts = Vec::new();
    let (mut end, mut total) = (f64::INFINITY, 0.0);
    for (from, to) in taken {
        let spare = (from - end - KEPT).floor();
        if spare > 0.0 {
            total += spare;
            cuts.push((from, total));
        }
        end = if end.is_finite() { end.max(to) } else { to };
    }
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::{Edge, Point, Shape};

    fn shape(x: f64) -> Shape {
        let bounds = Bounds { x, y: 0.0, width: 100.0, height: 80.0 };
        Shape { bounds, label: Some(Bounds { x: x + 10.0, ..bounds }), ..Shape::default() }
    }

    fn picture(points: &[(f64, f64)]) -> Picture {
        let waypoints = points.iter().map(|&(x, y)| Point { x, y }).collect();
        let edges = vec![Edge { waypoints, ..Edge::default() }];
        Picture { width: 500.0, shapes: vec![shape(0.0), shape(300.0)], edges, ..Picture::default() }
    }

    #[test]
    fn an_empty_strip_is_cut_and_what_is_right_of_it_moves() {
        let mut picture = picture(&[(100.0, 40.0), (300.0, 40.0)]);
        squeeze(&mut picture);
        assert_eq!(picture.shapes[1].bounds.x, 150.0);
        assert_eq!(picture.shapes[1].label.map(|label| label.x), Some(160.0));
        assert_eq!(
            picture.edges[0].waypoints.iter().map(|point| point.x).collect::<Vec<_>>(),
            [100.0, 150.0]
        );
        assert_eq!(picture.width, 350.0);
        let once = picture.shapes.clone();
        squeeze(&mut picture);
        assert_eq!(picture.shapes, once);
    }

    #[test]
    fn a_turn_and_an_oblique_line_are_kept() {
        let mut turn = picture(&[(100.0, 40.0), (200.0, 40.0), (200.0, 60.0), (300.0, 60.0)]);
        squeeze(&mut turn);
        let xs: Vec<f64> = turn.edges[0].waypoints.iter().map(|point| point.x).collect();
        assert_eq!(xs, [100.0, 150.0, 150.0, 190.0]);
        let mut oblique = picture(&[(100.0, 40.0), (300.0, 60.0)]);
        squeeze(&mut oblique);
        assert_eq!(oblique.width, 500.0);
    }
}
