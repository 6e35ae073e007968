//! Any text as an outline: it is read or refused, what is formatted reads as the same, and the model compiles.
#![no_main]

use libfuzzer_sys::fuzz_target;
use notation::outline;

fuzz_target!(|text: &str| {
    let Some(first) = outline::parse(text, None).outline else { return };
    let canonical = outline::format(&first);
    let again = outline::parse(&canonical, None);
    let second = again.outline.unwrap_or_else(|| panic!("{canonical:?} is not read again: {:?}", again.diagnostics));
    assert_eq!(outline::format(&second), canonical);
    if let Ok(definitions) = outline::to_definitions(&first) {
        let _ = model::check::check(&definitions);
    }
});
