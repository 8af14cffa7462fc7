//! Rows of a budget: categories, resources, the work behind unit costs.

use super::{Days, Sum};
use crate::id::Pic;
use crate::input::named_enum;
use crate::money::{Eur, Rate};

named_enum! {
    /// A category of the corporate budget table of grants under direct management.
    pub enum Category("budget category") {
        /// Employees or equivalent.
        Employees = "A.1",
        /// Natural persons under direct contract.
        DirectContract = "A.2",
        /// Persons seconded by a third party against payment.
        Seconded = "A.3",
        /// Owners of small and medium-sized enterprises, and natural persons, without a salary: unit cost.
        Owners = "A.4",
        /// Volunteers: unit cost, only where the call opens it.
        Volunteers = "A.5",
        /// Subcontracting.
        Subcontracting = "B",
        /// Travel, accommodation and subsistence.
        Travel = "C.1",
        /// Equipment.
        Equipment = "C.2",
        /// Other goods, works and services.
        OtherGoods = "C.3",
        /// Financial support to third parties, only where the call allows it.
        ThirdParties = "D.1",
        /// A specific category that the call opens.
        SpecificTwo = "D.2",
        /// A specific category that the call opens.
        SpecificThree = "D.3",
        /// A specific category that the call opens.
        SpecificFour = "D.4",
        /// A specific category that the call opens.
        SpecificFive = "D.5",
        /// Indirect costs, at the flat rate.
        Indirect = "E",
    }
}

/// How many categories there are.
pub(crate) const CATEGORIES: usize = Category::ALL.len();

impl Category {
    /// What the category holds, in words.
    ///
    /// ```
    /// assert!(!amif::budget::Category::Indirect.words().is_empty());
    /// ```
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Category::Employees => "Employees",
            Category::DirectContract => "Direct contract",
            Category::Seconded => "Seconded persons",
            Category::Owners => "SME owners",
            Category::Volunteers => "Volunteers",
            Category::Subcontracting => "Subcontracting",
            Category::Travel => "Travel",
            Category::Equipment => "Equipment",
            Category::OtherGoods => "Other goods",
            Category::ThirdParties => "Support to third parties",
            Category::SpecificTwo
            | Category::SpecificThree
            | Category::SpecificFour
            | Category::SpecificFive => "Specific",
            Category::Indirect => "Indirect costs",
        }
    }

    /// The specific categories that exist only where a call opens them.
    pub(crate) const SPECIFIC: [Category; 4] =
        [Category::SpecificTwo, Category::SpecificThree, Category::SpecificFour, Category::SpecificFive];

    /// The categories of direct costs: all but the indirect costs.
    pub(crate) fn direct() -> impl Iterator<Item = Category> + Clone {
        Category::ALL.iter().copied().filter(|c| *c != Category::Indirect)
    }
}

/// The costs in each category, in euro.
///
/// A fresh table is empty, as on paper: every category costs nothing, and the indirect costs, which are
/// computed, are not known yet.
///
/// ```
/// use amif::budget::{Category, Costs};
///
/// let mut costs = Costs::default();
/// costs.set(Category::Employees, "1000".parse().ok());
/// assert_eq!(costs.get(Category::Employees), "1000".parse().ok());
/// assert_eq!(costs.get(Category::Travel), Some(amif::Eur::ZERO));
/// assert_eq!(costs.get(Category::Indirect), None);
/// assert_eq!(costs.total().unknown, 1);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Costs([Option<Eur>; CATEGORIES]);

impl Default for Costs {
    fn default() -> Self {
        let mut costs = Costs([Some(Eur::ZERO); CATEGORIES]);
        costs.set(Category::Indirect, None);
        costs
    }
}

impl Costs {
    /// No cell is known.
    pub const UNKNOWN: Costs = Costs([None; CATEGORIES]);

    /// The costs in a category; `None` where they are unknown.
    ///
    /// ```
    /// use amif::budget::{Category, Costs};
    ///
    /// assert_eq!(Costs::UNKNOWN.get(Category::Employees), None);
    /// ```
    #[must_use]
    pub fn get(&self, category: Category) -> Option<Eur> {
        self.0.get(category as usize).copied().flatten()
    }

    /// States the costs in a category, or that they are unknown.
    ///
    /// ```
    /// use amif::budget::{Category, Costs};
    ///
    /// let mut costs = Costs::UNKNOWN;
    /// costs.set(Category::Employees, "100".parse().ok());
    /// assert_eq!(costs.get(Category::Employees), "100".parse().ok());
    /// ```
    pub fn set(&mut self, category: Category, costs: Option<Eur>) {
        if let Some(cell) = self.0.get_mut(category as usize) {
            *cell = costs;
        }
    }

