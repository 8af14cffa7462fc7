//! The accounts of an accounting year.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use super::super::programme::rows::{ByRow, Key, completed, is_whole, may_be_alike, over};
use super::super::programme::{
    NAMED, PERIOD, ProgrammeAt, Programmes, at_most_part, cpr, day, euro, lacks, name, one, row_name, total,
};
use super::{counting, lacks_above_zero};
use crate::budget::Sum;
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Awaited, Found, Required, Subject};
use crate::input::named;
use crate::law::{Basis as Known, Citation};
use crate::money::{Eur, Percent, Rate};
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};
use crate::programme::{Accounts, AccountsRow, Action, Enabling, Objective, PaymentApplication, Programme};
use crate::rule::world::{Kept, RuleOf, Teller};
use crate::time::is_to_come;

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
last day is inside, and until it is over a package of a day to come is conditional on coming. Without knowing whether more time was asked for, the fortnight between is unknown. A year with an
application above zero in column (B), of which no accounts are stated, is looked at once 15 February is over and told of its
application: an empty list of accounts says that there are none.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Reject,
        citations: &[cpr("Art. 98(1)", Known::Act), SFC],
        facts: &[
            F::Accounts, F::AccountingYear, F::SubmittedOn, F::ExtensionRequested, F::Date, F::Applications, F::Status,
            F::BudgetRows, F::Expenditure,
        ],
    },
    judge: in_time,
};

/// The days by which the package of an accounting year is submitted: without more time, and with it.
fn due(year: i32) -> Option<(NaiveDate, NaiveDate)> {
    let next = year.saturating_add(1);
    NaiveDate::from_ymd_opt(next, 2, 15).zip(NaiveDate::from_ymd_opt(next, 3, 1))
}

/// Looks at the years of which no accounts are stated although there should be: each is told of its first application.
fn no_package(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    let Some(today) = at.as_of else { return };
    let stated: BTreeSet<i32> = each(at).filter_map(|(_, accounts)| accounts.year()).collect();
    // Accounts of an unknown year may be of any.
    let nameless = || each(at).filter(|(_, accounts)| accounts.accounting_year.is_none());
    let complete = at.programme.accounts.is_some() && nameless().next().is_none();
    let past = (2022..=2030).filter_map(|year| Some((year, due(year)?))).filter(|(_, due)| due.0 < today);
    let without: Vec<(i32, (NaiveDate, NaiveDate))> =
        past.filter(|(year, _)| !stated.contains(year)).collect();
    let applied = || counting(at.programme).filter(|(_, a)| a.is_above_zero() != Some(false));
    let is_sure = |a: &PaymentApplication| a.status.is_some() && a.is_above_zero() == Some(true);
    let lacking = |kept: &mut Kept, place: usize, a: &PaymentApplication| {
        kept.ids = a.id.clone().into_iter().collect();
        lacks(kept, at.programme.accounts.is_none(), Fact::of_proposal(F::Accounts));
        for (other, _) in nameless() {
            kept.lacks(Fact::of_item(F::Accounts, other, F::AccountingYear));
        }
        if !is_sure(a) {
            lacks_above_zero(kept, place, a);
        }
    };
    for (year, (short, long)) in &without {
        let of_it = || applied().filter(|(_, a)| a.year() == Some(*year));
        let sure = of_it().find(|(_, a)| is_sure(a));
        let Some((place, a)) = sure.or_else(|| of_it().next()) else { continue };
        let late = today > *long;
        let outcome = if complete && late && sure.is_some() { Outcome::NotMet } else { Outcome::Unknown };
        tell.tell(Subject::Item(F::Applications, place), outcome, |kept| {
            // More time may have been asked for.
            lacks(kept, !late, Fact::of_proposal(F::Accounts));
            of_it().filter(|_| sure.is_none()).for_each(|(place, a)| lacking(kept, place, a));
            lacking(kept, place, a);
            kept.message = format!(
                "{} is of the accounting year to 30 June {year}, of which no accounts are stated; they were due by {short}, on request by {long}.",
                name(a.id.as_deref())
            );
        });
    }
    for (place, a) in applied().filter(|(_, a)| a.accounting_year.is_none() && !without.is_empty()) {
        tell.tell(Subject::Item(F::Applications, place), Outcome::Unknown, |kept| {
            lacking(kept, place, a);
            kept.lacks(Fact::of_item(F::Applications, place, F::AccountingYear));
            kept.message = format!(
                "The accounting year of {} is not known; of some years that are over no accounts are stated.",
                name(a.id.as_deref())
            );
        });
    }
}

