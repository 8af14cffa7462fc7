//! `amif-programme/1`: what a programme and its decision state.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::Cci;
use super::keyed::{ActionRates, Commitments};
use super::objective::Objective;
use super::payment::{Accounts, Exception, PaymentApplication, Planned, Received};
use super::record::record;
use super::value::{
    Action, ApplicationStatus, Basis, CostArticle, DecisionKind, IndicatorKind, PersonCategory, Source,
    TransferKind,
};
use crate::input::named;
use crate::money::{Eur, Rate};

/// The name of the format of a programme.
pub(super) const PROGRAMME: &str = "amif-programme/1";

record! {
    /// A national programme: its head, its decision, its money and what was claimed. Every field but the code may
    /// be unknown.
    pub struct Programme(ProgrammeFields, "a programme") {
        (schema = PROGRAMME)
        [
            /// The code of the programme (CCI); it gives period, Member State and fund.
            cci: Cci,
        ]
        /// The version, such as "2.0".
        version: String,
        /// When the programme was first submitted to the Commission. Expenditure counts from the earlier of it and
        /// 1 January 2021.
        submitted_on: NaiveDate,
        /// Since when expenditure is eligible; the law says 2021-01-01.
        eligible_from: NaiveDate,
        /// Until when expenditure is eligible; the law says 2029-12-31.
        eligible_until: NaiveDate,
        /// The decisions on the programme, the first adoption among them.
        decisions: Vec<Decision>,
        /// Where the money comes from.
        allocations: Vec<Allocation>,
        /// Table 3.1 of Annex VI as decided: the commitment of each year, never derived from the total.
        commitments: Commitments,
        /// The financing table of Annex VI: a row for each objective and type of action.
        financing: Vec<FinancingRow>,
        /// Objectives whose share is below 15 %, with the reason.
        below_minimum: Vec<BelowMinimum>,
        /// The indicative breakdown by type of intervention.
        interventions: Vec<InterventionAmount>,
        /// The indicators.
        indicators: Vec<IndicatorValue>,
        /// Money moved.
        transfers: Vec<Transfer>,
        /// Persons planned or admitted, by category and time.
        persons: Vec<Persons>,
        /// The enabling conditions.
        enabling: Vec<Enabling>,
        /// The payment applications.
        applications: Vec<PaymentApplication>,
        /// What the Commission paid. Where it is stated, pre-financing of years that are over covers commitments for certain only
        /// as far as it was received.
        received: Vec<Received>,
        /// The accounts of each accounting year.
        accounts: Vec<Accounts>,
        /// What will be claimed and when. Left out: the forecast counts no more than was submitted.
        planned: Vec<Planned>,
        /// National rules on eligibility: Art. 63(1) of Regulation (EU) 2021/1060.
        limits: NationalLimits,
        /// Amounts that are not decommitted: Art. 106 of Regulation (EU) 2021/1060. Left out: presumed to be none.
        exceptions: Vec<Exception>,
        /// When lists were last published.
        publication: Publication,
    }
}

record! {
    /// A decision on the programme.
    pub struct Decision(DecisionFields, "a decision") {
        /// The version that it approves.
        version: String,
        /// What it does.
        kind: DecisionKind,
        /// Its number, such as "C(2022) 7201".
        number: String,
        /// Its day.
        date: NaiveDate,
        /// When the amendment was requested; newly eligible types count from then.
        requested_on: NaiveDate,
        /// The Union's contribution to the programme under it.
        union: Eur,
        /// When the monitoring committee approved it, where Art. 24(5) asks for that.
        committee_on: NaiveDate,
    }
}

record! {
    /// An amount of the programme and where it comes from.
    pub struct Allocation(AllocationFields, "an allocation") {
        /// Where it comes from.
        source: Source,
        /// Its reference, such as "AMIF/2024/SA/1.2.4".
        reference: String,
        /// The specific objective.
        objective: Objective,
        /// The type of action.
        action: Action,
        /// The Union's contribution.
        union: Eur,
        /// When it was decided.
        decided_on: NaiveDate,
        /// Whether it may be used for its purpose alone. The initial allocation and the mid-term adjustment are not.
        earmarked: bool,
        /// Its own rate of pre-financing, per cent: the column of Appendix 3 to Annex VI. Only amounts of the thematic facility
        /// have one; beside any other source it brings nothing.
        prefinancing: Rate,
    }
}

