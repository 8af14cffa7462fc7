//! The accounts of an accounting year.

use chrono::NaiveDate;

use super::super::programme::{
    PERIOD, ProgrammeAt, Programmes, cpr, day, equal, euro, lacks, name, row_name, total,
};
use super::counting;
use crate::budget::Sum;
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Found, Required, Subject};
use crate::law::{Basis as Known, Citation};
use crate::money::{Eur, Percent, Rate};
use crate::outcome::{Consequence, Outcome, Stage};
use crate::programme::{Accounts, Action, Objective};
use crate::rule::world::{RuleOf, Teller};

const SFC: Citation = Citation::document("SFC2021, support portal", "Accounts", Known::OfficialPage);

fn each<'a>(at: &ProgrammeAt<'a>) -> impl Iterator<Item = (usize, &'a Accounts)> + use<'a> {
    at.programme.accounts.iter().flatten().enumerate()
}

/// The year of accounts, by which an authority knows them.
fn of_year(accounts: &Accounts) -> String {
    format!("accounts {}", name(accounts.accounting_year.as_deref()))
}

/// The package is in by 15 February.
pub(crate) const IN_TIME: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "The assurance package is submitted by 15 February, on request by 1 March.",
        explanation: "\
Art. 98(1): the accounts, the management declaration, the audit opinion and the annual control report are submitted
by 15 February after the end of the accounting year; the Commission may extend that to 1 March on request. The
last day is inside. Without knowing whether more time was asked for, the fortnight between is unknown.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Reject,
        citations: &[cpr("Art. 98(1)", Known::Act), SFC],
        facts: &[F::Accounts, F::AccountingYear, F::SubmittedOn, F::ExtensionRequested, F::Date],
    },
    judge: in_time,
};

fn in_time(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    for (place, accounts) in each(at) {
        let next = accounts.year().map(|year| year.saturating_add(1));
        let due = next.and_then(|y| NaiveDate::from_ymd_opt(y, 2, 15).zip(NaiveDate::from_ymd_opt(y, 3, 1)));
        let limit =
            due.map(|(short, long)| if accounts.extension_requested == Some(true) { long } else { short });
        // Not yet submitted is late only once the day is over.
        let on = accounts.submitted_on;
        let outcome = match (on, due, accounts.extension_requested) {
            (_, None, _) if accounts.accounting_year.is_some() => Outcome::NotMet,
            (Some(on), Some((short, _)), _) if on <= short => Outcome::Met,
            (Some(on), Some((_, long)), _) if on > long => Outcome::NotMet,
            (Some(_), Some(_), Some(extended)) => {
                if extended {
                    Outcome::Met
                } else {
                    Outcome::NotMet
                }
            }
            _ => Outcome::Unknown,
        };
        tell.tell(Subject::Item(F::Accounts, place), outcome, |kept| {
            kept.ids = vec![of_year(accounts)];
            let of = |fact| Fact::of_item(F::Accounts, place, fact);
            lacks(kept, accounts.accounting_year.is_none(), of(F::AccountingYear));
            lacks(kept, on.is_none(), of(F::SubmittedOn));
            lacks(kept, accounts.extension_requested.is_none(), of(F::ExtensionRequested));
            kept.found = Some(Found::Day(on));
            kept.message = format!("The package was submitted on {}; it was due by {}.", day(on), day(limit));
        });
    }
}

/// No accounts without an application.
pub(crate) const NON_ZERO: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "Accounts are submitted for a year with an application above zero in column (B).",
        explanation: "\
SFC2021: no accounts without a payment application in the accounting year that is above zero, judged by column (B),
total eligible expenditure, alone, whatever column (C), the Union's contribution, says. Rejected, cancelled and
withdrawn applications do not count.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Reject,
        citations: &[SFC],
        facts: &[F::Accounts, F::AccountingYear, F::Applications, F::Status, F::BudgetRows, F::Expenditure],
    },
    judge: non_zero,
};