fn in_time(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    for (place, accounts) in each(at) {
        let due = accounts.year().and_then(due);
        let limit =
            due.map(|(short, long)| if accounts.extension_requested == Some(true) { long } else { short });
        // Not yet submitted is late only once the day is over.
        let on = accounts.submitted_on;
        // What is submitted on a day to come is not submitted yet.
        let to_come = at.as_of.filter(|_| is_to_come(on, at.as_of));
        let extended = accounts.extension_requested;
        let outcome = match (on, due, extended) {
            (_, None, _) if accounts.accounting_year.is_some() => Outcome::NotMet,
            (_, Some((short, long)), _) if to_come.is_some() => match to_come {
                Some(today) if today > long || today > short && extended == Some(false) => Outcome::NotMet,
                Some(today) if today > short && extended.is_none() => Outcome::Unknown,
                _ => Outcome::Conditional,
            },
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
            // Of another day it does not matter.
            let year = accounts.year().or(on.map(|on| on.year().saturating_sub(1)));
            let (short, long) = year.and_then(self::due).unzip();
            let today = to_come.or(on);
            let between = on.is_none() || today > short && today <= long;
            lacks(kept, between && accounts.extension_requested.is_none(), of(F::ExtensionRequested));
            kept.awaits = vec![Awaited {
                event: "the package is submitted".to_owned(),
                until: limit,
                normal_limit: false,
            }];
            kept.found = Some(Found::Day(on));
            kept.message = match to_come {
                Some(_) => {
                    format!("The package is to be submitted on {}; it is due by {}.", day(on), day(limit))
                }
                None => format!("The package was submitted on {}; it was due by {}.", day(on), day(limit)),
            };
        });
    }
    no_package(at, tell);
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
        let one = |a: &PaymentApplication| {
            // A text that is no year is none of them.
            let no_year = a.accounting_year.is_some() && a.year().is_none();
            let same = a.year().zip(year).map(|(a, b)| a == b).or(no_year.then_some(false));
            match (same, a.is_above_zero()) {
                (Some(false), _) | (_, Some(false)) => Outcome::NotMet,
                (Some(true), Some(true)) if a.status.is_some() => Outcome::Met,
                _ => Outcome::Unknown,
            }
        };
        let found: Vec<Outcome> = counting(at.programme).map(|(_, a)| one(a)).collect();
        let outcome = if accounts.accounting_year.is_some() && year.is_none() {
            Outcome::NotMet
        } else if found.contains(&Outcome::Met) {
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
                lacks_above_zero(kept, n, a);
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
withdrawn and what was taken out while it is assessed. Compared by objective and type of action, to the cent, and told
of each row; both sides are named with their ids, up to twenty applications. A row of the applications that the accounts
do not have is a difference too. Technical assistance is a flat rate of the Union's money and no expenditure, and is not
looked at.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 98(3)", Known::Act), cpr("Art. 98(6)", Known::Act)],
        facts: &[F::Accounts, F::AccountingYear, F::BudgetRows, F::Objective, F::Action, F::Expenditure, F::Withdrawn, F::UnderAssessment, F::Applications, F::Status],
    },
    judge: agree,
};

/// So many rows whose objective or type of action is not known are tried with each; with more the outcome is unknown.
pub(super) const TRIED: usize = 64;

