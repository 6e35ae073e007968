//! `stepwell run FILE`: a case in the terminal. It shows what waits, takes the answer, and goes on to the end.

mod answer;
mod path;
mod waiting;

use super::node::{self, FileDecisions};
use crate::messages;
use crate::output::{Failure, Output};
use crate::source::{Source, has_errors};
use answer::Answer;
use engine::Command;
use engine::state::CasePhase;
use expr::Context;
use path::Path as TakenPath;
use runtime::{CaseView, Connectors, NewCase, Runtime};
use serde_json::json;
use std::collections::HashMap;
use std::io::{BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;
pub use waiting::instant;
use waiting::{Item, What, waiting};

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
}

/// Runs a case until it ends or is left.
///
/// # Errors
/// The workflow cannot run, or the database fails.
pub fn run(job: &Job, output: &Output) -> Result<(), Failure> {
    let source = Source::read(job.file, None, output)?;
    let found = model::check::check(source.document.definitions());
    if has_errors(&found) {
        output.diagnostics(&source.file, &source.text, &found);
        return Err(Failure::said());
    }
    let others = job.with.iter().filter(|file| file.extension().is_none_or(|ending| ending != "dmn"));
    let others = others.map(|file| Source::read(file, None, output)).collect::<Result<Vec<_>, _>>()?;
    let variables = start_variables(job.variables)?;
    let decisions = FileDecisions::read(job.with)?;
    let folder = tempfile::tempdir()
        .map_err(|error| Failure::new(messages::TEMPORARY_FOLDER.message().with("reason", error)))?;
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
        let Some(workflow) = deployed.first().map(|it| it.workflow.clone()) else {
            return Err(Failure::new(messages::NO_PROCESS.message().with("file", &source.file)));
        };
        let open = if job.anew { None } else { open_case(&runtime, &workflow.id).await? };
        let (case, text) = match open {
            Some(case) => (case, &messages::CASE_RESUMES),
            None => {
                let new = NewCase { workflow: workflow.id.to_string(), variables, ..NewCase::default() };
                (runtime.start(new).await.map_err(node::failure)?, &messages::CASE_BEGINS)
            }
        };
        let title = text.message().with("workflow", &workflow.name).with("case", &case).render(output.lang);
        let mut session = Session {
            runtime,
            connectors: node::connectors()?,
            case,
            guidance: guidance(&source),
            path: TakenPath::default(),
            output,
        };
        session.say(&output.paint("1", &title));
        let ended = session.play().await;
        session.leave(job, ended?).await
    })
}

fn start_variables(pairs: &[String]) -> Result<Context, Failure> {
    let pair = |text: &String| {
        let (name, value) = text
            .split_once('=')
            .ok_or_else(|| Failure::new(messages::VARIABLE.message().with("text", text)))?;
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
        let page = page.map_err(|error| Failure::new(messages::DATABASE.message().with("reason", error)))?;
        let Some(last) = page.last() else { return Ok(newest) };
        after = last.id.clone();
        let own =
            |case: &&store::tables::cases::Case| case.workflow_id == workflow && case.parent_id.is_none();
        newest = page.iter().rfind(own).map(|case| case.id.clone()).or(newest);
    }
}

/// What to say or do at each step, by its id.
fn guidance(source: &Source) -> HashMap<String, String> {
    fn add(body: &model::bpmn::Body, found: &mut HashMap<String, String>) {
        for node in &body.nodes {
            if let Some(text) = &node.documentation {
                found.insert(node.id.to_string(), text.clone());
            }
            if let Some(inside) = node.body() {
                add(inside, found);
            }
        }
    }
    let mut found = HashMap::new();
    for process in &source.document.definitions().processes {
        add(&process.body, &mut found);
    }
    found
}

struct Session<'a> {
    runtime: Runtime,
    connectors: Connectors,
    case: String,
    guidance: HashMap<String, String>,
    path: TakenPath,
    output: &'a Output,
}

