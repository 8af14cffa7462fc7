//! What the conditions ask and what was found in its place, as numbers and codes.

use chrono::NaiveDate;
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::budget::{Between, Category, Days, RowOf, Sum};
use crate::call::MemberKind;
use crate::country::Country;
use crate::id::Pic;
use crate::money::{Eur, Percent, Rate};
use crate::organisation::{
    Declaration, Declarations, LegalForm, LegalForms, OrganisationType, Role, Status, Statuses,
};
use crate::time::Instant;

/// What a condition asks, as numbers and codes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Required {
    /// At least so many.
    AtLeast(u32),
    /// Exactly so many.
    Exactly(u32),
    /// Each code once.
    Distinct,
    /// An instant not after this one.
    NotAfter(Instant),
    /// An amount within these bounds.
    Amount {
        /// The smallest.
        min: Option<Eur>,
        /// The largest.
        max: Option<Eur>,
    },
    /// A share not above this one.
    Rate(Rate),
    /// A number of months within these bounds.
    Months {
        /// The fewest.
        min: Option<i64>,
        /// The most.
        max: Option<i64>,
    },
    /// One of these legal forms.
    Forms(Vec<LegalForm>),
    /// A country of one of these kinds.
    Countries(Vec<&'static str>),
    /// The code of a participant in one of these roles.
    Linked(&'static [Role]),
    /// A code of so many digits.
    Digits(u32),
    /// So many members of each kind.
    Members(Vec<MemberKind>),
    /// Each code in one role.
    OneRoleEach,
    /// What a role asks beside the legal form.
    Kind {
        /// Statuses that are held, or not: of entities of one legal form, or of all.
        statuses: Vec<(Option<LegalForm>, Status, bool)>,
        /// The organisation types that are admitted.
        types: Vec<OrganisationType>,
        /// The organisation types that are barred.
        barred_types: Vec<OrganisationType>,
    },
    /// One of these countries.
    OneOf(Vec<Country>),
    /// Nothing of the kind declared.
    NotDeclared(Declaration),
    /// All of these.
    AllOf(Vec<String>),
    /// So many of these; of anything where the list is empty.
    SomeOf {
        /// The list.
        of: Vec<String>,
        /// How many at least.
        at_least: u32,
        /// How many at most.
        at_most: Option<u32>,
    },
    /// None of these.
    NoneOf(Vec<String>),
    /// No more than so many.
    NotMore(u32),
    /// A day not before this one.
    NotBefore(NaiveDate),
    /// A sum equal to this one.
    Equal(Sum),
    /// A sum not above this one.
    AtMost(Sum),
    /// A sum not above a share of another.
    Share {
        /// The sum that it is a share of.
        of: Sum,
        /// The largest share.
        at_most: Rate,
    },
    /// A share of a base.
    FlatRate {
        /// The share.
        rate: Rate,
        /// The base.
        base: Sum,
        /// The amount that it comes to, where the base is known.
        amount: Option<Eur>,
    },
    /// Days not above these.
    Days(Days),
    /// A category that the call opens.
    OpenCategory(Category),
}

impl Serialize for Required {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self {
            Required::AtLeast(count) => map.serialize_entry("at_least", count)?,
            Required::Exactly(count) => map.serialize_entry("exactly", count)?,
            Required::Distinct => map.serialize_entry("distinct", &true)?,
            Required::NotAfter(instant) => map.serialize_entry("not_after", instant)?,
            Required::Amount { min, max } => {
                map.serialize_entry("min", min)?;
                map.serialize_entry("max", max)?;
            }
            Required::Rate(rate) => {
                map.serialize_entry("at_most", &rate.written())?;
            }
            Required::Months { min, max } if min == max => map.serialize_entry("exactly", min)?,
            Required::Months { min, max } => {
                map.serialize_entry("min", min)?;
                map.serialize_entry("max", max)?;
            }
            Required::Forms(forms) => map.serialize_entry("one_of", forms)?,
            Required::Countries(kinds) => map.serialize_entry("one_of", kinds)?,
            Required::Linked(roles) => map.serialize_entry("affiliated_to", roles)?,
            Required::Digits(count) => map.serialize_entry("digits", count)?,
            Required::Members(kinds) => map.serialize_entry("members", kinds)?,
            Required::OneRoleEach => map.serialize_entry("one_role_each", &true)?,
            Required::Kind { statuses, types, barred_types } => {
                let rows = |wanted: bool| -> Vec<String> {
                    let rows = statuses.iter().filter(|(.., held)| *held == wanted);
                    let name = |form: &Option<LegalForm>, status: &Status| match form {
                        Some(form) => format!("{status} of {form}"),
                        None => status.to_string(),
                    };
                    rows.map(|(form, status, _)| name(form, status)).collect()
                };
                map.serialize_entry("held", &rows(true))?;
                map.serialize_entry("not_held", &rows(false))?;
                map.serialize_entry("organisation_types", types)?;
                map.serialize_entry("barred_types", barred_types)?;
            }
            Required::OneOf(countries) => map.serialize_entry("one_of", countries)?,
            Required::NotDeclared(declaration) => map.serialize_entry("not_declared", declaration)?,
            Required::AllOf(names) => map.serialize_entry("all_of", names)?,
            Required::SomeOf { of, at_least, at_most } => {
                map.serialize_entry("some_of", of)?;
                map.serialize_entry("at_least", at_least)?;
                map.serialize_entry("at_most", at_most)?;
            }
            Required::NoneOf(names) => map.serialize_entry("none_of", names)?,
            Required::NotMore(count) => map.serialize_entry("at_most", count)?,
            Required::NotBefore(day) => map.serialize_entry("not_before", &day.to_string())?,
            Required::Equal(sum) => map.serialize_entry("equal", sum)?,
            Required::AtMost(sum) => map.serialize_entry("at_most", sum)?,
            Required::Share { of, at_most } => {
                map.serialize_entry("at_most", at_most)?;
                map.serialize_entry("of", of)?;
            }
            Required::FlatRate { rate, base, amount } => {
                map.serialize_entry("rate", rate)?;
                map.serialize_entry("base", base)?;
                map.serialize_entry("amount", amount)?;
            }
            Required::Days(days) => map.serialize_entry("days_at_most", days)?,
            Required::OpenCategory(category) => map.serialize_entry("open_category", category)?,
        }
        map.end()
    }
}

