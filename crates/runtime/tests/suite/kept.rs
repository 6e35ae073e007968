//! Messages are kept, and between two commits of one node others do theirs, or the node dies.

use crate::{Place, SECOND, on_both, on_sqlite, process, start, state, values};
use engine::{Command, Key};
use expr::{Context, Value};
use runtime::{Connectors, Message, NewCase, Runtime, RuntimeError};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;
use store::tables::{cases, messages};
use store::{Db, Faults, Point, StoreError};

/// Where a commit is held up until it is let go.
#[derive(Debug, Default)]
struct Gate {
    is_reached: AtomicBool,
    is_open: Mutex<bool>,
    opened: Condvar,
}

impl Gate {
    fn open(&self) {
        *self.is_open.lock().expect("an answer") = true;
        self.opened.notify_all();
    }

    fn hold(&self) {
        self.is_reached.store(true, Ordering::SeqCst);
        let is_open = self.is_open.lock().expect("an answer");
        let wait = self.opened.wait_timeout_while(is_open, Duration::from_secs(20), |is_open| !*is_open);
        drop(wait.expect("an answer"));
    }

    async fn is_reached(&self) {
        while !self.is_reached.load(Ordering::SeqCst) {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }
}

/// Once armed, holds up the next commit, and lets its node die after it.
#[derive(Debug, Default)]
struct LastCommit {
    is_armed: AtomicBool,
    gate: Gate,
}

impl Faults for LastCommit {
    fn crash(&self, point: Point) -> bool {
        let is_armed = self.is_armed.load(Ordering::SeqCst);
        if is_armed && point == Point::BeforeCommit {
            self.gate.hold();
        }
        is_armed && point == Point::AfterCommit
    }
}

/// Holds up the commit that comes after one that has failed.
#[derive(Debug, Default)]
struct AfterConflict {
    has_begun: AtomicBool,
    gate: Gate,
}

impl Faults for AfterConflict {
    fn crash(&self, point: Point) -> bool {
        let has_begun = self.has_begun.swap(point == Point::BeforeCommit, Ordering::SeqCst);
        if point == Point::BeforeCommit && has_begun {
            self.gate.hold();
        }
        false
    }
}

async fn node_with(place: &Place, name: &str, faults: Arc<dyn Faults>) -> Runtime {
    let options = store::Options { target: place.target.clone(), faults: Some(faults) };
    place.node_on(Db::open_with(options).await.expect("a database"), name, Connectors::none()).await
}

fn is_death<T>(result: &Result<T, RuntimeError>) -> bool {
    matches!(result, Err(RuntimeError::Store(StoreError::Closed)))
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
async fn left(place: &Place) -> (Runtime, String) {
    let fault = Arc::new(LastCommit::default());
    let dying = node_with(place, "dying", fault.clone()).await;
    let other = place.node("other", Connectors::none()).await;
    other.deploy(&waiting()).await.expect("a workflow");
    fault.is_armed.store(true, Ordering::SeqCst);
    let variables = values([("order", Value::from("7"))]);
    let new = NewCase { workflow: "waiting".into(), variables, ..NewCase::default() };
    let starting = tokio::spawn(async move { dying.start(new).await });
    fault.gate.is_reached().await;
    other.publish(paid()).await.expect("a kept message");
    other.rest().await;
    fault.gate.open();
    assert!(is_death(&starting.await.expect("an answer")));
    let case = cases::page(other.db(), "", 10).await.expect("cases").remove(0);
    (other, case.id)
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
        let found = messages::awaited(node.db(), 0, "", 10).await.expect("messages");
        assert_eq!(found, []);
    });
}

