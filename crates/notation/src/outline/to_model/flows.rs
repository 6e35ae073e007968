//! The ways: what follows what, where branches split and meet.

use super::Builder;
use crate::outline::ast::*;
use crate::outline::messages;
use model::Diagnostic;
use model::bpmn::{Annotation, Association, Body, Decision, Dynamic, Flow, Gateway, Id, Kind, Node};
use std::collections::{HashMap, HashSet};

/// The body that is being made, with those around it.
#[derive(Default)]
pub struct Bodies {
    /// What is in it so far.
    current: Body,
    /// The flows, each in the place that was kept for it.
    flows: Vec<Option<Flow>>,
    /// The default flows of gateways, known when the flow is made.
    defaults: HashMap<Id, Id>,
    /// The ids of flows that are given away.
    used: HashSet<Id>,
}

/// The start of a way whose other end is not known yet.
#[derive(Clone)]
struct Open {
    /// Its place among the flows: branches stay in their order, wherever they lead.
    place: usize,
    source: Id,
    name: Option<String>,
    when: When,
    flow: Option<Id>,
    /// Where it stands in the text.
    at: Place,
}

impl<'b> Builder<'b> {
    /// The body of a workflow or group.
    pub fn scope(&mut self, scope: &Scope, base: Option<&Body>) -> Body {
        let outer = std::mem::take(&mut self.bodies);
        let outer_targets = std::mem::replace(&mut self.targets, targets(scope));
        let mut open = Vec::new();
        for start in &scope.starts {
            let node = self.start(start);
            self.add(node, &start.common);
            let from = vec![self.open(&id_of(&start.common))];
            open.extend(self.block(&start.items, from));
        }
        self.block(&scope.items, open);
        self.keep_beside(&scope.kept, base);
        self.targets = outer_targets;
        let Bodies { mut current, flows, defaults, .. } = std::mem::replace(&mut self.bodies, outer);
        current.flows = flows.into_iter().flatten().collect();
        for node in &mut current.nodes {
            if let Some(flow) = defaults.get(&node.id) {
                set_default(node, flow);
            }
        }
        current
    }

    /// A sequence of items: `open` leads into the first, what comes out leads on.
    fn block(&mut self, items: &[Item], mut open: Vec<Open>) -> Vec<Open> {
        for item in items {
            open = self.item(item, open);
        }
        open
    }

    fn item(&mut self, item: &Item, open: Vec<Open>) -> Vec<Open> {
        if let ItemKind::GoTo(target) = &item.kind {
            let id = match target {
                Target::Id(id) => Some(id.clone()),
                Target::Name(name) => self.targets.get(name).cloned(),
            };
            match id {
                Some(id) => self.connect(open, &id),
                None => self.unknown_target(target, item),
            }
            return Vec::new();
        }
        let id = id_of(&item.common);
        self.connect(open, &id);
        let inner_base = self.base.nodes.get(&id).and_then(|node| node.body());
        match self.node(item, inner_base) {
            Some(node) => self.add(node, &item.common),
            None => self.missing(&id, &item.common),
        }
        if matches!(item.kind, ItemKind::Kept(_) | ItemKind::KeptEnd) {
            self.leave(inner_base);
        }
        let mut boundaries = Vec::new();
        for boundary in &item.boundaries {
            boundaries.extend(self.boundary(boundary, &id));
        }
        let mut open = match &item.kind {
            ItemKind::End(_) | ItemKind::KeptEnd => Vec::new(),
            ItemKind::Choice(_, branches) => self.branches(branches, &id),
            ItemKind::Kept(branches) if !branches.is_empty() => self.branches(branches, &id),
            _ => vec![self.open(&id)],
        };
        open.extend(boundaries);
        self.join(item, open)
    }

    fn branches(&mut self, branches: &[Branch], id: &Id) -> Vec<Open> {
        let mut open = Vec::new();
        for branch in branches {
            let way = Open {
                name: branch.name.clone(),
                when: branch.when.clone(),
                flow: branch.flow.clone(),
                at: branch.place.clone(),
                ..self.open(id)
            };
            open.extend(self.block(&branch.items, vec![way]));
        }
        open
    }

