//! Regular expressions of XPath (which FEEL uses) on the `regex` crate, whose time is linear in the text.

use crate::eval::{Failure, Machine};
use crate::limits::{MAX_PATTERN, MAX_PATTERN_MEMORY, MAX_PATTERN_NESTING, MAX_PATTERNS_KEPT};
use crate::messages as m;
use lang::Message;
use regex::{Regex, RegexBuilder};

/// A compiled pattern.
pub(super) type Pattern = Regex;

/// What compiling a pattern costs at least, in steps.
const COMPILING: usize = 10_000;

/// Blocks of Unicode that XPath knows as `\p{IsThai}`, and their ranges.
const BLOCKS: [(&str, &str); 9] = [
    ("IsBasicLatin", r"\x{0}-\x{7f}"),
    ("IsLatin-1Supplement", r"\x{80}-\x{ff}"),
    ("IsGreek", r"\x{370}-\x{3ff}"),
    ("IsCyrillic", r"\x{400}-\x{4ff}"),
    ("IsArabic", r"\x{600}-\x{6ff}"),
    ("IsThai", r"\x{e00}-\x{e7f}"),
    ("IsHiragana", r"\x{3040}-\x{309f}"),
    ("IsKatakana", r"\x{30a0}-\x{30ff}"),
    ("IsCJKUnifiedIdeographs", r"\x{4e00}-\x{9fff}"),
];

/// Compiles `pattern` with the flags `s`, `m`, `i`, `x`, `q`.
pub(super) fn compile(machine: &mut Machine<'_>, pattern: &str, flags: &str) -> Result<Pattern, Failure> {
    if let Some(flag) = flags.chars().find(|flag| !"smixq".contains(*flag)) {
        return Err(m::BAD_FLAG.message().with("found", flag).into());
    }
    if pattern.len() > MAX_PATTERN {
        return Err(m::TOO_LONG.message().with("limit", MAX_PATTERN).into());
    }
    let key = format!("{flags}/{pattern}");
    if let Some((_, compiled)) = machine.patterns.iter().find(|(known, _)| *known == key) {
        return Ok(compiled.clone());
    }
    machine.pay_steps(COMPILING + pattern.len())?;
    let has = |flag| flags.contains(flag);
    let translated = if has('q') { regex::escape(pattern) } else { translate(pattern, has('x'), has('s')) };
    let compiled = RegexBuilder::new(&translated)
        .case_insensitive(has('i'))
        .multi_line(has('m') && !has('q'))
        .dot_matches_new_line(true)
        .size_limit(MAX_PATTERN_MEMORY)
        .dfa_size_limit(MAX_PATTERN_MEMORY)
        .nest_limit(MAX_PATTERN_NESTING)
        .build();
    let compiled = compiled.map_err(|_| m::BAD_PATTERN.message().with("found", pattern))?;
    if machine.patterns.len() < MAX_PATTERNS_KEPT {
        machine.patterns.push((key, compiled.clone()));
    }
    Ok(compiled)
}

/// The pattern as the `regex` crate writes it.
fn translate(pattern: &str, spaced: bool, dot_all: bool) -> String {
    let mut out = String::with_capacity(pattern.len() + 8);
    let mut chars = pattern.chars().filter({
        // Blanks count only within classes.
        let (mut depth, mut escaped) = (0i32, false);
        move |c| {
            let kept = !spaced || depth > 0 || !c.is_whitespace();
            if kept {
                match c {
                    _ if escaped => escaped = false,
                    '\\' => escaped = true,
                    '[' => depth += 1,
                    ']' => depth -= 1,
                    _ => {}
                }
            }
            kept
        }
    });
    let mut classes = 0u32;
    let mut before = ' ';
    while let Some(c) = chars.next() {
        match c {
            '\\' => escape(&mut chars, classes > 0, &mut out),
            '[' => {
                // `[a-z-[aeiou]]` takes away.
                if classes > 0 && before == '-' {
                    out.push('-');
                }
                classes += 1;
                out.push('[');
            }
            ']' => {
                classes = classes.saturating_sub(1);
                out.push(']');
            }
            '.' if classes == 0 && !dot_all => out.push_str(r"[^\n\r]"),
            '&' | '~' if classes > 0 => out.extend(['\\', c]),
            c => out.push(c),
        }
        before = c;
    }
    out
}

fn escape(chars: &mut impl Iterator<Item = char>, in_class: bool, out: &mut String) {
    match chars.next() {
        Some('i') if !in_class => out.push_str(r"[\p{L}_:]"),
        Some('c') if !in_class => out.push_str(r"[\p{L}\p{N}_:.\-\x{b7}]"),
        Some(c @ ('p' | 'P')) => {
            let mut name = String::new();
            let mut braced = false;
            for next in chars.by_ref() {
                match next {
                    '{' => braced = true,
                    '}' => break,
                    next => name.push(next),
                }
                if !braced {
                    break;
                }
            }
            match BLOCKS.iter().find(|(block, _)| *block == name) {
                Some((_, range)) => {
                    let negated = if c == 'P' { "^" } else { "" };
                    out.push_str(&format!("[{negated}{range}]"));
                }
                None => out.push_str(&format!("\\{c}{{{name}}}")),
            }
        }
        Some(c) => out.extend(['\\', c]),
        None => out.push('\\'),
    }
}

/// Replaces all matches; `$1` in the replacement is the first group, `\$` a dollar.
pub(super) fn replace(
    machine: &mut Machine<'_>,
    pattern: &Pattern,
    input: &str,
    replacement: &str,
    literal: bool,
) -> Result<String, Failure> {
    let parts = if literal { vec![Part::Text(replacement.to_owned())] } else { parts(pattern, replacement)? };
    let mut out = String::new();
    let mut end = 0;
    for found in pattern.captures_iter(input) {
        let Some(whole) = found.get(0) else { continue };
        out.push_str(&input[end..whole.start()]);
        for part in &parts {
            let text = match part {
                Part::Text(text) => text,
                Part::Group(group) => found.get(*group).map_or("", |group| group.as_str()),
            };
            machine.pay_bytes(text.len())?;
            out.push_str(text);
        }
        machine.pay_steps(1)?;
        end = whole.end();
    }
    out.push_str(&input[end..]);
    Ok(out)
}

enum Part {
    Text(String),
    Group(usize),
}

fn parts(pattern: &Pattern, replacement: &str) -> Result<Vec<Part>, Message> {
    let groups = pattern.captures_len() - 1;
    let mut parts = Vec::new();
    let mut text = String::new();
    let mut chars = replacement.chars().peekable();
    let bad = || m::BAD_REPLACEMENT.message().with("found", replacement);
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some(c @ ('\\' | '$')) => text.push(c),
                _ => return Err(bad()),
            },
            '$' => {
                let mut group = chars.next().and_then(|c| c.to_digit(10)).ok_or_else(bad)? as usize;
                // Further digits belong to the group as long as there is one of that number.
                while let Some(digit) = chars.peek().and_then(|c| c.to_digit(10)) {
                    let longer = group * 10 + digit as usize;
                    if longer > groups {
                        break;
                    }
                    group = longer;
                    chars.next();
                }
                parts.push(Part::Text(std::mem::take(&mut text)));
                parts.push(Part::Group(group));
            }
            c => text.push(c),
        }
    }
    parts.push(Part::Text(text));
    Ok(parts)
}
