//! On which missing facts and open questions an unknown outcome hinges.
//!
//! A fact is listed if there is a way to complete everything else, and a reading of the questions, under
//! which the outcome changes with it; a question likewise. Met and not applicable count as the same. This
//! is looked at only when somebody asks for it, so it may take its time: each entry's small domain is
//! tried out, the whole consortium never is.

use std::sync::OnceLock;

use super::fact::{Fact, FactKind};
use super::facts::{Dossier, Raw, Setting};
use super::hinge::Hinges;
use super::participant::{self, Links};
use super::rule::RuleId;
use super::{application, budget, counting, member, members, minima, project};
use crate::organisation::Role;
use crate::outcome::{Outcome, Outcomes};
use crate::proposal::Participant;

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
        (RuleId::SubmittedByDeadline | RuleId::GrantRange | RuleId::Duration | RuleId::FundingRate, _) => {
            project::hinges(raw.rule, dossier, setting, &mut hinges);
        }
        (
            RuleId::Annexes
            | RuleId::PageLimit
            | RuleId::OneTopic
            | RuleId::ParallelApplications
            | RuleId::Objectives
            | RuleId::TargetCountries
            | RuleId::ThirdCountryActivities
            | RuleId::Activities
            | RuleId::StartDate,
            _,
        ) => application::hinges(raw.rule, dossier, setting, &mut hinges),
        (RuleId::CompulsoryMembers | RuleId::RecommendedMembers, _) => {
            members::hinges(raw.rule, dossier, setting, &mut hinges);
        }
        (RuleId::OneRoleEach, _) => {
            let repeated = counting::repeated(dossier.participants);
            for (at, entry) in dossier.participants.iter().enumerate().filter(|(_, e)| e.role.is_none()) {
                if entry.applicant.pic.as_ref().is_some_and(|pic| repeated.contains(&pic)) {
                    hinges.fact(Fact::of_participant(at, FactKind::Role));
                }
            }
        }
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
        (
            RuleId::LegalForm
            | RuleId::Kind
            | RuleId::Country
            | RuleId::CoordinatorCountry
            | RuleId::TemporaryBar,
            Some(entry),
        ) => member::hinges(raw.rule, place, entry, setting, &mut hinges),
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
