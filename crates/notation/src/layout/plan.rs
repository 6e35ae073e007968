//! Makes the plan of a body: which of its elements becomes which item, and what is wired to what.

use super::graph::{self, Cell, Exit, Picture, Plan, Rider, Side, Tie, What, Wire};
use super::size::{self, Size};
use model::bpmn::{Association, Body, Id, Kind, Node};
use std::collections::{HashMap, HashSet};

/// Space around the content of an expanded sub-process.
pub(super) const INSIDE: f64 = 20.0;
/// The smallest expanded sub-process.
const SMALLEST: Size = Size { width: 140.0, height: 120.0 };
/// The title of a sub-process may make it this wide.
const WIDEST_TITLE: f64 = 300.0;
/// From the right edge of an activity to its last boundary event, from the left edge to its first.
const RIDER_MARGIN: (f64, f64) = (24.0, 24.0);
/// Half the room that boundary events leave to the markers in the middle of the edge.
const MARKER_ROOM: f64 = 28.0;
/// A handler hangs below the middle of its activity; its event is not farther to the right.
const ABOVE_HANDLER: f64 = 20.0;
/// Between two boundary events, from middle to middle.
const RIDER_STEP: f64 = 44.0;
/// Between a boundary event's downward flow and its label.
pub(super) const RIDER_LABEL_GAP: f64 = 6.0;

/// The lanes of a body, from above.
pub(super) struct Bands<'a> {
    /// How many, at least one.
    pub count: usize,
    /// The lane of each element.
    pub of: HashMap<&'a str, usize>,
}

impl Bands<'_> {
    /// No lanes.
    pub fn one() -> Self {
        Self { count: 1, of: HashMap::new() }
    }
}

/// Makes the plan. `inner` holds the pictures of the expanded sub-processes.
pub(super) fn plan<'a>(body: &'a Body, inner: HashMap<usize, Picture>, bands: &Bands) -> Plan<'a> {
    let plan = Plan {
        body,
        inner,
        items: Vec::new(),
        wires: Vec::new(),
        riders: Vec::new(),
        ties: Vec::new(),
        bands: bands.count,
        layers: Vec::new(),
        loose: Vec::new(),
        lift: 0.0,
    };
    let mut maker = Maker { plan, items: HashMap::new(), riders: HashMap::new() };
    maker.nodes(bands);
    maker.riders(bands);
    maker.wires();
    maker.handlers(bands);
    maker.notes();
    maker.ties();
    maker.loose();
    maker.plan
}

struct Maker<'a> {
    plan: Plan<'a>,
    /// Item of each node, annotation and data item.
    items: HashMap<&'a str, usize>,
    /// Position in `plan.riders` of each boundary event.
    riders: HashMap<&'a str, usize>,
}

impl<'a> Maker<'a> {
    fn nodes(&mut self, bands: &Bands) {
        let body = self.plan.body;
        let activities: HashSet<&str> = body
            .nodes
            .iter()
            .filter(|node| matches!(node.kind, Kind::Activity(_)))
            .map(|node| &*node.id)
            .collect();
        let hosts: HashSet<&Id> = body.nodes.iter().filter_map(graph::host).collect();
        for (ix, node) in body.nodes.iter().enumerate() {
            if graph::host(node).is_some_and(|host| activities.contains(&**host)) {
                continue;
            }
            let band = bands.of.get(&*node.id).copied().unwrap_or(0);
            let size = self.size(ix, node, hosts.contains(&node.id));
            let item = self.plan.add(What::Node(ix), size, graph::cell(node, size), band);
            self.items.insert(&node.id, item);
        }
    }

