//! Instants of submissions and deadlines; Brussels local time is resolved once, here.

use std::fmt;
use std::str::FromStr;

use chrono::{
    DateTime, Datelike, FixedOffset, LocalResult, Months, NaiveDate, NaiveDateTime, NaiveTime, Offset,
    Timelike, Utc,
};

use crate::input::text_serde;

mod brussels;
mod calendar;

pub(crate) use brussels::in_brussels;
use brussels::shown_in_brussels;
use calendar::no_such;
pub(crate) use calendar::{no_clock, no_day, parse_clock, parse_date};

/// An instant to the second, with the offset it was written in.
///
/// Fractions of a second are dropped (floored): the portal stamps whole seconds. Two instants are equal
/// when they are the same moment, whatever offset they are written in.
///
/// ```
/// use amif::Instant;
///
/// let a: Instant = "2024-08-21T17:00:00.900+02:00".parse()?;
/// let b: Instant = "2024-08-21T15:00:00Z".parse()?;
/// assert_eq!(a, b);
/// assert_eq!(a.to_string(), "2024-08-21T17:00:00+02:00");
/// assert!("2024-08-21T17:00:00".parse::<Instant>().is_err(), "an offset is needed");
/// # Ok::<(), amif::value::ParseInstantError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(DateTime<FixedOffset>);

/// The first second of the year 0 in Greenwich, and the last of 9999 in Brussels: the bounds of what is written.
const FIRST: DateTime<Utc> = second(-62_167_219_200);
const LAST: DateTime<Utc> = second(253_402_297_199);

/// A moment by its seconds, for constants; one that does not exist stops the build.
#[expect(clippy::panic, reason = "evaluated while the crate is built, in constants only")]
const fn second(timestamp: i64) -> DateTime<Utc> {
    match DateTime::from_timestamp(timestamp, 0) {
        Some(second) => second,
        None => panic!("no such second"),
    }
}

