//! The facts of the project that a remedy edits, and the values with which the conditions that read them are met.

use std::collections::BTreeMap;

use super::step::Step;
use super::trial::Trial;
use crate::call::Call;
use crate::check::{FactKind, Required};
use crate::money::Eur;
use crate::outcome::{Consequence, Outcome};
use crate::proposal::Proposal;
use crate::rule::RuleId;
use crate::time::{Deadline, Instant};

/// Values from one to another, any of which will do, and the one nearest to what is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) min: i64,
    pub(super) max: i64,
    pub(super) nearest: i64,
}

/// A fact of the project that a remedy edits. Its values are numbers here: seconds, cents, months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Planned {
    Submission,
    Grant,
    Duration,
}

/// No project lasts longer, in months.
const LONGEST: i64 = 1_200;

impl Planned {
    pub(super) const ALL: [Planned; 3] = [Planned::Submission, Planned::Grant, Planned::Duration];

    /// Whether a fact is one of them.
    pub(super) fn is_one(kind: &FactKind) -> bool {
        Planned::ALL.iter().any(|fact| fact.kind() == *kind)
    }

    pub(super) const fn kind(self) -> FactKind {
        match self {
            Planned::Submission => FactKind::SubmittedAt,
            Planned::Grant => FactKind::RequestedGrant,
            Planned::Duration => FactKind::DurationMonths,
        }
    }

    pub(super) fn stated(self, proposal: &Proposal) -> Option<i64> {
        match self {
            Planned::Submission => proposal.submitted_at.map(Instant::timestamp),
            Planned::Grant => proposal.requested_grant.map(Eur::cents),
            Planned::Duration => proposal.duration_months,
        }
    }

    /// The step to a value.
    pub(super) fn step(self, value: i64) -> Option<Step> {
        Some(match self {
            Planned::Submission => Step::Submit(instant(value)?),
            Planned::Grant => Step::Grant(Eur::from_cents(value)?),
            Planned::Duration => Step::Duration(value),
        })
    }

    /// The fact that a step edits, and the value.
    pub(super) fn of(step: Step) -> Option<(Planned, i64)> {
        match step {
            Step::Submit(at) => Some((Planned::Submission, at.timestamp())),
            Step::Grant(amount) => Some((Planned::Grant, amount.cents())),
            Step::Duration(months) => Some((Planned::Duration, months)),
            Step::Role(..) | Step::Remove(_) | Step::Add(_) => None,
        }
    }

    /// The least and the largest value that there is.
    fn limits(self, trial: &Trial<'_>) -> Option<(i64, i64)> {
        match self {
            Planned::Submission => {
                let (from, by) =
                    submission(trial.call, trial.proposal.application.submission_stage, trial.as_of())?;
                Some((from.timestamp(), by.timestamp()))
            }
            Planned::Grant => Some((1, Eur::MAX.cents())),
            Planned::Duration => Some((1, LONGEST)),
        }
    }

    /// The value that is taken among these: the deadline, and else what is nearest to what is stated.
    fn taken(self, (min, max): (i64, i64), stated: Option<i64>) -> i64 {
        match (self, stated) {
            (Planned::Submission, _) => max,
            (_, Some(stated)) => stated.clamp(min, max),
            (_, None) => min,
        }
    }

    /// The numbers with which the rules that read the fact compare it.
    fn anchors(self, trial: &Trial<'_>) -> Vec<i64> {
        let report = trial.proposal.check(trial.call, trial.as_of());
        let reading = report.live().filter(|a| a.rule().rule().facts.contains(&self.kind()));
        let bounds = reading.filter_map(|a| a.required()).flat_map(|required| match (self, required) {
            (Planned::Grant, Required::Amount { min, max }) => vec![min.map(Eur::cents), max.map(Eur::cents)],
            (Planned::Grant, Required::AtMost(sum) | Required::Equal(sum)) => {
                vec![sum.exact().map(Eur::cents)]
            }
            (Planned::Duration, Required::Months { min, max }) => vec![min, max],
            _ => Vec::new(),
        });
        bounds.flatten().chain(self.read_otherwise(trial.call)).chain(self.thresholds(trial.call)).collect()
    }

    /// The same under the readings of an open question.
    fn read_otherwise(self, call: &Call) -> Vec<i64> {
        match self {
            Planned::Submission => Vec::new(),
            Planned::Grant => {
                let ranges = call.grant_asked().into_iter().flat_map(|asked| asked.values());
                ranges.flat_map(|range| [range.min, range.max]).flatten().map(Eur::cents).collect()
            }
            Planned::Duration => {
                let ranges = call.duration_asked().into_iter().flat_map(|asked| asked.values());
                ranges.flat_map(|range| [range.min, range.max]).flatten().collect()
            }
        }
    }

