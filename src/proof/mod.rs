//! The proof that a proposal passed the formal checks: a value that only a passing check can make.
//!
//! What follows does not compile, and its twin, which differs in the attempt alone, does. The codes are held
//! against the compiler's by toolchains that compare them; the twins hold everywhere.
//!
//! No proof is written down as a literal, and none is made from another by exchanging its proposal:
//!
//! ```compile_fail,E0451
//! use amif::{FormallyEligible, Proposal};
//! fn forged(proposal: Proposal, proof: FormallyEligible) -> FormallyEligible {
//!     FormallyEligible { proposal, ..proof }
//! }
//! ```
//! ```
//! use amif::{FormallyEligible, Proposal};
//! fn forged(proposal: Proposal, proof: FormallyEligible) -> FormallyEligible {
//!     { let _ = proposal; proof }
//! }
//! ```
//!
//! ```compile_fail,E0451
//! use amif::{FormallyEligible, Instant, Proposal};
//! fn redated(as_of: Instant, proof: FormallyEligible) -> FormallyEligible {
//!     FormallyEligible { as_of, ..proof }
//! }
//! ```
//! ```
//! use amif::{FormallyEligible, Instant, Proposal};
//! fn redated(as_of: Instant, proof: FormallyEligible) -> FormallyEligible {
//!     { let _ = as_of; proof }
//! }
//! ```
//!
//! None is read from a file:
//!
//! ```compile_fail,E0277
//! use amif::{FormallyEligible, Proposal};
//! let read = serde_json::from_str::<FormallyEligible>("{}");
//! ```
//! ```
//! use amif::{FormallyEligible, Proposal};
//! let read = serde_json::from_str::<Proposal>("{}");
//! ```
//!
//! None comes from nothing, or from a proposal that nobody checked:
//!
//! ```compile_fail,E0599
//! use amif::{FormallyEligible, value::Statuses};
//! let nothing = FormallyEligible::default();
//! ```
//! ```
//! use amif::{FormallyEligible, value::Statuses};
//! let nothing = Statuses::default();
//! ```
//!
//! ```compile_fail,E0277
//! use amif::{FormallyEligible, Proposal};
//! fn unchecked(proposal: Proposal) -> FormallyEligible { proposal.into() }
//! ```
//! ```
//! use amif::{FormallyEligible, Proposal};
//! fn unchecked(proposal: Proposal) -> Proposal { proposal.into() }
//! ```
//!
//! ```compile_fail,E0599
//! use amif::{Consortium, FormallyEligible, Proposal};
//! let unchecked = FormallyEligible::new(Consortium::new([]));
//! ```
//! ```
//! use amif::{Consortium, FormallyEligible, Proposal};
//! let unchecked = Proposal::new(Consortium::new([]));
//! ```
//!
//! Under a proof the proposal does not change: it is lent, never lent for writing, and no field is open:
//!
//! ```compile_fail,E0594
//! use amif::{FormallyEligible, Proposal};
//! fn longer(mut proof: FormallyEligible) { proof.proposal().duration_months = Some(48); }
//! ```
//! ```
//! use amif::{FormallyEligible, Proposal};
//! fn longer(mut proof: FormallyEligible) { proof.into_proposal().duration_months = Some(48); }
//! ```
//!
//! ```compile_fail,E0596
//! use amif::{FormallyEligible, Proposal};
//! fn fewer(mut proof: FormallyEligible) { proof.proposal().consortium.participants.clear(); }
//! ```
//! ```
//! use amif::{FormallyEligible, Proposal};
//! fn fewer(mut proof: FormallyEligible) { proof.into_proposal().consortium.participants.clear(); }
//! ```
//!
//! ```compile_fail,E0616
//! use amif::{FormallyEligible, Proposal};
//! fn other(mut proof: FormallyEligible, proposal: Proposal) { proof.proposal = proposal; }
//! ```
//! ```
//! use amif::{FormallyEligible, Proposal};
//! fn other(mut proof: FormallyEligible, proposal: Proposal) { let _ = (proof, proposal); }
//! ```
//!
//! ```compile_fail,E0616
//! use amif::FormallyEligible;
//! fn unconditional(mut proof: FormallyEligible) { proof.conditions.clear(); }
//! ```
//! ```
//! use amif::FormallyEligible;
//! fn unconditional(mut proof: FormallyEligible) { proof.conditions().to_vec().clear(); }
//! ```

