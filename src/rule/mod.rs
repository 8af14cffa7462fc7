//! The rules, each with all its parts in a file of its own, and the one list of them.
//!
//! A new rule is its file, and below a `mod` line and a row. A row says what the rule is in code and in reports, and
//! where it is; from the rows are made the ids and the registry, in [`registry`], and the walk over all of them, in
//! [`walk`]. The rows on national programmes stand in [`on_programmes`].

#[macro_use]
mod on_programmes;

/// Hands the list to a macro.
macro_rules! every_rule {
    ($then:ident! $args:tt) => {
        with_programmes! {
            $then! $args
            /// The submission is stamped by the deadline.
            [rule] SubmittedByDeadline = "admissibility/submitted-by-deadline" in deadline::SUBMITTED_BY_DEADLINE;
            /// The submission is not stamped before the call opens.
            [rule] SubmittedWhileOpen = "admissibility/submitted-while-open" in opening::SUBMITTED_WHILE_OPEN;
            /// Every mandatory annex is attached.
            [rule] Annexes = "admissibility/annexes" in annexes::ANNEXES;
            /// The technical description keeps to the page limit.
            [rule] PageLimit = "admissibility/page-limit" in at_most::PAGE_LIMIT;
            /// The application is for one topic.
            [rule] OneTopic = "admissibility/one-topic" in one_topic::ONE_TOPIC;
            /// There are no more parallel applications than the call allows.
            [rule] ParallelApplications = "admissibility/parallel-applications" in at_most::PARALLEL_APPLICATIONS;
            /// The consortium has exactly one coordinator.
            [rule] OneCoordinator = "consortium/one-coordinator" in one_coordinator::ONE_COORDINATOR;
            /// Enough distinct applicants count.
            [rule] MinimumApplicants = "consortium/minimum-applicants" in minimum_applicants::MINIMUM_APPLICANTS;
            /// The applicants who count come from enough Member States.
            [rule] MinimumCountries = "consortium/minimum-countries" in minimum_countries::MINIMUM_COUNTRIES;
            /// The consortium has the members that the call makes compulsory.
            [rule] CompulsoryMembers = "consortium/compulsory-members" in compulsory_members::COMPULSORY_MEMBERS;
            /// The consortium has the members that the call recommends.
            [rule] RecommendedMembers = "consortium/recommended-members" in recommended_members::RECOMMENDED_MEMBERS;
            /// No organisation stands in the consortium twice.
            [rule] DistinctOrganisations = "consortium/distinct-organisations" in distinct_organisations::DISTINCT_ORGANISATIONS;
            /// Nobody holds two roles.
            [rule] OneRoleEach = "consortium/one-role-each" in one_role_each::ONE_ROLE_EACH;
            /// The legal form is admitted to the role.
            [rule] LegalForm = "participant/legal-form" in legal_form::LEGAL_FORM;
            /// An entity without legal personality offers what the law asks of it.
            [rule] LegalEntity = "participant/legal-entity" in legal_entity::LEGAL_ENTITY;
            /// A body of the Union is one that the call admits.
            [rule] UnionBody = "participant/union-body" in union_body::UNION_BODY;
            /// The participant is of a kind that its role admits, beside the legal form.
            [rule] Kind = "participant/kind" in kind::KIND;
            /// The country of establishment is eligible.
            [rule] Country = "participant/country" in country::COUNTRY;
            /// The coordinator is established where the call lets it be.
            [rule] CoordinatorCountry = "participant/coordinator-country" in coordinator_country::COORDINATOR_COUNTRY;
            /// `participant/third-country`
            [rule] ThirdCountry = "participant/third-country" in third_country::THIRD_COUNTRY;
            /// An affiliated entity names the beneficiary it is linked to.
            [rule] Affiliation = "participant/affiliation" in affiliation::AFFILIATION;
            /// No legal measure bars the participant from its role.
            [rule] TemporaryBar = "participant/temporary-bar" in temporary_bar::TEMPORARY_BAR;
            /// The participant is not subject to restrictive measures.
            [rule] RestrictiveMeasures = "participant/restrictive-measures" in restrictive_measures::RESTRICTIVE_MEASURES;
            /// The participant identification code is well formed.
            [rule] Pic = "participant/pic" in pic::PIC;
            /// The requested grant is within the call's range.
            [rule] GrantRange = "grant/within-range" in grant_range::GRANT_RANGE;
            /// The requested grant keeps to the funding rate.
            [rule] FundingRate = "grant/funding-rate" in funding_rate::FUNDING_RATE;
            /// The duration is as the call requires.
            [rule] Duration = "duration/as-required" in duration::DURATION;
            /// The proposal declares which of the topic's objectives it serves.
            [rule] Objectives = "project/objectives" in objectives::OBJECTIVES;
            /// The proposal names the third countries or routes that it is aimed at.
            [rule] TargetCountries = "project/target-countries" in target_countries::TARGET_COUNTRIES;
            /// No target country is outside the call's list.
            [rule] ListedTargets = "project/listed-targets" in target_countries::LISTED_TARGETS;
            /// Support goes only to recipients whom the call admits.
            [rule] SupportRecipients = "project/support-recipients" in support_recipients::SUPPORT_RECIPIENTS;
            /// Activities take place outside the Union too.
            [rule] ThirdCountryActivities = "project/third-country-activities" in third_country_activities::THIRD_COUNTRY_ACTIVITIES;
            /// Nothing is planned that the call does not finance.
            [rule] Activities = "project/activities" in activities::ACTIVITIES;
            /// The action is not completed, and does not start, before the submission.
            [rule] StartDate = "project/start-date" in start_date::START_DATE;
            /// A row is of a participant of the proposal.
            [budget] BudgetParticipant = "budget/participant" in budget::whose::PARTICIPANT;
            /// A row with money is of a participant in a funded role.
            [budget] BudgetFundedRole = "budget/funded-role" in budget::whose::FUNDED_ROLE;
            /// No participant has two rows.
            [budget] BudgetDistinctRows = "budget/distinct-rows" in budget::whose::DISTINCT_ROWS;
            /// Every funded participant has a row.
            [budget] BudgetEveryParticipant = "budget/every-participant" in budget::whose::EVERY_PARTICIPANT;
            /// The total of a row is the sum of its cells.
            [budget] BudgetRowTotal = "budget/row-total" in budget::sums::ROW_TOTAL;
            /// The work packages of a row add up to its cells.
            [budget] BudgetWorkPackages = "budget/work-packages" in budget::sums::WORK_PACKAGES;
            /// The stated totals are the recomputed ones.
            [budget] BudgetTotals = "budget/totals" in budget::totals::TOTALS;
            /// Budget and proposal state the same grant and costs.
            [budget] BudgetAgrees = "budget/agrees-with-proposal" in budget::sums::AGREES;
            /// The indirect costs are the flat rate of their base.
            [budget] BudgetIndirectCosts = "budget/indirect-costs" in budget::indirect_costs::INDIRECT_COSTS;
            /// The work of owners is entered at its unit cost.
            [budget] BudgetUnitCosts = "budget/unit-costs" in budget::unit_costs::UNIT_COSTS;
            /// No person works more days than a year has.
            [budget] BudgetDays = "budget/days-a-year" in budget::days::DAYS;
            /// Volunteers' work is entered only where the call opens it.
            [budget] BudgetVolunteers = "budget/volunteers" in budget::opened::VOLUNTEERS;
            /// Volunteers' work is at most half of the co-financing.
            [budget] BudgetVolunteersShare = "budget/volunteers-share" in budget::volunteers::VOLUNTEERS_SHARE;
            /// In-kind contributions pay for volunteers' work only.
            [budget] BudgetInKind = "budget/in-kind-contributions" in budget::volunteers::IN_KIND;
            /// The grant is covered by costs other than volunteers' work.
            [budget] BudgetWithoutVolunteers = "budget/grant-without-volunteers" in budget::volunteers::WITHOUT_VOLUNTEERS;
            /// Third parties are supported only where the call allows it.
            [budget] BudgetSupport = "budget/third-party-support" in budget::opened::SUPPORT;
            /// No third party gets more than the ceiling.
            [budget] BudgetSupportCeiling = "budget/third-party-ceiling" in budget::support_ceiling::SUPPORT_CEILING;
            /// Specific categories are used only where the call opens them.
            [budget] BudgetSpecific = "budget/specific-categories" in budget::opened::SPECIFIC;
            /// A large share of subcontracting is justified.
            [budget] BudgetSubcontracting = "budget/subcontracting" in budget::subcontracting::SUBCONTRACTING;
            /// Subcontracting keeps to the call's largest share.
            [budget] BudgetSubcontractingCeiling = "budget/subcontracting-ceiling" in budget::subcontracting::CEILING;
            /// Enough of the costs goes to third parties.
            [budget] BudgetSupportShare = "budget/third-party-share" in budget::support_share::SUPPORT_SHARE;
            /// The contribution requested in the budget is within the call's range.
            [budget] BudgetGrantRange = "budget/grant-within-range" in budget::grant::GRANT_RANGE;
            /// The contribution requested in the budget keeps to the funding rate.
            [budget] BudgetFundingRate = "budget/funding-rate" in budget::grant::FUNDING_RATE;
            /// Not all resources come from the grant.
            [budget] BudgetCofinancing = "budget/cofinancing" in budget::grant::COFINANCING;
            /// Costs and resources are equal.
            [budget] BudgetBalance = "budget/balance" in budget::sums::BALANCE;
            /// The type of intervention belongs to the objective and is in force.
            [apart] FundInterventionType = "fund/intervention-type" in fund::items::INTERVENTION_TYPE;
            /// The implementation measure belongs to the objective and is in force.
            [apart] FundMeasure = "fund/measure" in fund::items::MEASURE;
            /// The indicator belongs to the objective and is in force.
            [apart] FundIndicator = "fund/indicator" in fund::items::INDICATOR;
            /// The instrument may be used under the management mode.
            [apart] FundInstrument = "fund/instrument" in fund::modes::INSTRUMENT;
            /// The component of the thematic facility may be spent under the management mode.
            [apart] FundComponent = "fund/component" in fund::modes::COMPONENT;
            /// The Union's share keeps to the ceiling of Art. 15.
            [apart] FundCoFinancing = "fund/co-financing" in fund::co_financing::CO_FINANCING;
            /// A changed proposal is submitted anew by the deadline.
            [apart life] LifeResubmission = "life/resubmission" in life::resubmission::RESUBMISSION;
            /// A change in grant preparation is exceptional and justified.
            [apart life] LifeExceptional = "life/exceptional-change" in life::exceptional::EXCEPTIONAL;
            /// A change of the grant agreement is made by a formal amendment.
            [apart life] LifeAmendment = "life/amendment" in life::amendment::AMENDMENT;
            /// A longer duration is one that the call allows.
            [apart life] LifeExtension = "life/extension" in life::extension::EXTENSION;
            /// The call's conditions hold after the change.
            [apart life] LifeConditions = "life/conditions-still-met" in life::conditions::CONDITIONS;
            /// What eligibility depends on has happened when the grant is signed.
            [apart life] LifeSignature = "life/conditions-due" in life::signature::SIGNATURE;
        }
    };
}

