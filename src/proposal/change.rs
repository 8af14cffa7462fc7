//! A change that a consortium asks for, the phase in which it asks, and the edit that it comes to.

use std::fmt;

use chrono::NaiveDate;

use super::{Participant, Proposal};
use crate::budget::{Budget, RowOf};
use crate::input::named_enum;
use crate::organisation::Role;

use crate::time::Instant;

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
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ChangeKind {
    /// The participant at that place, counted from 0, leaves, whatever its role.
    Leaves(usize),
    /// The participant at that place, counted from 0, becomes the coordinator; whoever was stays as a
    /// beneficiary.
    Coordination(usize),
    /// The participant joins, at the end of the list.
    Joins(Box<Participant>),
    /// The participant at that place, counted from 0, takes another role; from a funded one to that of an
    /// associated partner, for instance.
    Role(usize, Role),
    /// The project lasts so many months longer.
    Extension(u32),
    /// The grant agreement is signed on that day.
    Signature(NaiveDate),
}

/// A change that a consortium asks for, with or without a justification.
///
/// It can be stored and read back, as it stands in `amif-change/1`.
///
/// ```
/// use amif::life::{Change, ChangeKind};
///
/// let change = Change::coordination(1).justified(true);
/// assert_eq!(change.kind(), &ChangeKind::Coordination(1));
/// let written = serde_json::to_string(&change)?;
/// assert_eq!(written, r#"{"coordination":"/participants/1","justified":true}"#);
/// assert_eq!(serde_json::from_str::<Change>(&written)?, change);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub(crate) kind: ChangeKind,
    pub(crate) justified: Option<bool>,
}

impl Change {
    /// A change of which it is not stated whether it is justified.
    ///
    /// ```
    /// use amif::life::{Change, ChangeKind};
    ///
    /// assert_eq!(Change::new(ChangeKind::Leaves(2)), Change::leaves(2));
    /// ```
    #[must_use]
    pub const fn new(kind: ChangeKind) -> Self {
        Change { kind, justified: None }
    }

    /// The participant at that place, counted from 0, leaves.
    ///
    /// ```
    /// use amif::life::{Change, ChangeKind};
    ///
    /// assert_eq!(Change::leaves(2).kind(), &ChangeKind::Leaves(2));
    /// ```
    #[must_use]
    pub const fn leaves(participant: usize) -> Self {
        Change::new(ChangeKind::Leaves(participant))
    }

    /// The participant at that place, counted from 0, becomes the coordinator.
    ///
    /// ```
    /// use amif::life::{Change, ChangeKind};
    ///
    /// assert_eq!(Change::coordination(1).kind(), &ChangeKind::Coordination(1));
    /// ```
    #[must_use]
    pub const fn coordination(participant: usize) -> Self {
        Change::new(ChangeKind::Coordination(participant))
    }

    /// The participant joins.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// use amif::life::{Change, Phase};
    /// use amif::{Applicant, Participant};
    ///
    /// let joins = Change::joins(Participant::new(Applicant::new("Stadt Graz".parse()?)));
    /// let changed = proposal.change(joins, Phase::Application, call, as_of)?;
    /// assert_eq!(changed.proposal().consortium.participants.len(), 4);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn joins(participant: Participant) -> Self {
        Change::new(ChangeKind::Joins(Box::new(participant)))
    }

    /// The participant at that place, counted from 0, takes another role.
    ///
    /// ```
    /// use amif::{Role, life::{Change, ChangeKind}};
    ///
    /// let change = Change::role(1, Role::AssociatedPartner);
    /// assert_eq!(change.kind(), &ChangeKind::Role(1, Role::AssociatedPartner));
    /// ```
    #[must_use]
    pub const fn role(participant: usize, role: Role) -> Self {
        Change::new(ChangeKind::Role(participant, role))
    }

    /// The project lasts so many months longer.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// use amif::life::{Change, Phase};
    ///
    /// let later = "2026-02-01T12:00:00+01:00".parse()?;
    /// let changed = proposal.change(Change::extension(6).justified(true), Phase::Implementation, call, later)?;
    /// assert_eq!(changed.proposal().duration_months, Some(30));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn extension(months: u32) -> Self {
        Change::new(ChangeKind::Extension(months))
    }

    /// The grant agreement is signed on that day.
    ///
    /// ```
    /// use amif::life::{Change, ChangeKind};
    ///
    /// let day = "2025-03-01".parse()?;
    /// assert_eq!(Change::signature(day).kind(), &ChangeKind::Signature(day));
    /// # Ok::<(), amif::chrono::ParseError>(())
    /// ```
    #[must_use]
    pub const fn signature(day: NaiveDate) -> Self {
        Change::new(ChangeKind::Signature(day))
    }

    /// States whether the consortium gives a justification. Whether it is a good one is for the granting
    /// authority.
    ///
    /// ```
    /// use amif::life::Change;
    ///
    /// assert_eq!(Change::extension(6).justified(true).justification(), Some(true));
    /// ```
    #[must_use]
    pub const fn justified(mut self, justified: bool) -> Self {
        self.justified = Some(justified);
        self
    }

    /// What changes.
    ///
    /// ```
    /// use amif::life::{Change, ChangeKind};
    ///
    /// assert_eq!(Change::extension(6).kind(), &ChangeKind::Extension(6));
    /// ```
    #[must_use]
    pub const fn kind(&self) -> &ChangeKind {
        &self.kind
    }

    /// Whether the consortium gives a justification, where that is stated.
    ///
    /// ```
    /// assert_eq!(amif::life::Change::extension(6).justification(), None, "not stated");
    /// ```
    #[must_use]
    pub const fn justification(&self) -> Option<bool> {
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
    /// The participant at that place has that role already.
    SameRole(usize, Role),
    /// An extension by no month.
    NoMonths,
    /// The grant agreement is signed at the end of grant preparation, not in that phase.
    NotSignedThen(Phase),
    /// The grant agreement cannot be signed before the proposal is submitted: the day of signature, and that of the submission.
    SignedBeforeSubmission(NaiveDate, NaiveDate),
}

