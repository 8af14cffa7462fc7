//! The `budget` of `amif-proposal/1`: every field of a budget, once. From its row are made reader, writer, names for
//! "did you mean", schema and reference. Unknown facts are left out; in a table of amounts they are `"unknown"`.

use std::borrow::Cow;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{
    Budget, Category, Costs, Days, Owner, Person, Resource, Resources, Row, RowOf, Totals, WorkPackage,
};
use crate::id::Pic;
#[cfg(feature = "schemars")]
use crate::input::Named;
use crate::input::{
    AnyText, Broken, Cx, Entries, Fields, Flag, List, Parsed, Shape, Sink, Whole, Writes, Wrong, checked,
    fields, from_serde, object, quoted, serde_by,
};
use crate::money::{Eur, Rate};
use crate::shape::Amount;

/// The shape of a whole budget.
pub(crate) fn budget() -> impl Shape<Out = Budget> {
    object::<BudgetFields>()
}

/// An amount from zero upwards.
pub(crate) struct Cell;

impl Cell {
    fn checked(amount: Option<Eur>, cx: &mut Cx) -> Option<Eur> {
        let amount = amount?;
        if amount < Eur::ZERO {
            cx.problem(format!("the amounts of a budget must not be below zero (found {amount})"));
            return None;
        }
        Some(amount)
    }
}

impl Shape for Cell {
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

/// An amount of a table, or that it is not known: `"unknown"`, for formats that have no `null`.
pub(crate) struct TableCell;

const UNKNOWN: &str = "unknown";

impl Shape for TableCell {
    type Out = Option<Eur>;

    fn expected(&self) -> Cow<'static, str> {
        "an amount in euro from zero upwards, such as 750000 or \"750000.00\", or \"unknown\"".into()
    }

    fn string(self, text: &str, cx: &mut Cx) -> Option<Option<Eur>> {
        if text == UNKNOWN { Some(None) } else { Cell.string(text, cx).map(Some) }
    }

    fn integer(self, number: i128, cx: &mut Cx) -> Option<Option<Eur>> {
        Cell.integer(number, cx).map(Some)
    }

    fn float(self, number: f64, cx: &mut Cx) -> Option<Option<Eur>> {
        Cell.float(number, cx).map(Some)
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        let amount = Cell.schema(cx);
        schemars::json_schema!({ "anyOf": [amount, { "const": UNKNOWN }] })
    }
}

/// How a cell of a table is written.
fn cell(amount: Option<Eur>) -> String {
    amount.map_or_else(|| UNKNOWN.to_owned(), |amount| amount.to_string())
}

/// A share in per cent. A bare number is refused: 0.9 and 90 may both be meant for 90 %.
pub(crate) struct Percent;

impl Shape for Percent {
    type Out = Rate;

    fn expected(&self) -> Cow<'static, str> {
        "a number of per cent as text, such as \"90\" for 90 %".into()
    }

    fn string(self, text: &str, cx: &mut Cx) -> Option<Rate> {
        text.parse().map_err(|e: crate::value::ParseRateError| cx.problem(e.to_string())).ok()
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        cx.described::<Rate>()
    }
}

/// Days: a whole number, or text with a half.
struct DayCount;

impl Shape for DayCount {
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
            cx.problem(format!("days must not be below zero (found {number})"));
        }
        days
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        cx.described::<Days>()
    }
}

/// What stands before a place, and before a code, where the format does not tell a number from a text.
const OF_PLACE: &str = "#";
const OF_CODE: &str = "=";

/// Whose row: a place in the list of participants, or a code.
struct RowOfShape;

impl Shape for RowOfShape {
    type Out = RowOf;

    fn expected(&self) -> Cow<'static, str> {
        "the place of a participant from 0, or a code as text, such as \"999000001\"".into()
    }

    fn string(self, text: &str, cx: &mut Cx) -> Option<RowOf> {
        if !cx.is_plain() {
            return Some(RowOf::Pic(Pic::new(text)));
        }
        match (text.strip_prefix(OF_PLACE).map(str::parse), text.strip_prefix(OF_CODE)) {
            (Some(Ok(place)), _) => Some(RowOf::Place(place)),
            (_, Some(code)) => Some(RowOf::Pic(Pic::new(code))),
            _ => {
                cx.problem(format!("found {}, which is neither a place nor a code", quoted(text)));
                None
            }
        }
    }

    fn integer(self, number: i128, cx: &mut Cx) -> Option<RowOf> {
        let place = usize::try_from(number).ok();
        if place.is_none() {
            cx.problem(format!(
                "the place of a participant must be 0 or more (found {number}): places are counted from 0"
            ));
        }
        place.map(RowOf::Place)
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        cx.described::<RowOf>()
    }
}

