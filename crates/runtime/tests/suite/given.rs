//! Texts that callers give: too long, or with a character that PostgreSQL cannot store.

use crate::{on_both, start, task, values};
use engine::{Command, Key};
use expr::{Context, Value};
use runtime::{Message, NewCase, Result, Retention};

fn code<T>(result: Result<T>) -> &'static str {
    result.err().expect("it is refused").message().code()
}

#[test]
fn what_cannot_be_stored_is_refused_before_it_is_written() {
    on_both(|place| async move {
        let node = place.plain_node().await;
        node.deploy(&task("order")).await.unwrap();
        let case = start(&node, "order", Context::new()).await;
        let long = "x".repeat(1_025);
        for (text, expected) in [("a\0b", "runtime.not-storable"), (long.as_str(), "runtime.too-long")] {
            let text = || text.to_owned();
            let message = |name, key, id| Message { name, key, id, ttl: 9_000_000, ..Message::default() };
            assert_eq!(code(node.publish(message(text(), "k".into(), None)).await), expected);
            assert_eq!(code(node.publish(message("n".into(), text(), None)).await), expected);
            assert_eq!(code(node.publish(message("n".into(), "k".into(), Some(text()))).await), expected);
            assert_eq!(code(node.broadcast(&text(), Context::new()).await), expected);
            let keyed =
                NewCase { workflow: "order".into(), business_key: Some(text()), ..NewCase::default() };
            assert_eq!(code(node.start(keyed).await), expected);
            assert_eq!(code(node.activate_jobs("mail", &text(), 1, 1).await), expected);
            assert_eq!(code(node.activate_jobs(&text(), "w", 1, 1).await), expected);
            assert_eq!(code(node.extend_job(&case, Key(2), &text(), 1).await), expected);
            assert_eq!(code(node.extend_job(&text(), Key(2), "w", 1).await), expected);
        }
        let unknown = || "a\0b";
        let new = NewCase { workflow: unknown().into(), ..NewCase::default() };
        assert_eq!(code(node.start(new).await), "runtime.no-workflow");
        assert_eq!(code(node.workflow(unknown()).await), "runtime.no-workflow");
        assert_eq!(code(node.version(unknown()).await), "runtime.no-workflow");
        assert_eq!(
            code(node.set_retention(Some(unknown()), Some(Retention::default())).await),
            "runtime.no-workflow"
        );
        assert_eq!(code(node.case(unknown()).await), "runtime.no-case");
        assert_eq!(code(node.send(unknown(), Command::Suspend).await), "runtime.no-case");
        assert_eq!(code(node.revive(unknown()).await), "runtime.no-dead-letter");
        assert!(node.history(unknown(), 0, 9).await.unwrap().is_empty());
    });
}

#[test]
fn messages_and_signals_that_no_case_could_take_are_refused() {
    on_both(|place| async move {
        let node = place.plain_node().await;
        let large = || values([("text", Value::from("x".repeat(5 << 20).as_str()))]);
        let message = Message { name: "n".into(), ttl: 9_000_000, variables: large(), ..Message::default() };
        assert_eq!(code(node.publish(message).await), "case.payload-too-large");
        assert_eq!(code(node.broadcast("n", large()).await), "case.payload-too-large");
        let part = || Value::from("x".repeat(3 << 20).as_str());
        let several = ["a", "b", "c", "d", "e", "f"].map(|name| (name, part()));
        assert_eq!(code(node.broadcast("n", values(several)).await), "case.payload-too-large");
    });
}

/// Text that cannot be made shorter, by no database.
fn noise(bytes: usize) -> String {
    let mut state = 7_u64;
    let mut letter = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        char::from(b'!' + u8::try_from((state >> 40) % 90).expect("a letter"))
    };
    (0..bytes).map(|_| letter()).collect()
}

#[test]
fn the_longest_name_key_and_id_of_a_message_are_kept_and_longer_ones_refused() {
    on_both(|place| async move {
        let node = place.plain_node().await;
        let message = |id: usize| {
            let id = Some(noise(id));
            Message { name: noise(1_024), key: noise(1_024), id, ttl: 9_000_000, ..Message::default() }
        };
        node.publish(message(512)).await.unwrap();
        assert_eq!(code(node.publish(message(513)).await), "runtime.too-long");
        assert_eq!(code(node.publish(message(1_024)).await), "runtime.too-long");
    });
}
