//! User task (BPMN 2.0.2, 10.3.3): a person does it.

use crate::ctx::{Ctx, Fault, Outcome};
use crate::event::{Event, Key, Task};
use crate::variables::{brief, check_name, check_names};
use crate::words::because;
use crate::{messages, timer};
use expr::Value;
use lang::Text;
use model::graph::{Formula, Node, UserTask};
use model::words;
use std::sync::Arc;

/// Offers the task.
pub(super) fn begin(ctx: &mut Ctx, key: Key, node: &Node, task: &UserTask) -> Outcome {
    let task = offer(ctx, key, node, task)?;
    ctx.emit(Event::TaskCreated { key, task });
    Ok(())
}

/// Who it is for, until when: computed from the workflow; the lane's team if nobody is named.
pub(super) fn offer(ctx: &Ctx, key: Key, node: &Node, task: &UserTask) -> Outcome<Task> {
    let names = |formula: &Option<Formula>, what: &'static Text| {
        formula.as_ref().map_or(Ok(Vec::new()), |it| names(ctx, it, key, what))
    };
    let calendar = node.calendar.as_deref();
    let instant = |formula: &Option<Formula>| match formula {
        None => Ok(None),
        Some(formula) => match ctx.eval(formula, key)? {
            evaluation if evaluation.value.is_null() => Ok(None),
            evaluation => timer::instant(&evaluation, calendar, &ctx.env).map(Some),
        },
    };
    let assignee = match &task.assignee {
        None => None,
        Some(formula) => match ctx.eval(formula, key)?.value {
            Value::Null => None,
            _ => Some(ctx.text(formula, key, &words::IN_ASSIGNEE)?).filter(|name| !name.is_empty()),
        },
    };
    let mut groups = names(&task.candidate_groups, &words::IN_GROUPS)?;
    let users = names(&task.candidate_users, &words::IN_USERS)?;
    if groups.is_empty() && users.is_empty() && assignee.is_none() {
        let lane = node.lane.as_ref();
        lane.map_or(Ok(()), |lane| check_name(lane, &words::IN_GROUPS, ctx.env.limits.name_bytes))?;
        groups.extend(lane.cloned());
    }
    let due = match instant(&task.due_date)? {
        Some(due) => Some(due),
        None => instant(&node.within)?,
    };
    Ok(Task {
        assignee,
        groups,
        users,
        due,
        follow_up: instant(&task.follow_up_date)?,
        priority: priority(ctx, task, key)?,
    })
}

/// A list of names, or a text with commas.
fn names(ctx: &Ctx, formula: &Formula, key: Key, what: &'static Text) -> Outcome<Vec<Arc<str>>> {
    let evaluation = ctx.eval(formula, key)?;
    let refused = |value: &Value| {
        let message = messages::NOT_NAMES.message().with("value", brief(value));
        Fault(message.with_message("reason", because(&evaluation.warnings)))
    };
    let names: Vec<Arc<str>> = match &evaluation.value {
        Value::Null => Vec::new(),
        Value::String(text) => {
            text.split(',').map(str::trim).filter(|name| !name.is_empty()).map(Arc::from).collect()
        }
        Value::List(items) => {
            let name = |item: &Value| item.as_str().map(Arc::from).ok_or_else(|| refused(item));
            items.iter().map(name).collect::<Outcome<_>>()?
        }
        value => return Err(refused(value)),
    };
    check_names(&names, what, ctx.env.limits)?;
    Ok(names)
}

fn priority(ctx: &Ctx, task: &UserTask, key: Key) -> Outcome<Option<u8>> {
    let Some(formula) = &task.priority else { return Ok(None) };
    let value = ctx.eval(formula, key)?.value;
    if value.is_null() {
        return Ok(None);
    }
    match UserTask::priority_of(&value) {
        Some(priority) => Ok(Some(priority)),
        None => Err(Fault(
            messages::NOT_A_PRIORITY.message().with("expression", crate::variables::source(formula)),
        )),
    }
}
