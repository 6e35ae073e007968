//! What a person sees while something takes longer than a second.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// How long something may take until it is shown.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often what is shown changes.
const TICK: Duration = Duration::from_millis(120);

/// Something at work. It is shown after a second, and gone when this is dropped.
pub struct Busy {
    bar: ProgressBar,
    done: Option<Sender<()>>,
    watch: Option<JoinHandle<()>>,
}

impl Busy {
    /// Begins. A bar, if the number of things to do is known.
    pub fn new(what: String, length: Option<u64>, target: ProgressDrawTarget) -> Self {
        Self::with_patience(what, length, target, PATIENCE)
    }

    fn with_patience(
        what: String,
        length: Option<u64>,
        target: ProgressDrawTarget,
        patience: Duration,
    ) -> Self {
        let hidden = target.is_hidden();
        let bar = ProgressBar::with_draw_target(length, ProgressDrawTarget::hidden()).with_message(what);
        let template =
            if length.is_some() { "{msg} {bar:32} {pos}/{len} {eta}" } else { "{spinner} {msg} {elapsed}" };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        if hidden {
            return Self { bar, done: None, watch: None };
        }
        let (done, ended) = channel();
        let shown = bar.clone();
        let watch = std::thread::spawn(move || {
            if ended.recv_timeout(patience) == Err(RecvTimeoutError::Timeout) {
                shown.set_draw_target(target);
                while ended.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
                    shown.tick();
                }
            }
        });
        Self { bar, done: Some(done), watch: Some(watch) }
    }

    /// One thing more is done.
    pub fn step(&self) {
        self.bar.inc(1);
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.done = None;
        if let Some(watch) = self.watch.take() {
            let _ = watch.join();
        }
        self.bar.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use indicatif::{InMemoryTerm, TermLike};

    fn shown(length: Option<u64>, works_for: Duration) -> String {
        let term = InMemoryTerm::new(5, 100);
        let target = ProgressDrawTarget::term_like(Box::new(term.clone()) as Box<dyn TermLike>);
        let busy = Busy::with_patience("reading a.txt".into(), length, target, Duration::from_millis(40));
        busy.step();
        std::thread::sleep(works_for);
        let seen = term.contents();
        drop(busy);
        assert_eq!(term.contents(), "", "nothing stays behind");
        seen
    }

    #[test]
    fn what_takes_long_is_shown_and_what_does_not_is_not() {
        assert_eq!(shown(None, Duration::ZERO), "");
        let long = Duration::from_millis(600);
        assert!(shown(None, long).contains("reading a.txt"));
        assert!(shown(Some(3), long).contains("1/3"));
    }
}
