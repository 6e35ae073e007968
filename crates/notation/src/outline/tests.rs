//! Tests of the outline as a whole.

mod canonical;
mod corpus;
mod random;
