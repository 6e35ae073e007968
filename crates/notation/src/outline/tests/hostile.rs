//! Hostile texts of every shape are answered, and four times the text takes about four times the work.
//!
//! The work is measured as CPU time of the thread, so it does not matter what else the machine does. What is linear
//! has a ratio of four, what is quadratic one of sixteen.

use crate::outline::languages::{self, Words};
use crate::outline::{Guess, format, from_definitions, limits, parse, parse_with, to_definitions};
use lang::Lang;
use rustix::time::{ClockId, clock_gettime};

/// Bytes of a long text: enough to show what grows faster than the text.
const LONG_BYTES: usize = 1_000_000;

/// More than linear, and far from quadratic.
const FACTOR: f64 = 9.0;
/// Bytes of a text of one thing again and again; the other one is four times as long.
const BYTES: usize = 2_000;
/// Seconds that say nothing about growth.
const NOISE: f64 = 0.01;

fn cpu_seconds() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

/// Does with a text everything that can be done with it: reads, writes, makes a model of it and an outline of that.
/// Tells how many seconds that took.
fn work(text: &str) -> f64 {
    let start = cpu_seconds();
    let parsed = parse(text, None);
    assert!(parsed.diagnostics.len() <= limits::DIAGNOSTICS && parsed.notes.len() <= limits::NOTES);
    let Some(outline) = &parsed.outline else {
        assert!(!parsed.diagnostics.is_empty());
        return cpu_seconds() - start;
    };
    // What says everything may be too long to be read.
    let again = parse(&format(outline), None).outline;
    assert!(again.is_none_or(|again| again == *outline), "{:.300}", format(outline));
    if let Ok(model) = to_definitions(outline) {
        let back = from_definitions(&model, &model.processes[0].id).expect("is there");
        assert!(!format(&back).is_empty());
    }
    cpu_seconds() - start
}

/// Fails unless four times the size takes about four times the work.
fn grows_evenly(name: &str, size: usize, text: impl Fn(usize) -> String) {
    let (small, large) = (text(size), text(size * 4));
    // The first run pays for the tables that are made once, and a disturbed one is measured again.
    let mut measured = (0..3).map(|_| (work(&small), work(&large)));
    let even = |(less, more): &(f64, f64)| *more < NOISE + FACTOR * less;
    let last = measured.by_ref().find(even);
    assert!(
        last.is_some(),
        "{name}: {:?} s for {} and {} bytes",
        (work(&small), work(&large)),
        small.len(),
        large.len()
    );
    if std::env::var_os("SHOW").is_some() {
        println!("{name}: {last:?}");
    }
}

/// Fails unless a text of `unit`, again and again behind `start`, is read with work that grows evenly.
fn repeated(name: &str, start: &str, unit: &str) {
    let size = (BYTES / unit.len()).min(limits::STEPS / 5);
    grows_evenly(name, size, |count| format!("{start}{}", unit.repeat(count)));
}

/// The same for units that are all different.
fn numbered(name: &str, start: &str, size: usize, unit: impl Fn(usize) -> String) {
    grows_evenly(name, size, |count| format!("{start}{}", (0..count).map(&unit).collect::<String>()));
}

#[test]
fn alternatives() {
    let start = "Caller calls → Agent answers";
    repeated("answers", start, " → Agent proposes it → Caller accepts OR Caller refuses");
    repeated("without an opposite", start, " → Agent proposes it OR Caller refuses");
    repeated(
        "the other way at an earlier step",
        "x calls",
        " → Agent answers → Agent calls → Done OR Agent answers it",
    );
    repeated("only or", "Caller calls", " OR ");
    repeated("only steps", "Caller calls", " → a OR ");
    numbered("teams without end", start, 150, |at| {
        format!(" → Team{at} checks it → Agent waits OR Team{} calls it", at / 2)
    });
    // Each wraps what was nested before.
    let back = |count: usize| {
        let there: String = (0..count).map(|at| format!(" → Team{at} checks it")).collect();
        let back: String =
            (0..count).rev().map(|at| format!(" → Agent waits OR Team{at} calls it")).collect();
        format!("Caller calls{there}{back}")
    };
    grows_evenly("ways back", 100, back);
    repeated("in Thai", "ลูกค้าแจ้งปัญหา", " → พนักงานเสนอ → ลูกค้ายอมรับ หรือ ลูกค้าปฏิเสธ");
    repeated("in Japanese", "顧客が連絡する", " → 担当者が提案する → 顧客が同意する または 顧客が断る");
    repeated("か", "顧客が連絡する", " → 修理するか、交換するか、返金するか");
}

