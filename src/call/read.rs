//! Reading `amif-call/1`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
use serde::de::{MapAccess, SeqAccess};

use super::budget::{BudgetRules, questions as questions_on_budgets};
use super::{
    Call, Counting, Countries, Description, Difference, Duration, GrantRange, Negotiation, OpenQuestion,
    Point, Roles, Sourced, Terms,
};
use crate::country::Country;
use crate::id::{CallId, TopicId};
use crate::input::{Cx, Fields, Flag, List, Object, Parsed, PlainText, Shape, Table, Whole, Wrong, unknown};
use crate::law::{Act, Basis, Citation, act_named};
use crate::money::{Eur, Rate};
use crate::organisation::{LegalForm, Role};
use crate::shape::{Amount, Clock, Day, Schema};
use crate::time::Deadline;

const SCHEMA: &str = "amif-call/1";

/// The shape of a whole call.
pub(super) fn call<'de>() -> impl Shape<'de, Out = Call> {
    Object(CallFields::default())
}

/// A document that citations name by its key.
struct Document {
    title: String,
    basis: Basis,
    url: String,
}

#[derive(Default)]
struct DocumentFields {
    title: Option<String>,
    basis: Option<Basis>,
    url: Option<String>,
}

impl<'de> Fields<'de> for DocumentFields {
    type Out = Document;
    const EXPECTED: &'static str = "a document with \"title\" and \"basis\"";
    const NAMES: &'static [&'static str] = &["title", "basis", "url"];

    fn field<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A, cx: &mut Cx) -> Result<(), A::Error> {
        match index {
            0 => self.title = cx.value(map, PlainText)?,
            1 => self.basis = cx.value(map, Parsed::of("a basis"))?,
            _ => self.url = cx.optional(map, PlainText)?,
        }
        Ok(())
    }

    fn finish(self, cx: &mut Cx, wrong: Wrong) -> Option<Document> {
        let title = cx.required(self.title, "title", wrong);
        let basis = cx.required(self.basis, "basis", wrong);
        Some(Document { title: title?, basis: basis?, url: self.url.unwrap_or_default() })
    }
}

/// A citation before its document is looked up.
#[derive(Clone)]
struct Cite {
    document: Option<String>,
    act: Option<Act>,
    section: String,
    basis: Option<Basis>,
    note: String,
    at: String,
}

#[derive(Default)]
struct CiteFields {
    document: Option<String>,
    act: Option<Option<Act>>,
    section: Option<String>,
    basis: Option<Basis>,
    note: Option<String>,
}

/// The CELEX number or short title of an act.
struct ActName;

impl Shape<'_> for ActName {
    type Out = Option<Act>;

    fn expected(&self) -> Cow<'static, str> {
        "an act, by CELEX number or short title".into()
    }

    fn string(self, text: &str, cx: &mut Cx) -> Option<Option<Act>> {
        Some(act_named(text, cx))
    }
}

impl<'de> Fields<'de> for CiteFields {
    type Out = Cite;
    const EXPECTED: &'static str = "a citation with \"document\" or \"act\"";
    const NAMES: &'static [&'static str] = &["document", "act", "section", "basis", "note"];

    fn field<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A, cx: &mut Cx) -> Result<(), A::Error> {
        match index {
            0 => self.document = cx.value(map, PlainText)?,
            1 => self.act = cx.value(map, ActName)?,
            2 => self.section = cx.optional(map, PlainText)?,
            3 => self.basis = cx.optional(map, Parsed::of("a basis"))?,
            _ => self.note = cx.optional(map, PlainText)?,
        }
        Ok(())
    }

    fn finish(self, cx: &mut Cx, wrong: Wrong) -> Option<Cite> {
        let act = self.act.flatten();
        if !wrong.any() && (self.document.is_some() == act.is_some()) {
            cx.problem("a citation names either a \"document\" or an \"act\"".to_owned());
        }
        if act.is_some() && self.basis.is_none() {
            cx.problem("a citation of an act states its \"basis\"".to_owned());
        }
        Some(Cite {
            document: self.document,
            act,
            section: self.section.unwrap_or_default(),
            basis: self.basis,
            note: self.note.unwrap_or_default(),
            at: cx.path(),
        })
    }
}

type Cites = Vec<Cite>;

fn cites<'de>() -> impl Shape<'de, Out = Cites> {
    List("a list of citations", || Object(CiteFields::default()))
}

