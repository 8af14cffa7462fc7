//! Conditions that a call's sources do not state, supplied by the caller.

use std::fmt;
use std::str::FromStr;

use super::condition::{Condition, CountingBasis, Duration, GrantRange, Minimum, Sourced};
use super::{Call, Reading};
use crate::law::{Basis, Citation};
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

const NAMES: [&str; 6] =
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
                let (min, max) = range(value).ok_or_else(|| wrong("euro such as 500000..1000000"))?;
                Ok(Supposition::Grant(min, max))
            }
            "funding_rate" => value
                .parse()
                .ok()
                .filter(|rate: &Rate| *rate <= Rate::WHOLE && *rate > Rate::ZERO)
                .map(Supposition::FundingRate)
                .ok_or_else(|| wrong("a number of per cent such as 90")),
            "duration" => {
                let (min, max) = range(value).ok_or_else(|| wrong("months such as 24 or 12..36"))?;
                Ok(Supposition::Duration(min, max))
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

impl Call {
    /// The same call with a condition supposed that its sources do not state. Reports made with it record
    /// that; its citation is marked as unverified.
    ///
    /// ```
    /// use amif::{Call, call::Supposition};
    ///
    /// let call = Call::from_json(r#"{"schema": "amif-call/1", "topic": "EXAMPLE-01", "documents": {}}"#)?;
    /// let supposed = call.suppose(Supposition::MinimumApplicants(3))?;
    /// assert_eq!(supposed.minimum_applicants().map(|m| m.value.at_least), Some(3));
    /// assert_eq!(supposed.supposed().len(), 1);
    /// let error = supposed.suppose("minimum_applicants=2".parse()?).unwrap_err();
    /// assert!(error.to_string().starts_with("the call states \"minimum_applicants\""));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When the call states the condition.
    pub fn suppose(&self, supposition: Supposition) -> Result<Call, SuppositionError> {
        fn put<T>(slot: &mut Option<Condition<T>>, value: T) -> bool {
            let source = vec![Citation::document("supposed by the caller", "", Basis::Unverified)];
            if slot.is_some() {
                return false;
            }
            *slot = Some(Condition::new(Sourced { value, source }, None));
            true
        }
        let minimum = |at_least| Minimum { at_least, counting: CountingBasis::ParticipatingMemberStates };
        let mut call = self.clone();
        let fits = match supposition {
            Supposition::Deadline(deadline) => put(&mut call.conditions.deadline.stated, deadline),
            Supposition::MinimumApplicants(count) => {
                let counting = call.conditions.minimum_countries.as_ref().map(|m| m.stated().value.counting);
                let stated = minimum(count);
                put(
                    &mut call.conditions.minimum_applicants,
                    Minimum { counting: counting.unwrap_or(stated.counting), ..stated },
                )
            }
            Supposition::MinimumCountries(count) => {
                let counting = call.conditions.minimum_applicants.as_ref().map(|m| m.stated().value.counting);
                let stated = minimum(count);
                put(
                    &mut call.conditions.minimum_countries,
                    Minimum { counting: counting.unwrap_or(stated.counting), ..stated },
                )
            }
            Supposition::Grant(min, max) => {
                put(&mut call.conditions.grant.stated, GrantRange::stated(min, max))
            }
            Supposition::FundingRate(rate) => put(&mut call.conditions.funding_rate, rate),
            Supposition::Duration(min, max) => put(&mut call.conditions.duration, Duration { min, max }),
        };
        if !fits {
            return Err(SuppositionError::Stated { condition: supposition.condition() });
        }
        call.supposed.push(supposition);
        call.pin();
        // A later version that states the condition goes by its own.
        call.later = self
            .later
            .iter()
            .map(|later| later.suppose(supposition).unwrap_or_else(|_| later.clone()))
            .collect();
        Ok(call)
    }

    /// What is supposed.
    ///
    /// ```
    /// let call = amif::catalogue::topic("AMIF-2025-TF2-AG-INTE-01-WOMEN")?;
    /// let supposed = call.suppose("minimum_applicants=3".parse()?)?;
    /// assert_eq!(supposed.supposed()[0].to_string(), "minimum_applicants=3");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn supposed(&self) -> &[Supposition] {
        &self.supposed
    }

    /// Whether a point on what is not stated at all was answered by assumption.
    pub(super) fn assumes(&self, point: Option<super::Point>) -> bool {
        matches!(point, Some(super::Point::Open(question)) if self.pinned(usize::from(question)).is_some())
    }

    /// Applies `name=value`: the answer to an open question, `yes` or `no`, or a supposed condition.
    ///
    /// ```
    /// # let call = amif::catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// // An open question, or a condition that the call does not state; not one that it states.
    /// assert_eq!(call.assume_text("greenland=no").map(|call| call.assumed().count()).ok(), Some(1));
    /// assert!(call.assume_text("minimum_applicants=2").is_err());
    /// # Ok::<(), amif::value::UnknownNameError>(())
    /// ```
    ///
    /// # Errors
    /// When the call asks no such question and no such condition can be supposed.
    pub fn assume_text(&self, text: &str) -> Result<Call, Box<dyn std::error::Error + Send + Sync>> {
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        if NAMES.contains(&name) {
            return Ok(self.suppose(text.parse()?)?);
        }
        if !self.asks(name) {
            let known = self.asked_in_any_version().chain(NAMES.iter().copied());
            return Err(UnknownNameError::new("question or condition", name, known).into());
        }
        let reading: Reading = value.parse()?;
        Ok(self.assume(name, reading)?)
    }
}
