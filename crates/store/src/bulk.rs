//! Bulk statements: the changes of many write sets as few large statements.

use crate::dialect::Dialect;
use crate::limits;
use crate::record::Table;
use crate::statement::{Params, Statement, Values};
use crate::value::Value;
use crate::write_set::{Kind, WriteSet};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// A statement of a batch.
#[derive(Debug, Clone)]
pub struct Step {
    /// The statement.
    pub statement: Statement,
    /// How many rows it must write; another number is a conflict.
    pub expect: Option<u64>,
}

impl From<Statement> for Step {
    fn from(statement: Statement) -> Self {
        Self { statement, expect: None }
    }
}

/// The changes of a group to one table. Rows that must be new are written first, rows that must be there are
/// removed next; of the others only the last change of each row counts.
struct Bucket<'a> {
    table: &'static Table,
    inserts: Vec<Values>,
    consumed: Vec<Values>,
    last: Vec<(Kind, &'a Values)>,
    index: HashMap<&'a [Value], usize>,
}

impl<'a> Bucket<'a> {
    fn new(table: &'static Table) -> Self {
        Self { table, inserts: Vec::new(), consumed: Vec::new(), last: Vec::new(), index: HashMap::new() }
    }

    fn add(&mut self, kind: Kind, values: &'a Values) {
        match kind {
            Kind::Insert => return self.inserts.push(values.clone()),
            Kind::Consume => return self.consumed.push(values.clone()),
            Kind::Put | Kind::Delete => {}
        }
        let key = values.get(..self.table.key).unwrap_or_default();
        let place = *self.index.entry(key).or_insert(self.last.len());
        match self.last.get_mut(place) {
            Some(last) => *last = (kind, values),
            None => self.last.push((kind, values)),
        }
    }

    fn rows(&self, kind: Kind) -> Vec<Values> {
        self.last.iter().filter(|(last, _)| *last == kind).map(|(_, values)| Values::clone(values)).collect()
    }
}

/// Statement texts by table, kind and number of rows.
type Texts = HashMap<(&'static str, Kind, usize), Arc<str>>;

/// Makes bulk statements and keeps their texts.
#[derive(Debug)]
pub struct Planner {
    dialect: Dialect,
    texts: Mutex<Texts>,
}

impl Planner {
    /// A planner for this database.
    pub fn new(dialect: Dialect) -> Self {
        Self { dialect, texts: Mutex::default() }
    }

    /// The statements that write these sets, tables in the order of their names so that two writers
    /// never wait for each other in a circle over tables.
    pub fn plan<'a>(&self, sets: impl Iterator<Item = &'a WriteSet>) -> Vec<Step> {
        let mut buckets: Vec<Bucket<'a>> = Vec::new();
        for change in sets.flat_map(|set| set.changes()) {
            let place = buckets.iter().position(|bucket| std::ptr::eq(bucket.table, change.table));
            let place = place.unwrap_or_else(|| {
                buckets.push(Bucket::new(change.table));
                buckets.len() - 1
            });
            if let Some(bucket) = buckets.get_mut(place) {
                bucket.add(change.kind, &change.values);
            }
        }
        buckets.sort_by_key(|bucket| bucket.table.name);
        let mut steps = Vec::new();
        for bucket in &mut buckets {
            self.chunks(&mut steps, bucket.table, Kind::Insert, std::mem::take(&mut bucket.inserts));
            self.chunks(&mut steps, bucket.table, Kind::Consume, std::mem::take(&mut bucket.consumed));
            self.chunks(&mut steps, bucket.table, Kind::Delete, bucket.rows(Kind::Delete));
            self.chunks(&mut steps, bucket.table, Kind::Put, bucket.rows(Kind::Put));
        }
        steps
    }

    /// Splits the rows into chunks whose sizes are powers of two.
    fn chunks(&self, steps: &mut Vec<Step>, table: &'static Table, kind: Kind, mut rows: Vec<Values>) {
        let strict = matches!(kind, Kind::Insert | Kind::Consume);
        let width = if removes(kind) { table.key } else { table.columns.len() };
        while !rows.is_empty() {
            let size =
                if rows.len() >= limits::BULK_ROWS { limits::BULK_ROWS } else { 1 << rows.len().ilog2() };
            let rest = rows.split_off(size);
            let statement = Statement {
                sql: Cow::Borrowed(""),
                native: Some(self.text(table, kind, size)),
                params: Params::Rows { rows, width },
            };
            steps.push(Step { statement, expect: strict.then_some(size as u64) });
            rows = rest;
        }
    }

    fn text(&self, table: &'static Table, kind: Kind, rows: usize) -> Arc<str> {
        let mut texts = self.texts.lock().unwrap_or_else(PoisonError::into_inner);
        texts
            .entry((table.name, kind, rows))
            .or_insert_with(|| write_text(self.dialect, table, kind, rows).into())
            .clone()
    }
}

