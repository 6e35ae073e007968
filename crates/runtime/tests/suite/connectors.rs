//! Connectors: what they get, what becomes of what they give back, and of their failures.

use crate::{SECOND, on_both, service, start, state, values};
use expr::{Context, Value};
use runtime::connectors::{Delay, HttpPolicy, VariablesSet, built_in};
use runtime::{Call, Connector, Connectors, Failure};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use store::tables::{incidents, jobs};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

#[test]
fn variables_are_set_by_an_expression() {
    on_both(|place| async move {
        let node = place.node("main", Connectors::none().with(VariablesSet)).await;
        let extension = r#"<zeebe:taskDefinition type="variables.set"/>
<zeebe:ioMapping><zeebe:input source="={total: price * 2}" target="values"/></zeebe:ioMapping>"#;
        node.deploy(&service("set", extension)).await.unwrap();
        let case = start(&node, "set", values([("price", Value::from(21))])).await;
        node.rest().await;
        let view = node.case(&case).await.unwrap();
        assert_eq!(view.row.state, "completed");
        assert_eq!(view.state.variables().unwrap().get("total"), Some(&Value::from(42)));
    });
}

#[test]
fn a_delay_survives_a_restart() {
    on_both(|place| async move {
        let node = place.node("main", Connectors::none().with(Delay)).await;
        let extension = r#"<zeebe:taskDefinition type="delay"/><zeebe:taskHeaders><zeebe:header key="duration" value="PT10M"/></zeebe:taskHeaders>"#;
        node.deploy(&service("slow", extension)).await.unwrap();
        let case = start(&node, "slow", Context::new()).await;
        node.rest().await;
        place.wait(599 * SECOND);
        node.tick().await.unwrap();
        assert_eq!(state(&node, &case).await, "active");
        drop(node);
        let node = place.node("main", Connectors::none().with(Delay)).await;
        place.wait(SECOND);
        node.tick().await.unwrap();
        assert_eq!(state(&node, &case).await, "completed");
    });
}

/// Fails so often, then works; keeps the idempotency keys that it saw.
#[derive(Debug, Clone)]
struct Flaky {
    failures: usize,
    calls: Arc<AtomicUsize>,
    keys: Arc<std::sync::Mutex<Vec<String>>>,
}

impl Flaky {
    fn new(failures: usize) -> Self {
        Self { failures, calls: Arc::default(), keys: Arc::default() }
    }
}

#[derive(serde::Deserialize, schemars::JsonSchema)]
struct Nothing {}

#[derive(serde::Serialize, schemars::JsonSchema)]
struct Answer {
    answer: i64,
}

impl Connector for Flaky {
    type Input = Nothing;
    type Output = Answer;
    const KIND: &'static str = "flaky";

    async fn run(&self, call: Call, _input: Nothing) -> Result<Answer, Failure> {
        self.keys.lock().expect("a list").push(call.idempotency_key);
        if self.calls.fetch_add(1, Ordering::SeqCst) < self.failures {
            return Err(Failure::again("not yet"));
        }
        Ok(Answer { answer: 42 })
    }
}

fn flaky() -> String {
    service(
        "flaky",
        r#"<zeebe:taskDefinition type="flaky" retries="3"/><zeebe:taskHeaders><zeebe:header key="resultVariable" value="result"/></zeebe:taskHeaders>"#,
    )
}

