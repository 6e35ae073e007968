//! A case being played in the terminal: what waits is shown, answers are taken, and it is said how it ended.

use super::Job;
use super::answer::{self, Answer};
use super::family::{Family, Open};
use super::lines::Lines;
use super::path::Path as TakenPath;
use super::summary;
use super::waiting::{self, What};
use crate::commands::node;
use crate::messages;
use crate::output::{Failure, Output};
use engine::Command;
use engine::state::CasePhase;
use expr::Context;
use lang::Text;
use notation::bpmn::Document;
use runtime::{CaseView, Connectors, Runtime};
use std::collections::HashMap;
use std::io::Write;
use std::time::{Duration, Instant};

/// How often it is looked whether something happened by itself.
const LOOK: Duration = Duration::from_millis(100);
/// How long a program may work before it is said what is waited for; and how long nothing may happen, once there are
/// no more answers, until the case is left.
const QUIET: Duration = Duration::from_secs(1);
/// How many of the other things that wait are shown.
const SHOWN: usize = 10;

/// A case being played.
pub struct Session<'a> {
    runtime: Runtime,
    connectors: Connectors,
    case: String,
    /// What to say or do at a step: by the workflow's id and its own.
    guidance: HashMap<(String, String), String>,
    /// What was said of each case so far.
    paths: HashMap<String, TakenPath>,
    lines: Lines,
    output: &'a Output,
}

/// What came while nobody was asked.
enum News {
    /// Somebody typed something.
    Line(String),
    /// Something happened by itself.
    Happened,
    /// There will be no more lines, and nothing happens.
    Over,
}

