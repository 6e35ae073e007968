//! Runs `corpus/feel/*.txt`.
//!
//! A line is an expression, ` ==> ` and what it gives, itself an expression:
//!
//! ```text
//! # a comment
//! with {amount: 120}                 variables of the lines that follow
//! amount > 100 ==> true
//! amount + "x" ==> null ! feel.cannot-add @ 0..12     the first reason and its place
//! 1 + ==> error feel.ends-too-early @ 3..3            no expression
//! "open" :: "open", "held" ==> true                   unary tests of a value
//! ```

use expr::{Context, Env, Evaluation, Expression, Limits, SyntaxError, Value};
use jiff::tz::TimeZone;
use std::fs;
use std::path::Path;

/// 2026-11-22T10:30:00Z.
const NOW: i64 = 1_795_343_400_000_000;

fn evaluate(expression: &Expression, variables: &Context) -> Evaluation {
    let zone = TimeZone::get("Asia/Bangkok").expect("the zone is known");
    let env = Env { now: NOW, zone: &zone, limits: Limits::default() };
    expression.eval(variables, &env).expect("within the limits")
}

fn constant(text: &str) -> Value {
    let expression = Expression::parse(text).unwrap_or_else(|e| panic!("expected value `{text}`: {e}"));
    evaluate(&expression, &Context::new()).value
}

/// What the line gives, in the notation of the corpus.
fn outcome(input: &str, variables: &Context) -> Result<Evaluation, SyntaxError> {
    match input.split_once(" :: ") {
        None => Ok(evaluate(&Expression::parse(input)?, variables)),
        Some((value, tests)) => {
            let mut variables = variables.clone();
            let value = evaluate(&Expression::parse(value)?, &variables).value;
            variables.insert("?", value);
            Ok(evaluate(&Expression::parse_unary_tests(tests)?, &variables))
        }
    }
}

/// Compares the outcome with the expectation; the error says how they differ.
fn check(input: &str, expected: &str, variables: &Context) -> Result<(), String> {
    let outcome = outcome(input, variables);
    if let Some(error) = expected.strip_prefix("error ") {
        let found = match outcome {
            Err(e) => format!("{} @ {}..{}", e.message.code(), e.span.start, e.span.end),
            Ok(evaluation) => evaluation.value.to_string(),
        };
        let place = error.contains(" @ ");
        let same = if place { found == error } else { found.split(" @ ").next() == Some(error) };
        return if same { Ok(()) } else { Err(format!("error {found}")) };
    }
    let evaluation = outcome.map_err(|e| format!("error {} @ {:?}: {e}", e.message.code(), e.span))?;
    let (value, reason) =
        expected.split_once(" ! ").map_or((expected, None), |(value, reason)| (value, Some(reason)));
    let found = evaluation.value;
    let warning = evaluation.warnings.first();
    let given = warning.map(|w| format!("{} @ {}..{}", w.message.code(), w.span.start, w.span.end));
    if found.to_string() != constant(value).to_string() {
        return Err(format!("{found} ! {}", given.unwrap_or_default()));
    }
    match (reason, given) {
        (Some(reason), Some(given)) if reason == given || given.starts_with(&format!("{reason} @")) => Ok(()),
        (Some(_), given) => Err(format!("{found} ! {}", given.unwrap_or_default())),
        (None, _) => Ok(()),
    }
}

#[test]
fn expressions_give_what_the_corpus_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/feel");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("the corpus is there").flatten().map(|e| e.path()).collect();
    files.sort();
    let (mut count, mut failures) = (0, Vec::new());
    for path in files {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("readable");
        let mut variables = Context::new();
        for (number, line) in text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#')) {
            if let Some(context) = line.strip_prefix("with ") {
                let value = constant(context);
                variables = value.as_context().expect("a context").clone();
                continue;
            }
            let (input, expected) =
                line.split_once(" ==> ").unwrap_or_else(|| panic!("{name}: no `==>`: {line}"));
            count += 1;
            if let Err(found) = check(input, expected, &variables) {
                failures.push(format!(
                    "{name}:{}: {input}\n  expected {expected}\n  found    {found}",
                    number + 1
                ));
            }
        }
    }
    assert!(count >= 500, "the corpus has only {count} lines");
    assert!(failures.is_empty(), "{} of {count} differ:\n{}", failures.len(), failures.join("\n"));
}
