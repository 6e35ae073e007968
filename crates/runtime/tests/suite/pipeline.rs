//! Commands of one case on their way to the database at the same time: what holds when a commit of them fails.

use crate::{Place, on_both, start, state, task, values};
use engine::{Command, Key};
use expr::{Context, Value};
use runtime::{Connectors, Runtime, RuntimeError};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;
use store::{Db, Dialect, Faults, Point, Statement};
use tokio::task::JoinHandle;

/// Holds up a commit until it is opened; then lets it pass, or lets the node die.
#[derive(Debug, Default)]
struct Gate {
    is_armed: AtomicBool,
    dies: AtomicBool,
    open: Mutex<bool>,
    opened: Condvar,
}

impl Gate {
    fn open(&self) {
        *self.open.lock().expect("an answer") = true;
        self.opened.notify_all();
    }
}

impl Faults for Gate {
    fn crash(&self, point: Point) -> bool {
        if point != Point::BeforeCommit || !self.is_armed.swap(false, Ordering::SeqCst) {
            return false;
        }
        let open = self.open.lock().expect("an answer");
        drop(
            self.opened.wait_timeout_while(open, Duration::from_secs(20), |open| !*open).expect("an answer"),
        );
        self.dies.load(Ordering::SeqCst)
    }
}

/// A node whose commits the gate holds up.
async fn gated(place: &Place) -> (Runtime, Arc<Gate>) {
    let gate = Arc::new(Gate::default());
    let options = store::Options { target: place.target.clone(), faults: Some(gate.clone()) };
    let node =
        place.node_on(Db::open_with(options).await.expect("an answer"), "gated", Connectors::none()).await;
    node.deploy(&task("order")).await.expect("an answer");
    (node, gate)
}

fn set(name: &'static str) -> Command {
    Command::SetVariables { scope: None, variables: values([(name, Value::from(1))]), local: false }
}

fn complete(variables: Context) -> Command {
    Command::CompleteTask { key: Key(2), variables }
}

/// Commands of each node.
const EACH: usize = 60;

type Answer = JoinHandle<Result<(), RuntimeError>>;

