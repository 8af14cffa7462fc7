//! In which countries applicants may be established, and whom a measure bars for a time.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::citation::{CiteList, Cites, Raw, raw};
use super::point::{PointShape, RawPoint};
use super::roles::FormList;
use crate::call::{Bar, CountryGroup, ThirdCountries, Under};
use crate::country::{Country, ParseCountryError};
use crate::input::{Cx, List, Parsed, PlainText, Shape, Table, fields, object, unknown};
use crate::organisation::{Declaration, LegalForm, Role};
use crate::shape::Day;

/// The countries before their questions and documents are looked up.
#[derive(Clone)]
pub(super) struct RawCountries {
    pub(super) except: Vec<Country>,
    pub(super) overseas_territories: Option<RawPoint>,
    pub(super) international_organisations_exempt: Option<RawPoint>,
    pub(super) points: RawPoints,
    pub(super) negotiating: Vec<Raw<(Country, Option<NaiveDate>)>>,
    pub(super) counted: RawPoints,
    pub(super) without_funding: Option<(Vec<Place>, Vec<Role>)>,
    pub(super) coordinator: Vec<Place>,
    pub(super) third_countries: Option<ThirdCountries>,
}

fields! {
    /// What is asked of bodies of third countries that are eligible.
    ThirdCountryFields -> ThirdCountries, "an object with \"roles\", \"legal_forms\" or both" {
        /// The roles that they may hold: coordinator, beneficiary, affiliated_entity. Left out: any.
        roles: Vec<Role> = List("a list of roles", || Parsed::of("a role")),
        /// The legal forms that they may have. Left out: any.
        legal_forms: Vec<LegalForm> = FormList,
    }
    finish |this, cx, wrong| {
        let roles = this.roles.unwrap_or_default();
        let legal_forms = this.legal_forms.unwrap_or_default();
        if roles.is_empty() && legal_forms.is_empty() && !wrong.any() {
            let message = "what is asked of bodies of third countries must have \"roles\", \"legal_forms\" or both";
            cx.problem(message.to_owned());
        }
        for role in roles.iter().filter(|role| !role.is_funded()) {
            cx.problem_at("roles", format!("found {role}, which must be a role with funding and is none"));
        }
        Some(ThirdCountries { roles, legal_forms })
    }
}

/// A country by its code, or a group of them by its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Country(Country),
    Group(CountryGroup),
}

/// Countries and groups of them, each with a point.
pub(super) type RawPoints = Vec<(Place, RawPoint)>;

impl Place {
    /// The countries that it is, or may be.
    pub(super) fn all(self, under: Under<'_>) -> Vec<Country> {
        match self {
            Place::Country(country) => vec![country],
            Place::Group(group) => group.all(under).collect(),
        }
    }

    fn named(text: &str) -> Result<Self, String> {
        if let Ok(group) = text.parse() {
            return Ok(Place::Group(group));
        }
        // A code has two letters; anything longer was meant as a word.
        match text.len() {
            0..=3 => text.parse().map(Place::Country).map_err(|error: ParseCountryError| error.to_string()),
            _ => {
                let wrong = unknown("the word", text, CountryGroup::NAMES.iter().copied());
                Err(format!("{wrong}; a country is written by its code"))
            }
        }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Place::Country(country) => country.fmt(f),
            Place::Group(group) => group.fmt(f),
        }
    }
}

/// A country by its code, or one of these groups by its word.
pub(super) struct PlaceShape(pub(super) &'static [CountryGroup]);

impl Shape for PlaceShape {
    type Out = Place;

    fn expected(&self) -> Cow<'static, str> {
        "a country code, or a word for a group of countries".into()
    }

    fn string(self, text: &str, cx: &mut Cx) -> Option<Place> {
        match Place::named(text) {
            Ok(Place::Group(group)) if !self.0.contains(&group) => {
                cx.problem(not_here(group, self.0));
                None
            }
            Ok(place) => Some(place),
            Err(error) => {
                cx.problem(error);
                None
            }
        }
    }

    #[cfg(feature = "schemars")]
    fn schema(self, cx: &mut Cx) -> schemars::Schema {
        let words: Vec<&str> = self.0.iter().map(|group| group.as_str()).collect();
        let country = cx.described::<Country>();
        schemars::json_schema!({ "anyOf": [country, { "enum": words }] })
    }
}

