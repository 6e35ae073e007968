//! Values as text: the result of `string()` and FEEL literals.

use crate::range::Range;
use crate::value::Value;
use std::fmt::{self, Write};

/// The text that `string(value)` gives: a string as it is, temporals in ISO form, all else as a literal.
pub(crate) fn string(value: &Value) -> String {
    match value {
        Value::String(text) => text.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Time(time) => time.to_string(),
        Value::DateTime(date_time) => date_time.to_string(),
        Value::DaysDuration(duration) => duration.to_string(),
        Value::YearsDuration(duration) => duration.to_string(),
        other => other.to_string(),
    }
}

/// Writes `value` as an expression that gives it again (functions excepted).
pub(crate) fn literal(value: &Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match value {
        Value::Null => f.write_str("null"),
        Value::Bool(value) => write!(f, "{value}"),
        Value::Number(value) => write!(f, "{value}"),
        Value::String(text) => quoted(text, f),
        Value::List(items) => {
            f.write_str("[")?;
            for (i, item) in items.iter().enumerate() {
                f.write_str(if i > 0 { ", " } else { "" })?;
                literal(item, f)?;
            }
            f.write_str("]")
        }
        Value::Context(context) => {
            f.write_str("{")?;
            for (i, (name, value)) in context.iter().enumerate() {
                f.write_str(if i > 0 { ", " } else { "" })?;
                key(name, f)?;
                f.write_str(": ")?;
                literal(value, f)?;
            }
            f.write_str("}")
        }
        Value::Range(range) => self::range(range, f),
        Value::Function(function) => write!(f, "{function}"),
        temporal => write!(f, "@\"{}\"", string(temporal)),
    }
}

/// A range; one without an end as a comparison, `(< 5)`.
fn range(range: &Range, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (operator, end) = match (&range.start, &range.end) {
        (Some(start), None) => (if range.start_included { ">=" } else { ">" }, start),
        (None, Some(end)) => (if range.end_included { "<=" } else { "<" }, end),
        (start, end) => {
            f.write_str(if range.start_included { "[" } else { "(" })?;
            start.iter().try_for_each(|start| literal(start, f))?;
            f.write_str("..")?;
            end.iter().try_for_each(|end| literal(end, f))?;
            return f.write_str(if range.end_included { "]" } else { ")" });
        }
    };
    write!(f, "({operator} ")?;
    literal(end, f)?;
    f.write_str(")")
}

/// A name as the key of a context: in quotes unless it is a plain word.
fn key(name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut chars = name.chars();
    let plain =
        chars.next().is_some_and(crate::lexer::is_name_start) && chars.all(crate::lexer::is_name_part);
    if plain { f.write_str(name) } else { quoted(name, f) }
}

/// A string in quotes, with the escapes that the lexer knows.
fn quoted(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_char('"')?;
    for c in text.chars() {
        match c {
            '"' => f.write_str("\\\"")?,
            '\\' => f.write_str("\\\\")?,
            '\n' => f.write_str("\\n")?,
            '\r' => f.write_str("\\r")?,
            '\t' => f.write_str("\\t")?,
            c => f.write_char(c)?,
        }
    }
    f.write_char('"')
}
