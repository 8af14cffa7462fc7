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
        /// Which of the kinds of members that the call names a participant is.
        MemberKinds = "member_kinds",
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
        /// The legal forms of those who are to receive financial support.
        SupportLegalForms = "support_legal_forms",
        /// The countries of those who are to receive financial support.
        SupportCountries = "support_countries",
        /// The letters of support attached.
        LettersOfSupport = "letters_of_support",
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
        /// Of a programme or operation: the code of the programme (CCI); it gives period, Member State and fund.
        Cci = "cci",
        /// Of a programme or operation: when the programme was first submitted to the Commission. Expenditure counts from the earlier of it and 1 January 2021.
        SubmittedOn = "submitted_on",
        /// Of a programme or operation: since when expenditure is eligible; the law says 2021-01-01.
        EligibleFrom = "eligible_from",
        /// Of a programme or operation: until when expenditure is eligible; the law says 2029-12-31.
        EligibleUntil = "eligible_until",
        /// Of a programme or operation: the decisions on the programme, the first adoption among them.
        Decisions = "decisions",
        /// Of a programme or operation: where the money comes from.
        Allocations = "allocations",
        /// Of a programme or operation: table 3.1 of Annex VI as decided: the commitment of each year, never derived from the total.
        Commitments = "commitments",
        /// Of a programme or operation: the financing table of Annex VI: a row for each objective and type of action.
        Financing = "financing",
        /// Of a programme or operation: objectives whose share is below 15 %, with the reason.
        BelowMinimum = "below_minimum",
        /// Of a programme or operation: the indicative breakdown by type of intervention.
        Interventions = "interventions",
        /// Of a programme or operation: the indicators.
        Indicators = "indicators",
        /// Of a programme or operation: money moved.
        Transfers = "transfers",
        /// Of a programme or operation: the enabling conditions.
        Enabling = "enabling",
        /// Of a programme or operation: the payment applications.
        Applications = "applications",
        /// Of a programme or operation: what the Commission paid.
        Received = "received",
        /// Of a programme or operation: the accounts of each accounting year.
        Accounts = "accounts",
        /// Of a programme or operation: what will be claimed and when.
        Planned = "planned",
        /// Of a programme or operation: national rules on eligibility: Art. 63(1) of Regulation (EU) 2021/1060.
        Limits = "limits",
        /// Of a programme or operation: amounts that are not decommitted: Art. 106 of Regulation (EU) 2021/1060.
        Exceptions = "exceptions",
        /// Of a programme or operation: when lists were last published.
        Publication = "publication",
        /// Of a programme or operation: what it does.
        Kind = "kind",
        /// Of a programme or operation: its number, such as "C(2022) 7201".
        Number = "number",
        /// Of a programme or operation: when the amendment was requested; newly eligible types count from then.
        RequestedOn = "requested_on",
        /// Of a programme or operation: the Union's contribution to the programme under it.
        Union = "union",
        /// Of a programme or operation: when the monitoring committee approved it, where Art. 24(5) asks for that.
        CommitteeOn = "committee_on",
        /// Of a programme or operation: where it comes from.
        Source = "source",
        /// Of a programme or operation: its reference, such as "AMIF/2024/SA/1.2.4".
        Reference = "reference",
        /// Of a programme or operation: the type of action.
        Action = "action",
        /// Of a programme or operation: whether it may be used for its purpose alone.
        Earmarked = "earmarked",
        /// Of a programme or operation: its own rate of pre-financing, per cent: the column of Appendix 3 to Annex VI.
        Prefinancing = "prefinancing",
        /// Of a programme or operation: what the rate applies to.
        Basis = "basis",
        /// Of a programme or operation: the national public contribution, column (c).
        Public = "public",
        /// Of a programme or operation: the national private contribution, column (d).
        Private = "private",
        /// Of a programme or operation: the total, column (e).
        Total = "total",
        /// Of a programme or operation: the rate, column (f), per cent.
        Rate = "rate",
        /// Of a programme or operation: the code of Annex VI of Regulation (EU) 2021/1147, such as "1-II-004".
        Code = "code",
        /// Of a programme or operation: the version of the programme that brought the type in.
        Since = "since",
        /// Of a programme or operation: the code, such as "O.2.3.1".
        Id = "id",
        /// Of a programme or operation: the milestone of the end of 2024; output indicators only.
        Milestone2024 = "milestone_2024",
        /// Of a programme or operation: the target of the end of 2029.
        Target2029 = "target_2029",
        /// Of a programme or operation: the values reached.
        Achieved = "achieved",
        /// Of a programme or operation: the day.
        On = "on",
        /// Of a programme or operation: the value.
        Value = "value",
        /// Of a programme or operation: from which objective or fund.
        From = "from",
        /// Of a programme or operation: the amount.
        Amount = "amount",
        /// Of a programme or operation: the years of the budget that it changes.
        Years = "years",
        /// Of a programme or operation: the category.
        Category = "category",
        /// Of a programme or operation: the last day.
        Until = "until",
        /// Of a programme or operation: whether it is fulfilled.
        Fulfilled = "fulfilled",
        /// Of a programme or operation: the longest operation, in months.
        MaxMonths = "max_months",
        /// Of a programme or operation: the smallest support a year.
        MinSupportAYear = "min_support_a_year",
        /// Of a programme or operation: rates of the Union's share by type of action, per cent.
        Rates = "rates",
        /// Of a programme or operation: the flat rate for indirect costs that every operation uses: 54a, 54b or 54c.
        Indirect = "indirect",
        /// Of a programme or operation: the unit costs that are used.
        UnitCosts = "unit_costs",
        /// Of a programme or operation: what one unit is.
        Unit = "unit",
        /// Of a programme or operation: when the list of operations was published; at least every four months.
        ListOn = "list_on",
        /// Of a programme or operation: when the calendar of calls was updated; at least three times a year.
        CalendarOn = "calendar_on",
        /// Of a programme or operation: the accounting year, by the year of its 30 June.
        AccountingYear = "accounting_year",
        /// Of a programme or operation: where it stands.
        Status = "status",
        /// Of a programme or operation: eligible expenditure of solidarity actions among the rows; it bears no technical assistance.
        SolidarityExpenditure = "solidarity_expenditure",
        /// Of a programme or operation: the Union's contribution for technical assistance under Art. 36(5).
        TechnicalAssistance = "technical_assistance",
        /// Of a programme or operation: expenditure under an enabling condition that is not fulfilled: declared, and not paid.
        UnfulfilledExpenditure = "unfulfilled_expenditure",
        /// Of a programme or operation: total eligible expenditure, column (B).
        Expenditure = "expenditure",
        /// Of a programme or operation: the payment application that it pays, by its id.
        Application = "application",
        /// Of a programme or operation: whether the Member State asked for more time.
        ExtensionRequested = "extension_requested",
        /// Of a programme or operation: what the audit found.
        Errors = "errors",
        /// Of a programme or operation: expenditure withdrawn during the year.
        Withdrawn = "withdrawn",
        /// Of a programme or operation: expenditure taken out while it is being assessed.
        UnderAssessment = "under_assessment",
        /// Of a programme or operation: the expenditure declared, from which the sample was drawn.
        Population = "population",
        /// Of a programme or operation: all errors, extrapolated.
        TotalErrors = "total_errors",
        /// Of a programme or operation: what was corrected.
        Corrections = "corrections",
        /// Of a programme or operation: the code of the programme.
        Programme = "programme",
        /// Of a programme or operation: the title.
        Title = "title",
        /// Of a programme or operation: what it is for.
        Purpose = "purpose",
        /// Of a programme or operation: the reference of the earmarked allocation that pays for it.
        Earmark = "earmark",
        /// Of a programme or operation: who initiates it.
        Beneficiary = "beneficiary",
        /// Of a programme or operation: when it was applied for.
        AppliedOn = "applied_on",
        /// Of a programme or operation: when it was selected.
        SelectedOn = "selected_on",
        /// Of a programme or operation: the day of the document that sets out the conditions for support: Art. 73(3).
        ConditionsOn = "conditions_on",
        /// Of a programme or operation: the first day.
        StartsOn = "starts_on",
        /// Of a programme or operation: the last day.
        EndsOn = "ends_on",
        /// Of a programme or operation: when it was physically completed: Art. 63(6).
        CompletedOn = "completed_on",
        /// Of a programme or operation: when the monitoring committee approved the criteria.
        CriteriaOn = "criteria_on",
        /// Of a programme or operation: where it takes place.
        Location = "location",
        /// Of a programme or operation: whether the support is State aid.
        StateAid = "state_aid",
        /// Of a programme or operation: an advance of State aid.
        Advance = "advance",
        /// Of a programme or operation: whether it is of strategic importance.
        Strategic = "strategic",
        /// Of a programme or operation: whether it invests in infrastructure or productive investment, or buys equipment.
        Investment = "investment",
        /// Of a programme or operation: what it costs.
        Cost = "cost",
        /// Of a programme or operation: who pays.
        Support = "support",
        /// Of a programme or operation: the currency of its amounts, such as "PLN". Left out: euro.
        Currency = "currency",
        /// Of a programme or operation: the forms of cost used.
        Forms = "forms",
        /// Of a programme or operation: its public contracts.
        Contracts = "contracts",
        /// Of a programme or operation: its staff, by key.
        Staff = "staff",
        /// Of a programme or operation: its items of expenditure.
        Items = "items",
        /// Of a programme or operation: the beneficiary's claims.
        Claims = "claims",
        /// Of a programme or operation: the answers to the points of Art. 73(2).
        Selection = "selection",
        /// Of a programme or operation: how the Union's support is shown.
        Visibility = "visibility",
        /// Of a programme or operation: where the beneficiary is an international organisation: Art. 22 of Regulation (EU) 2021/1147.
        International = "international",
        /// Of a programme or operation: the last payment to the beneficiary.
        LastPaymentOn = "last_payment_on",
        /// Of a programme or operation: what happened after the end.
        Events = "events",
        /// Of a programme or operation: when it was last on the published list.
        ListedOn = "listed_on",
        /// Of a programme or operation: whether it is left off the list, or shown otherwise, for reasons of security.
        SecurityExempt = "security_exempt",
        /// Of a programme or operation: what it is.
        Form = "form",
        /// Of a programme or operation: whether it can recover value added tax.
        VatRecoverable = "vat_recoverable",
        /// Of a programme or operation: whether its beneficial owners are known: Art. 69(2).
        OwnersKnown = "owners_known",
        /// Of a programme or operation: whether it is with or in a third country.
        ThirdCountry = "third_country",
        /// Of a programme or operation: when the Commission was consulted.
        ConsultedOn = "consulted_on",
        /// Of a programme or operation: the aid as a whole; an advance is at most 40 % of it.
        Aid = "aid",
        /// Of a programme or operation: when it was paid.
        PaidOn = "paid_on",
        /// Of a programme or operation: whether a guarantee covers it.
        Guaranteed = "guaranteed",
        /// Of a programme or operation: how much of it is covered by expenditure.
        Covered = "covered",
        /// Of a programme or operation: when it was covered in full.
        CoveredOn = "covered_on",
        /// Of a programme or operation: the eligible cost.
        Eligible = "eligible",
        /// Of a programme or operation: whether the total includes value added tax.
        VatIncluded = "vat_included",
        /// Of a programme or operation: direct costs.
        Direct = "direct",
        /// Of a programme or operation: direct costs that are procured.
        Procured = "procured",
        /// Of a programme or operation: land.
        Land = "land",
        /// Of a programme or operation: what the land is.
        LandKind = "land_kind",
        /// Of a programme or operation: contributions in kind.
        InKind = "in_kind",
        /// Of a programme or operation: the article.
        Article = "article",
        /// Of a programme or operation: what the rate is of.
        Base = "base",
        /// Of a programme or operation: whether the rate was calculated under Art. 53(3)(a).
        Calculated = "calculated",
        /// Of a programme or operation: whether a draft budget was agreed.
        DraftBudget = "draft_budget",
        /// Of a programme or operation: when it was agreed.
        AgreedOn = "agreed_on",
        /// Of a programme or operation: the kinds of items that it covers.
        Covers = "covers",
        /// Of a programme or operation: whether it is above the thresholds of Directive 2014/24/EU, Art. 4.
        AboveThreshold = "above_threshold",
        /// Of a programme or operation: the key of the person; never a name.
        Person = "person",
        /// Of a person: whether the person is of a vulnerable group of Art. 19(3).
        Vulnerable = "vulnerable",
        /// Of a person: whether the person is an unaccompanied minor.
        UnaccompaniedMinor = "unaccompanied_minor",
        /// Of a person: the reference of the allocation that pays.
        Allocation = "allocation",
        /// Of a programme or operation: the year.
        Year = "year",
        /// Of a programme or operation: the latest documented annual gross employment costs.
        AnnualGross = "annual_gross",
        /// Of a programme or operation: the latest documented monthly gross employment costs.
        MonthlyGross = "monthly_gross",
        /// Of a programme or operation: the average monthly working time of the employment document.
        MonthlyHours = "monthly_hours",
        /// Of a programme or operation: the share of full time: "1" or "0.6".
        FullTimeShare = "full_time_share",
        /// Of a programme or operation: the hourly rate used.
        Hourly = "hourly",
        /// Of a programme or operation: the hours declared.
        Hours = "hours",
        /// Of a programme or operation: the amount in euro, as registered by the accounting function: Art. 76.
        Eur = "eur",
        /// Of a programme or operation: when it was incurred.
        IncurredOn = "incurred_on",
        /// Of a programme or operation: how many units or hours.
        Quantity = "quantity",
        /// Of a programme or operation: the rate of pay for equivalent work, where it is unpaid work.
        UnitRate = "unit_rate",
        /// Of a programme or operation: what makes one expenditure the same as another, such as a hash of supplier, invoice and line.
        Key = "key",
        /// Of a programme or operation: when it was received, complete.
        ReceivedOn = "received_on",
        /// Of a programme or operation: when the clock stood still.
        Stopped = "stopped",
        /// Of a programme or operation: what is due.
        Due = "due",
        /// Of a programme or operation: what was paid.
        Paid = "paid",
        /// Of a programme or operation: a statement on documents and material.
        Statement = "statement",
        /// Of a programme or operation: a description on the website.
        Website = "website",
        /// Of a programme or operation: a durable plaque or billboard.
        Plaque = "plaque",
        /// Of a programme or operation: a poster of at least A3 or an electronic display.
        Poster = "poster",
        /// Of a programme or operation: an event with the Commission.
        Event = "event",
        /// Of a programme or operation: why other rules hold.
        Derogation = "derogation",
        /// Of a programme or operation: whether its systems were assessed by the Commission.
        PillarAssessed = "pillar_assessed",
        /// Of a programme or operation: when the report came with the claim.
        ReportOn = "report_on",
        /// Of a programme or operation: when the management declaration came.
        DeclarationOn = "declaration_on",
        /// Of a programme or operation: when the accounts came.
        AccountsOn = "accounts_on",
        /// Of a programme or operation: when the audit opinion came.
        OpinionOn = "opinion_on",
    }
}

