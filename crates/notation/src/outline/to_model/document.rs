//! Outline to document: what was edited is written into the document from which the outline came.

use super::{definitions, predecessor};
use crate::bpmn::Document;
use crate::layout;
use crate::outline::ast::Outline;
use crate::outline::{align, from_model, ids};
use model::Diagnostic;
use model::bpmn::{Activity, ActivityKind, Body, Definitions, Id, Kind, Lane, Node, Process, Throw};
use std::collections::{HashMap, HashSet};

/// The document `base` with what `outline` says.
///
/// # Errors
/// As [`definitions`].
pub fn on(outline: &Outline, base: &Document) -> Result<Document, Vec<Diagnostic>> {
    let before = base.definitions();
    let old = predecessor(before, &ids::process_id(outline)).and_then(|at| before.processes.get(at));
    let shown = old.and_then(|old| from_model::outline(before, &old.id));
    if shown.as_ref() == Some(outline) {
        return Ok(base.clone());
    }
    let mut outline = outline.clone();
    if let (Some(old), Some(shown)) = (old, &shown) {
        outline.id.get_or_insert_with(|| old.id.clone());
        let mut filled = shown.clone();
        ids::fill(&mut filled);
        align::keep(&mut outline, &filled);
    }
    let taken = base.ids();
    ids::fill_beside(&mut outline, &taken);
    let mut model = definitions(&outline, Some(before), &taken)?;
    let id = ids::process_id(&outline);
    let Some(process) = model.processes.iter_mut().find(|process| process.id == id) else {
        return Ok(base.clone());
    };
    if let (Some(old), Some(shown)) = (old, &shown) {
        drop_implied_ends(&mut process.body, Some(&old.body));
        keep_in_lanes(&mut process.lanes, &all_nodes(&process.body));
        if !is_in_order(shown, old, before) {
            restore_order(process, old);
        }
    }
    let process = process.clone();
    if model.clone().without_spans() == before.clone().without_spans() {
        return Ok(base.clone());
    }
    Ok(drawn(written(base, &model, &process, old)))
}

/// The document with `process` in the place of `old`.
fn written(base: &Document, model: &Definitions, process: &Process, old: Option<&Process>) -> Document {
    let mut document = base.add_definitions(model);
    if let Some(old) = old.filter(|old| old.id != process.id) {
        document = document.rename_process(&old.id, &process.id);
    }
    document = document.replace_process(process, &[]);
    let there = annotations(&process.body);
    let before = old.map(|old| annotations(&old.body)).unwrap_or_default();
    let gone: Vec<Id> = before.difference(&there).cloned().collect();
    if gone.is_empty() { document } else { document.without(&gone) }
}

/// The document with a place for everything, if it is a drawing at all.
fn drawn(document: Document) -> Document {
    if document.diagram().planes.iter().all(|plane| plane.shapes.is_empty()) {
        return document;
    }
    let complete = layout::complete(document.definitions(), document.diagram());
    if complete == *document.diagram() { document } else { document.set_diagram(&complete) }
}

/// Takes out the ends that an outline has behind every last step, where the document ends without one.
fn drop_implied_ends(body: &mut Body, old: Option<&Body>) {
    let Some(old) = old else { return };
    let nodes: HashMap<&Id, &Node> = old.nodes.iter().map(|node| (&node.id, node)).collect();
    let leave: HashSet<&Id> = old.flows.iter().map(|flow| &flow.source).collect();
    let led_nowhere = |id: &Id| nodes.contains_key(id) && !leave.contains(id);
    let mut sources: HashMap<Id, bool> = HashMap::new();
    for flow in &body.flows {
        *sources.entry(flow.target.clone()).or_insert(true) &= led_nowhere(&flow.source);
    }
    let is_implied = |node: &Node| {
        let plain = Node { span: node.span, ..Node::new(node.id.clone(), Kind::End(Throw::None)) };
        *node == plain && !nodes.contains_key(&node.id) && sources.get(&node.id).copied().unwrap_or(true)
    };
    let implied: HashSet<Id> =
        body.nodes.iter().filter(|node| is_implied(node)).map(|it| it.id.clone()).collect();
    body.nodes.retain(|node| !implied.contains(&node.id));
    body.flows.retain(|flow| !implied.contains(&flow.target));
    for node in &mut body.nodes {
        let inside = nodes.get(&node.id).and_then(|node| node.body());
        if let Kind::Activity(Activity { kind: ActivityKind::SubProcess(sub), .. }) = &mut node.kind {
            drop_implied_ends(&mut sub.body, inside);
        }
    }
}

