//! What the checks read and what they yield: the facts of a proposal, the setting, one small outcome.

use std::cell::Cell;
use std::sync::LazyLock;

use chrono::NaiveDate;

use super::budget::ledger::Ledger;
use super::fact::{Fact, FactKind, facts_apart, programme_facts};
use crate::budget::Budget;
use crate::call::{Call, Point, Terms};
use crate::law::Commitment;

use crate::organisation::Role;
use crate::outcome::{Consequence, Outcome};
use crate::proposal::{Application, Consortium, Participant, Proposal, every_application_field};
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

/// What is stated, as the rules look at it: a proposal, or a consortium or an organisation alone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facts<'a> {
    pub(crate) participants: &'a [Participant],
    pub(crate) complete: bool,
    pub(crate) scope: Scope,
    /// Everything but the participants; nothing of it where a consortium or an organisation is looked at alone.
    pub(crate) proposal: &'a Proposal,
    /// The budget added up, where that is done already.
    pub(crate) ledger: Option<&'a Ledger>,
}

macro_rules! stated_or_not {
    (named $value:expr) => {
        false
    };
    ($how:ident $value:expr) => {
        $value.is_none()
    };
}

macro_rules! of_applications {
    ($($(#[doc = $doc:literal])+ $kind:ident $slot:ident: $how:ident $ty:ty = $shape:expr,)+) => {
        macro_rules! application_facts {
            () => { $(FactKind::$kind)|+ };
        }

        /// Whether a fact of an application is unknown.
        fn is_unknown(stated: &Application, kind: FactKind) -> bool {
            $((kind == FactKind::$kind && stated_or_not!($how stated.$slot)))||+
        }
    };
}
every_application_field!(of_applications);

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

/// What is stated where a consortium or an organisation is looked at alone.
static NOTHING: LazyLock<Proposal> = LazyLock::new(|| Proposal::new(Consortium::new([])));

impl<'a> Facts<'a> {
    #[inline]
    pub(crate) fn of(proposal: &'a Proposal) -> Self {
        Facts {
            participants: &proposal.consortium.participants,
            complete: proposal.consortium.complete,
            scope: Scope::Proposal,
            proposal,
            ledger: None,
        }
    }

    pub(crate) fn of_consortium(consortium: &'a Consortium) -> Self {
        Facts {
            participants: &consortium.participants,
            complete: consortium.complete,
            scope: Scope::Consortium,
            proposal: &NOTHING,
            ledger: None,
        }
    }

    /// One organisation in a role, alone.
    #[cfg(feature = "next")]
    pub(crate) fn of_applicant(alone: &'a Participant) -> Self {
        Facts { participants: std::slice::from_ref(alone), ..Facts::of_nobody() }
    }

    /// The same before it is said who that is.
    pub(crate) fn of_nobody() -> Self {
        Facts { participants: &[], complete: true, scope: Scope::Applicant, proposal: &NOTHING, ledger: None }
    }

    /// What only some calls ask of an application.
    pub(crate) fn application(&self) -> &'a Application {
        &self.proposal.application
    }

    pub(crate) fn budget(&self) -> Option<&'a Budget> {
        self.proposal.budget.as_ref()
    }

    /// The fact, if it is unknown: of an entry, where the kind is one of participants, or of the proposal. Facts that
    /// are never unknown by themselves, and those that only some rules look at, are not found here.
    pub(crate) fn unknown(&self, kind: FactKind, entry: Option<(usize, &Participant)>) -> Option<Fact> {
        let of_proposal = |unknown: bool| unknown.then(|| Fact::of_proposal(kind));
        let of_entry = |unknown: fn(&Participant) -> bool| {
            entry.filter(|(_, entry)| unknown(entry)).map(|(place, _)| Fact::of_participant(place, kind))
        };
        match kind {
            FactKind::SubmittedAt => of_proposal(self.proposal.submitted_at.is_none()),
            FactKind::DurationMonths => of_proposal(self.proposal.duration_months.is_none()),
            FactKind::RequestedGrant => of_proposal(self.proposal.requested_grant.is_none()),
            FactKind::TotalEligibleCosts => of_proposal(self.proposal.total_eligible_costs.is_none()),
            FactKind::GrantSignature => of_proposal(self.proposal.grant_signature.is_none()),
            FactKind::ParticipantsComplete => of_proposal(!self.complete),
            application_facts!() => of_proposal(is_unknown(self.application(), kind)),
            FactKind::Pic => of_entry(|entry| entry.applicant.pic.is_none()),
            FactKind::Role => of_entry(|entry| entry.role.is_none()),
            FactKind::Country => of_entry(|entry| entry.applicant.country.is_none()),
            FactKind::LegalForm => of_entry(|entry| entry.applicant.known_form().is_none()),
            FactKind::AffiliatedTo => of_entry(|entry| entry.link().is_none()),
            FactKind::OrganisationType => of_entry(|entry| entry.applicant.organisation_type.is_none()),
            // Never unknown: a name is required, and what is not declared or listed is presumed not to be so.
            FactKind::Participants | FactKind::Name | FactKind::Declarations => None,
            // Which of them is unknown depends on what the call asks.
            FactKind::Statuses | FactKind::MemberKinds => None,
            facts_apart!() | programme_facts!() => None,
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
    /// Whether what waits for a later event is taken to fail, since the event does not come.
    pub(crate) lapsed: bool,
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
    /// Nothing is signed before the deadline has passed: a day until then stands for the first on which the grant may be
    /// signed, and a notice says so.
    pub(crate) fn new(call: &'a Call, as_of: Instant, signature: Option<NaiveDate>) -> Self {
        let signature = signature.map(|day| call.first_signed_on(day));
        let (answers, lapsed) = (Answers::default(), false);
        Setting { call, terms: call.terms(), as_of, signature, answers, lapsed, noted: None }
    }

    /// When the grant is committed, which tells the acts that govern it.
    pub(crate) fn committed(&self) -> Commitment {
        self.call.committed(self.signature)
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