/// The facts that programmes and operations alone state.
macro_rules! programme_facts {
    () => {
        FactKind::Cci
            | FactKind::SubmittedOn
            | FactKind::EligibleFrom
            | FactKind::EligibleUntil
            | FactKind::Decisions
            | FactKind::Allocations
            | FactKind::Commitments
            | FactKind::Financing
            | FactKind::BelowMinimum
            | FactKind::Interventions
            | FactKind::Indicators
            | FactKind::Transfers
            | FactKind::Enabling
            | FactKind::Applications
            | FactKind::Received
            | FactKind::Accounts
            | FactKind::Planned
            | FactKind::Limits
            | FactKind::Exceptions
            | FactKind::Publication
            | FactKind::Kind
            | FactKind::Number
            | FactKind::RequestedOn
            | FactKind::Union
            | FactKind::CommitteeOn
            | FactKind::Source
            | FactKind::Reference
            | FactKind::Action
            | FactKind::Earmarked
            | FactKind::Prefinancing
            | FactKind::Basis
            | FactKind::Public
            | FactKind::Private
            | FactKind::Total
            | FactKind::Rate
            | FactKind::Code
            | FactKind::Since
            | FactKind::Id
            | FactKind::Milestone2024
            | FactKind::Target2029
            | FactKind::Achieved
            | FactKind::On
            | FactKind::Value
            | FactKind::From
            | FactKind::Amount
            | FactKind::Years
            | FactKind::Category
            | FactKind::Until
            | FactKind::Fulfilled
            | FactKind::MaxMonths
            | FactKind::MinSupportAYear
            | FactKind::Rates
            | FactKind::Indirect
            | FactKind::UnitCosts
            | FactKind::Unit
            | FactKind::ListOn
            | FactKind::CalendarOn
            | FactKind::AccountingYear
            | FactKind::Status
            | FactKind::SolidarityExpenditure
            | FactKind::TechnicalAssistance
            | FactKind::UnfulfilledExpenditure
            | FactKind::Expenditure
            | FactKind::Application
            | FactKind::ExtensionRequested
            | FactKind::Errors
            | FactKind::Withdrawn
            | FactKind::UnderAssessment
            | FactKind::Population
            | FactKind::TotalErrors
            | FactKind::Corrections
            | FactKind::Programme
            | FactKind::Title
            | FactKind::Purpose
            | FactKind::Earmark
            | FactKind::Beneficiary
            | FactKind::AppliedOn
            | FactKind::SelectedOn
            | FactKind::ConditionsOn
            | FactKind::StartsOn
            | FactKind::EndsOn
            | FactKind::CompletedOn
            | FactKind::CriteriaOn
            | FactKind::Location
            | FactKind::StateAid
            | FactKind::Advance
            | FactKind::Strategic
            | FactKind::Investment
            | FactKind::Cost
            | FactKind::Support
            | FactKind::Currency
            | FactKind::Forms
            | FactKind::Contracts
            | FactKind::Staff
            | FactKind::Items
            | FactKind::Claims
            | FactKind::Selection
            | FactKind::Visibility
            | FactKind::International
            | FactKind::LastPaymentOn
            | FactKind::Events
            | FactKind::ListedOn
            | FactKind::SecurityExempt
            | FactKind::Form
            | FactKind::VatRecoverable
            | FactKind::OwnersKnown
            | FactKind::ThirdCountry
            | FactKind::ConsultedOn
            | FactKind::Aid
            | FactKind::PaidOn
            | FactKind::Guaranteed
            | FactKind::Covered
            | FactKind::CoveredOn
            | FactKind::Eligible
            | FactKind::VatIncluded
            | FactKind::Direct
            | FactKind::Procured
            | FactKind::Land
            | FactKind::LandKind
            | FactKind::InKind
            | FactKind::Article
            | FactKind::Base
            | FactKind::Calculated
            | FactKind::DraftBudget
            | FactKind::AgreedOn
            | FactKind::Covers
            | FactKind::AboveThreshold
            | FactKind::Person
            | FactKind::Vulnerable
            | FactKind::UnaccompaniedMinor
            | FactKind::Allocation
            | FactKind::Year
            | FactKind::AnnualGross
            | FactKind::MonthlyGross
            | FactKind::MonthlyHours
            | FactKind::FullTimeShare
            | FactKind::Hourly
            | FactKind::Hours
            | FactKind::Eur
            | FactKind::IncurredOn
            | FactKind::Quantity
            | FactKind::UnitRate
            | FactKind::Key
            | FactKind::ReceivedOn
            | FactKind::Stopped
            | FactKind::Due
            | FactKind::Paid
            | FactKind::Statement
            | FactKind::Website
            | FactKind::Plaque
            | FactKind::Poster
            | FactKind::Event
            | FactKind::Derogation
            | FactKind::PillarAssessed
            | FactKind::ReportOn
            | FactKind::DeclarationOn
            | FactKind::AccountsOn
            | FactKind::OpinionOn
    };
}
pub(crate) use programme_facts;

