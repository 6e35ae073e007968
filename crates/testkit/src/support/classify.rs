//! Which row and column of the tables an element of a graph belongs to.

use model::bpmn::TimerKind;
use model::graph::{Decide, Graph, Kind, Node, NodeIx, Repeat, SubProcessKind, Throw, Timer, Trigger};

/// A field of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) table: &'static str,
    pub(super) row: &'static str,
    pub(super) column: &'static str,
}

/// One table.
pub(super) struct Table {
    pub(super) title: &'static str,
    pub(super) columns: &'static [&'static str],
    /// Each with one sign for each column: `x` for what BPMN has, `-` for what it has not.
    pub(super) rows: &'static [(&'static str, &'static str)],
}

const EVENTS: &str = "Events";
const ACTIVITIES: &str = "Activities";
const GATEWAYS: &str = "Gateways";

const START: &str = "start";
const SUB: &str = "event sub-process, interrupting";
const SUB_BESIDE: &str = "event sub-process, beside";
const CATCH: &str = "catch";
const BOUNDARY: &str = "boundary, interrupting";
const BOUNDARY_BESIDE: &str = "boundary, beside";
const THROW: &str = "throw";
const END: &str = "end";

const ONCE: &str = "once";
const PARALLEL: &str = "multi-instance, parallel";
const SEQUENTIAL: &str = "multi-instance, sequential";
const LOOP: &str = "loop";
const UNDOES: &str = "undoes another";

const SPLIT: &str = "split";
const JOIN: &str = "join or merge";

/// All tables.
pub(super) const TABLES: [Table; 3] = [
    Table {
        title: EVENTS,
        columns: &[START, SUB, SUB_BESIDE, CATCH, BOUNDARY, BOUNDARY_BESIDE, THROW, END],
        rows: &[
            ("none", "x--x--xx"),
            ("message", "xxxxxxxx"),
            ("message sent by a job", "------xx"),
            ("timer: date", "xxxxxx--"),
            ("timer: duration", "-xxxxx--"),
            ("timer: cycle", "xxx-xx--"),
            ("signal", "xxxxxxxx"),
            ("conditional", "xxxxxx--"),
            ("error", "-x--x--x"),
            ("escalation", "-xx-xxxx"),
            ("compensation", "-x----xx"),
            ("cancel", "----x--x"),
            ("link", "---x--x-"),
            ("terminate", "-------x"),
        ],
    },
    Table {
        title: ACTIVITIES,
        columns: &[ONCE, PARALLEL, SEQUENTIAL, LOOP, UNDOES],
        rows: &[
            ("user task", "xxxxx"),
            ("job: service task, or another with a task definition", "xxxxx"),
            ("send task (publishes)", "xxxxx"),
            ("receive task", "xxxxx"),
            ("receive task without a message", "xxxxx"),
            ("script task", "xxxxx"),
            ("business rule task", "xxxxx"),
            ("manual or undefined task", "xxxxx"),
            ("call activity", "xxxxx"),
            ("sub-process", "xxxxx"),
            ("transaction", "xxxxx"),
            ("ad-hoc sub-process", "xxxxx"),
            ("ad-hoc sub-process, sequential", "xxxxx"),
        ],
    },
    Table {
        title: GATEWAYS,
        columns: &[SPLIT, JOIN],
        rows: &[
            ("exclusive", "xx"),
            ("exclusive, a person chooses", "x-"),
            ("inclusive", "xx"),
            ("inclusive, a person chooses", "x-"),
            ("parallel", "xx"),
            ("event-based", "x-"),
            ("complex", "xx"),
        ],
    },
];

/// Where the node belongs, now that it was reached.
pub(super) fn places(graph: &Graph, ix: NodeIx) -> Vec<Place> {
    let node = graph.node(ix);
    if let Some((row, column)) = event(graph, node) {
        return vec![Place { table: EVENTS, row, column }];
    }
    if let Some(row) = gateway(node) {
        let split = node.outgoing.len() > 1;
        let join = node.incoming.len() > 1;
        let columns = [(split, SPLIT), (join, JOIN)].into_iter().filter(|(is, _)| *is);
        return columns.map(|(_, column)| Place { table: GATEWAYS, row, column }).collect();
    }
    activity(node).map(|row| Place { table: ACTIVITIES, row, column: how_often(node) }).into_iter().collect()
}

