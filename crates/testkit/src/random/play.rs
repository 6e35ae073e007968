//! A random path on a host.

use super::draft::{KEY, MESSAGES, SIGNALS};
use super::{Choices, Laws, MAIN, moves};
use crate::host::{Host, Message, Refused};
use engine::state::CasePhase;
use engine::{Command, State};
use model::graph::Graph;
use std::sync::Arc;

/// How a path is played.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Everything is done as it is meant, in any order; what is wrong is refused. In the end all work is done, and
    /// the case has to be completed without anything having got stuck on the way.
    Fair,
    /// Anything.
    Wild,
}

/// What a path was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Played {
    /// Commands and other things that were done.
    pub done: usize,
    /// Commands that were refused.
    pub refused: usize,
    /// Events of all cases.
    pub events: usize,
}

/// A path is as long as this at most.
const STEPS: usize = 60;

/// A sound case is at its end after so many further steps.
const STEPS_TO_END: usize = 1_000;

/// Nothing that follows from one step may make more events.
const EVENTS: usize = 200_000;

const MINUTE: i64 = 60 * 1_000_000;

/// Starts a case of [`MAIN`], which the host knows, and plays a path until `choices` has no more bytes.
/// `log` gets what is done, line by line.
///
/// # Errors
/// A law that is broken; see [`Laws::check`].
pub fn play(
    host: &mut dyn Host,
    choices: &mut Choices<'_>,
    manner: Manner,
    log: &mut Vec<String>,
) -> Result<Played, String> {
    let mut player =
        Player { host, manner, log, laws: Laws::default(), played: Played::default(), last: None };
    let case = match player.host.start(MAIN, None, moves::variables(choices)) {
        Ok(case) => case,
        // Without a node that nothing leads to there is no beginning.
        Err(Refused::Rejected { .. }) if manner == Manner::Wild => return Ok(player.played),
        Err(refused) => return Err(refused.to_string()),
    };
    player.look()?;
    for _ in 0..STEPS {
        if choices.is_empty() {
            break;
        }
        player.step(choices)?;
    }
    match manner {
        Manner::Fair => player.finish(&case)?,
        Manner::Wild => player.cancel()?,
    }
    Ok(player.played)
}

struct Player<'h> {
    host: &'h mut dyn Host,
    manner: Manner,
    log: &'h mut Vec<String>,
    laws: Laws,
    played: Played,
    /// The command that was sent last.
    last: Option<(Arc<str>, Command)>,
}

