//! Names of facts: what a rule reads, what is missing.

use std::fmt;

use crate::budget::{Category, Resource};
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
        /// The list of participants, where many of them would have to be named one by one.
        Participants = "participants",
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
        /// The organisation type of a participant.
        OrganisationType = "organisation_type",
        /// What a participant declares of itself.
        Declarations = "declarations",
        /// The stage that is applied to, of a call in two.
        SubmissionStage = "submission_stage",
        /// The annexes attached.
        Annexes = "annexes",
        /// The pages of the technical description.
        Pages = "pages",
        /// Topics applied for beside the stated one.
        FurtherTopics = "further_topics",
        /// How many applications under the call there are.
        ParallelApplications = "parallel_applications",
        /// The objectives that the project serves.
        Objectives = "objectives",
        /// The third countries that the project is aimed at.
        TargetCountries = "target_countries",
        /// The migratory routes that the project names.
        Routes = "routes",
        /// The countries where activities take place.
        ActivityCountries = "activity_countries",
        /// The kinds of activity in the project.
        Activities = "activities",
        /// The day on which the action starts.
        StartDate = "start_date",
        /// Whose rows a budget has.
        BudgetRows = "rows",
        /// The costs in a budget.
        Costs = "costs",
        /// The contribution requested for a row of a budget.
        Requested = "requested",
        /// What pays for a row of a budget beside the grant.
        Resources = "resources",
        /// The totals that a budget states.
        Totals = "totals",
        /// The split of a budget over work packages.
        WorkPackages = "work_packages",
        /// The largest support to one third party in a row of a budget.
        LargestSupport = "largest_support",
        /// The owners behind a row of a budget.
        Owners = "owners",
        /// The planned days of persons in a row of a budget.
        Persons = "persons",
        /// Whether subcontracting is justified in the application.
        SubcontractingJustified = "subcontracting_justified",
        /// The phase in the life of a project.
        Phase = "phase",
        /// The change asked for in that phase.
        Change = "change",
        /// Whether the change is justified.
        Justified = "justified",
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
    place: Place,
    kind: FactKind,
}

/// Where a fact is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Place {
    Proposal,
    Participant(usize),
    Budget,
    Row(usize),
    Cost(usize, Category),
    Resource(usize, Resource),
    Split(usize, usize, Category),
}

impl Fact {
    /// A fact of the proposal itself.
    #[must_use]
    pub const fn of_proposal(kind: FactKind) -> Self {
        Fact { place: Place::Proposal, kind }
    }

    /// A fact of the participant at that place, counted from 0.
    #[must_use]
    pub const fn of_participant(index: usize, kind: FactKind) -> Self {
        Fact { place: Place::Participant(index), kind }
    }

    /// A fact of the budget as a whole.
    pub(crate) const fn of_budget(kind: FactKind) -> Self {
        Fact { place: Place::Budget, kind }
    }

    /// A fact of a row of the budget.
    pub(crate) const fn of_row(row: usize, kind: FactKind) -> Self {
        Fact { place: Place::Row(row), kind }
    }

    /// The costs in a category of a row.
    pub(crate) const fn of_cost(row: usize, category: Category) -> Self {
        Fact { place: Place::Cost(row, category), kind: FactKind::Costs }
    }

    /// What a resource pays for a row.
    pub(crate) const fn of_resource(row: usize, resource: Resource) -> Self {
        Fact { place: Place::Resource(row, resource), kind: FactKind::Resources }
    }

    /// The costs in a category of a work package of a row.
    pub(crate) const fn of_split(row: usize, work_package: usize, category: Category) -> Self {
        Fact { place: Place::Split(row, work_package, category), kind: FactKind::WorkPackages }
    }

    /// The participant, by its place in the list from 0.
    #[must_use]
    pub const fn participant(&self) -> Option<usize> {
        match self.place {
            Place::Participant(index) => Some(index),
            _ => None,
        }
    }

    /// What kind of fact it is.
    #[must_use]
    pub const fn kind(&self) -> FactKind {
        self.kind
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.kind;
        match self.place {
            Place::Proposal => write!(f, "/{kind}"),
            Place::Participant(index) => write!(f, "/participants/{index}/{kind}"),
            Place::Budget => write!(f, "/budget/{kind}"),
            Place::Row(row) => write!(f, "/budget/rows/{row}/{kind}"),
            Place::Cost(row, category) => write!(f, "/budget/rows/{row}/{kind}/{category}"),
            Place::Resource(row, resource) => write!(f, "/budget/rows/{row}/{kind}/{resource}"),
            Place::Split(row, package, category) => {
                write!(f, "/budget/rows/{row}/{kind}/{package}/costs/{category}")
            }
        }
    }
}

impl serde::Serialize for Fact {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
