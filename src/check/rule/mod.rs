//! The registry: what each rule asks, why, where from, and which facts it reads.

use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

mod application;
mod budget;
mod call;
mod consortium;
mod fund;
mod life;

pub(super) use fund::SOLIDARITY_EXPENDITURE;

use super::fact::FactKind;
use crate::UnknownNameError;
use crate::input::named_enum;
use crate::law::{Act, Citation, ParsePlaceError, Place};
use crate::outcome::{Consequence, Stage};

named_enum! {
    /// The stable id of a rule: `family/kebab-name`.
    pub enum RuleId("rule") {
        /// The submission is stamped by the deadline.
        SubmittedByDeadline = "admissibility/submitted-by-deadline",
        /// Every mandatory annex is attached.
        Annexes = "admissibility/annexes",
        /// The technical description keeps to the page limit.
        PageLimit = "admissibility/page-limit",
        /// The application is for one topic.
        OneTopic = "admissibility/one-topic",
        /// There are no more parallel applications than the call allows.
        ParallelApplications = "admissibility/parallel-applications",
        /// The consortium has exactly one coordinator.
        OneCoordinator = "consortium/one-coordinator",
        /// Enough distinct applicants count.
        MinimumApplicants = "consortium/minimum-applicants",
        /// The applicants who count come from enough Member States.
        MinimumCountries = "consortium/minimum-countries",
        /// The consortium has the members that the call makes compulsory.
        CompulsoryMembers = "consortium/compulsory-members",
        /// The consortium has the members that the call recommends.
        RecommendedMembers = "consortium/recommended-members",
        /// No organisation stands in the consortium twice.
        DistinctOrganisations = "consortium/distinct-organisations",
        /// Nobody holds two roles.
        OneRoleEach = "consortium/one-role-each",
        /// The legal form is admitted to the role.
        LegalForm = "participant/legal-form",
        /// The participant is of a kind that its role admits, beside the legal form.
        Kind = "participant/kind",
        /// The country of establishment is eligible.
        Country = "participant/country",
        /// The coordinator is established where the call lets it be.
        CoordinatorCountry = "participant/coordinator-country",
        /// An affiliated entity names the beneficiary it is linked to.
        Affiliation = "participant/affiliation",
        /// No legal measure bars the participant from its role.
        TemporaryBar = "participant/temporary-bar",
        /// The participant is not subject to restrictive measures.
        RestrictiveMeasures = "participant/restrictive-measures",
        /// The participant identification code is well formed.
        Pic = "participant/pic",
        /// The requested grant is within the call's range.
        GrantRange = "grant/within-range",
        /// The requested grant keeps to the funding rate.
        FundingRate = "grant/funding-rate",
        /// The duration is as the call requires.
        Duration = "duration/as-required",
        /// The proposal declares which of the topic's objectives it serves.
        Objectives = "project/objectives",
        /// The proposal names the third countries or routes that it is aimed at.
        TargetCountries = "project/target-countries",
        /// Activities take place outside the Union too.
        ThirdCountryActivities = "project/third-country-activities",
        /// Nothing is planned that the call does not finance.
        Activities = "project/activities",
        /// The action does not start before the submission.
        StartDate = "project/start-date",
        /// A row is of a participant of the proposal.
        BudgetParticipant = "budget/participant",
        /// A row with money is of a participant in a funded role.
        BudgetFundedRole = "budget/funded-role",
        /// No participant has two rows.
        BudgetDistinctRows = "budget/distinct-rows",
        /// Every funded participant has a row.
        BudgetEveryParticipant = "budget/every-participant",
        /// The total of a row is the sum of its cells.
        BudgetRowTotal = "budget/row-total",
        /// The work packages of a row add up to its cells.
        BudgetWorkPackages = "budget/work-packages",
        /// The stated totals are the recomputed ones.
        BudgetTotals = "budget/totals",
        /// Budget and proposal state the same grant and costs.
        BudgetAgrees = "budget/agrees-with-proposal",
        /// The indirect costs are the flat rate of their base.
        BudgetIndirectCosts = "budget/indirect-costs",
        /// The work of owners is entered at its unit cost.
        BudgetUnitCosts = "budget/unit-costs",
        /// No person works more days than a year has.
        BudgetDays = "budget/days-a-year",
        /// Volunteers' work is entered only where the call opens it.
        BudgetVolunteers = "budget/volunteers",
        /// Volunteers' work is at most half of the co-financing.
        BudgetVolunteersShare = "budget/volunteers-share",
        /// In-kind contributions pay for volunteers' work only.
        BudgetInKind = "budget/in-kind-contributions",
        /// The grant is covered by costs other than volunteers' work.
        BudgetWithoutVolunteers = "budget/grant-without-volunteers",
        /// Third parties are supported only where the call allows it.
        BudgetSupport = "budget/third-party-support",
        /// No third party gets more than the ceiling.
        BudgetSupportCeiling = "budget/third-party-ceiling",
        /// Specific categories are used only where the call opens them.
        BudgetSpecific = "budget/specific-categories",
        /// A large share of subcontracting is justified.
        BudgetSubcontracting = "budget/subcontracting",
        /// The contribution requested in the budget is within the call's range.
        BudgetGrantRange = "budget/grant-within-range",
        /// The contribution requested in the budget keeps to the funding rate.
        BudgetFundingRate = "budget/funding-rate",
        /// Not all resources come from the grant.
        BudgetCofinancing = "budget/cofinancing",
        /// Costs and resources are equal.
        BudgetBalance = "budget/balance",
        /// The type of intervention belongs to the objective and is in force.
        FundInterventionType = "fund/intervention-type",
        /// The implementation measure belongs to the objective and is in force.
        FundMeasure = "fund/measure",
        /// The indicator belongs to the objective and is in force.
        FundIndicator = "fund/indicator",
        /// The instrument may be used under the management mode.
        FundInstrument = "fund/instrument",
        /// The component of the thematic facility may be spent under the management mode.
        FundComponent = "fund/component",
        /// The Union's share keeps to the ceiling of Art. 15.
        FundCoFinancing = "fund/co-financing",
        /// A changed proposal is submitted anew by the deadline.
        LifeResubmission = "life/resubmission",
        /// A change in grant preparation is exceptional and justified.
        LifeExceptional = "life/exceptional-change",
        /// A change of the grant agreement is made by a formal amendment.
        LifeAmendment = "life/amendment",
        /// A longer duration is one that the call allows.
        LifeExtension = "life/extension",
        /// The call's conditions hold after the change.
        LifeConditions = "life/conditions-still-met",
        /// What eligibility hangs on has happened when the grant is signed.
        LifeSignature = "life/conditions-due",
    }
}

