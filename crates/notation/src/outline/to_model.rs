//! Outline to BPMN: every line becomes a node, every way a sequence flow.

mod definitions;
pub mod document;
mod flows;
mod nodes;

use super::ast::*;
use super::messages;
use super::places::Places;
use super::{ids, limits, walk};
use definitions::Names;
use flows::Bodies;
use lang::Lang;
use model::Diagnostic;
use model::bpmn::{Annotation, Association, Body, Definitions, Flow, Id, Lane, Node, Process};
use std::collections::{HashMap, HashSet};

/// The model of an outline. Kept parts are taken from `base`, as are the ids of flows, notes, messages, signals,
/// errors and escalations that it already has. What is new gets no id that is `taken`.
///
/// # Errors
/// A kept part that `base` does not have; more than [`limits::STEPS`] steps.
pub fn definitions(
    outline: &Outline,
    base: Option<&Definitions>,
    taken: &[Id],
) -> Result<Definitions, Vec<Diagnostic>> {
    placed(outline, base, taken).map(|(definitions, _)| definitions)
}

/// As [`definitions`], with the places of what is made.
///
/// # Errors
/// As there.
pub fn placed(
    outline: &Outline,
    base: Option<&Definitions>,
    taken: &[Id],
) -> Result<(Definitions, Places), Vec<Diagnostic>> {
    let mut outline = outline.clone();
    super::normal::close_scope(&mut outline.body);
    let mut names = ids::fill(&mut outline);
    for id in taken {
        names.reserve(id);
    }
    let mut count = 0usize;
    walk::ids(&mut outline, &mut |_| count += 1);
    // Joins have ids too, so there may be about two for a step.
    if count > limits::STEPS * 2 {
        let message = messages::TOO_MANY_STEPS.message().with("limit", limits::STEPS);
        return Err(vec![Diagnostic::error(message)]);
    }
    let process = ids::process_id(&outline);
    let place = base.and_then(|base| predecessor(base, &process));
    let before = place.and_then(|place| base?.processes.get(place));
    let mut builder = Builder {
        base: Base::of(before.map(|process| &process.body)),
        definitions: Names::new(base, &mut names),
        names: &mut names,
        bodies: Bodies::default(),
        lanes: HashMap::new(),
        targets: HashMap::new(),
        untouched: HashSet::new(),
        places: Places::of(outline.place.clone()),
        diagnostics: Vec::new(),
    };
    let body = builder.scope(&outline.body, before.map(|process| &process.body));
    let Builder { definitions, lanes, untouched, mut places, mut diagnostics, .. } = builder;
    if !diagnostics.is_empty() {
        super::list(&mut diagnostics);
        return Err(diagnostics);
    }
    let mut next = 0;
    places.add(&process, &outline.place);
    let mut made = Process::new(process);
    made.name = outline.name.clone();
    made.executable = !outline.drawing_only;
    made.documentation = outline.about.clone();
    made.version_tag = outline.version.clone();
    made.lang = outline.lang.clone();
    if let (Some(base), Some(before)) = (base, before) {
        stay_unsaid(&mut made, base, before);
    }
    made.goal = outline.goal.clone();
    made.properties = outline.properties.clone();
    for id in outline.all_teams().into_iter().filter_map(|team| team.id.as_ref()) {
        places.add(id, &Place::from(outline.place.of("teams")));
    }
    made.lanes = lanes_of(&outline.teams, &mut next, &lanes);
    if let Some(before) = before {
        stay_in_lanes(&mut made.lanes, &before.lanes, &untouched);
    }
    if let Some(id) =
        outline.customer.and_then(|customer| outline.all_teams().get(customer.0 as usize)?.id.clone())
    {
        let property = model::bpmn::Pair { key: CUSTOMER_LANE.to_owned(), value: id.to_string() };
        made.properties.push(property);
    }
    made.unsupported = before.map(|before| before.unsupported.clone()).unwrap_or_default();
    made.body = body;
    Ok((definitions.finish(made, place), places))
}

/// A process that has no name has none again, although its outline was given one; a language that an outline cannot
/// have stays.
fn stay_unsaid(made: &mut Process, base: &Definitions, before: &Process) {
    if made.name.as_ref() == Some(&super::from_model::name(base, before)) {
        made.name.clone_from(&before.name);
    }
    let foreign = before.lang.as_deref().is_some_and(|lang| Lang::from_code(lang).is_none());
    if made.lang.is_none() && foreign {
        made.lang.clone_from(&before.lang);
    }
}

