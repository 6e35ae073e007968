//! BPMN to outline: blocks are found again in the graph, what is not a block becomes `go to`, and what the outline
//! has no words for is kept by id.

mod emit;
mod graph;
mod nodes;
mod order;
mod plan;

use super::ast::*;
use super::to_model::CUSTOMER_LANE;
use super::{goto, ids};
use emit::Emitter;
use lang::Lang;
use model::bpmn::{Definitions, Id, Lane, Process};
use std::collections::HashMap;

/// The outline of the process with this id; `None` if there is none.
pub fn outline(definitions: &Definitions, process: &str) -> Option<Outline> {
    let process = definitions.processes.iter().find(|each| *each.id == *process)?;
    let mut lanes = HashMap::new();
    let mut next = 0;
    let teams = teams(&process.lanes, &mut next, &mut lanes);
    let mut outline = head(process, name(definitions, process), teams);
    let names = nodes::Names::of(definitions);
    outline.body = Emitter { names: &names, lanes: &lanes }.scope(&process.body, 0);
    super::normal::close_scope(&mut outline.body);
    ids::relax(&mut outline);
    goto::settle(&mut outline, &mut Vec::new());
    Some(outline)
}

/// What a process is called: its name, that of its pool, else the words of its id.
pub fn name(definitions: &Definitions, process: &Process) -> String {
    let said = |name: &&String| !name.trim().is_empty();
    let pool = definitions.participants.iter().find(|pool| pool.process.as_ref() == Some(&process.id));
    let name = process.name.as_ref().filter(said).or_else(|| pool?.name.as_ref().filter(said));
    name.cloned().unwrap_or_else(|| process.id.replace('_', " "))
}

fn head(process: &Process, name: String, teams: Vec<Team>) -> Outline {
    let mut outline = Outline {
        place: Place::default(),
        name: Some(name),
        id: Some(process.id.clone()),
        lang: process.lang.clone().filter(|lang| Lang::from_code(lang).is_some()),
        goal: process.goal.clone(),
        about: process.documentation.clone(),
        version: process.version_tag.clone(),
        drawing_only: !process.executable,
        properties: process.properties.clone(),
        teams,
        customer: None,
        body: Scope::default(),
    };
    if let Some(at) = outline.properties.iter().rposition(|property| property.key == CUSTOMER_LANE) {
        let lane = outline.properties.remove(at).value;
        let all = outline.all_teams();
        let found = all.iter().position(|team| team.id.as_deref() == Some(&lane));
        outline.customer = found.and_then(|at| u32::try_from(at).ok()).map(TeamIx);
    }
    outline
}

fn teams(lanes: &[Lane], next: &mut u32, by_node: &mut HashMap<Id, TeamIx>) -> Vec<Team> {
    let team = |lane: &Lane| {
        let ix = TeamIx(*next);
        *next += 1;
        by_node.extend(lane.nodes.iter().map(|node| (node.clone(), ix)));
        Team { name: lane.name.clone(), id: Some(lane.id.clone()), roles: teams(&lane.lanes, next, by_node) }
    };
    lanes.iter().map(team).collect()
}
