//! Effects that are given up: an incident of the case, a list, and a new chance.

use crate::{on_both, process, start, state, task, values};
use engine::Command;
use expr::{Context, Value};
use runtime::{Connectors, Runtime};
use serde_json::json;
use store::tables::cases;
use store::tables::incidents::{self, Incident};
use store::tables::outbox::{self, Effect};
use store::{Statement, WriteSet, shard};

/// Makes an effect that no case can take, as only another version of the program would: one variable is larger than the
/// engine allows.
async fn too_large(node: &Runtime, kind: &str, mut todo: serde_json::Value) {
    todo["variables"] = serde_json::json!({"text": "x".repeat(5 << 20)});
    let mut set = WriteSet::new(0);
    set.put(Effect { payload: todo.to_string(), ..effect(node, kind) });
    node.db().commit(set).await.expect("is written");
    node.tick().await.expect("works");
}

fn effect(node: &Runtime, kind: &str) -> Effect {
    Effect {
        id: "odd".into(),
        shard: 0,
        case_id: None,
        kind: kind.into(),
        idempotency_key: "odd".into(),
        created_at: node.now(),
        payload: String::new(),
        hops: 0,
        attempts: 0,
        available_at: Some(node.now()),
        owner: None,
        error: None,
    }
}

fn waiting(start: &str) -> String {
    process(
        "waiting",
        &format!(
            r#"<startEvent id="start">{start}</startEvent><sequenceFlow id="a" sourceRef="start" targetRef="wait"/>
<intermediateCatchEvent id="wait"><messageEventDefinition messageRef="paid"/></intermediateCatchEvent>
<sequenceFlow id="b" sourceRef="wait" targetRef="end"/><endEvent id="end"/>"#
        ),
    )
}

async fn of_case(node: &Runtime, case: &str) -> Vec<Incident> {
    incidents::of_case(node.db(), case).await.expect("an answer")
}

#[test]
fn what_a_case_refuses_is_an_incident_of_it_until_it_gets_a_new_chance() {
    on_both(|place| async move {
        let node = place.plain_node().await;
        node.deploy(&waiting("")).await.unwrap();
        let case = start(&node, "waiting", values([("order", Value::from("7"))])).await;
        let message = json!({"do": "deliver", "workflow": "waiting", "case": case, "key": 3});
        too_large(&node, "message.deliver", message).await;
        drop(node);
        let node = place.node("main", Connectors::none()).await;
        node.tick().await.unwrap();
        let dead = node.dead_letters(10).await.unwrap();
        assert_eq!(dead.len(), 1);
        assert_eq!((dead[0].kind.as_str(), dead[0].case.as_deref()), ("message.deliver", Some(&*case)));
        assert!(dead[0].error.contains("larger than"), "{}", dead[0].error);
        let incidents = of_case(&node, &case).await;
        assert_eq!(incidents.len(), 1);
        let text = runtime::text(&incidents[0].kind).expect("a text of the runtime");
        assert_eq!(text.code, "runtime.dead-letter");
        assert!(incidents[0].message.contains("message.deliver"));
        assert_eq!(state(&node, &case).await, "active");

        node.revive(&dead[0].id).await.unwrap();
        assert_eq!(of_case(&node, &case).await, []);
        node.tick().await.unwrap();
        assert_eq!(of_case(&node, &case).await.len(), 1, "it is refused again");
        node.send(&case, Command::Cancel { reason: None }).await.unwrap();
        node.revive(&dead[0].id).await.unwrap();
        node.tick().await.unwrap();
        assert_eq!((node.count_dead_letters().await.unwrap(), of_case(&node, &case).await), (0, vec![]));
        let unknown = node.revive(&dead[0].id).await.unwrap_err();
        assert_eq!(unknown.message().code(), "runtime.no-dead-letter");
    });
}

