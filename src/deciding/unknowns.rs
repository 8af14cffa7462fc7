//! What may turn out one way or another: unknown facts and open questions, each with its answers.
//!
//! An unknown fact has more answers than can be tried, so each stands for a kind: one country for each kind
//! that the call knows and for each Member State that somebody states, amounts at both sides of every
//! bound. Answers that are likelier to pass come first.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate, TimeDelta};

use crate::budget::{Ceilings, Limit};
use crate::call::{Call, Duration, Reading};
use crate::check::{Case, Fact, FactKind};
use crate::country::{Country, MEMBER_STATES};
use crate::id::Pic;
use crate::money::{Eur, Rate};
use crate::organisation::{LegalForm, LegalForms, Role, Statuses};
use crate::outcome::Verdict;
use crate::proposal::{Applicant, Participant};
use crate::time::Instant;

/// The largest amount that a proposal can state, in euro.
const MOST: i64 = 10_000_000_000_000;
/// More newcomers than this are not tried out.
const NEWCOMERS: u32 = 8;
/// Among so many who are named as linked to and not stated, each is left out once.
const LEFT_OUT: usize = 8;

/// Something unknown, in the order in which answers are tried: whoever may still join comes last, since
/// joining can make good what the others leave open.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unknown {
    /// A fact of a participant that its answers do not depend on others for.
    Own(usize, FactKind),
    /// The country of an organisation with these entries.
    Seat(Vec<usize>),
    AffiliatedTo(usize),
    Code(usize),
    Whole(FactKind),
    /// A fact that no answers are known for.
    Other(Fact),
    Question(usize),
    Completeness,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    Role(Role),
    Form(LegalForm),
    Country(Country),
    Code(Pic),
    Submitted(Instant),
    Months(i64),
    Grant(Eur),
    Costs(Eur),
    Signed(NaiveDate),
    Reading(Reading),
    /// These join, and nobody else.
    Join(Vec<Participant>),
}

/// What answers are looked for under.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting<'a> {
    pub(super) call: &'a Call,
    pub(super) as_of: Instant,
    /// The largest minimum that the consortium has to reach.
    pub(super) needed: u32,
    /// Entries whose country is still to be answered.
    pub(super) seats: &'a BTreeSet<usize>,
}

impl Unknown {
    /// The unknown that a missing fact belongs to.
    pub(super) fn of(fact: Fact, case: &Case) -> Unknown {
        match (fact.kind(), fact.participant()) {
            (FactKind::Role | FactKind::LegalForm, Some(at)) => Unknown::Own(at, fact.kind()),
            (FactKind::Country, Some(at)) => Unknown::Seat(entries_of(at, case)),
            (FactKind::AffiliatedTo, Some(at)) => Unknown::AffiliatedTo(at),
            (FactKind::Pic, Some(at)) => Unknown::Code(at),
            (FactKind::ParticipantsComplete, None) => Unknown::Completeness,
            (
                FactKind::SubmittedAt
                | FactKind::DurationMonths
                | FactKind::RequestedGrant
                | FactKind::TotalEligibleCosts
                | FactKind::GrantSignature,
                None,
            ) => Unknown::Whole(fact.kind()),
            _ => Unknown::Other(fact),
        }
    }

    /// Where it stands in the order of trying.
    pub(super) fn rank(&self) -> (u8, usize, u8) {
        match self {
            Unknown::Own(at, FactKind::Role) => (0, *at, 0),
            Unknown::Own(at, _) => (0, *at, 1),
            Unknown::Seat(entries) => (0, entries.first().copied().unwrap_or(0), 2),
            Unknown::AffiliatedTo(at) => (1, *at, 0),
            Unknown::Code(at) => (2, *at, 0),
            // Costs before the grant, which is tried at the most that they allow.
            Unknown::Whole(FactKind::TotalEligibleCosts) => (3, 0, 0),
            Unknown::Whole(kind) => (3, 1, *kind as u8),
            Unknown::Other(_) => (4, 0, 0),
            Unknown::Question(at) => (5, *at, 0),
            Unknown::Completeness => (6, 0, 0),
        }
    }

