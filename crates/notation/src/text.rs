//! Measures and wraps the names in a picture, with the fonts that it is drawn in.
//!
//! Thai and Japanese are written without spaces: lines break between words that a dictionary finds.

use icu_segmenter::options::{LineBreakOptions, WordBreakInvariantOptions};
use icu_segmenter::{GraphemeClusterSegmenter, LineSegmenter, WordSegmenter};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};
use std::sync::LazyLock;

/// Noto Sans: Latin, Greek, Cyrillic.
pub(crate) const LATIN: &[u8] = include_bytes!("../../../assets/fonts/NotoSans-Regular.ttf");
/// Noto Sans Thai.
pub(crate) const THAI: &[u8] = include_bytes!("../../../assets/fonts/NotoSansThai-Regular.ttf");
/// Noto Sans JP, the characters of JIS X 0208 and Windows-31J, and the Jōyō kanji.
pub(crate) const JAPANESE: &[u8] = include_bytes!("../../../assets/fonts/NotoSansJP-Regular.ttf");

/// Units in which advances are kept: thousandths of the font size.
const EM: f64 = 1000.0;
/// From line to line, as a multiple of the font size. Thai needs it: vowels and tones stand above each other.
const LEADING: f64 = 1.3;
/// What a character that none of the fonts has is taken for.
const UNKNOWN: u16 = 600;
const UNKNOWN_WIDE: u16 = 1000;

/// A text in lines.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Lines {
    /// The lines, without the spaces at their ends.
    pub lines: Vec<String>,
    /// Width of the widest, in pixels.
    pub width: f64,
    /// Height of all, in pixels.
    pub height: f64,
    /// A word is broken because it is wider than a line may be.
    pub cut: bool,
}

/// How wide a text is on one line, in pixels. Kerning is left out: it only makes Latin text narrower.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(|c| f64::from(advance(c))).sum::<f64>() * size / EM
}

/// The distance between the baselines of two lines, in pixels.
pub(crate) fn leading(size: f64) -> f64 {
    (size * LEADING).round()
}

/// Breaks a text into lines of at most `max_width` pixels, of about the same length, at most `max_lines` of them;
/// what doesn't fit is cut off with `…`.
pub(crate) fn wrap(text: &str, max_width: f64, size: f64, max_lines: usize) -> Lines {
    let paragraphs: Vec<Vec<Piece>> = text.lines().map(|line| pieces(line, max_width, size)).collect();
    let mut lines = fill_all(&paragraphs, max_width);
    let count = lines.len();
    if count > 1 && count <= max_lines {
        lines = balanced(&paragraphs, max_width, lines);
    }
    if count > max_lines {
        lines.truncate(max_lines);
        if let Some(last) = lines.last_mut() {
            shorten(last, max_width, size);
        }
    }
    let widest = lines.iter().map(|line| width(line, size)).fold(0.0, f64::max);
    let cut = paragraphs.iter().flatten().any(|piece| piece.cut);
    Lines { width: widest.ceil(), height: leading(size) * lines.len() as f64, lines, cut }
}

/// A part of a text that stays on one line.
struct Piece<'a> {
    text: &'a str,
    /// Width without the spaces at its end, and with them.
    tight: f64,
    full: f64,
    /// A part of a word.
    cut: bool,
}

/// Cuts a line into pieces, none wider than `max_width` unless a single character is: between phrases; phrases that are
/// too wide between words; words that are too wide after an underscore and the like; what is still too wide anywhere.
fn pieces(line: &str, max_width: f64, size: f64) -> Vec<Piece<'_>> {
    let fits = |text: &str| width(text.trim_end(), size) <= max_width;
    let mut found: Vec<(&str, bool)> = Vec::new();
    let words = cut(line, phrase_breaks(line)).flat_map(|phrase| {
        let breaks = if fits(phrase) { vec![0, phrase.len()] } else { word_breaks(phrase) };
        cut(phrase, breaks)
    });
    for word in words {
        if fits(word) {
            found.push((word, false));
            continue;
        }
        for part in cut(word, joints(word)) {
            if fits(part) {
                found.push((part, false));
            } else {
                let clusters = GraphemeClusterSegmenter::new().segment_str(part).collect();
                found.extend(cut(part, clusters).map(|cluster| (cluster, true)));
            }
        }
    }
    let measured = |(text, cut): (_, bool)| Piece {
        text,
        tight: width(str::trim_end(text), size),
        full: width(text, size),
        cut,
    };
    found.into_iter().map(measured).collect()
}

