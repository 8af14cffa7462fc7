//! The conditions of a call, each with its source.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveTime};
use serde::de::{MapAccess, SeqAccess};

use super::citation::{Cites, Raw, cites, raw};
use crate::call::{Duration, GrantRange};
use crate::country::Country;
use crate::input::{Cx, Fields, Flag, List, Object, Parsed, PlainText, Shape, Table, Whole, Wrong};
use crate::money::{Eur, Rate};
use crate::organisation::{LegalForm, Role};
use crate::shape::{Amount, Clock, Day};
use crate::time::Deadline;

sourced_fields! {
    DeadlineFields -> Deadline, "a deadline with \"date\" and \"time\"" {
        "date" => date: NaiveDate = Day,
        "time" => time: NaiveTime = Clock,
    }
    finish |this, cx, wrong| {
        let date = cx.required(this.date, "date", wrong);
        let time = cx.required(this.time, "time", wrong);
        match (date, time) {
            (Some(date), Some(time)) => {
                Deadline::brussels(date, time).map_err(|e| cx.problem_at("time", e.to_string())).ok()
            }
            _ => None,
        }
    }
}

sourced_fields! {
    OpeningFields -> NaiveDate, "an opening with \"date\"" {
        "date" => date: NaiveDate = Day,
    }
    finish |this, cx, wrong| { cx.required(this.date, "date", wrong) }
}

sourced_fields! {
    BudgetFields -> Eur, "a budget with \"amount\"" {
        "amount" => amount: Eur = Amount,
    }
    finish |this, cx, wrong| { cx.required(this.amount, "amount", wrong) }
}

sourced_fields! {
    MinimumFields -> u32, "a minimum with \"at_least\"" {
        "at_least" => at_least: u32 = Whole::of("a whole number from 0"),
    }
    finish |this, cx, wrong| { cx.required(this.at_least, "at_least", wrong) }
}

sourced_fields! {
    RateFields -> Rate, "a rate with \"at_most\", in per cent" {
        "at_most" => at_most: Rate = Parsed::of("a number of per cent as text, such as \"90\""),
    }
    finish |this, cx, wrong| {
        if this.at_most.is_some_and(|rate| rate > Rate::WHOLE || rate.hundredths() == 0) {
            cx.problem_at("at_most", "a funding rate is above 0 and at most 100 per cent".to_owned());
        }
        cx.required(this.at_most, "at_most", wrong)
    }
}

sourced_fields! {
    GrantFields -> GrantRange, "a grant range with \"min\", \"max\" or both" {
        "min" => min: Eur = Amount,
        "max" => max: Eur = Amount,
    }
    finish |this, cx, wrong| {
        if this.min.is_none() && this.max.is_none() && !wrong.any() {
            cx.problem("a grant range has \"min\", \"max\" or both".to_owned());
        }
        if this.min.is_some_and(|min| min < Eur::ZERO) {
            cx.problem_at("min", "the minimum grant is below zero".to_owned());
        }
        if let (Some(min), Some(max)) = (this.min, this.max) && min > max {
            cx.problem(format!("the minimum grant {} is above the maximum {}", min.grouped(), max.grouped()));
        }
        Some(GrantRange { min: this.min, max: this.max })
    }
}

sourced_fields! {
    DurationFields -> Duration, "a duration with \"exactly\", or \"min\" and \"max\", in months" {
        "exactly" => exactly: i64 = Whole::of("a whole number of months"),
        "min" => min: i64 = Whole::of("a whole number of months"),
        "max" => max: i64 = Whole::of("a whole number of months"),
        "extension_by_amendment" => extension_by_amendment: bool = Flag,
    }
    finish |this, cx, wrong| {
        let extension_by_amendment = this.extension_by_amendment;
        let bounds = (this.exactly, this.min, this.max);
        match bounds {
            (Some(months), None, None) => {
                Some(Duration { min: Some(months), max: Some(months), extension_by_amendment })
            },
            (None, min, max) if min.is_some() || max.is_some() => {
                if let (Some(min), Some(max)) = (min, max) && min > max {
                    cx.problem(format!("the minimum of {min} months is above the maximum of {max}"));
                }
                Some(Duration { min, max, extension_by_amendment })
            }
            _ => {
                if !wrong.any() {
                    cx.problem("a duration has \"exactly\", or \"min\", \"max\" or both".to_owned());
                }
                None
            }
        }
    }
}