fn agree(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    if at.programme.applications.is_none() {
        return;
    }
    let mut all: Vec<(usize, &Accounts, Sides)> = Vec::new();
    for (place, accounts) in each(at) {
        let (year, rows) = match (&accounts.accounting_year, accounts.year(), &accounts.rows) {
            (_, Some(year), Some(rows)) => (year, rows),
            // No year: another rule says so.
            (Some(_), None, _) => continue,
            (None, ..) | (_, _, None) => {
                tell.tell(Subject::Item(F::Accounts, place), Outcome::Unknown, |kept| {
                    kept.ids = vec![of_year(accounts)];
                    let of = |fact| Fact::of_item(F::Accounts, place, fact);
                    lacks(kept, accounts.accounting_year.is_none(), of(F::AccountingYear));
                    lacks(kept, accounts.rows.is_none(), of(F::BudgetRows));
                    kept.message = "The accounts state no year or no rows to compare.".to_owned();
                });
                continue;
            }
        };
        let of_the_year = || counting(at.programme).filter(|(_, a)| a.may_be_of(year));
        let sides = Sides::of(rows, of_the_year());
        let named = |kept: &mut Kept, id: &str| {
            kept.ids = vec![of_year(accounts), id.to_owned()];
            kept.ids.extend(of_the_year().filter_map(|(_, a)| a.id.clone()).take(NAMED));
        };
        let whole: BTreeMap<(Objective, Action), Outcomes> =
            completed((None, None)).map(|key| (key, sides.compared(key, None))).collect();
        for (row_at, row) in rows.iter().enumerate() {
            let key = (row.objective, row.action);
            let outcomes = match key.0.zip(key.1) {
                Some(key) => whole.get(&key).copied().unwrap_or(Outcomes::MET_OR_NOT),
                None if sides.open > TRIED => Outcomes::MET_OR_NOT,
                None => over(key, |of| sides.compared(of, Some((key, both(row))))),
            };
            tell.tell(Subject::Part(F::Accounts, place, F::BudgetRows, row_at), outcomes.fold(), |kept| {
                let id = row_name(row.objective, row.action);
                named(kept, &id);
                kept.because = Some("technical assistance is a flat rate".to_owned());
                for n in sides.unknown_beside(key).chain([row_at]) {
                    let Some(r) = rows.get(n) else { continue };
                    let of = |kind| Fact::of_part(F::Accounts, place, F::BudgetRows, n, kind);
                    lacks(kept, r.objective.is_none(), of(F::Objective));
                    lacks(kept, r.action.is_none(), of(F::Action));
                    lacks(kept, r.expenditure.is_none(), of(F::Expenditure));
                    lacks(kept, r.withdrawn.is_none(), of(F::Withdrawn));
                    lacks(kept, r.under_assessment.is_none(), of(F::UnderAssessment));
                }
                let [accounted, less, applied] = match key.0.zip(key.1) {
                    Some(key) => {
                        [sides.accounted.found(key), sides.less.found(key), sides.applied.found(key)]
                    }
                    None => [one(row.expenditure), taken_off(row), Sum { known: Eur::ZERO, unknown: 1 }],
                };
                sides.lacks_of_applications(kept, at.programme, key);
                kept.required = Some(Required::Equal(applied));
                kept.found = Some(Found::Sum(accounted.and(less)));
                let names: Vec<String> =
                    of_the_year().map(|(_, a)| name(a.id.as_deref())).take(NAMED).collect();
                kept.message = format!(
                    "Row {id}: the accounts have {} and {} withdrawn or assessed; {}.",
                    total(accounted),
                    total(less),
                    match names.is_empty() {
                        true => "no application declared anything".to_owned(),
                        false => format!("{} declared {}", names.join(", "), total(applied)),
                    }
                );
            });
        }
        all.push((place, accounts, sides));
    }
    left_out(at, tell, &all);
}

