//! The whole XML document as it was written: elements, attributes, prefixes, comments, text, in their order.
//!
//! What the typed model does not know stays here and is written back from here.

use model::Span;
use std::borrow::Cow;

/// The namespaces that have a meaning here. Every other one is [`Space::Other`]: its declaration stands in the
/// tree as an attribute, so nothing is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Space {
    /// Without namespace: attributes without prefix.
    None,
    /// BPMN 2.0's elements.
    Bpmn,
    /// Diagrams of BPMN.
    Bpmndi,
    /// Bounds and fonts (DD).
    Dc,
    /// Shapes and edges (DD).
    Di,
    /// XML Schema instance: `xsi:type`.
    Xsi,
    /// Camunda 8.
    Zeebe,
    /// Our own.
    Stepwell,
    /// Colours, as bpmn.io writes them.
    Bioc,
    /// Colours, as the OMG writes them.
    Color,
    /// Any other.
    Other,
}

impl Space {
    /// Those that can be declared, in the order in which a new document declares them.
    pub const KNOWN: [Space; 9] = [
        Space::Bpmn,
        Space::Bpmndi,
        Space::Dc,
        Space::Di,
        Space::Xsi,
        Space::Zeebe,
        Space::Stepwell,
        Space::Bioc,
        Space::Color,
    ];

    /// Its URI; empty for [`Space::None`] and [`Space::Other`].
    pub const fn uri(self) -> &'static str {
        match self {
            Space::None | Space::Other => "",
            Space::Bpmn => "http://www.omg.org/spec/BPMN/20100524/MODEL",
            Space::Bpmndi => "http://www.omg.org/spec/BPMN/20100524/DI",
            Space::Dc => "http://www.omg.org/spec/DD/20100524/DC",
            Space::Di => "http://www.omg.org/spec/DD/20100524/DI",
            Space::Xsi => "http://www.w3.org/2001/XMLSchema-instance",
            Space::Zeebe => "http://camunda.org/schema/zeebe/1.0",
            Space::Stepwell => model::bpmn::NAMESPACE,
            Space::Bioc => "http://bpmn.io/schema/bpmn/biocolor/1.0",
            Space::Color => "http://www.omg.org/spec/BPMN/non-normative/color/1.0",
        }
    }

    /// The usual prefix.
    pub const fn prefix(self) -> &'static str {
        match self {
            Space::None | Space::Other => "",
            Space::Bpmn => "bpmn",
            Space::Bpmndi => "bpmndi",
            Space::Dc => "dc",
            Space::Di => "di",
            Space::Xsi => "xsi",
            Space::Zeebe => "zeebe",
            Space::Stepwell => "stepwell",
            Space::Bioc => "bioc",
            Space::Color => "color",
        }
    }

    /// The space of a URI.
    pub fn of(uri: &str) -> Self {
        Self::KNOWN.into_iter().find(|space| space.uri() == uri).unwrap_or(Self::Other)
    }
}

/// A whole document.
#[derive(Debug, Clone, PartialEq)]
pub struct Tree {
    /// What stands before the root: declaration, comments, white space.
    pub prolog: Vec<Child>,
    /// The root element.
    pub root: Element,
    /// What stands after it.
    pub epilog: Vec<Child>,
}

/// Something inside an element.
#[derive(Debug, Clone, PartialEq)]
pub enum Child {
    /// An element.
    Element(Element),
    /// Text as it is written, with its escapes.
    Text(Box<str>),
    /// The inside of `<![CDATA[…]]>`.
    CData(Box<str>),
    /// The inside of `<!--…-->`.
    Comment(Box<str>),
    /// The inside of `<?…?>`, the XML declaration included.
    Instruction(Box<str>),
}

/// An attribute, namespace declarations included.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribute {
    /// Its name as it is written, with its prefix.
    pub name: Box<str>,
    /// The namespace of its prefix.
    pub space: Space,
    /// Its value, without escapes.
    pub value: Box<str>,
}

/// An element. Two are equal if they say the same, wherever they stand.
#[derive(Debug, Clone)]
pub struct Element {
    /// Its name as it is written, with its prefix.
    pub name: Box<str>,
    /// Its namespace.
    pub space: Space,
    /// Its attributes, in order.
    pub attributes: Vec<Attribute>,
    /// What is in it, in order.
    pub children: Vec<Child>,
    /// Its start tag in the source, if it was read from one.
    pub span: Option<Span>,
}

impl PartialEq for Element {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
            && self.space == other.space
            && self.attributes == other.attributes
            && self.children == other.children
    }
}

/// Line ends as XML has them, whatever they were in the file (XML 1.0, 2.11).
fn line_ends(text: &str) -> Cow<'_, str> {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { text.into() }
}

/// A name without its prefix.
pub fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

impl Element {
    /// An element without name.
    pub fn empty() -> Self {
        Self { name: "".into(), space: Space::None, attributes: vec![], children: vec![], span: None }
    }

    /// The name without its prefix.
    pub fn local(&self) -> &str {
        local(&self.name)
    }

    /// It is the element `name` of `space`.
    pub fn is(&self, space: Space, name: &str) -> bool {
        self.space == space && self.local() == name
    }

    /// The value of the attribute `name` without prefix.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attribute_in(Space::None, name)
    }

    /// The value of the attribute `name` of `space`.
    pub fn attribute_in(&self, space: Space, name: &str) -> Option<&str> {
        let mut all = self.attributes.iter();
        all.find(|a| a.space == space && local(&a.name) == name).map(|a| &*a.value)
    }

    /// Its `id`, if it has one that is not empty.
    pub fn id(&self) -> Option<&str> {
        self.attribute("id").filter(|id| !id.is_empty())
    }

    /// Gives it the id of `old` instead of its own, if both have one.
    pub fn keep_id(&mut self, old: &Element) {
        let own = self.attributes.iter_mut().find(|it| it.space == Space::None && &*it.name == "id");
        if let (Some(own), Some(id)) = (own, old.id()) {
            own.value = id.into();
        }
    }

    /// The elements directly in it.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            _ => None,
        })
    }

    /// The first element `name` of `space` directly in it.
    pub fn child(&self, space: Space, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.is(space, name))
    }

    /// All elements `name` of BPMN directly in it.
    pub fn bpmn<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements().filter(move |element| element.is(Space::Bpmn, name))
    }

    /// The element `name` of Camunda 8 in its `extensionElements`.
    pub fn zeebe(&self, name: &str) -> Option<&Element> {
        self.child(Space::Bpmn, "extensionElements")?.child(Space::Zeebe, name)
    }

    /// Its text, CDATA included, without escapes.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for child in &self.children {
            match child {
                // What cannot be unescaped was refused when the document was read.
                Child::Text(raw) => {
                    out.push_str(&quick_xml::escape::unescape(&line_ends(raw)).unwrap_or_default());
                }
                Child::CData(text) => out.push_str(&line_ends(text)),
                _ => {}
            }
        }
        out
    }

    /// It and everything in it, in document order.
    pub fn descendants(&self) -> Descendants<'_> {
        Descendants { stack: vec![self] }
    }
}

/// An element and everything in it, in document order.
pub struct Descendants<'a> {
    stack: Vec<&'a Element>,
}

impl<'a> Iterator for Descendants<'a> {
    type Item = &'a Element;

    fn next(&mut self) -> Option<&'a Element> {
        let element = self.stack.pop()?;
        let from = self.stack.len();
        self.stack.extend(element.elements());
        self.stack[from..].reverse();
        Some(element)
    }
}
