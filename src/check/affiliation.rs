//! On what it depends whether an affiliated entity names the coordinator or beneficiary to whom it is linked.

use super::alone;
use super::dependence::Dependence;
use super::fact::{Fact, FactKind};
use super::facts::{Facts, Setting};
use super::fate::Fate;
use super::identity::Codes;
use super::links::{Links, affiliation, names_itself};
use crate::id::Pic;
use crate::organisation::Role;
use crate::outcome::Outcomes;
use crate::proposal::Participant;

/// On what it depends.
pub(crate) fn depends(
    (place, entry): (usize, &Participant),
    facts: &Facts<'_>,
    setting: &Setting<'_>,
    links: &Links,
    dependence: &mut Dependence,
) {
    let all = facts.participants;
    if entry.role.is_none() {
        dependence.fact(Fact::of_participant(place, FactKind::Role));
    }
    if !affiliation(entry, all, links).may_be(Outcomes::MET) {
        return;
    }
    let (named, own) = (entry.link(), entry.applicant.code());
    if named.is_none() {
        dependence.fact(Fact::of_participant(place, FactKind::AffiliatedTo));
    }
    let stays = |at: usize| links.alone(at) == Fate::Stays;
    let settled = |pic| {
        links.stating(all, entry, pic).any(|(at, other)| other.role.is_some_and(Role::counts) && stays(at))
    };
    if named.is_some_and(settled) {
        return;
    }
    let stated = named.is_some_and(|pic| links.stating(all, entry, pic).next().is_some());
    // Each code may be stated by many.
    let others = u64::try_from(all.len()).unwrap_or(u64::MAX);
    let repeated = u64::try_from(links.longest()).unwrap_or(u64::MAX);
    if !dependence.takes(others.saturating_mul(repeated.saturating_add(3))) {
        // Too many to be named one by one.
        dependence.fact(Fact::of_proposal(FactKind::Participants));
        if !facts.complete && !stated {
            dependence.fact(Fact::of_proposal(FactKind::ParticipantsComplete));
        }
        return;
    }
    let may_count = |at: &usize, other: &Participant| {
        *at != place && other.may_count() && links.alone(*at) != Fate::Removed
    };
    for (at, other) in all.iter().enumerate().filter(|(at, other)| may_count(at, other)) {
        let pic = other.applicant.code();
        // A code that somebody states is compared with stated codes only.
        let concerned = match named {
            None => {
                let open = other.role.is_none() || !stays(at);
                pic.is_none() || (open && pic != own && !pic.is_some_and(settled))
            }
            Some(_) if stated => pic == named,
            Some(_) => pic.is_none(),
        };
        if concerned && other.role.is_none() {
            dependence.fact(Fact::of_participant(at, FactKind::Role));
        }
        if concerned && pic.is_none() {
            dependence.fact(Fact::of_participant(at, FactKind::Pic));
        }
        if concerned && !stays(at) {
            alone::depends((at, other), Role::counts, setting, dependence);
        }
    }
    if !facts.complete && !stated {
        dependence.fact(Fact::of_proposal(FactKind::ParticipantsComplete));
    }
}

/// Whether an affiliated entity names a coordinator or beneficiary, as by far the most do: a look is enough, at everybody
/// or, of many, at the first who states the code.
#[inline]
pub(crate) fn names_who_counts(entry: &Participant, all: &[Participant], codes: Option<&Codes>) -> bool {
    let Some(named) = entry.link().and_then(Pic::number) else { return false };
    if entry.role != Some(Role::AffiliatedEntity) || names_itself(entry) {
        return false;
    }
    let counts = |other: &Participant| other.role.is_some_and(Role::counts);
    let states = |other: &Participant| other.applicant.pic.as_ref().and_then(Pic::number) == Some(named);
    match codes {
        Some(codes) => codes.first(named).and_then(|place| all.get(place)).is_some_and(counts),
        None => all.iter().any(|other| counts(other) && states(other)),
    }
}