fn event(graph: &Graph, node: &Node) -> Option<(&'static str, &'static str)> {
    Some(match &node.kind {
        Kind::Start(start) => {
            let in_event_sub = matches!(
                &graph.node(node.parent).kind,
                Kind::SubProcess(sub) if matches!(sub.kind, SubProcessKind::Event)
            );
            let column = match (in_event_sub, start.interrupting) {
                (false, _) => START,
                (true, true) => SUB,
                (true, false) => SUB_BESIDE,
            };
            (trigger(&start.trigger), column)
        }
        Kind::Catch(caught) => (trigger(caught), CATCH),
        Kind::Boundary(boundary) if boundary.interrupting => (trigger(&boundary.trigger), BOUNDARY),
        Kind::Boundary(boundary) => (trigger(&boundary.trigger), BOUNDARY_BESIDE),
        Kind::Throw(thrown) => (throw(thrown), THROW),
        Kind::End(thrown) => (throw(thrown), END),
        _ => return None,
    })
}

fn trigger(trigger: &Trigger) -> &'static str {
    match trigger {
        Trigger::None => "none",
        Trigger::Message(_) => "message",
        Trigger::Timer(Timer { kind: TimerKind::Date, .. }) => "timer: date",
        Trigger::Timer(Timer { kind: TimerKind::Duration, .. }) => "timer: duration",
        Trigger::Timer(Timer { kind: TimerKind::Cycle, .. }) => "timer: cycle",
        Trigger::Signal(_) => "signal",
        Trigger::Error(_) => "error",
        Trigger::Escalation(_) => "escalation",
        Trigger::Conditional(_) => "conditional",
        Trigger::Link(_) => "link",
        Trigger::Compensation => "compensation",
        Trigger::Cancel => "cancel",
    }
}

fn throw(throw: &Throw) -> &'static str {
    match throw {
        Throw::None => "none",
        Throw::Message(_) => "message",
        Throw::Job(_) => "message sent by a job",
        Throw::Signal(_) => "signal",
        Throw::Error(_) => "error",
        Throw::Escalation(_) => "escalation",
        Throw::Link(_) => "link",
        Throw::Terminate => "terminate",
        Throw::Compensation(_) => "compensation",
        Throw::Cancel => "cancel",
    }
}

fn gateway(node: &Node) -> Option<&'static str> {
    Some(match &node.kind {
        Kind::Exclusive(Decide::ByCondition) => "exclusive",
        Kind::Exclusive(Decide::ByPerson) => "exclusive, a person chooses",
        Kind::Inclusive(gateway) if gateway.decide == Decide::ByPerson => "inclusive, a person chooses",
        Kind::Inclusive(_) => "inclusive",
        Kind::Parallel => "parallel",
        Kind::EventBased { .. } => "event-based",
        Kind::Complex { .. } => "complex",
        _ => return None,
    })
}

fn activity(node: &Node) -> Option<&'static str> {
    Some(match &node.kind {
        Kind::User(_) => "user task",
        Kind::Job(_) => "job: service task, or another with a task definition",
        Kind::Send(_) => "send task (publishes)",
        Kind::Receive(Some(_)) => "receive task",
        Kind::Receive(None) => "receive task without a message",
        Kind::Script(_) => "script task",
        Kind::Decision(_) => "business rule task",
        Kind::Pass => "manual or undefined task",
        Kind::Call(_) => "call activity",
        Kind::SubProcess(sub) => match &sub.kind {
            SubProcessKind::Embedded => "sub-process",
            SubProcessKind::Transaction => "transaction",
            SubProcessKind::AdHoc(attributes) if attributes.sequential => "ad-hoc sub-process, sequential",
            SubProcessKind::AdHoc(_) => "ad-hoc sub-process",
            SubProcessKind::Event => return None,
        },
        _ => return None,
    })
}

fn how_often(node: &Node) -> &'static str {
    match &node.repeat {
        _ if node.for_compensation => UNDOES,
        None => ONCE,
        Some(Repeat::Loop { .. }) => LOOP,
        Some(Repeat::Multi(multi)) if multi.sequential => SEQUENTIAL,
        Some(Repeat::Multi(_)) => PARALLEL,
    }
}
