//! The keys under which what is asked and what was found stand in JSON. Each is listed once: the same fields write,
//! read and describe them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::operands::{Found, Required};
use crate::budget::{Between, Category, Days, RowOf, Sum};
use crate::call::MemberKind;
use crate::country::Country;
use crate::fund::{ManagementMode, SpecificObjective};
use crate::id::Pic;
use crate::input::text_in_binary;
use crate::money::{Eur, Percent, Rate};
use crate::organisation::{
    Declaration, Declarations, LegalForm, LegalForms, OrganisationType, Role, Status, Statuses,
};
use crate::time::{Instant, parse_date};

/// A value that may be unknown: it stands there, as null.
type OrNull<T> = Option<T>;

/// Reads a field that stands there; `None` is left for one that does not.
fn there<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

macro_rules! keys {
    ($(#[$meta:meta])* $name:ident { $($(#[doc = $doc:literal])* $field:ident: $type:ty,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Default, Serialize, Deserialize)]
        #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
        #[serde(default, deny_unknown_fields)]
        pub(crate) struct $name {
            $(
                $(#[doc = $doc])*
                #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "there")]
                $field: Option<$type>,
            )+
        }
    };
}

keys! {
    /// What the condition asks, as numbers and codes, by name.
    RequiredKeys {
        /// At least so many.
        at_least: u32,
        /// Exactly so many; of months beside the equal bounds.
        exactly: i64,
        /// Nothing stands twice.
        distinct: bool,
        /// Not after this instant.
        before: Instant,
        /// The smallest amount, or the fewest months.
        min: OrNull<Bound>,
        /// The largest amount, or the most months.
        max: OrNull<Bound>,
        /// The largest number, share in per cent, or sum.
        at_most: OrNull<Most>,
        /// The sum that it is a share of.
        of: SumKeys,
        /// One of these words.
        one_of: Vec<Cow<'static, str>>,
        /// The code of a participant in one of these roles.
        affiliated_to: Vec<Role>,
        /// A code of so many digits.
        digits: u32,
        /// So many members of each kind.
        members: Vec<MemberKeys>,
        /// Each code in one role.
        one_role_each: bool,
        /// Statuses that are held, of entities of one legal form where it says so.
        held: Vec<String>,
        /// Statuses that are not held.
        not_held: Vec<String>,
        /// The organisation types that are admitted.
        organisation_types: Vec<OrganisationType>,
        /// The organisation types that are barred.
        barred_types: Vec<OrganisationType>,
        /// Nothing of the kind is declared.
        not_declared: Declaration,
        /// All of these.
        all_of: Vec<String>,
        /// Some of these; of anything where the list is empty.
        some_of: Vec<String>,
        /// None of these.
        none_of: Vec<String>,
        /// Not before this day.
        not_before: Date,
        /// Equal to this sum.
        equal: SumKeys,
        /// The share that is asked, in per cent.
        rate: Rate,
        /// What it is a share of.
        base: SumKeys,
        /// What the share comes to, in euro; null where the base is not known.
        amount: OrNull<Eur>,
        /// At most so many days.
        days_at_most: Days,
        /// A category that the call opens.
        open_category: Category,
    }
}

keys! {
    /// What was found, as numbers and codes, by name. Null: unknown.
    FoundKeys {
        /// So many for certain; of each kind of member where it is a list.
        certain: Counts<u32>,
        /// At most so many; null where more may join.
        possible: Counts<OrNull<u32>>,
        /// The codes that stand more than once.
        repeated: Vec<Pic>,
        /// When the proposal is submitted.
        instant: OrNull<Instant>,
        /// The amount, in euro.
        amount: OrNull<Eur>,
        /// The grant asked for, in euro.
        requested_grant: OrNull<Eur>,
        /// The costs that it is a share of, in euro.
        total_eligible_costs: OrNull<Eur>,
        /// The share, in per cent.
        rate: OrNull<Percent>,
        /// The planned months.
        months: OrNull<i64>,
        /// The role.
        role: OrNull<Role>,
        /// The legal forms that it may be one of.
        one_of: Vec<LegalForm>,
        /// The country.
        country: OrNull<Country>,
        /// The code of the participant linked to.
        affiliated_to: OrNull<Pic>,
        /// The code.
        pic: OrNull<Pic>,
        /// The statuses that are stated.
        statuses: BTreeMap<Status, bool>,
        /// The organisation type.
        organisation_type: OrNull<OrganisationType>,
        /// What is declared.
        declared: Vec<Declaration>,
        /// What is named.
        named: OrNull<Vec<String>>,
        /// How many.
        count: OrNull<u32>,
        /// The day.
        day: OrNull<Date>,
        /// The day on which it is looked at.
        date: OrNull<Date>,
        /// A sum of cells of the budget.
        sum: SumKeys,
        /// At least so much, in euro.
        least: Eur,
        /// At most so much, in euro; null without a bound.
        most: OrNull<Eur>,
        /// The cell of the budget, as a JSON Pointer.
        cell: String,
        /// What is stated there.
        stated: SumKeys,
        /// The part.
        part: SumKeys,
        /// The whole.
        whole: SumKeys,
        /// Days.
        days: Days,
        /// Whose row of the budget it is: a place in the list of participants, or a code.
        participant: RowKey,
        /// The specific objective.
        objective: OrNull<SpecificObjective>,
        /// The management mode.
        management_mode: OrNull<ManagementMode>,
        /// The contribution of the Union, in euro.
        union_contribution: OrNull<Eur>,
        /// The total eligible expenditure, in euro.
        total_eligible_expenditure: OrNull<Eur>,
    }
}

/// The words of a text are those of its JSON.
macro_rules! word {
    ($(#[$meta:meta])* $name:ident($type:ty), $schema:tt) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) struct $name(pub(crate) $type);

        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.text())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = Cow::<'de, str>::deserialize(deserializer)?;
                $name::of(&text).ok_or_else(|| serde::de::Error::custom(format_args!("found {text:?}")))
            }
        }

        #[cfg(feature = "schemars")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!($schema)
            }
        }
    };
}

