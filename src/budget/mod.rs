//! The detailed budget of a project under direct management, to the cent.
//!
//! A [`Budget`] has a row for each funded participant in the categories of the corporate budget table, the
//! contribution that it requests, and what else pays for it. Any cell may be unknown. Sums are exact: a
//! budget whose amounts are negative or add up beyond EUR 10^13 cannot be made. The checks on a budget are
//! the rules `budget/*` of [`Proposal::check`](crate::Proposal::check); this module has the figures.
//!
//! | to find | use |
//! |---|---|
//! | indirect costs from their base | [`indirect_costs`] |
//! | a daily rate, the unit cost of an SME owner | [`daily_rate`], [`owner_unit_cost`] |
//! | shares that add up | [`split`] |
//! | the largest grant that passes, and what limits it | [`Budget::largest_grant`], [`Ceilings`] |
//! | the smallest costs for a grant | [`Ceilings::smallest_costs`] |
//! | the grant at the end | [`Settlement`] |
//! | what is paid when | [`Schedule`] |
//!
//! # In JSON
//!
//! The field `budget` of `amif-proposal/1`. Only `rows`, and in each row `participant`, are required.
//!
//! ```
//! let proposal = amif::Proposal::from_json(r#"{
//!   "participants": [{ "name": "Payoke", "pic": "999000001", "role": "coordinator" }],
//!   "budget": {
//!     "rows": [
//!       {
//!         "participant": "999000001",
//!         "costs": { "A.1": 100000, "D.1": 5000, "C.1": null, "E": "7350.00" },
//!         "total": "112350.00",
//!         "requested": 100000,
//!         "resources": { "own_resources": "12350.00" },
//!         "work_packages": [{ "name": "Management", "costs": { "A.1": 100000, "D.1": 5000 } }],
//!         "largest_support": 5000,
//!         "owners": [{ "days": "10.5", "coefficient": "100" }],
//!         "persons": [{ "name": "Project manager", "year": 2025, "days": 180 }]
//!       }
//!     ],
//!     "totals": { "costs": { "A.1": 100000 }, "total": "112350.00", "requested": 100000,
//!                 "resources": { "own_resources": "12350.00" }, "funding_rate": "89.01" },
//!     "subcontracting_justified": false
//!   }
//! }"#)?;
//! assert_eq!(proposal.budget.map(|b| b.total_costs().unknown), Some(1));
//! # Ok::<(), amif::InputError>(())
//! ```
//!
//! * `participant`: the place in the list of participants, from 0, or an identification code. A row of
//!   nobody and a second row of somebody are outcomes of rules. The sums of the other rules are those of the
//!   table as stated, but what the whole budget asks for is told by bounds: somebody with several rows asks
//!   for something between the smallest of them and all together, a row of nobody or of somebody without
//!   funding for something between nothing and itself, and whoever has no row yet for anything.
//! * `costs`: by category, `A.1` to `A.5`, `B`, `C.1` to `C.3`, `D.1` to `D.5`, `E`. A category that is left
//!   out costs nothing, as an empty cell does on paper, and `null` is unknown. `E`, which is computed, is
//!   unknown where it is left out; without `costs` every cell is unknown.
//! * `resources`: `income`, `in_kind`, `financial_contributions`, `own_resources`, in the same way.
//! * `requested`: the contribution; absent or `null` is unknown.
//! * `total` and `totals`: what the applicant added up; compared, never used.
//! * `largest_support`: the largest amount for any one third party under `D.1`. `owners`: the days behind
//!   `A.4`, with the coefficient of the country. `persons`: planned days in a calendar year; equal names are
//!   one person, in whatever row.
//! * Shares are text, `"90"` or `"90 %"`: a bare 0.9 or 90 could both be meant for 90 % and is an error.
//! * Negative amounts, a third decimal, and sums beyond EUR 10^13 are errors of the input.

mod amounts;
mod grant;
mod payment;
mod row;
mod table;
mod write;

use std::fmt;

use crate::money::{Eur, Rate};

pub use amounts::{DAYS_A_YEAR, Days, ParseDaysError, daily_rate, indirect_costs, owner_unit_cost, split};
pub use grant::{Ceilings, LargestGrant, Limit};
pub use payment::{Exemption, FinalGrant, Payments, Schedule, Settlement, next_instalment};
pub use row::{Category, Costs, Owner, Person, Resource, Resources, Row, RowOf, WorkPackage};

