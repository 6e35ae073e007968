//! Effects that are given up: an incident of the case, a list, and a new chance.

use crate::{on_both, process, start, state, task, values};
use engine::Command;
use expr::{Context, Value};
use runtime::{Connectors, Message, Runtime};
use store::tables::incidents::{self, Incident};
use store::tables::outbox::Effect;
use store::{WriteSet, shard};

/// A message that no case can take: one variable is larger than the engine allows.
fn too_large() -> Message {
    let variables = values([("text", Value::from("x".repeat(5 << 20).as_str()))]);
    Message { name: "paid".into(), key: "7".into(), variables, ..Message::default() }
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
        node.publish(too_large()).await.unwrap();
        node.rest().await;
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
        node.publish(too_large()).await.unwrap();
        node.rest().await;
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
            id: "unreadable".into(),
            shard: shard(&case),
            case_id: Some(case.clone()),
            kind: "message.publish".into(),
            idempotency_key: "unreadable".into(),
            created_at: node.now(),
            payload: r#"{"do":"what nobody knows"}"#.into(),
            hops: 0,
            attempts: 0,
            available_at: Some(node.now()),
            owner: None,
            error: None,
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
