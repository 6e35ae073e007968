//! Properties that hold for any input.

use expr::dmn::Model;
use expr::{Env, Expression, Limits, Number, Rounding, Value};
use jiff::tz::TimeZone;
use proptest::prelude::*;

fn eval(text: &str) -> Option<Value> {
    let limits = Limits { steps: 20_000, bytes: 1 << 20, depth: 200 };
    let env = Env { now: 1_795_343_400_000_000, zone: &TimeZone::UTC, limits };
    Expression::parse(text).ok()?.eval(&(), &env).ok().map(|evaluation| evaluation.value)
}

/// Texts out of the words of FEEL, so that many of them are expressions.
fn feel() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "1",
        "2.5",
        "-3",
        "\"a\"",
        "true",
        "null",
        "x",
        "item",
        "partial",
        "?",
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        ",",
        ":",
        "a:",
        "..",
        ".",
        "+",
        "-",
        "*",
        "/",
        "**",
        "=",
        "!=",
        "<",
        ">=",
        "and",
        "or",
        "if",
        "then",
        "else",
        "for",
        "i",
        "in",
        "return",
        "some",
        "every",
        "satisfies",
        "between",
        "instance of",
        "number",
        "list<number>",
        "function(x)",
        "sum(",
        "count(",
        "sort(",
        "date(",
        "@\"2026-11-22\"",
        "@\"PT1H\"",
        "@\"10:00:00Z\"",
        "duration(\"P1Y\")",
        "string(",
        "matches(\"ab\",",
        "1..5",
        "[1..3]",
        "[1,2,3]",
        "{a:1}",
        "substring(\"abc\",",
        "not(",
        "flatten(",
        "replace(",
        "split(",
        "number(",
        "range(\"[1..2]\")",
        "overlaps(",
        "context put(",
        "is defined(",
    ]);
    prop::collection::vec(word, 1..14).prop_map(|words| words.join(" "))
}

fn number() -> impl Strategy<Value = Number> {
    (any::<i64>(), -6i32..6)
        .prop_map(|(digits, scale)| Number::new(i128::from(digits), scale).expect("in range"))
}

/// Numbers of all sizes that decimal128 has.
fn any_number() -> impl Strategy<Value = Number> {
    (any::<i128>(), -6200i32..6100)
        .prop_filter_map("out of range", |(digits, scale)| Number::new(digits / 1000, scale))
}

/// Values as JSON can hold them.
fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(|n| Number::from_f64(n).into()),
        ".{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((".{0,6}", inner), 0..4)
                .prop_map(|entries| Value::from(entries.into_iter().collect::<expr::Context>())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused_with_a_place_in_it(text in ".{0,60}") {
        for parsed in [Expression::parse(&text), Expression::parse_unary_tests(&text)] {
            if let Err(error) = parsed {
                prop_assert!(error.span.start <= error.span.end && error.span.end <= text.len());
                prop_assert!(text.get(error.span.clone()).is_some());
            }
        }
        let _ = eval(&text);
        let _ = Model::parse(&text);
    }

    #[test]
    fn words_of_feel_in_any_order_end_within_the_limits(text in feel()) {
        let _ = eval(&text);
        if let Ok(tests) = Expression::parse_unary_tests(&text) {
            let env = Env { now: 0, zone: &TimeZone::UTC, limits: Limits { steps: 20_000, bytes: 1 << 20, depth: 200 } };
            let _ = tests.eval(&(), &env);
        }
    }

    #[test]
    fn what_is_printed_is_read_as_the_same_value(text in feel()) {
        if let Some(value) = eval(&text).filter(|value| !value.to_string().contains("function")) {
            let printed = value.to_string();
            prop_assert_eq!(eval(&printed).map(|v| v.to_string()), Some(printed));
        }
    }

    #[test]
    fn sums_and_products_do_not_depend_on_the_order(a in number(), b in number()) {
        prop_assert_eq!(a.checked_add(b), b.checked_add(a));
        prop_assert_eq!(a.checked_mul(b), b.checked_mul(a));
        prop_assert_eq!(a.checked_sub(b).map(Number::negated), b.checked_sub(a));
        prop_assert_eq!(a.checked_add(b).and_then(|sum| sum.checked_sub(b)), Some(a));
    }

    #[test]
    fn a_quotient_times_the_divisor_is_nearly_the_dividend(a in number(), b in number()) {
        prop_assume!(!b.is_zero());
        let quotient = a.checked_div(b).expect("in range");
        let product = quotient.checked_mul(b).expect("in range").to_f64();
        prop_assert!((product - a.to_f64()).abs() <= a.to_f64().abs() * 1e-12);
        let remainder = a.modulo(b).expect("in range");
        prop_assert!(remainder.is_zero() || (remainder < Number::ZERO) == (b < Number::ZERO));
        prop_assert!(remainder.abs() < b.abs());
    }

    #[test]
    fn numbers_of_all_sizes_print_and_order(a in any_number(), b in any_number()) {
        prop_assert_eq!(a.to_string().parse::<Number>(), Ok(a));
        prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
        if let Some(difference) = a.checked_sub(b) {
            prop_assert_eq!(a.cmp(&b), difference.cmp(&Number::ZERO));
        }
        let floor = a.rounded(2, Rounding::Floor).expect("in range");
        prop_assert!(floor <= a && a <= a.rounded(2, Rounding::Ceiling).expect("in range"));
        let _ = (a.sqrt(), a.power(b), a.exp(), a.checked_div(b), a.checked_mul(b));
    }

    #[test]
    fn a_value_survives_json(value in json_value()) {
        let text = serde_json::to_string(&value).expect("writes");
        let back: Value = serde_json::from_str(&text).expect("reads");
        prop_assert_eq!(&back, &value.clone().storable());
        prop_assert_eq!(&Value::from_json(&value.to_json()), &back);
        prop_assert_eq!(back.clone().storable(), back);
    }

    #[test]
    fn days_and_back(days in -400_000_000_000i64..400_000_000_000) {
        use expr::temporal::Date;
        if let Some(date) = Date::from_epoch_days(days) {
            prop_assert_eq!(date.epoch_days(), days);
            prop_assert_eq!(date.plus_days(1).and_then(|next| next.plus_days(-1)), date.plus_days(1).map(|_| date));
            prop_assert_eq!(expr::temporal::parse_date(&date.to_string()), Some(date));
        }
    }
}