/// Where a technical name may be broken: `after_underscores`, `beforeCapitals`, `after.dots`.
fn joints(word: &str) -> Vec<usize> {
    let mut at = vec![0];
    let mut last = ' ';
    for (position, c) in word.char_indices() {
        let after = matches!(last, '_' | '-' | '/' | '.' | ':' | '@') && c.is_alphanumeric();
        if position > 0 && (after || last.is_lowercase() && c.is_uppercase()) {
            at.push(position);
        }
        last = c;
    }
    at.push(word.len());
    at
}

/// The parts of a text between the given positions.
fn cut(text: &str, at: Vec<usize>) -> impl Iterator<Item = &str> {
    let ends = at.clone().into_iter().skip(1);
    at.into_iter().zip(ends).filter_map(move |(from, to)| text.get(from..to)).filter(|part| !part.is_empty())
}

/// Where a line is best broken: neither after the hyphen of a word such as `e-mail`, nor between a Japanese word and the
/// particle or ending in hiragana that follows it.
fn phrase_breaks(line: &str) -> Vec<usize> {
    let splits = |at: &usize| {
        let (Some(before), Some(after)) = (line.get(..*at), line.get(*at..)) else { return false };
        let mut before = before.chars().rev();
        match (before.next(), before.next(), after.chars().next()) {
            (Some('-'), Some(word), Some(after)) => !(word.is_alphanumeric() && after.is_alphanumeric()),
            (Some(before), _, Some(after)) => !(is_hiragana(after) && before.is_alphanumeric()),
            _ => true,
        }
    };
    word_breaks(line).into_iter().filter(splits).collect()
}

fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309f}')
}

/// Where a line may be broken: where UAX #14 allows it and, so that Japanese isn't broken within a word, where a
/// word ends.
fn word_breaks(line: &str) -> Vec<usize> {
    static LINES: LazyLock<icu_segmenter::LineSegmenterBorrowed<'static>> =
        LazyLock::new(|| LineSegmenter::new_dictionary(LineBreakOptions::default()));
    static WORDS: LazyLock<icu_segmenter::WordSegmenterBorrowed<'static>> =
        LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));
    let allowed: Vec<usize> = LINES.segment_str(line).collect();
    if line.is_ascii() {
        return with_start(allowed);
    }
    let words: Vec<usize> = WORDS.segment_str(line).collect();
    let breaks = with_start(allowed.into_iter().filter(|at| words.binary_search(at).is_ok()).collect());
    // The dictionary takes some words apart into single hiragana: these stay with what they follow.
    let alone = |from: usize, to: usize| {
        let mut part = line.get(from..to).unwrap_or_default().chars();
        part.next().is_some_and(is_hiragana) && part.next().is_none()
    };
    let ends = breaks.iter().copied().skip(1).chain([line.len()]);
    breaks
        .iter()
        .copied()
        .zip(ends)
        .filter(|&(at, end)| at == 0 || !alone(at, end))
        .map(|(at, _)| at)
        .collect()
}

fn with_start(mut breaks: Vec<usize>) -> Vec<usize> {
    if breaks.first() != Some(&0) {
        breaks.insert(0, 0);
    }
    breaks
}

fn fill_all(paragraphs: &[Vec<Piece>], max_width: f64) -> Vec<String> {
    paragraphs.iter().flat_map(|pieces| fill(pieces, max_width)).collect()
}

/// Puts as many pieces on each line as fit.
fn fill(pieces: &[Piece], max_width: f64) -> Vec<String> {
    let (mut lines, mut line, mut used) = (Vec::new(), String::new(), 0.0);
    for piece in pieces {
        if !line.is_empty() && used + piece.tight > max_width {
            lines.push(line.trim().to_owned());
            line.clear();
            used = 0.0;
        }
        line.push_str(piece.text);
        used += piece.full;
    }
    if !line.trim().is_empty() {
        lines.push(line.trim().to_owned());
    }
    lines
}

/// The narrowest filling with the same number of lines.
fn balanced(paragraphs: &[Vec<Piece>], max_width: f64, greedy: Vec<String>) -> Vec<String> {
    let (mut best, mut low, mut high) = (greedy, 0.0, max_width);
    for _ in 0..7 {
        let middle = (low + high) / 2.0;
        let lines = fill_all(paragraphs, middle);
        let fits =
            lines.len() == best.len() && paragraphs.iter().flatten().all(|piece| piece.tight <= middle);
        if fits {
            (best, high) = (lines, middle);
        } else {
            low = middle;
        }
    }
    best
}

/// Makes room for `…` at the end.
fn shorten(line: &mut String, max_width: f64, size: f64) {
    let ellipsis = width("…", size);
    while !line.is_empty() && width(line, size) + ellipsis > max_width {
        line.pop();
    }
    line.truncate(line.trim_end().len());
    line.push('…');
}

