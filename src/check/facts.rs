//! What the checks read and what they yield: the facts of a proposal, the setting, one small outcome.

use std::cell::Cell;

use chrono::NaiveDate;

use super::budget::ledger::Ledger;
use super::fact::FactKind;
use crate::budget::Budget;
use crate::call::{Call, Point, Terms};
use crate::money::Eur;
use crate::organisation::Role;
use crate::outcome::{Consequence, Outcome};
use crate::proposal::{Application, Participant, Proposal};
use crate::time::Instant;

/// One condition, one subject, one outcome. `R` names the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Raw<R> {
    pub(crate) rule: R,
    /// What follows when the condition is not met: of a participant whom the call removes, a correction.
    pub(crate) consequence: Consequence,
    pub(crate) outcome: Outcome,
    /// The participant or row of the budget, or [`ALL`] for the consortium or the rule's one fact.
    pub(crate) participant: u32,
    /// For counts: how many for certain, and how many at most.
    pub(crate) count: (u32, u32),
}

/// In the place of a participant: the consortium as a whole, or the rule's one fact.
pub(crate) const ALL: u32 = u32::MAX;

impl<R> Raw<R> {
    pub(crate) fn new(rule: R, consequence: Consequence, outcome: Outcome) -> Self {
        Raw { rule, consequence, outcome, participant: ALL, count: (0, 0) }
    }

    /// An assessment of a row of the budget, or of the budget as a whole.
    pub(crate) fn of_budget(rule: R, consequence: Consequence, outcome: Outcome, row: Option<usize>) -> Self {
        let row = row.map_or(ALL, |row| u32::try_from(row).unwrap_or(ALL));
        Raw { participant: row, ..Raw::new(rule, consequence, outcome) }
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
            },
            application: Some(&proposal.application),
            budget: proposal.budget.as_ref(),
            ledger: None,
        }
    }

    /// What only some calls ask of an application; nothing of it is stated of a consortium alone.
    pub(crate) fn application(&self) -> &'a Application {
        static NOTHING: Application = Application {
            submission_stage: None,
            annexes: None,
            pages: None,
            further_topics: Vec::new(),
            parallel_applications: None,
            objectives: None,
            target_countries: None,
            routes: None,
            activity_countries: None,
            activities: None,
            start_date: None,
        };
        self.application.unwrap_or(&NOTHING)
    }

    /// Whether a fact of the proposal as a whole is not stated.
    pub(crate) fn unknown(&self, fact: FactKind) -> bool {
        let stated = self.application();
        match fact {
            FactKind::Annexes => stated.annexes.is_none(),
            FactKind::Pages => stated.pages.is_none(),
            FactKind::ParallelApplications => stated.parallel_applications.is_none(),
            FactKind::Objectives => stated.objectives.is_none(),
            FactKind::TargetCountries => stated.target_countries.is_none(),
            FactKind::Routes => stated.routes.is_none(),
            FactKind::ActivityCountries => stated.activity_countries.is_none(),
            FactKind::Activities => stated.activities.is_none(),
            FactKind::StartDate => stated.start_date.is_none(),
            FactKind::SubmissionStage => stated.submission_stage.is_none(),
            FactKind::SubmittedAt => self.project.submitted_at.is_none(),
            FactKind::DurationMonths => self.project.duration_months.is_none(),
            FactKind::RequestedGrant => self.project.requested_grant.is_none(),
            FactKind::TotalEligibleCosts => self.project.total_eligible_costs.is_none(),
            FactKind::GrantSignature => self.project.grant_signature.is_none(),
            FactKind::ParticipantsComplete => !self.complete,
            _ => false,
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
    /// Where somebody wants to know which open questions are asked: one bit a question.
    pub(crate) noted: Option<&'a Cell<u64>>,
}

/// Readings of open questions tried out, one bit a question; none while outcomes are told.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Answers {
    pub(crate) given: u64,
    pub(crate) yes: u64,
}

impl<'a> Setting<'a> {
    pub(crate) fn new(call: &'a Call, as_of: Instant, signature: Option<NaiveDate>) -> Self {
        Setting { call, terms: call.terms(), as_of, signature, answers: Answers::default(), noted: None }
    }

    /// A point under the readings tried out.
    #[inline]
    pub(crate) fn answered(&self, point: Point) -> Point {
        match point {
            Point::Settled(_) => point,
            Point::Open(question) => self.reading(question),
        }
    }

    fn reading(&self, question: u8) -> Point {
        let bit = 1u64 << (question & 63);
        if let Some(noted) = self.noted {
            noted.set(noted.get() | bit);
        }
        match self.answers.given & bit {
            0 => Point::Open(question),
            _ => Point::Settled(self.answers.yes & bit != 0),
        }
    }

    /// Whether no reading is tried out, and nobody wants to know which questions are asked: what a call's terms
    /// have ready holds then.
    #[inline]
    pub(crate) fn is_plain(&self) -> bool {
        self.answers.given == 0 && self.noted.is_none()
    }
}

/// Whether a participant can be removed without the proposal falling with it.
pub(crate) fn is_removable(entry: &Participant) -> bool {
    entry.role.is_some_and(|role| role != Role::Coordinator)
}
