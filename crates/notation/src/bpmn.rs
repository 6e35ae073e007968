//! BPMN 2.0 XML ↔ model, without losing what the model does not know.
//!
//! A [`Document`] keeps the whole XML tree beside the typed [`Definitions`] that were read from it. Changes are
//! made in the tree, so collaboration, data objects, vendor extensions and comments stay where they are.

pub mod limits;
mod merge;
mod messages;
mod names;
mod parse;
mod read;
mod replace;
mod serialize;
#[cfg(test)]
mod tests;
mod tree;
mod write;
mod zeebe;

use crate::diagram::Diagram;
use lang::Message;
use model::Diagnostic;
use model::bpmn::Definitions;
use tree::{Element, Space, Tree};

/// A BPMN document: the XML as it was written, and what it says.
#[derive(Debug, Clone)]
pub struct Document {
    tree: Tree,
    definitions: Definitions,
    diagram: Diagram,
    diagnostics: Vec<Diagnostic>,
}

impl Document {
    /// Reads BPMN 2.0 XML.
    ///
    /// # Errors
    /// The text is not well-formed XML, has a document type declaration, is above one of the [`limits`], or its
    /// root is not the `definitions` of BPMN 2.0. Anything else can be read; what of it runs is for
    /// [`model::graph::Graph::compile`] to say.
    pub fn parse(xml: &str) -> Result<Self, Vec<Diagnostic>> {
        let tree = parse::parse(xml).map_err(|error| vec![error])?;
        if !tree.root.is(Space::Bpmn, "definitions") {
            let error = Diagnostic::error(not_bpmn(&tree.root));
            return Err(vec![match tree.root.span {
                Some(span) => error.spanning(span),
                None => error,
            }]);
        }
        Ok(Self::of(tree))
    }

    fn of(tree: Tree) -> Self {
        let (definitions, diagnostics) = read::definitions(&tree.root);
        let diagram = read::diagram(&tree.root);
        Self { tree, definitions, diagram, diagnostics }
    }

    /// What the document says.
    pub fn definitions(&self) -> &Definitions {
        &self.definitions
    }

    /// Where it stands; without planes if nothing says so.
    pub fn diagram(&self) -> &Diagram {
        &self.diagram
    }

    /// What could be read but is odd: an id twice, a flow node without one.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The document as XML, in UTF-8. The same document always gives the same text, and a document that was
    /// read gives one with the same content, whatever is in it.
    pub fn to_xml(&self) -> String {
        serialize::serialize(&self.tree)
    }

    /// Whether two documents say the same, to the last comment, wherever it stands in the text.
    pub fn same_tree(&self, other: &Self) -> bool {
        self.tree == other.tree
    }
}

/// What a root element is that is not the `definitions` of BPMN 2.0: those of another language, or nothing of the kind.
fn not_bpmn(root: &Element) -> Message {
    let declaration = match root.name.split_once(':') {
        Some((prefix, _)) => format!("xmlns:{prefix}"),
        None => "xmlns".to_owned(),
    };
    let declared = root.attributes.iter().find(|attribute| *attribute.name == *declaration);
    match declared.filter(|_| root.local() == "definitions") {
        Some(namespace) => messages::OTHER_DEFINITIONS.message().with("namespace", &namespace.value),
        None => messages::NOT_BPMN.message().with("name", &root.name),
    }
}
