//! What claims, and when: applications and plans, held against what the decision has for each specific objective.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};

use super::bounds::Bounds;
use super::{ApplicationStatus, Objective, PaymentApplication, Programme};
use crate::time::is_over;

/// What the decision has for each specific objective. An interim payment supports none beyond it: Art. 93 of Regulation (EU)
/// 2021/1060, where a priority is a specific objective (Art. 2(6)).
#[derive(Default)]
struct Decided {
    /// Whether the table is stated, and each of its rows says of which objective it is.
    whole: bool,
    /// The amount in cents; `None` where a row does not say it.
    of: BTreeMap<Objective, Option<i128>>,
}

impl Decided {
    fn of(programme: &Programme) -> Self {
        let Some(rows) = &programme.financing else { return Decided::default() };
        let mut decided =
            Decided { whole: rows.iter().all(|row| row.objective.is_some()), of: BTreeMap::new() };
        for (objective, union) in rows.iter().filter_map(|row| Some((row.objective?, row.union))) {
            let sum = decided.of.entry(objective).or_insert(Some(0));
            *sum = sum.zip(union).map(|(sum, union)| sum.saturating_add(union.cents().into()));
        }
        decided
    }

    /// The most that all claims count together; `None` where that is not known.
    fn all(&self) -> Option<i128> {
        let mut amounts = self.of.values().copied().filter(|_| self.whole && !self.of.is_empty());
        let first = amounts.next()??;
        amounts.try_fold(first, |sum, amount| Some(sum.saturating_add(amount?)))
    }

    /// What is claimed for its objectives, and for none that is known; `counted` says how much of one counts.
    fn within(&self, claimed: &Claimed, counted: impl Fn(&Objective, &Bounds) -> Bounds) -> Bounds {
        let of_its = claimed.of.iter().filter(|(objective, _)| self.of.contains_key(objective));
        of_its.map(|(objective, amount)| counted(objective, amount)).fold(claimed.beside, Bounds::plus)
    }

    /// The same as far as each objective has it.
    fn claimed(&self, claimed: &Claimed) -> Bounds {
        self.within(claimed, |objective, amount| added(self.most(*objective), Bounds::ZERO, *amount))
    }

    /// The most that claims for an objective count; `None` where that is not known, since a row does not say it or none is of the
    /// objective: they are taken to keep to it.
    fn most(&self, objective: Objective) -> Option<i128> {
        self.of.get(&objective).copied().flatten().filter(|_| self.whole)
    }
}

/// The Union's contribution that is claimed.
#[derive(Debug, Clone)]
struct Claimed {
    /// By specific objective, technical assistance among them.
    of: BTreeMap<Objective, Bounds>,
    /// For an objective that is not known.
    beside: Bounds,
}

impl Claimed {
    const NOTHING: Claimed = Claimed { of: BTreeMap::new(), beside: Bounds::ZERO };

    /// What an application claims: its rows and technical assistance.
    fn by(application: &PaymentApplication) -> Self {
        let mut claimed = Claimed::NOTHING;
        let Some(rows) = &application.rows else { return Claimed { beside: Bounds::ANY, ..claimed } };
        for row in rows {
            claimed.add(row.objective, Bounds::known(row.union, None));
        }
        claimed.add(Some(Objective::TechnicalAssistance), application.assistance_claimed());
        claimed
    }

    fn add(&mut self, objective: Option<Objective>, amount: Bounds) {
        if amount == Bounds::ZERO {
            return;
        }
        let sum = match objective {
            Some(objective) => self.of.entry(objective).or_insert(Bounds::ZERO),
            None => &mut self.beside,
        };
        *sum = sum.plus(amount);
    }

    fn plus(mut self, other: &Claimed, part: impl Fn(Bounds) -> Bounds) -> Self {
        for (objective, amount) in &other.of {
            self.add(Some(*objective), part(*amount));
        }
        self.add(None, part(other.beside));
        self
    }
}

/// What claims add to those before them under the most that counts of both, whatever they are.
fn added(most: Option<i128>, before: Bounds, more: Bounds) -> Bounds {
    let Some(most) = most else { return more };
    // What has no upper bound may be beyond any other.
    let ends = |of: Bounds| [of.low, of.high.unwrap_or(i128::MAX / 4)];
    let pairs = ends(before).into_iter().flat_map(|before| ends(more).map(|more| (before, more)));
    let counted =
        pairs.map(|(before, more)| before.saturating_add(more).min(most).saturating_sub(before.min(most)));
    let (low, high) = counted.fold((i128::MAX, i128::MIN), |(low, high), one| (low.min(one), high.max(one)));
    Bounds { low, high: Some(high) }
}

/// What claims, and when: each claim is looked through once.
pub(super) struct Claims {
    as_of: Option<NaiveDate>,
    /// Whether the applications are stated.
    stated: bool,
    decided: Decided,
    /// The applications that were made, or may have been.
    made: Vec<Claim>,
    /// What is planned, and applications that cannot have been made yet.
    to_come: Vec<Claim>,
}

