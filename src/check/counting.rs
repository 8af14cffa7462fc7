//! Who was counted to the minima, and why the others were not.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::facts::{Answers, Facts, Scope, Setting};
use super::fate::Fate;
use super::identity;
use super::links::Links;
use super::participant;
use super::removal;
use super::seat::country_outcomes;
use super::subject::Subject;
use super::tally;
use super::tally::{MinimumOf, Unit};
use crate::call::{Basis, Point, Standing};
use crate::country::Country;
use crate::organisation::{Declaration, LegalForm, Role};
use crate::outcome::{Outcomes, YesNo};
use crate::proposal::Participant;

/// How one organisation counts to the minima.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counted {
    /// Its entries, by their places in the list of participants.
    pub entries: Vec<usize>,
    /// The Member States that it counts as, or may count as where that is not known; empty where it
    /// does not count.
    pub states: Vec<Country>,
    /// Whether it counts for certain.
    pub certain: bool,
    /// Whether it may count: to the minimum of applicants an international organisation may, without a country.
    pub may: bool,
    /// Why it does not count, or not for certain.
    pub why_not: Option<NotCounted>,
}

/// Who counts, who may, and who does not and why, a sentence each; nobody is in none of them.
pub(crate) fn counted_words<'a>(
    counted: &[CountedLine],
    name_of: impl Fn(Subject) -> Option<&'a str>,
) -> Vec<String> {
    let name = |one: &CountedLine| {
        let name = one.participants.first().and_then(|entry| name_of(*entry)).unwrap_or_default();
        match one.participants.len() {
            0 | 1 => name.to_owned(),
            times => format!("{name} (entered {times} times)"),
        }
    };
    let states = |one: &CountedLine| match one.member_states.as_slice() {
        [] if one.without_country => "without a country".to_owned(),
        [one] => one.to_string(),
        [first, second] => format!("{first} or {second}"),
        _ => "country not known".to_owned(),
    };
    let told = |heading: &str, wanted: YesNo, words: &dyn Fn(&CountedLine, &str) -> String| {
        let all = || counted.iter().filter(|one| one.counts == wanted);
        let first = all().take(NAMED);
        let mut named: Vec<String> =
            first.map(|one| words(one, one.why_not.as_deref().unwrap_or_default())).collect();
        let more = all().count().saturating_sub(named.len());
        if more > 0 {
            named.push(format!("and {more} more"));
        }
        (!named.is_empty()).then(|| format!("{heading}: {}", named.join(", ")))
    };
    [
        told("Counted", YesNo::Yes, &|one, _| format!("{} ({})", name(one), states(one))),
        told("May count", YesNo::Unknown, &|one, why| format!("{} ({}, {why})", name(one), states(one))),
        told("Not counted", YesNo::No, &|one, why| format!("{} ({why})", name(one))),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// So many organisations are named in a sentence.
const NAMED: usize = 12;

/// The same as reports write it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub(crate) struct CountedLine {
    /// Its entries.
    pub(crate) participants: Vec<Subject>,
    /// Whether it counts.
    pub(crate) counts: YesNo,
    /// For which of these States; left out where it is none, or where any may be.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) member_states: Vec<Country>,
    /// Whether it counts, or may, wherever it is established.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) without_country: bool,
    /// Why it does not, or not for certain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) why_not: Option<String>,
}

impl From<&Counted> for CountedLine {
    fn from(counted: &Counted) -> Self {
        // Every State is as good as none named.
        let states = if counted.states.len() > 20 { &[] } else { counted.states.as_slice() };
        CountedLine {
            participants: counted.entries.iter().copied().map(Subject::Participant).collect(),
            counts: match (counted.certain, counted.may) {
                (true, _) => YesNo::Yes,
                (false, false) => YesNo::No,
                (false, true) => YesNo::Unknown,
            },
            member_states: states.to_vec(),
            without_country: counted.may && counted.states.is_empty(),
            why_not: counted.why_not.map(|why| why.to_string()),
        }
    }
}

/// Why an organisation does not count to the minima, or not for certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotCounted {
    /// Only coordinators and beneficiaries count.
    Role(Role),
    /// Its legal form is not admitted to its role.
    Form,
    /// It is not of a kind that its role admits, beside the legal form.
    Kind,
    /// It is not established in an eligible country.
    Country,
    /// The coordinator is not established where the call lets it be.
    CoordinatorCountry,
    /// The call does not take it from a third country, or not in its role.
    ThirdCountry,
    /// It is subject to restrictive measures.
    RestrictiveMeasures,
    /// A legal measure bars it from its role on the day of signature, or may.
    Barred,
    /// Whether an affiliated entity counts is open.
    Affiliated,
    /// It is eligible without being established where applicants count.
    NoMemberState,
    /// Whether an overseas territory counts is open, or answered with no.
    Territory,
    /// Whether an international organisation counts is open, or answered with no.
    International,
    /// It has no legal personality, and that it offers equivalent guarantees is not stated, or denied.
    LegalEntity,
    /// Whether an entity created under Union law takes part and counts is open, or answered with no.
    UnionLaw,
    /// The call's sources do not state which legal forms its roles admit.
    SilentForms,
    /// Whether its legal form is admitted to its role is open.
    OpenForm,
    /// The call's sources do not state which countries are eligible.
    SilentCountries,
    /// Whether its country is eligible, or counts, is open.
    OpenCountry,
    /// Whether it is of a kind that its role admits, beside the legal form, is open.
    OpenKind,
    /// Another open question of the call decides.
    OpenQuestion,
    /// The day on which the grant is signed decides, which is not stated.
    Signature,
    /// The call removes it for naming no coordinator or beneficiary to whom it is linked, or may.
    Unlinked,
    /// Its entries state different countries, not all of which count.
    Torn,
    /// Its facts are not all known.
    Unknown,
}