#[test]
fn conditions() {
    repeated("and if", "Caller calls", " → Agent checks it and IF it is broken, Agent repairs it");
    repeated("only if", "Caller calls", " → if if if, if");
    repeated("if needed", "Caller calls", " → if needed if needed");
    repeated("if in Thai", "ลูกค้าแจ้งปัญหา", " → ถ้าถ้าเสีย ซ่อม");
    repeated("if in Japanese", "顧客が連絡する", " → もし故障の場合、もし、場合");
    repeated("else", "Caller calls", " → if a, b, otherwise if c, d, otherwise e");
    repeated("only else", "Caller calls", " otherwise if a,");
    repeated("steps of else", "Caller calls", " → if a, b → c → otherwise d");
    repeated("else without if", "Caller calls", " → otherwise d");
    repeated("else in Thai", "ลูกค้าแจ้งปัญหา", " → ถ้าเสีย ซ่อม ถ้าไม่เสีย คืน → มิฉะนั้นปิด");
    repeated(
        "else in Japanese",
        "顧客が連絡する",
        " → 故障であれば修理し、故障でなければ返金する → そうでなければ断る",
    );
    repeated("blanks in Thai", "ลูกค้าแจ้งปัญหา → ถ้า", "ก ");
    repeated("time limits", "Caller calls", " → Agent answers within two days, within 3 hours");
    repeated("times", "Caller calls → ", "after two days, ");
    repeated("brackets", "Caller calls → a", " (if needed)");
    repeated("outcomes", "Caller calls", " → Agent chooses 'a' or 'b', 'c' or d");
}

#[test]
fn marks() {
    for mark in [
        "→", ">", "-", "(", ")", "\"", "'", "“", "‘", "「", "»", "[(", "({[", "'a ", "('", "‘a", ",", "か",
        ".", "\\\"", "\u{200b}", "|", ":", "=",
    ] {
        for start in [
            "",
            "a → ",
            "workflow: x\n",
            "workflow: x\n→ a: ",
            "workflow: x\nteams: ",
            "workflow: x\n→ choose\n    - ",
        ] {
            repeated(&format!("{mark} behind {start}"), start, mark);
        }
        repeated(&format!("steps of {mark}"), "a", &format!(" → b {mark}"));
        repeated(&format!("lines of {mark}"), "workflow: x", &format!("\n→ b {mark}"));
    }
}

#[test]
fn long_lines() {
    for text in ["a", "word ", "ก", "は", "→a", "a.", "a\u{3000}", "1", "\u{5d0}"] {
        repeated(text, "", text);
    }
    // As long as a text may be.
    for (start, text) in
        [("", "a"), ("", "ก → "), ("workflow: x\n→ ", "a -> "), ("workflow: x\nstart: a\n    say: ", "a")]
    {
        let long = format!("{start}{}", text.repeat((LONG_BYTES - start.len()) / text.len()));
        assert!(!parse(&long, None).diagnostics.is_empty());
    }
}

/// The words of the reader of prose.
fn lists(words: &Words) -> [&'static [&'static str]; 16] {
    let Words {
        or_steps,
        or,
        not_or,
        if_before,
        not_if,
        results,
        when,
        if_after,
        and,
        then,
        if_needed,
        asks,
        chooses,
        otherwise,
        within,
        after,
        ..
    } = *words;
    let times = |sides: languages::Sides| if sides.0.is_empty() { sides.1 } else { sides.0 };
    let (within, after) = (times(within), times(after));
    [
        or_steps, or, not_or, if_before, not_if, results, when, if_after, and, then, if_needed, asks,
        chooses, otherwise, within, after,
    ]
}

#[test]
fn the_words_of_every_language() {
    for lang in Lang::ALL {
        let words = languages::of(lang);
        let joint = if words.spaced { " " } else { "" };
        let more = [
            words.waits,
            words.customers,
            words.teams,
            words.team_heads,
            words.things,
            words.articles,
            words.particles,
            words.adverbs,
        ];
        let all: Vec<&str> = lists(words).into_iter().chain(more).flatten().copied().collect();
        for part in [1, 3, 17] {
            let unit: String = all.chunks(part).map(|some| format!(" → {}", some.join(joint))).collect();
            let size = BYTES / unit.len() + 1;
            grows_evenly(&format!("{lang} by {part}"), size, |count| format!("x{}", unit.repeat(count)));
        }
        let verbs: String = words.verbs.iter().map(|verb| format!(" → {verb}")).collect();
        grows_evenly(&format!("{lang} verbs"), 1, |count| format!("x{}", verbs.repeat(count)));
    }
}

