//! (a) Cases in memory: start → service task → exclusive gateway on a variable → user task → end.

use super::failed;
use super::figure::Figure;
use super::meter::{self, Meter};
use crate::output::Failure;
use engine::{Command, Env, Key, Limits, Nothing, State, command::Start, decide};
use expr::{Context, Value};
use jiff::tz::TimeZone;
use model::graph::Graph;
use notation::bpmn::Document;

/// The benchmark process.
pub const CLAIM: &str = include_str!("../../../../../bench/claim.bpmn");
/// The key of its job, in every case.
pub const JOB: Key = Key(2);
/// The key of its task, in every case.
pub const TASK: Key = Key(3);

/// What the program that prices the claim answers.
pub fn priced() -> Context {
    [("amount", Value::from(250))].into_iter().collect()
}

/// What the person who approves it says.
pub fn approved() -> Context {
    [("approved", Value::from(true))].into_iter().collect()
}

/// A process of a document, ready to run.
pub fn graph(bpmn: &str, process: &str) -> Result<Graph, Failure> {
    let first = |found: Vec<model::Diagnostic>| {
        failed(found.first().map(|it| it.message.to_string()).unwrap_or_default())
    };
    let document = Document::parse(bpmn).map_err(first)?;
    Graph::compile(document.definitions(), process).map_err(first)
}

/// Measures `cases` cases, the median of some runs.
pub fn measure(cases: u32, print: &dyn Fn(Figure)) -> Result<(), Failure> {
    let graph = graph(CLAIM, "claim")?;
    let limits = Limits::default();
    let each = (cases / meter::RUNS as u32).max(1);
    let mut runs = Vec::new();
    let mut events = 0;
    for _ in 0..meter::RUNS {
        let meter = Meter::start();
        for _ in 0..each {
            events += one_case(&graph, &limits).map_err(|refused| failed(refused.message()))?;
        }
        runs.push(meter.spent());
    }
    runs.sort_by(|a, b| a.cpu.total_cmp(&b.cpu));
    let of_a_case = events as f64 / f64::from(each) / meter::RUNS as f64;
    let spent = runs.swap_remove(meter::RUNS / 2);
    print(
        Figure::rate("a", "cases in memory", f64::from(each), "cases", spent)
            .with("events a case", of_a_case),
    );
    Ok(())
}

fn one_case(graph: &Graph, limits: &Limits) -> Result<usize, engine::Rejection> {
    let env = Env { now: 0, zone: &TimeZone::UTC, limits, hops: 0, decisions: &Nothing, calendars: &Nothing };
    let mut state = State::new();
    let start = Command::Start(Start { case: "c".into(), version: "v".into(), ..Start::default() });
    let mut events = decide(graph, &mut state, &start, &env)?.len();
    events += decide(graph, &mut state, &Command::CompleteJob { key: JOB, variables: priced() }, &env)?.len();
    events +=
        decide(graph, &mut state, &Command::CompleteTask { key: TASK, variables: approved() }, &env)?.len();
    Ok(if state.is_active() { 0 } else { events })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_runs_to_its_end() {
        let graph = graph(CLAIM, "claim").unwrap();
        assert_eq!(one_case(&graph, &Limits::default()).unwrap(), 15);
    }
}
