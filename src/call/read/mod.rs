//! Reading `amif-call/1`.

#[macro_use]
mod citation;
mod budget;
mod conditions;
mod resolve;

use chrono::NaiveDate;
use serde::de::MapAccess;

use super::budget::{BudgetRules, questions as questions_on_budgets};
use super::{Call, Duration, GrantRange, Terms};
use crate::id::{CallId, TopicId};
use crate::input::{Cx, Fields, List, Object, Parsed, PlainText, Shape, Table, Wrong};
use crate::money::{Eur, Rate};
use crate::shape::Schema;
use crate::time::Deadline;

use citation::{Document, DocumentFields, Raw};
use conditions::{
    BudgetFields, CountingFields, CountriesFields, DeadlineFields, DescriptionFields, DifferenceFields,
    DurationFields, GrantFields, MinimumFields, OpeningFields, QuestionFields, RateFields, RawCountries,
    RawPoint, RawQuestion, RawRoles, RolesFields,
};
use resolve::Resolve;

const SCHEMA: &str = "amif-call/1";

/// The shape of a whole call.
pub(super) fn call<'de>() -> impl Shape<'de, Out = Call> {
    Object(CallFields::default())
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
