//! The life of a project: what a change means before the deadline, in grant preparation and during the project.
//!
//! A partner leaves, coordination changes hands, the project takes longer, the grant is signed: each means
//! something else in each [`Phase`]. [`Proposal::change`](crate::Proposal::change) makes the change, checks
//! the result and cites what the sources say. Where they are silent it says so, and never guesses a rule.
//!
//! ```
//! use amif::life::{Change, Phase};
//! use amif::{Outcome, Proposal, catalogue};
//!
//! let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
//! let proposal = Proposal::from_json(r#"{
//!     "submitted_at": "2024-08-20T16:30:00+02:00", "duration_months": 24, "requested_grant": 750000,
//!     "participants": [
//!         {"name": "A", "pic": "999000001", "role": "coordinator", "country": "BE", "legal_form": "public_body"},
//!         {"name": "B", "pic": "999000002", "role": "beneficiary", "country": "AT", "legal_form": "public_body"},
//!         {"name": "C", "pic": "999000003", "role": "beneficiary", "country": "IT", "legal_form": "public_body"}
//!     ]
//! }"#)?;
//!
//! // In grant preparation a partner's leaving must leave the call's conditions standing.
//! let leaves = Change::leaves(2).justified(true);
//! let changed = proposal.change(leaves, Phase::Preparation, call, "2025-02-01T12:00:00+01:00".parse()?)?;
//! assert_eq!(changed.outcome(), Outcome::NotMet);
//! assert_eq!(changed.conditions()[0].rule.as_str(), "consortium/minimum-applicants");
//!
//! // During the project the seed call allows an extension by amendment.
//! let longer = Change::extension(6).justified(true);
//! let changed = proposal.change(longer, Phase::Implementation, call, "2026-02-01T12:00:00+01:00".parse()?)?;
//! assert_eq!(changed.outcome(), Outcome::Conditional);
//! assert_eq!(changed.proposal().duration_months, Some(30));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod assess;
mod recheck;
mod write;

use std::fmt;

use chrono::NaiveDate;

use crate::call::Call;
use crate::id::TopicId;
use crate::input::named_enum;
use crate::organisation::Role;
use crate::outcome::Outcome;
use crate::proposal::Proposal;
use crate::time::Instant;

pub use assess::LifeAssessment;
pub use recheck::Rechecked;

named_enum! {
    /// Where a project stands in its life.
    pub enum Phase("phase") {
        /// Until the deadline, and after it until the award.
        Application = "application",
        /// From the award to the signature of the grant agreement.
        Preparation = "preparation",
        /// From the signature of the grant agreement on.
        Implementation = "implementation",
    }
}

/// What changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ChangeKind {
    /// The participant at that place, counted from 0, leaves, whatever its role.
    Leaves(usize),
    /// The participant at that place, counted from 0, becomes the coordinator; whoever was stays as a
    /// beneficiary.
    Coordination(usize),
    /// The project lasts so many months longer.
    Extension(u32),
    /// The grant agreement is signed on that day.
    Signature(NaiveDate),
}

/// A change that a consortium asks for, with or without a justification.
///
/// ```
/// use amif::life::{Change, ChangeKind};
///
/// let change = Change::coordination(1).justified(true);
/// assert_eq!(change.kind(), ChangeKind::Coordination(1));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Change {
    kind: ChangeKind,
    justified: Option<bool>,
}

impl Change {
    /// A change of which it is not stated whether it is justified.
    #[must_use]
    pub const fn new(kind: ChangeKind) -> Self {
        Change { kind, justified: None }
    }

    /// The participant at that place, counted from 0, leaves.
    #[must_use]
    pub const fn leaves(participant: usize) -> Self {
        Change::new(ChangeKind::Leaves(participant))
    }

    /// The participant at that place, counted from 0, becomes the coordinator.
    #[must_use]
    pub const fn coordination(participant: usize) -> Self {
        Change::new(ChangeKind::Coordination(participant))
    }

    /// The project lasts so many months longer.
    #[must_use]
    pub const fn extension(months: u32) -> Self {
        Change::new(ChangeKind::Extension(months))
    }