    /// A way that begins at `source`.
    fn open(&mut self, source: &Id) -> Open {
        let place = self.bodies.flows.len();
        self.bodies.flows.push(None);
        Open {
            place,
            source: source.clone(),
            name: None,
            when: When::Unsaid,
            flow: None,
            at: Place::default(),
        }
    }

    /// An event at the edge of `host`; what comes back from it.
    fn boundary(&mut self, boundary: &Boundary, host: &Id) -> Vec<Open> {
        let id = id_of(&boundary.common);
        match self.boundary_node(boundary, host) {
            Some(node) => self.add(node, &boundary.common),
            None => self.missing(&id, &boundary.common),
        }
        let open = vec![self.open(&id)];
        self.block(&boundary.items, open)
    }

    /// Lets several ways meet in a gateway.
    fn join(&mut self, item: &Item, open: Vec<Open>) -> Vec<Open> {
        let Join::Id(id) = &item.join else { return open };
        if open.len() < 2 {
            return open;
        }
        let gateway = match &item.kind {
            ItemKind::Choice(ChoiceKind::Together, _) => Gateway::Parallel,
            ItemKind::Choice(ChoiceKind::CheckAny | ChoiceKind::ChooseAny, _) => {
                Gateway::Inclusive(Decision::default())
            }
            _ => Gateway::Exclusive(Decision::default()),
        };
        let (team, place) = (item.common.team, Place::from(item.common.place.span));
        let common = Common { id: Some(id.clone()), team, place, ..Common::default() };
        self.connect(open, id);
        self.add(Node::new(id.clone(), Kind::Gateway(gateway)), &common);
        vec![self.open(id)]
    }

    fn connect(&mut self, open: Vec<Open>, target: &Id) {
        for way in open {
            let before = self.flow_before(&way, target);
            let id = way.flow.clone().or_else(|| before.map(|flow| flow.id.clone()));
            let id = match id.filter(|id| self.bodies.used.insert(id.clone())) {
                Some(id) => id,
                None => self.names.free(&format!("{}_to_{target}", way.source)),
            };
            if way.when == When::Else {
                self.bodies.defaults.insert(way.source.clone(), id.clone());
            }
            self.places.add_flow(&id, &way.source, way.at);
            let condition = match way.when {
                When::If(condition) => Some(Dynamic::Formula(condition)),
                // A way out of a kept part keeps its condition.
                _ => before.filter(|_| way.flow.is_some()).and_then(|flow| flow.condition.clone()),
            };
            let (source, target) = (way.source, target.clone());
            let flow = Flow { id, name: way.name, source, target, condition, span: None };
            if let Some(place) = self.bodies.flows.get_mut(way.place) {
                *place = Some(flow);
            }
        }
    }