impl Player<'_> {
    /// Does one thing.
    fn step(&mut self, choices: &mut Choices<'_>) -> Result<(), String> {
        let what = choices.pick(16);
        let cases = self.host.cases();
        let active: Vec<_> = cases.iter().filter(|case| case.phase == CasePhase::Active).collect();
        let all = if active.is_empty() || what == 15 { cases.iter().collect() } else { active };
        let Some(case) = all.get(choices.pick(all.len().max(1))).map(|case| case.id.clone()) else {
            return Ok(());
        };
        let (state, graph) = self.case(&case)?;
        match what {
            0..8 => {
                let now = self.host.now();
                let moves = moves::fair(&graph, &state, choices, now);
                match moves.get(choices.pick(moves.len().max(1))).cloned() {
                    Some(command) => self.send(&case, command).map(drop),
                    None => Ok(()),
                }
            }
            8 => {
                let minutes = *choices.one(&[10, 20, 60, 180]);
                let to = self.host.now().saturating_add(minutes * MINUTE);
                self.note(|| format!("advance {minutes} minutes"));
                let done = self.host.advance(to);
                self.after(done)
            }
            9 => {
                let (name, variables) = (*choices.one(&MESSAGES), moves::variables(choices));
                let message = Message { name: name.into(), key: KEY.into(), ttl: 0, variables };
                self.note(|| format!("publish {message:?}"));
                let done = self.host.publish(message);
                self.after(done)
            }
            10 => {
                let (name, variables) = (*choices.one(&SIGNALS), moves::variables(choices));
                self.note(|| format!("broadcast {name}"));
                let done = self.host.broadcast(name, variables);
                self.after(done)
            }
            11 => {
                let command = match choices.pick(3) {
                    0 => Command::Suspend,
                    1 => Command::Resume,
                    _ => {
                        let variables = moves::variables(choices);
                        Command::SetVariables { scope: None, variables, local: false }
                    }
                };
                self.send(&case, command).map(drop)
            }
            12 => {
                self.note(|| format!("migrate {case} to the same version"));
                let done = self.host.migrate(&case, &[]);
                self.after(done)
            }
            13 => match self.last.clone() {
                Some((case, command)) => self.send(&case, command).map(drop),
                None => Ok(()),
            },
            _ if self.manner == Manner::Wild => {
                let command = moves::wild(&graph, &state, choices);
                self.send(&case, command).map(drop)
            }
            _ => {
                let command = moves::unknown(&state, choices);
                match self.send(&case, command)? {
                    true if !state.suspended => Err("a command for nothing was carried out".to_owned()),
                    _ => Ok(()),
                }
            }
        }
    }

    fn case(&self, case: &str) -> Result<(State, Arc<Graph>), String> {
        let state = self.host.state(case).ok_or("a case without a state")?;
        let graph = self.host.graph(&state.version).ok_or("a version without a graph")?;
        Ok((state, graph))
    }

    fn note(&mut self, line: impl FnOnce() -> String) {
        self.played.done += 1;
        self.log.push(line());
    }

    /// Sends a command. Was it carried out? What is refused changes nothing.
    fn send(&mut self, case: &Arc<str>, command: Command) -> Result<bool, String> {
        self.note(|| format!("{case}: {command:?}"));
        let before = self.snapshot();
        self.last = Some((case.clone(), command.clone()));
        match self.host.send(case, command) {
            Ok(()) => self.look().map(|()| true),
            Err(Refused::Rejected { code, .. }) => {
                self.played.refused += 1;
                self.log.push(format!("  refused: {code}"));
                match before == self.snapshot() && !self.laws.is_news(self.host) {
                    true => Ok(false),
                    false => Err(format!("refused as {code}, but something has changed")),
                }
            }
            Err(fault) => Err(fault.to_string()),
        }
    }

    /// All cases as they stand.
    fn snapshot(&self) -> Vec<(Arc<str>, Option<State>)> {
        let of = |case: Arc<str>| (case.clone(), self.host.state(&case));
        self.host.cases().into_iter().map(|case| of(case.id)).collect()
    }

    fn after(&mut self, done: Result<(), Refused>) -> Result<(), String> {
        match done {
            Ok(()) | Err(Refused::Rejected { .. }) => self.look(),
            Err(fault) => Err(fault.to_string()),
        }
    }

    fn look(&mut self) -> Result<(), String> {
        self.laws.check(self.host)?;
        self.played.events = self.laws.events();
        match self.played.events {
            0..EVENTS => Ok(()),
            many => Err(format!("{many} events: it does not stop")),
        }
    }

    /// Does all work that is left. The case has to come to its end.
    fn finish(&mut self, main: &Arc<str>) -> Result<(), String> {
        for _ in 0..STEPS_TO_END {
            let (state, graph) = self.case(main)?;
            if !state.is_active() {
                return self.ended_well(main, &state);
            }
            let mut next = moves::forward(&graph, &state).map(|command| (main.clone(), command));
            for case in self.host.cases().into_iter().rev().filter(|case| case.phase == CasePhase::Active) {
                let (state, graph) = self.case(&case.id)?;
                next = next.or_else(|| Some((case.id.clone(), moves::forward(&graph, &state)?)));
            }
            let Some((case, command)) = next else {
                return Err("all work is done, but the case has not ended".to_owned());
            };
            if !self.send(&case, command)? {
                return Err("what would bring it forward was refused".to_owned());
            }
        }
        Err("it does not come to its end".to_owned())
    }

    fn ended_well(&self, case: &str, state: &State) -> Result<(), String> {
        if state.phase != CasePhase::Completed {
            return Err(format!("it has ended as {:?}", state.phase));
        }
        match self.laws.incidents(case).iter().find(|code| ***code != *"incident.job-failed") {
            Some(code) => Err(format!("something got stuck on the way: {code}")),
            None => Ok(()),
        }
    }

    /// Ends everything by force.
    fn cancel(&mut self) -> Result<(), String> {
        for case in self.host.cases().into_iter().filter(|case| case.phase == CasePhase::Active) {
            let is_active = self.case(&case.id)?.0.is_active(); // its caller may have ended it
            if is_active && !self.send(&case.id, Command::Cancel { reason: None })? {
                return Err("a case cannot be cancelled".to_owned());
            }
        }
        Ok(())
    }
}
