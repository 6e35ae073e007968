//! `stepwell trace CASE`: the history of a case, a line for each event.

use super::node;
use super::run::instant;
use crate::messages;
use crate::output::{Failure, Output};
use engine::{Event, Key};
use model::graph::{Graph, NodeIx};
use runtime::Workflow;
use serde_json::{Value, json};
use std::collections::HashMap;

/// How many commands are read at a time.
const PAGE: i64 = 1000;

/// Prints the history.
///
/// # Errors
/// There is no such case, or the database fails.
pub fn trace(case: &str, db: &str, output: &Output) -> Result<(), Failure> {
    let is_address = db.contains("://");
    if !is_address && !std::path::Path::new(db).exists() {
        return Err(Failure::new(messages::NO_DATABASE.message().with("database", db)));
    }
    let threads = super::tokio()?;
    threads.block_on(async {
        let runtime = node::look(db).await?;
        let view = runtime.case(case).await.map_err(node::failure)?;
        let mut names = Names::default();
        let mut after = 0;
        loop {
            let page = runtime.history(case, after, PAGE).await.map_err(node::failure)?;
            let Some((last, _, _)) = page.last() else { break };
            after = *last;
            for (sequence, at, events) in page {
                for event in &events {
                    if let Event::CaseStarted(started) = event {
                        names.graph = Some(runtime.version(&started.version).await.map_err(node::failure)?);
                    }
                    if let Event::Migrated { version, .. } = event {
                        names.graph = Some(runtime.version(version).await.map_err(node::failure)?);
                    }
                    names.line(sequence, at, event, output);
                }
            }
        }
        drop(view);
        runtime.stop().await.map_err(node::failure)
    })
}

/// What keys and numbers stand for, at this point of the history.
#[derive(Default)]
struct Names {
    graph: Option<std::sync::Arc<Workflow>>,
    nodes: HashMap<Key, NodeIx>,
}

impl Names {
    fn line(&mut self, sequence: i64, at: i64, event: &Event, output: &Output) {
        let graph = self.graph.as_ref().map(|workflow| workflow.graph.clone());
        match event {
            Event::CaseStarted(_) => {
                self.nodes.insert(engine::State::ROOT, Graph::ROOT);
            }
            Event::Entered { key, node, .. } | Event::Subscribed { key, node, .. } => {
                self.nodes.insert(*key, *node);
            }
            Event::Migrated { nodes, .. } => {
                let moved: HashMap<_, _> = nodes.iter().copied().collect();
                self.nodes.values_mut().for_each(|node| *node = moved.get(node).copied().unwrap_or(*node));
            }
            _ => {}
        }
        let Ok(Value::Object(fields)) = serde_json::to_value(event).map(tagged) else { return };
        let (kind, mut body) = fields.into_iter().next().unwrap_or_default();
        let element = self.element(&body, graph.as_deref());
        if output.json {
            output.print(
                &json!({"sequence": sequence, "at": at, "event": kind, "element": element, "data": body})
                    .to_string(),
            );
            return;
        }
        let key = body.as_object_mut().and_then(|fields| fields.remove("k"));
        if let Some(fields) = body.as_object_mut() {
            ["n", "s", "f", "i"].into_iter().for_each(|name| {
                fields.remove(name);
            });
        }
        let key = key.map(|key| format!("#{key}")).unwrap_or_default();
        let rest = if body.as_object().is_none_or(serde_json::Map::is_empty) {
            String::new()
        } else {
            body.to_string()
        };
        let line = format!("{sequence:>5}  {}  {kind:<18} {key:<6} {element:<28} {rest}", instant(at));
        output.print(line.trim_end());
    }

    /// The id of the element of which the event speaks.
    fn element(&self, body: &Value, graph: Option<&Graph>) -> String {
        let number = |name: &str| body.get(name).and_then(Value::as_u64);
        let of_key = || {
            let key =
                number("k").or_else(|| number("i")).or_else(|| number("s")).or_else(|| number("scope"))?;
            self.nodes.get(&Key(key)).copied()
        };
        let own =
            number("n").or_else(|| number("node")).and_then(|node| u32::try_from(node).ok()).map(NodeIx);
        let node = own.or_else(of_key);
        node.and_then(|node| graph?.nodes.get(node.0 as usize))
            .map(|node| node.id.to_string())
            .unwrap_or_default()
    }
}

/// An event without fields is only its name: give it none.
fn tagged(value: Value) -> Value {
    match value {
        Value::String(name) => json!({ name: {} }),
        value => value,
    }
}
