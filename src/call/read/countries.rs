//! In which countries applicants may be established, and whom a measure bars for a time.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::citation::{CiteList, Cites, Raw, raw};
use super::point::{PointShape, RawPoint};
use super::roles::FormList;
use crate::call::{Bar, CountryGroup, ThirdCountries, Under};
use crate::country::{Country, ParseCountryError};
use crate::input::{
    Cx, Keyed, List, Mark, Parsed, Shape, SomeText, checked, fields, object, placed, unknown,
};
use crate::organisation::{Declaration, LegalForm, Role};
use crate::shape::Day;

/// The countries before their questions and documents are looked up.
#[derive(Clone)]
pub(super) struct RawCountries {
    pub(super) except: Vec<Country>,
    pub(super) overseas_territories: Option<RawPoint>,
    pub(super) international_organisations_exempt: Option<RawPoint>,
    pub(super) points: RawPoints,
    pub(super) negotiating: Vec<Raw<RawNegotiation>>,
    pub(super) counted: RawPoints,
    pub(super) without_funding: Option<(Vec<Place>, Vec<Role>)>,
    pub(super) coordinator: Vec<Place>,
    pub(super) third_countries: Option<ThirdCountries>,
}

/// A role with funding.
fn funded_role() -> impl Shape<Out = Role> {
    checked(Parsed::of("a role"), |role: &Role| {
        (!role.is_funded()).then(|| format!("found {role}, which must be a role with funding and is none"))
    })
}

