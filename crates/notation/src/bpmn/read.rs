//! The tree to the typed model.

mod activities;
mod data;
mod definitions;
mod diagram;
mod events;
mod extensions;
mod oddities;
mod process;

pub use diagram::diagram;

use super::messages as msg;
use super::tree::{Element, Space};
use model::Diagnostic;
use model::bpmn::{Definitions, Dynamic, Id};
use std::collections::{HashMap, HashSet};

/// Reads what the model knows of a `definitions` element, and says what is odd about it.
pub fn definitions(root: &Element) -> (Definitions, Vec<Diagnostic>) {
    let mut reading = Reading::new(root);
    let definitions = reading.definitions(root);
    (definitions, reading.diagnostics)
}

/// What is needed while a document is read.
struct Reading<'t> {
    /// All ids of the document.
    ids: HashSet<&'t str>,
    /// Event definitions that stand by themselves, for `eventDefinitionRef`.
    event_definitions: HashMap<&'t str, &'t Element>,
    /// Elements that are referred to for what is in them: data objects, values of categories.
    by_id: HashMap<&'t str, &'t Element>,
    /// How many elements got an id here.
    named: usize,
    diagnostics: Vec<Diagnostic>,
}

impl<'t> Reading<'t> {
    fn new(root: &'t Element) -> Self {
        let mut reading = Self {
            ids: HashSet::new(),
            event_definitions: HashMap::new(),
            by_id: HashMap::new(),
            named: 0,
            diagnostics: vec![],
        };
        for element in root.descendants() {
            let Some(id) = element.id() else { continue };
            if data::is_referred_to(element) {
                reading.by_id.insert(id, element);
            }
            reading.ids.insert(id);
        }
        reading.duplicate_ids(root);
        reading.camunda_7(root);
        let alone = root.elements().filter(|element| events::is_definition(element));
        reading.event_definitions = alone.filter_map(|element| Some((element.id()?, element))).collect();
        reading
    }

    /// The element's id. BPMN lets it be absent; then it gets one that is always the same for the same text.
    /// That is worth a word only where something else has to refer to it.
    fn id(&mut self, element: &Element) -> Id {
        if let Some(id) = element.id() {
            return id.into();
        }
        let id: Id = loop {
            self.named += 1;
            let id = format!("{}_without_id_{}", element.local(), self.named);
            if !self.ids.contains(&*id) {
                break id.into();
            }
        };
        if !matches!(element.local(), "process" | "lane") && !super::merge::is_flow_node(element.local()) {
            return id;
        }
        let message = msg::WITHOUT_ID.message().with("element", &element.name).with("id", &id);
        self.diagnostics.push(Diagnostic::warning(message).at(&id, element.span));
        id
    }

    /// The id that a reference means. It is a qualified name: what stands before a colon is a prefix.
    fn reference(&self, value: &str) -> Id {
        let value = value.trim();
        match value.rsplit_once(':') {
            Some((_, local)) if !self.ids.contains(value) => local.into(),
            _ => value.into(),
        }
    }

    /// The id in the attribute `name`, if it is there and not empty.
    fn refers(&self, element: &Element, name: &str) -> Option<Id> {
        let value = element.attribute(name).filter(|value| !value.trim().is_empty())?;
        Some(self.reference(value))
    }
}

/// An attribute with a text, `None` where it is empty.
fn text(element: &Element, name: &str) -> Option<String> {
    element.attribute(name).filter(|value| !value.is_empty()).map(str::to_owned)
}

/// An attribute with a text or an expression.
fn dynamic(element: &Element, name: &str) -> Option<Dynamic> {
    element.attribute(name).filter(|value| !value.trim().is_empty()).map(Dynamic::parse)
}

/// An attribute that can only be an expression.
fn formula(element: &Element, name: &str) -> Option<Dynamic> {
    element.attribute(name).filter(|value| !value.trim().is_empty()).map(Dynamic::formula)
}

/// A child of BPMN whose text can only be an expression.
fn formula_child(element: &Element, name: &str) -> Option<Dynamic> {
    let text = element.child(Space::Bpmn, name)?.text();
    (!text.trim().is_empty()).then(|| Dynamic::formula(&text))
}

/// An `xsd:boolean`.
fn flag(element: &Element, name: &str, absent: bool) -> bool {
    match element.attribute(name).map(str::trim) {
        Some("true" | "1") => true,
        Some("false" | "0") => false,
        _ => absent,
    }
}

/// The text of the first `documentation`.
fn documentation(element: &Element) -> Option<String> {
    element.bpmn("documentation").map(Element::text).find(|text| !text.trim().is_empty())
}
