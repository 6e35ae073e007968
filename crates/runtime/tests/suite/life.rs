//! A case through restarts, concurrent commands and snapshots; a node from start to stop.

use crate::{NOW, on_both, process, start, state, task, values};
use engine::{Command, Key};
use expr::{Context, Value};
use runtime::{NewCase, RuntimeError};
use store::tables::{cases, events, tasks};

fn set(name: &'static str, value: i64) -> Command {
    Command::SetVariables { scope: None, variables: values([(name, Value::from(value))]), local: false }
}

fn code(error: &RuntimeError) -> &'static str {
    error.message().code()
}

#[test]
fn a_case_goes_on_after_the_node_was_lost() {
    on_both(|place| async move {
        let node = place.plain_node().await;
        node.deploy(&task("order")).await.unwrap();
        let case = start(&node, "order", values([("n", Value::from(1))])).await;
        let before = node.case(&case).await.unwrap();
        drop(node);
        let node = place.plain_node().await;
        let after = node.case(&case).await.unwrap();
        assert_eq!(after.state, before.state);
        let open = tasks::of_case(node.db(), &case).await.unwrap();
        assert_eq!(open.iter().map(|task| task.name.as_str()).collect::<Vec<_>>(), ["Look at it"]);
        let key = Key(open[0].key as u64);
        node.send(&case, Command::CompleteTask { key, variables: Context::new() }).await.unwrap();
        assert_eq!(state(&node, &case).await, "completed");
        let row = cases::get(node.db(), &case).await.unwrap().unwrap();
        assert_eq!((row.ended_at, row.sequence), (Some(NOW), 2));
        assert_eq!(tasks::of_case(node.db(), &case).await.unwrap(), []);
    });
}

#[test]
fn of_commands_at_the_same_time_one_is_first() {
    on_both(|place| async move {
        let node = place.plain_node().await;
        node.deploy(&task("order")).await.unwrap();
        let case = start(&node, "order", Context::new()).await;
        let commands: Vec<_> = (0..40)
            .map(|_| {
                let (node, case) = (node.clone(), case.clone());
                let command = Command::CompleteTask { key: Key(2), variables: Context::new() };
                tokio::spawn(async move { node.send(&case, command).await })
            })
            .collect();
        let mut done = 0;
        for command in commands {
            match command.await.unwrap() {
                Ok(()) => done += 1,
                Err(error) => assert_eq!(code(&error), "case.not-active"),
            }
        }
        assert_eq!(done, 1);
        assert_eq!(events::last_sequence(node.db(), &case).await.unwrap(), 2);
    });
}

#[test]
fn a_long_case_is_loaded_from_its_snapshot() {
    on_both(|place| async move {
        let node = place.plain_node().await;
        node.deploy(&task("order")).await.unwrap();
        let case = start(&node, "order", Context::new()).await;
        for n in 0..250 {
            node.send(&case, set("n", n)).await.unwrap();
        }
        let snapshot = events::snapshot(node.db(), &case).await.unwrap().expect("a snapshot");
        assert!((150..=251).contains(&snapshot.sequence), "{}", snapshot.sequence);
        let before = node.case(&case).await.unwrap();
        drop(node);
        let node = place.plain_node().await;
        let after = node.case(&case).await.unwrap();
        assert_eq!((after.state, after.sequence), (before.state, 251));
        node.send(&case, Command::Cancel { reason: None }).await.unwrap();
        assert_eq!(events::snapshot(node.db(), &case).await.unwrap(), None);
        assert_eq!(node.history(&case, 250, 10).await.unwrap().len(), 2);
    });
}

#[test]
fn a_case_with_large_events_is_loaded_from_its_snapshot_too() {
    on_both(|place| async move {
        let node = place.plain_node().await;
        node.deploy(&task("order")).await.unwrap();
        let case = start(&node, "order", Context::new()).await;
        for letter in ["a", "b", "c", "d"] {
            let variables = values([("text", Value::from(letter.repeat(3 << 20).as_str()))]);
            node.send(&case, Command::SetVariables { scope: None, variables, local: false }).await.unwrap();
        }
        let snapshot = events::snapshot(node.db(), &case).await.unwrap().expect("a snapshot");
        assert_eq!(snapshot.sequence, 4, "after 8 MB of events");
        let before = node.case(&case).await.unwrap();
        drop(node);
        let node = place.plain_node().await;
        let after = node.case(&case).await.unwrap();
        assert_eq!((after.state, after.sequence), (before.state, 5));
    });
}

#[test]
fn mistakes_are_refused_with_a_message() {
    on_both(|place| async move {
        let node = place.plain_node().await;
        let unknown = NewCase { workflow: "none".into(), ..NewCase::default() };
        assert_eq!(code(&node.start(unknown).await.unwrap_err()), "runtime.no-workflow");
        assert_eq!(code(&node.send("none", Command::Suspend).await.unwrap_err()), "runtime.no-case");
        assert_eq!(code(&node.case("none").await.unwrap_err()), "runtime.no-case");
        assert!(matches!(node.deploy("<a/>").await, Err(RuntimeError::Invalid(_))));
        assert_eq!(
            code(&node.deploy(&task("order").replace("isExecutable=\"true\"", "")).await.unwrap_err()),
            "runtime.no-process"
        );
        node.deploy(&task("order")).await.unwrap();
        let nowhere =
            NewCase { workflow: "order".into(), element: Some("nowhere".into()), ..NewCase::default() };
        assert_eq!(code(&node.start(nowhere).await.unwrap_err()), "runtime.no-start");
        let long =
            NewCase { workflow: "order".into(), business_key: Some("x".repeat(5000)), ..NewCase::default() };
        assert_eq!(code(&node.start(long).await.unwrap_err()), "runtime.too-long");
        let computed = process(
            "clock",
            r#"<startEvent id="start"><timerEventDefinition><timeCycle>=period</timeCycle></timerEventDefinition></startEvent>"#,
        );
        assert_eq!(code(&node.deploy(&computed).await.unwrap_err()), "runtime.start-computed");
    });
}

#[test]
fn the_same_document_makes_no_new_version() {
    on_both(|place| async move {
        let node = place.plain_node().await;
        let first = node.deploy(&task("order")).await.unwrap();
        assert!(first[0].is_new && first[0].workflow.number == 1);
        let again = node.deploy(&task("order")).await.unwrap();
        assert!(!again[0].is_new && again[0].workflow.number == 1);
        let old = start(&node, "order", Context::new()).await;
        let changed = node.deploy(&task("order").replace("Look at it", "Look again")).await.unwrap();
        assert!(changed[0].is_new && changed[0].workflow.number == 2);
        let new = start(&node, "order", Context::new()).await;
        assert_eq!(node.case(&old).await.unwrap().row.version_id, "order:1");
        assert_eq!(node.case(&new).await.unwrap().row.version_id, "order:2");
        assert!(node.preview_migration(&old, "order:2", &[]).await.unwrap().problems.is_empty());
        node.migrate(&old, "order:2", &[]).await.unwrap();
        assert_eq!(node.case(&old).await.unwrap().row.version_id, "order:2");
    });
}

#[test]
fn a_node_that_stops_takes_no_more_and_leaves_nothing_taken() {
    on_both(|place| async move {
        let node = place.plain_node().await;
        node.deploy(&task("order")).await.unwrap();
        let other = node.clone();
        node.stop().await.unwrap();
        let refused =
            other.start(NewCase { workflow: "order".into(), ..NewCase::default() }).await.unwrap_err();
        assert_eq!(code(&refused), "runtime.stopping");
    });
}
