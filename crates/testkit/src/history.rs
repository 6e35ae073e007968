//! Recorded histories: what a release has written of its cases, so that every later one still reads it.
//!
//! A history is a scenario of the corpus as it was stored: the models, and of each case its events and two of its
//! snapshots. Nodes and flows are numbers there, so the numbers that a model gives to its elements are kept too.

use crate::corpus::Entry;
use crate::host::Host;
use crate::scenario::{self, Files, What};
use crate::world::{Mode, World};
use engine::{Event, State, apply};
use model::graph::Graph;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A scenario as it was stored.
#[derive(Debug, Serialize, Deserialize)]
pub struct History {
    /// Its name in the corpus.
    pub scenario: String,
    /// The models, in the order in which they were made known.
    pub models: Vec<String>,
    /// The ids of the nodes and flows of each version that a case ran on, in the order of their numbers.
    pub versions: BTreeMap<Arc<str>, Numbers>,
    /// The cases, in the order of their beginning.
    pub cases: Vec<Case>,
}

/// Which element has which number.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Numbers {
    /// The nodes.
    pub nodes: Vec<Arc<str>>,
    /// The flows.
    pub flows: Vec<Arc<str>>,
}

/// A case as it was stored.
#[derive(Debug, Serialize, Deserialize)]
pub struct Case {
    /// All its events.
    pub events: Vec<Event>,
    /// Its state after this many of them.
    pub half: (usize, State),
    /// Its state after all.
    pub end: State,
}

impl History {
    /// What is stored of a scenario.
    ///
    /// # Errors
    /// The scenario is not true.
    pub fn record(entry: &Entry) -> Result<Self, String> {
        let mut world = World::new(Mode::Straight, &entry.scenario.setup).map_err(|it| it.to_string())?;
        scenario::run(&entry.scenario, &entry.files, &mut world).map_err(|it| it.to_string())?;
        let cases: Vec<Case> = world.cases().iter().map(|case| Case::of(world.events(&case.id, 0))).collect();
        let versions = cases.iter().flat_map(|case| versions(&case.events));
        let versions = versions
            .map(|name| {
                Ok((name.clone(), Numbers::of(&*world.graph(&name).ok_or("a version without a graph")?)))
            })
            .collect::<Result<_, &str>>()?;
        Ok(Self { scenario: entry.name(), models: models(entry), versions, cases })
    }

    /// Holds this program to what was stored.
    ///
    /// # Errors
    /// What is read otherwise than it was written.
    pub fn check(&self) -> Result<(), String> {
        let mut world =
            World::new(Mode::Straight, &scenario::Setup::default()).map_err(|it| it.to_string())?;
        for text in &self.models {
            world.deploy(text).map_err(|refused| refused.to_string())?;
        }
        for (name, numbers) in &self.versions {
            let graph = world.graph(name).ok_or_else(|| format!("{name} is not made from the models"))?;
            if Numbers::of(&graph) != *numbers {
                return Err(format!("the elements of {name} have other numbers now"));
            }
        }
        self.cases.iter().try_for_each(Case::check)
    }

    /// The forms in which something stands in what is stored.
    pub fn forms(&self) -> BTreeSet<String> {
        let mut forms = BTreeSet::new();
        let mut add = |root: &str, value: serde_json::Result<Value>| {
            collect(root, &value.unwrap_or_default(), &mut forms);
        };
        for case in &self.cases {
            case.events.iter().for_each(|event| add("event", serde_json::to_value(event)));
            add("state", serde_json::to_value(&case.half.1));
        }
        forms
    }
}

impl Case {
    fn of(events: Vec<Event>) -> Self {
        let half = events.len().div_ceil(2);
        Self {
            half: (half, replayed(State::new(), &events[..half])),
            end: replayed(State::new(), &events),
            events,
        }
    }

    fn check(&self) -> Result<(), String> {
        let (at, half) = &self.half;
        let (before, after) = self.events.split_at_checked(*at).ok_or("a snapshot without its events")?;
        if replayed(State::new(), before) != *half {
            return Err(format!("after {at} events the case {} stands otherwise now", half.case));
        }
        if replayed(half.clone(), after) != self.end {
            return Err(format!("from its snapshot on the case {} comes to another state now", half.case));
        }
        Ok(())
    }
}

impl Numbers {
    fn of(graph: &Graph) -> Self {
        Self {
            nodes: graph.nodes.iter().map(|node| node.id.clone()).collect(),
            flows: graph.flows.iter().map(|flow| flow.id.clone()).collect(),
        }
    }
}

fn replayed(mut state: State, events: &[Event]) -> State {
    events.iter().for_each(|event| apply(&mut state, event));
    state
}

/// The versions that a case ran on.
fn versions(events: &[Event]) -> impl Iterator<Item = Arc<str>> {
    events.iter().filter_map(|event| match event {
        Event::CaseStarted(started) => Some(started.version.clone()),
        Event::Migrated { version, .. } => Some(version.clone()),
        _ => None,
    })
}

/// The models that a scenario makes known, in their order.
fn models(entry: &Entry) -> Vec<String> {
    let Files { own, texts } = &entry.files;
    let later = entry.scenario.steps.iter().filter_map(|step| match &step.what {
        What::Do(scenario::Action::Deploy(file), None) if file.ends_with(".bpmn") => Some(file),
        _ => None,
    });
    std::iter::once(own).chain(later).filter_map(|file| texts.get(file).cloned()).collect()
}

/// The names under which a case's own data stand: what is below them is no form.
const DATA: &[&str] = &["v", "variables", "locals", "items", "outputs", "output", "args", "nested"];

fn collect(path: &str, value: &Value, forms: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                let is_key = name.bytes().all(|byte| byte.is_ascii_digit());
                let path = format!("{path}.{}", if is_key { "*" } else { name });
                if DATA.contains(&name.as_str()) {
                    forms.insert(path);
                } else {
                    collect(&path, field, forms);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(&format!("{path}[]"), item, forms)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            forms.insert(path.to_owned());
        }
    }
}
