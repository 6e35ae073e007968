//! Messages, signals and start events, as far as the corpus does not reach them.

use crate::{SECOND, on_both, process, start, state, values};
use expr::{Context, Value};
use runtime::Message;
use store::tables::{cases, subscriptions};

fn waiting(id: &str) -> String {
    process(
        id,
        r#"<startEvent id="start"/><sequenceFlow id="a" sourceRef="start" targetRef="wait"/>
<intermediateCatchEvent id="wait"><messageEventDefinition messageRef="paid"/></intermediateCatchEvent>
<sequenceFlow id="b" sourceRef="wait" targetRef="end"/><endEvent id="end"/>"#,
    )
}

fn paid(id: &str) -> Message {
    Message {
        name: "paid".into(),
        key: "7".into(),
        ttl: 60 * SECOND,
        id: Some(id.into()),
        variables: Context::new(),
    }
}

#[test]
fn a_message_with_the_same_id_is_refused_while_it_is_kept() {
    on_both(|place| async move {
        let node = place.plain_node().await;
        node.publish(paid("m1")).await.unwrap();
        let refused = node.publish(paid("m1")).await.unwrap_err();
        assert_eq!(refused.message().code(), "runtime.duplicate-message");
        node.publish(paid("m2")).await.unwrap();
        node.rest().await;
    });
}

#[test]
fn each_kept_message_is_used_by_one_case_of_a_workflow() {
    on_both(|place| async move {
        let node = place.plain_node().await;
        node.deploy(&waiting("waiting")).await.unwrap();
        for n in 0..10 {
            node.publish(paid(&format!("m{n}"))).await.unwrap();
        }
        let starting: Vec<_> = (0..12)
            .map(|_| {
                let node = node.clone();
                tokio::spawn(
                    async move { start(&node, "waiting", values([("order", Value::from("7"))])).await },
                )
            })
            .collect();
        let mut done = 0;
        let mut started = Vec::new();
        for case in starting {
            started.push(case.await.unwrap());
        }
        // Cases that are after the same message wait for a moment and look again.
        for _ in 0..20 {
            node.settle().await.unwrap();
            place.wait(SECOND / 10);
        }
        for case in &started {
            done += usize::from(state(&node, case).await == "completed");
        }
        assert_eq!(done, 10);
        node.publish(paid("m10")).await.unwrap();
        node.publish(paid("m11")).await.unwrap();
        node.rest().await;
        assert_eq!(cases::count_open(node.db()).await.unwrap(), 0);
    });
}

#[test]
fn a_message_reaches_a_case_of_each_workflow_however_many_wait_before_it() {
    on_both(|place| async move {
        let node = place.plain_node().await;
        node.deploy(&waiting("many")).await.unwrap();
        node.deploy(&waiting("few")).await.unwrap();
        let order = || values([("order", Value::from("7"))]);
        let starting: Vec<_> = (0..1_100)
            .map(|_| {
                let node = node.clone();
                tokio::spawn(async move { start(&node, "many", order()).await })
            })
            .collect();
        for case in starting {
            case.await.unwrap();
        }
        let last = start(&node, "few", order()).await;
        node.publish(Message { ttl: 0, ..paid("m") }).await.unwrap();
        node.rest().await;
        assert_eq!(state(&node, &last).await, "completed");
        assert_eq!(cases::count_open(node.db()).await.unwrap(), 1_099);
    });
}

#[test]
fn a_signal_reaches_more_cases_than_a_page_holds() {
    on_both(|place| async move {
        let node = place.plain_node().await;
        let content = r#"<startEvent id="start"/><sequenceFlow id="a" sourceRef="start" targetRef="wait"/>
<intermediateCatchEvent id="wait"><signalEventDefinition signalRef="stop"/></intermediateCatchEvent>
<sequenceFlow id="b" sourceRef="wait" targetRef="end"/><endEvent id="end"/>"#;
        node.deploy(&process("signal", content)).await.unwrap();
        let starting: Vec<_> = (0..600)
            .map(|_| {
                let node = node.clone();
                tokio::spawn(async move { start(&node, "signal", Context::new()).await })
            })
            .collect();
        for case in starting {
            case.await.unwrap();
        }
        assert_eq!(cases::count_open(node.db()).await.unwrap(), 600);
        node.broadcast("stop", Context::new()).await.unwrap();
        node.rest().await;
        assert_eq!(cases::count_open(node.db()).await.unwrap(), 0);
    });
}

#[test]
fn start_timers_are_those_of_the_newest_version() {
    on_both(|place| async move {
        let node = place.plain_node().await;
        let every = |time: &str| {
            process(
                "clock",
                &format!(
                    r#"<startEvent id="start"><timerEventDefinition><timeCycle>{time}</timeCycle></timerEventDefinition></startEvent>
<sequenceFlow id="a" sourceRef="start" targetRef="work"/><userTask id="work"/>"#
                ),
            )
        };
        node.deploy(&every("R/PT1H")).await.unwrap();
        place.wait(3_600 * SECOND);
        node.tick().await.unwrap();
        assert_eq!(cases::count_open(node.db()).await.unwrap(), 1);
        node.deploy(&every("R2/PT10M")).await.unwrap();
        for _ in 0..12 {
            place.wait(600 * SECOND);
            node.tick().await.unwrap();
            node.tick().await.unwrap();
        }
        // Twice every ten minutes, and the hourly one of the version before no more.
        assert_eq!(cases::count_open(node.db()).await.unwrap(), 3);
        assert_eq!(subscriptions::starts_of(node.db(), "clock").await.unwrap(), []);
    });
}
