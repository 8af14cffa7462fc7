//! The one walk over all conditions, in the registry's order and then the participants'.
//!
//! It yields small copyable [`Raw`] assessments that borrow nothing. Verdict, findings and reports are
//! folds of it; whatever needs words or lists is made later, when somebody asks.

use std::ops::ControlFlow;

use super::budget;
use super::facts::{Dossier, Raw, Scope, Setting, is_removable};
use super::identity::Identity;
use super::participant::Links;
use super::rule::RuleId;
use super::{application, consortium, members, participant, project, tally};

use crate::organisation::{Declaration, Role};
use crate::outcome::{Consequence, Outcome, Outcomes};
use crate::proposal::Participant;

/// Visits every condition, until the visitor breaks off. `wanted` leaves out conditions by consequence.
#[inline]
pub(crate) fn walk(
    dossier: &Dossier<'_>,
    setting: &Setting<'_>,
    wanted: impl Fn(Consequence) -> bool,
    mut visit: impl FnMut(Raw) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let call = setting.call;
    let reject = wanted(Consequence::Reject);
    let project = &dossier.project;
    if dossier.scope == Scope::Proposal {
        if reject && let Some(deadline) = call.deadline_asked() {
            visit(Raw::new(RuleId::SubmittedByDeadline, project::submitted(project, call, deadline)))?;
        }
        if call.asks_of_applications() {
            application_rules(&application::ADMISSIBILITY, dossier, setting, &wanted, &mut visit)?;
        }
    }
    if dossier.scope != Scope::Applicant {
        consortium_rules(dossier, setting, &wanted, &mut visit)?;
    }
    participant_rules(dossier, setting, &wanted, &mut visit)?;
    if dossier.scope == Scope::Proposal {
        if reject && let Some(range) = call.grant_asked() {
            visit(Raw::new(RuleId::GrantRange, project::grant(project, call, range)))?;
        }
        if wanted(Consequence::Correct)
            && let Some(rate) = call.rate_asked()
        {
            let (grant, costs) = (project.requested_grant, project.total_eligible_costs);
            let outcome = project::under_both(rate, |rate| project::within_rate(grant, costs, *rate));
            visit(Raw::new(RuleId::FundingRate, outcome))?;
        }
        if reject && let Some(duration) = call.duration_asked() {
            let months = project.duration_months;
            let outcome = project::under_both(duration, |d| project::as_long_as(months, *d));
            visit(Raw::new(RuleId::Duration, outcome))?;
        }
        if call.asks_of_applications() {
            application_rules(&application::PROJECT, dossier, setting, &wanted, &mut visit)?;
        }
    }
    budget::walk(dossier, setting, &wanted, &mut visit)
}

/// The rules on an application that the call states. Few calls do, so it stays out of the way of the others.
#[inline(never)]
fn application_rules(
    rules: &[RuleId],
    dossier: &Dossier<'_>,
    setting: &Setting<'_>,
    wanted: &impl Fn(Consequence) -> bool,
    visit: &mut impl FnMut(Raw) -> ControlFlow<()>,
) -> ControlFlow<()> {
    for rule in rules.iter().filter(|rule| wanted(rule.rule().consequence)) {
        if let Some(outcomes) = application::outcomes(*rule, dossier, setting.call) {
            visit(Raw::new(*rule, outcomes.fold()))?;
        }
    }
    ControlFlow::Continue(())
}

#[inline]
fn consortium_rules(
    dossier: &Dossier<'_>,
    setting: &Setting<'_>,
    wanted: &impl Fn(Consequence) -> bool,
    visit: &mut impl FnMut(Raw) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let (reject, clarify) = (wanted(Consequence::Reject), wanted(Consequence::Clarify));
    let identity = Identity::of(dossier.participants);
    if reject {
        let count = consortium::coordinators(dossier);
        visit(Raw::counted(RuleId::OneCoordinator, consortium::one(count, dossier.complete), count))?;
        let (applicants, countries) = (setting.call.applicants_asked(), setting.call.countries_asked());
        if applicants.is_some() || countries.is_some() {
            let bounds = tally::bounds(dossier.participants, setting, &identity);
            for (rule, minimum, count) in [
                (RuleId::MinimumApplicants, applicants, bounds.applicants),
                (RuleId::MinimumCountries, countries, bounds.countries),
            ] {
                if let Some(minimum) = minimum {
                    let outcome = project::under_both(minimum, |minimum| {
                        consortium::at_least(minimum.at_least, count, dossier.complete)
                    });
                    visit(Raw::counted(rule, outcome, count))?;
                }
            }
        }
    }
    if setting.call.asks_for_members() {
        members_rules(dossier, setting, (reject, clarify), visit)?;
    }
    if clarify {
        let outcome = if identity.repeated { Outcome::NotMet } else { Outcome::Met };
        visit(Raw::new(RuleId::DistinctOrganisations, outcome))?;
        if setting.call.one_role_asked().is_some() {
            let outcomes = consortium::one_role_each(dossier.participants);
            visit(Raw::new(RuleId::OneRoleEach, outcomes.fold()))?;
        }
    }
    ControlFlow::Continue(())
}

