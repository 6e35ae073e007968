//! Values: JSON, printing, contexts, numbers.

use expr::{Context, Env, Expression, Limits, Number, Value};
use jiff::tz::TimeZone;

fn value(text: &str) -> Value {
    let env = Env { now: 0, zone: &TimeZone::UTC, limits: Limits::default() };
    Expression::parse(text).expect(text).eval(&(), &env).expect(text).value
}

#[test]
fn json_has_temporals_and_ranges_as_strings_and_functions_as_null() {
    let value = value(
        r#"{d: @"2026-11-22", t: @"10:30:00+07:00", at: @"2026-11-22T10:30:00@Asia/Bangkok", p: @"P1DT2H", y: @"P1Y6M",
            r: [1..5), f: function(x) x, n: 1.50, i: 3, s: "a", l: [true, null]}"#,
    );
    let json = value.to_json().to_string();
    let expected = concat!(
        r#"{"d":"2026-11-22","t":"10:30:00+07:00","at":"2026-11-22T10:30:00@Asia/Bangkok","p":"P1DT2H","y":"P1Y6M","#,
        r#""r":"[1..5)","f":null,"n":1.5,"i":3,"s":"a","l":[true,null]}"#
    );
    assert_eq!(json, expected);
    assert_eq!(serde_json::to_string(&value).expect("writes"), expected);
    let back: Value = serde_json::from_str(&json).expect("reads");
    assert_eq!(back, value.clone().storable());
    assert_eq!(back, Value::from_json(&value.to_json()));
}

#[test]
fn a_context_keeps_the_order_of_insertion() {
    let mut context: Context =
        [("b", 1), ("a", 2), ("c", 3)].into_iter().map(|(k, v)| (k, Value::from(v))).collect();
    context.insert("a", Value::from(5));
    context.remove("b");
    context.insert("b", Value::Null);
    let names: Vec<&str> = context.iter().map(|(name, _)| &**name).collect();
    assert_eq!(names, ["a", "c", "b"]);
    assert_eq!(context.get("a"), Some(&Value::from(5)));
    assert_eq!(context.len(), 3);
}

#[test]
fn numbers_have_34_digits_and_print_plainly() {
    let shown = |text: &str| text.parse::<Number>().expect(text).to_string();
    assert_eq!(shown("1.50"), "1.5");
    assert_eq!(shown("-0.0"), "0");
    assert_eq!(shown("1e3"), "1000");
    assert_eq!(shown("12345678901234567890123456789012345"), "12345678901234567890123456789012340");
    assert_eq!(shown("0.00000000000000000000000000000000012345"), "0.00000000000000000000000000000000012345");
    assert_eq!(shown("1e-6000"), "1E-6000");
    assert_eq!(value("1 / 3").to_string(), "0.3333333333333333333333333333333333");
    assert_eq!(value("0.1 + 0.2").to_string(), "0.3");
    assert_eq!(value("2 / 3").to_string(), "0.6666666666666666666666666666666667");
    assert_eq!(Number::from(7).to_i64(), Some(7));
    assert_eq!("7.5".parse::<Number>().map(Number::to_i64), Ok(None));
    assert_eq!("7.25".parse::<Number>().map(Number::to_f64), Ok(7.25));
    assert!(
        "".parse::<Number>().is_err()
            && ".".parse::<Number>().is_err()
            && "1e9999".parse::<Number>().is_err()
    );
}

#[test]
fn an_expression_tells_the_variables_it_reads() {
    let names = |text: &str| -> Vec<String> {
        Expression::parse(text).expect(text).variables().iter().map(ToString::to_string).collect()
    };
    assert_eq!(names("a + b * a"), ["a", "b"]);
    assert_eq!(names("for x in xs return x + y"), ["xs", "y"]);
    assert_eq!(names("count(orders) > 3 and count > 1"), ["orders", "count"]);
    assert_eq!(names("{a: 1, b: a + c}"), ["c"]);
    assert_eq!(names("function(x) x + z"), ["z"]);
    assert_eq!(names("`first name` + order.customer"), ["first name", "order"]);
    assert_eq!(names("sum([1, 2])"), [""; 0]);
}

#[test]
fn names_of_several_words_can_be_made_known() {
    let expression = Expression::parse_with_names("order total - tax-rate > 3", ["order total", "tax-rate"])
        .expect("reads");
    assert_eq!(expression.variables().iter().map(|n| &**n).collect::<Vec<_>>(), ["order total", "tax-rate"]);
}

#[test]
fn lint_finds_what_is_hardly_meant() {
    let codes = |text: &str| -> Vec<String> {
        let problems = Expression::parse(text).expect(text).lint();
        problems.iter().map(|p| format!("{} {}", p.message.code(), &text[p.span.clone()])).collect()
    };
    assert_eq!(codes("paid = True"), ["feel.true-or-false True"]);
    assert_eq!(codes("toUpperCase(name) = \"A\""), ["feel.unknown-function toUpperCase(name)"]);
    assert_eq!(codes("stringLength(name) > 3"), ["feel.unknown-function stringLength(name)"]);
    assert_eq!(codes("substrng(name, 3)"), ["feel.unknown-function substrng(name, 3)"]);
    assert_eq!(codes("1 + frobnicate(name)"), ["feel.no-such-function frobnicate(name)"]);
    assert_eq!(codes("uuid()"), ["feel.not-repeatable uuid()"]);
    assert_eq!(codes("random number()"), ["feel.not-repeatable random number()"]);
    assert!(codes("{twice: function(x) 2 * x, four: twice(2)}.four").is_empty());
    assert_eq!(codes("\"amount\" = 3"), ["feel.always-same \"amount\" = 3"]);
    assert!(codes("amount > 100 and status = \"open\"").is_empty());
}
