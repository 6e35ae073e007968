//! Plays every file of `templates/` through: whatever people and the clock can do is tried, until each step and each
//! end was reached. Nothing may get stuck on the way, and no program is there to help.

use engine::command::Start;
use engine::event::Wait;
use engine::state::{CasePhase, Work};
use engine::{Command, Env, Event, Limits, Nothing, State};
use expr::Context;
use jiff::tz::TimeZone;
use lang::Lang;
use model::graph::{Graph, Kind, NodeIx};
use notation::outline;
use std::collections::{BTreeSet, HashSet, VecDeque};
use std::fs;
use std::path::PathBuf;
use testkit::scenario::START_OF_TIME;

/// Positions that are looked at before a step counts as out of reach.
const MAX_POSITIONS: usize = 50_000;

/// Moves that a case may need to close after its end.
const MAX_MOVES_TO_CLOSE: usize = 50;

/// Where a case stands, and when.
#[derive(Clone)]
struct Position {
    state: State,
    now: i64,
}

/// A template, and what of it was seen.
struct Play {
    graph: Graph,
    limits: Limits,
    seen: BTreeSet<NodeIx>,
    faults: Vec<String>,
}

impl Play {
    fn of(text: &str, workflow: &str) -> Self {
        let outline = outline::parse(text, None).outline.expect("can be read");
        let definitions = outline::to_definitions(&outline).expect("can be made into a model");
        let graph = Graph::compile(&definitions, workflow).expect("can run");
        Self { graph, limits: Limits::default(), seen: BTreeSet::from([Graph::ROOT]), faults: Vec::new() }
    }

    /// Tries everything, nearest first, until all of the workflow was seen.
    fn search(&mut self) {
        let new = Position { state: State::new(), now: START_OF_TIME };
        let begin = Command::Start(Start { case: "case-1".into(), ..Start::default() });
        let mut known = HashSet::new();
        let mut open = VecDeque::from_iter(self.after(&new, &(begin, START_OF_TIME)));
        while let Some(position) = open.pop_front() {
            if self.seen.len() == self.graph.nodes.len() || known.len() == MAX_POSITIONS {
                return;
            }
            let moves = self.moves(&position);
            if moves.is_empty() && position.state.is_active() {
                self.faults.push(format!("nothing can be done any more: {}", self.place(&position)));
            }
            let next: Vec<Position> = moves.iter().filter_map(|step| self.after(&position, step)).collect();
            open.extend(next.into_iter().filter(|next| !repeats(next) && known.insert(self.place(next))));
        }
    }

    /// What people can do, and the next thing that the clock does.
    fn moves(&self, position: &Position) -> Vec<(Command, i64)> {
        let mut moves = Vec::new();
        let variables = Context::new;
        for (&key, instance) in &position.state.instances {
            let node = self.graph.node(instance.node);
            match (&instance.work, &node.kind) {
                (Work::Task(_), Kind::Exclusive(_)) => {
                    moves.extend(node.outgoing.iter().map(|&flow| Command::Choose {
                        key,
                        flows: vec![flow],
                        variables: variables(),
                    }))
                }
                (Work::Task(_), _) => moves.push(Command::CompleteTask { key, variables: variables() }),
                _ => {}
            }
        }
        let waits = &position.state.subscriptions;
        let by_hand = waits.iter().filter(|(_, wait)| wait.wait == Wait::Hand);
        moves.extend(by_hand.map(|(&key, _)| Command::Trigger { key, variables: variables() }));
        let mut moves: Vec<(Command, i64)> =
            moves.into_iter().map(|command| (command, position.now)).collect();
        let timers = waits.iter().filter_map(|(&key, wait)| match wait.wait {
            Wait::Timer { due, .. } => Some((Command::FireTimer { key }, due.max(position.now))),
            _ => None,
        });
        moves.extend(timers.min_by_key(|(_, due)| *due));
        moves
    }

