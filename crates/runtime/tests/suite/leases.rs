//! What a node has taken, and what it does when somebody else may have it by now.

use crate::suite::stopping::{Hold, holding};
use crate::{Place, SECOND, on_both, process, service, start, state};
use expr::Context;
use runtime::{Call, Connector, Connectors, Failure, NewCase, Runtime, limits};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use store::Access;
use store::tables::subscriptions;
use tokio::sync::Semaphore;

/// Work that takes until it is let go, and is counted.
#[derive(Debug, Clone)]
struct Slow {
    calls: Arc<AtomicUsize>,
    open: Arc<Semaphore>,
}

impl Default for Slow {
    fn default() -> Self {
        Self { calls: Arc::default(), open: Arc::new(Semaphore::new(0)) }
    }
}

impl Slow {
    async fn work(&self) -> Result<Nothing, Failure> {
        self.calls.fetch_add(1, Ordering::SeqCst);
        self.open.acquire().await.expect("never closed").forget();
        Ok(Nothing {})
    }

    fn let_go(&self) {
        self.open.add_permits(10_000);
    }

    async fn are_called(&self, times: usize) {
        for _ in 0..4_000 {
            if self.calls.load(Ordering::SeqCst) >= times {
                return;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        panic!("{} calls instead of {times}", self.calls.load(Ordering::SeqCst));
    }
}

#[derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
struct Nothing {}

/// Fills all places of a node.
#[derive(Debug, Clone, Default)]
struct Fill(Slow);

impl Connector for Fill {
    type Input = Nothing;
    type Output = Nothing;
    const KIND: &'static str = "fill";

    async fn run(&self, _call: Call, _input: Nothing) -> Result<Nothing, Failure> {
        self.0.work().await
    }
}

/// What must not be done twice at the same time.
#[derive(Debug, Clone, Default)]
struct Pay(Slow);

impl Connector for Pay {
    type Input = Nothing;
    type Output = Nothing;
    const KIND: &'static str = "pay";

    async fn run(&self, _call: Call, _input: Nothing) -> Result<Nothing, Failure> {
        self.0.work().await
    }
}

/// A node whose places are all taken, and a payment that waits there: the node, what it does, the case.
async fn full(place: &Place, pay: &Pay) -> (Runtime, Fill, String) {
    let fill = Fill::default();
    let node = place.node("full", Connectors::none().with(fill.clone()).with(pay.clone())).await;
    for kind in ["fill", "pay"] {
        node.deploy(&service(kind, &format!(r#"<zeebe:taskDefinition type="{kind}"/>"#)))
            .await
            .expect("deployed");
    }
    let starts: Vec<_> = (0..limits::CONCURRENT)
        .map(|_| {
            let (node, new) = (node.clone(), NewCase { workflow: "fill".into(), ..NewCase::default() });
            tokio::spawn(async move { node.start(new).await })
        })
        .collect();
    for start in starts {
        start.await.expect("an answer").expect("a case");
    }
    fill.0.are_called(limits::CONCURRENT).await;
    let case = start(&node, "pay", Context::new()).await;
    (node, fill, case)
}

/// Long enough for a call that must not come.
const A_WHILE: Duration = Duration::from_millis(300);

#[test]
fn what_has_waited_for_longer_than_its_lease_is_left_to_who_has_it_now() {
    on_both(|place| async move {
        let pay = Pay::default();
        let (node, fill, case) = full(&place, &pay).await;
        let other = place.node("other", Connectors::none().with(pay.clone())).await;
        place.wait(60 * SECOND);
        let tick = tokio::spawn({
            let other = other.clone();
            async move { other.tick().await }
        });
        pay.0.are_called(1).await;
        fill.0.let_go();
        let _ = tokio::time::timeout(5 * A_WHILE, node.rest()).await;
        assert_eq!(pay.0.calls.load(Ordering::SeqCst), 1, "two nodes do it at the same time");
        pay.0.let_go();
        tick.await.unwrap().unwrap();
        assert_eq!(state(&other, &case).await, "completed");
    });
}

#[test]
fn what_has_waited_for_long_has_a_whole_lease_when_it_begins() {
    on_both(|place| async move {
        let pay = Pay::default();
        let (node, fill, case) = full(&place, &pay).await;
        let other = place.node("other", Connectors::none().with(pay.clone())).await;
        place.wait(40 * SECOND);
        fill.0.let_go();
        pay.0.are_called(1).await;
        place.wait(25 * SECOND);
        let _ = tokio::time::timeout(A_WHILE, other.tick()).await;
        assert_eq!(pay.0.calls.load(Ordering::SeqCst), 1, "two nodes do it at the same time");
        pay.0.let_go();
        node.rest().await;
        assert_eq!(state(&node, &case).await, "completed");
    });
}

fn every(period: &str) -> String {
    process(
        "clock",
        &format!(
            r#"<startEvent id="start"><timerEventDefinition><timeCycle>R/{period}</timeCycle></timerEventDefinition></startEvent>
<sequenceFlow id="a" sourceRef="start" targetRef="end"/><endEvent id="end"/>"#
        ),
    )
}

#[test]
fn a_start_timer_that_fires_does_not_undo_a_deployment() {
    on_both(|place| async move {
        // After the reading of the timer and before it is written.
        let hold = Hold::new(Access::Statement);
        let node = holding(&place, &hold, Connectors::none()).await;
        let other = place.node("other", Connectors::none()).await;
        node.deploy(&every("PT1H")).await.unwrap();
        place.wait(3_600 * SECOND);
        hold.arm(2);
        let tick = tokio::spawn(async move { node.tick().await });
        hold.is_reached().await;
        let deployment = tokio::spawn({
            let other = other.clone();
            async move { other.deploy(&every("PT2H")).await }
        });
        tokio::time::sleep(A_WHILE).await;
        hold.let_go();
        tick.await.unwrap().unwrap();
        deployment.await.unwrap().unwrap();
        let starts = subscriptions::starts_of(other.db(), "clock").await.unwrap();
        assert_eq!(starts.len(), 1);
        assert_eq!(starts[0].version_id, "clock:2");
        assert!(starts[0].payload.contains("PT2H"), "{}", starts[0].payload);
    });
}