    /// Every category with its costs, in the table's order.
    ///
    /// ```
    /// use amif::budget::{Category, Costs};
    ///
    /// assert!(Costs::UNKNOWN.iter().map(|(category, _)| category).eq(Category::ALL.iter().copied()));
    /// ```
    pub fn iter(&self) -> impl Iterator<Item = (Category, Option<Eur>)> + '_ {
        Category::ALL.iter().copied().zip(self.0)
    }

    /// All categories added up.
    ///
    /// ```
    /// use amif::budget::{Category, Costs};
    ///
    /// let mut costs = Costs::UNKNOWN;
    /// costs.set(Category::Employees, "100".parse().ok());
    /// let total = costs.total();
    /// assert_eq!((total.known, total.exact()), ("100".parse()?, None));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn total(&self) -> Sum {
        self.0.into_iter().collect()
    }

    /// The direct costs outside some categories: the base of the indirect costs.
    ///
    /// ```
    /// use amif::budget::{Category, Costs};
    ///
    /// let mut costs = Costs::UNKNOWN;
    /// costs.set(Category::Employees, "100".parse().ok());
    /// costs.set(Category::Indirect, "7".parse().ok());
    /// assert_eq!(costs.base(&[]).known, "100".parse()?, "indirect costs are no part of their base");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn base(&self, excluded: &[Category]) -> Sum {
        Category::direct().filter(|c| !excluded.contains(c)).map(|c| self.get(c)).collect()
    }
}

named_enum! {
    /// What pays for an action beside the grant (Financial Regulation 2024/2509, Art. 193; the columns of
    /// the corporate budget table).
    pub enum Resource("resource") {
        /// Income generated by the action.
        Income = "income",
        /// In-kind contributions that stand among the eligible costs: volunteers' work. Other in-kind
        /// contributions are shown apart from the eligible costs and are not entered.
        InKind = "in_kind",
        /// Financial contributions of third parties.
        FinancialContributions = "financial_contributions",
        /// Own resources of the participant.
        OwnResources = "own_resources",
    }
}

impl Resource {
    /// The name in words.
    ///
    /// ```
    /// assert!(!amif::budget::Resource::InKind.words().is_empty());
    /// ```
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Resource::Income => "Income",
            Resource::InKind => "In kind",
            Resource::FinancialContributions => "Contributions",
            Resource::OwnResources => "Own resources",
        }
    }
}

/// What pays for a row beside the grant, in euro. A fresh table is empty: nothing pays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resources([Option<Eur>; Resource::ALL.len()]);

impl Default for Resources {
    fn default() -> Self {
        Resources([Some(Eur::ZERO); Resource::ALL.len()])
    }
}

impl Resources {
    /// No resource is known.
    pub const UNKNOWN: Resources = Resources([None; Resource::ALL.len()]);

    /// What a resource pays; `None` where it is unknown.
    ///
    /// ```
    /// use amif::budget::{Resource, Resources};
    ///
    /// assert_eq!(Resources::UNKNOWN.get(Resource::Income), None);
    /// ```
    #[must_use]
    pub fn get(&self, resource: Resource) -> Option<Eur> {
        self.0.get(resource as usize).copied().flatten()
    }

    /// States what a resource pays, or that it is unknown.
    ///
    /// ```
    /// use amif::budget::{Resource, Resources};
    ///
    /// let mut resources = Resources::UNKNOWN;
    /// resources.set(Resource::Income, "5".parse().ok());
    /// assert_eq!(resources.get(Resource::Income), "5".parse().ok());
    /// ```
    pub fn set(&mut self, resource: Resource, amount: Option<Eur>) {
        if let Some(cell) = self.0.get_mut(resource as usize) {
            *cell = amount;
        }
    }

    /// Every resource with what it pays.
    ///
    /// ```
    /// use amif::budget::{Resource, Resources};
    ///
    /// assert_eq!(Resources::UNKNOWN.iter().count(), Resource::ALL.len());
    /// ```
    pub fn iter(&self) -> impl Iterator<Item = (Resource, Option<Eur>)> + '_ {
        Resource::ALL.iter().copied().zip(self.0)
    }

    /// All resources added up.
    ///
    /// ```
    /// use amif::budget::Resources;
    ///
    /// assert_eq!(Resources::UNKNOWN.total().unknown, 4);
    /// ```
    #[must_use]
    pub fn total(&self) -> Sum {
        self.0.into_iter().collect()
    }
}

