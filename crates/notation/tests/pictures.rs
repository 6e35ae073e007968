//! Layout and drawing: what holds of every picture.

#[path = "pictures/check.rs"]
mod check;
#[path = "pictures/random.rs"]
mod random;
#[path = "pictures/sample.rs"]
mod sample;

use notation::layout::layout;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn nothing_overlaps_in_a_random_model(seed: u64) {
        let model = random::model(seed);
        let faults = check::faults(&model, &layout(&model));
        prop_assert!(faults.is_empty(), "{faults:#?}");
    }
}
