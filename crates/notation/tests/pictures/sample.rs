//! Models for tests in few words: one element or one chain of flows a line.
//!
//! ```text
//! lane l1 "Sales" : s a g          lane "in" another: lane l2 "Team" in l1 : b
//! start s "Order arrives"          event kinds: start-timer, end-error, catch-message, throw-signal, …
//! user a "Check the order"
//! xor g "In stock?"
//! s > a > g                        flows
//! g > b "yes"                      the last flow's name
//! boundary-timer t a "2 days"      on the edge of a; with a trailing ~ it doesn't interrupt
//! sub p "Deliver" {                also adhoc, eventsub, transaction; flags after the name: loop, multi, sequential
//! }
//! note n "why" @ a                 annotation        data d "Order" @ a      store, collection
//! undo t h                         compensation: event and handler
//! pool p1 "Shop"                   what follows is its process; with `closed` it has none
//! message m a > b "order"          message flow
//! ```

use model::bpmn::*;

/// Reads a sample. Panics where it is not understood: it is for tests.
pub fn sample(text: &str) -> Definitions {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut out = Definitions::default();
    out.processes.push(Process::new("process"));
    let mut counter = 0;
    let mut body = Body::default();
    while let Some(line) = lines.next() {
        let words = words(line);
        match words[0].as_str() {
            "pool" => {
                if out.participants.iter().any(|pool| pool.process.is_some()) {
                    let last = out.processes.len() - 1;
                    out.processes[last].body = std::mem::take(&mut body);
                    out.processes.push(Process::new(format!("process-{}", words[1])));
                }
                let closed = words.contains(&"closed".to_owned());
                let id = out.processes.last().unwrap().id.clone();
                let process = (!closed).then_some(id);
                out.participants.push(Participant {
                    id: words[1].as_str().into(),
                    name: Some(words[2].clone()),
                    process,
                });
            }
            "lane" => lane(&mut out.processes.last_mut().unwrap().lanes, &words),
            "message" => out.message_flows.push(MessageFlow {
                id: words[1].as_str().into(),
                name: words.get(5).cloned(),
                source: words[2].as_str().into(),
                target: words[4].as_str().into(),
            }),
            _ => element(&mut body, &words, &mut lines, &mut counter),
        }
    }
    let last = out.processes.iter().rposition(|process| process.body.nodes.is_empty()).unwrap_or(0);
    out.processes[last].body = body;
    out
}

fn words(line: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (position, part) in line.split('"').enumerate() {
        if position % 2 == 1 {
            out.push(part.to_owned());
        } else {
            out.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    out
}

fn lane(lanes: &mut Vec<Lane>, words: &[String]) {
    let colon = words.iter().position(|word| word == ":").unwrap();
    let nodes = words[colon + 1..].iter().map(|id| id.as_str().into()).collect();
    let new = Lane { id: words[1].as_str().into(), name: words[2].clone(), nodes, lanes: Vec::new() };
    match words.iter().position(|word| word == "in") {
        Some(at) => find(lanes, &words[at + 1]).unwrap().lanes.push(new),
        None => lanes.push(new),
    }
}

fn find<'a>(lanes: &'a mut [Lane], id: &str) -> Option<&'a mut Lane> {
    for lane in lanes {
        if &*lane.id == id {
            return Some(lane);
        }
        if let Some(found) = find(&mut lane.lanes, id) {
            return Some(found);
        }
    }
    None
}

fn element<'a>(
    body: &mut Body,
    words: &[String],
    lines: &mut impl Iterator<Item = &'a str>,
    counter: &mut usize,
) {
    let id = |at: usize| -> Id { words[at].as_str().into() };
    let mut next_id = |prefix: &str| -> Id {
        *counter += 1;
        format!("{prefix}{counter}").into()
    };
    if words.get(1).is_some_and(|word| word == ">") {
        let ends: Vec<&String> = words.iter().step_by(2).collect();
        let named = words.len().is_multiple_of(2);
        let stations = words.len().div_ceil(2) - usize::from(named) + usize::from(named);
        for at in 1..stations {
            let name = (named && at + 1 == stations).then(|| words[words.len() - 1].clone());
            let (source, target) = (ends[at - 1].as_str().into(), ends[at].as_str().into());
            body.flows.push(Flow { id: next_id("flow"), name, source, target, condition: None, span: None });
        }
        return;
    }
    match words[0].as_str() {
        "note" => {
            body.annotations.push(Annotation { id: id(1), text: words[2].clone() });
            if words.len() > 4 {
                body.associations.push(Association { id: next_id("tie"), source: id(1), target: id(4) });
            }
        }
        "data" | "store" | "collection" => {
            let kind = if words[0] == "store" { DataKind::Store } else { DataKind::Object };
            let collection = words[0] == "collection";
            body.data.push(DataItem { id: id(1), name: Some(words[2].clone()), kind, collection });
            for target in words.iter().skip(4) {
                body.data_flows.push(Association {
                    id: next_id("data"),
                    source: id(1),
                    target: target.as_str().into(),
                });
            }
        }
        "undo" => body.associations.push(Association { id: next_id("undo"), source: id(1), target: id(2) }),
        kind => {
            let boundary = kind.starts_with("boundary");
            let name = words
                .get(if boundary { 3 } else { 2 })
                .filter(|name| !name.is_empty() && *name != "{")
                .cloned();
            let flags = &words[2.min(words.len())..];
            let inner = words.last().is_some_and(|word| word == "{").then(|| {
                let mut inner = Body::default();
                while let Some(line) = lines.next().filter(|line| *line != "}") {
                    element(&mut inner, &self::words(line), lines, counter);
                }
                inner
            });
            let kind = if boundary { boundary_event(kind, words) } else { node_kind(kind, flags, inner) };
            body.nodes.push(Node { name, ..Node::new(id(1), kind) });
        }
    }
}

