//! Codes of programmes: types of intervention and indicators, with milestones and targets.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::ways::{Ways, stated, where_it};
use super::{PERIOD, ProgrammeAt, Programmes, amif, cpr, lacks, name, total};
use crate::budget::Sum;
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Found, Required, Subject};
use crate::fund::{Belongs, INDICATOR_CODES, Indicator, InterventionTable, InterventionType};
use crate::input::named;
use crate::law::{Act, Basis as Known, Citation, DatedError};
use crate::money::Eur;
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};
use crate::programme::{
    Achieved, FinancingRow, IndicatorKind, IndicatorValue, InterventionAmount, Objective, Programme,
};
use crate::rule::questions::Doubt;
use crate::rule::world::{RuleOf, Teller};
use crate::time::{day, is_over};

/// Whether a code of Annex VI exists, was in force on a day, and belongs to an objective.
pub(in crate::rule) fn code_holds(
    code: Option<&str>,
    objective: Option<Objective>,
    on: Option<NaiveDate>,
) -> (Outcome, Option<InterventionType>) {
    let Some(code) = code else { return (Outcome::Unknown, None) };
    let Ok(code) = code.parse::<InterventionType>() else { return (Outcome::NotMet, None) };
    let belongs = match objective {
        None => Outcomes::MET_OR_NOT,
        Some(Objective::TechnicalAssistance) => match code.belongs() {
            Belongs::ToNone | Belongs::ToEvery => Outcomes::MET,
            _ => Outcomes::NOT_MET,
        },
        Some(Objective::Specific(objective)) if code.belongs().includes(objective) => Outcomes::MET,
        Some(Objective::Specific(_)) => Outcomes::NOT_MET,
    };
    let all = crate::fund::SpecificObjective::ALL;
    let belongs = if objective.is_none() && all.iter().all(|o| code.belongs().includes(*o)) {
        Outcomes::MET
    } else {
        belongs
    };
    let force = match on.map(|on| code.in_force().at(on)) {
        Some(Ok(true)) => Outcomes::MET,
        Some(Ok(false)) => Outcomes::NOT_MET,
        Some(Err(_)) => Outcomes::MET_OR_NOT,
        // Most codes never changed.
        None if code.in_force().entries().len() == 1 => Outcomes::MET,
        None => Outcomes::MET_OR_NOT,
    };
    let outcome = match (belongs.fold(), force.fold()) {
        (Outcome::NotMet, _) | (_, Outcome::NotMet) => Outcome::NotMet,
        (Outcome::Met, Outcome::Met) => Outcome::Met,
        _ => Outcome::Unknown,
    };
    (outcome, Some(code))
}

/// Whether a code is of Table 1, by objective. It is read as the rule on it reads it; one of no list is of the table that it begins
/// with.
pub(in crate::rule) fn is_of_the_first_table(code: &str) -> bool {
    match code.parse::<InterventionType>() {
        Ok(code) => code.table() == InterventionTable::Field,
        Err(_) => code.trim_start().starts_with('1'),
    }
}

/// Types of intervention exist, are in force and belong to their objective.
pub(crate) const INTERVENTION: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "Each type of intervention exists, is in force and belongs to its objective.",
        explanation: "\
Annex VI of Regulation (EU) 2021/1147. Parts I to IV of Table 1 belong to one objective each, part V to technical
assistance; Tables 2 to 4 cut across. Codes added in 2026 are looked at on the day of the decision that approved
the version which brought the type in: not in force before 12 June 2026, in force from 1 July 2026, and between the
two the sources differ. What is in force after 2027 is open.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[amif("Annex VI", Known::Act)],
        facts: &[F::Interventions, F::Code, F::Objective, F::Since, F::Decisions, F::Version, F::Date],
    },
    judge: intervention,
};

/// For want of what it is not known which decision approved a version that is none of those stated: nothing where every decision
/// states another.
pub(in crate::rule) fn may_be_of_a_version(programme: &Programme) -> Vec<Fact> {
    let Some(decisions) = &programme.decisions else { return vec![Fact::of_proposal(F::Decisions)] };
    let silent = decisions.iter().enumerate().filter(|(_, d)| d.named_version().is_none());
    silent.map(|(place, _)| Fact::of_item(F::Decisions, place, F::Version)).collect()
}