word!(
    /// A calendar day.
    Date(NaiveDate), { "type": "string", "format": "date", "pattern": "^\\d{4}-\\d{2}-\\d{2}$" }
);

impl Date {
    fn text(self) -> String {
        self.0.to_string()
    }

    fn of(text: &str) -> Option<Self> {
        parse_date(text).map(Date)
    }
}

word!(
    /// The largest share, in per cent with at least two decimals.
    Ceiling(Rate), { "type": "string", "pattern": "^\\d+\\.\\d{2,4}$" }
);

impl Ceiling {
    fn text(self) -> String {
        self.0.written()
    }

    fn of(text: &str) -> Option<Self> {
        text.parse().ok().map(Ceiling)
    }
}

/// One number, or one for each kind.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub(crate) enum Counts<T> {
    Each(Vec<T>),
    One(T),
}

/// A number of months, or an amount in euro.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub(crate) enum Bound {
    Months(i64),
    Amount(Eur),
}

/// The most that is allowed.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub(crate) enum Most {
    Count(u32),
    Share(Ceiling),
    Sum(SumKeys),
}

/// A sum as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub(crate) struct SumKeys {
    /// The known cells added up, in euro.
    known: Eur,
    /// How many cells are unknown.
    unknown: u32,
}

impl From<Sum> for SumKeys {
    fn from(Sum { known, unknown }: Sum) -> Self {
        SumKeys { known, unknown }
    }
}

impl From<SumKeys> for Sum {
    fn from(SumKeys { known, unknown }: SumKeys) -> Self {
        Sum { known, unknown }
    }
}

/// The place of a participant, or a code.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub(crate) enum RowKey {
    Place(usize),
    Pic(Pic),
}

/// A kind of member, and how many of it.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub(crate) struct MemberKeys {
    /// How many distinct organisations of the kind at least.
    at_least: u32,
    /// In one of these roles; empty for any.
    roles: Vec<Role>,
    /// Of one of these legal forms; empty for any.
    legal_forms: Vec<LegalForm>,
    /// Of one of these types; empty for any.
    organisation_types: Vec<OrganisationType>,
    /// Holding, or not holding, each of these statuses.
    statuses: BTreeMap<Status, bool>,
    /// Established in one of these countries; empty for any.
    countries: Vec<Country>,
    /// What the author of the call calls the kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    /// The question that is then put to each participant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    question: Option<String>,
    /// From how many different Member States they come at least.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    member_states: Option<u32>,
    /// The letter of support that does instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    or_letter: Option<String>,
}

