//! What else an event of a case says, for a person.

use super::super::run::instant;
use engine::Event;
use engine::event::{Task, Wait};
use expr::Context;
use lang::Lang;
use model::graph::{FlowIx, Graph, NodeIx};

/// Variables of the engine itself, which nobody has set.
const OWN: &str = "stepwell:";

/// What else the event says, in `lang` where it is a sentence. Empty if nothing.
pub fn details(event: &Event, graph: Option<&Graph>, lang: Lang) -> String {
    let label =
        |node: NodeIx| graph.and_then(|it| it.nodes.get(node.0 as usize)).map(|it| it.label().to_string());
    match event {
        Event::CaseStarted(started) => format!("{} · {}", started.case, started.version),
        Event::VariablesSet { values, .. } => variables(values),
        Event::JobCreated { job_type, .. } => job_type.to_string(),
        Event::JobFailed { retries, message, not_before, .. } => {
            let again = not_before.map(|at| format!(" → {}", instant(at))).unwrap_or_default();
            format!("{} ({retries}){again}", message.render_with(lang, runtime::text))
        }
        Event::JobRetriesSet { retries, .. } => retries.to_string(),
        Event::TaskCreated { task, .. } | Event::TaskUpdated { task, .. } => self::task(task),
        Event::TaskCompleted { chosen, .. } => labels(graph, chosen),
        Event::Subscribed { wait, .. } => self::wait(wait),
        Event::Rescheduled { due, .. } => instant(*due),
        Event::ConditionSeen { holds, .. } => holds.to_string(),
        Event::IncidentRaised { problem, .. } | Event::Warned { problem, .. } => {
            problem.render_with(lang, runtime::text)
        }
        Event::ErrorCaught { code, message, .. } | Event::CaseFailed { code, message, .. } => {
            let message = message.as_ref().map(|message| message.render_with(lang, runtime::text));
            [Some(code.to_string()), message].into_iter().flatten().collect::<Vec<_>>().join(": ")
        }
        Event::EscalationThrown { code, .. } | Event::EscalatedToCaller { code, .. } => code.to_string(),
        Event::MessagePublished { name, key, .. } if key.is_empty() => name.to_string(),
        Event::MessagePublished { name, key, .. } => format!("{name} · {key}"),
        Event::SignalBroadcast { name, .. } => name.to_string(),
        Event::CallStarted { process, .. } => process.to_string(),
        Event::MultiStarted { count, .. } => count.to_string(),
        Event::MultiProgress { index, output, .. } => {
            let output = output.as_ref().map(|value| format!(": {}", value.to_json())).unwrap_or_default();
            format!("#{}{output}", index + 1)
        }
        Event::AdHocQueued { nodes, .. } => {
            nodes.iter().filter_map(|node| label(*node)).collect::<Vec<_>>().join(", ")
        }
        Event::OutcomeSet { outcome } => outcome.to_string(),
        Event::Migrated { version, .. } => version.to_string(),
        Event::CaseCompleted { outcome, end } => {
            let end = end.and_then(label);
            end.into_iter().chain(outcome.as_ref().map(ToString::to_string)).collect::<Vec<_>>().join(" · ")
        }
        Event::CaseCanceled { reason } => reason.as_deref().unwrap_or_default().to_owned(),
        _ => String::new(),
    }
}

fn variables(values: &Context) -> String {
    let set = values.iter().filter(|(name, _)| !name.starts_with(OWN));
    set.map(|(name, value)| format!("{name} = {}", value.to_json())).collect::<Vec<_>>().join(", ")
}

fn task(task: &Task) -> String {
    let who = task.assignee.iter().chain(&task.users).chain(&task.groups).map(ToString::to_string);
    let due = task.due.map(|due| format!("⏱ {}", instant(due)));
    who.chain(due).collect::<Vec<_>>().join(", ")
}

fn wait(wait: &Wait) -> String {
    match wait {
        Wait::Timer { due, .. } => format!("⏱ {}", instant(*due)),
        Wait::Message { name, key, .. } => format!("✉ {name} · {key}"),
        Wait::Signal { name } => name.to_string(),
        _ => String::new(),
    }
}

fn labels(graph: Option<&Graph>, flows: &[FlowIx]) -> String {
    let label = |flow: &FlowIx| {
        let graph = graph?;
        let way = graph.flows.get(flow.0 as usize)?;
        Some(way.name.as_ref().unwrap_or_else(|| graph.node(way.target).label()).to_string())
    };
    flows.iter().filter_map(label).collect::<Vec<_>>().join(", ")
}
