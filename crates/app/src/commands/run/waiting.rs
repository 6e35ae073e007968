//! What a case waits for, in the order in which a person would look at it.

use crate::messages;
use engine::event::{Problem, Wait};
use engine::state::Work;
use engine::{Key, State};
use jiff::Timestamp;
use lang::Lang;
use model::graph::{FlowIx, Graph, Kind, NodeIx};
use std::sync::Arc;

/// One thing that a case waits for.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The instance or subscription.
    pub key: Key,
    /// The step.
    pub node: NodeIx,
    /// What kind of thing.
    pub what: What,
}

/// What kind of thing is waited for.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// A person does something.
    Task {
        /// The team or person.
        who: Vec<Arc<str>>,
    },
    /// A person chooses.
    Choice {
        /// Who.
        who: Vec<Arc<str>>,
        /// The ways, with their labels.
        answers: Vec<(FlowIx, Arc<str>)>,
        /// More than one may be chosen.
        several: bool,
    },
    /// A program does something.
    Job {
        /// Its type.
        job_type: Arc<str>,
    },
    /// The customer does something.
    Customer,
    /// A message.
    Message {
        /// Its name.
        name: Arc<str>,
    },
    /// A signal.
    Signal {
        /// Its name.
        name: Arc<str>,
    },
    /// A point in time, µs UTC.
    Timer {
        /// When.
        due: i64,
    },
    /// A condition.
    Condition,
    /// Another case.
    Call,
    /// An activity of an ad-hoc sub-process can be started.
    AdHoc {
        /// Those that can.
        activities: Vec<NodeIx>,
    },
    /// Somebody has to repair something.
    Incident {
        /// What is wrong.
        problem: Problem,
        /// The incident's own key.
        incident: Key,
    },
}

impl What {
    /// Things that a person answers come before those that come by themselves.
    pub fn order(&self) -> u8 {
        match self {
            What::Incident { .. } => 0,
            What::Task { .. } | What::Choice { .. } | What::Customer => 1,
            What::Job { .. } | What::Message { .. } | What::AdHoc { .. } => 2,
            What::Signal { .. } | What::Condition | What::Call => 3,
            What::Timer { .. } => 4,
        }
    }
}

/// Everything the case waits for.
pub fn waiting(graph: &Graph, state: &State) -> Vec<Item> {
    let mut items = Vec::new();
    for (key, instance) in &state.instances {
        let node = graph.node(instance.node);
        if let Some((incident, at)) =
            instance.incident.and_then(|key| Some((key, state.incidents.get(&key)?)))
        {
            let what = What::Incident { problem: at.problem.clone(), incident };
            items.push(Item { key: *key, node: instance.node, what });
            continue;
        }
        let what = match &instance.work {
            Work::Task(task) => {
                let who = task.assignee.iter().chain(&task.groups).chain(&task.users).cloned().collect();
                match answers(graph, instance.node) {
                    Some((answers, several)) => What::Choice { who, answers, several },
                    None => What::Task { who },
                }
            }
            Work::Job { job_type, .. } => What::Job { job_type: job_type.clone() },
            Work::Call => What::Call,
            Work::None => match ad_hoc(graph, instance.node) {
                Some(activities) => What::AdHoc { activities },
                None => continue,
            },
        };
        if !matches!(node.kind, Kind::Process(_)) {
            items.push(Item { key: *key, node: instance.node, what });
        }
    }
    for (key, subscription) in &state.subscriptions {
        let what = match &subscription.wait {
            Wait::Timer { due, .. } => What::Timer { due: *due },
            Wait::Message { .. } | Wait::Hand if graph.node(subscription.node).by_customer => What::Customer,
            Wait::Message { name, .. } => What::Message { name: name.clone() },
            Wait::Signal { name } => What::Signal { name: name.clone() },
            Wait::Condition { .. } => What::Condition,
            Wait::Hand => What::Customer,
        };
        items.push(Item { key: *key, node: subscription.node, what });
    }
    items.sort_by_key(|item| (item.what.order(), item.key));
    items
}

/// The ways out of a question with their labels, and whether several may be taken.
type Answers = (Vec<(FlowIx, Arc<str>)>, bool);

fn answers(graph: &Graph, node: NodeIx) -> Option<Answers> {
    let node = graph.node(node);
    let several = match &node.kind {
        Kind::Exclusive(_) => false,
        Kind::Inclusive(_) => true,
        _ => return None,
    };
    let label = |flow: FlowIx| {
        let way = graph.flow(flow);
        way.name.clone().unwrap_or_else(|| graph.node(way.target).label().clone())
    };
    Some((node.outgoing.iter().map(|flow| (*flow, label(*flow))).collect(), several))
}

fn ad_hoc(graph: &Graph, node: NodeIx) -> Option<Vec<NodeIx>> {
    let Kind::SubProcess(sub) = &graph.node(node).kind else { return None };
    if !matches!(sub.kind, model::graph::SubProcessKind::AdHoc(_)) {
        return None;
    }
    Some(sub.scope.children.iter().copied().filter(|child| graph.node(*child).incoming.is_empty()).collect())
}

/// One line about an item, in a language.
pub fn describe(graph: &Graph, item: &Item, lang: Lang) -> String {
    let label = graph.node(item.node).label();
    let say = |text: &'static lang::Text, what: &str| text.message().with("what", what).render(lang);
    let about = match &item.what {
        What::Task { who } | What::Choice { who, .. } => who.join(", "),
        What::Job { job_type } => say(&messages::BY_PROGRAM, job_type),
        What::Customer => say(&messages::BY_CUSTOMER, ""),
        What::Message { name } => say(&messages::FOR_MESSAGE, name),
        What::Signal { name } => say(&messages::FOR_SIGNAL, name),
        What::Timer { due } => say(&messages::FOR_TIME, &instant(*due)),
        What::Condition => say(&messages::FOR_CONDITION, ""),
        What::Call => say(&messages::FOR_CASE, ""),
        What::AdHoc { .. } => say(&messages::FOR_ACTIVITY, ""),
        What::Incident { problem, .. } => say(&messages::STUCK, &problem.render_with(lang, runtime::text)),
    };
    if about.is_empty() { label.to_string() } else { format!("{label}  ({about})") }
}

/// What to type.
pub fn how(item: &Item, lang: Lang) -> &'static str {
    match &item.what {
        What::Task { .. } => &messages::HOW_TASK,
        What::Choice { .. } => &messages::HOW_CHOICE,
        What::Incident { .. } => &messages::HOW_INCIDENT,
        _ => &messages::HOW_EVENT,
    }
    .get(lang)
}

/// An instant in the time zone of this machine.
pub fn instant(micros: i64) -> String {
    let zone = jiff::tz::TimeZone::system();
    let time = Timestamp::from_microsecond(micros).map(|instant| instant.to_zoned(zone));
    time.map(|time| time.strftime("%Y-%m-%d %H:%M:%S").to_string()).unwrap_or_else(|_| micros.to_string())
}
