//! Leads the flows: upright pieces get tracks between the layers, layers get their places from left to right, and
//! both together give every flow its corners.

use super::bends::NAME_GAP;
use super::graph::{MARK, Plan, Side, What, Wire};
use super::ports::{Port, Ports};
use super::size::{self, EVENT, Size};
use super::tracks::{self, Piece, Track};
use crate::diagram::Point;
use model::bpmn::Kind;
use std::collections::HashMap;

/// Between two layers without any upright piece.
const LAYER_GAP: f64 = 50.0;
/// From the layer before to the first track, and from the last track to the arrowhead's layer.
const BEFORE_TRACKS: f64 = 15.0;
const AFTER_TRACKS: f64 = 25.0;
const TRACK: f64 = 10.0;

/// Where everything stands from left to right, and the corners of every wire.
pub(super) struct Routes {
    /// The anchor of every item.
    pub x: Vec<f64>,
    /// The width of all layers and what is between them.
    pub width: f64,
    /// The corners of every wire.
    pub corners: Vec<Vec<Point>>,
    /// Where in the space before each layer the names of flows may start.
    pub names: Vec<f64>,
}

/// An upright piece of a wire: where it starts, where it ends.
#[derive(Debug, Clone, Copy)]
struct Turn {
    /// The space to the left of the layer of this number.
    channel: usize,
    piece: usize,
    to: f64,
    /// The wire comes from the left side of the space, and goes on to its left side.
    from_left: bool,
    to_left: bool,
}

/// The upright pieces in the space before each layer and after the last.
#[derive(Default)]
struct Channel {
    pieces: Vec<Piece>,
    /// The piece in which flows meet that go on as one line.
    joins: HashMap<usize, usize>,
    /// Widest name of a flow.
    name: f64,
}

/// Leads all wires. `y` holds the anchors, `rows` the row to which each wire leads first; above `top` is the space for
/// those that don't run through the layers.
pub(super) fn route(plan: &Plan, y: &[f64], ports: &[Ports], rows: &[f64], top: f64) -> Routes {
    let mut channels: Vec<Channel> = Vec::new();
    channels.resize_with(plan.layers.len() + 1, Channel::default);
    let turns: Vec<Vec<Turn>> = (0..plan.wires.len())
        .map(|wire| match plan.wires[wire].lift {
            Some(lift) => {
                let start = row(plan, y, (ports[wire], rows[wire]), wire);
                lifted(plan, y, (start, top - lift), &plan.wires[wire], &mut channels)
            }
            None => turns(plan, y, (ports[wire], rows[wire]), wire, &mut channels),
        })
        .collect();
    let tracks: Vec<(Vec<Track>, usize)> =
        channels.iter().map(|channel| tracks::assign(&channel.pieces)).collect();
    let places = Places::of(plan, &channels, &tracks);
    let corners = (0..plan.wires.len())
        .map(|wire| {
            let start = start(plan, y, &places.x, ports[wire].start, plan.wires[wire].source);
            let end = end(plan, y, &places.x, ports[wire].end, plan.wires[wire].target);
            let row = row(plan, y, (ports[wire], rows[wire]), wire);
            corners(start, end, ports[wire], (row, &turns[wire]), &tracks, &places.tracks)
        })
        .collect();
    Routes { x: places.x, width: places.width, corners, names: places.names }
}

/// The height at which a wire starts to run from left to right: that of its port, or the row to which it leads if it
/// leaves from above or below.
fn row(plan: &Plan, y: &[f64], (ports, row): (Ports, f64), wire: usize) -> f64 {
    match ports.start {
        Port::Side(dy) => y[plan.wires[wire].source] + dy,
        _ => row,
    }
}