impl RuleId {
    /// Whether the rule looks at one participant in its role.
    pub(crate) fn is_on_participants(self) -> bool {
        matches!(
            self,
            RuleId::LegalForm
                | RuleId::Kind
                | RuleId::Country
                | RuleId::CoordinatorCountry
                | RuleId::Affiliation
                | RuleId::TemporaryBar
                | RuleId::RestrictiveMeasures
                | RuleId::Pic
        )
    }

    /// The registry entry.
    ///
    /// ```
    /// use amif::{RuleId, Stage};
    ///
    /// assert_eq!(RuleId::MinimumCountries.rule().stage, Stage::Eligibility);
    /// ```
    #[must_use]
    pub fn rule(self) -> &'static Rule {
        match self {
            RuleId::SubmittedByDeadline => &call::SUBMITTED_BY_DEADLINE,
            RuleId::Annexes => &application::ANNEXES,
            RuleId::PageLimit => &application::PAGE_LIMIT,
            RuleId::OneTopic => &application::ONE_TOPIC,
            RuleId::ParallelApplications => &application::PARALLEL_APPLICATIONS,
            RuleId::OneCoordinator => &call::ONE_COORDINATOR,
            RuleId::MinimumApplicants => &call::MINIMUM_APPLICANTS,
            RuleId::MinimumCountries => &call::MINIMUM_COUNTRIES,
            RuleId::CompulsoryMembers => &consortium::COMPULSORY_MEMBERS,
            RuleId::RecommendedMembers => &consortium::RECOMMENDED_MEMBERS,
            RuleId::DistinctOrganisations => &call::DISTINCT_ORGANISATIONS,
            RuleId::OneRoleEach => &consortium::ONE_ROLE_EACH,
            RuleId::LegalForm => &call::LEGAL_FORM,
            RuleId::Kind => &consortium::KIND,
            RuleId::CoordinatorCountry => &consortium::COORDINATOR_COUNTRY,
            RuleId::TemporaryBar => &consortium::TEMPORARY_BAR,
            RuleId::RestrictiveMeasures => &consortium::RESTRICTIVE_MEASURES,
            RuleId::Objectives => &application::OBJECTIVES,
            RuleId::TargetCountries => &application::TARGET_COUNTRIES,
            RuleId::ThirdCountryActivities => &application::THIRD_COUNTRY_ACTIVITIES,
            RuleId::Activities => &application::ACTIVITIES,
            RuleId::StartDate => &application::START_DATE,
            RuleId::Country => &call::COUNTRY,
            RuleId::Affiliation => &call::AFFILIATION,
            RuleId::Pic => &call::PIC,
            RuleId::GrantRange => &call::GRANT_RANGE,
            RuleId::FundingRate => &call::FUNDING_RATE,
            RuleId::Duration => &call::DURATION,
            RuleId::BudgetParticipant => &budget::PARTICIPANT,
            RuleId::BudgetFundedRole => &budget::FUNDED_ROLE,
            RuleId::BudgetDistinctRows => &budget::DISTINCT_ROWS,
            RuleId::BudgetEveryParticipant => &budget::EVERY_PARTICIPANT,
            RuleId::BudgetRowTotal => &budget::ROW_TOTAL,
            RuleId::BudgetWorkPackages => &budget::WORK_PACKAGES,
            RuleId::BudgetTotals => &budget::TOTALS,
            RuleId::BudgetAgrees => &budget::AGREES,
            RuleId::BudgetIndirectCosts => &budget::INDIRECT_COSTS,
            RuleId::BudgetUnitCosts => &budget::UNIT_COSTS,
            RuleId::BudgetDays => &budget::DAYS,
            RuleId::BudgetVolunteers => &budget::VOLUNTEERS,
            RuleId::BudgetVolunteersShare => &budget::VOLUNTEERS_SHARE,
            RuleId::BudgetInKind => &budget::IN_KIND,
            RuleId::BudgetWithoutVolunteers => &budget::WITHOUT_VOLUNTEERS,
            RuleId::BudgetSupport => &budget::SUPPORT,
            RuleId::BudgetSupportCeiling => &budget::SUPPORT_CEILING,
            RuleId::BudgetSpecific => &budget::SPECIFIC,
            RuleId::BudgetSubcontracting => &budget::SUBCONTRACTING,
            RuleId::BudgetGrantRange => &budget::GRANT_RANGE,
            RuleId::BudgetFundingRate => &budget::FUNDING_RATE,
            RuleId::BudgetCofinancing => &budget::COFINANCING,
            RuleId::BudgetBalance => &budget::BALANCE,
            RuleId::FundInterventionType => &fund::INTERVENTION_TYPE,
            RuleId::FundMeasure => &fund::MEASURE,
            RuleId::FundIndicator => &fund::INDICATOR,
            RuleId::FundInstrument => &fund::INSTRUMENT,
            RuleId::FundComponent => &fund::COMPONENT,
            RuleId::FundCoFinancing => &fund::CO_FINANCING,
            RuleId::LifeResubmission => &life::RESUBMISSION,
            RuleId::LifeExceptional => &life::EXCEPTIONAL,
            RuleId::LifeAmendment => &life::AMENDMENT,
            RuleId::LifeExtension => &life::EXTENSION,
            RuleId::LifeConditions => &life::CONDITIONS,
            RuleId::LifeSignature => &life::SIGNATURE,
        }
    }
}