impl fmt::Display for NotCounted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotCounted::Role(role) => {
                let article =
                    if matches!(role, Role::AffiliatedEntity | Role::AssociatedPartner) { "an" } else { "a" };
                write!(f, "{article} {} does not count", role.words())
            }
            NotCounted::Form => f.write_str("its legal form is not admitted to its role"),
            NotCounted::Kind => f.write_str("it is not of a kind that its role admits"),
            NotCounted::CoordinatorCountry => {
                f.write_str("the coordinator is not established where the call lets it be")
            }
            NotCounted::ThirdCountry => f.write_str("the call does not take it so from a third country"),
            NotCounted::RestrictiveMeasures => f.write_str("it is subject to restrictive measures"),
            NotCounted::Barred => f.write_str("a legal measure bars it from its role"),
            NotCounted::Affiliated => f.write_str("whether an affiliated entity counts is open"),
            NotCounted::Country => f.write_str("it is not established in an eligible country"),
            NotCounted::NoMemberState => f.write_str("it is not established where applicants count"),
            NotCounted::Territory => {
                f.write_str("whether an overseas territory counts for its Member State is open or denied")
            }
            NotCounted::International => {
                f.write_str("whether an international organisation counts is open or denied")
            }
            NotCounted::LegalEntity => f.write_str(
                "it has no legal personality and does not state that it offers equivalent guarantees",
            ),
            NotCounted::UnionLaw => f.write_str(
                "whether an entity created under Union law takes part and counts is open or denied",
            ),
            NotCounted::SilentForms => {
                f.write_str("the call's sources do not state which legal forms its roles admit")
            }
            NotCounted::OpenForm => f.write_str("whether its legal form is admitted to its role is open"),
            NotCounted::SilentCountries => {
                f.write_str("the call's sources do not state which countries are eligible")
            }
            NotCounted::OpenCountry => f.write_str("whether its country is eligible, or counts, is open"),
            NotCounted::OpenKind => f.write_str("whether it is of a kind that its role admits is open"),
            NotCounted::OpenQuestion => f.write_str("whether it counts is an open question"),
            NotCounted::Signature => f.write_str("the day of signature decides, which is not stated"),
            NotCounted::Torn => f.write_str("its entries state different countries"),
            NotCounted::Unlinked => f.write_str(
                "the call removes it unless it names the coordinator or beneficiary to whom it is linked",
            ),
            NotCounted::Unknown => f.write_str("facts about it are missing"),
        }
    }
}