    fn size(&self, ix: usize, node: &Node, ridden: bool) -> Size {
        let Some(inner) = self.plan.inner.get(&ix) else { return size::node(node, ridden) };
        let title =
            size::name_in(node.name.as_deref().unwrap_or_default(), WIDEST_TITLE).width + 2.0 * INSIDE;
        let markers = if shows_markers(node) { size::MARKERS } else { 0.0 };
        Size {
            width: size::up_to_grid((inner.width + 2.0 * INSIDE).max(title)).max(SMALLEST.width),
            height: size::up_to_grid(inner.height + size::TITLE + INSIDE + markers).max(SMALLEST.height),
        }
    }

    /// Puts the boundary events on the edges of their activities, from the right to the left.
    fn riders(&mut self, bands: &Bands) {
        let body = self.plan.body;
        let mut of_host: HashMap<usize, Vec<usize>> = HashMap::new();
        for (ix, node) in body.nodes.iter().enumerate() {
            if let Some(&host) = graph::host(node).and_then(|host| self.items.get(&**host))
                && !self.items.contains_key(&*node.id)
            {
                of_host.entry(host).or_default().push(ix);
            }
        }
        let mut hosts: Vec<_> = of_host.into_iter().collect();
        hosts.sort_unstable_by_key(|(host, _)| *host);
        for (host, mut nodes) in hosts {
            // Handlers hang lowest, so their events stand leftmost: other flows pass to the right of them.
            nodes.sort_by_key(|&ix| !graph::catches_compensation(&body.nodes[ix]));
            let side = if self.rides_above(host, &nodes, bands) { Side::Above } else { Side::Below };
            self.ride(host, &nodes, side);
        }
    }

    /// Whether boundary events sit better on the upper edge: their flows lead to lanes above, or stay in the lane
    /// while that of the step leaves it downward. Below they would cross that.
    fn rides_above(&self, host: usize, nodes: &[usize], bands: &Bands) -> bool {
        let body = self.plan.body;
        let Some(step) = self.plan.node(host) else { return false };
        let own = |id: &Id| nodes.iter().any(|&ix| body.nodes[ix].id == *id);
        let mut ties = body.associations.iter().chain(&body.data_flows);
        let tied = |id: &Id| *id == step.id || own(id);
        if step.body().is_some() || ties.any(|tie| tied(&tie.source) || tied(&tie.target)) {
            return false;
        }
        let lane = |id: &Id| bands.of.get(&**id).copied().unwrap_or(0);
        let (mut highest, mut lowest) = (None, None);
        for flow in &body.flows {
            if own(&flow.source) && flow.target == step.id {
                return false;
            }
            if own(&flow.source) {
                lowest = lowest.max(Some(lane(&flow.target)));
            } else if flow.source == step.id {
                highest = Some(highest.unwrap_or(usize::MAX).min(lane(&flow.target)));
            }
        }
        let here = self.plan.items[host].band;
        lowest
            .zip(highest)
            .is_some_and(|(lowest, highest)| lowest <= here && here <= highest && lowest < highest)
    }

    fn ride(&mut self, host: usize, nodes: &[usize], side: Side) {
        let body = self.plan.body;
        let labels: Vec<_> =
            nodes.iter().map(|&ix| size::boundary_label(body.nodes[ix].name.as_deref())).collect();
        let steps: Vec<f64> =
            labels.iter().map(|label| (label.width + 14.0).max(RIDER_STEP).ceil()).collect();
        let span: f64 = steps.iter().skip(1).sum();
        let marked = self.plan.node(host).is_some_and(shows_markers);
        let markers = if marked && nodes.len() > 1 { 2.0 * MARKER_ROOM } else { 0.0 };
        let item = &mut self.plan.items[host];
        let needed = size::up_to_grid(span + markers + RIDER_MARGIN.0 + RIDER_MARGIN.1);
        if needed > item.size.width {
            item.size.width = needed;
            item.cell = Cell { left: needed / 2.0, right: needed / 2.0, ..item.cell };
        }
        let mut dx = item.size.width / 2.0 - RIDER_MARGIN.0;
        for (position, &ix) in nodes.iter().enumerate().rev() {
            let node = &body.nodes[ix];
            if graph::catches_compensation(node) {
                dx = dx.min(ABOVE_HANDLER);
            }
            if marked && dx.abs() < MARKER_ROOM && nodes.len() > 1 {
                dx = -MARKER_ROOM;
            }
            self.riders.insert(&node.id, self.plan.riders.len());
            self.plan.riders.push(Rider { node: ix, host, dx, side });
            let reach = labels[position].width + RIDER_LABEL_GAP - dx;
            item.cell.left = item.cell.left.max(size::up_to_grid(reach));
            dx -= steps[position];
        }
        let deepest = labels.iter().map(|label| label.height).fold(0.0, f64::max);
        let reach = size::up_to_grid(item.size.height / 2.0 + size::EVENT / 2.0 + graph::LABEL_GAP + deepest);
        if side == Side::Above {
            item.cell.up = reach;
        } else {
            item.cell.down = reach;
        }
    }

