//! Names of several words, which FEEL allows without quotes where they are known.

use crate::lexer::{Kind, Token};
use std::collections::HashMap;
use std::sync::Arc;

/// Known names that consist of more than one token, by their first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    by_first: HashMap<String, Vec<Known>>,
}

#[derive(Debug, Clone)]
struct Known {
    pieces: Vec<String>,
    name: Arc<str>,
}

impl Names {
    /// Makes `name` known. A name of one word needs not be.
    pub(crate) fn add(&mut self, name: &str) {
        let Ok(tokens) = crate::lexer::tokens(name) else { return };
        let pieces: Vec<String> = tokens
            .iter()
            .filter(|token| token.kind != Kind::End)
            .filter_map(|token| name.get(token.span.range()).map(str::to_owned))
            .collect();
        if pieces.len() < 2 {
            return;
        }
        let known = self.by_first.entry(pieces[0].clone()).or_default();
        if known.iter().all(|k| k.pieces != pieces) {
            known.push(Known { pieces, name: name.into() });
            // The longest one wins.
            known.sort_by_key(|k| std::cmp::Reverse(k.pieces.len()));
        }
    }

    /// The longest known name at the beginning of `tokens`, and how many of them it takes.
    pub(crate) fn longest(&self, text: &str, tokens: &[Token]) -> Option<(Arc<str>, usize)> {
        let piece = |token: &Token| text.get(token.span.range()).unwrap_or_default();
        let candidates = self.by_first.get(piece(tokens.first()?))?;
        candidates.iter().find_map(|known| {
            let fits = tokens.len() > known.pieces.len()
                && known.pieces.iter().zip(tokens).all(|(expected, token)| expected == piece(token));
            fits.then(|| (known.name.clone(), known.pieces.len()))
        })
    }
}