sourced_fields! {
    TextFields -> String, "a text with \"text\"" {
        "text" => text: String = PlainText,
    }
    finish |this, cx, wrong| { cx.required(this.text, "text", wrong) }
}

sourced_fields! {
    ItemsFields -> Vec<String>, "a list of texts with \"items\"" {
        "items" => items: Vec<String> = List("a list of texts", || PlainText),
    }
    finish |this, cx, wrong| { cx.required(this.items, "items", wrong) }
}

/// `true`, `false`, or `{"open": "id of a question"}`.
pub(super) struct PointShape;

/// Each funded role with what the call says of the legal forms.
pub(super) type RawRoles = Vec<(Role, Vec<(LegalForm, RawPoint)>)>;

/// A point before its question is looked up.
#[derive(Clone)]
pub(super) enum RawPoint {
    Settled(bool),
    Open { id: String, at: String },
}

#[derive(Default)]
pub(super) struct OpenFields(Option<String>);

impl<'de> Fields<'de> for OpenFields {
    type Out = String;
    const EXPECTED: &'static str = "an object with \"open\"";
    const NAMES: &'static [&'static str] = &["open"];

    fn field<A: MapAccess<'de>>(&mut self, _index: usize, map: &mut A, cx: &mut Cx) -> Result<(), A::Error> {
        self.0 = cx.value(map, PlainText)?;
        Ok(())
    }

    fn finish(self, cx: &mut Cx, wrong: Wrong) -> Option<String> {
        cx.required(self.0, "open", wrong)
    }
}

impl<'de> Shape<'de> for PointShape {
    type Out = RawPoint;

    fn expected(&self) -> Cow<'static, str> {
        "true, false, or {\"open\": \"id of an open question\"}".into()
    }

    fn boolean(self, value: bool, _cx: &mut Cx) -> Option<RawPoint> {
        Some(RawPoint::Settled(value))
    }

    fn object<A: MapAccess<'de>>(self, map: A, cx: &mut Cx) -> Result<Option<RawPoint>, A::Error> {
        let at = cx.path();
        Ok(Object(OpenFields::default()).object(map, cx)?.map(|id| RawPoint::Open { id, at }))
    }
}

/// Legal forms as a list of names.
pub(super) struct FormList;

impl<'de> Shape<'de> for FormList {
    type Out = Vec<LegalForm>;

    fn expected(&self) -> Cow<'static, str> {
        "a list of legal forms".into()
    }

    fn array<A: SeqAccess<'de>>(self, items: A, cx: &mut Cx) -> Result<Option<Vec<LegalForm>>, A::Error> {
        List("", || Parsed::of("a legal form")).array(items, cx)
    }
}

#[derive(Default)]
pub(super) struct RoleFields {
    pub(super) admitted: Option<Vec<LegalForm>>,
    pub(super) barred: Option<Vec<LegalForm>>,
    pub(super) open: Option<Vec<(String, RawPoint)>>,
}

impl<'de> Fields<'de> for RoleFields {
    type Out = Vec<(LegalForm, RawPoint)>;
    const EXPECTED: &'static str = "the forms that a role admits: \"admitted\", \"barred\", \"open\"";
    const NAMES: &'static [&'static str] = &["admitted", "barred", "open"];

    fn field<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A, cx: &mut Cx) -> Result<(), A::Error> {
        match index {
            0 => self.admitted = cx.optional(map, FormList)?,
            1 => self.barred = cx.optional(map, FormList)?,
            _ => self.open = cx.optional(map, Table("legal forms with their questions", || PointShape))?,
        }
        Ok(())
    }

    fn finish(self, cx: &mut Cx, _wrong: Wrong) -> Option<Self::Out> {
        let settled = |forms: Option<Vec<LegalForm>>, yes| {
            forms.into_iter().flatten().map(move |f| (f, RawPoint::Settled(yes)))
        };
        let mut rows: Vec<_> = settled(self.admitted, true).chain(settled(self.barred, false)).collect();
        for (name, point) in self.open.into_iter().flatten() {
            match name.parse() {
                Ok(form) => rows.push((form, point)),
                Err(error) => cx.problem_at("open", crate::UnknownNameError::to_string(&error)),
            }
        }
        for form in LegalForm::ALL {
            if rows.iter().filter(|(f, _)| f == form).count() > 1 {
                cx.problem(format!("the legal form {form} is listed more than once"));
            }
        }
        Some(rows)
    }
}

