//! (e) Outlines and BPMN documents read, in MB/s; (f) expressions evaluated.

use super::failed;
use super::figure::Figure;
use super::memory::CLAIM;
use super::meter;
use crate::output::Failure;
use expr::{Context, Env, Expression, Value};
use jiff::tz::TimeZone;
use notation::bpmn::Document;
use notation::outline;
use std::fmt::Write;
use std::hint::black_box;
use std::time::Duration;

const TIME: Duration = Duration::from_millis(300);
/// Steps of the large workflow.
const STEPS: usize = 10_000;

/// A template in the canonical form, in each language.
const OUTLINES: [&str; 5] = [
    include_str!("../../../../../templates/issue-email/en.txt"),
    include_str!("../../../../../templates/issue-email/th.txt"),
    include_str!("../../../../../templates/issue-email/it.txt"),
    include_str!("../../../../../templates/issue-email/id.txt"),
    include_str!("../../../../../templates/issue-email/ja.txt"),
];

/// Sentences as people write them.
const PROSE: [&str; 3] = [
    "Caller reports a fault → Agent answers → Agent proposes a repair → Caller agrees → Fault repaired OR Caller refuses → Caller leaves",
    "ลูกค้าแจ้งปัญหา → เจ้าหน้าที่รับเรื่อง → เจ้าหน้าที่เสนอวิธีแก้ → ลูกค้าตกลง → แก้ไขแล้ว หรือ ลูกค้าปฏิเสธ → จบ",
    "顧客が不具合を報告する → 担当者が答える → 担当者が修理を提案する → 顧客が同意する → 修理済み または 顧客が断る → 終了",
];

/// Steps of large workflows in languages that part no words.
const LARGE_PROSE: [(&str, [&str; 4]); 2] = [
    (
        "prose, 10,000 steps, Thai",
        [
            "ลูกค้าแจ้งปัญหาเครื่องซักผ้าไม่ทำงาน",
            "เจ้าหน้าที่สอบถามรายละเอียดเพิ่มเติม",
            "เจ้าหน้าที่เสนอวิธีแก้ไขให้ลูกค้า",
            "เจ้าหน้าที่นัดช่างเข้าซ่อมที่บ้าน",
        ],
    ),
    (
        "prose, 10,000 steps, Japanese",
        [
            "顧客が洗濯機の不具合を報告する",
            "担当者が詳しい状況を確認する",
            "担当者が修理の方法を顧客に提案する",
            "担当者が訪問修理の日時を予約する",
        ],
    ),
];