/// A value with the citations that it needs, before their documents are looked up.
struct Raw<T> {
    value: T,
    source: Cites,
}

fn raw<T>(value: Option<T>, source: Option<Cites>, cx: &mut Cx, wrong: Wrong) -> Option<Raw<T>> {
    let source = cx.required(source, "source", wrong)?;
    if source.is_empty() && !wrong.any() {
        cx.problem("the list \"source\" is empty; every condition rests on at least one place".to_owned());
    }
    Some(Raw { value: value?, source })
}

/// Declares the fields of an object that has a `source`.
macro_rules! sourced_fields {
    (
        $name:ident -> $out:ty, $expected:literal {
            $($field:literal => $slot:ident: $ty:ty = $shape:expr,)*
        }
        finish |$this:ident, $cx:ident, $wrong:ident| $finish:block
    ) => {
        #[derive(Default)]
        struct $name {
            $($slot: Option<$ty>,)*
            source: Option<Cites>,
        }

        impl<'de> Fields<'de> for $name {
            type Out = Raw<$out>;
            const EXPECTED: &'static str = $expected;
            const NAMES: &'static [&'static str] = &[$($field,)* "source"];

            fn field<A: MapAccess<'de>>(
                &mut self,
                index: usize,
                map: &mut A,
                cx: &mut Cx,
            ) -> Result<(), A::Error> {
                match Self::NAMES.get(index).copied() {
                    $(Some($field) => self.$slot = cx.optional(map, $shape)?,)*
                    _ => self.source = cx.value(map, cites())?,
                }
                Ok(())
            }

            fn finish(self, $cx: &mut Cx, $wrong: Wrong) -> Option<Raw<$out>> {
                let $this = self;
                let value: Option<$out> = $finish;
                raw(value, $this.source, $cx, $wrong)
            }
        }
    };
}

