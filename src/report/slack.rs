//! How far a proposal is from each limit.

use std::fmt;

use chrono::TimeDelta;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::live::Live;
use crate::check::phrases::months;
use crate::check::{Found, Required, Subject};
use crate::money::Eur;
use crate::money::two_decimals;
use crate::outcome::Outcome;
use crate::report::Report;
use crate::rule::RuleId;

/// How far what is stated is from a limit; from [`Report::slack`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Slack {
    /// The rule that sets the limit.
    pub rule: RuleId,
    /// What it is looked at for.
    pub subject: Subject,
    /// What was found.
    pub outcome: Outcome,
    /// How far.
    pub margin: Margin,
}

/// A distance from a limit: zero is at the limit and inside, below zero is outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Margin {
    /// How many more count than are asked for.
    Count {
        /// For certain.
        certain: i64,
        /// At most; `None` where more may join.
        possible: Option<i64>,
    },
    /// Euro above the smallest amount and below the largest, where there are such.
    Amount {
        /// Above the smallest.
        above_min: Option<Eur>,
        /// Below the largest.
        below_max: Option<Eur>,
    },
    /// Hundredths of a per cent below the highest rate, after rounding as the rule does.
    Rate(i64),
    /// Months above the fewest and below the most, where there are such.
    Months {
        /// Above the fewest.
        above_min: Option<i64>,
        /// Below the most.
        below_max: Option<i64>,
    },
    /// Time from the submission to the deadline.
    Time(TimeDelta),
}

impl Report<'_> {
    /// How far the proposal is from each limit that can be measured, in the order of the report. What is not
    /// stated has no distance and is left out.
    ///
    /// ```
    /// use amif::{Proposal, catalogue, report::Margin};
    ///
    /// let call = catalogue::topic("AMIF-2024-TF2-AG-THB-01")?;
    /// let draft = Proposal::from_json(r#"{
    ///     "submitted_at": "2024-08-21T16:00:00+02:00", "requested_grant": "750000", "participants": []}"#)?;
    /// let report = draft.check(call, "2024-06-01T12:00:00+02:00".parse()?);
    /// let slack = report.slack();
    /// assert_eq!(slack[0].margin, Margin::Time(chrono::TimeDelta::hours(1)));
    /// assert_eq!(slack[1].margin, Margin::Count { certain: -3, possible: Some(-3) });
    /// let room = Some("250000".parse()?);
    /// assert_eq!(slack[3].margin, Margin::Amount { above_min: room, below_max: room });
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn slack(&self) -> Vec<Slack> {
        self.live().filter_map(|a| Slack::of(&a)).collect()
    }
}

impl Slack {
    /// The distance that an assessment measures, where it measures one and the fact is stated.
    pub(crate) fn of(a: &Live<'_>) -> Option<Slack> {
        let margin = Margin::between(a.found()?, || a.required())?;
        Some(Slack { rule: a.rule(), subject: a.subject(), outcome: a.outcome(), margin })
    }
}

impl Margin {
    /// The distance of what was found from what is asked, which is made only where one is measured.
    fn between(found: Found, asked: impl FnOnce() -> Option<Required>) -> Option<Margin> {
        Some(match found {
            Found::Count { certain, possible } => {
                let Required::AtLeast(least) = asked()? else { return None };
                let over = |count: u32| i64::from(count).saturating_sub(i64::from(least));
                Margin::Count { certain: over(certain), possible: possible.map(over) }
            }
            Found::Amount(Some(amount)) => {
                let Required::Amount { min, max } = asked()? else { return None };
                Margin::Amount {
                    above_min: min.and_then(|min| amount.checked_sub(min)),
                    below_max: max.and_then(|max| max.checked_sub(amount)),
                }
            }
            Found::Rate { requested: Some(part), costs: Some(whole), share: Some(share) } => {
                let Required::Rate(rate) = asked()? else { return None };
                let below = i64::from(rate.millionths() / 100)
                    .checked_sub(i64::try_from(share.hundredths()).ok()?)?;
                // What keeps to the rate exactly may be shown with a share above it.
                Margin::Rate(if rate.holds(part, whole) { below.max(0) } else { below })
            }
            Found::Months(Some(months)) => {
                let Required::Months { min, max } = asked()? else { return None };
                Margin::Months {
                    above_min: min.and_then(|min| months.checked_sub(min)),
                    below_max: max.and_then(|max| max.checked_sub(months)),
                }
            }
            Found::Instant(Some(at)) => {
                let Required::Before(deadline) = asked()? else { return None };
                Margin::Time(deadline.get().signed_duration_since(at.get()))
            }
            _ => return None,
        })
    }
}

impl fmt::Display for Slack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.rule, self.margin)
    }
}

impl fmt::Display for Margin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let euro = |amount: Eur| format!("EUR {}", amount.grouped());
        let ends = |f: &mut fmt::Formatter<'_>, above: Option<String>, below: Option<String>| {
            let above = above.map(|a| format!("{a} above the least"));
            let below = below.map(|b| format!("{b} below the most"));
            let both: Vec<String> = above.into_iter().chain(below).collect();
            f.write_str(&both.join(", "))
        };
        match self {
            Margin::Count { certain, possible } => {
                write!(f, "{certain:+}")?;
                match possible {
                    Some(most) if most != certain => write!(f, ", at most {most:+}"),
                    Some(_) => Ok(()),
                    None => f.write_str(", and more may join"),
                }
            }
            Margin::Amount { above_min, below_max } => ends(f, above_min.map(euro), below_max.map(euro)),
            Margin::Rate(below) => {
                let sign = if *below < 0 { "-" } else { "" };
                write!(f, "{sign}{} percentage points below the most", two_decimals(below.unsigned_abs()))
            }
            Margin::Months { above_min, below_max } => ends(f, above_min.map(months), below_max.map(months)),
            Margin::Time(left) if left.is_zero() => f.write_str("in the second of the deadline"),
            Margin::Time(left) => write!(f, "{} seconds before the deadline", left.num_seconds()),
        }
    }
}

impl Serialize for Slack {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("rule", &self.rule)?;
        map.serialize_entry("subject", &self.subject)?;
        map.serialize_entry("outcome", &self.outcome)?;
        map.serialize_entry("margin", &self.margin)?;
        map.end()
    }
}

impl Serialize for Margin {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self {
            Margin::Count { certain, possible } => {
                map.serialize_entry("certain", certain)?;
                map.serialize_entry("possible", possible)?;
            }
            Margin::Amount { above_min, below_max } => {
                map.serialize_entry("above_min", above_min)?;
                map.serialize_entry("below_max", below_max)?;
            }
            Margin::Rate(below) => map.serialize_entry("hundredths_of_a_per_cent_below", below)?,
            Margin::Months { above_min, below_max } => {
                map.serialize_entry("months_above_min", above_min)?;
                map.serialize_entry("months_below_max", below_max)?;
            }
            Margin::Time(left) => map.serialize_entry("seconds", &left.num_seconds())?,
        }
        map.end()
    }
}