impl Instant {
    /// An instant from chrono, floored to the second. Its offset is floored to whole minutes, as instants are written;
    /// the moment stays. What lies before the year 0 in Greenwich, or after 9999 in Brussels, becomes the first or the
    /// last second of those years: no text has others.
    ///
    /// ```
    /// use amif::{Instant, chrono::DateTime};
    ///
    /// let at = Instant::new(DateTime::parse_from_rfc3339("2024-08-21T16:59:59.9+02:00")?);
    /// assert_eq!(at.to_string(), "2024-08-21T16:59:59+02:00");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn new(instant: DateTime<FixedOffset>) -> Self {
        let within = instant.clamp(FIRST.fixed_offset(), LAST.fixed_offset());
        // A leap second is kept by chrono as nanoseconds above 10^9; it floors into the second before it.
        let floored = within.with_nanosecond(0).unwrap_or(within);
        let seconds = instant.offset().local_minus_utc();
        let minutes = FixedOffset::east_opt(seconds.saturating_sub(seconds.rem_euclid(60)));
        // Where the year has no four digits in that offset, the moment is written in that of Greenwich.
        let local = minutes.and_then(|offset| floored.naive_utc().checked_add_offset(offset));
        let offset = minutes.filter(|_| local.is_some_and(|local| (0..=9999).contains(&local.year())));
        Instant(floored.with_timezone(&offset.unwrap_or_else(|| Utc.fix())))
    }

    /// The same, where a text can have it.
    fn written(instant: DateTime<FixedOffset>) -> Option<Self> {
        (FIRST..=LAST).contains(&instant.to_utc()).then(|| Instant::new(instant))
    }

    /// The second after.
    pub(crate) fn next_second(self) -> Self {
        self.0.checked_add_signed(chrono::TimeDelta::seconds(1)).map_or(self, Instant::new)
    }

    /// One second earlier.
    pub(crate) fn second_before(self) -> Self {
        self.0.checked_sub_signed(chrono::TimeDelta::seconds(1)).map_or(self, Instant::new)
    }

    /// The start of a day in Brussels.
    ///
    /// ```
    /// use amif::Instant;
    ///
    /// let summer = Instant::start_of_day("2024-08-21".parse()?);
    /// assert_eq!(summer, "2024-08-21T00:00:00+02:00".parse().ok());
    /// let winter = Instant::start_of_day("2024-01-21".parse()?);
    /// assert_eq!(winter, "2024-01-21T00:00:00+01:00".parse().ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn start_of_day(date: NaiveDate) -> Option<Self> {
        // Brussels changes its clocks at 02:00 and 03:00, so midnight is never missing or doubled.
        let local = shown_in_brussels(date.and_time(NaiveTime::MIN)).earliest()?;
        Instant::written(local)
    }

    /// Reads an instant, or a date alone as its start in Brussels.
    ///
    /// ```
    /// let t = amif::Instant::parse_or_date("2024-08-20")?;
    /// assert_eq!(t.to_string(), "2024-08-20T00:00:00+02:00");
    /// # Ok::<(), amif::value::ParseInstantError>(())
    /// ```
    ///
    /// # Errors
    /// When the text is neither a date nor an RFC 3339 instant with an offset.
    pub fn parse_or_date(text: &str) -> Result<Self, ParseInstantError> {
        match parse_date(text) {
            Some(date) => Instant::start_of_day(date).ok_or_else(|| ParseInstantError::new(text)),
            None => text.parse(),
        }
    }

    /// The instant as chrono has it.
    ///
    /// ```
    /// let at: amif::Instant = "2024-08-21T17:00:00+02:00".parse()?;
    /// assert_eq!(at.get().to_rfc3339(), "2024-08-21T17:00:00+02:00");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn get(self) -> DateTime<FixedOffset> {
        self.0
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    ///
    /// ```
    /// let at: amif::Instant = "1970-01-01T01:00:01+01:00".parse()?;
    /// assert_eq!(at.timestamp(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn timestamp(self) -> i64 {
        self.0.timestamp()
    }

    /// The calendar day in Brussels.
    ///
    /// ```
    /// // Still the 21st in Lisbon, already the 22nd in Brussels.
    /// let at: amif::Instant = "2024-08-21T23:30:00+01:00".parse()?;
    /// assert_eq!(at.brussels_date(), "2024-08-22".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn brussels_date(self) -> NaiveDate {
        in_brussels(self.0).date_naive()
    }

    /// Whether it lies before a day in Brussels. Its clocks were never behind those of Greenwich, so most instants need no
    /// calendar of time zones.
    pub(crate) fn is_before(self, day: NaiveDate) -> bool {
        let universal = self.0.naive_utc().date();
        if universal >= day {
            return false;
        }
        universal.succ_opt().is_some_and(|next| next < day) || self.brussels_date() < day
    }

    /// The same moment with the offset of Brussels.
    ///
    /// ```
    /// let at: amif::Instant = "2024-01-15T12:00:00Z".parse()?;
    /// assert_eq!(at.in_brussels().to_string(), "2024-01-15T13:00:00+01:00");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn in_brussels(self) -> Instant {
        Instant::new(in_brussels(self.0))
    }

    /// The instant on the clocks of Brussels, for sentences: `20 August 2024 16:30`, with seconds where there are any.
    pub(crate) fn in_words(self) -> String {
        clock_in_words(in_brussels(self.0).naive_local())
    }
}

