//! Decision models (DMN 1.1 to 1.5): read from XML, evaluated on variables.

mod boxed;
mod hit_policy;
mod model;
mod read;
pub(crate) mod table;
mod types;

pub use model::{Decision, Error, EvaluationError, Matched, Model, Outcome, Place};
