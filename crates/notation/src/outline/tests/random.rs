//! Random outlines: text and model give them back.

use crate::outline::ast::*;
use crate::outline::{format, from_definitions, normal, parse, to_definitions};
use model::bpmn::{
    BusinessRuleTask, CallActivity, Definitions, Dynamic, Form, Id, JobDefinition, Mapping, MultiInstance,
    Pair, Repeat, ScriptTask, Timer, TimerKind, UserTask,
};
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};

const TEAMS: u32 = 4;

fn name() -> impl Strategy<Value = Option<String>> {
    let names = [
        "answers",
        "opens a ticket",
        "ลูกค้าแจ้งปัญหา",
        "故障を連絡する",
        "È vero?",
        "a → b",
        "else",
        "wait",
        "2d",
        "say: hi",
        " blank ",
        "\"quoted\"",
        "two\nlines",
        "#id",
        "- dash",
        "yes if: x",
        "",
        "none",
        "a, b (c)",
    ];
    prop_oneof![
        1 => Just(None),
        4 => prop::sample::select(names.to_vec()).prop_map(|name| Some(name.to_owned())),
        4 => "[a-z]{3,8}( [a-z]{2,6})?".prop_map(Some),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,8}",
        Just("มี = : \"x\"".to_owned()),
        Just("one\n two\n\nthree".to_owned()),
        Just(" = ".to_owned())
    ]
}

fn dynamic() -> impl Strategy<Value = Dynamic> {
    prop_oneof![
        text().prop_map(Dynamic::Text),
        Just(Dynamic::Formula("a + 1".to_owned())),
        Just(Dynamic::Formula("if a then \"x: →\"\n  else b".to_owned())),
    ]
}

fn formula() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["stock > 0", "a = \"b: c\"", "x in [1..3]"]).prop_map(str::to_owned)
}

fn duration() -> impl Strategy<Value = Dynamic> {
    let values = ["P2D", "PT1H30M", "PT1.5H", "R/P1D", "whatever", "2d"];
    prop_oneof![
        prop::sample::select(values.to_vec()).prop_map(|value| Dynamic::Text(value.to_owned())),
        dynamic()
    ]
}

fn common() -> impl Strategy<Value = Common> {
    let words = (
        prop::option::weighted(0.2, text()),
        prop::collection::vec(text(), 0..2),
        prop::option::weighted(0.2, duration()),
        prop::option::weighted(0.1, text()),
    );
    let maps = (
        prop::collection::vec(
            (text(), dynamic()).prop_map(|(target, source)| Mapping { source, target }),
            0..2,
        ),
        prop::collection::vec((text(), text()).prop_map(|(key, value)| Pair { key, value }), 0..2),
    );
    let team = prop::option::weighted(0.8, (0..TEAMS).prop_map(TeamIx));
    (name(), team, words, prop::option::weighted(0.2, maps)).prop_map(|(name, team, words, maps)| {
        let (guidance, notes, within, suggestion) = words;
        let (inputs, headers) = maps.unwrap_or_default();
        Common {
            name,
            team,
            guidance,
            notes,
            within,
            suggestion,
            outputs: inputs.clone(),
            inputs,
            properties: headers.clone(),
            headers,
            ..Common::default()
        }
    })
}

fn message() -> impl Strategy<Value = MessageRef> {
    (text(), prop::option::of(dynamic()))
        .prop_map(|(name, key)| MessageRef { name: Dynamic::Text(name), key })
}

fn trigger() -> impl Strategy<Value = Trigger> {
    let kind = prop::sample::select(vec![TimerKind::Date, TimerKind::Duration, TimerKind::Cycle]);
    prop_oneof![
        message().prop_map(Trigger::Message),
        (kind, duration()).prop_map(|(kind, value)| Trigger::Timer(Timer { kind, value })),
        dynamic().prop_map(Trigger::Signal),
        formula().prop_map(Trigger::Condition),
        Just(Trigger::None),
    ]
}

fn job() -> impl Strategy<Value = JobDefinition> {
    (prop::option::weighted(0.9, dynamic()), prop::option::weighted(0.2, dynamic()))
        .prop_map(|(job_type, retries)| JobDefinition { job_type, retries })
}

