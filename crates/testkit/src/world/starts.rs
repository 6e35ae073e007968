//! Timer start events.

use super::World;
use super::deployment::{text, triggered_starts};
use crate::host::Refused;
use engine::command::Start;
use model::bpmn::TimerKind;
use model::graph::{NodeIx, Trigger};
use model::timer::{self, Every};
use std::sync::Arc;

/// A timer start event that waits.
#[derive(Debug)]
pub(super) struct StartTimer {
    process: Arc<str>,
    node: NodeIx,
    /// When it starts the next case, µs UTC.
    pub(super) due: i64,
    every: Option<Every>,
    /// How often after that; `None`: for ever.
    left: Option<u32>,
    /// Never after this, µs UTC.
    end: Option<i64>,
}

impl World {
    /// Sets the timers of the newest version of a workflow, in place of those of the version before.
    pub(super) fn schedule_starts(&mut self, process: &Arc<str>) -> Result<(), Refused> {
        self.start_timers.retain(|timer| timer.process != *process);
        let Some(version) = self.deployments.newest(process) else { return Ok(()) };
        for (node, trigger) in triggered_starts(&version.graph) {
            let Trigger::Timer(timer) = trigger else { continue };
            let value = text(&timer.value).ok_or_else(|| Refused::fault("a start timer is computed"))?;
            let timer = self.start_timer(process.clone(), node, timer.kind, value)?;
            self.start_timers.extend(timer);
        }
        Ok(())
    }

    fn start_timer(
        &self,
        process: Arc<str>,
        node: NodeIx,
        kind: TimerKind,
        value: &str,
    ) -> Result<Option<StartTimer>, Refused> {
        let once = |due: Option<i64>| {
            due.map(|due| StartTimer {
                process: process.clone(),
                node,
                due,
                every: None,
                left: None,
                end: None,
            })
        };
        match kind {
            TimerKind::Date => {
                timer::date(value, &self.zone).map(|due| once(Some(due))).map_err(|m| Refused::by(&m))
            }
            TimerKind::Duration => {
                let span = timer::duration(value).map_err(|m| Refused::by(&m))?;
                Ok(once(timer::after(self.now, span, &self.zone)))
            }
            TimerKind::Cycle => {
                let cycle = timer::cycle(value, &self.zone).map_err(|m| Refused::by(&m))?;
                let every = Every::parse(&cycle.every).map_err(|m| Refused::by(&m))?;
                let due = cycle.start.or_else(|| every.after(self.now, &self.zone));
                let left = cycle.times.map(|times| times.saturating_sub(1));
                let timer = |due| StartTimer { process, node, due, every: Some(every), left, end: cycle.end };
                Ok(due.filter(|due| cycle.begins(*due)).map(timer))
            }
        }
    }

    /// Starts a case by a timer, and sets the timer anew or takes it away.
    pub(super) fn fire_start_timer(&mut self, at: usize) -> Result<(), Refused> {
        let timer = &mut self.start_timers[at];
        let (process, node) = (timer.process.clone(), timer.node);
        let next = match (&timer.every, timer.left) {
            (None, _) | (_, Some(0)) => None,
            (Some(every), _) => {
                every.after(timer.due, &self.zone).filter(|next| timer.end.is_none_or(|end| *next <= end))
            }
        };
        match next {
            Some(due) => {
                timer.due = due;
                timer.left = timer.left.map(|left| left - 1);
            }
            None => {
                self.start_timers.remove(at);
            }
        }
        self.begin(&process, Start { at: Some(node), ..Start::default() }, None)?;
        Ok(())
    }
}
