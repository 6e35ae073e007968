//! Any text as an expression: it is read or refused, and evaluating ends within its limits.
#![no_main]

use expr::{Context, Env, Expression, Limits};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let limits = Limits { steps: 20_000, bytes: 1 << 20, ..Limits::default() };
    let env = Env { now: 1_700_000_000_000_000, zone: &jiff::tz::TimeZone::UTC, limits };
    for parsed in [Expression::parse(text), Expression::parse_unary_tests(text)].into_iter().flatten() {
        let _ = parsed.lint();
        let _ = parsed.eval(&Context::new(), &env);
    }
});
