//! About how many bytes things take: what a case holds, and what one command makes, is limited by it.

use crate::command::{Command, Modification, Start};
use crate::event::{Event, Task, Undo};
use crate::state::{Instance, Runs, State};
use expr::{Context, Value};
use std::sync::Arc;

/// What everything takes beside its contents.
const FRAME: usize = 64;

/// Variables with their names.
pub(crate) fn context(context: &Context) -> usize {
    context.iter().map(|(name, value)| entry(name, value)).sum()
}

/// One variable with its name.
pub(crate) fn entry(name: &str, value: &Value) -> usize {
    name.len() + value.approx_size()
}

/// The items of a list.
pub(crate) fn items(items: &[Value]) -> usize {
    items.iter().map(Value::approx_size).sum()
}

/// How something can be undone. Records are nested as deep as scopes are.
pub(crate) fn undo(record: &Undo) -> usize {
    FRAME + context(&record.locals) + record.inside.iter().map(undo).sum::<usize>()
}

/// A command that is held.
pub(crate) fn command(command: &Command) -> usize {
    FRAME + payload(command).map(context).sum::<usize>()
}

/// All variables that a command brings.
pub(crate) fn payload(command: &Command) -> impl Iterator<Item = &Context> {
    let (one, changes) = match command {
        Command::Start(Start { variables, .. })
        | Command::CompleteJob { variables, .. }
        | Command::ThrowJobError { variables, .. }
        | Command::CompleteTask { variables, .. }
        | Command::Choose { variables, .. }
        | Command::Correlate { variables, .. }
        | Command::Signal { variables, .. }
        | Command::Trigger { variables, .. }
        | Command::CompleteCall { variables, .. }
        | Command::FailCall { variables, .. }
        | Command::EscalateCall { variables, .. }
        | Command::SetVariables { variables, .. } => (Some(variables), &[][..]),
        Command::Modify { changes } => (None, changes.as_slice()),
        _ => (None, &[][..]),
    };
    one.into_iter().chain(changes.iter().filter_map(brought))
}

fn brought(change: &Modification) -> Option<&Context> {
    match change {
        Modification::StartBefore { variables, .. } => Some(variables),
        Modification::CancelStep { .. } => None,
    }
}

/// What a case holds, all counted anew.
pub(crate) fn state(state: &State) -> usize {
    let instances = state.instances.values().map(instance).sum::<usize>();
    instances + state.held.iter().map(command).sum::<usize>()
}

fn instance(instance: &Instance) -> usize {
    let undoing = instance.undoing.iter().flat_map(|queue| queue.iter()).map(|(_, record)| undo(record));
    let inside = instance.inside.as_deref().map_or(0, |inside| {
        let runs = inside.runs.as_ref().map_or(0, runs);
        runs + inside.undo.iter().map(undo).sum::<usize>()
    });
    context(&instance.locals) + undoing.sum::<usize>() + inside
}

/// The items of a repeated activity, and the results that there are.
pub(crate) fn runs(runs: &Runs) -> usize {
    let results = runs.outputs.iter().filter(|result| !result.is_null());
    runs.items.as_ref().map_or(0, |list| items(list)) + results.map(Value::approx_size).sum::<usize>()
}

/// What an event takes in the log.
pub(crate) fn event(event: &Event) -> usize {
    let contents = match event {
        Event::CaseStarted(started) => context(&started.variables),
        Event::VariablesSet { values: variables, .. }
        | Event::MessagePublished { variables, .. }
        | Event::SignalBroadcast { variables, .. }
        | Event::CallStarted { variables, .. }
        | Event::EscalatedToCaller { variables, .. }
        | Event::CaseFailed { variables, .. } => context(variables),
        Event::MultiStarted { items: Some(list), .. } => items(list),
        Event::MultiProgress { output: Some(output), .. } => output.approx_size(),
        Event::CompensationOffered { record, .. } => undo(record),
        Event::CompensationTaken { records, .. } => records.iter().map(|(_, record)| undo(record)).sum(),
        Event::TaskCreated { task, .. } | Event::TaskUpdated { task, .. } => names(task),
        Event::Held { command: held } => command(held),
        Event::IncidentRaised { problem, .. } | Event::Warned { problem, .. } => problem.size(),
        Event::JobFailed { message, .. } => message.size(),
        _ => 0,
    };
    FRAME + contents
}

fn names(task: &Task) -> usize {
    let all = task.assignee.iter().chain(&task.groups).chain(&task.users);
    all.map(|name: &Arc<str>| FRAME + name.len()).sum()
}
