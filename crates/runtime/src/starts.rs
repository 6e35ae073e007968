//! By what new cases of a workflow begin: the start events of its newest version that wait for something.

use crate::messages;
use expr::Value;
use jiff::tz::TimeZone;
use lang::Message;
use model::Diagnostic;
use model::bpmn::TimerKind;
use model::graph::{self, Formula, Graph, Kind, NodeIx, Trigger};
use model::timer::{self, Every};
use serde::{Deserialize, Serialize};
use store::tables::subscriptions::StartSubscription;

/// How a start timer goes on after its next time.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Repetition {
    /// An ISO 8601 duration or a cron expression; none: that was all.
    pub(crate) every: Option<String>,
    /// How often after the next time; none: for ever.
    pub(crate) left: Option<u32>,
    /// Never after this instant, µs UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) end: Option<i64>,
    /// The next time, which a lease hides in the row.
    pub(crate) due: Option<i64>,
}

impl Repetition {
    /// The time after `due`, and how it goes on from there. What was missed meanwhile is not made up for.
    pub(crate) fn next(&self, due: i64, now: i64, zone: &TimeZone) -> Option<(i64, Repetition)> {
        let every = Every::parse(self.every.as_deref()?).ok()?;
        let left = match self.left {
            Some(0) => return None,
            left => left.map(|left| left - 1),
        };
        let due = every.after(due, zone).filter(|next| *next > now).or_else(|| every.after(now, zone))?;
        let next = Repetition { every: self.every.clone(), left, end: self.end, due: Some(due) };
        self.end.is_none_or(|end| due <= end).then_some((due, next))
    }
}

/// The rows for the start events of this version.
///
/// # Errors
/// A start event whose name or time is computed or cannot be read.
pub(crate) fn subscriptions(
    graph: &Graph,
    version: &str,
    now: i64,
    zone: &TimeZone,
) -> Result<Vec<StartSubscription>, Vec<Diagnostic>> {
    let mut rows = Vec::new();
    let mut errors = Vec::new();
    for (node, trigger) in triggers(graph) {
        match subscription(graph, node, trigger, now, zone) {
            Ok(Some(row)) => rows.push(StartSubscription { version_id: version.to_owned(), ..row }),
            Ok(None) => {}
            Err(message) => {
                let element = Some(graph.node(node).id.clone());
                errors.push(Diagnostic { element, ..Diagnostic::error(message) });
            }
        }
    }
    if errors.is_empty() { Ok(rows) } else { Err(errors) }
}

/// The events by which a case can begin, other than plainly.
fn triggers(graph: &Graph) -> Vec<(NodeIx, &Trigger)> {
    let starts = graph.scope(Graph::ROOT).map(|scope| scope.triggered_starts.as_slice()).unwrap_or_default();
    let mut found = Vec::new();
    for ix in starts {
        match &graph.node(*ix).kind {
            Kind::Start(start) => found.push((*ix, &start.trigger)),
            Kind::EventBased { .. } => {
                let targets = graph.node(*ix).outgoing.iter().map(|flow| graph.flow(*flow).target);
                found.extend(targets.filter_map(|target| match &graph.node(target).kind {
                    Kind::Catch(trigger) => Some((target, trigger)),
                    _ => None,
                }));
            }
            _ => {}
        }
    }
    found
}

/// The receive tasks by whose message a case can begin.
fn receives(graph: &Graph) -> Vec<(NodeIx, &graph::MessageRef)> {
    let starts = graph.scope(Graph::ROOT).map(|scope| scope.triggered_starts.as_slice()).unwrap_or_default();
    let behind = starts.iter().filter(|ix| matches!(graph.node(**ix).kind, Kind::EventBased { .. }));
    let behind = behind.flat_map(|ix| graph.node(*ix).outgoing.iter().map(|flow| graph.flow(*flow).target));
    let all = starts.iter().copied().chain(behind);
    all.filter_map(|ix| match &graph.node(ix).kind {
        Kind::Receive(Some(message)) => Some((ix, message)),
        _ => None,
    })
    .collect()
}

/// The rows for receive tasks that begin a case.
///
/// # Errors
/// A message whose name is computed.
pub(crate) fn receive_subscriptions(
    graph: &Graph,
    version: &str,
) -> Result<Vec<StartSubscription>, Vec<Diagnostic>> {
    let rows = receives(graph).into_iter().map(|(node, message)| {
        let element = &graph.node(node).id;
        let name = fixed(&message.name).ok_or_else(|| {
            let message = messages::START_COMPUTED.message().with("element", element);
            vec![Diagnostic { element: Some(element.clone()), ..Diagnostic::error(message) }]
        })?;
        Ok(StartSubscription { version_id: version.to_owned(), ..row(graph, node, "message", name) })
    });
    rows.collect()
}

fn row(graph: &Graph, node: NodeIx, kind: &str, name: &str) -> StartSubscription {
    StartSubscription {
        workflow_id: graph.id.to_string(),
        element: graph.node(node).id.to_string(),
        version_id: String::new(),
        kind: kind.to_owned(),
        name: name.to_owned(),
        payload: String::from("{}"),
        available_at: None,
        owner: None,
    }
}

fn fixed(formula: &Formula) -> Option<&str> {
    match formula {
        Formula::Const(Value::String(text)) => Some(text),
        _ => None,
    }
}

fn subscription(
    graph: &Graph,
    node: NodeIx,
    trigger: &Trigger,
    now: i64,
    zone: &TimeZone,
) -> Result<Option<StartSubscription>, Message> {
    let computed = || messages::START_COMPUTED.message().with("element", &graph.node(node).id);
    let named = |kind: &str, formula: &Formula| {
        fixed(formula).map(|name| Some(row(graph, node, kind, name))).ok_or_else(computed)
    };
    match trigger {
        Trigger::Message(message) => named("message", &message.name),
        Trigger::Signal(name) => named("signal", name),
        Trigger::Timer(timer) => {
            let text = fixed(&timer.value).ok_or_else(computed)?;
            let Some((due, repetition)) = first_time(timer.kind, text, now, zone)? else { return Ok(None) };
            let payload = serde_json::to_string(&repetition).unwrap_or_default();
            Ok(Some(StartSubscription { payload, available_at: Some(due), ..row(graph, node, "timer", "") }))
        }
        _ => Ok(None),
    }
}

/// The first time of a start timer, and how it goes on; none if it is never.
fn first_time(
    kind: TimerKind,
    text: &str,
    now: i64,
    zone: &TimeZone,
) -> Result<Option<(i64, Repetition)>, Message> {
    let once = |due| (due, Repetition { due: Some(due), ..Repetition::default() });
    match kind {
        TimerKind::Date => Ok(Some(once(timer::date(text, zone)?))),
        TimerKind::Duration => Ok(timer::after(now, timer::duration(text)?, zone).map(once)),
        TimerKind::Cycle => {
            let cycle = timer::cycle(text, zone)?;
            let first = match cycle.start {
                Some(start) => Some(start),
                None => Every::parse(&cycle.every)?.after(now, zone),
            };
            let left = cycle.times.map(|times| times.saturating_sub(1));
            let first = first.filter(|first| cycle.begins(*first));
            let repetition =
                |due| Repetition { every: Some(cycle.every), left, end: cycle.end, due: Some(due) };
            Ok(first.map(|due| (due, repetition(due))))
        }
    }
}