fn removes(kind: Kind) -> bool {
    matches!(kind, Kind::Delete | Kind::Consume)
}

fn write_text(dialect: Dialect, table: &Table, kind: Kind, rows: usize) -> String {
    let (key, rest) = table.columns.split_at(table.key.min(table.columns.len()));
    let key = key.join(", ");
    if removes(kind) {
        let mut text = format!("DELETE FROM {} WHERE ({key}) IN (VALUES ", table.name);
        write_values(dialect, &mut text, rows, table.key);
        text.push(')');
        return text;
    }
    let mut text = format!("INSERT INTO {} ({}) VALUES ", table.name, table.columns.join(", "));
    write_values(dialect, &mut text, rows, table.columns.len());
    let changing: Vec<String> = rest
        .iter()
        .skip(table.fixed.saturating_sub(table.key))
        .map(|column| format!("{column} = excluded.{column}"))
        .collect();
    if kind == Kind::Insert || changing.is_empty() {
        text.push_str(" ON CONFLICT DO NOTHING");
    } else {
        text.push_str(&format!(" ON CONFLICT ({key}) DO UPDATE SET {}", changing.join(", ")));
    }
    text
}

fn write_values(dialect: Dialect, text: &mut String, rows: usize, width: usize) {
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..width {
            if column > 0 {
                text.push_str(", ");
            }
            dialect.parameter(text, row * width + column + 1);
        }
        text.push(')');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static PAIRS: Table =
        Table { name: "pairs", columns: &["a", "b", "made", "state"], key: 2, fixed: 3, wakes: false };

    #[test]
    fn texts_of_each_kind() {
        assert_eq!(
            write_text(Dialect::Postgres, &PAIRS, Kind::Put, 2),
            "INSERT INTO pairs (a, b, made, state) VALUES ($1, $2, $3, $4), ($5, $6, $7, $8) \
             ON CONFLICT (a, b) DO UPDATE SET state = excluded.state"
        );
        assert_eq!(
            write_text(Dialect::Sqlite, &PAIRS, Kind::Delete, 2),
            "DELETE FROM pairs WHERE (a, b) IN (VALUES (?1, ?2), (?3, ?4))"
        );
        assert!(write_text(Dialect::Sqlite, &PAIRS, Kind::Insert, 1).ends_with("ON CONFLICT DO NOTHING"));
    }

    #[test]
    fn rests_are_split_into_powers_of_two() {
        let planner = Planner::new(Dialect::Sqlite);
        let rows = (0..103).map(|n| Values::from([Value::Int(n), Value::Int(n)])).collect();
        let mut steps = Vec::new();
        planner.chunks(&mut steps, &PAIRS, Kind::Delete, rows);
        let sizes: Vec<usize> = steps.iter().map(|step| step.statement.params.len() / 2).collect();
        assert_eq!(sizes, [64, 32, 4, 2, 1]);
    }
}