fn sent() -> impl Strategy<Value = Sent> {
    (prop::option::of(dynamic()), prop::option::of(dynamic()), prop::option::of(job()))
        .prop_map(|(name, key, job)| Sent { name, key, job })
}

fn work() -> impl Strategy<Value = Work> {
    let person = (prop::option::of(dynamic()), prop::option::of(text())).prop_map(|(assignee, form)| {
        Work::Person(UserTask { assignee, form: form.map(Form::Key), ..UserTask::default() })
    });
    let call = (prop::option::of(dynamic()), any::<bool>(), any::<bool>()).prop_map(|(process, up, down)| {
        let (propagate_all_child_variables, propagate_all_parent_variables) = (up, down);
        Work::Call(CallActivity { process, propagate_all_child_variables, propagate_all_parent_variables })
    });
    let script = (dynamic(), text()).prop_map(|(expression, result_variable)| {
        Work::Script(ScriptTask::Expression { expression, result_variable })
    });
    let decision = (dynamic(), text()).prop_map(|(decision, result_variable)| {
        Work::Decision(BusinessRuleTask::Decision { decision, result_variable })
    });
    prop_oneof![
        4 => Just(Work::Person(UserTask::default())),
        2 => Just(Work::Receive(None)),
        1 => person,
        1 => message().prop_map(|message| Work::Receive(Some(message))),
        1 => job().prop_map(Work::Job),
        1 => sent().prop_map(Work::Send),
        1 => script,
        1 => job().prop_map(|job| Work::Script(ScriptTask::Job(job))),
        1 => decision,
        1 => job().prop_map(|job| Work::Decision(BusinessRuleTask::Job(job))),
        1 => call,
        1 => Just(Work::Manual),
        1 => Just(Work::Nothing),
    ]
}

fn repeat() -> impl Strategy<Value = Option<Repeat>> {
    let multi = (any::<bool>(), prop::option::of(Just("item")), any::<bool>(), prop::option::of(formula()))
        .prop_map(|(sequential, element, collect, enough)| {
            Repeat::Multi(MultiInstance {
                sequential,
                input_collection: Some(Dynamic::Formula("items".to_owned())),
                input_element: element.map(str::to_owned),
                cardinality: None,
                output_collection: collect.then(|| "results".to_owned()),
                output_element: collect.then(|| Dynamic::Formula("item.x".to_owned())),
                completion_condition: enough.map(Dynamic::Formula),
            })
        });
    let times = any::<bool>().prop_map(|sequential| {
        let cardinality = Some(Dynamic::Formula("n + 1".to_owned()));
        Repeat::Multi(MultiInstance { sequential, cardinality, ..MultiInstance::default() })
    });
    let again = (any::<bool>(), formula(), prop::option::of(1u32..9)).prop_map(
        |(test_before, condition, maximum)| Repeat::Loop {
            test_before,
            condition: Some(Dynamic::Formula(condition)),
            maximum,
        },
    );
    prop_oneof![8 => Just(None), 1 => multi.prop_map(Some), 1 => times.prop_map(Some), 1 => again.prop_map(Some)]
}

fn emit() -> impl Strategy<Value = Emit> {
    prop_oneof![
        4 => Just(Emit::None),
        1 => sent().prop_map(Emit::Message),
        1 => dynamic().prop_map(Emit::Signal),
        1 => dynamic().prop_map(Emit::Escalation),
    ]
}

fn end() -> BoxedStrategy<Item> {
    let emit = prop_oneof![4 => emit(), 1 => dynamic().prop_map(Emit::Error), 1 => Just(Emit::Terminate)];
    (common(), emit)
        .prop_map(|(common, emit)| Item { common, kind: ItemKind::End(emit), ..Item::default() })
        .boxed()
}

fn step() -> BoxedStrategy<Item> {
    (common(), work(), repeat(), any::<bool>())
        .prop_map(|(mut common, work, repeat, by_customer)| {
            common.by_customer = by_customer && !matches!(work, Work::Person(_));
            Item { common, kind: ItemKind::Step(work), repeat, ..Item::default() }
        })
        .boxed()
}

fn simple() -> BoxedStrategy<Item> {
    let wait = (common(), trigger()).prop_map(|(common, trigger)| Item {
        common,
        kind: ItemKind::Wait(trigger),
        ..Item::default()
    });
    let event = (common(), emit()).prop_map(|(common, emit)| Item {
        common,
        kind: ItemKind::Event(emit),
        ..Item::default()
    });
    prop_oneof![4 => step(), 1 => wait, 1 => event].boxed()
}

