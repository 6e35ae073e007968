//! Finished cases are exported and erased; open ones stay.

use super::log::{append, event, task};
use crate::on_both;
use flate2::read::GzDecoder;
use std::io::Read;
use store::retention::{self, Rule};
use store::shard;
use store::tables::cases::{self, Case};
use store::tables::{events, tasks};

fn case(id: &str, ended_at: Option<i64>, parent: Option<&str>) -> Case {
    Case {
        id: id.into(),
        shard: shard(id),
        workflow_id: "order".into(),
        parent_id: parent.map(Into::into),
        parent_key: parent.map(|_| 5),
        started_at: 1,
        start_key: None,
        version_id: "v1".into(),
        business_key: Some(format!("B-{id}")),
        state: if ended_at.is_some() { "completed".into() } else { "active".into() },
        outcome: None,
        ended_at,
        sequence: 2,
    }
}

#[test]
fn finished_cases_are_archived_and_erased() {
    on_both(|db, _| async move {
        for row in [
            case("a", Some(10), None),
            case("b", Some(99), None),
            case("c", None, None),
            case("d", Some(5), Some("c")),
        ] {
            let mut set = append(&row.id, 1);
            set.insert(event(&row.id, 2));
            set.put(task(&row.id, 1));
            set.put(row);
            db.commit(set).await.unwrap();
        }
        assert_eq!(cases::count_open(&db).await.unwrap(), 1);
        assert_eq!(cases::open_children(&db, "c").await.unwrap(), []);
        let rule = Rule { workflow_id: Some("order".into()), ended_before: 50 };
        let due = retention::due(&db, &rule).await.unwrap();
        assert_eq!(due, [case("a", Some(10), None)], "a called case stays as long as its caller is open");
        let archive = retention::export(&db, &due, Vec::new()).await.unwrap();
        let mut text = String::new();
        GzDecoder::new(archive.as_slice()).read_to_string(&mut text).unwrap();
        let lines: Vec<serde_json::Value> =
            text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.len(), 3);
        assert_eq!(lines[0]["case"]["business_key"], "B-a");
        assert_eq!(lines[2]["events"][0], "ส่งของ 2");
        retention::erase(&db, &due).await.unwrap();
        assert_eq!(cases::get(&db, "a").await.unwrap(), None);
        assert_eq!(events::last_sequence(&db, "a").await.unwrap(), 0);
        assert_eq!(tasks::of_case(&db, "a").await.unwrap(), []);
        assert_eq!(events::last_sequence(&db, "b").await.unwrap(), 2);
        assert_eq!(retention::due(&db, &rule).await.unwrap(), []);
    });
}