#[test]
fn teams_without_end() {
    numbered("in English", "Caller calls", 200, |at| format!(" → Team{at} checks it"));
    numbered("in Thai", "ลูกค้าแจ้งปัญหา", 200, |at| {
        format!(" → ฝ่าย{at} ตรวจสอบ")
    });
    numbered("in Japanese", "顧客が連絡する", 200, |at| format!(" → 担当{at}部が確認する"));
    numbered("canonical", "workflow: x\nstart: a\n", 200, |at| format!("→ Team {at}: checks it\n"));
    let listed = |count: usize| {
        let names = |word: &str| (0..count).map(|at| format!("{word} {at}")).collect::<Vec<_>>();
        let steps: String = names("Other").iter().map(|name| format!("→ {name}: works\n")).collect();
        format!("workflow: x\nteams: {}\n{steps}", names("Team").join(", "))
    };
    grows_evenly("unlisted", 200, listed);
}

#[test]
fn canonical_lines() {
    let head = "workflow: x\nstart: a\n";
    for (name, unit) in [
        ("ways to start", "start: b\n    message: m\n"),
        ("steps of one name", "→ a\n"),
        ("steps without name", "→ wait\n"),
        ("unknown words", "→ a\n    witihn: 2h\n    hwo: x\n"),
        ("unknown places", "→ go to: nowehre\n"),
        ("unknown ids", "→ go to: #nowehre\n"),
        ("one place", "→ a: b\n→ go to: b\n"),
        ("no lines", "hello\n"),
        ("ends", "→ end\n"),
        ("an id twice", "→ a\n    id: b\n"),
        ("kept parts", "→ kept: a\n    id: b\n"),
        ("two branches", "→ choose\n    - a\n        → b\n    - c\n"),
        ("groups", "→ group\n    → a\n"),
        ("messages", "→ a\n    receive: b\n    key = c\n"),
        ("optional steps", "→ optional: a?\n    → b\n"),
        ("properties", "property: a = b\n"),
        ("values that go on", "→ a\n    say: b\n       | c\n       | d\n"),
    ] {
        repeated(name, head, unit);
    }
    repeated("branches", &format!("{head}→ choose\n"), "    - b\n        → c\n");
    repeated("empty branches", &format!("{head}→ choose\n"), "    - b\n");
    repeated("events at an edge", &format!("{head}→ a\n"), "    after: 2d\n        → b\n");
    repeated("events beside", &format!("{head}→ a\n"), "    also after: 2d\n        → b\n");
    repeated("lines below a step", &format!("{head}→ a\n"), "    note: b\n    in: c = d\n");
    repeated("steps on a line", &format!("{head}→ a"), " → b");
    repeated("lines of a value", &format!("{head}→ a\n    say: b\n"), "       | c\n");
    numbered("names", head, 200, |at| format!("→ step {at}\n"));
    numbered("ids that are taken", head, 200, |at| format!("→ a\n→ b\n    id: a_{}\n", at + 2));
    numbered("ids that are taken before", head, 200, |at| format!("→ b\n    id: a_{}\n→ a\n", 2_000 - at));
    numbered("ways forth and back", head, 200, |at| {
        format!("→ step {at}\n→ choose\n    - a\n        → go to: step {}\n    - b\n", at / 2)
    });
    numbered("ways ahead", head, 200, |at| {
        format!("→ step {at}\n→ choose\n    - a\n        → go to: step {}\n    - b\n", (at * 7 + 3) % 200)
    });
}

#[test]
fn deep_lines() {
    let steps = |count: usize| {
        let lines = (0..count).map(|at| format!("{}→ group\n", " ".repeat(at % (limits::DEPTH / 2))));
        format!("workflow: x\n{}", lines.collect::<String>())
    };
    grows_evenly("groups in groups", 300, steps);
    let choices = |count: usize| {
        let lines = (0..count).map(|at| {
            let blank = "  ".repeat(at % 12);
            format!("{blank}→ choose\n{blank} - a\n{blank} - b\n")
        });
        format!("workflow: x\n{}", lines.collect::<String>())
    };
    grows_evenly("choices in choices", 200, choices);
    // Every line further right than the one before, until the text is as long as it may be.
    let stairs: String = (0..1_400).map(|at| format!("{}→ a\n", " ".repeat(at))).collect();
    assert!(parse(&format!("workflow: x\n{stairs}"), None).outline.is_none());
}

/// The other reading of each place at once: what was a guess is no limit.
#[test]
fn other_readings() {
    let text =
        format!("Caller calls{}", " → Agent asks it OR Clerk asks it → Agent waits if needed".repeat(300));
    let notes = parse(&text, None).notes;
    for guess in [Guess::Or, Guess::Earlier, Guess::Meet, Guess::Optional, Guess::Team, Guess::End] {
        let asked: Vec<_> =
            notes.iter().filter_map(|note| note.alternative).filter(|it| it.guess == guess).collect();
        let outline = parse_with(&text, None, &asked).outline.expect("is read");
        assert_eq!(parse(&format(&outline), None).outline.as_ref(), Some(&outline), "{guess:?}");
    }
}
