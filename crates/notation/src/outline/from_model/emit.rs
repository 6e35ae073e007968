//! Writes the graph of a body down, block by block.

use super::graph::{Graph, Ix};
use super::nodes::{self, Names, as_meet, formula};
use super::plan::{LEVELS, Leaves, Plan, Way};
use crate::outline::ast::*;
use crate::outline::{limits, normal, walk};
use model::bpmn::{ActivityKind, Body, Decision, Flow, Gateway, Id, Kind, Node, StartEvent, SubProcessKind};
use std::collections::HashMap;

/// Writes bodies down.
pub struct Emitter<'m> {
    pub names: &'m Names<'m>,
    pub lanes: &'m HashMap<Id, TeamIx>,
}

/// Writes one body down.
struct Blocks<'e, 'm> {
    emitter: &'e Emitter<'m>,
    graph: Graph<'m>,
    notes: HashMap<&'m Id, Vec<String>>,
    plan: Plan,
}

impl<'m> Emitter<'m> {
    /// The content of a workflow or group whose lines stand at `depth`.
    pub fn scope(&self, body: &'m Body, depth: usize) -> Scope {
        let (notes, free) = notes(body);
        // At most one way leaves a start, and nothing is said about it.
        let is_start = |node: &Node, ways: &[&Flow]| {
            ways.len() < 2
                && ways.iter().all(|way| says_nothing(way))
                && self.start(node, Vec::new()).is_some()
        };
        let graph = Graph::of(body, is_start);
        let mut blocks = Blocks { emitter: self, graph, notes, plan: Plan::default() };
        let leaves: Vec<Leaves> = (0..blocks.graph.nodes.len()).map(|at| blocks.leaves(at)).collect();
        blocks.plan = Plan::of(&blocks.graph, &leaves, depth);
        let mut scope = blocks.scope(depth);
        scope.kept = blocks.graph.beside.clone();
        scope.kept.extend(free);
        scope
    }

    fn common(&self, node: &Node, notes: Vec<String>) -> Option<Common> {
        nodes::common(node, self.lanes.get(&node.id).copied(), notes)
    }

    fn start(&self, node: &Node, notes: Vec<String>) -> Option<Start> {
        let Kind::Start(StartEvent { trigger, interrupting: true, form }) = &node.kind else { return None };
        let trigger = self.names.trigger(trigger)?;
        let common = self.common(node, notes)?;
        let plain = !matches!(trigger, Trigger::Error(_) | Trigger::Escalation(_));
        plain.then(|| Start { common, trigger, form: form.clone(), items: Block::new() })
    }
}

fn says_nothing(flow: &Flow) -> bool {
    flow.name.is_none() && flow.condition.is_none()
}