#[test]
fn a_connector_is_tried_again_after_a_pause_with_the_same_key() {
    on_both(|place| async move {
        let connector = Flaky::new(2);
        let node = place.node("main", Connectors::none().with(connector.clone())).await;
        node.deploy(&flaky()).await.unwrap();
        let case = start(&node, "flaky", Context::new()).await;
        node.rest().await;
        node.tick().await.unwrap();
        place.wait(5 * SECOND - 1);
        node.tick().await.unwrap();
        assert_eq!(connector.calls.load(Ordering::SeqCst), 1, "not before its pause");
        // A pause is up to a fifth longer.
        place.wait(SECOND + 1);
        node.tick().await.unwrap();
        assert_eq!(connector.calls.load(Ordering::SeqCst), 2);
        place.wait(10 * SECOND - 1);
        node.tick().await.unwrap();
        assert_eq!(connector.calls.load(Ordering::SeqCst), 2, "the pause is doubled");
        place.wait(2 * SECOND + 1);
        node.tick().await.unwrap();
        let view = node.case(&case).await.unwrap();
        assert_eq!(view.row.state, "completed");
        let result = view.state.variables().unwrap().get("result").unwrap().to_json();
        assert_eq!(result, serde_json::json!({"answer": 42}));
        let keys = connector.keys.lock().unwrap().clone();
        assert!(keys.len() == 3 && keys.iter().all(|key| *key == keys[0]));
    });
}

#[test]
fn a_connector_out_of_retries_is_an_incident() {
    on_both(|place| async move {
        let node = place.node("main", Connectors::none().with(Flaky::new(9))).await;
        node.deploy(&flaky()).await.unwrap();
        let case = start(&node, "flaky", Context::new()).await;
        node.rest().await;
        for _ in 0..5 {
            place.wait(3_600 * SECOND);
            node.tick().await.unwrap();
        }
        assert_eq!(incidents::of_case(node.db(), &case).await.unwrap().len(), 1);
        let job = &jobs::of_case(node.db(), &case).await.unwrap()[0];
        assert_eq!((job.retries, job.available_at, job.error.as_deref()), (0, None, Some("not yet")));
    });
}

#[test]
fn a_job_of_a_suspended_case_waits() {
    on_both(|place| async move {
        let connector = Flaky::new(1);
        let node = place.node("main", Connectors::none().with(connector.clone())).await;
        node.deploy(&flaky()).await.unwrap();
        let case = start(&node, "flaky", Context::new()).await;
        node.rest().await;
        node.send(&case, engine::Command::Suspend).await.unwrap();
        place.wait(60 * SECOND);
        node.tick().await.unwrap();
        assert_eq!(connector.calls.load(Ordering::SeqCst), 1);
        node.send(&case, engine::Command::Resume).await.unwrap();
        place.wait(60 * SECOND);
        node.tick().await.unwrap();
        assert_eq!(state(&node, &case).await, "completed");
    });
}

/// Gives back more than a case may hold.
#[derive(Debug)]
struct Flood;

impl Connector for Flood {
    type Input = Nothing;
    type Output = std::collections::BTreeMap<String, String>;
    const KIND: &'static str = "flood";

    async fn run(&self, _call: Call, _input: Nothing) -> Result<Self::Output, Failure> {
        Ok(std::iter::once(("text".to_owned(), "x".repeat(5 << 20))).collect())
    }
}

#[test]
fn a_result_that_the_case_cannot_hold_is_an_incident() {
    on_both(|place| async move {
        let node = place.node("main", Connectors::none().with(Flood)).await;
        node.deploy(&service("flood", r#"<zeebe:taskDefinition type="flood"/>"#)).await.unwrap();
        let case = start(&node, "flood", Context::new()).await;
        node.rest().await;
        assert_eq!(incidents::of_case(node.db(), &case).await.unwrap().len(), 1);
        assert_eq!(jobs::of_case(node.db(), &case).await.unwrap()[0].available_at, None);
    });
}

/// A web server that answers everything alike, and says how often it was asked.
pub async fn server(answer: &'static str) -> (u16, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            count.fetch_add(1, Ordering::SeqCst);
            let mut buffer = [0; 4096];
            let _ = stream.read(&mut buffer).await;
            let _ = stream.write_all(answer.as_bytes()).await;
        }
    });
    (port, asked)
}