fn not_here(group: CountryGroup, allowed: &[CountryGroup]) -> String {
    let words: Vec<&str> = allowed.iter().map(|group| group.as_str()).collect();
    format!("the word {:?} must not stand here; allowed beside codes: {}", group.as_str(), words.join(", "))
}

/// The words of countries outside the Union.
const OUTSIDE: &[CountryGroup] =
    &[CountryGroup::Associated, CountryGroup::Negotiating, CountryGroup::AnyThirdCountry];

sourced_fields! {
    /// A country that negotiates its association.
    NegotiationFields -> (Country, Option<NaiveDate>), "a negotiation with \"country\"" {
        /// The country.
        country: Country = Parsed::of("a two-letter country code"),
        /// The day on which the agreement came into force, where it has.
        in_force: NaiveDate = Day,
    }
    finish |this, cx, wrong| { cx.required(this.country, "country", wrong).map(|c| (c, this.in_force)) }
}

fields! {
    /// Participation without funding.
    UnfundedFields -> (Vec<Place>, Vec<Role>), "an object with \"countries\" and \"roles\"" {
        /// The countries, or the word "any_third_country".
        countries: Vec<Place> = List("a list of countries", || PlaceShape(&[CountryGroup::AnyThirdCountry])),
        /// The roles that their organisations may hold.
        roles: Vec<Role> = List("a list of roles", || Parsed::of("a role")),
    }
    finish |this, cx, wrong| {
        let countries = cx.required(this.countries, "countries", wrong);
        let roles = cx.required(this.roles, "roles", wrong);
        Some((countries?, roles?))
    }
}

fn by_country(
    table: Option<Vec<(String, RawPoint)>>,
    field: &'static str,
    cx: &mut Cx,
) -> Vec<(Place, RawPoint)> {
    let mut points: Vec<(Place, RawPoint)> = Vec::new();
    for (name, point) in table.into_iter().flatten() {
        match Place::named(&name) {
            Ok(place) if points.iter().any(|(p, _)| *p == place) => {
                cx.problem_at(field, format!("{place} must be listed once"));
            }
            Ok(Place::Group(group)) if !OUTSIDE.contains(&group) => {
                cx.problem_at(field, not_here(group, OUTSIDE));
            }
            Ok(Place::Group(group @ (CountryGroup::Associated | CountryGroup::Negotiating)))
                if matches!(point, RawPoint::Open { .. }) =>
            {
                let message = format!(
                    "the word {:?} must be true or false: which countries it means is a question of its own",
                    group.as_str()
                );
                cx.problem_at(field, message);
            }
            Ok(place) => points.push((place, point)),
            Err(error) => cx.problem_at(field, error),
        }
    }
    // The same whatever the order in which a format keeps the names.
    points.sort_by_key(|(place, _)| *place);
    points
}