/// Categories as a list of names, with what is wrong with one that must not stand there.
pub(crate) fn category_list(wrong: fn(&Category) -> Option<String>) -> impl Shape<Out = Vec<Category>> {
    List("a list of budget categories, such as [\"A.5\"]", move || {
        checked(Parsed::of("a budget category, such as \"A.1\""), wrong)
    })
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

impl Fields for CostFields {
    type Out = Costs;
    const EXPECTED: &'static str = "costs by category, such as {\"A.1\": 100000}";
    #[cfg(feature = "schemars")]
    const MEANING: &'static str = "Costs in euro by category.";
    const NAMES: &'static [&'static str] = CATEGORY_NAMES;
    #[cfg(feature = "schemars")]
    const WORDS: &'static [&'static str] = Category::MEANINGS;

    fn field(&mut self, index: usize, entries: &mut dyn Entries, cx: &mut Cx) -> Result<(), Broken> {
        let cell = cx.optional(entries, TableCell)?.flatten();
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

impl Fields for ResourceFields {
    type Out = Resources;
    const EXPECTED: &'static str = "resources by name, such as {\"own_resources\": 10000}";
    #[cfg(feature = "schemars")]
    const MEANING: &'static str = "Amounts in euro by resource.";
    const NAMES: &'static [&'static str] = RESOURCE_NAMES;
    #[cfg(feature = "schemars")]
    const WORDS: &'static [&'static str] = Resource::MEANINGS;

    fn field(&mut self, index: usize, entries: &mut dyn Entries, cx: &mut Cx) -> Result<(), Broken> {
        let cell = cx.optional(entries, TableCell)?.flatten();
        if let Some(resource) = Resource::ALL.get(index) {
            self.0.set(*resource, cell);
        }
        Ok(())
    }

    fn finish(self, _cx: &mut Cx, _wrong: Wrong) -> Option<Resources> {
        Some(self.0)
    }
}

fields! {
    /// The costs of one work package.
    WorkPackageFields -> WorkPackage, "a work package with \"name\" and \"costs\"" {
        /// Its name or number.
        name: String = AnyText,
        /// Its costs by category.
        costs: Costs = object::<CostFields>(),
    }
    finish |this, cx, wrong| {
        let name = cx.required(this.name, "name", wrong)?;
        Some(WorkPackage { name, costs: this.costs.unwrap_or(Costs::UNKNOWN) })
    }
    write |value: WorkPackage| {
        name: Some(&value.name),
        costs: Some(&value.costs),
    }
}

fields! {
    /// An owner or natural person without a salary.
    OwnerFields -> Owner, "an owner with \"days\" and \"coefficient\"" {
        /// The days worked.
        days: Days = DayCount,
        /// The coefficient of the country, as text: "100" for the average.
        coefficient: Rate = Percent,
    }
    finish |this, cx, wrong| {
        let days = cx.required(this.days, "days", wrong);
        let coefficient = cx.required(this.coefficient, "coefficient", wrong);
        Some(Owner { days: days?, coefficient: coefficient? })
    }
    write |value: Owner| {
        days: Some(value.days),
        coefficient: Some(value.coefficient),
    }
}

fields! {
    /// The days of one person in one year.
    PersonFields -> Person, "a person's year with \"name\", \"year\" and \"days\"" {
        /// The person.
        name: String = AnyText,
        /// The calendar year.
        year: i32 = Whole::of("a calendar year"),
        /// The days.
        days: Days = DayCount,
    }
    finish |this, cx, wrong| {
        let name = cx.required(this.name, "name", wrong);
        let year = cx.required(this.year, "year", wrong);
        let days = cx.required(this.days, "days", wrong);
        Some(Person { name: name?, year: year?, days: days? })
    }
    write |value: Person| {
        name: Some(&value.name),
        year: Some(i64::from(value.year)),
        days: Some(value.days),
    }
}

