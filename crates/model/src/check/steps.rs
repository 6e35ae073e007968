//! Steps and flows, each by itself: what is left open, ignored, or contradicts itself.

use crate::bpmn::{
    Activity, ActivityKind, Body, BusinessRuleTask, Definitions, Dynamic, Flow, Gateway, Id, Kind, Node,
    Process, ScriptTask, SubProcessKind, Throw, ThrownMessage, Trigger,
};
use crate::graph::{default, label};
use crate::{Diagnostic, messages as msg};
use lang::Message;
use std::collections::{HashMap, HashSet};

/// Checks all steps of a process.
pub fn check(definitions: &Definitions, process: &Process, found: &mut Vec<Diagnostic>) {
    let keyless = definitions.messages.iter().filter(|message| message.correlation_key.is_none());
    let mut steps = Steps { keyless: keyless.map(|message| &*message.id).collect(), found };
    if process.body.nodes.is_empty() {
        let message = msg::EMPTY_PROCESS.message();
        let name = label(process.name.as_deref(), &process.id);
        steps.found.push(Diagnostic::warning(message.with("element", name)).at(&process.id, process.span));
    }
    steps.body(&process.body, true);
}

struct Steps<'d, 'f> {
    /// Messages without a key.
    keyless: HashSet<&'d str>,
    found: &'f mut Vec<Diagnostic>,
}

impl Steps<'_, '_> {
    fn body(&mut self, body: &Body, starts_case: bool) {
        let mut outgoing: HashMap<&str, Vec<&Flow>> = HashMap::new();
        for flow in &body.flows {
            outgoing.entry(&flow.source).or_default().push(flow);
        }
        for node in &body.nodes {
            let flows = outgoing.get(&*node.id).map(Vec::as_slice).unwrap_or_default();
            self.node(node, flows, starts_case);
            self.default(node, flows);
            if let Some(inside) = node.body() {
                self.body(inside, false);
            }
        }
        self.compensation(body);
    }

    fn node(&mut self, node: &Node, outgoing: &[&Flow], starts_case: bool) {
        match &node.kind {
            Kind::Start(start) => self.trigger(node, &start.trigger, !starts_case),
            Kind::Catch(trigger) => {
                self.trigger(node, trigger, true);
                if matches!(trigger, Trigger::None) {
                    self.warn(node, msg::BY_HAND_EVENT.message());
                }
            }
            Kind::Boundary(boundary) => {
                self.trigger(node, &boundary.trigger, true);
                if outgoing.is_empty() && !matches!(boundary.trigger, Trigger::Compensation) {
                    self.warn(node, msg::BOUNDARY_WITHOUT_FLOW.message());
                }
            }
            Kind::Throw(throw) | Kind::End(throw) => self.throw(node, throw),
            Kind::Activity(activity) => self.activity(node, activity),
            Kind::Gateway(gateway) => self.gateway(node, gateway, outgoing),
            Kind::Unsupported(_) => {}
        }
    }

    /// A trigger that says no more than its kind; a message that nothing but its name correlates.
    fn trigger(&mut self, node: &Node, trigger: &Trigger, needs_key: bool) {
        match trigger {
            Trigger::Message(None)
            | Trigger::Timer(None)
            | Trigger::Signal(None)
            | Trigger::Conditional(None) => {
                self.warn(node, msg::BY_HAND_EVENT.message());
            }
            Trigger::Message(Some(message)) if needs_key => self.key(node, message),
            _ => {}
        }
    }

    fn key(&mut self, node: &Node, message: &Id) {
        if self.keyless.contains(&**message) {
            self.warn(node, msg::MESSAGE_WITHOUT_KEY.message().with("id", message));
        }
    }

    fn throw(&mut self, node: &Node, throw: &Throw) {
        let nothing = match throw {
            Throw::Message(sent) => is_bare(sent),
            Throw::Signal(id) => id.is_none(),
            _ => false,
        };
        if nothing {
            self.warn(node, msg::THROWS_NOTHING.message());
        }
    }

    fn activity(&mut self, node: &Node, activity: &Activity) {
        let bare = match &activity.kind {
            ActivityKind::Service(job)
            | ActivityKind::Script(ScriptTask::Job(job))
            | ActivityKind::BusinessRule(BusinessRuleTask::Job(job)) => job.job_type.is_none(),
            ActivityKind::Send(sent) => is_bare(sent),
            ActivityKind::Receive(message) => {
                if let Some(message) = message.as_ref().filter(|_| !activity.instantiate) {
                    self.key(node, message);
                }
                // A step of the customer is meant to be waited for.
                message.is_none() && !node.hints.by_customer
            }
            ActivityKind::SubProcess(sub) => {
                if sub.body.nodes.is_empty() {
                    self.warn(node, msg::EMPTY_PROCESS.message());
                }
                if let SubProcessKind::AdHoc(ad_hoc) = &sub.kind
                    && ad_hoc.keep_remaining
                    && ad_hoc.completion_condition.is_none()
                {
                    self.warn(node, msg::KEEPS_WITHOUT_CONDITION.message());
                }
                false
            }
            _ => false,
        };
        if bare {
            self.warn(node, msg::BY_HAND_TASK.message());
        }
    }

