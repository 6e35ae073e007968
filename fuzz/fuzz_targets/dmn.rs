//! Any text as a decision model: it is read or refused, and every decision of it ends within its limits.
#![no_main]

use expr::{Context, Env, Limits, dmn};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(model) = dmn::Model::parse(text) else { return };
    let limits = Limits { steps: 20_000, bytes: 1 << 20, ..Limits::default() };
    let env = Env { now: 1_700_000_000_000_000, zone: &jiff::tz::TimeZone::UTC, limits };
    for decision in model.decisions() {
        let _ = model.evaluate(&decision.id, &Context::new(), &env);
    }
});