/// Whose row it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RowOf {
    /// The participant at that place of the proposal's list, from 0.
    Place(usize),
    /// The organisation with that code.
    Pic(Pic),
}

impl From<usize> for RowOf {
    fn from(place: usize) -> Self {
        RowOf::Place(place)
    }
}

impl From<Pic> for RowOf {
    fn from(pic: Pic) -> Self {
        RowOf::Pic(pic)
    }
}

/// One work package's part of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct WorkPackage {
    /// Its name.
    pub name: String,
    /// Its costs. The indirect costs, computed on the whole row, need not be split.
    pub costs: Costs,
}

impl WorkPackage {
    /// A work package without costs so far.
    ///
    /// ```
    /// assert_eq!(amif::budget::WorkPackage::new("WP1").name, "WP1");
    /// ```
    #[must_use]
    pub fn new(name: &str) -> Self {
        WorkPackage { name: name.to_owned(), costs: Costs::default() }
    }
}

/// The work of an owner without a salary, paid by unit cost in category A.4.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Owner {
    /// Days worked for the action.
    pub days: Days,
    /// The coefficient of the country at the call's date, `100` for the average.
    pub coefficient: Rate,
}

impl Owner {
    /// So many days in a country of that coefficient.
    ///
    /// ```
    /// use amif::budget::{Days, Owner};
    ///
    /// let owner = Owner::new(Days::from_halves(3), "85".parse()?);
    /// assert_eq!(owner.days.to_string(), "1.5");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn new(days: Days, coefficient: Rate) -> Self {
        Owner { days, coefficient }
    }
}

/// The planned days of a person in a calendar year.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Person {
    /// Who it is, by a text that nobody else in the budget has; equal texts are one person.
    pub name: String,
    /// The calendar year.
    pub year: i32,
    /// Days over all Union grants.
    pub days: Days,
}

impl Person {
    /// The days of a person in a year.
    ///
    /// ```
    /// use amif::budget::{Days, Person};
    ///
    /// assert_eq!(Person::new("A. B.", 2025, Days::from_halves(430)).days.to_string(), "215");
    /// ```
    #[must_use]
    pub fn new(name: &str, year: i32, days: Days) -> Self {
        Person { name: name.to_owned(), year, days }
    }
}

/// The row of one funded participant. Amounts are in euro; what is `None` is unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Row {
    /// Whose row it is.
    pub participant: RowOf,
    /// The costs in each category.
    pub costs: Costs,
    /// The total costs as stated, to be compared with the recomputed ones; never used.
    pub total: Option<Eur>,
    /// The EU contribution requested for the row.
    pub requested: Option<Eur>,
    /// What else pays for it.
    pub resources: Resources,
    /// The split over work packages; empty where there is none.
    pub work_packages: Vec<WorkPackage>,
    /// The largest amount that any one third party is to get out of category D.1.
    pub largest_support: Option<Eur>,
    /// The owners behind category A.4, all of them.
    pub owners: Option<Vec<Owner>>,
    /// Planned days by person and calendar year, as far as stated.
    pub persons: Vec<Person>,
}

impl Row {
    /// An empty row: no costs and no resources so far, the requested contribution not known.
    ///
    /// ```
    /// use amif::budget::Row;
    ///
    /// assert_eq!(Row::of(0).requested, None, "unknown, not zero");
    /// ```
    #[must_use]
    pub fn of(participant: impl Into<RowOf>) -> Self {
        Row {
            participant: participant.into(),
            costs: Costs::default(),
            total: None,
            requested: None,
            resources: Resources::default(),
            work_packages: Vec::new(),
            largest_support: None,
            owners: None,
            persons: Vec::new(),
        }
    }

    /// The known costs.
    pub(super) fn cells(&self) -> impl Iterator<Item = Eur> + '_ {
        self.costs.0.into_iter().flatten()
    }

    /// The known contribution and resources.
    pub(super) fn paid(&self) -> impl Iterator<Item = Eur> + '_ {
        self.resources.0.into_iter().chain([self.requested]).flatten()
    }

    /// The known costs of work packages.
    pub(super) fn split(&self) -> impl Iterator<Item = Eur> + '_ {
        self.work_packages.iter().flat_map(|w| w.costs.0).flatten()
    }

    /// Every known amount.
    pub(super) fn amounts(&self) -> impl Iterator<Item = Eur> + '_ {
        let alone = [self.total, self.largest_support].into_iter().flatten();
        self.cells().chain(self.paid()).chain(self.split()).chain(alone)
    }
}
