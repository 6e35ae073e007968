//! The corpus has a text for each way in which prose is read, in each language, and it is read in that way.

use crate::outline::ast::{Block, Boundary, Branch, Item, ItemKind, Trigger};
use crate::outline::{Outline, languages, parse};
use lang::Lang;
use model::bpmn::TimerKind;
use std::path::Path;

fn text(folder: &str, name: &str) -> Option<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/outline");
    std::fs::read_to_string(root.join(folder).join(format!("{name}.txt"))).ok()
}

/// The choices of the workflow, each with whether something comes after it.
fn choices(items: &Block) -> Vec<(&[Branch], bool)> {
    let mut found = Vec::new();
    for (at, item) in items.iter().enumerate() {
        if let ItemKind::Choice(_, branches) = &item.kind {
            found.push((branches.as_slice(), at + 1 < items.len()));
            branches.iter().for_each(|branch| found.extend(choices(&branch.items)));
        }
    }
    found
}

fn ends(branch: &Branch) -> bool {
    matches!(branch.items.last(), Some(Item { kind: ItemKind::End(_), .. }))
}

/// What a row of the table promises of the outline.
type Promise = fn(&Outline) -> bool;

fn no_choice(outline: &Outline) -> bool {
    choices(&outline.body.items).is_empty()
}

fn all_end(outline: &Outline) -> bool {
    let all = choices(&outline.body.items);
    !all.is_empty() && all.iter().all(|(branches, _)| branches.len() > 1 && branches.iter().all(ends))
}

fn one_meets(outline: &Outline) -> bool {
    let meets = |(branches, goes_on): &(&[Branch], bool)| *goes_on && !branches.iter().any(ends);
    choices(&outline.body.items).iter().any(meets)
}

/// A step that is done or not.
fn one_is_optional(outline: &Outline) -> bool {
    let optional = |(branches, _): &(&[Branch], bool)| matches!(branches, [done, skipped] if !done.items.is_empty() && skipped.items.is_empty());
    choices(&outline.body.items).iter().any(optional)
}

/// Branches of several steps, each with its own end.
fn both_are_long(outline: &Outline) -> bool {
    let long = |(branches, _): &(&[Branch], bool)| branches.len() > 1 && branches.iter().all(ends);
    choices(&outline.body.items).iter().any(long) && outline.body.items.len() > 1
}

/// A choice between names behind the step that has these outcomes.
fn has_outcomes(outline: &Outline) -> bool {
    let named = |(branches, _): &(&[Branch], bool)| {
        branches.len() > 1 && branches.iter().all(|branch| branch.name.is_some())
    };
    choices(&outline.body.items).iter().any(named)
        && outline.body.items.iter().any(|item| matches!(item.kind, ItemKind::Step(_)))
}

/// Whatever is chosen, something is done.
fn all_have_steps(outline: &Outline) -> bool {
    let all = choices(&outline.body.items);
    let steps = |branch: &Branch| branch.items.iter().any(|item| matches!(item.kind, ItemKind::Step(_)));
    !all.is_empty() && all.iter().all(|(branches, _)| branches.iter().all(steps))
}

fn has_limit(outline: &Outline) -> bool {
    outline.body.items.iter().any(|item| item.common.within.is_some())
}

fn waits_for_a_time(outline: &Outline) -> bool {
    outline.body.items.iter().any(|item| matches!(item.kind, ItemKind::Wait(Trigger::Timer(_))))
}

/// Something is done again and again beside a step.
fn is_done_meanwhile(outline: &Outline) -> bool {
    let cycles =
        |trigger: &Trigger| matches!(trigger, Trigger::Timer(timer) if timer.kind == TimerKind::Cycle);
    let repeated =
        |boundary: &Boundary| boundary.beside && cycles(&boundary.trigger) && !boundary.items.is_empty();
    outline.body.items.iter().any(|item| item.boundaries.iter().any(repeated))
}

/// One step if a condition is true, and another one if it is not.
fn one_way_each(outline: &Outline) -> bool {
    let step =
        |branch: &Branch| branch.items.iter().filter(|item| matches!(item.kind, ItemKind::Step(_))).count();
    choices(&outline.body.items).iter().any(|(branches, _)| branches.iter().map(step).eq([1, 1]))
}

