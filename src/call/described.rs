//! What a call says of itself in words.

use super::condition::Sourced;

/// What a call says of itself beside its conditions, in the crate's own words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Description {
    /// The title of the topic.
    pub title: Option<Sourced<String>>,
    /// The programme that pays.
    pub programme: Option<Sourced<String>>,
    /// What the call is for, in a sentence.
    pub overview: Option<Sourced<String>>,
    /// What the call is expected to contribute to.
    pub contribution: Option<Sourced<String>>,
    /// The objectives of the call.
    pub objectives: Option<Sourced<Vec<String>>>,
    /// The activities to be funded.
    pub activities: Option<Sourced<Vec<String>>>,
    /// Who may apply, in words; the conditions themselves are data.
    pub eligibility: Option<Sourced<Vec<String>>>,
    /// Where and how to apply.
    pub how_to_apply: Option<Sourced<Vec<String>>>,
    /// Anything else worth knowing.
    pub notes: Option<Sourced<Vec<String>>>,
    /// How applications are submitted and looked at, such as in one stage.
    pub procedure: Option<Sourced<String>>,
    /// The specific objective of the Fund that the topic serves, in words.
    pub specific_objective: Option<Sourced<String>>,
}