    /// The grant agreement is signed on that day.
    #[must_use]
    pub const fn signature(day: NaiveDate) -> Self {
        Change::new(ChangeKind::Signature(day))
    }

    /// States whether the consortium gives a justification. Whether it is a good one is for the granting
    /// authority.
    #[must_use]
    pub const fn justified(mut self, justified: bool) -> Self {
        self.justified = Some(justified);
        self
    }

    /// What changes.
    #[must_use]
    pub const fn kind(self) -> ChangeKind {
        self.kind
    }

    /// Whether the consortium gives a justification, where that is stated.
    #[must_use]
    pub const fn justification(self) -> Option<bool> {
        self.justified
    }
}

/// Why a change cannot be made at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ChangeError {
    /// There is nobody at that place.
    NoSuchParticipant(usize),
    /// The participant at that place is the coordinator already, and the only one.
    AlreadyCoordinator(usize),
    /// An extension by no month.
    NoMonths,
    /// The grant agreement is signed at the end of grant preparation, not in that phase.
    NotSignedThen(Phase),
}

impl fmt::Display for ChangeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ChangeError::NoSuchParticipant(at) => write!(f, "there is no participant /participants/{at}"),
            ChangeError::AlreadyCoordinator(at) => write!(f, "/participants/{at} is the coordinator already"),
            ChangeError::NoMonths => f.write_str("an extension lasts at least one month"),
            ChangeError::NotSignedThen(phase) => {
                write!(f, "the grant agreement is signed at the end of preparation, not in {phase}")
            }
        }
    }
}

impl std::error::Error for ChangeError {}

/// A proposal after a change, with what the sources say of it.
///
/// It prints as text and serialises as `amif-change/1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    topic: TopicId,
    call_version: String,
    as_of: Instant,
    phase: Phase,
    change: Change,
    /// Whom it concerns, for people.
    who: Option<String>,
    proposal: Proposal,
    assessments: Vec<LifeAssessment>,
    conditions: Vec<Rechecked>,
    not_stated: &'static [&'static str],
    not_covered: Vec<String>,
}

impl Changed {
    /// The phase in which the change is made.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// The change.
    #[must_use]
    pub fn change(&self) -> Change {
        self.change
    }

    /// The instant of the change.
    #[must_use]
    pub fn as_of(&self) -> Instant {
        self.as_of
    }

    /// The proposal as it stands after the change. Its budget is as it was: who takes over tasks and costs is
    /// for the consortium.
    ///
    /// [`Proposal::check`] judges a proposal as at application; an extension made later is no breach of the
    /// duration that it asks for.
    #[must_use]
    pub fn proposal(&self) -> &Proposal {
        &self.proposal
    }

    /// Gives the changed proposal away.
    #[must_use]
    pub fn into_proposal(self) -> Proposal {
        self.proposal
    }

    /// The rules of the phase, in the registry's order.
    #[must_use]
    pub fn assessments(&self) -> &[LifeAssessment] {
        &self.assessments
    }

    /// The call's conditions that are not met, or not for certain, after the change; in implementation only
    /// those that held better before it.
    #[must_use]
    pub fn conditions(&self) -> &[Rechecked] {
        &self.conditions
    }

    /// What the sources do not say about such a change.
    #[must_use]
    pub fn not_stated(&self) -> &'static [&'static str] {
        self.not_stated
    }

    /// What no program can judge, in any phase: validated status, exclusion, capacity, and more.
    #[must_use]
    pub fn not_covered(&self) -> &[String] {
        &self.not_covered
    }

    /// What the assessments come to together: not met if one is not met, else unknown if one is unknown, else
    /// conditional if one is conditional, else met.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        recheck::worst(self.assessments.iter().map(LifeAssessment::outcome))
    }
}