/// The facts that no rule on the conditions of a call reads one by one: of budgets, which the rules on budgets look
/// through cell by cell, of a project after its application, and of the Fund.
macro_rules! facts_apart {
    () => {
        FactKind::BudgetRows
            | FactKind::Costs
            | FactKind::Requested
            | FactKind::Resources
            | FactKind::Totals
            | FactKind::WorkPackages
            | FactKind::LargestSupport
            | FactKind::Owners
            | FactKind::Persons
            | FactKind::SubcontractingJustified
            | FactKind::Phase
            | FactKind::Change
            | FactKind::Justified
            | FactKind::Objective
            | FactKind::InterventionType
            | FactKind::Measure
            | FactKind::Indicator
            | FactKind::Date
            | FactKind::ManagementMode
            | FactKind::Instrument
            | FactKind::Component
            | FactKind::ActionType
            | FactKind::UnionContribution
            | FactKind::TotalEligibleExpenditure
    };
}
pub(crate) use facts_apart;

/// The parts of programmes and operations in which facts stand that are of no list and not of the document itself.
const PARTS: &[(&str, &[FactKind])] = &[
    ("publication", &[FactKind::ListOn, FactKind::CalendarOn]),
    (
        "limits",
        &[
            FactKind::MaxMonths,
            FactKind::MinSupportAYear,
            FactKind::Rates,
            FactKind::Indirect,
            FactKind::UnitCosts,
        ],
    ),
    (
        "cost",
        &[
            FactKind::Eligible,
            FactKind::VatIncluded,
            FactKind::Direct,
            FactKind::Procured,
            FactKind::Land,
            FactKind::LandKind,
        ],
    ),
    ("beneficiary", &[FactKind::VatRecoverable, FactKind::OwnersKnown]),
    ("location", &[FactKind::ThirdCountry, FactKind::ConsultedOn]),
    ("advance", &[FactKind::Aid, FactKind::Guaranteed, FactKind::Covered, FactKind::CoveredOn]),
    (
        "visibility",
        &[
            FactKind::Statement,
            FactKind::Website,
            FactKind::Plaque,
            FactKind::Poster,
            FactKind::Event,
            FactKind::Derogation,
        ],
    ),
    (
        "international",
        &[
            FactKind::PillarAssessed,
            FactKind::ReportOn,
            FactKind::DeclarationOn,
            FactKind::AccountsOn,
            FactKind::OpinionOn,
        ],
    ),
];

