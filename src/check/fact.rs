//! Names of facts: what a rule reads, what is missing.

use std::fmt;
use std::str::FromStr;

use crate::budget::{Category, Resource};
use crate::input::{named_enum, quoted, text_serde};

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
    /// In a list of a programme or operation, at that place or under that year.
    Item(FactKind, usize),
    /// In a list of an item.
    Part(FactKind, usize, FactKind, usize),
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

    /// A fact of the item at that place of a list, such as `/financing/3/union`.
    #[must_use]
    pub const fn of_item(list: FactKind, at: usize, kind: FactKind) -> Self {
        Fact { place: Place::Item(list, at), kind }
    }

    /// A fact of a part of an item, such as `/applications/1/rows/0/expenditure`.
    #[must_use]
    pub const fn of_part(list: FactKind, at: usize, parts: FactKind, part: usize, kind: FactKind) -> Self {
        Fact { place: Place::Part(list, at, parts, part), kind }
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
            Place::Item(list, at) => write!(f, "/{list}/{at}/{kind}"),
            Place::Part(list, at, parts, part) => write!(f, "/{list}/{at}/{parts}/{part}/{kind}"),
        }
    }
}

/// Why a text is not the JSON Pointer of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParsePointerError {
    /// The text as found.
    pub found: String,
}

impl fmt::Display for ParsePointerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let example = "a fact or subject is written as a JSON Pointer such as \"/participants/0/country\"";
        write!(f, "found {}; {example}", quoted(&self.found))
    }
}

impl std::error::Error for ParsePointerError {}

impl FromStr for Fact {
    type Err = ParsePointerError;

    /// Reads the JSON Pointer that a fact prints as.
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let parts: Option<Vec<&str>> = s.strip_prefix('/').map(|s| s.split('/').collect());
        parts.and_then(|parts| fact_at(&parts)).ok_or_else(|| ParsePointerError { found: s.to_owned() })
    }
}

fn fact_at(parts: &[&str]) -> Option<Fact> {
    let kind = |text: &str| text.parse::<FactKind>().ok();
    Some(match *parts {
        [fact] => Fact::of_proposal(kind(fact)?),
        ["budget", fact] => Fact::of_budget(kind(fact)?),
        ["budget", "rows", row, fact] => Fact::of_row(place(row)?, kind(fact)?),
        ["budget", "rows", row, "costs", category] => Fact::of_cost(place(row)?, category.parse().ok()?),
        ["budget", "rows", row, "resources", resource] => {
            Fact::of_resource(place(row)?, resource.parse().ok()?)
        }
        ["budget", "rows", row, "work_packages", package, "costs", category] => {
            Fact::of_split(place(row)?, place(package)?, category.parse().ok()?)
        }
        ["participants", at, fact] => Fact::of_participant(place(at)?, kind(fact)?),
        [list, at, fact] => Fact::of_item(kind(list)?, place(at)?, kind(fact)?),
        [list, at, parts, part, fact] => {
            Fact::of_part(kind(list)?, place(at)?, kind(parts)?, place(part)?, kind(fact)?)
        }
        _ => return None,
    })
}

/// A place in a list as pointers write it: no sign, no zero before other digits.
pub(super) fn place(text: &str) -> Option<usize> {
    let plain = text.bytes().all(|b| b.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    text.parse().ok().filter(|_| plain)
}

text_serde!(Fact, "a fact as a JSON Pointer, such as \"/participants/0/country\"");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fact_is_read_as_it_prints() {
        let facts = FactKind::ALL.iter().flat_map(|kind| {
            [
                Fact::of_proposal(*kind),
                Fact::of_participant(7, *kind),
                Fact::of_budget(*kind),
                Fact::of_row(0, *kind),
                Fact::of_item(FactKind::Objectives, 10, *kind),
                Fact::of_part(FactKind::Objectives, 1, FactKind::Persons, 2, *kind),
            ]
        });
        let cells = Category::ALL.iter().flat_map(|c| [Fact::of_cost(3, *c), Fact::of_split(3, 1, *c)]);
        let paid = Resource::ALL.iter().map(|resource| Fact::of_resource(3, *resource));
        for fact in facts.chain(cells).chain(paid) {
            assert_eq!(fact.to_string().parse(), Ok(fact));
        }
        for wrong in ["", "/", "pic", "/participants/-1/pic", "/participants/01/pic", "/participants/0/hue"] {
            assert!(wrong.parse::<Fact>().is_err(), "{wrong}");
        }
    }
}
