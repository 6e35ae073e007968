//! What the check of a model says of an outline, stands where the author wrote it.

use crate::outline::{parse, places, to_definitions};
use lang::Lang;
use model::Diagnostic;

/// The text at each finding of this code, and what is said.
fn found(text: &str, code: &str) -> Vec<(String, Diagnostic)> {
    let parsed = parse(text, None);
    let mut all = parsed.diagnostics;
    if let Some(outline) = &parsed.outline {
        let places = places(outline);
        let checked = model::check::check(&to_definitions(outline).expect("has a model"));
        all.extend(checked.into_iter().map(|found| places.put(text, found)));
    }
    let these = all.into_iter().filter(|found| found.message.code() == code);
    let at = |found: Diagnostic| {
        let span = found.span.unwrap_or_else(|| panic!("{code} has no place in\n{text}"));
        (text[span.range()].to_owned(), found)
    };
    these.map(at).collect()
}

fn stands_at(text: &str, code: &str, place: &str) {
    let found: Vec<String> = found(text, code).into_iter().map(|(at, _)| at).collect();
    assert_eq!(found, [place], "{code} in\n{text}");
}

/// A team, a step, a question and an answer in each language.
const NAMES: [(Lang, [&str; 4]); 5] = [
    (Lang::En, ["Agent", "answers the call", "Is it dear?", "Yes"]),
    (Lang::Th, ["พนักงาน", "รับสาย", "แพงหรือไม่", "ใช่"]),
    (Lang::It, ["Operatore", "risponde", "È caro?", "Sì"]),
    (Lang::Id, ["Petugas", "menjawab telepon", "Mahal?", "Ya"]),
    (Lang::Ja, ["担当者", "電話に出る", "高いか", "はい"]),
];

#[test]
fn findings_stand_where_they_were_written_in_every_language() {
    for (lang, [team, step, question, yes]) in NAMES {
        let head = format!("workflow: {step}\nlanguage: {}\nstart: {question}\n", lang.code());
        let first = format!("→ {team}: {step}");
        let choice = |condition: &str| {
            format!("{head}{first}\n→ check: {question}\n  - {yes} if: {condition}\n  - else\n")
        };
        let with = |attribute: &str| format!("{head}{first}\n    {attribute}\n");
        // Of an expression the part that is wrong.
        stands_at(&choice("amount > > 3"), "model.bad-expression", ">");
        stands_at(&with("set: total = 1 + ) 2"), "model.bad-expression", ")");
        stands_at(&with("in: total = 3 + * 2"), "model.bad-expression", "*");
        stands_at(&with("assignee = 1 > > 2"), "model.bad-expression", ">");
        stands_at(&with("due: 2026-13-45"), "model.bad-time", "2026-13-45");
        stands_at(&with("priority: high"), "model.not-a-number", "high");
        let wait = |attribute: &str| format!("{head}{first}\n→ wait: {question}\n    {attribute}\n");
        stands_at(&wait("every: 61 8 * * *"), "model.bad-time", "61 8 * * *");
        stands_at(&wait("at: 2026-13-45"), "model.bad-time", "2026-13-45");
        stands_at(&with("every: 61 8 * * *"), "model.bad-time", "61 8 * * *");
        stands_at(&with("calendar: Mars"), "check.calendar", "Mars");
        let twice = format!("{head}{first}\n    id: z\n→ {team}: {question}\n    id: z\n→ end\n");
        let found = found(&twice, "outline.duplicate-id");
        assert_eq!(found.len(), 1);
        let second = twice.rfind("id: z").expect("is there") + "id: ".len();
        assert_eq!(found[0].1.span.map(|span| span.range()), Some(second..second + 1));
        let open = choice("amount > 3").replace("else", "x if: amount < 3");
        stands_at(&open, "check.no-default", &format!("check: {question}"));
        let never = format!("{head}→ end\n{first}\n");
        stands_at(&never, "check.unreachable", &format!("{team}: {step}"));
        stands_at(&head, "check.no-step", &format!("workflow: {step}"));
    }
}

#[test]
fn a_way_without_a_name_is_called_as_its_line_begins() {
    let text = "workflow: x\nstart: a\n→ check: dear?\n  - if: amount > > 3\n    → A: b\n  - else\n";
    let found = found(text, "model.bad-expression");
    let said = found[0].1.message.render(Lang::En);
    assert!(said.contains("“if: amount > > 3”"), "{said}");
    // Who wrote an id knows it.
    let text = "workflow: x\nstart: a\n→ check\n    id: gate\n  - b if: x\n  - c if: y\n";
    let parsed = parse(text, None).outline.expect("is read");
    let definitions = to_definitions(&parsed).expect("has a model");
    let said = model::check::check(&definitions).into_iter().map(|it| places(&parsed).put(text, it).message);
    assert!(said.into_iter().any(|it| it.render(Lang::En).contains("“gate”")));
}

#[test]
fn prose_has_places_too() {
    let text = "\n  ลูกค้าแจ้งปัญหา\n";
    stands_at(text, "check.no-step", "ลูกค้าแจ้งปัญหา");
}
