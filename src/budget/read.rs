//! Reading the `budget` of `amif-proposal/1`.

use std::borrow::Cow;

use serde::de::{MapAccess, SeqAccess};

use super::{
    Budget, Category, Costs, Days, Owner, Person, Resource, Resources, Row, RowOf, Totals, WorkPackage,
};
use crate::id::Pic;
use crate::input::{AnyText, Cx, Fields, Flag, List, Object, Parsed, Shape, Whole, Wrong};
use crate::money::{Eur, Rate};
use crate::shape::Amount;

/// The shape of a whole budget.
pub(crate) fn budget<'de>() -> impl Shape<'de, Out = Budget> {
    Object(BudgetFields::default())
}

/// An amount from zero upwards.
pub(crate) struct Cell;

impl Cell {
    fn checked(amount: Option<Eur>, cx: &mut Cx) -> Option<Eur> {
        let amount = amount?;
        if amount < Eur::ZERO {
            cx.problem(format!("found {amount}; the amounts of a budget are zero or more"));
            return None;
        }
        Some(amount)
    }
}

impl Shape<'_> for Cell {
    type Out = Eur;

    fn expected(&self) -> Cow<'static, str> {
        "an amount in euro from zero upwards, such as 750000 or \"750000.00\"".into()
    }

    fn string(self, text: &str, cx: &mut Cx) -> Option<Eur> {
        Self::checked(Amount.string(text, cx), cx)
    }

    fn integer(self, number: i128, cx: &mut Cx) -> Option<Eur> {
        Self::checked(Amount.integer(number, cx), cx)
    }

    fn float(self, number: f64, cx: &mut Cx) -> Option<Eur> {
        Amount.float(number, cx)
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        cx.described::<Self>()
    }
}

/// A share in per cent. A bare number is refused: 0.9 and 90 may both be meant for 90 %.
pub(crate) struct Percent;

impl Shape<'_> for Percent {
    type Out = Rate;

    fn expected(&self) -> Cow<'static, str> {
        "a number of per cent as text, such as \"90\" for 90 %".into()
    }

    fn string(self, text: &str, cx: &mut Cx) -> Option<Rate> {
        text.parse().map_err(|e: crate::ParseRateError| cx.problem(e.to_string())).ok()
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        cx.described::<Rate>()
    }
}

/// Days: a whole number, or text with a half.
struct DayCount;

impl Shape<'_> for DayCount {
    type Out = Days;

    fn expected(&self) -> Cow<'static, str> {
        "a number of days, such as 10 or \"10.5\"".into()
    }

    fn string(self, text: &str, cx: &mut Cx) -> Option<Days> {
        text.parse().map_err(|e: super::ParseDaysError| cx.problem(e.to_string())).ok()
    }

    fn integer(self, number: i128, cx: &mut Cx) -> Option<Days> {
        let days = u32::try_from(number).ok().and_then(Days::whole);
        if days.is_none() {
            cx.problem(format!("found {number}; days are zero or more"));
        }
        days
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        cx.described::<Days>()
    }
}

/// Whose row: a place in the list of participants, or a code.
struct RowOfShape;

impl Shape<'_> for RowOfShape {
    type Out = RowOf;

    fn expected(&self) -> Cow<'static, str> {
        "the place of a participant from 0, or a code as text, such as \"999000001\"".into()
    }

    fn string(self, text: &str, _cx: &mut Cx) -> Option<RowOf> {
        Some(RowOf::Pic(Pic::new(text)))
    }

    fn integer(self, number: i128, cx: &mut Cx) -> Option<RowOf> {
        let place = usize::try_from(number).ok();
        if place.is_none() {
            cx.problem(format!("found the place {number}; participants are counted from 0"));
        }
        place.map(RowOf::Place)
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        cx.described::<RowOf>()
    }
}

/// Categories as a list of names.
pub(crate) struct CategoryList;

impl<'de> Shape<'de> for CategoryList {
    type Out = Vec<Category>;

    fn expected(&self) -> Cow<'static, str> {
        "a list of budget categories, such as [\"A.5\"]".into()
    }

    fn array<A: SeqAccess<'de>>(self, items: A, cx: &mut Cx) -> Result<Option<Vec<Category>>, A::Error> {
        List("", || Parsed::of("a budget category, such as \"A.1\"")).array(items, cx)
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        List("", || Parsed::<Category>::of("")).schema(cx)
    }
}

/// The names of all categories.
const CATEGORY_NAMES: &[&str] = &{
    let mut names = [""; super::row::CATEGORIES];
    let mut at = 0;
    #[expect(clippy::indexing_slicing, reason = "run by the compiler, which refuses what is out of bounds")]
    while at < names.len() {
        names[at] = Category::ALL[at].as_str();
        at += 1;
    }
    names
};

#[derive(Default)]
struct CostFields(Costs);

