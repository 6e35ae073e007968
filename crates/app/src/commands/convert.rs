//! `stepwell convert IN --to FORM`: outline or BPMN in, any form out.

use crate::cli::Form;
use crate::commands::render::{drawable, picture};
use crate::messages;
use crate::output::{Failure, Output};
use crate::progress::Busy;
use crate::source::Source;
use lang::Lang;
use model::bpmn::{Body, Lane, Process};
use notation::{draw, outline};
use serde_json::{Value, json};
use std::path::Path;

/// What becomes what.
pub struct How<'a> {
    /// The workflow.
    pub input: &'a Path,
    /// The form that is printed.
    pub to: Form,
    /// The language of an outline.
    pub from_lang: Option<Lang>,
    /// The document into which an outline is written.
    pub base: Option<&'a Path>,
    /// Of several workflows the one that becomes an outline.
    pub process: Option<&'a str>,
}

/// Prints the workflow in another form.
///
/// # Errors
/// The workflow or the base cannot be read.
pub fn convert(how: &How, output: &Output) -> Result<(), Failure> {
    let base = how.base.map(|path| Source::read(path, None, output)).transpose()?;
    let base = base.as_ref().map(|base| &base.document);
    let source = Source::read_on(how.input, base, how.from_lang, output)?;
    match how.to {
        Form::Bpmn => {
            let busy = drawing(&source, output);
            let text = bpmn(source);
            drop(busy);
            output.print(&text);
        }
        Form::Outline => output.print(&text(&source, how.process)?),
        Form::Json => output.print_json(&structure(&source)),
        Form::Svg => {
            drawable(&source)?;
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

/// The workflow as an outline: an outline is one workflow.
fn text(source: &Source, wanted: Option<&str>) -> Result<String, Failure> {
    if let Some(outline) = &source.outline {
        return Ok(outline::format(outline));
    }
    let definitions = source.document.definitions();
    let about = |text: &'static lang::Text| text.message().with("file", &source.file);
    let ids: Vec<&str> = definitions.processes.iter().map(|process| &*process.id).collect();
    let id = match (wanted, ids.as_slice()) {
        (_, []) => return Err(Failure::new(about(&messages::NO_PROCESS))),
        (Some(wanted), ids) if ids.contains(&wanted) => wanted,
        (Some(wanted), ids) => {
            let text = about(&messages::NO_SUCH_PROCESS).with("process", wanted);
            return Err(Failure::new(text.with("processes", ids.join(", "))));
        }
        (None, [only]) => only,
        (None, several) => {
            return Err(Failure::new(
                about(&messages::SEVERAL_PROCESSES).with("processes", several.join(", ")),
            ));
        }
    };
    let outline = outline::from_definitions(definitions, id);
    outline.map(|it| outline::format(&it)).ok_or_else(|| Failure::new(about(&messages::NO_PROCESS)))
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
