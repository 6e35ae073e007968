//! How large a document may be, in one place. Each limit has an error that names it.

/// Bytes of a document. More is `xml.too-long`.
pub const MAX_BYTES: usize = 32 << 20;

/// How deep elements may be nested. More is `xml.too-deep`.
pub const MAX_DEPTH: usize = 200;

/// Elements of a document. More is `xml.too-many-elements`.
pub const MAX_ELEMENTS: usize = 1_000_000;

/// Attributes of one element. More is `xml.too-many-attributes`.
pub const MAX_ATTRIBUTES: usize = 256;

/// Namespace declarations that are in force at one place. More is `xml.too-many-namespaces`.
pub const MAX_NAMESPACES: usize = 256;

/// Namespace declarations of a document. More is `xml.too-many-namespaces`.
pub const MAX_DECLARATIONS: usize = 10_000;
