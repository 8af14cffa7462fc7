//! Days and times of day as they are written, and what is told of those that the calendar does not have.

use chrono::{Datelike as _, NaiveDate, NaiveTime};

use crate::input::quoted;

/// Reads `YYYY-MM-DD` and nothing looser.
pub(crate) fn parse_date(text: &str) -> Option<NaiveDate> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text.as_bytes() else { return None };
    let year = i32::try_from(number(&[y1, y2, y3, y4])?).ok()?;
    NaiveDate::from_ymd_opt(year, number(&[m1, m2])?, number(&[d1, d2])?)
}

/// Reads a time of day to the minute or the second.
pub(crate) fn parse_clock(text: &str) -> Option<NaiveTime> {
    // As nearly all are written, and without a look at a format.
    if let [h1, h2, b':', m1, m2] = *text.as_bytes()
        && let (Some(hour), Some(minute)) = (number(&[h1, h2]), number(&[m1, m2]))
    {
        return NaiveTime::from_hms_opt(hour, minute, 0);
    }
    ["%H:%M", "%H:%M:%S"].iter().find_map(|format| NaiveTime::parse_from_str(text, format).ok())
}

/// The number of a few digits; `None` where one is none.
fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0u32, |number, digit| {
        let digit = char::from(*digit).to_digit(10)?;
        number.checked_mul(10)?.checked_add(digit)
    })
}

/// Why a text is no day.
pub(crate) fn no_day(text: &str) -> String {
    let why = no_such(text).unwrap_or_else(|| "a day is written as \"2025-03-31\"".to_owned());
    format!("found {}; {why}", quoted(text))
}

/// Why a text is no time of day.
pub(crate) fn no_clock(text: &str) -> String {
    let why = no_such_clock(text).unwrap_or_else(|| "a time of day is written as \"17:00\"".to_owned());
    format!("found {}; {why}", quoted(text))
}

/// What is told of a day, or of a day and a time of day, that is written as one and that there is not.
pub(crate) fn no_such(text: &str) -> Option<String> {
    let (day, clock) = text.split_once('T').unwrap_or((text, ""));
    no_such_day(day).or_else(|| no_such_clock(clock.get(..8).or(clock.get(..5))?))
}

fn no_such_day(text: &str) -> Option<String> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text.as_bytes() else { return None };
    let (month, day) = (number(&[m1, m2])?, number(&[d1, d2])?);
    let first = NaiveDate::from_ymd_opt(i32::try_from(number(&[y1, y2, y3, y4])?).ok()?, month, 1);
    match first {
        None => Some("months go from 01 to 12, and a day is written as \"2025-03-31\"".to_owned()),
        Some(_) if day == 0 => Some("the days of a month go from 01".to_owned()),
        Some(first) => {
            let last = (28..=31).rev().find_map(|last| first.with_day(last))?;
            (last.day() < day).then(|| format!("{} has {} days", last.format("%B %Y"), last.day()))
        }
    }
}

fn no_such_clock(text: &str) -> Option<String> {
    let parts: Vec<&[u8]> = text.as_bytes().split(|b| *b == b':').collect();
    let two = |part: &[u8]| number(part).filter(|_| part.len() == 2);
    let read: Vec<u32> = parts.iter().copied().map_while(two).collect();
    let wrong = match read.as_slice() {
        [hour, rest @ ..] if matches!(parts.len(), 2 | 3) && read.len() == parts.len() => {
            *hour > 23 || rest.iter().any(|part| *part > 59)
        }
        _ => false,
    };
    wrong.then(|| "hours go from 00 to 23, minutes and seconds from 00 to 59".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_there_is_not_is_told_from_one_that_is_written_otherwise() {
        for (text, why) in [
            ("2025-02-30", "February 2025 has 28 days"),
            ("2024-02-30", "February 2024 has 29 days"),
            ("2025-04-31", "April 2025 has 30 days"),
            ("2025-12-32", "December 2025 has 31 days"),
            ("2025-13-01", "months go from 01 to 12, and a day is written as \"2025-03-31\""),
            ("2025-00-01", "months go from 01 to 12, and a day is written as \"2025-03-31\""),
            ("2025-03-00", "the days of a month go from 01"),
            ("31.03.2025", "a day is written as \"2025-03-31\""),
            ("2025-3-1", "a day is written as \"2025-03-31\""),
            ("", "a day is written as \"2025-03-31\""),
        ] {
            assert_eq!(no_day(text), format!("found {text:?}; {why}"));
        }
        for (text, why) in [
            ("24:00", "hours go from 00 to 23, minutes and seconds from 00 to 59"),
            ("17:60", "hours go from 00 to 23, minutes and seconds from 00 to 59"),
            ("5 pm", "a time of day is written as \"17:00\""),
            ("17.00", "a time of day is written as \"17:00\""),
        ] {
            assert_eq!(no_clock(text), format!("found {text:?}; {why}"));
        }
        let instant = |text: &str| text.parse::<crate::Instant>().unwrap_err().to_string();
        assert!(instant("2024-02-30T16:30:00+01:00").ends_with("; February 2024 has 29 days"));
        assert!(instant("2024-02-29T24:00:00+01:00").contains("hours go from 00 to 23"));
        assert!(instant("2024-02-29").contains("an instant is written as"));
        let deadline = |text: &str| text.parse::<crate::Deadline>().unwrap_err().to_string();
        assert!(deadline("2025-09-31T17:00").ends_with("; September 2025 has 30 days"));
        assert!(deadline("2025-09-30T25:00").contains("hours go from 00 to 23"));
        assert!(deadline("21 August").contains("a deadline is written as"));
    }
}
