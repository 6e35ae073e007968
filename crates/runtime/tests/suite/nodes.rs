//! Several nodes on one database, and what a lost one leaves.

use crate::{NOW, SECOND, caller, on_both, process, service, start, state, task, values};
use engine::{Command, Key};
use expr::{Context, Value};
use runtime::connectors::VariablesSet;
use runtime::{Connectors, NewCase, Options, Runtime, SystemClock, limits};
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use store::tables::{cases, outbox, timers};
use store::{Db, Dialect, Faults, Point, Statement, WriteSet};

#[test]
fn nodes_take_turns_on_a_case() {
    on_both(|place| async move {
        let (one, two) =
            (place.node("one", Connectors::none()).await, place.node("two", Connectors::none()).await);
        one.deploy(&task("order")).await.unwrap();
        let case = start(&one, "order", Context::new()).await;
        for n in 0..20 {
            let node = if n % 2 == 0 { &two } else { &one };
            let variables = values([("n", Value::from(n))]);
            node.send(&case, Command::SetVariables { scope: None, variables, local: false }).await.unwrap();
        }
        two.send(&case, Command::CompleteTask { key: Key(2), variables: Context::new() }).await.unwrap();
        // Its memory is old; what it says must not be.
        let refused = one.send(&case, Command::Suspend).await.unwrap_err();
        assert_eq!(refused.message().code(), "case.not-active");
        assert_eq!(state(&one, &case).await, "completed");
        assert_eq!(one.history(&case, 0, 100).await.unwrap().len(), 22);
    });
}

/// Dies after so many commits from now.
#[derive(Debug, Default)]
struct DieAfter {
    left: AtomicI64,
}

impl Faults for DieAfter {
    fn crash(&self, point: Point) -> bool {
        point == Point::AfterCommit && self.left.fetch_sub(1, Ordering::SeqCst) == 1
    }
}

#[test]
fn another_node_carries_out_what_a_lost_one_had_taken() {
    on_both(|place| async move {
        let faults = Arc::new(DieAfter::default());
        let options = store::Options { target: place.target.clone(), faults: Some(faults.clone()) };
        let db = Db::open_with(options).await.unwrap();
        let lost = place.node_on(db, "lost", Connectors::none()).await;
        lost.deploy(&task("order")).await.unwrap();
        lost.deploy(&caller()).await.unwrap();
        // The node dies when the case has begun, and what it has to call is its own to call.
        faults.left.store(1, Ordering::SeqCst);
        let new = NewCase { workflow: "caller".into(), ..NewCase::default() };
        assert!(lost.start(new).await.is_err());
        let other = place.node("other", Connectors::none()).await;
        let case = cases::page(other.db(), "", 10).await.unwrap().remove(0).id;
        other.tick().await.unwrap();
        assert_eq!(cases::open_children(other.db(), &case).await.unwrap(), [], "the lease is not over");
        place.wait(limits::LEASE);
        other.tick().await.unwrap();
        let called = cases::open_children(other.db(), &case).await.unwrap();
        assert_eq!(called.len(), 1);
        let command = Command::CompleteTask { key: Key(2), variables: Context::new() };
        other.send(&called[0].id, command).await.unwrap();
        other.rest().await;
        assert_eq!(state(&other, &case).await, "completed");
    });
}

#[test]
fn a_timer_that_a_lost_node_had_taken_fires_when_the_lease_ends() {
    on_both(|place| async move {
        let node = place.node("one", Connectors::none()).await;
        let waiting = process(
            "wait",
            r#"<startEvent id="start"/><sequenceFlow id="a" sourceRef="start" targetRef="timer"/>
<intermediateCatchEvent id="timer"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
<sequenceFlow id="b" sourceRef="timer" targetRef="end"/><endEvent id="end"/>"#,
        );
        node.deploy(&waiting).await.unwrap();
        let case = start(&node, "wait", Context::new()).await;
        place.wait(3_600 * SECOND);
        let now = NOW + 3_600 * SECOND;
        assert_eq!(timers::take(node.db(), "lost", now, now + limits::LEASE, 10).await.unwrap().len(), 1);
        node.tick().await.unwrap();
        assert_eq!(state(&node, &case).await, "active");
        place.wait(limits::LEASE);
        node.tick().await.unwrap();
        assert_eq!(state(&node, &case).await, "completed");
        assert_eq!(timers::next(node.db()).await.unwrap(), None);
    });
}