/// Two messages would begin a case of the same key at the same time. The one that comes too late does not know yet that
/// it is, and meanwhile the other's case ends: then it begins the next.
#[test]
fn a_message_that_was_too_late_begins_a_case_when_the_other_has_ended_meanwhile() {
    on_sqlite(|place| async move {
        let other = place.node("other", Connectors::none()).await;
        let content = r#"<startEvent id="start"><messageEventDefinition messageRef="paid"/></startEvent>
<sequenceFlow id="a" sourceRef="start" targetRef="work"/><userTask id="work"/>
<sequenceFlow id="b" sourceRef="work" targetRef="end"/><endEvent id="end"/>"#;
        other.deploy(&process("ordered", content)).await.expect("a workflow");
        let fault = Arc::new(LastCommit::default());
        fault.gate.open();
        let dying = node_with(&place, "dying", fault.clone()).await;
        fault.is_armed.store(true, Ordering::SeqCst);
        assert!(
            is_death(&dying.publish(paid()).await),
            "its message is to begin a case, when somebody finds it"
        );
        other.publish(paid()).await.expect("a message");
        other.rest().await;
        let first = cases::page(other.db(), "", 10).await.expect("cases").remove(0).id;
        place.wait(runtime::limits::LEASE);
        let fault = Arc::new(AfterConflict::default());
        let late = node_with(&place, "late", fault.clone()).await;
        let finding = tokio::spawn(async move { late.settle().await });
        fault.gate.is_reached().await;
        let done = Command::CompleteTask { key: Key(2), variables: Context::new() };
        other.send(&first, done).await.expect("the task");
        other.rest().await;
        fault.gate.open();
        finding.await.expect("an answer").expect("no fault");
        let found = cases::page(other.db(), "", 10).await.expect("cases");
        let states: Vec<&str> = found.iter().map(|case| case.state.as_str()).collect();
        assert_eq!(states.len(), 2, "{states:?}");
        assert!(states.contains(&"completed") && states.contains(&"active"), "{states:?}");
    });
}

/// A case can begin by `paid` or by `sent`; then it has a task.
fn by_two_messages(paid: &str) -> String {
    let begins = |id: &str, message: &str| {
        format!(
            r#"<startEvent id="{id}"><messageEventDefinition messageRef="{message}"/></startEvent>
<sequenceFlow id="from_{id}" sourceRef="{id}" targetRef="work"/>"#
        )
    };
    let content = format!(
        r#"{}{}<userTask id="work"/><sequenceFlow id="b" sourceRef="work" targetRef="end"/><endEvent id="end"/>"#,
        begins(paid, "paid"),
        begins("b_sent", "sent")
    );
    process("ordered", &content).replace("<process", "<message id=\"sent\" name=\"sent\"/><process")
}

async fn end(node: &Runtime, case: &str) {
    let done = Command::CompleteTask { key: Key(2), variables: Context::new() };
    node.send(case, done).await.expect("the task");
    node.rest().await;
}

#[test]
fn of_all_messages_by_which_the_next_case_may_begin_the_oldest_does() {
    on_both(|place| async move {
        let node = place.plain_node().await;
        node.deploy(&by_two_messages("a_paid")).await.expect("a workflow");
        let first = async |message: Message| {
            place.wait(SECOND);
            node.publish(message).await.expect("a message");
            node.rest().await;
        };
        first(paid()).await;
        let case = cases::page(node.db(), "", 10).await.expect("cases").remove(0).id;
        let amount =
            |message: Message, amount| Message { variables: values([("amount", amount)]), ..message };
        first(amount(Message { name: "sent".into(), ..paid() }, Value::from(1))).await;
        first(amount(paid(), Value::from(2))).await;
        end(&node, &case).await;
        let mut amounts = Vec::new();
        for case in cases::page(node.db(), "", 10).await.expect("cases") {
            let view = node.case(&case.id).await.expect("a case");
            amounts.extend(view.state.variables().and_then(|it| it.get("amount").cloned()));
        }
        assert_eq!(amounts, [Value::from(1)]);
    });
}

/// A waiting case gets the message by which the next case was to begin: the one after it begins that case.
#[test]
fn a_message_that_goes_to_a_waiting_case_leaves_the_beginning_to_the_next() {
    let content = r#"<startEvent id="start"/><sequenceFlow id="a" sourceRef="start" targetRef="wait"/>
<intermediateCatchEvent id="wait"><messageEventDefinition messageRef="paid"/></intermediateCatchEvent>
<sequenceFlow id="b" sourceRef="wait" targetRef="end"/><endEvent id="end"/>
<startEvent id="by_message"><messageEventDefinition messageRef="paid"/></startEvent>
<sequenceFlow id="c" sourceRef="by_message" targetRef="work"/><userTask id="work"/>
<sequenceFlow id="d" sourceRef="work" targetRef="end"/>"#;
    on_sqlite(|place| async move {
        let fault = Arc::new(LastCommit::default());
        let dying = node_with(&place, "dying", fault.clone()).await;
        let other = place.node("other", Connectors::none()).await;
        other.deploy(&process("waiting", content)).await.expect("a workflow");
        other.publish(paid()).await.expect("a message that begins a case");
        other.rest().await;
        let begun = cases::page(other.db(), "", 10).await.expect("cases").remove(0).id;
        fault.is_armed.store(true, Ordering::SeqCst);
        let new = NewCase {
            workflow: "waiting".into(),
            variables: values([("order", Value::from("7"))]),
            ..NewCase::default()
        };
        let starting = tokio::spawn(async move { dying.start(new).await });
        fault.gate.is_reached().await;
        for _ in 0..2 {
            place.wait(SECOND);
            other.publish(paid()).await.expect("a kept message");
            other.rest().await;
        }
        fault.gate.open();
        assert!(is_death(&starting.await.expect("an answer")), "it waits beside the messages");
        end(&other, &begun).await;
        let found = cases::page(other.db(), "", 10).await.expect("cases");
        let mut states: Vec<&str> = found.iter().map(|case| case.state.as_str()).collect();
        states.sort_unstable();
        assert_eq!(states, ["active", "completed", "completed"], "the third message has begun a case");
    });
}

