//! A proposal that got no proof, given back with its report.

use std::fmt;

use crate::call::Call;
use crate::input::named_enum;
use crate::outcome::{Consequence, Outcome};
use crate::proposal::Proposal;
use crate::report::Report;
use crate::time::Instant;

named_enum! {
    /// Why a proposal got no proof.
    pub enum Refusal("refusal") {
        /// At least one condition is not met.
        Ineligible = "ineligible",
        /// No condition fails, and at least one is unknown, or a core condition is not stated.
        Undetermined = "undetermined",
        /// The proposal says that it applies for another topic than the call's.
        OtherTopic = "other_topic",
    }
}

/// A proposal that got no proof. It is given back with its report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected(Box<Refused>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Refused {
    proposal: Proposal,
    call: Call,
    as_of: Instant,
    refusal: Refusal,
}

impl Rejected {
    pub(super) fn new(proposal: Proposal, call: &Call, as_of: Instant, refusal: Refusal) -> Self {
        Rejected(Box::new(Refused { proposal, call: call.clone(), as_of, refusal }))
    }

    /// Why there is no proof.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// use amif::proof::Refusal;
    ///
    /// proposal.duration_months = None;
    /// let rejected = proposal.prove(call, as_of).map(|_| ()).unwrap_err();
    /// assert_eq!(rejected.refusal(), Refusal::Undetermined);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn refusal(&self) -> Refusal {
        self.0.refusal
    }

    /// The proposal as it was handed in.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// proposal.duration_months = None;
    /// let rejected = proposal.clone().prove(call, as_of).map(|_| ()).unwrap_err();
    /// assert_eq!(rejected.proposal(), &proposal);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn proposal(&self) -> &Proposal {
        &self.0.proposal
    }

    /// Gives the proposal back, as it was handed in.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// proposal.duration_months = None;
    /// let mut back = proposal.prove(call, as_of).map(|_| ()).unwrap_err().into_proposal();
    /// back.duration_months = Some(24);
    /// assert!(back.prove(call, as_of).is_ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn into_proposal(self) -> Proposal {
        self.0.proposal
    }

    /// The report that led to the refusal. For [`Refusal::OtherTopic`] it is that on the call asked about.
    ///
    /// It is made when it is asked for, from the same proposal, call and instant, and so is the same.
    ///
    /// ```
    /// # use amif::{Outcome, Proposal, Verdict, catalogue};
    /// # let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// # let text = std::fs::read_to_string("examples/data/eligible.json")?;
    /// # let mut proposal = Proposal::from_json(&text)?;
    /// # let as_of: amif::Instant = "2024-06-01T12:00:00+02:00".parse()?;
    /// proposal.duration_months = None;
    /// let rejected = proposal.prove(call, as_of).map(|_| ()).unwrap_err();
    /// let open = rejected.report().assessments().filter(|a| a.outcome() == Outcome::Unknown).count();
    /// assert!(open > 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn report(&self) -> Report<'_> {
        self.0.proposal.check(&self.0.call, self.0.as_of)
    }
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let topic = self.0.call.topic();
        let of = |outcome| {
            let report = self.report();
            let mut names: Vec<String> = report
                .assessments()
                .filter(|a| a.consequence() == Consequence::Reject && a.outcome() == outcome)
                .map(|a| format!("{} ({})", a.rule(), a.subject()))
                .collect();
            if outcome == Outcome::Unknown && !report.call().core_is_stated() {
                names.push("core conditions that the call's sources do not state".to_owned());
            }
            names.join(", ")
        };
        match self.0.refusal {
            Refusal::Ineligible => write!(f, "ineligible under {topic}: {}", of(Outcome::NotMet)),
            Refusal::Undetermined => {
                write!(f, "not known yet under {topic}: {}", of(Outcome::Unknown))
            }
            Refusal::OtherTopic => {
                let stated = self.0.proposal.topic.as_ref().map(ToString::to_string).unwrap_or_default();
                write!(f, "the proposal applies for {stated}, not for {topic}")
            }
        }
    }
}

impl std::error::Error for Rejected {}
