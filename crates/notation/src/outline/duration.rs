//! Durations as people write them (`1h 30min`) and as ISO 8601 (`PT1H30M`).

use super::languages;
use super::text::is_blank;
use lang::Lang;

/// The units in the order of ISO 8601: letter, canonical spelling, whether it stands after the `T`.
const UNITS: [(char, &str, bool); 7] = [
    ('Y', "y", false),
    ('M', "mo", false),
    ('W', "w", false),
    ('D', "d", false),
    ('H', "h", true),
    ('M', "min", true),
    ('S', "s", true),
];

/// A duration as ISO 8601, from `2d`, `1h 30min`, ISO itself, or words of any of the five languages.
pub fn parse(text: &str) -> Option<String> {
    let text = text.trim_matches(is_blank);
    if read_iso(text).is_some() {
        return Some(text.to_owned());
    }
    let amounts = read_words(text)?;
    Some(write_iso(&amounts))
}

/// An ISO 8601 duration as the outline writes it, if it has no signs or fractions.
pub fn format(iso: &str) -> Option<String> {
    let amounts = read_iso(iso)?;
    let parts: Vec<String> = amounts
        .iter()
        .zip(UNITS)
        .filter_map(|(amount, (_, unit, _))| amount.map(|amount| format!("{amount}{unit}")))
        .collect();
    let short = parts.join(" ");
    (parse(&short).as_deref() == Some(iso)).then_some(short)
}

/// The first duration that is said in words or digits inside of `text`, as ISO 8601.
pub fn find(text: &str) -> Option<String> {
    let mut before = None;
    for (at, c) in text.char_indices() {
        let inside_word =
            |before: char| before.is_ascii_alphanumeric() || (before.is_alphabetic() && before < '\u{250}');
        if !is_blank(c) && !before.is_some_and(inside_word) {
            let found = length_of_words(&text[at..]);
            if let Some(iso) = found.and_then(|len| parse(text[at..at + len].trim_end_matches(is_blank))) {
                return Some(iso);
            }
        }
        before = Some(c);
    }
    None
}

/// How much of `text` is numbers with units.
fn length_of_words(text: &str) -> Option<usize> {
    let mut rest = text;
    while let Some((_, after)) = number(rest).or_else(|| number_word(rest)) {
        let after = after.trim_start_matches(is_blank);
        let Some((_, len)) = unit(after) else { break };
        rest = after[len..].trim_start_matches(is_blank);
    }
    Some(text.len() - rest.len()).filter(|len| *len > 0)
}

type Amounts = [Option<u32>; UNITS.len()];

fn write_iso(amounts: &Amounts) -> String {
    let mut out = String::from("P");
    let mut in_time = false;
    for (amount, (letter, _, time)) in amounts.iter().zip(UNITS) {
        let Some(amount) = amount else { continue };
        if time && !in_time {
            out.push('T');
            in_time = true;
        }
        out.push_str(&amount.to_string());
        out.push(letter);
    }
    out
}

fn read_iso(text: &str) -> Option<Amounts> {
    let mut rest = text.strip_prefix('P')?;
    let mut amounts = Amounts::default();
    let (mut from, mut in_time) = (0, false);
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('T').filter(|after| !in_time && !after.is_empty()) {
            (rest, in_time) = (after, true);
            continue;
        }
        let (amount, after) = number(rest)?;
        let letter = after.chars().next()?;
        let found = UNITS[from..].iter().position(|unit| unit.0 == letter && unit.2 == in_time)?;
        *amounts.get_mut(from + found)? = Some(amount);
        from += found + 1;
        rest = &after[letter.len_utf8()..];
    }
    amounts.iter().any(Option::is_some).then_some(amounts)
}

fn read_words(text: &str) -> Option<Amounts> {
    let mut rest = text;
    let mut amounts = Amounts::default();
    let mut from = 0;
    while !rest.is_empty() {
        let (amount, after) = number(rest).or_else(|| number_word(rest))?;
        let after = after.trim_start_matches(is_blank);
        let (unit, len) = unit(after)?;
        if unit < from {
            return None;
        }
        amounts[unit] = Some(amount);
        from = unit + 1;
        rest = after[len..].trim_start_matches(|c| is_blank(c) || c == ',');
    }
    amounts.iter().any(Option::is_some).then_some(amounts)
}

/// The whole number with which `text` begins, and the rest.
fn number(text: &str) -> Option<(u32, &str)> {
    let digit = |c: char| match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(c as u32 - '０' as u32),
        '๐'..='๙' => Some(c as u32 - '๐' as u32),
        _ => None,
    };
    let (mut value, mut end) = (None::<u32>, 0);
    for c in text.chars() {
        let Some(digit) = digit(c) else { break };
        value = Some(value.unwrap_or(0).checked_mul(10)?.checked_add(digit)?);
        end += c.len_utf8();
    }
    Some((value?, &text[end..]))
}

/// The number in words with which `text` begins, and the rest.
fn number_word(text: &str) -> Option<(u32, &str)> {
    let word = Lang::ALL
        .iter()
        .flat_map(|lang| languages::of(*lang).numbers)
        .filter(|(word, _)| languages::starts_with_word(text, word))
        .max_by_key(|(word, _)| word.len())?;
    Some((word.1, &text[word.0.len()..]))
}

/// The unit with which `text` begins: its place in [`UNITS`] and its length.
fn unit(text: &str) -> Option<(usize, usize)> {
    let canonical = UNITS.iter().enumerate().map(|(at, unit)| (unit.1, at));
    let words =
        Lang::ALL.iter().flat_map(|lang| languages::of(*lang).units).map(|(word, unit)| (*word, *unit));
    let (word, unit) = canonical
        .chain(words)
        .filter(|(word, _)| languages::starts_with_unit(text, word))
        .max_by_key(|(word, _)| word.len())?;
    Some((unit, word.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_and_words_of_every_language_are_read() {
        for (text, iso) in [
            ("2d", "P2D"),
            ("1h 30min", "PT1H30M"),
            ("1h30min", "PT1H30M"),
            ("3mo", "P3M"),
            ("3 minutes", "PT3M"),
            ("two days", "P2D"),
            ("2 วัน", "P2D"),
            ("สองวัน", "P2D"),
            ("2 giorni", "P2D"),
            ("un'ora", "PT1H"),
            ("2 hari", "P2D"),
            ("2日間", "P2D"),
            ("３０分", "PT30M"),
            ("P1DT2H", "P1DT2H"),
        ] {
            assert_eq!(parse(text).as_deref(), Some(iso), "{text}");
        }
        for text in ["", "2", "d", "soon", "P", "PT", "2d 3y", "99999999999d", "-2d"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn only_what_reads_back_is_shortened() {
        assert_eq!(format("PT90M").as_deref(), Some("90min"));
        assert_eq!(format("P1Y2M3W4DT5H6M7S").as_deref(), Some("1y 2mo 3w 4d 5h 6min 7s"));
        for iso in ["PT1.5H", "-P1D", "P01D", "P1DT", "2 days"] {
            assert_eq!(format(iso), None, "{iso}");
        }
    }
}
