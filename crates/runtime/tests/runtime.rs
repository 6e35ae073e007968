//! The runtime on SQLite and on PostgreSQL: what the scenarios of the corpus do not reach.

mod suite {
    pub mod clock_back;
    pub mod connectors;
    pub mod connectors_page;
    pub mod contention;
    pub mod dead_letters;
    pub mod documents;
    pub mod failures;
    pub mod given;
    pub mod kept;
    pub mod leases;
    pub mod life;
    pub mod nodes;
    pub mod pipeline;
    pub mod receivers;
    pub mod retention;
    pub mod simulation;
    pub mod stopping;
    pub mod workers;
}

use expr::{Context, Value};
use runtime::{Connectors, CountedIds, ManualClock, NewCase, Options, Runtime};
use std::future::Future;
use std::sync::Arc;
use store::Db;
use testkit::postgres;

/// Monday, 5 January 2026, 08:00 UTC.
const NOW: i64 = 1_767_600_000_000_000;
const SECOND: i64 = 1_000_000;

/// A database, a clock, and nodes on them.
#[derive(Clone)]
struct Place {
    target: String,
    clock: Arc<ManualClock>,
    ids: Arc<CountedIds>,
}

impl Place {
    /// Starts a node that looks for what is due only when it is told to.
    async fn node(&self, name: &str, connectors: Connectors) -> Runtime {
        let db = Db::open(&self.target).await.expect("a database");
        self.node_on(db, name, connectors).await
    }

    async fn node_on(&self, db: Db, name: &str, connectors: Connectors) -> Runtime {
        let options = Options {
            node: name.to_owned(),
            clock: self.clock.clone(),
            ids: self.ids.clone(),
            connectors,
            background: false,
            ..Options::default()
        };
        Runtime::start_node(db, options).await.expect("a node")
    }

    async fn plain_node(&self) -> Runtime {
        self.node("main", Connectors::none()).await
    }

    fn wait(&self, micros: i64) {
        self.clock.set(runtime::Clock::now(&*self.clock) + micros);
    }
}

/// Runs the test on a new database of each kind.
fn on_both<F: Future<Output = ()>>(test: impl Fn(Place) -> F) {
    on_sqlite(&test);
    on(postgres::database().expect("a PostgreSQL server"), test);
}

/// Runs the test on a new SQLite database.
fn on_sqlite<F: Future<Output = ()>>(test: impl Fn(Place) -> F) {
    let directory = tempfile::tempdir().expect("a temporary directory");
    on(directory.path().join("runtime.db").display().to_string(), test);
}

fn on<F: Future<Output = ()>>(target: String, test: impl Fn(Place) -> F) {
    let tokio =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("tokio");
    let (clock, ids) = (Arc::new(ManualClock::new(NOW)), Arc::new(CountedIds::default()));
    tokio.block_on(test(Place { target, clock, ids }));
}

/// A BPMN document with one process.
fn process(id: &str, content: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  targetNamespace="test">
  <message id="paid" name="paid"><extensionElements><zeebe:subscription correlationKey="=order"/></extensionElements></message>
  <signal id="stop" name="stop"/>
  <process id="{id}" isExecutable="true">{content}</process>
</definitions>"#
    )
}

/// start → a service task of this type → end.
fn service(id: &str, extension: &str) -> String {
    process(
        id,
        &format!(
            r#"<startEvent id="start"/><sequenceFlow id="a" sourceRef="start" targetRef="work"/>
<serviceTask id="work"><extensionElements>{extension}</extensionElements></serviceTask>
<sequenceFlow id="b" sourceRef="work" targetRef="end"/><endEvent id="end"/>"#
        ),
    )
}

/// start → a user task → end.
fn task(id: &str) -> String {
    process(
        id,
        r#"<startEvent id="start"/><sequenceFlow id="a" sourceRef="start" targetRef="work"/>
<userTask id="work" name="Look at it"/><sequenceFlow id="b" sourceRef="work" targetRef="end"/><endEvent id="end"/>"#,
    )
}

/// Calls `order`.
fn caller() -> String {
    process(
        "caller",
        r#"<startEvent id="start"/><sequenceFlow id="a" sourceRef="start" targetRef="call"/>
<callActivity id="call"><extensionElements><zeebe:calledElement processId="order"/></extensionElements></callActivity>
<sequenceFlow id="b" sourceRef="call" targetRef="end"/><endEvent id="end"/>"#,
    )
}

fn values<const N: usize>(values: [(&'static str, Value); N]) -> Context {
    values.into_iter().collect()
}

async fn start(node: &Runtime, workflow: &str, variables: Context) -> String {
    let new = NewCase { workflow: workflow.into(), variables, ..NewCase::default() };
    node.start(new).await.expect("a case")
}

/// The word for where the case is.
async fn state(node: &Runtime, case: &str) -> String {
    node.case(case).await.expect("a case").row.state
}