#[test]
fn a_message_whose_start_event_is_gone_is_for_the_one_that_is_there_now() {
    on_sqlite(|place| async move {
        let other = place.node("other", Connectors::none()).await;
        other.deploy(&by_two_messages("a_paid")).await.expect("a workflow");
        let fault = Arc::new(LastCommit::default());
        fault.gate.open();
        let dying = node_with(&place, "dying", fault.clone()).await;
        fault.is_armed.store(true, Ordering::SeqCst);
        assert!(is_death(&dying.publish(paid()).await), "it is to begin a case, when somebody finds it");
        other.deploy(&by_two_messages("c_paid")).await.expect("a version with another start event");
        place.wait(runtime::limits::LEASE);
        other.settle().await.expect("no fault");
        assert_eq!(cases::page(other.db(), "", 10).await.expect("cases").len(), 1);
    });
}

#[test]
fn expired_messages_are_removed_every_minute() {
    on_both(|place| async move {
        let node = place.plain_node().await;
        node.keep_house().await.expect("no fault");
        let id = node.publish(Message { ttl: SECOND, ..paid() }).await.expect("a message");
        let is_there = async || {
            node.keep_house().await.expect("no fault");
            messages::get(node.db(), &id).await.expect("an answer").is_some()
        };
        place.wait(runtime::limits::EXPIRY - SECOND);
        assert!(is_there().await, "not at every look");
        place.wait(SECOND);
        assert!(!is_there().await);
    });
}

#[test]
fn messages_are_kept_while_a_case_is_suspended() {
    let content = r#"<startEvent id="start"/><sequenceFlow id="a" sourceRef="start" targetRef="one"/>
<intermediateCatchEvent id="one"><messageEventDefinition messageRef="paid"/></intermediateCatchEvent>
<sequenceFlow id="b" sourceRef="one" targetRef="two"/>
<intermediateCatchEvent id="two"><messageEventDefinition messageRef="paid"/></intermediateCatchEvent>
<sequenceFlow id="c" sourceRef="two" targetRef="end"/><endEvent id="end"/>"#;
    on_both(|place| async move {
        let (fault, node) = (Arc::new(LastCommit::default()), place.plain_node().await);
        node.deploy(&process("waiting", content)).await.expect("a workflow");
        // It waits beside two kept messages, for its node died before it looked again.
        let dying = node_with(&place, "dying", fault.clone()).await;
        fault.is_armed.store(true, Ordering::SeqCst);
        let variables = values([("order", Value::from("7"))]);
        let new = NewCase { workflow: "waiting".into(), variables, ..NewCase::default() };
        let starting = tokio::spawn(async move { dying.start(new).await });
        fault.gate.is_reached().await;
        for _ in 0..3 {
            node.publish(paid()).await.expect("a kept message");
            node.rest().await;
        }
        fault.gate.open();
        assert!(is_death(&starting.await.expect("an answer")));
        let case = cases::page(node.db(), "", 10).await.expect("cases").remove(0).id;
        node.send(&case, Command::Suspend).await.expect("suspended");
        node.keep_house().await.expect("no fault");
        node.rest().await;
        node.send(&case, Command::Resume).await.expect("resumed");
        node.rest().await;
        assert_eq!(state(&node, &case).await, "completed");
        let later = start(&node, "waiting", values([("order", Value::from("7"))])).await;
        node.rest().await;
        let view = node.case(&later).await.expect("a case");
        let waits: Vec<_> =
            view.state.subscriptions.values().map(|it| &*view.workflow.graph.node(it.node).id).collect();
        assert_eq!(waits, ["two"], "one message was left for the next case");
    });
}