fn branch(items: BoxedStrategy<Block>) -> BoxedStrategy<Branch> {
    (name(), items).prop_map(|(name, items)| Branch { name, items, ..Branch::default() }).boxed()
}

/// A choice whose first two branches go on.
fn choice(depth: u32) -> BoxedStrategy<Item> {
    let kinds = [
        ChoiceKind::Choose,
        ChoiceKind::Check,
        ChoiceKind::ChooseAny,
        ChoiceKind::CheckAny,
        ChoiceKind::Together,
        ChoiceKind::FirstOf,
    ];
    let open = prop::collection::vec(branch(block(depth)), 2..4);
    let closed = prop::collection::vec(branch(closed(depth)), 0..2);
    (common(), prop::sample::select(kinds.to_vec()), open, closed, any::<bool>(), formula())
        .prop_map(|(common, kind, mut branches, closed, meet, formula)| {
            branches.extend(closed);
            if matches!(kind, ChoiceKind::Check | ChoiceKind::CheckAny) {
                branches.iter_mut().for_each(|branch| branch.when = When::If(formula.clone()));
                if let Some(last) = branches.last_mut() {
                    last.when = When::Else;
                }
            }
            let join = if meet { Join::Derived } else { Join::None };
            Item { common, kind: ItemKind::Choice(kind, branches), join, ..Item::default() }
        })
        .boxed()
}

fn hosted(depth: u32) -> BoxedStrategy<Item> {
    let group = (common(), block(depth), repeat()).prop_map(|(common, items, repeat)| {
        let starts =
            vec![Start { common: Common { team: common.team, ..Common::default() }, ..Start::default() }];
        let kind = ItemKind::Group(Box::new(Scope { starts, items, kept: Vec::new() }));
        Item { common, kind, repeat, ..Item::default() }
    });
    let trigger = prop_oneof![
        3 => trigger().prop_filter("of an edge", |trigger| *trigger != Trigger::None),
        1 => prop::option::of(dynamic()).prop_map(Trigger::Error),
        1 => prop::option::of(dynamic()).prop_map(Trigger::Escalation),
    ];
    let items = prop_oneof![block(depth), closed(depth)];
    let boundary = (common(), any::<bool>(), trigger, items)
        .prop_map(|(common, beside, trigger, items)| Boundary { common, beside, trigger, items });
    (prop_oneof![step(), group.boxed()], prop::collection::vec(boundary, 0..3))
        .prop_map(|(item, boundaries)| Item { boundaries, ..item })
        .boxed()
}

/// Items that go on.
fn block(depth: u32) -> BoxedStrategy<Block> {
    if depth == 0 {
        return prop::collection::vec(simple(), 0..3).boxed();
    }
    let item = prop_oneof![5 => simple(), 2 => choice(depth - 1), 1 => hosted(depth - 1)];
    prop::collection::vec(item, 0..4).boxed()
}

/// A few items that end.
fn closed(_: u32) -> BoxedStrategy<Block> {
    (prop::option::of(simple()), end())
        .prop_map(|(first, end)| first.into_iter().chain([end]).collect())
        .boxed()
}

fn outline() -> impl Strategy<Value = Outline> {
    let head = (name(), prop::option::of(text()), any::<bool>(), 0u32..3);
    let start =
        (common(), trigger(), prop::option::weighted(0.2, text())).prop_map(|(common, trigger, form)| {
            Start { common, trigger, form: form.map(Form::Id), items: Block::new() }
        });
    (head, start, block(2), prop::option::of(end())).prop_map(|(head, start, mut items, end)| {
        let (name, goal, drawing_only, customer) = head;
        items.extend(end);
        let expert = Team { name: "Expert".to_owned(), ..Team::default() };
        let teams = vec![
            Team { name: "ลูกค้า".to_owned(), ..Team::default() },
            Team { name: "Support, all".to_owned(), id: Some(Id::from("Lane_7")), roles: vec![expert] },
            Team { name: "担当者".to_owned(), ..Team::default() },
        ];
        let mut outline = Outline {
            // What has no name is called after its id, and so it comes back.
            name: name.filter(|name| !name.trim().is_empty()).or_else(|| Some("workflow".to_owned())),
            goal,
            lang: Some("it".to_owned()),
            drawing_only,
            teams,
            customer: (customer < 2).then_some(TeamIx(customer * 3)),
            body: Scope { starts: vec![start], items, kept: Vec::new() },
            ..Outline::default()
        };
        normal::close_scope(&mut outline.body);
        name_all(&mut outline);
        outline
    })
}

