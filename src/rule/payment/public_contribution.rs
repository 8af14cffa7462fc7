//! The public contribution: of each row, and of the accounts beside the applications of their year.

use std::collections::BTreeMap;

use super::super::programme::rows::{ByRow, Key, is_whole, may_be_alike, over};

use super::super::programme::{
    NAMED, PERIOD, ProgrammeAt, Programmes, all, between, cpr, euro, lacks, name, row_name,
};
use super::accounts::{TRIED, taken_off};
use super::{awaited, counting, if_it_came_and_counts};
use crate::budget::Between;
use crate::check::def::About;
use crate::check::fact::{Fact, FactKind as F};
use crate::check::{Found, Subject};
use crate::law::Basis as Known;
use crate::money::Eur;
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};
use crate::programme::{Accounts, AccountsRow, Action, Objective, PaymentApplication};
use crate::rule::world::{Kept, RuleOf, Teller};

/// Public contributions are part of the expenditure, and those of the accounts what was declared.
pub(crate) const PUBLIC: RuleOf<Programmes> = RuleOf {
    about: About {
        title: "The public contribution is part of the expenditure, and the accounts enter what was declared.",
        explanation: "\
Art. 98(3): the accounts have the eligible expenditure and the public contribution of the applications of the accounting year,
and what was withdrawn. A public contribution is no more than the expenditure of its row, in applications and in accounts. By
objective and type of action the accounts enter no more of it than was declared, and no less than what is left when everything
withdrawn or assessed was public money: how much of that was is not stated. Technical assistance is not looked at. In an
application of a day to come more than the expenditure is conditional on another amount by then.",
        since: PERIOD,
        stage: Stage::Financial,
        consequence: Consequence::Correct,
        citations: &[cpr("Art. 98(3)", Known::Act), cpr("Art. 91(3)", Known::Inferred)],
        facts: &[
            F::Accounts, F::AccountingYear, F::BudgetRows, F::Objective, F::Action, F::Expenditure, F::Public, F::Withdrawn,
            F::UnderAssessment, F::Applications, F::Status, F::SubmittedOn,
        ],
    },
    judge: public,
};

fn public(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>) {
    for (place, a) in counting(at.programme) {
        for (row_at, row) in a.rows.iter().flatten().enumerate() {
            let outcome = of_assistance(row.objective, part_of(row.public, row.expenditure));
            let outcome = if_it_came_and_counts(at.as_of, a, outcome);
            tell.tell(Subject::Part(F::Applications, place, F::BudgetRows, row_at), outcome, |kept| {
                kept.awaits = awaited(
                    a,
                    "the public contribution is part of the expenditure when the application is submitted",
                );
                kept.ids = vec![name(a.id.as_deref()), row_name(row.objective, row.action)];
                let of = |fact| Fact::of_part(F::Applications, place, F::BudgetRows, row_at, fact);
                lacks(kept, a.status.is_none(), Fact::of_item(F::Applications, place, F::Status));
                lacks(kept, row.objective.is_none(), of(F::Objective));
                lacks(kept, row.public.is_none(), of(F::Public));
                lacks(kept, row.expenditure.is_none(), of(F::Expenditure));
                says(kept, (row.objective, row.action), row.public, row.expenditure, None);
            });
        }
    }
    for (place, accounts) in at.programme.accounts.iter().flatten().enumerate() {
        // A text that is no year: another rule says so.
        if accounts.accounting_year.is_none() || accounts.year().is_some() {
            entered(at, tell, place, accounts);
        }
    }
}

/// Whether an amount is part of another. What is nothing is part of any.
fn part_of(part: Option<Eur>, whole: Option<Eur>) -> Outcome {
    match (part, whole) {
        (Some(part), _) if part <= Eur::ZERO => Outcome::Met,
        (Some(part), Some(whole)) if part <= whole => Outcome::Met,
        (Some(_), Some(_)) => Outcome::NotMet,
        _ => Outcome::Unknown,
    }
}