    /// The flow that was this way before: by its id, or between the same nodes, if possible of the same name.
    fn flow_before(&self, way: &Open, target: &Id) -> Option<&'b Flow> {
        if let Some(id) = &way.flow {
            return self.base.flows.get(id).copied();
        }
        let between = self.base.between.get(&(way.source.clone(), target.clone()))?;
        let free = || between.iter().filter(|flow| !self.bodies.used.contains(&flow.id));
        free().find(|flow| flow.name == way.name).or_else(|| free().next()).copied()
    }

    /// Adds a node with its notes to the body and to the lane of its team.
    fn add(&mut self, node: Node, common: &Common) {
        let id = node.id.clone();
        self.places.add(&id, &common.place);
        self.bodies.current.nodes.push(node);
        if let Some(team) = common.team {
            self.lanes.entry(team).or_default().push(id.clone());
        }
        let mut before = self.base.notes.get(&id).cloned().unwrap_or_default();
        for text in &common.notes {
            if let Some(at) = before.iter().position(|(note, _)| note.text == *text) {
                let (note, association) = before.remove(at);
                self.bodies.current.annotations.push(note.clone());
                self.bodies.current.associations.push(association.clone());
                continue;
            }
            let note = self.names.free(&format!("{id}_note"));
            let association = self.names.free(&format!("{note}_line"));
            self.bodies.current.annotations.push(Annotation { id: note.clone(), text: text.clone() });
            let association = Association { id: association, source: id.clone(), target: note };
            self.bodies.current.associations.push(association);
        }
    }

    /// Copies what stands beside the way, and what belongs to it; data items and frames are never touched.
    fn keep_beside(&mut self, kept: &[Id], base: Option<&Body>) {
        let Some(base) = base else {
            kept.iter().for_each(|id| self.missing(id, &Common::default()));
            return;
        };
        for id in kept {
            let annotation = base.annotations.iter().find(|note| note.id == *id);
            match (self.base.nodes.get(id).copied(), annotation) {
                (Some(node), _) => {
                    self.untouched.insert(node.id.clone());
                    self.leave(node.body());
                    self.bodies.current.nodes.push(node.clone());
                }
                (None, Some(annotation)) => self.bodies.current.annotations.push(annotation.clone()),
                (None, None) => self.missing(id, &Common::default()),
            }
        }
        let body = &mut self.bodies.current;
        body.data = base.data.clone();
        body.groups = base.groups.clone();
        let mut here: HashSet<Id> = body.nodes.iter().map(|node| node.id.clone()).collect();
        here.extend(body.annotations.iter().map(|note| note.id.clone()));
        here.extend(body.data.iter().map(|item| item.id.clone()));
        let stays = |each: &&Association| here.contains(&each.source) && here.contains(&each.target);
        body.data_flows = base.data_flows.iter().filter(stays).cloned().collect();
        let kept: HashSet<&Id> = kept.iter().collect();
        let touches = |each: &&Association| kept.contains(&each.source) || kept.contains(&each.target);
        body.associations.extend(base.associations.iter().filter(touches).filter(stays).cloned());
    }

    fn missing(&mut self, id: &Id, common: &Common) {
        let diagnostic = Diagnostic::error(messages::KEPT_WITHOUT_BASE.message().with("id", id));
        self.diagnostics.push(diagnostic.at(id, common.place.span));
    }

    fn unknown_target(&mut self, target: &Target, item: &Item) {
        let name = match target {
            Target::Name(name) => name.clone(),
            Target::Id(id) => format!("#{id}"),
        };
        let message = messages::UNKNOWN_TARGET.message().with("name", name).with("known", "…");
        self.diagnostics.push(Diagnostic { span: item.common.place.span, ..Diagnostic::error(message) });
    }
}

/// The id that `ids::fill` gave.
pub fn id_of(common: &Common) -> Id {
    common.id.clone().unwrap_or_else(|| Id::from(""))
}

/// The ids of the items of a scope, by name.
fn targets(scope: &Scope) -> HashMap<String, Id> {
    let mut blocks: Vec<&Block> = vec![&scope.items];
    blocks.extend(scope.starts.iter().map(|start| &start.items));
    let mut targets = HashMap::new();
    while let Some(block) = blocks.pop() {
        for item in block {
            if let (Some(name), Some(id)) = (&item.common.name, &item.common.id) {
                targets.insert(name.clone(), id.clone());
            }
            blocks.extend(item.boundaries.iter().map(|boundary| &boundary.items));
            if let ItemKind::Choice(_, branches) | ItemKind::Kept(branches) = &item.kind {
                blocks.extend(branches.iter().map(|branch| &branch.items));
            }
        }
    }
    targets
}

fn set_default(node: &mut Node, flow: &Id) {
    match &mut node.kind {
        Kind::Gateway(Gateway::Exclusive(decision) | Gateway::Inclusive(decision)) => {
            decision.default = Some(flow.clone());
        }
        Kind::Gateway(Gateway::Complex { default, .. }) => *default = Some(flow.clone()),
        Kind::Activity(activity) => activity.default = Some(flow.clone()),
        _ => {}
    }
}