mod activities;
mod affiliation;
mod annexes;
mod at_most;
mod budget;
mod composition;
mod compulsory_members;
mod coordinator_country;
mod country;
mod deadline;
mod distinct_organisations;
mod duration;
mod fund;
mod funding_rate;
mod grant_range;
mod kind;
mod legal_entity;
mod legal_form;
pub(crate) mod life;
mod minimum_applicants;
mod minimum_countries;
#[cfg(feature = "programme")]
pub(crate) mod national;
mod objectives;
mod one_coordinator;
mod one_role_each;
mod one_topic;
mod opening;
#[cfg(feature = "programme")]
pub(crate) mod operation;
mod parts;
#[cfg(feature = "programme")]
pub(crate) mod payment;
mod pic;
#[cfg(feature = "programme")]
pub(crate) mod programme;
#[cfg(feature = "programme")]
pub(crate) mod questions;
mod recommended_members;
mod registry;
mod restrictive_measures;
mod serving;
mod start_date;
mod support_recipients;
mod target_countries;
mod temporary_bar;
mod third_country;
mod third_country_activities;
mod union_body;
mod walk;
pub(crate) mod world;

pub use fund::co_financing::CoFinancing;
pub use registry::{Rule, RuleId, explain, rules_citing};

#[cfg(feature = "next")]
pub(crate) use annexes::{Lacking, brings_an_annex, lacking};
pub(crate) use fund::co_financing::CO_FINANCING;
pub(crate) use fund::items::{INDICATOR, INTERVENTION_TYPE, Item, MEASURE};
pub(crate) use fund::modes::{COMPONENT, INSTRUMENT, Modes, Used};
pub(crate) use registry::Raw;
#[cfg(feature = "next")]
pub(crate) use serving::members_served;
pub(crate) use walk::{listed, walk};
pub(crate) use world::{Kept, RuleOf, World, alone};