impl fmt::Display for ChangeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ChangeError::NoSuchParticipant(at) => write!(f, "there is no participant /participants/{at}"),
            ChangeError::AlreadyCoordinator(at) => write!(f, "/participants/{at} is the coordinator already"),
            ChangeError::SameRole(at, role) => {
                write!(f, "/participants/{at} has the role of {} already", role.words())
            }
            ChangeError::NoMonths => f.write_str("an extension lasts at least one month"),
            ChangeError::NotSignedThen(phase) => {
                write!(f, "the grant agreement is signed at the end of preparation, not in {phase}")
            }
            ChangeError::SignedBeforeSubmission(signed, submitted) => {
                write!(
                    f,
                    "the grant agreement cannot be signed on {signed}: the proposal is submitted on {submitted}"
                )
            }
        }
    }
}

impl std::error::Error for ChangeError {}

/// A budget once some of those who are stated have left, by their places, before so many others join.
pub(crate) fn rows_without(
    budget: Budget,
    stated: &[Participant],
    leaving: &[usize],
    joining: usize,
) -> Budget {
    let places = budget.rows().iter().filter_map(|row| match row.participant {
        RowOf::Place(at) => Some(at.saturating_add(1)),
        RowOf::Pic(_) => None,
    });
    let nobodys = places.fold(stated.len().saturating_mul(2), usize::max).saturating_add(joining);
    budget.placed(|at| match stated.get(at).map(|entry| entry.applicant.code()) {
        Some(Some(code)) if leaving.contains(&at) => code.clone().into(),
        Some(None) if leaving.contains(&at) => RowOf::Place(nobodys.saturating_add(at)),
        Some(_) => {
            let before = leaving.iter().filter(|left| **left < at).count();
            RowOf::Place(at.saturating_sub(before))
        }
        // It is nobody's, and stays so.
        None => RowOf::Place(at.saturating_add(joining)),
    })
}

impl Proposal {
    /// Takes participants out, by their places, before so many others join. The budget says what it said: rows that go by
    /// the place of somebody who stays go by the new one, and those of who leaves by the code, or by a place that nobody has
    /// or gets.
    pub(crate) fn without(&mut self, leaving: &[usize], joining: usize) {
        let all = &mut self.consortium.participants;
        self.budget = self.budget.take().map(|budget| rows_without(budget, all, leaving, joining));
        let mut place = 0..;
        all.retain(|_| place.next().is_none_or(|at| !leaving.contains(&at)));
    }

    /// The proposal after a change.
    pub(crate) fn changed(
        &self,
        kind: &ChangeKind,
        phase: Phase,
        as_of: Instant,
    ) -> Result<Proposal, ChangeError> {
        let mut proposal = self.clone();
        let all = &mut proposal.consortium.participants;
        match *kind {
            ChangeKind::Leaves(at) if at < all.len() => proposal.without(&[at], 0),
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
            ChangeKind::Joins(ref participant) => all.push(Participant::clone(participant)),
            ChangeKind::Role(at, role) if at < all.len() => {
                let entry = all.get_mut(at).filter(|entry| entry.role != Some(role));
                entry.ok_or(ChangeError::SameRole(at, role))?.role = Some(role);
            }
            ChangeKind::Leaves(at) | ChangeKind::Coordination(at) | ChangeKind::Role(at, _) => {
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
            ChangeKind::Signature(day) => {
                let submitted = proposal.submitted_at.map(Instant::brussels_date);
                if let Some(submitted) = submitted.filter(|submitted| day < *submitted) {
                    return Err(ChangeError::SignedBeforeSubmission(day, submitted));
                }
                proposal.grant_signature = Some(day);
            }
        }
        if phase == Phase::Application {
            proposal.submitted_at = proposal.submitted_at.map(|stated| stated.max(as_of));
        }
        Ok(proposal)
    }
}