fn non_zero(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    for (place, accounts) in each(at) {
        let year = accounts.year();
        let one = |a: &crate::programme::PaymentApplication| {
            let same = a.year().zip(year).map(|(a, b)| a == b);
            let rows = a.rows.as_ref();
            let above = rows.map(|rows| {
                let sure = rows.iter().any(|r| r.expenditure.is_some_and(|e| e > Eur::ZERO));
                let may = rows.iter().any(|r| r.expenditure.is_none());
                if sure {
                    Some(true)
                } else if may {
                    None
                } else {
                    Some(false)
                }
            });
            match (same, above.flatten()) {
                (Some(false), _) | (_, Some(false)) => Outcome::NotMet,
                (Some(true), Some(true)) if a.status.is_some() => Outcome::Met,
                _ => Outcome::Unknown,
            }
        };
        let found: Vec<Outcome> = counting(at.programme).map(|(_, a)| one(a)).collect();
        let outcome = if found.contains(&Outcome::Met) {
            Outcome::Met
        } else if found.contains(&Outcome::Unknown) || at.programme.applications.is_none() {
            Outcome::Unknown
        } else {
            Outcome::NotMet
        };
        tell.tell(Subject::Item(F::Accounts, place), outcome, |kept| {
            kept.ids = vec![of_year(accounts)];
            lacks(
                kept,
                accounts.accounting_year.is_none(),
                Fact::of_item(F::Accounts, place, F::AccountingYear),
            );
            lacks(kept, at.programme.applications.is_none(), Fact::of_proposal(F::Applications));
            for (n, a) in counting(at.programme).filter(|(_, a)| one(a) == Outcome::Unknown) {
                let of = |fact| Fact::of_item(F::Applications, n, fact);
                lacks(kept, a.year().is_none(), of(F::AccountingYear));
                lacks(kept, a.status.is_none(), of(F::Status));
                lacks(kept, a.rows.is_none(), of(F::BudgetRows));
                for (m, r) in a.rows.iter().flatten().enumerate() {
                    let fact = Fact::of_part(F::Applications, n, F::BudgetRows, m, F::Expenditure);
                    lacks(kept, r.expenditure.is_none(), fact);
                }
            }
            kept.message = match outcome {
                Outcome::Met => "An application of the year is above zero in column (B).".to_owned(),
                _ => "No application of the year is known to be above zero in column (B).".to_owned(),
            };
        });
    }
}

/// Accounts are applications less what was withdrawn.
pub(crate) const AGREE: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "The accounts are the applications of the year less what was withdrawn or is assessed.",
        explanation: "\
Art. 98(3) and (6): the expenditure of the accounts is that of the applications of the accounting year, less what was
withdrawn and what was taken out while it is assessed. Compared by objective and type of action, to the cent; both
sides are named with their ids. A row of the applications that the accounts do not have is a difference too.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 98(3)", Known::Act), cpr("Art. 98(6)", Known::Act)],
        facts: &[F::Accounts, F::AccountingYear, F::BudgetRows, F::Objective, F::Action, F::Expenditure, F::Withdrawn, F::UnderAssessment, F::Applications, F::Status],
    },
    judge: agree,
};