    fn wires(&mut self) {
        let body = self.plan.body;
        let ends = |id: &Id| self.end(id);
        let found: Vec<_> = body
            .flows
            .iter()
            .enumerate()
            .filter_map(|(ix, flow)| {
                let (source, exit) = ends(&flow.source)?;
                let target = self.items.get(&*flow.target).copied()?;
                Some((ix, source, exit, target))
            })
            .collect();
        let mut incoming: HashMap<usize, usize> = HashMap::new();
        for (_, _, _, target) in &found {
            *incoming.entry(*target).or_default() += 1;
        }
        let mut pairs = HashSet::new();
        for (flow, source, exit, target) in found {
            let named = body.flows[flow].name.as_deref().is_some_and(|name| !name.trim().is_empty());
            let joins = incoming.get(&target).is_some_and(|count| *count > 1);
            let twin = exit == Exit::Shape && !pairs.insert((source, target));
            // A flow with a label into a join and the second of two equal flows get a row of their own.
            let length = if exit == Exit::Shape && (named && joins || twin) { 2 } else { 1 };
            let (bends, path, weight, lift) = (Vec::new(), Vec::new(), 0, None);
            self.plan.wires.push(Wire {
                flow,
                source,
                target,
                exit,
                back: false,
                length,
                bends,
                path,
                weight,
                lift,
            });
        }
    }

    /// The item at which a flow starts.
    fn end(&self, id: &Id) -> Option<(usize, Exit)> {
        if let Some(&item) = self.items.get(&**id) {
            return Some((item, Exit::Shape));
        }
        let rider = self.plan.riders.get(*self.riders.get(&**id)?)?;
        Some((rider.host, Exit::Boundary(rider.dx, rider.side)))
    }

    /// Hangs compensation handlers below the activity that they undo.
    fn handlers(&mut self, bands: &Bands) {
        let wired = self.wired();
        for association in &self.plan.body.associations {
            let (Some(event), Some(&handler)) =
                (self.riders.get(&*association.source), self.items.get(&*association.target))
            else {
                continue;
            };
            let rider = &self.plan.riders[*event];
            let lane = |item: usize| self.plan.node(item).and_then(|node| bands.of.get(&*node.id));
            let same_lane = lane(handler).is_none() || lane(handler) == lane(rider.host);
            let free = same_lane && !wired.contains(&handler) && self.plan.items[handler].head.is_none();
            if free && graph::catches_compensation(&self.plan.body.nodes[rider.node]) && handler != rider.host
            {
                let host = rider.host;
                self.plan.attach(handler, host, Side::Below);
            }
        }
    }