/// Looks a rule up by its id.
///
/// ```
/// let rule = amif::explain("consortium/minimum-countries")?;
/// assert!(rule.explanation.contains("Member State"));
///
/// let error = amif::explain("consortium/minimum-country").unwrap_err();
/// assert!(error.to_string().contains("did you mean \"consortium/minimum-countries\"?"));
/// # Ok::<(), amif::UnknownNameError>(())
/// ```
///
/// # Errors
/// When there is no such rule; the message names the nearest.
pub fn explain(id: &str) -> Result<&'static Rule, UnknownNameError> {
    id.parse().map(RuleId::rule)
}

/// The rules that rest on a place in an act, in the registry's order.
///
/// An article finds the rules that cite it or a part of it; a paragraph or point finds those that cite it,
/// a part of it, or the article as a whole. An empty place finds every rule that cites the act. The tables of
/// the Fund rest on more articles than the rules: [`tables_citing`](crate::fund::tables_citing) finds those.
///
/// ```
/// use amif::{Act, RuleId, rules_citing};
///
/// let rules: Vec<_> = rules_citing(Act::Amif2021, "Art. 15")?.map(|r| r.id).collect();
/// assert_eq!(rules, [RuleId::FundCoFinancing]);
/// assert_eq!(rules_citing(Act::Amif2021, "24(1)(b)")?.count(), rules_citing(Act::Amif2021, "24(1)")?.count());
/// assert_eq!(rules_citing(Act::Amif2021, "annex V")?.next().map(|r| r.id), Some(RuleId::FundIndicator));
/// assert!(rules_citing(Act::Amif2021, "fifteen").is_err());
/// # Ok::<(), amif::ParsePlaceError>(())
/// ```
///
/// # Errors
/// When the place is not one of an act: neither an article nor an annex nor a recital.
pub fn rules_citing(act: Act, place: &str) -> Result<impl Iterator<Item = &'static Rule>, ParsePlaceError> {
    let wanted = Place::parse(place)?;
    Ok(RuleId::ALL.iter().map(|id| id.rule()).filter(move |rule| {
        rule.citations.iter().any(|c| c.cited_act() == Some(act) && wanted.meets(c.section()))
    }))
}

