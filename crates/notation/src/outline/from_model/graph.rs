//! What follows what in a body, and who dominates whom.
//!
//! A node dominates another if every way to the other leads through it. The tree of dominators shows the blocks:
//! what is reached only through a branch stands inside it, and where ways meet stands behind the choice
//! (after N. Ramsey, "Beyond Relooper", 2022; dominators as in Cooper, Harvey, Kennedy, 2001).

use model::bpmn::{Activity, ActivityKind, Body, Flow, Id, Kind, Node, SubProcess, SubProcessKind, Trigger};
use std::collections::{HashMap, HashSet};

/// A node of the body by its place; the last number stands for everything outside.
pub type Ix = usize;

/// The analysed body.
pub struct Graph<'m> {
    /// The nodes that are in the flow, in document order.
    pub nodes: Vec<&'m Node>,
    /// Sequence flows that leave a node.
    pub out: Vec<Vec<&'m Flow>>,
    /// Events at the edge of a node.
    pub boundaries: Vec<Vec<Ix>>,
    /// How many ways lead into a node.
    pub ways_in: Vec<usize>,
    /// How many of them do not come back from behind it.
    forward_in: Vec<usize>,
    /// What a node dominates immediately, in the order of the ways.
    pub children: Vec<Vec<Ix>>,
    /// What dominates a node immediately.
    dominator: Vec<Ix>,
    /// How many nodes it dominates, itself included.
    pub size: Vec<usize>,
    /// Start events, in document order.
    pub starts: Vec<Ix>,
    /// Other nodes to which no way leads, and one of each circle that no way leads to.
    pub entries: Vec<Ix>,
    /// What stands beside the flow.
    pub beside: Vec<Id>,
    ix: HashMap<Id, Ix>,
}

impl<'m> Graph<'m> {
    /// Analyses `body`. Flows from or to what is not in it are left out.
    pub fn of(body: &'m Body, is_start: impl Fn(&Node, &[&Flow]) -> bool) -> Self {
        let touched: HashSet<&Id> = body.flows.iter().flat_map(|flow| [&flow.source, &flow.target]).collect();
        let (beside, nodes): (Vec<_>, Vec<_>) =
            body.nodes.iter().partition(|node| stands_beside(node) && !touched.contains(&node.id));
        let beside: Vec<Id> = beside.into_iter().map(|node| node.id.clone()).collect();
        let ix: HashMap<Id, Ix> = nodes.iter().enumerate().map(|(ix, node)| (node.id.clone(), ix)).collect();
        let count = nodes.len();
        let mut graph = Self {
            nodes,
            out: vec![Vec::new(); count],
            boundaries: vec![Vec::new(); count],
            ways_in: vec![0; count],
            forward_in: vec![0; count],
            children: vec![Vec::new(); count + 1],
            dominator: vec![count; count + 1],
            size: vec![1; count + 1],
            starts: Vec::new(),
            entries: Vec::new(),
            beside,
            ix,
        };
        for flow in &body.flows {
            // Nothing may lead to an event at an edge (BPMN 2.0.2, 10.5.4).
            let to_edge = |target: &Ix| matches!(graph.nodes[*target].kind, Kind::Boundary(_));
            let target = graph.find(&flow.target).filter(|target| !to_edge(target));
            if let (Some(source), Some(target)) = (graph.find(&flow.source), target) {
                graph.out[source].push(flow);
                graph.ways_in[target] += 1;
            }
        }
        for at in 0..count {
            let Kind::Boundary(event) = &graph.nodes[at].kind else { continue };
            match graph.find(&event.attached_to).filter(|host| *host != at) {
                Some(host) => {
                    graph.boundaries[host].push(at);
                    graph.ways_in[at] += 1;
                }
                None => graph.entries.push(at),
            }
        }
        for at in (0..count).filter(|at| graph.ways_in[*at] == 0) {
            if is_start(graph.nodes[at], &graph.out[at]) {
                graph.starts.push(at);
            } else if !graph.entries.contains(&at) {
                graph.entries.push(at);
            }
        }
        graph.analyse();
        graph
    }

    /// The place of a node.
    pub fn find(&self, id: &Id) -> Option<Ix> {
        self.ix.get(id).copied()
    }

    /// The only node after `at`, or the first of several.
    pub fn after(&self, at: Ix) -> Option<Ix> {
        self.targets(at).next()
    }

    /// Where the ways out of `at` lead.
    pub fn targets(&self, at: Ix) -> impl Iterator<Item = Ix> {
        self.out[at].iter().filter_map(|flow| self.find(&flow.target))
    }

    /// Whether `at` is reached only from `source`, by one way, apart from those that come back to it.
    pub fn owns(&self, source: Ix, at: Ix) -> bool {
        self.forward_in[at] == 1 && self.dominator[at] == source
    }

