//! Characters: what is blank, what is an arrow, what stands in quotes.

use std::ops::Range;

/// Arrows between steps; the first is the canonical one. Longer ones stand before their own beginnings.
pub const ARROWS: [&str; 19] = [
    "→", "＝＞", "－＞", "ー＞", "-->", "==>", "->", "=>", "⇒", "➔", "➜", "➝", "➞", "⟶", "⟹", "➡", "⭢", "▶",
    "►",
];

/// White space, and what cannot be seen: zero-width space, word joiner, byte order mark, variation selectors,
/// and the marks of direction.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fe0e}' | '\u{fe0f}')
}

/// Without what is blank at either end.
pub fn trim(text: &str) -> &str {
    text.trim_matches(is_blank)
}

/// The part of `text` in `range` without what is blank at either end, as a range of `text`.
pub fn trim_range(text: &str, range: Range<usize>) -> Range<usize> {
    let part = text.get(range.clone()).unwrap_or_default();
    let start = range.start + (part.len() - part.trim_start_matches(is_blank).len());
    let len = trim(part).len();
    start..start + len
}

/// The arrow with which `text` begins.
pub fn arrow(text: &str) -> Option<&'static str> {
    let first = text.chars().next()?;
    if first.is_alphanumeric() {
        return None;
    }
    ARROWS.into_iter().find(|arrow| text.starts_with(arrow))
}

/// `text` in double quotes, for names that would be misread without.
pub fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// The length of the quoted text with which `text` begins, quotes included; `None` if it does not begin with a
/// double quote or nothing closes it on this line.
pub fn quoted_len(text: &str) -> Option<usize> {
    let mut chars = text.char_indices();
    if chars.next()?.1 != '"' {
        return None;
    }
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => {
                chars.next();
            }
            '"' => return Some(at + 1),
            '\n' => return None,
            _ => {}
        }
    }
    None
}

/// What stands in the quotes of `text`, if all of it is one quoted text.
pub fn unquote(text: &str) -> Option<String> {
    if quoted_len(text)? != text.len() {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text[1..text.len() - 1].chars();
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (_, false) => out.push(c),
            (_, true) => match chars.next() {
                Some('n') => out.push('\n'),
                Some('r') => out.push('\r'),
                Some('t') => out.push('\t'),
                Some(other) => out.push(other),
                None => {}
            },
        }
    }
    Some(out)
}

/// The parts of a canonical line between its arrows, as ranges of `text`; arrows in quotes are not counted.
pub fn split_at_arrows(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(c) = text[at..].chars().next() {
        let quote = (c == '"' && at_word_start(text, at)).then(|| quoted_len(&text[at..])).flatten();
        if let Some(len) = quote {
            at += len;
        } else if let Some(arrow) = arrow(&text[at..]) {
            parts.push(start..at);
            at += arrow.len();
            start = at;
        } else {
            at += c.len_utf8();
        }
    }
    parts.push(start..text.len());
    parts
}

/// A quote opens only where a name can begin: at the start, after white space or after a colon.
fn at_word_start(text: &str, at: usize) -> bool {
    text[..at]
        .chars()
        .next_back()
        .is_none_or(|before| is_blank(before) || matches!(before, ':' | '：' | '>' | '→'))
}

/// The first colon of `text` that does not stand in quotes, with its length: an ordinary or a full-width one.
pub fn colon(text: &str) -> Option<(usize, usize)> {
    let skip = quoted_len(text).unwrap_or(0);
    let at = skip + text[skip..].find([':', '：'])?;
    Some((at, text[at..].chars().next()?.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_text_is_read_back() {
        for text in ["", "a \"b\" \\ c", "line\nline\t\r", "→ ลูกค้า"] {
            assert_eq!(unquote(&quote(text)).as_deref(), Some(text));
        }
        assert_eq!(unquote("\"a\" b"), None);
        assert_eq!(unquote("\"open"), None);
    }

    #[test]
    fn arrows_in_quotes_do_not_split() {
        let text = "A: \"b → c\" -> d";
        let parts: Vec<_> = split_at_arrows(text).into_iter().map(|range| trim(&text[range])).collect();
        assert_eq!(parts, ["A: \"b → c\"", "d"]);
    }

    #[test]
    fn invisible_characters_are_blank() {
        assert_eq!(trim("\u{feff}\u{200b}\u{3000} a \u{200e}"), "a");
        assert_eq!(trim_range("  a ", 0..4), 2..3);
    }
}