fields! {
    /// What is asked of bodies of third countries that are eligible.
    ThirdCountryFields -> ThirdCountries, "an object with \"roles\", \"legal_forms\" or both" {
        /// The roles that they may hold: coordinator, beneficiary, affiliated_entity. Left out: any.
        roles: Vec<Role> = List("a list of roles", funded_role),
        /// The legal forms that they may have. Left out: any.
        legal_forms: Vec<LegalForm> = FormList,
    }
    finish |this, cx, wrong| {
        let roles = this.roles.unwrap_or_default();
        let legal_forms = this.legal_forms.unwrap_or_default();
        if roles.is_empty() && legal_forms.is_empty() && !wrong.of(&["roles", "legal_forms"]) {
            let message = "what is asked of bodies of third countries must have \"roles\", \"legal_forms\" or both";
            cx.problem(message.to_owned());
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

/// The same with where each stands.
type PlacedPoints = Vec<(Place, (Mark, RawPoint))>;

/// A country that negotiates, the day on which the agreement came into force, and where the country stands.
pub(super) type RawNegotiation = (Country, Option<NaiveDate>, Mark);

impl Place {
    /// The countries that it is, or may be.
    pub(super) fn all(self, under: Under<'_>) -> Vec<Country> {
        match self {
            Place::Country(country) => vec![country],
            Place::Group(group) => group.all(under).collect(),
        }
    }

    /// Reads a code or a word; these words may stand there.
    fn named<'a, W: Iterator<Item = &'a str>>(text: &str, words: impl FnOnce() -> W) -> Result<Self, String> {
        if let Ok(group) = text.parse() {
            return Ok(Place::Group(group));
        }
        // A code has two letters; anything longer was meant as a word.
        match text.len() {
            0..=3 => text.parse().map(Place::Country).map_err(|error: ParseCountryError| error.to_string()),
            _ => Err(format!("{}; a country is written by its code", unknown("the word", text, words()))),
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
        match Place::named(text, || self.0.iter().map(|group| group.as_str())) {
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

/// A Member State, of whatever day.
fn member_state() -> impl Shape<Out = Country> {
    checked(Parsed::of("a country code"), |country: &Country| {
        let none = country.membership().is_none();
        none.then(|| format!("found {country}, which must be a Member State and is none"))
    })
}

/// The words of countries outside the Union.
const OUTSIDE: &[CountryGroup] =
    &[CountryGroup::Associated, CountryGroup::Negotiating, CountryGroup::AnyThirdCountry];

sourced_fields! {
    /// A country that negotiates its association.
    NegotiationFields -> RawNegotiation, "a negotiation with \"country\"" {
        /// The country.
        country: (Mark, Country) = placed(Parsed::of("a two-letter country code")),
        /// The day on which the agreement came into force, where it has.
        in_force: NaiveDate = Day,
    }
    finish |this, cx, wrong| {
        cx.required(this.country, "country", wrong).map(|(at, country)| (country, this.in_force, at))
    }
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

/// The key of a point: a country by its code, or a group of countries outside the Union.
fn outside(name: &str) -> Result<Place, String> {
    let known = || OUTSIDE.iter().map(|group| group.as_str());
    match Place::named(name, known)? {
        Place::Group(group) if !OUTSIDE.contains(&group) => Err(not_here(group, OUTSIDE)),
        place => Ok(place),
    }
}

/// Points by country.
fn points(expected: &'static str) -> impl Shape<Out = PlacedPoints> {
    Keyed(expected, outside, || placed(PointShape))
}

/// The points of a table. Which countries a word means is a question of its own.
fn by_country(table: Option<PlacedPoints>, cx: &mut Cx) -> PlacedPoints {
    let mut points = table.unwrap_or_default();
    points.retain(|(place, (at, point))| {
        let question = match place {
            Place::Group(group @ (CountryGroup::Associated | CountryGroup::Negotiating)) => {
                matches!(point, RawPoint::Open { .. }).then_some(group)
            }
            _ => None,
        };
        if let Some(group) = question {
            cx.problem_at_mark(*at, || {
                let word = group.as_str();
                format!("the word {word:?} must be true or false: which countries it means is a question of its own")
            });
        }
        question.is_none()
    });
    // The same whatever the order in which a format keeps the names.
    points.sort_by_key(|(place, _)| *place);
    points
}

sourced_fields! {
    /// Where applicants may be established: Member States, and what is named here.
    CountriesFields -> RawCountries, "the eligible countries" {
        /// Member States that are not eligible, such as DK; an empty list where all are.
        member_states_except: Vec<Country> = List("a list of Member States", member_state),
        /// Whether overseas countries and territories of eligible Member States are eligible. Left out: as the act says in
        /// calls of 2021–2027, which admits them; else an open question.
        overseas_territories: RawPoint = PointShape,
        /// Whether an international organisation may be established anywhere. Left out: as the act says in calls of
        /// 2021–2027, under which it may; else an open question.
        international_organisations_exempt: RawPoint = PointShape,
        /// Other countries, by code or by a word for a group of them: eligible, not eligible, or an open question. The
        /// words are associated, negotiating and any_third_country; a code stands before a word. A Member State that takes
        /// part stands here where that is a question; one that takes none is excepted above.
        points: PlacedPoints = points("countries with what the call says of them"),
        /// Countries that negotiate their association and are eligible if it is in force at grant
        /// signature.
        negotiating: Vec<Raw<RawNegotiation>> =
            List("a list of negotiations", object::<NegotiationFields>),
        /// Countries beside the Member States that count to a minimum like one of them, by code or word.
        counted: PlacedPoints = points("countries that count like a Member State"),
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
        let unread = (this.points.is_none() && wrong.of(&["points"]))
            || (this.negotiating.is_none() && wrong.of(&["negotiating"]));
        let points = by_country(this.points, cx);
        let counted = by_country(this.counted, cx);
        let negotiates = |place: &Place| {
            let word = *place == Place::Group(CountryGroup::Negotiating);
            this.negotiating.iter().flatten().any(|n| word || *place == Place::Country(n.value.0))
        };
        let eligible = |place: &Place| points.iter().any(|(p, _)| p == place) || negotiates(place);
        for (place, (at, _)) in &counted {
            if matches!(place, Place::Country(c) if c.member_state_index().is_some()) {
                let why = "must not be listed: a Member State counts as such";
                cx.problem_at_mark(*at, || format!("{place} {why}"));
            } else if !eligible(place) && !unread {
                let why = "counts, so \"points\" must say that it is eligible, or \"negotiating\" that it negotiates";
                cx.problem_at_mark(*at, || format!("{place} {why}"));
            }
        }
        let unmarked = |points: PlacedPoints| points.into_iter().map(|(place, (_, point))| (place, point)).collect();
        let (points, counted) = (unmarked(points), unmarked(counted));
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

/// What is wrong with a phrase that is put into a sentence and ends one itself.
fn full_stop(phrase: &str) -> Option<String> {
    phrase.trim_end().ends_with('.').then(|| {
        "it must be a phrase without a full stop: reports say \"Awaits: \", the phrase, and by when"
            .to_owned()
    })
}

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
        way_out: String = checked(SomeText, |phrase: &String| full_stop(phrase)),
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

/// What is wrong with a bar whose declaration another one has.
pub(super) fn same_declaration(before: &[Raw<RawBar>], bar: &Raw<RawBar>) -> Option<String> {
    let declaration = bar.value.0;
    let twice = before.iter().any(|other| other.value.0 == declaration);
    twice.then(|| format!("each declaration must have one bar (found two of {declaration})"))
}

/// A bar with its documents looked up.
pub(super) fn bar(raw: RawBar, source: Vec<crate::law::Citation>) -> Bar {
    let (declaration, country, from, until, roles, way_out) = raw;
    Bar { declaration, country, from, until, roles, way_out, source }
}
