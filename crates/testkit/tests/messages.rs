//! What the engine says: in every language completely, and every code of it is reached by a scenario or a test.

use engine::command::Start;
use engine::{Command, Env, Event, Limits, Nothing, Problem, Rejection, State};
use jiff::tz::TimeZone;
use lang::{Lang, Message};
use model::graph::Graph;
use notation::bpmn::Document;
use std::collections::BTreeSet;
use std::sync::OnceLock;
use testkit::corpus;
use testkit::host::Host;
use testkit::scenario::run;
use testkit::world::{Mode, World};

/// Everything that the corpus makes the engine say.
fn said() -> &'static (Vec<Problem>, Vec<Message>) {
    static SAID: OnceLock<(Vec<Problem>, Vec<Message>)> = OnceLock::new();
    SAID.get_or_init(run_all)
}

fn run_all() -> (Vec<Problem>, Vec<Message>) {
    let (mut problems, mut refused) = (Vec::new(), Vec::new());
    for entry in corpus::load(&corpus::engine()).expect("reads") {
        let mut world = World::new(Mode::Straight, &entry.scenario.setup).expect("has a time zone");
        run(&entry.scenario, &entry.files, &mut world)
            .unwrap_or_else(|why| panic!("{}: {why}", entry.name()));
        refused.extend(world.refused());
        for case in world.cases() {
            problems.extend(world.events(&case.id, 0).into_iter().filter_map(|event| match event {
                Event::IncidentRaised { problem, .. } | Event::Warned { problem, .. } => Some(problem),
                _ => None,
            }));
        }
    }
    (problems, refused)
}

/// The text without what is quoted: names, values and expressions are as they are.
fn unquoted(text: &str) -> String {
    let mut out = String::new();
    let mut until = None;
    for c in text.chars() {
        match until {
            Some(end) if c == end => {
                out.push('*');
                until = None;
            }
            Some(_) => {}
            None => match c {
                '“' => until = Some('”'),
                '「' => until = Some('」'),
                '«' => until = Some('»'),
                '`' | '"' => until = Some(c),
                other => out.push(other),
            },
        }
    }
    out
}

/// Two or more English words after each other.
fn english(text: &str) -> Option<String> {
    let text = unquoted(text);
    let words: Vec<&str> = text.split(' ').collect();
    let is_word = |word: &str| {
        let word = word.trim_end_matches(['.', ',', ':', ';']);
        word.len() > 1 && word.chars().all(|c| c.is_ascii_alphabetic())
    };
    words.windows(2).find(|two| two.iter().all(|word| is_word(word))).map(|two| two.join(" "))
}

#[test]
fn what_is_said_is_said_in_the_language_completely() {
    let (problems, refused) = said();
    type Render<'a> = &'a dyn Fn(Lang) -> Vec<String>;
    let renders: [(&str, Render); 2] = [
        ("incident", &|lang| problems.iter().map(|problem| problem.render(lang)).collect()),
        ("rejection", &|lang| refused.iter().map(|message| message.render(lang)).collect()),
    ];
    for (what, render) in renders {
        let texts: BTreeSet<String> = [Lang::Ja, Lang::Th].into_iter().flat_map(render).collect();
        assert!(texts.len() > 20, "{what}: {}", texts.len());
        let mixed: Vec<&String> = texts.iter().filter(|text| english(text).is_some()).collect();
        assert!(mixed.is_empty(), "{what}s with English in them: {mixed:#?}");
        for text in Lang::ALL.into_iter().flat_map(render) {
            let text = unquoted(&text);
            let bad = ["..", "  ", "。。"].into_iter().find(|bad| text.contains(bad));
            assert_eq!(bad, None, "in {text}");
            let braces = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
            let unfilled: Vec<&str> =
                braces.map(|(name, _)| name).filter(|name| name.chars().all(char::is_alphabetic)).collect();
            assert!(unfilled.is_empty(), "{unfilled:?} in {text}");
        }
    }
}

/// Codes that need no case, or that no scenario can bring about; each has its test.
const ELSEWHERE: [&str; 3] = ["case.already-started", "timer.not-due", "migrate.unknown"];

#[test]
fn every_code_is_reached_by_a_scenario_or_a_test() {
    let (problems, refused) = said();
    let mut reached: BTreeSet<String> = problems.iter().flat_map(codes).collect();
    reached.extend(refused.iter().map(|message| message.code().to_owned()));
    reached.extend(ELSEWHERE.map(str::to_owned));
    let all = engine::codes();
    let missing: Vec<&str> = all.filter(|code| !reached.contains(*code) && !is_part(code)).collect();
    assert!(missing.is_empty(), "no scenario of the corpus reaches {missing:?}");
}

/// Words and parts of sentences stand in other messages.
fn is_part(code: &str) -> bool {
    code.starts_with("word.") || code.starts_with("part.")
}

fn codes(problem: &Problem) -> Vec<String> {
    let nested = problem.nested.iter().flat_map(|(_, nested)| codes(nested));
    std::iter::once(problem.code.to_string()).chain(nested).collect()
}

fn graph(name: &str) -> Graph {
    let path = corpus::engine().join(name);
    let text = std::fs::read_to_string(&path).expect("is there");
    let document = Document::parse(&text).expect("reads");
    let definitions = document.definitions();
    Graph::compile(definitions, &definitions.processes[0].id).expect("compiles")
}

fn decide(graph: &Graph, state: &mut State, command: &Command) -> Result<Vec<Event>, Rejection> {
    let limits = Limits::default();
    let env = Env {
        now: 0,
        zone: &TimeZone::UTC,
        limits: &limits,
        hops: 0,
        decisions: &Nothing,
        calendars: &Nothing,
    };
    engine::decide(graph, state, command, &env)
}

fn refused(result: Result<Vec<Event>, Rejection>) -> &'static str {
    result.expect_err("is refused").code()
}

#[test]
fn a_case_begins_once() {
    let (graph, mut state) = (graph("timers/duration.bpmn"), State::new());
    let start = Command::Start(Start { case: "a".into(), ..Start::default() });
    decide(&graph, &mut state, &start).expect("begins");
    assert_eq!(refused(decide(&graph, &mut state, &start)), "case.already-started");
}

#[test]
fn a_timer_that_is_not_due_does_not_happen() {
    let (graph, mut state) = (graph("timers/duration.bpmn"), State::new());
    let start = Command::Start(Start { case: "a".into(), ..Start::default() });
    decide(&graph, &mut state, &start).expect("begins");
    let key = *state.subscriptions.keys().next().expect("waits");
    assert_eq!(refused(decide(&graph, &mut state, &Command::FireTimer { key })), "timer.not-due");
}

#[test]
fn a_plan_names_steps_that_there_are() {
    let graph = graph("timers/duration.bpmn");
    let plan = engine::migrate::Plan::new(&graph, &graph, &[("nobody".into(), "wait".into())]);
    assert_eq!(plan.expect_err("is refused").code(), "migrate.unknown");
}

#[test]
fn events_of_earlier_versions_are_read() {
    let old = [
        r#"{"wait":{"k":3,"i":2,"n":1,"w":{"timer":{"due":5,"repeat":{"every":"PT1H","left":2}}}}}"#,
        r#"{"incidentRaised":{"k":4,"i":2,"code":"incident.no-way","args":[["gateway","g"]],"text":"No way."}}"#,
    ];
    for text in old {
        let event: Event = serde_json::from_str(text).expect(text);
        assert_eq!(serde_json::to_string(&event).expect("writes"), text);
    }
}
