//! Long and deep texts and models are answered, and what is beyond a limit is named.

use crate::outline::{format, from_definitions, limits, parse, to_definitions};
use lang::Lang;
use model::Severity;
use model::bpmn::{
    Body, Decision, Definitions, Flow, Gateway, Id, Kind, Node, Process, StartEvent, Throw, Trigger,
};

fn errors(text: &str) -> Vec<&'static str> {
    let problems = parse(text, None).diagnostics;
    problems.iter().filter(|each| each.severity == Severity::Error).map(|each| each.message.code()).collect()
}

#[test]
fn ten_thousand_steps_are_read_and_made_into_a_model() {
    // Finding the words of Thai takes its time where nothing is optimised.
    for (first, step, count) in [
        ("Caller reports a fault", "Agent answers the call", 10_000),
        ("ลูกค้าแจ้งปัญหา", "พนักงานตอบลูกค้า", 1_000),
        ("顧客が故障を連絡する", "担当者が電話に出る", 1_000),
    ] {
        let text = format!("{first}{}", format!(" → {step}").repeat(count));
        let outline = parse(&text, None).outline.expect("is read");
        let model = to_definitions(&outline).expect("has a model");
        assert_eq!(model.processes[0].body.nodes.len(), count + 2);
        let back = from_definitions(&model, &model.processes[0].id).expect("is there");
        assert_eq!(format(&back), format(&outline));
    }
}

/// What languages without blanks cost more than others is the dictionary, for each step once.
#[test]
fn long_steps_of_every_script_are_read_about_as_fast() {
    const COUNT: usize = 10_000;
    let time = |step: &str, count: usize| {
        let text = format!("{step}{}", format!(" → {step}").repeat(count));
        let start = std::time::Instant::now();
        assert!(parse(&text, None).outline.is_some(), "{step}");
        start.elapsed().as_secs_f64() / count as f64
    };
    let english = time("Agent asks for some more details of it", COUNT / 10);
    for (step, count) in [
        ("เจ้าหน้าที่สอบถามรายละเอียดเพิ่มเติม", COUNT),
        ("担当者が洗濯機の詳しい状況を確認してから顧客に修理の方法を提案する", COUNT / 10),
    ] {
        let each = time(step, count);
        assert!(each < english * 8.0, "{each} s for a step of {step}, {english} s for an English one");
    }
}

#[test]
fn what_is_beyond_a_limit_is_named() {
    assert_eq!(errors(&"a".repeat(limits::TEXT_BYTES + 1)), ["outline.too-long"]);
    assert_eq!(errors(&"a→".repeat(limits::STEPS + 1)), ["outline.too-many-steps"]);
    let steps = "→ a\n".repeat(limits::STEPS + 1);
    assert_eq!(errors(&format!("workflow: x\n{steps}")), ["outline.too-many-steps"]);
    assert_eq!(errors(&format!("a → {}", "b".repeat(limits::NAME_CHARS + 1))), ["outline.value-too-long"]);
    let ways = " OR c".repeat(limits::ALTERNATIVES + 1);
    assert_eq!(errors(&format!("a → b{ways}")), ["outline.too-many-alternatives"]);
    let deep: String = (0..=limits::DEPTH).map(|at| format!("{}→ group\n", " ".repeat(at))).collect();
    assert_eq!(errors(&format!("workflow: x\n{deep}")), ["outline.too-deep"]);
}

/// The code of the last problem, and the number in it.
fn last(text: &str) -> (&'static str, i64) {
    let parsed = parse(text, None);
    let message = &parsed.diagnostics.last().expect("a problem").message;
    let said = message.render(Lang::En);
    (message.code(), said.split(' ').find_map(|word| word.parse().ok()).unwrap_or_default())
}