/// The rules on kinds of members.
#[inline(never)]
fn members_rules(
    dossier: &Dossier<'_>,
    setting: &Setting<'_>,
    (reject, clarify): (bool, bool),
    visit: &mut impl FnMut(Raw) -> ControlFlow<()>,
) -> ControlFlow<()> {
    for (rule, wanted) in [(RuleId::CompulsoryMembers, reject), (RuleId::RecommendedMembers, clarify)] {
        if wanted && let Some(outcomes) = members::outcomes(rule, dossier, setting) {
            visit(Raw::new(rule, outcomes.fold()))?;
        }
    }
    ControlFlow::Continue(())
}

/// The rules on participants that only some calls state, or only some participants concern.
#[inline(never)]
fn rare_participant_rules(
    place: Rare,
    dossier: &Dossier<'_>,
    setting: &Setting<'_>,
    looked_at: impl Fn(&Participant) -> bool,
    visit: &mut impl FnMut(Raw) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let (all, call) = (dossier.participants, setting.call);
    match place {
        Rare::Kinds => each(all, RuleId::Kind, visit, looked_at, |entry| participant::kind(entry, setting)),
        Rare::Coordinator => each(all, RuleId::CoordinatorCountry, visit, looked_at, |entry| {
            participant::coordinator_country(entry, setting)
        }),
        Rare::Measures => {
            if !call.bars().is_empty() {
                let barred = |entry: &Participant| participant::barred(entry, setting);
                each(all, RuleId::TemporaryBar, visit, &looked_at, barred)?;
            }
            for (index, entry) in (0u32..).zip(all) {
                if entry.applicant.declarations.contains(Declaration::RestrictiveMeasures) && looked_at(entry)
                {
                    visit(Raw {
                        participant: index,
                        ..Raw::new(RuleId::RestrictiveMeasures, Outcome::NotMet)
                    })?;
                }
            }
            ControlFlow::Continue(())
        }
    }
}

/// Which of them.
enum Rare {
    Kinds,
    Coordinator,
    Measures,
}

#[inline]
fn participant_rules(
    dossier: &Dossier<'_>,
    setting: &Setting<'_>,
    wanted: &impl Fn(Consequence) -> bool,
    visit: &mut impl FnMut(Raw) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let all = dossier.participants;
    let call = setting.call;
    // Where a call removes whoever is ineligible, only the coordinator's faults reject the proposal.
    let removes = call.removes_ineligible();
    let (reject, correct) = (wanted(Consequence::Reject), wanted(Consequence::Correct));
    let looked_at = |entry: &Participant| if removes && is_removable(entry) { correct } else { reject };
    if call.roles().is_some() {
        let rule = RuleId::LegalForm;
        each(all, rule, visit, looked_at, |entry| participant::legal_form(entry, setting.terms))?;
        if setting.terms.asks_more_of_any() {
            rare_participant_rules(Rare::Kinds, dossier, setting, looked_at, visit)?;
        }
    }
    if call.countries().is_some() {
        each(all, RuleId::Country, visit, looked_at, |entry| participant::country(entry, setting))?;
        if !setting.terms.coordinator.is_empty() {
            rare_participant_rules(Rare::Coordinator, dossier, setting, looked_at, visit)?;
        }
    }
    if dossier.scope != Scope::Applicant {
        let mut links = None;
        each(all, RuleId::Affiliation, visit, looked_at, |entry| {
            if entry.may_be(Role::AffiliatedEntity) {
                participant::affiliation(entry, all, links.get_or_insert_with(|| Links::of(dossier)))
            } else {
                Outcomes::NOT_APPLICABLE
            }
        })?;
    }
    if !call.bars().is_empty() || all.iter().any(|entry| !entry.applicant.declarations.is_empty()) {
        rare_participant_rules(Rare::Measures, dossier, setting, looked_at, visit)?;
    }
    if wanted(Consequence::Clarify) {
        each(all, RuleId::Pic, visit, |_| true, participant::pic)?;
    }
    ControlFlow::Continue(())
}

/// Looks at one rule for every participant; once, as not applicable, where there is none.
#[inline]
fn each(
    all: &[Participant],
    rule: RuleId,
    visit: &mut impl FnMut(Raw) -> ControlFlow<()>,
    looked_at: impl Fn(&Participant) -> bool,
    mut outcomes: impl FnMut(&Participant) -> Outcomes,
) -> ControlFlow<()> {
    if all.is_empty() {
        visit(Raw::new(rule, Outcome::NotApplicable))?;
    }
    for (index, entry) in (0u32..).zip(all).filter(|(_, entry)| looked_at(entry)) {
        visit(Raw { participant: index, ..Raw::new(rule, outcomes(entry).fold()) })?;
    }
    ControlFlow::Continue(())
}