/// A day for sentences: `20 August 2024`.
pub(crate) fn day_in_words(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

fn clock_in_words(local: NaiveDateTime) -> String {
    let clock = if local.second() == 0 { "%-d %B %Y %H:%M" } else { "%-d %B %Y %H:%M:%S" };
    local.format(clock).to_string()
}

/// Reads what [`clock_in_words`] gives, and nothing looser.
fn clock_of_words(text: &str) -> Option<NaiveDateTime> {
    let read = |format| NaiveDateTime::parse_from_str(text, format).ok();
    let local = ["%d %B %Y %H:%M", "%d %B %Y %H:%M:%S"].into_iter().find_map(read);
    local.filter(|local| clock_in_words(*local) == text)
}

/// Whether a day is over on another, which stands for its beginning.
#[cfg(feature = "programme")]
pub(crate) fn is_over(day: NaiveDate, as_of: Option<NaiveDate>) -> bool {
    as_of.is_some_and(|as_of| day < as_of)
}

/// Whether what is stated of a day has not happened on another: that day is still to come.
#[cfg(feature = "programme")]
pub(crate) fn is_to_come(on: Option<NaiveDate>, as_of: Option<NaiveDate>) -> bool {
    on.zip(as_of).is_some_and(|(on, as_of)| on > as_of)
}

/// The last day of so many whole months from a day on, which is inside: the day before its date in the month in which they end, or
/// the last day of a month that has no such date (Art. 3(2)(c) of Regulation 1182/71). `None` where there is no such date.
pub(crate) fn last_of_months(start: NaiveDate, months: i64) -> Option<NaiveDate> {
    let end = start.checked_add_months(Months::new(u32::try_from(months).ok()?))?;
    if end.day() == start.day() { end.pred_opt() } else { Some(end) }
}

/// A day of the calendar, for tables; a day that does not exist stops the build.
#[expect(clippy::panic, reason = "evaluated while the crate is built, in constants only")]
pub(crate) const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => panic!("no such day"),
    }
}

/// Serde of a day that may not be known, as text.
pub(crate) mod day_text {
    use chrono::NaiveDate;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

    #[expect(clippy::ref_option, reason = "serde hands the field over so")]
    pub(crate) fn serialize<S: Serializer>(
        day: &Option<NaiveDate>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        day.map(|day| day.to_string()).serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<NaiveDate>, D::Error> {
        let Some(text) = Option::<String>::deserialize(deserializer)? else { return Ok(None) };
        // A day of Rust may have a year of more than four digits, and is read as it was written.
        let as_written = || text.parse().ok().filter(|day: &NaiveDate| day.to_string() == text);
        let day = super::parse_date(&text).or_else(as_written);
        day.map(Some).ok_or_else(|| de::Error::custom(super::no_day(&text)))
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.to_rfc3339_opts(chrono::SecondsFormat::Secs, true))
    }
}

/// An instant whose offset has no colon, as the portal stamps it, with one: `+0200` as `+02:00`.
fn with_colon(text: &str) -> Option<String> {
    let (local, offset) = text.split_at_checked(text.len().checked_sub(5)?)?;
    let (hours, minutes) = offset.split_at_checked(3)?;
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let signed = hours.strip_prefix(['+', '-'])?;
    (digits(signed) && digits(minutes)).then(|| format!("{local}{hours}:{minutes}"))
}

/// Why a text is not an instant.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParseInstantError {
    /// The text as found.
    pub found: String,
}

impl ParseInstantError {
    fn new(found: &str) -> Self {
        ParseInstantError { found: found.to_owned() }
    }
}

impl fmt::Display for ParseInstantError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "found {}; ", crate::input::quoted(&self.found))?;
        if NaiveDateTime::parse_from_str(&self.found, "%Y-%m-%dT%H:%M:%S%.f").is_ok() {
            return f.write_str("an instant needs its offset, such as \"+02:00\" or \"Z\"");
        }
        if DateTime::parse_from_rfc3339(&self.found).is_ok() {
            return f.write_str("an instant must lie before the year 10000 in Brussels");
        }
        if let Some(none) = no_such(&self.found) {
            return f.write_str(&none);
        }
        f.write_str("an instant is written as \"2024-08-20T16:30:00+02:00\"")
    }
}

impl std::error::Error for ParseInstantError {}

impl FromStr for Instant {
    type Err = ParseInstantError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        DateTime::parse_from_rfc3339(s)
            .or_else(|error| with_colon(s).map_or(Err(error), |s| DateTime::parse_from_rfc3339(&s)))
            .ok()
            .and_then(Instant::written)
            .ok_or_else(|| ParseInstantError::new(s))
    }
}