impl<'de> Fields<'de> for CostFields {
    type Out = Costs;
    const EXPECTED: &'static str = "costs by category, such as {\"A.1\": 100000}";
    const NAMES: &'static [&'static str] = CATEGORY_NAMES;

    fn field<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A, cx: &mut Cx) -> Result<(), A::Error> {
        let cell = cx.optional(map, Cell)?;
        if let Some(category) = Category::ALL.get(index) {
            self.0.set(*category, cell);
        }
        Ok(())
    }

    fn finish(self, _cx: &mut Cx, _wrong: Wrong) -> Option<Costs> {
        Some(self.0)
    }
}

const RESOURCE_NAMES: &[&str] = &["income", "in_kind", "financial_contributions", "own_resources"];

#[derive(Default)]
struct ResourceFields(Resources);

impl<'de> Fields<'de> for ResourceFields {
    type Out = Resources;
    const EXPECTED: &'static str = "resources by name, such as {\"own_resources\": 10000}";
    const NAMES: &'static [&'static str] = RESOURCE_NAMES;

    fn field<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A, cx: &mut Cx) -> Result<(), A::Error> {
        let cell = cx.optional(map, Cell)?;
        if let Some(resource) = Resource::ALL.get(index) {
            self.0.set(*resource, cell);
        }
        Ok(())
    }

    fn finish(self, _cx: &mut Cx, _wrong: Wrong) -> Option<Resources> {
        Some(self.0)
    }
}

#[derive(Default)]
struct WorkPackageFields {
    name: Option<String>,
    costs: Option<Costs>,
}

impl<'de> Fields<'de> for WorkPackageFields {
    type Out = WorkPackage;
    const EXPECTED: &'static str = "a work package with \"name\" and \"costs\"";
    const NAMES: &'static [&'static str] = &["name", "costs"];

    fn field<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A, cx: &mut Cx) -> Result<(), A::Error> {
        match index {
            0 => self.name = cx.value(map, AnyText)?,
            _ => self.costs = cx.optional(map, Object(CostFields::default()))?,
        }
        Ok(())
    }

    fn finish(self, cx: &mut Cx, wrong: Wrong) -> Option<WorkPackage> {
        let name = cx.required(self.name, "name", wrong)?;
        Some(WorkPackage { name, costs: self.costs.unwrap_or(Costs::UNKNOWN) })
    }
}

#[derive(Default)]
struct OwnerFields {
    days: Option<Days>,
    coefficient: Option<Rate>,
}

impl<'de> Fields<'de> for OwnerFields {
    type Out = Owner;
    const EXPECTED: &'static str = "an owner with \"days\" and \"coefficient\"";
    const NAMES: &'static [&'static str] = &["days", "coefficient"];

    fn field<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A, cx: &mut Cx) -> Result<(), A::Error> {
        match index {
            0 => self.days = cx.value(map, DayCount)?,
            _ => self.coefficient = cx.value(map, Percent)?,
        }
        Ok(())
    }

    fn finish(self, cx: &mut Cx, wrong: Wrong) -> Option<Owner> {
        let days = cx.required(self.days, "days", wrong);
        let coefficient = cx.required(self.coefficient, "coefficient", wrong);
        Some(Owner { days: days?, coefficient: coefficient? })
    }
}

#[derive(Default)]
struct PersonFields {
    name: Option<String>,
    year: Option<i32>,
    days: Option<Days>,
}

impl<'de> Fields<'de> for PersonFields {
    type Out = Person;
    const EXPECTED: &'static str = "a person's year with \"name\", \"year\" and \"days\"";
    const NAMES: &'static [&'static str] = &["name", "year", "days"];

    fn field<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A, cx: &mut Cx) -> Result<(), A::Error> {
        match index {
            0 => self.name = cx.value(map, AnyText)?,
            1 => self.year = cx.value(map, Whole::of("a calendar year"))?,
            _ => self.days = cx.value(map, DayCount)?,
        }
        Ok(())
    }

    fn finish(self, cx: &mut Cx, wrong: Wrong) -> Option<Person> {
        let name = cx.required(self.name, "name", wrong);
        let year = cx.required(self.year, "year", wrong);
        let days = cx.required(self.days, "days", wrong);
        Some(Person { name: name?, year: year?, days: days? })
    }
}

#[derive(Default)]
struct RowFields {
    participant: Option<RowOf>,
    costs: Option<Costs>,
    total: Option<Eur>,
    requested: Option<Eur>,
    resources: Option<Resources>,
    work_packages: Option<Vec<WorkPackage>>,
    largest_support: Option<Eur>,
    owners: Option<Vec<Owner>>,
    persons: Option<Vec<Person>>,
}

