//! `docs/guide/connectors.md`: made from the connectors that there are, with examples that run.

use crate::suite::connectors::{STOCK, allowing_here, server};
use crate::{SECOND, on_sqlite, start, state};
use expr::Context;
use lang::{Lang, Text};
use runtime::connectors::{HttpPolicy, built_in, limits};
use runtime::{AnyConnector, COMMON_FAILURES};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A connector as the page shows it.
struct Example {
    kind: &'static str,
    about: &'static str,
    outline: &'static str,
    /// With what the workflow starts. `SHOP` is the address of a server.
    given: &'static str,
    /// What it sets.
    results: &'static str,
}

const EXAMPLES: &[Example] = &[
    Example {
        kind: "delay",
        about: "Waits for a while. The wait is in the database, not in memory: it survives a restart. It begins when the \
                step is reached. (A wait that people should see on the diagram is a step of its own: `→ wait: 15min`.)",
        outline: "workflow: Give it a moment\nstart: A payment comes in\n→ Finance: lets the bank finish\n    job: delay\n    in: duration: PT15M\n→ end: Done\n",
        given: "{}",
        results: "{}",
    },
    Example {
        kind: "http.request",
        about: "Sends a request to another system and waits for the answer.\n\nIt reaches only the public internet: addresses \
                of the machine itself, of private networks and of clouds' metadata are refused, after the name is resolved \
                and on each redirect. Whoever runs the program can allow single addresses. The address has no user name or \
                password in it; the headers that say how a message is sent (`Host`, `Content-Length`, `Transfer-Encoding`, \
                `Connection`, …) are set by the program itself. A redirect to another host takes along only the headers \
                `Accept`, `Accept-Language`, `Content-Type` and `Idempotency-Key`; from `https` to `http` none is \
                followed. Answers are asked for uncompressed, and compressed ones are not read.\n\nThe statuses 408, 425, \
                429 and 5xx are failures, and the request is sent again; `Retry-After` is honoured up to an hour. Every \
                other status, 404 too, is an answer that the workflow looks at.",
        outline: "workflow: Ask the stock\nstart: An order comes in\n→ Warehouse: asks how many are left\n    job: http.request\n    in: url = shop + \"/stock/\" + part\n    in: headers = {Accept: \"application/json\"}\n    out: left = body.stock\n    retries: 5\n→ end: Done\n",
        given: r#"{"shop": "SHOP", "part": "lamp"}"#,
        results: r#"{"left": 7}"#,
    },
    Example {
        kind: "log",
        about: "Writes a line to the program's log, with the case and the step.",
        outline: "workflow: Write it down\nstart: An order comes in\n→ Sales: notes the order\n    job: log\n    in: message = \"Order \" + number + \" came in\"\n    in: level: info\n→ end: Done\n",
        given: r#"{"number": "A-17"}"#,
        results: "{}",
    },
    Example {
        kind: "variables.set",
        about: "Sets variables of the case. For one variable `set: total = price * amount` is shorter.",
        outline: "workflow: Add it up\nstart: An order comes in\n→ Sales: adds it up\n    job: variables.set\n    in: values = {total: price * amount, currency: \"EUR\"}\n→ end: Done\n",
        given: r#"{"price": 21, "amount": 2}"#,
        results: r#"{"total": 42, "currency": "EUR"}"#,
    },
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The outline as BPMN.
fn bpmn(outline: &str) -> String {
    let parsed = notation::outline::parse(outline, Some(Lang::En));
    let outline = parsed.outline.unwrap_or_else(|| panic!("{:?}", parsed.diagnostics));
    notation::outline::to_document(&outline, None).expect("a document").to_xml()
}

/// The part of the BPMN that is the step.
fn task(bpmn: &str) -> String {
    let start = bpmn.find("serviceTask").and_then(|at| bpmn[..at].rfind('<')).expect("a service task");
    let line = bpmn[..start].rfind('\n').map_or(0, |at| at + 1);
    let indent = start - line;
    let end = bpmn.rfind("serviceTask>").expect("its end") + "serviceTask>".len();
    let lines = bpmn[line..end].lines();
    lines.map(|line| format!("    {}\n", line.get(indent..).unwrap_or_default())).collect()
}

/// A text of which only a number of lines matter: those of the step.
fn step(outline: &str) -> String {
    let lines = outline
        .lines()
        .skip_while(|line| !line.starts_with('→'))
        .take_while(|line| !line.starts_with("→ end"));
    lines.map(|line| format!("    {line}\n")).collect()
}

/// What a schema says that a value is.
fn type_of(whole: &Value, part: &Value) -> String {
    let is_null = |part: &&Value| part["type"] == "null";
    let part = part["anyOf"].as_array().and_then(|it| it.iter().find(|part| !is_null(part))).unwrap_or(part);
    let part = part["$ref"].as_str().and_then(|it| whole.pointer(it.strip_prefix('#')?)).unwrap_or(part);
    if let Some(choices) = part["enum"].as_array() {
        let choices: Vec<String> =
            choices.iter().filter_map(Value::as_str).map(|it| format!("`{it}`")).collect();
        return choices.join(", ");
    }
    let kind = part["type"].as_str().or_else(|| part["type"][0].as_str());
    match kind {
        Some("string") => "text".to_owned(),
        Some("integer" | "number") => "number".to_owned(),
        Some("object") if part["additionalProperties"]["type"] == "string" => "context of texts".to_owned(),
        Some("object") => "context".to_owned(),
        Some("array") => "list".to_owned(),
        Some(other) => other.to_owned(),
        None => "anything".to_owned(),
    }
}

/// The rows of a table of inputs or outputs; none if there are none.
fn fields(schema: &Value, with_need: bool) -> Option<String> {
    let needed: BTreeSet<&str> =
        schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let properties = schema["properties"].as_object().filter(|it| !it.is_empty())?;
    let rows = properties.iter().map(|(name, part)| {
        let (kind, about) = (type_of(schema, part), part["description"].as_str().unwrap_or_default());
        let about = about.trim_end_matches('.').replace('\n', " ");
        let need = if needed.contains(&**name) { "yes" } else { "no" };
        if with_need {
            format!("| `{name}` | {kind} | {need} | {about} |\n")
        } else {
            format!("| `{name}` | {kind} | {about} |\n")
        }
    });
    Some(rows.collect())
}

/// The paragraphs in lines that are not too long.
fn wrapped(text: &str) -> String {
    let paragraph = |text: &str| {
        let mut lines = vec![String::new()];
        for word in text.split(' ') {
            match lines.last_mut() {
                Some(line) if line.is_empty() => line.push_str(word),
                Some(line) if line.chars().count() + 1 + word.chars().count() <= 119 => {
                    *line += &format!(" {word}")
                }
                _ => lines.push(word.to_owned()),
            }
        }
        lines.join("\n") + "\n"
    };
    text.split("\n\n").map(paragraph).collect::<Vec<_>>().join("\n")
}

fn failures(texts: &[&Text]) -> String {
    let rows = texts
        .iter()
        .map(|text| format!("| `{}` | {} |\n", text.code, text.get(Lang::En).replace('|', "\\|")));
    format!("| code | says |\n|---|---|\n{}", rows.collect::<String>())
}

fn section(connector: &dyn AnyConnector, example: &Example) -> String {
    let (input, output) = (connector.input_schema().to_value(), connector.output_schema().to_value());
    let mut page = format!("\n## `{}`\n\n{}", example.kind, wrapped(example.about));
    let inputs = fields(&input, true).expect("each needs something");
    page += &format!("\n| input | is | needed | |\n|---|---|---|---|\n{inputs}");
    page += &match fields(&output, false) {
        Some(outputs) => format!("\n| result | is | |\n|---|---|---|\n{outputs}"),
        None if output["additionalProperties"] == true
            || output["type"] == "object" && example.results != "{}" =>
        {
            "\nResults: the names and values that it was given.\n".to_owned()
        }
        None => "\nResults: none.\n".to_owned(),
    };
    let retry = connector.retry();
    page += &format!(
        "\nOne attempt takes {} s at most. Pauses between attempts: {} s, then doubled each time up to {} s.\n",
        connector.timeout().as_secs(),
        retry.first.as_secs(),
        retry.longest.as_secs()
    );
    page += &format!("\nIn the outline:\n\n{}", step(example.outline));
    page += &format!("\nIn BPMN:\n\n{}", task(&bpmn(example.outline)));
    match connector.failures() {
        [] => page += "\nIt fails only as every connector can.\n",
        own => page += &format!("\nHow it can fail beside that:\n\n{}", failures(own)),
    }
    page
}

/// The names that templates suggest and no connector has.
fn suggested() -> BTreeSet<String> {
    let here = built_in(HttpPolicy::default()).expect("connectors");
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(root().join("templates")).expect("templates").flatten() {
        let text = fs::read_to_string(entry.path().join("en.txt")).unwrap_or_default();
        let names = text.lines().filter_map(|line| line.trim().strip_prefix("suggest: "));
        found.extend(names.filter(|name| here.get(name).is_none()).map(str::to_owned));
    }
    found
}

fn page() -> String {
    let connectors = built_in(HttpPolicy::default()).expect("connectors");
    let mut page = format!(
        "# Connectors

A connector is work that the program does itself. A step with `job:` and the name of a connector is done by it; a step
with any other name waits for an outside worker who asks for jobs of that name. This page is made from the code:
`UPDATE_DOCS=1 cargo test -p runtime --test runtime connectors_page`.

**What it gets**: the step's inputs (`in:`), and under them its headers (`header:`), which are texts. It sees nothing else
of the case. An input that is not needed may be null.

**What it gives back**: with `out:` the step takes from the results what it needs; without it all results become
variables of the case. With `header: resultVariable = answer` all of them go into the one variable `answer`.

**When it fails**: it is tried again as often as `retries:` says (3 times in all if nothing is said). The pause between two
attempts doubles, and is up to {jitter} % longer, so that jobs that failed together do not come back together. If the
other side says when it wants to be asked again, it is not asked earlier, up to {asked} min. After the last attempt, or at
once if it can never succeed, the step has an incident that says why, in the reader's language; `on error:` does not
catch it. Somebody mends the cause and lets the step try again.

**Once and only once**: a job is done at least once. When the program dies after a request was sent and before its answer
was written down, the request is sent again. Every attempt at one job has the same idempotency key, and no other job has
it: the id of the case, a hyphen, the number of the job. `http.request` sends it in the header `Idempotency-Key`, by
which the other side can tell that it has done this already.

How every connector can fail:

{common}",
        jitter = limits::JITTER,
        asked = limits::RETRY_AFTER.as_secs() / 60,
        common = failures(COMMON_FAILURES),
    );
    for connector in connectors.all() {
        let example = EXAMPLES.iter().find(|it| it.kind == connector.kind());
        page +=
            &section(&**connector, example.unwrap_or_else(|| panic!("no example of {}", connector.kind())));
    }
    let names: Vec<String> = suggested().iter().map(|name| format!("`{name}`")).collect();
    let told = format!(
        "Templates, and outlines that are read from prose, suggest what could do a step (`suggest:`). Nothing happens by it, \
         and no connectors of these names come with the program: {}. Until one does, a person does such a step, or an \
         outside worker who takes jobs of that name.",
        names.join(", ")
    );
    page += &format!("\n## Names that are only suggested\n\n{}", wrapped(&told));
    page
}

#[test]
fn the_page_of_connectors_is_up_to_date() {
    let path = root().join("docs/guide/connectors.md");
    let expected = page();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &expected).expect("can be written");
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    let differs = found.lines().zip(expected.lines()).find(|(found, expected)| found != expected);
    assert!(
        found == expected,
        "docs/guide/connectors.md is not up to date; UPDATE_DOCS=1 cargo test -p runtime --test runtime connectors_page \
         writes it anew. First difference: {differs:#?}"
    );
}