fn intervention(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    for (place, row) in at.programme.interventions.iter().flatten().enumerate() {
        let mut decisions = at.programme.decisions.iter().flatten().enumerate();
        let since = row.since.as_deref().and_then(named);
        let decided = decisions.find(|(_, d)| since.is_some() && d.named_version() == since);
        let on = decided.and_then(|(_, d)| d.date);
        let (outcome, code) = code_holds(row.code.as_deref(), row.objective, on);
        tell.tell(Subject::Item(F::Interventions, place), outcome, |kept| {
            kept.ids = vec![name(row.code.as_deref())];
            let of = |fact| Fact::of_item(F::Interventions, place, fact);
            lacks(kept, row.code.is_none(), of(F::Code));
            let of_every = code.is_some_and(|code| code.belongs() == Belongs::ToEvery);
            lacks(kept, row.objective.is_none() && !of_every, of(F::Objective));
            // Most codes never changed, whatever the version that brought them in.
            let changed = code.is_none_or(|code| code.in_force().entries().len() > 1);
            if changed && on.is_none() {
                lacks(kept, since.is_none(), of(F::Since));
                match decided {
                    Some((decision, _)) => kept.lacks(Fact::of_item(F::Decisions, decision, F::Date)),
                    None if since.is_some() => match may_be_of_a_version(at.programme) {
                        those if those.is_empty() => kept.asks([Doubt::VersionThatWasNotDecided]),
                        those => those.into_iter().for_each(|fact| kept.lacks(fact)),
                    },
                    None => lacks(kept, at.programme.decisions.is_none(), Fact::of_proposal(F::Decisions)),
                }
            }
            let question = |code: InterventionType| match code.in_force().at(on?) {
                Ok(_) => None,
                Err(DatedError::After { .. }) => Some(Doubt::LawAfterThePeriod),
                Err(_) => Some(Doubt::ChangesOf2026),
            };
            kept.asks(code.and_then(question));
            let none =
                if row.code.is_some() { "is on no list" } else { "is a type whose code is not stated" };
            let what = code.map_or(none.to_owned(), |code| format!("is {}", code.label()));
            let objective =
                row.objective.map_or("an unknown objective".to_owned(), |o| format!("objective {o}"));
            let under = |o: Objective| code_holds(row.code.as_deref(), Some(o), on).0 != Outcome::NotMet;
            let why = match (code, row.objective, on) {
                (Some(code), _, Some(on)) if code.in_force().at(on) == Ok(&false) => {
                    format!(", and was not in force on {on}, the day of the decision that brought it in")
                }
                (Some(_), Some(objective), _) if !under(objective) => {
                    ", to which it does not belong".to_owned()
                }
                _ => String::new(),
            };
            kept.message = match &row.code {
                Some(code) => format!("{} {what}; it stands under {objective}{why}.", name(Some(code))),
                None => format!("A type whose code is not stated stands under {objective}."),
            };
        });
    }
}

/// The breakdown by type comes to the objective's amount.
pub(crate) const BREAKDOWN: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "The breakdown by type of intervention comes to the amount of its objective.",
        explanation: "\
Table 3 of Annex VI breaks the Union's contribution to an objective down by type of intervention (Table 1 of
Annex VI of Regulation (EU) 2021/1147). The amounts are indicative, so a difference is for clarification.
Only codes of the first table are added up; the other tables break the same money down once more. An objective under which
no type stands is not looked at; where the objective of a type is not known, it may stand under any.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Clarify,
        citations: &[cpr("Art. 22(4)", Known::Act), cpr("Annex VI", Known::Act)],
        facts: &[F::Interventions, F::Code, F::Objective, F::Union, F::Financing],
    },
    judge: breakdown,
};

