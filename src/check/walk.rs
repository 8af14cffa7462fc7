//! The one walk over all conditions, in the registry's order and then the participants'.
//!
//! It yields small copyable [`Raw`] assessments that borrow nothing. Verdict, findings and reports are
//! folds of it; whatever needs words or lists is made later, when somebody asks.

use std::ops::ControlFlow;

use chrono::NaiveDate;

use super::budget::{self, Ledger};
use super::identity::Identity;
use super::participant::Links;
use super::rule::RuleId;
use super::{application, consortium, members, participant, project, tally};
use crate::budget::Budget;
use crate::call::{Call, Point, Terms};
use crate::money::Eur;
use crate::organisation::{Declaration, Role};
use crate::outcome::{Consequence, Outcome, Outcomes};
use crate::proposal::{Application, Participant, Proposal};
use crate::time::Instant;

/// One condition, one subject, one outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Raw {
    pub(crate) rule: RuleId,
    pub(crate) outcome: Outcome,
    /// The participant or row of the budget, or [`Raw::ALL`] for the consortium or the rule's one fact.
    pub(crate) participant: u32,
    /// For counts: how many for certain, and how many at most.
    pub(crate) count: (u32, u32),
}

impl Raw {
    pub(crate) const ALL: u32 = u32::MAX;

    fn new(rule: RuleId, outcome: Outcome) -> Self {
        Raw { rule, outcome, participant: Raw::ALL, count: (0, 0) }
    }

    /// An assessment of a row of the budget, or of the budget as a whole.
    pub(super) fn of_budget(rule: RuleId, outcome: Outcome, row: Option<usize>) -> Self {
        let row = row.map_or(Raw::ALL, |row| u32::try_from(row).unwrap_or(Raw::ALL));
        Raw { participant: row, ..Raw::new(rule, outcome) }
    }

    /// What follows when the condition is not met: of a participant whom the call removes, a correction.
    #[inline]
    pub(crate) fn consequence(&self, call: &Call, participants: &[Participant]) -> Consequence {
        let consequence = self.rule.rule().consequence;
        let on_participant = consequence == Consequence::Reject && self.participant != Raw::ALL;
        if on_participant && call.removes_ineligible() && self.rule.is_on_participants() {
            let entry = usize::try_from(self.participant).ok().and_then(|at| participants.get(at));
            if entry.is_some_and(is_removable) {
                return Consequence::Correct;
            }
        }
        consequence
    }

    fn counted(rule: RuleId, outcome: Outcome, count: (u32, u32)) -> Self {
        Raw { count, ..Raw::new(rule, outcome) }
    }
}

/// The facts that the walk reads.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dossier<'a> {
    pub(crate) participants: &'a [Participant],
    pub(crate) complete: bool,
    pub(crate) scope: Scope,
    pub(crate) project: Project,
    /// What only some calls ask of an application.
    pub(crate) application: Option<&'a Application>,
    pub(crate) budget: Option<&'a Budget>,
    /// The budget added up, where that is done already.
    pub(crate) ledger: Option<&'a Ledger>,
}

/// How much of a proposal is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// One organisation in a role: what depends on nobody else.
    Applicant,
    /// The consortium and its members.
    Consortium,
    /// Everything.
    Proposal,
}

/// The facts of the project as a whole.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Project {
    pub(crate) submitted_at: Option<Instant>,
    pub(crate) duration_months: Option<i64>,
    pub(crate) requested_grant: Option<Eur>,
    pub(crate) total_eligible_costs: Option<Eur>,
    pub(crate) grant_signature: Option<NaiveDate>,
    pub(crate) submission_stage: Option<u32>,
    /// How many third countries are targeted.
    pub(crate) target_countries: Option<u32>,
}

impl<'a> Dossier<'a> {
    pub(crate) fn proposal(proposal: &'a Proposal) -> Self {
        Dossier {
            participants: &proposal.consortium.participants,
            complete: proposal.consortium.complete,
            scope: Scope::Proposal,
            project: Project {
                submitted_at: proposal.submitted_at,
                duration_months: proposal.duration_months,
                requested_grant: proposal.requested_grant,
                total_eligible_costs: proposal.total_eligible_costs,
                grant_signature: proposal.grant_signature,
                submission_stage: proposal.application.submission_stage,
                target_countries: proposal
                    .application
                    .target_countries
                    .as_ref()
                    .map(|targets| application::named(targets, &[], |a, b| a == b)),
            },
            application: Some(&proposal.application),
            budget: proposal.budget.as_ref(),
            ledger: None,
        }
    }
}

/// What the rules are looked at under.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting<'a> {
    pub(crate) call: &'a Call,
    pub(crate) terms: &'a Terms,
    pub(crate) as_of: Instant,
    pub(crate) signature: Option<NaiveDate>,
    pub(crate) answers: Answers,
}

/// Readings of open questions tried out, one bit a question; none while outcomes are told.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Answers {
    pub(crate) given: u64,
    pub(crate) yes: u64,
}

impl<'a> Setting<'a> {
    pub(crate) fn new(call: &'a Call, as_of: Instant, signature: Option<NaiveDate>) -> Self {
        Setting { call, terms: call.terms(), as_of, signature, answers: Answers::default() }
    }

    /// A point under the readings tried out.
    #[inline]
    pub(crate) fn answered(&self, point: Point) -> Point {
        match point {
            Point::Open(q) if self.answers.given >> (q & 63) & 1 == 1 => {
                Point::Settled(self.answers.yes >> (q & 63) & 1 == 1)
            }
            _ => point,
        }
    }
}

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

/// Whether a participant can be removed without the proposal falling with it.
pub(super) fn is_removable(entry: &Participant) -> bool {
    entry.role.is_some_and(|role| role != Role::Coordinator)
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
