//! Several at the same time: nodes that are faster than each other, effects in another order, what a node does not know yet.

use crate::{Place, SECOND, caller, on_both, on_sqlite, process, start, state, values};
use engine::{Command, Key};
use expr::{Context, Value};
use runtime::{Connectors, Message, Runtime};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use store::tables::{cases, incidents};
use store::{Access, Db, Faults, Statement};
use tokio::sync::Notify;

/// Calls `order` for each of so many items at the same time.
fn many_calls(items: usize) -> String {
    let collection: Vec<String> = (0..items).map(|item| item.to_string()).collect();
    caller().replace(
        "</callActivity>",
        &format!(
            r#"<multiInstanceLoopCharacteristics><extensionElements><zeebe:loopCharacteristics
inputCollection="=[{}]" inputElement="item"/></extensionElements></multiInstanceLoopCharacteristics></callActivity>"#,
            collection.join(",")
        ),
    )
}

/// A case that ends at once.
fn short() -> String {
    process(
        "order",
        r#"<startEvent id="start"/><sequenceFlow id="a" sourceRef="start" targetRef="end"/><endEvent id="end"/>"#,
    )
}

/// While the answers of many called cases come in on one node, the other changes the caller again and again.
#[test]
fn answers_of_called_cases_outlast_a_node_that_is_faster() {
    on_both(|place| async move {
        let (one, two) =
            (place.node("one", Connectors::none()).await, place.node("two", Connectors::none()).await);
        one.deploy(&short()).await.unwrap();
        one.deploy(&many_calls(100)).await.unwrap();
        let case = start(&one, "caller", Context::new()).await;
        let is_over = Arc::new(AtomicBool::new(false));
        let mut others = Vec::new();
        for _ in 0..8 {
            let (two, case, is_over) = (two.clone(), case.clone(), is_over.clone());
            others.push(tokio::spawn(async move {
                let variables = values([("n", Value::from(1))]);
                let set = Command::SetVariables { scope: None, variables, local: false };
                while !is_over.load(Ordering::SeqCst) {
                    let _ = two.send(&case, set.clone()).await;
                }
            }));
        }
        for _ in 0..40 {
            one.tick().await.unwrap();
            place.wait(SECOND);
            tokio::task::yield_now().await;
        }
        is_over.store(true, Ordering::SeqCst);
        for other in others {
            other.await.unwrap();
        }
        for _ in 0..200 {
            one.tick().await.unwrap();
            place.wait(SECOND);
        }
        assert_eq!(one.dead_letters(10).await.unwrap(), []);
        assert_eq!(incidents::of_case(one.db(), &case).await.unwrap(), []);
        assert_eq!(state(&one, &case).await, "completed");
    });
}

/// Calls `order`, which ends with an escalation; if it is heard there is a task.
fn escalated() -> [String; 2] {
    let escalation = r#"<escalation id="help" escalationCode="help"/><process"#;
    let called = process(
        "order",
        r#"<startEvent id="start"/><sequenceFlow id="a" sourceRef="start" targetRef="end"/>
<endEvent id="end"><escalationEventDefinition escalationRef="help"/></endEvent>"#,
    );
    let heard = r#"</callActivity><boundaryEvent id="heard" attachedToRef="call"><escalationEventDefinition
escalationRef="help"/></boundaryEvent><sequenceFlow id="h" sourceRef="heard" targetRef="look"/><userTask id="look"/>
<sequenceFlow id="k" sourceRef="look" targetRef="end"/>"#;
    [called, caller().replace("</callActivity>", heard)].map(|text| text.replace("<process", escalation))
}

/// Dies after so many commits.
#[derive(Debug, Default)]
struct DieAfter(AtomicI64);

impl Faults for DieAfter {
    fn crash(&self, point: store::Point) -> bool {
        point == store::Point::AfterCommit && self.0.fetch_sub(1, Ordering::SeqCst) == 1
    }
}