fn breakdown(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    let Some(rows) = &at.programme.interventions else { return };
    for number in 1u8..=4 {
        let objective = Objective::numbered(number);
        // A row of an unknown objective may be the only one of it.
        let listed = rows.iter().any(|row| row.objective == objective);
        if !listed && rows.iter().all(|row| row.objective.is_some()) {
            continue;
        }
        let counts = |row: &InterventionAmount| match (row.objective.map(|o| Some(o) == objective), &row.code)
        {
            (Some(false), _) => Some(false),
            (_, Some(code)) if !is_of_the_first_table(code) => Some(false),
            (Some(true), Some(_)) => Some(true),
            _ => None,
        };
        let is_of = |row: &FinancingRow| row.objective.map(|o| Some(o) == objective);
        let ways = Ways::of(rows.iter().map(|row| where_it(counts(row), row.union)));
        // It may be of the objective and add nothing: a code that is not stated may be of another table.
        let adds_nothing = |row: &InterventionAmount| {
            let nothing = counts(row) == Some(false) || row.union == Some(Eur::ZERO) || row.code.is_none();
            row.objective.is_none() && nothing
        };
        // Where none is of the objective it is not looked at.
        let (ways, unlisted) = match listed {
            true => (ways, Outcomes::NONE),
            false if rows.iter().any(adds_nothing) => (ways, Outcomes::NOT_APPLICABLE),
            false => (ways.of_something(), Outcomes::NOT_APPLICABLE),
        };
        let table = || at.programme.financing.iter().flatten();
        let anything = at.programme.financing.is_none().then(|| vec![stated(None)]);
        let table_ways = Ways::of(table().map(|row| where_it(is_of(row), row.union)).chain(anything));
        let sum = |all: &mut dyn Iterator<Item = (Option<bool>, Option<Eur>)>| -> Sum {
            all.filter(|(of, _)| *of != Some(false))
                .map(|(of, union)| union.filter(|_| of == Some(true)))
                .collect()
        };
        let parts = sum(&mut rows.iter().map(|row| (counts(row), row.union)));
        let unstated = at.programme.financing.is_none().then_some((None, None));
        let asked = sum(&mut table().map(|row| (is_of(row), row.union)).chain(unstated));
        let outcome = unlisted.or(ways.equal(&table_ways)).fold();
        tell.tell(Subject::Item(F::Objectives, number.into()), outcome, |kept| {
            kept.ids = vec![format!("objective {number}")];
            kept.because = Some("no type of intervention stands under the objective".to_owned());
            for (n, row) in rows.iter().enumerate() {
                let of = |fact| Fact::of_item(F::Interventions, n, fact);
                let may = counts(row) != Some(false);
                lacks(kept, row.objective.is_none() && (may || !listed), of(F::Objective));
                lacks(kept, may && row.code.is_none(), of(F::Code));
                lacks(kept, may && row.union.is_none(), of(F::Union));
            }
            lacks(kept, at.programme.financing.is_none(), Fact::of_proposal(F::Financing));
            for (n, row) in table().enumerate().filter(|(_, row)| is_of(row) != Some(false)) {
                let of = |fact| Fact::of_item(F::Financing, n, fact);
                lacks(kept, row.objective.is_none(), of(F::Objective));
                lacks(kept, row.union.is_none(), of(F::Union));
            }
            kept.required = Some(Required::Equal(asked));
            kept.found = Some(Found::Sum(parts));
            kept.message = format!(
                "Objective {number}: the types of intervention come to {}; the financing table has {}.",
                total(parts),
                total(asked)
            );
        });
    }
}

/// Indicators exist and belong to their objective.
pub(crate) const INDICATOR: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "Each indicator exists, belongs to its objective and is of its kind.",
        explanation: "\
Annex VIII of Regulation (EU) 2021/1147 lists output and result indicators by objective; the codes follow the
templates of programmes, which were not read, O.1.2 and R.1.5 or with one more number for a part of an indicator that has parts: O.1.1 and
O.2.3 have three, R.1.7 two, O.1.3 and O.1.4 one. A code that is on no list is not met; the kind is told by its letter.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[amif("Annex VIII", Known::Act), INDICATOR_CODES],
        facts: &[F::Indicators, F::Id, F::Objective, F::Kind],
    },
    judge: indicator,
};

/// How many parts Annex VIII gives an indicator.
fn parts(indicator: Indicator) -> u8 {
    match indicator.code() {
        "O.1.1" | "O.2.3" => 3,
        "R.1.7" => 2,
        "O.1.3" | "O.1.4" => 1,
        _ => 0,
    }
}