/// The rows of the table in `docs/guide/outline.md`, and the texts for them.
const ROWS: [(&str, &[&str], Promise); 16] = [
    ("a sequence", &["sequence", "sequence-arrows", "sequence-lines", "quotes"], no_choice),
    ("or at the end", &["or-at-end"], all_end),
    ("or that meets again", &["or-meets"], one_meets),
    ("or with an earlier subject", &["or-same-subject", "or-opposites"], both_are_long),
    ("if needed, with and without a comma", &["if-needed", "if-needed-comma"], one_is_optional),
    ("and if", &["and-if"], one_is_optional),
    ("outcomes", &["chooses"], has_outcomes),
    ("or behind a step of the customer", &["or-after-customer"], all_have_steps),
    ("if with otherwise", &["if-else", "if-else-behind-step", "two-conditions"], all_have_steps),
    ("a step with otherwise", &["otherwise-step", "otherwise-without-if", "if-else-end"], all_have_steps),
    ("a time limit", &["within"], has_limit),
    ("a time before a step", &["after-a-time"], waits_for_a_time),
    ("every time until something", &["every-until", "every-until-behind"], is_done_meanwhile),
    ("if with or", &["if-or"], one_way_each),
    ("if without a comma", &["if-no-comma"], one_is_optional),
    ("or between nouns and in questions", &["or-nouns", "or-question"], no_choice),
];

#[test]
fn every_row_of_the_table_has_a_text_in_every_language() {
    let mut wrong = Vec::new();
    for lang in Lang::ALL {
        for (row, names, promise) in ROWS {
            for name in names {
                let Some(text) = text(lang.code(), name) else {
                    wrong.push(format!("{lang}: no text {name} for: {row}"));
                    continue;
                };
                let kept = parse(&text, None).outline.is_some_and(|outline| promise(&outline));
                if !kept {
                    wrong.push(format!("{lang}/{name} is not read as: {row}"));
                }
            }
        }
        for workflow in [
            "w0-complaint",
            "w1-phone",
            "w2-chatbot",
            "w3-leads",
            "w4-feedback",
            "w5-order",
            "w6-cart",
            "w7-onboarding",
            "w8-onboarding",
        ] {
            if text(lang.code(), workflow).is_none() {
                wrong.push(format!("{lang}: no text {workflow}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_adversarial_text_is_there() {
    for name in [
        "nested-or",
        "three-alternatives",
        "or-in-first-step",
        "arrows-in-quotes",
        "right-to-left",
        "mixed-thai-english",
        "mixed-japanese-english",
        "empty-step",
        "only-arrows",
    ] {
        assert!(text("edge", name).is_some(), "{name}");
    }
}

type List = &'static [&'static str];

/// The words that a reader of each language must know: *or*, *if*, *if needed*.
const WORDS: [(Lang, List, List, List); 5] = [
    (Lang::En, &["OR", "or"], &["IF", "if"], &["if needed", "when necessary"]),
    (Lang::Th, &["หรือ"], &["ถ้า", "หาก"], &["หากจำเป็น"]),
    (Lang::It, &["OPPURE", "o"], &["SE", "se"], &["se necessario"]),
    (Lang::Id, &["ATAU", "atau"], &["JIKA", "jika"], &["jika diperlukan"]),
    (Lang::Ja, &["または", "か、"], &["もし", "場合"], &["必要に応じて"]),
];

#[test]
fn every_word_is_known_and_stands_in_a_text() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/outline");
    for (lang, or, condition, optional) in WORDS {
        let words = languages::of(lang);
        let mut all = String::new();
        for file in std::fs::read_dir(root.join(lang.code())).expect("a folder") {
            let file = file.expect("a file").path();
            if file.extension().is_some_and(|extension| extension == "txt") {
                all.push_str(&std::fs::read_to_string(file).expect("text"));
            }
        }
        let known = |lists: &[&[&str]], word: &str| {
            let small = word.trim_end_matches('、').to_lowercase();
            lists.iter().any(|list| list.iter().any(|it| *it == small))
        };
        for word in or.iter().chain(condition).chain(optional) {
            assert!(all.contains(word), "{lang}: no text with {word}");
        }
        // か is found by its place, behind a verb.
        for word in or.iter().filter(|word| **word != "か、") {
            assert!(known(&[words.or, words.or_steps], word), "{lang}: {word}");
        }
        for word in condition {
            assert!(known(&[words.if_before, words.if_after], word), "{lang}: {word}");
        }
        for word in optional {
            assert!(known(&[words.if_needed], word), "{lang}: {word}");
        }
    }
}
