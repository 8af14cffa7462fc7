//! The clocks of Brussels, as chrono-tz has them. `build.rs` takes this one zone out of its tables: a program would carry
//! all of them, two megabytes.

use chrono::{DateTime, FixedOffset, LocalResult, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc};

include!(concat!(env!("OUT_DIR"), "/brussels.rs"));

/// A moment, on the clocks of Brussels.
pub(crate) fn in_brussels(at: DateTime<impl TimeZone>) -> DateTime<FixedOffset> {
    at.with_timezone(&offset(at.timestamp()))
}

/// When the clocks of Brussels show this: once, twice in autumn, or not at all in spring.
pub(super) fn shown_in_brussels(local: NaiveDateTime) -> LocalResult<DateTime<FixedOffset>> {
    // The clocks are less than a day ahead, and a day before they were the one way at most and a day after the other.
    let near = |days| {
        let day = local.checked_add_signed(TimeDelta::days(days)).unwrap_or(local);
        let offset = offset(day.and_utc().timestamp());
        let at = offset.from_local_datetime(&local).single()?;
        (*in_brussels(at).offset() == offset).then_some(at)
    };
    match (near(-1), near(1)) {
        (None, None) => LocalResult::None,
        (Some(at), None) | (None, Some(at)) => LocalResult::Single(at),
        (Some(first), Some(last)) if first == last => LocalResult::Single(first),
        (Some(first), Some(last)) => LocalResult::Ambiguous(first, last),
    }
}

/// How far the clocks are ahead of Greenwich, at a second since 1970.
fn offset(at: i64) -> FixedOffset {
    let passed = CHANGES.partition_point(|(from, _)| *from <= at);
    let last = passed.checked_sub(1).and_then(|last| CHANGES.get(last));
    let ahead = last.map_or(AT_FIRST, |(_, ahead)| *ahead);
    FixedOffset::east_opt(ahead).unwrap_or(Utc.fix())
}

#[cfg(test)]
mod tests {
    use chrono_tz::Europe::Brussels;
    use proptest::prelude::*;

    use super::*;

    /// Both say the same of a moment, and of what the clocks show then.
    fn agree(at: i64) {
        let at = DateTime::from_timestamp(at, 0).unwrap();
        let ours = in_brussels(at);
        let theirs = at.with_timezone(&Brussels);
        assert_eq!(ours, theirs.fixed_offset());
        assert_eq!(ours.naive_local(), theirs.naive_local());
        let local = at.naive_utc();
        let theirs = Brussels.from_local_datetime(&local).map(|at| at.fixed_offset());
        let written = |shown: LocalResult<DateTime<FixedOffset>>| shown.map(|at| at.to_rfc3339());
        assert_eq!(written(shown_in_brussels(local)), written(theirs), "{local}");
    }

    #[test]
    fn changes_are_those_of_the_time_zone_database() {
        assert!(CHANGES.len() > 150, "{}", CHANGES.len());
        assert!(CHANGES.is_sorted_by(|a, b| a.0 < b.0 && a.1 != b.1));
        for (from, ahead) in CHANGES {
            // Around the change itself, and around what the clocks show then.
            for near in [0, i64::from(*ahead), 3600, 7200, 10_800] {
                for second in -2..=2 {
                    agree(from + near + second);
                }
            }
        }
        // Every half hour of the years that calls are of.
        let (first, last) = (1_388_534_400, 1_893_456_000);
        (first..last).step_by(1800).for_each(agree);
    }

    proptest! {
        #[test]
        fn moments_are_those_of_the_time_zone_database(at in -62_167_219_200i64..253_402_297_199) {
            agree(at);
        }

        #[test]
        fn moments_of_the_last_centuries_too(at in -3_000_000_000i64..5_000_000_000) {
            agree(at);
        }
    }
}
