//! Rules on the project as a whole: deadline, grant, funding rate, duration.
//!
//! Where sources disagree, a condition has two values, and what holds is what holds under both.

use super::dependence::{Cause, Dependence, vary};
use super::fact::{Fact, FactKind};
use super::targets::{Targets, is_for, most_listed, most_targets};
use crate::call::{Call, Condition, Duration, GrantRange, Point, RangeByTargets};
use crate::money::{Eur, Rate};
use crate::outcome::{Outcome, Outcomes};
use crate::time::{Deadline, Instant};

#[inline]
fn met(holds: bool) -> Outcome {
    if holds { Outcome::Met } else { Outcome::NotMet }
}

fn outcomes(outcome: Outcome) -> Outcomes {
    match outcome {
        Outcome::Met => Outcomes::MET,
        Outcome::NotMet => Outcomes::NOT_MET,
        _ => Outcomes::MET_OR_NOT,
    }
}

/// What both values of a condition come to.
#[inline]
pub(crate) fn under_both<T>(condition: &Condition<T>, outcome: impl Fn(&T) -> Outcome) -> Outcome {
    let first = outcome(&condition.stated().value);
    match condition.other() {
        None => first,
        Some((_, other)) => outcomes(first).or(outcomes(outcome(other))).fold(),
    }
}

/// A submission must be before the deadline. Whether a stamp within the deadline's own second is, a question decides.
#[inline]
pub(crate) fn submitted_by(submitted_at: Option<Instant>, deadline: Deadline, own_second: Point) -> Outcomes {
    match submitted_at.map(|at| deadline.is_passed_at(at)) {
        None => Outcomes::MET_OR_NOT,
        Some(Some(false)) => Outcomes::MET,
        Some(Some(true)) => Outcomes::NOT_MET,
        Some(None) => own_second.outcomes(),
    }
}

/// The ranges that may apply to a project with so many target countries, or with any number.
pub(crate) fn ranges<'c>(
    call: &'c Call,
    condition: &'c Condition<GrantRange>,
    targets: Targets,
) -> impl Iterator<Item = GrantRange> {
    ranges_of(call, condition.values(), targets)
}

/// The same for some values of the condition.
pub(crate) fn ranges_of<'c>(
    call: &'c Call,
    values: impl Iterator<Item = &'c GrantRange>,
    targets: Targets,
) -> impl Iterator<Item = GrantRange> {
    let rows = call.ranges_by_targets();
    let most = most_targets(call);
    // What no row is for goes by the range of all others, if there are any others.
    let others = match targets {
        Targets::Unknown => {
            rows.first().is_none_or(|row| row.from > 0)
                || rows.last().is_none_or(|row| row.to.is_some_and(|to| to < most))
        }
        stated => stated.counts().any(|count| !rows.iter().any(|row| is_for(row, count))),
    };
    let fits = move |row: &&RangeByTargets| match targets {
        Targets::Unknown => row.from <= most,
        stated => stated.counts().any(|count| is_for(row, count)),
    };
    rows.iter()
        .filter(fits)
        .map(|row| row.range)
        .chain(values.map(|range| call.read_range(*range)).filter(move |_| others))
}

/// From the least to the most that any of some ranges has; the one that is stated where there are none.
pub(crate) fn spanned(stated: GrantRange, applied: &[GrantRange]) -> GrantRange {
    if applied.is_empty() {
        return stated;
    }
    let min = applied.iter().map(|range| range.min).min().flatten();
    let max = applied.iter().map(|range| range.max).reduce(|a, b| Some(a?.max(b?))).flatten();
    GrantRange { min, max, ..stated }
}