impl From<&MemberKind> for MemberKeys {
    fn from(kind: &MemberKind) -> Self {
        MemberKeys {
            at_least: kind.at_least,
            roles: kind.roles.clone(),
            legal_forms: kind.legal_forms.clone(),
            organisation_types: kind.organisation_types.clone(),
            statuses: kind.statuses.iter().copied().collect(),
            countries: kind.countries.clone(),
            kind: kind.kind.clone(),
            question: kind.question.clone(),
            member_states: kind.member_states,
            or_letter: kind.or_letter.clone(),
        }
    }
}

impl From<MemberKeys> for MemberKind {
    fn from(keys: MemberKeys) -> Self {
        MemberKind {
            at_least: keys.at_least,
            roles: keys.roles,
            legal_forms: keys.legal_forms,
            organisation_types: keys.organisation_types,
            statuses: keys.statuses.into_iter().collect(),
            countries: keys.countries,
            kind: keys.kind,
            question: keys.question,
            member_states: keys.member_states,
            or_letter: keys.or_letter,
        }
    }
}

fn words<T: ToString>(values: &[T]) -> Vec<Cow<'static, str>> {
    values.iter().map(|value| value.to_string().into()).collect()
}

/// A status, of entities of one legal form where it says so.
fn status_words((form, status): (Option<LegalForm>, Status)) -> String {
    form.map_or(status.to_string(), |form| format!("{status} of {form}"))
}

fn status_named(words: &str) -> Option<(Option<LegalForm>, Status)> {
    match words.split_once(" of ") {
        Some((status, form)) => Some((Some(form.parse().ok()?), status.parse().ok()?)),
        None => Some((None, words.parse().ok()?)),
    }
}

impl From<&Required> for RequiredKeys {
    fn from(required: &Required) -> Self {
        let mut keys = RequiredKeys::default();
        match required {
            Required::AtLeast(count) => keys.at_least = Some(*count),
            Required::Exactly(count) => keys.exactly = Some(i64::from(*count)),
            Required::Distinct => keys.distinct = Some(true),
            Required::Before(instant) => keys.before = Some(*instant),
            Required::Amount { min, max } => {
                (keys.min, keys.max) = (Some(min.map(Bound::Amount)), Some(max.map(Bound::Amount)));
            }
            Required::Rate(rate) => keys.at_most = Some(Some(Most::Share(Ceiling(*rate)))),
            Required::Months { min, max } => {
                keys.exactly = min.filter(|min| Some(*min) == *max);
                (keys.min, keys.max) = (Some(min.map(Bound::Months)), Some(max.map(Bound::Months)));
            }
            Required::Forms(forms) => keys.one_of = Some(words(forms)),
            Required::Countries(kinds) => keys.one_of = Some(kinds.clone()),
            Required::OneOf(countries) => keys.one_of = Some(words(countries)),
            Required::Objectives(objectives) => keys.one_of = Some(words(objectives)),
            Required::Modes(modes) => keys.one_of = Some(words(modes)),
            Required::Linked(roles) => keys.affiliated_to = Some(roles.to_vec()),
            Required::Digits(count) => keys.digits = Some(*count),
            Required::Members(kinds) => keys.members = Some(kinds.iter().map(MemberKeys::from).collect()),
            Required::OneRoleEach => keys.one_role_each = Some(true),
            Required::Kind { statuses, types, barred_types } => {
                let rows = |wanted: bool| {
                    let rows = statuses.iter().filter(|(.., held)| *held == wanted);
                    rows.map(|(form, status, _)| status_words((*form, *status))).collect()
                };
                (keys.held, keys.not_held) = (Some(rows(true)), Some(rows(false)));
                keys.organisation_types = Some(types.clone());
                keys.barred_types = Some(barred_types.clone());
            }
            Required::NotDeclared(declaration) => keys.not_declared = Some(*declaration),
            Required::AllOf(names) => keys.all_of = Some(names.clone()),
            Required::SomeOf { of, at_least, at_most } => {
                (keys.some_of, keys.at_least) = (Some(of.clone()), Some(*at_least));
                keys.at_most = Some(at_most.map(Most::Count));
            }
            Required::NoneOf(names) => keys.none_of = Some(names.clone()),
            Required::NotMore(count) => keys.at_most = Some(Some(Most::Count(*count))),
            Required::NotBefore(day) => keys.not_before = Some(Date(*day)),
            Required::Equal(sum) => keys.equal = Some((*sum).into()),
            Required::AtMost(sum) => keys.at_most = Some(Some(Most::Sum((*sum).into()))),
            Required::Share { of, at_most } => {
                keys.of = Some((*of).into());
                keys.at_most = Some(Some(Most::Share(Ceiling(*at_most))));
            }
            Required::FlatRate { rate, base, amount } => {
                (keys.rate, keys.base) = (Some(*rate), Some((*base).into()));
                keys.amount = Some(*amount);
            }
            Required::Days(days) => keys.days_at_most = Some(*days),
            Required::OpenCategory(category) => keys.open_category = Some(*category),
        }
        keys
    }
}

