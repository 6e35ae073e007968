//! A model, or an expression, of four times the size takes about four times the work to read, and what would take more
//! is refused with the limit named.
//!
//! The work is measured as CPU time of the thread, so it does not matter what else the machine does. What is linear
//! has a ratio of four, what is quadratic one of sixteen.

use expr::dmn::{Error, Model};
use expr::{Context, Env, Expression, Limits, Value};
use jiff::tz::TimeZone;
use rustix::time::{ClockId, clock_gettime};
use std::sync::Arc;

/// More than linear, and far from quadratic.
const FACTOR: f64 = 9.0;
/// Seconds that say nothing about growth.
const NOISE: f64 = 0.02;

fn cpu_seconds() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

/// Fails unless four times the size takes about four times the work.
fn grows_evenly(name: &str, size: usize, text: impl Fn(usize) -> String, read: fn(&str)) {
    let (small, large) = (text(size), text(size * 4));
    let work = |text: &str| {
        let start = cpu_seconds();
        read(text);
        cpu_seconds() - start
    };
    // The first run pays for the tables that are made once, and a disturbed one is measured again.
    let mut measured = Vec::new();
    let even = |(less, more): &(f64, f64)| *more < NOISE + FACTOR * less;
    while measured.len() < 3 && !measured.iter().any(even) {
        measured.push((work(&small), work(&large)));
    }
    assert!(
        measured.iter().any(even),
        "{name}: {measured:?} s for {} and {} bytes",
        small.len(),
        large.len()
    );
    if std::env::var_os("SHOW").is_some() {
        println!("{name}: {measured:?}");
    }
}