fn all_nodes(body: &Body) -> HashSet<Id> {
    let mut ids: HashSet<Id> = body.nodes.iter().map(|node| node.id.clone()).collect();
    body.nodes.iter().filter_map(Node::body).for_each(|inner| ids.extend(all_nodes(inner)));
    ids
}

fn keep_in_lanes(lanes: &mut [Lane], there: &HashSet<Id>) {
    for lane in lanes {
        lane.nodes.retain(|id| there.contains(id));
        keep_in_lanes(&mut lane.lanes, there);
    }
}

/// Whether the document has its nodes and flows in the order of the outline: then it follows the outline, else
/// (where somebody drew it) everything keeps its place in the text.
fn is_in_order(outline: &Outline, old: &Process, before: &Definitions) -> bool {
    let made = definitions(outline, Some(before), &[]).ok();
    let made = made.as_ref().and_then(|made| made.processes.iter().find(|process| process.id == old.id));
    made.is_some_and(|made| same_order(&made.body, &old.body))
}

fn same_order(a: &Body, b: &Body) -> bool {
    a.nodes.iter().map(|node| &node.id).eq(b.nodes.iter().map(|node| &node.id))
        && a.flows.iter().map(|flow| &flow.id).eq(b.flows.iter().map(|flow| &flow.id))
        && a.nodes.iter().zip(&b.nodes).all(|(a, b)| match (a.body(), b.body()) {
            (Some(a), Some(b)) => same_order(a, b),
            (a, b) => a.is_none() && b.is_none(),
        })
}

/// Puts everything that was in `old` into the order that it had there; what is new stays behind what it followed.
fn restore_order(process: &mut Process, old: &Process) {
    restore_body(&mut process.body, &old.body);
    restore_lanes(&mut process.lanes, &old.lanes);
    let keys: Vec<&str> = old.properties.iter().map(|property| property.key.as_str()).collect();
    restore(&mut process.properties, &keys, |property| &property.key);
}

fn restore_body(body: &mut Body, old: &Body) {
    let ids = |nodes: &[Node]| nodes.iter().map(|node| node.id.to_string()).collect::<Vec<_>>();
    let order = ids(&old.nodes);
    restore(&mut body.nodes, &order, |node| &node.id);
    let order: Vec<&str> = old.flows.iter().map(|flow| &*flow.id).collect();
    restore(&mut body.flows, &order, |flow| &flow.id);
    let order: Vec<&str> = old.annotations.iter().map(|note| &*note.id).collect();
    restore(&mut body.annotations, &order, |note| &note.id);
    let order: Vec<&str> = old.associations.iter().map(|line| &*line.id).collect();
    restore(&mut body.associations, &order, |line| &line.id);
    let inner: HashMap<&Id, &Body> =
        old.nodes.iter().filter_map(|node| Some((&node.id, node.body()?))).collect();
    for node in &mut body.nodes {
        if let (Some(old), Kind::Activity(Activity { kind: ActivityKind::SubProcess(sub), .. })) =
            (inner.get(&node.id), &mut node.kind)
        {
            restore_body(&mut sub.body, old);
        }
    }
}

fn restore_lanes(lanes: &mut [Lane], old: &[Lane]) {
    for lane in lanes {
        if let Some(old) = old.iter().find(|old| old.id == lane.id) {
            let order: Vec<&str> = old.nodes.iter().map(|id| &**id).collect();
            restore(&mut lane.nodes, &order, |id| id);
            restore_lanes(&mut lane.lanes, &old.lanes);
        }
    }
}

/// Sorts `list` as its keys stand in `order`.
fn restore<T>(list: &mut Vec<T>, order: &[impl AsRef<str>], key: impl Fn(&T) -> &str) {
    let place: HashMap<&str, usize> =
        order.iter().enumerate().map(|(at, key)| (key.as_ref(), at + 1)).collect();
    let mut last = 0;
    let mut placed: Vec<(usize, T)> = Vec::with_capacity(list.len());
    for each in list.drain(..) {
        last = place.get(key(&each)).copied().unwrap_or(last);
        placed.push((last, each));
    }
    placed.sort_by_key(|(at, _)| *at);
    list.extend(placed.into_iter().map(|(_, each)| each));
}

/// The ids of all text annotations.
fn annotations(body: &Body) -> HashSet<Id> {
    let mut ids: HashSet<Id> = body.annotations.iter().map(|note| note.id.clone()).collect();
    body.nodes.iter().filter_map(Node::body).for_each(|inner| ids.extend(annotations(inner)));
    ids
}