mod rejected;

use std::fmt;

use chrono::NaiveDate;
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::call::{Call, Presumption, Reading, Supposition};
use crate::check::{Awaited, Subject};
use crate::id::TopicId;
use crate::outcome::{Consequence, Outcome, Verdict};
use crate::proposal::Proposal;
use crate::report::Coverage;
use crate::report::Pinned;
use crate::rule::RuleId;
use crate::time::Instant;

pub use rejected::{Refusal, Rejected};

/// The name of the format of a proof.
const SCHEMA: &str = "amif-proof/1";

/// A proposal together with the proof that it met no formal obstacle under one call, as of one instant.
///
/// Only [`Proposal::prove`] makes one. It owns the proposal, lends it for reading only, and gives it back at
/// the price of the proof: [`FormallyEligible::into_proposal`]. It is written as JSON (`amif-proof/1`) and
/// never read. A function that takes a `FormallyEligible` needs no check of its own.
///
/// # What it does not prove
///
/// * That the proposal is eligible: only the granting authority decides, on the official call document and on
///   validated data. This is no legal advice.
/// * That what the proposal states is true. Legal status, country, amounts and dates are taken as stated.
/// * Anything that the call's sources do not state ([`FormallyEligible::not_stated`]), and anything that no
///   program can judge ([`FormallyEligible::not_covered`]): exclusion, capacity, award, and more.
/// * That a condition on a later event will be fulfilled: [`FormallyEligible::conditions`] carries each with its
///   end date. The value does not know what day it is; prove the proposal again as of a later instant.
/// * That nothing remains to be corrected or clarified: such findings bar nobody, and stand in the report.
/// * That another reading of the call's open questions gives the same: [`FormallyEligible::assumed`] says
///   which readings were taken.
///
/// ```
/// use amif::{FormallyEligible, Proposal, catalogue};
///
/// fn submit(proof: &FormallyEligible) -> String {
///     format!("{} as of {}", proof.topic(), proof.as_of())
/// }
///
/// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
/// let as_of = "2024-08-20T16:30:00+02:00".parse()?;
/// let proposal = Proposal::from_json(r#"{
///     "submitted_at": "2024-08-20T16:30:00+02:00", "duration_months": 24, "requested_grant": 750000,
///     "participants": [
///         {"name": "A", "pic": "999000001", "role": "coordinator", "country": "BE", "legal_form": "public_body"},
///         {"name": "B", "pic": "999000002", "role": "beneficiary", "country": "AT", "legal_form": "public_body"},
///         {"name": "C", "pic": "999000003", "role": "beneficiary", "country": "IT", "legal_form": "public_body"}
///     ]
/// }"#)?;
/// let proof = proposal.prove(call, as_of)?;
/// assert!(proof.is_unconditional());
/// assert_eq!(submit(&proof), "AMIF-2024-TF2-AG-THB-01 as of 2024-08-20T16:30:00+02:00");
///
/// // To change the proposal is to give the proof up.
/// let mut draft = proof.into_proposal();
/// draft.duration_months = None;
/// let rejected = draft.prove(call, as_of).unwrap_err();
/// assert_eq!(rejected.refusal(), amif::proof::Refusal::Undetermined);
/// assert_eq!(rejected.report().verdict(), amif::Verdict::Undetermined);
/// let _draft: Proposal = rejected.into_proposal();
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
// A clone proves the same of the same proposal, so cloning is harmless.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormallyEligible {
    proposal: Proposal,
    topic: TopicId,
    call_version: String,
    as_of: Instant,
    coverage: Coverage,
    assumed: Vec<(String, Reading)>,
    supposed: Vec<Supposition>,
    presumed: Vec<Presumption>,
    not_stated: Vec<String>,
    not_covered: Vec<String>,
    conditions: Vec<Proviso>,
}

/// A condition that is met provided that a later event happens in time.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Proviso {
    /// The rule.
    pub rule: RuleId,
    /// What it was looked at for.
    pub subject: Subject,
    /// What was found, in a sentence.
    pub message: String,
    /// The events, each with its end date where one is known.
    pub awaits: Vec<Awaited>,
}

