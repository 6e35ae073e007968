//! `docs/limits.md`: every limit with its value and what happens when it is reached, from the files `limits.rs`.
//!
//! A limit says in the first sentence of its comment what it bounds, and in the others what happens; a code in
//! backticks is that of the message.

use crate::files::{files, is_up_to_date};
use std::collections::BTreeMap;

/// Where limits stand, and what they bound for a reader of the page.
const SECTIONS: &[(&str, &str)] = &[
    ("crates/notation/src/outline/limits.rs", "Outlines"),
    ("crates/notation/src/bpmn/limits.rs", "BPMN documents"),
    ("crates/model/src/limits.rs", "Workflows"),
    ("crates/expr/src/limits.rs", "Expressions and decisions"),
    ("crates/engine/src/limits.rs", "Cases"),
    ("crates/runtime/src/limits.rs", "The runtime"),
    ("crates/runtime/src/connectors/limits.rs", "Connectors"),
    ("crates/store/src/limits.rs", "The database"),
    ("crates/notation/src/layout/limits.rs", "Layout of diagrams"),
    ("crates/notation/src/draw/limits.rs", "Pictures"),
];

/// A limit as its file writes it.
#[derive(Debug, PartialEq)]
struct Limit {
    name: String,
    comment: String,
    value: String,
}

/// The limits of a file: its constants, and the fields that have a default that can be shown.
fn limits(text: &str) -> Vec<Limit> {
    let mut found = Vec::new();
    let mut comment = Vec::new();
    for line in text.lines().map(str::trim) {
        if let Some(said) = line.strip_prefix("///") {
            comment.push(said.trim());
            continue;
        }
        let comment = std::mem::take(&mut comment).join(" ");
        let line = line.strip_prefix("pub(crate) ").or(line.strip_prefix("pub ")).unwrap_or(line);
        let line = line.strip_prefix("const ").unwrap_or(line);
        let Some((name, rest)) = line.split_once(": ").filter(|_| !comment.is_empty()) else { continue };
        let constant = rest.split_once(" = ").map(|(_, value)| value.trim_end_matches(';').to_owned());
        let default = || {
            let line = |line: &str| Some(line.trim().strip_prefix(name)?.strip_prefix(": ")?.to_owned());
            let (_, defaults) = text.split_once("impl Default")?;
            // Several fields may stand on one line.
            Some(defaults.split(['\n', '{', '}', ',']).find_map(line)?.trim().to_owned())
        };
        if let Some(value) = constant.or_else(default)
            && let Some(value) = shown(name, &comment, &value, text)
        {
            found.push(Limit { name: name.to_owned(), comment, value });
        }
    }
    found
}

/// A value for people: bytes and times with their unit. `None` if it is no number.
fn shown(name: &str, comment: &str, value: &str, text: &str) -> Option<String> {
    if let Some(rest) = value.strip_prefix("Duration::from_") {
        let (unit, count) = rest.trim_end_matches(')').split_once('(')?;
        let micros = computed(count, text)? * if unit == "secs" { 1_000_000 } else { 1_000 };
        return Some(time(micros));
    }
    let number = computed(value, text)?;
    let is_bytes = name.to_lowercase().ends_with("bytes") || comment.starts_with("Bytes");
    Some(match number {
        _ if value.contains("SECOND") || comment.contains("in µs") => time(number),
        _ if is_bytes && number >= 1 << 20 && number % (1 << 20) == 0 => format!("{} MiB", number >> 20),
        _ if is_bytes && number >= 1 << 10 && number % (1 << 10) == 0 => format!("{} KiB", number >> 10),
        _ => grouped(number),
    })
}

/// Computes a constant of numbers, names, `*`, `/` and `<<`, from left to right.
fn computed(value: &str, text: &str) -> Option<i64> {
    let mut words = value.split_whitespace();
    let operand = |word: &str| -> Option<i64> {
        let plain = word.trim_end_matches(".0").replace('_', "");
        plain.parse().ok().or_else(|| {
            let (_, rest) = text.split_once(&format!("const {word}: "))?;
            let (_, value) = rest.split_once(" = ")?;
            computed(value.split_once(';')?.0, text)
        })
    };
    let mut result = operand(words.next()?)?;
    while let Some(operator) = words.next() {
        let right = operand(words.next()?)?;
        result = match operator {
            "*" => result.checked_mul(right)?,
            "/" => result.checked_div(right)?,
            "<<" => result.checked_shl(u32::try_from(right).ok()?)?,
            _ => return None,
        };
    }
    Some(result)
}

fn time(micros: i64) -> String {
    let units = [
        (86_400_000_000, "days"),
        (3_600_000_000, "h"),
        (60_000_000, "min"),
        (1_000_000, "s"),
        (1_000, "ms"),
    ];
    let fits = units.iter().find(|(unit, _)| micros >= *unit && micros % unit == 0);
    fits.map_or(format!("{micros} µs"), |(unit, name)| format!("{} {name}", micros / unit))
}

