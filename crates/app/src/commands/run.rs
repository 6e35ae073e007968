//! `stepwell run FILE`: a case in the terminal. It shows what waits, takes the answer, and goes on to the end.

mod answer;
mod family;
mod lines;
mod path;
mod session;
mod summary;
mod waiting;

use super::node::{self, FileDecisions};
use crate::messages;
use crate::output::{Failure, Output};
use crate::source::{Source, has_errors};
use expr::Context;
use model::graph::Graph;
use runtime::{NewCase, Runtime, Workflow};
use session::Session;
use std::path::{Path, PathBuf};
pub use waiting::instant;

/// What is to be run, and how.
pub struct Job<'a> {
    /// The workflow.
    pub file: &'a Path,
    /// `name=value`.
    pub variables: &'a [String],
    /// The database that keeps the case.
    pub db: Option<&'a str>,
    /// Further workflows and decisions.
    pub with: &'a [PathBuf],
    /// A new case, even if one is open.
    pub anew: bool,
    /// The case to go on with; the newest open one of the workflow if `None`.
    pub case: Option<&'a str>,
    /// The start event of a new case; the plain one, or else the only one, if `None`.
    pub start: Option<&'a str>,
}

/// Runs a case until it ends or is left.
///
/// # Errors
/// The workflow cannot run, or the database fails.
pub fn run(job: &Job, output: &Output) -> Result<(), Failure> {
    let source = Source::read(job.file, None, output)?;
    let no_process = || Failure::new(messages::NO_PROCESS.message().with("file", &source.file));
    if source.document.definitions().processes.is_empty() {
        return Err(no_process());
    }
    let found = model::check::check(source.document.definitions());
    let found: Vec<_> = found.into_iter().map(source.placing()).collect();
    if has_errors(&found) {
        output.diagnostics(&source.file, &source.text, &found);
        return Err(Failure::said());
    }
    let others = job.with.iter().filter(|file| file.extension().is_none_or(|ending| ending != "dmn"));
    let others = others.map(|file| Source::read(file, None, output)).collect::<Result<Vec<_>, _>>()?;
    let variables = start_variables(job.variables)?;
    let decisions = FileDecisions::read(job.with)?;
    let folder = tempfile::tempdir()
        .map_err(|error| {
            messages::TEMPORARY_FOLDER.message().with_message("reason", messages::reason(&error))
        })
        .map_err(Failure::new)?;
    let own = folder.path().join("run.db").display().to_string();
    let threads = super::tokio()?;
    threads.block_on(async {
        let busy = output.busy(messages::BUSY_OPEN.message(), None);
        let runtime = node::start(job.db.unwrap_or(&own), decisions).await?;
        drop(busy);
        for other in &others {
            runtime.deploy(&other.document.to_xml()).await.map_err(node::failure)?;
        }
        let deployed = runtime.deploy(&source.document.to_xml()).await.map_err(node::failure)?;
        let workflow = deployed.first().map(|it| it.workflow.clone()).ok_or_else(no_process)?;
        let open = match job.case {
            Some(case) => Some(case.to_owned()),
            None if job.anew || job.start.is_some() => None,
            None => open_case(&runtime, &workflow.id).await?,
        };
        let (case, text) = match open {
            Some(case) if !job.variables.is_empty() => {
                return Err(Failure::new(messages::VARIABLES_OF_OPEN_CASE.message().with("case", case)));
            }
            Some(case) => (case, &messages::CASE_RESUMES),
            None => {
                let element = start_event(&workflow, job.start)?;
                let workflow = workflow.id.to_string();
                let new = NewCase { workflow, element, variables, ..NewCase::default() };
                (runtime.start(new).await.map_err(node::failure)?, &messages::CASE_BEGINS)
            }
        };
        let documents = || [&source].into_iter().chain(&others).map(|source| &source.document);
        let mut session = Session::new(runtime, case, documents(), output)?;
        session.say_title(text).await?;
        let ended = session.play().await;
        session.leave(job, ended?).await
    })
}

/// The start event at which a new case begins; `None` for the plain ones. A workflow that only events start is begun
/// as if its only one had happened.
fn start_event(workflow: &Workflow, wanted: Option<&str>) -> Result<Option<String>, Failure> {
    if let Some(wanted) = wanted {
        return Ok(Some(wanted.to_owned()));
    }
    let graph = &workflow.graph;
    let Some(root) = graph.scope(Graph::ROOT).filter(|root| root.starts.is_empty()) else { return Ok(None) };
    let ids: Vec<String> = root.triggered_starts.iter().map(|at| graph.node(*at).id.to_string()).collect();
    match ids.as_slice() {
        [] => Ok(None),
        [only] => Ok(Some(only.clone())),
        several => Err(Failure::new(messages::WHICH_START.message().with("starts", several.join(", ")))),
    }
}

fn start_variables(pairs: &[String]) -> Result<Context, Failure> {
    let pair = |text: &String| {
        let named = text.split_once('=').filter(|(name, _)| answer::is_name(name));
        let (name, value) =
            named.ok_or_else(|| Failure::new(messages::VARIABLE.message().with("text", text)))?;
        Ok((name.to_owned(), answer::value_of(value)))
    };
    pairs.iter().map(pair).collect()
}

/// The newest open case of a workflow.
async fn open_case(runtime: &Runtime, workflow: &str) -> Result<Option<String>, Failure> {
    let mut newest = None;
    let mut after = String::new();
    loop {
        let page = store::tables::cases::open(runtime.db(), &after, 500).await;
        let page = page.map_err(node::store_failure)?;
        let Some(last) = page.last() else { return Ok(newest) };
        after = last.id.clone();
        let own =
            |case: &&store::tables::cases::Case| case.workflow_id == workflow && case.parent_id.is_none();
        newest = page.iter().rfind(own).map(|case| case.id.clone()).or(newest);
    }
}
