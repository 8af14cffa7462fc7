//! Reading `amif-call/1`.

#[macro_use]
mod citation;
mod application;
mod budget;
mod conditions;
mod countries;
mod point;
mod resolve;
mod roles;
mod versions;

use std::sync::Arc;

use chrono::NaiveDate;
use serde::de::MapAccess;

use super::condition::{
    Completeness, Declared, Duration, Extension, IneligibleParticipantEffect, Minimum, Rounds,
};
use crate::country::Country;
use crate::id::{CallId, TopicId};
use crate::input::{Cx, Fields, List, Object, Parsed, PlainText, Shape, Table, Wrong};
use crate::money::{Eur, Rate};
use crate::shape::Schema;

use application::{
    AdvanceFields, AnnexFields, EffectFields, ExtensionFields, MostFields, ObjectivesFields, SimpleFields,
    TargetFields, completeness,
};
use citation::{DocumentFields, Documents, Raw, Varying};
use conditions::{
    AmountFields, DayFields, DeadlineFields, DescriptionFields, DifferenceFields, DurationFields,
    GrantFields, ItemsFields, MinimumFields, QuestionFields, RateFields, RawDeadline, RawGrant, RawQuestion,
};
use countries::{BarFields, CountriesFields, RawBar, RawCountries};
use point::{CountingFields, RawCounting};
use roles::{CompositionFields, RawRoles, RolesFields};
use versions::{Version, VersionFields};

const SCHEMA: &str = "amif-call/1";

/// The shape of a whole call, with the faults in which it contradicts itself.
pub(super) fn call<'de>(refuse_faults: bool) -> impl Shape<'de, Out = Box<super::Read>> {
    Object(CallFields { refuse_faults, ..CallFields::default() })
}

/// Declares the conditions of a call, which a later version of its document may replace one by one, and the
/// fields of a call, which are those and what comes before them.
macro_rules! conditions {
    (
        before: [$($head:literal),*]
        $($field:literal => $slot:ident: $ty:ty = $shape:expr,)*
    ) => {
        /// The conditions of a call before documents and questions are looked up.
        #[derive(Default, Clone)]
        pub(super) struct Conditions {
            $($slot: Option<$ty>,)*
        }

        impl Conditions {
            const NAMES: &'static [&'static str] = &[$($field,)*];

            fn field<'de, A: MapAccess<'de>>(
                &mut self,
                name: Option<&'static str>,
                map: &mut A,
                cx: &mut Cx,
            ) -> Result<(), A::Error> {
                match name {
                    $(Some($field) => self.$slot = cx.optional(map, $shape)?,)*
                    _ => {}
                }
                Ok(())
            }

            /// Replaces some; one that is `None` there is no longer stated.
            fn replace(&mut self, names: &[&'static str], by: &Conditions) {
                for name in names {
                    match *name {
                        $($field => self.$slot.clone_from(&by.$slot),)*
                        _ => {}
                    }
                }
            }
        }

        const CALL_FIELDS: &[&str] = &[$($head,)* $($field,)*];
    };
}

conditions! {
    before: [
        "schema", "topic", "call", "version", "documents", "completeness", "description", "published",
        "open_questions", "not_stated", "source_differences", "versions"
    ]
    "opening" => opening: Raw<NaiveDate> = Object(DayFields::default()),
    "deadline" => deadline: Varying<(RawDeadline, Rounds)> = Object(DeadlineFields::default()),
    "budget" => budget: Raw<Eur> = Object(AmountFields::default()),
    "topic_budget" => topic_budget: Raw<Eur> = Object(AmountFields::default()),
    "minimum_applicants" => minimum_applicants: Varying<Minimum> = Object(MinimumFields::default()),
    "minimum_countries" => minimum_countries: Varying<Minimum> = Object(MinimumFields::default()),
    "counting" => counting: RawCounting = Object(CountingFields::default()),
    "roles" => roles: Raw<RawRoles> = Object(RolesFields::default()),
    "composition" => composition: CompositionFields = Object(CompositionFields::default()),
    "countries" => countries: Raw<RawCountries> = Object(CountriesFields::default()),
    "bars" => bars: Vec<Raw<RawBar>> = List("a list of bars", || Object(BarFields::default())),
    "grant" => grant: Varying<RawGrant> = Object(GrantFields::default()),
    "funding_rate" => funding_rate: Varying<Rate> = Object(RateFields::default()),
    "advance" => advance: Raw<Rate> = Object(AdvanceFields::default()),
    "duration" => duration: Varying<Duration> = Object(DurationFields::default()),
    "extension" => extension: Raw<Extension> = Object(ExtensionFields::default()),
    "ineligible_participant_effect" => effect: Raw<IneligibleParticipantEffect> =
        Object(EffectFields::default()),
    "annexes" => annexes: Raw<Vec<String>> = Object(AnnexFields::default()),
    "page_limit" => page_limit: Raw<u32> = Object(MostFields::default()),
    "one_topic" => one_topic: Raw<()> = Object(SimpleFields::default()),
    "parallel_applications" => parallel: Raw<u32> = Object(MostFields::default()),
    "one_role_each" => one_role_each: Raw<()> = Object(SimpleFields::default()),
    "declared_objectives" => objectives: Raw<Declared<String>> = Object(ObjectivesFields::default()),
    "target_countries" => targets: Raw<Declared<Country>> = Object(TargetFields::default()),
    "third_country_activities" => third_countries: Raw<()> = Object(SimpleFields::default()),
    "excluded_activities" => excluded: Raw<Vec<String>> = Object(ItemsFields::default()),
    "start" => start: Raw<()> = Object(SimpleFields::default()),
    "award" => award: Raw<Vec<String>> = Object(ItemsFields::default()),
    "budget_rules" => budget_rules: budget::BudgetFields = Object(budget::BudgetFields::default()),
}

