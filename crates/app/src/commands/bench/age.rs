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

/// Commands over which the cost is taken, at the beginning and at the end of the case's life.
const WINDOW: u32 = 1_000;

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

fn per_command(name: &str, before: u32, spent: Spent) -> Figure {
    let name = format!("{name}, after {before} commands");
    let micros = spent.cpu * 1e6 / f64::from(WINDOW);
    Figure::rate("i", name, f64::from(WINDOW), "commands", spent).with("CPU µs each", micros)
}

fn per_item(name: &str, count: u32, spent: Spent) -> Figure {
    let name = format!("{name}, {count} items");
    Figure::rate("i", name, f64::from(count), "items", spent)
        .with("CPU µs each", spent.cpu * 1e6 / f64::from(count))
}

/// The engine alone.
pub fn in_memory(commands: u32, items: u32, print: &dyn Fn(Figure)) -> Result<(), Failure> {
    let mut case = Memory::start(graph(LOOP, "again")?, Context::new())?;
    for window in 0..commands.div_ceil(WINDOW).max(2) {
        let meter = Meter::start();
        for _ in 0..WINDOW {
            let key = case.newest_task().ok_or_else(|| failed("there is no task"))?;
            let variables = [("count", Value::from(1))].into_iter().collect();
            case.send(&Command::CompleteTask { key, variables })?;
        }
        if window == 0 || window + 1 == commands.div_ceil(WINDOW).max(2) {
            print(per_command("engine, a command", window * WINDOW, meter.spent()));
        }
    }
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

    fn newest_task(&self) -> Option<Key> {
        self.task
    }

    /// Carries out a command, and what did not fit into it.
    fn send(&mut self, command: &Command) -> Result<(), Failure> {
        let mut next = Some(command.clone());
        while let Some(command) = next.take() {
            let env = Env {
                now: 0,
                zone: &TimeZone::UTC,
                limits: &self.limits,
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
    for (name, case) in [("young case", &young), ("old case", &old)] {
        let runtime = load::node_in(folder.path(), options()).await?;
        let meter = Meter::start();
        again(&runtime, case).await?;
        print(Figure::rate(
            "i",
            format!("durable, {name} loaded, one command"),
            1.0,
            "commands",
            meter.spent(),
        ));
        load::stop(runtime).await?;
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
    let windows = commands.div_ceil(WINDOW).max(2);
    for window in 0..windows {
        let meter = Meter::start();
        for _ in 0..WINDOW {
            again(runtime, &case).await?;
        }
        if window == 0 || window + 1 == windows {
            print(per_command("durable, a command", window * WINDOW, meter.spent()));
        }
    }
    Ok(case)
}

/// Does the task of the case, after which it comes again.
async fn again(runtime: &Runtime, case: &str) -> Result<(), Failure> {
    let state = runtime.case(case).await.map_err(failed)?.state;
    let key = state.instances.keys().next_back().copied().ok_or_else(|| failed("there is no task"))?;
    let variables = [("count", Value::from(1))].into_iter().collect();
    runtime.send(case, Command::CompleteTask { key, variables }).await.map_err(failed)
}