impl<'de> Fields<'de> for RowFields {
    type Out = Row;
    const EXPECTED: &'static str = "a row of the budget, an object";
    const NAMES: &'static [&'static str] = &[
        "participant",
        "costs",
        "total",
        "requested",
        "resources",
        "work_packages",
        "largest_support",
        "owners",
        "persons",
    ];

    fn field<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A, cx: &mut Cx) -> Result<(), A::Error> {
        match index {
            0 => self.participant = cx.value(map, RowOfShape)?,
            1 => self.costs = cx.optional(map, Object(CostFields::default()))?,
            2 => self.total = cx.optional(map, Cell)?,
            3 => self.requested = cx.optional(map, Cell)?,
            4 => self.resources = cx.optional(map, Object(ResourceFields::default()))?,
            5 => {
                let shape = List("a list of work packages", || Object(WorkPackageFields::default()));
                self.work_packages = cx.optional(map, shape)?;
            }
            6 => self.largest_support = cx.optional(map, Cell)?,
            7 => {
                let shape = List("a list of owners", || Object(OwnerFields::default()));
                self.owners = cx.optional(map, shape)?;
            }
            _ => {
                let shape = List("a list of persons' years", || Object(PersonFields::default()));
                self.persons = cx.optional(map, shape)?;
            }
        }
        Ok(())
    }

    fn finish(self, cx: &mut Cx, wrong: Wrong) -> Option<Row> {
        let participant = cx.required(self.participant, "participant", wrong)?;
        Some(Row {
            participant,
            costs: self.costs.unwrap_or(Costs::UNKNOWN),
            total: self.total,
            requested: self.requested,
            resources: self.resources.unwrap_or(Resources::UNKNOWN),
            work_packages: self.work_packages.unwrap_or_default(),
            largest_support: self.largest_support,
            owners: self.owners,
            persons: self.persons.unwrap_or_default(),
        })
    }
}

/// Amounts by category or resource, those stated.
struct StatedFields<K>(Vec<(K, Eur)>);

impl<'de> Fields<'de> for StatedFields<Category> {
    type Out = Vec<(Category, Eur)>;
    const EXPECTED: &'static str = "totals by category, such as {\"A.1\": 100000}";
    const NAMES: &'static [&'static str] = CATEGORY_NAMES;

    fn field<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A, cx: &mut Cx) -> Result<(), A::Error> {
        let cell = cx.optional(map, Cell)?;
        self.0.extend(Category::ALL.get(index).copied().zip(cell));
        Ok(())
    }

    fn finish(mut self, _cx: &mut Cx, _wrong: Wrong) -> Option<Self::Out> {
        self.0.sort_unstable_by_key(|(category, _)| *category);
        Some(self.0)
    }
}

impl<'de> Fields<'de> for StatedFields<Resource> {
    type Out = Vec<(Resource, Eur)>;
    const EXPECTED: &'static str = "totals by resource, such as {\"own_resources\": 10000}";
    const NAMES: &'static [&'static str] = RESOURCE_NAMES;

    fn field<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A, cx: &mut Cx) -> Result<(), A::Error> {
        let cell = cx.optional(map, Cell)?;
        self.0.extend(Resource::ALL.get(index).copied().zip(cell));
        Ok(())
    }

    fn finish(mut self, _cx: &mut Cx, _wrong: Wrong) -> Option<Self::Out> {
        self.0.sort_unstable_by_key(|(resource, _)| *resource);
        Some(self.0)
    }
}

#[derive(Default)]
struct TotalFields(Totals);

impl<'de> Fields<'de> for TotalFields {
    type Out = Totals;
    const EXPECTED: &'static str = "the stated totals, an object";
    const NAMES: &'static [&'static str] = &["costs", "total", "requested", "resources", "funding_rate"];

    fn field<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A, cx: &mut Cx) -> Result<(), A::Error> {
        let totals = &mut self.0;
        match index {
            0 => {
                let read = cx.optional(map, Object(StatedFields::<Category>(Vec::new())))?;
                totals.costs = read.unwrap_or_default();
            }
            1 => totals.total = cx.optional(map, Cell)?,
            2 => totals.requested = cx.optional(map, Cell)?,
            3 => {
                let read = cx.optional(map, Object(StatedFields::<Resource>(Vec::new())))?;
                totals.resources = read.unwrap_or_default();
            }
            _ => totals.funding_rate = cx.optional(map, Percent)?,
        }
        Ok(())
    }

    fn finish(self, _cx: &mut Cx, _wrong: Wrong) -> Option<Totals> {
        Some(self.0)
    }
}

#[derive(Default)]
struct BudgetFields {
    rows: Option<Vec<Row>>,
    totals: Option<Totals>,
    justified: Option<bool>,
}

impl<'de> Fields<'de> for BudgetFields {
    type Out = Budget;
    const EXPECTED: &'static str = "a budget with \"rows\"";
    const NAMES: &'static [&'static str] = &["rows", "totals", "subcontracting_justified"];

    fn field<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A, cx: &mut Cx) -> Result<(), A::Error> {
        match index {
            0 => self.rows = cx.value(map, List("a list of rows", || Object(RowFields::default())))?,
            1 => self.totals = cx.optional(map, Object(TotalFields::default()))?,
            _ => self.justified = cx.optional(map, Flag)?,
        }
        Ok(())
    }

    fn finish(self, cx: &mut Cx, wrong: Wrong) -> Option<Budget> {
        let rows = cx.required(self.rows, "rows", wrong)?;
        let stated = self.totals.unwrap_or_default();
        let budget = Budget::new(rows).and_then(|budget| budget.stating(stated));
        let budget = budget.map_err(|e| cx.problem(e.to_string())).ok()?;
        Some(Budget { subcontracting_justified: self.justified, ..budget })
    }
}