/// The outcome for a row that may be of technical assistance.
fn of_assistance(objective: Option<Objective>, outcome: Outcome) -> Outcome {
    match objective {
        Some(Objective::TechnicalAssistance) => Outcome::NotApplicable,
        Some(Objective::Specific(_)) => outcome,
        None => Outcomes::NOT_APPLICABLE.or(Outcomes::of(outcome)).fold(),
    }
}

/// What the accounts of a year and its applications have of each objective and type of action.
#[derive(Default)]
struct Sides {
    entered: ByRow,
    less: ByRow,
    declared: ByRow,
    /// How many rows of the accounts do not state objective or type of action.
    open: usize,
}

impl Sides {
    fn of<'a>(
        rows: &[AccountsRow],
        applications: impl Iterator<Item = (usize, &'a PaymentApplication)>,
        of_a_year: bool,
    ) -> Self {
        let mut sides = Sides::default();
        for row in rows {
            let key = (row.objective, row.action);
            sides.entered.add(key, true, row.public);
            if is_whole(key) {
                sides.less.add(key, true, row.withdrawn);
                sides.less.add(key, true, row.under_assessment);
            } else {
                // It counts as a whole or not at all.
                sides.less.add(key, true, taken_off(row).exact());
            }
            sides.open = sides.open.saturating_add(usize::from(!is_whole(key)));
        }
        for (_, a) in applications {
            let counts = of_a_year && a.year().is_some() && a.status.is_some();
            match &a.rows {
                Some(rows) => {
                    rows.iter().for_each(|r| sides.declared.add((r.objective, r.action), counts, r.public));
                }
                // It may have declared anything.
                None => sides.declared.add((None, None), false, None),
            }
        }
        sides
    }

    fn declared(&self, key: (Objective, Action)) -> Between {
        self.declared.ways(key, None).hull()
    }

    /// Whether no more is entered than was declared, and no less than is left of it; `own` is a row of the accounts that may be of
    /// the objective and type of action, taken to be.
    fn compared(&self, key: (Objective, Action), own: Option<&AccountsRow>) -> Outcomes {
        if key.0 == Objective::TechnicalAssistance {
            return Outcomes::NOT_APPLICABLE;
        }
        let of = |amount: fn(&AccountsRow) -> Option<Eur>| {
            own.map(|row| ((row.objective, row.action), amount(row)))
        };
        let entered = self.entered.ways(key, of(|row| row.public)).hull();
        let less = self.less.ways(key, of(|row| taken_off(row).exact())).hull();
        let declared = self.declared(key);
        let left = |declared: Eur, less: Eur| declared.checked_sub(less).unwrap_or(Eur::ZERO).max(Eur::ZERO);
        let least = less.most.map_or(Eur::ZERO, |less| left(declared.least, less));
        let most = declared.most.map(|declared| left(declared, less.least));
        let may = declared.most.is_none_or(|most| entered.least <= most)
            && entered.most.is_none_or(|most| most >= least);
        let may_not = entered.most.is_none_or(|most| most > declared.least)
            || most.is_none_or(|most| most > entered.least);
        Outcomes::MET.when(may).or(Outcomes::NOT_MET.when(may_not))
    }
}

fn entered(at: &ProgrammeAt<'_>, tell: &mut Teller<'_, '_>, place: usize, accounts: &Accounts) {
    let year = accounts.year();
    let of_the_year = || counting(at.programme).filter(|(_, a)| year.is_none_or(|year| a.may_be_of(year)));
    let rows = accounts.rows.as_deref().unwrap_or_default();
    let sides = Sides::of(rows, of_the_year(), year.is_some());
    let stated = at.programme.applications.is_some();
    let mut whole: BTreeMap<(Objective, Action), (Outcome, Between)> = BTreeMap::new();
    for (row_at, row) in rows.iter().enumerate() {
        let key = (row.objective, row.action);
        let of_both = key.0.zip(key.1).filter(|_| stated).map(|key| {
            *whole.entry(key).or_insert_with(|| (sides.compared(key, None).fold(), sides.declared(key)))
        });
        let compared = match of_both {
            Some((outcome, _)) => outcome,
            None if stated && sides.open <= TRIED => over(key, |key| sides.compared(key, Some(row))).fold(),
            None => Outcome::Unknown,
        };
        let outcome = of_assistance(row.objective, all([compared, part_of(row.public, row.expenditure)]));
        tell.tell(Subject::Part(F::Accounts, place, F::BudgetRows, row_at), outcome, |kept| {
            kept.ids = vec![
                format!("accounts {}", name(accounts.accounting_year.as_deref())),
                row_name(row.objective, row.action),
            ];
            let of = |fact| Fact::of_part(F::Accounts, place, F::BudgetRows, row_at, fact);
            lacks(kept, row.expenditure.is_none(), of(F::Expenditure));
            if kept.outcome == Outcome::Unknown {
                lacks(kept, !stated, Fact::of_proposal(F::Applications));
                let no_year = accounts.accounting_year.is_none();
                lacks(kept, no_year, Fact::of_item(F::Accounts, place, F::AccountingYear));
                lacks_of_accounts(kept, place, rows, key);
                lacks_of_applications(kept, of_the_year(), key);
            }
            let declared = of_both.map(|(_, declared)| declared);
            says(kept, key, row.public, row.expenditure, Some(declared));
        });
    }
}

