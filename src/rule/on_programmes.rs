//! The rows of the rules on national programmes, which come after the others where the feature `programme` is on.

/// Hands the rows given, with those on programmes after them, to a macro.
#[cfg(feature = "programme")]
macro_rules! with_programmes {
    ($then:ident! $args:tt $($rows:tt)*) => {
        $then! {
            $args
            $($rows)*
            /// The total of a row is the sum of its parts.
            [apart programme] ProgrammeRowTotal = "programme/row-total" in programme::financing::ROW_TOTAL;
            /// The rate of a row is the Union's share.
            [apart programme] ProgrammeRowRate = "programme/row-rate" in programme::financing::ROW_RATE;
            /// Objective and type of action stand in one row.
            [apart programme] ProgrammeRowOnce = "programme/row-once" in programme::financing::ROW_ONCE;
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
            /// At most 5 % go to other funds.
            [apart programme] ProgrammeTransfersBetweenFunds = "programme/transfers-between-funds" in programme::transfers::FUNDS;
            /// At most 5 % go to instruments.
            [apart programme] ProgrammeTransfersToInstruments = "programme/transfers-to-instruments" in programme::transfers::INSTRUMENTS;
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
            /// Each person stands in the lists once.
            [apart person] ProgrammePersonOnce = "programme/person-once" in programme::listed::ONCE_EACH;
            /// Each person brings the amount of the day.
            [apart person] ProgrammePersonAmount = "programme/person-amount" in programme::listed::AMOUNT;
            /// Each person is of an allocation for persons.
            [apart person] ProgrammePersonAllocation = "programme/person-allocation" in programme::listed::FROM_ALLOCATION;
            /// The persons listed bring no more than their allocation has.
            [apart persons] ProgrammePersonsSpent = "programme/persons-spent" in programme::listed::SPENT;
            /// No more persons are listed than the programme has.
            [apart persons] ProgrammePersonsListed = "programme/persons-listed" in programme::listed::NUMBERS;
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
            [apart programme] PaymentReceived = "payment/received" in payment::received::RECEIVED;
            /// The pre-financing received is the one due.
            [apart programme] PaymentPreFinancing = "payment/pre-financing" in payment::received::PRE_FINANCING;
            /// Persons and amounts a person are claimed at their own.
            [apart programme] PaymentSolidarityExpenditure = "payment/solidarity-expenditure" in payment::amounts::OWN_ROW;
            /// The package is in by 15 February.
            [apart programme] PaymentPackageInTime = "payment/package-in-time" in payment::accounts::IN_TIME;
            /// No accounts without an application.
            [apart programme] PaymentAccountsOfSomething = "payment/accounts-of-something" in payment::accounts::NON_ZERO;
            /// Accounts are applications less what was withdrawn.
            [apart programme] PaymentAccountsAgree = "payment/accounts-agree" in payment::accounts::AGREE;
            /// Public contributions are part of the expenditure, and those of the accounts what was declared.
            [apart programme] PaymentPublicContribution = "payment/public-contribution" in payment::public_contribution::PUBLIC;
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
            /// Costs and support are zero or more.
            [apart operation] OperationAmounts = "operation/amounts" in operation::support::AMOUNTS;
            /// Earmarked money keeps its purpose.
            [apart operation] OperationEarmark = "operation/earmark" in operation::support::EARMARK;
            /// Items name applications that exist.
            [apart operation] OperationApplication = "operation/application" in operation::support::APPLICATION;
            /// Simplified costs are compulsory up to EUR 200 000.
            [apart operation] OperationSimplifiedCosts = "operation/simplified-costs" in operation::simplified::COMPULSORY;
            /// Rates exclude each other.
            [apart operation] OperationFlatRatesExclude = "operation/flat-rates-exclude" in operation::flat_rates::EXCLUDE;
            /// Rates keep to their ceilings.
            [apart operation] OperationFlatRateCeiling = "operation/flat-rate-ceiling" in operation::flat_rates::CEILING;
            /// A rate is of its base.
            [apart operation] OperationFlatRateBase = "operation/flat-rate-base" in operation::flat_rate_base::BASE;
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
            [apart operation] OperationVat = "operation/vat" in operation::vat::VAT;
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
            [apart operation] OperationPaidInTime = "operation/paid-in-time" in operation::paid::PAID;
            /// Plaque, poster, event.
            [apart operation] OperationVisibility = "operation/visibility" in operation::visibility::VISIBILITY;
            /// Papers are kept five years.
            [apart operation] OperationRetention = "operation/retention" in operation::paid::RETENTION;
            /// What was built or bought stays.
            [apart operation] OperationDurability = "operation/durability" in operation::paid::DURABILITY;
            /// The documents of an international organisation.
            [apart operation] OperationInternationalOrganisation = "operation/international-organisation" in operation::duties::INTERNATIONAL;
            /// The published list.
            [apart operation] OperationPublished = "operation/published" in operation::duties::LISTED;
            /// The Commission is consulted on third countries.
            [apart operation] OperationThirdCountry = "operation/third-country" in operation::duties::THIRD_COUNTRY;
            /// Advances of State aid.
            [apart operation] OperationStateAidAdvance = "operation/state-aid-advance" in operation::paid::ADVANCE;
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

/// Hands the rows given to a macro: there are none on programmes.
#[cfg(not(feature = "programme"))]
macro_rules! with_programmes {
    ($then:ident! $args:tt $($rows:tt)*) => {
        $then! {
            $args
            $($rows)*
        }
    };
}