/// The process that one with this id takes the place of: the one with the same id, or the only one there is.
fn predecessor(base: &Definitions, id: &Id) -> Option<usize> {
    let same = base.processes.iter().position(|each| each.id == *id);
    same.or((base.processes.len() == 1).then_some(0))
}

/// The property of a process that names the lane of the customer.
pub const CUSTOMER_LANE: &str = "stepwell:customer-lane";

fn lanes_of(teams: &[Team], next: &mut u32, nodes: &HashMap<TeamIx, Vec<Id>>) -> Vec<Lane> {
    let lane = |team: &Team, next: &mut u32| {
        let ix = TeamIx(*next);
        *next += 1;
        Lane {
            id: team.id.clone().unwrap_or_else(|| Id::from("lane")),
            name: team.name.clone(),
            nodes: nodes.get(&ix).cloned().unwrap_or_default(),
            lanes: lanes_of(&team.roles, next, nodes),
        }
    };
    teams.iter().map(|team| lane(team, next)).collect()
}

/// What the outline says nothing about stays in the lane in which it stood.
fn stay_in_lanes(lanes: &mut [Lane], before: &[Lane], untouched: &HashSet<Id>) {
    let mut old: Vec<&Lane> = before.iter().collect();
    while let Some(old_lane) = old.pop() {
        let stay = old_lane.nodes.iter().filter(|id| untouched.contains(*id));
        if let Some(lane) = lane_of(lanes, &old_lane.id) {
            lane.nodes.extend(stay.cloned());
        }
        old.extend(&old_lane.lanes);
    }
}

fn lane_of<'l>(lanes: &'l mut [Lane], id: &Id) -> Option<&'l mut Lane> {
    lanes.iter_mut().find_map(|lane| if lane.id == *id { Some(lane) } else { lane_of(&mut lane.lanes, id) })
}

/// What is made so far.
struct Builder<'b> {
    base: Base<'b>,
    definitions: Names,
    names: &'b mut ids::Names,
    bodies: Bodies,
    lanes: HashMap<TeamIx, Vec<Id>>,
    /// The nodes of the scope that is being made, by name: where each `go to` leads.
    targets: HashMap<String, Id>,
    /// What is beside the way or inside of kept parts.
    untouched: HashSet<Id>,
    /// Where in the text the nodes and flows stand.
    places: Places,
    diagnostics: Vec<Diagnostic>,
}

impl Builder<'_> {
    /// Notes that the outline says nothing about the nodes in `body`.
    fn leave(&mut self, body: Option<&Body>) {
        for node in body.iter().flat_map(|body| &body.nodes) {
            self.untouched.insert(node.id.clone());
            self.leave(node.body());
        }
    }
}

/// The process as it was before, looked up.
#[derive(Default)]
struct Base<'b> {
    nodes: HashMap<Id, &'b Node>,
    flows: HashMap<Id, &'b Flow>,
    between: HashMap<(Id, Id), Vec<&'b Flow>>,
    /// Of each node the texts that explain it and nothing else.
    notes: HashMap<Id, Vec<(&'b Annotation, &'b Association)>>,
}

impl<'b> Base<'b> {
    fn of(body: Option<&'b Body>) -> Self {
        let mut bodies: Vec<&Body> = body.into_iter().collect();
        let mut base = Self::default();
        while let Some(body) = bodies.pop() {
            for node in &body.nodes {
                base.nodes.insert(node.id.clone(), node);
                bodies.extend(node.body());
            }
            for flow in &body.flows {
                base.flows.insert(flow.id.clone(), flow);
                base.between.entry((flow.source.clone(), flow.target.clone())).or_default().push(flow);
            }
            base.add_notes(body);
        }
        base
    }

    fn add_notes(&mut self, body: &'b Body) {
        let mut lines: HashMap<&Id, Vec<(&Id, &Association)>> = HashMap::new();
        for association in &body.associations {
            let Association { source, target, .. } = association;
            lines.entry(source).or_default().push((target, association));
            lines.entry(target).or_default().push((source, association));
        }
        for annotation in &body.annotations {
            if let Some([(node, association)]) = lines.get(&annotation.id).map(Vec::as_slice) {
                self.notes.entry((*node).clone()).or_default().push((annotation, association));
            }
        }
    }
}
