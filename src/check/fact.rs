//! Names of facts: what a rule reads, what is missing.

use std::fmt;

use crate::input::named_enum;

named_enum! {
    /// A kind of fact that a proposal or a programme states, by the name that files use.
    pub enum FactKind("fact") {
        /// When the proposal is submitted.
        SubmittedAt = "submitted_at",
        /// The planned duration.
        DurationMonths = "duration_months",
        /// The EU contribution asked for.
        RequestedGrant = "requested_grant",
        /// The total eligible costs.
        TotalEligibleCosts = "total_eligible_costs",
        /// The day of grant signature.
        GrantSignature = "grant_signature",
        /// Whether the participants are everybody.
        ParticipantsComplete = "participants_complete",
        /// The name of a participant.
        Name = "name",
        /// The identification code of a participant.
        Pic = "pic",
        /// The role of a participant.
        Role = "role",
        /// The country of a participant.
        Country = "country",
        /// The legal form of a participant.
        LegalForm = "legal_form",
        /// The further statuses of a participant.
        Statuses = "statuses",
        /// The beneficiary that an affiliated entity is linked to.
        AffiliatedTo = "affiliated_to",
        /// The specific objective of a measure or project.
        Objective = "objective",
        /// The type of intervention of Annex VI.
        InterventionType = "intervention_type",
        /// The implementation measure of Annex II.
        Measure = "measure",
        /// The indicator of Annex VIII.
        Indicator = "indicator",
        /// The day on which something is looked at.
        Date = "date",
        /// The management mode.
        ManagementMode = "management_mode",
        /// The instrument by which money is given.
        Instrument = "instrument",
        /// The component of the thematic facility.
        Component = "component",
        /// The type of action of Art. 15.
        ActionType = "type_of_action",
        /// The contribution of the Union.
        UnionContribution = "union_contribution",
        /// The total eligible expenditure.
        TotalEligibleExpenditure = "total_eligible_expenditure",
    }
}

/// One fact of a proposal. Prints as a JSON Pointer.
///
/// ```
/// use amif::{Fact, FactKind};
///
/// assert_eq!(Fact::of_participant(2, FactKind::Country).to_string(), "/participants/2/country");
/// assert_eq!(Fact::of_proposal(FactKind::SubmittedAt).to_string(), "/submitted_at");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fact {
    participant: Option<usize>,
    kind: FactKind,
}

impl Fact {
    /// A fact of the proposal itself.
    #[must_use]
    pub const fn of_proposal(kind: FactKind) -> Self {
        Fact { participant: None, kind }
    }

    /// A fact of the participant at that place, counted from 0.
    #[must_use]
    pub const fn of_participant(index: usize, kind: FactKind) -> Self {
        Fact { participant: Some(index), kind }
    }

    /// The participant, by its place in the list from 0.
    #[must_use]
    pub const fn participant(&self) -> Option<usize> {
        self.participant
    }

    /// What kind of fact it is.
    #[must_use]
    pub const fn kind(&self) -> FactKind {
        self.kind
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.participant {
            Some(index) => write!(f, "/participants/{index}/{}", self.kind),
            None => write!(f, "/{}", self.kind),
        }
    }
}

impl serde::Serialize for Fact {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