/// Gives an id to every seventh node.
fn name_all(outline: &mut Outline) {
    let mut count = 0;
    crate::outline::walk::ids(outline, &mut |slot| {
        count += 1;
        if count % 7 == 0 && slot.suffix != crate::outline::walk::JOIN && slot.prefix.is_empty() {
            *slot.id = Some(Id::from(format!("Own_{count}")));
        }
    });
}

fn back(model: &Definitions) -> Outline {
    from_definitions(model, &model.processes[0].id).expect("is there")
}

/// The model without order and places.
pub(super) fn sorted(mut model: Definitions) -> Definitions {
    fn sort(body: &mut model::bpmn::Body) {
        use model::bpmn::{Activity, ActivityKind, Kind};
        for node in &mut body.nodes {
            node.span = None;
            if let Kind::Activity(Activity { kind: ActivityKind::SubProcess(sub), .. }) = &mut node.kind {
                sort(&mut sub.body);
            }
        }
        body.nodes.sort_by(|a, b| a.id.cmp(&b.id));
        body.flows.sort_by(|a, b| (&a.source, &a.target, &a.id).cmp(&(&b.source, &b.target, &b.id)));
        body.annotations.sort_by(|a, b| a.id.cmp(&b.id));
        body.associations.sort_by(|a, b| a.id.cmp(&b.id));
    }
    for process in &mut model.processes {
        sort(&mut process.body);
        for lane in &mut process.lanes {
            lane.nodes.sort();
            lane.lanes.iter_mut().for_each(|lane| lane.nodes.sort());
        }
    }
    model.messages.sort_by(|a, b| a.id.cmp(&b.id));
    model.signals.sort_by(|a, b| a.id.cmp(&b.id));
    model.errors.sort_by(|a, b| a.id.cmp(&b.id));
    model.escalations.sort_by(|a, b| a.id.cmp(&b.id));
    model
}

/// Runs `check` on random values, with the stack that the nested strategies need in a debug build.
pub(super) fn on_random<S>(strategy: fn() -> S, check: fn(S::Value) -> Result<(), TestCaseError>)
where
    S: Strategy + 'static,
{
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    let run = move || TestRunner::new(config).run(&strategy(), check).map_err(|error| error.to_string());
    let thread = std::thread::Builder::new().stack_size(64 << 20).spawn(run).expect("a thread");
    if let Err(error) = thread.join().expect("no panic") {
        panic!("{error}");
    }
}

#[test]
fn text_gives_every_outline_back() {
    on_random(outline, |outline| {
        let text = format(&outline);
        let parsed = parse(&text, None);
        let Some(again) = parsed.outline else {
            return Err(TestCaseError::fail(format!("{text}\n{:?}", parsed.diagnostics)));
        };
        prop_assert_eq!(format(&again), text.clone());
        prop_assert_eq!(again, outline, "{}", text);
        Ok(())
    });
}

#[test]
fn the_model_gives_every_outline_back() {
    on_random(outline, |outline| {
        let again = back(&to_definitions(&outline).expect("a model"));
        prop_assert_eq!(format(&again), format(&outline));
        prop_assert_eq!(again, outline);
        Ok(())
    });
}

#[test]
fn any_text_is_answered() {
    let texts = || "workflow: x\n(→|-|:|\"|\\||if:|else|choose|start|go to|after:|#|\n|\n    |\n        |    | |\t|[a-z]{1,3}|ก|は){0,60}";
    on_random(texts, |text| {
        let Some(outline) = parse(&text, None).outline else { return Ok(()) };
        let written = format(&outline);
        prop_assert_eq!(parse(&written, None).outline, Some(outline.clone()), "{}", written);
        if let Ok(model) = to_definitions(&outline) {
            let again = back(&model);
            let model_again = to_definitions(&again).expect("a model");
            prop_assert_eq!(sorted(model_again), sorted(model), "{}\n{}", written, format(&again));
        }
        Ok(())
    });
}