impl FactKind {
    /// The part in which the fact stands.
    pub(super) fn part(self) -> Option<&'static str> {
        PARTS.iter().find(|(_, facts)| facts.contains(&self)).map(|(part, _)| *part)
    }
}

/// One fact of a proposal. Prints as a JSON Pointer.
///
/// ```
/// use amif::{Fact, report::FactKind};
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
    ///
    /// ```
    /// use amif::{Fact, report::FactKind};
    ///
    /// assert_eq!(Fact::of_proposal(FactKind::DurationMonths).to_string(), "/duration_months");
    /// ```
    #[must_use]
    pub const fn of_proposal(kind: FactKind) -> Self {
        Fact { place: Place::Proposal, kind }
    }

    /// A fact of the participant at that place, counted from 0.
    ///
    /// ```
    /// use amif::{Fact, report::FactKind};
    ///
    /// let fact = Fact::of_participant(2, FactKind::LegalForm);
    /// assert_eq!(fact.to_string(), "/participants/2/legal_form");
    /// assert_eq!("/participants/2/legal_form".parse::<Fact>()?, fact);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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
    ///
    /// ```
    /// use amif::{Fact, report::FactKind};
    ///
    /// let fact = Fact::of_item(FactKind::Financing, 3, FactKind::Union);
    /// assert_eq!(fact.to_string(), "/financing/3/union");
    /// ```
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
    ///
    /// ```
    /// use amif::{Fact, report::FactKind};
    ///
    /// assert_eq!(Fact::of_participant(2, FactKind::Country).participant(), Some(2));
    /// assert_eq!(Fact::of_proposal(FactKind::SubmittedAt).participant(), None);
    /// ```
    #[must_use]
    pub const fn participant(&self) -> Option<usize> {
        match self.place {
            Place::Participant(index) => Some(index),
            _ => None,
        }
    }

    /// What kind of fact it is.
    ///
    /// ```
    /// use amif::{Fact, report::FactKind};
    ///
    /// assert_eq!(Fact::of_participant(2, FactKind::Country).kind(), FactKind::Country);
    /// ```
    #[must_use]
    pub const fn kind(&self) -> FactKind {
        self.kind
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.kind;
        match self.place {
            Place::Proposal => match kind.part() {
                Some(part) => write!(f, "/{part}/{kind}"),
                None => write!(f, "/{kind}"),
            },
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
        [part, fact] if kind(fact).is_some_and(|kind| kind.part() == Some(part)) => {
            Fact::of_proposal(kind(fact)?)
        }
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