/// What was declared and stands in no row of the accounts of its year.
fn left_out(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>, all: &[(usize, &Accounts, Sides)]) {
    // Accounts of an unknown year may be of this one.
    let elsewhere = each(at).any(|(_, accounts)| accounts.accounting_year.is_none());
    for (n, a) in counting(at.programme) {
        let those =
            || all.iter().filter(|(_, accounts, _)| accounts.year().is_some_and(|of| a.may_be_of(of)));
        let Some((place, first, _)) = those().next() else { continue };
        for (m, r) in a.rows.iter().flatten().enumerate() {
            let counts = a.year().is_some() && a.status.is_some();
            let in_one =
                |sides: &Sides| over((r.objective, r.action), |key| sides.left_out(key, r.expenditure));
            // One of several accounts of a year is enough.
            let in_year = |of: i32| {
                let one_year = those().filter(|(_, accounts, _)| accounts.year() == Some(of));
                one_year.map(|(_, _, sides)| in_one(sides)).reduce(found_in_either).unwrap_or(Outcomes::NONE)
            };
            let years: BTreeSet<i32> = those().filter_map(|(_, accounts, _)| accounts.year()).collect();
            let missing = years.into_iter().map(in_year);
            let missing = missing.fold(Outcomes::NOT_APPLICABLE.when(!counts || elsewhere), Outcomes::or);
            if missing == Outcomes::NOT_APPLICABLE {
                continue;
            }
            tell.tell(Subject::Part(F::Applications, n, F::BudgetRows, m), missing.fold(), |kept| {
                let id = row_name(r.objective, r.action);
                kept.ids = vec![of_year(first), id.clone(), name(a.id.as_deref())];
                let of = |fact| Fact::of_item(F::Applications, n, fact);
                lacks(kept, a.accounting_year.is_none(), of(F::AccountingYear));
                lacks(kept, a.status.is_none(), of(F::Status));
                let fact = |kind| Fact::of_part(F::Applications, n, F::BudgetRows, m, kind);
                lacks(kept, r.objective.is_none(), fact(F::Objective));
                lacks(kept, r.action.is_none(), fact(F::Action));
                lacks(kept, r.expenditure.is_none(), fact(F::Expenditure));
                for (place, accounts, sides) in those().filter(|(_, _, sides)| sides.open > 0) {
                    let rows = sides.unknown_beside((r.objective, r.action));
                    for (row_at, row) in rows.filter_map(|n| Some((n, accounts.rows.as_ref()?.get(n)?))) {
                        let of = |kind| Fact::of_part(F::Accounts, *place, F::BudgetRows, row_at, kind);
                        lacks(kept, row.objective.is_none(), of(F::Objective));
                        lacks(kept, row.action.is_none(), of(F::Action));
                    }
                }
                for (place, _) in each(at).filter(|(_, accounts)| accounts.accounting_year.is_none()) {
                    kept.lacks(Fact::of_item(F::Accounts, place, F::AccountingYear));
                }
                kept.message = format!(
                    "Row {id}: {} declared {}, and the accounts (/accounts/{place}) have no such row.",
                    name(a.id.as_deref()),
                    euro(r.expenditure)
                );
            });
        }
    }
}

/// Whether what was declared stands in neither of two accounts.
fn found_in_either(one: Outcomes, other: Outcomes) -> Outcomes {
    let (found, not) = (Outcomes::NOT_APPLICABLE, Outcomes::NOT_MET);
    let may_be_found = one.may_be(found) || other.may_be(found);
    found.when(may_be_found).or(not.when(one.may_be(not) && other.may_be(not)))
}

/// What a row of accounts takes off the expenditure declared.
pub(super) fn taken_off(row: &AccountsRow) -> Sum {
    [row.withdrawn, row.under_assessment].into_iter().collect()
}

/// The expenditure of a row with what it takes off; `None` where one of them is not known.
fn both(row: &AccountsRow) -> Option<Eur> {
    one(row.expenditure).and(taken_off(row)).exact()
}

/// Accounts and the applications of their year, by objective and type of action.
#[derive(Default)]
struct Sides {
    accounted: ByRow,
    less: ByRow,
    /// Both of them together.
    whole: ByRow,
    applied: ByRow,
    /// How many rows of the accounts do not state objective or type of action.
    open: usize,
    /// Rows with something unknown, by what they are of.
    unknown: BTreeMap<Key, Vec<usize>>,
    /// The same of the rows of applications: the place of the application, and of the row where there are rows.
    unsure: BTreeMap<Key, Vec<(usize, Option<usize>)>>,
}

