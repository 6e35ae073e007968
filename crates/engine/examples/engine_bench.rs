//! How many cases the engine carries through in memory: start → service task → exclusive gateway → user task → end.
//!
//! `cargo run --release -p engine --example engine_bench [CASES]`

use engine::{Command, Env, Key, Limits, Nothing, State, command::Start, decide};
use expr::{Context, Value};
use jiff::tz::TimeZone;
use model::graph::Graph;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let cases: u32 = std::env::args().nth(1).map_or(Ok(200_000), |text| text.parse())?;
    let document = notation::bpmn::Document::parse(include_str!("../../../bench/claim.bpmn")).map_err(|d| format!("{d:?}"))?;
    let graph = Graph::compile(document.definitions(), "claim").map_err(|d| format!("{d:?}"))?;
    let limits = Limits::default();
    let begin = Instant::now();
    let mut events = 0;
    for _ in 0..cases {
        events += one_case(&graph, &limits)?;
    }
    let seconds = begin.elapsed().as_secs_f64();
    println!("{:.0} cases/s, {:.2} µs a case, {} events a case", f64::from(cases) / seconds, seconds * 1e6 / f64::from(cases), events / cases as usize);
    Ok(())
}

fn one_case(graph: &Graph, limits: &Limits) -> Result<usize, engine::Rejection> {
    let env = Env { now: 0, zone: &TimeZone::UTC, limits, decisions: &Nothing, calendars: &Nothing };
    let mut state = State::new();
    let start = Command::Start(Start { case: "c".into(), version: "v".into(), ..Start::default() });
    let mut events = decide(graph, &mut state, &start, &env)?.len();
    let variables: Context = [("amount", Value::from(250))].into_iter().collect();
    events += decide(graph, &mut state, &Command::CompleteJob { key: Key(2), variables }, &env)?.len();
    let variables: Context = [("approved", Value::from(true))].into_iter().collect();
    events += decide(graph, &mut state, &Command::CompleteTask { key: Key(3), variables }, &env)?.len();
    assert!(!state.is_active());
    Ok(events)
}