    /// What the rules that read the fact ask at most of it.
    fn caps(self, trial: &Trial<'_>) -> Vec<i64> {
        let report = trial.proposal.check(trial.call, trial.as_of());
        let reading = report.live().filter(|a| a.rule().rule().facts.contains(&self.kind()));
        let caps = reading.filter_map(|a| a.required()).filter_map(|required| match (self, required) {
            (Planned::Grant, Required::AtMost(sum)) => sum.exact().map(Eur::cents),
            (Planned::Grant, Required::Rate(rate)) => {
                trial.proposal.total_eligible_costs.and_then(|costs| rate.exact_part(costs)).map(Eur::cents)
            }
            _ => None,
        });
        caps.collect()
    }

    /// The amounts up to which annexes are not asked for.
    fn thresholds(self, call: &Call) -> Vec<i64> {
        let annexes = call.annexes().filter(|_| self == Planned::Grant);
        let rows = annexes.into_iter().flat_map(|annexes| &annexes.value.of_some);
        rows.filter_map(|row| row.requested_above).map(Eur::cents).collect()
    }
}

/// The instants at which the proposal can still be submitted in time.
fn submission(call: &Call, stage: Option<u32>, as_of: Instant) -> Option<(Instant, Instant)> {
    let by = call.due(stage).map(Deadline::last_second).min()?;
    let opening = call.open_for_certain().and_then(Instant::start_of_day);
    let from = opening.map_or(as_of, |opening| opening.max(as_of));
    (from <= by).then_some((from, by))
}

/// The instant of a second.
pub(super) fn instant(second: i64) -> Option<Instant> {
    let at = chrono::DateTime::from_timestamp(second, 0)?;
    Some(Instant::new(at.fixed_offset()).in_brussels())
}

/// One value, that is taken unasked, of each stretch of values that are alike to the conditions; those left out with
/// which a condition fails that no other edit can save.
pub(super) fn values(trial: &mut Trial<'_>, fact: Planned) -> Vec<i64> {
    let Some((lowest, highest)) = fact.limits(trial) else { return Vec::new() };
    let stated = fact.stated(trial.proposal);
    let mut anchors = fact.anchors(trial);
    anchors.extend([lowest, highest]);
    anchors.extend(stated);
    anchors.retain(|a| (lowest..=highest).contains(a));
    anchors.sort_unstable();
    anchors.dedup();
    // Where each stretch begins.
    let mut begins = vec![lowest];
    for pair in anchors.windows(2) {
        if let [low, high] = pair {
            begins.extend(changes(trial, fact, *low, *high));
        }
    }
    let thresholds = fact.thresholds(trial.call);
    begins.extend(thresholds.iter().filter(|t| (lowest..highest).contains(*t)).map(|t| t.saturating_add(1)));
    begins.sort_unstable();
    begins.dedup();
    let ends = begins.iter().skip(1).map(|next| next.saturating_sub(1)).chain([highest]);
    let stretches: Vec<(i64, i64)> = begins.iter().copied().zip(ends).collect();
    let mut values = Vec::new();
    for stretch in stretches {
        let value = fact.taken(stretch, stated);
        if Some(value) != stated && !failing(trial, fact, value).iter().any(|rule| fact.decides(*rule)) {
            values.push(value);
        }
    }
    values
}

impl Planned {
    /// Whether a rule reads this fact, and no other that an edit changes.
    fn decides(self, rule: RuleId) -> bool {
        let facts = rule.rule().facts;
        let others = Planned::ALL.iter().filter(|other| **other != self);
        facts.contains(&self.kind())
            && !facts.contains(&FactKind::Role)
            && !others.into_iter().any(|other| facts.contains(&other.kind()))
    }
}

/// The rules that read a fact and stand in the way with a value of it.
fn failing(trial: &mut Trial<'_>, fact: Planned, value: i64) -> Vec<RuleId> {
    let Some(step) = fact.step(value) else { return Vec::new() };
    let undo = trial.apply(step, &[]);
    let troubles = trial.troubles();
    trial.undo(undo);
    let reading = troubles.iter().map(|t| t.rule).filter(|rule| rule.rule().facts.contains(&fact.kind()));
    reading.collect()
}

/// Between two values, where a condition begins or ceases to stand in the way: each does so once at most.
fn changes(trial: &mut Trial<'_>, fact: Planned, low: i64, high: i64) -> Vec<i64> {
    let (at_low, at_high) = (failing(trial, fact, low), failing(trial, fact, high));
    let differ =
        at_low.iter().filter(|r| !at_high.contains(r)).chain(at_high.iter().filter(|r| !at_low.contains(r)));
    let mut changes = Vec::new();
    for rule in differ {
        let before = at_low.contains(rule);
        let mut as_before = |value: i64| failing(trial, fact, value).contains(rule) == before;
        // What rules compare with is an anchor, so the change is most often beside one.
        let (next, last) = (low.saturating_add(1), high.saturating_sub(1));
        changes.push(if !as_before(next) {
            next
        } else if as_before(last) {
            high
        } else {
            self::last(next, last, as_before).saturating_add(1)
        });
    }
    changes
}

