//! `stepwell trace CASE`: the history of a case, a line for each event.

mod details;
mod words;

use super::node;
use super::run::instant;
use crate::messages;
use crate::output::{Failure, Output};
use details::details;
use engine::{Event, Key};
use model::graph::{Graph, Node, NodeIx};
use runtime::{CaseIncident, Workflow};
use serde_json::{Value, json};
use std::collections::HashMap;
use words::word;

/// How many commands are read at a time.
const PAGE: i64 = 1000;

/// Prints the history.
///
/// # Errors
/// There is no such case, or the database fails.
pub fn trace(case: &str, db: &str, output: &Output) -> Result<(), Failure> {
    let threads = super::tokio()?;
    threads.block_on(async {
        let runtime = node::look(db).await?;
        runtime.case(case).await.map_err(node::failure)?; // or there is no such case
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
        for incident in runtime.incidents(case).await.map_err(node::failure)? {
            // Those of the steps stand in the history.
            if incident.element.is_empty() {
                given_up(&incident, output);
            }
        }
        Ok(())
    })
}

/// What was to follow from the case, or to reach it, and was given up.
fn given_up(incident: &CaseIncident, output: &Output) {
    let text = incident.problem.render_with(output.lang, runtime::text);
    if output.json {
        let (at, code) = (incident.created_at, &incident.problem.code);
        output.print(&json!({"at": at, "event": "given-up", "code": code, "text": text}).to_string());
        return;
    }
    let what = messages::GIVEN_UP.get(output.lang);
    output.print(&format!("{:>5}  {}  {}  {text}", "", instant(incident.created_at), wide(what, 20)));
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
            Event::IncidentRaised { key, instance, .. } => {
                // What repairs it speaks of the incident only.
                if let Some(node) = self.nodes.get(instance).copied() {
                    self.nodes.insert(*key, node);
                }
            }
            Event::Migrated { nodes, .. } => {
                let moved: HashMap<_, _> = nodes.iter().copied().collect();
                self.nodes.values_mut().for_each(|node| *node = moved.get(node).copied().unwrap_or(*node));
            }
            _ => {}
        }
        let Ok(Value::Object(fields)) = serde_json::to_value(event).map(tagged) else { return };
        let (kind, body) = fields.into_iter().next().unwrap_or_default();
        let node = self.node(&body, graph.as_deref());
        let element = node.map(|node| node.id.to_string()).unwrap_or_default();
        if output.json {
            output.print(
                &json!({"sequence": sequence, "at": at, "event": kind, "element": element, "data": body})
                    .to_string(),
            );
            return;
        }
        let element = node.map(|node| node.label().to_string()).unwrap_or_default();
        let words = word(event).get(output.lang);
        let details = details(event, graph.as_deref(), output.lang);
        let line =
            format!("{sequence:>5}  {}  {}  {}  {details}", instant(at), wide(words, 20), wide(&element, 32));
        output.print(line.trim_end());
    }

    /// The element of which the event speaks.
    fn node<'g>(&self, body: &Value, graph: Option<&'g Graph>) -> Option<&'g Node> {
        let number = |name: &str| body.get(name).and_then(Value::as_u64);
        let of_key = || {
            let key = ["k", "i", "s", "scope", "thrower"].into_iter().find_map(number)?;
            self.nodes.get(&Key(key)).copied()
        };
        let own = ["n", "node", "catcher"].into_iter().find_map(number);
        let own = own.and_then(|node| u32::try_from(node).ok()).map(NodeIx);
        graph?.nodes.get(own.or_else(of_key)?.0 as usize)
    }
}

/// An event without fields is only its name: give it none.
fn tagged(value: Value) -> Value {
    match value {
        Value::String(name) => json!({ name: {} }),
        value => value,
    }
}

/// A text in a column of this width on a terminal.
fn wide(text: &str, width: usize) -> String {
    let blanks = width.saturating_sub(unicode_width::UnicodeWidthStr::width(text));
    format!("{text}{}", " ".repeat(blanks))
}
