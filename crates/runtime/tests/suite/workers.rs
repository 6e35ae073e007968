//! Workers from outside: taking jobs, having them for a while, saying how they went.

use crate::{SECOND, on_both, service, start, state, values};
use engine::Key;
use expr::{Context, Value};
use store::Statement;
use store::tables::{incidents, jobs};

fn mail() -> String {
    service(
        "mail",
        r#"<zeebe:taskDefinition type="mail" retries="2"/><zeebe:taskHeaders><zeebe:header key="template" value="hello"/></zeebe:taskHeaders>
<zeebe:ioMapping><zeebe:input source="=customer.address" target="to"/></zeebe:ioMapping>"#,
    )
}

fn customer() -> Context {
    let address: Context = [("address", Value::from("mai@example.com"))].into_iter().collect();
    values([("customer", Value::from(address))])
}

#[test]
fn a_worker_gets_the_variables_and_headers_and_nobody_else_the_job() {
    on_both(|place| async move {
        let node = place.plain_node().await;
        node.deploy(&mail()).await.unwrap();
        let case = start(&node, "mail", customer()).await;
        assert_eq!(node.activate_jobs("other", "w1", SECOND, 10).await.unwrap(), []);
        let jobs = node.activate_jobs("mail", "w1", 60 * SECOND, 10).await.unwrap();
        assert_eq!(jobs.len(), 1);
        assert_eq!((jobs[0].case.as_str(), jobs[0].key, jobs[0].retries), (case.as_str(), Key(2), 2));
        assert_eq!(jobs[0].variables.get("to"), Some(&Value::from("mai@example.com")));
        assert!(jobs[0].variables.get("customer").is_some());
        assert_eq!(&*jobs[0].headers[0].1, "hello");
        assert_eq!(node.activate_jobs("mail", "w2", 60 * SECOND, 10).await.unwrap(), []);
        node.extend_job(&case, Key(2), "w1", 120 * SECOND).await.unwrap();
        assert_eq!(
            node.extend_job(&case, Key(2), "w2", SECOND).await.unwrap_err().message().code(),
            "runtime.not-your-job"
        );
        place.wait(119 * SECOND);
        assert_eq!(node.activate_jobs("mail", "w2", 60 * SECOND, 10).await.unwrap(), []);
        place.wait(SECOND);
        assert_eq!(node.activate_jobs("mail", "w2", 60 * SECOND, 10).await.unwrap().len(), 1);
        node.complete_job(&case, Key(2), Context::new()).await.unwrap();
        assert!(node.complete_job(&case, Key(2), Context::new()).await.is_err());
        assert_eq!(state(&node, &case).await, "completed");
        assert_eq!(jobs::of_case(node.db(), &case).await.unwrap(), []);
    });
}

#[test]
fn a_failed_job_waits_and_is_an_incident_when_its_retries_are_used_up() {
    on_both(|place| async move {
        let node = place.plain_node().await;
        node.deploy(&mail()).await.unwrap();
        let case = start(&node, "mail", customer()).await;
        node.activate_jobs("mail", "w1", 60 * SECOND, 1).await.unwrap();
        node.fail_job(&case, Key(2), 1, "no line", 30 * SECOND).await.unwrap();
        assert_eq!(node.activate_jobs("mail", "w1", 60 * SECOND, 1).await.unwrap(), []);
        place.wait(30 * SECOND);
        let again = node.activate_jobs("mail", "w1", 60 * SECOND, 1).await.unwrap();
        assert_eq!(again[0].retries, 1);
        node.fail_job(&case, Key(2), 0, "no line", 0).await.unwrap();
        place.wait(3_600 * SECOND);
        assert_eq!(node.activate_jobs("mail", "w1", 60 * SECOND, 1).await.unwrap(), []);
        let stuck = incidents::of_case(node.db(), &case).await.unwrap();
        assert_eq!(stuck.iter().map(|it| it.element.as_str()).collect::<Vec<_>>(), ["work"]);
        node.send(&case, engine::Command::SetJobRetries { key: Key(2), retries: 1 }).await.unwrap();
        let key = Key(stuck[0].key as u64);
        node.send(&case, engine::Command::ResolveIncident { key }).await.unwrap();
        assert_eq!(incidents::of_case(node.db(), &case).await.unwrap(), []);
        assert_eq!(node.activate_jobs("mail", "w1", 60 * SECOND, 1).await.unwrap().len(), 1);
    });
}

#[test]
fn a_case_that_cannot_be_read_does_not_hold_up_the_jobs_of_others() {
    on_both(|place| async move {
        let node = place.plain_node().await;
        node.deploy(&mail()).await.unwrap();
        let mut started = Vec::new();
        for _ in 0..3 {
            started.push(start(&node, "mail", customer()).await);
        }
        let damage = "UPDATE events SET events = $1 WHERE case_id = $2";
        let damage = Statement::new(damage).text(r#"[{"what":"nobody knows"}]"#).text(&started[0]);
        node.db().write(damage).await.unwrap();
        drop(node);
        let node = place.plain_node().await;
        let jobs = node.activate_jobs("mail", "w1", 60 * SECOND, 10).await.unwrap();
        let mut cases: Vec<_> = jobs.into_iter().map(|job| job.case).collect();
        cases.sort();
        assert_eq!(cases, started[1..]);
    });
}