#[test]
fn readings_that_are_not_listed_are_counted() {
    // Each step has one note: it is read as a wait.
    let text = format!("a{} → b", " → wait 2 days".repeat(limits::NOTES + 9));
    let parsed = parse(&text, Some(Lang::En));
    assert_eq!(parsed.notes.len(), limits::NOTES);
    let last = parsed.notes.last().expect("a note");
    assert_eq!(last.diagnostic.message.code(), "outline.and-more");
    for lang in Lang::ALL {
        let said = last.diagnostic.message.render(lang);
        let more = parsed.notes[..limits::NOTES - 1].len();
        assert!(said.contains(&(limits::NOTES + 9 + 1 - more).to_string()), "{said}");
    }
    // As many as fit are listed without such a word.
    let text = format!("a{}", " → wait 2 days".repeat(limits::NOTES));
    let parsed = parse(&text, Some(Lang::En));
    assert_eq!(parsed.notes.len(), limits::NOTES);
    assert!(parsed.notes.iter().all(|note| note.alternative.is_some()));
}

#[test]
fn an_error_is_not_lost_among_warnings() {
    // Each of the empty steps is warned of; the error stands behind the last of them.
    let ways = " OR c".repeat(limits::ALTERNATIVES + 1);
    let text = format!("a {} → b{ways}", "→ ".repeat(limits::DIAGNOSTICS * 2));
    assert_eq!(errors(&text), ["outline.too-many-alternatives"]);
    assert_eq!(last(&text), ("outline.and-more", limits::DIAGNOSTICS as i64 + 2));
    let teams: String = (0..limits::DIAGNOSTICS * 2).map(|at| format!("→ Team {at}: works\n")).collect();
    let parsed = parse(&format!("workflow: x\nteams: One\n{teams}→ go to: nowhere"), None);
    assert!(parsed.outline.is_none());
    assert_eq!(parsed.diagnostics.len(), limits::DIAGNOSTICS);
    assert_eq!(parsed.diagnostics[0].message.code(), "outline.unknown-target");
}

/// Choices inside choices, deeper than any text may be.
#[test]
fn deep_models_become_outlines_that_can_be_read() {
    let depth = 300;
    let start = StartEvent { trigger: Trigger::None, interrupting: true, form: None };
    let mut body = Body { nodes: vec![Node::new("Start_1", Kind::Start(start))], ..Body::default() };
    let mut flow = |source: &str, target: &str| {
        let id = Id::from(format!("{source}_to_{target}"));
        let (source, target) = (Id::from(source), Id::from(target));
        body.flows.push(Flow { id, name: None, source, target, condition: None, span: None });
    };
    flow("Start_1", "Gate_0");
    for at in 0..depth {
        flow(&format!("Gate_{at}"), &format!("Gate_{}", at + 1));
        flow(&format!("Gate_{at}"), &format!("Wait_{at}"));
        flow(&format!("Wait_{at}"), &format!("Other_{at}"));
        flow(&format!("Other_{at}"), &format!("Third_{at}"));
        flow(&format!("Third_{at}"), &format!("End_{at}"));
    }
    for at in 0..depth {
        let gate = Gateway::Exclusive(Decision { by_person: true, default: None });
        body.nodes.push(Node::new(format!("Gate_{at}"), Kind::Gateway(gate)));
        for name in ["Wait", "Other", "Third"] {
            body.nodes.push(Node::new(format!("{name}_{at}"), Kind::Catch(Trigger::None)));
        }
        body.nodes.push(Node::new(format!("End_{at}"), Kind::End(Throw::None)));
    }
    body.nodes.push(Node::new(format!("Gate_{depth}"), Kind::End(Throw::None)));
    let mut process = Process::new("Process_1");
    process.body = body;
    let model = Definitions { processes: vec![process], ..Definitions::default() };
    let outline = from_definitions(&model, "Process_1").expect("is there");
    let text = format(&outline);
    let parsed = parse(&text, None);
    assert!(parsed.outline.as_ref() == Some(&outline), "{:?}", parsed.diagnostics.first());
    let again = to_definitions(&outline).expect("has a model");
    assert_eq!(again.processes[0].body.nodes.len(), model.processes[0].body.nodes.len());
    assert_eq!(again.processes[0].body.flows.len(), model.processes[0].body.flows.len());
}