pub(crate) use amounts::{INDIRECT_AT_MOST, days_at, halves_up};
pub(crate) use payment::LOW_VALUE;
#[cfg(feature = "schemars")]
pub(crate) use table::Cell;
pub(crate) use table::{Percent, budget, category_list};

/// A sum as far as it is known: the known cells added up, and how many are unknown.
///
/// An unknown cell is an amount from zero upwards, so [`Sum::known`] is the least that the sum can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sum {
    /// The known cells added up, in euro.
    pub known: Eur,
    /// How many cells are unknown.
    pub unknown: u32,
}

impl Sum {
    /// The sum, where every cell is known.
    ///
    /// ```
    /// use amif::budget::{Budget, Category, Row};
    ///
    /// let mut row = Row::of(0);
    /// row.costs.set(Category::Employees, "100".parse().ok());
    /// let sum = Budget::new([row])?.total_costs();
    /// assert_eq!(sum.exact(), None, "the other categories are unknown");
    /// assert_eq!(sum.known, "100".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn exact(self) -> Option<Eur> {
        if self.unknown == 0 { Some(self.known) } else { None }
    }

    /// Adds a cell. The costs of a budget, and what pays for them, were added up when it was made, so
    /// neither saturates here.
    pub(crate) fn add(&mut self, cell: Option<Eur>) {
        match cell {
            Some(amount) => self.known = self.known.checked_add(amount).unwrap_or(Eur::MAX),
            None => self.unknown = self.unknown.saturating_add(1),
        }
    }

    pub(crate) fn and(mut self, other: Sum) -> Sum {
        self.add(Some(other.known));
        self.unknown = self.unknown.saturating_add(other.unknown);
        self
    }
}

impl FromIterator<Option<Eur>> for Sum {
    fn from_iter<I: IntoIterator<Item = Option<Eur>>>(cells: I) -> Self {
        let mut sum = Sum::default();
        cells.into_iter().for_each(|cell| sum.add(cell));
        sum
    }
}

/// An amount known by bounds, both inside: everything between them is possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Between {
    /// The least that it can be, in euro.
    pub least: Eur,
    /// The most that it can be, in euro; `None` where there is no bound.
    pub most: Option<Eur>,
}

impl Between {
    pub(crate) const NOTHING: Between = Between { least: Eur::ZERO, most: Some(Eur::ZERO) };

    /// What an amount may be: one that is not stated is zero or more.
    #[cfg(feature = "programme")]
    pub(crate) fn stated(amount: Option<Eur>) -> Between {
        Between { least: amount.unwrap_or(Eur::ZERO), most: amount }
    }

    /// The amount, where the bounds leave one.
    #[must_use]
    pub fn exact(self) -> Option<Eur> {
        self.most.filter(|most| *most == self.least)
    }

    /// Both together. The contributions of a budget add up within EUR 10^13, so nothing saturates.
    pub(crate) fn plus(self, other: Between) -> Between {
        let sum = |a: Eur, b: Eur| a.checked_add(b).unwrap_or(Eur::MAX);
        let most = self.most.zip(other.most).map(|(a, b)| sum(a, b));
        Between { least: sum(self.least, other.least), most }
    }

    /// One of them, or anything between.
    pub(crate) fn hull(self, other: Between) -> Between {
        let most = self.most.zip(other.most).map(|(a, b)| a.max(b));
        Between { least: self.least.min(other.least), most }
    }

    /// One of them, both, or anything between.
    pub(crate) fn one_or_both(self, other: Between) -> Between {
        Between { least: self.least.min(other.least), ..self.plus(other) }
    }
}

impl fmt::Display for Between {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EUR {}", self.least.grouped())?;
        match self.most {
            Some(most) if most == self.least => Ok(()),
            Some(most) => write!(f, " to {}", most.grouped()),
            None => f.write_str(" or more"),
        }
    }
}

/// The totals that an applicant states. They are compared with the recomputed ones and never used.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Totals {
    /// The total of each category, in euro; those stated, each once. [`Budget::stating`] brings them in order.
    pub costs: Vec<(Category, Eur)>,
    /// The total costs, in euro.
    pub total: Option<Eur>,
    /// The requested contribution of all rows, in euro.
    pub requested: Option<Eur>,
    /// The total of each other resource, in euro; those stated, each once, in the same way.
    pub resources: Vec<(Resource, Eur)>,
    /// The requested share of the costs.
    pub funding_rate: Option<Rate>,
}

impl Totals {
    /// Whether nothing is stated.
    ///
    /// ```
    /// assert!(amif::budget::Totals::default().is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Totals::default()
    }
}