/// Both ends of the range are inside. A bound that the sources do not state may have any value
/// that leaves the minimum at or below the maximum.
#[inline]
pub(crate) fn within_range(requested: Option<Eur>, range: GrantRange) -> Outcome {
    let Some(grant) = requested else {
        let denied = |unsaid: Option<Point>| unsaid == Some(Point::Settled(false));
        let (no_less, no_more) = (denied(range.unsaid_min), denied(range.unsaid_max));
        return match (range.min, range.max) {
            // Where nothing bounds the amount, any amount will do.
            (None, None) if range.unsaid_min.is_none() && range.unsaid_max.is_none() => Outcome::Met,
            // An amount that does not keep to a bound passes at the other one alone.
            (_, None) if no_less => Outcome::NotMet,
            (None, _) if no_more => Outcome::NotMet,
            (least, most) if no_less && no_more && least != most => Outcome::NotMet,
            _ => Outcome::Unknown,
        };
    };
    if range.min.is_some_and(|min| grant < min) || range.max.is_some_and(|max| grant > max) {
        return Outcome::NotMet;
    }
    let below = range.unsaid_min.filter(|_| range.max != Some(grant));
    let above = range.unsaid_max.filter(|_| range.min != Some(grant));
    match (below, above) {
        (Some(Point::Settled(false)), _) | (_, Some(Point::Settled(false))) => Outcome::NotMet,
        (Some(Point::Open(_)), _) | (_, Some(Point::Open(_))) => Outcome::Unknown,
        _ => Outcome::Met,
    }
}

/// Costs of zero or less carry no grant, whatever is asked; asking nothing exceeds no rate.
pub(crate) fn within_rate(requested: Option<Eur>, costs: Option<Eur>, rate: Rate) -> Outcome {
    match (requested, costs) {
        (_, Some(costs)) if costs <= Eur::ZERO => Outcome::NotMet,
        (Some(grant), Some(costs)) => met(rate.holds(grant, costs)),
        _ => Outcome::Unknown,
    }
}

/// Where a grant that is corrected to a rate of the costs leaves the call's range: what is said of it, with both
/// numbers. What follows is told by no source.
pub(crate) fn corrected_out_of_range(
    rate: Rate,
    costs: Eur,
    targets: Targets,
    call: &Call,
) -> Option<String> {
    let grant = rate.exact_part(costs)?;
    let (range, rates) = (call.grant_asked()?, call.rate_asked()?);
    // Of one question on which both depend, one answer holds for both.
    let one = range.other().map(|(question, _)| question) == rates.other().map(|(question, _)| question);
    let of_stated = rates.stated().value == rate;
    let values = range.values().enumerate().filter(|(nth, _)| !one || (*nth == 0) == of_stated);
    let applied: Vec<GrantRange> = ranges_of(call, values.map(|(_, range)| range), targets).collect();
    // What keeps to the rate as it is shown may be a little more.
    let below =
        applied.iter().filter_map(|range| range.min).filter(|min| grant < *min && !rate.holds(*min, costs));
    let above = applied.iter().filter_map(|range| range.max).filter(|max| grant > *max);
    let (places, side, bound) = match (below.clone().count(), above.clone().count()) {
        (0, 0) => return None,
        (places, 0) => (places, "below the smallest", below.min()?),
        (_, places) => (places, "above the maximum", above.max()?),
    };
    let may = if places < applied.len() { "may be" } else { "is" };
    Some(format!(
        " Corrected to {rate}, the grant of EUR {} {may} {side} of the call, EUR {}; what follows is not stated.",
        grant.grouped(),
        bound.grouped()
    ))
}

/// Months at application; both ends are inside.
#[inline]
pub(crate) fn as_long_as(months: Option<i64>, duration: Duration) -> Outcome {
    months.map_or(Outcome::Unknown, |months| {
        // Nothing lasts for less than a month, whatever a call without a minimum says.
        let least = duration.min.unwrap_or(1);
        met(months >= least && duration.max.is_none_or(|max| months <= max))
    })
}

/// What is known of the amount that a grant range is asked of.
pub(crate) enum Amounts {
    /// Nothing: that the amount is not stated is a missing fact.
    Unknown,
    /// It is within these bounds, for reasons of their own.
    Within(Eur, Option<Eur>),
}

