//! Outline to BPMN: every line becomes a node, every way a sequence flow.

mod definitions;
mod flows;
mod nodes;

use super::ast::*;
use super::messages;
use super::{ids, limits, walk};
use definitions::Names;
use flows::Bodies;
use model::Diagnostic;
use model::bpmn::{Body, Definitions, Flow, Id, Lane, Node, Process};
use std::collections::HashMap;

/// The model of an outline. Kept parts are taken from `base`, as are the ids of flows, messages, signals, errors and
/// escalations that it already has.
///
/// # Errors
/// A kept part that `base` does not have; more than [`limits::STEPS`] steps.
pub fn definitions(outline: &Outline, base: Option<&Definitions>) -> Result<Definitions, Vec<Diagnostic>> {
    let mut outline = outline.clone();
    super::normal::close_scope(&mut outline.body);
    let mut names = ids::fill(&mut outline);
    let mut count = 0usize;
    walk::ids(&mut outline, &mut |_| count += 1);
    // Joins have ids too, so there may be about two for a step.
    if count > limits::STEPS * 2 {
        let message = messages::TOO_MANY_STEPS.message().with("limit", limits::STEPS);
        return Err(vec![Diagnostic::error(message)]);
    }
    let process = ids::process_id(&outline);
    // The predecessor: the process of this id, or the only one there is.
    let place = base.and_then(|base| {
        let same = base.processes.iter().position(|each| each.id == process);
        same.or((base.processes.len() == 1).then_some(0))
    });
    let before = place.and_then(|place| base?.processes.get(place));
    let mut builder = Builder {
        base: Base::of(before.map(|process| &process.body)),
        definitions: Names::new(base, &mut names),
        names: &mut names,
        bodies: Bodies::default(),
        lanes: HashMap::new(),
        targets: HashMap::new(),
        diagnostics: Vec::new(),
    };
    let body = builder.scope(&outline.body, before.map(|process| &process.body));
    let Builder { definitions, lanes, mut diagnostics, .. } = builder;
    if !diagnostics.is_empty() {
        diagnostics.truncate(limits::DIAGNOSTICS);
        return Err(diagnostics);
    }
    let mut next = 0;
    let mut made = Process::new(process);
    made.name = outline.name.clone();
    made.executable = !outline.drawing_only;
    made.documentation = outline.about.clone();
    made.version_tag = outline.version.clone();
    made.lang = outline.lang.clone();
    made.goal = outline.goal.clone();
    made.properties = outline.properties.clone();
    made.lanes = lanes_of(&outline.teams, &mut next, &lanes);
    if let Some(id) =
        outline.customer.and_then(|customer| outline.all_teams().get(customer.0 as usize)?.id.clone())
    {
        let property = model::bpmn::Pair { key: CUSTOMER_LANE.to_owned(), value: id.to_string() };
        made.properties.push(property);
    }
    made.unsupported = before.map(|before| before.unsupported.clone()).unwrap_or_default();
    made.body = body;
    Ok(definitions.finish(made, place))
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

/// What is made so far.
struct Builder<'b> {
    base: Base<'b>,
    definitions: Names,
    names: &'b mut ids::Names,
    bodies: Bodies,
    lanes: HashMap<TeamIx, Vec<Id>>,
    /// The nodes of the scope that is being made, by name: where each `go to` leads.
    targets: HashMap<String, Id>,
    diagnostics: Vec<Diagnostic>,
}

/// The process as it was before, looked up.
#[derive(Default)]
struct Base<'b> {
    nodes: HashMap<Id, &'b Node>,
    flows: HashMap<Id, &'b Flow>,
    between: HashMap<(Id, Id), Vec<&'b Flow>>,
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
        }
        base
    }
}