#[test]
fn every_example_on_the_page_runs() {
    on_sqlite(|place| async move {
        let (port, asked) = server(STOCK).await;
        let node = place.node("main", built_in(allowing_here()).unwrap()).await;
        for example in EXAMPLES {
            let deployed = node.deploy(&bpmn(example.outline)).await.unwrap();
            let given = example.given.replace("SHOP", &format!("http://127.0.0.1:{port}"));
            let given = expr::Value::from_json(&serde_json::from_str(&given).unwrap());
            let expr::Value::Context(given) = given else { panic!("{given}") };
            let given: Context = given.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
            let case = start(&node, &deployed[0].workflow.id, given).await;
            node.rest().await;
            if example.kind == "delay" {
                place.wait(900 * SECOND);
                node.tick().await.unwrap();
            }
            assert_eq!(state(&node, &case).await, "completed", "{}", example.kind);
            let view = node.case(&case).await.unwrap();
            let results: serde_json::Map<String, Value> = serde_json::from_str(example.results).unwrap();
            for (name, value) in results {
                let found = view.state.variables().unwrap().get(&name).map(expr::Value::to_json);
                assert_eq!(found, Some(value), "{} {name}", example.kind);
            }
        }
        assert_eq!(asked.load(std::sync::atomic::Ordering::SeqCst), 1);
    });
}

