//! Dates as the portal writes them. A grant deadline there is a calendar day, not an instant.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};
use serde_json::Value;

use super::node::Node;
use super::warning::{Warning, WarningKind};
use crate::time::{in_brussels, parse_date};

/// A date of the portal: a day, and an hour only where the record gives one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PortalDate {
    /// The calendar day.
    pub date: NaiveDate,
    /// The time on the clocks of Brussels, where the record gives one. Midnight is none.
    pub hour: Option<NaiveTime>,
    /// The text or number as written.
    pub written: String,
    /// Where it stands.
    pub path: String,
    pub(super) form: Form,
}

/// How a date was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Day,
    MidnightUtc,
    /// Midnight UTC, shown with the offset of Brussels.
    ShiftedMidnight,
    MidnightBrussels,
    SeventeenUtc,
    /// 23:59 UTC, with any seconds.
    LastMinuteUtc,
    /// 17:00 or 23:59 UTC, shown with the offset of Brussels.
    DoubleShifted,
    WithoutZone,
    Instant,
}

const SEVENTEEN: Option<NaiveTime> = NaiveTime::from_hms_opt(17, 0, 0);

impl PortalDate {
    /// Reads a date in any of the forms of the portal.
    pub(super) fn read(node: &Node<'_>, warnings: &mut Vec<Warning>) -> Option<Self> {
        if node.value.as_i64() == Some(0) || node.value.as_str() == Some("0") {
            warnings.push(Warning::at(node, WarningKind::Zero, "a date of zero means that none is stated"));
            return None;
        }
        let Some((date, hour, form)) = parts(node.value) else {
            if !(node.value.is_null() || node.value.as_str().is_some_and(|t| t.trim().is_empty())) {
                let meaning = "no form of date that the portal is known to write; it was left out";
                warnings.push(Warning::at(node, WarningKind::UnreadableDate, meaning));
            }
            return None;
        };
        let written = node.text().unwrap_or_default();
        Some(PortalDate { date, hour, written, path: node.path.clone(), form })
    }

    /// What a reader should know of a deadline written so.
    pub(super) fn deadline_warning(&self) -> Option<Warning> {
        let (kind, meaning) = match self.form {
            Form::Day => (
                WarningKind::DateWithoutHour,
                "a calendar day; the hour of the deadline is not in the data and was not made up",
            ),
            Form::MidnightUtc | Form::ShiftedMidnight => (
                WarningKind::MidnightUtc,
                "midnight UTC stands for a calendar day; the hour of the deadline is not in the data and was not made up",
            ),
            Form::MidnightBrussels => (
                WarningKind::MidnightBrussels,
                "midnight in Brussels stands for a calendar day; the hour of the deadline is not in the data and was not made up",
            ),
            Form::SeventeenUtc => (
                WarningKind::SeventeenUtc,
                "17:00 UTC stands for 17:00 in Brussels, stored as UTC; compare it with the call document",
            ),
            Form::LastMinuteUtc => (
                WarningKind::LastMinuteUtc,
                "23:59 UTC stands for 23:59 in Brussels, stored as UTC; compare it with the call document",
            ),
            Form::DoubleShifted => (
                WarningKind::DoubleShifted,
                "the clock of Brussels was stored as UTC and shown in the time of Brussels on top; read as 17:00 or 23:59 as stored; compare it with the call document",
            ),
            Form::WithoutZone => {
                (WarningKind::TimeWithoutZone, "a time without its zone; read on the clocks of Brussels")
            }
            Form::Instant => return None,
        };
        Some(Warning::about(self.path.clone(), kind, crate::input::quoted(&self.written), meaning))
    }

    /// What a reader should know of an opening written so; that it has no hour is no surprise.
    pub(super) fn opening_warning(&self) -> Option<Warning> {
        let meaning = "midnight UTC stands for a calendar day, here shown in another zone";
        (self.form == Form::ShiftedMidnight).then(|| {
            let found = crate::input::quoted(&self.written);
            Warning::about(self.path.clone(), WarningKind::MidnightUtc, found, meaning)
        })
    }
}

type Parts = (NaiveDate, Option<NaiveTime>, Form);

fn parts(value: &Value) -> Option<Parts> {
    let parts = match value {
        Value::Number(number) => milliseconds(number.as_i64()?)?,
        Value::String(text) => from_text(text.trim())?,
        _ => return None,
    };
    // Anything else is a slip of units, and could not be written as a day with four digits for the year.
    use chrono::Datelike;
    (1980..=2100).contains(&parts.0.year()).then_some(parts)
}

fn from_text(text: &str) -> Option<Parts> {
    if let Some(date) = parse_date(text) {
        return Some((date, None, Form::Day));
    }
    if text.len() > 10 && text.bytes().all(|b| b.is_ascii_digit()) {
        return milliseconds(text.parse().ok()?);
    }
    let with_offset = DateTime::parse_from_rfc3339(text)
        .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f%z"));
    if let Ok(instant) = with_offset {
        return Some(instant_parts(instant.to_utc(), instant.offset().local_minus_utc() != 0));
    }
    let local = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
    if let Some(local) = local {
        let time = whole_second(local.time());
        return Some(if time == NaiveTime::MIN {
            (local.date(), None, Form::Day)
        } else {
            (local.date(), Some(time), Form::WithoutZone)
        });
    }
    if let Ok(date) = NaiveDate::parse_from_str(text, "%d %B %Y") {
        return Some((date, None, Form::Day));
    }
    // A day with an offset and no time, such as "2024-09-27+02:00 Europe/Brussels".
    let zone = text.get(10..).is_some_and(|rest| rest.starts_with(['+', '-', 'Z']) && !rest.contains('T'));
    let date = text.get(..10).filter(|_| zone).and_then(parse_date)?;
    Some((date, None, Form::Day))
}

