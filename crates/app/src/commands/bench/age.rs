//! (i) What a command costs in a case with a long past beside a young one, and what an item of a multi-instance
//! activity costs when there are many: in the engine alone, and durable on SQLite.

use super::failed;
use super::figure::Figure;
use super::load;
use super::memory::graph;
use super::meter::{Meter, Spent};
use crate::output::Failure;
use engine::command::Start;
use engine::event::Event;
use engine::{Command, Env, Key, Limits, Nothing, State, decide};
use expr::{Context, Value};
use jiff::tz::TimeZone;
use model::graph::Graph;
use runtime::{Call, Connector, Connectors, NewCase, Options, Runtime};
use std::path::Path;

/// Commands over which the cost is taken.
const WINDOW: u32 = 500;
/// Windows at the beginning and at the end of the case's life, of which the median counts.
const WINDOWS: usize = 5;
/// Fresh nodes that load a case, of which the median counts.
const LOADS: u32 = 5;

/// A task that comes again and again.
const LOOP: &str = r#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:stepwell:bench">
<process id="again" isExecutable="true"><startEvent id="begin"/><sequenceFlow id="f1" sourceRef="begin" targetRef="task"/>
<userTask id="task" name="Again"/><sequenceFlow id="f2" sourceRef="task" targetRef="enough"/>
<exclusiveGateway id="enough" default="f4"/><sequenceFlow id="f3" sourceRef="enough" targetRef="end">
<conditionExpression>=count &lt; 0</conditionExpression></sequenceFlow><sequenceFlow id="f4" sourceRef="enough" targetRef="task"/>
<endEvent id="end"/></process></definitions>"#;

/// A job for every item, all at the same time, and their results in a list.
const MULTI: &str = r#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="urn:stepwell:bench">
<process id="multi" isExecutable="true"><startEvent id="begin"/><sequenceFlow id="f1" sourceRef="begin" targetRef="items"/>
<serviceTask id="items"><extensionElements><zeebe:taskDefinition type="bench.item"/></extensionElements>
<multiInstanceLoopCharacteristics><extensionElements><zeebe:loopCharacteristics inputCollection="=items" inputElement="item" outputCollection="results" outputElement="=item"/></extensionElements></multiInstanceLoopCharacteristics>
</serviceTask><sequenceFlow id="f2" sourceRef="items" targetRef="end"/><endEvent id="end"/></process></definitions>"#;

/// The items of the multi-instance activities.
fn sizes(items: u32) -> [u32; 3] {
    [items / 100, items / 10, items].map(|size| size.max(1))
}

fn items(count: u32) -> Context {
    let items: Vec<Value> = (0..i64::from(count)).map(Value::from).collect();
    [("items", Value::from(items))].into_iter().collect()
}

/// What a command costs in the first windows of the case's life, and in the last ones.
fn per_command(name: &str, windows: &[Spent], print: &dyn Fn(Figure)) {
    let last = windows.len().saturating_sub(WINDOWS);
    for part in [0..WINDOWS.min(windows.len()), last..windows.len()] {
        let name = format!("{name}, after {} commands", part.start as u32 * WINDOW);
        let mut spent = windows[part].to_vec();
        spent.sort_by(|a, b| a.cpu.total_cmp(&b.cpu));
        let spent = spent[spent.len() / 2];
        let micros = spent.cpu * 1e6 / f64::from(WINDOW);
        print(Figure::rate("i", name, f64::from(WINDOW), "commands", spent).with("CPU µs each", micros));
    }
}

fn per_item(name: &str, count: u32, spent: Spent) -> Figure {
    let name = format!("{name}, {count} items");
    Figure::rate("i", name, f64::from(count), "items", spent)
        .with("CPU µs each", spent.cpu * 1e6 / f64::from(count))
}

/// The engine alone.
pub fn in_memory(commands: u32, items: u32, print: &dyn Fn(Figure)) -> Result<(), Failure> {
    let mut case = Memory::start(graph(LOOP, "again")?, Context::new())?;
    let mut windows = Vec::new();
    for _ in 0..commands.div_ceil(WINDOW).max(1) {
        let meter = Meter::start();
        for _ in 0..WINDOW {
            let key = case.task.ok_or_else(|| failed("there is no task"))?;
            let variables = [("count", Value::from(1))].into_iter().collect();
            case.send(&Command::CompleteTask { key, variables })?;
        }
        windows.push(meter.spent());
    }
    per_command("engine, a command", &windows, print);
    for count in sizes(items) {
        let graph = graph(MULTI, "multi")?;
        let meter = Meter::start();
        let mut case = Memory::start(graph, self::items(count))?;
        while let Some(key) = case.jobs.pop() {
            case.send(&Command::CompleteJob { key, variables: Context::new() })?;
        }
        if case.state.is_active() {
            return Err(failed("the multi-instance activity has not ended"));
        }
        print(per_item("engine, multi-instance", count, meter.spent()));
    }
    Ok(())
}

/// A case in memory, with the jobs that it offers.
struct Memory {
    graph: Graph,
    state: State,
    limits: Limits,
    jobs: Vec<Key>,
    task: Option<Key>,
}