impl<'a> Session<'a> {
    /// A case of one of these documents.
    ///
    /// # Errors
    /// The connectors cannot be made.
    pub fn new<'d>(
        runtime: Runtime,
        case: String,
        documents: impl Iterator<Item = &'d Document>,
        output: &'a Output,
    ) -> Result<Self, Failure> {
        Ok(Self {
            runtime,
            connectors: node::connectors()?,
            case,
            guidance: documents.flat_map(guidance).collect(),
            paths: HashMap::new(),
            lines: Lines::new(),
            output,
        })
    }

    /// Says which case it is.
    ///
    /// # Errors
    /// There is no such case.
    pub async fn say_title(&self, text: &'static Text) -> Result<(), Failure> {
        let view = self.runtime.case(&self.case).await.map_err(node::failure)?;
        let title = text.message().with("workflow", &view.workflow.name).with("case", &self.case);
        self.say(&self.output.paint("1", &title.render(self.output.lang)));
        Ok(())
    }

    /// For people only; a program reads the end.
    fn say(&self, line: &str) {
        if !self.output.json {
            self.output.print(line);
        }
    }

    fn say_text(&self, colour: &str, message: &lang::Message) {
        self.say(&self.output.paint(colour, &message.render(self.output.lang)));
    }

    /// Until the case has ended (true) or is left (false).
    ///
    /// # Errors
    /// The database fails.
    pub async fn play(&mut self) -> Result<bool, Failure> {
        let (mut selected, mut waits_said) = (0, None);
        loop {
            let _ = tokio::time::timeout(QUIET, self.runtime.rest()).await;
            let family = Family::look(&self.runtime, &self.case).await?;
            self.show_paths(&family).await?;
            if !family.0[0].state.is_active() {
                return Ok(true);
            }
            let (items, by_itself) = family.waits(&self.connectors);
            selected = if selected < items.len() { selected } else { 0 };
            let Some(open) = items.get(selected) else {
                match self.wait(&family, &by_itself, &mut waits_said).await? {
                    News::Line(line) if answer::is_leave(&line) => return Ok(false),
                    News::Line(_) => self.say_text("33", &messages::NOTHING_TO_ANSWER.message()),
                    News::Happened => {}
                    News::Over => return Ok(false),
                }
                continue;
            };
            waits_said = None;
            self.show(&family, &items, selected);
            let line = match self.news(&family, false).await? {
                News::Line(line) => line,
                News::Happened => {
                    self.say("");
                    continue;
                }
                News::Over => return Ok(false),
            };
            let view = &family.0[open.member];
            match answer::parse(&line, &open.item, items.len()) {
                Ok(Answer::Leave) => return Ok(false),
                Ok(Answer::Help) => self.say(messages::HELP.get(self.output.lang)),
                Ok(Answer::Variables) => self.show_variables(view),
                Ok(Answer::Select(other)) => selected = other,
                Ok(Answer::Command(command)) => {
                    selected = 0;
                    self.send(&view.row.id, *command, &open.item.what).await;
                }
                Err(expected) => self.say_text("33", &expected),
            }
        }
    }

    /// Nobody can answer anything now: says for what the case waits, unless it goes on at once.
    async fn wait(
        &mut self,
        family: &Family,
        by_itself: &[Open],
        said: &mut Option<Vec<(String, i64)>>,
    ) -> Result<News, Failure> {
        let since = Instant::now();
        let position = family.position();
        while since.elapsed() < QUIET && said.as_ref() != Some(&position) {
            tokio::time::sleep(LOOK).await;
            if Family::look(&self.runtime, &self.case).await?.position() != position {
                return Ok(News::Happened);
            }
        }
        if said.as_ref() != Some(&position) {
            // What the case waits for until a called one has ended is shown by that one.
            let alone = family.0.len() == 1;
            let shown = by_itself.iter().filter(|open| alone || !matches!(open.item.what, What::Call));
            for open in shown.take(SHOWN) {
                self.say(&self.output.paint("2", &format!("  … {}", self.describe(family, open))));
            }
            *said = Some(position);
        }
        self.news(family, true).await
    }

    /// Waits for a line, or for something to happen. Lines that were written before wait while nothing can be answered.
    async fn news(&mut self, family: &Family, idle: bool) -> Result<News, Failure> {
        let position = family.position();
        let since = Instant::now();
        let takes = self.lines.is_terminal || !idle;
        loop {
            if self.lines.is_over() && (!idle || since.elapsed() >= QUIET) {
                return Ok(News::Over);
            }
            tokio::select! {
                biased;
                leaves = self.lines.peek(), if self.lines.may_come() || takes && !self.lines.is_over() => {
                    if leaves.is_some_and(|line| takes || answer::is_leave(line))
                        && let Some(line) = self.lines.take()
                    {
                        if !self.lines.is_terminal {
                            self.say(&line); // so that the record of a scripted run can be read
                        }
                        return Ok(News::Line(line));
                    }
                }
                () = tokio::time::sleep(LOOK) => {}
            }
            if Family::look(&self.runtime, &self.case).await?.position() != position {
                return Ok(News::Happened);
            }
        }
    }

    async fn send(&self, case: &str, command: Command, what: &What) {
        let sets = matches!(command, Command::SetVariables { .. });
        let mut result = self.runtime.send(case, command).await;
        if let (Ok(()), true, What::Incident { incident, .. }) = (&result, sets, what) {
            result = self.runtime.send(case, Command::ResolveIncident { key: *incident }).await;
        }
        if let Err(error) = result {
            self.say_text("31", &error.message());
        }
    }

    async fn show_paths(&mut self, family: &Family) -> Result<(), Failure> {
        // Of a called case that has ended the last steps are still to be said.
        let ended = self.paths.keys().filter(|id| !family.0.iter().any(|view| view.row.id == **id));
        let mut views = Vec::new();
        for id in ended.cloned().collect::<Vec<_>>() {
            views.push(self.runtime.case(&id).await.map_err(node::failure)?);
        }
        for view in views.iter().chain(&family.0) {
            let (id, mut path) = (&view.row.id, self.paths.remove(&view.row.id).unwrap_or_default());
            let history = self.runtime.history(id, path.sequence(), i64::from(i32::MAX)).await;
            for (sequence, _, events) in history.map_err(node::failure)? {
                for step in path.follow(&view.workflow.graph, sequence, &events) {
                    let whose = if *id == self.case { "" } else { &view.workflow.name };
                    self.say(&format!("  {} {}", self.output.paint("32", "✓"), prefixed(whose, &step)));
                }
            }
            if *id == self.case || view.state.is_active() {
                self.paths.insert(id.clone(), path);
            }
        }
        Ok(())
    }

    /// What waits, and whose it is if it is a called case's.
    fn describe(&self, family: &Family, open: &Open) -> String {
        let view = &family.0[open.member];
        let text = waiting::describe(&view.workflow.graph, &open.item, self.output.lang);
        prefixed(if open.member == 0 { "" } else { &view.workflow.name }, &text)
    }

    fn show(&self, family: &Family, items: &[Open], selected: usize) {
        let open = &items[selected];
        let view = &family.0[open.member];
        self.say(&format!("{} {}", self.output.paint("36", "→"), self.describe(family, open)));
        let step = view.workflow.graph.node(open.item.node).id.to_string();
        if let Some(text) = self.guidance.get(&(view.workflow.id.to_string(), step)) {
            for line in text.lines() {
                self.say(&format!("  {}", self.output.paint("3", line)));
            }
        }
        if let What::Choice { answers, .. } = &open.item.what {
            for (number, (_, label)) in answers.iter().enumerate() {
                self.say(&format!("    {}  {label}", number + 1));
            }
        }
        let others = items.iter().enumerate().filter(|(number, _)| *number != selected);
        for (number, other) in others.take(SHOWN) {
            let what = format!("#{} {}", number + 1, self.describe(family, other));
            self.say_indented(&messages::ALSO.message().with("what", what));
        }
        if items.len() > SHOWN + 1 {
            self.say_indented(&messages::MORE.message().with("count", items.len() - SHOWN - 1));
        }
        if !self.output.json {
            let how = format!("[{}]", waiting::how(&open.item, self.output.lang));
            let mut out = std::io::stdout().lock();
            let _ = write!(out, "  {} > ", self.output.paint("2", &how));
            let _ = out.flush();
        }
    }

    fn say_indented(&self, message: &lang::Message) {
        self.say(&self.output.paint("2", &format!("  {}", message.render(self.output.lang))));
    }

    fn show_variables(&self, view: &CaseView) {
        for (name, value) in view.state.variables().into_iter().flat_map(Context::iter) {
            self.say(&format!("  {name} = {}", value.to_json()));
        }
    }

    /// Says how it ended, or how to go on.
    ///
    /// # Errors
    /// The database fails.
    pub async fn leave(self, job: &Job<'_>, ended: bool) -> Result<(), Failure> {
        let view = self.runtime.case(&self.case).await.map_err(node::failure)?;
        if self.output.json {
            let family = Family::look(&self.runtime, &self.case).await?;
            self.output.print_json(&summary::summary(&family, &self.connectors, self.output.lang));
        } else if ended {
            let path = self.paths.get(&self.case);
            let end = path.and_then(TakenPath::end).map(str::to_owned).or_else(|| view.row.outcome.clone());
            self.say_text("1", &how_it_ended(view.state.phase, end));
        } else {
            self.say("");
            match job.db {
                Some(db) => self.say_text("0", &messages::LEFT.message().with("command", command(job, db))),
                None => self.say_text("0", &messages::LEFT_FOR_GOOD.message()),
            }
        }
        self.runtime.stop().await.map_err(node::failure)
    }
}