    /// Where the ways out of `at` lead, its flows first.
    fn successors(&self, at: Ix) -> Vec<Ix> {
        if at == self.nodes.len() {
            return self.starts.iter().chain(&self.entries).copied().collect();
        }
        self.targets(at).chain(self.boundaries[at].iter().copied()).collect()
    }

    fn analyse(&mut self) {
        let root = self.nodes.len();
        let mut order = Vec::new();
        let mut state = vec![false; root + 1];
        self.visit(root, &mut state, &mut order);
        // Circles without a way in: the first node of each is where it is entered. Events at an edge are reached from
        // there.
        for at in 0..root {
            if !state[at] && !matches!(self.nodes[at].kind, Kind::Boundary(_)) {
                self.entries.push(at);
                self.ways_in[at] += 1;
                // The root comes last in post-order, so it is taken out and put back.
                order.pop();
                self.visit(at, &mut state, &mut order);
                order.push(root);
            }
        }
        let mut number = vec![0; root + 1];
        order.iter().enumerate().for_each(|(at, node)| number[*node] = at);
        let mut before: Vec<Vec<Ix>> = vec![Vec::new(); root + 1];
        for at in 0..=root {
            for next in self.successors(at) {
                before[next].push(at);
            }
        }
        self.dominator = dominators(root, &order, &number, &before);
        // Children in reverse post-order, sizes from the leaves up.
        for at in order.iter().rev().filter(|at| **at != root) {
            self.children[self.dominator[*at]].push(*at);
        }
        for at in order.iter().filter(|at| **at != root) {
            self.size[self.dominator[*at]] += self.size[*at];
        }
        let (enter, leave) = self.intervals(root);
        for at in 0..root {
            let inside = |other: &&Ix| enter[at] <= enter[**other] && leave[**other] <= leave[at];
            self.forward_in[at] = before[at].iter().filter(|other| !inside(other)).count();
        }
    }

    /// Adds what can be reached from `start` to `order`, in post-order; ways are taken from the last to the first,
    /// so that in reverse post-order the first branch comes first.
    fn visit(&self, start: Ix, seen: &mut [bool], order: &mut Vec<Ix>) {
        seen[start] = true;
        let mut stack = vec![(start, self.successors(start))];
        while let Some((at, ways)) = stack.last_mut() {
            match ways.pop() {
                Some(next) if !seen[next] => {
                    seen[next] = true;
                    stack.push((next, self.successors(next)));
                }
                Some(_) => {}
                None => {
                    order.push(*at);
                    stack.pop();
                }
            }
        }
    }

    /// When a walk over the tree of dominators enters and leaves each node.
    fn intervals(&self, root: Ix) -> (Vec<usize>, Vec<usize>) {
        let (mut enter, mut leave) = (vec![0; root + 1], vec![0; root + 1]);
        let mut clock = 0;
        let mut stack = vec![(root, 0)];
        while let Some((at, next)) = stack.last_mut() {
            if *next == 0 {
                enter[*at] = clock;
                clock += 1;
            }
            match self.children[*at].get(*next) {
                Some(child) => {
                    *next += 1;
                    stack.push((*child, 0));
                }
                None => {
                    leave[*at] = clock;
                    stack.pop();
                }
            }
        }
        (enter, leave)
    }
}

fn dominators(root: Ix, order: &[Ix], number: &[usize], before: &[Vec<Ix>]) -> Vec<Ix> {
    const NONE: Ix = Ix::MAX;
    let mut dominator = vec![NONE; root + 1];
    dominator[root] = root;
    let mut changed = true;
    while changed {
        changed = false;
        for at in order.iter().rev().filter(|at| **at != root) {
            let mut found = NONE;
            for other in before[*at].iter().filter(|other| dominator[**other] != NONE) {
                found = if found == NONE { *other } else { common(found, *other, &dominator, number) };
            }
            if dominator[*at] != found {
                dominator[*at] = found;
                changed = true;
            }
        }
    }
    dominator
}

/// The nearest node that dominates both.
fn common(mut a: Ix, mut b: Ix, dominator: &[Ix], number: &[usize]) -> Ix {
    while a != b {
        while number[a] < number[b] {
            a = dominator[a];
        }
        while number[b] < number[a] {
            b = dominator[b];
        }
    }
    a
}

/// Whether a node has its place outside of the flow: event sub-processes, what undoes, what calls for undoing.
fn stands_beside(node: &Node) -> bool {
    match &node.kind {
        Kind::Activity(Activity { for_compensation: true, .. }) => true,
        Kind::Activity(Activity { kind: ActivityKind::SubProcess(sub), .. }) => {
            matches!(**sub, SubProcess { kind: SubProcessKind::Event, .. })
        }
        Kind::Boundary(event) => event.trigger == Trigger::Compensation,
        _ => false,
    }
}
