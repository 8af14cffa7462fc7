//! Whom a call removes that removes participants who are themselves ineligible. The rest is assessed without them.

use super::affiliation;
use super::alone;
use super::budget::Ledger;
use super::dependence::Dependence;
use super::facts::{Facts, Setting};
use super::fate::Fate;
use super::identity::Identity;
use super::links::Links;
use super::tally::{self, Bounds};
use crate::call::Basis;
use crate::organisation::Role;
use crate::proposal::Participant;

/// The facts and questions that decide whether the call removes somebody.
pub(crate) fn decides(
    place: usize,
    facts: &Facts<'_>,
    setting: &Setting<'_>,
    links: &Links,
    dependence: &mut Dependence,
) {
    decides_by_itself(place, facts, setting, links, dependence);
    decides_by_link(place, facts, setting, links, dependence);
}

/// Those that decide it for what is asked of it alone.
pub(crate) fn decides_by_itself(
    place: usize,
    facts: &Facts<'_>,
    setting: &Setting<'_>,
    links: &Links,
    dependence: &mut Dependence,
) {
    if let Some(entry) = facts.participants.get(place)
        && links.alone(place) == Fate::Perhaps
    {
        alone::depends((place, entry), |_| true, setting, dependence);
    }
}

/// Those that decide it for the link that it names as an affiliated entity.
pub(crate) fn decides_by_link(
    place: usize,
    facts: &Facts<'_>,
    setting: &Setting<'_>,
    links: &Links,
    dependence: &mut Dependence,
) {
    if let Some(entry) = facts.participants.get(place)
        && links.by_link(place) == Fate::Perhaps
    {
        affiliation::depends((place, entry), facts, setting, links, dependence);
    }
}

/// What becomes of each participant; empty where the call removes nobody.
fn fates(facts: &Facts<'_>, setting: &Setting<'_>) -> Vec<Fate> {
    if !setting.call.removes_ineligible() {
        return Vec::new();
    }
    let links = Links::of(facts, setting);
    (0..facts.participants.len()).map(|place| links.fate(place)).collect()
}

/// The budget added up, where there is one, without the rows of those whom the call removes.
pub(crate) fn ledger(facts: &Facts<'_>, setting: &Setting<'_>) -> Option<Ledger> {
    let budget = facts.budget()?;
    let fates = fates(facts, setting);
    Some(Ledger::of(budget, facts.participants, &fates, facts.complete, setting.terms))
}

/// Whom the call removes if a later event fails to come, and who stay if it comes, by their places.
pub(crate) fn those_who_wait<'a>(
    facts: &Facts<'a>,
    setting: &'a Setting<'_>,
) -> impl Iterator<Item = usize> + use<'a> {
    let lapsed = Setting { lapsed: true, ..*setting };
    let removes = setting.call.removes_ineligible();
    let all = facts.participants.iter().enumerate().filter(move |_| removes);
    let waits = move |entry: &Participant| alone::alone(entry, &lapsed) > alone::alone(entry, setting);
    all.filter(move |(_, entry)| waits(entry)).map(|(place, _)| place)
}

/// Whether an entry may count to the minima: not if the call removes it, nor if only as an affiliated entity it would
/// count, which it would remove. Beside others of its code it says a country all the same, if it stays in any role.
fn may_count(
    (place, entry): (usize, &Participant),
    all: &[Participant],
    setting: &Setting<'_>,
    links: &Links,
) -> bool {
    let otherwise = || {
        let roles = [Role::Coordinator, Role::Beneficiary].into_iter();
        let mut each = roles.map(|role| Participant { role: Some(role), ..entry.clone() });
        each.any(|held| {
            let counts = |basis: &Basis| tally::unit(&[&held], setting, basis).may != 0;
            setting.terms.bases.iter().any(counts)
        })
    };
    let unlinked = entry.role.is_none() && links.as_affiliated(place) == Fate::Removed;
    let beside = || entry.applicant.code().is_some_and(|own| links.stating(all, entry, own).next().is_some());
    links.may_stay(place) && (!unlinked || beside() || otherwise())
}

/// Of each entry whether it may.
pub(super) fn those_who_may_count(all: &[Participant], setting: &Setting<'_>, links: &Links) -> Vec<bool> {
    all.iter().enumerate().map(|at| may_count(at, all, setting, links)).collect()
}

/// Who counts to the minima, without those whom the call removes.
pub(crate) fn bounds(all: &[Participant], setting: &Setting<'_>, links: &Links) -> Bounds {
    let among = |stays: &dyn Fn(usize) -> bool| {
        let kept: Vec<Participant> = all
            .iter()
            .enumerate()
            .filter(|(place, _)| stays(*place))
            .map(|(_, entry)| entry.clone())
            .collect();
        tally::bounds(&kept, setting, &Identity::of(&kept))
    };
    let may = those_who_may_count(all, setting, links);
    let may = |place: usize| may.get(place) == Some(&true);
    let most = match (0..all.len()).all(may) {
        true => tally::bounds(all, setting, &Identity::of(all)),
        false => among(&may),
    };
    // What is asked of a participant alone is looked at where it is counted.
    match (0..all.len()).any(|place| links.by_link(place) == Fate::Perhaps) {
        true => most.or(among(&|place| may(place) && links.by_link(place) == Fate::Stays)),
        false => most,
    }
}
