//! `stepwell convert IN --to FORM`: outline or BPMN in, any form out.

use crate::cli::Form;
use crate::commands::render::picture;
use crate::messages;
use crate::output::{Failure, Output};
use crate::progress::Busy;
use crate::source::Source;
use lang::Lang;
use model::bpmn::{Body, Lane, Process};
use notation::{draw, outline};
use serde_json::{Value, json};
use std::path::Path;

/// Prints the workflow in another form. An outline is written into `base`, if it is given.
///
/// # Errors
/// The workflow or the base cannot be read.
pub fn convert(
    input: &Path,
    to: Form,
    from_lang: Option<Lang>,
    base: Option<&Path>,
    output: &Output,
) -> Result<(), Failure> {
    let base = base.map(|path| Source::read(path, None, output)).transpose()?;
    let source = Source::read_on(input, base.as_ref().map(|base| &base.document), from_lang, output)?;
    match to {
        Form::Bpmn => {
            let busy = drawing(&source, output);
            let text = bpmn(source);
            drop(busy);
            output.print(&text);
        }
        Form::Outline => output.print(&text(&source)?),
        Form::Json => output.print_json(&structure(&source)),
        Form::Svg => {
            let busy = drawing(&source, output);
            let definitions = source.document.definitions();
            let text = draw::svg(definitions, &picture(&source, false), &draw::Options::default());
            drop(busy);
            output.print(&text);
        }
    }
    Ok(())
}

/// Says that something is drawn, if it takes long.
fn drawing(source: &Source, output: &Output) -> Busy {
    output.busy(messages::BUSY_DRAW.message().with("file", &source.file), None)
}

/// BPMN with a place for everything.
fn bpmn(source: Source) -> String {
    let diagram = picture(&source, false);
    if source.document.diagram() == &diagram {
        return source.document.to_xml();
    }
    source.document.set_diagram(&diagram).to_xml()
}

fn text(source: &Source) -> Result<String, Failure> {
    if let Some(outline) = &source.outline {
        return Ok(outline::format(outline));
    }
    let processes = &source.document.definitions().processes;
    let texts = processes.iter().filter_map(|process| {
        outline::from_definitions(source.document.definitions(), &process.id)
            .map(|outline| outline::format(&outline))
    });
    let texts: Vec<String> = texts.collect();
    if texts.is_empty() {
        return Err(Failure::new(messages::NO_PROCESS.message().with("file", &source.file)));
    }
    Ok(texts.join("\n"))
}

/// Steps, ways and teams.
fn structure(source: &Source) -> Value {
    let processes = source.document.definitions().processes.iter().map(|process: &Process| {
        json!({
            "id": process.id,
            "name": process.name,
            "lang": process.lang,
            "teams": process.lanes.iter().map(lane).collect::<Vec<_>>(),
            "steps": steps(&process.body),
            "ways": ways(&process.body),
        })
    });
    json!({ "workflows": processes.collect::<Vec<_>>() })
}

fn lane(lane: &Lane) -> Value {
    json!({
        "id": lane.id,
        "name": lane.name,
        "steps": lane.nodes,
        "teams": lane.lanes.iter().map(self::lane).collect::<Vec<_>>(),
    })
}

fn steps(body: &Body) -> Vec<Value> {
    let step = |node: &model::bpmn::Node| {
        let mut step = json!({
            "id": node.id,
            "name": node.name,
            "element": node.element(),
            "guidance": node.documentation,
        });
        if let Some(inside) = node.body() {
            step["steps"] = json!(steps(inside));
            step["ways"] = json!(ways(inside));
        }
        step
    };
    body.nodes.iter().map(step).collect()
}

fn ways(body: &Body) -> Vec<Value> {
    let way = |flow: &model::bpmn::Flow| {
        json!({
            "id": flow.id,
            "name": flow.name,
            "from": flow.source,
            "to": flow.target,
            "condition": flow.condition.as_ref().map(model::bpmn::Dynamic::to_source),
        })
    };
    body.flows.iter().map(way).collect()
}