fn milliseconds(number: i64) -> Option<Parts> {
    Some(instant_parts(DateTime::from_timestamp_millis(number)?, false))
}

/// A true 17:00 in Brussels is 15:00 or 16:00 UTC, never 17:00; a true 23:59 is 21:59 or 22:59, never 23:59.
fn instant_parts(utc: DateTime<Utc>, shifted: bool) -> Parts {
    let time = whole_second(utc.time());
    if time == NaiveTime::MIN {
        let form = if shifted { Form::ShiftedMidnight } else { Form::MidnightUtc };
        return (utc.date_naive(), None, form);
    }
    let stored = match (time.hour(), time.minute()) {
        (17, 0) if Some(time) == SEVENTEEN => Some(Form::SeventeenUtc),
        // With or without its seconds.
        (23, 59) => Some(Form::LastMinuteUtc),
        _ => None,
    };
    if let Some(form) = stored {
        return (utc.date_naive(), Some(time), if shifted { Form::DoubleShifted } else { form });
    }
    let local = in_brussels(utc);
    match whole_second(local.time()) {
        NaiveTime::MIN => (local.date_naive(), None, Form::MidnightBrussels),
        time => (local.date_naive(), Some(time), Form::Instant),
    }
}

fn whole_second(time: NaiveTime) -> NaiveTime {
    time.with_nanosecond(0).unwrap_or(time)
}

/// A time of posting, on the clocks of Brussels.
pub(super) fn posted(node: &Node<'_>) -> Option<NaiveDateTime> {
    let (date, hour, form) = parts(node.value)?;
    if matches!(form, Form::SeventeenUtc | Form::LastMinuteUtc | Form::DoubleShifted) {
        // News is stamped with true instants.
        let instant = DateTime::parse_from_str(node.value.as_str()?, "%Y-%m-%dT%H:%M:%S%.f%z").ok()?;
        return Some(in_brussels(instant).naive_local());
    }
    Some(date.and_time(hour.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: Value) -> Option<(String, Option<String>, Form)> {
        let (date, hour, form) = parts(&value)?;
        Some((date.to_string(), hour.map(|h| h.to_string()), form))
    }

    #[test]
    fn every_way_of_writing_a_date_is_read() {
        for (text, day, hour, form) in [
            ("2025-10-02", "2025-10-02", None, Form::Day),
            ("11 June 2020", "2020-06-11", None, Form::Day),
            ("09 April 2021", "2021-04-09", None, Form::Day),
            ("2025-10-02T00:00:00.000+0000", "2025-10-02", None, Form::MidnightUtc),
            ("2024-04-18T19:00:00.000+0200", "2024-04-18", Some("17:00:00"), Form::DoubleShifted),
            ("2024-01-18T18:00:00.000+0100", "2024-01-18", Some("17:00:00"), Form::DoubleShifted),
            ("2024-04-18T17:00:00Z", "2024-04-18", Some("17:00:00"), Form::SeventeenUtc),
            ("2023-12-07T01:00:00.000+0100", "2023-12-07", None, Form::ShiftedMidnight),
            ("1789430400000", "2026-09-15", None, Form::MidnightUtc),
            ("1727560740000", "2024-09-28", Some("23:59:00"), Form::Instant),
            ("2026-10-22T23:59:00.000+0000", "2026-10-22", Some("23:59:00"), Form::LastMinuteUtc),
            ("2026-10-23T01:59:00.000+0200", "2026-10-22", Some("23:59:00"), Form::DoubleShifted),
            ("2026-10-22T23:59:59.000+0000", "2026-10-22", Some("23:59:59"), Form::LastMinuteUtc),
            ("2026-10-23T01:59:59.000+0200", "2026-10-22", Some("23:59:59"), Form::DoubleShifted),
            ("2026-10-22T23:58:00.000+0000", "2026-10-23", Some("01:58:00"), Form::Instant),
            ("2024-09-27+02:00 Europe/Brussels", "2024-09-27", None, Form::Day),
            ("2026-09-24T17:00:00+0200", "2026-09-24", Some("17:00:00"), Form::Instant),
            ("2026-09-24T17:00:00+02:00", "2026-09-24", Some("17:00:00"), Form::Instant),
            ("2026-09-23T22:00:00Z", "2026-09-24", None, Form::MidnightBrussels),
            ("2025-06-12T13:45:06.325", "2025-06-12", Some("13:45:06"), Form::WithoutZone),
            ("2025-06-12 17:00:00", "2025-06-12", Some("17:00:00"), Form::WithoutZone),
        ] {
            let expected = (day.to_owned(), hour.map(str::to_owned), form);
            assert_eq!(read(Value::from(text)), Some(expected), "{text}");
        }
        assert_eq!(
            read(Value::from(1_620_691_200_000_i64)),
            Some(("2021-05-11".to_owned(), None, Form::MidnightUtc))
        );
    }

    #[test]
    fn what_is_no_date_is_not_read_as_one() {
        for text in
            ["", "soon", "2025-13-01", "20251002", "02/10/2025", "9999999999999999", "99999999999999", "é"]
        {
            assert_eq!(read(Value::from(text)), None, "{text}");
        }
        for number in [1.5, -1e300] {
            assert_eq!(read(Value::from(number)), None);
        }
        assert_eq!(read(Value::from(i64::MAX)), None);
    }
}
