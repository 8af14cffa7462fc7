//! Shares of a programme: what objectives must have, what types of action may take, at which rate.

use std::collections::BTreeSet;

use super::ways::{Capped, Pair, Ways, pairs, stated, where_it};
use super::{
    PERIOD, ProgrammeAt, Programmes, amif, at_least_part, at_most_part, by_decision, euro, lacks,
    lacks_of_allocations, lacks_of_table, per_cent, row_name, total,
};
use crate::budget::{Between, Sum};
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Found, Required, Subject};
use crate::law::{Basis as Known, DatedError, State};
use crate::money::{Eur, Percent, Rate};
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};
use crate::programme::{Action, Allocation, Basis, FinancingRow, Objective, Source};
use crate::rule::questions::Doubt;
use crate::rule::world::{RuleOf, Teller};

const FIFTEEN: Rate = per_cent(1_500);

/// Asylum and legal migration and integration have 15 % each.
pub(crate) const MINIMUM_SHARE: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "Objectives 1 and 2 have at least 15 % each of what Art. 13(1) allocates.",
        explanation: "\
Art. 16(2): at least 15 % of the resources allocated under Art. 13(1) to objective (a), asylum, and to objective
(b), legal migration and integration. The base is the initial allocation and the mid-term adjustment, which are not earmarked: one
that is said to be contradicts itself, and where that decides it is open which holds. What the objective has beside the base does not
count towards the share: amounts of another source, such as specific actions, emergency assistance, solidarity, Art. 19 and 20 and
what came from another fund. Art. 16(3) lets a Member State go
below with a detailed explanation, which was not read: with a reason stated a smaller share is for
clarification, without one for correction.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[amif("Art. 16(2)", Known::Act), amif("Art. 16(3)", Known::Unverified)],
        facts: &[F::Allocations, F::Source, F::Union, F::Financing, F::Objective, F::Earmarked, F::BelowMinimum],
    },
    judge: minimum_share,
};

/// Whether an allocation is of what Art. 13(1) allocates, the initial allocation and the mid-term adjustment; `None` where that is
/// not known: its source is not stated, or it is said to be earmarked, which what Art. 13(1) allocates is not.
fn is_base(a: &Allocation) -> Option<bool> {
    let of_it = a.source.map(|source| matches!(source, Source::Initial | Source::MidTerm));
    of_it.filter(|_| !is_contrary(a))
}

/// Whether an allocation is said to be of what Art. 13(1) allocates, and earmarked.
fn is_contrary(a: &Allocation) -> bool {
    matches!(a.source, Some(Source::Initial | Source::MidTerm)) && a.earmarked == Some(true)
}

/// What Art. 13(1) allocates, as far as it is known; `None` where nothing is stated.
fn base(at: &ProgrammeAt<'_>) -> Option<Sum> {
    let all = at.programme.allocations.as_ref()?;
    let counts = all.iter().filter(|a| is_base(a) != Some(false));
    Some(counts.map(|a| a.union.filter(|_| is_base(a) == Some(true))).collect())
}

/// What is open where an allocation contradicts itself.
fn contrary(at: &ProgrammeAt<'_>) -> Option<Doubt> {
    at.allocations().any(|(_, a)| is_contrary(a)).then_some(Doubt::EarmarkedInitialAllocation)
}

/// Whether an allocation is money of an objective beside what Art. 13(1) allocates: of another source; `None` where
/// that is not known. What went to another fund is no money of the programme.
fn is_beside(a: &Allocation, objective: Option<Objective>) -> Option<bool> {
    if a.objective.is_some() && a.objective != objective {
        return Some(false);
    }
    let beside = match a.source {
        Some(Source::Initial | Source::MidTerm) if is_contrary(a) => None,
        Some(Source::FundOut | Source::Initial | Source::MidTerm) => Some(false),
        Some(_) => Some(true),
        None => None,
    };
    beside.filter(|beside| !beside || a.objective.is_some())
}

