//! Conditions that no completion meets together.

use std::collections::BTreeSet;

use super::search::{Found, Search};
use crate::report::Condition;

/// No more conflicts than this are listed.
const LISTED: usize = 16;

/// Conditions of which each is needed for the conflict, unless the search for fewer took too long.
#[derive(Debug)]
pub(super) struct Core {
    pub(super) conditions: BTreeSet<Condition>,
    pub(super) smallest: bool,
}

/// Conflicts that share no condition, each as small as can be.
pub(super) fn cores(search: &mut Search<'_>) -> Vec<Core> {
    let mut rest: BTreeSet<Condition> = search.dependence.keys().copied().collect();
    let mut found = Vec::new();
    while found.len() < LISTED {
        let _before = search.take_blamed();
        let Found::No(_) = search.passing(&Some(rest.clone())) else { break };
        let mut conditions: BTreeSet<Condition> = search.take_blamed().intersection(&rest).copied().collect();
        let mut smallest = true;
        for condition in conditions.clone() {
            let mut fewer = conditions.clone();
            fewer.remove(&condition);
            match search.passing(&Some(fewer.clone())) {
                Found::No(_) => conditions = fewer,
                Found::Yes(_) => {}
                Found::GaveUp => smallest = false,
            }
        }
        if conditions.is_empty() {
            break;
        }
        rest.retain(|condition| !conditions.contains(condition));
        found.push(Core { conditions, smallest });
    }
    found
}
