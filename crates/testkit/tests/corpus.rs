//! Runs every scenario of `corpus/engine`, in each mode, as a test of its own.
//!
//! `cargo test -p testkit --test corpus -- timers` runs those whose name has `timers` in it.

use libtest_mimic::{Arguments, Failed, Trial};
use std::sync::Arc;
use testkit::corpus::{self, Entry};
use testkit::scenario::run;
use testkit::world::{Mode, World};

fn main() {
    let arguments = Arguments::from_args();
    let entries = match corpus::load(&corpus::engine()) {
        Ok(entries) => entries.into_iter().map(Arc::new).collect::<Vec<_>>(),
        Err(why) => {
            let broken = Trial::test("the corpus can be read", move || Err(Failed::from(why)));
            libtest_mimic::run(&arguments, vec![broken]).exit();
        }
    };
    let trials = entries.iter().flat_map(|entry| Mode::ALL.map(|mode| trial(entry, mode))).collect();
    libtest_mimic::run(&arguments, trials).exit();
}

fn trial(entry: &Arc<Entry>, mode: Mode) -> Trial {
    let entry = entry.clone();
    Trial::test(format!("{} [{}]", entry.name(), mode.name()), move || {
        let mut world = World::new(mode, &entry.scenario.setup).map_err(|refused| refused.to_string())?;
        run(&entry.scenario, &entry.files, &mut world)
            .map_err(|failure| format!("corpus/engine/{}.scenario {failure}", entry.file))?;
        Ok(())
    })
}