#[test]
fn nodes_in_the_background_do_what_is_due() {
    on_both(|place| async move {
        let soon = process(
            "soon",
            r#"<startEvent id="start"/><sequenceFlow id="a" sourceRef="start" targetRef="timer"/>
<intermediateCatchEvent id="timer"><timerEventDefinition><timeDuration>PT0.2S</timeDuration></timerEventDefinition></intermediateCatchEvent>
<sequenceFlow id="b" sourceRef="timer" targetRef="end"/><endEvent id="end"/>"#,
        );
        let options = Options { clock: Arc::new(SystemClock), ..Options::default() };
        let db = Db::open(&place.target).await.unwrap();
        let node = Runtime::start_node(db, options).await.unwrap();
        node.deploy(&soon).await.unwrap();
        let begun = std::time::Instant::now();
        let case = start(&node, "soon", Context::new()).await;
        while state(&node, &case).await != "completed" {
            assert!(begun.elapsed() < Duration::from_secs(20), "the timer does not fire");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        assert!(begun.elapsed() >= Duration::from_millis(200));
        node.stop().await.unwrap();
    });
}

/// A node that looks by itself for what is due.
async fn awake(target: &str, name: &str, connectors: Connectors) -> Runtime {
    let options = Options { node: name.to_owned(), connectors, ..Options::default() };
    Runtime::start_node(Db::open(target).await.expect("an answer"), options).await.expect("an answer")
}

/// How long it takes until this is so.
async fn until<F: Future<Output = bool>>(is_so: impl Fn() -> F) -> Duration {
    let begun = std::time::Instant::now();
    while !is_so().await {
        assert!(begun.elapsed() < Duration::from_secs(20), "it does not happen");
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    begun.elapsed()
}

/// Several times in a row, so that it is not by chance that the other node was just looking: it does every 2 s.
const ROUNDS: i64 = 6;
const SOON: Duration = Duration::from_millis(700);

#[test]
fn a_job_that_only_another_node_can_do_is_done_there_at_once() {
    on_both(|place| async move {
        let db = Db::open(&place.target).await.unwrap();
        if db.dialect() == Dialect::Sqlite {
            return;
        }
        let one = awake(&place.target, "one", Connectors::none()).await;
        let two = awake(&place.target, "two", Connectors::none().with(VariablesSet)).await;
        let extension = r#"<zeebe:taskDefinition type="variables.set"/><zeebe:ioMapping><zeebe:input source="={x: 1}" target="values"/></zeebe:ioMapping>"#;
        one.deploy(&service("job", extension)).await.unwrap();
        for round in 0..ROUNDS {
            let case = start(&one, "job", Context::new()).await;
            let taken = until(|| async { state(&one, &case).await == "completed" }).await;
            assert!(taken < SOON || round == 0, "{taken:?}: the other node was not told");
        }
        one.stop().await.unwrap();
        two.stop().await.unwrap();
    });
}

#[test]
fn an_effect_that_one_node_leaves_is_carried_out_by_another_at_once() {
    on_both(|place| async move {
        let db = Db::open(&place.target).await.unwrap();
        if db.dialect() == Dialect::Sqlite {
            return;
        }
        let node = awake(&place.target, "two", Connectors::none()).await;
        for round in 0..ROUNDS {
            let now = node.now();
            let id = format!("effect {round}");
            let mut set = WriteSet::new(0);
            set.put(outbox::Effect {
                id: id.clone(),
                shard: 0,
                case_id: None,
                kind: "message.match".into(),
                idempotency_key: id.clone(),
                created_at: now,
                payload: r#"{"do":"match","message":"none"}"#.into(),
                hops: 0,
                attempts: 0,
                available_at: Some(now),
                owner: None,
                error: None,
            });
            db.commit(set).await.unwrap();
            let taken = until(|| async { !outbox::is_open(&db, &id).await.unwrap() }).await;
            assert!(taken < SOON || round == 0, "{taken:?}: the other node was not told");
        }
        node.stop().await.unwrap();
    });
}

#[test]
fn a_node_gives_a_sign_of_life_every_ten_seconds() {
    on_both(|place| async move {
        let db = Db::open(&place.target).await.unwrap();
        let options = Options { node: "alive".into(), clock: place.clock.clone(), ..Options::default() };
        let node = Runtime::start_node(db, options).await.unwrap();
        let seen = async |wanted: i64| {
            for _ in 0..400 {
                let rows = node.db().read(Statement::new("SELECT seen_at FROM nodes")).await.unwrap();
                let at: i64 = rows.into_iter().next().map_or(0, |mut row| row.take().unwrap());
                if at >= wanted {
                    return at;
                }
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            0
        };
        assert_eq!(seen(NOW).await, NOW);
        for _ in 0..4 {
            place.wait(2 * SECOND);
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
        assert_eq!(seen(NOW).await, NOW, "not whenever it looks for work");
        place.wait(2 * SECOND);
        assert_eq!(seen(NOW + limits::HEARTBEAT).await, NOW + limits::HEARTBEAT);
        node.stop().await.unwrap();
    });
}