impl Proposal {
    /// Changes the proposal in a phase of its life, and says what the law and the call make of it.
    ///
    /// `as_of` is the instant at which the change is made; in the application phase a submission stated as
    /// earlier moves there, since the changed proposal is submitted anew. It also selects what was known, as
    /// in [`Proposal::check`]. The proposal itself stays as it is. See the module [`life`](crate::life).
    ///
    /// # Errors
    /// When the change cannot be made at all: nobody stands at that place, or is the only coordinator
    /// already, no month is added, or the grant is to be signed outside grant preparation.
    pub fn change(
        &self,
        change: Change,
        phase: Phase,
        call: &Call,
        as_of: Instant,
    ) -> Result<Changed, ChangeError> {
        let proposal = self.changed(change.kind, phase, as_of)?;
        let (before, after) = (self.check(call, as_of), proposal.check(call, as_of));
        let recheck = recheck::Recheck::of(&before, &after, change.kind, phase);
        let assessments = assess::assessments(self, &before, &after, change, phase, &recheck);
        let who = match change.kind {
            ChangeKind::Leaves(at) | ChangeKind::Coordination(at) => {
                self.consortium.participants.get(at).map(|p| p.applicant.name.printable())
            }
            ChangeKind::Extension(_) | ChangeKind::Signature(_) => None,
        };
        let conditions = match phase {
            Phase::Implementation => recheck.worsened(),
            Phase::Application | Phase::Preparation => recheck.standing,
        };
        Ok(Changed {
            topic: call.topic().clone(),
            call_version: call.version().to_owned(),
            as_of,
            phase,
            change,
            who,
            assessments,
            conditions,
            not_stated: not_stated(change.kind, phase),
            not_covered: call.not_covered().iter().map(|name| (*name).to_owned()).collect(),
            proposal,
        })
    }

    fn changed(&self, kind: ChangeKind, phase: Phase, as_of: Instant) -> Result<Proposal, ChangeError> {
        let mut proposal = self.clone();
        let all = &mut proposal.consortium.participants;
        match kind {
            ChangeKind::Leaves(at) if at < all.len() => {
                all.remove(at);
            }
            ChangeKind::Coordination(at) if at < all.len() => {
                let mut coordinators =
                    all.iter().enumerate().filter(|(_, p)| p.role == Some(Role::Coordinator));
                if coordinators.next().is_some_and(|(first, _)| first == at) && coordinators.next().is_none()
                {
                    return Err(ChangeError::AlreadyCoordinator(at));
                }
                for (index, entry) in all.iter_mut().enumerate() {
                    if index == at {
                        entry.role = Some(Role::Coordinator);
                    } else if entry.role == Some(Role::Coordinator) {
                        entry.role = Some(Role::Beneficiary);
                    }
                }
            }
            ChangeKind::Leaves(at) | ChangeKind::Coordination(at) => {
                return Err(ChangeError::NoSuchParticipant(at));
            }
            ChangeKind::Extension(0) => return Err(ChangeError::NoMonths),
            ChangeKind::Extension(months) => {
                proposal.duration_months =
                    proposal.duration_months.map(|planned| planned.saturating_add(i64::from(months)));
            }
            ChangeKind::Signature(_) if phase != Phase::Preparation => {
                return Err(ChangeError::NotSignedThen(phase));
            }
            ChangeKind::Signature(day) => proposal.grant_signature = Some(day),
        }
        if phase == Phase::Application {
            proposal.submitted_at = proposal.submitted_at.map(|stated| stated.max(as_of));
        }
        Ok(proposal)
    }
}

/// What the sources at hand do not say about a change in a phase.
fn not_stated(kind: ChangeKind, phase: Phase) -> &'static [&'static str] {
    match (phase, kind) {
        (Phase::Application, _) => &[],
        (Phase::Preparation, ChangeKind::Signature(_)) => {
            &["what follows where an awaited event happens after signature"]
        }
        (Phase::Preparation, _) => &["from what point on a change of the proposal is substantial"],
        (Phase::Implementation, ChangeKind::Extension(_)) => {
            &["how long an extension may be", "what justifies an extension"]
        }
        (Phase::Implementation, _) => &[
            "whether the call's minimum consortium must hold until the end of the project",
            "from what point on a change calls the award into question",
        ],
    }
}