/// The upright pieces of a wire, which are added to their channels.
fn turns(plan: &Plan, y: &[f64], way: (Ports, f64), wire: usize, channels: &mut [Channel]) -> Vec<Turn> {
    let row = row(plan, y, way, wire);
    let mark = if plan.is_marked(wire) { MARK } else { 0.0 };
    let (ports, wire) = (way.0, &plan.wires[wire]);
    let mut turns = Vec::new();
    let mut at = row;
    let name = size::label(plan.flow(wire).name.as_deref());
    for (step, (a, b)) in wire.hops().enumerate() {
        let (from, to) = (plan.items[a].rank, plan.items[b].rank);
        let first = step == 0;
        let last = step == wire.path.len();
        if first && from < to && !name.lines.is_empty() {
            channels[to].name = channels[to].name.max(mark + name.width + 2.0 * NAME_GAP);
        }
        if last && !matches!(ports.end, Port::Side(_))
            || first && from == to && !matches!(ports.start, Port::Side(_))
        {
            continue;
        }
        let next = y[b];
        // Within one layer it turns back: on the right if it leaves a shape, on the left if it reaches one.
        let (channel, from_left, to_left) = match from.cmp(&to) {
            std::cmp::Ordering::Less => (to, true, false),
            std::cmp::Ordering::Greater => (from, false, true),
            std::cmp::Ordering::Equal if first => (from + 1, true, true),
            std::cmp::Ordering::Equal => (from, false, false),
        };
        if next != at || from == to {
            let piece = channels[channel].add(Some(b), (at, from_left), (next, to_left));
            turns.push(Turn { channel, piece, to: next, from_left, to_left });
        }
        at = next;
    }
    turns
}

/// The two upright pieces of a wire that runs above everything: up behind its source, down before its target.
fn lifted(
    plan: &Plan,
    y: &[f64],
    (start, row): (f64, f64),
    wire: &Wire,
    channels: &mut [Channel],
) -> Vec<Turn> {
    let (from, to) = (plan.items[wire.source].rank + 1, plan.items[wire.target].rank);
    let end = y[wire.target];
    let forward = from <= to;
    let up = channels[from].add(None, (start, true), (row, !forward));
    let down = channels[to].add(Some(wire.target), (row, forward), (end, false));
    vec![
        Turn { channel: from, piece: up, to: row, from_left: true, to_left: !forward },
        Turn { channel: to, piece: down, to: end, from_left: forward, to_left: false },
    ]
}

impl Channel {
    /// Adds an upright piece, or adds to the one that leads to the same target.
    fn add(&mut self, joins: Option<usize>, from: (f64, bool), to: (f64, bool)) -> usize {
        let new = self.pieces.len();
        let ix = joins.map_or(new, |target| *self.joins.entry(target).or_insert(new));
        if ix == new {
            self.pieces.push(Piece::default());
        }
        let piece = &mut self.pieces[ix];
        for (y, left) in [from, to] {
            let ends = if left { &mut piece.left } else { &mut piece.right };
            if !ends.contains(&y) {
                ends.push(y);
            }
        }
        ix
    }

    fn width(&self, tracks: usize, outermost: bool) -> f64 {
        if tracks == 0 && outermost {
            return 0.0;
        }
        let upright = BEFORE_TRACKS + TRACK * tracks.saturating_sub(1) as f64;
        let name = if self.name > 0.0 { self.name + NAME_GAP } else { 0.0 };
        (upright + name + AFTER_TRACKS).max(if outermost { 0.0 } else { LAYER_GAP })
    }
}

/// Places from left to right.
struct Places {
    x: Vec<f64>,
    width: f64,
    /// The first track of each channel.
    tracks: Vec<f64>,
    names: Vec<f64>,
}

impl Places {
    fn of(plan: &Plan, channels: &[Channel], tracks: &[(Vec<Track>, usize)]) -> Self {
        let mut it =
            Self { x: vec![0.0; plan.items.len()], width: 0.0, tracks: Vec::new(), names: Vec::new() };
        for (rank, (channel, (_, count))) in channels.iter().zip(tracks).enumerate() {
            let outermost = rank == 0 || rank == plan.layers.len();
            let needed = channel.width(*count, outermost);
            // Few tracks stand in the middle of the space.
            let upright = TRACK * count.saturating_sub(1) as f64;
            let before = if channel.name > 0.0 || outermost {
                BEFORE_TRACKS
            } else {
                ((needed - upright) / 2.0).max(BEFORE_TRACKS)
            };
            it.tracks.push(it.width + before);
            let after_tracks = if *count == 0 { NAME_GAP } else { BEFORE_TRACKS + upright + NAME_GAP };
            it.names.push(it.width + after_tracks);
            it.width += needed;
            let column = plan.column(rank);
            let reach = |side: fn(&super::graph::Cell) -> f64| {
                column.iter().map(|&item| side(&plan.items[item].cell)).fold(0.0, f64::max)
            };
            let (left, right) = (reach(|cell| cell.left), reach(|cell| cell.right));
            column.iter().for_each(|&item| it.x[item] = it.width + left);
            it.width += left + right;
        }
        it
    }
}