/// The sentence on a row; of the accounts with what was declared.
fn says(
    kept: &mut Kept,
    key: Key,
    public: Option<Eur>,
    whole: Option<Eur>,
    declared: Option<Option<Between>>,
) {
    kept.because = Some("technical assistance is a flat rate".to_owned());
    kept.found = Some(Found::Amount(public));
    let row = row_name(key.0, key.1);
    let declared = match declared {
        Some(Some(declared)) => format!("; {} of it was declared", between(declared)),
        Some(None) => "; how much of it was declared is not known".to_owned(),
        None => String::new(),
    };
    kept.message =
        format!("Row {row}: the public contribution is {} of {}{declared}.", euro(public), euro(whole));
}

/// What is not known of the rows of accounts that may be of an objective and type of action.
fn lacks_of_accounts(kept: &mut Kept, place: usize, rows: &[AccountsRow], key: Key) {
    let lacking = |r: &AccountsRow| {
        [
            (F::Objective, r.objective.is_none()),
            (F::Action, r.action.is_none()),
            (F::Public, r.public.is_none()),
            (F::Withdrawn, r.withdrawn.is_none()),
            (F::UnderAssessment, r.under_assessment.is_none()),
        ]
    };
    let open = rows.iter().enumerate().filter(|(_, r)| may_be_alike(key, (r.objective, r.action)));
    let open = open.map(|(n, r)| (n, lacking(r))).filter(|(_, facts)| facts.iter().any(|(_, lacks)| *lacks));
    for (n, facts) in open.take(NAMED) {
        for (fact, absent) in facts {
            lacks(kept, absent, Fact::of_part(F::Accounts, place, F::BudgetRows, n, fact));
        }
    }
}

/// The same of the rows of applications.
fn lacks_of_applications<'a>(
    kept: &mut Kept,
    applications: impl Iterator<Item = (usize, &'a PaymentApplication)>,
    key: Key,
) {
    let mut named = 0usize;
    for (n, a) in applications {
        let of = |fact| Fact::of_item(F::Applications, n, fact);
        let may = |objective, action| may_be_alike(key, (objective, action));
        let concerned = a.rows.as_ref().is_none_or(|rows| rows.iter().any(|r| may(r.objective, r.action)));
        lacks(kept, concerned && a.status.is_none(), of(F::Status));
        lacks(kept, concerned && a.accounting_year.is_none(), of(F::AccountingYear));
        lacks(kept, a.rows.is_none(), of(F::BudgetRows));
        for (m, r) in a.rows.iter().flatten().enumerate().filter(|(_, r)| may(r.objective, r.action)) {
            let absent = [
                (F::Objective, r.objective.is_none()),
                (F::Action, r.action.is_none()),
                (F::Public, r.public.is_none()),
            ];
            if absent.iter().any(|(_, absent)| *absent) {
                named = named.saturating_add(1);
            }
            if named > NAMED {
                return;
            }
            for (fact, absent) in absent {
                lacks(kept, absent, Fact::of_part(F::Applications, n, F::BudgetRows, m, fact));
            }
        }
    }
}
