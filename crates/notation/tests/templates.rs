//! The workflows in `templates/`: each is canonical, converts without loss, checks without a warning and draws without
//! overlaps, and its five languages say the same.

#[path = "pictures/check.rs"]
#[expect(dead_code, reason = "the number of crossings is only measured")]
mod check;

use lang::Lang;
use model::Severity;
use model::bpmn::{Activity, ActivityKind, Body, Definitions, Id, Kind, Lane, Node, Process};
use model::graph::Graph;
use notation::bpmn::Document;
use notation::layout::layout;
use notation::outline::ast::{Common, Item, ItemKind};
use notation::outline::{self, Outline};
use std::fs;
use std::path::PathBuf;

/// A file of `templates/`.
struct Template {
    workflow: String,
    lang: Lang,
    text: String,
}

impl Template {
    /// Its path below `templates/`, for messages.
    fn label(&self) -> String {
        format!("{}/{}.txt", self.workflow, self.lang.code())
    }

    fn outline(&self) -> Outline {
        outline::parse(&self.text, None).outline.unwrap_or_else(|| panic!("{} is not read", self.label()))
    }

    fn definitions(&self) -> Definitions {
        outline::to_definitions(&self.outline())
            .unwrap_or_else(|errors| panic!("{}: {errors:#?}", self.label()))
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../templates")
}

/// The names of the workflows.
fn workflows() -> Vec<String> {
    let entries = fs::read_dir(root()).expect("the templates can be listed").flatten();
    let folders = entries.filter(|entry| entry.path().is_dir());
    let mut names: Vec<String> =
        folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// A workflow in one language.
fn template(workflow: &str, lang: Lang) -> Template {
    let path = root().join(workflow).join(format!("{}.txt", lang.code()));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Template { workflow: workflow.to_owned(), lang, text }
}

/// Runs `find` for every file and fails with everything that it found.
fn no_fault_in_any(find: impl Fn(&Template) -> Vec<String>) {
    let mut faults = Vec::new();
    for workflow in workflows() {
        for lang in Lang::ALL {
            let template = template(&workflow, lang);
            faults.extend(find(&template).into_iter().map(|fault| format!("{}: {fault}", template.label())));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn twelve_workflows_in_five_languages_and_nothing_else() {
    assert_eq!(workflows().len(), 12);
    let mut codes = Lang::ALL.map(|lang| format!("{}.txt", lang.code()));
    codes.sort();
    for workflow in workflows() {
        let files = fs::read_dir(root().join(&workflow)).unwrap();
        let mut files: Vec<String> =
            files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        files.sort();
        assert_eq!(files, codes, "{workflow}");
    }
}

#[test]
fn each_is_read_without_a_word_of_doubt_and_is_canonical() {
    no_fault_in_any(|template| {
        let parsed = outline::parse(&template.text, None);
        let mut faults: Vec<String> =
            parsed.diagnostics.iter().map(|found| found.render(&template.text, Lang::En)).collect();
        faults.extend(parsed.notes.iter().map(|note| note.diagnostic.render(&template.text, Lang::En)));
        if parsed.lang != template.lang {
            faults.push(format!("says that it is written in {:?}", parsed.lang));
        }
        if let Some(outline) = &parsed.outline {
            faults.extend(first_difference(&template.text, &outline::format(outline)));
            if outline.id.as_deref() != Some(&*template.workflow) {
                faults.push("the id is not that of the folder".to_owned());
            }
        }
        faults
    });
}

#[test]
fn each_can_run_and_checks_without_a_warning() {
    no_fault_in_any(|template| {
        let definitions = template.definitions();
        let mut found = model::check::check(&definitions);
        found.extend(Graph::compile(&definitions, &template.workflow).err().unwrap_or_default());
        found.retain(|diagnostic| diagnostic.severity > Severity::Note);
        found.iter().map(|diagnostic| diagnostic.render(&template.text, Lang::En)).collect()
    });
}

/// The text may come back with its blocks in another order; what it says may not.
#[test]
fn nothing_is_lost_on_the_way_through_bpmn() {
    no_fault_in_any(|template| {
        let definitions = template.definitions();
        let xml = Document::from_definitions(&definitions, Some(&layout(&definitions))).to_xml();
        let document =
            Document::parse(&xml).unwrap_or_else(|errors| panic!("{}: {errors:#?}", template.label()));
        let back = outline::from_definitions(document.definitions(), &template.workflow).expect("is there");
        let text = outline::format(&back);
        let again =
            outline::parse(&text, None).outline.unwrap_or_else(|| panic!("{}: {text}", template.label()));
        let again = outline::to_definitions(&again)
            .unwrap_or_else(|errors| panic!("{}: {errors:#?}", template.label()));
        first_difference(&in_order(definitions), &in_order(again)).into_iter().collect()
    });
}

/// A model as text, whatever the order of its elements.
fn in_order(definitions: Definitions) -> String {
    let mut process = definitions.processes.into_iter().next().expect("one process");
    process.span = None;
    for lane in &mut process.lanes {
        lane.nodes.sort();
    }
    sort(&mut process.body);
    format!("{process:#?}")
}

fn sort(body: &mut Body) {
    body.nodes.sort_by(|a, b| a.id.cmp(&b.id));
    body.flows.sort_by(|a, b| a.id.cmp(&b.id));
    body.flows.iter_mut().for_each(|flow| flow.span = None);
    for node in &mut body.nodes {
        node.span = None;
        inside(node).into_iter().for_each(sort);
    }
}

/// What a group consists of.
fn inside(node: &mut Node) -> Option<&mut Body> {
    match &mut node.kind {
        Kind::Activity(Activity { kind: ActivityKind::SubProcess(group), .. }) => Some(&mut group.body),
        _ => None,
    }
}

#[test]
fn pictures_have_no_overlaps() {
    no_fault_in_any(|template| {
        let definitions = template.definitions();
        check::faults(&definitions, &layout(&definitions))
    });
}

/// A question that the workflow asks is for whoever works on it: the customer has no task list.
#[test]
fn no_question_is_put_to_the_customer() {
    no_fault_in_any(|template| {
        let outline = template.outline();
        let customer = outline.customer.expect("every template has a customer");
        let mut faults = Vec::new();
        questions(&outline.body.items, &mut |common| {
            if common.team == Some(customer) {
                faults.push(format!(
                    "“{}” stands with the customer",
                    common.name.as_deref().unwrap_or_default()
                ));
            }
        });
        faults
    });
}

fn questions(items: &[Item], take: &mut dyn FnMut(&Common)) {
    for item in items {
        item.boundaries.iter().for_each(|event| questions(&event.items, take));
        match &item.kind {
            ItemKind::Choice(_, branches) => {
                take(&item.common);
                branches.iter().for_each(|branch| questions(&branch.items, take));
            }
            ItemKind::Group(scope) => questions(&scope.items, take),
            _ => {}
        }
    }
}

/// `docs/guide/templates.md` has a row for each workflow, with all of its ends.
#[test]
fn the_guide_names_every_end() {
    let guide = fs::read_to_string(root().join("../docs/guide/templates.md")).unwrap();
    let cells = |row: &str| row.split(['|', '·']).map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    for workflow in workflows() {
        let row = guide.lines().find(|line| line.starts_with(&format!("| `{workflow}` |")));
        let row = cells(row.unwrap_or_else(|| panic!("{workflow} is missing in the guide")));
        let definitions = template(&workflow, Lang::En).definitions();
        let ends =
            definitions.processes[0].body.nodes.iter().filter(|node| matches!(node.kind, Kind::End(_)));
        let (told, others): (Vec<_>, Vec<_>) = ends.partition(|end| end.hints.outcome.is_some());
        assert_eq!(row.len(), told.len() + 4, "{workflow}: the guide and the workflow differ in their ends");
        for end in told {
            let name = end.name.clone().unwrap_or_default();
            assert!(row.contains(&name), "{workflow}: the guide does not name the end “{name}”");
        }
        assert!(others.iter().all(|end| end.name.is_none()), "{workflow}: an end with a name has no outcome");
    }
}

/// Names have to fit into a box of the diagram.
#[test]
fn names_are_short() {
    no_fault_in_any(|template| {
        let most = match template.lang {
            Lang::Ja => 20,
            Lang::Th => 32,
            Lang::En | Lang::It | Lang::Id => 40,
        };
        let definitions = template.definitions();
        let mut names = Vec::new();
        each_name(&definitions.processes[0].body, &mut |name| names.push(name.to_owned()));
        names.retain(|name| name.chars().filter(|c| !is_mark(*c)).count() > most);
        names.iter().map(|name| format!("“{name}” has more than {most} characters")).collect()
    });
}

/// Thai vowels and tone marks that stand above or below a letter.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}')
}

fn each_name(body: &Body, take: &mut dyn FnMut(&str)) {
    let flows = body.flows.iter().filter_map(|flow| flow.name.as_deref());
    flows.for_each(&mut *take);
    for node in &body.nodes {
        node.name.as_deref().into_iter().for_each(&mut *take);
        node.body().into_iter().for_each(|inner| each_name(inner, take));
    }
}

#[test]
fn all_languages_have_the_same_structure() {
    for workflow in workflows() {
        let english = structure(template(&workflow, Lang::En).definitions());
        for lang in Lang::ALL {
            let other = structure(template(&workflow, lang).definitions());
            if let Some(difference) = first_difference(&english, &other) {
                panic!("{workflow}/{}.txt is not built like the English one: {difference}", lang.code());
            }
        }
    }
}

/// The first line in which two texts differ.
fn first_difference(wanted: &str, found: &str) -> Option<String> {
    let (mut wanted, mut found) = (wanted.lines(), found.lines());
    for number in 1.. {
        match (wanted.next(), found.next()) {
            (None, None) => break,
            (wanted, found) if wanted == found => {}
            (wanted, found) => {
                return Some(format!(
                    "line {number}: “{}” and “{}”",
                    wanted.unwrap_or("…"),
                    found.unwrap_or("…")
                ));
            }
        }
    }
    None
}

/// A process without the words of its language: texts only say that there is one, ids are numbered.
fn structure(definitions: Definitions) -> String {
    let mut process = definitions.processes.into_iter().next().expect("one process");
    let mut ids = Vec::new();
    strip(&mut process, &mut ids);
    let mut text = format!("{process:#?}");
    for (number, id) in ids.iter().enumerate() {
        text = text.replace(&format!("\"{id}\""), &format!("#{number}"));
    }
    text
}

fn strip(process: &mut Process, ids: &mut Vec<Id>) {
    let texts = [&mut process.name, &mut process.lang, &mut process.goal, &mut process.documentation];
    texts.into_iter().for_each(hide);
    process.lanes.iter_mut().for_each(|lane| strip_lane(lane, ids));
    strip_body(&mut process.body, ids);
}

fn strip_lane(lane: &mut Lane, ids: &mut Vec<Id>) {
    ids.push(lane.id.clone());
    lane.name.clear();
    lane.lanes.iter_mut().for_each(|inner| strip_lane(inner, ids));
}

fn strip_body(body: &mut Body, ids: &mut Vec<Id>) {
    for node in &mut body.nodes {
        ids.push(node.id.clone());
        hide(&mut node.name);
        hide(&mut node.documentation);
        node.span = None;
        inside(node).into_iter().for_each(|body| strip_body(body, ids));
    }
    for flow in &mut body.flows {
        ids.push(flow.id.clone());
        hide(&mut flow.name);
        flow.span = None;
    }
    for note in &mut body.annotations {
        ids.push(note.id.clone());
        note.text.clear();
    }
    ids.extend(body.associations.iter().map(|tie| tie.id.clone()));
}

fn hide(text: &mut Option<String>) {
    text.iter_mut().for_each(|text| text.clear());
}