#[test]
fn a_case_that_could_not_begin_is_counted() {
    on_both(|place| async move {
        let node = place.plain_node().await;
        node.deploy(&waiting(r#"<messageEventDefinition messageRef="paid"/>"#)).await.unwrap();
        let message = json!({"do": "start", "workflow": "waiting", "element": "start"});
        too_large(&node, "case.start", message).await;
        let dead = node.dead_letters(10).await.unwrap();
        assert_eq!((dead[0].kind.as_str(), dead[0].case.as_deref()), ("case.start", None));
        assert_eq!(node.count_dead_letters().await.unwrap(), 1);
        assert_eq!(incidents::newest(node.db(), 10).await.unwrap(), []);
    });
}

#[test]
fn what_fails_again_and_again_is_an_incident_of_the_case_that_it_comes_from() {
    on_both(|place| async move {
        let node = place.plain_node().await;
        node.deploy(&task("order")).await.unwrap();
        let case = start(&node, "order", Context::new()).await;
        let mut set = WriteSet::new(shard(&case));
        set.put(Effect {
            shard: shard(&case),
            case_id: Some(case.clone()),
            payload: r#"{"do":"what nobody knows"}"#.into(),
            ..effect(&node, "message.publish")
        });
        node.db().commit(set).await.unwrap();
        for attempt in 1..=runtime::limits::EFFECT_ATTEMPTS {
            assert_eq!(of_case(&node, &case).await, [], "attempt {attempt}");
            node.tick().await.unwrap();
            place.wait(100 * runtime::limits::EFFECT_PAUSE);
        }
        let incidents = of_case(&node, &case).await;
        assert_eq!(incidents.len(), 1);
        assert!(incidents[0].key < 0, "apart from those of the engine");
        assert_eq!(node.dead_letters(10).await.unwrap()[0].attempts, runtime::limits::EFFECT_ATTEMPTS);
    });
}

#[test]
fn a_call_that_was_given_up_goes_when_nobody_needs_it_any_more() {
    on_both(|place| async move {
        let node = place.plain_node().await;
        node.deploy(&task("order")).await.unwrap();
        node.deploy(&crate::caller()).await.unwrap();
        let case = start(&node, "caller", Context::new()).await;
        node.rest().await;
        let called = cases::open_children(node.db(), &case).await.unwrap().remove(0);
        // As if its beginning had been given up: no case, and a dead letter under the key of the call.
        let gone = Statement::new("DELETE FROM cases WHERE id = $1").text(&called.id);
        node.db().write(gone).await.unwrap();
        let key = format!("call:{case}:{}", called.parent_key.unwrap());
        let mut set = WriteSet::new(0);
        let beginning = json!({"do": "call", "case": case, "key": called.parent_key, "process": "order", "variables": {}});
        set.put(Effect {
            case_id: Some(case.clone()),
            payload: beginning.to_string(),
            idempotency_key: key,
            available_at: None,
            ..effect(&node, "call.start")
        });
        node.db().commit(set).await.unwrap();
        assert_eq!(node.count_dead_letters().await.unwrap(), 1);
        node.send(&case, Command::Cancel { reason: None }).await.unwrap();
        node.tick().await.unwrap();
        assert_eq!(node.count_dead_letters().await.unwrap(), 0);
        assert_eq!(outbox::next(node.db()).await.unwrap(), None, "nothing waits for it");
    });
}

#[test]
fn a_dead_letter_is_no_incident_of_a_case_that_has_ended_and_is_erased_with_it() {
    on_both(|place| async move {
        let node = place.plain_node().await;
        node.deploy(&waiting("")).await.unwrap();
        let case = start(&node, "waiting", values([("order", Value::from("7"))])).await;
        let message = json!({"do": "deliver", "workflow": "waiting", "case": case, "key": 3});
        too_large(&node, "message.deliver", message).await;
        node.keep_house().await.unwrap();
        assert_eq!(of_case(&node, &case).await.len(), 1, "it runs");
        node.send(&case, Command::Cancel { reason: None }).await.unwrap();
        place.wait(runtime::limits::EXPIRY);
        node.keep_house().await.unwrap();
        assert_eq!((of_case(&node, &case).await, node.count_dead_letters().await.unwrap()), (vec![], 1));
        let rule = runtime::Retention { erase_after: Some(1), ..runtime::Retention::default() };
        node.set_retention(None, Some(rule)).await.unwrap();
        assert_eq!(node.retain().await.unwrap().erased, 1);
        assert_eq!(node.count_dead_letters().await.unwrap(), 0);
    });
}
