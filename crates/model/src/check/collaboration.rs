//! Participants, and lanes.

use crate::bpmn::{Body, Definitions, Lane, Process};
use crate::{Diagnostic, messages as msg};
use std::collections::{HashMap, HashSet};

/// Pools without their process, lanes that say nothing or contradict each other.
pub fn check(definitions: &Definitions, found: &mut Vec<Diagnostic>) {
    let processes: HashSet<&str> = definitions.processes.iter().map(|process| &*process.id).collect();
    for participant in &definitions.participants {
        if let Some(id) = participant.process.as_deref().filter(|id| !processes.contains(id)) {
            let name = participant.name.as_deref().unwrap_or(&participant.id);
            let message = msg::UNKNOWN_PROCESS.message().with("element", name).with("id", id);
            found.push(Diagnostic::warning(message).at(&participant.id, None));
        }
    }
    for process in &definitions.processes {
        let mut nodes = HashSet::new();
        add_nodes(&process.body, &mut nodes);
        Lanes { process, nodes, lane_of: HashMap::new(), found }.check(&process.lanes);
    }
}

fn add_nodes<'b>(body: &'b Body, out: &mut HashSet<&'b str>) {
    for node in &body.nodes {
        out.insert(&node.id);
        if let Some(inside) = node.body() {
            add_nodes(inside, out);
        }
    }
}

struct Lanes<'p, 'f> {
    process: &'p Process,
    nodes: HashSet<&'p str>,
    lane_of: HashMap<&'p str, &'p str>,
    found: &'f mut Vec<Diagnostic>,
}

impl<'p> Lanes<'p, '_> {
    fn check(&mut self, lanes: &'p [Lane]) {
        let mut names = HashSet::new();
        for lane in lanes {
            let name = lane.name.trim();
            if !name.is_empty() && !names.insert(name) {
                self.warn(lane, msg::LANE_TWICE.message());
            }
            for node in &lane.nodes {
                self.node(lane, node);
            }
            self.check(&lane.lanes);
        }
    }

    fn node(&mut self, lane: &'p Lane, node: &'p str) {
        if !self.nodes.contains(node) {
            self.warn(lane, msg::LANE_WITHOUT_NODE.message().with("id", node));
            return;
        }
        // A step may be listed in a lane and in one inside it, as some programs do.
        let Some(other) = self.lane_of.insert(node, &lane.id) else { return };
        if other != &*lane.id && !inside(&self.process.lanes, other, &lane.id) {
            self.warn(lane, msg::IN_TWO_LANES.message().with("id", node).with("other", other));
        }
    }

    fn warn(&mut self, lane: &Lane, message: lang::Message) {
        let name = if lane.name.trim().is_empty() { &*lane.id } else { lane.name.trim() };
        self.found.push(Diagnostic::warning(message.with("element", name)).at(&lane.id, None));
    }
}

/// Whether one of two lanes stands inside the other.
fn inside(lanes: &[Lane], one: &str, other: &str) -> bool {
    fn holds(lane: &Lane, id: &str) -> bool {
        lane.lanes.iter().any(|inner| &*inner.id == id || holds(inner, id))
    }
    lanes.iter().any(|lane| {
        (&*lane.id == one && holds(lane, other))
            || (&*lane.id == other && holds(lane, one))
            || inside(&lane.lanes, one, other)
    })
}
