//! Facts of an application that only some calls ask for.

use chrono::NaiveDate;

use crate::country::Country;
use crate::id::TopicId;
use crate::organisation::LegalForm;

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
/// assert_eq!(proposal.application.target_countries.as_ref().map(Vec::len), Some(2));
/// assert_eq!(Proposal::from_json(&proposal.to_json())?, proposal);
/// # Ok::<(), amif::InputError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Application {
    /// Of a call in two stages: the stage that is applied to, 1 or 2.
    pub submission_stage: Option<u32>,
    /// The annexes attached, by the names that the call uses.
    pub annexes: Option<Vec<String>>,
    /// The pages of the technical description (Part B).
    pub pages: Option<u32>,
    /// Topics applied for in the same application beside the stated one.
    pub further_topics: Vec<TopicId>,
    /// How many applications under the call the coordinator takes part in, this one included.
    pub parallel_applications: Option<u32>,
    /// Which of the topic's objectives the project serves, by the names that the call uses.
    pub objectives: Option<Vec<String>>,
    /// The third countries that the project is aimed at.
    pub target_countries: Option<Vec<Country>>,
    /// The migratory routes that the project names.
    pub routes: Option<Vec<String>>,
    /// The countries where activities take place.
    pub activity_countries: Option<Vec<Country>>,
    /// Kinds of activity in the project, by the names that the call uses.
    pub activities: Option<Vec<String>>,
    /// The legal forms of those who are to receive financial support to third parties; empty where nobody is.
    pub support_legal_forms: Option<Vec<LegalForm>>,
    /// The countries of those who are to receive financial support to third parties.
    pub support_countries: Option<Vec<Country>>,
    /// The letters of support attached, by the names that the call uses.
    pub letters_of_support: Option<Vec<String>>,
    /// The day on which the action starts.
    pub start_date: Option<NaiveDate>,
}