/// What an allocation adds to the base, and to what an objective has beside it: to one of them, or to neither.
fn adds(a: &Allocation, objective: Option<Objective>) -> Vec<Pair> {
    let went = a.source.is_none_or(|source| source == Source::FundOut);
    let ways = [
        (is_base(a) != Some(false), (stated(a.union), Between::NOTHING)),
        (is_beside(a, objective) != Some(false), (Between::NOTHING, stated(a.union))),
        (
            is_base(a) != Some(true) && (went || a.objective != objective),
            (Between::NOTHING, Between::NOTHING),
        ),
    ];
    ways.into_iter().filter(|(may, _)| *may).map(|(_, pair)| pair).collect()
}

/// Whether an objective reaches its share, over all that the rows and the allocations may be.
fn reaches(at: &ProgrammeAt<'_>, objective: Option<Objective>) -> Outcomes {
    let anything = Between { least: Eur::ZERO, most: None };
    let is_of = |row: &FinancingRow| row.objective.map(|of| Some(of) == objective);
    let programmed = match &at.programme.financing {
        Some(rows) => Ways::of(rows.iter().map(|row| where_it(is_of(row), row.union))).hull(),
        None => anything,
    };
    let bases = match &at.programme.allocations {
        Some(all) => pairs(all.iter().map(|a| adds(a, objective))),
        None => vec![(anything, anything)],
    };
    let left = |sum: Eur, earmarked: Eur| sum.checked_sub(earmarked).unwrap_or(Eur::ZERO).max(Eur::ZERO);
    let reached = |(base, earmarked): Pair| {
        let best = programmed.most.map(|most| left(most, earmarked.least));
        let worst = earmarked.most.map_or(Eur::ZERO, |most| left(programmed.least, most));
        let (least, most) =
            (at_least_part(FIFTEEN, base.least), base.most.and_then(|m| at_least_part(FIFTEEN, m)));
        let may = best.is_none_or(|best| least.is_none_or(|least| best >= least));
        Outcomes::MET.when(may).or(Outcomes::NOT_MET.when(most.is_none_or(|most| worst < most)))
    };
    bases.into_iter().map(reached).fold(Outcomes::NONE, Outcomes::or)
}

fn minimum_share(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    let base = base(at);
    let asked = base.and_then(Sum::exact).and_then(|base| at_least_part(FIFTEEN, base));
    for number in [1u8, 2] {
        let objective = Objective::numbered(number);
        let programmed = at.union_of(|row| row.objective == objective);
        let may_be_beside = at.allocations().filter(|(_, a)| is_beside(a, objective) != Some(false));
        let beside: Sum =
            may_be_beside.map(|(_, a)| a.union.filter(|_| is_beside(a, objective) == Some(true))).collect();
        let counted = programmed.map(|sum| Sum {
            known: sum.known.checked_sub(beside.known).unwrap_or(Eur::ZERO).max(Eur::ZERO),
            unknown: sum.unknown.saturating_add(beside.unknown),
        });
        let outcome = reaches(at, objective).fold();
        let reasons = at.programme.below_minimum.iter().flatten();
        let reason = reasons
            .clone()
            .any(|b| b.objective == objective && b.reason.as_deref().is_some_and(|r| !r.trim().is_empty()));
        let consequence = if reason { Consequence::Clarify } else { Consequence::Correct };
        tell.leading_to(consequence).tell(Subject::Item(F::Objectives, number.into()), outcome, |kept| {
            kept.ids = vec![format!("objective {number}")];
            lacks_of_allocations(kept, at.programme, is_base, &[F::Source]);
            kept.asks(contrary(at));
            let is_of = |row: &FinancingRow| row.objective.map(|of| Some(of) == objective);
            lacks_of_table(kept, at.programme, is_of, &[F::Objective]);
            for (place, a) in at.allocations().filter(|(_, a)| is_beside(a, objective) != Some(false)) {
                let of = |fact| Fact::of_item(F::Allocations, place, fact);
                lacks(kept, a.source.is_none(), of(F::Source));
                lacks(kept, a.objective.is_none(), of(F::Objective));
                lacks(kept, a.union.is_none(), of(F::Union));
            }
            kept.required = Some(Required::Amount { min: asked, max: None });
            kept.found = counted.map(Found::Sum);
            let why = match (reason, outcome) {
                (true, _) => " A reason is stated: to be clarified.",
                (false, Outcome::NotMet) if at.programme.below_minimum.is_none() => {
                    " Whether there is a reason for less (below_minimum) is not stated."
                }
                _ => "",
            };
            kept.message = format!(
                "Objective {number} has {} of what Art. 13(1) allocates; 15 % of {} is {}.{why}",
                counted.map_or("an unknown amount".to_owned(), total),
                base.map_or("an unknown allocation".to_owned(), total),
                euro(asked)
            );
        });
    }
}

