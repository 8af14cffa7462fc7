//! Answers to what is unknown of one participant.

use std::collections::BTreeSet;

use super::{Answer, Setting, statuses_asked};
use crate::call::{Call, CountingBasis};
use crate::check::consortium::is_led;
use crate::country::{Country, MEMBER_STATES};
use crate::id::Pic;
use crate::input::same;
use crate::next::invented::Codes;
use crate::organisation::{OrganisationType, Role};
use crate::proposal::{MemberKinds, Participant};
use crate::report::Case;

/// The entries whose country is one fact: all of one organisation, as far as they do not agree.
pub(super) fn one_organisation(at: usize, case: &Case) -> Vec<usize> {
    let all = &case.proposal.consortium.participants;
    match all.get(at).and_then(|e| e.applicant.code()) {
        Some(pic) => {
            all.iter().enumerate().filter(|(_, e)| e.applicant.code() == Some(pic)).map(|(i, _)| i).collect()
        }
        None => vec![at],
    }
}

/// Every role, the likeliest first.
pub(super) fn roles(at: usize, case: &Case) -> [Role; 5] {
    let mut order = [
        Role::Beneficiary,
        Role::Coordinator,
        Role::AssociatedPartner,
        Role::Subcontractor,
        Role::AffiliatedEntity,
    ];
    let all = &case.proposal.consortium.participants;
    let led = is_led(all);
    // Somebody has to coordinate, and it may as well be the first.
    if !led && all.iter().position(|e| e.role.is_none()) == Some(at) {
        order.swap(0, 1);
    }
    order
}

/// One type of organisation of each kind that the call tells apart.
pub(super) fn types(call: &Call) -> Vec<OrganisationType> {
    let alike = |a: &OrganisationType, b: &OrganisationType| {
        let by_roles = call.terms().more.iter().all(|more| {
            let of = |of: &OrganisationType| more.types.get(*of as usize);
            of(a) == of(b)
        });
        by_roles
            && call.required_members().iter().all(|kind| {
                let listed = &kind.value.organisation_types;
                listed.contains(a) == listed.contains(b)
            })
    };
    let mut kinds: Vec<OrganisationType> = Vec::new();
    for of in OrganisationType::ALL {
        if !kinds.iter().any(|known| alike(known, of)) {
            kinds.push(*of);
        }
    }
    kinds
}

/// More kinds of members than this are not answered in every combination.
const COMBINED: usize = 6;

/// The answers to the questions of kinds of members that are not answered: all yes first.
pub(super) fn member_kinds(at: usize, case: &Case, setting: &Setting<'_>) -> Vec<MemberKinds> {
    let Some(entry) = case.proposal.consortium.participants.get(at) else { return Vec::new() };
    let mut names: Vec<&str> = Vec::new();
    for name in setting.call.required_members().iter().filter_map(|kind| kind.value.kind.as_deref()) {
        if entry.applicant.member_kind(name).is_none() && !names.iter().any(|known| same(known, name)) {
            names.push(name);
        }
    }
    if names.len() > COMBINED {
        setting.cut.set(true);
    }
    let mut ways = vec![entry.applicant.member_kinds.clone()];
    for (place, name) in names.into_iter().enumerate() {
        let answers: &[bool] = if place < COMBINED { &[true, false] } else { &[true] };
        ways = answers
            .iter()
            .flat_map(|is| {
                ways.iter().map(|way| {
                    way.iter().map(|(n, i)| (n.clone(), *i)).chain([(name.to_owned(), *is)]).collect()
                })
            })
            .collect();
    }
    ways
}

/// Every legal form with every way to hold or lack the statuses that the call asks for.
pub(super) fn kinds(at: usize, case: &Case, setting: &Setting<'_>) -> Vec<Answer> {
    let Some(entry) = case.proposal.consortium.participants.get(at) else { return Vec::new() };
    let who = &entry.applicant;
    let asked = statuses_asked(entry, setting.call);
    let stated = who.settled_statuses();
    let completed =
        |form| stated.completed(form, &asked).into_iter().map(move |statuses| Answer::Kind(form, statuses));
    who.possible_forms().iter().flat_map(completed).collect()
}

/// The countries that an organisation may have: those stated on its entries and, where one states none, as
/// many countries of each kind that nobody states as could make a difference, those that others state, and one
/// of every other kind.
pub(super) fn seats(entries: &[usize], case: &Case, setting: &Setting<'_>) -> Vec<Country> {
    let all = &case.proposal.consortium.participants;
    let own = || entries.iter().filter_map(|at| all.get(*at));
    let mut seats: Vec<Country> = Vec::new();
    if own().all(|e| e.applicant.country.is_some()) {
        seats.extend(own().filter_map(|e| e.applicant.country));
    } else {
        let open = all.iter().filter(|e| e.applicant.country.is_none()).count();
        let enough = open.min(setting.needed.min(27) as usize).saturating_add(1);
        seats.extend(fresh_states(case, setting.call).take(enough));
        seats.extend(stated_states(all));
        if tells_countries_apart(setting.call) {
            seats.extend(of_every_kind(all, enough, setting.call));
        } else {
            seats.extend(setting.call.terms().samples.iter().copied());
        }
    }
    let mut seen = BTreeSet::new();
    seats.retain(|country| seen.insert(*country));
    seats
}

/// Whether Member States differ under the call, or other countries count by themselves.
fn tells_countries_apart(call: &Call) -> bool {
    !call.terms().coordinator.is_empty()
        || call.bases().contains(&CountingBasis::EligibleCountries)
        || call.countries().is_some_and(|c| !c.value.counted.is_empty() || !c.value.points.is_empty())
        || call
            .required_members()
            .iter()
            .any(|kind| !kind.value.countries.is_empty() || kind.value.member_states.is_some())
}