/// The corners of a wire.
fn corners(
    start: Point,
    end: Point,
    ports: Ports,
    (row, turns): (f64, &[Turn]),
    tracks: &[(Vec<Track>, usize)],
    first_track: &[f64],
) -> Vec<Point> {
    let mut corners = vec![start];
    let mut y = start.y;
    let place = |channel: usize, track: usize| first_track[channel] + TRACK * track as f64;
    if !matches!(ports.start, Port::Side(_)) {
        y = row;
        corners.push(Point { x: start.x, y });
    }
    for turn in turns {
        match tracks[turn.channel].0[turn.piece] {
            Track::One(track) => {
                let x = place(turn.channel, track);
                corners.extend([Point { x, y }, Point { x, y: turn.to }]);
            }
            Track::Two(left, right, middle) => {
                let from = place(turn.channel, if turn.from_left { left } else { right });
                let to = place(turn.channel, if turn.to_left { left } else { right });
                if from == to {
                    corners.extend([Point { x: from, y }, Point { x: to, y: turn.to }]);
                } else {
                    corners.extend([
                        Point { x: from, y },
                        Point { x: from, y: middle },
                        Point { x: to, y: middle },
                        Point { x: to, y: turn.to },
                    ]);
                }
            }
        }
        y = turn.to;
    }
    if !matches!(ports.end, Port::Side(_)) {
        corners.push(Point { x: end.x, y });
    }
    corners.push(end);
    simplified(corners)
}

/// Without doubled points and points on a straight line.
pub(super) fn simplified(corners: Vec<Point>) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::with_capacity(corners.len());
    for point in corners {
        if out.last() == Some(&point) {
            continue;
        }
        if let [.., a, b] = out[..] {
            let level = a.y == b.y && b.y == point.y && (b.x - a.x) * (point.x - b.x) >= 0.0;
            let upright = a.x == b.x && b.x == point.x && (b.y - a.y) * (point.y - b.y) >= 0.0;
            if level || upright {
                out.pop();
            }
        }
        out.push(point);
    }
    if let [only] = out[..] {
        out.push(only);
    }
    out
}

/// Where a wire leaves its source.
fn start(plan: &Plan, y: &[f64], x: &[f64], port: Port, item: usize) -> Point {
    match port {
        Port::Boundary(dx, side) => {
            let reach = plan.items[item].size.height / 2.0 + EVENT / 2.0;
            Point { x: x[item] + dx, y: if side == Side::Above { y[item] - reach } else { y[item] + reach } }
        }
        Port::Side(dy) => Point { x: x[item] + across(plan, item, dy, Size::half_width), y: y[item] + dy },
        _ => end(plan, y, x, port, item),
    }
}

/// Where a wire reaches its target.
fn end(plan: &Plan, y: &[f64], x: &[f64], port: Port, item: usize) -> Point {
    let (x, y) = (x[item], y[item]);
    match port {
        Port::Top(dx) => Point { x: x + dx, y: y - across(plan, item, dx, Size::half_height) },
        Port::Bottom(dx) => Point { x: x + dx, y: y + across(plan, item, dx, Size::half_height) },
        Port::Side(dy) | Port::Boundary(dy, _) => {
            Point { x: x - across(plan, item, dy, Size::half_width), y: y + dy }
        }
    }
}

/// From the middle of a shape to its edge, at a distance from the middle line: diamonds and circles recede.
fn across(plan: &Plan, item: usize, offset: f64, half: fn(Size) -> f64) -> f64 {
    let half = half(plan.items[item].size);
    match plan.node(item).map(|node| &node.kind) {
        Some(Kind::Gateway(_)) => (half - offset.abs()).max(0.0),
        Some(Kind::Activity(_) | Kind::Unsupported(_)) | None => half,
        Some(_) => (half * half - offset * offset).max(0.0).sqrt().round(),
    }
}

impl Size {
    fn half_width(self) -> f64 {
        self.width / 2.0
    }

    fn half_height(self) -> f64 {
        self.height / 2.0
    }
}

/// Whether an item is a shape, not only a flow that passes.
pub(super) fn is_shape(plan: &Plan, item: usize) -> bool {
    plan.items[item].what != What::Bend
}