record! {
    /// A row of the financing table.
    pub struct FinancingRow(FinancingRowFields, "a row of the financing table") {
        /// The specific objective.
        objective: Objective,
        /// The type of action.
        action: Action,
        /// What the rate applies to.
        basis: Basis,
        /// The Union's contribution, column (a).
        union: Eur,
        /// The national public contribution, column (c).
        public: Eur,
        /// The national private contribution, column (d).
        private: Eur,
        /// The total, column (e).
        total: Eur,
        /// The rate, column (f), per cent.
        rate: Rate,
    }
}

record! {
    /// Why an objective has less than 15 %.
    pub struct BelowMinimum(BelowMinimumFields, "a reason for a small share") {
        /// The specific objective.
        objective: Objective,
        /// The reason.
        reason: String,
    }
}

record! {
    /// The indicative amount of a type of intervention.
    pub struct InterventionAmount(InterventionAmountFields, "a type of intervention with its amount") {
        /// The specific objective.
        objective: Objective,
        /// The code of Annex VI of Regulation (EU) 2021/1147, such as "1-II-004".
        code: String,
        /// The Union's contribution.
        union: Eur,
        /// The version of the programme that brought the type in.
        since: String,
    }
}

record! {
    /// An indicator with its milestone, target and values.
    pub struct IndicatorValue(IndicatorValueFields, "an indicator") {
        /// The specific objective.
        objective: Objective,
        /// The code, such as "O.2.3.1".
        id: String,
        /// Output or result.
        kind: IndicatorKind,
        /// The value before.
        baseline: Decimal,
        /// The milestone of the end of 2024; output indicators only.
        milestone_2024: Decimal,
        /// The target of the end of 2029.
        target_2029: Decimal,
        /// The values reached.
        achieved: Vec<Achieved>,
    }
}

record! {
    /// A value reached.
    pub struct Achieved(AchievedFields, "a value reached") {
        /// The day.
        on: NaiveDate,
        /// The value.
        value: Decimal,
    }
}

record! {
    /// Money moved between objectives, funds or instruments.
    pub struct Transfer(TransferFields, "a transfer") {
        /// From which objective or fund. What another Fund gives, named as "ERDF", "ESF+", "CF", "JTF", "EMFAF", "ISF" or "BMVI", is
        /// no money of this one.
        from: String,
        /// To which objective, fund or instrument; "AMIF" for money that comes to this Fund.
        to: String,
        /// Between what.
        kind: TransferKind,
        /// The amount.
        amount: Eur,
        /// The day.
        on: NaiveDate,
        /// The years of the budget that it changes.
        years: Vec<u32>,
    }
}

record! {
    /// A number of persons of one category.
    pub struct Persons(PersonsFields, "a number of persons") {
        /// The category.
        category: PersonCategory,
        /// The first day of admission or transfer.
        from: NaiveDate,
        /// The last day.
        until: NaiveDate,
        /// How many.
        number: u32,
    }
}

record! {
    /// An enabling condition.
    pub struct Enabling(EnablingFields, "an enabling condition") {
        /// Its name.
        id: String,
        /// Whether it is fulfilled.
        fulfilled: bool,
        /// Since when.
        from: NaiveDate,
    }
}

record! {
    /// National limits on what is eligible.
    pub struct NationalLimits(NationalLimitsFields, "national limits") {
        /// The longest operation, in months.
        max_months: u32,
        /// The smallest support a year.
        min_support_a_year: Eur,
        /// Rates of the Union's share by type of action, per cent.
        rates: ActionRates,
        /// The flat rate for indirect costs that every operation uses: 54a, 54b or 54c.
        indirect: CostArticle,
        /// The unit costs that are used.
        unit_costs: Vec<UnitCost>,
    }
}

record! {
    /// A unit cost.
    pub struct UnitCost(UnitCostFields, "a unit cost") {
        /// Its name.
        id: String,
        /// What one unit is.
        unit: String,
        /// The amount of one unit.
        amount: Eur,
    }
}

