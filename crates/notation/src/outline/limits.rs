//! The limits of an outline, all in one place.

/// Bytes of text.
pub const TEXT_BYTES: usize = 4_000_000;
/// Steps, branches and ends.
pub const STEPS: usize = 20_000;
/// Levels of lines inside lines.
pub const DEPTH: usize = 64;
/// Characters of a name.
pub const NAME_CHARS: usize = 1_000;
/// Characters of any other value.
pub const VALUE_CHARS: usize = 20_000;
/// Problems that are reported. Of more, errors come first and the last problem says how many are not listed:
/// `outline.and-more`.
pub const DIAGNOSTICS: usize = 100;
/// Uncertain readings that are noted. Of more, the last note says how many are not listed: `outline.and-more`.
pub const NOTES: usize = 1_000;
/// Alternatives between two arrows of prose.
pub const ALTERNATIVES: usize = 50;
/// Choices inside choices that prose can mean.
pub const PROSE_DEPTH: usize = 10;
/// Steps before an *or* that are looked through for the one to which the step behind it is the other way.
pub const LOOK_BACK: usize = 200;
/// Bytes of an id that is made from a name. A longer one is cut, at a word if there is one.
pub const ID_BYTES: usize = 48;
/// Words of prose before a verb that may say who does a step. Of a longer beginning nobody is taken to do it.
pub const SUBJECT_WORDS: usize = 5;
/// Letters of prose without blanks that may say who does a step. Of a longer beginning nobody is taken to do it.
pub const SUBJECT_LETTERS: usize = 24;
/// Blanks in a condition of prose without blanks between words. Behind them its end is not looked for.
pub const CONDITION_BLANKS: usize = 20;
/// Words of a condition without a comma behind it. Behind them its end is not looked for.
pub const CONDITION_WORDS: usize = 20;
/// Letters before a word such as 以内に that can be a time. A longer one is part of the name.
pub const TIME_LETTERS: usize = 16;
