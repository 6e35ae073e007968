//! How SQLite goes about the statements that are run most: through an index, without sorting what it finds.

use super::{cases, messages, nodes, subscriptions};
use crate::{Db, Fetch, Row, Statement, StoreError};

/// Notes the plans of the statements that it is given, and finds nothing.
struct Plans {
    db: Db,
    lines: Vec<String>,
}

impl Fetch for &mut Plans {
    async fn fetch(&mut self, statement: Statement) -> Result<Vec<Row>, StoreError> {
        let explain = Statement { sql: format!("EXPLAIN QUERY PLAN {}", statement.sql).into(), ..statement };
        for mut row in self.db.read(explain).await? {
            let _ = (row.take::<i64>()?, row.take::<i64>()?, row.take::<i64>()?);
            self.lines.push(row.take()?);
        }
        Ok(Vec::new())
    }
}

impl Plans {
    /// The plan since the last time, in which nothing is sorted, and no table read from end to end but these.
    fn check(&mut self, scanned: &[&str]) -> String {
        let lines = std::mem::take(&mut self.lines);
        for line in &lines {
            assert!(!line.contains("TEMP B-TREE"), "{lines:#?}");
            let scan = line.strip_prefix("SCAN ").map(|rest| rest.split(' ').next().unwrap_or_default());
            assert!(scan.is_none_or(|table| scanned.contains(&table)), "{lines:#?}");
        }
        lines.join("\n")
    }
}

#[tokio::test]
async fn nothing_is_sorted_and_no_table_read_from_end_to_end() {
    let directory = tempfile::tempdir().unwrap();
    let db = Db::open(&directory.path().join("plans.db").display().to_string()).await.unwrap();
    let mut plans = Plans { db, lines: Vec::new() };

    subscriptions::for_message(&mut plans, "paid", "7").await.unwrap();
    assert!(plans.check(&["workflows"]).contains("subscriptions_message"));
    subscriptions::for_signal(&mut plans, "stop", ("a", 1), 10).await.unwrap();
    assert!(plans.check(&[]).contains("subscriptions_signal"));

    messages::oldest_unused(&mut plans, "paid", "7", "order", 1).await.unwrap();
    assert!(plans.check(&[]).contains("messages_name"));
    messages::oldest_to_start(&mut plans, "order", "7", 1).await.unwrap();
    assert!(plans.check(&[]).contains("messages_name"));
    messages::awaited(&mut plans, 1, "a", 10).await.unwrap();
    assert!(plans.check(&[]).contains("subscriptions_message"));

    cases::open_child(&mut plans, "a", 1).await.unwrap();
    assert!(plans.check(&[]).contains("cases_called (parent_id=? AND parent_key=?)"));
    cases::open_children(&mut plans, "a").await.unwrap();
    let sorted = std::mem::take(&mut plans.lines).join("\n");
    assert!(sorted.contains("cases_called"), "{sorted}");

    for statement in nodes::giving_back("n1", 1, 9) {
        (&mut plans).fetch(statement).await.unwrap();
    }
    let plan = plans.check(&["kinds", "taken"]);
    assert!(plan.contains("jobs_available (kind=? AND available_at>? AND available_at<?)"), "{plan}");
}