fn agree(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    if at.programme.applications.is_none() {
        return;
    }
    for (place, accounts) in each(at) {
        let (Some(year), Some(rows)) = (accounts.year(), &accounts.rows) else { continue };
        let of_the_year = || counting(at.programme).filter(|(_, a)| a.year().is_none_or(|of| of == year));
        let silent = of_the_year().filter(|(_, a)| a.rows.is_none()).count();
        let declared = |objective: Option<Objective>, action: Option<Action>| -> Sum {
            let unsaid = std::iter::repeat_n(None, silent);
            of_the_year()
                .flat_map(|(_, a)| a.rows.iter().flatten().map(move |r| (a, r)))
                .filter(|(_, r)| {
                    r.objective.is_none_or(|o| Some(o) == objective)
                        && r.action.is_none_or(|x| Some(x) == action)
                })
                .map(|(a, r)| {
                    let sure = a.year().is_some()
                        && a.status.is_some()
                        && r.objective.is_some()
                        && r.action.is_some();
                    r.expenditure.filter(|_| sure)
                })
                .chain(unsaid)
                .collect()
        };
        let ids = |kept: &mut crate::rule::world::Kept, id: &str| {
            kept.ids = vec![of_year(accounts), id.to_owned()];
            kept.ids.extend(of_the_year().filter_map(|(_, a)| a.id.clone()));
        };
        for (row_at, row) in rows.iter().enumerate() {
            let same =
                |r: &crate::programme::AccountsRow| r.objective == row.objective && r.action == row.action;
            if rows.iter().take(row_at).any(same) {
                continue;
            }
            // Rows whose objective or type is not known may be of this one.
            let may = |r: &&crate::programme::AccountsRow| {
                r.objective.is_none_or(|o| Some(o) == row.objective)
                    && r.action.is_none_or(|a| Some(a) == row.action)
            };
            let sure = |r: &crate::programme::AccountsRow, amount: Option<Eur>| amount.filter(|_| same(r));
            let mine: Sum = rows.iter().filter(may).map(|r| sure(r, r.expenditure)).collect();
            let less: Sum = rows
                .iter()
                .filter(may)
                .flat_map(|r| [sure(r, r.withdrawn), sure(r, r.under_assessment)])
                .collect();
            let applied = declared(row.objective, row.action);
            let known = row.objective.is_some() && row.action.is_some();
            let outcome = if known { equal(mine.and(less), applied) } else { Outcome::Unknown };
            tell.tell(Subject::Part(F::Accounts, place, F::BudgetRows, row_at), outcome, |kept| {
                let id = row_name(row.objective, row.action);
                ids(kept, &id);
                let fact = |kind| Fact::of_part(F::Accounts, place, F::BudgetRows, row_at, kind);
                lacks(kept, row.objective.is_none(), fact(F::Objective));
                lacks(kept, row.action.is_none(), fact(F::Action));
                lacks(kept, row.expenditure.is_none(), fact(F::Expenditure));
                lacks(kept, row.withdrawn.is_none(), fact(F::Withdrawn));
                lacks(kept, row.under_assessment.is_none(), fact(F::UnderAssessment));
                for (n, _) in rows.iter().enumerate().filter(|(_, r)| may(r) && !same(r)) {
                    kept.lacks(Fact::of_part(F::Accounts, place, F::BudgetRows, n, F::Objective));
                    kept.lacks(Fact::of_part(F::Accounts, place, F::BudgetRows, n, F::Action));
                }
                lacks(kept, applied.unknown > 0, Fact::of_proposal(F::Applications));
                kept.required = Some(Required::Equal(applied));
                kept.found = Some(Found::Sum(mine.and(less)));
                let names: Vec<String> = of_the_year().map(|(_, a)| name(a.id.as_deref())).collect();
                kept.message = format!(
                    "Row {id}: the accounts have {} and {} withdrawn or assessed; {}.",
                    total(mine),
                    total(less),
                    match names.is_empty() {
                        true => "no application declared anything".to_owned(),
                        false => format!("{} declared {}", names.join(", "), total(applied)),
                    }
                );
            });
        }
        // What was declared and stands in no row of the accounts.
        let mut seen: Vec<(Option<Objective>, Option<Action>)> = Vec::new();
        for (n, a) in of_the_year().filter(|(_, a)| a.year().is_some() && a.status.is_some()) {
            for (m, r) in a.rows.iter().flatten().enumerate() {
                let key = (r.objective, r.action);
                let listed = rows.iter().any(|row| {
                    row.objective.is_none() || row.action.is_none() || (row.objective, row.action) == key
                });
                let zero =
                    r.expenditure == Some(Eur::ZERO) || r.objective == Some(Objective::TechnicalAssistance);
                if listed || zero || r.objective.is_none() || r.action.is_none() || seen.contains(&key) {
                    continue;
                }
                seen.push(key);
                let outcome = if r.expenditure.is_some() { Outcome::NotMet } else { Outcome::Unknown };
                tell.tell(Subject::Part(F::Applications, n, F::BudgetRows, m), outcome, |kept| {
                    let id = row_name(r.objective, r.action);
                    ids(kept, &id);
                    kept.lacks(Fact::of_part(F::Applications, n, F::BudgetRows, m, F::Expenditure));
                    kept.message = format!(
                        "Row {id}: {} declared {}, and the accounts (/accounts/{place}) have no such row.",
                        name(a.id.as_deref()),
                        euro(r.expenditure)
                    );
                });
            }
        }
    }
}

/// The residual error is at most 2 %.
pub(crate) const RESIDUAL_ERROR: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "The residual error rate is at most 2 %.",
        explanation: "\
Art. 98(6) with Art. 2(36): errors less corrections, in the expenditure declared. Above 2 % the accounts deduct what
brings the rate down; an amount deducted lowers both errors and expenditure, which was not read. The sentence
says the least amount.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 98(6)", Known::Act), cpr("Art. 2(36)", Known::Act)],
        facts: &[F::Accounts, F::Errors, F::Population, F::TotalErrors, F::Corrections],
    },
    judge: residual_error,
};

/// The least amount whose deduction from both brings errors down to 2 % of the expenditure, rounded up to the cent.
pub(in crate::rule) fn deduction(errors: Eur, population: Eur) -> Option<Eur> {
    // (e - x) / (p - x) <= 1/50, so x >= (50 e - p) / 49.
    let short = i128::from(errors.cents()).checked_mul(50)?.checked_sub(population.cents().into())?;
    let cents = short.max(0).checked_add(48)?.checked_div(49)?;
    i64::try_from(cents).ok().and_then(Eur::from_cents)
}

