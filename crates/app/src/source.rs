//! A workflow from a file or standard input, whichever of the two ways it is written down.

use crate::messages;
use crate::output::{Failure, Output};
use expr::dmn;
use lang::Lang;
use model::{Diagnostic, Severity};
use notation::bpmn::Document;
use notation::bpmn::limits::MAX_BYTES;
use notation::outline;
use std::io::Read;
use std::path::Path;

/// What some editors write before a text in UTF-8; it is no part of it.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// A workflow that was read.
pub struct Source {
    /// As it is called in messages.
    pub file: String,
    /// As it stands.
    pub text: String,
    /// As a BPMN document.
    pub document: Document,
    /// The outline, if it is written as one.
    pub outline: Option<outline::Outline>,
    /// What was found while reading.
    pub diagnostics: Vec<Diagnostic>,
}

/// Why a file is no workflow.
pub enum Refused {
    /// It cannot be read.
    File(Failure),
    /// Decisions stand in it.
    Decisions {
        /// As it is called in messages.
        file: String,
        /// As it stands.
        text: String,
    },
    /// What stands in it is none.
    Text {
        /// As it is called in messages.
        file: String,
        /// As it stands.
        text: String,
        /// Why, with places.
        diagnostics: Vec<Diagnostic>,
    },
}

impl Source {
    /// Reads a workflow. What was found goes to standard error.
    ///
    /// # Errors
    /// The file cannot be read, or what stands in it is no workflow.
    pub fn read(path: &Path, lang: Option<Lang>, output: &Output) -> Result<Self, Failure> {
        Self::read_on(path, None, lang, output)
    }

    /// As [`Self::read`]; an outline is written into the document `base`, from which it was made.
    ///
    /// # Errors
    /// As there; the outline names a kept part that the base does not have.
    pub fn read_on(
        path: &Path,
        base: Option<&Document>,
        lang: Option<Lang>,
        output: &Output,
    ) -> Result<Self, Failure> {
        let busy = output.busy(messages::BUSY_READ.message().with("file", path.display()), None);
        let loaded = Self::load(path, base, lang);
        drop(busy);
        match loaded {
            Ok(source) => {
                output.diagnostics(&source.file, &source.text, &source.diagnostics);
                Ok(source)
            }
            Err(Refused::File(failure)) => Err(failure),
            Err(Refused::Decisions { file, .. }) => {
                Err(Failure::new(messages::DECISIONS_NOT_WORKFLOW.message().with("file", file)))
            }
            Err(Refused::Text { file, text, diagnostics }) => {
                output.diagnostics(&file, &text, &diagnostics);
                Err(Failure::said())
            }
        }
    }

    /// Reads a workflow and says nothing.
    ///
    /// # Errors
    /// As [`Self::read_on`].
    pub fn load(path: &Path, base: Option<&Document>, lang: Option<Lang>) -> Result<Self, Refused> {
        let (file, text) = text(path).map_err(Refused::File)?;
        if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("dmn")) {
            return Err(Refused::Decisions { file, text });
        }
        let read = match text.trim_start().starts_with('<') {
            true => Self::from_bpmn(&file, &text),
            false => Self::from_outline(&file, &text, base, lang),
        };
        read.map_err(|diagnostics| match dmn::Model::claims(&text) {
            true => Refused::Decisions { file, text },
            false => Refused::Text { file, text, diagnostics },
        })
    }

    /// Puts what was found in the model where it stands in the text. The positions are those of the BPMN; an outline
    /// has its own.
    pub fn placing(&self) -> impl Fn(Diagnostic) -> Diagnostic + '_ {
        let places = self.outline.as_ref().map(outline::places);
        move |found| match &places {
            Some(places) => places.put(&self.text, found),
            None => found,
        }
    }

    fn from_bpmn(file: &str, text: &str) -> Result<Self, Vec<Diagnostic>> {
        let document = Document::parse(text)?;
        let diagnostics = document.diagnostics().to_vec();
        Ok(Self { file: file.to_owned(), text: text.to_owned(), document, outline: None, diagnostics })
    }

    fn from_outline(
        file: &str,
        text: &str,
        base: Option<&Document>,
        lang: Option<Lang>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let parsed = outline::parse(text, lang);
        let mut diagnostics = parsed.diagnostics;
        let Some(outline) = parsed.outline.filter(|_| !has_errors(&diagnostics)) else {
            return Err(diagnostics);
        };
        diagnostics.extend(parsed.notes.into_iter().map(|note| note.diagnostic));
        let document = outline::to_document(&outline, base)?;
        Ok(Self {
            file: file.to_owned(),
            text: text.to_owned(),
            document,
            outline: Some(outline),
            diagnostics,
        })
    }
}

/// Is there an error among them?
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// The text of a file, or of standard input for `-`, without a byte order mark, with the name for messages.
pub fn text(path: &Path) -> Result<(String, String), Failure> {
    let name = if path == Path::new("-") { "<stdin>".to_owned() } else { path.display().to_string() };
    let about = |text: &'static lang::Text| text.message().with("file", &name);
    let unreadable = |error: std::io::Error| {
        Failure::new(about(&messages::FILE_UNREADABLE).with_message("reason", messages::reason(&error)))
    };
    let mut bytes = Vec::new();
    let reader: Box<dyn Read> = if path == Path::new("-") {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(std::fs::File::open(path).map_err(unreadable)?)
    };
    // An outline has a smaller limit of its own.
    reader.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() > MAX_BYTES {
        return Err(Failure::new(about(&messages::FILE_TOO_LARGE).with("limit", MAX_BYTES >> 20)));
    }
    let mut text = String::from_utf8(bytes).map_err(|_| Failure::new(about(&messages::FILE_NOT_UTF8)))?;
    if text.starts_with(BYTE_ORDER_MARK) {
        text.drain(..BYTE_ORDER_MARK.len_utf8());
    }
    Ok((name, text))
}
