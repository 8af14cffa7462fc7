//! Shares of a programme: what objectives must have, what types of action may take, at which rate.

use super::{
    PERIOD, ProgrammeAt, Programmes, amif, at_most, by_decision, euro, lacks, part, row_name, total,
};
use crate::budget::Sum;
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Found, Required, Subject};
use crate::law::{Basis as Known, DatedError};
use crate::money::{Eur, Rate};
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};
use crate::programme::{Action, Allocation, Objective, Source};
use crate::rule::world::{RuleOf, Teller};

const FIFTEEN: Rate = match Rate::from_hundredths(1_500) {
    Some(rate) => rate,
    None => Rate::WHOLE,
};

/// Asylum and legal migration and integration have 15 % each.
pub(crate) const MINIMUM_SHARE: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "Objectives 1 and 2 have at least 15 % each of what Art. 13(1) allocates.",
        explanation: "\
Art. 16(2): at least 15 % of the resources allocated under Art. 13(1) to objective (a), asylum, and to objective
(b), legal migration and integration. The base is the initial allocation and the mid-term adjustment, without
earmarked additions; earmarked amounts of the objective do not count towards it. Art. 16(3) lets a Member State go
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

/// What Art. 13(1) allocates: the initial allocation and the mid-term adjustment. An amount of which it is not known whether it
/// belongs to them is unknown, or with `most` counts.
fn base(at: &ProgrammeAt<'_>, most: bool) -> Option<Sum> {
    let all = at.programme.allocations.as_ref()?;
    let counts = |source: Option<Source>| matches!(source, Some(Source::Initial | Source::MidTerm));
    let sum: Sum = all
        .iter()
        .filter(|a| a.source.is_none_or(|s| counts(Some(s))) && a.earmarked != Some(true))
        .map(|a| a.union.filter(|_| most || a.source.is_some() && a.earmarked.is_some()))
        .collect();
    Some(sum)
}

/// 15 % of that base: where it is known, and the least and the most that it comes to.
struct Fifteen {
    exact: Option<Eur>,
    least: Option<Eur>,
    most: Option<Eur>,
}

impl Fifteen {
    fn of(at: &ProgrammeAt<'_>) -> Fifteen {
        let exact = |base: Option<Sum>| base.and_then(Sum::exact).and_then(|base| part(FIFTEEN, base));
        let known = base(at, false);
        Fifteen {
            exact: exact(known),
            least: known.and_then(|base| part(FIFTEEN, base.known)),
            most: exact(base(at, true)),
        }
    }
}

