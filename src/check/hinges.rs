//! On which missing facts and open questions an unknown outcome hinges.
//!
//! A fact is listed if there is a way to complete everything else, and a reading of the questions, under
//! which the outcome changes with it; a question likewise. Met and not applicable count as the same. This
//! is looked at only when somebody asks for it, so it may take its time: each entry's small domain is
//! tried out, the whole consortium never is.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use chrono::{Days, NaiveDate};

use super::budget;
use super::fact::{Fact, FactKind};
use super::participant::{self, Links};
use super::rule::RuleId;
use super::walk::{Answers, Dossier, Raw, Setting};
use super::{minima, tally};
use crate::call::Point;
use crate::country::Country;
use crate::money::Eur;
use crate::organisation::{LegalForm, Role};
use crate::outcome::{Outcome, Outcomes};
use crate::proposal::Participant;

/// What an unknown outcome hinges on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Hinges {
    pub(crate) facts: BTreeSet<Fact>,
    /// Places in the call's list of questions.
    pub(crate) questions: BTreeSet<usize>,
}

impl Hinges {
    /// The facts as JSON Pointers, sorted as text.
    pub(crate) fn sorted(&self) -> Vec<Fact> {
        let mut facts: Vec<Fact> = self.facts.iter().copied().collect();
        facts.sort_by_cached_key(Fact::to_string);
        facts
    }

    pub(super) fn fact(&mut self, fact: Fact) {
        self.facts.insert(fact);
    }

    pub(super) fn question(&mut self, question: usize) {
        self.questions.insert(question);
    }
}

/// The hinges of one assessment; none unless it is unknown.
pub(crate) fn of(raw: &Raw, dossier: &Dossier<'_>, setting: &Setting<'_>, links: &OnceLock<Links>) -> Hinges {
    let mut hinges = Hinges::default();
    if raw.outcome != Outcome::Unknown {
        return hinges;
    }
    let whole = |kind| Fact::of_proposal(kind);
    let place = raw.participant as usize;
    let entry = dossier.participants.get(place);
    match (raw.rule, entry) {
        (RuleId::SubmittedByDeadline, _) => hinges.fact(whole(FactKind::SubmittedAt)),
        (RuleId::GrantRange, _) => hinges.fact(whole(FactKind::RequestedGrant)),
        (RuleId::Duration, _) => hinges.fact(whole(FactKind::DurationMonths)),
        (RuleId::FundingRate, _) => funding_rate(dossier, &mut hinges),
        (RuleId::OneCoordinator, _) => {
            for (at, entry) in dossier.participants.iter().enumerate() {
                if entry.role.is_none() {
                    hinges.fact(Fact::of_participant(at, FactKind::Role));
                }
            }
            if !dossier.complete {
                hinges.fact(whole(FactKind::ParticipantsComplete));
            }
        }
        (RuleId::MinimumApplicants | RuleId::MinimumCountries, _) => {
            minima::hinges(raw.rule, dossier, setting, &mut hinges);
        }
        (RuleId::LegalForm | RuleId::Country, Some(entry)) => {
            member(raw.rule, place, entry, setting, &mut hinges);
        }
        (RuleId::Affiliation, Some(entry)) => {
            let links = links.get_or_init(|| Links::of(dossier));
            affiliation(place, entry, dossier, links, &mut hinges);
        }
        (RuleId::Pic, Some(entry)) => {
            if entry.applicant.pic.is_none() {
                hinges.fact(Fact::of_participant(place, FactKind::Pic));
            }
            if entry.role.is_none() {
                hinges.fact(Fact::of_participant(place, FactKind::Role));
            }
        }
        _ => {
            if let Some(sheet) = budget::Sheet::of(dossier, setting.call) {
                budget::hinges(raw, &sheet, &mut hinges);
            }
        }
    }
    hinges
}

fn funding_rate(dossier: &Dossier<'_>, hinges: &mut Hinges) {
    let (grant, costs) = (dossier.project.requested_grant, dossier.project.total_eligible_costs);
    // Known costs at or below zero settle the rule, so an unknown grant hinges only on known costs above.
    if grant.is_none() && costs.is_none_or(|c| c > Eur::ZERO) {
        hinges.fact(Fact::of_proposal(FactKind::RequestedGrant));
    }
    if costs.is_none() {
        hinges.fact(Fact::of_proposal(FactKind::TotalEligibleCosts));
    }
}

/// What a rule on one entry says for one completion: a class of outcomes, or a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cell {
    Class(u8),
    Question(usize),
}

fn class(outcomes: Outcomes) -> Cell {
    match outcomes.fold() {
        Outcome::Met | Outcome::NotApplicable => Cell::Class(0),
        Outcome::NotMet => Cell::Class(1),
        Outcome::Conditional => Cell::Class(2),
        Outcome::Unknown => Cell::Class(3),
    }
}

fn point(point: Point) -> Cell {
    match point {
        Point::Settled(true) => Cell::Class(0),
        Point::Settled(false) => Cell::Class(1),
        Point::Open(question) => Cell::Question(usize::from(question)),
    }
}

/// One completion of an entry's facts.
#[derive(Debug, Clone, Copy)]
struct Completion {
    role: Role,
    form: LegalForm,
    country: Country,
    signature: Option<NaiveDate>,
}