/// How each organisation counts to one of the minima, whose bases may differ.
pub(crate) fn counted_to(
    of: MinimumOf,
    facts: &Facts<'_>,
    setting: &Setting<'_>,
    links: &Links,
) -> Vec<Counted> {
    let [applicants, countries] = &setting.terms.bases;
    let basis = if of == MinimumOf::Applicants { applicants } else { countries };
    if facts.scope == Scope::Applicant {
        return Vec::new();
    }
    let counting = match setting.call.removes_ineligible() {
        true => removal::those_who_may_count(facts.participants, setting, links),
        false => Vec::new(),
    };
    let may = |at: usize| counting.get(at).is_none_or(|may| *may);
    identity::members(facts)
        .into_iter()
        .map(|(group, entries)| {
            let all: Vec<&Participant> = entries.iter().map(|(_, e)| *e).collect();
            let among = |stays: &dyn Fn(usize) -> bool| {
                let kept: Vec<&Participant> =
                    entries.iter().filter(|(at, _)| stays(*at)).map(|(_, e)| *e).collect();
                if kept.is_empty() { Unit { may: 0, must: 0 } } else { tally::unit(&kept, setting, basis) }
            };
            let unit = among(&may);
            let unlinked = entries.iter().any(|(at, _)| links.by_link(*at) != Fate::Stays);
            let linked = |at| may(at) && links.by_link(at) == Fate::Stays;
            let certain = unit.must != 0 && (!unlinked || among(&linked).must != 0);
            let states = (0u8..64)
                .filter(|at| unit.may & tally::bit(*at) != 0)
                .filter_map(|at| setting.terms.country_at(at))
                .collect::<Vec<_>>();
            let why_not = (!certain).then(|| match tally::unit(&all, setting, basis).must {
                // It would count if it were not removed.
                0 => why_not(&all, unit.may != 0, basis, setting),
                _ if unlinked => NotCounted::Unlinked,
                _ => why_not(&all, unit.may != 0, basis, setting),
            });
            Counted { entries: group.members, states, certain, may: unit.may != 0, why_not }
        })
        .collect()
}

fn why_not(entries: &[&Participant], may: bool, basis: &Basis, setting: &Setting<'_>) -> NotCounted {
    let terms = setting.terms;
    let seats: Vec<Option<Country>> =
        entries.iter().map(|e| e.applicant.country.map(Country::state)).collect();
    let torn = seats.windows(2).any(|pair| matches!(pair, [a, b] if a != b));
    let mut reasons = entries.iter().map(|entry| {
        // One that counts in no way does not as a beneficiary of the first legal form that it may have.
        let completed = (!may).then(|| {
            let mut one = (*entry).clone();
            one.role = one.role.or(Some(Role::Beneficiary));
            if let Some(form) = one.applicant.possible_forms().iter().next() {
                one.applicant.legal_form = Some(form.into());
            }
            one
        });
        let entry = completed.as_ref().unwrap_or(entry);
        let forms = entry.applicant.possible_forms();
        let role = match entry.role {
            Some(role) if !tally::may_count(entry, setting) => return Some(NotCounted::Role(role)),
            Some(role) => role,
            None => return None,
        };
        let international = forms.known() == Some(LegalForm::InternationalOrganisation);
        let by_form = terms.form_outcomes(role, forms, entry.applicant.settled_statuses());
        let by_country = country_outcomes(entry.applicant.country, role, setting);
        let statuses = entry.applicant.statuses;
        let union = statuses.created_under_union_law();
        let free = (international && terms.international_exempt.possible()) || (union && terms.union_exempt);
        let passed = Outcomes::MET.or(Outcomes::NOT_APPLICABLE);
        if !participant::kind(entry, setting).may_be(passed) {
            return Some(NotCounted::Kind);
        }
        if entry.applicant.declarations.contains(Declaration::RestrictiveMeasures) {
            return Some(NotCounted::RestrictiveMeasures);
        }
        if participant::barred_in(role, entry, setting).may_be(Outcomes::NOT_MET) {
            return Some(NotCounted::Barred);
        }
        if participant::legal_entity(role, entry).may_be(Outcomes::NOT_MET) {
            return Some(NotCounted::LegalEntity);
        }
        if union && (terms.union_exempt || by_country.may_be(Outcomes::MET.or(Outcomes::CONDITIONAL))) {
            if seats.iter().flatten().any(|state| terms.place(*state).is_none()) {
                return Some(NotCounted::NoMemberState);
            }
            let admitted = participant::union_body(role, statuses, setting);
            let counts = setting.answered(terms.union_entities).certain();
            if !counts || admitted.may_be(Outcomes::NOT_MET) {
                return Some(NotCounted::UnionLaw);
            }
        }
        if !participant::coordinator_country(entry, setting).may_be(passed) {
            return Some(NotCounted::CoordinatorCountry);
        }
        if !participant::third_country(entry, setting).may_be(passed) {
            return Some(NotCounted::ThirdCountry);
        }
        if role == Role::AffiliatedEntity && !terms.affiliated_counts.certain() {
            return Some(NotCounted::Affiliated);
        }
        if !by_form.may_be(Outcomes::MET) {
            Some(NotCounted::Form)
        } else if !free && !by_country.may_be(Outcomes::MET.or(Outcomes::CONDITIONAL)) {
            Some(NotCounted::Country)
        } else if may && participant::kind(entry, setting).may_be(Outcomes::NOT_MET) {
            None
        } else {
            let silent = |stated: bool, silent, open| Some(if stated { open } else { silent });
            let call = setting.call;
            let open_form = forms.known().is_some() && by_form.may_be(Outcomes::NOT_MET);
            let seat = entry.applicant.country.filter(|_| !torn || !may);
            // Where nothing about it is missing, a question of the call decides.
            if open_form && !international && seat.is_some() && may {
                return silent(call.roles().is_some(), NotCounted::SilentForms, NotCounted::OpenForm);
            }
            let counts = seat.and_then(|c| terms.place(c)).map(|at| basis.point(at));
            let open_seat = match seat.map(|c| terms.standing(c)) {
                Some(Standing::Member(point) | Standing::Depends(point)) => {
                    !point.certain() || counts.is_some_and(|point| point.possible() && !point.certain())
                }
                _ => false,
            };
            if open_seat && may && forms.known().is_some() && !international {
                return silent(
                    call.countries().is_some(),
                    NotCounted::SilentCountries,
                    NotCounted::OpenCountry,
                );
            }
            let counts_as_international = basis.international.possible() || basis.anywhere.possible();
            match entry.applicant.country.map(|c| terms.standing(c)) {
                _ if international && !may && !counts_as_international => Some(NotCounted::International),
                Some(Standing::Member(..)) if international && !by_form.may_be(Outcomes::NOT_MET) => {
                    Some(NotCounted::International)
                }
                // One that may count without a country.
                Some(_) if may && international && !by_form.may_be(Outcomes::NOT_MET) => {
                    Some(NotCounted::International)
                }
                Some(Standing::Territory(..)) if !international && forms.known().is_some() => {
                    Some(NotCounted::Territory)
                }
                Some(Standing::Member(..)) if counts.is_none_or(Point::possible) => None,
                None => None,
                Some(_) if may => None,
                Some(_) => Some(NotCounted::NoMemberState),
            }
        }
    });
    let first = reasons.next().flatten();
    // Where one entry would count, the reason of the others is not what keeps it from counting.
    let reason = match first {
        Some(NotCounted::Role(_)) => {
            reasons.find(|r| !matches!(r, Some(NotCounted::Role(_)))).unwrap_or(first)
        }
        _ => first,
    };
    reason.unwrap_or_else(|| undecided(entries, basis, setting))
}

