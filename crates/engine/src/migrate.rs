//! Moving a running case to another version of its workflow: a plan, a preview, and doing it.
//!
//! What is active goes on at the step it is mapped to (by default the one with the same id), with its variables, its
//! work and its clocks. What waits at an event that the new version does not have is closed; what the new version
//! waits for in addition is opened. Anything that has no place in the new version is a problem, and then nothing is
//! changed: the case stays on its version.

use crate::ctx::Ctx;
use crate::event::{Event, Key, Undo};
use crate::rejection::Rejection;
use crate::state::{Instance, Phase, State, Subscription};
use crate::{Env, lifecycle, messages, subscription};
use lang::Message;
use model::graph::{FlowIx, Graph, Kind, Node, NodeIx, Repeat, SubProcessKind, Trigger};
use std::collections::{BTreeMap, BTreeSet};
use std::mem::discriminant;
use std::sync::Arc;

/// Which step of the old version becomes which of the new one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    nodes: BTreeMap<NodeIx, NodeIx>,
}

impl Plan {
    /// Steps with the same id stay; `renamed` says what else becomes what (old id, new id).
    ///
    /// # Errors
    /// An id that one of the versions does not have.
    pub fn new(old: &Graph, new: &Graph, renamed: &[(Arc<str>, Arc<str>)]) -> Result<Self, Rejection> {
        let mut nodes: BTreeMap<NodeIx, NodeIx> =
            old.iter().filter_map(|(ix, node)| new.find(&node.id).map(|target| (ix, target))).collect();
        nodes.insert(Graph::ROOT, Graph::ROOT);
        let unknown = |id: &str| Rejection::from(messages::MIGRATE_UNKNOWN.message().with("element", id));
        for (from, to) in renamed {
            let from_ix = old.find(from).ok_or_else(|| unknown(from))?;
            let to_ix = new.find(to).ok_or_else(|| unknown(to))?;
            nodes.insert(from_ix, to_ix);
        }
        Ok(Self { nodes })
    }

    /// What a step becomes.
    pub fn target(&self, node: NodeIx) -> Option<NodeIx> {
        self.nodes.get(&node).copied()
    }
}

/// What a migration would do to a case.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Preview {
    /// Active steps: the instance, from, to.
    pub moves: Vec<(Key, NodeIx, NodeIx)>,
    /// Events that are not waited for any more, in the old version.
    pub closed: Vec<NodeIx>,
    /// Events that are waited for in addition, in the new version.
    pub opened: Vec<NodeIx>,
    /// Why it cannot be done; empty if it can.
    pub problems: Vec<Problem>,
}

/// Why a case cannot be migrated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The step of the old version.
    pub node: NodeIx,
    /// What is wrong, and what to do.
    pub message: Message,
}

/// What the migration of `state` from `old` to `new` would do.
pub fn preview(old: &Graph, new: &Graph, state: &State, plan: &Plan) -> Preview {
    let mut preview = Preview::default();
    if !state.is_active() {
        preview.problems.push(Problem { node: Graph::ROOT, message: messages::NOT_ACTIVE.message() });
        return preview;
    }
    let review = Review { old, new, state, plan };
    for (key, instance) in &state.instances {
        review.instance(*key, instance, &mut preview);
    }
    for subscription in state.subscriptions.values() {
        if review.keeps(subscription).is_none() {
            preview.closed.push(subscription.node);
        }
    }
    preview
}