/// One claim.
struct Claim {
    /// The first and the last year in which it may be made; `None` where nothing tells.
    made_in: Option<[i32; 2]>,
    /// Whether it counts for certain.
    counts: bool,
    claimed: Claimed,
}

impl Claim {
    /// What of it comes in some years: all, all or nothing, or nothing.
    fn in_years(&self, years: &RangeInclusive<i32>) -> fn(Bounds) -> Bounds {
        let (may, must) = match self.made_in {
            Some([first, last]) => (
                first <= *years.end() && last >= *years.start(),
                years.contains(&first) && years.contains(&last),
            ),
            None => (true, false),
        };
        match (may, must && self.counts) {
            (_, true) => |amount| amount,
            (true, false) => Bounds::or_nothing,
            (false, false) => |_| Bounds::ZERO,
        }
    }
}

/// What claims come to in some years.
fn sum(claims: &[Claim], years: &RangeInclusive<i32>) -> Claimed {
    claims.iter().fold(Claimed::NOTHING, |sum, claim| sum.plus(&claim.claimed, claim.in_years(years)))
}

impl Claims {
    pub(super) fn of(programme: &Programme, as_of: Option<NaiveDate>) -> Self {
        let may_count = |a: &&PaymentApplication| a.status.is_none_or(ApplicationStatus::counts);
        let applications = programme.applications.iter().flatten().filter(may_count);
        let (to_come, made): (Vec<_>, Vec<_>) = applications.partition(|a| a.is_to_come(as_of));
        let claim = |a: &PaymentApplication| Claim {
            made_in: a.made_in(),
            counts: a.status.is_some() && !a.may_be_to_come(as_of),
            claimed: Claimed::by(a),
        };
        let planned = programme.planned.iter().flatten();
        let planned = planned.filter(|p| p.on.is_none_or(|on| !is_over(on, as_of))).map(|p| Claim {
            made_in: p.on.map(|on| [on.year(), on.year()]),
            counts: true,
            claimed: Claimed { beside: Bounds::known(p.union, None), ..Claimed::NOTHING },
        });
        Claims {
            as_of,
            stated: programme.applications.is_some(),
            decided: Decided::of(programme),
            made: made.into_iter().map(claim).collect(),
            to_come: planned.chain(to_come.into_iter().map(claim)).collect(),
        }
    }

    /// The Union's contribution claimed in some years, as far as the decision has it beside what was claimed before.
    pub(super) fn made(&self, years: &RangeInclusive<i32>) -> Bounds {
        self.counted(years, |years| sum(&self.made, years))
    }

    /// The same with claims that are still to come; none, where none is stated. What is planned for no day does not come in years
    /// that are over.
    pub(super) fn all(&self, years: &RangeInclusive<i32>) -> Bounds {
        self.counted(years, |years| {
            let made = sum(&self.made, years);
            let end = NaiveDate::from_ymd_opt(*years.end(), 12, 31);
            match end.is_some_and(|end| is_over(end, self.as_of)) {
                true => made,
                // What is to come may not.
                false => made.plus(&sum(&self.to_come, years), Bounds::or_nothing),
            }
        })
    }

    /// What counts of claims in some years beside those before them.
    fn counted(&self, years: &RangeInclusive<i32>, of: impl Fn(&RangeInclusive<i32>) -> Claimed) -> Bounds {
        if !self.stated {
            return Bounds::ANY;
        }
        let before = years.start().checked_sub(1).map_or(Claimed::NOTHING, |last| of(&(i32::MIN..=last)));
        let more = of(years);
        let counted = |objective: &Objective, more: &Bounds| {
            let before = before.of.get(objective).copied().unwrap_or(Bounds::ZERO);
            added(self.decided.most(*objective), before, *more)
        };
        // What is claimed for no known objective keeps to what all of them have.
        let within = self.decided.within(&more, counted);
        let all = added(self.decided.all(), self.decided.claimed(&before), within);
        let outside = more.of.iter().filter(|(objective, _)| !self.decided.of.contains_key(objective));
        outside.fold(all, |sum, (_, amount)| sum.plus(*amount))
    }

    /// Whether more is claimed for certain than the decision has, for an objective or in all.
    pub(super) fn go_beyond_the_decision(&self) -> bool {
        let all = i32::MIN..=i32::MAX;
        let claimed = sum(&self.made, &all).plus(&sum(&self.to_come, &all), |amount| amount);
        let beyond = |amount: Bounds, most: Option<i128>| most.is_some_and(|most| amount.low > most);
        claimed.of.iter().any(|(of, amount)| beyond(*amount, self.decided.most(*of)))
            || beyond(self.decided.claimed(&claimed), self.decided.all())
    }
}
