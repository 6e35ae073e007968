//! How large a document may be, in one place. Each limit has an error that names it.

/// The longest text that is read, in bytes.
pub const MAX_BYTES: usize = 32 << 20;

/// How deep elements may be nested.
pub const MAX_DEPTH: usize = 200;

/// The most elements of a document.
pub const MAX_ELEMENTS: usize = 1_000_000;

/// The most attributes of one element.
pub const MAX_ATTRIBUTES: usize = 256;

/// The most namespace declarations that are in force at one place.
pub const MAX_NAMESPACES: usize = 256;

/// The most namespace declarations of a document.
pub const MAX_DECLARATIONS: usize = 10_000;
