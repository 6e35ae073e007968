//! All texts for people: what is wrong in an expression, why a value is null, which limit was reached.

use lang::Text;

/// Texts by their names, and all of them as the list of the first name.
macro_rules! texts {
    ($all:ident; $($name:ident = $code:literal: $en:literal, $th:literal, $it:literal, $id:literal, $ja:literal;)+) => {
        $(pub(crate) static $name: Text = Text { code: $code, en: $en, th: $th, it: $it, id: $id, ja: $ja };)+

        /// All texts of this file.
        pub(crate) static $all: &[&Text] = &[$(&$name),+];
    };
}

mod limit;
mod model;
mod null;
mod syntax;

pub(crate) use limit::*;
pub(crate) use model::*;
pub(crate) use null::*;
pub(crate) use syntax::*;

/// All texts, to find one by its code.
pub(crate) fn all() -> impl Iterator<Item = &'static Text> {
    [SYNTAX, NULL, MODEL, LIMIT].into_iter().flatten().copied()
}

#[cfg(test)]
mod tests {
    use super::all;
    use lang::Lang;
    use std::collections::HashSet;

    #[test]
    fn every_code_is_there_once_and_every_language_has_the_same_arguments() {
        let mut codes = HashSet::new();
        for text in all() {
            assert!(codes.insert(text.code), "{}", text.code);
            for lang in Lang::ALL {
                assert_eq!(text.arguments(lang), text.arguments(Lang::En), "{} {lang}", text.code);
            }
        }
    }
}
