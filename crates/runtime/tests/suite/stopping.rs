//! Callers who go away, work that panics, and nodes that stop: nothing is left half done.

use crate::{Place, SECOND, on_both, process, service, start, state, values};
use expr::{Context, Value};
use runtime::connectors::VariablesSet;
use runtime::{Call, Connector, Connectors, Failure, Message, NewCase, Options, Runtime};
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::{Duration, Instant};
use store::tables::outbox::{self, Effect};
use store::{Access, Db, Faults, Waiting, WriteSet};
use tokio::sync::Semaphore;

/// Once armed, holds up an access of this kind until it is let go.
#[derive(Debug)]
pub struct Hold {
    access: Access,
    left: AtomicI64,
    reached: Semaphore,
    open: Semaphore,
}

impl Hold {
    pub fn new(access: Access) -> Arc<Self> {
        let [reached, open] = [const { Semaphore::const_new(0) }; 2];
        Arc::new(Self { access, left: AtomicI64::new(0), reached, open })
    }

    /// Holds up the `nth` from now.
    pub fn arm(&self, nth: i64) {
        self.left.store(nth, Ordering::SeqCst);
    }

    pub async fn is_reached(&self) {
        let reached = tokio::time::timeout(Duration::from_secs(20), self.reached.acquire()).await;
        reached.expect("it is not reached").expect("never closed").forget();
    }

    pub fn let_go(&self) {
        self.open.add_permits(1);
    }
}

impl Faults for Hold {
    fn turn(&self, access: Access) -> Waiting<'_> {
        Box::pin(async move {
            if access == self.access && self.left.fetch_sub(1, Ordering::SeqCst) == 1 {
                self.reached.add_permits(1);
                self.open.acquire().await.expect("never closed").forget();
            }
            None
        })
    }
}

async fn opened(place: &Place, hold: &Arc<Hold>) -> Db {
    let options = store::Options { target: place.target.clone(), faults: Some(hold.clone()) };
    Db::open_with(options).await.expect("a database")
}

/// A node that can be held up.
pub async fn holding(place: &Place, hold: &Arc<Hold>, connectors: Connectors) -> Runtime {
    place.node_on(opened(place, hold).await, "held", connectors).await
}

