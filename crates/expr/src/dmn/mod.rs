//! Decision models (DMN 1.1 to 1.5).

pub(crate) mod table;
