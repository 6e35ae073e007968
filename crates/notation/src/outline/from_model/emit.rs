//! Writes the graph of a body down, block by block.

use super::graph::{Graph, Ix};
use super::nodes::{self, Names, as_meet, formula};
use crate::outline::ast::*;
use crate::outline::{limits, normal, walk};
use model::bpmn::{ActivityKind, Body, Decision, Flow, Gateway, Id, Kind, Node, StartEvent, SubProcessKind};
use std::collections::HashMap;

/// Levels that one nested choice takes: the choice, its branch, and what is said of the steps inside.
const LEVELS: usize = 4;
/// A branch of at most so many nodes that ends or goes elsewhere is a way out.
const WAY_OUT: usize = 2;
/// What follows a choice is written below it from so many nodes on.
const LONG: usize = 6;

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
    /// What would stand too deep: it is written at the end and reached by `go to`.
    deferred: Vec<Ix>,
}

impl<'m> Emitter<'m> {
    /// The content of a workflow or group whose lines stand at `depth`.
    pub fn scope(&self, body: &'m Body, depth: usize) -> Scope {
        let (notes, free) = notes(body);
        let is_start = |node: &Node| self.start(node, Vec::new()).is_some() && single_way(body, node);
        let graph = Graph::of(body, is_start);
        let mut blocks = Blocks { emitter: self, graph, notes, deferred: Vec::new() };
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

/// Whether at most one way leaves `node`, and nothing is said about it.
fn single_way(body: &Body, node: &Node) -> bool {
    let mut ways = body.flows.iter().filter(|flow| flow.source == node.id);
    ways.next().is_none_or(says_nothing) && ways.next().is_none()
}

fn says_nothing(flow: &Flow) -> bool {
    flow.name.is_none() && flow.condition.is_none()
}

impl<'m> Blocks<'_, 'm> {
    fn scope(&mut self, depth: usize) -> Scope {
        let root = self.graph.nodes.len();
        let starts = self.graph.starts.clone();
        // Where the ways from the starts meet; what else hangs on the root is an entry of its own.
        let mut meets: Vec<Ix> = self.graph.children[root].clone();
        meets.retain(|child| !starts.contains(child) && !self.graph.entries.contains(child));
        let mut scope = Scope::default();
        let last = starts.last().copied();
        for at in &starts {
            let node = self.graph.nodes[*at];
            let notes = self.notes.remove(&node.id).unwrap_or_default();
            let Some(mut start) = self.emitter.start(node, notes) else { continue };
            // Without a meeting the way from the last start is the workflow itself.
            let is_body = meets.is_empty() && Some(*at) == last;
            let next = self.after(*at);
            match next {
                Some(next) if is_body => scope.items = self.way(*at, Some(next), None, depth).0,
                None if is_body => {}
                next => start.items = self.way(*at, next, meets.first().copied(), depth + 1).0,
            }
            scope.starts.push(start);
        }
        if !meets.is_empty() {
            meets.reverse();
            scope.items = self.block(meets, None, depth).0;
        }
        let entries = self.graph.entries.clone();
        for at in entries {
            self.append(at, &mut scope, depth);
        }
        while let Some(at) = self.deferred.pop() {
            self.append(at, &mut scope, depth);
        }
        scope
    }

    /// Adds a block to which no way leads down.
    fn append(&mut self, at: Ix, scope: &mut Scope, depth: usize) {
        let first = scope.items.is_empty() && scope.starts.is_empty();
        if !first && normal::goes_on(&scope.items) {
            scope.items.push(normal::plain_end(None));
        }
        let (items, _) = self.block(vec![at], None, depth);
        scope.items.extend(items);
    }

    /// The only node after `at`.
    fn after(&self, at: Ix) -> Option<Ix> {
        self.graph.out[at].first().and_then(|flow| self.graph.find(&flow.target))
    }

    /// A way from `source` to `target`: what stands in it, and how many ends of it lead on to `follow`.
    fn way(&mut self, source: Ix, target: Option<Ix>, follow: Option<Ix>, depth: usize) -> (Block, usize) {
        match target {
            None => (vec![normal::plain_end(None)], 0),
            Some(target) if Some(target) == follow => (Block::new(), 1),
            Some(target) if !self.graph.owns(source, target) => (vec![self.go_to(target)], 0),
            Some(target) if depth + LEVELS > limits::DEPTH => {
                self.deferred.push(target);
                (vec![self.go_to(target)], 0)
            }
            Some(target) => self.block(vec![target], follow, depth),
        }
    }

    fn go_to(&self, target: Ix) -> Item {
        let kind = ItemKind::GoTo(Target::Id(self.graph.nodes[target].id.clone()));
        Item { kind, ..Item::default() }
    }

    /// Writes down `pending` (the first last) and what they dominate. Also tells how many ways lead on to `follow`.
    fn block(&mut self, mut pending: Vec<Ix>, follow: Option<Ix>, depth: usize) -> (Block, usize) {
        let mut items: Block = Vec::new();
        // How many ways lead from the last item to the next one.
        let mut open = 0;
        while let Some(at) = pending.pop() {
            if let Some(last) = items.last_mut() {
                if open > 1 && self.is_join_of(last, at, open) {
                    last.join = Join::Id(self.graph.nodes[at].id.clone());
                    self.push_meets(at, &mut pending);
                    open = self.lead_on(at, &mut pending, follow, &mut items);
                    continue;
                }
                settle_join(last, open);
            }
            let mut item = self.item(at, depth);
            self.push_meets(at, &mut pending);
            if self.has_one_way(at, &item) {
                let next = self.after(at);
                let owned = next.filter(|next| self.graph.owns(at, *next));
                let onward = owned.or(pending.last().copied()).or(follow);
                // What comes in between comes back only if the way goes on below.
                let back = onward.filter(|_| next.is_some() && next == onward);
                open = self.boundaries(at, &mut item, back, depth);
                items.push(item);
                open += self.lead_on(at, &mut pending, follow, &mut items);
            } else {
                let flat = self.main_branch(at, &item, pending.last().copied().or(follow));
                pending.extend(flat);
                let onward = pending.last().copied().or(follow);
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

    /// Puts the places behind `at` where ways meet on `pending`, the first last.
    fn push_meets(&self, at: Ix, pending: &mut Vec<Ix>) {
        let edge = &self.graph.boundaries[at];
        let meets = self.graph.children[at]
            .iter()
            .filter(|child| !self.graph.owns(at, **child) && !edge.contains(child));
        pending.extend(meets.rev());
    }

    /// What comes after a node with one way out: tells how many ways lead on to the next item.
    fn lead_on(&mut self, at: Ix, pending: &mut Vec<Ix>, follow: Option<Ix>, items: &mut Block) -> usize {
        let ends = items.last().is_some_and(|item| matches!(item.kind, ItemKind::End(_) | ItemKind::KeptEnd));
        match self.after(at) {
            None if ends && self.graph.out[at].is_empty() => 0,
            None => {
                let team = items.last().and_then(|item| item.common.team);
                items.push(normal::plain_end(team));
                0
            }
            Some(next) if self.graph.owns(at, next) => {
                pending.push(next);
                1
            }
            Some(next) if Some(next) == pending.last().copied().or(follow) => 1,
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

    /// The branch that goes on below the choice, since the others are only ways out.
    fn main_branch(&self, at: Ix, item: &Item, onward: Option<Ix>) -> Option<Ix> {
        if !matches!(item.kind, ItemKind::Choice(..)) {
            return None;
        }
        let targets: Vec<Ix> =
            self.graph.out[at].iter().filter_map(|flow| self.graph.find(&flow.target)).collect();
        let owned = |target: &Ix| self.graph.owns(at, *target);
        let mut long = targets.iter().filter(|target| owned(target) && self.graph.size[**target] >= LONG);
        let main = *long.next()?;
        if long.next().is_some() || self.graph.children[at].iter().any(|child| !owned(child)) {
            return None;
        }
        let out = |target: &Ix| {
            if Some(*target) == onward {
                return false;
            }
            !owned(target) || (self.graph.size[*target] <= WAY_OUT && !self.reaches(*target, onward))
        };
        (targets.len() > 1 && targets.iter().filter(|target| **target != main).all(out)).then_some(main)
    }

    /// Whether a way leads from the nodes that `head` dominates straight to `target`.
    fn reaches(&self, head: Ix, target: Option<Ix>) -> bool {
        let mut nodes = vec![head];
        while let Some(at) = nodes.pop() {
            if self.graph.out[at].iter().any(|flow| self.graph.find(&flow.target) == target) {
                return true;
            }
            nodes.extend(&self.graph.children[at]);
        }
        false
    }

    /// Fills the branches of `item`; tells how many of them lead on to `onward`.
    fn branches(&mut self, at: Ix, item: &mut Item, onward: Option<Ix>, depth: usize) -> usize {
        let mut open = 0;
        let kept = matches!(item.kind, ItemKind::Kept(_));
        let flows = self.graph.out[at].clone();
        let default = default_flow(self.graph.nodes[at]);
        let mut branches = Vec::new();
        for flow in flows {
            let (mut items, leads) = self.way(at, self.graph.find(&flow.target), onward, depth + 2);
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
                place: Place(flow.span),
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
            let notes = self.notes.remove(&node.id).unwrap_or_default();
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
            let (mut items, leads) = self.way(edge, self.after(edge), onward, depth + 2);
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
            place: Place(node.span),
            ..Common::default()
        }
    }

    /// The item of a node, without branches and boundaries.
    fn item(&mut self, at: Ix, depth: usize) -> Item {
        let node = self.graph.nodes[at];
        let notes = self.notes.remove(&node.id).unwrap_or_default();
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