/// Digits in groups of three.
fn grouped(number: i64) -> String {
    let digits = number.to_string();
    let first = digits.len() % 3;
    let (head, tail) = digits.split_at(first);
    let groups = tail.as_bytes().chunks(3).map(|group| String::from_utf8_lossy(group).into_owned());
    let all: Vec<String> =
        Some(head.to_owned()).filter(|head| !head.is_empty()).into_iter().chain(groups).collect();
    all.join(",")
}

/// What a limit bounds, and what happens.
fn told(comment: &str) -> (String, String) {
    let plain = comment.replace("[`", "`").replace("`]", "`").replace('|', "\\|");
    match plain.split_once(". ") {
        Some((what, then)) => (what.to_owned(), then.trim_end_matches('.').to_owned()),
        None => (plain.trim_end_matches('.').to_owned(), String::new()),
    }
}

/// The codes of messages in a comment: words joined by a point and hyphens.
fn codes(text: &str) -> impl Iterator<Item = &str> {
    let is_code = |word: &&str| {
        word.split_once('.').is_some_and(|(area, name)| {
            let plain =
                |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c == '-');
            plain(area) && plain(name) && name != "rs" && name != "md"
        })
    };
    text.split('`').skip(1).step_by(2).filter(is_code)
}

fn page() -> String {
    let mut page = "# Limits\n\nWhat goes beyond a limit is refused with a message that names the limit, or stops with an incident, or \
         waits. This page\nis made from the code: `UPDATE_DOCS=1 cargo test -p xtask`.\n"
        .to_owned();
    let texts: BTreeMap<String, String> = files("crates", ".rs").into_iter().collect();
    for (path, title) in SECTIONS {
        let Some(text) = texts.get(*path) else { continue };
        page += &format!("\n## {title}\n\n| limit | | beyond it | name |\n|---|--:|---|---|\n");
        for Limit { name, comment, value } in limits(text).into_iter().filter(|it| it.name != "SECOND") {
            let (what, then) = told(&comment);
            page += &format!("| {what} | {value} | {then} | `{name}` |\n");
        }
    }
    page
}

#[test]
fn the_page_of_limits_is_up_to_date() {
    is_up_to_date("docs/limits.md", &page());
}

#[test]
fn every_file_of_limits_is_on_the_page() {
    let known = |path: &str| SECTIONS.iter().any(|(known, _)| *known == path);
    let missing: Vec<_> = files("crates", "/limits.rs").into_iter().map(|(path, _)| path).collect();
    let missing: Vec<_> = missing.iter().filter(|path| !path.contains("/tests/") && !known(path)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn a_limit_names_a_message_that_exists() {
    let messages: String = files("crates", ".rs")
        .into_iter()
        .filter(|(path, _)| !path.ends_with("/limits.rs"))
        .map(|(_, text)| text)
        .collect();
    let mut wrong = Vec::new();
    for (path, text) in files("crates", "/limits.rs") {
        let comments: String = text.lines().filter(|line| line.trim().starts_with("///")).collect();
        let unknown = codes(&comments).filter(|code| !messages.contains(&format!("\"{code}\"")));
        wrong.extend(unknown.map(|code| format!("{path}: {code}")));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn limits_are_read_as_they_are_written() {
    let text = "
        /// A second.
        const SECOND: i64 = 1_000_000;
        /// How long. Then it stops.
        pub const LONG: i64 = 90 * SECOND;
        /// Bytes of a text. More is `a.too-long`.
        pub(crate) const TEXT: usize = 3 << 20;
        /// Not public, so not shown? It is.
        const PAUSE: Duration = Duration::from_millis(20);
        pub struct Limits {
            /// Items of a list.
            pub items: u32,
            /// How deep.
            pub depth: u32,
            /// Others.
            pub others: Other,
        }
        impl Default for Limits {
            fn default() -> Self {
                Self { items: 20_000, depth: 9, others: Other::default() }
            }
        }";
    let read = limits(text);
    let values: Vec<(&str, &str)> = read.iter().map(|it| (&*it.name, &*it.value)).collect();
    let expected = [
        ("SECOND", "1,000,000"),
        ("LONG", "90 s"),
        ("TEXT", "3 MiB"),
        ("PAUSE", "20 ms"),
        ("items", "20,000"),
        ("depth", "9"),
    ];
    assert_eq!(values, expected);
    assert_eq!(told(&read[1].comment), ("How long".to_owned(), "Then it stops".to_owned()));
    assert_eq!(codes(&read[2].comment).collect::<Vec<_>>(), ["a.too-long"]);
}
