//! The seeds of the long tests. `.ci/long` draws one anew and prints it; given back in `AMIF_SEED`, it repeats the run.

/// The seed of one of several runs; the same each time where none is given from outside.
///
/// # Panics
/// Where what is given is no whole number: a run that is to be repeated must not be another one.
pub(crate) fn long(run: u64) -> u64 {
    let given = std::env::var("AMIF_SEED").map_or(0, |text| text.parse::<u64>().unwrap());
    // Neighbouring seeds must not give neighbouring numbers: the mixer of SplitMix64.
    let mut mixed = given.wrapping_add((run + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
