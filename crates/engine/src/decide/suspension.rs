//! A case that is suspended: what programs and the clock say meanwhile is held, and done when it is resumed.

use super::{carry_out, work};
use crate::command::Command;
use crate::ctx::Ctx;
use crate::event::{Event, Wait};
use crate::rejection::Rejection;
use crate::{lifecycle, messages, words};

/// Programs and the clock cannot be asked to come again later without losing something: what they say is held.
/// People are told that the case is suspended.
pub(super) fn while_suspended(ctx: &mut Ctx, command: &Command) -> Result<(), Rejection> {
    match command {
        Command::Cancel { .. }
        | Command::SetVariables { .. }
        | Command::Modify { .. }
        | Command::SetJobRetries { .. } => carry_out(ctx, command),
        Command::CompleteJob { .. }
        | Command::FailJob { .. }
        | Command::ThrowJobError { .. }
        | Command::Correlate { .. }
        | Command::FireTimer { .. }
        | Command::Signal { .. }
        | Command::CompleteCall { .. }
        | Command::FailCall { .. }
        | Command::EscalateCall { .. }
        | Command::Continue { .. } => {
            let limit = ctx.env.limits.held;
            if ctx.state().held.len() >= limit {
                return Err(messages::TOO_MANY_HELD.message().with("limit", limit).into());
            }
            check_addressed(ctx, command)?;
            if happens_each_time(command) || !ctx.state().held.contains(command) {
                ctx.emit(Event::Held { command: Box::new(command.clone()) });
            }
            Ok(())
        }
        _ => Err((&messages::SUSPENDED).into()),
    }
}

/// Two equal messages are two; a timer that is due, or a job that is done, is told again by whoever does not know
/// that it was told.
fn happens_each_time(command: &Command) -> bool {
    matches!(command, Command::Correlate { .. } | Command::Signal { .. } | Command::EscalateCall { .. })
}

/// Is what the command speaks of still there?
fn check_addressed(ctx: &Ctx, command: &Command) -> Result<(), Rejection> {
    match command {
        Command::CompleteJob { key, .. }
        | Command::FailJob { key, .. }
        | Command::ThrowJobError { key, .. } => work::job(ctx, *key),
        Command::Correlate { key, .. } | Command::FireTimer { key } | Command::Signal { key, .. } => {
            let open = ctx.state().subscriptions.contains_key(key);
            if open { Ok(()) } else { Err(Rejection::not_found(&words::AWAITED, *key)) }
        }
        Command::CompleteCall { key, .. }
        | Command::FailCall { key, .. }
        | Command::EscalateCall { key, .. } => work::call(ctx, *key),
        _ => Ok(()),
    }
}

pub(super) fn resume(ctx: &mut Ctx) -> Result<(), Rejection> {
    if !ctx.state().suspended {
        return Err((&messages::NOT_SUSPENDED).into());
    }
    let held = ctx.state().held.clone();
    let waits: Vec<Option<Wait>> = held.iter().map(|command| awaited_message(ctx, command)).collect();
    ctx.emit(Event::CaseResumed);
    ctx.variables_changed = true;
    lifecycle::run(ctx);
    for (mut command, wait) in held.into_iter().zip(waits) {
        if !ctx.state().is_active() {
            break;
        }
        if let Some(wait) = wait {
            address(ctx, &mut command, &wait);
        }
        // What it spoke of may be gone by what was held before it.
        if carry_out(ctx, &command).is_ok() {
            lifecycle::run(ctx);
        }
    }
    Ok(())
}

/// The message that a held command brings, by the subscription that it is for.
fn awaited_message(ctx: &Ctx, command: &Command) -> Option<Wait> {
    let Command::Correlate { key, .. } = command else { return None };
    ctx.state().subscriptions.get(key).map(|it| it.wait.clone())
}

/// While nothing went on, every message was for the one subscription that was open. Where a message before it has
/// closed that one, it is for the next that waits for the same: another run, or the step entered again.
fn address(ctx: &Ctx, command: &mut Command, wait: &Wait) {
    let Command::Correlate { key, .. } = command else { return };
    let open = &ctx.state().subscriptions;
    if !open.contains_key(key)
        && let Some((next, _)) = open.iter().find(|(_, it)| it.wait == *wait)
    {
        *key = *next;
    }
}
