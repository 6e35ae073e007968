//! How fast outlines are read, written and made into a model: `cargo run --release -p notation --example outline_bench`.
//!
//! Prints megabytes per second beside the rate at which the same bytes are copied, and how time grows with size.

use notation::outline;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// How long each figure is measured.
const AT_LEAST: Duration = Duration::from_millis(400);

fn main() {
    let prose = [
        ("prose, English", "Agent answers the phone", " → ", "Caller reports a fault"),
        ("prose, Thai", "พนักงานตอบลูกค้า", " → ", "ลูกค้าแจ้งปัญหา"),
        ("prose, Japanese", "担当者が電話に出る", " → ", "顧客が故障を連絡する"),
        (
            "prose, Italian, with or",
            "L'operatore risponde OPPURE apre un ticket se necessario",
            " → ",
            "Il cliente scrive",
        ),
    ];
    println!("{:<32}{:>9}{:>12}{:>12}{:>14}", "what", "steps", "ms", "MB/s", "of memcpy");
    for (name, step, arrow, first) in prose {
        for steps in [1_000, 10_000] {
            let text = format!("{first}{}", format!("{arrow}{step}").repeat(steps));
            measure(name, steps, text.len(), || black_box(outline::parse(&text, None)).outline.is_some());
        }
    }
    for steps in [1_000, 10_000] {
        let canonical = canonical(steps);
        let parsed = outline::parse(&canonical, None).outline.expect("is right");
        let model = outline::to_definitions(&parsed).expect("has a model");
        let id = model.processes[0].id.clone();
        let len = canonical.len();
        measure("canonical text → outline", steps, len, || {
            outline::parse(black_box(&canonical), None).outline.is_some()
        });
        measure("outline → canonical text", steps, len, || !outline::format(black_box(&parsed)).is_empty());
        measure("outline → model", steps, len, || outline::to_definitions(black_box(&parsed)).is_ok());
        measure("model → outline", steps, len, || {
            outline::from_definitions(black_box(&model), &id).is_some()
        });
        let all = || {
            let parsed = outline::parse(black_box(&canonical), None).outline.expect("is right");
            outline::to_definitions(&parsed).is_ok()
        };
        measure("canonical text → model", steps, len, all);
    }
}

/// Steps with choices, time limits and automatic work.
fn canonical(steps: usize) -> String {
    let mut text = String::from(
        "workflow: Bench\nlanguage: en\ncustomer: Caller\nteams: Agent\n\nstart: Caller writes\n",
    );
    for at in 0..steps / 5 {
        text.push_str(&format!(
            "→ Agent: reads letter {at}\n    within: 2h\n→ choose: Is letter {at} clear?\n    - yes\n        → Agent: answers letter {at}\n    - no\n        → Caller: explains letter {at}\n            after: 2d\n                → Agent: calls about letter {at}\n                    job: call.say\n"
        ));
    }
    text
}

fn measure(name: &str, steps: usize, bytes: usize, run: impl Fn() -> bool) {
    assert!(run(), "{name}");
    let each = time(|| {
        run();
    });
    let source = vec![1u8; bytes];
    let copy = time(|| {
        black_box(black_box(&source).clone());
    });
    let rate = bytes as f64 / each.as_secs_f64() / 1e6;
    let ratio = copy.as_secs_f64() / each.as_secs_f64();
    println!("{name:<32}{steps:>9}{:>12.2}{rate:>12.1}{ratio:>14.6}", each.as_secs_f64() * 1e3);
}

/// The mean time of one run.
fn time(run: impl Fn()) -> Duration {
    let start = Instant::now();
    let mut runs = 0;
    while start.elapsed() < AT_LEAST || runs == 0 {
        run();
        runs += 1;
    }
    start.elapsed() / runs
}
