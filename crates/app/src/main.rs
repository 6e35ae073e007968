//! The binary `stepwell`.
fn main() {}
