//! Drawings that lack something: what is added covers nothing, and what is there stays.

use model::bpmn::{Definitions, Kind, Node};
use notation::diagram::{Bounds, Diagram, Shape};
use notation::layout::complete;

/// What is wrong with a drawing to which each step is added that was taken out of it, one at a time.
pub fn faults(model: &Definitions, drawn: &Diagram) -> Vec<String> {
    let nodes = model.processes.iter().flat_map(|process| &process.body.nodes);
    let steps = nodes.filter(|node| !matches!(node.kind, Kind::Boundary(_)) && node.body().is_none());
    steps.flat_map(|node| without(model, drawn, node)).collect()
}

fn without(model: &Definitions, drawn: &Diagram, node: &Node) -> Vec<String> {
    let mut faults = Vec::new();
    let mut before = drawn.clone();
    let bodies = || model.processes.iter().map(|process| &process.body);
    let flows = bodies().flat_map(|body| &body.flows).map(|flow| (&flow.id, &flow.source, &flow.target));
    let lines =
        bodies().flat_map(|body| &body.associations).map(|line| (&line.id, &line.source, &line.target));
    let ends_there = flows.chain(lines).filter(|(_, source, target)| [source, target].contains(&&&node.id));
    let lost: Vec<&str> = ends_there.map(|(id, ..)| &**id).collect();
    for plane in &mut before.planes {
        plane.shapes.retain(|shape| shape.element != node.id);
        plane.edges.retain(|edge| !lost.contains(&&*edge.element));
    }
    let after = complete(model, &before);
    for (old, new) in before.planes.iter().zip(&after.planes) {
        if !new.shapes.starts_with(&old.shapes) || !new.edges.starts_with(&old.edges) {
            faults.push(format!("without {}: something moved", node.id));
        }
        let Some(added) = new.shapes.iter().find(|shape| shape.element == node.id) else { continue };
        let rides = |shape: &Shape| {
            let all = model.processes.iter().flat_map(|process| &process.body.nodes);
            all.filter(|it| it.id == shape.element)
                .any(|it| matches!(&it.kind, Kind::Boundary(event) if event.attached_to == node.id))
        };
        let others = old.shapes.iter().filter(|shape| shape.horizontal.is_none() && !rides(shape));
        let covered = others.filter(|shape| overlap(&shape.bounds, &added.bounds));
        faults.extend(covered.map(|shape| format!("{} covers {}", node.id, shape.element)));
        let crossed = old.edges.iter().filter(|edge| {
            edge.waypoints.windows(2).any(|pair| {
                let (x, y) = (pair[0].x.min(pair[1].x), pair[0].y.min(pair[1].y));
                let (width, height) = ((pair[0].x - pair[1].x).abs(), (pair[0].y - pair[1].y).abs());
                let straight = width == 0.0 || height == 0.0;
                straight && overlap(&Bounds { x, y, width, height }, &added.bounds)
            })
        });
        faults.extend(crossed.map(|edge| format!("{} stands on {}", node.id, edge.element)));
    }
    faults
}

fn overlap(a: &Bounds, b: &Bounds) -> bool {
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}
