//! Questions that the sources of a call leave open, and what sources differ on.

use std::fmt;

use super::condition::Sourced;
use crate::law::Citation;
use crate::value::UnknownNameError;

/// One of the two answers to an open question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reading {
    /// The question is answered with yes.
    Yes,
    /// The question is answered with no.
    No,
}

impl Reading {
    /// Both.
    pub const ALL: &'static [Reading] = &[Reading::Yes, Reading::No];
    /// What they are written as, in that order.
    pub const NAMES: &'static [&'static str] = &["yes", "no"];

    /// `"yes"` or `"no"`.
    ///
    /// ```
    /// use amif::call::Reading;
    ///
    /// assert_eq!("yes".parse::<Reading>()?.as_str(), "yes");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Reading::Yes => "yes",
            Reading::No => "no",
        }
    }
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl std::str::FromStr for Reading {
    type Err = UnknownNameError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        match s {
            "yes" => Ok(Reading::Yes),
            "no" => Ok(Reading::No),
            _ => Err(UnknownNameError::new("reading", s, Reading::NAMES.iter().copied())),
        }
    }
}

crate::input::text_serde!(Reading, "\"yes\" or \"no\"", as_str);

/// A question that the sources of a call leave open. Both readings are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct OpenQuestion {
    /// The id by which reports name it.
    pub id: String,
    /// The question, to be answered with yes or no.
    pub question: String,
    /// What follows from yes.
    pub yes: String,
    /// What follows from no.
    pub no: String,
    /// Where the question arises.
    pub source: Vec<Citation>,
}

/// A fact on which sources differ.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Difference {
    /// What it is about.
    pub about: String,
    /// Each value with its source.
    pub values: Vec<Sourced<String>>,
}