record! {
    /// When lists were last published.
    pub struct Publication(PublicationFields, "days of publication") {
        /// When the list of operations was published; at least every four months.
        list_on: Vec<NaiveDate>,
        /// When the calendar of calls was updated; at least three times a year.
        calendar_on: Vec<NaiveDate>,
    }
}

/// The other Funds under Regulation (EU) 2021/1060, Art. 1(1), by the names that money is transferred from.
const OTHER_FUNDS: [&str; 16] = [
    "ERDF",
    "ESF+",
    "ESF",
    "CF",
    "JTF",
    "EMFAF",
    "ISF",
    "BMVI",
    "European Regional Development Fund",
    "European Social Fund Plus",
    "Cohesion Fund",
    "Just Transition Fund",
    "European Maritime, Fisheries and Aquaculture Fund",
    "Internal Security Fund",
    "Border Management and Visa Instrument",
    "Instrument for Financial Support for Border Management and Visa Policy",
];

impl Transfer {
    /// Whether it brings money to this Fund, or takes none from it: it comes from another fund. The caps of Art. 26 are of what is
    /// taken from each Fund.
    pub(crate) fn takes_nothing(&self) -> bool {
        let is_amif = |name: &str| name.trim().eq_ignore_ascii_case("AMIF");
        let from = self.from.as_deref().map(str::trim);
        let of_another = |from: &str| OTHER_FUNDS.iter().any(|name| from.eq_ignore_ascii_case(name));
        self.to.as_deref().is_some_and(is_amif) || from.is_some_and(of_another)
    }

    /// Whether it brings money to the Just Transition Fund.
    pub(crate) fn goes_to_just_transition(&self) -> bool {
        let names = ["JTF", "Just Transition Fund"];
        self.to.as_deref().is_some_and(|to| names.iter().any(|name| to.trim().eq_ignore_ascii_case(name)))
    }
}

/// What the payment applications of an id come to. Several may have it, of which it is told where one is meant, and one without
/// an id may have any.
pub(crate) struct Named {
    /// Whether one of the id counts for certain.
    pub(crate) counts: bool,
    /// Whether one that may be of the id counts, or may.
    pub(crate) may_count: bool,
    /// Whether there is one of the id.
    pub(crate) listed: bool,
    /// Whether one has no id.
    pub(crate) nameless: bool,
}

impl PaymentApplication {
    /// The id by which others name it.
    pub(crate) fn name(&self) -> Option<&str> {
        self.id.as_deref().and_then(named)
    }
}

impl Decision {
    /// The version of the programme by which others name it.
    pub(crate) fn named_version(&self) -> Option<&str> {
        self.version.as_deref().and_then(named)
    }
}

impl Allocation {
    /// The reference by which others name it.
    pub(crate) fn name(&self) -> Option<&str> {
        self.reference.as_deref().and_then(named)
    }

    /// Whether it may be used for its purpose alone; `None` where that is not known: money of the thematic facility, of Art. 19 and
    /// of Art. 20 of Regulation (EU) 2021/1147 is earmarked, and where it is said not to be, one of the two is wrong.
    pub(crate) fn is_earmarked(&self) -> Option<bool> {
        self.earmarked.filter(|earmarked| *earmarked || !self.may_be_of_the_facility())
    }

    /// Whether it is said to be of such money, and not to be earmarked.
    pub(crate) fn is_said_not_to_be_earmarked(&self) -> bool {
        self.source.is_some() && self.earmarked == Some(false) && self.may_be_of_the_facility()
    }
}

impl Programme {
    /// What is known of the payment applications of an id.
    pub(crate) fn applications_named(&self, id: &str) -> Named {
        let nothing = Named { counts: false, may_count: false, listed: false, nameless: false };
        let Some(all) = &self.applications else {
            return Named { may_count: true, nameless: true, ..nothing };
        };
        all.iter().fold(nothing, |mut named, application| {
            let counts = application.status.map(ApplicationStatus::counts);
            let own = application.name().map(|own| own == id);
            named.counts |= own == Some(true) && counts == Some(true);
            named.may_count |= own != Some(false) && counts != Some(false);
            named.listed |= own == Some(true);
            named.nameless |= own.is_none();
            named
        })
    }
}