/// On what the grant range depends beside what bounds the amount.
pub(crate) fn grant_dependence(amount: Amounts, targets: Targets, call: &Call, dependence: &mut Dependence) {
    let Some(condition) = call.grant_asked() else { return };
    let values: Vec<GrantRange> = condition.values().map(|range| call.read_range(*range)).collect();
    let rows = call.ranges_by_targets();
    let every = || values.iter().chain(rows.iter().map(|row| &row.range));
    let near = every().flat_map(|range| [range.min, range.max]).flatten().flat_map(|bound| {
        [-1, 0, 1].into_iter().filter_map(move |by| Eur::from_cents(bound.cents().checked_add(by)?))
    });
    let fact = Cause::Fact(Fact::of_proposal(FactKind::RequestedGrant));
    let (amounts, of_amount): (Vec<Eur>, Cause) = match amount {
        Amounts::Unknown => (near.collect(), fact),
        Amounts::Within(least, most) => {
            let inside = near.filter(|grant| *grant >= least && most.is_none_or(|most| *grant <= most));
            (inside.chain([least]).chain(most).collect(), Cause::Nothing)
        }
    };
    // How many count by each reading of whose names count.
    let reads_list = match call.unlisted_count() {
        Some(Point::Open(question)) => Some(usize::from(question)),
        Some(Point::Settled(_)) => None,
        None => call.targets_asked().and_then(Condition::other).map(|(question, _)| question),
    };
    // Where the call says of them itself, others count beside one of the list only.
    let beside_one = call.unlisted_count().is_some();
    let counts: Vec<(u32, u32)> = match targets {
        Targets::Counted(count) => vec![(count, count)],
        Targets::Open { listed, otherwise, .. } => vec![(listed, otherwise)],
        Targets::Unknown if rows.is_empty() => vec![(0, 0)],
        Targets::Unknown => {
            let ends = rows.iter().flat_map(|row| [Some(row.from), row.to.and_then(|to| to.checked_add(1))]);
            let most = most_targets(call);
            // None, and one, beside which others may count before the first row begins.
            let ends: Vec<u32> = ends.flatten().chain([0, 1]).filter(|count| *count <= most).collect();
            let most_listed = most_listed(call);
            let beside = |listed: u32| ends.iter().map(move |otherwise| (listed, *otherwise));
            let pairs = ends.iter().flat_map(|listed| beside(*listed));
            // Those that the list names are among any that are named.
            let differ = |listed: u32, any: u32| {
                listed < any && listed <= most_listed && reads_list.is_some() && !(beside_one && listed == 0)
            };
            pairs.filter(|(listed, any)| listed == any || differ(*listed, *any)).collect()
        }
    };
    let open = |point: Point| match point {
        Point::Open(question) => Some(usize::from(question)),
        Point::Settled(_) => None,
    };
    let mut unsaid: Vec<usize> =
        every().flat_map(|r| [r.unsaid_min, r.unsaid_max]).flatten().filter_map(open).collect();
    unsaid.sort_unstable();
    unsaid.dedup();
    let question = condition.other().map(|(question, _)| question);
    let mut dims = vec![
        (of_amount, amounts.len()),
        (Cause::Fact(Fact::of_proposal(FactKind::TargetCountries)), counts.len()),
        (question.map_or(Cause::Nothing, Cause::Question), values.len()),
        (reads_list.map_or(Cause::Nothing, Cause::Question), reads_list.map_or(1, |_| 2)),
    ];
    dims.extend(unsaid.iter().map(|question| (Cause::Question(*question), 2)));
    vary(&dims, dependence, |at| {
        let (amount, count, reading) = (amounts.get(*at.first()?)?, counts.get(*at.get(1)?)?, at.get(2)?);
        let count = if at.get(3) == Some(&0) { count.0 } else { count.1 };
        let row = rows.iter().find(|row| is_for(row, count)).map(|row| row.range);
        let range = row.or_else(|| values.get(*reading).copied())?;
        let answered = |point: Option<Point>| {
            let question = point.and_then(open)?;
            let place = unsaid.iter().position(|q| *q == question)?;
            at.get(place.checked_add(4)?).map(|answer| *answer == 0)
        };
        match within_range(Some(*amount), range) {
            Outcome::Unknown => {
                let below = range.max == Some(*amount) || answered(range.unsaid_min).unwrap_or(true);
                let above = range.min == Some(*amount) || answered(range.unsaid_max).unwrap_or(true);
                Some(met(below && above))
            }
            settled => Some(settled),
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn eur(s: &str) -> Option<Eur> {
        Some(s.parse().unwrap())
    }

    #[test]
    fn a_submission_is_before_the_deadline_and_its_own_second_is_open_whatever_the_offset() {
        let d = Deadline::brussels("2024-08-21".parse().unwrap(), "17:00:00".parse().unwrap()).unwrap();
        let at = |s: &str| submitted_by(Some(s.parse().unwrap()), d, Point::Open(0)).fold();
        assert_eq!(at("2024-08-21T16:59:59+02:00"), Outcome::Met);
        assert_eq!(at("2024-08-21T16:59:59.999+02:00"), Outcome::Met);
        assert_eq!(at("2024-08-21T07:59:59-07:00"), Outcome::Met);
        assert_eq!(at("2024-08-21T17:00:00+02:00"), Outcome::Unknown);
        assert_eq!(at("2024-08-21T17:00:00.999+02:00"), Outcome::Unknown);
        assert_eq!(at("2024-08-21T08:00:00-07:00"), Outcome::Unknown);
        assert_eq!(at("2024-08-21T17:00:01+02:00"), Outcome::NotMet);
        assert_eq!(at("2024-08-21T17:00:00+01:00"), Outcome::NotMet);
        assert_eq!(submitted_by(None, d, Point::Open(0)).fold(), Outcome::Unknown);
        // In winter an hour later, in Universal Time.
        let d = Deadline::brussels("2020-01-30".parse().unwrap(), "17:00:00".parse().unwrap()).unwrap();
        let at = |s: &str| submitted_by(Some(s.parse().unwrap()), d, Point::Open(0)).fold();
        assert_eq!(at("2020-01-30T15:59:59Z"), Outcome::Met);
        assert_eq!(at("2020-01-30T16:00:00Z"), Outcome::Unknown);
        assert_eq!(at("2020-01-30T16:00:01Z"), Outcome::NotMet);
    }

    #[test]
    fn where_no_clock_time_is_stated_the_day_as_a_whole_is_in_time_or_late() {
        let (start, end) = Deadline::some_time_on("2022-05-19".parse().unwrap()).unwrap();
        let at = |s: &str, d| submitted_by(Some(s.parse().unwrap()), d, Point::Open(0)).fold();
        for (time, early, late) in [
            ("2022-05-18T23:59:59+02:00", Outcome::Met, Outcome::Met),
            ("2022-05-19T00:00:00+02:00", Outcome::NotMet, Outcome::Met),
            ("2022-05-19T23:59:59+02:00", Outcome::NotMet, Outcome::Met),
            ("2022-05-20T00:00:00+02:00", Outcome::NotMet, Outcome::NotMet),
        ] {
            assert_eq!((at(time, start), at(time, end)), (early, late), "{time}");
        }
    }

    #[test]
    fn a_cent_outside_the_range_is_outside() {
        let range = GrantRange::stated(eur("500000"), eur("1000000"));
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
        let open = GrantRange::stated(None, eur("750000"));
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
    fn a_rate_with_more_decimals_stands_as_it_is_written() {
        let rate = "66.6667".parse().unwrap();
        assert_eq!(within_rate(eur("666667"), eur("1000000"), rate), Outcome::Met); // exactly
        assert_eq!(within_rate(eur("666667.01"), eur("1000000"), rate), Outcome::NotMet); // shown as 66.67 %
        assert_eq!(within_rate(eur("713333.69"), eur("1070000"), rate), Outcome::Met);
        assert_eq!(within_rate(eur("713333.70"), eur("1070000"), rate), Outcome::NotMet);
    }

    #[test]
    fn an_unknown_amount_matters_only_where_the_rate_depends_on_it() {
        let rate = "90".parse().unwrap();
        assert_eq!(within_rate(None, eur("0"), rate), Outcome::NotMet);
        assert_eq!(within_rate(None, eur("1"), rate), Outcome::Unknown);
        assert_eq!(within_rate(eur("0"), None, rate), Outcome::Unknown);
        assert_eq!(within_rate(eur("1"), None, rate), Outcome::Unknown);
        assert_eq!(within_rate(None, None, rate), Outcome::Unknown);
    }

    #[test]
    fn exactly_means_neither_less_nor_more() {
        let exactly = Duration { min: Some(24), max: Some(24) };
        let of = |m| as_long_as(Some(m), exactly);
        assert_eq!((of(23), of(24), of(25)), (Outcome::NotMet, Outcome::Met, Outcome::NotMet));
        assert_eq!(as_long_as(None, exactly), Outcome::Unknown);
        // Less than a month is no duration, whatever a call without a minimum says.
        let short = |months| as_long_as(Some(months), Duration { min: None, max: Some(36) });
        assert_eq!(
            [short(i64::MIN), short(0), short(1), short(36)],
            [Outcome::NotMet, Outcome::NotMet, Outcome::Met, Outcome::Met]
        );
    }
}