/// Advance width in thousandths of the font size.
fn advance(c: char) -> u16 {
    static ADVANCES: LazyLock<Vec<u16>> = LazyLock::new(advances);
    let known = ADVANCES.get(c as usize).copied().unwrap_or(u16::MAX);
    match c {
        _ if known != u16::MAX => known,
        '\u{1100}'..='\u{11ff}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' => UNKNOWN_WIDE,
        '\u{1f000}'.. => UNKNOWN_WIDE,
        _ => UNKNOWN,
    }
}

/// The advance of every character of the basic plane; `u16::MAX` where no font has it.
fn advances() -> Vec<u16> {
    let mut table = vec![u16::MAX; 0x1_0000];
    for data in [JAPANESE, THAI, LATIN] {
        let Ok(font) = FontRef::new(data) else { continue };
        let metrics = font.glyph_metrics(Size::new(EM as f32), LocationRef::default());
        for (code, glyph) in font.charmap().mappings() {
            if let (Some(slot), Some(width)) = (table.get_mut(code as usize), metrics.advance_width(glyph)) {
                *slot = width.round() as u16;
            }
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_fonts() {
        assert_eq!(width("日本", 10.0), 20.0);
        assert!(width("ii", 12.0) < width("mm", 12.0));
        assert_eq!(width("ที่", 12.0), width("ท", 12.0), "vowel and tone stand above the consonant");
    }

    #[test]
    fn kanji_of_names_and_all_joyo_kanji_can_be_drawn() {
        let font = FontRef::new(JAPANESE).expect("the font is whole");
        for c in "髙﨑濵德𠮟塡剝頰龍塚".chars() {
            assert!(font.charmap().map(c).is_some(), "{c}");
        }
    }

    #[test]
    fn short_text_is_one_line() {
        assert_eq!(wrap("Ask", 90.0, 12.0, 4).lines, ["Ask"]);
        assert_eq!(wrap("", 90.0, 12.0, 4).lines, [""; 0]);
    }

    #[test]
    fn lines_are_balanced() {
        assert_eq!(wrap("Agent answers the phone", 120.0, 12.0, 4).lines, ["Agent answers", "the phone"]);
    }

    #[test]
    fn thai_breaks_between_words() {
        let lines = wrap("ลูกค้าแจ้งปัญหาการใช้งาน", 90.0, 12.0, 4).lines;
        assert_eq!(lines, ["ลูกค้าแจ้งปัญหา", "การใช้งาน"]);
    }

    #[test]
    fn japanese_breaks_between_words() {
        let lines = wrap("顧客が問題を報告する", 80.0, 12.0, 4).lines;
        assert_eq!(lines, ["顧客が問題を", "報告する"]);
    }

    #[test]
    fn japanese_lines_do_not_begin_with_a_particle_or_an_ending() {
        assert_eq!(wrap("お客様が商品を購入する", 96.0, 11.0, 8).lines, ["お客様が商品を", "購入する"]);
        assert_eq!(wrap("聞き直したことがあるか", 96.0, 11.0, 8).lines, ["聞き直し", "たことがあるか"]);
    }

    #[test]
    fn a_word_with_a_hyphen_stays_together_if_it_fits() {
        assert_eq!(wrap("leaves an e-mail address", 86.0, 12.0, 4).lines, ["leaves an", "e-mail address"]);
        assert_eq!(wrap("customer-notification-sent", 90.0, 12.0, 4).lines.len(), 3);
    }

    #[test]
    fn technical_names_break_at_their_joints() {
        let lines = wrap("CUSTOMER_DATA_RECEIVED", 90.0, 12.0, 4);
        assert_eq!(
            (lines.lines, lines.cut),
            (vec!["CUSTOMER_".to_owned(), "DATA_".to_owned(), "RECEIVED".to_owned()], false)
        );
        assert_eq!(wrap("sendConfirmationMail", 90.0, 12.0, 4).lines, ["send", "Confirmation", "Mail"]);
    }

    #[test]
    fn a_long_word_is_cut_and_a_long_text_ends_with_an_ellipsis() {
        let lines = wrap("Donaudampfschifffahrtsgesellschaft", 90.0, 12.0, 5).lines;
        assert!(lines.iter().all(|line| width(line, 12.0) <= 90.0), "{lines:?}");
        let lines = wrap(&"word ".repeat(100), 90.0, 12.0, 3).lines;
        assert_eq!(lines.len(), 3);
        assert!(lines[2].ends_with('…'));
    }
}