mod budget;

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
    }
    finish |this, cx, wrong| {
        let bounds = (this.exactly, this.min, this.max);
        match bounds {
            (Some(months), None, None) => Some(Duration { min: Some(months), max: Some(months) }),
            (None, min, max) if min.is_some() || max.is_some() => {
                if let (Some(min), Some(max)) = (min, max) && min > max {
                    cx.problem(format!("the minimum of {min} months is above the maximum of {max}"));
                }
                Some(Duration { min, max })
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
struct PointShape;

/// Each funded role with what the call says of the legal forms.
type RawRoles = Vec<(Role, Vec<(LegalForm, RawPoint)>)>;

/// A point before its question is looked up.
#[derive(Clone)]
enum RawPoint {
    Settled(bool),
    Open { id: String, at: String },
}

#[derive(Default)]
struct OpenFields(Option<String>);

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
struct FormList;

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
struct RoleFields {
    admitted: Option<Vec<LegalForm>>,
    barred: Option<Vec<LegalForm>>,
    open: Option<Vec<(String, RawPoint)>>,
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

struct RawCountries {
    except: Vec<Country>,
    overseas_territories: bool,
    international_organisations_exempt: bool,
    points: Vec<(Country, RawPoint)>,
    negotiating: Vec<Raw<(Country, Option<NaiveDate>)>>,
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
struct CountingFields {
    international_organisations: Option<RawPoint>,
    overseas_territories: Option<RawPoint>,
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
type RawQuestion = (String, String, String, String);

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
struct DifferenceFields {
    about: Option<String>,
    values: Option<Vec<Raw<String>>>,
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
struct DescriptionFields {
    title: Option<Raw<String>>,
    programme: Option<Raw<String>>,
    overview: Option<Raw<String>>,
    contribution: Option<Raw<String>>,
    objectives: Option<Raw<Vec<String>>>,
    activities: Option<Raw<Vec<String>>>,
    eligibility: Option<Raw<Vec<String>>>,
    how_to_apply: Option<Raw<Vec<String>>>,
    notes: Option<Raw<Vec<String>>>,
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

#[derive(Default)]
struct CallFields {
    schema: Option<()>,
    topic: Option<TopicId>,
    call: Option<CallId>,
    version: Option<String>,
    documents: Option<Vec<(String, Document)>>,
    description: Option<DescriptionFields>,
    opening: Option<Raw<NaiveDate>>,
    deadline: Option<Raw<Deadline>>,
    budget: Option<Raw<Eur>>,
    minimum_applicants: Option<Raw<u32>>,
    minimum_countries: Option<Raw<u32>>,
    counting: Option<(RawPoint, RawPoint)>,
    roles: Option<Raw<RawRoles>>,
    countries: Option<Raw<RawCountries>>,
    grant: Option<Raw<GrantRange>>,
    funding_rate: Option<Raw<Rate>>,
    duration: Option<Raw<Duration>>,
    questions: Option<Vec<Raw<RawQuestion>>>,
    not_stated: Option<Vec<String>>,
    differences: Option<Vec<(String, Vec<Raw<String>>)>>,
    budget_rules: Option<budget::BudgetFields>,
}

impl<'de> Fields<'de> for CallFields {
    type Out = Call;
    const EXPECTED: &'static str = "a call, an object";
    const NAMES: &'static [&'static str] = &[
        "schema",
        "topic",
        "call",
        "version",
        "documents",
        "description",
        "opening",
        "deadline",
        "budget",
        "minimum_applicants",
        "minimum_countries",
        "counting",
        "roles",
        "countries",
        "grant",
        "funding_rate",
        "duration",
        "open_questions",
        "not_stated",
        "source_differences",
        "budget_rules",
    ];

    fn field<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A, cx: &mut Cx) -> Result<(), A::Error> {
        match index {
            0 => self.schema = cx.value(map, Schema(SCHEMA))?,
            1 => self.topic = cx.value(map, Parsed::of("a topic identifier"))?,
            2 => self.call = cx.optional(map, Parsed::of("a call identifier"))?,
            3 => self.version = cx.optional(map, PlainText)?,
            4 => {
                let shape = Table("documents by key", || Object(DocumentFields::default()));
                self.documents = cx.value(map, shape)?;
            }
            5 => self.description = cx.optional(map, Object(DescriptionFields::default()))?,
            6 => self.opening = cx.optional(map, Object(OpeningFields::default()))?,
            7 => self.deadline = cx.optional(map, Object(DeadlineFields::default()))?,
            8 => self.budget = cx.optional(map, Object(BudgetFields::default()))?,
            9 => self.minimum_applicants = cx.optional(map, Object(MinimumFields::default()))?,
            10 => self.minimum_countries = cx.optional(map, Object(MinimumFields::default()))?,
            11 => self.counting = cx.optional(map, Object(CountingFields::default()))?,
            12 => self.roles = cx.optional(map, Object(RolesFields::default()))?,
            13 => self.countries = cx.optional(map, Object(CountriesFields::default()))?,
            14 => self.grant = cx.optional(map, Object(GrantFields::default()))?,
            15 => self.funding_rate = cx.optional(map, Object(RateFields::default()))?,
            16 => self.duration = cx.optional(map, Object(DurationFields::default()))?,
            17 => {
                let shape = List("a list of open questions", || Object(QuestionFields::default()));
                self.questions = cx.optional(map, shape)?;
            }
            18 => self.not_stated = cx.optional(map, List("a list of texts", || PlainText))?,
            19 => {
                let shape = List("a list of differences", || Object(DifferenceFields::default()));
                self.differences = cx.optional(map, shape)?;
            }
            _ => self.budget_rules = cx.optional(map, Object(budget::BudgetFields::default()))?,
        }
        Ok(())
    }

    fn finish(self, cx: &mut Cx, wrong: Wrong) -> Option<Call> {
        cx.required(self.schema, "schema", wrong);
        let topic = cx.required(self.topic, "topic", wrong);
        let documents = cx.required(self.documents, "documents", wrong).unwrap_or_default();
        let mut resolve = Resolve::new(documents, self.questions.unwrap_or_default(), cx);
        let counting = self.counting;
        let mut call = Call {
            topic: topic.clone()?,
            call: match self.call {
                Some(call) => call,
                None => topic?.as_str().parse().ok()?,
            },
            version: self.version.unwrap_or_else(|| "not stated".to_owned()),
            description: resolve.description(self.description.unwrap_or_default(), cx),
            opening: resolve.optional(self.opening, cx),
            deadline: resolve.optional(self.deadline, cx),
            budget: resolve.optional(self.budget, cx),
            minimum_applicants: resolve.optional(self.minimum_applicants, cx),
            minimum_countries: resolve.optional(self.minimum_countries, cx),
            counting: resolve.counting(counting, cx),
            roles: resolve.roles(self.roles, cx),
            countries: resolve.countries(self.countries, cx),
            grant: resolve.optional(self.grant, cx),
            funding_rate: resolve.optional(self.funding_rate, cx),
            duration: resolve.optional(self.duration, cx),
            questions: Vec::new(),
            stated_questions: 0,
            budget_rules: BudgetRules::silent(0),
            not_stated: self.not_stated.unwrap_or_default(),
            differences: resolve.differences(self.differences.unwrap_or_default(), cx),
            silent_roles: None,
            silent_countries: None,
            assumed: Vec::new(),
            terms: Terms::default(),
        };
        if let (Some(opening), Some(deadline)) = (&call.opening, &call.deadline)
            && opening.value > deadline.value.local().date()
        {
            cx.problem_at("opening", "the call opens after its deadline".to_owned());
        }
        let stated = resolve.questions.len();
        call.budget_rules = resolve.budget_rules(self.budget_rules.unwrap_or_default(), stated, cx);
        call.stated_questions = stated;
        if resolve.questions.iter().any(|q| q.id.starts_with("budget-")) {
            cx.problem_at("open_questions", "ids that start with \"budget-\" are the crate's own".to_owned());
        }
        if stated > 64 {
            cx.problem_at("open_questions", "a call has at most 64 open questions".to_owned());
        }
        if call.roles.is_none() {
            call.silent_roles = Some(resolve.silent(
                "legal-forms-not-stated",
                "Are these legal forms admitted to these roles? The sources do not say.",
            ));
        }
        if call.countries.is_none() {
            call.silent_countries = Some(
                resolve
                    .silent("countries-not-stated", "Are these countries eligible? The sources do not say."),
            );
        }
        call.questions = resolve.questions;
        call.questions.extend(questions_on_budgets());
        call.terms = call.compile(|_| None);
        Some(call)
    }
}

/// Looks up what the parts of a call file refer to: documents by key, questions by id.
struct Resolve {
    documents: BTreeMap<String, Document>,
    questions: Vec<OpenQuestion>,
}

impl Resolve {
    fn new(documents: Vec<(String, Document)>, raw: Vec<Raw<RawQuestion>>, cx: &mut Cx) -> Self {
        let mut this = Resolve { documents: documents.into_iter().collect(), questions: Vec::new() };
        for question in raw {
            let Sourced { value: (id, question, yes, no), source } = this.sourced(question, cx);
            if this.questions.iter().any(|q| q.id == id) {
                cx.problem_at("open_questions", format!("the id {id:?} is used twice"));
            }
            this.questions.push(OpenQuestion { id, question, yes, no, source });
        }
        this
    }

    fn citation(&self, cite: Cite, cx: &mut Cx) -> Option<Citation> {
        if let Some(act) = cite.act {
            let basis = cite.basis.unwrap_or(Basis::Unverified);
            let title = act.title().to_owned();
            return Some(Citation::owned(Some(act), title, cite.section, basis, cite.note, String::new()));
        }
        let key = cite.document?;
        let Some(document) = self.documents.get(&key) else {
            let known = self.documents.keys().map(String::as_str);
            cx.problem_from(cite.at, unknown("the document", &key, known));
            return None;
        };
        Some(Citation::owned(
            None,
            document.title.clone(),
            cite.section,
            cite.basis.unwrap_or(document.basis),
            cite.note,
            document.url.clone(),
        ))
    }

    fn sourced<T>(&self, raw: Raw<T>, cx: &mut Cx) -> Sourced<T> {
        let source = raw.source.into_iter().filter_map(|c| self.citation(c, cx)).collect();
        Sourced { value: raw.value, source }
    }

    fn optional<T>(&self, raw: Option<Raw<T>>, cx: &mut Cx) -> Option<Sourced<T>> {
        raw.map(|r| self.sourced(r, cx))
    }

    fn point(&self, raw: RawPoint, cx: &mut Cx) -> Point {
        match raw {
            RawPoint::Settled(yes) => Point::Settled(yes),
            RawPoint::Open { id, at } => match self.questions.iter().position(|q| q.id == id) {
                Some(index) => open(index),
                None => {
                    let known = self.questions.iter().map(|q| q.id.as_str());
                    cx.problem_from(at, unknown("the open question", &id, known));
                    Point::Settled(false)
                }
            },
        }
    }

    /// Where a call is silent on who counts, that is an open question of its own.
    fn counting(&mut self, raw: Option<(RawPoint, RawPoint)>, cx: &mut Cx) -> Counting {
        match raw {
            Some((international, territories)) => Counting {
                international_organisations: self.point(international, cx),
                overseas_territories: self.point(territories, cx),
            },
            None => Counting {
                international_organisations: self.silent(
                    "international-organisation-counts",
                    "Does an international organisation count to the minima? The sources do not say.",
                ),
                overseas_territories: self.silent(
                    "overseas-territory-counts",
                    "Does an applicant in an overseas territory count for its Member State? The sources do not say.",
                ),
            },
        }
    }

    fn silent(&mut self, id: &str, question: &str) -> Point {
        let point = open(self.questions.len());
        self.questions.push(OpenQuestion {
            id: id.to_owned(),
            question: question.to_owned(),
            yes: "It does, or they are.".to_owned(),
            no: "It does not, or they are not.".to_owned(),
            source: Vec::new(),
        });
        point
    }

    fn roles(&mut self, raw: Option<Raw<RawRoles>>, cx: &mut Cx) -> Option<Sourced<Roles>> {
        let Sourced { value, source } = self.optional(raw, cx)?;
        let mut rows = Vec::new();
        for (role, forms) in value {
            let silent: Vec<LegalForm> =
                LegalForm::ALL.iter().copied().filter(|f| forms.iter().all(|(g, _)| g != f)).collect();
            rows.extend(forms.into_iter().map(|(form, point)| (role, form, self.point(point, cx))));
            // A list in a summary is not closed: a form in neither list is an open question of its own.
            for form in silent {
                rows.push((role, form, open(self.questions.len())));
                self.questions.push(silence(role, form, &source));
            }
        }
        Some(Sourced { value: Roles { rows }, source })
    }

    fn countries(&self, raw: Option<Raw<RawCountries>>, cx: &mut Cx) -> Option<Sourced<Countries>> {
        let Sourced { value, source } = self.optional(raw, cx)?;
        let countries = Countries {
            except: value.except,
            overseas_territories: value.overseas_territories,
            international_organisations_exempt: value.international_organisations_exempt,
            points: value.points.into_iter().map(|(c, p)| (c, self.point(p, cx))).collect(),
            negotiating: value
                .negotiating
                .into_iter()
                .map(|raw| {
                    let Sourced { value: (country, in_force), source } = self.sourced(raw, cx);
                    Negotiation { country, in_force, source }
                })
                .collect(),
        };
        for (at, record) in countries.negotiating.iter().enumerate() {
            let country = record.country;
            let twice = countries.negotiating.iter().take(at).any(|n| n.country == country);
            let member = country.state().member_state_index().is_some();
            let pointed = countries.points.iter().any(|(c, _)| *c == country);
            for (wrong, why) in [
                (twice, "stands here twice"),
                (member, "is a Member State, which has nothing to negotiate"),
                (pointed, "is settled or left open under \"points\"; one of the two is meant"),
            ] {
                if wrong {
                    cx.problem_from("/countries/negotiating".to_owned(), format!("{country} {why}"));
                }
            }
        }
        Some(Sourced { value: countries, source })
    }

    fn description(&self, raw: DescriptionFields, cx: &mut Cx) -> Description {
        Description {
            title: self.optional(raw.title, cx),
            programme: self.optional(raw.programme, cx),
            overview: self.optional(raw.overview, cx),
            contribution: self.optional(raw.contribution, cx),
            objectives: self.optional(raw.objectives, cx),
            activities: self.optional(raw.activities, cx),
            eligibility: self.optional(raw.eligibility, cx),
            how_to_apply: self.optional(raw.how_to_apply, cx),
            notes: self.optional(raw.notes, cx),
        }
    }

    fn differences(&self, raw: Vec<(String, Vec<Raw<String>>)>, cx: &mut Cx) -> Vec<Difference> {
        raw.into_iter()
            .map(|(about, values)| Difference {
                about,
                values: values.into_iter().map(|v| self.sourced(v, cx)).collect(),
            })
            .collect()
    }
}

/// A point that hangs on a question; a call with more than 64 of them is refused when it is put together.
fn open(question: usize) -> Point {
    Point::Open(u8::try_from(question).unwrap_or(u8::MAX))
}

/// The question that a call's silence on one form in one role leaves open.
fn silence(role: Role, form: LegalForm, source: &[Citation]) -> OpenQuestion {
    let (role_words, form_words) = (role.words(), form.words());
    OpenQuestion {
        id: format!("{role}-{form}").replace('_', "-"),
        question: format!("May a {form_words} be {role_words}? The sources neither admit nor bar it."),
        yes: format!("A {form_words} may be {role_words}."),
        no: format!("A {form_words} may not be {role_words}."),
        source: source.to_vec(),
    }
}