fn boundary_event(kind: &str, words: &[String]) -> Kind {
    let trigger = trigger(kind.strip_prefix("boundary-").unwrap());
    let interrupting = words.last().is_none_or(|word| word != "~");
    Kind::Boundary(BoundaryEvent { attached_to: words[2].as_str().into(), interrupting, trigger })
}

fn trigger(name: &str) -> Trigger {
    match name {
        "message" => Trigger::Message(None),
        "timer" => Trigger::Timer(None),
        "signal" => Trigger::Signal(None),
        "error" => Trigger::Error(None),
        "escalation" => Trigger::Escalation(None),
        "conditional" => Trigger::Conditional(None),
        "link" => Trigger::Link("link".to_owned()),
        "compensation" => Trigger::Compensation,
        "cancel" => Trigger::Cancel,
        "multiple" => Trigger::Unsupported("multiple".to_owned()),
        _ => Trigger::None,
    }
}

fn throw(name: &str) -> Throw {
    match name {
        "message" => Throw::Message(ThrownMessage::default()),
        "signal" => Throw::Signal(None),
        "error" => Throw::Error(None),
        "escalation" => Throw::Escalation(None),
        "link" => Throw::Link("link".to_owned()),
        "terminate" => Throw::Terminate,
        "compensation" => Throw::Compensation(None),
        "cancel" => Throw::Cancel,
        _ => Throw::None,
    }
}

fn node_kind(kind: &str, flags: &[String], inner: Option<Body>) -> Kind {
    let flag = |name: &str| flags.iter().any(|flag| flag == name);
    let (base, event) = kind.split_once('-').unwrap_or((kind, ""));
    let sub = |kind| {
        ActivityKind::SubProcess(Box::new(SubProcess { kind, body: inner.clone().unwrap_or_default() }))
    };
    let activity = match base {
        "start" => {
            return Kind::Start(StartEvent { trigger: trigger(event), interrupting: !flag("~"), form: None });
        }
        "end" => return Kind::End(throw(event)),
        "catch" => return Kind::Catch(trigger(event)),
        "throw" => return Kind::Throw(throw(event)),
        "xor" => return Kind::Gateway(Gateway::Exclusive(Decision::default())),
        "and" => return Kind::Gateway(Gateway::Parallel),
        "or" => return Kind::Gateway(Gateway::Inclusive(Decision::default())),
        "event" => return Kind::Gateway(Gateway::EventBased { instantiate: false }),
        "complex" => return Kind::Gateway(Gateway::Complex { activation: None, default: None }),
        "user" => ActivityKind::User(UserTask::default()),
        "service" => ActivityKind::Service(JobDefinition::default()),
        "send" => ActivityKind::Send(ThrownMessage::default()),
        "receive" => ActivityKind::Receive(None),
        "script" => ActivityKind::Script(ScriptTask::Job(JobDefinition::default())),
        "rule" => ActivityKind::BusinessRule(BusinessRuleTask::Job(JobDefinition::default())),
        "manual" => ActivityKind::Manual,
        "task" => ActivityKind::Undefined,
        "call" => ActivityKind::Call(CallActivity {
            process: None,
            propagate_all_child_variables: true,
            propagate_all_parent_variables: true,
        }),
        "sub" => sub(SubProcessKind::Embedded),
        "adhoc" => sub(SubProcessKind::AdHoc(AdHoc::default())),
        "eventsub" => sub(SubProcessKind::Event),
        "transaction" => sub(SubProcessKind::Transaction),
        other => panic!("{other}?"),
    };
    let repeat = if flag("loop") {
        Some(Repeat::Loop { test_before: false, condition: None, maximum: None })
    } else if flag("multi") || flag("sequential") {
        Some(Repeat::Multi(MultiInstance { sequential: flag("sequential"), ..MultiInstance::default() }))
    } else {
        None
    };
    let for_compensation = flag("undoes");
    Kind::Activity(Activity { repeat, for_compensation, ..Activity::once(activity) })
}