    /// Whether its answers depend on the answers to others.
    pub(super) fn leans(&self) -> bool {
        matches!(
            self,
            Unknown::AffiliatedTo(_)
                | Unknown::Code(_)
                | Unknown::Completeness
                | Unknown::Whole(FactKind::RequestedGrant | FactKind::TotalEligibleCosts)
        )
    }

    /// The participants that it is a fact of.
    pub(super) fn entries(&self) -> &[usize] {
        match self {
            Unknown::Seat(entries) => entries,
            Unknown::Own(at, _) | Unknown::AffiliatedTo(at) | Unknown::Code(at) => std::slice::from_ref(at),
            _ => &[],
        }
    }

    /// The answers to try.
    pub(super) fn answers(&self, case: &Case, setting: &Setting<'_>) -> Vec<Answer> {
        let entry = |at: usize| case.proposal.consortium.participants.get(at);
        match self {
            Unknown::Own(at, FactKind::Role) => {
                let mut order = [
                    Role::Beneficiary,
                    Role::Coordinator,
                    Role::AssociatedPartner,
                    Role::Subcontractor,
                    Role::AffiliatedEntity,
                ];
                let all = &case.proposal.consortium.participants;
                let led = all.iter().any(|e| e.role == Some(Role::Coordinator));
                // Somebody has to coordinate, and it may as well be the first.
                if !led && all.iter().position(|e| e.role.is_none()) == Some(*at) {
                    order.swap(0, 1);
                }
                order.map(Answer::Role).to_vec()
            }
            Unknown::Own(at, _) => entry(*at)
                .into_iter()
                .flat_map(|e| e.applicant.possible_forms().iter())
                .map(Answer::Form)
                .collect(),
            Unknown::Seat(entries) => {
                seats_of(entries, case, setting).into_iter().map(Answer::Country).collect()
            }
            Unknown::AffiliatedTo(at) => affiliations(*at, case).into_iter().map(Answer::Code).collect(),
            Unknown::Code(at) => codes(*at, case, setting.seats).into_iter().map(Answer::Code).collect(),
            Unknown::Whole(kind) => whole(*kind, case, setting),
            Unknown::Other(_) => Vec::new(),
            Unknown::Question(_) => vec![Answer::Reading(Reading::Yes), Answer::Reading(Reading::No)],
            Unknown::Completeness => joiners(case, setting).into_iter().map(Answer::Join).collect(),
        }
    }

    /// States an answer. A reading is not a fact of the case.
    pub(super) fn state(&self, answer: &Answer, case: &mut Case) {
        let proposal = &mut case.proposal;
        for at in self.entries() {
            let Some(entry) = proposal.consortium.participants.get_mut(*at) else { continue };
            match (self, answer) {
                (_, Answer::Role(role)) => entry.role = Some(*role),
                (_, Answer::Form(form)) => {
                    entry.applicant.legal_form = Some(LegalForms::from(*form));
                    // From a contradiction nothing is concluded, so it has to go.
                    if entry.applicant.known_form() != Some(*form) {
                        entry.applicant.statuses = Statuses::default();
                    }
                }
                (_, Answer::Country(country)) => entry.applicant.country = Some(*country),
                (Unknown::AffiliatedTo(_), Answer::Code(pic)) => entry.affiliated_to = Some(pic.clone()),
                (_, Answer::Code(pic)) => entry.applicant.pic = Some(pic.clone()),
                _ => {}
            }
        }
        match answer {
            Answer::Submitted(at) => proposal.submitted_at = Some(*at),
            Answer::Months(months) => proposal.duration_months = Some(*months),
            Answer::Grant(grant) => proposal.requested_grant = Some(*grant),
            Answer::Costs(costs) => proposal.total_eligible_costs = Some(*costs),
            Answer::Signed(day) => proposal.grant_signature = Some(*day),
            Answer::Join(newcomers) => {
                proposal.consortium.participants.extend(newcomers.iter().cloned());
                proposal.consortium.complete = true;
            }
            _ => {}
        }
    }
}

/// The entries whose country is one fact: all of one organisation, as far as they do not agree.
fn entries_of(at: usize, case: &Case) -> Vec<usize> {
    let all = &case.proposal.consortium.participants;
    match all.get(at).and_then(|e| e.applicant.pic.as_ref()) {
        Some(pic) => all
            .iter()
            .enumerate()
            .filter(|(_, e)| e.applicant.pic.as_ref() == Some(pic))
            .map(|(i, _)| i)
            .collect(),
        None => vec![at],
    }
}