    fn gateway(&mut self, node: &Node, gateway: &Gateway, outgoing: &[&Flow]) {
        let conditions = outgoing.iter().filter(|flow| flow.condition.is_some());
        match gateway {
            Gateway::Exclusive(decision) | Gateway::Inclusive(decision) if decision.by_person => {
                for flow in conditions {
                    self.flow(flow, msg::CONDITION_IGNORED.message());
                }
                for flow in outgoing.iter().filter(|_| outgoing.len() > 1) {
                    if flow.name.as_deref().unwrap_or_default().trim().is_empty() {
                        self.flow(flow, msg::CHOICE_WITHOUT_NAME.message());
                    }
                }
            }
            Gateway::Exclusive(decision) => self.exclusive(node, decision.default.as_ref(), outgoing),
            Gateway::Parallel | Gateway::EventBased { .. } => {
                for flow in conditions {
                    self.flow(flow, msg::CONDITION_IGNORED.message());
                }
            }
            Gateway::Inclusive(_) | Gateway::Complex { .. } => {}
        }
    }

    /// The flows are asked in order and one without condition is always true: what stands behind it is never taken,
    /// nor is the default flow.
    fn exclusive(&mut self, node: &Node, default: Option<&Id>, outgoing: &[&Flow]) {
        let (last, asked): (Vec<&Flow>, Vec<&Flow>) =
            outgoing.iter().partition(|flow| Some(&flow.id) == default);
        let open: Vec<usize> = (0..asked.len()).filter(|ix| asked[*ix].condition.is_none()).collect();
        let Some(first) = open.first() else {
            if outgoing.len() > 1 && default.is_none() {
                let message =
                    msg::NO_DEFAULT.message().with("element", label(node.name.as_deref(), &node.id));
                self.found.push(Diagnostic::note(message).at(&node.id, node.span));
            }
            return;
        };
        let shadowed: Vec<&Flow> = asked[first + 1..].iter().copied().chain(last).collect();
        if open.len() > 1 {
            self.warn(node, msg::TWO_UNCONDITIONAL.message().with("count", open.len()));
        } else if !shadowed.is_empty() {
            let name = |flow: &Flow| label(flow.name.as_deref(), &flow.id).to_string();
            let shadowed = shadowed.into_iter().map(name).collect::<Vec<_>>().join(", ");
            let message = msg::SHADOWED.message().with("flow", name(asked[*first]));
            self.warn(node, message.with("shadowed", shadowed));
        }
    }

    fn default(&mut self, node: &Node, outgoing: &[&Flow]) {
        let Some(default) = default(&node.kind) else { return };
        let flow = outgoing.iter().find(|flow| flow.id == *default);
        if let Some(flow) = flow.filter(|flow| flow.condition.is_some()) {
            self.flow(flow, msg::DEFAULT_WITH_CONDITION.message());
        }
    }

    /// Compensation events without a handler.
    fn compensation(&mut self, body: &Body) {
        let joined: HashSet<&str> =
            body.associations.iter().flat_map(|it| [&*it.source, &*it.target]).collect();
        for node in &body.nodes {
            if let Kind::Boundary(boundary) = &node.kind
                && matches!(boundary.trigger, Trigger::Compensation)
                && !joined.contains(&*node.id)
            {
                self.warn(node, msg::NO_HANDLER.message());
            }
        }
    }

    fn warn(&mut self, node: &Node, message: Message) {
        let message = message.with("element", label(node.name.as_deref(), &node.id));
        self.found.push(Diagnostic::warning(message).at(&node.id, node.span));
    }

    fn flow(&mut self, flow: &Flow, message: Message) {
        let message = message.with("element", label(flow.name.as_deref(), &flow.id));
        self.found.push(Diagnostic::warning(message).at(&flow.id, flow.span));
    }
}

/// Neither a job nor a message: nothing is sent.
fn is_bare(sent: &ThrownMessage) -> bool {
    let no_job = sent.job.as_ref().is_none_or(|job| job.job_type.is_none());
    no_job && sent.message.is_none()
}

/// Whether a name correlates nothing.
pub fn is_nameless(name: &Dynamic) -> bool {
    matches!(name, Dynamic::Text(text) if text.trim().is_empty())
}
