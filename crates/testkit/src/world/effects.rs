//! What follows outside of a case from its events.

use super::World;
use crate::host::{Message, Refused};
use engine::command::Start;
use engine::event::{Caller, Wait};
use engine::{Command, Event, Key, Said};
use expr::Context;
use std::sync::Arc;

/// Something that is still to be done.
#[derive(Debug)]
pub(super) enum Pending {
    /// A case is called.
    Call { at: usize, key: Key, process: Arc<str>, variables: Context },
    /// A called case is not needed any more.
    CancelCall { at: usize, key: Key },
    /// Something is told to the case that called this one.
    Tell { caller: Caller, command: Command },
    /// A message was published; while it is kept, none with the same name, key and id is.
    Publish(Message, Option<Arc<str>>),
    /// A signal was broadcast, by a case or from outside.
    Broadcast { from: Option<usize>, name: Arc<str>, variables: Context },
    /// A message is waited for.
    Opened { at: usize, key: Key },
    /// A command was too long.
    Continue { at: usize, key: Key },
    /// A case has ended that a message had started.
    Ended,
}

/// No scenario has more to do at once.
const MAX_EFFECTS: usize = 1_000_000;

/// What was meant has ended meanwhile: that is no fault.
pub(super) fn tolerate(result: Result<(), Refused>) -> Result<(), Refused> {
    match result {
        Err(Refused::Rejected { .. }) => Ok(()),
        other => other,
    }
}

impl World {
    /// Notes what follows from the events of a case.
    pub(super) fn pend(&mut self, at: usize, events: &[Event]) {
        for event in events {
            if let Some(pending) = self.follows(at, event) {
                let hops = match &pending {
                    Pending::Publish(..) | Pending::Broadcast { .. } => self.hops + 1,
                    Pending::Opened { .. } | Pending::Ended => 0,
                    _ => self.hops,
                };
                self.pending.push_back((hops, pending));
            }
            if self.cases[at].started_by.is_some() && !self.cases[at].state.is_active() {
                self.pending.push_back((0, Pending::Ended));
            }
        }
    }

    fn follows(&self, at: usize, event: &Event) -> Option<Pending> {
        let state = &self.cases[at].state;
        let tell = |command: &dyn Fn(Key) -> Command| {
            state.caller.clone().map(|caller| Pending::Tell { command: command(caller.key), caller })
        };
        match event {
            Event::CallStarted { key, process, variables } => {
                Some(Pending::Call { at, key: *key, process: process.clone(), variables: variables.clone() })
            }
            Event::CallCanceled { key } => Some(Pending::CancelCall { at, key: *key }),
            Event::ContinueRequested { key } => Some(Pending::Continue { at, key: *key }),
            Event::Subscribed { key, wait: Wait::Message { .. }, .. } => {
                Some(Pending::Opened { at, key: *key })
            }
            Event::MessagePublished { name, key, ttl, id, variables } => {
                let (name, key, variables) = (name.clone(), key.clone(), variables.clone());
                Some(Pending::Publish(Message { name, key, ttl: *ttl, variables }, id.clone()))
            }
            Event::SignalBroadcast { name, variables } => {
                Some(Pending::Broadcast { from: Some(at), name: name.clone(), variables: variables.clone() })
            }
            Event::EscalatedToCaller { code, variables } => {
                tell(&|key| Command::EscalateCall { key, code: code.clone(), variables: variables.clone() })
            }
            Event::CaseCompleted { .. } => tell(&|key| Command::CompleteCall {
                key,
                variables: state.variables().cloned().unwrap_or_default(),
            }),
            Event::CaseFailed { code, message, variables } => tell(&|key| Command::FailCall {
                key,
                code: code.clone(),
                message: message.clone(),
                variables: variables.clone(),
            }),
            Event::CaseCanceled { reason } => tell(&|key| Command::FailCall {
                key,
                code: "".into(),
                message: reason.clone().map(Said::from),
                variables: Context::new(),
            }),
            _ => None,
        }
    }

    /// Does everything that is pending, and what follows from it.
    pub(super) fn settle(&mut self) -> Result<(), Refused> {
        for _ in 0..MAX_EFFECTS {
            let Some((hops, pending)) = self.pending.pop_front() else { return Ok(()) };
            self.hops = hops;
            let result = self.carry_out(pending);
            self.hops = 0;
            result?;
        }
        Err(Refused::fault("the world does not come to rest"))
    }

    fn carry_out(&mut self, pending: Pending) -> Result<(), Refused> {
        match pending {
            Pending::Call { at, key, process, variables } => self.call(at, key, &process, variables),
            Pending::CancelCall { at, key } => match self.cases[at].called.remove(&key) {
                Some(called) => tolerate(self.command(called, &Command::Cancel { reason: None })),
                None => Ok(()),
            },
            Pending::Tell { caller, command } => match self.by_id.get(&caller.case) {
                Some(at) => tolerate(self.command(*at, &command)),
                None => Ok(()),
            },
            Pending::Publish(message, id) => self.correlate(message, id),
            Pending::Broadcast { from, name, variables } => self.deliver(from, &name, &variables),
            Pending::Opened { at, key } => self.look_into_buffer(at, key),
            Pending::Continue { at, key } => tolerate(self.command(at, &Command::Continue { key })),
            Pending::Ended => self.start_next(),
        }
    }

    /// Sends a command for which the case has waited: with it begins anew what is counted.
    pub(super) fn reach(&mut self, at: usize, command: &Command) -> Result<(), Refused> {
        let hops = std::mem::take(&mut self.hops);
        let result = self.command(at, command);
        self.hops = hops;
        result
    }

    fn call(&mut self, at: usize, key: Key, process: &str, variables: Context) -> Result<(), Refused> {
        if self.cases[at].state.instance(key).is_none() {
            return Ok(());
        }
        let state = &self.cases[at].state;
        let caller = Caller { case: state.case.clone(), key, depth: state.call_depth() + 1 };
        if self.deployments.newest(process).is_none() {
            let message = Some(format!("There is no workflow {process}.").into());
            let failed = Command::FailCall { key, code: "".into(), message, variables: Context::new() };
            return tolerate(self.command(at, &failed));
        }
        let start = Start { variables, caller: Some(caller), ..Start::default() };
        let called = self.begin(process, start, None)?;
        self.cases[at].called.insert(key, called);
        Ok(())
    }

    /// Delivers a signal to all that wait for it, then to start events. The case that threw it has heard it.
    fn deliver(&mut self, from: Option<usize>, name: &Arc<str>, variables: &Context) -> Result<(), Refused> {
        let mut waiting = Vec::new();
        for (at, case) in self.cases.iter().enumerate().filter(|(at, _)| Some(*at) != from) {
            for (key, wait) in &case.state.subscriptions {
                if matches!(&wait.wait, Wait::Signal { name: waits } if waits == name) {
                    waiting.push((at, *key));
                }
            }
        }
        for (at, key) in waiting {
            tolerate(self.reach(at, &Command::Signal { key, variables: variables.clone() }))?;
        }
        for (process, node) in self.deployments.signal_starts(name) {
            self.begin(
                &process,
                Start { at: Some(node), variables: variables.clone(), ..Start::default() },
                None,
            )?;
        }
        Ok(())
    }
}
