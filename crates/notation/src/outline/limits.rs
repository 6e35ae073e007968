//! The limits of an outline, all in one place.

/// Bytes of text.
pub const TEXT_BYTES: usize = 1_000_000;
/// Steps, branches and ends.
pub const STEPS: usize = 20_000;
/// Levels of lines inside lines.
pub const DEPTH: usize = 64;
/// Characters of a name.
pub const NAME_CHARS: usize = 1_000;
/// Characters of any other value.
pub const VALUE_CHARS: usize = 20_000;
/// Problems that are reported; more would help nobody.
pub const DIAGNOSTICS: usize = 100;
/// Uncertain readings that are noted.
pub const NOTES: usize = 1_000;
/// Alternatives between two arrows of prose.
pub const ALTERNATIVES: usize = 50;
/// Choices inside choices that prose can mean.
pub const PROSE_DEPTH: usize = 10;
/// Steps before an *or* that are looked through for the one to which the step behind it is the other way.
pub const LOOK_BACK: usize = 200;
