//! What is expected of the order in which elements are entered and left.
//!
//! A path is a list of items. `task` is entered (or passed, if it does not wait), `task(done)` is completed,
//! `task(cancelled)` is cancelled, `task[2]` is the second run of a repeated activity. `[a b | c d]` are parts
//! that run beside each other: any interleaving of them will do.

use std::fmt;

/// One thing that happened to an element.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Item {
    /// The element's id, with `[n]` for the n-th run.
    pub element: String,
    /// What happened.
    pub mark: Mark,
}

/// What happened to an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    /// A token came to it.
    Entered,
    /// It is done.
    Done,
    /// It was cancelled.
    Cancelled,
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.element)?;
        match self.mark {
            Mark::Entered => Ok(()),
            Mark::Done => f.write_str("(done)"),
            Mark::Cancelled => f.write_str("(cancelled)"),
        }
    }
}

impl Item {
    fn parse(word: &str) -> Self {
        let (element, mark) = match (word.strip_suffix("(done)"), word.strip_suffix("(cancelled)")) {
            (Some(element), _) => (element, Mark::Done),
            (_, Some(element)) => (element, Mark::Cancelled),
            _ => (word, Mark::Entered),
        };
        Self { element: element.to_owned(), mark }
    }
}

/// Items in order, with parts that may interleave.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Pattern {
    /// One item.
    Item(Item),
    /// One after the other.
    Sequence(Vec<Pattern>),
    /// Beside each other.
    Beside(Vec<Pattern>),
}

impl Pattern {
    /// Reads a path as it is written in a scenario.
    ///
    /// # Errors
    /// Brackets that do not match.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut words = text.split_whitespace();
        let (pattern, closed) = Self::sequence(&mut words)?;
        match closed {
            Some(found) => Err(format!("`{found}` without `[`")),
            None => Ok(pattern),
        }
    }

    /// Reads up to the end of the text or of a part; says what ended it.
    fn sequence<'a>(words: &mut impl Iterator<Item = &'a str>) -> Result<(Self, Option<&'a str>), String> {
        let mut parts = Vec::new();
        while let Some(word) = words.next() {
            match word {
                "]" | "|" => return Ok((Self::Sequence(parts), Some(word))),
                "[" => parts.push(Self::beside(words)?),
                word => parts.push(Self::Item(Item::parse(word))),
            }
        }
        Ok((Self::Sequence(parts), None))
    }

    fn beside<'a>(words: &mut impl Iterator<Item = &'a str>) -> Result<Self, String> {
        let mut parts = Vec::new();
        loop {
            let (part, closed) = Self::sequence(words)?;
            parts.push(part);
            match closed {
                Some("|") => {}
                Some(_) => return Ok(Self::Beside(parts)),
                None => return Err("`[` without `]`".to_owned()),
            }
        }
    }

    /// Is the completion of this element told?
    pub fn tells_done(&self, element: &str) -> bool {
        match self {
            Self::Item(item) => item.mark == Mark::Done && item.element == element,
            Self::Sequence(parts) | Self::Beside(parts) => parts.iter().any(|part| part.tells_done(element)),
        }
    }

    /// Do the items follow the pattern? Otherwise: the number of items that do.
    ///
    /// # Errors
    /// The position of the first item that does not fit; their number, if items are missing.
    pub fn matches<'a>(&self, items: impl IntoIterator<Item = &'a Item>) -> Result<(), usize> {
        let mut states = vec![self.clone()];
        let mut count = 0;
        for item in items {
            let mut next: Vec<Self> = states.iter().flat_map(|state| state.after(item)).collect();
            next.dedup();
            if next.is_empty() {
                return Err(count);
            }
            states = next;
            count += 1;
        }
        if states.iter().any(Self::may_end) { Ok(()) } else { Err(count) }
    }

    /// Nothing more has to come.
    fn may_end(&self) -> bool {
        match self {
            Self::Item(_) => false,
            Self::Sequence(parts) | Self::Beside(parts) => parts.iter().all(Self::may_end),
        }
    }

    /// What is still to come after `item` (Brzozowski's derivative): every way to read it.
    fn after(&self, item: &Item) -> Vec<Self> {
        match self {
            Self::Item(expected) if expected == item => vec![Self::Sequence(Vec::new())],
            Self::Item(_) => Vec::new(),
            Self::Sequence(parts) => {
                let Some(first) = parts.iter().position(|part| !part.may_end()) else { return Vec::new() };
                let rest = &parts[first..];
                let next = rest[0].after(item).into_iter();
                next.map(|head| Self::Sequence([&[head], &rest[1..]].concat())).collect()
            }
            Self::Beside(parts) => {
                let each = parts.iter().enumerate();
                each.flat_map(|(at, part)| {
                    part.after(item).into_iter().map(move |next| {
                        let mut parts = parts.clone();
                        parts[at] = next;
                        Self::Beside(parts)
                    })
                })
                .collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, items: &str) -> Result<(), usize> {
        let items: Vec<Item> = items.split_whitespace().map(Item::parse).collect();
        Pattern::parse(pattern).unwrap().matches(&items)
    }

    #[test]
    fn a_sequence_is_exact() {
        assert_eq!(matches("a b(done) c", "a b(done) c"), Ok(()));
        assert_eq!(matches("a b c", "a c b"), Err(1));
        assert_eq!(matches("a b c", "a b"), Err(2));
        assert_eq!(matches("a b", "a b c"), Err(2));
        assert_eq!(matches("", ""), Ok(()));
    }

    #[test]
    fn parts_beside_each_other_interleave_and_keep_their_own_order() {
        for items in ["s a b c d e", "s c d a b e", "s a c b d e", "s c a d b e"] {
            assert_eq!(matches("s [ a b | c d ] e", items), Ok(()), "{items}");
        }
        assert_eq!(matches("s [ a b | c d ] e", "s b a c d e"), Err(1));
        assert_eq!(matches("s [ a b | c d ] e", "s a b c e"), Err(4));
    }

    #[test]
    fn parts_may_hold_parts_and_begin_alike() {
        assert_eq!(matches("[ a [ b | c ] d | e ]", "a c e b d"), Ok(()));
        assert_eq!(matches("[ a b | a c ]", "a a c b"), Ok(()));
        assert_eq!(matches("[ a b | a c ]", "a c a b"), Ok(()));
    }

    #[test]
    fn brackets_have_to_match() {
        assert!(Pattern::parse("a [ b").is_err());
        assert!(Pattern::parse("a ] b").is_err());
        assert!(Pattern::parse("a | b").is_err());
    }
}