impl Sides {
    fn of<'a>(
        rows: &[AccountsRow],
        applications: impl Iterator<Item = (usize, &'a PaymentApplication)>,
    ) -> Self {
        let mut sides = Sides::default();
        for (row_at, row) in rows.iter().enumerate() {
            let key = (row.objective, row.action);
            sides.accounted.add(key, true, row.expenditure);
            for amount in [row.withdrawn, row.under_assessment] {
                sides.less.add(key, true, amount);
            }
            if is_whole(key) {
                for amount in [row.expenditure, row.withdrawn, row.under_assessment] {
                    sides.whole.add(key, true, amount);
                }
            } else {
                // It counts as a whole or not at all.
                sides.whole.add(key, true, both(row));
                sides.open = sides.open.saturating_add(1);
            }
            if !is_whole(key) || both(row).is_none() {
                let those = sides.unknown.entry(key).or_default();
                if those.len() < NAMED {
                    those.push(row_at);
                }
            }
        }
        for (place, a) in applications {
            let counts = a.year().is_some() && a.status.is_some();
            let mut unsure = |key: Key, row: Option<usize>| {
                let those = sides.unsure.entry(key).or_default();
                if those.len() < NAMED {
                    those.push((place, row));
                }
            };
            match &a.rows {
                Some(rows) => {
                    for (row_at, r) in rows.iter().enumerate() {
                        let key = (r.objective, r.action);
                        sides.applied.add(key, counts, r.expenditure);
                        if !counts || !is_whole(key) || r.expenditure.is_none() {
                            unsure(key, Some(row_at));
                        }
                    }
                }
                // It may have declared anything.
                None => {
                    sides.applied.add((None, None), false, None);
                    unsure((None, None), None);
                }
            }
        }
        sides
    }

    /// What is not known of the rows of applications that are of an objective and type of action, or may be.
    fn lacks_of_applications(&self, kept: &mut Kept, programme: &Programme, key: Key) {
        let may = self.unsure.iter().filter(|(of, _)| may_be_alike(**of, key));
        for (place, row_at) in may.flat_map(|(_, those)| those.iter().copied()).take(NAMED) {
            let Some(a) = programme.applications.iter().flatten().nth(place) else { continue };
            let of = |fact| Fact::of_item(F::Applications, place, fact);
            lacks(kept, a.accounting_year.is_none(), of(F::AccountingYear));
            lacks(kept, a.status.is_none(), of(F::Status));
            lacks(kept, a.rows.is_none(), of(F::BudgetRows));
            let Some(row_at) = row_at else { continue };
            let Some(r) = a.rows.as_ref().and_then(|rows| rows.get(row_at)) else { continue };
            let fact = |kind| Fact::of_part(F::Applications, place, F::BudgetRows, row_at, kind);
            lacks(kept, r.objective.is_none(), fact(F::Objective));
            lacks(kept, r.action.is_none(), fact(F::Action));
            lacks(kept, r.expenditure.is_none(), fact(F::Expenditure));
        }
    }

    /// Whether accounts and applications agree; `own` is the amount of a row of the accounts that may be of them, taken to be.
    fn compared(&self, key: (Objective, Action), own: Option<(Key, Option<Eur>)>) -> Outcomes {
        if key.0 == Objective::TechnicalAssistance {
            return Outcomes::NOT_APPLICABLE;
        }
        self.whole.ways(key, own).equal(&self.applied.ways(key, None))
    }

    /// Whether what was declared stands in no row of the accounts.
    fn left_out(&self, key: (Objective, Action), declared: Option<Eur>) -> Outcomes {
        let nothing = Outcomes::NOT_APPLICABLE;
        if key.0 == Objective::TechnicalAssistance || self.whole.is_sure(key) {
            return nothing;
        }
        let missing = match declared {
            Some(Eur::ZERO) => nothing,
            Some(_) => Outcomes::NOT_MET,
            None => nothing.or(Outcomes::NOT_MET),
        };
        missing.or(nothing.when(!self.whole.is_empty(key)))
    }

    /// Rows with something unknown that are of an objective and type of action, or may be.
    fn unknown_beside(&self, key: Key) -> impl Iterator<Item = usize> {
        let may = self.unknown.iter().filter(move |(of, _)| may_be_alike(**of, key));
        may.flat_map(|(_, those)| those.iter().copied()).take(NAMED)
    }
}