/// What a call states of itself beside its conditions.
#[derive(Default, Clone)]
pub(super) struct Head {
    schema: Option<()>,
    topic: Option<TopicId>,
    call: Option<CallId>,
    version: Option<String>,
    documents: Option<Arc<Documents>>,
    completeness: Option<Completeness>,
    description: Option<DescriptionFields>,
    published: Option<Raw<NaiveDate>>,
    questions: Option<Vec<Raw<RawQuestion>>>,
    not_stated: Option<Vec<String>>,
    differences: Option<Vec<(String, Vec<Raw<String>>)>>,
    versions: Option<Vec<Raw<Version>>>,
}

#[derive(Default)]
struct CallFields {
    /// Whether faults are problems like any other.
    refuse_faults: bool,
    /// Boxed like the conditions: both are large, and handed on from one step of reading to the next.
    head: Box<Head>,
    conditions: Box<Conditions>,
}

impl<'de> Fields<'de> for CallFields {
    type Out = Box<super::Read>;
    const EXPECTED: &'static str = "a call, an object";
    const NAMES: &'static [&'static str] = CALL_FIELDS;

    fn field<A: MapAccess<'de>>(&mut self, index: usize, map: &mut A, cx: &mut Cx) -> Result<(), A::Error> {
        let head = &mut self.head;
        match index {
            0 => head.schema = cx.value(map, Schema(SCHEMA))?,
            1 => head.topic = cx.value(map, Parsed::of("a topic identifier"))?,
            2 => head.call = cx.optional(map, Parsed::of("a call identifier"))?,
            3 => head.version = cx.optional(map, PlainText)?,
            4 => {
                let shape = Table("documents by key", || Object(DocumentFields::default()));
                head.documents = cx.value(map, shape)?.map(Arc::new);
                if let Some(documents) = &head.documents {
                    citation::check_pages(documents, cx);
                    cx.list(documents);
                }
            }
            5 => head.completeness = cx.optional(map, completeness())?,
            6 => head.description = cx.optional(map, Object(DescriptionFields::default()))?,
            7 => head.published = cx.optional(map, Object(DayFields::default()))?,
            8 => {
                let shape = List("a list of open questions", || Object(QuestionFields::default()));
                head.questions = cx.optional(map, shape)?;
            }
            9 => head.not_stated = cx.optional(map, List("a list of texts", || PlainText))?,
            10 => {
                let shape = List("a list of differences", || Object(DifferenceFields::default()));
                head.differences = cx.optional(map, shape)?;
            }
            11 => {
                let shape = List("a list of versions", || Object(VersionFields::default()));
                head.versions = cx.optional(map, shape)?;
            }
            _ => self.conditions.field(CALL_FIELDS.get(index).copied(), map, cx)?,
        }
        Ok(())
    }

    fn finish(mut self, cx: &mut Cx, wrong: Wrong) -> Option<Box<super::Read>> {
        cx.required(self.head.schema, "schema", wrong);
        let topic = cx.required(self.head.topic.take(), "topic", wrong);
        if self.head.documents.is_none() {
            cx.required(None::<()>, "documents", wrong);
        }
        let read = versions::call_of(topic, self.head, self.conditions, cx)?;
        if self.refuse_faults {
            read.faults.iter().for_each(|f| cx.problem_from(f.path().to_owned(), f.to_string()));
        }
        Some(read)
    }
}
