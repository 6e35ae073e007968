//! A database of each older schema, filled with rows of that schema, is brought up to date without losing anything.

use super::{newest, run_to};
use crate::tables::{
    blobs::Blob, cases::Case, events::EventRow, events::Snapshot, incidents::Incident, jobs::Job,
    messages::BufferedMessage, messages::MessageUse, messages::StartKey, nodes::Node, outbox::Effect,
    retention_rules::RetentionRule, subscriptions::StartSubscription, subscriptions::Subscription,
    tasks::Task, timers::Timer, workflows::WorkflowVersion,
};
use crate::test_server;
use crate::{Db, Dialect, Options, Record, Statement, StoreError, Value, all};
use std::collections::BTreeMap;

/// The columns of each table with their types.
type Schema = BTreeMap<String, Vec<(String, String)>>;

const ROWS: i64 = 3;

async fn schema(db: &Db) -> Schema {
    let sql = match db.dialect() {
        Dialect::Sqlite => {
            "SELECT tables.name, columns.name, columns.type FROM sqlite_master AS tables
             JOIN pragma_table_info(tables.name) AS columns WHERE tables.type = 'table' ORDER BY tables.name, columns.cid"
        }
        Dialect::Postgres => {
            "SELECT table_name::TEXT, column_name::TEXT, data_type::TEXT FROM information_schema.columns
             WHERE table_schema = 'public' ORDER BY table_name, ordinal_position"
        }
    };
    let mut schema = Schema::new();
    for (table, column, kind) in all::<(String, String, String)>(db, Statement::new(sql)).await.unwrap() {
        schema.entry(table).or_default().push((column, kind.to_lowercase()));
    }
    schema.remove("schema_versions");
    schema
}

/// A value for a column that no other row has.
fn value(table: &str, column: &str, kind: &str, row: i64) -> Value {
    match kind {
        "bigint" => Value::Int(1_000 + row),
        "text" => Value::Text(format!("{table}.{column} ひ {row}")),
        "blob" | "bytea" => Value::Blob(vec![0, 255, u8::try_from(row).unwrap()]),
        kind => panic!("{table}.{column} is of type {kind}: say what stands in it"),
    }
}

async fn fill(db: &Db, schema: &Schema) {
    for (table, columns) in schema {
        let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
        let places: Vec<String> = (1..=columns.len()).map(|place| format!("${place}")).collect();
        let sql = format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), places.join(", "));
        for row in 0..ROWS {
            let values = columns.iter().map(|(name, kind)| value(table, name, kind, row));
            let statement = values.fold(Statement::new(sql.clone()), Statement::bind);
            db.write(statement).await.unwrap();
        }
    }
}

/// What these columns hold, with a column to sort by at the end.
async fn content(db: &Db, schema: &Schema) -> BTreeMap<String, Vec<Vec<Value>>> {
    let mut content = BTreeMap::new();
    for (table, columns) in schema {
        let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
        let sql = format!("SELECT {} FROM {table} ORDER BY {}", names.join(", "), names[0]);
        let mut rows = db.read(Statement::new(sql)).await.unwrap();
        let read = |row: &mut crate::Row| names.iter().map(|_| row.take::<Value>().unwrap()).collect();
        content.insert(table.clone(), rows.iter_mut().map(read).collect::<Vec<_>>());
    }
    content
}

/// The program reads the rows as what they are now.
async fn readable<R: Record>(db: &Db, old: &Schema) {
    let sql = format!("SELECT {} FROM {}", R::COLUMNS, R::TABLE.name);
    let rows: Vec<R> = all(db, Statement::new(sql)).await.unwrap();
    let expected = if old.contains_key(R::TABLE.name) { ROWS as usize } else { 0 };
    assert_eq!(rows.len(), expected, "{}", R::TABLE.name);
}

async fn unmigrated(target: &str) -> Result<Db, StoreError> {
    Db::connect(Options { target: target.to_owned(), faults: None }).await
}

async fn upgrade_from(version: i64, target: &str) {
    let db = unmigrated(target).await.unwrap();
    run_to(&db, version).await.unwrap();
    let old = schema(&db).await;
    fill(&db, &old).await;
    let before = content(&db, &old).await;
    db.close().await;

    let (looking, found) = Db::look(target).await.unwrap();
    assert_eq!(found, version, "who only looks changes nothing");
    looking.close().await;

    let db = Db::open(target).await.unwrap();
    assert_eq!(content(&db, &old).await, before, "from version {version}");
    assert!(old.len() >= 15, "{old:?}");
    readable::<Blob>(&db, &old).await;
    readable::<Case>(&db, &old).await;
    readable::<EventRow>(&db, &old).await;
    readable::<Snapshot>(&db, &old).await;
    readable::<Incident>(&db, &old).await;
    readable::<Job>(&db, &old).await;
    readable::<BufferedMessage>(&db, &old).await;
    readable::<MessageUse>(&db, &old).await;
    readable::<StartKey>(&db, &old).await;
    readable::<Node>(&db, &old).await;
    readable::<Effect>(&db, &old).await;
    readable::<RetentionRule>(&db, &old).await;
    readable::<StartSubscription>(&db, &old).await;
    readable::<Subscription>(&db, &old).await;
    readable::<Task>(&db, &old).await;
    readable::<Timer>(&db, &old).await;
    readable::<WorkflowVersion>(&db, &old).await;
    let all = schema(&db).await;
    db.close().await;

    let (looking, found) = Db::look(target).await.unwrap();
    assert_eq!((found, schema(&looking).await), (newest(), all));
}

#[test]
fn a_filled_database_of_each_older_schema_is_brought_up_to_date() {
    let tokio = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    for version in 1..=newest() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("old.db").display().to_string();
        for target in [file, test_server::database().unwrap()] {
            tokio.block_on(upgrade_from(version, &target));
        }
    }
}