/// The residual error is at most 2 %.
pub(crate) const RESIDUAL_ERROR: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "The residual error rate is at most 2 %.",
        explanation: "\
Art. 98(6) with Art. 2(36): errors less corrections, in the expenditure to be declared in the accounts. From that Art. 98(6)
takes what was corrected, so it is the expenditure of which the sample was drawn less the corrections; that they are all of
that expenditure is inferred. It keeps to 2 % if it does exactly, or if at two decimals of a per cent it is not above. Above 2 %
the accounts deduct what brings the rate down; an amount deducted lowers both errors and expenditure, which was not read. The
sentence says the least amount beyond the corrections that brings it to 2 % exactly. No errors keep to it, whatever the expenditure.",
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
        // What is declared in the accounts: what was corrected is none of it.
        let declared = population.zip(corrected).and_then(|(all, corrected)| all.checked_sub(corrected));
        // No errors keep to it, of whatever expenditure; corrections only take from them.
        let none = [residual, found].into_iter().flatten().any(|errors| errors <= Eur::ZERO);
        let keeps = |errors: Eur, of: Eur| of > Eur::ZERO && rate.holds(errors, of);
        let outcome = match (residual, declared) {
            _ if none => Outcome::Met,
            (Some(residual), Some(declared)) if keeps(residual, declared) => Outcome::Met,
            (Some(_), Some(_)) => Outcome::NotMet,
            // What corrections take from both lowers the share, since the errors are less than the expenditure.
            _ if found.zip(population).is_some_and(|(found, population)| keeps(found, population)) => {
                Outcome::Met
            }
            _ => Outcome::Unknown,
        };
        tell.tell(Subject::Item(F::Accounts, place), outcome, |kept| {
            kept.ids = vec![of_year(accounts)];
            let of = |fact| Fact::of_item(F::Accounts, place, fact);
            lacks(kept, errors.is_none(), of(F::Errors));
            lacks(kept, errors.is_some() && population.is_none(), of(F::Population));
            lacks(kept, errors.is_some() && found.is_none(), of(F::TotalErrors));
            lacks(kept, errors.is_some() && corrected.is_none(), of(F::Corrections));
            kept.required = Some(Required::Rate(rate));
            // Where it is not known what was corrected, all errors are shown in all expenditure.
            let (errors, whole) = match corrected {
                Some(_) => (residual, declared),
                None => (found, population),
            };
            let share = errors.zip(whole).and_then(|(errors, whole)| Percent::of(errors, whole));
            kept.found = Some(Found::Rate {
                requested: residual,
                costs: whole,
                share: share.filter(|_| residual.is_some()),
            });
            let shown = share.map_or("an unknown share".to_owned(), |s| s.to_string());
            let less = residual
                .zip(declared)
                .and_then(|(r, p)| deduction(r, p))
                .filter(|_| outcome == Outcome::NotMet);
            // No deduction brings errors down that are more than there is.
            let beyond = residual.zip(declared).is_some_and(|(residual, declared)| residual > declared);
            let less = match less {
                Some(_) if beyond => " The errors must not be more than the expenditure.".to_owned(),
                Some(less) => format!(" At least EUR {} is to be deducted.", less.grouped()),
                None => String::new(),
            };
            // Beside a share that is rounded the amount says on which side it is.
            let most = whole.and_then(|whole| at_most_part(rate, whole));
            let deducted = corrected.filter(|corrected| *corrected != Eur::ZERO);
            let without = deducted.map(|amount| format!(", without the {} corrected,", euro(Some(amount))));
            let before = corrected.is_none().then(|| ", before corrections that are not stated,".to_owned());
            kept.message = format!(
                "{} of {}{} is {shown}; at most 2 %, which is {}.{less}",
                euro(errors),
                euro(whole),
                without.or(before).unwrap_or_default(),
                euro(most)
            );
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
zero included. A condition without a day is as stated all along, until an entry of it with a day says otherwise: of several
entries of one condition the last that is not after the day stands, and where all are after it the first of them says what
began then. Which expenditure is linked to a condition no file says, so the amount itself is not judged.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Clarify,
        citations: &[cpr("Art. 15(5)", Known::Act), cpr("Art. 91(3)", Known::Act)],
        facts: &[F::Applications, F::UnfulfilledExpenditure, F::SubmittedOn, F::Enabling, F::Fulfilled, F::From, F::Status],
    },
    judge: enabling,
};

