//! The tree to XML text. The same tree always gives the same bytes.

use super::tree::{Attribute, Child, Element, Tree};
use quick_xml::events::{BytesCData, BytesEnd, BytesPI, BytesStart, BytesText, Event};
use std::borrow::Cow;

/// Writes a document, in UTF-8.
pub fn serialize(tree: &Tree) -> String {
    let mut writer = quick_xml::Writer::new(Vec::new());
    writer.config_mut().add_space_before_slash_in_empty_elements = true;
    let mut out = Out { writer };
    out.children(&tree.prolog);
    out.element(&tree.root);
    out.children(&tree.epilog);
    // Only whole strings were written.
    String::from_utf8(out.writer.into_inner()).unwrap_or_default()
}

struct Out {
    writer: quick_xml::Writer<Vec<u8>>,
}

impl Out {
    fn event(&mut self, event: Event<'_>) {
        // Writing into memory does not fail.
        let _ = self.writer.write_event(event);
    }

    fn children(&mut self, children: &[Child]) {
        for child in children {
            match child {
                Child::Element(element) => self.element(element),
                Child::Text(raw) => self.event(Event::Text(BytesText::from_escaped(&**raw))),
                Child::CData(text) => self.event(Event::CData(BytesCData::new(&**text))),
                Child::Comment(text) => self.event(Event::Comment(BytesText::from_escaped(&**text))),
                Child::Instruction(text) => self.event(Event::PI(BytesPI::new(&**text))),
            }
        }
    }

    fn element(&mut self, element: &Element) {
        let start = BytesStart::new(&*element.name);
        let start = start.with_attributes(element.attributes.iter().map(attribute));
        if element.children.is_empty() {
            return self.event(Event::Empty(start));
        }
        self.event(Event::Start(start));
        self.children(&element.children);
        self.event(Event::End(BytesEnd::new(&*element.name)));
    }
}

fn attribute(attribute: &Attribute) -> quick_xml::events::attributes::Attribute<'_> {
    quick_xml::events::attributes::Attribute {
        key: quick_xml::name::QName(&attribute.name),
        value: escape(&attribute.value),
    }
}

/// An attribute's value between double quotes: white space other than blanks would be read as blanks.
fn escape(value: &str) -> Cow<'_, str> {
    let special = |c: char| matches!(c, '<' | '>' | '&' | '"' | '\n' | '\r' | '\t');
    if !value.contains(special) {
        return Cow::Borrowed(value);
    }
    let mut out = String::with_capacity(value.len() + 16);
    for c in value.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\t' => out.push_str("&#9;"),
            other => out.push(other),
        }
    }
    Cow::Owned(out)
}