text_serde!(Instant, "an instant with its offset, such as \"2024-08-20T16:30:00+02:00\"");

/// A deadline: a day and an hour on the clocks of Brussels, resolved to an instant when it is made.
///
/// A submission must be before it: up to the second before is in time, from the second after is late, and of a stamp
/// within its own second no source says which ([`Deadline::is_passed_at`]). The portal's own stamp decides.
///
/// ```
/// use amif::Deadline;
///
/// let d = Deadline::brussels("2024-08-21".parse().unwrap(), "17:00:00".parse().unwrap())?;
/// assert_eq!(d.instant().to_string(), "2024-08-21T17:00:00+02:00");
/// assert_eq!(d.to_string(), "21 August 2024 17:00 Brussels time");
/// // It is read as it prints, and as it is written.
/// assert_eq!(d.to_string().parse(), Ok(d));
/// assert_eq!("2024-08-21T17:00".parse(), Ok(d));
/// # Ok::<(), amif::value::DeadlineError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Deadline {
    instant: Instant,
    local: NaiveDateTime,
    /// Whether the sources state the clock time.
    clock: Clock,
}

/// Which clock time a deadline has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Clock {
    Stated,
    /// None is stated, and the day itself is late.
    StartOfDay,
    /// None is stated, and the whole day is in time.
    EndOfDay,
}

impl Deadline {
    /// A deadline at a local date and time in Brussels.
    ///
    /// ```
    /// use amif::{Deadline, value::DeadlineError};
    ///
    /// let deadline = Deadline::brussels("2024-08-21".parse()?, "17:00:00".parse()?)?;
    /// assert_eq!(deadline.instant(), "2024-08-21T15:00:00Z".parse()?);
    /// // In the night to 31 March 2024 the clocks went from 02:00 to 03:00.
    /// let skipped = Deadline::brussels("2024-03-31".parse()?, "02:30:00".parse()?);
    /// assert!(matches!(skipped, Err(DeadlineError::Skipped { .. })));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When the clocks skip that time in spring or show it twice in autumn.
    pub fn brussels(date: NaiveDate, time: NaiveTime) -> Result<Self, DeadlineError> {
        // Whole seconds, as deadlines are written.
        let local = date.and_time(time.with_nanosecond(0).unwrap_or(time));
        match shown_in_brussels(local) {
            LocalResult::Single(at) => {
                Ok(Deadline { instant: Instant::new(at), local, clock: Clock::Stated })
            }
            LocalResult::Ambiguous(..) => Err(DeadlineError::Twice { local }),
            LocalResult::None => Err(DeadlineError::Skipped { local }),
        }
    }

    /// The first and the last instant that a deadline on a day may be, where its clock time is not stated.
    pub(crate) fn some_time_on(date: NaiveDate) -> Option<(Self, Self)> {
        let at = |time, clock| Deadline::brussels(date, time).ok().map(|d| Deadline { clock, ..d });
        Some((
            at(NaiveTime::MIN, Clock::StartOfDay)?,
            at(NaiveTime::from_hms_opt(23, 59, 59)?, Clock::EndOfDay)?,
        ))
    }