sourced_fields! {
    RolesFields -> RawRoles, "the legal forms admitted to each funded role" {
        "coordinator" => coordinator: Vec<(LegalForm, RawPoint)> = Object(RoleFields::default()),
        "beneficiary" => beneficiary: Vec<(LegalForm, RawPoint)> = Object(RoleFields::default()),
        "affiliated_entity" => affiliated: Vec<(LegalForm, RawPoint)> = Object(RoleFields::default()),
    }
    finish |this, cx, wrong| {
        let coordinator = cx.required(this.coordinator, "coordinator", wrong);
        let beneficiary = cx.required(this.beneficiary, "beneficiary", wrong);
        let affiliated = cx.required(this.affiliated, "affiliated_entity", wrong);
        match (coordinator, beneficiary, affiliated) {
            (Some(c), Some(b), Some(a)) => {
                Some(vec![(Role::Coordinator, c), (Role::Beneficiary, b), (Role::AffiliatedEntity, a)])
            }
            _ => None,
        }
    }
}

pub(super) struct RawCountries {
    pub(super) except: Vec<Country>,
    pub(super) overseas_territories: bool,
    pub(super) international_organisations_exempt: bool,
    pub(super) points: Vec<(Country, RawPoint)>,
    pub(super) negotiating: Vec<Raw<(Country, Option<NaiveDate>)>>,
}

sourced_fields! {
    NegotiationFields -> (Country, Option<NaiveDate>), "a negotiation with \"country\"" {
        "country" => country: Country = Parsed::of("a two-letter country code"),
        "in_force" => in_force: NaiveDate = Day,
    }
    finish |this, cx, wrong| { cx.required(this.country, "country", wrong).map(|c| (c, this.in_force)) }
}

sourced_fields! {
    CountriesFields -> RawCountries, "the eligible countries" {
        "member_states_except" => except: Vec<Country> = List("a list of Member States", || Parsed::of("a country code")),
        "overseas_territories" => territories: bool = Flag,
        "international_organisations_exempt" => exempt: bool = Flag,
        "points" => points: Vec<(String, RawPoint)> = Table("countries with what the call says of them", || PointShape),
        "negotiating" => negotiating: Vec<Raw<(Country, Option<NaiveDate>)>> =
            List("a list of negotiations", || Object(NegotiationFields::default())),
    }
    finish |this, cx, wrong| {
        let mut points = Vec::new();
        for (name, point) in this.points.into_iter().flatten() {
            match name.parse::<Country>() {
                Ok(country) => points.push((country, point)),
                Err(error) => cx.problem_at("points", error.to_string()),
            }
        }
        let except = cx.required(this.except, "member_states_except", wrong).unwrap_or_default();
        for country in except.iter().filter(|c| c.member_state_index().is_none()) {
            cx.problem_at("member_states_except", format!("found {country}, which is not a Member State"));
        }
        let territories = cx.required(this.territories, "overseas_territories", wrong);
        let exempt = cx.required(this.exempt, "international_organisations_exempt", wrong);
        match (territories, exempt) {
            (Some(overseas_territories), Some(international_organisations_exempt)) => Some(RawCountries {
                except,
                overseas_territories,
                international_organisations_exempt,
                points,
                negotiating: this.negotiating.unwrap_or_default(),
            }),
            _ => None,
        }
    }
}

#[derive(Default)]
pub(super) struct CountingFields {
    pub(super) international_organisations: Option<RawPoint>,
    pub(super) overseas_territories: Option<RawPoint>,
}

