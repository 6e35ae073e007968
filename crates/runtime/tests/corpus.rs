//! Every scenario of `corpus/engine` on the runtime: on SQLite, on PostgreSQL, and with a crash at every commit.
//!
//! `cargo test -p runtime --test corpus -- timers` runs those whose name has `timers` in it.

#[path = "support/host.rs"]
mod host;

use host::{Crashes, RuntimeHost};
use libtest_mimic::{Arguments, Failed, Trial};
use std::sync::Arc;
use testkit::corpus::{self, Entry};
use testkit::postgres;
use testkit::scenario::run;

/// Where and how a scenario runs.
#[derive(Debug, Clone, Copy)]
enum Place {
    Sqlite,
    Postgres,
    /// SQLite, and the node dies again and again, before or after a commit.
    Crashing(Crashes),
}

const PLACES: [(&str, Place); 4] = [
    ("sqlite", Place::Sqlite),
    ("postgres", Place::Postgres),
    ("crash before", Place::Crashing(Crashes::BeforeFirst)),
    ("crash after", Place::Crashing(Crashes::AfterFirst)),
];

fn main() {
    let arguments = Arguments::from_args();
    let entries: Vec<Arc<Entry>> = match corpus::load(&corpus::engine()) {
        Ok(entries) => entries.into_iter().map(Arc::new).collect(),
        Err(why) => {
            let broken = Trial::test("the corpus can be read", move || Err(Failed::from(why)));
            libtest_mimic::run(&arguments, vec![broken]).exit();
        }
    };
    let trials =
        entries.iter().flat_map(|entry| PLACES.map(|(name, place)| trial(entry, name, place))).collect();
    libtest_mimic::run(&arguments, trials).exit();
}

fn trial(entry: &Arc<Entry>, name: &str, place: Place) -> Trial {
    let entry = entry.clone();
    Trial::test(format!("{} [{name}]", entry.name()), move || {
        let directory = tempfile::tempdir_in(host::fast_directory())?;
        let file = directory.path().join("runtime.db").display().to_string();
        let (target, crashes) = match place {
            Place::Sqlite => (file, Crashes::Never),
            Place::Postgres => (postgres::database()?, Crashes::Never),
            Place::Crashing(crashes) => (file, crashes),
        };
        let mut host = RuntimeHost::new(target, crashes, &entry.scenario.setup)?;
        run(&entry.scenario, &entry.files, &mut host)
            .map_err(|failure| format!("corpus/engine/{}.scenario {failure}", entry.file))?;
        Ok(())
    })
}