    /// Whether the sources state the clock time; where they do not, [`Deadline::instant`] is the first or the
    /// last of the day, by the reading of the call's open question.
    ///
    /// ```
    /// let deadline = amif::Deadline::brussels("2024-08-21".parse()?, "17:00:00".parse()?)?;
    /// assert!(deadline.clock_time_is_stated());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn clock_time_is_stated(self) -> bool {
        self.clock == Clock::Stated
    }

    /// Whether an instant is past the deadline. A submission must be before it; of a stamp within the deadline's own
    /// second no source says whether it is, which is `None`.
    ///
    /// ```
    /// use amif::Deadline;
    ///
    /// let deadline = Deadline::brussels("2024-08-21".parse()?, "17:00:00".parse()?)?;
    /// let passed = |time: &str| time.parse().map(|at| deadline.is_passed_at(at));
    /// assert_eq!(passed("2024-08-21T16:59:59.9+02:00")?, Some(false));
    /// assert_eq!(passed("2024-08-21T17:00:00.9+02:00")?, None);
    /// assert_eq!(passed("2024-08-21T17:00:01+02:00")?, Some(true));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn is_passed_at(self, at: Instant) -> Option<bool> {
        match self.clock {
            Clock::Stated if at == self.instant => None,
            Clock::Stated | Clock::EndOfDay => Some(at > self.instant),
            Clock::StartOfDay => Some(at >= self.instant),
        }
    }

    /// The last second that is before the deadline for certain.
    pub(crate) fn last_second(self) -> Instant {
        match self.clock {
            Clock::Stated | Clock::StartOfDay => self.instant.second_before(),
            Clock::EndOfDay => self.instant,
        }
    }

    /// The second of the deadline: up to the one before it is in time. Where the sources state no clock time, the first
    /// or the last second of the day, by the reading of the call's open question.
    ///
    /// ```
    /// let winter = amif::Deadline::brussels("2024-12-03".parse()?, "17:00:00".parse()?)?;
    /// assert_eq!(winter.instant().to_string(), "2024-12-03T17:00:00+01:00");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn instant(self) -> Instant {
        self.instant
    }

    /// Date and time on the clocks of Brussels.
    ///
    /// ```
    /// let deadline = amif::Deadline::brussels("2024-08-21".parse()?, "17:00:00".parse()?)?;
    /// assert_eq!(deadline.local().to_string(), "2024-08-21 17:00:00");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn local(self) -> NaiveDateTime {
        self.local
    }
}

impl fmt::Display for Deadline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.clock_time_is_stated() {
            return write!(f, "{}{CLOCK_IN_NO_WORDS}", day_in_words(self.local.date()));
        }
        write!(f, "{}{CLOCK_IN_WORDS}", clock_in_words(self.local))
    }
}

/// Why a text is not a deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParseDeadlineError {
    /// It is not a day and a time of day.
    Form {
        /// The text as found.
        found: String,
    },
    /// The clocks of Brussels do not show that time, or show it twice.
    Clock(DeadlineError),
}

impl fmt::Display for ParseDeadlineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ParseDeadlineError::Form { found } if no_such(found).is_some() => {
                write!(f, "found {}; {}", crate::input::quoted(found), no_such(found).unwrap_or_default())
            }
            ParseDeadlineError::Form { found } => write!(
                f,
                "found {}; a deadline is written as \"2024-08-21T17:00\", on the clocks of Brussels{}",
                crate::input::quoted(found),
                if found.ends_with(CLOCK_IN_NO_WORDS) {
                    "; without a clock time as \"2024-08-21T00:00:00?\" where the day itself is late, or \
                     \"2024-08-21T23:59:59?\" where it is in time"
                } else {
                    ""
                }
            ),
            ParseDeadlineError::Clock(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ParseDeadlineError {}

/// What stands behind a deadline whose clock time the sources do not state.
const CLOCK_NOT_STATED: &str = "?";

/// What stands behind a deadline in words.
const CLOCK_IN_WORDS: &str = " Brussels time";

/// What stands behind the day of a deadline in words whose clock time the sources do not state.
const CLOCK_IN_NO_WORDS: &str = ", clock time not stated";

impl FromStr for Deadline {
    type Err = ParseDeadlineError;

    /// Reads a day and a time of day on the clocks of Brussels: `2024-08-21T17:00`, as serde writes it, or
    /// `21 August 2024 17:00 Brussels time`, as it prints. Where the sources state no clock time, what prints does not say
    /// whether the day itself is late; `2024-08-21T00:00:00?` says that it is, and `2024-08-21T23:59:59?` that it is in time.
    fn from_str(s: &str) -> Result<Self, ParseDeadlineError> {
        if let Some(local) = s.strip_suffix(CLOCK_IN_WORDS).and_then(clock_of_words) {
            return Deadline::brussels(local.date(), local.time()).map_err(ParseDeadlineError::Clock);
        }
        let written = s.strip_suffix(CLOCK_NOT_STATED);
        let (date, time) = written.unwrap_or(s).split_once('T').unwrap_or_default();
        let Some((date, time)) = parse_date(date).zip(parse_clock(time)) else {
            return Err(ParseDeadlineError::Form { found: s.to_owned() });
        };
        let deadline = Deadline::brussels(date, time).map_err(ParseDeadlineError::Clock)?;
        let clock = match written {
            None => Clock::Stated,
            Some(_) if time == NaiveTime::MIN => Clock::StartOfDay,
            Some(_) => Clock::EndOfDay,
        };
        Ok(Deadline { clock, ..deadline })
    }
}

impl serde::Serialize for Deadline {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mark = if self.clock_time_is_stated() { "" } else { CLOCK_NOT_STATED };
        serializer.collect_str(&format_args!("{}{mark}", self.local.format("%Y-%m-%dT%H:%M:%S")))
    }
}