impl<'de> Fields<'de> for CountingFields {
    type Out = (RawPoint, RawPoint);
    const EXPECTED: &'static str = "who counts to the minima";
    const NAMES: &'static [&'static str] = &["international_organisations", "overseas_territories"];

    fn field<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A, cx: &mut Cx) -> Result<(), A::Error> {
        match index {
            0 => self.international_organisations = cx.value(map, PointShape)?,
            _ => self.overseas_territories = cx.value(map, PointShape)?,
        }
        Ok(())
    }

    fn finish(self, cx: &mut Cx, wrong: Wrong) -> Option<Self::Out> {
        let io = cx.required(self.international_organisations, "international_organisations", wrong);
        let oct = cx.required(self.overseas_territories, "overseas_territories", wrong);
        Some((io?, oct?))
    }
}

/// Question, what follows from yes, what follows from no.
pub(super) type RawQuestion = (String, String, String, String);

sourced_fields! {
    QuestionFields -> RawQuestion, "an open question with \"id\", \"question\", \"yes\" and \"no\"" {
        "id" => id: String = PlainText,
        "question" => question: String = PlainText,
        "yes" => yes: String = PlainText,
        "no" => no: String = PlainText,
    }
    finish |this, cx, wrong| {
        let id = cx.required(this.id, "id", wrong);
        let question = cx.required(this.question, "question", wrong);
        let yes = cx.required(this.yes, "yes", wrong);
        let no = cx.required(this.no, "no", wrong);
        match (id, question, yes, no) {
            (Some(id), Some(question), Some(yes), Some(no)) => Some((id, question, yes, no)),
            _ => None,
        }
    }
}

#[derive(Default)]
pub(super) struct DifferenceFields {
    pub(super) about: Option<String>,
    pub(super) values: Option<Vec<Raw<String>>>,
}

impl<'de> Fields<'de> for DifferenceFields {
    type Out = (String, Vec<Raw<String>>);
    const EXPECTED: &'static str = "a difference with \"about\" and \"values\"";
    const NAMES: &'static [&'static str] = &["about", "values"];

    fn field<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A, cx: &mut Cx) -> Result<(), A::Error> {
        match index {
            0 => self.about = cx.value(map, PlainText)?,
            _ => self.values = cx.value(map, List("a list of values", || Object(TextFields::default())))?,
        }
        Ok(())
    }

    fn finish(self, cx: &mut Cx, wrong: Wrong) -> Option<Self::Out> {
        let about = cx.required(self.about, "about", wrong);
        let values = cx.required(self.values, "values", wrong);
        Some((about?, values?))
    }
}

#[derive(Default)]
pub(super) struct DescriptionFields {
    pub(super) title: Option<Raw<String>>,
    pub(super) programme: Option<Raw<String>>,
    pub(super) overview: Option<Raw<String>>,
    pub(super) contribution: Option<Raw<String>>,
    pub(super) objectives: Option<Raw<Vec<String>>>,
    pub(super) activities: Option<Raw<Vec<String>>>,
    pub(super) eligibility: Option<Raw<Vec<String>>>,
    pub(super) how_to_apply: Option<Raw<Vec<String>>>,
    pub(super) notes: Option<Raw<Vec<String>>>,
}

impl<'de> Fields<'de> for DescriptionFields {
    type Out = DescriptionFields;
    const EXPECTED: &'static str = "what the call says of itself, an object";
    const NAMES: &'static [&'static str] = &[
        "title",
        "programme",
        "overview",
        "contribution",
        "objectives",
        "activities",
        "eligibility",
        "how_to_apply",
        "notes",
    ];

    fn field<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A, cx: &mut Cx) -> Result<(), A::Error> {
        match index {
            0 => self.title = cx.optional(map, Object(TextFields::default()))?,
            1 => self.programme = cx.optional(map, Object(TextFields::default()))?,
            2 => self.overview = cx.optional(map, Object(TextFields::default()))?,
            3 => self.contribution = cx.optional(map, Object(TextFields::default()))?,
            4 => self.objectives = cx.optional(map, Object(ItemsFields::default()))?,
            5 => self.activities = cx.optional(map, Object(ItemsFields::default()))?,
            6 => self.eligibility = cx.optional(map, Object(ItemsFields::default()))?,
            7 => self.how_to_apply = cx.optional(map, Object(ItemsFields::default()))?,
            _ => self.notes = cx.optional(map, Object(ItemsFields::default()))?,
        }
        Ok(())
    }

    fn finish(self, _cx: &mut Cx, _wrong: Wrong) -> Option<Self> {
        Some(self)
    }
}
