//! No expression runs for ever, takes memory without bound or overflows the stack.

use expr::dmn::Model;
use expr::{
    Env, Evaluation, Expression, Limit, LimitExceeded, Limits, MAX_DEPTH, MAX_NESTING, MAX_TEXT,
    MAX_VALUE_NESTING, Value,
};
use jiff::tz::TimeZone;
use std::thread;

/// Runs `work` on the stack that threads have by default, less a quarter for who calls.
fn on_small_stack<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = thread::Builder::new().stack_size(1536 * 1024).spawn(work).expect("a thread");
    thread.join().expect("no panic")
}

fn eval(text: &str) -> Result<Evaluation, LimitExceeded> {
    let env = Env { now: 0, zone: &TimeZone::UTC, limits: Limits::default() };
    Expression::parse(text).unwrap_or_else(|e| panic!("{text}: {e}")).eval(&(), &env)
}

#[test]
fn what_would_never_end_is_stopped_with_the_limit_named() {
    let cases = [
        ("for i in 1..1000000000 return i", Limit::Steps),
        ("some i in 1..100000, j in 1..100000 satisfies i < 0", Limit::Steps),
        ("{f: function(x) f(x + 1), r: f(1)}.r", Limit::Depth),
        ("{f: function(x) f([x]), r: f(1)}.r", Limit::Nesting),
        (r#"for i in 1..60 return if i = 1 then "xxxxxxxx" else partial[-1] + partial[-1]"#, Limit::Bytes),
        (
            "for i in 1..60 return if i = 1 then [1, 2] else concatenate(partial[-1], partial[-1])",
            Limit::Bytes,
        ),
        ("for i in 1..100000 return partial", Limit::Steps),
        ("for i in 1..100000 return [partial[-1]]", Limit::Nesting),
        ("for i in 1..100000 return {a: partial[-1]}", Limit::Nesting),
        ("for i in 1..100000 return function() partial[-1]", Limit::Bytes),
        ("for i in 1..100000 return string join(for j in 1..1000 return \"xxxxxxxxxx\")", Limit::Steps),
        ("count(for i in 1..3000 return distinct values(for j in 1..3000 return i * j))", Limit::Steps),
        ("for i in 1..100000 return if i = 1 then {} else {a: partial[-1], b: partial[-1]}", Limit::Bytes),
        ("for i in 1..1000000 return log(i)", Limit::Steps),
        (
            r#"count(for i in 1..100000 return matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaa", "(a*)*(a*)*b" + string(i)))"#,
            Limit::Steps,
        ),
    ];
    on_small_stack(move || {
        for (text, limit) in cases {
            let stopped = eval(text).expect_err(text);
            assert_eq!(stopped.limit, limit, "{text}");
            assert!(stopped.span.end <= text.len() && !stopped.span.is_empty(), "{text}: {:?}", stopped.span);
        }
    });
}

#[test]
fn ordinary_work_stays_within_the_limits() {
    assert_eq!(eval("count(for i in 1..100000 return i * 2)").map(|e| e.value), Ok(Value::from(100_000)));
    assert_eq!(
        eval("{f: function(n) if n = 0 then 0 else 1 + f(n - 1), r: f(90)}.r").map(|e| e.value),
        Ok(90.into())
    );
    assert_eq!(
        eval("count(sort(for i in 1..20000 return modulo(i * 7919, 20011)))").map(|e| e.value),
        Ok(20_000.into())
    );
}

#[test]
fn huge_numbers_are_refused_rather_than_computed() {
    for text in [
        "10 ** 1000000000000",
        "1e6000 * 1e6000",
        "exp(1e30)",
        "decimal(1, 1e9)",
        "2 ** 0.5 ** 1e30",
        "1e-6000 ** 7",
    ] {
        let value = eval(text).expect(text).value;
        assert!(value.is_null() || value == Value::from(1) || value == Value::from(0), "{text}: {value}");
    }
}

#[test]
fn ends_of_the_ranges_do_not_overflow() {
    let texts = [
        "1 ** -9223372036854775808",
        "1.5 ** -9223372036854775808",
        "[1][-9223372036854775808]",
        "substring(\"abc\", -9223372036854775808)",
        "remove([1], -9223372036854775808)",
        "date(-9223372036854775808, 1, 1)",
        "date(999999999, 12, 31) + duration(\"P9000000000000000D\")",
        "date(-999999999, 1, 1) - duration(\"P106751991167300D\")",
        "time(1, 2, 3, duration(\"-P106751991167300DT15H30M8S\"))",
        "-duration(\"P9223372036854775807M\") - duration(\"P9223372036854775807M\")",
        "abs(duration(\"-P768614336404564650Y8M\"))",
        "duration(\"P106751991167300D\") * 1e9",
        "for i in 9223372036854775806..9223372036854775807 return i",
        "for i in (9223372036854775806..9223372036854775807) return i",
        "decimal(5, -6111) + decimal(5, 6176)",
        "modulo(-9999999999999999999999999999999999, 0.0000000000000000000000000000000001)",
        "partition([1, 2], 9223372036854775807)",
    ];
    for text in texts {
        eval(text).expect(text);
    }
}

#[test]
fn deep_texts_neither_overflow_the_stack_nor_take_long() {
    let repeated = |open: &str, inner: &str, close: &str, n: usize| {
        format!("{}{inner}{}", open.repeat(n), close.repeat(n))
    };
    let mut texts = Vec::new();
    for n in [10, 90, 99, 400, 20_000] {
        for (open, inner, close) in [
            ("(", "1", ")"),
            ("[", "1", "]"),
            ("{a:", "1", "}"),
            ("-", "1", ""),
            ("not(", "true", ")"),
            ("if true then 1 else ", "1", ""),
            ("for i in 1..2 return ", "1", ""),
            ("function() ", "1", ""),
            ("some i in [1] satisfies ", "true", ""),
            ("1 + ", "1", ""),
            ("", "1", " + 1"),
            ("a", "", ".b"),
            ("", "a", "[1]"),
            ("true and ", "true", ""),
            ("[1..", "2", "]"),
            ("1 in (", "2", ")"),
            ("", "f", "()"),
            ("1 between 1 and ", "2", ""),
            ("x instance of ", "list<", ""),
            ("`", "", "`"),
            ("\"", "", "\\"),
            ("/*", "", "*/"),
            ("", "1", " = 1"),
            ("2 ** ", "2", ""),
            ("(", "", ""),
            ("[", "", ""),
            ("{", "", ""),
            ("@", "", ""),
            ("]", "1", ".."),
        ] {
            texts.push(repeated(open, inner, close, n));
        }
    }
    on_small_stack(move || {
        let env = Env { now: 0, zone: &TimeZone::UTC, limits: Limits::default() };
        for text in texts {
            let parsed = [Expression::parse(&text), Expression::parse_unary_tests(&text)];
            for expression in parsed.into_iter().flatten() {
                let _ = expression.eval(&(), &env);
                let _ = expression.lint();
            }
        }
    });
}

#[test]
fn hostile_models_are_refused() {
    let bomb =
        r#"<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><definitions>&b;</definitions>"#;
    assert!(Model::parse(bomb).is_err());
    let outside = r#"<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><definitions>&a;</definitions>"#;
    assert!(Model::parse(outside).is_err());
    let space = "https://www.omg.org/spec/DMN/20191111/MODEL/";
    let deep = format!(
        r#"<definitions xmlns="{space}"><decision id="d" name="d">{}{}</decision></definitions>"#,
        "<list>".repeat(5_000),
        "</list>".repeat(5_000)
    );
    let error = on_small_stack(move || Model::parse(&deep)).expect_err("too deep");
    assert_eq!(error.message.code(), "feel.too-deep");
    let circle = format!(
        r##"<definitions xmlns="{space}">
        <decision id="a" name="a"><informationRequirement><requiredDecision href="#b"/></informationRequirement></decision>
        <decision id="b" name="b"><informationRequirement><requiredDecision href="#a"/></informationRequirement></decision>
        </definitions>"##
    );
    assert_eq!(Model::parse(&circle).expect_err("a circle").message.code(), "dmn.requires-itself");
}

/// The limit that an error names.
fn named(message: &lang::Message) -> String {
    let text = message.render(lang::Lang::En);
    text.split(|c: char| !c.is_ascii_digit()).rfind(|part| !part.is_empty()).unwrap_or_default().to_owned()
}

#[test]
fn the_limit_that_was_reached_is_named() {
    let chain = |of: usize| vec!["a"; of].join(" + ");
    assert!(Expression::parse(&chain(MAX_DEPTH as usize - 1)).is_ok());
    let texts = [
        (chain(MAX_DEPTH as usize + 1), MAX_DEPTH),
        (format!("{}1{}", "(".repeat(1_000), ")".repeat(1_000)), MAX_NESTING),
        (format!("{}1", "-".repeat(1_000)), MAX_NESTING),
        (format!("x instance of {}number{}", "list<".repeat(1_000), ">".repeat(1_000)), MAX_NESTING),
    ];
    for (text, limit) in texts {
        let error = Expression::parse(&text).expect_err("too deep");
        assert_eq!(error.message.code(), "feel.too-deep");
        assert_eq!(named(&error.message), limit.to_string(), "{text:.60}");
    }
    let long = Expression::parse(&" ".repeat(MAX_TEXT + 1)).expect_err("too long");
    assert_eq!((long.message.code(), named(&long.message)), ("feel.too-long", MAX_TEXT.to_string()));
    let value = eval("for i in 1..1000 return [partial[-1]]").expect_err("too deep");
    assert_eq!(value.message.code(), "feel.too-deep-value");
    assert_eq!(named(&value.message), MAX_VALUE_NESTING.to_string());
    let calls = eval("{f: function(x) f(x + 1), r: f(1)}.r").expect_err("too deep");
    assert_eq!(named(&calls.message), Limits::default().depth.to_string());
}

#[test]
fn a_name_of_many_words_is_known_up_to_the_limit() {
    let name = |words: usize| vec!["a"; words].join(" ");
    let parse = |name: &str| Expression::parse_with_names(name, [name]);
    assert_eq!(parse(&name(100)).expect("is known").variables().len(), 1);
    assert!(parse(&name(101)).is_err());
    assert!(Expression::parse_with_names(&format!("`{}`", name(101)), [&*name(101)]).is_ok());
}