/// Moves the case. The events are applied already.
///
/// # Errors
/// The problems of the [`preview`]; the state is then as it was.
pub fn migrate(
    old: &Graph,
    new: &Graph,
    state: &mut State,
    plan: &Plan,
    version: &Arc<str>,
    env: &Env,
) -> Result<Vec<Event>, Vec<Problem>> {
    let preview = preview(old, new, state, plan);
    if !preview.problems.is_empty() {
        return Err(preview.problems);
    }
    let review = Review { old, new, state, plan };
    let closed: Vec<Key> = state
        .subscriptions
        .iter()
        .filter(|(_, it)| review.keeps(it).is_none())
        .map(|(key, _)| *key)
        .collect();
    let missing = review.missing();
    let flows = review.flows();
    let used = used_nodes(state);
    let nodes =
        plan.nodes.iter().map(|(from, to)| (*from, *to)).filter(|(from, _)| used.contains(from)).collect();
    let mut ctx = Ctx::new(new, state, *env, 0);
    for key in closed {
        ctx.emit(Event::Unsubscribed { key });
    }
    ctx.emit(Event::Migrated { version: version.clone(), nodes, flows });
    for (owner, event) in missing {
        if let Some(trigger) = trigger_of(new, event)
            && let Err(fault) = subscription::open(&mut ctx, owner, event, trigger)
        {
            ctx.raise(owner, fault);
        }
    }
    let scopes: Vec<Key> = ctx.state().instances.keys().copied().collect();
    scopes.into_iter().for_each(|scope| ctx.look_at(scope));
    ctx.variables_changed = true;
    if !ctx.state().suspended {
        lifecycle::run(&mut ctx);
    }
    Ok(ctx.into_events())
}

/// A case looked at with the eyes of two versions.
struct Review<'a> {
    old: &'a Graph,
    new: &'a Graph,
    state: &'a State,
    plan: &'a Plan,
}

