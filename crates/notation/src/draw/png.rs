//! PNG images: the SVG, rasterised by resvg with the embedded fonts.

use super::Options;
use super::limits::{MAX_PIXELS, MAX_SIDE};
use crate::diagram::Diagram;
use crate::text;
use lang::{Message, Text};
use model::bpmn::Definitions;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, fontdb};
use std::sync::{Arc, LazyLock};

/// Why there is no image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PngError(pub Message);

/// The image would be larger than the limit.
pub static TOO_LARGE: Text = Text {
    code: "draw.too-large",
    en: "The picture would be {width} × {height} pixels; the limit is {limit} megapixels and {side} pixels a side. Draw it at a smaller scale, or as SVG.",
    th: "ภาพจะมีขนาด {width} × {height} พิกเซล เกินขีดจำกัด {limit} ล้านพิกเซลและด้านละไม่เกิน {side} พิกเซล กรุณาวาดด้วยมาตราส่วนที่เล็กลงหรือใช้ SVG",
    it: "L'immagine sarebbe di {width} × {height} pixel; il limite è di {limit} megapixel e {side} pixel per lato. Disegnarla in scala ridotta o come SVG.",
    id: "Gambar akan berukuran {width} × {height} piksel; batasnya {limit} megapiksel dan {side} piksel per sisi. Gambar dengan skala lebih kecil, atau sebagai SVG.",
    ja: "画像が{width}×{height}ピクセルになり、上限（{limit}メガピクセル、一辺{side}ピクセル）を超えます。縮尺を小さくするか、SVGで描画してください。",
};

/// The image could not be made for a reason that lies in the program.
static FAILED: Text = Text {
    code: "draw.failed",
    en: "The picture could not be drawn: {reason}",
    th: "วาดภาพไม่สำเร็จ: {reason}",
    it: "Non è stato possibile disegnare l'immagine: {reason}",
    id: "Gambar tidak dapat dibuat: {reason}",
    ja: "画像を描画できませんでした：{reason}",
};

/// Draws one plane of a diagram as PNG, at `options.scale` pixels a unit.
pub fn png(definitions: &Definitions, diagram: &Diagram, options: &Options) -> Result<Vec<u8>, PngError> {
    static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
        let mut fonts = fontdb::Database::new();
        for data in [text::LATIN, text::THAI, text::JAPANESE] {
            fonts.load_font_source(fontdb::Source::Binary(Arc::new(data)));
        }
        fonts.set_sans_serif_family("Noto Sans");
        Arc::new(fonts)
    });
    let svg = super::svg(definitions, diagram, options);
    let settings = usvg::Options {
        fontdb: FONTS.clone(),
        font_family: "Noto Sans".to_owned(),
        ..usvg::Options::default()
    };
    let failed = |reason: &dyn std::fmt::Display| PngError(FAILED.message().with("reason", reason));
    let tree = usvg::Tree::from_str(&svg, &settings).map_err(|error| failed(&error))?;
    let size = tree.size();
    let (width, height) = (f64::from(size.width()).ceil(), f64::from(size.height()).ceil());
    if width * height > MAX_PIXELS || width.max(height) > MAX_SIDE {
        let message = TOO_LARGE.message().with("width", width).with("height", height);
        return Err(PngError(message.with("limit", MAX_PIXELS / 1e6).with("side", MAX_SIDE)));
    }
    let mut image = Pixmap::new(width as u32, height as u32).ok_or_else(|| failed(&"no size"))?;
    resvg::render(&tree, Transform::identity(), &mut image.as_mut());
    image.encode_png().map_err(|error| failed(&error))
}
