//! A measured figure, as a line for people or for a program.

use super::meter::Spent;
use serde_json::{Value, json};

/// A measured figure.
#[derive(Debug, Clone)]
pub struct Figure {
    /// The letter under which `docs/performance.md` lists it.
    letter: &'static str,
    /// What was measured.
    name: String,
    /// What came out.
    measured: Measured,
    /// What else was measured, by name with its unit.
    more: Vec<(&'static str, f64)>,
}

#[derive(Debug, Clone)]
enum Measured {
    /// So many things, and what they cost.
    Rate { count: f64, unit: &'static str, spent: Spent },
    /// One number.
    Value { value: f64, unit: &'static str },
}

impl Figure {
    /// So many things, and what they cost.
    pub fn rate(
        letter: &'static str,
        name: impl Into<String>,
        count: f64,
        unit: &'static str,
        spent: Spent,
    ) -> Self {
        Self { letter, name: name.into(), measured: Measured::Rate { count, unit, spent }, more: Vec::new() }
    }

    /// One number.
    pub fn value(letter: &'static str, name: impl Into<String>, value: f64, unit: &'static str) -> Self {
        Self { letter, name: name.into(), measured: Measured::Value { value, unit }, more: Vec::new() }
    }

    /// With a further number.
    pub fn with(mut self, name: &'static str, value: f64) -> Self {
        self.more.push((name, value));
        self
    }

    /// A line of JSON.
    pub fn json(&self) -> String {
        let mut line = json!({"figure": self.letter, "name": self.name});
        let mut set = |name: &str, value: Value| line[name] = value;
        match &self.measured {
            Measured::Rate { count, unit, spent } => {
                set("unit", json!(unit));
                set("count", json!(count));
                set("per_cpu", json!(count / spent.cpu));
                set("per_second", json!(count / spent.wall));
                set("cpu", json!(spent.cpu));
                set("wall", json!(spent.wall));
            }
            Measured::Value { value, unit } => {
                set("unit", json!(unit));
                set("value", json!(value));
            }
        }
        self.more.iter().for_each(|(name, value)| set(name, json!(value)));
        line.to_string()
    }

    /// A line of text.
    pub fn text(&self) -> String {
        let measured = match &self.measured {
            Measured::Rate { count, unit, spent } => format!(
                "{:>11} {unit}/CPU-s {:>11} {unit}/s {:>7.2} CPU-s {:>7.2} s",
                number(count / spent.cpu),
                number(count / spent.wall),
                spent.cpu,
                spent.wall,
            ),
            Measured::Value { value, unit } => format!("{:>11} {unit}", number(*value)),
        };
        let more = self.more.iter().map(|(name, value)| format!("  {name} {}", number(*value)));
        format!("{}  {:40} {measured}{}", self.letter, self.name, more.collect::<String>())
    }
}

/// A number with as many digits as say something.
pub fn number(value: f64) -> String {
    match value.abs() {
        size if size >= 1_000.0 => {
            let digits = format!("{value:.0}");
            let (sign, digits) =
                digits.strip_prefix('-').map_or(("", digits.as_str()), |digits| ("-", digits));
            let groups: Vec<&str> =
                digits.as_bytes().rchunks(3).rev().filter_map(|it| str::from_utf8(it).ok()).collect();
            format!("{sign}{}", groups.join(","))
        }
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        let shown = [0.1234, 12.34, 123.4, 1234.5, -1_234_567.0].map(number);
        assert_eq!(shown, ["0.12", "12.3", "123", "1,234", "-1,234,567"]);
    }

    #[test]
    fn a_figure_speaks_to_programs_and_to_people() {
        let spent = Spent { cpu: 2.0, wall: 4.0 };
        let figure = Figure::rate("a", "cases", 1_000.0, "cases", spent).with("p99 ms", 1.5);
        assert!(figure.text().contains("500 cases/CPU-s"));
        let line: Value = serde_json::from_str(&figure.json()).unwrap();
        assert_eq!((&line["per_second"], &line["p99 ms"]), (&json!(250.0), &json!(1.5)));
    }
}