/// The countries that an organisation may have: those stated on its entries and, where one states none, as
/// many Member States that nobody states as could make a difference, those that others state, and one of
/// every other kind.
fn seats_of(entries: &[usize], case: &Case, setting: &Setting<'_>) -> Vec<Country> {
    let all = &case.proposal.consortium.participants;
    let own = || entries.iter().filter_map(|at| all.get(*at));
    let mut seats: Vec<Country> = Vec::new();
    if own().all(|e| e.applicant.country.is_some()) {
        seats.extend(own().filter_map(|e| e.applicant.country));
    } else {
        let open = all.iter().filter(|e| e.applicant.country.is_none()).count();
        let needed = setting.needed.min(27) as usize;
        seats.extend(fresh_states(case, setting.call).take(open.min(needed).saturating_add(1)));
        seats.extend(stated_states(all));
        seats.extend(setting.call.terms().samples.iter().copied());
    }
    let mut seen = BTreeSet::new();
    seats.retain(|country| seen.insert(*country));
    seats
}

/// The Member States that participants are established in, or are linked to.
fn stated_states(all: &[Participant]) -> impl Iterator<Item = Country> {
    let stated = all.iter().filter_map(|e| e.applicant.country);
    let states = stated.map(|country| country.overseas_territory_of().unwrap_or(country.state()));
    states.filter(|state| MEMBER_STATES.contains(state))
}

/// Member States that the call does not leave out and that no participant is established in.
fn fresh_states(case: &Case, call: &Call) -> impl Iterator<Item = Country> {
    let taken: BTreeSet<Country> = stated_states(&case.proposal.consortium.participants).collect();
    let except: Vec<Country> = call.countries().map(|c| c.value.except().to_vec()).unwrap_or_default();
    MEMBER_STATES.into_iter().filter(move |state| !taken.contains(state) && !except.contains(state))
}

/// A code that nobody states, the one at a place among those.
fn fresh_code(case: &Case, place: usize) -> Pic {
    let all = &case.proposal.consortium.participants;
    let taken: BTreeSet<&Pic> =
        all.iter().flat_map(|e| e.applicant.pic.iter().chain(e.affiliated_to.as_ref())).collect();
    let fresh = (0u32..=999_999_999).rev().map(|n| Pic::new(&format!("{n:09}")));
    fresh.filter(|pic| !taken.contains(pic)).nth(place).unwrap_or_else(|| Pic::new(""))
}

/// Everybody's code, and one that nobody has.
fn affiliations(at: usize, case: &Case) -> Vec<Pic> {
    let all = &case.proposal.consortium.participants;
    let others = all.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, e)| e);
    let (counting, rest): (Vec<_>, Vec<_>) = others.partition(|e| e.role.is_some_and(Role::counts));
    let mut codes: Vec<Pic> =
        counting.into_iter().chain(rest).filter_map(|e| e.applicant.pic.clone()).collect();
    codes.push(fresh_code(case, 0));
    let mut seen = BTreeSet::new();
    codes.retain(|pic| seen.insert(pic.clone()));
    codes
}

/// A code of its own; one that somebody names as affiliated to; the code of another entry that may be the
/// same organisation.
fn codes(at: usize, case: &Case, seats: &BTreeSet<usize>) -> Vec<Pic> {
    let all = &case.proposal.consortium.participants;
    let Some(own) = all.get(at) else { return Vec::new() };
    let stated: BTreeSet<&Pic> = all.iter().filter_map(|e| e.applicant.pic.as_ref()).collect();
    let mut codes = vec![fresh_code(case, 0)];
    codes.extend(all.iter().filter_map(|e| e.affiliated_to.clone()).filter(|pic| !stated.contains(pic)));
    for (i, other) in all.iter().enumerate().filter(|(i, _)| *i != at) {
        let alike = match (own.applicant.country, other.applicant.country) {
            (Some(a), Some(b)) => a.state() == b.state(),
            // A country still to be answered may turn out to be another one.
            _ => !seats.contains(&at) && !seats.contains(&i),
        };
        if alike && own.applicant.name.same_as(&other.applicant.name) {
            // Whoever is named by a code that is stated is whoever states it.
            let named = |pic: &&Pic| all.iter().any(|e| e.affiliated_to.as_ref() == Some(*pic));
            codes.extend(other.applicant.pic.as_ref().filter(|pic| !named(pic)).cloned());
        }
    }
    let mut seen = BTreeSet::new();
    codes.retain(|pic| seen.insert(pic.clone()));
    codes
}