/// The names after `word` in a text, as in `job: http.request`.
fn named<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = &'t str> {
    let part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-_".contains(c);
    text.split(word).skip(1).map(move |rest| rest.split(|c| !part(c)).next().unwrap_or_default())
}

#[test]
fn connectors_that_are_named_in_the_guide_exist() {
    let here = built_in(HttpPolicy::default()).unwrap();
    let suggested = suggested();
    let mut pages = vec![root().join("README.md")];
    pages.extend(fs::read_dir(root().join("docs/guide")).unwrap().flatten().map(|entry| entry.path()));
    let mut wrong = Vec::new();
    let mut count = 0;
    for path in pages.iter().filter(|path| path.extension().is_some_and(|it| it == "md")) {
        let text = read(path);
        for name in
            named(&text, "job: ").chain(named(&text, "taskDefinition type=\"")).filter(|it| !it.is_empty())
        {
            count += 1;
            if here.get(name).is_none() {
                wrong.push(format!("{}: job {name}", path.display()));
            }
        }
        for name in named(&text, "suggest: ").filter(|it| !it.is_empty()) {
            if here.get(name).is_none() && !suggested.contains(name) {
                wrong.push(format!("{}: suggest {name}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(count > EXAMPLES.len());
    assert_eq!(json!(named("`job: a.b`, job: …", "job: ").collect::<Vec<_>>()), json!(["a.b", ""]));
}
