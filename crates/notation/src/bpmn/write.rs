//! The typed model to the tree, the way Camunda Modeler writes it.

mod activities;
mod definitions;
mod diagram;
mod events;
mod extensions;
mod process;

pub use definitions::root_elements;
pub use diagram::{add_diagram, is_diagram};

use super::names::{Names, free};
use super::tree::{Attribute, Child, Element, Space, Tree};
use crate::diagram::Diagram;
use model::bpmn::{Definitions, Process};
use std::borrow::Cow;
use std::collections::HashSet;

/// A new document.
pub fn document(definitions: &Definitions, diagram: Option<&Diagram>) -> Tree {
    let names = Names::fresh();
    let writing = Writing::new(&names, definitions::ids(definitions));
    let mut root = writing.definitions(definitions);
    if let Some(diagram) = diagram {
        add_diagram(&mut root, diagram, &writing);
    }
    root.attributes.splice(0..0, names.declarations());
    indent(&mut root, 0);
    let declaration = Child::Instruction(r#"xml version="1.0" encoding="UTF-8""#.into());
    let line = || Child::Text("\n".into());
    Tree { prolog: vec![declaration, line()], root, epilog: vec![line()] }
}

/// A process by itself, to be put where `names` are in force.
pub fn process(process: &Process, names: &Names, ids: HashSet<Box<str>>) -> Element {
    Writing::new(names, ids).process(process)
}

/// What is needed while something is written.
pub struct Writing<'n> {
    names: &'n Names,
    /// Ids that are taken.
    ids: HashSet<Box<str>>,
}

impl<'n> Writing<'n> {
    /// Writes with these prefixes, around these ids.
    pub fn new(names: &'n Names, ids: HashSet<Box<str>>) -> Self {
        Self { names, ids }
    }

    /// An element without attributes.
    fn element(&self, space: Space, local: &str) -> Element {
        Element {
            name: self.names.qualified(space, local),
            space,
            attributes: Vec::new(),
            children: Vec::new(),
            span: None,
        }
    }

    fn bpmn(&self, local: &str) -> Element {
        self.element(Space::Bpmn, local)
    }

    fn zeebe(&self, local: &str) -> Element {
        self.element(Space::Zeebe, local)
    }

    /// An element of BPMN with a text.
    fn bpmn_text(&self, local: &str, text: &str) -> Element {
        let mut element = self.bpmn(local);
        element.add_text(text);
        element
    }

    /// An element of BPMN with an expression.
    fn expression(&self, local: &str, source: &str) -> Element {
        let mut element = self.bpmn_text(local, source);
        let kind = self.names.qualified(Space::Bpmn, "tFormalExpression");
        self.set_in(&mut element, Space::Xsi, "type", Some(&kind));
        element
    }

    /// Sets an attribute of a namespace, if there is a value.
    fn set_in(&self, element: &mut Element, space: Space, local: &str, value: Option<&str>) {
        if let Some(value) = value {
            let name = self.names.qualified(space, local);
            element.attributes.push(Attribute { name, space, value: printable(value).into() });
        }
    }

    /// An id that is not taken.
    fn free_id(&self, wanted: &str) -> String {
        free(wanted, |id| self.ids.contains(id))
    }
}

impl Element {
    /// Adds an attribute without namespace, if there is a value.
    pub(super) fn set(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            let value = printable(value).into();
            self.attributes.push(Attribute { name: name.into(), space: Space::None, value });
        }
    }

    /// The same, to go on with.
    fn with(mut self, name: &str, value: Option<&str>) -> Self {
        self.set(name, value);
        self
    }

    fn add(&mut self, element: Element) {
        self.children.push(Child::Element(element));
    }

    fn add_text(&mut self, text: &str) {
        if !text.is_empty() {
            self.children.push(Child::Text(quick_xml::escape::partial_escape(printable(text)).into()));
        }
    }
}

/// The text without characters that XML cannot hold.
fn printable(text: &str) -> Cow<'_, str> {
    let cannot = |c: char| !matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..);
    if text.contains(cannot) { text.replace(cannot, "\u{FFFD}").into() } else { text.into() }
}

/// Puts every element on a line of its own, below `depth` others. Elements that hold text stay as they are.
pub fn indent(element: &mut Element, depth: usize) {
    if element.children.is_empty() || element.children.iter().any(is_content) {
        return;
    }
    let line = |depth: usize| Child::Text(format!("\n{}", "  ".repeat(depth)).into());
    let old = std::mem::take(&mut element.children);
    for mut child in old.into_iter().filter(|child| !matches!(child, Child::Text(_))) {
        if let Child::Element(inside) = &mut child {
            indent(inside, depth + 1);
        }
        element.children.push(line(depth + 1));
        element.children.push(child);
    }
    element.children.push(line(depth));
}

/// Text that is more than white space.
pub fn is_content(child: &Child) -> bool {
    match child {
        Child::Text(text) => !text.trim_ascii().is_empty(),
        Child::CData(_) => true,
        _ => false,
    }
}
