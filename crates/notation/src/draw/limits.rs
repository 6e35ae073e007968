//! How large a picture may be.

/// Pixels of an image: 64 million take 256 MB while it is drawn. More is `draw.too-large`; SVG has no such limit.
pub const MAX_PIXELS: f64 = 64_000_000.0;
/// Pixels of the longer side of an image. More is `draw.too-large`.
pub const MAX_SIDE: f64 = 30_000.0;
