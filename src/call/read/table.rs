//! The format `amif-call/1`: every field of a call, once.
//!
//! A condition is one row: its meaning, its name, how it is stated, its value, what it accepts. From the table are
//! made the reader, the names for "did you mean", the schema and the reference of all fields, what a later version
//! may change, the [`Conditions`] of a call, and the public methods that lend them.

use chrono::NaiveDate;

use super::application::{
    AdvanceFields, AnnexFields, EffectFields, ExtensionFields, MostFields, ObjectivesFields, RecipientFields,
    SimpleFields, TargetFields,
};
use super::budget::BudgetFields;
use super::conditions::{
    AmountFields, DeadlineFields, DurationFields, GrantFields, ItemsFields, MinimumFields, OpeningFields,
    RateFields,
};
use super::countries::{BarFields, CountriesFields, same_declaration};
use super::information::{ExpectedFields, FormOfFundingFields, LumpSumsFields};
use super::point::CountingFields;
use super::resolve::Resolve;
use super::roles::{CompositionFields, RolesFields};
use super::stated::Stated;
use crate::call::{
    Annexes, Bar, BudgetRules, Composition, Condition, Counting, Countries, Deadlines, Declared, Duration,
    Expected, Extension, FundingForm, Grants, IneligibleParticipantEffect, LumpSum, Minimum, Recipients,
    Roles, Sourced,
};
use crate::country::Country;
use crate::input::{Broken, Cx, Distinct, Entries, object, slots};
use crate::money::{Eur, Rate};

/// Hands the table to a macro.
macro_rules! every_field {
    ($then:ident!) => {
        $then! {
            head {
                /// The name of the format.
                schema: () = Schema(SCHEMA),
                /// The identifier of the topic.
                topic: TopicId = Parsed::of("a topic identifier"),
                /// The identifier of the call; left out: as the topic.
                call: CallId = Parsed::of("a call identifier"),
                /// Which version of the call document this is, in words.
                version: String = SomeText,
                /// When that version was published.
                published: Raw<NaiveDate> = object::<DayFields>(),
                /// How much of the call is known.
                completeness: Completeness = completeness(),
                /// How applicants come to a grant. Usual terms are presumed of open calls alone.
                procedure: Procedure = Parsed::of("a procedure"),
                /// The documents that are cited, each under a key of your choice.
                documents: Arc<Documents> = DocumentTable,
                /// Points that the sources leave open.
                open_questions: Vec<Raw<RawQuestion>> = Distinct("a list of open questions", object::<QuestionFields>, same_id),
                /// Conditions that the sources do not state, in words, for reports to list.
                not_stated: Vec<String> = List("a list of texts", || SomeText),
                /// What sources differ on where no outcome depends on it.
                source_differences: Vec<(String, Vec<Raw<String>>)> =
                    List("a list of differences", object::<DifferenceFields>),
                /// What the call says of itself.
                description: DescriptionFields = object::<DescriptionFields>(),
                /// Open questions that are answered by assumption, by their ids: yes or no. Reports say so.
                assumed: Vec<(String, (Mark, Reading))> =
                    Table("answers by question", || placed(Parsed::of("\"yes\" or \"no\""))),
                /// Conditions that the sources do not state, as whoever uses the call supposes them, such as
                /// minimum_applicants=3. Reports say so.
                supposed: Vec<(Mark, Supposition)> = List("a list of conditions", || {
                    placed(Parsed::of("a condition and its value, such as \"minimum_applicants=3\""))
                }),
                /// Whether the usual terms of other open calls are presumed where this one is silent. Reports say so.
                usual_terms: bool = Flag,
                /// Later versions of the call document, oldest first.
                versions: Vec<Raw<Version>> = List("a list of versions", object::<VersionFields>),
            }
            conditions {
                /// The first day for submission.
                opening: varying NaiveDate = object::<OpeningFields>(),
                /// The deadline.
                deadline: own Deadlines = object::<DeadlineFields>(),
                /// The budget of the call.
                budget: sourced Eur = object::<AmountFields>(),
                /// The part of it for this topic.
                topic_budget: sourced Eur = object::<AmountFields>(),
                /// The grant range of a project.
                grant: own Grants = object::<GrantFields>(),
                /// The largest share of the costs that is paid.
                funding_rate: varying Rate = object::<RateFields>(),
                /// The pre-financing, for information.
                advance: sourced Rate = object::<AdvanceFields>(),
                /// The smallest number of applicants, the coordinator included.
                minimum_applicants: varying Minimum = object::<MinimumFields>(),
                /// The smallest number of countries that they come from.
                minimum_countries: varying Minimum = object::<MinimumFields>(),
                /// Which organisations may hold which role.
                roles: sourced Roles = object::<RolesFields>(),
                /// Kinds of members that the consortium must have, or should.
                composition: own Composition = object::<CompositionFields>(),
                /// Where applicants may be established.
                countries: sourced Countries = object::<CountriesFields>(),
                /// Measures that bar a class of entities for a time.
                bars: own Vec<Bar> = Distinct("a list of bars", object::<BarFields>, same_declaration),
                /// Who counts to these minima.
                counting: own Counting = object::<CountingFields>(),
                /// What becomes of the rest where a participant is ineligible.
                ineligible_participant_effect: sourced IneligibleParticipantEffect = object::<EffectFields>(),
                /// Stated where no organisation may hold two roles in a proposal.
                one_role_each: sourced () = object::<SimpleFields>(),
                /// The duration of a project.
                duration: varying Duration = object::<DurationFields>(),
                /// Whether it may be extended later.
                extension: sourced Extension = object::<ExtensionFields>(),
                /// Stated where no action may start before submission, and one before grant signature needs a reason.
                start: sourced () = object::<SimpleFields>(),
                /// The mandatory annexes.
                annexes: sourced Annexes = object::<AnnexFields>(),
                /// The most pages of the technical description.
                page_limit: sourced u32 = object::<MostFields>(),
                /// Stated where an application is for one topic only.
                one_topic: sourced () = object::<SimpleFields>(),
                /// The most applications under the call that one coordinator takes part in.
                parallel_applications: sourced u32 = object::<MostFields>(),
                /// The objectives that a proposal must name.
                declared_objectives: sourced Declared<String> = object::<ObjectivesFields>(),
                /// The third countries that a proposal must target.
                target_countries: varying Declared<Country> = object::<TargetFields>(),
                /// Who may receive financial support to third parties.
                support_recipients: sourced Recipients = object::<RecipientFields>(),
                /// Stated where activities inside the Union alone will not do.
                third_country_activities: sourced () = object::<SimpleFields>(),
                /// Kinds of activity that are not financed.
                excluded_activities: sourced Vec<String> = object::<ItemsFields>(),
                /// How many projects the authority expects to fund, for information.
                expected_projects: sourced Expected = object::<ExpectedFields>(),
                /// In which form the grant is paid, for information.
                funding_form: sourced FundingForm = object::<FormOfFundingFields>(),
                /// The lump sums of the call, for information.
                lump_sums: sourced Vec<LumpSum> = object::<LumpSumsFields>(),
                /// Award criteria and thresholds, for information.
                award: sourced Vec<String> = object::<ItemsFields>(),
                /// What the call says of detailed budgets.
                budget_rules: own BudgetRules = object::<BudgetFields>(),
            }
        }
    };
}
pub(in crate::call) use every_field;

