//! Load for a long time: memory must stay flat.
//!
//! Clients start cases at a steady rate; a window of cases stays open, each new one lets the oldest end; what has
//! ended is erased after a minute by a rule of retention. So the work that is open stays the same, and so must
//! memory and the file.

use super::failed;
use super::figure::number;
use super::load::{self, Times};
use super::meter::{Meter, resident_bytes};
use crate::output::{Failure, Output};
use runtime::{Options, Retention, Runtime};
use serde_json::json;
use std::collections::VecDeque;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;
use tokio::time::MissedTickBehavior;

const CLIENTS: u32 = 64;
/// Cases that each client keeps open.
const OPEN: usize = 100;
/// Between two lines of the report.
const LINE: Duration = Duration::from_secs(10);
/// How long finished cases are kept, in µs.
const KEPT: i64 = 60_000_000;
/// How much the mean of memory in the last quarter may be above that in the second one: more is a leak.
const GROWTH: f64 = 1.10;

/// Runs for so many minutes with so many cases a second.
///
/// # Errors
/// Memory has grown, or something failed.
pub async fn measure(dir: &Path, minutes: u64, rate: u32, output: &Output) -> Result<(), Failure> {
    let folder = load::folder(dir)?;
    let runtime = load::node_in(folder.path(), Options::default()).await?;
    load::deploy_claim(&runtime).await?;
    let rule = Retention { erase_after: Some(KEPT), ..Retention::default() };
    runtime.set_retention(None, Some(rule)).await.map_err(failed)?;
    let (stop, done) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
    let pause = Duration::from_secs_f64(f64::from(CLIENTS) / f64::from(rate.max(1)));
    let client = |_| tokio::spawn(client(runtime.clone(), pause, stop.clone(), done.clone()));
    let clients: Vec<_> = (0..CLIENTS).map(client).collect();
    let memory = watch(&runtime, Duration::from_secs(minutes * 60), &done, output).await?;
    stop.store(true, Ordering::Relaxed);
    for client in clients {
        client.await.map_err(failed)?.map_err(failed)?;
    }
    load::stop(runtime).await?;
    verdict(&memory, output)
}

/// Starts cases, one after the other, and lets the oldest end.
async fn client(
    runtime: Runtime,
    pause: Duration,
    stop: Arc<AtomicBool>,
    done: Arc<AtomicU64>,
) -> runtime::Result<()> {
    let mut open = VecDeque::new();
    let mut ticks = tokio::time::interval(pause);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Skip);
    while !stop.load(Ordering::Relaxed) {
        ticks.tick().await;
        let mut times = Times::default();
        open.push_back(load::begin(&runtime, &mut times).await?);
        if open.len() > OPEN
            && let Some(oldest) = open.pop_front()
        {
            load::end(&runtime, &oldest, &mut times).await?;
            done.fetch_add(1, Ordering::Relaxed);
        }
    }
    Ok(())
}

/// Prints how it goes; gives the memory at each line.
async fn watch(
    runtime: &Runtime,
    time: Duration,
    done: &AtomicU64,
    output: &Output,
) -> Result<Vec<f64>, Failure> {
    let meter = Meter::start();
    let mut memory = Vec::new();
    let mut before = 0;
    while meter.spent().wall < time.as_secs_f64() {
        tokio::time::sleep(LINE).await;
        let spent = meter.spent();
        let ended = done.load(Ordering::Relaxed);
        let rate = (ended - before) as f64 / LINE.as_secs_f64();
        before = ended;
        let resident =
            resident_bytes().ok_or_else(|| failed("memory can only be measured on Linux"))? as f64 / 1e6;
        let file = runtime.db().size().await.map_err(failed)? as f64 / 1e6;
        memory.push(resident);
        output.print(&match output.json {
            true => json!({
                "seconds": spent.wall.round(), "cases": ended, "cases/s": rate, "cpu": spent.cpu,
                "memory MB": resident, "file MB": file,
            })
            .to_string(),
            false => format!(
                "{:>6.0} s {:>10} cases {:>6}/s {:>8.1} CPU-s {:>7} MB memory {:>8} MB file",
                spent.wall,
                number(ended as f64),
                number(rate),
                spent.cpu,
                number(resident),
                number(file),
            ),
        });
    }
    Ok(memory)
}

/// Fails if memory has grown.
fn verdict(memory: &[f64], output: &Output) -> Result<(), Failure> {
    let quarter = memory.len() / 4;
    let mean = |part: &[f64]| part.iter().sum::<f64>() / part.len().max(1) as f64;
    let (early, late) = (mean(&memory[quarter..2 * quarter]), mean(&memory[memory.len() - quarter..]));
    let growth = late / early.max(1.0);
    output.print(&match output.json {
        true => json!({"figure": "soak", "early MB": early, "late MB": late, "growth": growth}).to_string(),
        false => {
            format!("memory: {} MB in the second quarter, {} MB in the last", number(early), number(late))
        }
    });
    if growth <= GROWTH {
        Ok(())
    } else {
        Err(failed(format!("memory has grown by {:.0} %", (growth - 1.0) * 100.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn growing_memory_is_told_from_steady_memory() {
        let output = Output::new(true, None);
        assert!(verdict(&[50.0, 90.0, 100.0, 101.0, 99.0, 103.0, 100.0, 101.0], &output).is_ok());
        assert!(verdict(&[50.0, 90.0, 100.0, 110.0, 120.0, 130.0, 140.0, 150.0], &output).is_err());
    }
}