    /// Puts annotations and data items above what they belong to.
    fn notes(&mut self) {
        let body = self.plan.body;
        for (ix, annotation) in body.annotations.iter().enumerate() {
            let size = size::annotation(annotation);
            self.note(&annotation.id, What::Annotation(ix), size, graph::bare(size));
        }
        for (ix, group) in body.groups.iter().enumerate() {
            let cell = Cell { up: GROUP.height / 2.0 + GROUP_NAME, ..graph::bare(GROUP) };
            self.note(&group.id, What::Group(ix), GROUP, cell);
        }
        for (ix, data) in body.data.iter().enumerate() {
            let size = size::data(data);
            let label = size::label(data.name.as_deref());
            let half = size.height / 2.0;
            let above = if label.lines.is_empty() { 0.0 } else { graph::LABEL_GAP + label.height };
            let cell = Cell { up: size::up_to_grid(half + above), right: label.width, ..graph::bare(size) };
            self.note(&data.id, What::Data(ix), size, cell);
        }
    }

    /// A note begins left of the middle of what it belongs to, each further one a bit more to the left, so that their
    /// dotted lines go down beside each other.
    fn note(&mut self, id: &'a Id, what: What, size: Size, cell: Cell) {
        let owner = self.owner(id);
        let left = owner.map_or(0.0, |head| {
            let outer = self.plan.items[head].above.len() as f64;
            let reach = (self.plan.items[head].size.width / 2.0 - 6.0).min(30.0);
            (reach / 2.0 + NOTE_STEP * outer).min(reach) + NOTE_LINE
        });
        let right = cell.right.max(size.width) - left;
        let item = self.plan.add(what, size, Cell { left, right, ..cell }, self.plan.bands - 1);
        self.items.insert(id, item);
        if let Some(head) = owner {
            self.plan.attach(item, head, Side::Above);
        }
    }

    /// The head next to which an annotation or data item stands: the first thing it is tied to.
    fn owner(&self, id: &Id) -> Option<usize> {
        let body = self.plan.body;
        let mut ties = body.associations.iter().chain(&body.data_flows);
        let end = ties.find_map(|tie| match (&tie.source == id, &tie.target == id) {
            (true, false) => self.place_of(&tie.target),
            (false, true) => self.place_of(&tie.source),
            _ => None,
        })?;
        Some(self.plan.items[end].head.unwrap_or(end))
    }

    /// The item of an element; of a flow, that of its source.
    fn place_of(&self, id: &Id) -> Option<usize> {
        let flow = || {
            self.plan.body.flows.iter().find(|flow| flow.id == *id).and_then(|flow| self.end(&flow.source))
        };
        self.end(id).or_else(flow).map(|(item, _)| item)
    }

    fn ties(&mut self) {
        let body = self.plan.body;
        let drawn = |id: &Id| self.place_of(id).is_some();
        let tie = |association: &Association| Tie {
            id: association.id.clone(),
            source: association.source.clone(),
            target: association.target.clone(),
        };
        let ties = body.associations.iter().chain(&body.data_flows);
        self.plan.ties = ties.filter(|tie| drawn(&tie.source) && drawn(&tie.target)).map(tie).collect();
    }

    /// What no flow leads to or from stands below the rest, unless that would be in another lane.
    fn loose(&mut self) {
        let wired = self.wired();
        let last = self.plan.bands - 1;
        let plan = &mut self.plan;
        let heads = (0..plan.items.len()).filter(|&item| plan.items[item].head.is_none());
        plan.loose = heads.filter(|item| !wired.contains(item) && plan.items[*item].band == last).collect();
    }

    fn wired(&self) -> HashSet<usize> {
        self.plan.wires.iter().flat_map(|wire| [wire.source, wire.target]).collect()
    }
}

/// A group: what it encloses is only said by a drawing, so it is a frame for the user to draw around something.
const GROUP: Size = Size { width: 160.0, height: 80.0 };
/// The height of its name, above it.
const GROUP_NAME: f64 = 30.0;
/// From the dotted line of one annotation to that of the next.
const NOTE_STEP: f64 = 12.0;
/// From the left edge of an annotation to the point at which its dotted line starts.
pub(super) const NOTE_LINE: f64 = 6.0;

/// Whether markers are drawn at the lower edge of a node.
fn shows_markers(node: &Node) -> bool {
    matches!(&node.kind, Kind::Activity(activity) if size::has_markers(activity))
}