/// Brings totals in the order of the table, in which each stands once.
fn in_order<K: Copy + Ord>(
    totals: &mut [(K, Eur)],
    name: impl Fn(K) -> &'static str,
) -> Result<(), BudgetError> {
    totals.sort_by_key(|(of, _)| *of);
    let twice = totals.windows(2).find_map(|pair| match pair {
        [(a, _), (b, _)] if a == b => Some(*a),
        _ => None,
    });
    twice.map_or(Ok(()), |of| Err(BudgetError::TotalTwice { of: name(of) }))
}

/// The detailed budget of a project. Amounts are in euro, from zero upwards, and add up within EUR 10^13.
///
/// ```
/// use amif::budget::{Budget, Category, Resource, Row};
///
/// let mut row = Row::of(0);
/// row.costs.set(Category::Employees, "100000".parse().ok());
/// row.costs.set(Category::Indirect, "7000".parse().ok());
/// row.requested = "96300".parse().ok();
/// row.resources.set(Resource::OwnResources, "10700".parse().ok());
/// let budget = Budget::new([row])?;
/// assert_eq!(budget.total_costs().exact(), "107000".parse().ok());
/// # Ok::<(), amif::budget::BudgetError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget {
    rows: Vec<Row>,
    totals: Totals,
    subcontracting_justified: Option<bool>,
}

impl Budget {
    /// A budget of these rows.
    ///
    /// ```
    /// use amif::budget::{Budget, Category, Row};
    ///
    /// let mut row = Row::of(0);
    /// row.costs.set(Category::Employees, "-1".parse().ok());
    /// assert!(Budget::new([row]).is_err(), "no amount is below zero");
    /// ```
    ///
    /// # Errors
    /// When an amount is negative, or the amounts add up beyond EUR 10^13.
    pub fn new(rows: impl IntoIterator<Item = Row>) -> Result<Self, BudgetError> {
        let rows: Vec<Row> = rows.into_iter().collect();
        let (mut costs, mut paid, mut split) = (Eur::ZERO, Eur::ZERO, Eur::ZERO);
        for (at, row) in rows.iter().enumerate() {
            if let Some(amount) = row.amounts().find(|amount| *amount < Eur::ZERO) {
                return Err(BudgetError::Negative { row: at, amount });
            }
            costs = row.cells().try_fold(costs, Eur::checked_add).ok_or(BudgetError::TooLarge)?;
            paid = row.paid().try_fold(paid, Eur::checked_add).ok_or(BudgetError::TooLarge)?;
            split = row.split().try_fold(split, Eur::checked_add).ok_or(BudgetError::TooLarge)?;
        }
        Ok(Budget { rows, totals: Totals::default(), subcontracting_justified: None })
    }

    /// The same with stated totals, to be compared with the recomputed ones.
    ///
    /// ```
    /// use amif::budget::{Budget, Totals};
    ///
    /// let mut totals = Totals::default();
    /// totals.total = "107000".parse().ok();
    /// let budget = Budget::new([])?.stating(totals)?;
    /// assert_eq!(budget.totals().total, "107000".parse().ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When a total is negative, when that of a category or resource is stated twice, or when the totals of the
    /// categories, or of the resources, add up beyond EUR 10^13.
    pub fn stating(mut self, mut totals: Totals) -> Result<Self, BudgetError> {
        in_order(&mut totals.costs, Category::as_str)?;
        in_order(&mut totals.resources, Resource::as_str)?;
        let costs = || totals.costs.iter().map(|(_, amount)| *amount);
        let resources = || totals.resources.iter().map(|(_, amount)| *amount);
        let alone = [totals.total, totals.requested].into_iter().flatten();
        if let Some(amount) = costs().chain(resources()).chain(alone).find(|amount| *amount < Eur::ZERO) {
            return Err(BudgetError::NegativeTotal { amount });
        }
        Eur::checked_sum(costs()).ok_or(BudgetError::TooLarge)?;
        Eur::checked_sum(resources()).ok_or(BudgetError::TooLarge)?;
        self.totals = totals;
        Ok(self)
    }