/// Expressions as they stand in workflows: name, text.
const EXPRESSIONS: [(&str, &str); 4] = [
    ("condition", "amount > 100"),
    ("condition of three", r#"amount > 100 and status = "open" and customer.country in ("TH", "JP")"#),
    ("mapping with a list", "{total: sum(items.price), large: count(items[price > 50])}"),
    ("text", r#""Order " + string(number) + " of " + upper case(customer.name)"#),
];

/// Measures all of it.
pub fn measure(print: &dyn Fn(Figure)) -> Result<(), Failure> {
    let read =
        |text: &str| outline::parse(text, None).outline.ok_or_else(|| failed("the outline has an error"));
    parse("outline, a template in five languages", &OUTLINES, print, |text| read(text).map(drop))?;
    parse("prose, a line in three languages", &PROSE, print, |text| read(text).map(drop))?;
    parse("outline, 10,000 steps", &[&large_outline()], print, |text| read(text).map(drop))?;
    parse("prose, 10,000 steps", &[&large_prose()], print, |text| read(text).map(drop))?;
    for (name, steps) in LARGE_PROSE {
        parse(name, &[&large_prose_of(steps)], print, |text| read(text).map(drop))?;
    }
    let bpmn = |text: &str| Document::parse(text).map(drop).map_err(|_| failed("the document has an error"));
    parse("BPMN, the benchmark process", &[CLAIM], print, bpmn)?;
    parse("BPMN, 10,000 steps", &[&large_bpmn()], print, bpmn)?;
    expressions(print)
}

/// A large workflow as an outline.
fn large_outline() -> String {
    let mut text = String::from("workflow: Large\n\nstart: An order comes in\n");
    for step in 0..STEPS {
        // Writing into a String cannot fail.
        let _ = writeln!(text, "→ Agent: checks item {step} of the order\n    within: 2h");
    }
    text.push_str("→ end: Done\n");
    text
}

/// A large workflow as prose, with choices.
fn large_prose() -> String {
    let mut text = String::from("Caller reports a fault");
    for _ in 0..STEPS / 4 {
        text.push_str(
            " → Agent asks for details → Agent proposes a repair → Agent repairs it OR Agent replaces it",
        );
    }
    text
}

/// A large workflow as prose, of other steps over and over, each with its number.
fn large_prose_of(steps: [&str; 4]) -> String {
    let mut text = String::from(steps[0]);
    for (number, step) in steps.iter().cycle().take(STEPS).enumerate() {
        // Writing into a String cannot fail.
        let _ = write!(text, " → {step} {number}");
    }
    text
}

/// A large workflow as BPMN.
fn large_bpmn() -> String {
    let (head, _) = CLAIM.split_once("<bpmn:startEvent").unwrap_or_default();
    let mut text = format!("{head}<bpmn:startEvent id=\"t0\"/>");
    for step in 1..=STEPS {
        // Writing into a String cannot fail.
        let _ = writeln!(
            text,
            "<bpmn:userTask id=\"t{step}\" name=\"Check item {step}\"><bpmn:extensionElements>\
             <zeebe:assignmentDefinition candidateGroups=\"agents\"/></bpmn:extensionElements>\
             <bpmn:incoming>f{step}</bpmn:incoming></bpmn:userTask>\
             <bpmn:sequenceFlow id=\"f{step}\" sourceRef=\"t{}\" targetRef=\"t{step}\"/>",
            step - 1
        );
    }
    text.push_str("</bpmn:process></bpmn:definitions>");
    text
}

fn parse(
    name: &str,
    texts: &[&str],
    print: &dyn Fn(Figure),
    read: impl Fn(&str) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let bytes: usize = texts.iter().map(|text| text.len()).sum();
    let (count, spent) = meter::median(TIME, || {
        texts.iter().try_for_each(|text| read(black_box(text)))?;
        Ok(bytes as f64 / 1e6)
    })?;
    print(Figure::rate("e", name, count, "MB", spent).with("bytes", bytes as f64));
    Ok(())
}

fn expressions(print: &dyn Fn(Figure)) -> Result<(), Failure> {
    let variables = variables();
    let env = Env { now: 0, zone: &TimeZone::UTC, limits: expr::Limits::default() };
    for (name, text) in EXPRESSIONS {
        let expression = Expression::parse(text).map_err(|_| failed(format!("{text} is no expression")))?;
        let value = expression.eval(&variables, &env).map_err(|_| failed(text))?.value;
        if value == Value::Null {
            return Err(failed(format!("{text} gives null")));
        }
        let (count, spent) = meter::median(TIME, || {
            (0..100)
                .try_for_each(|_| expression.eval(black_box(&variables), &env).map(drop))
                .map_err(|_| failed(text))?;
            Ok(100.0)
        })?;
        print(Figure::rate("f", format!("{name}, evaluated"), count, "expressions", spent));
    }
    let (count, spent) = meter::median(TIME, || {
        let parsed = EXPRESSIONS.iter().filter(|(_, text)| Expression::parse(black_box(text)).is_ok());
        Ok::<_, Failure>(parsed.count() as f64)
    })?;
    print(Figure::rate("f", "the same, read", count, "expressions", spent));
    Ok(())
}

fn variables() -> Context {
    let context = |entries: Vec<(&str, Value)>| Value::from(entries.into_iter().collect::<Context>());
    let item = |price: i64| context(vec![("price", Value::from(price)), ("name", Value::from("thing"))]);
    let customer = context(vec![("name", Value::from("Ayu")), ("country", Value::from("TH"))]);
    let items: Vec<Value> = (0..10).map(|number| item(number * 12)).collect();
    let entries = [
        ("amount", Value::from(250)),
        ("status", Value::from("open")),
        ("number", Value::from(4711)),
        ("customer", customer),
        ("items", Value::from(items)),
    ];
    entries.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_has_no_errors() {
        let (large, prose) = (large_outline(), large_prose());
        let others = LARGE_PROSE.map(|(_, steps)| large_prose_of(steps));
        let large = [&large, &prose, &others[1]].map(String::as_str);
        for text in OUTLINES.iter().chain(&PROSE).chain(&large) {
            assert!(outline::parse(text, None).outline.is_some(), "{text:.80}");
        }
        assert!(Document::parse(&large_bpmn()).is_ok());
    }

    #[test]
    fn expressions_have_values() {
        let env = Env { now: 0, zone: &TimeZone::UTC, limits: expr::Limits::default() };
        for (_, text) in EXPRESSIONS {
            let value = Expression::parse(text).unwrap().eval(&variables(), &env).unwrap().value;
            assert_ne!(value, Value::Null, "{text}");
        }
    }
}