/// Operating support takes at most 15 %.
pub(crate) const OPERATING_SUPPORT: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "Operating support takes at most 15 % of what is allocated to the programme.",
        explanation: "\
Art. 21(1): up to 15 % of the amount allocated under the Fund to the programme may be used for operating
support. The number was not seen in the text and bears that mark. Whether that amount is what Art. 13(1)
allocates, as for the minimum shares, or has the additions to the programme in it, such as specific actions (Art. 2(10)) and what came from another fund, no text
at hand says: between 15 % of the one and of the other it is open.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[amif("Art. 21(1)", Known::Unverified)],
        facts: &[F::Allocations, F::Source, F::Union, F::Financing, F::Action, F::Earmarked],
    },
    judge: operating_support,
};

/// Whether an allocation is an addition to what Art. 13(1) allocates.
fn is_addition(a: &Allocation) -> bool {
    a.source != Some(Source::FundOut) && is_base(a) == Some(false)
}

/// Whether operating support goes by an allocation; `None` where that is not known, as of what is added to the programme.
fn may_support(a: &Allocation) -> Option<bool> {
    is_base(a).filter(|_| !is_addition(a))
}

fn operating_support(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    let base = base(at);
    let added = at.allocations().any(|(_, a)| is_addition(a));
    let may = at.allocations().filter(|(_, a)| is_base(a) != Some(false) || is_addition(a));
    let whole: Sum = may.map(|(_, a)| a.union.filter(|_| is_base(a).is_some())).collect();
    let is_support = |row: &FinancingRow| row.action.map(|action| action == Action::OperatingSupport);
    let rows = at.programme.financing.as_ref();
    let found = rows.map(|rows| {
        let may = rows.iter().filter(|row| is_support(row) != Some(false));
        may.map(|row| row.union.filter(|_| row.action.is_some())).collect::<Sum>()
    });
    let anything = || Ways::of([vec![stated(None)]]);
    let capped = Capped::new(
        rows.map_or_else(anything, |rows| {
            Ways::of(rows.iter().map(|row| where_it(is_support(row), row.union)))
        }),
        at.programme
            .allocations
            .as_ref()
            .map_or_else(anything, |all| Ways::of(all.iter().map(|a| where_it(may_support(a), a.union)))),
        |base| at_most_part(FIFTEEN, base),
    );
    let limit = capped.limit();
    tell.tell(Subject::Fact(F::Financing), capped.outcome(), |kept| {
        if capped.limit_decides() {
            lacks_of_allocations(kept, at.programme, may_support, &[F::Source]);
            kept.asks(contrary(at));
            kept.asks(added.then_some(Doubt::BaseOfOperatingSupport));
        }
        if capped.found_decides() {
            lacks_of_table(kept, at.programme, is_support, &[F::Action]);
        }
        kept.required = Some(Required::Amount { min: None, max: limit });
        kept.found = found.map(Found::Sum);
        let fifteen =
            |of: Option<Sum>| euro(of.and_then(Sum::exact).and_then(|of| at_most_part(FIFTEEN, of)));
        let with = added.then(|| {
            format!(
                ", and of {}, with all that is added to the programme, {}",
                total(whole),
                fifteen(Some(whole))
            )
        });
        kept.message = format!(
            "Operating support is {}; 15 % of {} is {}{} [unverified].",
            found.map_or("an unknown amount".to_owned(), total),
            base.map_or("an unknown allocation".to_owned(), total),
            fifteen(base),
            with.unwrap_or_default()
        );
    });
}