/// Why an object is not one that the crate writes: the keys that it has.
fn not_known(keys: &impl Serialize) -> String {
    format!("found {}, which is not what any rule writes", serde_json::to_string(keys).unwrap_or_default())
}

impl TryFrom<RequiredKeys> for Required {
    type Error = String;

    fn try_from(keys: RequiredKeys) -> Result<Self, String> {
        let read = match &keys {
            RequiredKeys { some_of: Some(of), at_least: Some(least), at_most, .. } => {
                let at_most = match at_most.as_ref().and_then(Option::as_ref) {
                    Some(Most::Count(count)) => Some(*count),
                    _ => None,
                };
                Some(Required::SomeOf { of: of.clone(), at_least: *least, at_most })
            }
            RequiredKeys { at_least: Some(count), .. } => Some(Required::AtLeast(*count)),
            RequiredKeys { min: Some(min), max: Some(max), .. } => bounds(min.as_ref(), max.as_ref()),
            RequiredKeys { exactly: Some(count), .. } => u32::try_from(*count).ok().map(Required::Exactly),
            RequiredKeys { distinct: Some(_), .. } => Some(Required::Distinct),
            RequiredKeys { before: Some(instant), .. } => Some(Required::Before(*instant)),
            RequiredKeys { of: Some(of), at_most: Some(Some(Most::Share(Ceiling(at_most)))), .. } => {
                Some(Required::Share { of: (*of).into(), at_most: *at_most })
            }
            RequiredKeys { at_most: Some(Some(most)), .. } => Some(match most {
                Most::Count(count) => Required::NotMore(*count),
                Most::Share(Ceiling(rate)) => Required::Rate(*rate),
                Most::Sum(sum) => Required::AtMost((*sum).into()),
            }),
            RequiredKeys { one_of: Some(words), .. } => Some(one_of(words)),
            RequiredKeys { affiliated_to: Some(roles), .. } => Some(Required::Linked(roles.clone().into())),
            RequiredKeys { digits: Some(count), .. } => Some(Required::Digits(*count)),
            RequiredKeys { members: Some(_), .. } => None,
            RequiredKeys { one_role_each: Some(_), .. } => Some(Required::OneRoleEach),
            RequiredKeys {
                held: Some(held),
                not_held: Some(not_held),
                organisation_types,
                barred_types,
                ..
            } => {
                let row = |words: &String, held: bool| status_named(words).map(|(form, s)| (form, s, held));
                let rows = held.iter().map(|w| row(w, true)).chain(not_held.iter().map(|w| row(w, false)));
                rows.collect::<Option<Vec<_>>>().map(|statuses| Required::Kind {
                    statuses,
                    types: organisation_types.clone().unwrap_or_default(),
                    barred_types: barred_types.clone().unwrap_or_default(),
                })
            }
            RequiredKeys { not_declared: Some(declaration), .. } => Some(Required::NotDeclared(*declaration)),
            RequiredKeys { all_of: Some(names), .. } => Some(Required::AllOf(names.clone())),
            RequiredKeys { none_of: Some(names), .. } => Some(Required::NoneOf(names.clone())),
            RequiredKeys { not_before: Some(Date(day)), .. } => Some(Required::NotBefore(*day)),
            RequiredKeys { equal: Some(sum), .. } => Some(Required::Equal((*sum).into())),
            RequiredKeys { rate: Some(rate), base: Some(base), amount, .. } => {
                Some(Required::FlatRate { rate: *rate, base: (*base).into(), amount: amount.flatten() })
            }
            RequiredKeys { days_at_most: Some(days), .. } => Some(Required::Days(*days)),
            RequiredKeys { open_category: Some(category), .. } => Some(Required::OpenCategory(*category)),
            _ => None,
        };
        match (read, keys) {
            (Some(required), _) => Ok(required),
            (None, RequiredKeys { members: Some(kinds), .. }) => {
                Ok(Required::Members(kinds.into_iter().map(MemberKind::from).collect()))
            }
            (None, keys) => Err(not_known(&keys)),
        }
    }
}

