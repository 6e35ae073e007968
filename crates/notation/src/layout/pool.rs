//! Pools and lanes around the content of a process.

use super::body::{self, Search};
use super::graph::{self, Picture};
use super::lanes;
use super::limits::LANE_DEPTH;
use super::plan::Bands;
use super::size::{self, BAR};
use crate::diagram::{Bounds, Shape};
use crate::text;
use model::bpmn::{Id, Kind, Lane, Node, Participant, Process};
use std::collections::{HashMap, HashSet};

/// Between the content and the left and right edge of a pool.
const PADDING: f64 = 30.0;
/// The least height of a lane or pool.
const LEAST_HEIGHT: f64 = 120.0;
/// A name longer than this is broken into lines.
const LONGEST_NAME: f64 = 200.0;
/// The height of a pool without content.
pub(super) const CLOSED: f64 = 60.0;

/// A band of the process: a lane without lanes inside, or what stands in no such lane.
struct Leaf<'a> {
    nodes: Vec<&'a Id>,
    name: &'a str,
}

/// Lays out a process with its pool and lanes, the upper left corner at the origin.
///
/// Lanes stand in the order of the model, or in another one if that saves enough crossings.
pub(super) fn process(process: &Process, participant: Option<&Participant>) -> Picture {
    let given: Vec<&Lane> = process.lanes.iter().collect();
    let picture = in_order(process, participant, &given, Search::Thorough);
    let quick = |order: &[&Lane]| in_order(process, participant, order, Search::Quick).crossings;
    let Some(other) = lanes::other_order(process, picture.crossings, quick) else { return picture };
    let moved = in_order(process, participant, &other.lanes, Search::Thorough);
    if moved.crossings + other.price < picture.crossings { moved } else { picture }
}

/// Lays out a process with its lanes in this order.
fn in_order(
    process: &Process,
    participant: Option<&Participant>,
    lanes: &[&Lane],
    search: Search,
) -> Picture {
    let mut leaves = Vec::new();
    let mut frames = Vec::new();
    for lane in lanes {
        flatten(lane, 0, &mut leaves, &mut frames);
    }
    let listed: HashSet<&Id> = leaves.iter().flat_map(|leaf| leaf.nodes.iter().copied()).collect();
    let rest = process.body.nodes.iter().any(|node| !listed.contains(&node.id) && !follows(node));
    if !leaves.is_empty() && rest {
        let nodes =
            process.body.nodes.iter().map(|node| &node.id).filter(|id| !listed.contains(id)).collect();
        leaves.push(Leaf { nodes, name: "" });
    }
    let mut of = HashMap::new();
    for (band, leaf) in leaves.iter().enumerate() {
        of.extend(leaf.nodes.iter().map(|id| (&***id, band)));
    }
    let pool_name = participant.and_then(|pool| pool.name.as_deref());
    let framed = participant.is_some() || !leaves.is_empty();
    let least: Vec<f64> = match (leaves.is_empty(), framed) {
        (false, _) => leaves.iter().map(|leaf| least_height(leaf.name)).collect(),
        (true, true) => vec![least_height(pool_name.unwrap_or_default())],
        (true, false) => Vec::new(),
    };
    let bands = Bands { count: leaves.len().max(1), of };
    let content = body::picture(&process.body, &bands, &least, 0, search);
    if !framed {
        return content;
    }
    frame(process, participant, &frames, content)
}

/// Whether a node stands in the lane of another one if it is listed in none: on its edge, or below it.
fn follows(node: &Node) -> bool {
    graph::host(node).is_some() || matches!(&node.kind, Kind::Activity(activity) if activity.for_compensation)
}

/// A lane with the bands that it covers.
struct Frame<'a> {
    lane: &'a Lane,
    depth: usize,
    first: usize,
    last: usize,
}

fn flatten<'a>(lane: &'a Lane, depth: usize, leaves: &mut Vec<Leaf<'a>>, frames: &mut Vec<Frame<'a>>) {
    let (frame, first) = (frames.len(), leaves.len());
    frames.push(Frame { lane, depth, first, last: first });
    let own: Vec<&Id> = lane.nodes.iter().collect();
    let inside: HashSet<&Id> =
        if depth < LANE_DEPTH { lane.lanes.iter().flat_map(nodes_of).collect() } else { HashSet::new() };
    let own: Vec<&Id> = own.into_iter().filter(|id| !inside.contains(id)).collect();
    let leaf = lane.lanes.is_empty() || depth >= LANE_DEPTH;
    if leaf || !own.is_empty() {
        leaves.push(Leaf { nodes: own, name: if leaf { &lane.name } else { "" } });
    }
    if !leaf {
        lane.lanes.iter().for_each(|lane| flatten(lane, depth + 1, leaves, frames));
    }
    frames[frame].last = leaves.len() - 1;
}

pub(super) fn nodes_of(lane: &Lane) -> Vec<&Id> {
    lane.nodes.iter().chain(lane.lanes.iter().flat_map(nodes_of)).collect()
}

/// A bar must be long enough for its name in two lines.
fn least_height(name: &str) -> f64 {
    let long = text::width(name, size::NAME_FONT).min(LONGEST_NAME * 2.0);
    let needed = if long > LONGEST_NAME { long / 2.0 * 1.25 } else { long };
    size::up_to_grid(needed + 20.0).max(LEAST_HEIGHT)
}

/// Draws pool and lanes around the content.
fn frame(
    process: &Process,
    participant: Option<&Participant>,
    frames: &[Frame],
    content: Picture,
) -> Picture {
    let pool_bar = if participant.is_some() { BAR } else { 0.0 };
    let levels = frames.iter().map(|frame| frame.depth + 1).max().unwrap_or(0);
    let left = pool_bar + BAR * levels as f64 + PADDING;
    let width = left + content.width + PADDING;
    let mut picture =
        Picture { width, height: content.height, crossings: content.crossings, ..Picture::default() };
    if let Some(pool) = participant {
        let bounds = Bounds { x: 0.0, y: 0.0, width, height: content.height };
        picture.shapes.push(band_shape(&pool.id, bounds));
    }
    debug_assert_eq!(process.lanes.is_empty(), frames.is_empty());
    for frame in frames {
        let (Some(first), Some(last)) = (content.bands.get(frame.first), content.bands.get(frame.last))
        else {
            continue;
        };
        let x = pool_bar + BAR * frame.depth as f64;
        let bounds = Bounds { x, y: first.0, width: width - x, height: last.1 - first.0 };
        picture.shapes.push(band_shape(&frame.lane.id, bounds));
    }
    picture.embed(content, left, 0.0);
    picture
}

/// A pool or lane.
pub(super) fn band_shape(element: &Id, bounds: Bounds) -> Shape {
    Shape { element: element.clone(), bounds, horizontal: Some(true), ..Shape::default() }
}