/// The rate of a row keeps to Art. 15.
pub(crate) const RATE: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "The rate of each row keeps to the ceiling of Art. 15 for its type of action.",
        explanation: "\
Art. 15: 75 % for a project, 90 % for specific actions and for actions of Annex IV, 100 % for operating support,
emergency assistance, technical assistance and, since 2026, solidarity actions. Looked at on the day of the latest
decision; of a decision whose day is not stated, which may be later, on any day from then on. The ceilings are of the total eligible expenditure: where the rate is one of public money, and above the ceiling, the
Union's share of the total of the row is compared. The amounts a person of Art. 19 and 20 have no ceiling. Between 12 June and 1 July 2026 the sources
differ on solidarity actions, and the outcome is unknown; what the ceilings are after 2027 is open.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[amif("Art. 15", Known::Act)],
        facts: &[F::Financing, F::Action, F::Rate, F::Basis, F::Union, F::Total, F::Decisions, F::Date],
    },
    judge: rate,
};

fn rate(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    let decisions = || at.programme.decisions.iter().flatten().enumerate();
    let on = decisions().filter_map(|(_, d)| d.date).max();
    // A decision whose day is not stated may be the latest.
    let undated: Vec<usize> = decisions().filter(|(_, d)| d.date.is_none()).map(|(place, _)| place).collect();
    let settled = on.is_some() && undated.is_empty();
    for (place, row) in at.financing() {
        let actions = row.action.map_or_else(|| Action::ALL.to_vec(), |action| vec![action]);
        let mut outcomes = Outcomes::NONE;
        let mut open = BTreeSet::new();
        // What may be allowed, each reading of each day, and whether there are days of which no source says it.
        let mut allowed: BTreeSet<Option<Rate>> = BTreeSet::new();
        let (mut changes, mut silent) = (false, false);
        for action in &actions {
            let Some(kind) = action.ceiling() else {
                outcomes = outcomes.or(Outcomes::NOT_APPLICABLE);
                continue;
            };
            // A rate of public money is above the share of all money, which the ceiling is of.
            let of_all = |limit: Rate| {
                let shares = row.union.zip(row.total);
                let keeps = |(union, total): (Eur, Eur)| match limit.holds(union, total) {
                    true => Outcomes::MET,
                    false => Outcomes::NOT_MET,
                };
                shares.map_or(Outcomes::MET_OR_NOT, keeps)
            };
            let under = |limit: Option<&Rate>| match (limit, row.rate) {
                (None, _) => Outcomes::NOT_MET,
                (Some(limit), Some(rate)) if rate <= *limit => Outcomes::MET,
                (Some(limit), Some(_)) => match row.basis {
                    Some(Basis::Total) => Outcomes::NOT_MET,
                    Some(Basis::Public) => of_all(*limit),
                    None => Outcomes::NOT_MET.or(of_all(*limit)),
                },
                (Some(_), None) => Outcomes::MET_OR_NOT,
            };
            let mut days: Vec<chrono::NaiveDate> = on.into_iter().collect();
            if !settled {
                // Any later day on which the law may be another.
                let changes = kind.ceiling().entries().iter().map(|e| e.from);
                days.extend(changes.filter(|day| on.is_none_or(|on| *day > on)));
            }
            let mut limits = BTreeSet::new();
            for day in days {
                let readings = kind.ceiling().readings(day);
                limits
                    .insert(readings.as_ref().ok().map(|both| (both.earlier.copied(), both.later.copied())));
                match readings {
                    Ok(both) => {
                        open.extend((both.earlier != both.later && settled).then_some(Doubt::ChangesOf2026));
                        outcomes = outcomes.or(under(both.earlier)).or(under(both.later));
                        allowed.extend([both.earlier.copied(), both.later.copied()]);
                    }
                    Err(DatedError::After { .. }) => {
                        open.extend(settled.then_some(Doubt::LawAfterThePeriod));
                        outcomes = outcomes.or(Outcomes::MET_OR_NOT);
                        silent = true;
                    }
                    Err(_) => {
                        outcomes = outcomes.or(Outcomes::NOT_MET);
                        allowed.insert(None);
                    }
                }
            }
            changes |= limits.len() > 1;
        }
        tell.tell(Subject::Item(F::Financing, place), outcomes.fold(), |kept| {
            kept.ids = vec![row_name(row.objective, row.action)];
            by_decision(kept);
            kept.because = Some("amounts a person have no ceiling".to_owned());
            lacks(kept, row.action.is_none(), Fact::of_item(F::Financing, place, F::Action));
            let of = |fact| Fact::of_item(F::Financing, place, fact);
            lacks(kept, row.rate.is_none(), of(F::Rate));
            let least = |action: &Action| {
                let entries = action.ceiling().map(|kind| kind.ceiling().entries().iter());
                entries.is_some_and(|mut all| {
                    all.any(|e| matches!(&e.state, State::Value(most) if row.rate.is_none_or(|rate| rate > *most)))
                })
            };
            // What a rate is of matters to one that is above a ceiling.
            let above = actions.iter().any(least) && row.basis != Some(Basis::Total);
            lacks(kept, above && row.basis.is_none(), of(F::Basis));
            lacks(kept, above && row.union.is_none(), of(F::Union));
            lacks(kept, above && row.total.is_none(), of(F::Total));
            // The day is nothing to a ceiling that never changed.
            lacks(kept, changes && on.is_none() && undated.is_empty(), Fact::of_proposal(F::Decisions));
            for decision in undated.iter().filter(|_| changes) {
                kept.lacks(Fact::of_item(F::Decisions, *decision, F::Date));
            }
            kept.asks(open);
            // Only where there is one of them it is required.
            let sole = allowed.first().copied().flatten().filter(|_| allowed.len() == 1 && !silent);
            kept.required = sole.filter(|_| row.action.is_some()).map(Required::Rate);
            let rates = allowed.iter().map(|rate| rate.map_or("none".to_owned(), |rate| rate.to_string()));
            let rates: Vec<String> =
                rates.chain(silent.then(|| "what the sources do not say".to_owned())).collect();
            let when = match (on, settled) {
                (Some(on), true) => on.to_string(),
                (Some(on), false) => format!("{on} or an unknown day after it"),
                (None, _) => super::day(None),
            };
            let rate = row.rate.map_or("unknown".to_owned(), |rate| rate.to_string());
            let row_id = row_name(row.objective, row.action);
            // The ceiling is of all money, and a rate of public money above it may keep to it.
            let share = row.union.zip(row.total).and_then(|(union, total)| Percent::of(union, total));
            let of_all = match share.filter(|_| above && row.basis == Some(Basis::Public)) {
                Some(share) => format!(" It is one of public money: of the total, which the ceiling is of, the Union gives {share}."),
                None => String::new(),
            };
            kept.message = match row.action {
                Some(_) if rates.is_empty() => {
                    format!("Row {row_id}: the rate is {rate}; Art. 15 has no ceiling for it.")
                }
                None => format!(
                    "Row {row_id}: the rate is {rate}; Art. 15 allows one that depends on the type of action, or none, on {when}.{of_all}"
                ),
                Some(_) => format!(
                    "Row {row_id}: the rate is {rate}; Art. 15 allows {} on {when}.{of_all}",
                    rates.join(" or ")
                ),
            };
        });
    }
}