sourced_fields! {
    /// Where applicants may be established: Member States, and what is named here.
    CountriesFields -> RawCountries, "the eligible countries" {
        /// Member States that are not eligible, such as DK; an empty list where all are.
        member_states_except: Vec<Country> = List("a list of Member States", || Parsed::of("a country code")),
        /// Whether overseas countries and territories of eligible Member States are eligible. Left out: as the act says in
        /// calls of 2021–2027, which admits them; else an open question.
        overseas_territories: RawPoint = PointShape,
        /// Whether an international organisation may be established anywhere. Left out: as the act says in calls of
        /// 2021–2027, under which it may; else an open question.
        international_organisations_exempt: RawPoint = PointShape,
        /// Other countries, by code or by a word for a group of them: eligible, not eligible, or an open question. The
        /// words are associated, negotiating and any_third_country; a code stands before a word.
        points: Vec<(String, RawPoint)> = Table("countries with what the call says of them", || PointShape),
        /// Countries that negotiate their association and are eligible if it is in force at grant
        /// signature.
        negotiating: Vec<Raw<(Country, Option<NaiveDate>)>> =
            List("a list of negotiations", object::<NegotiationFields>),
        /// Countries beside the Member States that count to a minimum like one of them, by code or word.
        counted: Vec<(String, RawPoint)> = Table("countries that count like a Member State", || PointShape),
        /// Countries whose organisations may take part without funding.
        without_funding: (Vec<Place>, Vec<Role>) = object::<UnfundedFields>(),
        /// Where the coordinator must be established, by code or by word, such as member_states; left out or empty: in
        /// any eligible country.
        coordinator: Vec<Place> =
            List("a list of countries where the coordinator must be", || PlaceShape(CountryGroup::ALL)),
        /// What is asked of bodies of third countries that are eligible: neither in a Member State nor in an overseas
        /// country or territory. International organisations are no such bodies.
        third_countries: ThirdCountries = object::<ThirdCountryFields>(),
    }
    finish |this, cx, wrong| {
        let except = cx.required(this.member_states_except, "member_states_except", wrong).unwrap_or_default();
        for country in except.iter().filter(|c| c.membership().is_none()) {
            cx.problem_at("member_states_except", format!("found {country}, which must be a Member State and is none"));
        }
        let points = by_country(this.points, "points", cx);
        let counted = by_country(this.counted, "counted", cx);
        let member = |place: &Place| matches!(place, Place::Country(c) if c.member_state_index().is_some());
        for (country, _) in counted.iter().filter(|(place, _)| member(place)) {
            cx.problem_at("counted", format!("{country} must not be listed: a Member State counts as such"));
        }
        let negotiates = |place: &Place| {
            let word = *place == Place::Group(CountryGroup::Negotiating);
            this.negotiating.iter().flatten().any(|n| word || *place == Place::Country(n.value.0))
        };
        let eligible = |place: &Place| points.iter().any(|(p, _)| p == place) || negotiates(place);
        for (country, _) in counted.iter().filter(|(place, _)| !eligible(place)) {
            let why = "counts, so \"points\" must say that it is eligible, or \"negotiating\" that it negotiates";
            cx.problem_at("counted", format!("{country} {why}"));
        }
        Some(RawCountries {
            except,
            overseas_territories: this.overseas_territories,
            international_organisations_exempt: this.international_organisations_exempt,
            points,
            negotiating: this.negotiating.unwrap_or_default(),
            counted,
            without_funding: this.without_funding,
            coordinator: this.coordinator.unwrap_or_default(),
            third_countries: this.third_countries,
        })
    }
}

/// A bar before its documents are looked up.
pub(super) type RawBar = (Declaration, Option<Country>, NaiveDate, Option<NaiveDate>, Vec<Role>, String);

sourced_fields! {
    /// A measure that bars a class of entities for a time. The lack of a declaration is taken to mean that
    /// it does not concern a participant.
    BarFields -> RawBar, "a bar with \"declaration\", \"from\", \"roles\" and \"way_out\"" {
        /// What a participant declares to whom the measure applies.
        declaration: Declaration = Parsed::of("a declaration"),
        /// The country that it concerns; participants there are reminded of it.
        country: Country = Parsed::of("a two-letter country code"),
        /// The first day of the measure.
        from: NaiveDate = Day,
        /// The last day; left out while it stands.
        until: NaiveDate = Day,
        /// The roles from which it bars.
        roles: Vec<Role> = List("a list of roles", || Parsed::of("a role")),
        /// The event that is awaited, by which the role is free: a phrase without a full stop.
        way_out: String = PlainText,
    }
    finish |this, cx, wrong| {
        let declaration = cx.required(this.declaration, "declaration", wrong);
        let from = cx.required(this.from, "from", wrong);
        let roles = cx.required(this.roles, "roles", wrong);
        let way_out = cx.required(this.way_out, "way_out", wrong);
        if let (Some(from), Some(until)) = (from, this.until) && until < from {
            cx.problem_at("until", format!("a measure must not end before it starts (found {until} and {from})"));
        }
        if declaration == Some(Declaration::RestrictiveMeasures) {
            let message = "restrictive measures must not be listed: they bar from every role by a rule of their own";
            cx.problem_at("declaration", message.to_owned());
        }
        match (declaration, from, roles, way_out) {
            (Some(declaration), Some(from), Some(roles), Some(way_out)) => {
                Some((declaration, this.country, from, this.until, roles, way_out))
            }
            _ => None,
        }
    }
}

/// A bar with its documents looked up.
pub(super) fn bar(raw: RawBar, source: Vec<crate::law::Citation>) -> Bar {
    let (declaration, country, from, until, roles, way_out) = raw;
    Bar { declaration, country, from, until, roles, way_out, source }
}