/// The type of a condition: one value with its sources, one of two between which an open question decides, or a
/// type of its own.
macro_rules! stated_as {
    (sourced $ty:ty) => { Option<Sourced<$ty>> };
    (varying $ty:ty) => { Option<Condition<$ty>> };
    (own $ty:ty) => { $ty };
}

macro_rules! conditions {
    (
        head { $($(#[doc = $about:literal])+ $head:ident: $of:ty = $accepts:expr,)+ }
        conditions { $($(#[doc = $doc:literal])+ $slot:ident: $kind:ident $ty:ty = $shape:expr,)+ }
    ) => {
        /// The conditions of a call before documents and questions are looked up. A later version of the call's
        /// document may replace them one by one.
        #[derive(Default, Clone)]
        pub(super) struct RawConditions {
            $(pub(super) $slot: Option<<stated_as!($kind $ty) as Stated>::Read>,)+
        }

        impl RawConditions {
            pub(super) const NAMES: &'static [&'static str] = &[$(stringify!($slot),)+];
            #[cfg(feature = "schemars")]
            pub(super) const WORDS: &'static [&'static str] = &[$(concat!($($doc),+),)+];

            pub(super) fn field(&mut self, index: usize, entries: &mut dyn Entries, cx: &mut Cx) -> Result<(), Broken> {
                slots!($($slot)+);
                match SLOTS.get(index) {
                    $(Some(Slot::$slot) => self.$slot = cx.optional(entries, $shape)?,)+
                    None => {}
                }
                Ok(())
            }

            /// Replaces those at these places; one that is `None` there is no longer stated.
            pub(super) fn replace(&mut self, places: &[usize], by: &RawConditions) {
                slots!($($slot)+);
                for place in places {
                    match SLOTS.get(*place) {
                        $(Some(Slot::$slot) => self.$slot.clone_from(&by.$slot),)+
                        None => {}
                    }
                }
            }
        }

        /// The conditions of a call, each as its row in the table of fields has it.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub(crate) struct Conditions {
            $($(#[doc = $doc])+ pub(crate) $slot: stated_as!($kind $ty),)+
        }

        impl Conditions {
            /// Looks up what the conditions refer to, in the order of the table: it is the order of the questions
            /// that their silence leaves open.
            pub(super) fn stated(raw: RawConditions, resolve: &mut Resolve, cx: &mut Cx) -> Self {
                Conditions { $($slot: Stated::stated(raw.$slot, resolve, cx),)+ }
            }

            /// Settles what depends on questions that are answered by assumption.
            pub(in crate::call) fn pin(&mut self, answer: &dyn Fn(usize) -> Option<bool>) {
                $(Stated::pin(&mut self.$slot, answer);)+
            }

            /// Tells each point that a condition of a name leaves to a question, answered or not; others may be told
            /// too.
            pub(in crate::call) fn asks(&self, condition: &str, ask: &mut dyn FnMut(crate::call::Point)) {
                $(if condition == stringify!($slot) {
                    Stated::asks(&self.$slot, ask);
                })+
            }
        }

    };
}

every_field!(conditions!);
