//! Conditions that a call's sources do not state, supplied by the caller.

use std::fmt;
use std::str::FromStr;

use super::Fault;
use crate::money::{Eur, Rate};
use crate::time::Deadline;
use crate::value::UnknownNameError;

/// A condition that a call's sources do not state, as the caller supposes it to be.
///
/// ```
/// use amif::call::Supposition;
///
/// assert_eq!("minimum_applicants=3".parse(), Ok(Supposition::MinimumApplicants(3)));
/// assert_eq!("grant=500000..1000000".parse::<Supposition>().map(|s| s.to_string()).as_deref(),
///     Ok("grant=500000.00..1000000.00"));
/// let error = "minimum_aplicants=3".parse::<Supposition>().unwrap_err();
/// assert!(error.to_string().contains("did you mean \"minimum_applicants\"?"), "{error}");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Supposition {
    /// The deadline for submission.
    Deadline(Deadline),
    /// How many applicants a consortium needs at least.
    MinimumApplicants(u32),
    /// From how many countries they come at least.
    MinimumCountries(u32),
    /// The smallest and the maximum grant.
    Grant(Option<Eur>, Option<Eur>),
    /// The highest share of the costs that the grant may cover.
    FundingRate(Rate),
    /// The fewest and the most months.
    Duration(Option<i64>, Option<i64>),
}

const A_GRANT: &str = "euro such as 500000..1000000, not below zero";
const A_RATE: &str = "a number of per cent such as 90, above 0 and at most 100";
const A_DURATION: &str = "months such as 24 or 12..36, at least 1";

pub(super) const NAMES: [&str; 6] =
    ["deadline", "minimum_applicants", "minimum_countries", "grant", "funding_rate", "duration"];

impl Supposition {
    /// The condition, by its name in call files.
    ///
    /// ```
    /// let supposed: amif::call::Supposition = "minimum_applicants=3".parse()?;
    /// assert_eq!(supposed.condition(), "minimum_applicants");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn condition(&self) -> &'static str {
        match self {
            Supposition::Deadline(_) => "deadline",
            Supposition::MinimumApplicants(_) => "minimum_applicants",
            Supposition::MinimumCountries(_) => "minimum_countries",
            Supposition::Grant(..) => "grant",
            Supposition::FundingRate(_) => "funding_rate",
            Supposition::Duration(..) => "duration",
        }
    }

    /// What is supposed, as it is written after the name.
    ///
    /// ```
    /// let supposed: amif::call::Supposition = "duration=12..36".parse()?;
    /// assert_eq!(supposed.value(), "12..36");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn value(&self) -> String {
        fn range<T: PartialEq + ToString>(least: Option<&T>, most: Option<&T>) -> String {
            let text = |bound: Option<&T>| bound.map(T::to_string).unwrap_or_default();
            if least == most { text(least) } else { format!("{}..{}", text(least), text(most)) }
        }
        match self {
            Supposition::Deadline(deadline) => deadline.local().format("%Y-%m-%dT%H:%M:%S").to_string(),
            Supposition::MinimumApplicants(count) | Supposition::MinimumCountries(count) => count.to_string(),
            Supposition::Grant(min, max) => range(min.as_ref(), max.as_ref()),
            Supposition::FundingRate(rate) => rate.to_string().trim_end_matches(" %").to_owned(),
            Supposition::Duration(min, max) => range(min.as_ref(), max.as_ref()),
        }
    }
}

impl Supposition {
    /// The same, where a call's file could state it.
    pub(super) fn stateable(self) -> Result<Self, SuppositionError> {
        fn ordered<T: PartialOrd>(least: Option<T>, most: Option<T>, from: &T) -> bool {
            let both = least.as_ref().zip(most.as_ref()).is_none_or(|(least, most)| least <= most);
            let lowest = least.or(most);
            both && lowest.is_some_and(|lowest| lowest >= *from)
        }
        let (holds, expected) = match self {
            Supposition::Deadline(_)
            | Supposition::MinimumApplicants(_)
            | Supposition::MinimumCountries(_) => return Ok(self),
            Supposition::Grant(min, max) => (ordered(min, max, &Eur::ZERO), A_GRANT),
            Supposition::FundingRate(rate) => (rate > Rate::ZERO && rate <= Rate::WHOLE, A_RATE),
            Supposition::Duration(min, max) => (ordered(min, max, &1), A_DURATION),
        };
        if holds { Ok(self) } else { Err(SuppositionError::Value { found: self.value(), expected }) }
    }
}