impl<'m> Blocks<'_, 'm> {
    fn scope(&mut self, depth: usize) -> Scope {
        let mut scope = Scope::default();
        let body = std::mem::take(&mut self.plan.body);
        let last = self.graph.starts.last().copied();
        for at in self.graph.starts.clone() {
            let node = self.graph.nodes[at];
            let notes = self.notes.get(&node.id).cloned().unwrap_or_default();
            let Some(mut start) = self.emitter.start(node, notes) else { continue };
            match self.graph.after(at) {
                // The way from the last start is the workflow itself, if nothing else is.
                None if Some(at) == last && body.is_empty() => {}
                next => start.items = self.way((at, 0), next, body.first().copied(), depth + 1).0,
            }
            scope.starts.push(start);
        }
        scope.items = self.block(&body, None, depth).0;
        for block in std::mem::take(&mut self.plan.more) {
            self.append(&block, &mut scope, depth);
        }
        scope
    }

    /// Adds a block to which no way leads down.
    fn append(&mut self, block: &[Ix], scope: &mut Scope, depth: usize) {
        let first = scope.items.is_empty() && scope.starts.is_empty();
        if !first && normal::goes_on(&scope.items) {
            scope.items.push(normal::plain_end(None));
        }
        let (items, _) = self.block(block, None, depth);
        scope.items.extend(items);
    }

    /// A way to `target`: what stands in it, and how many ends of it lead on to `follow`.
    fn way(&mut self, way: Way, target: Option<Ix>, follow: Option<Ix>, depth: usize) -> (Block, usize) {
        if let Some(block) = self.plan.inside.remove(&way) {
            return self.block(&block, follow, depth);
        }
        match target {
            None => (vec![normal::plain_end(None)], 0),
            Some(target) if Some(target) == follow => (Block::new(), 1),
            Some(target) => (vec![self.go_to(target)], 0),
        }
    }

    fn go_to(&self, target: Ix) -> Item {
        let kind = ItemKind::GoTo(Target::Id(self.graph.nodes[target].id.clone()));
        Item { kind, ..Item::default() }
    }

    /// Writes down the nodes of a block. Also tells how many ways lead on to `follow`.
    fn block(&mut self, block: &[Ix], follow: Option<Ix>, depth: usize) -> (Block, usize) {
        let mut items: Block = Vec::new();
        // How many ways lead from the last item to the next one.
        let mut open = 0;
        for (place, at) in block.iter().copied().enumerate() {
            let onward = block.get(place + 1).copied().or(follow);
            if let Some(last) = items.last_mut() {
                if open > 1 && self.is_join_of(last, at, open) {
                    last.join = Join::Id(self.graph.nodes[at].id.clone());
                    open = self.lead_on(at, onward, &mut items);
                    continue;
                }
                settle_join(last, open);
            }
            let mut item = self.item(at, depth);
            if self.has_one_way(at, &item) {
                // What comes in between comes back only if the way goes on below.
                let back = onward.filter(|_| self.graph.after(at) == onward);
                open = self.boundaries(at, &mut item, back, depth);
                items.push(item);
                open += self.lead_on(at, onward, &mut items);
            } else {
                open = self.branches(at, &mut item, onward, depth);
                open += self.boundaries(at, &mut item, onward, depth);
                items.push(item);
            }
        }
        if let Some(last) = items.last_mut() {
            settle_join(last, open);
        }
        (items, open)
    }

    /// How the node leads on, whether or not its name and attributes can be said.
    fn leaves(&mut self, at: Ix) -> Leaves {
        let node = self.graph.nodes[at];
        if let Kind::Activity(activity) = &node.kind
            && matches!(activity.kind, ActivityKind::SubProcess(_))
        {
            // With one way it is a group or kept, and leads on in any case.
            let ways = &self.graph.out[at];
            let one = ways.len() < 2 && ways.iter().all(|way| says_nothing(way));
            return if one { Leaves::One } else { Leaves::Kept };
        }
        let item = self.item(at, 0);
        match item.kind {
            _ if self.has_one_way(at, &item) => Leaves::One,
            ItemKind::Choice(..) => Leaves::Choice,
            _ => Leaves::Kept,
        }
    }

    /// Whether `item` leads on to the next line without branches.
    fn has_one_way(&self, at: Ix, item: &Item) -> bool {
        match item.kind {
            ItemKind::Choice(..) => false,
            ItemKind::Kept(_) => {
                self.graph.out[at].len() == 1 && self.graph.out[at].iter().all(|flow| says_nothing(flow))
            }
            _ => true,
        }
    }

    /// What comes after a node with one way out: tells how many ways lead on to the next item.
    fn lead_on(&mut self, at: Ix, onward: Option<Ix>, items: &mut Block) -> usize {
        let ends = items.last().is_some_and(|item| matches!(item.kind, ItemKind::End(_) | ItemKind::KeptEnd));
        match self.graph.after(at) {
            None if ends && self.graph.out[at].is_empty() => 0,
            None => {
                let team = items.last().and_then(|item| item.common.team);
                items.push(normal::plain_end(team));
                0
            }
            next if next == onward => 1,
            Some(next) => {
                items.push(self.go_to(next));
                0
            }
        }
    }

    /// Whether `at` is a gateway in which just the ways from `item` meet.
    fn is_join_of(&self, item: &Item, at: Ix, open: usize) -> bool {
        let node = self.graph.nodes[at];
        let plain = Node { span: node.span, ..Node::new(node.id.clone(), node.kind.clone()) };
        let same_team = self.emitter.lanes.get(&node.id) == item.common.team.as_ref();
        let single =
            self.graph.out[at].len() == 1 && self.graph.out[at].iter().all(|flow| says_nothing(flow));
        let kind = match &item.kind {
            ItemKind::Choice(ChoiceKind::Together, _) => {
                matches!(node.kind, Kind::Gateway(Gateway::Parallel))
            }
            ItemKind::Choice(ChoiceKind::CheckAny | ChoiceKind::ChooseAny, _) => {
                node.kind == Kind::Gateway(Gateway::Inclusive(Decision::default()))
            }
            _ => node.kind == Kind::Gateway(Gateway::Exclusive(Decision::default())),
        };
        let quiet = *node == plain && !self.notes.contains_key(&node.id);
        kind && quiet && single && same_team && self.graph.ways_in[at] == open && walk::can_meet(item)
    }

    /// Fills the branches of `item`; tells how many of them lead on to `onward`.
    fn branches(&mut self, at: Ix, item: &mut Item, onward: Option<Ix>, depth: usize) -> usize {
        let mut open = 0;
        let kept = matches!(item.kind, ItemKind::Kept(_));
        let flows = self.graph.out[at].clone();
        let default = default_flow(self.graph.nodes[at]);
        let mut branches = Vec::new();
        for (which, flow) in flows.into_iter().enumerate() {
            let target = self.graph.find(&flow.target);
            let (mut items, leads) = self.way((at, which), target, onward, depth + 2);
            fill_end_team(&mut items, item.common.team);
            open += leads;
            let when = match (&flow.condition, default == Some(&flow.id)) {
                _ if kept => When::Unsaid,
                (_, true) => When::Else,
                (Some(condition), _) => formula(condition).map_or(When::Unsaid, When::If),
                (None, _) => When::Unsaid,
            };
            let flow_id = kept.then(|| flow.id.clone());
            branches.push(Branch {
                name: flow.name.clone(),
                when,
                flow: flow_id,
                items,
                place: Place::from(flow.span),
            });
        }
        if let ItemKind::Choice(_, all) | ItemKind::Kept(all) = &mut item.kind {
            *all = branches;
        }
        open
    }

    /// Fills the boundaries of `item`; tells how many of them lead on to `onward`.
    fn boundaries(&mut self, at: Ix, item: &mut Item, onward: Option<Ix>, depth: usize) -> usize {
        let mut open = 0;
        for edge in self.graph.boundaries[at].clone() {
            let node = self.graph.nodes[edge];
            let Kind::Boundary(event) = &node.kind else { continue };
            let notes = self.notes.get(&node.id).cloned().unwrap_or_default();
            let said = self.emitter.common(node, notes);
            let trigger =
                self.emitter.names.trigger(&event.trigger).filter(|trigger| *trigger != Trigger::None);
            let ways = &self.graph.out[edge];
            let plain = ways.len() <= 1
                && ways.iter().all(|flow| says_nothing(flow))
                && self.boundaries_of(edge) == 0;
            let (common, trigger) = match (said, trigger) {
                (Some(common), Some(trigger)) if plain => (common, trigger),
                (said, _) => (self.kept(node, said), Trigger::Kept),
            };
            let beside = !event.interrupting;
            let onward = onward.filter(|_| !beside);
            let (mut items, leads) = self.way((edge, 0), self.graph.after(edge), onward, depth + 2);
            fill_end_team(&mut items, common.team);
            open += leads;
            item.boundaries.push(Boundary { common, beside, trigger, items });
        }
        open
    }

    fn boundaries_of(&self, at: Ix) -> usize {
        self.graph.boundaries[at].len()
    }

    /// What is said of a kept node: only how it is called and whose it is.
    fn kept(&self, node: &Node, said: Option<Common>) -> Common {
        Common {
            name: node.name.clone(),
            id: Some(node.id.clone()),
            team: self.emitter.lanes.get(&node.id).copied(),
            notes: said.map(|said| said.notes).unwrap_or_default(),
            place: Place::from(node.span),
            ..Common::default()
        }
    }

    /// The item of a node, without branches and boundaries.
    fn item(&mut self, at: Ix, depth: usize) -> Item {
        let node = self.graph.nodes[at];
        let notes = self.notes.get(&node.id).cloned().unwrap_or_default();
        let ways = self.graph.out[at].clone();
        let default = default_flow(node);
        let said = self.emitter.common(node, notes.clone());
        let item = said.clone().and_then(|common| self.sayable(node, &ways, common, depth));
        let item = item.filter(|item| match &item.kind {
            ItemKind::Choice(..) => ways.iter().all(|flow| match &flow.condition {
                Some(condition) => formula(condition).is_some() && default != Some(&flow.id),
                None => true,
            }),
            _ => ways.len() <= 1 && ways.iter().all(|flow| says_nothing(flow)),
        });
        let allowed = item.filter(|item| {
            let host = matches!(item.kind, ItemKind::Step(_) | ItemKind::Group(_));
            host || self.graph.boundaries[at].is_empty()
        });
        let mut item = allowed.unwrap_or_else(|| {
            let common = Common { notes, ..self.kept(node, None) };
            let kind = if ways.is_empty() { ItemKind::KeptEnd } else { ItemKind::Kept(Vec::new()) };
            Item { common, kind, ..Item::default() }
        });
        // A gateway with one way about which nothing is said lets ways meet; so does a kept node with one way.
        let quiet = ways.iter().all(|flow| says_nothing(flow) && default != Some(&flow.id));
        if let ItemKind::Choice(kind, _) = item.kind
            && ways.len() == 1
            && quiet
            && let Some(meet) = as_meet(kind)
        {
            item.kind = ItemKind::Meet(meet);
        }
        item
    }

    fn sayable(&self, node: &'m Node, ways: &[&Flow], common: Common, depth: usize) -> Option<Item> {
        if let Kind::Activity(activity) = &node.kind
            && let ActivityKind::SubProcess(sub) = &activity.kind
        {
            if sub.kind != SubProcessKind::Embedded || depth + LEVELS > limits::DEPTH {
                return None;
            }
            let repeat = nodes::repeat(activity)?;
            let scope = self.emitter.scope(&sub.body, depth + 1);
            let kind = ItemKind::Group(Box::new(scope));
            return Some(Item { common, kind, repeat, ..Item::default() });
        }
        self.emitter.names.item(node, ways.len(), common)
    }
}

