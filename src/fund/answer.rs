//! Answers about countries that may be unknown, and days known only within bounds.

use chrono::NaiveDate;
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::input::named_enum;
use crate::law::Citation;

named_enum! {
    /// Whether something holds on a day.
    pub enum Holds("answer") {
        /// It holds.
        Yes = "yes",
        /// It does not hold.
        No = "no",
        /// The sources read do not tell.
        Unknown = "unknown",
    }
}

/// Whether something holds, why, and where that was read.
///
/// ```
/// use amif::fund::{Holds, ProgrammingPeriod, participation};
/// use chrono::NaiveDate;
///
/// let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap_or_default();
/// let denmark = participation("DK".parse()?, ProgrammingPeriod::From2021, day(2024, 3, 6));
/// assert_eq!(denmark.holds(), Holds::No);
/// assert!(denmark.reason().contains("Protocol No 22"));
/// assert!(!denmark.citations().is_empty());
/// # Ok::<(), amif::value::ParseCountryError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    holds: Holds,
    reason: &'static str,
    citations: &'static [Citation],
}

impl Answer {
    pub(super) const fn yes(reason: &'static str, citations: &'static [Citation]) -> Self {
        Answer { holds: Holds::Yes, reason, citations }
    }

    pub(super) const fn no(reason: &'static str, citations: &'static [Citation]) -> Self {
        Answer { holds: Holds::No, reason, citations }
    }

    pub(super) const fn unknown(reason: &'static str, citations: &'static [Citation]) -> Self {
        Answer { holds: Holds::Unknown, reason, citations }
    }

    /// Yes, no or unknown.
    ///
    /// ```
    /// use amif::fund::{ProgrammingPeriod, participation};
    ///
    /// let answer = participation("IE".parse()?, ProgrammingPeriod::From2021, "2022-04-01".parse()?);
    /// assert_eq!(answer.holds(), amif::fund::Holds::Unknown);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn holds(&self) -> Holds {
        self.holds
    }

    /// Why, in one sentence without a full stop.
    ///
    /// ```
    /// use amif::fund::{ProgrammingPeriod, participation};
    ///
    /// let answer = participation("IE".parse()?, ProgrammingPeriod::From2021, "2022-04-01".parse()?);
    /// assert!(!answer.reason().ends_with('.'), "a sentence without its full stop");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn reason(&self) -> &'static str {
        self.reason
    }

    /// What the answer rests on; at least one place, which for an unknown is what was read in vain.
    ///
    /// ```
    /// use amif::fund::{ProgrammingPeriod, participation};
    ///
    /// let answer = participation("IE".parse()?, ProgrammingPeriod::From2021, "2022-04-01".parse()?);
    /// assert!(!answer.citations().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn citations(&self) -> &'static [Citation] {
        self.citations
    }
}

impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("answer", &self.holds)?;
        map.serialize_entry("reason", self.reason)?;
        map.serialize_entry("source", self.citations)?;
        map.end()
    }
}

/// A day that is known only to lie within bounds, both of them included; the bounds are equal where the
/// day itself is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DayRange {
    earliest: NaiveDate,
    latest: NaiveDate,
}

impl DayRange {
    pub(super) const fn on(day: NaiveDate) -> Self {
        DayRange { earliest: day, latest: day }
    }

    pub(super) const fn between(earliest: NaiveDate, latest: NaiveDate) -> Self {
        DayRange { earliest, latest }
    }

    /// The first day that it may be.
    ///
    /// ```
    /// let point = amif::fund::ContactPoint::of("AT".parse()?).ok_or("none")?;
    /// // Since some day of 2003.
    /// let since = point.since().ok_or("not found")?;
    /// assert_eq!(since.earliest(), "2003-01-01".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn earliest(&self) -> NaiveDate {
        self.earliest
    }

    /// The last day that it may be.
    ///
    /// ```
    /// let point = amif::fund::ContactPoint::of("AT".parse()?).ok_or("none")?;
    /// // Since some day of 2003.
    /// let since = point.since().ok_or("not found")?;
    /// assert_eq!(since.latest(), "2003-12-31".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn latest(&self) -> NaiveDate {
        self.latest
    }

    /// Whether the day has come on `date`; unknown from the earliest day until the eve of the latest.
    ///
    /// ```
    /// let point = amif::fund::ContactPoint::of("AT".parse()?).ok_or("none")?;
    /// // Since some day of 2003.
    /// let since = point.since().ok_or("not found")?;
    /// use amif::fund::Holds;
    ///
    /// assert_eq!(since.reached("2003-06-01".parse()?), Holds::Unknown);
    /// assert_eq!(since.reached("2004-01-01".parse()?), Holds::Yes);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn reached(&self, date: NaiveDate) -> Holds {
        if date >= self.latest {
            Holds::Yes
        } else if date < self.earliest {
            Holds::No
        } else {
            Holds::Unknown
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::day;

    #[test]
    fn a_range_is_unknown_between_its_bounds() {
        let range = DayRange::between(day(2022, 8, 1), day(2022, 8, 31));
        assert_eq!(range.reached(day(2022, 7, 31)), Holds::No);
        assert_eq!(range.reached(day(2022, 8, 1)), Holds::Unknown);
        assert_eq!(range.reached(day(2022, 8, 30)), Holds::Unknown);
        assert_eq!(range.reached(day(2022, 8, 31)), Holds::Yes);
        let known = DayRange::on(day(2024, 10, 28));
        assert_eq!(known.reached(day(2024, 10, 27)), Holds::No);
        assert_eq!(known.reached(day(2024, 10, 28)), Holds::Yes);
    }

    #[test]
    fn an_answer_serialises_with_its_sources() {
        static SOURCE: [Citation; 1] =
            [Citation::act(crate::law::Act::Amif2021, "Art. 7", crate::law::Basis::Act)];
        let json = serde_json::to_string(&Answer::unknown("not read", &SOURCE)).unwrap();
        assert!(json.starts_with(r#"{"answer":"unknown","reason":"not read","source":[{"#), "{json}");
    }
}
