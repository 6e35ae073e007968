//! XML text to the tree.
//!
//! quick-xml builds the tree, because it gives everything as it is written (prefixes, CDATA, order) and lets
//! each limit be checked before memory is spent; roxmltree then says whether the text is well-formed to the
//! letter of XML 1.0 and XML Namespaces, with the place. A text must pass both.

use super::limits::{MAX_ATTRIBUTES, MAX_BYTES, MAX_DECLARATIONS, MAX_DEPTH, MAX_ELEMENTS, MAX_NAMESPACES};
use super::messages as msg;
use super::tree::{Attribute, Child, Element, Space, Tree};
use model::{Diagnostic, Span};
use quick_xml::XmlVersion;
use quick_xml::errors::{Error as XmlError, IllFormedError};
use quick_xml::events::{BytesDecl, BytesStart, Event};
use quick_xml::name::{NamespaceError, ResolveResult};
use quick_xml::reader::NsReader;
use std::ops::Range;

/// Reads a document.
///
/// # Errors
/// It is not well-formed XML, has a document type declaration, or is above a limit.
pub fn parse(xml: &str) -> Result<Tree, Diagnostic> {
    if xml.len() > MAX_BYTES {
        let message = msg::TOO_LONG.message().with("bytes", xml.len()).with("limit", MAX_BYTES);
        return Err(Diagnostic::error(message));
    }
    let tree = Builder::new(xml).build()?;
    verify(xml)?;
    Ok(tree)
}

/// Whether the text is well-formed, to the letter. Limits were checked before.
fn verify(xml: &str) -> Result<(), Diagnostic> {
    let Err(error) = roxmltree::Document::parse(xml) else { return Ok(()) };
    let text = match &error {
        roxmltree::Error::DtdDetected => &msg::DTD,
        _ => &msg::NOT_WELL_FORMED,
    };
    let at = offset(xml, error.pos());
    Err(Diagnostic::error(text.message().with("reason", &error)).spanning(Span::new(at..at)))
}

/// The byte offset of a row and column that count from 1, columns in characters.
fn offset(xml: &str, pos: roxmltree::TextPos) -> usize {
    let row = (pos.row as usize).saturating_sub(1);
    let line: usize = xml.split_inclusive('\n').take(row).map(str::len).sum();
    let rest = xml.get(line..).unwrap_or_default();
    let column = (pos.col as usize).saturating_sub(1);
    line + rest.char_indices().nth(column).map_or(rest.len(), |(at, _)| at)
}

fn malformed(reason: &dyn std::fmt::Display, range: &Range<usize>) -> Diagnostic {
    Diagnostic::error(msg::NOT_WELL_FORMED.message().with("reason", reason))
        .spanning(Span::new(range.clone()))
}

/// The XML declaration. Whatever the encoding was, the text is Unicode now and is written as UTF-8.
fn declaration<'d>(declared: &'d BytesDecl<'_>) -> &'d str {
    match declared.encoding() {
        None => declared,
        Some(Ok(encoding)) if encoding.eq_ignore_ascii_case("utf-8") => declared,
        Some(_) => r#"xml version="1.0" encoding="UTF-8""#,
    }
}

/// Builds the tree event by event, without recursion.
struct Builder<'x> {
    xml: &'x str,
    /// The length of a byte order mark, which the reader does not count.
    mark: usize,
    reader: NsReader<&'x [u8]>,
    open: Vec<Element>,
    /// Where the text starts that has been read since the last tag.
    text: Option<usize>,
    elements: usize,
    declarations: usize,
    prolog: Vec<Child>,
    root: Option<Element>,
    epilog: Vec<Child>,
}