async fn comes_true<F: Future<Output = bool>>(is_so: impl Fn() -> F) -> bool {
    let begun = Instant::now();
    while !is_so().await {
        if begun.elapsed() > Duration::from_secs(5) {
            return false;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    true
}

/// Waits for a message or a signal.
fn waiting(event: &str) -> String {
    process(
        "waiting",
        &format!(
            r#"<startEvent id="start"/><sequenceFlow id="a" sourceRef="start" targetRef="wait"/>
<intermediateCatchEvent id="wait">{event}</intermediateCatchEvent>
<sequenceFlow id="b" sourceRef="wait" targetRef="end"/><endEvent id="end"/>"#
        ),
    )
}

/// A case waits; who tells it goes away after the commit.
async fn tells_and_goes<F>(place: &Place, event: &str, tell: impl FnOnce(Runtime) -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    let hold = Hold::new(Access::Answer);
    let node = holding(place, &hold, Connectors::none()).await;
    node.deploy(&waiting(event)).await.expect("deployed");
    let case = start(&node, "waiting", values([("order", Value::from("7"))])).await;
    hold.arm(1);
    let caller = tokio::spawn(tell(node.clone()));
    hold.is_reached().await;
    caller.abort();
    assert!(caller.await.is_err());
    hold.let_go();
    let is_done = comes_true(|| async { state(&node, &case).await == "completed" }).await;
    assert!(is_done, "what follows waits for the end of a lease");
}

#[test]
fn a_message_whose_sender_goes_away_arrives_at_once() {
    on_both(|place| async move {
        let event = r#"<messageEventDefinition messageRef="paid"/>"#;
        let publish = |node: Runtime| async move {
            let _ =
                node.publish(Message { name: "paid".into(), key: "7".into(), ..Message::default() }).await;
        };
        tells_and_goes(&place, event, publish).await;
    });
}

#[test]
fn a_signal_whose_sender_goes_away_arrives_at_once() {
    on_both(|place| async move {
        let event = r#"<signalEventDefinition signalRef="stop"/>"#;
        let broadcast = |node: Runtime| async move {
            let _ = node.broadcast("stop", Context::new()).await;
        };
        tells_and_goes(&place, event, broadcast).await;
    });
}

/// Panics the first time.
#[derive(Debug, Default)]
struct Shaky(AtomicBool);

#[derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
struct Nothing {}

impl Connector for Shaky {
    type Input = Nothing;
    type Output = Nothing;
    const KIND: &'static str = "shaky";

    async fn run(&self, _call: Call, _input: Nothing) -> Result<Nothing, Failure> {
        assert!(self.0.swap(true, Ordering::SeqCst), "a connector with a fault");
        Ok(Nothing {})
    }
}

#[test]
fn work_that_panics_is_over_and_is_tried_again() {
    on_both(|place| async move {
        let node = place.node("main", Connectors::none().with(Shaky::default())).await;
        node.deploy(&service("shaky", r#"<zeebe:taskDefinition type="shaky"/>"#)).await.unwrap();
        let case = start(&node, "shaky", Context::new()).await;
        let rest = tokio::time::timeout(Duration::from_secs(5), node.rest()).await;
        assert!(rest.is_ok(), "a node that stops would wait in vain");
        place.wait(60 * SECOND);
        node.tick().await.unwrap();
        assert_eq!(state(&node, &case).await, "completed");
    });
}

/// Long enough for a node to stop that does not wait.
const A_WHILE: Duration = Duration::from_millis(300);

#[test]
fn a_node_that_stops_waits_for_what_callers_have_asked_for() {
    on_both(|place| async move {
        let hold = Hold::new(Access::Answer);
        let node = holding(&place, &hold, Connectors::none().with(VariablesSet)).await;
        let extension = r#"<zeebe:taskDefinition type="variables.set"/><zeebe:ioMapping><zeebe:input source="={x: 1}" target="values"/></zeebe:ioMapping>"#;
        node.deploy(&service("job", extension)).await.unwrap();
        hold.arm(1);
        let starting = tokio::spawn({
            let node = node.clone();
            async move { node.start(NewCase { workflow: "job".into(), ..NewCase::default() }).await }
        });
        hold.is_reached().await;
        let stopping = tokio::spawn(node.clone().stop());
        tokio::time::sleep(A_WHILE).await;
        assert!(!stopping.is_finished(), "a case is just being started");
        hold.let_go();
        let case = starting.await.unwrap().unwrap();
        stopping.await.unwrap().unwrap();
        assert_eq!(state(&node, &case).await, "completed", "also what follows from it");
    });
}

#[test]
fn a_node_that_stops_waits_for_what_it_is_just_taking() {
    on_both(|place| async move {
        let hold = Hold::new(Access::Write);
        let db = opened(&place, &hold).await;
        let options = Options { node: "held".into(), clock: place.clock.clone(), ..Options::default() };
        let node = Runtime::start_node(db.clone(), options).await.unwrap();
        // Its first look at everything.
        tokio::time::sleep(A_WHILE).await;
        hold.arm(1);
        let mut set = WriteSet::new(0);
        set.put(Effect {
            id: "one".into(),
            shard: 0,
            case_id: None,
            kind: "message.match".into(),
            idempotency_key: "one".into(),
            created_at: node.now(),
            payload: r#"{"do":"match","message":"none"}"#.into(),
            hops: 0,
            attempts: 0,
            available_at: Some(node.now()),
            owner: None,
            error: None,
        });
        db.commit(set).await.unwrap();
        hold.is_reached().await;
        let stopping = tokio::spawn(node.stop());
        tokio::time::sleep(A_WHILE).await;
        assert!(!stopping.is_finished(), "it is just taking something");
        hold.let_go();
        stopping.await.unwrap().unwrap();
        let left = outbox::get(&db, "one").await.unwrap();
        assert!(left.is_none_or(|effect| effect.owner.is_none()), "nobody can take it");
    });
}