text_serde!(@read Deadline, "a day and a time in Brussels, such as \"2024-08-21T17:00\"");

/// Why a local time is no deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum DeadlineError {
    /// The clocks of Brussels jump over this time in spring.
    Skipped {
        /// Date and time as written.
        local: NaiveDateTime,
    },
    /// The clocks of Brussels show this time twice in autumn.
    Twice {
        /// Date and time as written.
        local: NaiveDateTime,
    },
}

impl fmt::Display for DeadlineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DeadlineError::Skipped { local } => write!(
                f,
                "{} does not exist in Brussels: the clocks go forward over it; choose a time before 02:00 or from 03:00",
                local.format("%Y-%m-%d %H:%M")
            ),
            DeadlineError::Twice { local } => write!(
                f,
                "{} happens twice in Brussels: the clocks go back over it; choose a time before 02:00 or from 03:00",
                local.format("%Y-%m-%d %H:%M")
            ),
        }
    }
}

impl std::error::Error for DeadlineError {}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;

    use super::*;

    fn at(date: &str, time: &str) -> Result<Deadline, DeadlineError> {
        Deadline::brussels(date.parse().unwrap(), time.parse().unwrap())
    }

    #[test]
    fn summer_and_winter_have_their_own_offsets() {
        assert_eq!(at("2024-08-21", "17:00:00").unwrap().instant().to_string(), "2024-08-21T17:00:00+02:00");
        assert_eq!(at("2020-01-30", "17:00:00").unwrap().instant().to_string(), "2020-01-30T17:00:00+01:00");
    }

    #[test]
    fn the_spring_gap_and_the_autumn_fold_are_refused() {
        assert!(matches!(at("2024-03-31", "02:30:00"), Err(DeadlineError::Skipped { .. })));
        assert!(at("2024-03-31", "01:59:59").is_ok());
        assert!(at("2024-03-31", "03:00:00").is_ok());
        assert!(matches!(at("2024-10-27", "02:30:00"), Err(DeadlineError::Twice { .. })));
        assert!(at("2024-10-27", "03:00:00").is_ok());
    }

    #[test]
    fn fractions_are_floored_before_and_after_1970() {
        let t = |s: &str| s.parse::<Instant>().unwrap();
        assert_eq!(t("1969-12-31T23:59:58.999Z"), t("1969-12-31T23:59:58Z"));
        assert_eq!(t("2016-12-31T23:59:60Z"), t("2016-12-31T23:59:59Z"));
    }

    #[test]
    fn only_instants_with_an_offset_are_read() {
        for bad in [
            "",
            "2024-08-21",
            "2024-08-21T17:00:00",
            "yesterday",
            "2024-02-30T00:00:00Z",
            "2024-08-21T25:00:00Z",
        ] {
            assert!(bad.parse::<Instant>().is_err(), "{bad:?}");
        }
        let message = "2024-08-21T17:00:00".parse::<Instant>().unwrap_err().to_string();
        assert!(message.contains("needs its offset"), "{message}");
    }

    #[test]
    fn a_date_alone_is_its_start_in_brussels() {
        let t = |s| Instant::parse_or_date(s).unwrap().to_string();
        assert_eq!(t("2024-12-31"), "2024-12-31T00:00:00+01:00");
        assert_eq!(t("2024-03-31"), "2024-03-31T00:00:00+01:00");
        assert!(Instant::parse_or_date("2024-8-1").is_err());
        assert!(Instant::parse_or_date("2024-02-30").is_err());
    }

    #[test]
    fn the_day_in_brussels_differs_from_the_day_elsewhere() {
        let t: Instant = "2024-08-21T23:30:00Z".parse().unwrap();
        assert_eq!(t.brussels_date().to_string(), "2024-08-22");
    }

    #[test]
    fn an_offset_may_lack_its_colon_and_nothing_else() {
        let t = |s: &str| s.parse::<Instant>().ok().map(|at| at.to_string());
        assert_eq!(t("2024-08-21T17:00:00+0200").as_deref(), Some("2024-08-21T17:00:00+02:00"));
        assert_eq!(t("2024-08-21T17:00:00-0330").as_deref(), Some("2024-08-21T17:00:00-03:30"));
        assert_eq!(with_colon("17:00:00+0200").as_deref(), Some("17:00:00+02:00"));
        for bad in ["17:00:00+0x00", "17:00:00+02x0", "17:00:0000200", "0200", ""] {
            assert_eq!(with_colon(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_time_of_day_has_minutes_and_perhaps_seconds() {
        let clock = |text| parse_clock(text).map(|clock| clock.to_string());
        assert_eq!(clock("17:05").as_deref(), Some("17:05:00"));
        assert_eq!(clock("17:05:59").as_deref(), Some("17:05:59"));
        for bad in ["", "17", "24:00", "17:60", "1x:00", "17.05"] {
            assert_eq!(clock(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn seconds_are_counted_and_sentences_have_the_clocks_of_brussels() {
        let t = |s: &str| s.parse::<Instant>().unwrap();
        assert_eq!(t("1969-12-31T23:59:57Z").timestamp(), -3);
        assert_eq!(t("2024-08-20T14:30:00Z").in_words(), "20 August 2024 16:30");
    }

    #[test]
    fn a_deadline_without_a_clock_time_lies_between_the_ends_of_its_day() {
        let (first, last) = Deadline::some_time_on("2024-08-21".parse().unwrap()).unwrap();
        assert_eq!(first.instant().to_string(), "2024-08-21T00:00:00+02:00");
        assert_eq!(last.instant().to_string(), "2024-08-21T23:59:59+02:00");
        assert!(!first.clock_time_is_stated() && !last.clock_time_is_stated());
        assert!(at("2024-08-21", "00:00:00").unwrap().clock_time_is_stated());
    }

    #[test]
    fn a_day_is_read_as_text_or_is_not_there() {
        let read = |json: &str| day_text::deserialize(&mut serde_json::Deserializer::from_str(json));
        assert_eq!(read("null").unwrap(), None);
        assert_eq!(read("\"2025-03-31\"").unwrap(), NaiveDate::from_ymd_opt(2025, 3, 31));
        assert!(read("\"2025-02-30\"").is_err());
        assert!(read("\"2025-3-31\"").is_err());
    }

    #[test]
    fn a_deadline_is_passed_from_its_next_second_on() {
        let t = |s: &str| s.parse::<Instant>().unwrap();
        let passed = |deadline: &str| {
            let deadline: Deadline = deadline.parse().unwrap();
            ["16:59:59", "17:00:00", "17:00:01"]
                .map(|clock| deadline.is_passed_at(t(&format!("2024-08-21T{clock}+02:00"))))
        };
        assert_eq!(passed("2024-08-21T17:00"), [Some(false), None, Some(true)]);
        // Where no clock time is stated: from the first second of the day on, or after the last.
        let ends = |deadline: &str, clock: &str| {
            deadline.parse::<Deadline>().unwrap().is_passed_at(t(&format!("{clock}+02:00")))
        };
        assert_eq!(ends("2024-08-21T00:00:00?", "2024-08-20T23:59:59"), Some(false));
        assert_eq!(ends("2024-08-21T00:00:00?", "2024-08-21T00:00:00"), Some(true));
        assert_eq!(ends("2024-08-21T23:59:59?", "2024-08-21T23:59:59"), Some(false));
        assert_eq!(ends("2024-08-21T23:59:59?", "2024-08-22T00:00:00"), Some(true));
    }

    #[test]
    fn a_deadline_is_worded_as_its_sources_state_it() {
        let words = |text: &str| text.parse::<Deadline>().unwrap().to_string();
        assert_eq!(words("2024-08-21T17:00"), "21 August 2024 17:00 Brussels time");
        assert_eq!(words("2024-08-21T17:00:30"), "21 August 2024 17:00:30 Brussels time");
        assert_eq!(words("2024-08-21T23:59:59?"), "21 August 2024, clock time not stated");
        assert_eq!(at("2024-08-21", "17:00:30").unwrap().local().to_string(), "2024-08-21 17:00:30");
        for text in ["21 August 2024 17:00 Brussels time", "1 May 2024 17:00:30 Brussels time"] {
            assert_eq!(words(text), text);
        }
        for loose in
            ["21 Aug 2024 17:00 Brussels time", "01 May 2024 17:00 Brussels time", "21 August 2024 17:00"]
        {
            assert!(loose.parse::<Deadline>().is_err(), "{loose}");
        }
        let wrong = |text: &str| text.parse::<Deadline>().unwrap_err().to_string();
        let unsaid = wrong("21 August 2024, clock time not stated");
        assert!(unsaid.contains("2024-08-21T23:59:59?"), "{unsaid}");
        assert!(wrong("21 August").contains("a deadline is written as"), "{}", wrong("21 August"));
        assert!(wrong("2024-03-31T02:30").contains("2024"), "{}", wrong("2024-03-31T02:30"));
    }

    #[test]
    fn every_instant_is_read_as_it_is_written() {
        let offset = |seconds| FixedOffset::east_opt(seconds).unwrap();
        let ends = [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC, FIRST, LAST];
        let odd = offset(7_220).with_ymd_and_hms(2024, 8, 21, 17, 0, 10).unwrap();
        let all = ends
            .into_iter()
            .flat_map(|end| [0, 3_600, -3_600, 86_399, -86_399].map(|s| end.with_timezone(&offset(s))));
        for instant in all.chain([odd]) {
            let at = Instant::new(instant);
            for at in [at, at.in_brussels(), at.next_second(), at.second_before()] {
                assert_eq!(at.to_string().parse(), Ok(at), "{at}");
                let day = at.brussels_date();
                assert_eq!(parse_date(&day.to_string()), Some(day), "{at}");
                assert!(!at.in_words().is_empty());
            }
        }
        assert_eq!(Instant::new(odd).to_string(), "2024-08-21T16:59:50+02:00");
        let old: Instant = "1850-01-01T00:00:00Z".parse().unwrap();
        assert_eq!(
            old.in_brussels().to_string(),
            "1850-01-01T00:17:00+00:17",
            "the clocks showed 17 minutes and a half"
        );
        let error = "9999-12-31T23:59:59-12:00".parse::<Instant>().unwrap_err().to_string();
        assert!(error.ends_with("an instant must lie before the year 10000 in Brussels"), "{error}");
    }

    #[test]
    fn a_deadline_has_whole_seconds() {
        let made =
            Deadline::brussels(day(2024, 8, 21), NaiveTime::from_hms_milli_opt(17, 0, 0, 900).unwrap())
                .unwrap();
        assert_eq!(Ok(made), "2024-08-21T17:00".parse());
    }
}
