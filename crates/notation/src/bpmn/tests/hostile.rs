//! Files made to do harm: each limit is kept, and named in the error.

use crate::bpmn::Document;
use crate::bpmn::limits::{
    MAX_ATTRIBUTES, MAX_BYTES, MAX_DECLARATIONS, MAX_DEPTH, MAX_ELEMENTS, MAX_NAMESPACES,
};

const BPMN: &str = "xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"";

fn refused(xml: &str, code: &str, limit: usize) {
    let errors = Document::parse(xml).expect_err("is refused");
    assert_eq!(errors[0].message.code(), code);
    assert!(errors[0].message.to_string().contains(&limit.to_string()), "{}", errors[0].message);
}

#[test]
fn a_file_that_is_too_long() {
    refused(&" ".repeat(MAX_BYTES + 1), "xml.too-long", MAX_BYTES);
}

#[test]
fn elements_that_are_nested_too_deep() {
    let nested = |depth: usize| {
        let (open, close) = ("<x>".repeat(depth - 1), "</x>".repeat(depth - 1));
        format!("<definitions {BPMN}>{open}{close}</definitions>")
    };
    assert!(Document::parse(&nested(MAX_DEPTH)).is_ok());
    refused(&nested(MAX_DEPTH + 1), "xml.too-deep", MAX_DEPTH);
    refused(&nested(1_000_000), "xml.too-deep", MAX_DEPTH);
}

#[test]
fn too_many_elements() {
    let xml = format!("<definitions {BPMN}>{}</definitions>", "<x/>".repeat(MAX_ELEMENTS));
    refused(&xml, "xml.too-many-elements", MAX_ELEMENTS);
}

#[test]
fn too_many_attributes() {
    let attributes = |count| (0..count).map(|at| format!(" a{at}=\"\"")).collect::<String>();
    assert!(Document::parse(&format!("<definitions {BPMN}{}/>", attributes(MAX_ATTRIBUTES - 1))).is_ok());
    let xml = format!("<definitions {BPMN}{}/>", attributes(100_000));
    refused(&xml, "xml.too-many-attributes", MAX_ATTRIBUTES);
}

#[test]
fn too_many_namespaces() {
    // On one element, on elements inside each other, and on elements beside each other.
    let declare = |at: usize| format!(" xmlns:p{at}=\"urn:{at}\"");
    let all: String = (0..200).map(declare).collect();
    let open = format!("<x{all}>");
    refused(&format!("<x{all}>{open}</x></x>"), "xml.too-many-namespaces", MAX_NAMESPACES);
    let beside: String = (0..MAX_DECLARATIONS).map(|at| format!("<x{}/>", declare(at))).collect();
    let xml = format!("<definitions {BPMN}>{beside}</definitions>");
    refused(&xml, "xml.too-many-namespaces", MAX_DECLARATIONS);
}

#[test]
fn a_text_of_references_is_read_in_one_go() {
    // Were each piece appended to those before it, this would take minutes.
    let xml = format!("<definitions {BPMN}>{}</definitions>", "&amp;".repeat(200_000));
    let document = Document::parse(&xml).expect("is odd but harmless");
    assert_eq!(document.to_xml().trim(), xml);
}
