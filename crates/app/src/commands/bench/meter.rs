//! What a piece of work costs: CPU time of the whole process, wall time, memory.

use rustix::time::{ClockId, clock_gettime};
use std::time::{Duration, Instant};

/// What was spent.
#[derive(Debug, Clone, Copy, Default)]
pub struct Spent {
    /// CPU seconds of all threads, user and system.
    pub cpu: f64,
    /// Seconds on the clock.
    pub wall: f64,
}

/// A running measurement.
#[derive(Debug, Clone, Copy)]
pub struct Meter {
    cpu: f64,
    wall: Instant,
}

impl Meter {
    /// Begins to measure.
    pub fn start() -> Self {
        Self { cpu: cpu_seconds(), wall: Instant::now() }
    }

    /// What was spent since the start.
    pub fn spent(&self) -> Spent {
        Spent { cpu: cpu_seconds() - self.cpu, wall: self.wall.elapsed().as_secs_f64() }
    }
}

fn cpu_seconds() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

/// Runs of which the median counts.
pub const RUNS: usize = 5;

/// Does the work again and again for `time`, [`RUNS`] times; of the median run how often, and what it cost. What the
/// work returns is how much it did.
pub fn median<E>(time: Duration, mut work: impl FnMut() -> Result<f64, E>) -> Result<(f64, Spent), E> {
    let mut runs = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        let meter = Meter::start();
        let mut done = 0.0;
        while meter.wall.elapsed() < time {
            done += work()?;
        }
        runs.push((done, meter.spent()));
    }
    runs.sort_by(|(a, spent_a), (b, spent_b)| (a / spent_a.cpu).total_cmp(&(b / spent_b.cpu)));
    Ok(runs.swap_remove(RUNS / 2))
}

/// Bytes of memory that the process has in use (Linux: resident set).
pub fn resident_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? * 1024)
}

/// CPU seconds of a process and its children (Linux), in steps of a hundredth: for a database server.
pub fn cpu_of_server(pid: u32) -> f64 {
    let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    processes.filter_map(|entry| stat(&entry.file_name().to_string_lossy(), pid)).sum()
}

/// CPU seconds of process `of`, if it is `pid` or a child of it.
fn stat(of: &str, pid: u32) -> Option<f64> {
    let number: u32 = of.parse().ok()?;
    let text = std::fs::read_to_string(format!("/proc/{number}/stat")).ok()?;
    // After the name, which may hold anything: state, parent, … user, system, of children that ended: user, system.
    let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let parent: u32 = fields.get(1)?.parse().ok()?;
    let ticks = |range: std::ops::Range<usize>| -> f64 {
        fields.get(range).into_iter().flatten().filter_map(|field| field.parse::<f64>().ok()).sum()
    };
    let ticks = match number == pid {
        true => ticks(11..15),
        false => (parent == pid).then(|| ticks(11..13))?,
    };
    Some(ticks / 100.0)
}