impl Review<'_> {
    fn instance(&self, key: Key, instance: &Instance, preview: &mut Preview) {
        let from = instance.node;
        let node = self.old.node(from);
        let mut refuse = |message: Message| preview.problems.push(Problem { node: from, message });
        let Some(to) = self.plan.target(from) else {
            return refuse(messages::MIGRATE_NO_TARGET.message().with("step", node.label()));
        };
        let target = self.new.node(to);
        if !same_work(node, target) {
            let message = messages::MIGRATE_OTHER_KIND.message();
            refuse(message.with("step", node.label()).with("target", target.label()));
        }
        if !self.same_place(key, instance, to) {
            let message = messages::MIGRATE_OTHER_SCOPE.message();
            refuse(message.with("step", node.label()).with("target", target.label()));
        }
        for gateway in self.lost(instance) {
            refuse(messages::MIGRATE_LOST_TOKEN.message().with("gateway", self.old.node(gateway).label()));
        }
        preview.moves.push((key, from, to));
        preview.opened.extend(self.missing_of(key, instance, to).into_iter().map(|(_, event)| event));
    }

    /// Does the step stand in the same scope as before?
    fn same_place(&self, key: Key, instance: &Instance, to: NodeIx) -> bool {
        if key == State::ROOT {
            return to == Graph::ROOT;
        }
        let Some(scope) = self.state.instance(instance.scope) else { return false };
        let Some(scope_to) = self.plan.target(scope.node) else { return true }; // reported for the scope
        let is_run = scope.node == instance.node;
        if is_run { scope_to == to } else { self.new.node(to).parent == scope_to }
    }

    /// Gateways at which something waits that has no place, and steps that could be undone and no longer can.
    fn lost(&self, instance: &Instance) -> Vec<NodeIx> {
        let undoing = instance.undoing.iter().flat_map(|queue| queue.iter().map(|(_, record)| record));
        let undoing = undoing.filter(|record| !self.can_undo(record)).map(|record| record.node);
        let Some(inside) = &instance.inside else { return undoing.collect() };
        let at_gateway =
            inside.arrived.iter().filter(|(at, via)| self.flow(*at, *via).is_none()).map(|(at, _)| *at);
        let fired = inside
            .fired
            .iter()
            .filter(|(at, missing)| missing.iter().any(|via| self.flow(*at, *via).is_none()));
        let records = inside.undo.iter().filter(|record| !self.can_undo(record));
        let queued = inside.queue.iter().copied().filter(|node| self.plan.target(*node).is_none());
        at_gateway
            .chain(fired.map(|(at, _)| *at))
            .chain(records.map(|record| record.node))
            .chain(queued)
            .chain(undoing)
            .collect()
    }

    /// Can what was done still be undone: by its handler, or by what it was done with inside?
    fn can_undo(&self, record: &Undo) -> bool {
        let Some(to) = self.plan.target(record.node).map(|to| self.new.node(to)) else { return false };
        let by_handler = |handler: NodeIx| {
            self.plan.target(handler).is_some_and(|target| {
                let target = self.new.node(target);
                target.for_compensation && target.parent == to.parent
            })
        };
        match record.handler {
            Some(handler) => by_handler(handler),
            None => {
                same_work(self.old.node(record.node), to)
                    && record.inside.iter().all(|inner| self.can_undo(inner))
            }
        }
    }

    /// The flow by which a token waits at a gateway, in the new version: the one of the same id.
    fn flow(&self, gateway: NodeIx, via: FlowIx) -> Option<FlowIx> {
        let target = self.plan.target(gateway)?;
        if !both_join(&self.old.node(gateway).kind, &self.new.node(target).kind) {
            return None;
        }
        let flow = self.new.flow_by_id.get(&self.old.flow(via).id).copied()?;
        (self.new.flow(flow).target == target).then_some(flow)
    }

    fn flows(&self) -> Vec<(FlowIx, FlowIx)> {
        let mut flows = BTreeMap::new();
        for instance in self.state.instances.values() {
            if let Some(via) = instance.via
                && let Some(flow) = self.new.flow_by_id.get(&self.old.flow(via).id)
            {
                flows.insert(via, *flow);
            }
            for inside in instance.inside.iter() {
                let waiting = inside.arrived.iter().copied();
                let fired =
                    inside.fired.iter().flat_map(|(at, missing)| missing.iter().map(|via| (*at, *via)));
                flows.extend(waiting.chain(fired).filter_map(|(at, via)| Some((via, self.flow(at, via)?))));
            }
        }
        flows.into_iter().collect()
    }

    /// The event of a subscription in the new version, if it is still waited for.
    fn keeps(&self, subscription: &Subscription) -> Option<NodeIx> {
        let event = self.plan.target(subscription.node)?;
        let owner = self.state.instance(subscription.instance)?;
        let owner_to = self.plan.target(owner.node)?;
        let same = match (trigger_of(self.old, subscription.node), trigger_of(self.new, event)) {
            (Some(old), Some(new)) => discriminant(old) == discriminant(new),
            (None, None) => true,
            _ => false,
        };
        let belongs = event == owner_to || events_of(self.new, owner_to).contains(&event);
        (same && belongs).then_some(event)
    }

    fn missing(&self) -> Vec<(Key, NodeIx)> {
        let of = |(key, instance): (&Key, &Instance)| {
            let to = self.plan.target(instance.node);
            to.map(|to| self.missing_of(*key, instance, to)).unwrap_or_default()
        };
        self.state.instances.iter().flat_map(of).collect()
    }

    /// Events that the new version waits for at this instance and that are not open.
    fn missing_of(&self, key: Key, instance: &Instance, to: NodeIx) -> Vec<(Key, NodeIx)> {
        // What has not begun yet opens all when it begins; what is being left or undone waits for nothing any more.
        if instance.phase != Phase::Active || instance.undoing.is_some() {
            return Vec::new();
        }
        let open = |wait: &Key| self.state.subscriptions.get(wait).and_then(|it| self.keeps(it));
        let open: BTreeSet<NodeIx> = instance.waits.iter().filter_map(open).collect();
        let is_run = self
            .state
            .instance(instance.scope)
            .is_some_and(|scope| key != State::ROOT && scope.node == instance.node);
        let spent: BTreeSet<NodeIx> =
            instance.spent.iter().filter_map(|event| self.plan.target(*event)).collect();
        let is_body = self.new.node(to).repeat.is_some() && !is_run;
        let interrupted = instance.inside.as_ref().is_some_and(|inside| inside.interrupted);
        let fits = |event: &NodeIx| match &self.new.node(*event).kind {
            Kind::Boundary(_) => !is_run,
            Kind::Start(_) => !is_body && !interrupted,
            _ => true,
        };
        events_of(self.new, to)
            .into_iter()
            .filter(|event| !open.contains(event) && !spent.contains(event) && fits(event))
            .map(|it| (key, it))
            .collect()
    }
}