fields! {
    /// A row of the budget. What is left out or null is unknown. In costs and resources that are stated, what is left out
    /// is zero, `E` apart, and null is unknown.
    RowFields -> Row, "a row of the budget, an object" {
        /// Whose row it is.
        participant: RowOf = RowOfShape,
        /// Costs by category.
        costs: Costs = object::<CostFields>(),
        /// The total of the costs as stated.
        total: Eur = Cell,
        /// The EU contribution requested.
        requested: Eur = Cell,
        /// What pays for the rest.
        resources: Resources = object::<ResourceFields>(),
        /// The costs split by work package.
        work_packages: Vec<WorkPackage> = List("a list of work packages", object::<WorkPackageFields>),
        /// The largest support to one third party.
        largest_support: Eur = Cell,
        /// Owners and natural persons without a salary, category A.4.
        owners: Vec<Owner> = List("a list of owners", object::<OwnerFields>),
        /// Days of persons by year, of which there are at most 215.
        persons: Vec<Person> = List("a list of persons' years", object::<PersonFields>),
    }
    finish |this, cx, wrong| {
        let participant = cx.required(this.participant, "participant", wrong)?;
        Some(Row {
            participant,
            costs: this.costs.unwrap_or(Costs::UNKNOWN),
            total: this.total,
            requested: this.requested,
            resources: this.resources.unwrap_or(Resources::UNKNOWN),
            work_packages: this.work_packages.unwrap_or_default(),
            largest_support: this.largest_support,
            owners: this.owners,
            persons: this.persons.unwrap_or_default(),
        })
    }
    write |value: Row| {
        participant: Some(&value.participant),
        costs: Some(&value.costs),
        total: value.total,
        requested: value.requested,
        resources: Some(&value.resources),
        work_packages: (!value.work_packages.is_empty()).then_some(&value.work_packages),
        largest_support: value.largest_support,
        owners: value.owners.as_ref(),
        persons: (!value.persons.is_empty()).then_some(&value.persons),
    }
}

/// Amounts by category or resource, those stated.
struct StatedFields<K>(Vec<(K, Eur)>);

impl<K> Default for StatedFields<K> {
    fn default() -> Self {
        StatedFields(Vec::new())
    }
}

impl Fields for StatedFields<Category> {
    type Out = Vec<(Category, Eur)>;
    const EXPECTED: &'static str = "totals by category, such as {\"A.1\": 100000}";
    #[cfg(feature = "schemars")]
    const MEANING: &'static str = "Totals in euro by category.";
    const NAMES: &'static [&'static str] = CATEGORY_NAMES;
    #[cfg(feature = "schemars")]
    const WORDS: &'static [&'static str] = Category::MEANINGS;

    fn field(&mut self, index: usize, entries: &mut dyn Entries, cx: &mut Cx) -> Result<(), Broken> {
        let cell = cx.optional(entries, Cell)?;
        self.0.extend(Category::ALL.get(index).copied().zip(cell));
        Ok(())
    }

    fn finish(mut self, _cx: &mut Cx, _wrong: Wrong) -> Option<Self::Out> {
        self.0.sort_unstable_by_key(|(category, _)| *category);
        Some(self.0)
    }
}

impl Fields for StatedFields<Resource> {
    type Out = Vec<(Resource, Eur)>;
    const EXPECTED: &'static str = "totals by resource, such as {\"own_resources\": 10000}";
    #[cfg(feature = "schemars")]
    const MEANING: &'static str = "Totals in euro by resource.";
    const NAMES: &'static [&'static str] = RESOURCE_NAMES;
    #[cfg(feature = "schemars")]
    const WORDS: &'static [&'static str] = Resource::MEANINGS;

    fn field(&mut self, index: usize, entries: &mut dyn Entries, cx: &mut Cx) -> Result<(), Broken> {
        let cell = cx.optional(entries, Cell)?;
        self.0.extend(Resource::ALL.get(index).copied().zip(cell));
        Ok(())
    }

    fn finish(mut self, _cx: &mut Cx, _wrong: Wrong) -> Option<Self::Out> {
        self.0.sort_unstable_by_key(|(resource, _)| *resource);
        Some(self.0)
    }
}