impl Memory {
    fn start(graph: Graph, variables: Context) -> Result<Self, Failure> {
        let mut case =
            Self { graph, state: State::new(), limits: Limits::default(), jobs: Vec::new(), task: None };
        case.send(&Command::Start(Start {
            case: "c".into(),
            version: "v".into(),
            variables,
            ..Start::default()
        }))?;
        Ok(case)
    }

    /// Carries out a command, and what did not fit into it.
    fn send(&mut self, command: &Command) -> Result<(), Failure> {
        let mut next = Some(command.clone());
        while let Some(command) = next.take() {
            let env = Env {
                now: 0,
                zone: &TimeZone::UTC,
                limits: &self.limits,
                hops: 0,
                decisions: &Nothing,
                calendars: &Nothing,
            };
            let events =
                decide(&self.graph, &mut self.state, &command, &env).map_err(|it| failed(it.message()))?;
            for event in events {
                match event {
                    Event::JobCreated { key, .. } => self.jobs.push(key),
                    Event::TaskCreated { key, .. } => self.task = Some(key),
                    Event::ContinueRequested { key } => next = Some(Command::Continue { key }),
                    _ => {}
                }
            }
        }
        Ok(())
    }
}

/// Does nothing, at once.
#[derive(Debug)]
struct Item;

impl Connector for Item {
    type Input = serde_json::Value;
    type Output = serde_json::Value;
    const KIND: &'static str = "bench.item";

    async fn run(&self, _call: Call, _input: Self::Input) -> Result<Self::Output, runtime::Failure> {
        Ok(serde_json::json!({}))
    }
}

/// Durable on SQLite.
pub async fn durable(dir: &Path, commands: u32, items: u32, print: &dyn Fn(Figure)) -> Result<(), Failure> {
    let folder = load::folder(dir)?;
    let options = || Options { connectors: Connectors::none().with(Item), ..Options::default() };
    let runtime = load::node_in(folder.path(), options()).await?;
    for process in [LOOP, MULTI] {
        runtime.deploy(process).await.map_err(failed)?;
    }
    let old = aged(&runtime, commands, print).await?;
    let young = start(&runtime, "again", Context::new()).await?;
    load::stop(runtime).await?;
    let past = commands.div_ceil(WINDOW).max(1) * WINDOW;
    for (name, case, past) in [("young case", &young, 0), ("old case", &old, past)] {
        let mut loads = Vec::new();
        for load in 0..LOADS {
            let runtime = load::node_in(folder.path(), options()).await?;
            let meter = Meter::start();
            again(&runtime, case, past + load).await?;
            loads.push(meter.spent().wall * 1e3);
            load::stop(runtime).await?;
        }
        loads.sort_by(f64::total_cmp);
        print(Figure::value(
            "i",
            format!("durable, {name} loaded and one command"),
            loads[loads.len() / 2],
            "ms",
        ));
    }
    let runtime = load::node_in(folder.path(), options()).await?;
    for count in sizes(items) {
        let meter = Meter::start();
        let case = start(&runtime, "multi", self::items(count)).await?;
        runtime.rest().await;
        let spent = meter.spent();
        if runtime.case(&case).await.map_err(failed)?.state.is_active() {
            return Err(failed("the multi-instance activity has not ended"));
        }
        print(per_item("durable, multi-instance", count, spent));
    }
    load::stop(runtime).await
}

async fn start(runtime: &Runtime, workflow: &str, variables: Context) -> Result<String, Failure> {
    let new = NewCase { workflow: workflow.into(), variables, ..NewCase::default() };
    runtime.start(new).await.map_err(failed)
}

/// A case that goes through so many commands; what they cost at the beginning and at the end.
async fn aged(runtime: &Runtime, commands: u32, print: &dyn Fn(Figure)) -> Result<String, Failure> {
    let case = start(runtime, "again", Context::new()).await?;
    let mut windows = Vec::new();
    for window in 0..commands.div_ceil(WINDOW).max(1) {
        let meter = Meter::start();
        for round in 0..WINDOW {
            again(runtime, &case, window * WINDOW + round).await?;
        }
        windows.push(meter.spent());
    }
    per_command("durable, a command", &windows, print);
    Ok(case)
}

/// Does the task of the case for the `round`th time, counted from 0. Then it comes again, with the next key.
async fn again(runtime: &Runtime, case: &str, round: u32) -> Result<(), Failure> {
    let variables = [("count", Value::from(1))].into_iter().collect();
    let command = Command::CompleteTask { key: Key(2 + u64::from(round)), variables };
    runtime.send(case, command).await.map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn cases_grow_old_and_large() {
        let names = std::sync::Mutex::new(Vec::new());
        let print = |figure: Figure| names.lock().unwrap().push(figure.json());
        in_memory(1, 100, &print).unwrap();
        durable(&std::env::temp_dir(), 1, 100, &print).await.unwrap();
        assert_eq!(names.into_inner().unwrap().len(), 2 + 3 + 2 + 2 + 3);
    }
}
