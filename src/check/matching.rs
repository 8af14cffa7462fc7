//! How many distinct places organisations come to that may each be in several: at most, and at least.

/// How many of the units can be given a State each that nobody else has: bipartite matching.
pub(crate) fn matched(units: &[u64], taken: u64) -> u32 {
    let mut holder = [usize::MAX; 64];
    let mut count = 0u32;
    for (at, _) in units.iter().enumerate() {
        count = count.saturating_add(u32::from(assign(units, at, &mut { taken }, &mut holder)));
    }
    count
}

fn assign(units: &[u64], at: usize, seen: &mut u64, holder: &mut [usize; 64]) -> bool {
    let states = units.get(at).copied().unwrap_or(0);
    for state in 0..64usize {
        let bit = 1u64 << state;
        if states & bit == 0 || *seen & bit != 0 {
            continue;
        }
        *seen |= bit;
        let held = holder.get(state).copied().unwrap_or(usize::MAX);
        if held == usize::MAX || assign(units, held, seen, holder) {
            if let Some(cell) = holder.get_mut(state) {
                *cell = at;
            }
            return true;
        }
    }
    false
}

/// The fewest States that meet every unit, given those that are met anyway: branch and bound on the State that
/// meets most units, in or out.
pub(crate) fn fewest(units: &[u64], taken: u64) -> u32 {
    fn search(units: &[u64], taken: u64, out: u64, best: &mut u32) {
        let mut left: Vec<u64> = units.iter().filter(|u| **u & taken == 0).map(|u| u & !out).collect();
        left.sort_unstable_by_key(|u| u.count_ones());
        // Units that share no State need one each.
        let (mut apart, mut seen) = (0u32, 0u64);
        for unit in &left {
            if unit & seen == 0 {
                apart = apart.saturating_add(1);
                seen |= unit;
            }
        }
        if left.contains(&0) || taken.count_ones().saturating_add(apart) >= *best {
            return;
        }
        let meets = |at: &u32| left.iter().filter(|u| *u >> at & 1 == 1).count();
        match left.first() {
            None => *best = taken.count_ones(),
            Some(only) if only.is_power_of_two() => search(&left, taken | only, out, best),
            Some(_) => {
                let state = 1u64 << (0..64).max_by_key(meets).unwrap_or(0);
                search(&left, taken | state, out, best);
                search(&left, taken, out | state, best);
            }
        }
    }
    let mut distinct = units.to_vec();
    distinct.sort_unstable();
    distinct.dedup();
    let mut best = u32::MAX;
    search(&distinct, taken, 0, &mut best);
    best
}