impl fmt::Display for Supposition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.condition(), self.value())
    }
}

/// Why a condition cannot be supposed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SuppositionError {
    /// No condition of that name can be supposed.
    Unknown(UnknownNameError),
    /// The value is none of that condition.
    Value {
        /// What was written.
        found: String,
        /// What is allowed.
        expected: &'static str,
    },
    /// The call's sources state the condition; only what they do not state can be supposed.
    Stated {
        /// The name of the condition.
        condition: &'static str,
    },
    /// With it the call contradicts itself.
    Contradicts {
        /// The contradiction.
        fault: Fault,
    },
}

impl fmt::Display for SuppositionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SuppositionError::Unknown(error) => error.fmt(f),
            SuppositionError::Value { found, expected } => {
                write!(f, "found {}; expected {expected}", crate::input::quoted(found))
            }
            SuppositionError::Stated { condition } => {
                write!(f, "the call states {condition:?}; only what it does not state can be supposed")
            }
            SuppositionError::Contradicts { fault } => {
                write!(f, "with it the call contradicts itself: {fault}")
            }
        }
    }
}

impl std::error::Error for SuppositionError {}

crate::input::text_serde!(Supposition, "a condition and its value, such as \"minimum_applicants=3\"");

impl FromStr for Supposition {
    type Err = SuppositionError;

    /// Reads `name=value`: `minimum_applicants=3`, `grant=500000..1000000`, `duration=24`, `duration=..36`,
    /// `funding_rate=90`, `deadline=2024-08-21T17:00` on the clocks of Brussels.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        let wrong = |expected| SuppositionError::Value { found: value.to_owned(), expected };
        let count = || value.parse::<u32>().map_err(|_| wrong("a whole number"));
        match name {
            "deadline" => {
                const EXPECTED: &str =
                    "a day and a time such as 2024-08-21T17:00, which exists in Brussels once";
                value.parse().map(Supposition::Deadline).map_err(|_| wrong(EXPECTED))
            }
            "minimum_applicants" => count().map(Supposition::MinimumApplicants),
            "minimum_countries" => count().map(Supposition::MinimumCountries),
            "grant" => {
                let (min, max) = range(value).ok_or_else(|| wrong(A_GRANT))?;
                Supposition::Grant(min, max).stateable().map_err(|_| wrong(A_GRANT))
            }
            "funding_rate" => {
                let rate = value.parse().map_err(|_| wrong(A_RATE))?;
                Supposition::FundingRate(rate).stateable().map_err(|_| wrong(A_RATE))
            }
            "duration" => {
                let (min, max) = range(value).ok_or_else(|| wrong(A_DURATION))?;
                Supposition::Duration(min, max).stateable().map_err(|_| wrong(A_DURATION))
            }
            _ => Err(SuppositionError::Unknown(UnknownNameError::new(
                "condition",
                name,
                NAMES.iter().copied(),
            ))),
        }
    }
}

/// `a..b`, `a..`, `..b`, or `a` for both; the first not above the second.
fn range<T: FromStr + PartialOrd + Copy>(text: &str) -> Option<(Option<T>, Option<T>)> {
    let bound = |text: &str| if text.is_empty() { Some(None) } else { text.parse().ok().map(Some) };
    let (least, most) = match text.split_once("..") {
        Some((least, most)) => (bound(least)?, bound(most)?),
        None => (bound(text)?, bound(text)?),
    };
    let ordered = least.zip(most).is_none_or(|(least, most)| least <= most);
    (ordered && (least.is_some() || most.is_some())).then_some((least, most))
}
