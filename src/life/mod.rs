//! The life of a project: what a change means before the deadline, in grant preparation and during the project.
//!
//! A partner leaves or joins, coordination changes hands, the project takes longer, the grant is signed: each means
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

mod kept;
mod recheck;
mod write;

use crate::call::Call;
use crate::id::TopicId;
use crate::outcome::Outcome;
use crate::proposal::Proposal;
use crate::report::Assessment;
use crate::rule::life::{AfterChange, Due, look, worst};
use crate::rule::world::{Kept, Told};
use crate::time::Instant;

pub use crate::proposal::change::{Change, ChangeError, ChangeKind, Phase};
pub use crate::rule::life::Rechecked;

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
    assessments: Vec<Kept>,
    conditions: Vec<Rechecked>,
    not_stated: &'static [&'static str],
    not_covered: Vec<String>,
}

impl Changed {
    /// The phase in which the change is made.
    ///
    /// ```
    /// # use amif::life::{Change, Phase};
    /// # use amif::{Outcome, Proposal, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let proposal = Proposal::from_json(&std::fs::read_to_string("examples/data/eligible.json")?)?;
    /// let later = "2025-02-01T12:00:00+01:00".parse()?;
    /// let changed = proposal.change(Change::leaves(2).justified(true), Phase::Preparation, call, later)?;
    /// # let first = changed.assessments().next().ok_or("none")?;
    /// assert_eq!(changed.phase(), Phase::Preparation);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// The change.
    ///
    /// ```
    /// # use amif::life::{Change, Phase};
    /// # use amif::{Outcome, Proposal, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let proposal = Proposal::from_json(&std::fs::read_to_string("examples/data/eligible.json")?)?;
    /// let later = "2025-02-01T12:00:00+01:00".parse()?;
    /// let changed = proposal.change(Change::leaves(2).justified(true), Phase::Preparation, call, later)?;
    /// # let first = changed.assessments().next().ok_or("none")?;
    /// assert_eq!(changed.change().kind(), &amif::life::ChangeKind::Leaves(2));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn change(&self) -> &Change {
        &self.change
    }

    /// The instant of the change.
    ///
    /// ```
    /// # use amif::life::{Change, Phase};
    /// # use amif::{Outcome, Proposal, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let proposal = Proposal::from_json(&std::fs::read_to_string("examples/data/eligible.json")?)?;
    /// let later = "2025-02-01T12:00:00+01:00".parse()?;
    /// let changed = proposal.change(Change::leaves(2).justified(true), Phase::Preparation, call, later)?;
    /// # let first = changed.assessments().next().ok_or("none")?;
    /// assert_eq!(changed.as_of(), later);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn as_of(&self) -> Instant {
        self.as_of
    }

    /// The proposal as it stands after the change. Its budget is as it was: who takes over tasks and costs is
    /// for the consortium.
    ///
    /// [`Proposal::check`] judges a proposal as at application; an extension made later is no breach of the
    /// duration that it asks for.
    ///
    /// ```
    /// # use amif::life::{Change, Phase};
    /// # use amif::{Outcome, Proposal, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let proposal = Proposal::from_json(&std::fs::read_to_string("examples/data/eligible.json")?)?;
    /// let later = "2025-02-01T12:00:00+01:00".parse()?;
    /// let changed = proposal.change(Change::leaves(2).justified(true), Phase::Preparation, call, later)?;
    /// # let first = changed.assessments().next().ok_or("none")?;
    /// assert_eq!(changed.proposal().consortium.participants.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn proposal(&self) -> &Proposal {
        &self.proposal
    }

    /// Gives the changed proposal away.
    ///
    /// ```
    /// # use amif::life::{Change, Phase};
    /// # use amif::{Outcome, Proposal, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let proposal = Proposal::from_json(&std::fs::read_to_string("examples/data/eligible.json")?)?;
    /// let later = "2025-02-01T12:00:00+01:00".parse()?;
    /// let changed = proposal.change(Change::leaves(2).justified(true), Phase::Preparation, call, later)?;
    /// # let first = changed.assessments().next().ok_or("none")?;
    /// assert_eq!(changed.into_proposal().consortium.participants.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn into_proposal(self) -> Proposal {
        self.proposal
    }

    /// The rules of the phase, in the registry's order.
    ///
    /// ```
    /// # use amif::life::{Change, Phase};
    /// # use amif::{Outcome, Proposal, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let proposal = Proposal::from_json(&std::fs::read_to_string("examples/data/eligible.json")?)?;
    /// let later = "2025-02-01T12:00:00+01:00".parse()?;
    /// let changed = proposal.change(Change::leaves(2).justified(true), Phase::Preparation, call, later)?;
    /// # let first = changed.assessments().next().ok_or("none")?;
    /// assert!(changed.assessments().count() > 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn assessments(&self) -> impl Iterator<Item = Assessment<'_>> {
        self.assessments.iter().map(Assessment::from)
    }

    /// The call's conditions that are not met, or not for certain, after the change; in implementation only
    /// those that held better before it.
    ///
    /// ```
    /// # use amif::life::{Change, Phase};
    /// # use amif::{Outcome, Proposal, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let proposal = Proposal::from_json(&std::fs::read_to_string("examples/data/eligible.json")?)?;
    /// let later = "2025-02-01T12:00:00+01:00".parse()?;
    /// let changed = proposal.change(Change::leaves(2).justified(true), Phase::Preparation, call, later)?;
    /// # let first = changed.assessments().next().ok_or("none")?;
    /// // With two left, the minimum of the call is no longer met.
    /// assert_eq!(changed.conditions()[0].rule.as_str(), "consortium/minimum-applicants");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn conditions(&self) -> &[Rechecked] {
        &self.conditions
    }

    /// What the sources do not say about such a change.
    ///
    /// ```
    /// # use amif::life::{Change, Phase};
    /// # use amif::{Outcome, Proposal, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let proposal = Proposal::from_json(&std::fs::read_to_string("examples/data/eligible.json")?)?;
    /// let later = "2025-02-01T12:00:00+01:00".parse()?;
    /// let changed = proposal.change(Change::leaves(2).justified(true), Phase::Preparation, call, later)?;
    /// # let first = changed.assessments().next().ok_or("none")?;
    /// assert!(changed.not_stated().iter().all(|what| !what.is_empty()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn not_stated(&self) -> &'static [&'static str] {
        self.not_stated
    }

    /// What no program can judge, in any phase: validated status, exclusion, capacity, and more.
    ///
    /// ```
    /// # use amif::life::{Change, Phase};
    /// # use amif::{Outcome, Proposal, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let proposal = Proposal::from_json(&std::fs::read_to_string("examples/data/eligible.json")?)?;
    /// let later = "2025-02-01T12:00:00+01:00".parse()?;
    /// let changed = proposal.change(Change::leaves(2).justified(true), Phase::Preparation, call, later)?;
    /// # let first = changed.assessments().next().ok_or("none")?;
    /// assert!(!changed.not_covered().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn not_covered(&self) -> &[String] {
        &self.not_covered
    }

    /// What the assessments come to together: not met if one is not met, else unknown if one is unknown, else
    /// conditional if one is conditional, else met.
    ///
    /// ```
    /// # use amif::life::{Change, Phase};
    /// # use amif::{Outcome, Proposal, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let proposal = Proposal::from_json(&std::fs::read_to_string("examples/data/eligible.json")?)?;
    /// let later = "2025-02-01T12:00:00+01:00".parse()?;
    /// let changed = proposal.change(Change::leaves(2).justified(true), Phase::Preparation, call, later)?;
    /// # let first = changed.assessments().next().ok_or("none")?;
    /// assert_eq!(changed.outcome(), Outcome::NotMet);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        worst(self.assessments.iter().map(|kept| kept.outcome))
    }
}