impl<'x> Builder<'x> {
    fn new(xml: &'x str) -> Self {
        let mut reader = NsReader::from_str(xml);
        reader.config_mut().check_comments = true;
        reader.resolver_mut().set_max_namespace_bindings(MAX_NAMESPACES);
        Self {
            xml,
            mark: if xml.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 },
            reader,
            open: vec![],
            text: None,
            elements: 0,
            declarations: 0,
            prolog: vec![],
            root: None,
            epilog: vec![],
        }
    }

    fn build(mut self) -> Result<Tree, Diagnostic> {
        loop {
            let start = self.position();
            let event = self.reader.read_event().map_err(|error| self.syntax(&error))?;
            let range = start..self.position();
            if matches!(event, Event::Text(_) | Event::GeneralRef(_)) {
                self.text.get_or_insert(range.start);
                continue;
            }
            self.end_text(start)?;
            match event {
                Event::Start(tag) => {
                    let element = self.element(&tag, range)?;
                    self.open.push(element);
                    self.check_depth()?;
                }
                Event::Empty(tag) => {
                    let element = self.element(&tag, range)?;
                    self.close(element)?;
                }
                Event::End(_) => {
                    if let Some(mut element) = self.open.pop() {
                        element.children.shrink_to_fit();
                        self.close(element)?;
                    }
                }
                Event::CData(data) => self.add(Child::CData(data.into_inner().into())),
                Event::Comment(text) => self.add(Child::Comment(text.into_inner().into())),
                Event::PI(inside) => self.add(Child::Instruction(inside.into_inner().into())),
                Event::Decl(inside) => self.add(Child::Instruction(declaration(&inside).into())),
                Event::Text(_) | Event::GeneralRef(_) => {}
                Event::DocType(_) => return Err(self.error(msg::DTD.message(), range)),
                Event::Eof => break,
            }
        }
        if let Some(open) = self.open.last() {
            let span = open.span.unwrap_or_default().range();
            let message = msg::NOT_CLOSED.message().with("name", &open.name);
            return Err(self.error(message, span));
        }
        match self.root {
            Some(root) => Ok(Tree { prolog: self.prolog, root, epilog: self.epilog }),
            None => Err(Diagnostic::error(msg::NO_ROOT.message())),
        }
    }

    fn position(&self) -> usize {
        self.mark + usize::try_from(self.reader.buffer_position()).unwrap_or_default()
    }

    fn error(&self, message: lang::Message, range: Range<usize>) -> Diagnostic {
        Diagnostic::error(message).spanning(Span::new(range))
    }

    fn syntax(&self, error: &XmlError) -> Diagnostic {
        let at = self.mark + usize::try_from(self.reader.error_position()).unwrap_or_default();
        let message = match error {
            XmlError::IllFormed(IllFormedError::MismatchedEndTag { expected, found }) => {
                msg::WRONG_END.message().with("expected", expected).with("found", found)
            }
            XmlError::Namespace(NamespaceError::TooManyBindings(_)) => {
                msg::TOO_MANY_NAMESPACES.message().with("limit", MAX_NAMESPACES)
            }
            _ => msg::NOT_WELL_FORMED.message().with("reason", error),
        };
        self.error(message, at..at)
    }

    fn element(&mut self, tag: &BytesStart<'_>, range: Range<usize>) -> Result<Element, Diagnostic> {
        self.elements += 1;
        if self.elements > MAX_ELEMENTS {
            return Err(self.error(msg::TOO_MANY_ELEMENTS.message().with("limit", MAX_ELEMENTS), range));
        }
        let name = tag.name();
        let space = self.space(self.reader.resolver().resolve_element(name).0, &range)?;
        let attributes = self.attributes(tag, &range)?;
        let span = Some(Span::new(range));
        Ok(Element { name: name.into_inner().into(), space, attributes, children: vec![], span })
    }

    fn attributes(
        &mut self,
        tag: &BytesStart<'_>,
        range: &Range<usize>,
    ) -> Result<Vec<Attribute>, Diagnostic> {
        let mut out = Vec::new();
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| malformed(&error, range))?;
            if out.len() == MAX_ATTRIBUTES {
                let message = msg::TOO_MANY_ATTRIBUTES.message().with("limit", MAX_ATTRIBUTES);
                return Err(self.error(message, range.clone()));
            }
            let declares = attribute.key.as_namespace_binding().is_some();
            self.declarations += usize::from(declares);
            if self.declarations > MAX_DECLARATIONS {
                let message = msg::TOO_MANY_NAMESPACES.message().with("limit", MAX_DECLARATIONS);
                return Err(self.error(message, range.clone()));
            }
            let space = match attribute.key.prefix() {
                Some(_) if !declares => {
                    self.space(self.reader.resolver().resolve_attribute(attribute.key).0, range)?
                }
                Some(_) => Space::Other,
                None if declares => Space::Other,
                None => Space::None,
            };
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|error| malformed(&error, range))?;
            out.push(Attribute { name: attribute.key.into_inner().into(), space, value: value.into() });
        }
        Ok(out)
    }

    fn space(&self, found: ResolveResult<'_>, range: &Range<usize>) -> Result<Space, Diagnostic> {
        match found {
            ResolveResult::Bound(uri) => Ok(Space::of(uri.into_inner())),
            ResolveResult::Unbound => Ok(Space::None),
            ResolveResult::Unknown(prefix) => {
                let message = msg::UNKNOWN_PREFIX.message().with("prefix", prefix);
                Err(self.error(message, range.clone()))
            }
        }
    }

    /// Text and the references in it become one piece, as they are written.
    fn end_text(&mut self, end: usize) -> Result<(), Diagnostic> {
        let Some(start) = self.text.take() else { return Ok(()) };
        let raw = self.xml.get(start..end).unwrap_or_default();
        if let Err(error) = quick_xml::escape::unescape(raw) {
            return Err(malformed(&error, &(start..end)));
        }
        if !raw.is_empty() {
            self.add(Child::Text(raw.into()));
        }
        Ok(())
    }

    fn siblings(&mut self) -> &mut Vec<Child> {
        match self.open.last_mut() {
            Some(open) => &mut open.children,
            None if self.root.is_some() => &mut self.epilog,
            None => &mut self.prolog,
        }
    }

    fn add(&mut self, child: Child) {
        self.siblings().push(child);
    }

    fn close(&mut self, element: Element) -> Result<(), Diagnostic> {
        if !self.open.is_empty() {
            self.add(Child::Element(element));
        } else if self.root.is_some() {
            let range = element.span.unwrap_or_default().range();
            let message = msg::SECOND_ROOT.message().with("name", &element.name);
            return Err(self.error(message, range));
        } else {
            self.root = Some(element);
        }
        Ok(())
    }

    fn check_depth(&self) -> Result<(), Diagnostic> {
        if self.open.len() <= MAX_DEPTH {
            return Ok(());
        }
        let at = self.position();
        Err(self.error(msg::TOO_DEEP.message().with("limit", MAX_DEPTH), at..at))
    }
}