/// The smallest costs with which a grant keeps to a rate: halving the amounts that can be stated.
pub(super) fn smallest_costs(grant: Eur, rate: Rate) -> Option<Eur> {
    let keeps = |cents: i64| {
        let share = Eur::from_cents(cents).and_then(|costs| Rate::percent_of(grant, costs));
        share.is_some_and(|share| share <= rate.hundredths())
    };
    let (mut low, mut high) = (0, Eur::from_euros(MOST)?.cents());
    if grant <= Eur::ZERO || !keeps(high) {
        return None;
    }
    while high.saturating_sub(low) > 1 {
        let middle = low.midpoint(high);
        if keeps(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    Eur::from_cents(high)
}

/// Answers at both sides of every bound.
fn whole(kind: FactKind, case: &Case, setting: &Setting<'_>) -> Vec<Answer> {
    let Setting { call, as_of, .. } = *setting;
    // Where sources disagree, both values are bounds.
    let rates: Vec<Rate> = call.rate_asked().into_iter().flat_map(|r| r.values().copied()).collect();
    let ranges = || call.grant_asked().into_iter().flat_map(|r| r.values().copied());
    let step = |amount: Eur, cents: i64| amount.cents().checked_add(cents).and_then(Eur::from_cents);
    match kind {
        FactKind::SubmittedAt => call.deadline_asked().map_or_else(
            || vec![Answer::Submitted(as_of)],
            |deadline| {
                let around = |at: Instant| {
                    let late = at.get().checked_add_signed(TimeDelta::seconds(1)).map(Instant::new);
                    std::iter::once(at).chain(late)
                };
                deadline.values().flat_map(|d| around(d.instant())).map(Answer::Submitted).collect()
            },
        ),
        FactKind::DurationMonths => {
            let asked = call.duration_asked().into_iter().flat_map(|d| d.values().copied());
            let around = asked.flat_map(|Duration { min, max, .. }| {
                let outside = [min.and_then(|m| m.checked_sub(1)), max.and_then(|m| m.checked_add(1))];
                [min, max].into_iter().chain(outside).flatten()
            });
            let months: BTreeSet<i64> = around.collect();
            let mut months: Vec<i64> = months.into_iter().collect();
            // What is inside comes first.
            months.sort_by_key(|m| {
                call.duration_asked().is_some_and(|d| {
                    !d.values()
                        .all(|d| d.min.is_none_or(|min| *m >= min) && d.max.is_none_or(|max| *m <= max))
                })
            });
            if months.is_empty() {
                months.push(1);
            }
            months.into_iter().map(Answer::Months).collect()
        }
        FactKind::RequestedGrant => {
            let mut amounts: Vec<Eur> = Vec::new();
            for (rate, costs) in
                rates.iter().copied().zip(std::iter::repeat(case.proposal.total_eligible_costs))
            {
                let Some(costs) = costs else { continue };
                let mut ceilings = Ceilings::new(costs);
                ceilings.rate = Some(rate);
                let limits = ceilings.largest_grant().map(|l| l.limits).unwrap_or_default();
                let most = limits.into_iter().find(|(limit, _)| *limit == Limit::FundingRate);
                if let Some((_, most)) = most {
                    amounts.extend([Some(most), step(most, 1)].into_iter().flatten());
                }
            }
            let inside = ranges().flat_map(|r| [r.min, r.max]).flatten();
            let outside = ranges().flat_map(|r| {
                // Where a bound is unsaid, what is beyond the other hangs on it.
                let by = |bound: Option<Eur>, cents: i64| bound.and_then(|b| step(b, cents));
                [by(r.min, -1), by(r.max, 1), by(r.min, 1), by(r.max, -1)]
            });
            amounts.extend(inside.chain(outside.flatten()).chain([Eur::ZERO]));
            amounts.into_iter().map(Answer::Grant).collect()
        }
        FactKind::TotalEligibleCosts => {
            let grant = case.proposal.requested_grant;
            let least = rates.iter().filter_map(|rate| smallest_costs(grant?, *rate));
            let around = least.flat_map(|costs| [Some(costs), step(costs, -1)]);
            let amounts = std::iter::once(Eur::from_euros(MOST)).chain(around).chain([Some(Eur::ZERO)]);
            amounts.flatten().map(Answer::Costs).collect()
        }
        _ => {
            let events = call.terms().negotiating.iter().filter_map(|n| n.in_force);
            let days =
                events.chain(call.deadline().map(|d| d.value.local().date())).chain([as_of.brussels_date()]);
            let around = |day: NaiveDate| {
                [day.checked_add_days(Days::new(1)), Some(day), day.checked_sub_days(Days::new(1))]
            };
            let days: BTreeSet<NaiveDate> = days.flat_map(around).flatten().collect();
            days.into_iter().rev().map(Answer::Signed).collect()
        }
    }
}

/// Nobody joins; or organisations without fault, with a coordinator among them or not.
fn joiners(case: &Case, setting: &Setting<'_>) -> Vec<Vec<Participant>> {
    let Setting { call, as_of, .. } = *setting;
    let needed = setting.needed.clamp(1, NEWCOMERS);
    let all = &case.proposal.consortium.participants;
    let stated: BTreeSet<&Pic> = all.iter().filter_map(|e| e.applicant.pic.as_ref()).collect();
    let mut named: Vec<&Pic> = all.iter().filter_map(|e| e.affiliated_to.as_ref()).collect();
    named.retain(|pic| !stated.contains(pic));
    named.sort_unstable();
    named.dedup();
    let states: Vec<Country> = fresh_states(case, call).chain(stated_states(all)).collect();
    let Some(any) = states.first().copied() else { return vec![Vec::new()] };
    let signed = case.proposal.grant_signature;
    let forms = |role: Role| -> Vec<LegalForm> {
        let passes = |form: &LegalForm| {
            let Ok(name) = "-".parse() else { return false };
            let applicant = Applicant::new(name).country(any).legal_form(*form);
            applicant.check(call, Some(role), as_of, signed).verdict() != Verdict::Ineligible
        };
        LegalForm::ALL.iter().copied().filter(passes).collect()
    };
    let (leading, taking_part) = (forms(Role::Coordinator), forms(Role::Beneficiary));
    let newcomer = |place: usize, form: usize, role: Role, named: &[&Pic]| -> Option<Participant> {
        let forms = if role == Role::Coordinator { &leading } else { &taking_part };
        let form = forms.get(form.checked_rem(forms.len())?)?;
        let country = states.get(place).copied().unwrap_or(any);
        let pic = named.get(place).map_or_else(|| fresh_code(case, place), |pic| (*pic).clone());
        let mut applicant =
            Applicant::new(format!("newcomer {place}").parse().ok()?).country(country).legal_form(*form);
        applicant.pic = Some(pic);
        Some(Participant::new(applicant).role(role))
    };
    let most = (needed as usize).max(named.len());
    let every_form = most.saturating_add(taking_part.len());
    let mut ways = Vec::new();
    // Those who are named as linked to may be among them, none of them, or all but one.
    let mut among = vec![named.clone()];
    if !named.is_empty() {
        among.push(Vec::new());
    }
    if (2..=LEFT_OUT).contains(&named.len()) {
        let but = |left: &&Pic| named.iter().copied().filter(|pic| pic != left).collect();
        among.extend(named.iter().map(but));
    }
    for named in &among {
        for coordinators in 0..=1usize {
            let roles = |others: usize| {
                let rest = std::iter::repeat_n(Role::Beneficiary, others);
                std::iter::repeat_n(Role::Coordinator, coordinators).chain(rest).enumerate()
            };
            for others in 0..=most {
                let alike = roles(others).filter_map(|(at, role)| newcomer(at, 0, role, named));
                ways.push(alike.collect());
            }
            ways.push(roles(every_form).filter_map(|(at, role)| newcomer(at, at, role, named)).collect());
        }
    }
    ways
}
