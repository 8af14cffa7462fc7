//! Rules on the project as a whole: deadline, grant, funding rate, duration.

use crate::call::{Duration, GrantRange};
use crate::money::{Eur, Rate};
use crate::outcome::Outcome;
use crate::time::{Deadline, Instant};

#[inline]
fn met(holds: bool) -> Outcome {
    if holds { Outcome::Met } else { Outcome::NotMet }
}

/// A submission in the deadline's second is in time.
#[inline]
pub(super) fn submitted_by(submitted_at: Option<Instant>, deadline: Deadline) -> Outcome {
    submitted_at.map_or(Outcome::Unknown, |at| met(at <= deadline.instant()))
}

/// Both ends of the range are inside.
#[inline]
pub(super) fn within_range(requested: Option<Eur>, range: GrantRange) -> Outcome {
    requested.map_or(Outcome::Unknown, |grant| {
        met(range.min.is_none_or(|min| grant >= min) && range.max.is_none_or(|max| grant <= max))
    })
}

/// Costs of zero or less carry no grant, whatever is asked; asking nothing exceeds no rate.
pub(super) fn within_rate(requested: Option<Eur>, costs: Option<Eur>, rate: Rate) -> Outcome {
    match (requested, costs) {
        (_, Some(costs)) if costs <= Eur::ZERO => Outcome::NotMet,
        (Some(grant), Some(_)) if grant <= Eur::ZERO => Outcome::Met,
        (Some(grant), Some(costs)) => {
            met(Rate::percent_of(grant, costs).is_some_and(|share| share <= rate.hundredths()))
        }
        _ => Outcome::Unknown,
    }
}

/// Months at application; both ends are inside.
#[inline]
pub(super) fn as_long_as(months: Option<i64>, duration: Duration) -> Outcome {
    months.map_or(Outcome::Unknown, |months| {
        met(duration.min.is_none_or(|min| months >= min) && duration.max.is_none_or(|max| months <= max))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn eur(s: &str) -> Option<Eur> {
        Some(s.parse().unwrap())
    }

    #[test]
    fn the_deadlines_second_is_in_time_whatever_the_offset() {
        let d = Deadline::brussels("2024-08-21".parse().unwrap(), "17:00:00".parse().unwrap()).unwrap();
        let at = |s: &str| submitted_by(Some(s.parse().unwrap()), d);
        assert_eq!(at("2024-08-21T17:00:00+02:00"), Outcome::Met);
        assert_eq!(at("2024-08-21T17:00:00.999+02:00"), Outcome::Met);
        assert_eq!(at("2024-08-21T08:00:00-07:00"), Outcome::Met);
        assert_eq!(at("2024-08-21T17:00:01+02:00"), Outcome::NotMet);
        assert_eq!(at("2024-08-21T17:00:00+01:00"), Outcome::NotMet);
        assert_eq!(submitted_by(None, d), Outcome::Unknown);
    }

    #[test]
    fn a_cent_outside_the_range_is_outside() {
        let range = GrantRange { min: eur("500000"), max: eur("1000000") };
        for (grant, outcome) in [
            ("499999.99", Outcome::NotMet),
            ("500000", Outcome::Met),
            ("1000000", Outcome::Met),
            ("1000000.01", Outcome::NotMet),
            ("-500000", Outcome::NotMet),
            ("0", Outcome::NotMet),
        ] {
            assert_eq!(within_range(eur(grant), range), outcome, "{grant}");
        }
        assert_eq!(within_range(None, range), Outcome::Unknown);
        let open = GrantRange { min: None, max: eur("750000") };
        assert_eq!(within_range(eur("0"), open), Outcome::Met);
    }

    #[test]
    fn the_rate_is_compared_at_two_decimals_of_a_per_cent() {
        let rate = "90".parse().unwrap();
        for (grant, costs, outcome) in [
            ("1499996.74", "1666663.03", Outcome::Met), // 90.0000008 %, a project really awarded
            ("90004.99", "100000", Outcome::Met),       // 90.00499 %
            ("90005.00", "100000", Outcome::NotMet),    // 90.005 %, which rounds up
            ("90000", "100000", Outcome::Met),
            ("1", "0", Outcome::NotMet),
            ("1", "-1", Outcome::NotMet),
            ("0", "0", Outcome::NotMet), // no costs come first
            ("0", "1", Outcome::Met),
            ("-1", "1", Outcome::Met),
        ] {
            assert_eq!(within_rate(eur(grant), eur(costs), rate), outcome, "{grant} of {costs}");
        }
    }

    #[test]
    fn a_rate_with_more_decimals_is_rounded_as_the_share_is() {
        let rate = "66.6667".parse().unwrap();
        assert_eq!(within_rate(eur("666667"), eur("1000000"), rate), Outcome::Met);
        assert_eq!(within_rate(eur("666750"), eur("1000000"), rate), Outcome::NotMet); // 66.675 %, rounds to 66.68 %
    }

    #[test]
    fn an_unknown_amount_matters_only_where_the_rate_hinges_on_it() {
        let rate = "90".parse().unwrap();
        assert_eq!(within_rate(None, eur("0"), rate), Outcome::NotMet);
        assert_eq!(within_rate(None, eur("1"), rate), Outcome::Unknown);
        assert_eq!(within_rate(eur("0"), None, rate), Outcome::Unknown);
        assert_eq!(within_rate(eur("1"), None, rate), Outcome::Unknown);
        assert_eq!(within_rate(None, None, rate), Outcome::Unknown);
    }

    #[test]
    fn exactly_means_neither_less_nor_more() {
        let exactly = Duration { min: Some(24), max: Some(24), extension_by_amendment: None };
        let of = |m| as_long_as(Some(m), exactly);
        assert_eq!((of(23), of(24), of(25)), (Outcome::NotMet, Outcome::Met, Outcome::NotMet));
        assert_eq!(as_long_as(None, exactly), Outcome::Unknown);
        assert_eq!(
            as_long_as(Some(i64::MIN), Duration { min: None, max: Some(36), extension_by_amendment: None }),
            Outcome::Met
        );
    }
}
