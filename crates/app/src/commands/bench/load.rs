//! Load: clients, each of which carries cases through, one command after the other.

use super::failed;
use super::memory::{CLAIM, JOB, TASK, approved, priced};
use crate::output::Failure;
use engine::Command;
use runtime::{NewCase, Options, Runtime};
use std::path::Path;
use std::time::Instant;
use store::Db;
use tempfile::TempDir;

/// Commands of a case.
pub const COMMANDS: u32 = 3;

/// A folder for a database, removed at the end.
pub fn folder(dir: &Path) -> Result<TempDir, Failure> {
    tempfile::Builder::new().prefix("stepwell-bench-").tempdir_in(dir).map_err(failed)
}

/// A node on a database; a file or `postgres://…`.
pub async fn node(target: &str, options: Options) -> Result<Runtime, Failure> {
    let db = Db::open(target).await.map_err(failed)?;
    Runtime::start_node(db, options).await.map_err(failed)
}

/// A node on a database in this folder.
pub async fn node_in(folder: &Path, options: Options) -> Result<Runtime, Failure> {
    node(&folder.join("bench.db").display().to_string(), options).await
}

/// Makes the benchmark process known.
pub async fn deploy_claim(runtime: &Runtime) -> Result<(), Failure> {
    runtime.deploy(CLAIM).await.map(drop).map_err(failed)
}

/// Stops the node and closes its database.
pub async fn stop(runtime: Runtime) -> Result<(), Failure> {
    let db = runtime.db().clone();
    runtime.stop().await.map_err(failed)?;
    db.close().await;
    Ok(())
}

/// How long each command took, in µs.
#[derive(Debug, Default)]
pub struct Times(Vec<u32>);

impl Times {
    /// Does something and notes how long it took.
    pub async fn time<T>(&mut self, command: impl Future<Output = T>) -> T {
        let begin = Instant::now();
        let result = command.await;
        self.0.push(u32::try_from(begin.elapsed().as_micros()).unwrap_or(u32::MAX));
        result
    }

    /// All in one.
    pub fn join(all: Vec<Times>) -> Times {
        let mut times: Vec<u32> = all.into_iter().flat_map(|times| times.0).collect();
        times.sort_unstable();
        Times(times)
    }

    /// The time in ms within which this share of the commands was answered. Of times that were joined.
    pub fn within_ms(&self, share: f64) -> f64 {
        let place = (self.0.len() as f64 * share) as usize;
        self.0.get(place.min(self.0.len().saturating_sub(1))).map_or(0.0, |micros| f64::from(*micros) / 1e3)
    }
}

/// Starts a case and does its job; its id.
pub async fn begin(runtime: &Runtime, times: &mut Times) -> runtime::Result<String> {
    let new = NewCase { workflow: "claim".into(), ..NewCase::default() };
    let case = times.time(runtime.start(new)).await?;
    times.time(runtime.send(&case, Command::CompleteJob { key: JOB, variables: priced() })).await?;
    Ok(case)
}

/// Does the task of the case, which ends it.
pub async fn end(runtime: &Runtime, case: &str, times: &mut Times) -> runtime::Result<()> {
    times.time(runtime.send(case, Command::CompleteTask { key: TASK, variables: approved() })).await
}

/// Carries `cases` cases through, by so many clients at a time.
pub async fn drive(runtime: &Runtime, clients: u32, cases: u32) -> Result<Times, Failure> {
    let client = |number: u32| {
        let runtime = runtime.clone();
        tokio::spawn(async move {
            let mut times = Times::default();
            for _ in (number..cases).step_by(clients as usize) {
                let case = begin(&runtime, &mut times).await?;
                end(&runtime, &case, &mut times).await?;
            }
            Ok::<_, runtime::RuntimeError>(times)
        })
    };
    let running: Vec<_> = (0..clients).map(client).collect();
    let mut all = Vec::with_capacity(running.len());
    for client in running {
        all.push(client.await.map_err(failed)?.map_err(failed)?);
    }
    Ok(Times::join(all))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn clients_carry_all_cases_through() {
        let folder = folder(&std::env::temp_dir()).unwrap();
        let runtime = node_in(folder.path(), Options::default()).await.unwrap();
        deploy_claim(&runtime).await.unwrap();
        let times = drive(&runtime, 4, 10).await.unwrap();
        assert_eq!(times.0.len(), 30);
        assert!(times.within_ms(0.5) <= times.within_ms(0.99));
        assert_eq!(store::tables::cases::count_open(runtime.db()).await.unwrap(), 0);
        stop(runtime).await.unwrap();
    }
}
