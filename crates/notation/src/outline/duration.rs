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

/// The duration with which `text` begins, as ISO 8601, and its length.
pub fn prefix(text: &str) -> Option<(String, usize)> {
    let len = text[..length_of_words(text)?].trim_end_matches(is_blank).len();
    parse(&text[..len]).map(|iso| (iso, len))
}

/// The time between two of what is done again and again, with which `text` begins, as ISO 8601, and its length: `2 days`,
/// and also `day` alone.
pub fn every(text: &str) -> Option<(String, usize)> {
    let from = text.len() - text.trim_start_matches(is_blank).len();
    let rest = &text[from..];
    if let Some((iso, len)) = prefix(rest) {
        return Some((iso, from + len));
    }
    let (unit, len) = unit(rest)?;
    let mut amounts = Amounts::default();
    *amounts.get_mut(unit)? = Some(1);
    Some((write_iso(&amounts), from + len))
}

/// How much of `text` is numbers with units.
fn length_of_words(text: &str) -> Option<usize> {
    let mut rest = text;
    while let Some((_, after)) = amount(rest) {
        rest = after.trim_start_matches(is_blank);
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
        let (parts, after) = amount(rest)?;
        for (unit, value) in parts.into_iter().flatten() {
            if unit < from {
                return None;
            }
            amounts[unit] = Some(value);
            from = unit + 1;
        }
        rest = after.trim_start_matches(|c| is_blank(c) || c == ',');
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

/// A number of a unit, by its place in [`UNITS`].
type Part = Option<(usize, u32)>;

/// The number with its unit with which `text` begins, with half of the unit if it says so, and the rest: `two days`,
/// `half an hour`, `2時間半`.
fn amount(text: &str) -> Option<([Part; 2], &str)> {
    if let Some(after) = half(text, |words| words.halves.0) {
        let (unit, len) = unit(after)?;
        return Some(([Some(half_of(unit)?), None], &after[len..]));
    }
    let (value, after) =
        times(text).or_else(|| number(text)).or_else(|| number_word(text)).or_else(|| joined_one(text))?;
    let after = after.trim_start_matches(is_blank);
    let behind = |text| half(text, |words| words.halves.1);
    // `one and a half hours` and `one hour and a half`.
    let between = behind(after);
    let after = between.unwrap_or(after);
    let (unit, len) = unit(after)?;
    let rest = &after[len..];
    let last = if between.is_none() { behind(rest) } else { None };
    let more = between.or(last).and_then(|_| half_of(unit));
    Some(([Some((unit, value)), more], last.unwrap_or(rest)))
}

/// What comes behind a word for half of a unit with which `text` begins.
fn half(text: &str, list: fn(&languages::Words) -> &'static [&'static str]) -> Option<&str> {
    let text = text.trim_start_matches(is_blank);
    let mut words = Lang::ALL.iter().flat_map(|lang| list(languages::of(*lang)));
    let word = words.find(|word| languages::starts_with_word(text, word))?;
    Some(text[word.len()..].trim_start_matches(is_blank))
}

/// Half of a unit in a smaller one; a week has none.
fn half_of(unit: usize) -> Part {
    match unit {
        0 => Some((1, 6)),
        1 => Some((3, 15)),
        3 => Some((4, 12)),
        4 => Some((5, 30)),
        5 => Some((6, 30)),
        _ => None,
    }
}

/// The number in words with which `text` begins, and the rest: `two`, `twenty-five`, `ยี่สิบห้า`.
fn number_word(text: &str) -> Option<(u32, &str)> {
    let all = || Lang::ALL.iter().flat_map(|lang| languages::of(*lang).numbers);
    let longest = |text: &str, fits: &dyn Fn(&str, u32) -> bool| {
        let fit = |(word, value): &&(&str, u32)| languages::starts_with(text, word) && fits(word, *value);
        all().filter(fit).max_by_key(|(word, _)| word.len()).copied()
    };
    let whole = |text: &str, word: &str| languages::starts_with_word(text, word);
    let alone = longest(text, &|word, _| whole(text, word)).map(|(word, value)| (value, word.len()));
    let compound = longest(text, &|_, value| value >= 20 && value % 10 == 0).and_then(|(ten, tens)| {
        let rest = &text[ten.len()..];
        let one = rest.strip_prefix(['-', ' ']).unwrap_or(rest);
        let (word, value) = longest(one, &|word, value| value < 10 && whole(one, word))?;
        Some((tens + value, text.len() - one.len() + word.len()))
    });
    let (value, len) = alone.into_iter().chain(compound).max_by_key(|(_, len)| *len)?;
    Some((value, &text[len..]))
}

/// Two numbers with *times* between them: `1x24 jam`.
fn times(text: &str) -> Option<(u32, &str)> {
    let (days, rest) = number(text)?;
    let (hours, rest) = number(rest.strip_prefix(['x', 'X', '×'])?)?;
    Some((days.checked_mul(hours)?, rest))
}

/// Indonesian writes *one* together with what it counts: `sehari`.
fn joined_one(text: &str) -> Option<(u32, &str)> {
    let rest = text.get(2..).filter(|_| languages::starts_with(text, "se"))?;
    let units = languages::of(Lang::Id).units;
    units.iter().any(|(unit, _)| languages::starts_with_word(rest, unit)).then_some((1, rest))
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
            ("2x24 jam", "PT48H"),
            ("sehari", "P1D"),
            ("Seminggu", "P1W"),
            ("sejam", "PT1H"),
            ("dua puluh lima menit", "PT25M"),
            ("satu setengah jam", "PT1H30M"),
            ("setengah jam", "PT30M"),
            ("mezz'ora", "PT30M"),
            ("mezza giornata", "PT12H"),
            ("due ore e mezza", "PT2H30M"),
            ("ventiquattro ore", "PT24H"),
            ("quarantotto ore", "PT48H"),
            ("half an hour", "PT30M"),
            ("one and a half hours", "PT1H30M"),
            ("twenty-five minutes", "PT25M"),
            ("forty-eight hours", "PT48H"),
            ("ยี่สิบห้านาที", "PT25M"),
            ("ยี่สิบเอ็ดวัน", "P21D"),
            ("ครึ่งชั่วโมง", "PT30M"),
            ("สองชั่วโมงครึ่ง", "PT2H30M"),
            ("3 วันทำการ", "P3D"),
            ("半日", "PT12H"),
            ("2時間半", "PT2H30M"),
            ("二十五分", "PT25M"),
            ("3営業日", "P3D"),
        ] {
            assert_eq!(parse(text).as_deref(), Some(iso), "{text}");
        }
        for text in
            ["", "2", "d", "soon", "P", "PT", "2d 3y", "99999999999d", "-2d", "half a week", "se", "selama"]
        {
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