    /// The same, saying whether subcontracting is specifically justified in the application.
    ///
    /// ```
    /// let budget = amif::budget::Budget::new([])?.subcontracting_justified(true);
    /// assert_eq!(budget.is_subcontracting_justified(), Some(true));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn subcontracting_justified(mut self, justified: bool) -> Self {
        self.subcontracting_justified = Some(justified);
        self
    }

    /// The rows, in the order stated.
    ///
    /// ```
    /// use amif::budget::{Budget, Row};
    ///
    /// assert_eq!(Budget::new([Row::of(0), Row::of(1)])?.rows().len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The same for a consortium in which the participants have other places.
    #[must_use]
    pub(crate) fn placed(mut self, place: impl Fn(usize) -> RowOf) -> Self {
        for row in &mut self.rows {
            if let RowOf::Place(at) = row.participant {
                row.participant = place(at);
            }
        }
        self
    }

    /// The totals that are stated.
    ///
    /// ```
    /// assert!(amif::budget::Budget::new([])?.totals().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn totals(&self) -> &Totals {
        &self.totals
    }

    /// Whether subcontracting is specifically justified in the application, where that is stated.
    ///
    /// ```
    /// assert_eq!(amif::budget::Budget::new([])?.is_subcontracting_justified(), None, "not stated");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn is_subcontracting_justified(&self) -> Option<bool> {
        self.subcontracting_justified
    }

    /// The total of one category.
    ///
    /// ```
    /// use amif::budget::{Budget, Category, Row};
    ///
    /// let mut row = Row::of(0);
    /// row.costs.set(Category::Employees, "100".parse().ok());
    /// assert_eq!(Budget::new([row.clone(), row])?.column(Category::Employees).exact(), "200".parse().ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn column(&self, category: Category) -> Sum {
        self.rows.iter().map(|row| row.costs.get(category)).collect()
    }

    /// The total costs of the action, volunteers' work included.
    ///
    /// ```
    /// use amif::budget::{Budget, Category, Row};
    ///
    /// let mut row = Row::of(0);
    /// row.costs.set(Category::Employees, "100".parse().ok());
    /// assert_eq!(Budget::new([row])?.total_costs().known, "100".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn total_costs(&self) -> Sum {
        self.rows.iter().fold(Sum::default(), |sum, row| sum.and(row.costs.total()))
    }

    /// The contribution that all rows request.
    ///
    /// ```
    /// use amif::budget::{Budget, Row};
    ///
    /// let mut row = Row::of(0);
    /// row.requested = "90".parse().ok();
    /// assert_eq!(Budget::new([row, Row::of(1)])?.requested().exact(), None, "one row does not say");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn requested(&self) -> Sum {
        self.rows.iter().map(|row| row.requested).collect()
    }

    /// One resource over all rows.
    ///
    /// ```
    /// use amif::budget::{Budget, Resource, Row};
    ///
    /// let mut row = Row::of(0);
    /// row.resources.set(Resource::OwnResources, "10".parse().ok());
    /// assert_eq!(Budget::new([row])?.resource(Resource::OwnResources).exact(), "10".parse().ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn resource(&self, resource: Resource) -> Sum {
        self.rows.iter().map(|row| row.resources.get(resource)).collect()
    }

    /// Everything that pays for the action beside the grant: the co-financing.
    ///
    /// ```
    /// use amif::budget::{Budget, Resource, Row};
    ///
    /// let mut row = Row::of(0);
    /// for resource in Resource::ALL {
    ///     row.resources.set(*resource, "10".parse().ok());
    /// }
    /// assert_eq!(Budget::new([row])?.cofinancing().exact(), "40".parse().ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn cofinancing(&self) -> Sum {
        self.rows.iter().fold(Sum::default(), |sum, row| sum.and(row.resources.total()))
    }
}

/// Why rows make no budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum BudgetError {
    /// An amount below zero.
    Negative {
        /// The place of the row, from 0.
        row: usize,
        /// The amount.
        amount: Eur,
    },
    /// A stated total below zero.
    NegativeTotal {
        /// The amount.
        amount: Eur,
    },
    /// A total that is stated twice.
    TotalTwice {
        /// The category or resource.
        of: &'static str,
    },
    /// The amounts add up to more than EUR 10^13.
    TooLarge,
}

impl fmt::Display for BudgetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BudgetError::Negative { row, amount } => {
                write!(f, "row {row}: the amounts of a budget must not be below zero (found {amount})")
            }
            BudgetError::NegativeTotal { amount } => {
                write!(f, "totals: the amounts of a budget must not be below zero (found {amount})")
            }
            BudgetError::TotalTwice { of } => write!(f, "totals: that of {of} must be stated once"),
            BudgetError::TooLarge => f.write_str("the amounts add up to more than EUR 10 000 000 000 000"),
        }
    }
}

impl std::error::Error for BudgetError {}

#[cfg(test)]
pub(crate) mod tests;