/// The events that an active step waits for beside itself: boundary events, starts of event sub-processes, the
/// events behind an event-based gateway. Those that come from inside the case are left out.
fn events_of(graph: &Graph, ix: NodeIx) -> Vec<NodeIx> {
    let node = graph.node(ix);
    let mut events = node.boundaries.clone();
    for sub in graph.scope(ix).map(|scope| scope.event_sub_processes.as_slice()).unwrap_or_default() {
        events.extend(graph.scope(*sub).and_then(|inside| inside.triggered_starts.first()));
    }
    if let Kind::EventBased { .. } = node.kind {
        events.extend(node.outgoing.iter().map(|flow| graph.flow(*flow).target));
    }
    let from_outside = |trigger: &Trigger| {
        !matches!(
            trigger,
            Trigger::Error(_)
                | Trigger::Escalation(_)
                | Trigger::Compensation
                | Trigger::Cancel
                | Trigger::Link(_)
        )
    };
    events.retain(|event| trigger_of(graph, *event).is_none_or(from_outside));
    events
}

fn trigger_of(graph: &Graph, ix: NodeIx) -> Option<&Trigger> {
    match &graph.node(ix).kind {
        Kind::Boundary(boundary) => Some(&boundary.trigger),
        Kind::Start(start) => Some(&start.trigger),
        Kind::Catch(trigger) => Some(trigger),
        _ => None,
    }
}

/// May an active step go on as the other one? Also a repeated one, whose runs are counted in the way that it has; and
/// a step without outgoing flows that undoes another one is none that a token goes through.
fn same_work(old: &Node, new: &Node) -> bool {
    let same_repeat = match (&old.repeat, &new.repeat) {
        (Some(Repeat::Multi(old)), Some(Repeat::Multi(new))) => old.sequential == new.sequential,
        (old, new) => old.as_ref().map(discriminant) == new.as_ref().map(discriminant),
    };
    same_kind(&old.kind, &new.kind) && same_repeat && old.for_compensation == new.for_compensation
}

/// May tokens that wait at the one gateway wait at the other?
fn both_join(old: &Kind, new: &Kind) -> bool {
    let waits_for_all = |kind: &Kind| matches!(kind, Kind::Parallel | Kind::Inclusive(_));
    (waits_for_all(old) && waits_for_all(new)) || discriminant(old) == discriminant(new)
}

/// May an active step of the one kind go on as one of the other?
fn same_kind(old: &Kind, new: &Kind) -> bool {
    match (old, new) {
        (Kind::Catch(old), Kind::Catch(new)) => discriminant(old) == discriminant(new),
        (Kind::SubProcess(old), Kind::SubProcess(new)) => {
            let ad_hoc = |kind: &SubProcessKind| matches!(kind, SubProcessKind::AdHoc(_));
            ad_hoc(&old.kind) == ad_hoc(&new.kind) && discriminant(&old.kind) == discriminant(&new.kind)
        }
        (Kind::Throw(old), Kind::Throw(new)) | (Kind::End(old), Kind::End(new)) => {
            discriminant(old) == discriminant(new)
        }
        (Kind::Exclusive(old), Kind::Exclusive(new)) => old == new,
        (Kind::Inclusive(old), Kind::Inclusive(new)) => old.decide == new.decide,
        (old, new) => discriminant(old) == discriminant(new),
    }
}

/// Every node of which the state speaks.
fn used_nodes(state: &State) -> BTreeSet<NodeIx> {
    fn undo(record: &Undo, used: &mut BTreeSet<NodeIx>) {
        used.insert(record.node);
        used.extend(record.handler);
        record.inside.iter().for_each(|inner| undo(inner, used));
    }
    let mut used: BTreeSet<NodeIx> =
        state.subscriptions.values().map(|subscription| subscription.node).collect();
    used.extend(state.end);
    for instance in state.instances.values() {
        used.insert(instance.node);
        used.extend(&instance.spent);
        for (_, record) in instance.undoing.iter().flat_map(|queue| queue.iter()) {
            undo(record, &mut used);
        }
        for inside in instance.inside.iter() {
            used.extend(inside.arrived.iter().map(|(at, _)| *at));
            used.extend(inside.fired.iter().map(|(at, _)| *at));
            used.extend(&inside.queue);
            inside.undo.iter().for_each(|record| undo(record, &mut used));
        }
    }
    used
}