/// What a condition is on a day by its entries: whether it is not fulfilled, where that is known.
fn is_open_on(entries: &[(usize, &Enabling)], on: NaiveDate) -> Option<bool> {
    let any = |all: &mut dyn Iterator<Item = Option<bool>>| {
        all.reduce(|one, other| match (one, other) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (Some(false), Some(false)) => Some(false),
            _ => None,
        })
    };
    let begun = entries.iter().filter(|(_, c)| c.from.is_none_or(|from| from <= on)).map(|(_, c)| c.from);
    let of = |from: Option<NaiveDate>| entries.iter().map(|(_, c)| *c).filter(move |c| c.from == from);
    let open = match begun.max() {
        Some(last) => any(&mut of(last).map(|c| c.fulfilled.map(|fulfilled| !fulfilled))),
        // What begins later was not so before.
        None => {
            let first = entries.iter().map(|(_, c)| c.from).min()?;
            any(&mut of(first).map(|c| c.fulfilled))
        }
    };
    open.flatten()
}

/// The same on a day that may not be known: on each on which it may differ then.
fn is_open(entries: &[(usize, &Enabling)], on: Option<NaiveDate>) -> Option<bool> {
    if let Some(on) = on {
        return is_open_on(entries, on);
    }
    let days = || entries.iter().filter_map(|(_, c)| c.from);
    let before =
        days().min().and_then(|first| first.pred_opt()).or_else(|| NaiveDate::from_ymd_opt(2021, 1, 1));
    let mut all = days().chain(before).map(|on| is_open_on(entries, on));
    let first = all.next()?;
    first.filter(|_| all.all(|other| other == first))
}

/// Whether the day decides what an entry says.
fn is_dated(entries: &[(usize, &Enabling)]) -> bool {
    entries.iter().any(|(_, c)| c.from.is_some())
}

fn enabling(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    let Some(entries) = &at.programme.enabling else { return };
    // The entries of one condition; one without an id is a condition of its own.
    let mut conditions: Vec<Vec<(usize, &Enabling)>> = Vec::new();
    let mut of_id: BTreeMap<&str, usize> = BTreeMap::new();
    for (entry, c) in entries.iter().enumerate() {
        let known =
            c.id.as_deref()
                .and_then(named)
                .and_then(|id| of_id.get(id))
                .and_then(|place| conditions.get_mut(*place));
        if let Some(condition) = known {
            condition.push((entry, c));
            continue;
        }
        of_id.extend(c.id.as_deref().and_then(named).map(|id| (id, conditions.len())));
        conditions.push(vec![(entry, c)]);
    }
    for (place, a) in counting(at.programme) {
        let names = |wanted: Option<bool>| {
            let those = conditions.iter().filter(move |c| is_open(c, a.submitted_on) == wanted);
            those.filter_map(|condition| condition.first().map(|(_, c)| c.id.as_deref()))
        };
        let (unfulfilled, may) = (names(Some(true)).next().is_some(), names(None).next().is_some());
        let outcome = match (a.unfulfilled_expenditure.is_some(), unfulfilled, may) {
            (true, ..) => Outcome::Met,
            (false, false, false) => Outcome::NotApplicable,
            (false, ..) => Outcome::Unknown,
        };
        tell.tell(Subject::Item(F::Applications, place), outcome, |kept| {
            kept.ids = a.id.iter().cloned().chain(names(Some(true)).flatten().map(str::to_owned)).collect();
            kept.because = Some("every enabling condition is fulfilled".to_owned());
            kept.lacks(Fact::of_item(F::Applications, place, F::UnfulfilledExpenditure));
            let open = conditions.iter().filter(|c| !unfulfilled && is_open(c, a.submitted_on).is_none());
            for condition in open {
                for (entry, c) in condition {
                    lacks(kept, c.fulfilled.is_none(), Fact::of_item(F::Enabling, *entry, F::Fulfilled));
                }
                let undated = a.submitted_on.is_none() && is_dated(condition);
                lacks(kept, undated, Fact::of_item(F::Applications, place, F::SubmittedOn));
            }
            let names: Vec<String> = names(Some(true)).map(name).collect();
            let names = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
            kept.message = format!(
                "{}: not fulfilled on its day: {names}; its expenditure under such conditions is {}.",
                name(a.id.as_deref()),
                euro(a.unfulfilled_expenditure)
            );
        });
    }
}