const MANUAL: &str = "EU Funding & Tenders Portal, Online Manual";
const CALL_DECIDES: &str = "the call; read at its opening";
const STATED: &str = "the calls that state it";

/// A rule: what it asks, why, and how it is looked at.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rule {
    /// The stable id.
    pub id: RuleId,
    /// What the rule asks, in a line.
    pub title: &'static str,
    /// What it reads, how it counts, what each outcome means, and where its text is silent.
    pub explanation: &'static str,
    /// Since when it applies.
    pub since: &'static str,
    /// When it is looked at.
    pub stage: Stage,
    /// What follows when it is not met.
    pub consequence: Consequence,
    /// The law behind it; the numbers and lists are the call's, and cited in each report.
    pub citations: &'static [Citation],
    /// The facts it reads. Changing any other fact changes none of its outcomes.
    pub facts: &'static [FactKind],
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.id)?;
        writeln!(f, "  {}", self.title)?;
        writeln!(f, "  Stage: {}. If not met: {}.", self.stage, self.consequence)?;
        writeln!(f, "  Since: {}", self.since)?;
        for line in self.explanation.lines() {
            writeln!(f, "  {line}")?;
        }
        f.write_str("  Reads: ")?;
        for (i, fact) in self.facts.iter().enumerate() {
            if i > 0 {
                f.write_str(", ")?;
            }
            f.write_str(fact.as_str())?;
        }
        writeln!(f)?;
        for citation in self.citations {
            write!(f, "  Source: {citation}")?;
            if !citation.note().is_empty() {
                write!(f, " ({})", citation.note())?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("rule", &self.id)?;
        map.serialize_entry("title", self.title)?;
        map.serialize_entry("explanation", self.explanation)?;
        map.serialize_entry("since", self.since)?;
        map.serialize_entry("stage", &self.stage)?;
        map.serialize_entry("consequence", &self.consequence)?;
        map.serialize_entry("facts", self.facts)?;
        map.serialize_entry("source", self.citations)?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_registered_under_its_own_id() {
        for id in RuleId::ALL {
            assert_eq!(id.rule().id, *id);
            assert_eq!(explain(id.as_str()).unwrap().id, *id);
        }
    }

    #[test]
    fn every_rule_says_what_it_reads_and_where_it_comes_from() {
        for id in RuleId::ALL {
            let rule = id.rule();
            assert!(!rule.citations.is_empty(), "{id}");
            assert!(!rule.facts.is_empty(), "{id}");
            assert!(rule.title.ends_with('.') && rule.explanation.len() > 100, "{id}");
        }
    }

    #[test]
    fn places_find_the_rules_that_cite_them() {
        let ids = |place: &str| {
            rules_citing(Act::Amif2021, place).unwrap().map(|r| r.id.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(ids("Article 15(3)"), ["fund/co-financing"]);
        assert_eq!(ids("Art. 24(2)"), ["participant/legal-form"]);
        assert_eq!(ids("99"), Vec::<&str>::new());
        assert_eq!(rules_citing(Act::Crisis, "").unwrap().count(), 0);
        assert_eq!(ids("art. 15"), ["fund/co-financing"]);
        assert!(rules_citing(Act::Amif2021, "15(").is_err());
    }

    #[test]
    fn ids_are_family_and_kebab_name() {
        for id in RuleId::ALL {
            let (family, name) = id.as_str().split_once('/').unwrap();
            let kebab = |s: &str| s.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
            assert!(kebab(family) && kebab(name), "{id}");
        }
    }
}