/// Requests to this machine are allowed, by the one address at which the servers of these tests are.
pub fn allowing_here() -> HttpPolicy {
    HttpPolicy { allowed: vec!["127.0.0.1".parse().expect("an address")], ..HttpPolicy::default() }
}

fn request() -> String {
    service(
        "request",
        r#"<zeebe:taskDefinition type="http.request" retries="1"/>
<zeebe:ioMapping><zeebe:input source="=address" target="url"/><zeebe:output source="=body.stock" target="stock"/></zeebe:ioMapping>"#,
    )
}

pub const STOCK: &str = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 12\r\nconnection: close\r\n\r\n{\"stock\": 7}";

#[test]
fn a_request_is_sent_where_it_is_allowed() {
    on_both(|place| async move {
        let (port, asked) = server(STOCK).await;
        let node = place.node("main", built_in(allowing_here()).unwrap()).await;
        node.deploy(&request()).await.unwrap();
        let address = format!("http://127.0.0.1:{port}/stock");
        let case = start(&node, "request", values([("address", Value::from(address.as_str()))])).await;
        node.rest().await;
        let view = node.case(&case).await.unwrap();
        assert_eq!(view.row.state, "completed");
        assert_eq!(view.state.variables().unwrap().get("stock"), Some(&Value::from(7)));
        assert_eq!(asked.load(Ordering::SeqCst), 1);
    });
}

#[test]
fn a_request_to_a_private_address_is_an_incident_and_is_not_sent() {
    on_both(|place| async move {
        let (port, asked) = server(STOCK).await;
        let node = place.node("main", built_in(HttpPolicy::default()).unwrap()).await;
        node.deploy(&request()).await.unwrap();
        for host in ["127.0.0.1", "localhost", "[::1]"] {
            let address = format!("http://{host}:{port}/");
            let case = start(&node, "request", values([("address", Value::from(address.as_str()))])).await;
            node.rest().await;
            assert_eq!(incidents::of_case(node.db(), &case).await.unwrap().len(), 1, "{host}");
        }
        assert_eq!(asked.load(Ordering::SeqCst), 0);
    });
}

#[test]
fn a_redirect_to_a_private_address_is_not_followed() {
    on_both(|place| async move {
        let moved = "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.2:1/\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
        let (port, _) = server(moved).await;
        let node = place.node("main", built_in(allowing_here()).unwrap()).await;
        node.deploy(&request()).await.unwrap();
        let address = format!("http://127.0.0.1:{port}/");
        let case = start(&node, "request", values([("address", Value::from(address.as_str()))])).await;
        node.rest().await;
        let stuck = incidents::of_case(node.db(), &case).await.unwrap();
        assert!(stuck[0].message.contains("not allowed"), "{}", stuck[0].message);
    });
}

#[test]
fn a_server_that_asks_for_time_gets_it() {
    on_both(|place| async move {
        let busy = "HTTP/1.1 503 Busy\r\nretry-after: 100\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
        let (port, asked) = server(busy).await;
        let node = place.node("main", built_in(allowing_here()).unwrap()).await;
        node.deploy(&request().replace("retries=\"1\"", "retries=\"2\"")).await.unwrap();
        let address = format!("http://127.0.0.1:{port}/");
        start(&node, "request", values([("address", Value::from(address.as_str()))])).await;
        node.rest().await;
        for (wait, times) in [(100 * SECOND - 1, 1), (20 * SECOND + 1, 2)] {
            place.wait(wait);
            node.tick().await.unwrap();
            assert_eq!(asked.load(Ordering::SeqCst), times);
        }
    });
}

#[test]
fn every_connector_says_what_it_needs() {
    for connector in built_in(HttpPolicy::default()).unwrap().all() {
        let (input, output) = (connector.input_schema(), connector.output_schema());
        assert_eq!(input.get("type"), Some(&"object".into()), "{}", connector.kind());
        assert_eq!(output.get("type"), Some(&"object".into()), "{}", connector.kind());
    }
}
