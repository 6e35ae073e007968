//! Tests of the outline as a whole.

mod canonical;
mod corpus;
mod coverage;
mod document;
mod graphs;
mod guides;
mod hostile;
mod limits;
mod places;
mod random;
