//! (h) Recovery: a database with many open cases and timers, a process that died by kill -9, and a fresh one; how long
//! until the first command is answered, from the start of the process.

use super::failed;
use super::figure::Figure;
use super::load;
use crate::output::Failure;
use engine::{Command, Key};
use expr::Context;
use runtime::{NewCase, Options};
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, ChildStdout, Stdio};
use std::time::Instant;

/// Fresh processes, of which the median counts.
const RUNS: usize = 5;
/// Clients that fill the database.
const CLIENTS: u32 = 64;
/// The key of the task, in every case.
const TASK: Key = Key(2);

/// Measures it with this many open cases and, over all of them, timers.
pub fn measure(dir: &Path, cases: u32, timers: u32, print: &dyn Fn(Figure)) -> Result<(), Failure> {
    let folder = load::folder(dir)?;
    let file = folder.path().join("bench.db");
    let each = (timers / cases.max(1)).max(1);
    let (mut filler, mut out) = myself(&["fill", &path(&file), &cases.to_string(), &each.to_string()])?;
    let mut line = String::new();
    out.read_line(&mut line).map_err(failed)?;
    kill(&mut filler)?;
    let ids: Vec<&str> = line.split_whitespace().collect();
    if ids.len() < 2 * RUNS {
        return Err(failed("the database could not be filled"));
    }
    for (name, ids, is_cold) in
        [("file in no cache", &ids[..RUNS], true), ("file in the cache", &ids[RUNS..], false)]
    {
        let mut runs = Vec::new();
        for id in ids {
            if is_cold {
                drop_from_cache(&file).map_err(failed)?;
            }
            runs.push(first_command(&file, id)?);
        }
        runs.sort_by(f64::total_cmp);
        let name = format!("first command, {name}");
        let figure =
            Figure::value("h", name, runs[runs.len() / 2], "s").with("slowest s", runs[runs.len() - 1]);
        print(figure.with("cases", f64::from(cases)).with("timers", f64::from(cases * each)));
    }
    Ok(())
}

fn path(file: &Path) -> String {
    file.display().to_string()
}

/// Seconds from the start of a fresh process to the answer to its first command. It is killed, too.
fn first_command(file: &Path, case: &str) -> Result<f64, Failure> {
    let begin = Instant::now();
    let (mut child, mut out) = myself(&["first", &path(file), case])?;
    let mut line = String::new();
    out.read_line(&mut line).map_err(failed)?;
    let seconds = begin.elapsed().as_secs_f64();
    kill(&mut child)?;
    if line.trim() == "done" { Ok(seconds) } else { Err(failed("the first command failed")) }
}

/// This program as another process; it waits at the end until it is killed.
fn myself(arguments: &[&str]) -> Result<(Child, BufReader<ChildStdout>), Failure> {
    let program = std::env::current_exe().map_err(failed)?;
    let mut command = std::process::Command::new(program);
    command.arg("bench").args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().map_err(failed)?;
    let out = child.stdout.take().ok_or_else(|| failed("no output"))?;
    Ok((child, BufReader::new(out)))
}

fn kill(child: &mut Child) -> Result<(), Failure> {
    child.kill().map_err(failed)?;
    child.wait().map(drop).map_err(failed)
}

/// Forgets what the operating system keeps of the file in memory.
#[cfg(target_os = "linux")]
fn drop_from_cache(file: &Path) -> std::io::Result<()> {
    use rustix::fs::{Advice, fadvise};
    for name in [path(file), format!("{}-wal", path(file))] {
        if let Ok(file) = std::fs::File::open(name) {
            file.sync_all()?;
            fadvise(&file, 0, None, Advice::DontNeed)?;
        }
    }
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn drop_from_cache(_file: &Path) -> std::io::Result<()> {
    Ok(())
}

/// A user task with so many timers that remind of it in a thousand hours.
fn process(timers: u32) -> String {
    let mut text = String::from(
        r#"<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:stepwell:bench">
<process id="waiting" isExecutable="true"><startEvent id="begin"/><sequenceFlow id="to-task" sourceRef="begin" targetRef="task"/>
<userTask id="task" name="Wait"/><sequenceFlow id="to-end" sourceRef="task" targetRef="end"/><endEvent id="end"/>"#,
    );
    for timer in 0..timers {
        // Writing into a String cannot fail.
        let _ = write!(
            text,
            "<boundaryEvent id=\"timer{timer}\" attachedToRef=\"task\" cancelActivity=\"false\"><timerEventDefinition>\
             <timeDuration>PT{}H</timeDuration></timerEventDefinition></boundaryEvent>\
             <sequenceFlow id=\"flow{timer}\" sourceRef=\"timer{timer}\" targetRef=\"end\"/>",
            1_000 + timer
        );
    }
    text.push_str("</process></definitions>");
    text
}

/// Fills a database with open cases, says the ids of some, and waits to be killed.
pub async fn fill(file: &Path, cases: u32, timers: u32) -> Result<(), Failure> {
    let runtime = load::node(&path(file), Options::default()).await?;
    runtime.deploy(&process(timers)).await.map_err(failed)?;
    let client = |number: u32| {
        let runtime = runtime.clone();
        tokio::spawn(async move {
            let mut last = String::new();
            for _ in (number..cases).step_by(CLIENTS as usize) {
                last = runtime.start(NewCase { workflow: "waiting".into(), ..NewCase::default() }).await?;
            }
            Ok::<_, runtime::RuntimeError>(last)
        })
    };
    let running: Vec<_> = (0..CLIENTS).map(client).collect();
    let mut ids = Vec::new();
    for client in running {
        ids.push(client.await.map_err(failed)?.map_err(failed)?);
    }
    println!("{}", ids.into_iter().take(2 * RUNS).collect::<Vec<_>>().join(" "));
    wait_to_be_killed()
}

/// Opens the database, sends a command to the case, says that it is done, and waits to be killed.
pub async fn first(file: &Path, case: &str) -> Result<(), Failure> {
    let runtime = load::node(&path(file), Options::default()).await?;
    runtime
        .send(case, Command::CompleteTask { key: TASK, variables: Context::new() })
        .await
        .map_err(failed)?;
    println!("done");
    wait_to_be_killed()
}

/// Returns only when whoever started this process is gone.
fn wait_to_be_killed() -> Result<(), Failure> {
    std::io::stdin().read_to_end(&mut Vec::new()).map(drop).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_process_waits_with_its_timers() {
        let graph = super::super::memory::graph(&process(3), "waiting").unwrap();
        assert!((0..3).all(|timer| graph.find(&format!("timer{timer}")).is_some()));
    }
}
