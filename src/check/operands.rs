//! What the conditions ask and what was found in its place, as numbers and codes.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::budget::{Between, Category, Days, RowOf, Sum};
use crate::call::MemberKind;
use crate::country::Country;
use crate::fund::{ManagementMode, SpecificObjective};
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
    /// An instant before this one.
    Before(Instant),
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
    Countries(Vec<Cow<'static, str>>),
    /// The code of a participant in one of these roles.
    Linked(Cow<'static, [Role]>),
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
    /// One of these specific objectives of the Fund.
    Objectives(Vec<SpecificObjective>),
    /// One of these management modes.
    Modes(Vec<ManagementMode>),
}

impl Required {
    /// As it was asked beside what was found: an empty list of words does not say by itself of what it is one.
    pub(crate) fn beside(self, found: Option<&Found>) -> Self {
        match (self, found) {
            (Required::Countries(none), Some(Found::Form(..))) if none.is_empty() => {
                Required::Forms(Vec::new())
            }
            (Required::Countries(none), Some(Found::Objective(..))) if none.is_empty() => {
                Required::Objectives(Vec::new())
            }
            (Required::Countries(none), Some(Found::Mode(_))) if none.is_empty() => {
                Required::Modes(Vec::new())
            }
            (required, _) => required,
        }
    }
}

/// What a condition asks by the other of two readings, where the sources of a call disagree: it holds where an open question
/// is answered yes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct OtherReading {
    /// The id of the question.
    pub open: String,
    /// What the condition asks then.
    pub required: Required,
}

/// What was found, as numbers and codes. Unknown facts are `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Found {
    /// So many for certain, and at most so many; `None` where more may join.
    Count {
        /// How many at least.
        certain: u32,
        /// How many at most.
        possible: Option<u32>,
    },
    /// The codes that stand more than once.
    Repeated(Vec<Pic>),
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
        /// The share, rounded half up to two decimals of a per cent.
        share: Option<Percent>,
    },
    /// The planned months.
    Months(Option<i64>),
    /// The role, and the legal forms it may be one of.
    Form(Option<Role>, LegalForms),
    /// The country.
    Country(Option<Country>),
    /// The code of the participant linked to.
    Linked(Option<Pic>),
    /// The code.
    Pic(Option<Pic>),
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
        /// The share, rounded half up to two decimals of a per cent, where both are known.
        share: Option<Percent>,
    },
    /// Days.
    Days(Days),
    /// Whose row of the budget it is.
    Row(RowOf),
    /// The specific objective, and the day.
    Objective(Option<SpecificObjective>, Option<NaiveDate>),
    /// The management mode.
    Mode(Option<ManagementMode>),
    /// The share of the expenditure that the Union bears.
    UnionShare {
        /// The contribution of the Union.
        contribution: Option<Eur>,
        /// The total eligible expenditure.
        expenditure: Option<Eur>,
        /// The share, rounded half up to two decimals of a per cent.
        share: Option<Percent>,
    },
}
