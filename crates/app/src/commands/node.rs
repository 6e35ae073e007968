//! A node of the runtime for the commands that run cases in this process.

use crate::messages;
use crate::output::Failure;
use crate::source::text;
use engine::Decisions;
use expr::{Evaluation, Variables, dmn};
use runtime::connectors::{Delay, HttpPolicy, HttpRequest, Log, VariablesSet};
use runtime::{Connectors, Options, Runtime, RuntimeError};
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::path::PathBuf;
use std::sync::Arc;
use store::{Db, StoreError};

/// Decisions from files.
#[derive(Debug, Default)]
pub struct FileDecisions(Vec<dmn::Model>);

impl FileDecisions {
    /// Reads the decision models among `files`.
    ///
    /// # Errors
    /// One of them cannot be read.
    pub fn read(files: &[PathBuf]) -> Result<Self, Failure> {
        let is_dmn = |file: &&PathBuf| file.extension().is_some_and(|ending| ending == "dmn");
        let mut models = Vec::new();
        for file in files.iter().filter(is_dmn) {
            let (name, xml) = text(file)?;
            let model = dmn::Model::parse(&xml).map_err(|error| {
                let text =
                    messages::DECISION_UNREADABLE.message().with("file", &name).with("line", error.line);
                Failure::new(text.with_message("reason", error.message))
            })?;
            models.push(model);
        }
        Ok(Self(models))
    }
}

impl Decisions for FileDecisions {
    fn decide(
        &self,
        id: &str,
        inputs: &dyn Variables,
        env: &expr::Env,
    ) -> Option<Result<Evaluation, lang::Message>> {
        let model =
            self.0.iter().find(|model| model.decisions().iter().any(|decision| &*decision.id == id))?;
        Some(model.decide(id, inputs, env))
    }
}

/// The connectors that are built in.
///
/// # Errors
/// The HTTP client cannot be made.
pub fn connectors() -> Result<Connectors, Failure> {
    let http = HttpRequest::new(HttpPolicy::default())
        .map_err(|error| Failure::new(messages::HTTP_CLIENT.message().with("reason", error)))?;
    Ok(Connectors::none().with(http).with(Log).with(Delay).with(VariablesSet))
}

/// Opens the database and starts a node on it, with the connectors that are built in.
///
/// # Errors
/// The database cannot be opened.
pub async fn start(db: &str, decisions: FileDecisions) -> Result<Runtime, Failure> {
    start_as(&options().node, db, decisions).await
}

/// As [`start`], under a name of its own: what a node of this name had taken is given back first.
///
/// # Errors
/// The database cannot be opened.
pub async fn start_as(name: &str, db: &str, decisions: FileDecisions) -> Result<Runtime, Failure> {
    let node = name.to_owned();
    let options = Options { node, connectors: connectors()?, decisions: Arc::new(decisions), ..options() };
    start_with(db, options).await
}

/// Opens the database only to look at it: it is neither made nor changed, and nothing goes on by it.
///
/// # Errors
/// There is no such database, or not one of this version of the program.
pub async fn look(db: &str) -> Result<Runtime, Failure> {
    let (db, schema) = Db::look(db).await.map_err(store_failure)?;
    let known = store::newest_schema();
    if schema > known {
        return Err(store_failure(StoreError::Newer { found: schema, known }));
    }
    if schema < known {
        let text = if schema == 0 { &messages::NOTHING_OF_OURS } else { &messages::OLDER_SCHEMA };
        return Err(Failure::new(text.message().with("found", schema).with("known", known)));
    }
    Ok(Runtime::looking(db, options()))
}

fn options() -> Options {
    Options { node: name(), zone: jiff::tz::TimeZone::system(), ..Options::default() }
}

/// The name of a node that nobody starts a second time. In containers every process may have the same number.
fn name() -> String {
    // The standard library seeds its hash maps from the operating system's randomness.
    let random = RandomState::new().build_hasher().finish();
    format!("cli-{}-{random:016x}", std::process::id())
}

async fn start_with(db: &str, options: Options) -> Result<Runtime, Failure> {
    let db = Db::open(db).await.map_err(store_failure)?;
    Runtime::start_node(db, options).await.map_err(failure)
}

/// What the store said, for a person.
pub fn store_failure(error: StoreError) -> Failure {
    failure(error.into())
}

/// What the runtime said, for a person.
pub fn failure(error: RuntimeError) -> Failure {
    match error {
        RuntimeError::Invalid(found) if !found.is_empty() => {
            Failure::of(found.into_iter().map(|it| it.message))
        }
        RuntimeError::NotMigrated(problems) if !problems.is_empty() => {
            Failure::of(problems.into_iter().map(|it| it.message))
        }
        error => Failure::new(error.message()),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn two_nodes_never_have_one_name() {
        assert_ne!(super::name(), super::name(), "the number of the process is the same");
    }
}
