//! What the engine says to people, in five languages: why a case is stuck, why a command was refused.

mod incident;
mod limit;
mod migration;
mod rejection;

pub(crate) use incident::*;
pub(crate) use limit::*;
pub(crate) use migration::*;
pub(crate) use rejection::*;

use lang::Text;

/// All texts, to find one by its code.
pub(crate) fn all() -> impl Iterator<Item = &'static Text> {
    [INCIDENTS, LIMITS, REJECTIONS, MIGRATIONS].into_iter().flatten().copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_text_is_found_by_its_code() {
        let files = [
            (include_str!("messages/incident.rs"), INCIDENTS),
            (include_str!("messages/limit.rs"), LIMITS),
            (include_str!("messages/rejection.rs"), REJECTIONS),
            (include_str!("messages/migration.rs"), MIGRATIONS),
        ];
        for (file, all) in files {
            assert_eq!(file.matches(": Text = ").count(), all.len());
        }
    }

    #[test]
    fn every_language_uses_the_same_arguments_and_no_code_is_used_twice() {
        let mut codes = BTreeSet::new();
        for text in all() {
            assert!(codes.insert(text.code), "{} twice", text.code);
            for lang in lang::Lang::ALL {
                assert_eq!(text.arguments(lang), text.arguments(lang::Lang::En), "{} {lang}", text.code);
            }
        }
    }
}
