//! The values of one fact of the project with which the conditions that read it are met.

use super::step::Step;
use super::trial::Trial;
use crate::call::Call;
use crate::check::{FactKind, Required};
use crate::money::Eur;
use crate::outcome::{Consequence, Outcome};
use crate::proposal::Proposal;
use crate::rule::RuleId;
use crate::time::Instant;

/// Values from one to another, any of which will do, and the one nearest to what is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span<T> {
    pub(super) min: T,
    pub(super) max: T,
    pub(super) nearest: T,
}

/// The instants at which the proposal can still be submitted in time.
pub(super) fn submission(call: &Call, as_of: Instant) -> Option<(Instant, Instant)> {
    let by = call.deadline()?.value.last_second();
    let opening = call.open_for_certain().and_then(Instant::start_of_day);
    let from = opening.map_or(as_of, |opening| opening.max(as_of));
    (from <= by).then_some((from, by))
}

/// The amounts that can be requested. Within those that do not lead to rejection, the ones that break no
/// condition of another kind that the stated amount keeps, where there are any.
pub(super) fn grant(trial: &mut Trial<'_>) -> Option<Span<Eur>> {
    let stated = trial.proposal.requested_grant;
    let anchors = bounds(trial, FactKind::RequestedGrant, |required| match required {
        Required::Amount { min, max } => vec![min.map(Eur::cents), max.map(Eur::cents)],
        Required::AtMost(sum) => vec![sum.exact().map(Eur::cents)],
        _ => Vec::new(),
    });
    let step = |cents| Eur::from_cents(cents).map(Step::Grant);
    let around = Around { lowest: 1, highest: Eur::MAX.cents(), stated: stated.map(Eur::cents), anchors };
    let span = around.span(|cents| tried(trial, FactKind::RequestedGrant, step(cents)))?;
    let span = unblemished(trial.proposal, trial.call, span, trial.as_of(), |p, cents| {
        p.requested_grant = Eur::from_cents(cents);
    });
    Some(Span {
        min: Eur::from_cents(span.min)?,
        max: Eur::from_cents(span.max)?,
        nearest: Eur::from_cents(span.nearest)?,
    })
}

/// The durations in months.
pub(super) fn duration(trial: &mut Trial<'_>) -> Option<Span<i64>> {
    let stated = trial.proposal.duration_months;
    let anchors = bounds(trial, FactKind::DurationMonths, |required| match required {
        Required::Months { min, max } => vec![min, max],
        _ => Vec::new(),
    });
    let around = Around { lowest: 1, highest: LONGEST, stated, anchors };
    around.span(|months| tried(trial, FactKind::DurationMonths, Some(Step::Duration(months))))
}

/// No project lasts longer, in months.
const LONGEST: i64 = 1_200;

fn tried(trial: &mut Trial<'_>, kind: FactKind, step: Option<Step>) -> bool {
    let Some(step) = step else { return false };
    let undo = trial.apply(step, &[]);
    let passed = trial.passed_on(kind);
    trial.undo(undo);
    passed
}

/// The numbers with which the rules that read a fact compare it.
fn bounds(trial: &Trial<'_>, kind: FactKind, of: impl Fn(Required) -> Vec<Option<i64>>) -> Vec<i64> {
    let report = trial.proposal.check(trial.call, trial.as_of());
    let reading = report.live().filter(|a| a.rule().rule().facts.contains(&kind));
    reading.filter_map(|a| a.required()).flat_map(of).flatten().collect()
}

/// Where to look for values.
struct Around {
    lowest: i64,
    highest: i64,
    stated: Option<i64>,
    anchors: Vec<i64>,
}

impl Around {
    /// The values around the nearest anchor that passes: conditions on one number are met without gaps.
    fn span(mut self, mut passes: impl FnMut(i64) -> bool) -> Option<Span<i64>> {
        let stated = self.stated.unwrap_or(self.lowest);
        self.anchors.extend([self.lowest, self.highest]);
        self.anchors.retain(|a| (self.lowest..=self.highest).contains(a));
        self.anchors.sort_by_key(|a| (a.abs_diff(stated), *a));
        self.anchors.dedup();
        let start = self.anchors.iter().copied().find(|a| passes(*a))?;
        let mut end = |limit: i64, toward: i64| {
            if passes(limit) {
                return limit;
            }
            // The anchors are what the rules compare with, so one of them is most often the end.
            let sharp = self.anchors.iter().copied().find(|a| {
                let next = a.saturating_add(toward);
                (start.min(limit)..=start.max(limit)).contains(a) && passes(*a) && !passes(next)
            });
            sharp.unwrap_or_else(|| last(start, limit, &mut passes))
        };
        let (min, max) = (end(self.lowest, -1), end(self.highest, 1));
        let nearest = self.stated.map_or(min, |s| s.clamp(min, max));
        Some(Span { min, max, nearest })
    }
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

/// The part of a span in which no more of the conditions that are corrected or clarified are broken than with
/// the stated value; the whole of it where there is none.
fn unblemished(
    proposal: &Proposal,
    call: &Call,
    span: Span<i64>,
    as_of: Instant,
    set: impl Fn(&mut Proposal, i64),
) -> Span<i64> {
    let mut edited = proposal.clone();
    let blemishes = |p: &Proposal| blemishes(p, call, as_of).len();
    let before = blemishes(proposal);
    let mut fair = |value: i64| {
        set(&mut edited, value);
        blemishes(&edited) <= before
    };
    let Some(start) = [span.nearest, span.min, span.max].into_iter().find(|v| fair(*v)) else { return span };
    let mut end = |limit: i64| if fair(limit) { limit } else { last(start, limit, &mut fair) };
    let (min, max) = (end(span.min), end(span.max));
    Span { min, max, nearest: span.nearest.clamp(min, max) }
}