fn residual_error(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    let rate = Rate::from_hundredths(200).unwrap_or(Rate::WHOLE);
    for (place, accounts) in each(at) {
        let errors = accounts.errors.as_ref();
        let population = errors.and_then(|e| e.population);
        let found = errors.and_then(|e| e.total_errors);
        let corrected = errors.and_then(|e| e.corrections);
        let residual = found.zip(corrected).and_then(|(found, corrected)| found.checked_sub(corrected));
        let outcome = match (residual, population) {
            (Some(residual), Some(population)) => {
                // A ceiling in cents: the share is never rounded down.
                let keeps =
                    i128::from(residual.cents()).checked_mul(50) <= Some(i128::from(population.cents()));
                if keeps { Outcome::Met } else { Outcome::NotMet }
            }
            _ => Outcome::Unknown,
        };
        tell.tell(Subject::Item(F::Accounts, place), outcome, |kept| {
            kept.ids = vec![of_year(accounts)];
            let of = |fact| Fact::of_item(F::Accounts, place, fact);
            lacks(kept, errors.is_none(), of(F::Errors));
            lacks(kept, errors.is_some() && population.is_none(), of(F::Errors));
            lacks(kept, errors.is_some() && found.is_none(), of(F::Errors));
            lacks(kept, errors.is_some() && corrected.is_none(), of(F::Errors));
            kept.required = Some(Required::Rate(rate));
            let share = residual.zip(population).and_then(|(r, p)| Percent::of(r, p));
            kept.found = Some(Found::Rate { requested: residual, costs: population, share });
            let shown = share.map_or("an unknown share".to_owned(), |s| s.to_string());
            let less =
                residual.zip(population).and_then(|(r, p)| deduction(r, p)).filter(|less| *less > Eur::ZERO);
            let less = less
                .map(|less| format!(" At least EUR {} is to be deducted.", less.grouped()))
                .unwrap_or_default();
            kept.message =
                format!("{} of {} is {shown}; at most 2 %.{less}", euro(residual), euro(population));
        });
    }
}

/// Conditions that are not fulfilled are told apart.
pub(crate) const ENABLING: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "While an enabling condition is not fulfilled its expenditure is stated apart.",
        explanation: "\
Art. 15(5) and 91(3)(d): expenditure under an enabling condition that is not fulfilled may be declared and is not
paid until it is. An application made while one is not fulfilled states how much of its expenditure that is,
zero included. Which expenditure is linked to a condition no file says, so the amount itself is not judged.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Clarify,
        citations: &[cpr("Art. 15(5)", Known::Act), cpr("Art. 91(3)", Known::Act)],
        facts: &[F::Applications, F::UnfulfilledExpenditure, F::SubmittedOn, F::Enabling, F::Fulfilled, F::From, F::Status],
    },
    judge: enabling,
};

fn enabling(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    let Some(conditions) = &at.programme.enabling else { return };
    for (place, a) in counting(at.programme) {
        let open = |c: &crate::programme::Enabling| match (c.fulfilled, c.from, a.submitted_on) {
            (Some(true), Some(from), Some(on)) => Some(on < from),
            (Some(true), None, _) => Some(false),
            (Some(false), Some(from), Some(on)) => Some(on >= from),
            (Some(false), None, _) => Some(true),
            _ => None,
        };
        let unfulfilled: Vec<&crate::programme::Enabling> =
            conditions.iter().filter(|c| open(c) == Some(true)).collect();
        let may = conditions.iter().any(|c| open(c).is_none());
        let outcome = match (a.unfulfilled_expenditure.is_some(), unfulfilled.is_empty(), may) {
            (true, ..) => Outcome::Met,
            (false, false, _) => Outcome::Unknown,
            (false, true, true) => Outcome::Unknown,
            (false, true, false) => Outcome::NotApplicable,
        };
        tell.tell(Subject::Item(F::Applications, place), outcome, |kept| {
            kept.ids = a.id.iter().cloned().chain(unfulfilled.iter().filter_map(|c| c.id.clone())).collect();
            kept.because = Some("every enabling condition is fulfilled".to_owned());
            kept.lacks(Fact::of_item(F::Applications, place, F::UnfulfilledExpenditure));
            let names: Vec<String> = unfulfilled.iter().map(|c| name(c.id.as_deref())).collect();
            let names = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
            kept.message = format!(
                "{}: not fulfilled on its day: {names}; its expenditure under such conditions is {}.",
                name(a.id.as_deref()),
                euro(a.unfulfilled_expenditure)
            );
        });
    }
}
