//! Clocks that are set back, and those of other nodes that were wrong.

use crate::{NOW, Place, SECOND, on_both, process, start, state, task, values};
use engine::Command;
use expr::{Context, Value};
use runtime::{Clock, Connectors, Message, Options, Runtime, limits};
use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use store::tables::{messages, nodes, timers};
use store::{Db, Statement};

const HOUR: i64 = 3_600 * SECOND;

/// A clock that is set to whatever one likes. Nobody sleeps by it.
#[derive(Debug)]
pub struct LooseClock(AtomicI64);

impl LooseClock {
    pub fn new(now: i64) -> Arc<Self> {
        Arc::new(Self(AtomicI64::new(now)))
    }

    pub fn set(&self, now: i64) {
        self.0.store(now, Ordering::SeqCst);
    }
}

impl Clock for LooseClock {
    fn now(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }

    fn sleep_until(&self, _at: i64) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(ready(()))
    }
}

/// A node with a clock of its own.
async fn node_at(place: &Place, name: &str, clock: &Arc<LooseClock>) -> Runtime {
    let options = Options {
        node: name.to_owned(),
        clock: clock.clone(),
        ids: place.ids.clone(),
        background: false,
        ..Options::default()
    };
    Runtime::start_node(Db::open(&place.target).await.expect("a database"), options).await.expect("a node")
}

async fn kept(db: &Db) -> i64 {
    let rows = db.read(Statement::new("SELECT count(*) FROM messages")).await.expect("an answer");
    rows.into_iter().next().expect("a row").take().expect("a number")
}

#[test]
fn what_a_node_knew_before_its_clock_was_set_back_is_looked_at_again() {
    on_both(|place| async move {
        let clock = LooseClock::new(NOW + HOUR);
        let (one, two) = (node_at(&place, "one", &clock).await, place.node("two", Connectors::none()).await);
        one.deploy(&task("order")).await.unwrap();
        let case = start(&one, "order", Context::new()).await;
        clock.set(NOW);
        let variables = values([("n", Value::from(1))]);
        two.send(&case, Command::SetVariables { scope: None, variables, local: false }).await.unwrap();
        let view = one.case(&case).await.unwrap();
        assert_eq!(view.state.variables().unwrap().get("n"), Some(&Value::from(1)));
    });
}

#[test]
fn expired_messages_go_although_the_clock_was_set_back() {
    on_both(|place| async move {
        let clock = LooseClock::new(NOW + HOUR);
        let node = node_at(&place, "main", &clock).await;
        node.keep_house().await.unwrap();
        clock.set(NOW);
        node.publish(Message { name: "paid".into(), key: "7".into(), ttl: 1, ..Message::default() })
            .await
            .unwrap();
        node.rest().await;
        assert_eq!(kept(node.db()).await, 1);
        clock.set(NOW + SECOND);
        node.keep_house().await.unwrap();
        assert_eq!(kept(node.db()).await, 0);
    });
}

#[test]
fn what_a_node_with_a_wrong_clock_did_alone_another_does_when_it_is_gone() {
    on_both(|place| async move {
        let lost = node_at(&place, "lost", &LooseClock::new(NOW + HOUR)).await;
        lost.keep_house().await.unwrap();
        let node = place.plain_node().await;
        node.publish(Message { name: "paid".into(), key: "7".into(), ttl: 1, ..Message::default() })
            .await
            .unwrap();
        node.rest().await;
        place.wait(SECOND);
        node.keep_house().await.unwrap();
        assert_eq!(kept(node.db()).await, 0);
        let (now, lease) = (node.now(), limits::EXPIRY);
        let db = node.db();
        assert!(!nodes::lease(db, "housekeeping", "third", now, now + lease).await.unwrap(), "it has it");
        assert!(
            !nodes::lease(db, "housekeeping", "third", now - lease, now).await.unwrap(),
            "clocks differ a bit"
        );
        assert_eq!(messages::expire(db, now, 10).await.unwrap(), 0);
    });
}

#[test]
fn a_timer_that_was_taken_before_the_clock_was_set_back_fires() {
    on_both(|place| async move {
        let clock = LooseClock::new(NOW);
        let node = node_at(&place, "main", &clock).await;
        let waiting = process(
            "wait",
            r#"<startEvent id="start"/><sequenceFlow id="a" sourceRef="start" targetRef="timer"/>
<intermediateCatchEvent id="timer"><timerEventDefinition><timeDuration>PT1M</timeDuration></timerEventDefinition></intermediateCatchEvent>
<sequenceFlow id="b" sourceRef="timer" targetRef="end"/><endEvent id="end"/>"#,
        );
        node.deploy(&waiting).await.unwrap();
        let case = start(&node, "wait", Context::new()).await;
        let ahead = NOW + HOUR;
        clock.set(ahead);
        node.keep_house().await.unwrap();
        assert_eq!(timers::take(node.db(), "lost", ahead, ahead + limits::LEASE, 10).await.unwrap().len(), 1);
        let now = NOW + 61 * SECOND;
        clock.set(now);
        node.keep_house().await.unwrap();
        assert_eq!(timers::next(node.db()).await.unwrap(), Some(now + limits::LEASE));
        clock.set(now + limits::LEASE);
        node.tick().await.unwrap();
        assert_eq!(state(&node, &case).await, "completed");
    });
}
