//! Random processes and random paths through them, against the laws of [`testkit::random::Laws`].
//!
//! `PROPERTY_CASES` says how many (per property), `PROPERTY_SEED` from which number on. A failure prints its number,
//! the process as BPMN, what was done, and which law is broken:
//! `PROPERTY_SEED=<number> PROPERTY_CASES=1 cargo test -p testkit --test properties` does it again.

use engine::Limits;
use notation::bpmn::Document;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use std::cell::RefCell;
use testkit::host::Host;
use testkit::random::{Choices, Manner, Played, blocks, graph, play};
use testkit::scenario::Setup;
use testkit::world::{Mode, World};

/// So many cases are played if nobody says how many.
const CASES: u64 = 150;

/// What one case did; nothing if the model did not compile.
type Outcome = Result<Option<Played>, String>;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Plays as many cases as are asked for, each from a seed of its own. At least this share of them has to compile.
fn cases(property: fn(&[u8], &[u8], &mut String) -> Outcome, at_least: f64) {
    let (first, count) = (number("PROPERTY_SEED").unwrap_or(0), number("PROPERTY_CASES").unwrap_or(CASES));
    let (mut compiled, mut total) = (0_u64, Played::default());
    for seed in first..first + count {
        if let Some(played) = case(seed, property) {
            compiled += 1;
            total.done += played.done;
            total.refused += played.refused;
            total.events += played.events;
        }
    }
    println!("{compiled} of {count} compiled: {total:?}");
    assert!(
        compiled as f64 >= at_least * count.saturating_sub(20) as f64,
        "only {compiled} of {count} compile"
    );
}

fn case(seed: u64, property: fn(&[u8], &[u8], &mut String) -> Outcome) -> Option<Played> {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let config = Config {
        cases: 1,
        failure_persistence: None,
        max_shrink_iters: 4_000,
        max_shrink_time: 20_000,
        ..Config::default()
    };
    let mut runner = TestRunner::new_with_rng(config, rng);
    let played = RefCell::new(None);
    let strategy = (vec(any::<u8>(), 0..300), vec(any::<u8>(), 0..200));
    let result = runner.run(&strategy, |(model, path)| {
        let outcome = property(&model, &path, &mut String::new()).map_err(TestCaseError::fail)?;
        *played.borrow_mut() = outcome;
        Ok(())
    });
    match result {
        Ok(()) => played.into_inner(),
        Err(TestError::Fail(why, (model, path))) => {
            let mut told = String::new();
            let again =
                std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| property(&model, &path, &mut told)));
            let why = match again {
                Ok(Err(why)) => why,
                _ => why.to_string(),
            };
            panic!("PROPERTY_SEED={seed}\n{told}\n{why}");
        }
        Err(error) => panic!("PROPERTY_SEED={seed}: {error}"),
    }
}

/// Plays one case in a world in memory. `told` gets the process and what was done.
fn run(
    definitions: &model::bpmn::Definitions,
    path: &[u8],
    manner: Manner,
    limits: Limits,
    told: &mut String,
) -> Outcome {
    let mut choices = Choices::new(path);
    let mode = *choices.one(&[Mode::Straight, Mode::SaveRestore]);
    let setup = Setup { limits, ..Setup::default() };
    let mut world = World::new(mode, &setup).map_err(|refused| refused.to_string())?;
    let xml = Document::from_definitions(definitions, None).to_xml();
    told.push_str(&xml);
    if let Err(refused) = world.deploy(&xml) {
        told.push_str(&refused.to_string());
        return match manner {
            Manner::Wild => Ok(None),
            Manner::Fair => Err(refused.to_string()),
        };
    }
    let mut log = Vec::new();
    let played = play(&mut world, &mut choices, manner, &mut log);
    told.push_str(&log.join("\n"));
    played.map(Some)
}

#[test]
fn what_is_made_of_blocks_comes_to_its_end_when_all_work_is_done() {
    let property = |model: &[u8], path: &[u8], told: &mut String| {
        let limits = Limits { runs_per_command: 2, ..Limits::default() };
        run(&blocks(&mut Choices::new(model)), path, Manner::Fair, limits, told)
    };
    cases(property, 1.0);
}

#[test]
fn what_is_made_of_blocks_keeps_the_laws_whatever_is_done() {
    let property = |model: &[u8], path: &[u8], told: &mut String| {
        run(&blocks(&mut Choices::new(model)), path, Manner::Wild, small(), told)
    };
    cases(property, 1.0);
}

#[test]
fn what_has_no_order_keeps_the_laws_whatever_is_done() {
    let property = |model: &[u8], path: &[u8], told: &mut String| {
        run(&graph(&mut Choices::new(model)), path, Manner::Wild, small(), told)
    };
    cases(property, 0.5);
}

/// Limits that are reached.
fn small() -> Limits {
    Limits {
        steps_per_command: 100,
        instances: 60,
        loop_runs: 5,
        held: 3,
        case_bytes: 4_000,
        command_bytes: 2_000,
        ..Limits::default()
    }
}