/// What was found, as numbers and codes. Unknown facts are `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Found<'r> {
    /// So many for certain, and at most so many; `None` where more may join.
    Count {
        /// How many at least.
        certain: u32,
        /// How many at most.
        possible: Option<u32>,
    },
    /// The codes that stand more than once.
    Repeated(Vec<&'r Pic>),
    /// When the proposal is submitted.
    Instant(Option<Instant>),
    /// The amount asked for.
    Amount(Option<Eur>),
    /// The share of the costs asked for.
    Rate {
        /// The grant asked for.
        requested: Option<Eur>,
        /// The costs it is a share of.
        costs: Option<Eur>,
        /// The share.
        share: Option<Percent>,
    },
    /// The planned months.
    Months(Option<i64>),
    /// The role, and the legal forms it may be one of.
    Form(Option<Role>, LegalForms),
    /// The country.
    Country(Option<Country>),
    /// The code of the participant linked to.
    Linked(Option<&'r Pic>),
    /// The code.
    Pic(Option<&'r Pic>),
    /// For each kind of member, how many there are for certain, and how many at most.
    Members(Vec<(u32, Option<u32>)>),
    /// What is stated of statuses and type.
    Kind(Statuses, Option<OrganisationType>),
    /// What is declared.
    Declared(Declarations),
    /// What is named; `None` where nothing is stated.
    Named(Option<Vec<String>>),
    /// How many.
    Number(Option<u32>),
    /// The day.
    Day(Option<NaiveDate>),
    /// A sum of cells of the budget.
    Sum(Sum),
    /// What the budget asks for, by bounds.
    Between(Between),
    /// The first cell that differs from what it is compared with, or the last one compared: as a JSON
    /// Pointer, with what is stated there.
    Cell(String, Sum),
    /// The share that sums of the budget have in each other.
    Share {
        /// The part.
        part: Sum,
        /// The whole.
        whole: Sum,
        /// The share, where both are known.
        share: Option<Percent>,
    },
    /// Days.
    Days(Days),
    /// Whose row of the budget it is.
    Row(&'r RowOf),
}

impl Serialize for Found<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self {
            Found::Count { certain, possible } => {
                map.serialize_entry("certain", certain)?;
                map.serialize_entry("possible", possible)?;
            }
            Found::Repeated(codes) => map.serialize_entry("repeated", codes)?,
            Found::Instant(instant) => map.serialize_entry("instant", instant)?,
            Found::Amount(amount) => map.serialize_entry("amount", amount)?,
            Found::Rate { requested, costs, share } => {
                map.serialize_entry("requested_grant", requested)?;
                map.serialize_entry("total_eligible_costs", costs)?;
                map.serialize_entry("rate", share)?;
            }
            Found::Months(months) => map.serialize_entry("months", months)?,
            Found::Form(role, forms) => {
                map.serialize_entry("role", role)?;
                map.serialize_entry("one_of", &forms.iter().collect::<Vec<_>>())?;
            }
            Found::Country(country) => map.serialize_entry("country", country)?,
            Found::Linked(pic) => map.serialize_entry("affiliated_to", pic)?,
            Found::Pic(pic) => map.serialize_entry("pic", pic)?,
            Found::Members(counts) => {
                let (certain, possible): (Vec<u32>, Vec<Option<u32>>) = counts.iter().copied().unzip();
                map.serialize_entry("certain", &certain)?;
                map.serialize_entry("possible", &possible)?;
            }
            Found::Kind(statuses, kind) => {
                map.serialize_entry("statuses", statuses)?;
                map.serialize_entry("organisation_type", kind)?;
            }
            Found::Declared(declarations) => map.serialize_entry("declared", declarations)?,
            Found::Named(names) => map.serialize_entry("named", names)?,
            Found::Number(count) => map.serialize_entry("count", count)?,
            Found::Day(day) => map.serialize_entry("day", &day.map(|d| d.to_string()))?,
            Found::Between(amount) => {
                map.serialize_entry("least", &amount.least)?;
                map.serialize_entry("most", &amount.most)?;
            }
            Found::Sum(sum) => map.serialize_entry("sum", sum)?,
            Found::Cell(at, stated) => {
                map.serialize_entry("cell", at)?;
                map.serialize_entry("stated", stated)?;
            }
            Found::Share { part, whole, share } => {
                map.serialize_entry("part", part)?;
                map.serialize_entry("whole", whole)?;
                map.serialize_entry("rate", share)?;
            }
            Found::Days(days) => map.serialize_entry("days", days)?,
            Found::Row(row) => map.serialize_entry("participant", row)?,
        }
        map.end()
    }
}