/// The indicator of a code; a part of an indicator, such as O.2.3.1, is of the indicator.
fn indicator_of(code: &str) -> Option<Indicator> {
    let part = || {
        let (of, part) = code.trim_end().rsplit_once('.')?;
        let of: Indicator = of.parse().ok()?;
        (1..=parts(of)).any(|number| number.to_string() == part).then_some(of)
    };
    code.parse().ok().or_else(part)
}

fn indicator(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    for (place, row) in at.programme.indicators.iter().flatten().enumerate() {
        let found = row.id.as_deref().map(indicator_of);
        let outcome = match found {
            None => Outcome::Unknown,
            Some(None) => Outcome::NotMet,
            Some(Some(found)) => {
                let belongs =
                    row.objective.map(|o| o.specific().is_some_and(|o| found.belongs().includes(o)));
                let kind = row.kind.map(|kind| (kind == IndicatorKind::Result) == found.is_result());
                match (belongs, kind) {
                    (Some(false), _) | (_, Some(false)) => Outcome::NotMet,
                    (Some(true), Some(true)) => Outcome::Met,
                    _ => Outcome::Unknown,
                }
            }
        };
        tell.tell(Subject::Item(F::Indicators, place), outcome, |kept| {
            kept.ids = vec![name(row.id.as_deref())];
            let of = |fact| Fact::of_item(F::Indicators, place, fact);
            lacks(kept, row.id.is_none(), of(F::Id));
            lacks(kept, row.objective.is_none(), of(F::Objective));
            lacks(kept, row.kind.is_none(), of(F::Kind));
            let none = if row.id.is_some() { "on no list" } else { "an indicator whose code is not stated" };
            let what = found.flatten().map_or(none.to_owned(), |found| found.label().to_owned());
            let kind = found
                .flatten()
                .zip(row.kind)
                .filter(|(found, kind)| (*kind == IndicatorKind::Result) != found.is_result());
            let kind = kind.map_or(String::new(), |(_, kind)| {
                format!(" Its letter makes it no {} indicator, which is stated.", kind.as_str())
            });
            let belongs =
                |found: Indicator, o: Objective| o.specific().is_some_and(|o| found.belongs().includes(o));
            let objective = found.flatten().zip(row.objective).filter(|(found, o)| !belongs(*found, *o));
            let objective =
                objective.map_or(String::new(), |(_, o)| format!(" It does not belong to objective {o}."));
            kept.message = format!("{} is {what}.{kind}{objective}", name(row.id.as_deref()));
        });
    }
}

/// Milestones for outputs only, targets for all.
pub(crate) const TARGETS: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "Output indicators have a milestone and a target, result indicators a target only.",
        explanation: "\
Art. 16(1): milestones to be reached by the end of 2024 for output indicators, targets to be reached by the end of
2029 for output and result indicators. A milestone of a result indicator is not met. A milestone or target that is
left out is unknown. A milestone above the target is not met: that both are cumulative, so that the target includes what the
milestone counts, is not verified (Art. 33 of Regulation (EU) 2021/1147).",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[
            cpr("Art. 16(1)", Known::Act),
            Citation::act_noted(
                Act::Amif2021,
                "Art. 33",
                Known::Unverified,
                "milestones and targets are cumulative, so that no milestone is above its target",
            ),
        ],
        facts: &[F::Indicators, F::Kind, F::Milestone2024, F::Target2029],
    },
    judge: targets,
};

fn targets(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    for (place, row) in at.programme.indicators.iter().flatten().enumerate() {
        let above = row.milestone_2024.zip(row.target_2029).is_some_and(|(m, t)| m > t);
        let outcome = match (row.kind, row.milestone_2024, row.target_2029) {
            (Some(IndicatorKind::Result), Some(_), _) => Outcome::NotMet,
            _ if above => Outcome::NotMet,
            (Some(IndicatorKind::Result), None, Some(_)) => Outcome::Met,
            (Some(IndicatorKind::Output), Some(_), Some(_)) => Outcome::Met,
            _ => Outcome::Unknown,
        };
        tell.tell(Subject::Item(F::Indicators, place), outcome, |kept| {
            kept.ids = vec![name(row.id.as_deref())];
            let of = |fact| Fact::of_item(F::Indicators, place, fact);
            lacks(kept, row.kind.is_none(), of(F::Kind));
            let output = row.kind != Some(IndicatorKind::Result);
            lacks(kept, row.milestone_2024.is_none() && output, of(F::Milestone2024));
            lacks(kept, row.target_2029.is_none(), of(F::Target2029));
            let why = match row.kind {
                Some(IndicatorKind::Result) if row.milestone_2024.is_some() => {
                    " A result indicator must have no milestone."
                }
                _ if above => " The milestone must not be above the target.",
                _ => "",
            };
            kept.message = format!(
                "{}: milestone {}, target {}.{why}",
                name(row.id.as_deref()),
                number(row.milestone_2024),
                number(row.target_2029)
            );
        });
    }
}