/// What leaves it undecided whether an organisation counts that nothing keeps from it: a question of the call, where it
/// counts for certain once all are answered yes and in no case or for certain once all are answered no, the day of
/// signature, what its entries say of its country, or else what they leave out.
fn undecided(entries: &[&Participant], basis: &Basis, setting: &Setting<'_>) -> NotCounted {
    let read = |yes| Setting { answers: Answers { given: u64::MAX, yes }, ..*setting };
    let (no, yes) = (read(0), read(u64::MAX));
    let denied = tally::unit(entries, &no, basis);
    if tally::unit(entries, &yes, basis).must != 0 && (denied.may == 0 || denied.must != 0) {
        return open_of(entries, setting);
    }
    let owned: Vec<Participant> = entries.iter().map(|entry| (*entry).clone()).collect();
    let signed =
        |day: &NaiveDate| tally::unit(entries, &Setting { signature: Some(*day), ..yes }, basis).must != 0;
    if participant::signature_days(&owned, setting).iter().any(signed) {
        return NotCounted::Signature;
    }
    let in_one_country = |country: Country| {
        let there = owned.iter().cloned().map(|mut entry| {
            entry.applicant.country = Some(country);
            entry
        });
        let there: Vec<Participant> = there.collect();
        tally::unit(&there.iter().collect::<Vec<_>>(), &yes, basis).must != 0
    };
    let mut stated: Vec<Country> = entries.iter().filter_map(|entry| entry.applicant.country).collect();
    stated.dedup();
    if stated.len() > 1 && stated.into_iter().any(in_one_country) {
        return NotCounted::Torn;
    }
    NotCounted::Unknown
}

/// Which open question leaves it undecided.
fn open_of(entries: &[&Participant], setting: &Setting<'_>) -> NotCounted {
    let may = |outcomes: fn(&Participant, &Setting<'_>) -> Outcomes| {
        entries.iter().any(|entry| outcomes(entry, setting).may_be(Outcomes::NOT_MET))
    };
    if may(participant::legal_form) {
        match setting.call.roles() {
            Some(_) => NotCounted::OpenForm,
            None => NotCounted::SilentForms,
        }
    } else if may(participant::kind) {
        NotCounted::OpenKind
    } else if may(participant::country) {
        match setting.call.countries() {
            Some(_) => NotCounted::OpenCountry,
            None => NotCounted::SilentCountries,
        }
    } else {
        NotCounted::OpenQuestion
    }
}