/// The values around one that will do, all other steps of the remedy being taken; `beside` has what of the other facts will
/// do beside it. Of amounts those that leave the fewest conditions to correct or clarify.
pub(super) fn around(
    trial: &mut Trial<'_>,
    (fact, value): (Planned, i64),
    beside: &[(Planned, Span)],
) -> Option<Span> {
    let limits = fact.limits(trial)?;
    let mut anchors = fact.anchors(trial);
    anchors.retain(|a| (limits.0..=limits.1).contains(a));
    let stated = fact.stated(trial.proposal);
    let mut told: BTreeMap<i64, Option<u32>> = BTreeMap::new();
    let mut unknown =
        |value: i64| *told.entry(value).or_insert_with(|| will_do(trial, (fact, value), beside));
    unknown(value)?;
    let bounds = stretch(value, limits, &anchors, &mut |value| unknown(value).is_some());
    // Of those that will do, the ones with which the fewest conditions stay open.
    anchors.extend([bounds.0, bounds.1, fact.taken(bounds, stated), value]);
    anchors.retain(|a| (bounds.0..=bounds.1).contains(a));
    let open = |a: &i64| (unknown(*a).unwrap_or(u32::MAX), a.abs_diff(fact.taken(bounds, stated)), *a);
    let surest = anchors.iter().copied().min_by_key(open)?;
    let least = unknown(surest).unwrap_or(u32::MAX);
    let (min, max) =
        stretch(surest, bounds, &anchors, &mut |value| unknown(value).is_some_and(|open| open <= least));
    let whole = Span { min, max, nearest: fact.taken((min, max), stated) };
    if fact != Planned::Grant {
        return Some(whole);
    }
    let mut blemishes = |value: i64| {
        let Some(step) = fact.step(value) else { return u32::MAX };
        let undo = trial.apply(step, &[]);
        let count = trial.blemishes();
        trial.undo(undo);
        count
    };
    anchors.extend([min, max, whole.nearest]);
    anchors.retain(|a| (min..=max).contains(a));
    let fair = anchors.iter().copied().min_by_key(|a| (blemishes(*a), a.abs_diff(whole.nearest), *a))?;
    let least = blemishes(fair);
    let (min, max) = stretch(fair, (min, max), &anchors, &mut |value| blemishes(value) <= least);
    let nearest = match stated {
        // What is asked at most is proposed, and not what the rounding of a share lets pass as well.
        Some(stated) if stated > max => {
            fact.caps(trial).into_iter().filter(|cap| *cap >= min).fold(max, i64::min)
        }
        _ => fact.taken((min, max), stated),
    };
    Some(Span { min, max, nearest })
}

/// Where nothing stands in the way with a value, at either end of what will do of the other facts, how many conditions
/// stay open at most.
fn will_do(trial: &mut Trial<'_>, (fact, value): (Planned, i64), beside: &[(Planned, Span)]) -> Option<u32> {
    let undo = trial.apply(fact.step(value)?, &[]);
    let open = match beside {
        [] => trial.passed(),
        [(other, span), rest @ ..] => match will_do(trial, (*other, span.min), rest) {
            Some(open) if span.min != span.max => {
                will_do(trial, (*other, span.max), rest).map(|more| open.max(more))
            }
            other => other,
        },
    };
    trial.undo(undo);
    open
}

/// The values on both sides of one up to which all pass: conditions on one number are met without gaps.
fn stretch(
    value: i64,
    (lowest, highest): (i64, i64),
    anchors: &[i64],
    passes: &mut dyn FnMut(i64) -> bool,
) -> (i64, i64) {
    let mut end = |limit: i64, toward: i64| {
        if passes(limit) {
            return limit;
        }
        // The anchors are what the rules compare with, so one of them is most often the end.
        let between = value.min(limit)..=value.max(limit);
        let near = anchors.iter().copied().filter(|a| between.contains(a) && *a != limit);
        let sharp = near.into_iter().find(|a| passes(*a) && !passes(a.saturating_add(toward)));
        sharp.unwrap_or_else(|| last(value, limit, &mut *passes))
    };
    (end(lowest, -1), end(highest, 1))
}

/// The last value that passes, on the way from one that does to one that does not.
fn last(from: i64, to: i64, mut passes: impl FnMut(i64) -> bool) -> i64 {
    let (mut good, mut bad) = (from, to);
    while good.abs_diff(bad) > 1 {
        let middle = good.midpoint(bad);
        if passes(middle) {
            good = middle;
        } else {
            bad = middle;
        }
    }
    good
}

/// The conditions that are corrected or clarified and are not met, one for each subject.
pub(super) fn blemishes(proposal: &Proposal, call: &Call, as_of: Instant) -> Vec<RuleId> {
    let report = proposal.check(call, as_of);
    let broken =
        report.live().filter(|a| a.consequence() != Consequence::Reject && a.outcome() == Outcome::NotMet);
    broken.map(|a| a.rule()).collect()
}