fn minimum_share(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    let base = base(at, false);
    let Fifteen { exact: asked, least: least_asked, most } = Fifteen::of(at);
    for number in [1u8, 2] {
        let objective = Objective::numbered(number);
        let programmed = at.union_of(|row| row.objective == objective);
        let may_be_programmed = at.union_of(|row| row.objective.is_none() || row.objective == objective);
        let open = at.financing().any(|(_, row)| row.objective.is_none());
        // Earmarked for it, or perhaps: what may be counts in full before the outcome is unknown.
        let earmarked = |all: bool| -> Sum {
            let of_it = |a: &Allocation| a.objective.is_none() || a.objective == objective;
            let may = at.allocations().map(|(_, a)| a).filter(|a| a.earmarked != Some(false) && of_it(a));
            let sure = |a: &&Allocation| a.earmarked == Some(true) && a.objective.is_some();
            may.filter(|a| all || sure(a)).map(|a| a.union).collect()
        };
        let (earmarked, may_be_earmarked) = (earmarked(false), earmarked(true));
        let less = |sum: Eur, earmarked: Eur| {
            sum.checked_sub(earmarked).filter(|rest| *rest > Eur::ZERO).unwrap_or(Eur::ZERO)
        };
        let counted = programmed.map(|sum| Sum {
            known: less(sum.known, earmarked.known),
            unknown: sum.unknown.saturating_add(may_be_earmarked.unknown),
        });
        let least =
            programmed.zip(may_be_earmarked.exact()).map(|(sum, earmarked)| less(sum.known, earmarked));
        let at_best = may_be_programmed.and_then(Sum::exact).map(|sum| less(sum, earmarked.known));
        let outcome = match (least.zip(most), at_best.zip(least_asked)) {
            (Some((least, most)), _) if least >= most => Outcome::Met,
            (_, Some((at_best, asked))) if at_best < asked => Outcome::NotMet,
            _ => Outcome::Unknown,
        };
        let reasons = at.programme.below_minimum.iter().flatten();
        let reason = reasons
            .clone()
            .any(|b| b.objective == objective && b.reason.as_deref().is_some_and(|r| !r.trim().is_empty()));
        let consequence = if reason { Consequence::Clarify } else { Consequence::Correct };
        tell.leading_to(consequence).tell(Subject::Item(F::Objectives, number.into()), outcome, |kept| {
            kept.ids = vec![format!("objective {number}")];
            lacks(kept, base.is_none_or(|b| b.unknown > 0), Fact::of_proposal(F::Allocations));
            lacks(kept, programmed.is_none() || open, Fact::of_proposal(F::Financing));
            for (place, row) in at.financing().filter(|(_, row)| row.objective == objective) {
                lacks(kept, row.union.is_none(), Fact::of_item(F::Financing, place, F::Union));
            }
            let of_it = |a: &Allocation| a.objective.is_none() || a.objective == objective;
            for (place, a) in at.allocations().filter(|(_, a)| of_it(a) && a.earmarked != Some(false)) {
                let of = |fact| Fact::of_item(F::Allocations, place, fact);
                lacks(kept, a.objective.is_none(), of(F::Objective));
                lacks(kept, a.union.is_none(), of(F::Union));
                lacks(kept, a.earmarked.is_none(), Fact::of_item(F::Allocations, place, F::Earmarked));
            }
            kept.required = Some(Required::Amount { min: asked, max: None });
            kept.found = counted.map(Found::Sum);
            let why = if reason { " A reason is stated: to be clarified." } else { "" };
            kept.message = format!(
                "Objective {number} has {} without earmarked amounts; 15 % of {} is {}.{why}",
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
support. The number was not seen in the text and bears that mark; the base is taken to be what Art. 13(1)
allocates, without earmarked additions, as for the minimum shares.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[amif("Art. 21(1)", Known::Unverified)],
        facts: &[F::Allocations, F::Source, F::Union, F::Financing, F::Action, F::Earmarked],
    },
    judge: operating_support,
};

fn operating_support(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    let base = base(at, false);
    let Fifteen { exact: limit, least, most } = Fifteen::of(at);
    // A row of unknown type may be operating support, too: then it is unknown, or with `all` counts.
    let support = |all: bool| {
        let rows = at.programme.financing.as_ref()?;
        let may = rows.iter().filter(|row| row.action.is_none_or(|a| a == Action::OperatingSupport));
        Some(may.map(|row| row.union.filter(|_| all || row.action.is_some())).collect::<Sum>())
    };
    let (found, at_best) = (support(false), support(true).and_then(Sum::exact));
    let outcome = match found {
        Some(found) if most.is_some_and(|most| found.known > most) => Outcome::NotMet,
        _ if at_best.zip(least).is_some_and(|(all, least)| all <= least) => Outcome::Met,
        found => found.map_or(Outcome::Unknown, |found| at_most(found, limit)),
    };
    tell.tell(Subject::Fact(F::Financing), outcome, |kept| {
        lacks(kept, base.is_none_or(|b| b.unknown > 0), Fact::of_proposal(F::Allocations));
        lacks(kept, found.is_none_or(|f| f.unknown > 0), Fact::of_proposal(F::Financing));
        kept.required = Some(Required::Amount { min: None, max: limit });
        kept.found = found.map(Found::Sum);
        kept.message = format!(
            "Operating support is {}; 15 % of {} is {} [unverified].",
            found.map_or("an unknown amount".to_owned(), total),
            base.map_or("an unknown allocation".to_owned(), total),
            euro(limit)
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
decision. The amounts a person of Art. 19 and 20 have no ceiling. Between 12 June and 1 July 2026 the sources
differ on solidarity actions, and the outcome is unknown.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[amif("Art. 15", Known::Act)],
        facts: &[F::Financing, F::Action, F::Rate, F::Decisions, F::Date],
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
        let mut open = false;
        let mut ceiling = None;
        for action in &actions {
            let Some(kind) = action.ceiling() else {
                outcomes = outcomes.or(Outcomes::NOT_APPLICABLE);
                continue;
            };
            let under = |limit: Option<&Rate>| match (limit, row.rate) {
                (None, _) => Outcomes::NOT_MET,
                (Some(limit), Some(rate)) if rate <= *limit => Outcomes::MET,
                (Some(_), Some(_)) => Outcomes::NOT_MET,
                (Some(_), None) => Outcomes::MET_OR_NOT,
            };
            let mut days: Vec<chrono::NaiveDate> = on.into_iter().collect();
            if !settled {
                // Any later day on which the law may be another.
                let changes = kind.ceiling().entries().iter().map(|e| e.from);
                days.extend(changes.filter(|day| on.is_none_or(|on| *day > on)));
            }
            for day in days {
                match kind.ceiling().readings(day) {
                    Ok(both) => {
                        open |= both.earlier != both.later && settled;
                        outcomes = outcomes.or(under(both.earlier)).or(under(both.later));
                        ceiling = ceiling.or(both.later.copied());
                    }
                    Err(DatedError::After { .. }) => outcomes = outcomes.or(Outcomes::MET_OR_NOT),
                    Err(_) => outcomes = outcomes.or(Outcomes::NOT_MET),
                }
            }
        }
        tell.tell(Subject::Item(F::Financing, place), outcomes.fold(), |kept| {
            kept.ids = vec![row_name(row.objective, row.action)];
            by_decision(kept);
            kept.because = Some("amounts a person have no ceiling".to_owned());
            lacks(kept, row.action.is_none(), Fact::of_item(F::Financing, place, F::Action));
            lacks(kept, row.rate.is_none(), Fact::of_item(F::Financing, place, F::Rate));
            lacks(kept, on.is_none() && undated.is_empty(), Fact::of_proposal(F::Decisions));
            for decision in &undated {
                kept.lacks(Fact::of_item(F::Decisions, *decision, F::Date));
            }
            if open {
                kept.open = vec!["changes-of-2026".to_owned()];
            }
            let ceiling = ceiling.filter(|_| row.action.is_some());
            kept.required = ceiling.map(Required::Rate);
            kept.message = format!(
                "Row {}: the rate is {}; Art. 15 allows {} on {}.",
                row_name(row.objective, row.action),
                row.rate.map_or("unknown".to_owned(), |rate| rate.to_string()),
                match (ceiling, row.action) {
                    (Some(ceiling), _) => ceiling.to_string(),
                    (None, Some(_)) => "none".to_owned(),
                    (None, None) => "one that depends on the type of action, or none".to_owned(),
                },
                super::day(on)
            );
        });
    }
}