impl Proposal {
    /// Changes the proposal in a phase of its life, and says what the law and the call make of it.
    ///
    /// `as_of` is the instant at which the change is made; in the application phase a submission stated as
    /// earlier moves there, since the changed proposal is submitted anew. It also selects what was known, as
    /// in [`Proposal::check`]. The proposal itself stays as it is. See the module [`life`](crate::life).
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// use amif::life::{Change, Phase};
    ///
    /// let later = "2025-02-01T12:00:00+01:00".parse()?;
    /// let changed = proposal.change(Change::leaves(2), Phase::Preparation, call, later)?;
    /// assert_eq!(changed.proposal().consortium.participants.len(), 2);
    /// assert_eq!(proposal.consortium.participants.len(), 3, "the proposal stays as it is");
    /// // Nobody stands there.
    /// assert!(proposal.change(Change::leaves(7), Phase::Preparation, call, later).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When the change cannot be made at all: nobody stands at that place, or whoever does has
    /// the role already, no month is added, or the grant is to be signed outside grant preparation or before the submission.
    pub fn change(
        &self,
        change: Change,
        phase: Phase,
        call: &Call,
        as_of: Instant,
    ) -> Result<Changed, ChangeError> {
        let proposal = self.changed(&change.kind, phase, as_of)?;
        let (before, after) = (self.check(call, as_of), proposal.check(call, as_of));
        let entering = recheck::enters(self, &change.kind, phase);
        let signed_now =
            entering.map(|_| Proposal { grant_signature: Some(as_of.brussels_date()), ..proposal.clone() });
        let by_now = signed_now.as_ref().map(|proposal| proposal.check(call, as_of));
        let by_now = entering.zip(by_now.as_ref());
        let recheck = recheck::recheck(&before, &after, by_now, (&change.kind, phase));
        let due = match &change.kind {
            ChangeKind::Signature(_) => recheck::due(&before, &after),
            _ => Due::default(),
        };
        let resubmitted = match phase {
            Phase::Application => recheck::resubmitted(self, call, as_of),
            Phase::Preparation | Phase::Implementation => None,
        };
        let call = call.governing(as_of);
        let mut told = Told::all();
        let (conditions, due, resubmitted) = (&recheck, &due, resubmitted.as_ref());
        let at = AfterChange {
            proposal: self,
            change: &change,
            phase,
            call,
            conditions,
            entering,
            resubmitted,
            due,
        };
        look(&at, &mut told);
        let assessments = told.into_kept();
        let who = match &change.kind {
            ChangeKind::Leaves(at) | ChangeKind::Coordination(at) | ChangeKind::Role(at, _) => {
                self.consortium.participants.get(*at).map(|p| p.applicant.name.printable())
            }
            ChangeKind::Joins(participant) => Some(participant.applicant.name.printable()),
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
            who,
            assessments,
            conditions,
            not_stated: not_stated(&change.kind, phase),
            not_covered: call.not_covered().iter().map(|name| (*name).to_owned()).collect(),
            proposal,
            change,
        })
    }
}

/// What the sources at hand do not say about a change in a phase.
fn not_stated(kind: &ChangeKind, phase: Phase) -> &'static [&'static str] {
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
