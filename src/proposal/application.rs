//! Facts of an application that only some calls ask for.

use chrono::NaiveDate;

use super::each::Each;
use crate::country::Country;
use crate::id::TopicId;
use crate::organisation::LegalForm;

/// Hands the fields to a macro, each once: what it is, the kind of fact, its name, how an unknown one is told from a
/// stated one, its type, and what files may write.
macro_rules! every_application_field {
    ($make:ident) => {
        $make! {
            /// Of a call in two stages: the stage applied to.
            SubmissionStage submission_stage: number u32 = StageShape,
            /// The annexes attached, by the names that the call uses.
            Annexes annexes: several Vec<String> = List("a list of annexes", || PlainText),
            /// The pages of the technical description (Part B).
            Pages pages: number u32 = Whole::of("a whole number of pages"),
            /// Topics applied for in the same application beside the stated one. None where left out.
            FurtherTopics further_topics: named Vec<TopicId> = List("a list of topics", || Parsed::of("a topic identifier")),
            /// How many applications under the call the coordinator takes part in, this one included.
            ParallelApplications parallel_applications: number u32 = Whole::of("a whole number"),
            /// Which of the topic's objectives the project serves, by the names that the call uses.
            Objectives objectives: several Vec<String> = List("a list of objectives", || PlainText),
            /// The third countries that the project is aimed at.
            TargetCountries target_countries: several Each<Country> = EachOf("a list of country codes", country),
            /// The migratory routes that the project names.
            Routes routes: several Vec<String> = List("a list of routes", || PlainText),
            /// The countries where activities take place.
            ActivityCountries activity_countries: several Each<Country> = EachOf("a list of country codes", country),
            /// Kinds of activity in the project, by the names that the call uses.
            Activities activities: several Vec<String> = List("a list of activities", || PlainText),
            /// The legal forms of those who are to receive financial support to third parties; empty where nobody is.
            SupportLegalForms support_legal_forms: several Each<LegalForm> = EachOf("a list of legal forms", || Parsed::of("a legal form")),
            /// The countries of those who are to receive financial support to third parties.
            SupportCountries support_countries: several Each<Country> = EachOf("a list of country codes", country),
            /// The letters of support attached, by the names that the call uses.
            LettersOfSupport letters_of_support: several Vec<String> = List("a list of letters", || PlainText),
            /// The day on which the action starts.
            StartDate start_date: day NaiveDate = Day,
        }
    };
}
pub(crate) use every_application_field;

/// The type of a field. Topics alone are none where none is named; any other field is unknown until it is stated.
macro_rules! held_as {
    (named $ty:ty) => { $ty };
    ($how:ident $ty:ty) => { Option<$ty> };
}

/// A field as it was read.
macro_rules! of_read {
    (named $value:expr) => {
        $value.unwrap_or_default()
    };
    ($how:ident $value:expr) => {
        $value
    };
}
pub(super) use of_read;

/// A field as it is written.
macro_rules! of_written {
    (named $value:expr) => {
        (!$value.is_empty()).then_some(&$value)
    };
    (number $value:expr) => {
        $value.map(i64::from)
    };
    (day $value:expr) => {
        $value.map(|day| day.to_string())
    };
    (several $value:expr) => {
        $value.as_ref()
    };
}
pub(super) use of_written;

macro_rules! application {
    ($($(#[doc = $doc:literal])+ $kind:ident $slot:ident: $how:ident $ty:ty = $shape:expr,)+) => {
        /// Facts of an application that only some calls ask for. Each is unknown until it is stated, except that an
        /// application is for no further topic unless one is named.
        ///
        /// In `amif-proposal/1` they stand beside the title, under the names they have here.
        ///
        /// ```
        /// use amif::Proposal;
        ///
        /// let text = r#"{"participants": [], "annexes": ["detailed budget table"], "target_countries": ["TN", "MA"]}"#;
        /// let proposal = Proposal::from_json(text)?;
        /// assert_eq!(proposal.application.target_countries.as_ref().map(|targets| targets.len()), Some(2));
        /// assert_eq!(Proposal::from_json(&proposal.to_json())?, proposal);
        /// # Ok::<(), amif::InputError>(())
        /// ```
        #[derive(Debug, Clone, PartialEq, Eq, Default)]
        #[non_exhaustive]
        pub struct Application {
            $($(#[doc = $doc])+ pub $slot: held_as!($how $ty),)+
        }
    };
}
every_application_field!(application);