/// The called case throws an escalation and ends. Whatever of the two is looked at first, the caller hears it.
#[test]
fn an_escalation_comes_before_the_end_of_the_case_that_threw_it() {
    on_sqlite(|place| async move {
        let faults = Arc::new(DieAfter::default());
        let options = store::Options { target: place.target.clone(), faults: Some(faults.clone()) };
        let db = Db::open_with(options).await.unwrap();
        let dying = place.node_on(db, "dying", Connectors::none()).await;
        for text in escalated() {
            dying.deploy(&text).await.unwrap();
        }
        faults.0.store(2, Ordering::SeqCst);
        let case = start(&dying, "caller", Context::new()).await;
        dying.rest().await;
        let node = place.node("other", Connectors::none()).await;
        let rows = node.db().read(Statement::new("SELECT count(*) FROM outbox WHERE kind = 'case.tell'"));
        let count: i64 = rows.await.unwrap().remove(0).take().unwrap();
        assert_eq!(count, 2, "the escalation and the end are on their way");
        place.wait(runtime::limits::LEASE);
        let later = "UPDATE outbox SET available_at = $1, owner = NULL WHERE payload LIKE '%scalateCall%'";
        node.db().write(Statement::new(later).bind(node.now() + SECOND)).await.unwrap();
        node.tick().await.unwrap();
        assert_eq!(state(&node, &case).await, "active", "the end waits");
        place.wait(SECOND);
        node.tick().await.unwrap();
        place.wait(SECOND);
        node.tick().await.unwrap();
        let view = node.case(&case).await.unwrap();
        let waits: Vec<_> =
            view.state.instances.values().map(|it| &*view.workflow.graph.node(it.node).id).collect();
        assert!(waits.contains(&"look"), "{waits:?}");
    });
}

fn begun_by(element: &str) -> String {
    process(
        "ordered",
        &format!(
            r#"<startEvent id="{element}"><messageEventDefinition messageRef="paid"/></startEvent>
<sequenceFlow id="a" sourceRef="{element}" targetRef="work"/><userTask id="work"/>
<sequenceFlow id="b" sourceRef="work" targetRef="end"/><endEvent id="end"/>"#
        ),
    )
}

fn paid() -> Message {
    Message { name: "paid".into(), key: "7".into(), ..Message::default() }
}

#[test]
fn a_node_that_does_not_know_a_new_version_yet_loses_no_message() {
    on_both(|place| async move {
        let (one, two) =
            (place.node("one", Connectors::none()).await, place.node("two", Connectors::none()).await);
        one.deploy(&begun_by("old")).await.unwrap();
        two.workflow("ordered").await.expect("and remembers it");
        one.deploy(&begun_by("new")).await.unwrap();
        two.publish(paid()).await.unwrap();
        two.rest().await;
        place.wait(2 * SECOND);
        two.tick().await.unwrap();
        assert_eq!(cases::page(two.db(), "", 10).await.unwrap().len(), 1);
    });
}

/// Holds up the begin of the next transaction, once it is armed.
#[derive(Debug, Default)]
struct BeforeBegin {
    is_armed: AtomicBool,
    is_reached: AtomicBool,
    may_go: Notify,
}

impl Faults for BeforeBegin {
    fn turn(&self, access: Access) -> store::Waiting<'_> {
        Box::pin(async move {
            if access == Access::Begin && self.is_armed.swap(false, Ordering::SeqCst) {
                self.is_reached.store(true, Ordering::SeqCst);
                self.may_go.notified().await;
            }
            None
        })
    }
}

async fn complete(node: &Runtime, case: &str) {
    node.send(case, Command::CompleteTask { key: Key(2), variables: Context::new() })
        .await
        .expect("the task");
}

/// The message by which the next case is to begin is used by somebody else in between: the one after it begins it.
#[test]
fn the_next_case_begins_although_its_message_has_gone_meanwhile() {
    on_sqlite(|place: Place| async move {
        let faults = Arc::new(BeforeBegin::default());
        let options = store::Options { target: place.target.clone(), faults: Some(faults.clone()) };
        let db = Db::open_with(options).await.unwrap();
        let node = place.node_on(db, "held", Connectors::none()).await;
        node.deploy(&begun_by("start")).await.unwrap();
        let mut ids = Vec::new();
        for _ in 0..3 {
            place.wait(SECOND);
            ids.push(node.publish(Message { ttl: 3600 * SECOND, ..paid() }).await.unwrap());
            node.rest().await;
        }
        let first = cases::page(node.db(), "", 10).await.unwrap().remove(0).id;
        faults.is_armed.store(true, Ordering::SeqCst);
        complete(&node, &first).await;
        while !faults.is_reached.load(Ordering::SeqCst) {
            tokio::task::yield_now().await;
        }
        let use_it = "INSERT INTO message_uses (message_id, workflow_id, case_id, shard, expires_at) VALUES ($1, 'ordered', 'x', 0, $2)";
        let use_it = Statement::new(use_it).text(&ids[1]).bind(node.now() + 3600 * SECOND);
        node.db().write(use_it).await.unwrap();
        faults.may_go.notify_one();
        node.rest().await;
        let found = cases::page(node.db(), "", 10).await.unwrap();
        let mut states: Vec<_> = found.iter().map(|case| case.state.as_str()).collect();
        states.sort_unstable();
        assert_eq!(states, ["active", "completed"], "the third message begins a case");
    });
}