impl Session<'_> {
    /// For people only; a program reads the end.
    fn say(&self, line: &str) {
        if !self.output.json {
            self.output.print(line);
        }
    }

    /// Until the case has ended (true) or is left (false).
    async fn play(&mut self) -> Result<bool, Failure> {
        let mut selected = 0;
        loop {
            let busy = self.output.busy(messages::BUSY_WORK.message(), None);
            self.runtime.rest().await;
            drop(busy);
            let view = self.runtime.case(&self.case).await.map_err(node::failure)?;
            self.show_path(&view).await?;
            if !view.state.is_active() {
                return Ok(true);
            }
            let items = waiting(&view.workflow.graph, &view.state);
            if items.first().is_none_or(|item| by_itself(&item.what, &self.connectors)) {
                tokio::time::sleep(Duration::from_millis(100)).await; // a connector or another case is at work
                continue;
            }
            selected = if selected < items.len() { selected } else { 0 };
            let item = &items[selected];
            self.show(&view, &items, selected);
            let Some(line) = read_line() else { return Ok(false) };
            if !std::io::stdin().is_terminal() {
                self.say(&line); // so that the record of a scripted run can be read
            }
            match answer::parse(&line, item, items.len()) {
                Ok(Answer::Leave) => return Ok(false),
                Ok(Answer::Help) => self.say(messages::HELP.get(self.output.lang)),
                Ok(Answer::Variables) => self.show_variables(&view),
                Ok(Answer::Select(other)) => selected = other,
                Ok(Answer::Command(command)) => {
                    selected = 0;
                    self.send(*command, item).await;
                }
                Err(expected) => self.say(&self.output.paint("33", &expected.render(self.output.lang))),
            }
        }
    }

    async fn send(&self, command: Command, item: &Item) {
        let sets_for_incident =
            matches!((&command, &item.what), (Command::SetVariables { .. }, What::Incident { .. }));
        let mut result = self.runtime.send(&self.case, command).await;
        if let (Ok(()), true, What::Incident { incident, .. }) = (&result, sets_for_incident, &item.what) {
            result = self.runtime.send(&self.case, Command::ResolveIncident { key: *incident }).await;
        }
        if let Err(error) = result {
            self.say(&self.output.paint("31", &error.message().render(self.output.lang)));
        }
    }

    async fn show_path(&mut self, view: &CaseView) -> Result<(), Failure> {
        let history = self.runtime.history(&self.case, self.path.sequence(), i64::from(i32::MAX)).await;
        for (sequence, _, events) in history.map_err(node::failure)? {
            for step in self.path.follow(&view.workflow.graph, sequence, &events) {
                self.say(&format!("  {} {step}", self.output.paint("32", "✓")));
            }
        }
        Ok(())
    }

    fn show(&self, view: &CaseView, items: &[Item], selected: usize) {
        let (graph, lang) = (&view.workflow.graph, self.output.lang);
        let item = &items[selected];
        self.say(&format!("{} {}", self.output.paint("36", "→"), waiting::describe(graph, item, lang)));
        if let Some(text) = self.guidance.get(&*graph.node(item.node).id) {
            for line in text.lines() {
                self.say(&format!("  {}", self.output.paint("3", line)));
            }
        }
        if let What::Choice { answers, .. } = &item.what {
            for (number, (_, label)) in answers.iter().enumerate() {
                self.say(&format!("    {}  {label}", number + 1));
            }
        }
        for (number, other) in items.iter().enumerate().filter(|(number, _)| *number != selected) {
            let what = format!("#{} {}", number + 1, waiting::describe(graph, other, lang));
            self.say(
                &self
                    .output
                    .paint("2", &format!("  {}", messages::ALSO.message().with("what", what).render(lang))),
            );
        }
        if !self.output.json {
            let mut out = std::io::stdout().lock();
            let _ =
                write!(out, "  {} > ", self.output.paint("2", &format!("[{}]", waiting::how(item, lang))));
            let _ = out.flush();
        }
    }

    fn show_variables(&self, view: &CaseView) {
        for (name, value) in view.state.variables().into_iter().flat_map(Context::iter) {
            self.say(&format!("  {name} = {}", value.to_json()));
        }
    }

    async fn leave(self, job: &Job<'_>, ended: bool) -> Result<(), Failure> {
        let view = self.runtime.case(&self.case).await.map_err(node::failure)?;
        let lang = self.output.lang;
        if self.output.json {
            self.output.print_json(&summary(&view));
        } else if ended {
            let end = self.path.end().map(str::to_owned).or_else(|| view.row.outcome.clone());
            let text = match (view.state.phase, end) {
                (CasePhase::Completed, Some(end)) => messages::COMPLETED.message().with("end", end),
                (phase, _) => {
                    let phase = match phase {
                        CasePhase::Failed => &messages::PHASE_FAILED,
                        CasePhase::Canceled => &messages::PHASE_CANCELED,
                        _ => &messages::PHASE_COMPLETED,
                    };
                    messages::OTHER_END.message().with_message("phase", phase.message())
                }
            };
            self.say(&self.output.paint("1", &text.render(lang)));
        } else if let Some(db) = job.db {
            let command = format!("stepwell run {} --db {db}", job.file.display());
            self.say("");
            self.say(&messages::LEFT.message().with("command", command).render(lang));
        } else {
            self.say("");
            self.say(messages::LEFT_FOR_GOOD.get(lang));
        }
        self.runtime.stop().await.map_err(node::failure)
    }
}

/// Does it come by itself, so that nobody has to be asked?
fn by_itself(what: &What, connectors: &Connectors) -> bool {
    match what {
        What::Job { job_type } => connectors.get(job_type).is_some(),
        What::Call => true,
        _ => false,
    }
}

fn read_line() -> Option<String> {
    let mut line = String::new();
    match std::io::stdin().lock().read_line(&mut line) {
        Ok(0) | Err(_) => None,
        Ok(_) => Some(line.trim_end_matches(['\r', '\n']).to_owned()),
    }
}

/// Where the case stands, for a program.
fn summary(view: &CaseView) -> serde_json::Value {
    let graph = &view.workflow.graph;
    let waits = waiting(graph, &view.state).into_iter().map(|item| {
        json!({"key": item.key, "element": graph.node(item.node).id, "what": waiting::describe(graph, &item, lang::Lang::En)})
    });
    let variables = view.state.variables().map(|variables| {
        let entries = variables.iter().map(|(name, value)| (name.to_string(), value.to_json()));
        entries.collect::<serde_json::Map<_, _>>()
    });
    json!({
        "case": view.row.id,
        "workflow": view.workflow.id,
        "version": view.workflow.number,
        "phase": view.state.phase,
        "outcome": view.state.outcome,
        "variables": variables,
        "waits": waits.collect::<Vec<_>>(),
    })
}
