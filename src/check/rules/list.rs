//! Every rule, in the order of reports: its name in code, its id, where it is. This is the only list.

/// Hands the list to a macro.
macro_rules! every_rule {
    ($then:ident! $args:tt) => {
        $then! {
            $args
            /// The submission is stamped by the deadline.
            [rule] SubmittedByDeadline = "admissibility/submitted-by-deadline" in rules::deadline::SUBMITTED_BY_DEADLINE;
            /// Every mandatory annex is attached.
            [rule] Annexes = "admissibility/annexes" in rules::annexes::ANNEXES;
            /// The technical description keeps to the page limit.
            [rule] PageLimit = "admissibility/page-limit" in rules::page_limit::PAGE_LIMIT;
            /// The application is for one topic.
            [rule] OneTopic = "admissibility/one-topic" in rules::one_topic::ONE_TOPIC;
            /// There are no more parallel applications than the call allows.
            [rule] ParallelApplications = "admissibility/parallel-applications" in rules::parallel_applications::PARALLEL_APPLICATIONS;
            /// The consortium has exactly one coordinator.
            [rule] OneCoordinator = "consortium/one-coordinator" in rules::one_coordinator::ONE_COORDINATOR;
            /// Enough distinct applicants count.
            [rule] MinimumApplicants = "consortium/minimum-applicants" in rules::minimum_applicants::MINIMUM_APPLICANTS;
            /// The applicants who count come from enough Member States.
            [rule] MinimumCountries = "consortium/minimum-countries" in rules::minimum_countries::MINIMUM_COUNTRIES;
            /// The consortium has the members that the call makes compulsory.
            [old members_rules] CompulsoryMembers = "consortium/compulsory-members" in rule::consortium::COMPULSORY_MEMBERS;
            /// The consortium has the members that the call recommends.
            [old] RecommendedMembers = "consortium/recommended-members" in rule::consortium::RECOMMENDED_MEMBERS;
            /// No organisation stands in the consortium twice.
            [rule] DistinctOrganisations = "consortium/distinct-organisations" in rules::distinct_organisations::DISTINCT_ORGANISATIONS;
            /// Nobody holds two roles.
            [old one_role_rule] OneRoleEach = "consortium/one-role-each" in rule::consortium::ONE_ROLE_EACH;
            /// The legal form is admitted to the role.
            [old role_rules] LegalForm = "participant/legal-form" in rule::call::LEGAL_FORM;
            /// The participant is of a kind that its role admits, beside the legal form.
            [old] Kind = "participant/kind" in rule::consortium::KIND;
            /// The country of establishment is eligible.
            [rule] Country = "participant/country" in rules::country::COUNTRY;
            /// The coordinator is established where the call lets it be.
            [old coordinator_rule] CoordinatorCountry = "participant/coordinator-country" in rule::consortium::COORDINATOR_COUNTRY;
            /// An affiliated entity names the beneficiary it is linked to.
            [rule] Affiliation = "participant/affiliation" in rules::affiliation::AFFILIATION;
            /// No legal measure bars the participant from its role.
            [old measure_rules] TemporaryBar = "participant/temporary-bar" in rule::consortium::TEMPORARY_BAR;
            /// The participant is not subject to restrictive measures.
            [old] RestrictiveMeasures = "participant/restrictive-measures" in rule::consortium::RESTRICTIVE_MEASURES;
            /// The participant identification code is well formed.
            [rule] Pic = "participant/pic" in rules::pic::PIC;
            /// The requested grant is within the call's range.
            [rule] GrantRange = "grant/within-range" in rules::grant_range::GRANT_RANGE;
            /// The requested grant keeps to the funding rate.
            [rule] FundingRate = "grant/funding-rate" in rules::funding_rate::FUNDING_RATE;
            /// The duration is as the call requires.
            [rule] Duration = "duration/as-required" in rules::duration::DURATION;
            /// The proposal declares which of the topic's objectives it serves.
            [rule] Objectives = "project/objectives" in rules::objectives::OBJECTIVES;
            /// The proposal names the third countries or routes that it is aimed at.
            [rule] TargetCountries = "project/target-countries" in rules::target_countries::TARGET_COUNTRIES;
            /// Activities take place outside the Union too.
            [rule] ThirdCountryActivities = "project/third-country-activities" in rules::third_country_activities::THIRD_COUNTRY_ACTIVITIES;
            /// Nothing is planned that the call does not finance.
            [rule] Activities = "project/activities" in rules::activities::ACTIVITIES;
            /// The action does not start before the submission.
            [rule] StartDate = "project/start-date" in rules::start_date::START_DATE;
            /// A row is of a participant of the proposal.
            [old budget_rules] BudgetParticipant = "budget/participant" in rule::budget::PARTICIPANT;
            /// A row with money is of a participant in a funded role.
            [old] BudgetFundedRole = "budget/funded-role" in rule::budget::FUNDED_ROLE;
            /// No participant has two rows.
            [old] BudgetDistinctRows = "budget/distinct-rows" in rule::budget::DISTINCT_ROWS;
            /// Every funded participant has a row.
            [old] BudgetEveryParticipant = "budget/every-participant" in rule::budget::EVERY_PARTICIPANT;
            /// The total of a row is the sum of its cells.
            [rule] BudgetRowTotal = "budget/row-total" in rules::budget_row_total::ROW_TOTAL;
            /// The work packages of a row add up to its cells.
            [old more_budget_rules] BudgetWorkPackages = "budget/work-packages" in rule::budget::WORK_PACKAGES;
            /// The stated totals are the recomputed ones.
            [old] BudgetTotals = "budget/totals" in rule::budget::TOTALS;
            /// Budget and proposal state the same grant and costs.
            [old] BudgetAgrees = "budget/agrees-with-proposal" in rule::budget::AGREES;
            /// The indirect costs are the flat rate of their base.
            [old] BudgetIndirectCosts = "budget/indirect-costs" in rule::budget::INDIRECT_COSTS;
            /// The work of owners is entered at its unit cost.
            [old] BudgetUnitCosts = "budget/unit-costs" in rule::budget::UNIT_COSTS;
            /// No person works more days than a year has.
            [old] BudgetDays = "budget/days-a-year" in rule::budget::DAYS;
            /// Volunteers' work is entered only where the call opens it.
            [old] BudgetVolunteers = "budget/volunteers" in rule::budget::VOLUNTEERS;
            /// Volunteers' work is at most half of the co-financing.
            [old] BudgetVolunteersShare = "budget/volunteers-share" in rule::budget::VOLUNTEERS_SHARE;
            /// In-kind contributions pay for volunteers' work only.
            [old] BudgetInKind = "budget/in-kind-contributions" in rule::budget::IN_KIND;
            /// The grant is covered by costs other than volunteers' work.
            [old] BudgetWithoutVolunteers = "budget/grant-without-volunteers" in rule::budget::WITHOUT_VOLUNTEERS;
            /// Third parties are supported only where the call allows it.
            [old] BudgetSupport = "budget/third-party-support" in rule::budget::SUPPORT;
            /// No third party gets more than the ceiling.
            [old] BudgetSupportCeiling = "budget/third-party-ceiling" in rule::budget::SUPPORT_CEILING;
            /// Specific categories are used only where the call opens them.
            [old] BudgetSpecific = "budget/specific-categories" in rule::budget::SPECIFIC;
            /// A large share of subcontracting is justified.
            [old] BudgetSubcontracting = "budget/subcontracting" in rule::budget::SUBCONTRACTING;
            /// The contribution requested in the budget is within the call's range.
            [old] BudgetGrantRange = "budget/grant-within-range" in rule::budget::GRANT_RANGE;
            /// The contribution requested in the budget keeps to the funding rate.
            [old] BudgetFundingRate = "budget/funding-rate" in rule::budget::FUNDING_RATE;
            /// Not all resources come from the grant.
            [old] BudgetCofinancing = "budget/cofinancing" in rule::budget::COFINANCING;
            /// Costs and resources are equal.
            [rule] BudgetBalance = "budget/balance" in rules::budget_balance::BALANCE;
            /// The type of intervention belongs to the objective and is in force.
            [old] FundInterventionType = "fund/intervention-type" in rule::fund::INTERVENTION_TYPE;
            /// The implementation measure belongs to the objective and is in force.
            [old] FundMeasure = "fund/measure" in rule::fund::MEASURE;
            /// The indicator belongs to the objective and is in force.
            [old] FundIndicator = "fund/indicator" in rule::fund::INDICATOR;
            /// The instrument may be used under the management mode.
            [old] FundInstrument = "fund/instrument" in rule::fund::INSTRUMENT;
            /// The component of the thematic facility may be spent under the management mode.
            [old] FundComponent = "fund/component" in rule::fund::COMPONENT;
            /// The Union's share keeps to the ceiling of Art. 15.
            [old] FundCoFinancing = "fund/co-financing" in rule::fund::CO_FINANCING;
            /// A changed proposal is submitted anew by the deadline.
            [old] LifeResubmission = "life/resubmission" in rule::life::RESUBMISSION;
            /// A change in grant preparation is exceptional and justified.
            [old] LifeExceptional = "life/exceptional-change" in rule::life::EXCEPTIONAL;
            /// A change of the grant agreement is made by a formal amendment.
            [old] LifeAmendment = "life/amendment" in rule::life::AMENDMENT;
            /// A longer duration is one that the call allows.
            [old] LifeExtension = "life/extension" in rule::life::EXTENSION;
            /// The call's conditions hold after the change.
            [old] LifeConditions = "life/conditions-still-met" in rule::life::CONDITIONS;
            /// What eligibility hangs on has happened when the grant is signed.
            [old] LifeSignature = "life/conditions-due" in rule::life::SIGNATURE;
        }
    };
}
pub(in crate::check) use every_rule;