    /// Where a move leads to; nowhere if it must not be.
    fn after(&mut self, position: &Position, (command, now): &(Command, i64)) -> Option<Position> {
        let mut next = Position { state: position.state.clone(), now: *now };
        let env = Env {
            now: *now,
            zone: &TimeZone::UTC,
            limits: &self.limits,
            hops: 0,
            decisions: &Nothing,
            calendars: &Nothing,
        };
        let events = match engine::decide(&self.graph, &mut next.state, command, &env) {
            Ok(events) => events,
            Err(rejection) => {
                self.faults.push(format!("{command:?} was refused: {}", rejection.message()));
                return None;
            }
        };
        let mut ended = None;
        for event in &events {
            match event {
                Event::IncidentRaised { problem, .. } => {
                    self.faults.push(format!("{} at {}", problem.text, self.place(position)));
                    return None;
                }
                Event::Entered { node, .. } | Event::Joined { node, .. } => {
                    self.seen.insert(*node);
                }
                Event::Passed { node, .. } => {
                    let first = self.seen.insert(*node);
                    ended = ended.or_else(|| self.graph.node(*node).outcome.clone().filter(|_| first));
                }
                _ => {}
            }
        }
        if let Some(outcome) = ended {
            self.close(next.clone(), &outcome);
        }
        Some(next)
    }

    /// A case that came to an end with an outcome closes with it as soon as people have done what is left.
    fn close(&mut self, mut position: Position, outcome: &str) {
        for _ in 0..MAX_MOVES_TO_CLOSE {
            let Some(step) = self.moves(&position).into_iter().next() else { break };
            match self.after(&position, &step) {
                Some(next) => position = next,
                None => break,
            }
        }
        let State { phase, outcome: counted, .. } = &position.state;
        if *phase != CasePhase::Completed || counted.as_deref() != Some(outcome) {
            self.faults.push(format!(
                "did not close as {outcome}: {phase:?}, {counted:?}, {}",
                self.place(&position)
            ));
        }
    }

    /// A position in words: what is active, in which order the clocks go off, what is known.
    fn place(&self, position: &Position) -> String {
        let name = |node: NodeIx| &*self.graph.node(node).id;
        let mut active: Vec<&str> = position.state.instances.values().map(|it| name(it.node)).collect();
        active.sort_unstable();
        let mut clocks: Vec<(i64, &str)> = Vec::new();
        for wait in position.state.subscriptions.values() {
            if let Wait::Timer { due, .. } = wait.wait {
                clocks.push((due, name(wait.node)));
            }
        }
        clocks.sort_unstable();
        let clocks: Vec<&str> = clocks.into_iter().map(|(_, name)| name).collect();
        format!("{active:?} {clocks:?} {:?}", position.state.variables())
    }

    fn unseen(&self) -> Vec<String> {
        let nodes = self.graph.iter().filter(|(ix, _)| !self.seen.contains(ix));
        nodes
            .map(|(_, node)| format!("{} was never reached", node.name.as_deref().unwrap_or(&node.id)))
            .collect()
    }
}

/// Whether a step is open twice: what is done beside the way and left lying says nothing new.
fn repeats(position: &Position) -> bool {
    let mut nodes = HashSet::new();
    !position.state.instances.values().all(|instance| nodes.insert(instance.node))
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../templates")
}

#[test]
fn every_template_runs_by_people_to_each_of_its_ends() {
    let mut faults = Vec::new();
    let folders = fs::read_dir(root()).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_dir());
    for folder in folders {
        let workflow = folder.file_name().into_string().unwrap();
        for lang in Lang::ALL {
            let label = format!("{workflow}/{}.txt", lang.code());
            let text = fs::read_to_string(root().join(&label)).unwrap();
            let mut play = Play::of(&text, &workflow);
            play.search();
            let missed = play.unseen();
            faults.extend(play.faults.iter().chain(&missed).map(|fault| format!("{label}: {fault}")));
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults[..faults.len().min(40)].join("\n"));
}
