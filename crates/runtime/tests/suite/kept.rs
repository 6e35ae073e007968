//! A node dies between the commit by which a case begins to wait and its second look into the message buffer.

use crate::{Place, SECOND, on_both, process, start, state, values};
use expr::Value;
use runtime::{Connectors, Message, NewCase};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;
use store::{Db, Faults, Point, StoreError};

/// Once armed, holds up the next commit until it is let go, and lets its node die after it.
#[derive(Debug, Default)]
struct LastCommit {
    is_armed: AtomicBool,
    is_reached: AtomicBool,
    may_go: Mutex<bool>,
    went: Condvar,
}

impl LastCommit {
    fn let_go(&self) {
        *self.may_go.lock().expect("an answer") = true;
        self.went.notify_all();
    }
}

impl Faults for LastCommit {
    fn crash(&self, point: Point) -> bool {
        if !self.is_armed.load(Ordering::SeqCst) || point == Point::AfterCommit {
            return self.is_armed.load(Ordering::SeqCst);
        }
        self.is_reached.store(true, Ordering::SeqCst);
        let may_go = self.may_go.lock().expect("an answer");
        let wait = self.went.wait_timeout_while(may_go, Duration::from_secs(20), |may_go| !*may_go);
        drop(wait.expect("an answer"));
        false
    }
}

fn waiting() -> String {
    process(
        "waiting",
        r#"<startEvent id="start"/><sequenceFlow id="a" sourceRef="start" targetRef="wait"/>
<intermediateCatchEvent id="wait"><messageEventDefinition messageRef="paid"/></intermediateCatchEvent>
<sequenceFlow id="b" sourceRef="wait" targetRef="end"/><endEvent id="end"/>"#,
    )
}

fn paid() -> Message {
    Message { name: "paid".into(), key: "7".into(), ttl: 3600 * SECOND, ..Message::default() }
}

/// A case waits for a message that is kept; nobody is left who knows it. The other node, and the case.
async fn left(place: &Place) -> (runtime::Runtime, String) {
    let fault = Arc::new(LastCommit::default());
    let options = store::Options { target: place.target.clone(), faults: Some(fault.clone()) };
    let dying = Db::open_with(options).await.expect("a database");
    let dying = place.node_on(dying, "dying", Connectors::none()).await;
    let other = place.node("other", Connectors::none()).await;
    other.deploy(&waiting()).await.expect("a workflow");
    fault.is_armed.store(true, Ordering::SeqCst);
    let variables = values([("order", Value::from("7"))]);
    let new = NewCase { workflow: "waiting".into(), variables, ..NewCase::default() };
    let starting = tokio::spawn(async move { dying.start(new).await });
    while !fault.is_reached.load(Ordering::SeqCst) {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    other.publish(paid()).await.expect("a kept message");
    other.rest().await;
    fault.let_go();
    let died = starting.await.expect("an answer").expect_err("a death");
    assert!(matches!(died, runtime::RuntimeError::Store(StoreError::Closed)), "{died}");
    let cases = store::tables::cases::page(other.db(), "", 10).await.expect("cases");
    (other, cases.first().expect("the case").id.clone())
}

#[test]
fn a_message_beside_a_case_that_waits_for_it_is_found() {
    on_both(|place| async move {
        let (node, case) = left(&place).await;
        node.settle().await.expect("no fault");
        assert_eq!(state(&node, &case).await, "active", "nobody has looked again");
        node.keep_house().await.expect("no fault");
        node.rest().await;
        assert_eq!(state(&node, &case).await, "completed");
    });
}

#[test]
fn what_was_left_is_looked_for_every_few_minutes() {
    on_both(|place| async move {
        let node = place.plain_node().await;
        node.keep_house().await.expect("no fault");
        let (_, case) = left(&place).await;
        let look = async || {
            node.keep_house().await.expect("no fault");
            node.rest().await;
            state(&node, &case).await
        };
        place.wait(runtime::limits::OFFER_PERIOD - SECOND);
        assert_eq!(look().await, "active");
        place.wait(SECOND);
        assert_eq!(look().await, "completed");
    });
}

#[test]
fn a_message_is_not_offered_to_a_workflow_that_has_used_it() {
    on_both(|place| async move {
        let node = place.plain_node().await;
        node.deploy(&waiting()).await.expect("a workflow");
        node.publish(paid()).await.expect("a kept message");
        let first = start(&node, "waiting", values([("order", Value::from("7"))])).await;
        node.rest().await;
        let second = start(&node, "waiting", values([("order", Value::from("7"))])).await;
        node.keep_house().await.expect("no fault");
        node.rest().await;
        assert_eq!(state(&node, &first).await, "completed");
        assert_eq!(state(&node, &second).await, "active");
        let found = store::tables::messages::awaited(node.db(), 0, "", 10).await.expect("messages");
        assert_eq!(found, []);
    });
}
