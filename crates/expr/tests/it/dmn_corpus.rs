//! Runs `corpus/dmn/*.dmn` against the `.txt` beside each.
//!
//! ```text
//! # a comment
//! Decision {season: "Fall", guests: 4} ==> "Stew"
//! Decision {season: "Fall"} ==> null ! dmn.no-rule         the code of the last reason
//! Decision {…} ==> "Stew" rules 1, 3                       the rules of the first table that matched
//! error dmn.missing-part in element1 at line 7             the model is refused
//! ```

use expr::dmn::{Model, Outcome};
use expr::{Context, Env, Expression, Limits, Value};
use jiff::tz::TimeZone;
use std::fs;
use std::path::Path;

fn constant(text: &str) -> Value {
    let env = Env { now: 0, zone: &TimeZone::UTC, limits: Limits::default() };
    let expression = Expression::parse(text).unwrap_or_else(|e| panic!("`{text}`: {e}"));
    expression.eval(&(), &env).expect("within the limits").value
}

fn evaluate(model: &Model, decision: &str, variables: &Context) -> Outcome {
    let env = Env { now: 0, zone: &TimeZone::UTC, limits: Limits::default() };
    model.evaluate(decision, variables, &env).unwrap_or_else(|e| panic!("{decision}: {e}"))
}

fn check(model: &Model, line: &str) -> Result<(), String> {
    let (input, expected) = line.split_once(" ==> ").expect("a line has `==>`");
    let (decision, variables) = input.split_at(input.find(" {").expect("a line has variables"));
    let variables = constant(variables);
    let outcome = evaluate(model, decision, variables.as_context().expect("a context"));
    let (expected, rules) = expected.split_once(" rules ").map_or((expected, None), |(e, r)| (e, Some(r)));
    let (expected, code) = expected.split_once(" ! ").map_or((expected, None), |(e, c)| (e, Some(c)));
    let codes: Vec<&str> = outcome.warnings.iter().map(|w| w.message.code()).collect();
    let found = outcome.value.to_string();
    if found != constant(expected).to_string() {
        return Err(format!("{found} {codes:?}"));
    }
    if code.is_some_and(|code| codes.last() != Some(&code)) {
        return Err(format!("{found} ! {codes:?}"));
    }
    let matched = outcome
        .matched
        .last()
        .map(|m| m.rules.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "));
    if rules.is_some_and(|rules| matched.as_deref() != Some(rules)) {
        return Err(format!("{found} rules {matched:?}"));
    }
    Ok(())
}

#[test]
fn models_decide_what_the_corpus_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/dmn");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("the corpus is there").flatten().map(|e| e.path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "dmn"));
    files.sort();
    let (mut count, mut failures) = (0, Vec::new());
    for path in files {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let xml = fs::read_to_string(&path).expect("readable");
        let expected =
            fs::read_to_string(path.with_extension("txt")).expect("expectations stand beside the model");
        let model = Model::parse(&xml);
        for (number, line) in
            expected.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#'))
        {
            count += 1;
            let result = match (&model, line.strip_prefix("error ")) {
                (Err(error), Some(expected)) => {
                    let element = error.element.as_deref().unwrap_or("-");
                    let found = format!("{} in {element} at line {}", error.message.code(), error.line);
                    if found == expected { Ok(()) } else { Err(format!("error {found}")) }
                }
                (Err(error), None) => Err(error.to_string()),
                (Ok(_), Some(_)) => Err("a model".to_owned()),
                (Ok(model), None) => check(model, line),
            };
            if let Err(found) = result {
                failures.push(format!("{name}:{}: {line}\n  found {found}", number + 1));
            }
        }
    }
    assert!(failures.is_empty(), "{} of {count} differ:\n{}", failures.len(), failures.join("\n"));
    assert!(count >= 30, "the corpus has only {count} results");
}
