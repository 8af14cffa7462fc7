//! In which countries applicants may be established, and whom a measure bars for a time.

use chrono::NaiveDate;
use serde::de::MapAccess;

use super::citation::{CiteList, Cites, Raw, raw};
use super::point::{PointShape, RawPoint};
use crate::call::Bar;
use crate::country::Country;
use crate::input::{Cx, Fields, List, Object, Parsed, PlainText, Table, Wrong};
use crate::organisation::{Declaration, Role};
use crate::shape::Day;

/// The countries before their questions and documents are looked up.
#[derive(Clone)]
pub(super) struct RawCountries {
    pub(super) except: Vec<Country>,
    pub(super) overseas_territories: Option<RawPoint>,
    pub(super) international_organisations_exempt: Option<RawPoint>,
    pub(super) points: Vec<(Country, RawPoint)>,
    pub(super) negotiating: Vec<Raw<(Country, Option<NaiveDate>)>>,
    pub(super) counted: Vec<(Country, RawPoint)>,
    pub(super) without_funding: Option<(Vec<Country>, Vec<Role>)>,
    pub(super) coordinator: Vec<Country>,
}

sourced_fields! {
    NegotiationFields -> (Country, Option<NaiveDate>), "a negotiation with \"country\"" {
        "country" => country: Country = Parsed::of("a two-letter country code"),
        "in_force" => in_force: NaiveDate = Day,
    }
    finish |this, cx, wrong| { cx.required(this.country, "country", wrong).map(|c| (c, this.in_force)) }
}

/// Countries admitted without funding, and the roles they are admitted to.
#[derive(Default)]
pub(super) struct UnfundedFields {
    countries: Option<Vec<Country>>,
    roles: Option<Vec<Role>>,
}

impl<'de> Fields<'de> for UnfundedFields {
    type Out = (Vec<Country>, Vec<Role>);
    const EXPECTED: &'static str = "an object with \"countries\" and \"roles\"";
    const NAMES: &'static [&'static str] = &["countries", "roles"];

    fn field<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A, cx: &mut Cx) -> Result<(), A::Error> {
        match index {
            0 => {
                let shape = List("a list of countries", || Parsed::of("a country code"));
                self.countries = cx.value(map, shape)?;
            }
            _ => self.roles = cx.value(map, List("a list of roles", || Parsed::of("a role")))?,
        }
        Ok(())
    }

    fn finish(self, cx: &mut Cx, wrong: Wrong) -> Option<Self::Out> {
        let countries = cx.required(self.countries, "countries", wrong);
        let roles = cx.required(self.roles, "roles", wrong);
        Some((countries?, roles?))
    }
}

fn by_country(
    table: Option<Vec<(String, RawPoint)>>,
    field: &'static str,
    cx: &mut Cx,
) -> Vec<(Country, RawPoint)> {
    let mut points: Vec<(Country, RawPoint)> = Vec::new();
    for (name, point) in table.into_iter().flatten() {
        match name.parse::<Country>() {
            Ok(country) if points.iter().any(|(c, _)| *c == country) => {
                cx.problem_at(field, format!("{country} is listed more than once"));
            }
            Ok(country) => points.push((country, point)),
            Err(error) => cx.problem_at(field, error.to_string()),
        }
    }
    points
}

sourced_fields! {
    CountriesFields -> RawCountries, "the eligible countries" {
        "member_states_except" => except: Vec<Country> = List("a list of Member States", || Parsed::of("a country code")),
        "overseas_territories" => territories: RawPoint = PointShape,
        "international_organisations_exempt" => exempt: RawPoint = PointShape,
        "points" => points: Vec<(String, RawPoint)> = Table("countries with what the call says of them", || PointShape),
        "negotiating" => negotiating: Vec<Raw<(Country, Option<NaiveDate>)>> =
            List("a list of negotiations", || Object(NegotiationFields::default())),
        "counted" => counted: Vec<(String, RawPoint)> = Table("countries that count like a Member State", || PointShape),
        "without_funding" => unfunded: (Vec<Country>, Vec<Role>) = Object(UnfundedFields::default()),
        "coordinator" => coordinator: Vec<Country> =
            List("a list of countries where the coordinator must be", || Parsed::of("a country code")),
    }
    finish |this, cx, wrong| {
        let except = cx.required(this.except, "member_states_except", wrong).unwrap_or_default();
        for country in except.iter().filter(|c| c.member_state_index().is_none()) {
            cx.problem_at("member_states_except", format!("found {country}, which is not a Member State"));
        }
        let points = by_country(this.points, "points", cx);
        let counted = by_country(this.counted, "counted", cx);
        for (country, _) in counted.iter().filter(|(c, _)| c.member_state_index().is_some()) {
            cx.problem_at("counted", format!("{country} is a Member State, which counts as such"));
        }
        for (country, _) in counted.iter().filter(|(c, _)| points.iter().all(|(p, _)| p != c)) {
            cx.problem_at("counted", format!("{country} counts, and nothing under \"points\" says it is eligible"));
        }
        Some(RawCountries {
            except,
            overseas_territories: this.territories,
            international_organisations_exempt: this.exempt,
            points,
            negotiating: this.negotiating.unwrap_or_default(),
            counted,
            without_funding: this.unfunded,
            coordinator: this.coordinator.unwrap_or_default(),
        })
    }
}

/// A bar before its documents are looked up.
pub(super) type RawBar = (Declaration, Option<Country>, NaiveDate, Option<NaiveDate>, Vec<Role>, String);

sourced_fields! {
    BarFields -> RawBar, "a bar with \"declaration\", \"from\", \"roles\" and \"way_out\"" {
        "declaration" => declaration: Declaration = Parsed::of("a declaration"),
        "country" => country: Country = Parsed::of("a two-letter country code"),
        "from" => from: NaiveDate = Day,
        "until" => until: NaiveDate = Day,
        "roles" => roles: Vec<Role> = List("a list of roles", || Parsed::of("a role")),
        "way_out" => way_out: String = PlainText,
    }
    finish |this, cx, wrong| {
        let declaration = cx.required(this.declaration, "declaration", wrong);
        let from = cx.required(this.from, "from", wrong);
        let roles = cx.required(this.roles, "roles", wrong);
        let way_out = cx.required(this.way_out, "way_out", wrong);
        if let (Some(from), Some(until)) = (from, this.until) && until < from {
            cx.problem_at("until", format!("the measure ends on {until}, before it starts on {from}"));
        }
        if declaration == Some(Declaration::RestrictiveMeasures) {
            let message = "restrictive measures bar from every role and have a rule of their own";
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