/// Ways that meet nowhere run straight on.
fn settle_join(item: &mut Item, open: usize) {
    if open > 1 && item.join == Join::Derived {
        item.join = Join::None;
    }
}

/// An end that was added belongs to the team around it.
fn fill_end_team(items: &mut Block, team: Option<TeamIx>) {
    if let [only] = items.as_mut_slice()
        && only.common.id.is_none()
        && matches!(only.kind, ItemKind::End(_))
    {
        only.common.team = team;
    }
}

fn default_flow(node: &Node) -> Option<&Id> {
    match &node.kind {
        Kind::Gateway(Gateway::Exclusive(decision) | Gateway::Inclusive(decision)) => {
            decision.default.as_ref()
        }
        Kind::Gateway(Gateway::Complex { default, .. }) => default.as_ref(),
        _ => None,
    }
}

/// The notes of each node, and the ids of those that explain nothing or several.
fn notes(body: &Body) -> (HashMap<&Id, Vec<String>>, Vec<Id>) {
    let nodes: std::collections::HashSet<&Id> = body.nodes.iter().map(|node| &node.id).collect();
    let mut lines: HashMap<&Id, Vec<&Id>> = HashMap::new();
    for association in &body.associations {
        let (source, target) = (&association.source, &association.target);
        lines.entry(target).or_default().push(source);
        if !nodes.contains(source) {
            lines.entry(source).or_default().push(target);
        }
    }
    let mut notes: HashMap<&Id, Vec<String>> = HashMap::new();
    let mut free = Vec::new();
    for annotation in &body.annotations {
        match lines.get(&annotation.id).map(Vec::as_slice) {
            Some([node]) if nodes.contains(node) => {
                notes.entry(node).or_default().push(annotation.text.clone())
            }
            _ => free.push(annotation.id.clone()),
        }
    }
    (notes, free)
}
