//! Prints how many expressions are parsed and evaluated in a second: `cargo run --release -p expr --example feel_bench`.

use expr::{Context, Env, Expression, Limits, Value};
use jiff::tz::TimeZone;
use std::hint::black_box;
use std::time::{Duration, Instant};

const CASES: [(&str, &str); 8] = [
    ("condition", r#"amount > 100 and status = "open""#),
    ("arithmetic", "amount * 1.07 + 3.5 - amount / 4"),
    ("if", r#"if amount > 1000 then "large" else if amount > 100 then "middle" else "small""#),
    ("path", "order.customer.name"),
    ("filter", "order.lines[price > 10].sku"),
    ("sum", "sum(for line in order.lines return line.price * line.count)"),
    ("dates", r#"date and time("2026-11-22T10:30:00@Asia/Bangkok") + duration("PT2H")"#),
    ("strings", r#"upper case(status) + ": " + string(amount)"#),
];

/// Calls in a second of `work`, measured for half a second.
fn rate(mut work: impl FnMut()) -> f64 {
    let start = Instant::now();
    let mut count = 0u64;
    while start.elapsed() < Duration::from_millis(500) {
        for _ in 0..100 {
            work();
        }
        count += 100;
    }
    count as f64 / start.elapsed().as_secs_f64()
}

fn main() {
    let line = |sku: &str, price: i64, count: i64| {
        let entries =
            [("sku", Value::from(sku)), ("price", Value::from(price)), ("count", Value::from(count))];
        Value::from(entries.into_iter().collect::<Context>())
    };
    let customer: Context = [("name", Value::from("Ana"))].into_iter().collect();
    let lines = Value::list(vec![line("a", 5, 2), line("b", 20, 1), line("c", 12, 7)]);
    let order: Context = [("customer", Value::from(customer)), ("lines", lines)].into_iter().collect();
    let variables: Context =
        [("amount", Value::from(120)), ("status", Value::from("open")), ("order", order.into())]
            .into_iter()
            .collect();
    let env = Env { now: 0, zone: &TimeZone::UTC, limits: Limits::default() };
    println!(
        "{:<12} {:>14} {:>10} {:>14} {:>10}",
        "expression", "evaluations/s", "µs each", "parses/s", "µs each"
    );
    for (name, text) in CASES {
        let expression = Expression::parse(text).expect("the text is FEEL");
        let evaluated = rate(|| {
            black_box(expression.eval(black_box(&variables), &env)).expect("within the limits");
        });
        let parsed = rate(|| {
            black_box(Expression::parse(black_box(text))).expect("the text is FEEL");
        });
        println!(
            "{name:<12} {evaluated:>14.0} {:>10.3} {parsed:>14.0} {:>10.3}",
            1e6 / evaluated,
            1e6 / parsed
        );
    }
}