fn model(parts: &str) -> String {
    format!(r#"<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/">{parts}</definitions>"#)
}

fn read(xml: &str) {
    Model::parse(xml).unwrap_or_else(|error| panic!("{error}"));
}

fn models(name: &str, size: usize, parts: impl Fn(usize) -> String) {
    grows_evenly(name, size, |count| model(&parts(count)), read);
}

fn decision(at: usize, requires: &str, logic: &str) -> String {
    format!(
        r#"<decision id="d{at}" name="Part {at}">{requires}<literalExpression><text>{logic}</text></literalExpression></decision>"#
    )
}

fn required(at: usize) -> String {
    format!(r##"<informationRequirement><requiredDecision href="#d{at}"/></informationRequirement>"##)
}

/// Each decision adds one to the one before.
fn chain(count: usize) -> String {
    let link = |at: usize| match at.checked_sub(1) {
        Some(before) => decision(at, &required(before), &format!("Part {before} + own{at}")),
        None => decision(at, "", "0"),
    };
    (0..count).map(link).collect()
}

#[test]
fn chains_are_read_and_decided_with_even_work() {
    models("chain", 499, chain);
    let model = Model::parse(&model(&chain(1_999))).expect("is read");
    let variables = model.variables("d1998");
    assert_eq!((variables.len(), &*variables[0]), (1_998, "own1998"));
    assert_eq!(model.variables("Part 1").len(), 1);
    assert_eq!(model.variables("unknown").len(), 0);
    let ones: Context = variables.iter().map(|name| (name.clone(), Value::from(1))).collect();
    let env = Env { now: 0, zone: &TimeZone::UTC, limits: Limits::default() };
    let outcome = model.evaluate("Part 1998", &ones, &env).expect("within the limits");
    assert_eq!(outcome.value, Value::from(1_998));
}

#[test]
fn models_of_every_shape_are_read_with_even_work() {
    models("beside each other", 490, |count| (0..count).map(|at| decision(at, "", "1")).collect());
    models("names that begin alike", 2_000, |count| {
        let item = |at: usize| {
            format!(r#"<itemDefinition name="order number {at}"><typeRef>number</typeRef></itemDefinition>"#)
        };
        (0..count).map(item).collect::<String>() + &decision(0, "", &vec!["order number 1"; 200].join(" + "))
    });
    models("types that refer to others", 400, |count| {
        let item = |at: usize| {
            format!(
                r#"<itemDefinition name="t{at}"><typeRef>t{}</typeRef></itemDefinition>"#,
                if at % 9 == 8 { "x".into() } else { (at + 1).to_string() }
            )
        };
        (0..count).map(item).collect::<String>()
            + r#"<itemDefinition name="tx"><typeRef>number</typeRef></itemDefinition>"#
            + &(0..count)
                .map(|at| {
                    format!(
                        r#"<itemDefinition name="t{}"><typeRef>number</typeRef></itemDefinition>"#,
                        at + count
                    )
                })
                .collect::<String>()
    });
    models("one type of many", 450, |count| {
        let entry =
            |at: usize| format!(r#"<itemComponent name="c{at}"><typeRef>number</typeRef></itemComponent>"#);
        let ty: String = (0..count * 8).map(entry).collect();
        let use_it = |at: usize| {
            format!(r#"<decision id="d{at}" name="d{at}"><variable name="d{at}" typeRef="all"/></decision>"#)
        };
        format!(r#"<itemDefinition name="all">{ty}</itemDefinition>"#)
            + &(0..count).map(use_it).collect::<String>()
    });
    models("variables of a table", 1_000, |count| {
        let rule = |at: usize| {
            format!(
                "<rule><inputEntry><text>v{at}</text></inputEntry><outputEntry><text>w{at}</text></outputEntry></rule>"
            )
        };
        let rules: String = (0..count).map(rule).collect();
        format!(
            r#"<decision id="d" name="d"><decisionTable><input><inputExpression><text>x</text></inputExpression></input><output/>{rules}</decisionTable></decision>"#
        )
    });
    models("entries of a context", 1_000, |count| {
        let entry = |at: usize| {
            format!(
                r#"<contextEntry><variable name="e{at}"/><literalExpression><text>e{}</text></literalExpression></contextEntry>"#,
                at / 2
            )
        };
        let entries: String = (0..count).map(entry).collect();
        format!(r#"<decision id="d" name="d"><context>{entries}</context></decision>"#)
    });
    models("services of one decision", 200, |count| {
        let service = |at: usize| {
            format!(
                r##"<decisionService id="s{at}" name="s{at}"><outputDecision href="#d{at}"/></decisionService>"##
            )
        };
        (0..count).map(|at| decision(at, "", "1") + &service(at)).collect()
    });
}

#[test]
fn expressions_are_read_with_even_work() {
    let parse = |text: &str| drop(Expression::parse(text).unwrap_or_else(|error| panic!("{error}")));
    let list =
        |count: usize, item: &dyn Fn(usize) -> String| (0..count).map(item).collect::<Vec<_>>().join(", ");
    grows_evenly("variables", 3_000, |count| format!("[{}]", list(count, &|at| format!("v{at}"))), parse);
    grows_evenly(
        "entries",
        3_000,
        |count| format!("{{{}}}", list(count, &|at| format!("e{at}: e{}", at / 2))),
        parse,
    );
    grows_evenly(
        "captured",
        3_000,
        |count| {
            let entries = list(count, &|at| format!("e{at}: 1"));
            format!("{{{entries}, f: function() [{}]}}", list(count, &|at| format!("e{at}")))
        },
        parse,
    );
}

/// A context in which each entry has to be converted, for a decision whose input is a type of as many entries.
fn convert(xml: &str) {
    let model = Model::parse(xml).unwrap_or_else(|error| panic!("{error}"));
    let count = xml.matches("<itemComponent").count();
    let one = Value::list(vec![Value::from(1)]);
    let order: Context = (0..count).rev().map(|at| (Arc::from(format!("c{at}")), one.clone())).collect();
    let env = Env { now: 0, zone: &TimeZone::UTC, limits: Limits::default() };
    let variables: Context = [("order", Value::from(order))].into_iter().collect();
    let outcome = model.evaluate("d", &variables, &env).expect("within the limits");
    assert_eq!(outcome.value, Value::from(1), "{:?}", outcome.warnings);
}

#[test]
fn values_are_converted_with_even_work() {
    let entry =
        |at: usize| format!(r#"<itemComponent name="c{at}"><typeRef>number</typeRef></itemComponent>"#);
    let text = |count: usize| {
        let ty: String = (0..count).map(entry).collect();
        let input = r#"<inputData id="i" name="order"><variable name="order" typeRef="order"/></inputData>"#;
        let logic = "<literalExpression><text>order.c7</text></literalExpression>";
        let requires = r##"<informationRequirement><requiredInput href="#i"/></informationRequirement>"##;
        model(&format!(
            r#"<itemDefinition name="order">{ty}</itemDefinition>{input}<decision id="d" name="d">{requires}{logic}</decision>"#
        ))
    };
    grows_evenly("conversion of many entries", 4_000, text, convert);
}

#[test]
fn of_many_decisions_the_first_are_told_and_how_many_there_are_beside_them() {
    let told = |count: usize| {
        let model = Model::parse(&model(&(0..count).map(|at| decision(at, "", "1")).collect::<String>()));
        let env = Env { now: 0, zone: &TimeZone::UTC, limits: Limits::default() };
        let refused = model.expect("is read").evaluate("missing", &(), &env).expect_err("is not there");
        assert_eq!(refused.message().code(), "dmn.no-decision");
        refused.to_string()
    };
    assert_eq!(told(2), "There is no decision `missing`. There are: Part 0, Part 1.");
    assert!(told(10).ends_with("Part 8, Part 9."), "{}", told(10));
    assert!(told(1_999).ends_with("Part 8, Part 9 and 1989 more."), "{}", told(1_999));
}

fn refused(xml: &str) -> (&'static str, String) {
    let Error { message, .. } = Model::parse(xml).expect_err("is too large");
    let text = message.render(lang::Lang::En);
    (message.code(), text.replace('.', ""))
}

#[test]
fn what_is_too_large_is_refused_with_the_limit_named() {
    let (code, text) = refused(&" ".repeat(8 * 1024 * 1024 + 1));
    assert!(code == "feel.too-long" && text.contains("8388608"), "{text}");
    let (code, text) = refused(&model(&"<x/>".repeat(500_000)));
    assert!(code == "dmn.too-many-elements" && text.contains("500000"), "{text}");
    let (code, text) = refused(&model(&r#"<inputData name="i"/>"#.repeat(2_001)));
    assert!(code == "dmn.too-many-parts" && text.contains("2001") && text.contains("2000"), "{text}");
    let column = "<input><inputExpression/></input>".repeat(400);
    let table = format!("<decisionTable>{column}<output/>{}</decisionTable>", "<rule/>".repeat(500));
    let (code, text) = refused(&model(&format!(r#"<decision id="d" name="d">{table}</decision>"#)));
    assert!(code == "dmn.too-many-cells" && text.contains("200500"), "{text}");
    // Services that each hold the same hundred large decisions.
    let service = |at: usize| {
        format!(
            r##"<decisionService id="s{at}" name="s{at}"><outputDecision href="#d99"/></decisionService>"##
        )
    };
    let large = format!("<description>{}</description><literal", "x".repeat(8_000));
    let services: String = (0..20).map(service).collect();
    let (code, text) = refused(&model(&(chain(100).replace("<literal", &large) + &services)));
    assert!(code == "dmn.services-too-large" && text.contains("8388608"), "{text}");
}
