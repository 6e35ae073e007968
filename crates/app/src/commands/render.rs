//! `stepwell render IN OUT.svg|png`: draws a workflow, without a browser.

use crate::messages;
use crate::output::{Failure, Output};
use crate::source::Source;
use notation::diagram::Diagram;
use notation::{draw, layout};
use std::ops::RangeInclusive;
use std::path::Path;

/// How small and how large a picture may be drawn.
const SCALES: RangeInclusive<f64> = 0.1..=8.0;

/// How to draw.
pub struct How {
    /// How large a PNG is.
    pub scale: f64,
    /// Light on dark.
    pub dark: bool,
    /// Place everything anew.
    pub layout: bool,
}

/// Where everything stands: as the model says, or found anew.
pub fn picture(source: &Source, anew: bool) -> Diagram {
    let own = source.document.diagram();
    let has_own = own.planes.iter().any(|plane| !plane.shapes.is_empty());
    if has_own && !anew { own.clone() } else { layout::layout(source.document.definitions()) }
}

/// Whether there is anything to draw.
///
/// # Errors
/// It has no workflow, and nothing stands in its drawing.
pub fn drawable(source: &Source) -> Result<(), Failure> {
    let drawn = source.document.diagram().planes.iter().any(|plane| !plane.shapes.is_empty());
    if drawn || !source.document.definitions().processes.is_empty() {
        return Ok(());
    }
    Err(Failure::new(messages::NO_PROCESS.message().with("file", &source.file)))
}

/// Draws into a file.
///
/// # Errors
/// The workflow cannot be read, or the picture not be written.
pub fn render(input: &Path, to: &Path, how: &How, output: &Output) -> Result<(), Failure> {
    if !SCALES.contains(&how.scale) {
        let text = messages::SCALE.message().with("least", SCALES.start()).with("most", SCALES.end());
        return Err(Failure::new(text));
    }
    let source = Source::read(input, None, output)?;
    drawable(&source)?;
    let _busy = output.busy(messages::BUSY_DRAW.message().with("file", &source.file), None);
    let definitions = source.document.definitions();
    let diagram = picture(&source, how.layout);
    let theme = if how.dark { draw::Theme::Dark } else { draw::Theme::Light };
    let options = draw::Options { theme, scale: how.scale, ..draw::Options::default() };
    let ending = to.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
    let bytes = match ending.as_deref() {
        Some("svg") => draw::svg(definitions, &diagram, &options).into_bytes(),
        Some("png") => draw::png(definitions, &diagram, &options).map_err(|error| Failure::new(error.0))?,
        _ => return Err(Failure::new(messages::PICTURE_FORM.message())),
    };
    std::fs::write(to, bytes).map_err(|error| {
        let text = messages::FILE_UNWRITABLE.message().with("file", to.display());
        Failure::new(text.with_message("reason", messages::reason(&error)))
    })
}
