//! Finds places for a model that has none: left to right, in lanes, flows at right angles.
//!
//! A layered drawing (Sugiyama, Tagawa, Toda 1981), made for processes: the happy path is one straight line, lanes
//! are bands, loops run above, boundary events leave downward. See `docs/decisions/0003-layout.md`.
//!
//! [`plan`] what is to be placed → [`rank`] layers → [`bends`] long flows → [`order`], [`thread`], [`crossed`] few
//! crossings → [`rows`] heights → [`ports`] where flows meet shapes → [`tracks`], [`route`] upright pieces and corners →
//! [`score`] which try is best → [`labels`] → [`squeeze`] no width that nobody uses; [`body`] runs these for each sub-process, [`pool`] and [`lanes`] put lanes
//! and pools around, [`messages`] connects the pools.

mod bends;
mod body;
mod complete;
mod crossed;
mod graph;
mod labels;
mod lanes;
mod limits;
mod messages;
mod order;
mod plan;
mod pool;
mod ports;
mod rank;
mod route;
mod rows;
mod score;
pub(crate) mod size;
mod squeeze;
mod thread;
mod tracks;

pub use complete::complete;
pub(crate) use graph::{default_flow, shows_condition};

use crate::diagram::{Bounds, Diagram, Edge, Plane, Point, Shape};
use model::bpmn::{Definitions, Participant};

/// Between the picture and its upper left corner.
const MARGIN: f64 = 30.0;

/// Finds a place for everything in the model. The same model always gets the same places.
///
/// Gives one plane. Its element is the process, or `None` if the model has pools: then it is the collaboration, whose
/// id the model doesn't hold. Groups stand empty
/// below the rest: what they enclose is only said by a drawing.
pub fn layout(definitions: &Definitions) -> Diagram {
    let pools = &definitions.participants;
    let mut plane = Plane::default();
    if pools.is_empty() {
        plane.element = definitions.processes.first().map(|process| process.id.clone());
    }
    let blocks = blocks(definitions);
    let width = blocks
        .iter()
        .filter(|(pool, _)| pool.is_some())
        .map(|(_, picture)| picture.width)
        .fold(300.0, f64::max);
    let gap = messages::gap(&definitions.message_flows);
    let mut y = MARGIN;
    let mut frames = Vec::new();
    for (pool, mut picture) in blocks {
        if let Some(pool) = pool {
            widen(&mut picture, pool, width);
            frames.push(Bounds { x: MARGIN, y, width, height: picture.height });
        }
        let height = picture.height;
        place(&mut plane, picture, y);
        y += height + gap;
    }
    let flows = messages::route(&definitions.message_flows, &plane.shapes, &plane.edges, &frames);
    plane.edges.extend(flows);
    Diagram { planes: vec![plane] }
}

/// Every pool and every process without one, from above.
fn blocks(definitions: &Definitions) -> Vec<(Option<&Participant>, graph::Picture)> {
    let of = |pool: &Participant| {
        definitions.processes.iter().find(|process| Some(&process.id) == pool.process.as_ref())
    };
    let pools = definitions.participants.iter().map(|participant| match of(participant) {
        Some(process) => (Some(participant), pool::process(process, Some(participant))),
        None => (Some(participant), closed(participant)),
    });
    let others = definitions
        .processes
        .iter()
        .filter(|process| {
            definitions.participants.iter().all(|pool| pool.process.as_ref() != Some(&process.id))
        })
        .map(|process| (None, pool::process(process, None)));
    pools.chain(others).collect()
}

/// A pool without content.
fn closed(participant: &Participant) -> graph::Picture {
    let bounds = Bounds { x: 0.0, y: 0.0, width: 0.0, height: pool::CLOSED };
    let shapes = vec![pool::band_shape(&participant.id, bounds)];
    graph::Picture { height: pool::CLOSED, shapes, ..graph::Picture::default() }
}

/// Makes a pool and its lanes as wide as the widest.
fn widen(picture: &mut graph::Picture, pool: &Participant, width: f64) {
    let more = width - picture.width;
    for shape in &mut picture.shapes {
        if shape.horizontal.is_some() || shape.element == pool.id {
            shape.bounds.width += more;
        }
    }
}

/// Adds a block to the plane.
fn place(plane: &mut Plane, picture: graph::Picture, y: f64) {
    let moved = |bounds: Bounds| Bounds { x: bounds.x + MARGIN, y: bounds.y + y, ..bounds };
    let shape = |shape: Shape| Shape { bounds: moved(shape.bounds), label: shape.label.map(moved), ..shape };
    let point = |point: &Point| Point { x: point.x + MARGIN, y: point.y + y };
    plane.shapes.extend(picture.shapes.into_iter().map(shape));
    plane.edges.extend(picture.edges.into_iter().map(|edge| Edge {
        waypoints: edge.waypoints.iter().map(point).collect(),
        label: edge.label.map(moved),
        ..edge
    }));
}
