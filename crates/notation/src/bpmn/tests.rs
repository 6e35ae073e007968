//! Tests of BPMN XML in and out.

mod corpus;
mod hostile;
mod mutation;
mod property;
mod random;
mod replace;

use super::Document;
use model::bpmn::Definitions;

/// Reads what must be readable.
fn read(xml: &str) -> Document {
    match Document::parse(xml) {
        Ok(document) => document,
        Err(errors) => panic!("{}\n{xml}", errors[0].render(xml, lang::Lang::En)),
    }
}

/// What a document says, wherever it stands.
fn said(document: &Document) -> Definitions {
    document.definitions().clone().without_spans()
}