fields! {
    /// Totals as stated.
    TotalFields -> Totals, "the stated totals, an object" {
        /// By category.
        costs: Vec<(Category, Eur)> = object::<StatedFields<Category>>(),
        /// Of all costs.
        total: Eur = Cell,
        /// Of the contributions requested.
        requested: Eur = Cell,
        /// By resource.
        resources: Vec<(Resource, Eur)> = object::<StatedFields<Resource>>(),
        /// The share requested, in per cent, as text.
        funding_rate: Rate = Percent,
    }
    finish |this, _cx, _wrong| {
        Some(Totals {
            costs: this.costs.unwrap_or_default(),
            total: this.total,
            requested: this.requested,
            resources: this.resources.unwrap_or_default(),
            funding_rate: this.funding_rate,
        })
    }
    write |value: Totals| {
        costs: (!value.costs.is_empty()).then_some(Pairs(&value.costs)),
        total: value.total,
        requested: value.requested,
        resources: (!value.resources.is_empty()).then_some(Pairs(&value.resources)),
        funding_rate: value.funding_rate,
    }
}

fields! {
    /// A detailed budget, as the table of the portal has it.
    BudgetFields -> Budget, "a budget with \"rows\"" {
        /// A row for each participant with costs.
        rows: Vec<Row> = List("a list of rows", object::<RowFields>),
        /// The totals as stated, to be compared with the rows.
        totals: Totals = object::<TotalFields>(),
        /// Whether the application justifies its subcontracting.
        subcontracting_justified: bool = Flag,
    }
    finish |this, cx, wrong| {
        let rows = cx.required(this.rows, "rows", wrong)?;
        let stated = this.totals.unwrap_or_default();
        let budget = Budget::new(rows).and_then(|budget| budget.stating(stated));
        let budget = budget.map_err(|e| cx.problem(e.to_string())).ok()?;
        Some(Budget { subcontracting_justified: this.subcontracting_justified, ..budget })
    }
    write |value: Budget| {
        rows: Some(&value.rows),
        totals: (!value.totals.is_empty()).then_some(&value.totals),
        subcontracting_justified: value.subcontracting_justified,
    }
}

impl Serialize for RowOf {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            RowOf::Place(place) if serializer.is_human_readable() => place.serialize(serializer),
            RowOf::Pic(pic) if serializer.is_human_readable() => pic.serialize(serializer),
            RowOf::Place(place) => serializer.collect_str(&format_args!("{OF_PLACE}{place}")),
            RowOf::Pic(pic) => serializer.collect_str(&format_args!("{OF_CODE}{pic}")),
        }
    }
}

impl<'de> Deserialize<'de> for RowOf {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_serde(deserializer, RowOfShape)
    }
}

impl Writes<Costs> for CostFields {
    fn entries<K: Sink>(value: &Costs, sink: &mut K) -> Result<(), K::Error> {
        // Indirect costs that are left out are unknown; every other category that is left out is zero.
        let written = |(category, amount): &(Category, Option<Eur>)| match category {
            Category::Indirect => amount.is_some(),
            _ => *amount != Some(Eur::ZERO),
        };
        let mut written = value.iter().filter(written);
        written.try_for_each(|(category, amount)| sink.entry(category.as_str(), &cell(amount)))
    }
}

impl Writes<Resources> for ResourceFields {
    fn entries<K: Sink>(value: &Resources, sink: &mut K) -> Result<(), K::Error> {
        let mut written = value.iter().filter(|(_, amount)| *amount != Some(Eur::ZERO));
        written.try_for_each(|(resource, amount)| sink.entry(resource.as_str(), &cell(amount)))
    }
}

/// Stated totals as an object.
struct Pairs<'a, K>(&'a [(K, Eur)]);

impl<K: Serialize> Serialize for Pairs<'_, K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, amount) in self.0 {
            map.serialize_entry(key, &Some(amount))?;
        }
        map.end()
    }
}

serde_by! {
    Budget: BudgetFields;
    Totals: TotalFields;
    Row: RowFields;
    Person: PersonFields;
    Owner: OwnerFields;
    WorkPackage: WorkPackageFields;
    Costs: CostFields;
    Resources: ResourceFields;
}