fn number(value: Option<Decimal>) -> String {
    value.map_or("not stated".to_owned(), |value| value.to_string())
}

/// The milestone was reached.
pub(crate) const MILESTONE: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "The milestone of an output indicator was reached by the end of 2024.",
        explanation: "\
Art. 16(1) of the Common Provisions Regulation; since 2025 money of the thematic facility takes account of progress
on the milestones (Art. 17(3) of Regulation (EU) 2021/1147). The largest value reached by 31 December 2024 is
compared. What follows is for the Commission, so a milestone that was missed is for clarification.",
        since: "31 December 2024",
        stage: Stage::Financial,
        consequence: Consequence::Clarify,
        citations: &[
            cpr("Art. 16(1)", Known::Act),
            Citation::act_noted(
                Act::Amif2021,
                "Art. 17(3)",
                Known::Unverified,
                "the date is from a record of key dates; the wording was read in the sister act, Regulation (EU) 2021/1149, Art. 14(3)",
            ),
        ],
        facts: &[F::Indicators, F::Kind, F::Milestone2024, F::Achieved, F::Value, F::On],
    },
    judge: milestone,
};

fn milestone(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    let end = day(2024, 12, 31);
    // What may have been reached by then, and may be enough.
    let may = |a: &Achieved, row: &IndicatorValue| {
        (a.on.is_none() || a.value.is_none())
            && a.on.is_none_or(|on| on <= end)
            && a.value.zip(row.milestone_2024).is_none_or(|(value, asked)| value >= asked)
    };
    for (place, row) in at.programme.indicators.iter().flatten().enumerate() {
        let not_yet = at.as_of.is_some() && !is_over(end, at.as_of);
        let reached = row.achieved.as_ref().map(|all| {
            let by_then = all.iter().filter(|a| a.on.is_some_and(|on| on <= end));
            (by_then.filter_map(|a| a.value).max(), all.iter().any(|a| may(a, row)))
        });
        let outcome = match (row.kind, row.milestone_2024, reached) {
            (Some(IndicatorKind::Result), ..) => Outcome::NotApplicable,
            _ if not_yet => Outcome::NotApplicable,
            (_, Some(asked), Some((value, _))) if value.unwrap_or_default() >= asked => Outcome::Met,
            (Some(IndicatorKind::Output), Some(_), Some((_, false))) => Outcome::NotMet,
            _ => Outcome::Unknown,
        };
        tell.tell(Subject::Item(F::Indicators, place), outcome, |kept| {
            kept.ids = vec![name(row.id.as_deref())];
            let why =
                if not_yet { "the end of 2024 is not over" } else { "a result indicator has no milestone" };
            kept.because = Some(why.to_owned());
            let of = |fact| Fact::of_item(F::Indicators, place, fact);
            lacks(kept, row.kind.is_none(), of(F::Kind));
            lacks(kept, row.milestone_2024.is_none(), of(F::Milestone2024));
            lacks(kept, row.achieved.is_none(), of(F::Achieved));
            for (n, a) in row.achieved.iter().flatten().enumerate().filter(|(_, a)| may(a, row)) {
                let fact = |kind| Fact::of_part(F::Indicators, place, F::Achieved, n, kind);
                lacks(kept, a.on.is_none(), fact(F::On));
                lacks(kept, a.value.is_none(), fact(F::Value));
            }
            kept.message = format!(
                "{}: reached by the end of 2024: {}; the milestone is {}.",
                name(row.id.as_deref()),
                match reached {
                    Some((None, false)) => "nothing".to_owned(),
                    reached => number(reached.and_then(|(value, _)| value)),
                },
                number(row.milestone_2024)
            );
        });
    }
}