impl FormallyEligible {
    /// The proposal that passed.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// let proof = proposal.clone().prove(call, as_of).map_err(|rejected| rejected.to_string())?;
    /// assert_eq!(proof.proposal(), &proposal);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn proposal(&self) -> &Proposal {
        &self.proposal
    }

    /// Gives the proposal back; the proof is spent.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// let proof = proposal.clone().prove(call, as_of).map_err(|rejected| rejected.to_string())?;
    /// assert_eq!(proof.into_proposal(), proposal);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn into_proposal(self) -> Proposal {
        self.proposal
    }

    /// The topic of the call that the proposal passed under.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// let proof = proposal.prove(call, as_of).map_err(|rejected| rejected.to_string())?;
    /// assert_eq!(proof.topic(), call.topic());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn topic(&self) -> &TopicId {
        &self.topic
    }

    /// The version of the call that the proposal passed under, in words.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// let proof = proposal.prove(call, as_of).map_err(|rejected| rejected.to_string())?;
    /// assert_eq!(proof.call_version(), call.version());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn call_version(&self) -> &str {
        &self.call_version
    }

    /// The instant that selected what was known.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// let proof = proposal.prove(call, as_of).map_err(|rejected| rejected.to_string())?;
    /// assert_eq!(proof.as_of(), as_of);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn as_of(&self) -> Instant {
        self.as_of
    }

    /// [`Verdict::Eligible`], or [`Verdict::Conditional`] where there are [`FormallyEligible::conditions`].
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// let proof = proposal.prove(call, as_of).map_err(|rejected| rejected.to_string())?;
    /// assert_eq!(proof.verdict(), Verdict::Eligible);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        if self.is_unconditional() { Verdict::Eligible } else { Verdict::Conditional }
    }

    /// Whether nothing depends on a later event.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// let proof = proposal.prove(call, as_of).map_err(|rejected| rejected.to_string())?;
    /// assert!(proof.is_unconditional());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn is_unconditional(&self) -> bool {
        self.conditions.is_empty()
    }

    /// The conditions that depend on later events, in the report's order.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// let proof = proposal.prove(call, as_of).map_err(|rejected| rejected.to_string())?;
    /// assert!(proof.conditions().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn conditions(&self) -> &[Proviso] {
        &self.conditions
    }

    /// The first day that is the last for an awaited event; `None` where no such day is known.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// let proof = proposal.prove(call, as_of).map_err(|rejected| rejected.to_string())?;
    /// assert_eq!(proof.until(), None, "nothing is awaited");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn until(&self) -> Option<NaiveDate> {
        self.conditions.iter().flat_map(|c| &c.awaits).filter_map(|a| a.until).min()
    }

    /// The open questions that were answered by assumption, by id, each with the reading taken.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// use amif::call::Reading;
    ///
    /// let pinned = call.assume("greenland", Reading::No)?;
    /// let proof = proposal.prove(&pinned, as_of).map_err(|rejected| rejected.to_string())?;
    /// assert!(proof.assumed().eq([("greenland", Reading::No)]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn assumed(&self) -> impl Iterator<Item = (&str, Reading)> {
        self.assumed.iter().map(|(question, reading)| (question.as_str(), *reading))
    }

    /// The conditions that no source states and the caller supposed.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// let proof = proposal.prove(call, as_of).map_err(|rejected| rejected.to_string())?;
    /// assert!(proof.supposed().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn supposed(&self) -> &[Supposition] {
        &self.supposed
    }

    /// The conditions that the call does not state and that are presumed as other calls have them.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// let proof = proposal.prove(call, as_of).map_err(|rejected| rejected.to_string())?;
    /// assert!(proof.presumed().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn presumed(&self) -> &[Presumption] {
        &self.presumed
    }

    fn pinned(&self) -> impl Iterator<Item = Pinned> {
        Pinned::of(self.assumed(), &self.supposed, self.presumed.iter())
    }

    /// Conditions that the call's sources do not state, so that nothing was proven of them.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// let proof = proposal.prove(call, as_of).map_err(|rejected| rejected.to_string())?;
    /// assert!(proof.not_stated().iter().all(|condition| condition != "deadline"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn not_stated(&self) -> &[String] {
        &self.not_stated
    }

    /// What no program can judge, so that nothing was proven of it.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// let proof = proposal.prove(call, as_of).map_err(|rejected| rejected.to_string())?;
    /// assert!(!proof.not_covered().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn not_covered(&self) -> &[String] {
        &self.not_covered
    }

    /// How much of the call was looked at.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// let coverage = proposal.check(call, as_of).coverage();
    /// let proof = proposal.prove(call, as_of).map_err(|rejected| rejected.to_string())?;
    /// assert_eq!(proof.coverage(), coverage);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn coverage(&self) -> Coverage {
        self.coverage
    }
}

