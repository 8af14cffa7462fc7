//! The one walk over all conditions, in the registry's order and then the participants'.
//!
//! It yields small copyable [`Raw`] assessments that borrow nothing. Verdict, findings and reports are
//! folds of it; whatever needs words or lists is made later, when somebody asks.

use std::ops::ControlFlow;

use chrono::NaiveDate;

use super::budget::{self, Ledger};
use super::participant::Links;
use super::rule::RuleId;
use super::{consortium, participant, project, tally};
use crate::budget::Budget;
use crate::call::{Call, Point, Terms};
use crate::money::Eur;
use crate::organisation::Role;
use crate::outcome::{Consequence, Outcome, Outcomes};
use crate::proposal::{Participant, Proposal};
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
            },
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
    if dossier.scope == Scope::Proposal
        && reject
        && let Some(deadline) = call.deadline()
    {
        visit(Raw::new(
            RuleId::SubmittedByDeadline,
            project::submitted_by(project.submitted_at, deadline.value),
        ))?;
    }
    if dossier.scope != Scope::Applicant {
        consortium_rules(dossier, setting, &wanted, &mut visit)?;
    }
    participant_rules(dossier, setting, &wanted, &mut visit)?;
    if dossier.scope == Scope::Proposal {
        if reject && let Some(range) = call.grant() {
            let outcome = project::within_range(project.requested_grant, range.value);
            visit(Raw::new(RuleId::GrantRange, outcome))?;
        }
        if wanted(Consequence::Correct)
            && let Some(rate) = call.funding_rate()
        {
            let outcome =
                project::within_rate(project.requested_grant, project.total_eligible_costs, rate.value);
            visit(Raw::new(RuleId::FundingRate, outcome))?;
        }
        if reject && let Some(duration) = call.duration() {
            let outcome = project::as_long_as(project.duration_months, duration.value);
            visit(Raw::new(RuleId::Duration, outcome))?;
        }
    }
    budget::walk(dossier, setting, &wanted, &mut visit)
}

#[inline]
fn consortium_rules(
    dossier: &Dossier<'_>,
    setting: &Setting<'_>,
    wanted: &impl Fn(Consequence) -> bool,
    visit: &mut impl FnMut(Raw) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let (reject, clarify) = (wanted(Consequence::Reject), wanted(Consequence::Clarify));
    let identity = tally::Identity::of(dossier.participants);
    if reject {
        let count = consortium::coordinators(dossier);
        visit(Raw::counted(RuleId::OneCoordinator, consortium::one(count, dossier.complete), count))?;
        let (applicants, countries) = (setting.call.minimum_applicants(), setting.call.minimum_countries());
        if applicants.is_some() || countries.is_some() {
            let bounds = tally::bounds(dossier.participants, setting, &identity);
            for (rule, minimum, count) in [
                (RuleId::MinimumApplicants, applicants, bounds.applicants),
                (RuleId::MinimumCountries, countries, bounds.countries),
            ] {
                if let Some(minimum) = minimum {
                    let outcome = consortium::at_least(minimum.value, count, dossier.complete);
                    visit(Raw::counted(rule, outcome, count))?;
                }
            }
        }
    }
    if clarify {
        let outcome = if identity.repeated { Outcome::NotMet } else { Outcome::Met };
        visit(Raw::new(RuleId::DistinctOrganisations, outcome))?;
    }
    ControlFlow::Continue(())
}

#[inline]
fn participant_rules(
    dossier: &Dossier<'_>,
    setting: &Setting<'_>,
    wanted: &impl Fn(Consequence) -> bool,
    visit: &mut impl FnMut(Raw) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let all = dossier.participants;
    let (reject, call) = (wanted(Consequence::Reject), setting.call);
    if reject && call.roles().is_some() {
        each(all, RuleId::LegalForm, visit, |entry| participant::legal_form(entry, setting.terms))?;
    }
    if reject && call.countries().is_some() {
        each(all, RuleId::Country, visit, |entry| participant::country(entry, setting))?;
    }
    if reject && dossier.scope != Scope::Applicant {
        let mut links = None;
        each(all, RuleId::Affiliation, visit, |entry| {
            if entry.may_be(Role::AffiliatedEntity) {
                participant::affiliation(entry, all, links.get_or_insert_with(|| Links::of(dossier)))
            } else {
                Outcomes::NOT_APPLICABLE
            }
        })?;
    }
    if wanted(Consequence::Clarify) {
        each(all, RuleId::Pic, visit, participant::pic)?;
    }
    ControlFlow::Continue(())
}

/// Looks at one rule for every participant; once, as not applicable, where there is none.
#[inline]
fn each(
    all: &[Participant],
    rule: RuleId,
    visit: &mut impl FnMut(Raw) -> ControlFlow<()>,
    mut outcomes: impl FnMut(&Participant) -> Outcomes,
) -> ControlFlow<()> {
    if all.is_empty() {
        visit(Raw::new(rule, Outcome::NotApplicable))?;
    }
    for (index, entry) in (0u32..).zip(all) {
        visit(Raw { participant: index, ..Raw::new(rule, outcomes(entry).fold()) })?;
    }
    ControlFlow::Continue(())
}