fn member(rule: RuleId, place: usize, entry: &Participant, setting: &Setting<'_>, hinges: &mut Hinges) {
    let roles: Vec<Role> = entry.role.map_or_else(|| Role::ALL.to_vec(), |r| vec![r]);
    let forms: Vec<LegalForm> = entry.applicant.possible_forms().iter().collect();
    let countries = match (entry.applicant.country, setting.terms.samples.first()) {
        (Some(country), _) => vec![country],
        (None, Some(any)) if rule == RuleId::LegalForm => vec![*any],
        (None, _) => setting.terms.samples.clone(),
    };
    let signatures = match (rule, setting.signature) {
        (RuleId::Country, None) => signatures(setting),
        (_, known) => vec![known],
    };
    let cell = |c: Completion| match rule {
        RuleId::LegalForm => setting.terms.form_point(c.role, c.form).map_or(Cell::Class(0), point),
        _ => country_cell(c, setting),
    };
    let mut all = Vec::new();
    for role in &roles {
        for form in &forms {
            for country in &countries {
                for signature in &signatures {
                    let c = Completion { role: *role, form: *form, country: *country, signature: *signature };
                    all.push((c, cell(c)));
                }
            }
        }
    }
    for (_, cell) in &all {
        if let Cell::Question(question) = cell {
            hinges.question(*question);
        }
    }
    // A fact matters if two completions that differ in it alone fall into different cells.
    let mut check = |fact: Fact, same_otherwise: fn(&Completion, &Completion) -> bool| {
        let differs = all.iter().enumerate().any(|(i, (a, cell))| {
            all.iter().skip(i.saturating_add(1)).any(|(b, other)| cell != other && same_otherwise(a, b))
        });
        if differs {
            hinges.fact(fact);
        }
    };
    check(Fact::of_participant(place, FactKind::Role), |a, b| {
        a.form == b.form && a.country == b.country && a.signature == b.signature
    });
    check(Fact::of_participant(place, FactKind::LegalForm), |a, b| {
        a.role == b.role && a.country == b.country && a.signature == b.signature
    });
    check(Fact::of_participant(place, FactKind::Country), |a, b| {
        a.role == b.role && a.form == b.form && a.signature == b.signature
    });
    check(Fact::of_proposal(FactKind::GrantSignature), |a, b| {
        a.role == b.role && a.form == b.form && a.country == b.country
    });
}

fn country_cell(c: Completion, setting: &Setting<'_>) -> Cell {
    let exempt = setting.terms.international_exempt && c.form == LegalForm::InternationalOrganisation;
    if !c.role.is_funded() || exempt {
        return Cell::Class(0);
    }
    match setting.terms.standing(c.country) {
        crate::call::Standing::Member(_, p) | crate::call::Standing::Hinges(p) => point(p),
        _ => {
            let signed = Setting { signature: c.signature, ..*setting };
            class(participant::country_outcomes(Some(c.country), &signed))
        }
    }
}

/// Days of signature that make a difference to some negotiation on record.
fn signatures(setting: &Setting<'_>) -> Vec<Option<NaiveDate>> {
    if setting.terms.negotiating.is_empty() {
        return vec![None];
    }
    let today = setting.as_of.brussels_date();
    let events = setting.terms.negotiating.iter().filter_map(|n| n.in_force).chain([today]);
    events.flat_map(|day| [Some(day), day.checked_add_days(Days::new(1))]).collect()
}

fn affiliation(place: usize, entry: &Participant, dossier: &Dossier<'_>, links: &Links, hinges: &mut Hinges) {
    let all = dossier.participants;
    if entry.role.is_none() {
        hinges.fact(Fact::of_participant(place, FactKind::Role));
    }
    if !participant::affiliation(entry, all, links).may_be(Outcomes::MET) {
        return;
    }
    let named = entry.affiliated_to.as_ref();
    if named.is_none() {
        hinges.fact(Fact::of_participant(place, FactKind::AffiliatedTo));
    }
    let settled = |pic| links.stating(all, entry, pic).any(|(_, other)| other.role.is_some_and(Role::counts));
    if named.is_some_and(settled) {
        return;
    }
    let stated = named.is_some_and(|pic| links.stating(all, entry, pic).next().is_some());
    for (at, other) in all.iter().enumerate().filter(|(at, other)| *at != place && other.may_count()) {
        let pic = other.applicant.pic.as_ref();
        // A code that somebody states is compared with stated codes only.
        let concerned = match named {
            None => pic.is_none() || (other.role.is_none() && !pic.is_some_and(settled)),
            Some(_) if stated => pic == named,
            Some(_) => pic.is_none(),
        };
        if concerned && other.role.is_none() {
            hinges.fact(Fact::of_participant(at, FactKind::Role));
        }
        if concerned && pic.is_none() {
            hinges.fact(Fact::of_participant(at, FactKind::Pic));
        }
    }
    if !dossier.complete && !stated {
        hinges.fact(Fact::of_proposal(FactKind::ParticipantsComplete));
    }
}

/// All ways to answer some questions.
pub(super) fn readings(questions: &[usize]) -> impl Iterator<Item = Answers> {
    let bits: Vec<u64> = questions.iter().map(|q| 1u64 << (q & 63)).collect();
    let given = bits.iter().fold(0, |all, b| all | b);
    let count = 1u64.checked_shl(u32::try_from(bits.len()).unwrap_or(64)).unwrap_or(u64::MAX);
    (0..count).map(move |choice| Answers {
        given,
        yes: bits.iter().enumerate().filter(|(i, _)| choice >> i & 1 == 1).fold(0, |all, (_, b)| all | b),
    })
}

/// The groups of a consortium, each with its entries and their places.
pub(super) fn members<'a>(dossier: &Dossier<'a>) -> Vec<(tally::Group, Vec<(usize, &'a Participant)>)> {
    tally::groups(dossier.participants)
        .into_iter()
        .map(|group| {
            let entries = group
                .members
                .iter()
                .filter_map(|at| dossier.participants.get(*at).map(|entry| (*at, entry)))
                .collect();
            (group, entries)
        })
        .collect()
}
