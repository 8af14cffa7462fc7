//! The rules, each with all its parts in a file of its own, and the one list of them.
//!
//! A new rule is its file, and below a `mod` line and a row. A row says what the rule is in code and in reports, and
//! where it is; from the rows are made the ids and the registry, in [`registry`], and the walk over all of them, in
//! [`walk`].

/// Hands the list to a macro.
macro_rules! every_rule {
    ($then:ident! $args:tt) => {
        $then! {
            $args
            /// The submission is stamped by the deadline.
            [rule] SubmittedByDeadline = "admissibility/submitted-by-deadline" in deadline::SUBMITTED_BY_DEADLINE;
            /// The submission is not stamped before the call opens.
            [rule] SubmittedWhileOpen = "admissibility/submitted-while-open" in opening::SUBMITTED_WHILE_OPEN;
            /// Every mandatory annex is attached.
            [rule] Annexes = "admissibility/annexes" in annexes::ANNEXES;
            /// The technical description keeps to the page limit.
            [rule] PageLimit = "admissibility/page-limit" in page_limit::PAGE_LIMIT;
            /// The application is for one topic.
            [rule] OneTopic = "admissibility/one-topic" in one_topic::ONE_TOPIC;
            /// There are no more parallel applications than the call allows.
            [rule] ParallelApplications = "admissibility/parallel-applications" in parallel_applications::PARALLEL_APPLICATIONS;
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
            [old] LifeResubmission = "life/resubmission" in about_life::RESUBMISSION;
            /// A change in grant preparation is exceptional and justified.
            [old] LifeExceptional = "life/exceptional-change" in about_life::EXCEPTIONAL;
            /// A change of the grant agreement is made by a formal amendment.
            [old] LifeAmendment = "life/amendment" in about_life::AMENDMENT;
            /// A longer duration is one that the call allows.
            [old] LifeExtension = "life/extension" in about_life::EXTENSION;
            /// The call's conditions hold after the change.
            [old] LifeConditions = "life/conditions-still-met" in about_life::CONDITIONS;
            /// What eligibility hangs on has happened when the grant is signed.
            [old] LifeSignature = "life/conditions-due" in about_life::SIGNATURE;
            /// The total of a row is the sum of its parts.
            [apart programme] ProgrammeRowTotal = "programme/row-total" in programme::tables::ROW_TOTAL;
            /// The rate of a row is the Union's share.
            [apart programme] ProgrammeRowRate = "programme/row-rate" in programme::tables::ROW_RATE;
            /// Objective and type of action stand in one row.
            [apart programme] ProgrammeRowOnce = "programme/row-once" in programme::tables::ROW_ONCE;
            /// The tables come to the amount of the decision.
            [apart programme] ProgrammeTotals = "programme/totals" in programme::tables::TOTALS;
            /// Technical assistance is 6 % of the other objectives.
            [apart programme] ProgrammeTechnicalAssistance = "programme/technical-assistance" in programme::tables::TECHNICAL_ASSISTANCE;
            /// Amounts are zero or more.
            [apart programme] ProgrammeAmounts = "programme/amounts" in programme::tables::AMOUNTS;
            /// The amount of first adoption is the one on record.
            [apart programme] ProgrammeFirstAdoption = "programme/first-adoption" in programme::tables::ALLOCATION;
            /// Earmarked money stays in its row.
            [apart programme] ProgrammeEarmark = "programme/earmark" in programme::tables::EARMARK;
            /// Asylum and legal migration and integration have 15 % each.
            [apart programme] ProgrammeMinimumShare = "programme/minimum-share" in programme::shares::MINIMUM_SHARE;
            /// Operating support takes at most 15 %.
            [apart programme] ProgrammeOperatingSupport = "programme/operating-support" in programme::shares::OPERATING_SUPPORT;
            /// The rate of a row keeps to Art. 15.
            [apart programme] ProgrammeRateCeiling = "programme/rate-ceiling" in programme::shares::RATE;
            /// At most 15 % leave an objective.
            [apart programme] ProgrammeTransfersBetweenObjectives = "programme/transfers-between-objectives" in programme::transfers::OBJECTIVES;
            /// At most 5 % go to other funds, and to instruments.
            [apart programme] ProgrammeTransfersBetweenFunds = "programme/transfers-between-funds" in programme::transfers::FUNDS;
            /// No transfer changes a year that is past.
            [apart programme] ProgrammeTransferNotPast = "programme/transfer-not-past" in programme::transfers::NOT_PAST;
            /// The monitoring committee approves first.
            [apart programme] ProgrammeCommitteeApproval = "programme/committee-approval" in programme::transfers::COMMITTEE;
            /// Types of intervention exist, are in force and belong to their objective.
            [apart programme] ProgrammeInterventionType = "programme/intervention-type" in programme::codes::INTERVENTION;
            /// The breakdown by type comes to the objective's amount.
            [apart programme] ProgrammeInterventionBreakdown = "programme/intervention-breakdown" in programme::codes::BREAKDOWN;
            /// Indicators exist and belong to their objective.
            [apart programme] ProgrammeIndicator = "programme/indicator" in programme::codes::INDICATOR;
            /// Milestones for outputs only, targets for all.
            [apart programme] ProgrammeTargets = "programme/targets" in programme::codes::TARGETS;
            /// The milestone was reached.
            [apart programme] ProgrammeMilestone = "programme/milestone" in programme::codes::MILESTONE;
            /// The persons bring what is allocated for them.
            [apart programme] ProgrammePersonAmounts = "programme/person-amounts" in programme::persons::AMOUNTS;
            /// The head states the time of eligibility.
            [apart programme] ProgrammeEligibleTime = "programme/eligible-time" in programme::dates::ELIGIBLE_TIME;
            /// Decisions follow each other.
            [apart programme] ProgrammeDecisions = "programme/decisions" in programme::dates::DECISIONS;
            /// Lists are published often enough.
            [apart programme] ProgrammePublication = "programme/publication" in programme::dates::PUBLICATION;
            /// One application in a submission period.
            [apart programme] PaymentOnePerPeriod = "payment/one-per-period" in payment::order::ONE_PER_PERIOD;
            /// None while an earlier one is open.
            [apart programme] PaymentNoneWhileOpen = "payment/none-while-open" in payment::order::NONE_WHILE_OPEN;
            /// An application is of the accounting year in which it is made.
            [apart programme] PaymentAccountingYear = "payment/accounting-year" in payment::order::YEAR;
            /// No application after 15 February without the package.
            [apart programme] PaymentAfterPackage = "payment/after-package" in payment::order::AFTER_PACKAGE;
            /// The Union's share of a row is the rate of the decision.
            [apart programme] PaymentUnionShare = "payment/union-share" in payment::amounts::UNION_SHARE;
            /// What was claimed keeps to the decision's amount.
            [apart programme] PaymentWithinDecision = "payment/within-decision" in payment::amounts::WITHIN_DECISION;
            /// Technical assistance of an application is 6 %.
            [apart programme] PaymentTechnicalAssistance = "payment/technical-assistance" in payment::amounts::TECHNICAL_ASSISTANCE;
            /// The Commission paid 95 % of what was claimed.
            [apart programme] PaymentReceived = "payment/received" in payment::amounts::RECEIVED;
            /// The pre-financing received is the one due.
            [apart programme] PaymentPreFinancing = "payment/pre-financing" in payment::amounts::PRE_FINANCING;
            /// Persons and amounts a person are claimed at their own.
            [apart programme] PaymentSolidarityExpenditure = "payment/solidarity-expenditure" in payment::amounts::OWN_ROW;
            /// The package is in by 15 February.
            [apart programme] PaymentPackageInTime = "payment/package-in-time" in payment::accounts::IN_TIME;
            /// No accounts without an application.
            [apart programme] PaymentAccountsOfSomething = "payment/accounts-of-something" in payment::accounts::NON_ZERO;
            /// Accounts are applications less what was withdrawn.
            [apart programme] PaymentAccountsAgree = "payment/accounts-agree" in payment::accounts::AGREE;
            /// The residual error is at most 2 %.
            [apart programme] PaymentResidualError = "payment/residual-error" in payment::accounts::RESIDUAL_ERROR;
            /// Conditions that are not fulfilled are told apart.
            [apart programme] PaymentEnablingConditions = "payment/enabling-conditions" in payment::accounts::ENABLING;
            /// Each commitment is used by the end of the third year after it.
            [apart programme] PaymentCommitmentUsed = "payment/commitment-used" in payment::decommitment::USED;
            /// Items come to the rows of their application.
            [apart together] PaymentItemsDeclared = "payment/items-declared" in payment::declared::ITEMS;
            /// Selected support keeps to the allocation.
            [apart together] PaymentOverbooked = "payment/overbooked" in payment::declared::OVERBOOKED;
            /// Support from an earmark keeps to it.
            [apart together] PaymentEarmarkSpent = "payment/earmark-spent" in payment::declared::EARMARKED;
            /// Expenditure is incurred and paid in the time of eligibility.
            [apart operation] OperationEligiblePeriod = "operation/eligible-period" in operation::eligibility::PERIOD_OF_ITEMS;
            /// Not completed before the application.
            [apart operation] OperationNotCompletedBefore = "operation/not-completed-before" in operation::eligibility::NOT_COMPLETED;
            /// Newly eligible types count from the request.
            [apart operation] OperationNewlyEligible = "operation/newly-eligible" in operation::eligibility::NEWLY_ELIGIBLE;
            /// Types of intervention are codes of the law.
            [apart operation] OperationInterventionType = "operation/intervention-type" in operation::eligibility::CODES;
            /// Every expenditure is declared once.
            [apart operation] OperationDeclaredOnce = "operation/declared-once" in operation::eligibility::DECLARED_ONCE;
            /// The id is the operation's own.
            [apart operation] OperationUniqueId = "operation/unique-id" in operation::eligibility::UNIQUE_ID;
            /// Days follow each other.
            [apart operation] OperationOrderOfDays = "operation/order-of-days" in operation::eligibility::ORDER;
            /// The Union's share keeps to the decision.
            [apart operation] OperationUnionShare = "operation/union-share" in operation::support::UNION_SHARE;
            /// What pays is what it costs.
            [apart operation] OperationBalance = "operation/balance" in operation::support::BALANCE;
            /// Earmarked money keeps its purpose.
            [apart operation] OperationEarmark = "operation/earmark" in operation::support::EARMARK;
            /// Items name applications that exist.
            [apart operation] OperationApplication = "operation/application" in operation::support::APPLICATION;
            /// Simplified costs are compulsory up to EUR 200 000.
            [apart operation] OperationSimplifiedCosts = "operation/simplified-costs" in operation::flat_rates::COMPULSORY;
            /// Rates exclude each other.
            [apart operation] OperationFlatRatesExclude = "operation/flat-rates-exclude" in operation::flat_rates::EXCLUDE;
            /// Rates keep to their ceilings.
            [apart operation] OperationFlatRateCeiling = "operation/flat-rate-ceiling" in operation::flat_rates::CEILING;
            /// A rate is of its base.
            [apart operation] OperationFlatRateBase = "operation/flat-rate-base" in operation::flat_rates::BASE;
            /// The 20 % for staff stand beside no large contract.
            [apart operation] OperationStaffRate = "operation/staff-rate" in operation::flat_rates::STAFF_RATE;
            /// What a rate covers is not claimed again.
            [apart operation] OperationNotClaimedTwice = "operation/not-claimed-twice" in operation::flat_rates::NOT_TWICE;
            /// Draft budgets are for small operations, agreed before.
            [apart operation] OperationDraftBudget = "operation/draft-budget" in operation::flat_rates::DRAFT_BUDGET;
            /// Interest is not eligible.
            [apart operation] OperationInterest = "operation/interest" in operation::costs::INTEREST;
            /// Land is at most 10 %.
            [apart operation] OperationLand = "operation/land" in operation::costs::LAND;
            /// VAT is eligible below EUR 5 000 000.
            [apart operation] OperationVat = "operation/vat" in operation::costs::VAT;
            /// Public support leaves contributions in kind alone.
            [apart operation] OperationInKind = "operation/in-kind" in operation::costs::IN_KIND;
            /// Unpaid work is hours times the rate of equal work.
            [apart operation] OperationVolunteers = "operation/volunteers" in operation::costs::VOLUNTEERS;
            /// The hourly rate is the documented cost by 1 720 hours.
            [apart operation] OperationHourlyRate = "operation/hourly-rate" in operation::staff::HOURLY;
            /// No more hours than the rate rests on.
            [apart operation] OperationHoursAYear = "operation/hours-a-year" in operation::staff::HOURS_CAP;
            /// The checklist of selection.
            [apart operation] OperationSelection = "operation/selection" in operation::duties::SELECTION;
            /// The beneficiary is paid in full within 80 days.
            [apart operation] OperationPaidInTime = "operation/paid-in-time" in operation::duties::PAID;
            /// Plaque, poster, event.
            [apart operation] OperationVisibility = "operation/visibility" in operation::duties::VISIBILITY;
            /// Papers are kept five years.
            [apart operation] OperationRetention = "operation/retention" in operation::duties::RETENTION;
            /// What was built or bought stays.
            [apart operation] OperationDurability = "operation/durability" in operation::duties::DURABILITY;
            /// The documents of an international organisation.
            [apart operation] OperationInternationalOrganisation = "operation/international-organisation" in operation::duties::INTERNATIONAL;
            /// The published list.
            [apart operation] OperationPublished = "operation/published" in operation::duties::LISTED;
            /// The Commission is consulted on third countries.
            [apart operation] OperationThirdCountry = "operation/third-country" in operation::duties::THIRD_COUNTRY;
            /// Advances of State aid.
            [apart operation] OperationStateAidAdvance = "operation/state-aid-advance" in operation::duties::ADVANCE;
            /// The owners behind a beneficiary.
            [apart operation] OperationOwners = "operation/owners" in operation::duties::OWNERS;
            /// Not longer than the national rules allow.
            [apart operation] OperationNationalDuration = "operation/national-duration" in operation::national::DURATION;
            /// Not less than the national minimum a year.
            [apart operation] OperationNationalSupport = "operation/national-support" in operation::national::SUPPORT_A_YEAR;
            /// The national rate.
            [apart operation] OperationNationalRate = "operation/national-rate" in operation::national::RATE;
            /// The flat rate that the authority chose.
            [apart operation] OperationNationalIndirectCosts = "operation/national-indirect-costs" in operation::national::INDIRECT;
            /// Unit costs are those on the list.
            [apart operation] OperationNationalUnitCosts = "operation/national-unit-costs" in operation::national::UNIT_COST;
        }
    };
}

mod about_life;
mod activities;
mod affiliation;
mod annexes;
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
mod minimum_applicants;
mod minimum_countries;
pub(crate) mod national;
mod objectives;
mod one_coordinator;
mod one_role_each;
mod one_topic;
mod opening;
pub(crate) mod operation;
mod page_limit;
mod parallel_applications;
mod parts;
pub(crate) mod payment;
mod pic;
pub(crate) mod programme;
mod recommended_members;
mod registry;
mod restrictive_measures;
mod start_date;
mod target_countries;
mod temporary_bar;
mod third_country_activities;
mod union_body;
mod walk;
pub(crate) mod world;

pub use fund::co_financing::CoFinancing;
pub use registry::{Rule, RuleId, explain, rules_citing};

pub(crate) use composition::members_served;
pub(crate) use fund::co_financing::CO_FINANCING;
pub(crate) use fund::items::{INDICATOR, INTERVENTION_TYPE, Item, MEASURE};
pub(crate) use fund::modes::{COMPONENT, INSTRUMENT, Modes, Used};
pub(crate) use registry::Raw;
pub(crate) use walk::{walk, walked};
pub(crate) use world::{Kept, RuleOf, World, alone};
