//! The integration tests of the crate, in one binary.

mod dmn_corpus;
mod dmn_growth;
mod feel_corpus;
mod limits;
mod properties;
mod values;
