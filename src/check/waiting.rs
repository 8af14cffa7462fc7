//! On whom it depends what waits for what becomes of participants whom the call may yet remove.

use super::def::AnyRule;
use super::facts::{Facts, Setting};
use crate::organisation::Declaration;
use crate::outcome::Outcomes;
use crate::proposal::Participant;

/// With more events than this everybody who waits is taken to matter.
const EVENTS: usize = 4;

/// Those of whom it matters to a rule whether they stay: of everybody who waits, by the places of those who wait for the
/// same event. Each event comes or not, whatever becomes of the others.
pub(crate) fn who_matter(
    rule: &dyn AnyRule,
    facts: &Facts<'_>,
    setting: &Setting<'_>,
    events: &[Vec<usize>],
) -> Vec<usize> {
    let matter = |nth: usize, found: &[Outcomes]| {
        let bit = 1usize << nth;
        found.iter().enumerate().any(|(gone, outcomes)| {
            gone & bit == 0 && found.get(gone | bit).is_some_and(|without| without != outcomes)
        })
    };
    let found: Vec<Outcomes> = match events.len() {
        2..=EVENTS => {
            (0..1usize << events.len()).map(|gone| without(rule, facts, setting, events, gone)).collect()
        }
        _ => Vec::new(),
    };
    let those = events.iter().enumerate().filter(|(nth, _)| found.is_empty() || matter(*nth, &found));
    let mut places: Vec<usize> = those.flat_map(|(_, places)| places.iter().copied()).collect();
    places.sort_unstable();
    places
}

/// What a rule comes to where some events, one bit each, fail to come, so that the call removes who waited for them.
fn without(
    rule: &dyn AnyRule,
    facts: &Facts<'_>,
    setting: &Setting<'_>,
    events: &[Vec<usize>],
    gone: usize,
) -> Outcomes {
    let mut all: Vec<Participant> = facts.participants.to_vec();
    let lapsed = events.iter().enumerate().filter(|(nth, _)| gone >> nth & 1 == 1);
    for place in lapsed.flat_map(|(_, places)| places) {
        if let Some(entry) = all.get_mut(*place) {
            // Whoever declares this is ineligible whatever else is so.
            let declared = entry.applicant.declarations;
            entry.applicant.declarations = declared.with(Declaration::RestrictiveMeasures);
        }
    }
    rule.together(&Facts { participants: &all, ledger: None, ..*facts }, setting)
}