fn prefixed(whose: &str, text: &str) -> String {
    if whose.is_empty() { text.to_owned() } else { format!("{whose} · {text}") }
}

fn how_it_ended(phase: CasePhase, end: Option<String>) -> lang::Message {
    match (phase, end) {
        (CasePhase::Completed, Some(end)) => messages::COMPLETED.message().with("end", end),
        (phase, _) => {
            let phase = match phase {
                CasePhase::Failed => &messages::PHASE_FAILED,
                CasePhase::Canceled => &messages::PHASE_CANCELED,
                _ => &messages::PHASE_COMPLETED,
            };
            messages::OTHER_END.message().with_message("phase", phase.message())
        }
    }
}

/// What to type to go on, for a shell.
fn command(job: &Job, db: &str) -> String {
    let mut words = vec!["stepwell".to_owned(), "run".into(), job.file.display().to_string()];
    words.extend(["--db".into(), db.to_owned()]);
    words.extend(job.with.iter().flat_map(|file| ["--with".into(), file.display().to_string()]));
    words.extend(job.case.into_iter().flat_map(|case| ["--case".into(), case.to_owned()]));
    shlex::try_join(words.iter().map(String::as_str)).unwrap_or_else(|_| words.join(" "))
}

/// What to say or do at each step, by the workflow's id and its own.
fn guidance(document: &Document) -> Vec<((String, String), String)> {
    fn add(process: &str, body: &model::bpmn::Body, found: &mut Vec<((String, String), String)>) {
        for node in &body.nodes {
            if let Some(text) = &node.documentation {
                found.push(((process.to_owned(), node.id.to_string()), text.clone()));
            }
            if let Some(inside) = node.body() {
                add(process, inside, found);
            }
        }
    }
    let mut found = Vec::new();
    for process in &document.definitions().processes {
        add(&process.id, &process.body, &mut found);
    }
    found
}