/// Where Member States are not all that there is: one country of every other kind.
pub(super) fn others_told_apart(call: &Call) -> impl Iterator<Item = Country> {
    call.terms().samples.iter().copied().filter(move |_| tells_countries_apart(call))
}

/// So many countries of each kind that the call tells apart, those that participants state aside.
fn of_every_kind(all: &[Participant], enough: usize, call: &Call) -> Vec<Country> {
    let terms = call.terms();
    let listed = |country: Country| {
        call.required_members().iter().map(move |kind| {
            let listed = &kind.value.countries;
            listed.contains(&country) || listed.contains(&country.state())
        })
    };
    let alike = |a: Country, b: Country| terms.alike(a, b) && listed(a).eq(listed(b));
    let stated: BTreeSet<Country> = all.iter().filter_map(|e| e.applicant.country).collect();
    let mut kinds: Vec<(Country, usize)> = Vec::new();
    let mut seats: Vec<Country> = Vec::new();
    // States before their regions, which are the same place.
    let (states, regions): (Vec<Country>, Vec<Country>) = Country::all().partition(|c| c.state() == *c);
    for country in states.into_iter().chain(regions) {
        let places = if terms.place(country).is_some() { enough } else { 1 };
        let found = match kinds.iter_mut().find(|(known, _)| alike(*known, country)) {
            Some((_, found)) => found,
            None => {
                kinds.push((country, 0));
                let Some((_, found)) = kinds.last_mut() else { continue };
                found
            }
        };
        if stated.contains(&country) {
            seats.push(country);
        } else if *found < places {
            *found = found.saturating_add(1);
            seats.push(country);
        }
    }
    seats
}

/// The Member States that participants are established in, or are linked to.
pub(super) fn stated_states(all: &[Participant]) -> impl Iterator<Item = Country> {
    let stated = all.iter().filter_map(|e| e.applicant.country);
    let states = stated.map(|country| country.overseas_territory_of().unwrap_or(country.state()));
    states.filter(|state| MEMBER_STATES.contains(state))
}

/// Member States that the call does not leave out and that no participant is established in.
pub(super) fn fresh_states(case: &Case, call: &Call) -> impl Iterator<Item = Country> {
    let taken: BTreeSet<Country> = stated_states(&case.proposal.consortium.participants).collect();
    let except: Vec<Country> = call.countries().map(|c| c.value.except().to_vec()).unwrap_or_default();
    MEMBER_STATES.into_iter().filter(move |state| !taken.contains(state) && !except.contains(state))
}

/// A code that nobody states.
fn fresh_code(case: &Case) -> Option<Pic> {
    Codes::beside(&case.proposal.consortium.participants).get(0).cloned()
}

/// Everybody's code, and one that nobody has. Whoever is named by a code that is stated is whoever states it: a code
/// that another entry turned out to have as well is not named.
pub(super) fn affiliations(at: usize, case: &Case, setting: &Setting<'_>) -> Vec<Pic> {
    let all = &case.proposal.consortium.participants;
    let stated = &setting.root.proposal.consortium.participants;
    let shared = |pic: &Pic| {
        let unstated = |(i, e): (usize, &Participant)| {
            e.applicant.code() == Some(pic) && stated.get(i).is_some_and(|e| e.applicant.code().is_none())
        };
        stated.iter().any(|e| e.applicant.code() == Some(pic)) && all.iter().enumerate().any(unstated)
    };
    let others = all.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, e)| e);
    let (counting, rest): (Vec<_>, Vec<_>) = others.partition(|e| e.role.is_some_and(Role::counts));
    let mut codes: Vec<Pic> =
        counting.into_iter().chain(rest).filter_map(|e| e.applicant.code().cloned()).collect();
    codes.retain(|pic| !shared(pic));
    codes.extend(fresh_code(case));
    let mut seen = BTreeSet::new();
    codes.retain(|pic| seen.insert(pic.clone()));
    codes
}

/// A code of its own; one that somebody names as affiliated to; the code of another entry that may be the
/// same organisation.
pub(super) fn codes(at: usize, case: &Case, seats: &BTreeSet<usize>) -> Vec<Pic> {
    let all = &case.proposal.consortium.participants;
    let Some(own) = all.get(at) else { return Vec::new() };
    let stated: BTreeSet<&Pic> = all.iter().filter_map(|e| e.applicant.code()).collect();
    let mut codes: Vec<Pic> = fresh_code(case).into_iter().collect();
    codes.extend(all.iter().filter_map(|e| e.link().cloned()).filter(|pic| !stated.contains(pic)));
    for (i, other) in all.iter().enumerate().filter(|(i, _)| *i != at) {
        let alike = match (own.applicant.country, other.applicant.country) {
            (Some(a), Some(b)) => a.state() == b.state(),
            // A country still to be answered may turn out to be another one.
            _ => !seats.contains(&at) && !seats.contains(&i),
        };
        if alike && own.applicant.name.same_as(&other.applicant.name) {
            // Whoever is named by a code that is stated is whoever states it.
            let named = |pic: &&Pic| all.iter().any(|e| e.affiliated_to.as_ref() == Some(*pic));
            codes.extend(other.applicant.code().filter(|pic| !named(pic)).cloned());
        }
    }
    let mut seen = BTreeSet::new();
    codes.retain(|pic| seen.insert(pic.clone()));
    codes
}