/// Bounds of months or of an amount; the words of null alone are those of an amount.
fn bounds(min: Option<&Bound>, max: Option<&Bound>) -> Option<Required> {
    let months = |bound: Option<&Bound>| match bound {
        Some(Bound::Months(months)) => Some(*months),
        _ => None,
    };
    let amount = |bound: Option<&Bound>| match bound {
        Some(Bound::Amount(amount)) => Some(*amount),
        _ => None,
    };
    match (min, max) {
        (Some(Bound::Months(_)), None | Some(Bound::Months(_))) | (None, Some(Bound::Months(_))) => {
            Some(Required::Months { min: months(min), max: months(max) })
        }
        (Some(Bound::Months(_)), _) | (_, Some(Bound::Months(_))) => None,
        _ => Some(Required::Amount { min: amount(min), max: amount(max) }),
    }
}

/// No two of these lists of names share a word, so the words tell which list it is.
fn one_of(words: &[Cow<'static, str>]) -> Required {
    fn all<T: std::str::FromStr>(words: &[Cow<'static, str>]) -> Option<Vec<T>> {
        words.iter().map(|word| word.parse().ok()).collect()
    }
    if words.is_empty() {
        return Required::Countries(Vec::new());
    }
    let countries = || words.iter().all(|w| w.len() == 2).then(|| all(words)).flatten();
    all(words)
        .map(Required::Forms)
        .or_else(|| countries().map(Required::OneOf))
        .or_else(|| all(words).map(Required::Objectives))
        .or_else(|| all(words).map(Required::Modes))
        .unwrap_or_else(|| Required::Countries(words.to_vec()))
}

impl From<&Found> for FoundKeys {
    fn from(found: &Found) -> Self {
        let mut keys = FoundKeys::default();
        match found {
            Found::Count { certain, possible } => {
                keys.certain = Some(Counts::One(*certain));
                keys.possible = Some(Counts::One(*possible));
            }
            Found::Repeated(codes) => keys.repeated = Some(codes.clone()),
            Found::Instant(instant) => keys.instant = Some(*instant),
            Found::Amount(amount) => keys.amount = Some(*amount),
            Found::Rate { requested, costs, share } => {
                keys.requested_grant = Some(*requested);
                keys.total_eligible_costs = Some(*costs);
                keys.rate = Some(*share);
            }
            Found::Months(months) => keys.months = Some(*months),
            Found::Form(role, forms) => {
                (keys.role, keys.one_of) = (Some(*role), Some(forms.iter().collect()));
            }
            Found::Country(country) => keys.country = Some(*country),
            Found::Linked(pic) => keys.affiliated_to = Some(pic.clone()),
            Found::Pic(pic) => keys.pic = Some(pic.clone()),
            Found::Members(counts) => {
                let (certain, possible) = counts.iter().copied().unzip();
                (keys.certain, keys.possible) = (Some(Counts::Each(certain)), Some(Counts::Each(possible)));
            }
            Found::Kind(statuses, kind) => {
                keys.statuses = Some(statuses.iter().collect());
                keys.organisation_type = Some(*kind);
            }
            Found::Declared(declared) => keys.declared = Some(declared.iter().collect()),
            Found::Named(names) => keys.named = Some(names.clone()),
            Found::Number(count) => keys.count = Some(*count),
            Found::Day(day) => keys.day = Some(day.map(Date)),
            Found::Between(Between { least, most }) => {
                (keys.least, keys.most) = (Some(*least), Some(*most));
            }
            Found::Sum(sum) => keys.sum = Some((*sum).into()),
            Found::Cell(cell, stated) => {
                (keys.cell, keys.stated) = (Some(cell.clone()), Some((*stated).into()));
            }
            Found::Share { part, whole, share } => {
                (keys.part, keys.whole) = (Some((*part).into()), Some((*whole).into()));
                keys.rate = Some(*share);
            }
            Found::Days(days) => keys.days = Some(*days),
            Found::Row(row) => {
                keys.participant = Some(match row {
                    RowOf::Place(place) => RowKey::Place(*place),
                    RowOf::Pic(pic) => RowKey::Pic(pic.clone()),
                });
            }
            Found::Objective(objective, on) => {
                (keys.objective, keys.date) = (Some(*objective), Some(on.map(Date)));
            }
            Found::Mode(mode) => keys.management_mode = Some(*mode),
            Found::UnionShare { contribution, expenditure, share } => {
                keys.union_contribution = Some(*contribution);
                keys.total_eligible_expenditure = Some(*expenditure);
                keys.rate = Some(*share);
            }
        }
        keys
    }
}

impl TryFrom<FoundKeys> for Found {
    type Error = String;

    fn try_from(keys: FoundKeys) -> Result<Self, String> {
        let day = |day: &OrNull<Date>| day.map(|Date(day)| day);
        Ok(match &keys {
            FoundKeys {
                certain: Some(Counts::One(certain)), possible: Some(Counts::One(possible)), ..
            } => Found::Count { certain: *certain, possible: *possible },
            FoundKeys {
                certain: Some(Counts::Each(certain)),
                possible: Some(Counts::Each(possible)),
                ..
            } => Found::Members(certain.iter().copied().zip(possible.iter().copied()).collect()),
            FoundKeys { repeated: Some(codes), .. } => Found::Repeated(codes.clone()),
            FoundKeys { instant: Some(instant), .. } => Found::Instant(*instant),
            FoundKeys { amount: Some(amount), .. } => Found::Amount(*amount),
            FoundKeys {
                requested_grant: Some(requested), total_eligible_costs: Some(costs), rate, ..
            } => Found::Rate { requested: *requested, costs: *costs, share: rate.flatten() },
            FoundKeys { months: Some(months), .. } => Found::Months(*months),
            FoundKeys { role: Some(role), one_of: Some(forms), .. } => {
                Found::Form(*role, LegalForms::one_of(forms.iter().copied()).ok_or_else(|| not_known(&keys))?)
            }
            FoundKeys { country: Some(country), .. } => Found::Country(*country),
            FoundKeys { affiliated_to: Some(pic), .. } => Found::Linked(pic.clone()),
            FoundKeys { pic: Some(pic), .. } => Found::Pic(pic.clone()),
            FoundKeys { statuses: Some(held), organisation_type: Some(kind), .. } => {
                let statuses = held.iter().fold(Statuses::default(), |all, (s, held)| all.with(*s, *held));
                Found::Kind(statuses, *kind)
            }
            FoundKeys { declared: Some(declared), .. } => {
                let all = declared.iter().fold(Declarations::default(), |all, d| all.with(*d));
                Found::Declared(all)
            }
            FoundKeys { named: Some(names), .. } => Found::Named(names.clone()),
            FoundKeys { count: Some(count), .. } => Found::Number(*count),
            FoundKeys { day: Some(on), .. } => Found::Day(day(on)),
            FoundKeys { least: Some(least), most: Some(most), .. } => {
                Found::Between(Between { least: *least, most: *most })
            }
            FoundKeys { sum: Some(sum), .. } => Found::Sum((*sum).into()),
            FoundKeys { cell: Some(cell), stated: Some(stated), .. } => {
                Found::Cell(cell.clone(), (*stated).into())
            }
            FoundKeys { part: Some(part), whole: Some(whole), rate, .. } => {
                Found::Share { part: (*part).into(), whole: (*whole).into(), share: rate.flatten() }
            }
            FoundKeys { days: Some(days), .. } => Found::Days(*days),
            FoundKeys { participant: Some(RowKey::Place(place)), .. } => Found::Row(RowOf::Place(*place)),
            FoundKeys { participant: Some(RowKey::Pic(pic)), .. } => Found::Row(RowOf::Pic(pic.clone())),
            FoundKeys { objective: Some(objective), date: Some(on), .. } => {
                Found::Objective(*objective, day(on))
            }
            FoundKeys { management_mode: Some(mode), .. } => Found::Mode(*mode),
            FoundKeys {
                union_contribution: Some(contribution),
                total_eligible_expenditure: Some(expenditure),
                rate,
                ..
            } => Found::UnionShare {
                contribution: *contribution,
                expenditure: *expenditure,
                share: rate.flatten(),
            },
            _ => return Err(not_known(&keys)),
        })
    }
}

/// Both are written and read by their keys.
macro_rules! by_keys {
    ($type:ty, $keys:ty) => {
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                text_in_binary::serialize(&<$keys>::from(self), serializer)
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                text_in_binary::deserialize::<$keys, D>(deserializer)?.try_into().map_err(de::Error::custom)
            }
        }

        #[cfg(feature = "schemars")]
        impl schemars::JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                <$keys>::json_schema(generator)
            }
        }
    };
}

by_keys!(Required, RequiredKeys);
by_keys!(Found, FoundKeys);