/// Sends the commands, one after the other, without waiting for their answers.
async fn send(node: &Runtime, case: &str, commands: Vec<Command>) -> Vec<Answer> {
    let mut answers = Vec::new();
    for command in commands {
        let (node, case) = (node.clone(), case.to_owned());
        answers.push(tokio::spawn(async move { node.send(&case, command).await }));
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert!(answers.iter().all(|answer| !answer.is_finished()), "an answer before the commit");
    answers
}

async fn results(answers: Vec<Answer>) -> Vec<Result<(), String>> {
    let mut results = Vec::new();
    for answer in answers {
        results.push(answer.await.expect("an answer").map_err(|error| error.message().code().to_owned()));
    }
    results
}

async fn names(node: &Runtime, case: &str) -> Vec<String> {
    let view = node.case(case).await.expect("an answer");
    let names = view.state.variables().into_iter().flatten().map(|(name, _)| name.to_string());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

/// The case in memory is what its log says.
async fn check(place: &Place, node: &Runtime, case: &str) {
    let other = place.plain_node().await;
    assert_eq!(
        other.case(case).await.expect("an answer").state,
        node.case(case).await.expect("an answer").state
    );
}

#[test]
fn commands_of_one_case_share_a_commit() {
    on_both(|place| async move {
        let (node, gate) = gated(&place).await;
        let case = start(&node, "order", Context::new()).await;
        let before = node.db().written();
        gate.is_armed.store(true, Ordering::SeqCst);
        let answers = send(&node, &case, ["a", "b", "c", "d", "e"].map(set).to_vec()).await;
        gate.open();
        assert_eq!(results(answers).await, vec![Ok(()); 5]);
        let after = node.db().written();
        assert_eq!((after.sets - before.sets, after.groups - before.groups), (5, 2));
        assert_eq!(node.history(&case, 0, 100).await.unwrap().len(), 6);
        assert_eq!(names(&node, &case).await, ["a", "b", "c", "d", "e"]);
        check(&place, &node, &case).await;
    });
}

#[test]
fn what_another_node_was_faster_with_is_not_lost_and_nothing_is_done_twice() {
    on_both(|place| async move {
        let (node, gate) = gated(&place).await;
        let other = place.node("other", Connectors::none()).await;
        let case = start(&node, "order", Context::new()).await;
        gate.is_armed.store(true, Ordering::SeqCst);
        let answers = send(&node, &case, ["a", "b", "c", "d"].map(set).to_vec()).await;
        other.send(&case, set("x")).await.unwrap();
        gate.open();
        assert_eq!(results(answers).await, vec![Ok(()); 4]);
        assert_eq!(node.history(&case, 0, 100).await.unwrap().len(), 6, "each once");
        assert_eq!(names(&node, &case).await, ["a", "b", "c", "d", "x"]);
        assert_eq!(names(&other, &case).await, ["a", "b", "c", "d", "x"]);
        check(&place, &node, &case).await;
    });
}

#[test]
fn a_task_is_done_once_and_what_comes_after_the_end_is_refused_after_its_commit() {
    on_both(|place| async move {
        let (node, gate) = gated(&place).await;
        let case = start(&node, "order", Context::new()).await;
        gate.is_armed.store(true, Ordering::SeqCst);
        let commands = vec![complete(Context::new()), complete(Context::new()), set("late")];
        let answers = send(&node, &case, commands).await;
        let look = tokio::spawn({
            let (node, case) = (node.clone(), case.clone());
            async move { node.case(&case).await.map(|view| view.state.is_active()) }
        });
        tokio::time::sleep(Duration::from_millis(20)).await;
        assert!(!look.is_finished(), "nobody sees what is not committed");
        gate.open();
        let gone = || Err(String::from("case.not-active"));
        assert_eq!(results(answers).await, [Ok(()), gone(), gone()]);
        assert!(!look.await.unwrap().unwrap());
        assert_eq!(node.history(&case, 0, 100).await.unwrap().len(), 2);
    });
}

/// Lets the database refuse events that name this.
async fn refuse(db: &Db, word: &str) {
    let statement = match db.dialect() {
        Dialect::Sqlite => format!(
            "CREATE TRIGGER refuse BEFORE INSERT ON events WHEN new.events LIKE '%{word}%'
             BEGIN SELECT RAISE(ABORT, 'refused'); END"
        ),
        Dialect::Postgres => format!("ALTER TABLE events ADD CHECK (events NOT LIKE '%{word}%')"),
    };
    db.write(Statement::new(statement)).await.expect("an answer");
}

#[test]
fn who_was_refused_because_of_what_was_never_written_is_heard_again() {
    on_both(|place| async move {
        let (node, gate) = gated(&place).await;
        let case = start(&node, "order", Context::new()).await;
        refuse(node.db(), "poison").await;
        gate.is_armed.store(true, Ordering::SeqCst);
        let commands = vec![set("a"), complete(values([("poison", Value::from(1))])), set("b"), set("c")];
        let answers = send(&node, &case, commands).await;
        gate.open();
        let results = results(answers).await;
        assert!(results[1].is_err(), "{results:?}");
        assert_eq!([&results[0], &results[2], &results[3]], [&Ok(()); 3]);
        assert_eq!(state(&node, &case).await, "active");
        assert_eq!(names(&node, &case).await, ["a", "b", "c"]);
        assert_eq!(node.history(&case, 0, 100).await.unwrap().len(), 4);
        check(&place, &node, &case).await;
    });
}

#[test]
fn nobody_is_told_of_what_a_dying_node_had_on_its_way() {
    on_both(|place| async move {
        let (node, gate) = gated(&place).await;
        let case = start(&node, "order", Context::new()).await;
        gate.dies.store(true, Ordering::SeqCst);
        gate.is_armed.store(true, Ordering::SeqCst);
        let answers = send(&node, &case, ["a", "b", "c"].map(set).to_vec()).await;
        gate.open();
        assert!(results(answers).await.iter().all(Result::is_err));
        let other = place.node("other", Connectors::none()).await;
        assert_eq!(names(&other, &case).await, Vec::<String>::new());
        for name in ["a", "b", "c"] {
            other.send(&case, set(name)).await.unwrap();
        }
        assert_eq!(other.history(&case, 0, 100).await.unwrap().len(), 4);
    });
}

#[test]
fn two_nodes_that_work_on_one_case_at_the_same_time_lose_nothing() {
    on_both(|place| async move {
        let (one, two) =
            (place.node("one", Connectors::none()).await, place.node("two", Connectors::none()).await);
        one.deploy(&task("order")).await.unwrap();
        let case = start(&one, "order", Context::new()).await;
        let mut answers = Vec::new();
        for n in 0..EACH {
            for (node, name) in [(&one, format!("one{n}")), (&two, format!("two{n}"))] {
                let variables: Context = std::iter::once((Arc::<str>::from(name), Value::from(1))).collect();
                let command = Command::SetVariables { scope: None, variables, local: false };
                let (node, case) = (node.clone(), case.clone());
                answers.push(tokio::spawn(async move {
                    // A node that loses too often says so, and may be asked again.
                    loop {
                        match node.send(&case, command.clone()).await {
                            Err(error) if error.message().code() == "runtime.busy" => {}
                            result => break result,
                        }
                    }
                }));
            }
        }
        assert_eq!(results(answers).await, vec![Ok(()); 2 * EACH]);
        assert_eq!(one.history(&case, 0, 1_000).await.unwrap().len(), 1 + 2 * EACH, "each once");
        assert_eq!(names(&two, &case).await.len(), 2 * EACH);
        check(&place, &one, &case).await;
    });
}