impl fmt::Display for FormallyEligible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "No formal obstacle found under {} ({}) as of {}; {} not stated, {} not covered.",
            self.topic,
            self.call_version,
            self.as_of,
            self.not_stated.len(),
            self.not_covered.len()
        )?;
        for condition in &self.conditions {
            for awaited in &condition.awaits {
                write!(f, " Provided: {}", awaited.event)?;
                if let Some(until) = awaited.until {
                    write!(f, ", by {until}")?;
                }
                f.write_str(".")?;
            }
        }
        for pinned in self.pinned() {
            write!(f, " Assumed: {pinned}.")?;
        }
        f.write_str(" Not legal advice and not a decision.")
    }
}

impl Serialize for FormallyEligible {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("schema", SCHEMA)?;
        map.serialize_entry("crate", env!("CARGO_PKG_VERSION"))?;
        map.serialize_entry("topic", &self.topic)?;
        map.serialize_entry("call_version", &self.call_version)?;
        map.serialize_entry("as_of", &self.as_of)?;
        map.serialize_entry("verdict", &self.verdict())?;
        map.serialize_entry("coverage", &self.coverage)?;
        map.serialize_entry("conditions", &self.conditions)?;
        let assumed: Vec<Pinned> = self.pinned().collect();
        map.serialize_entry("assumed", &assumed)?;
        map.serialize_entry("not_stated", &self.not_stated)?;
        map.serialize_entry("not_covered", &self.not_covered)?;
        map.serialize_entry("proposal", &self.proposal)?;
        map.end()
    }
}

impl Serialize for Proviso {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("rule", &self.rule)?;
        map.serialize_entry("subject", &self.subject)?;
        map.serialize_entry("message", &self.message)?;
        map.serialize_entry("awaits", &self.awaits)?;
        map.end()
    }
}

impl Proposal {
    /// Checks the proposal, and makes the proof where no formal obstacle is found.
    ///
    /// A conditional verdict passes: the proof carries the conditions with their end dates, and
    /// [`FormallyEligible::is_unconditional`] tells the two apart. An undetermined one does not: unknown
    /// never passes. `as_of` selects what was known then, as in [`Proposal::check`].
    ///
    /// # Errors
    /// When the proposal is ineligible or undetermined under the call, or states another topic than the
    /// call's. The proposal comes back with its report.
    ///
    /// ```
    /// use amif::{Consortium, Proposal, catalogue, proof::Refusal};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let empty = Proposal::new(Consortium::new([]));
    /// let rejected = empty.prove(call, "2024-08-20T12:00:00+02:00".parse()?).unwrap_err();
    /// assert_eq!(rejected.refusal(), Refusal::Ineligible);
    /// assert!(rejected.to_string().contains("consortium/one-coordinator"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn prove(self, call: &Call, as_of: Instant) -> Result<FormallyEligible, Rejected> {
        let report = self.check(call, as_of);
        let refusal = match report.verdict() {
            _ if self.topic.as_ref().is_some_and(|stated| stated != call.topic()) => Refusal::OtherTopic,
            Verdict::Ineligible => Refusal::Ineligible,
            Verdict::Undetermined => Refusal::Undetermined,
            Verdict::Eligible | Verdict::Conditional => {
                let conditions = report
                    .assessments()
                    .filter(|a| a.consequence() == Consequence::Reject && a.outcome() == Outcome::Conditional)
                    .map(|a| Proviso {
                        rule: a.rule(),
                        subject: a.subject(),
                        message: a.message(),
                        awaits: a.awaits(),
                    })
                    .collect();
                return Ok(FormallyEligible {
                    topic: call.topic().clone(),
                    call_version: report.call().version().to_owned(),
                    as_of,
                    coverage: report.coverage(),
                    supposed: call.supposed().to_vec(),
                    presumed: report.call().presumed().cloned().collect(),
                    assumed: call
                        .assumed()
                        .map(|(question, reading)| (question.id.clone(), reading))
                        .collect(),
                    not_stated: report.not_stated().map(str::to_owned).collect(),
                    not_covered: call.not_covered().iter().map(|name| (*name).to_owned()).collect(),
                    conditions,
                    proposal: self,
                });
            }
        };
        Err(Rejected::new(self, call, as_of, refusal))
    }
}
